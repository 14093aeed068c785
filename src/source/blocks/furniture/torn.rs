//! Numbers of pages that tear the paragraph around them, on lines of their own or in cells.

use super::FEW;
use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::{Gap, Look, NO_CELL};
use crate::source::marks::{folio, number};
use crate::text::{is_closing, is_han, is_opening, is_sentence_end};

/// Takes those of the numbers on their own, `inner` in cells and `lonely` on lines, for those of
/// pages that tear the paragraph around them, where others number the items: `numbered` blocks
/// begin with one, or most stand elsewhere. They are no longer `alone`. Returns them, and the
/// few that stand so in cells and tear no sentence.
pub(super) fn take(
    page: &mut Page<'_>,
    inner: Vec<usize>,
    lonely: &[(usize, u32)],
    alone: &mut Vec<(usize, u32)>,
    numbered: u32,
) -> Vec<usize> {
    let numbers = inner.into_iter().chain(lonely.iter().map(|&(at, _)| at));
    let (mut found, mut doubtful) = (Vec::new(), Vec::new());
    let mut others = numbered as usize;
    for at in numbers {
        let inside = is_inside(page, at);
        if inside && tears_paragraph(page, at) {
            found.push(at);
            continue;
        }
        others += 1;
        if inside && page.block(at).is_some_and(|(own, _)| own.cell != NO_CELL) {
            doubtful.push(at);
        }
    }
    if others < FEW + doubtful.len() || others <= found.len() {
        return Vec::new();
    }
    if doubtful.len() > FEW {
        doubtful.clear();
    }
    for &at in &found {
        page.set(at, Role::Furniture);
    }
    found.sort_unstable();
    alone.retain(|(at, _)| found.binary_search(at).is_err());
    found.extend(doubtful);
    found
}

/// Whether the text around block `at` goes on in the same cell before it and behind it, in
/// paragraphs, or behind the last cell of a row that tabs part, in lines.
fn is_inside(page: &Page<'_>, at: usize) -> bool {
    let around = [page.above(at), page.block(at), page.block(at + 1)];
    let [Some((before, _)), Some((own, _)), Some((next, _))] = around else {
        return false;
    };
    around
        .iter()
        .flatten()
        .all(|(own, role)| *role == Role::Text && own.look == Look::Plain)
        && own.cell == next.cell
        && ((before.cell == own.cell && own.gap > Gap::Line && next.gap > Gap::Line)
            || (before.cell != NO_CELL && own.cell == NO_CELL))
}

/// Whether the paragraph before block `at` ends in the middle of a sentence with which the
/// one behind it goes on.
fn tears_paragraph(page: &Page<'_>, at: usize) -> bool {
    /// Characters of the longest paragraph without clauses that is whole, and of the longest
    /// name of a region or an office.
    const WHOLE: usize = 30;
    const NAME: usize = 12;
    let (Some((before, _)), Some((next, _))) = (page.block(at - 1), page.block(at + 1))
    else {
        return false;
    };
    let (above, whole) = page.head(&before, WHOLE);
    let (below, all) = page.head(&next, NAME);
    (!all || next.ends_text())
        && (!whole || folio::has_clauses(&above) || above.ends_with(is_opening))
        && !before.ends_text()
        && below.starts_with(|c| is_han(c) || is_sentence_end(c) || is_closing(c))
        && number::marker(&below).is_none()
}
