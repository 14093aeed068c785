//! Running heads and numbers of pages that are printed once, where each paragraph is a line: they
//! tear a sentence, and what is below goes on with it.

use super::masthead::GONE_ON;
use super::repeated::is_stopped;
use crate::source::blocks::page::{Page, Role};
use crate::source::blocks::shape::Shape;
use crate::source::lex::token::{Block, Look, NO_CELL};
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::dressing::core;
use crate::source::marks::folio::{has_clauses, lonely};
use crate::source::marks::heads::is_field;
use crate::source::marks::label::Names;
use crate::source::marks::notes::is_date;
use crate::text::{ends_text, is_closing, is_han};

/// Characters of the longest of them, and of the longest paragraph without clauses that may be
/// whole without a stop.
const LONGEST: usize = 20;
const WHOLE: usize = 30;

/// Lines of furniture above one, and how many of them stand together.
const FAR: usize = 8;
const DEEPEST: usize = 3;

/// Takes them out of `lines`, the blocks that may be a running head, and `numbers`, those that
/// stand alone, of a list that has `begun` at that block; returns them.
pub(super) fn find(
    page: &mut Page<'_>,
    lines: &[u32],
    numbers: &[(usize, u32)],
    begun: usize,
    names: &Names,
) -> Vec<usize> {
    let lines = lines.iter().map(|&at| at as usize).chain(numbers.iter().map(|n| n.0));
    let may = |&at: &usize| at > begun && may_tear(page, at, names);
    let mut lines: Vec<usize> = lines.filter(may).collect();
    lines.sort_unstable();
    let torn = |run: &&[usize]| run.len() <= DEEPEST && tears(page, run, names);
    let mut found: Vec<usize> =
        lines.chunk_by(|a, b| a + 1 == *b).filter(torn).flatten().copied().collect();
    if !found.is_empty() && (Shape::of(page).is_wrapped() || !is_stopped(page, &[])) {
        found.clear();
    }
    for &at in &found {
        page.set(at, Role::Furniture);
    }
    found
}

fn is_plain(block: &Block) -> bool {
    block.look == Look::Plain && block.cell == NO_CELL
}

/// Whether block `at` is all of a short line that no mark of a sentence ends, which opens no item
/// and says neither a region nor whom a list addresses.
fn may_tear(page: &Page<'_>, at: usize, names: &Names) -> bool {
    let Some((own, Role::Text)) = page.block(at) else { return false };
    let listed = page.tokens.list_item(&own).is_some();
    if listed || !is_plain(&own) || !page.tokens.is_short(&own, LONGEST) {
        return false;
    }
    let (head, _) = page.head(&own, LONGEST);
    let head = GONE_ON.iter().find_map(|word| head.strip_suffix(word)).unwrap_or(&head);
    let number = lonely(head).is_some() && !is_date(head);
    let open = head.ends_with(|c| is_han(c) && !ends_text(c));
    let label = || names.names_region(head) || is_addressee(&core(head));
    page.is_line(at) && (number || (open && page.marker(head).is_none() && !label()))
}

/// Whether the lines of `run` stand inside a sentence; the label of the rows may be printed
/// again below them.
fn tears(page: &Page<'_>, run: &[usize], names: &Names) -> bool {
    let (Some(&first), Some(&last)) = (run.first(), run.last()) else { return false };
    let above = page.shown_above(first.saturating_sub(FAR), first);
    let labelled = page.block(last + 1).is_some_and(|(own, _)| {
        let (head, whole) = page.head(&own, LONGEST);
        whole && names.names_region(&head)
    });
    let (Some((before, Role::Text)), Some((next, Role::Text))) = (
        above.and_then(|above| page.block(above)),
        page.block(last + 1 + usize::from(labelled)),
    ) else {
        return false;
    };
    let (over, whole) = page.head(&before, WHOLE);
    let (below, short) = page.head(&next, LONGEST);
    is_plain(&before)
        && is_plain(&next)
        && before.is_open()
        && (!whole || has_clauses(&over))
        && (!short || next.ends_sentence())
        && !is_field(&over)
        && below.starts_with(|c| is_han(c) || is_closing(c))
        && page.marker(&below).is_none()
        && !names.names_region(&below)
}
