//! Lists whose items are lines, and no more: headings without a stop. What stands on the next
//! line is none of the item, however long that is.

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Role};

/// Items that tell how those of a list are set.
const SAMPLE: usize = 400;

/// Whether nearly all items at `starts` are one line each that ends no sentence.
pub(crate) fn are_items(page: &Page<'_>, starts: &[Start]) -> bool {
    const FEWEST: usize = 3;
    let (mut pairs, mut single, mut open) = (0_usize, 0_usize, 0_usize);
    for pair in starts.windows(2).take(SAMPLE) {
        let [own, next] = pair else { continue };
        let (at, past) = (own.block as usize, next.block as usize);
        let Some((block, _)) = page.block(at) else { continue };
        let between = page.roles.get(at + 1..past).unwrap_or(&[]);
        pairs += 1;
        single += usize::from(!between.contains(&Role::Text));
        open += usize::from(!block.ends_text());
    }
    pairs >= FEWEST && 3 * single >= 2 * pairs && 4 * open >= 3 * pairs
}
