//! Which element of a web page holds the list: what stands after that element's end is
//! the page's own, like its links, its buttons and its foot.

use crate::source::blocks::page::Page;
use crate::source::lex::token::{Block, Level};

/// How deep the element lies that holds all that opens from block `first` to block `last`.
pub(crate) fn depth(page: &Page<'_>, first: usize, last: usize) -> u8 {
    if first >= last {
        return 0;
    }
    let (before, after) = levels(page, first + 1);
    let begun = before.last().map_or(0, |level| level.depth);
    let within = after.iter().take_while(|level| level.block as usize <= last);
    within.fold(begun, |least, level| least.min(level.depth))
}

/// The first block behind block `last`, and before block `until`, before which an element
/// ends that lies as deep as `depth`.
pub(crate) fn leaves(
    page: &Page<'_>,
    last: usize,
    until: usize,
    depth: u8,
) -> Option<usize> {
    let (before, after) = levels(page, last + 1);
    let begun = before.last().map_or(0, |level| level.depth);
    if begun < depth {
        return Some(last + 1);
    }
    let mut within = after.iter().take_while(|level| (level.block as usize) < until);
    within.find(|level| level.depth < depth).map(|level| level.block as usize)
}

/// The changes of levels up to block `at`, and those after it.
fn levels<'p>(page: &'p Page<'_>, at: usize) -> (&'p [Level], &'p [Level]) {
    let levels = &page.tokens.levels;
    levels.split_at(levels.partition_point(|level| level.block as usize <= at))
}

/// Whether all that opens from block `first` to block `last` stands in `cell`: the table
/// only sets out the page.
pub(crate) fn is_all_in(page: &Page<'_>, first: usize, last: usize, cell: u32) -> bool {
    let blocks = page.tokens.blocks.get(first..=last).unwrap_or(&[]);
    blocks.len() > 1 && blocks.iter().all(|block| is_in(page, block, cell))
}

/// Whether a block stands in `cell`, or in a table there.
pub(crate) fn is_in(page: &Page<'_>, block: &Block, cell: u32) -> bool {
    /// Tables within tables that are looked through.
    const DEEPEST: usize = 8;
    let outer = |&own: &u32| {
        let own = page.tokens.cells.get(own as usize)?;
        page.tokens.tables.get(own.table as usize).map(|table| table.outer)
    };
    std::iter::successors(Some(block.cell), outer).take(DEEPEST).any(|own| own == cell)
}
