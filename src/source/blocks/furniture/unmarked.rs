//! Running heads and numbers at the ends of pages that nothing shows: printed once, or by
//! turns, heads with no number of a page beside them. Such a line tears a sentence, or stands
//! behind the end of an item as no line of another item does.

use std::collections::{HashMap, HashSet};

use super::{FEW, LONGEST as HEAD};
use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Role};
use crate::source::blocks::shape::Shape;
use crate::source::lex::token::{Block, Gap, Look, NO_CELL, place};
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::dressing::core;
use crate::source::marks::folio::{has_clauses, lonely};
use crate::source::marks::label::Names;
use crate::source::marks::words::holds_blank;
use crate::text::{ends_text, is_closing, is_han, is_sentence_end, print_width};

/// Characters of the longest of them.
const LONGEST: usize = 20;

/// Lines of furniture above one, at most.
const FAR: usize = 8;

/// Characters of a line that are looked at.
const LINE: usize = 60;

/// White space that parts no words.
const FAR_APART: [&str; 2] = ["    ", "　　"];

/// Columns of lines among which one is short only where a text ends: narrower ones are by
/// any long word too.
const WIDE: usize = 40;

/// Takes the running heads that tear sentences out of `lines`, the blocks that may be one, and
/// the `few` numbers that stand alone, of a list that has `begun` at that block; returns them
/// and those that may be text all the same: the end of a heading, or of a list of names.
///
/// Between two full lines of a paragraph no line is short.
pub(crate) fn find_torn(
    page: &mut Page<'_>,
    lines: &[u32],
    few: &[(usize, u32)],
    begun: usize,
    names: &Names,
) -> Vec<usize> {
    let lines = lines.iter().map(|&at| at as usize);
    let closed = closed_again(page, lines.clone());
    let open =
        |at: usize| closed.contains(&at) || page.block(at).is_some_and(|b| b.0.is_open());
    let may = |&at: &usize| at > begun && open(at) && is_between(page, at);
    let lines = lines.chain(few.iter().map(|&(at, _)| at));
    let lines: Vec<usize> = lines.filter(may).collect();
    if lines.is_empty() {
        return lines;
    }
    let shape = Shape::of(page);
    let torn = |&at: &usize| tears(page, &shape, at, names);
    let found: Vec<usize> = lines.into_iter().filter(torn).collect();
    for &at in &found {
        let ends = above(page, at).is_none_or(|above| may_end(page, above));
        if !ends && !may_break(page, at) {
            page.set(at, Role::Furniture);
        }
    }
    found
}

/// Those of `lines` that end with a bracket and say what another one does: （征求意见稿） may end
/// a head, where most such lines end a text. The title of a law is no head.
fn closed_again(page: &Page<'_>, lines: impl Iterator<Item = usize>) -> HashSet<usize> {
    let mut alike: HashMap<String, Vec<usize>> = HashMap::new();
    for at in lines {
        let law =
            |own: &Block| own.first_char() == Some('《') && own.last_char() == Some('》');
        let closed = |own: &Block| own.last_char().is_some_and(is_closing) && !law(own);
        let Some((own, _)) = page.block(at).filter(|(own, _)| closed(own)) else {
            continue;
        };
        alike.entry(page.head(&own, LONGEST).0.into_owned()).or_default().push(at);
    }
    alike.into_values().filter(|own| own.len() > 1).flatten().collect()
}

/// Takes those of `lines` that say what one of the running heads `found` does: a page may end
/// with a sentence, too. Returns them.
pub(crate) fn find_again(
    page: &mut Page<'_>,
    lines: &[u32],
    found: &[usize],
) -> Vec<usize> {
    let words = |at: usize| {
        let (own, _) = page.block(at).filter(|(own, _)| may_be_head(page, own))?;
        Some(page.head(&own, HEAD).0)
    };
    let heads = found.iter().filter(|&&at| page.is(at, Role::Furniture));
    let heads: HashSet<_> =
        heads.filter_map(|&at| words(at)).filter(|own| lonely(own).is_none()).collect();
    if heads.is_empty() {
        return Vec::new();
    }
    let again = |&at: &usize| {
        page.is(at, Role::Text) && words(at).is_some_and(|own| heads.contains(&own))
    };
    let again: Vec<usize> = lines.iter().map(|&at| at as usize).filter(again).collect();
    for &at in &again {
        page.set(at, Role::Furniture);
    }
    again
}

