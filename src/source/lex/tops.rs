//! What stands at the tops of pages, and at that of a table without heads, where a program wrote
//! one cell behind the other.

use std::collections::HashSet;

use super::cells::{Columns, Line, Region};
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::folio::is_page_mark;
use crate::source::marks::heads::LONGEST_HEAD;
use crate::source::marks::label::Names;
use crate::source::marks::number;

/// The columns of a table without heads, and the line where its first row begins, right at the
/// top: a number 1 alone on its line and a label on the next ones, or before that.
pub(super) fn unheaded(
    text: &str,
    lines: &[Line],
    names: &Names,
) -> Option<(Columns, usize)> {
    const TOP: usize = 3;
    let mut shown = lines.iter().enumerate().filter(|(_, line)| line.start < line.end);
    let top: Vec<(usize, &str)> =
        shown.by_ref().map(|(at, line)| (at, line.of(text))).take(TOP + 4).collect();
    let first =
        |own: &str| own.len() <= '一'.len_utf8() + 1 && number::whole(own) == Some(1);
    let nth = top.iter().take(TOP).position(|(_, own)| first(own))?;
    let label = |words: &[(usize, &str)]| {
        let joined: String = words.iter().map(|(_, own)| *own).collect();
        joined.len() <= 3 * LONGEST_HEAD && names.names_region(&joined)
    };
    let before = |&count: &usize| nth.checked_sub(count).and_then(|at| top.get(at..nth));
    let ahead = (1..=2).find(|count| before(count).is_some_and(label));
    let behind = (1..=2).find(|count| top.get(nth + 1..=nth + count).is_some_and(label));
    let (region, from, text) = match (ahead, behind) {
        (Some(count), _) => (Region::First, nth - count, nth + 1),
        (None, Some(count)) => (Region::Second, nth, nth + count + 1),
        (None, None) => return None,
    };
    // The number of a page may stand over the label of items with numbers of their own.
    let (_, own) = top.get(text)?;
    let numbered = number::marker(own).is_some_and(|own| !own.weak);
    let (at, _) = top.get(from)?;
    (!numbered).then_some((Columns { region, others: 0 }, *at))
}

/// The lines that stand right behind the end of more than one page, and address nobody.
pub(super) fn repeated_tops<'a>(text: &'a str, lines: &[Line]) -> HashSet<&'a str> {
    let (mut seen, mut again, mut top) = (HashSet::new(), HashSet::new(), false);
    for line in lines {
        let own = line.of(text);
        let mark = is_page_mark(own);
        if top && !own.is_empty() && !mark {
            if !seen.insert(own) && !is_addressee(own) {
                again.insert(own);
            }
            top = false;
        }
        top |= mark || line.last;
    }
    again
}
