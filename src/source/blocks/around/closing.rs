//! The paragraph that closes a document behind its list: 各地区、各部门要结合实际，抓好落实。
//!
//! It stands where a second paragraph of the last item would. Where the others are one
//! paragraph each, it is none of it, or at least doubtful.

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Role};
use crate::source::blocks::shape::Shape;
use crate::source::lex::token::{Block, Gap, NO_CELL};

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
    /// Whether it was taken for none of the item's.
    pub apart: bool,
}

/// Finds the paragraph that follows the last of the items at `starts`, before block `until`,
/// where the others have one alone, and takes what begins as a closing one off it.
pub(super) fn find(
    page: &mut Page<'_>,
    starts: &[Start],
    until: usize,
    shape: &mut Option<Shape>,
) -> Option<Closing> {
    let last = starts.last()?.block as usize;
    let at = (last + 1..until).find(|&at| !page.is(at, Role::Furniture))?;
    let (own, Role::Text) = page.block(at)? else { return None };
    let (item, _) = page.block(last)?;
    let (head, _) = page.head(&own, 8);
    // Below rows that tabs part, a line without any may be of the last one.
    let plain = (own.cell == item.cell || own.cell == NO_CELL) && item.ends_text();
    if !plain || own.gap == Gap::Page || page.marker(&head).is_some_and(|own| !own.weak) {
        return None;
    }
    let shape = shape.get_or_insert_with(|| Shape::of(page));
    let words = CLOSINGS.iter().any(|words| head.starts_with(words));
    let enough = starts.len() > ENOUGH;
    if !(enough || words) || !opens(&own, shape) || !are_single(page, starts, shape) {
        return None;
    }
    // Nor is a line of the item that ends no sentence, where the item has ended with one.
    let line = !own.ends_text() && page.tokens.is_short(&own, LONGEST);
    let apart = enough && (line || words);
    if apart {
        page.put_around(at..until);
    }
    Some(Closing { block: at, apart })
}

/// Whether a block is a paragraph of its own, and no line of one.
fn opens(block: &Block, shape: &Shape) -> bool {
    block.gap > Gap::Line || !shape.is_wrapped()
}

/// Whether nearly all items but the last are one paragraph each.
fn are_single(page: &Page<'_>, starts: &[Start], shape: &Shape) -> bool {
    let (mut count, mut single) = (0_usize, 0_usize);
    for pair in starts.windows(2) {
        let [own, next] = pair else { continue };
        let mut between = own.block as usize + 1..next.block as usize;
        let more = between.any(|at| {
            let block = page.block(at).filter(|&(_, role)| role == Role::Text);
            block.is_some_and(|(block, _)| opens(&block, shape))
        });
        count += 1;
        single += usize::from(!more);
    }
    count > 0 && single * 5 >= count * 4
}