/// Whether block `at` is a short line between two lines, the first of which ends no sentence.
fn is_between(page: &Page<'_>, at: usize) -> bool {
    let line = |at: usize| {
        let own = page.block(at).filter(|(_, role)| *role == Role::Text);
        own.map(|(own, _)| own).filter(is_plain)
    };
    let (Some(before), Some(own), Some(next)) =
        (above(page, at).and_then(line), line(at), line(at + 1))
    else {
        return false;
    };
    // A quotation may end in the middle of a sentence.
    let open = |c: char| !ends_text(c) || is_closing(c);
    let close = own.gap == Gap::Line && next.gap == Gap::Line;
    before.last_char().is_some_and(open)
        && may_be_head(page, &own)
        && page.is_line(at)
        && (close || (before.gap == Gap::Line && is_set_off(page, &own)))
}

/// The last block above block `at` that is no furniture.
fn above(page: &Page<'_>, at: usize) -> Option<usize> {
    page.shown_above(at.saturating_sub(FAR), at)
}

/// Whether a line that a space parts from others, below one that goes on with a paragraph, may
/// be the head of a page: it is neither numbered, as headings are, nor a name as on labels.
fn is_set_off(page: &Page<'_>, own: &Block) -> bool {
    let (head, _) = page.head(own, LONGEST);
    page.marker(&head).is_none()
        && !is_addressee(&core(&head))
        && page.tokens.list_item(own).is_none()
}

/// Whether a line is as short as a head, or is two parts.
fn may_be_head(page: &Page<'_>, own: &Block) -> bool {
    page.tokens.is_short(own, LONGEST) || is_parted(page, own)
}

/// Whether a line is two parts far from one another, as no line of a text is:
/// `国务院安委会办公室　　　　工作建议清单`.
pub(super) fn is_parted(page: &Page<'_>, own: &Block) -> bool {
    let (head, whole) = page.head(own, HEAD);
    whole && holds_blank(head.as_bytes(), &FAR_APART)
}

fn is_plain(block: &Block) -> bool {
    block.look == Look::Plain && block.cell == NO_CELL
}

/// Whether the sentence of the line before `at` goes on with the line behind it.
fn tears(page: &Page<'_>, shape: &Shape, at: usize, names: &Names) -> bool {
    let Some(edge) = shape.wrap else { return false };
    // The label of the rows may be printed again below it: 河南省（续）.
    let label = |at: usize| {
        let (below, whole) = page.head(&page.block(at)?.0, LONGEST);
        Some(whole && names.names_region(&below))
    };
    let behind = at + 1 + usize::from(label(at + 1) == Some(true));
    let (Some((before, _)), Some((own, _)), Some((next, _))) = (
        above(page, at).and_then(|at| page.block(at)),
        page.block(at),
        page.block(behind),
    ) else {
        return false;
    };
    let (head, _) = page.head(&own, LONGEST);
    let (below, whole) = page.head(&next, LONGEST);
    let wide = 4 * print_width(&page.head(&next, LINE).0) > 3 * edge;
    // A word that no line may break.
    let word = below.chars().take_while(char::is_ascii_alphanumeric).count();
    (wide || next.ends_sentence())
        && (is_parted(page, &own)
            || (edge >= WIDE
                && is_narrow(&head, edge)
                && print_width(&head) + word <= edge))
        && shape.is_full(page, &before)
        && !shape.is_set_in(&next)
        && page.marker(&below).is_none()
        && !below.contains(['：', ':'])
        && (head.chars().any(is_han) || lonely(&head).is_some() || is_latin(&head))
        && !names.names_region(&head)
        && !(whole && names.names_region(&below))
}

/// Whether a line is in another language, and longer than a word of one in these texts.
fn is_latin(line: &str) -> bool {
    const LONG: usize = 9;
    line.len() > LONG && line.is_ascii() && line.contains(|c: char| c.is_alphabetic())
}

/// Whether line `at` may be short because there was a space behind it, as beside words that
/// are not Chinese: some programs break lines only at those, before all that stands up to
/// the next one: 优良天数比例不低于 / 85%。学习借鉴….
pub(super) fn may_break(page: &Page<'_>, at: usize) -> bool {
    let Some((own, _)) = page.block(at) else { return false };
    let (head, _) = page.head(&own, LONGEST);
    if is_latin(&head) {
        return false;
    }
    let foreign = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let next = page.block(at + 1).and_then(|(next, _)| next.first_char());
    (foreign(own.last_char()) || foreign(next)) && lonely(&head).is_none()
}

