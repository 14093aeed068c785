//! The paragraph that closes a document behind its list: 各地区、各部门要结合实际，抓好落实。
//!
//! It stands where a second paragraph of the last item would. Where the others are one
//! paragraph each, it is none of it, or at least doubtful.

use std::ops::Range;

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Role};
use crate::source::blocks::shape::Shape;
use crate::source::lex::token::{Block, Gap, NO_CELL};
use crate::source::marks::heads::is_field;

/// How paragraphs begin that close a document.
const CLOSINGS: &[&str] = &[
    "各地区", "各地要", "各省", "各级", "各有关", "各部门", "各单位", "有关地区",
    "有关部门", "国务院", "本通知", "本意见", "本方案", "本清单", "自本", "上述", "以上",
    "希望",
];

/// Items before the last by which a paragraph is known to be none of it.
const ENOUGH: usize = 5;

/// Characters of the longest line that is no paragraph.
const LONGEST: usize = 40;

/// A paragraph behind the last item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Closing {
    /// Its block.
    pub block: usize,
    /// Whether the items before the last are one paragraph each.
    pub single: bool,
    /// Whether it was taken for none of the item's.
    pub apart: bool,
}

/// Finds the paragraph that closes the document behind the last of the items at `starts`,
/// before block `until`: the next one where the others have one alone, or any that begins as
/// a closing one. It is taken off the item where both hold.
pub(super) fn find(
    page: &mut Page<'_>,
    starts: &[Start],
    until: usize,
    shape: &mut Option<Shape>,
) -> Option<Closing> {
    let last = starts.last()?.block as usize;
    let (mut above, _) = page.block(last)?;
    let (mut next, mut ended, mut page_end) = (true, false, false);
    let trailing = page.is_labelled_behind(last);
    for at in last + 1..until {
        let (own, role) = page.block(at)?;
        // With the region that it names at its end the item is whole.
        ended |= role == Role::Label && trailing;
        page_end |= role == Role::Furniture;
        if role == Role::Furniture || (role == Role::Label && trailing) {
            continue;
        }
        if role != Role::Text {
            return None;
        }
        let words = begins(page, &own);
        ended |= ends(page, &above) || (words && above.cell != own.cell);
        // Behind a text without a stop such words may go on with it: that is told.
        let may = if ended { words || next } else { words && own.gap > Gap::Line };
        if may && is_below(page, &own, &above) {
            let shape = shape.get_or_insert_with(|| Shape::of(page));
            // A page may end with a sentence of a paragraph that goes on.
            let found =
                judge(page, starts, at..until, (words, ended && !page_end), shape);
            if found.is_some() {
                return found;
            }
        }
        (above, next, ended, page_end) = (own, false, false, false);
    }
    None
}

/// Whether the text of a block is at an end, as a line that names an office is without a stop:
/// 责任单位：省公安厅.
pub(super) fn ends(page: &Page<'_>, own: &Block) -> bool {
    own.ends_text() || {
        let (head, whole) = page.head(own, LONGEST);
        whole && is_field(&head)
    }
}

/// Whether the paragraph `own` may be of another text than the one `above` it.
fn is_below(page: &Page<'_>, own: &Block, above: &Block) -> bool {
    // Below rows that tabs part, a line without any may be of the last one.
    let plain = own.cell == above.cell || own.cell == NO_CELL;
    plain && own.gap != Gap::Page && !is_part(page, own)
}

/// What the paragraph with which `range` begins is, which has closing `words` or stands right
/// behind the last item; the text above it may have `ended`.
fn judge(
    page: &mut Page<'_>,
    starts: &[Start],
    range: Range<usize>,
    (words, ended): (bool, bool),
    shape: &Shape,
) -> Option<Closing> {
    let (block, (own, _)) = (range.start, page.block(range.start)?);
    let enough = starts.len() > ENOUGH;
    if !(enough || words) || !opens(&own, shape) {
        return None;
    }
    let single = are_single(page, starts, shape);
    if !single && (!words || others_begin(page, starts)) {
        return None;
    }
    // Nor is a line of the item that ends no sentence, where the item has ended with one.
    let line = !own.ends_text() && page.tokens.is_short(&own, LONGEST);
    let apart = single && enough && ended && (line || words);
    if apart {
        page.put_around(range);
    }
    Some(Closing { block, single, apart })
}

/// Whether a paragraph begins as one that closes a document.
fn begins(page: &Page<'_>, own: &Block) -> bool {
    let (head, _) = page.head(own, 8);
    CLOSINGS.iter().any(|words| head.starts_with(words))
}

/// Whether a paragraph is a point of an item, or says who is to do it and when: （二）…,
/// 责任单位：…, （省公安厅负责）. Such a one makes the item no longer than one paragraph.
fn is_part(page: &Page<'_>, own: &Block) -> bool {
    let (head, _) = page.head(own, 8);
    let lettered = head.chars().nth(1).is_some_and(|mark| ")）.、．".contains(mark));
    page.marker(&head).is_some_and(|own| !own.weak)
        || head.starts_with(['（', '('])
        || head.contains(['：', ':'])
        || (lettered && head.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether a block is a paragraph of its own, and no line of one.
fn opens(block: &Block, shape: &Shape) -> bool {
    block.gap > Gap::Line || !shape.is_wrapped()
}

/// Whether a further paragraph of an item before the last begins as a closing one does: then
/// such words are the list's own.
fn others_begin(page: &Page<'_>, starts: &[Start]) -> bool {
    let further = starts.windows(2).flat_map(further);
    further.filter_map(|at| page.block(at)).any(|(own, _)| begins(page, &own))
}

/// The blocks behind the first of the one item that two starts hold.
fn further(pair: &[Start]) -> Range<usize> {
    match pair {
        [own, next] => own.block as usize + 1..next.block as usize,
        _ => 0..0,
    }
}

/// Whether nearly all items but the last are one paragraph each, with what belongs to it.
fn are_single(page: &Page<'_>, starts: &[Start], shape: &Shape) -> bool {
    let (mut count, mut single) = (0_usize, 0_usize);
    for pair in starts.windows(2) {
        let more = further(pair).any(|at| {
            let block = page.block(at).filter(|&(_, role)| role == Role::Text);
            block.is_some_and(|(own, _)| opens(&own, shape) && !is_part(page, &own))
        });
        count += 1;
        single += usize::from(!more);
    }
    count > 0 && single * 5 >= count * 4
}
