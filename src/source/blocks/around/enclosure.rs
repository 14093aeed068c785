//! Which element of a web page holds the list: what stands after that element's end is
//! the page's own, like its links, its buttons and its foot.

use crate::source::blocks::page::Page;
use crate::source::lex::token::{Block, Cell, Level, TableKind};

/// What the items of a list stand in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Enclosure {
    /// The cell that the last one stands in.
    pub(super) table: Option<Cell>,
    /// Whether the rows of its table are the items.
    pub(super) rows: bool,
    /// The one cell that all of them stand in.
    pub(super) cell: Option<u32>,
    /// The first block behind the element that holds them all, and behind the one around it.
    end: Option<usize>,
    far_end: Option<usize>,
}

impl Enclosure {
    /// That of the list that begins at block `begins`, whose last item opens at block `last`
    /// and of which nothing stands from block `until` on.
    pub(super) fn of(page: &Page<'_>, begins: usize, last: usize, until: usize) -> Self {
        let block = page.block(last).map(|(block, _)| block);
        let table = block.and_then(|block| page.tokens.cell(&block).copied());
        let rows = table.is_some_and(|own| are_rows(page, begins, last, &own));
        let cell = block.filter(|_| table.is_some() && !rows).map(|block| block.cell);
        let depth = depth(page, begins, last);
        Self {
            table,
            rows,
            cell: cell.filter(|&cell| is_all_in(page, begins, last, cell)),
            end: leaves(page, last, until, depth),
            far_end: leaves(page, last, until, depth.saturating_sub(1)),
        }
    }

    /// Whether block `at` stands behind it; the last item may have `ended`.
    pub(super) fn is_left(
        &self,
        page: &Page<'_>,
        at: usize,
        block: &Block,
        ended: bool,
    ) -> bool {
        // A table that a page's end tore goes on in the next one; nothing else does.
        let torn = !ended && self.table.is_some();
        let end = if torn { self.far_end } else { self.end };
        end.is_some_and(|end| end <= at)
            || self.cell.is_some_and(|cell| !is_in(page, block, cell))
    }
}

/// Whether the items from block `begins` to block `last` are rows of the marked up table that
/// `own`, the cell of the last, stands in: they have labels or numbers. A table that only lays
/// out a page has none, whatever the tables inside it have.
fn are_rows(page: &Page<'_>, begins: usize, last: usize, own: &Cell) -> bool {
    let cell = |at: usize| page.tokens.blocks.get(at).map_or(0, |b| b.cell as usize);
    let until = cell(last);
    let from = if cell(begins) <= until { cell(begins) } else { until };
    let mut cells = page.tokens.cells.get(from..=until).unwrap_or(&[]).iter();
    let table = page.tokens.tables.get(own.table as usize);
    table.is_some_and(|table| table.kind == TableKind::Marked)
        && cells.any(|cell| {
            let row = page.rows.get(cell.row as usize);
            cell.table == own.table
                && row.is_some_and(|row| row.label.is_some() || row.number.is_some())
        })
}

/// How deep the element lies that holds all that opens from block `first` to block `last`.
fn depth(page: &Page<'_>, first: usize, last: usize) -> u8 {
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
fn leaves(page: &Page<'_>, last: usize, until: usize, depth: u8) -> Option<usize> {
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
fn is_all_in(page: &Page<'_>, first: usize, last: usize, cell: u32) -> bool {
    let blocks = page.tokens.blocks.get(first..=last).unwrap_or(&[]);
    blocks.len() > 1 && blocks.iter().all(|block| is_in(page, block, cell))
}

/// Whether a block stands in `cell`, or in a table there.
fn is_in(page: &Page<'_>, block: &Block, cell: u32) -> bool {
    /// Tables within tables that are looked through.
    const DEEPEST: usize = 8;
    let outer = |&own: &u32| {
        let own = page.tokens.cells.get(own as usize)?;
        page.tokens.tables.get(own.table as usize).map(|table| table.outer)
    };
    std::iter::successors(Some(block.cell), outer).take(DEEPEST).any(|own| own == cell)
}