/// Whether the sentence of line `at` may end with the next line: the heading of an item, which
/// has no clauses, a list of names, or what stands in brackets.
fn may_end(page: &Page<'_>, at: usize) -> bool {
    let Some((own, _)) = page.block(at) else { return true };
    let (head, _) = page.head(&own, LINE);
    let opens = page.marker(&head).is_some_and(|marker| !marker.weak);
    own.last_char().is_some_and(|c| c == '、' || is_closing(c))
        || (opens && !has_clauses(&head))
}

/// Those of `lines` that stand in the items at `starts` and may be running heads: short ones
/// without a stop behind one with a stop, where few lines are.
pub(crate) fn find_behind(
    page: &Page<'_>,
    starts: &[Start],
    lines: &[u32],
) -> Vec<usize> {
    /// Items for one of them.
    const USUAL: usize = 4;
    let (Some(first), Some(last)) = (starts.first(), starts.last()) else {
        return Vec::new();
    };
    let inside = |at: usize| (first.block..last.block).contains(&place(at));
    let lines = lines.iter().map(|&at| at as usize);
    let found = lines.filter(|&at| inside(at) && !opens_item(starts, at));
    let mut found: Vec<usize> = found.filter(|&at| is_behind(page, at)).collect();
    if !found.is_empty() {
        let edge = Shape::of(page).wrap;
        let short = |at: &usize| edge.is_some_and(|edge| is_short(page, *at, edge));
        found.retain(short);
    }
    if found.len() * USUAL > starts.len() { Vec::new() } else { found }
}

/// Whether one of the items at `starts` begins at block `at`.
fn opens_item(starts: &[Start], at: usize) -> bool {
    starts.binary_search_by_key(&place(at), |start| start.block).is_ok()
}

/// Those of the numbers that stand `alone` which are text of the items at `starts` and may be
/// of pages: behind a sentence, where few numbers do.
pub(crate) fn numbers_behind(
    page: &Page<'_>,
    starts: &[Start],
    alone: &[(usize, u32)],
) -> Vec<usize> {
    let begun = |at: usize| starts.first().is_some_and(|first| first.block < place(at));
    let may = |&at: &usize| {
        let own =
            page.block(at).filter(|(own, role)| is_plain(own) && *role == Role::Text);
        let before = page.block(at - 1).map(|(before, _)| before.last_char());
        own.is_some() && before.flatten().is_some_and(is_sentence_end)
    };
    let found = alone.iter().map(|&(at, _)| at).filter(|&at| begun(at));
    let mut found: Vec<usize> = found.filter(may).collect();
    if found.len() > FEW {
        found.clear();
    }
    found.retain(|&at| !opens_item(starts, at));
    found
}

/// Whether a line is, where lines are broken at column `edge`: some programs break them at
/// so many characters, whatever their width.
fn is_narrow(line: &str, edge: usize) -> bool {
    4 * print_width(line) <= 3 * edge && 8 * line.chars().count() <= 3 * edge
}

/// Whether line `at` is short, where lines are broken at column `edge`.
fn is_short(page: &Page<'_>, at: usize, edge: usize) -> bool {
    page.block(at).is_some_and(|(own, _)| {
        let (head, whole) = page.head(&own, LONGEST);
        (whole && edge >= WIDE && is_narrow(&head, edge)) || is_parted(page, &own)
    })
}

/// Whether a line is a short one behind a sentence.
fn is_behind(page: &Page<'_>, at: usize) -> bool {
    let Some((own, Role::Text)) = page.block(at) else { return false };
    let ended = above(page, at).is_some_and(|above| {
        let Some((before, Role::Text)) = page.block(above) else { return false };
        let top = above + 1 < at;
        let ends = before.ends_sentence() || (top && before.ends_text());
        is_plain(&before) && (own.gap == Gap::Line || top) && ends
    });
    is_plain(&own)
        && ended
        && may_be_head(page, &own)
        && own.is_open()
        && page.marker(&page.head(&own, LONGEST).0).is_none()
}
