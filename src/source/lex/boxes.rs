//! Cells that only set out a page: a box around a part of it or around all of it, or the cell
//! of the page's text beside its links. What stands in one stands where its table does.

use super::token::{Block, NO_CELL, TableKind, Tokens};
use crate::source::marks::heads::head_word;
use crate::source::marks::label::Names;
use crate::source::marks::number;

/// Blocks of a cell from which on it may hold the text of a page.
const MANY: u32 = 4;

/// Characters of the longest label, number or head of a column.
const LONGEST: usize = 20;

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default)]
struct Content {
    /// How many blocks, those of tables in it apart.
    blocks: u32,
    /// Whether it holds a table that has rows and columns.
    rows: bool,
    /// Whether a block of it is the label of a region, a number or the head of a column.
    marked: bool,
}

impl Content {
    /// Whether it may be the text of a page.
    const fn is_much(self) -> bool {
        self.blocks >= MANY || self.rows
    }
}

/// What a table is seen to have.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    cells: u32,
    /// Whether one of them holds much.
    much: bool,
    /// Whether it may only set out the page.
    may: bool,
    /// How many of its cells hold what a list does, and the last one.
    listed: u32,
    cell: usize,
}

impl Tokens {
    /// Takes what stands in such cells out of them. A table of rows has labels, numbers or
    /// heads in other cells; those beside the text of a page have none.
    pub(super) fn open_boxes(&mut self, text: &str, names: &Names) {
        if self.tables.is_empty() {
            return;
        }
        let opened = self.boxes(text, names);
        if !opened.contains(&true) {
            return;
        }
        // A table stands behind the one that it is in, whose own place is then known.
        for at in 0..self.tables.len() {
            let outer = self.tables.get(at).map_or(NO_CELL, |table| table.outer);
            let outer = self.place_of(outer, &opened);
            if let Some(table) = self.tables.get_mut(at) {
                table.outer = outer;
            }
        }
        for at in 0..self.blocks.len() {
            let cell = self.blocks.get(at).map_or(NO_CELL, |block| block.cell);
            let cell = self.place_of(cell, &opened);
            if let Some(block) = self.blocks.get_mut(at) {
                block.cell = cell;
            }
        }
    }

    /// The cell that what stands in `cell` is in, where `opened` says which cells are none.
    fn place_of(&self, cell: u32, opened: &[bool]) -> u32 {
        let boxed = opened.get(cell as usize) == Some(&true);
        let own = self.cells.get(cell as usize).filter(|_| boxed);
        let table = own.and_then(|own| self.tables.get(own.table as usize));
        table.map_or(cell, |table| table.outer)
    }

    /// Which cells only set out the page: the only ones of their tables, or the only ones that
    /// hold what a list does, and much.
    fn boxes(&self, text: &str, names: &Names) -> Vec<bool> {
        let mut opened = vec![false; self.cells.len()];
        let mut contents = self.contents();
        let mut tables = vec![Seen::default(); self.tables.len()];
        for (cell, own) in self.cells.iter().zip(&contents) {
            if let Some(table) = tables.get_mut(cell.table as usize) {
                table.cells += 1;
                table.much |= own.is_much();
            }
        }
        for (table, own) in tables.iter_mut().zip(&self.tables) {
            table.may = own.kind == TableKind::Marked && (table.much || table.cells == 1);
        }
        if !tables.iter().any(|table| table.may) {
            return opened;
        }
        self.mark(text, names, &tables, &mut contents);
        for (at, (cell, own)) in self.cells.iter().zip(&contents).enumerate() {
            if let Some(table) = tables.get_mut(cell.table as usize)
                && (table.cells == 1 || own.marked || own.rows)
            {
                table.listed += 1;
                table.cell = at;
            }
        }
        for table in tables.iter().filter(|table| table.may && table.listed == 1) {
            let much = contents.get(table.cell).is_some_and(|own| own.is_much());
            if let Some(slot) = opened.get_mut(table.cell) {
                *slot = much || table.cells == 1;
            }
        }
        opened
    }

    /// What each cell holds, but for what the text of its blocks says.
    fn contents(&self) -> Vec<Content> {
        let mut contents = vec![Content::default(); self.cells.len()];
        for block in &self.blocks {
            if let Some(own) = contents.get_mut(block.cell as usize) {
                own.blocks += 1;
            }
        }
        // Cells with a column before them, in the tables that have more than one row.
        let mut first: Vec<Option<u32>> = vec![None; self.tables.len()];
        for cell in &self.cells {
            let Some(row) = first.get_mut(cell.table as usize) else { continue };
            let below = row.is_some_and(|row| row < cell.row);
            let outer = self.tables.get(cell.table as usize).map(|table| table.outer);
            row.get_or_insert(cell.row);
            if let Some(own) = outer.and_then(|outer| contents.get_mut(outer as usize))
                && below
                && cell.column > 0
            {
                own.rows = true;
            }
        }
        contents
    }

    /// Notes which cells of `tables` that may be boxes hold labels, numbers or heads.
    fn mark(&self, text: &str, names: &Names, tables: &[Seen], contents: &mut [Content]) {
        let is_mark = |block: &Block| {
            let (head, whole) = self.head(text, block, LONGEST);
            let number = || number::whole(&head).is_some();
            whole && (names.names_region(&head) || number() || head_word(&head).is_some())
        };
        for block in &self.blocks {
            let table = self.cell(block).and_then(|cell| tables.get(cell.table as usize));
            if table.is_some_and(|table| table.may)
                && let Some(own) = contents.get_mut(block.cell as usize)
            {
                own.marked = own.marked || is_mark(block);
            }
        }
    }
}
