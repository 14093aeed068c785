//! Tables that stand inside the text of an item: their cells are its paragraphs, in the
//! order of the source, whatever their columns seem to hold.

use crate::source::blocks::find::announce::announces;
use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::{Block, Cell, Look, NO_CELL, place};
use crate::source::marks::folio::is_page_mark;
use crate::source::marks::notes::ends_list;

/// Puts the tables that are of the items in whose cells they stand into those cells;
/// `is_of` knows them by the cell and the table.
pub(crate) fn fold_into_cells(page: &mut Page<'_>, is_of: impl Fn(&Cell, usize) -> bool) {
    let mut into: Vec<Option<u32>> = Vec::with_capacity(page.tokens.tables.len());
    for (at, table) in page.tokens.tables.iter().enumerate() {
        let cell = page.tokens.cells.get(table.outer as usize);
        let around = cell.and_then(|cell| *into.get(cell.table as usize)?);
        let own = cell.filter(|cell| is_of(cell, at)).map(|_| table.outer);
        into.push(around.or(own));
    }
    fold(page, &into);
}

/// Does the same with tables between the first item and the last one in which no item
/// begins, and with those that the last item announces: they are of the item before them.
pub(crate) fn fold_strangers(page: &mut Page<'_>, starts: &[Start]) {
    let (Some(first), Some(last)) = (starts.first(), starts.last()) else { return };
    let mut tables = vec![Stranger::default(); page.tokens.tables.len()];
    let mut opens = starts.iter().map(|start| start.block).peekable();
    let (mut row, mut announced) = (u32::MAX, u32::MAX);
    let mut tail = Tail::default();
    for at in 0..page.tokens.blocks.len() {
        let Some((block, role)) = page.block(at) else { continue };
        let begins = opens.next_if_eq(&place(at)).is_some();
        let after = place(at) >= last.block;
        let Some(cell) = page.tokens.cell(&block) else {
            if after && role != Role::Furniture {
                tail.read(page, &block);
            }
            continue;
        };
        let Some(table) = tables.get_mut(cell.table as usize) else { continue };
        if after && std::mem::take(&mut tail.announces) {
            announced = cell.table;
        }
        let between = place(at) >= first.block && !after;
        let inside = between || announced == cell.table;
        table.holds_items |= begins || !inside;
        table.lost |= role == Role::Aside;
        table.labels |= matches!(role, Role::Label | Role::Number);
        table.rows += u32::from(cell.row != row);
        row = cell.row;
    }
    // A row by itself that is labelled goes on with the table before it.
    let is_inner = |table: &Stranger| {
        !table.holds_items && (table.lost || (table.labels && table.rows > 1))
    };
    let outer = |at: usize| page.tokens.tables.get(at).map(|table| table.outer);
    let into: Vec<Option<u32>> = tables
        .iter()
        .enumerate()
        .map(|(at, table)| outer(at).filter(|_| is_inner(table)))
        .collect();
    fold(page, &into);
}

/// What is known of a table that may hold no items.
#[derive(Clone, Copy, Debug, Default)]
struct Stranger {
    holds_items: bool,
    lost: bool,
    labels: bool,
    rows: u32,
}

/// The text from the last item on.
#[derive(Clone, Copy, Debug, Default)]
struct Tail {
    /// Whether the list is at its end.
    ended: bool,
    /// Whether the last item announces what comes next.
    announces: bool,
}

impl Tail {
    /// Goes on with `block`, which stands in no cell.
    fn read(&mut self, page: &Page<'_>, block: &Block) {
        const LONGEST: usize = 80;
        let (head, whole) = page.head(block, LONGEST);
        self.ended |= ends_list(&head, whole);
        self.announces = !self.ended && announces(block);
    }
}

/// Puts the blocks of each table into the cell that `into` says, or into none for
/// [`NO_CELL`]. Each cell is then a paragraph that nothing else can be, but for the cells
/// of tables of one column, which only frame what they hold.
fn fold(page: &mut Page<'_>, into: &[Option<u32>]) {
    if into.iter().all(Option::is_none) {
        return;
    }
    let wide = wide_tables(page);
    let (mut cell, mut table) = (NO_CELL, u32::MAX);
    let mut signs = Vec::new();
    for at in 0..page.tokens.blocks.len() {
        let Some((mut block, role)) = page.block(at) else { continue };
        let own = page.tokens.cell(&block).copied();
        let target = own.and_then(|own| *into.get(own.table as usize)?);
        let is_wide = own.and_then(|own| wide.get(own.table as usize).copied());
        let inner = own.filter(|_| target.is_some() && is_wide == Some(true));
        let before = std::mem::replace(&mut cell, NO_CELL);
        if let Some(own) = inner {
            cell = block.cell;
            block.look = Look::Inner;
            if own.table != table {
                page.inner.push(block.first);
            }
            table = own.table;
        }
        if cell != before {
            signs.push(block.first);
        }
        if target.is_some() && (role != Role::Furniture || is_head(page, &block)) {
            page.set(at, Role::Text);
        }
        block.cell = target.unwrap_or(block.cell);
        if let Some(own) = page.tokens.blocks.get_mut(at) {
            *own = block;
        }
    }
    page.tokens.set_signs(&signs);
    let blocks = &page.tokens.blocks;
    let look = |at: u32| blocks.get(at as usize).map(|block| block.look);
    page.labels.retain(|placed| look(placed.block) != Some(Look::Inner));
}

/// Which tables have more than one column.
fn wide_tables(page: &Page<'_>) -> Vec<bool> {
    let mut wide = vec![false; page.tokens.tables.len()];
    for block in &page.tokens.blocks {
        if let Some(cell) = page.tokens.cell(block)
            && let Some(wide) = wide.get_mut(cell.table as usize)
        {
            *wide |= cell.column > 0;
        }
    }
    wide
}

/// Whether what was found to be furniture is the head of a column.
fn is_head(page: &Page<'_>, block: &Block) -> bool {
    let (head, _) = page.head(block, 24);
    !is_page_mark(&head)
}
