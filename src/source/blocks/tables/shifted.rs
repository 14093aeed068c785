//! Rows of tables that lack the cell of their region: many converters, and browsers that copy,
//! write a cell that was merged over several rows in the first of them only, and what follows
//! it in the others moves one column to the left.

use crate::source::blocks::page::Page;
use crate::source::lex::token::{Block, Cell, NO_CELL, TableKind, place};
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::cells::number_of;
use crate::source::marks::heads::head_word;
use crate::source::marks::label::{self, Names};
use crate::text::is_sentence_end;

/// Where the columns of a list stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placing {
    /// That of its regions.
    pub region: usize,
    /// That of its numbers.
    pub number: Option<usize>,
    /// How many it has.
    pub columns: usize,
}

/// A row whose cells may have moved.
#[derive(Clone, Copy, Debug)]
struct Short {
    row: u32,
    table: u32,
    /// The first of its cells that did.
    first: usize,
    /// One past its last cell.
    past: usize,
    /// Whether what stands in the column of regions is plainly no region.
    sure: bool,
    /// Whether it may be whom a list addresses.
    addressed: bool,
}

/// Moves the cells of such rows back; `placings` are those of the tables. Returns whether
/// some did move.
pub(crate) fn mend(
    page: &mut Page<'_>,
    placings: &[Option<Placing>],
    names: &Names,
) -> bool {
    let (short, whole) = rows(page, placings, names);
    // Where all whole rows name regions that are known, a row of other names would be none.
    let known = |table: u32| {
        let mut own = whole.iter().filter(|own| own.0 == table).map(|own| own.1);
        own.next().is_some_and(|first| first && own.all(|known| known))
    };
    let mut tables: Vec<u32> =
        short.iter().filter(|row| row.sure).map(|row| row.table).collect();
    tables.sort_unstable();
    tables.dedup();
    let mut other: Vec<u32> = short.iter().map(|row| row.table).collect();
    other.dedup();
    other.retain(|table| tables.binary_search(table).is_err());
    tables.extend(other.into_iter().filter(|&table| {
        let addressed =
            short.iter().filter(|row| row.table == table).any(|row| row.addressed);
        !addressed && known(table)
    }));
    tables.sort_unstable();
    tables.dedup();
    let moved = |row: &&Short| tables.binary_search(&row.table).is_ok();
    for row in short.iter().filter(moved) {
        let cells = page.tokens.cells.get_mut(row.first..row.past).unwrap_or_default();
        for cell in cells.iter_mut().filter(|cell| cell.row == row.row) {
            cell.column = cell.column.saturating_add(1);
        }
    }
    !tables.is_empty()
}

/// The rows that are one cell short and name no region, and the tables of the whole ones, with
/// whether those name one that is known.
fn rows(
    page: &Page<'_>,
    placings: &[Option<Placing>],
    names: &Names,
) -> (Vec<Short>, Vec<(u32, bool)>) {
    let (mut found, mut at) = (Vec::new(), 0);
    let mut whole = Vec::new();
    let mut blocks = page.tokens.blocks.iter();
    for cells in page.tokens.cells.chunk_by(|a, b| a.row == b.row) {
        let first = at;
        at += cells.len();
        let Some((row, table)) = cells.first().map(|cell| (cell.row, cell.table)) else {
            continue;
        };
        // What tabs part is a row where it begins with a number; a browser copies them so.
        let kind = page.tokens.tables.get(table as usize).map(|table| table.kind);
        let marked = kind == Some(TableKind::Marked);
        let placed = kind == Some(TableKind::Placed);
        let placing = placings.get(table as usize).copied().flatten();
        let placing = placing.filter(|_| !placed);
        let row_of = |own: &Placing| {
            let numbered = own.number.is_some_and(|at| at == 0 || at == own.region + 1);
            (marked || numbered) && (own.lacks_one(cells) || cells.len() == own.columns)
        };
        let Some(placing) = placing.filter(row_of) else {
            continue;
        };
        // Blocks stand in the order of the cells that hold them, but for nested tables.
        let own = place(first + placing.region);
        let held = blocks.find(|block| block.cell != NO_CELL && block.cell >= own);
        let held = held.filter(|held| held.cell == own);
        let name = |held: &Block| page.head(held, label::LONGEST).0;
        if cells.len() == placing.columns {
            let name = held.map(name).filter(|own| head_word(own).is_none());
            let label = name.map(|own| names.label(&own, true));
            let known = label.map(|own| own.is_some_and(|own| own.is_known()));
            whole.extend(known.map(|known| (table, known)));
            continue;
        }
        let addressed = held.is_some_and(|held| is_addressee(&name(held)));
        let sure = held.and_then(|held| placing.is_no_region(page, held, names));
        let (first, past) = (first + placing.region, first + cells.len());
        found.extend(sure.map(|sure| Short { row, table, first, past, sure, addressed }));
    }
    (found, whole)
}

impl Placing {
    /// Whether a row of `cells` is one short, and that of its region may be the one.
    fn lacks_one(&self, cells: &[Cell]) -> bool {
        let in_order = cells.iter().zip(0..).all(|(cell, nth)| cell.column == nth);
        cells.len() + 1 == self.columns
            && self.region < cells.len()
            && in_order
            && !cells.iter().any(|cell| cell.wide)
    }

    /// Whether what a cell in the column of regions holds is plainly no region; nothing where
    /// it is one, or the head of the column.
    fn is_no_region(
        &self,
        page: &Page<'_>,
        block: &Block,
        names: &Names,
    ) -> Option<bool> {
        let (head, whole) = page.head(block, label::LONGEST);
        let label = names.label(&head, true);
        if label.is_some_and(|label| label.is_known()) || head_word(&head).is_some() {
            return None;
        }
        if self.number == Some(self.region + 1) {
            return Some(number_of(&head).is_some());
        }
        let last = block.last_char();
        Some(!whole || last.is_some_and(is_sentence_end))
    }
}
