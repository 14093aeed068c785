//! Reads tables on pages that place each line by coordinates: in which cells their lines stand.

use super::builder::Builder;
use super::lexer::Lexer;
use super::token::{Gap, TableKind, Why};

/// What opens the contents that pdftohtml writes behind the pages.
const OUTLINE: &str = "<a name=\"outline\"";

/// The table of placed lines that is open.
#[derive(Debug, Default)]
pub(super) struct PlacedTable {
    open: bool,
    /// The column of the open cell, or of the last one, and its page.
    column: usize,
    page: usize,
    /// Whether that is one of heads.
    heads: bool,
}

impl PlacedTable {
    /// Whether it is open.
    pub(super) const fn is_open(&self) -> bool {
        self.open
    }
}

impl Lexer<'_> {
    /// Opens the cell in which a line stands that is placed at `top` and `left`, on a page that
    /// is set in columns.
    pub(super) fn open_placed_cell(&mut self, top: usize, left: usize) {
        let found = self.page_columns();
        let Some(found) = found.map(|page| (page.of(top, left), top < page.heads)) else {
            return;
        };
        let pages = self.tags.places.pages;
        let table = &mut self.tags.places.table;
        let begins = (table.page, table.heads) != (pages, found.1);
        (table.page, table.heads) = (pages, found.1);
        if begins {
            self.out.close_cell();
        }
        match found.0 {
            Some(column) => self.enter_placed_cell(column),
            None => self.out.close_cell(),
        }
    }

    /// Begins the next cell at the space at byte `at`, if a line is parted there.
    pub(super) fn part_placed_line(&mut self, at: usize) {
        if !self.tags.places.in_table() {
            return;
        }
        let column = self.page_columns().and_then(|page| page.cut(at));
        if let Some(column) = column {
            self.enter_placed_cell(column);
        }
    }

    /// Reads the cell at byte `at` that no space parts from the next one, if one does; returns
    /// where that begins.
    pub(super) fn pass_glued_label(&mut self, at: usize) -> usize {
        if !self.tags.places.in_table() {
            return at;
        }
        let found = self.page_columns().and_then(|page| {
            let found = page.glued.binary_search_by_key(&at, |glued| glued.0).ok()?;
            page.glued.get(found).copied()
        });
        let Some((_, past, column)) = found else { return at };
        self.out.text(at, past);
        self.out.end(Gap::Line);
        self.enter_placed_cell(column);
        past
    }

    /// Passes the contents behind the pages, from byte `at` on, if the element `name` with the tag
    /// `whole` opens those.
    pub(super) fn pass_outline(
        &mut self,
        name: &str,
        whole: &str,
        at: usize,
    ) -> Option<usize> {
        if name != "a" || !whole.starts_with(OUTLINE) {
            return None;
        }
        let rest = self.text.get(at..).unwrap_or("");
        let end = self.find_end("</body", rest).unwrap_or(rest.len());
        self.out.end(Gap::Paragraph);
        self.out.pass(at, at + end, Why::Unseen, true);
        Some(at + end)
    }

    /// Goes on in a `column`, in a further row where that is left of the last one.
    fn enter_placed_cell(&mut self, column: usize) {
        let table = &mut self.tags.places.table;
        let before = std::mem::replace(&mut table.column, column);
        if !std::mem::replace(&mut table.open, true) {
            self.out.open_table(TableKind::Placed);
        }
        let row = !self.out.in_cell() || column < before;
        if row {
            self.out.open_row(Gap::Paragraph);
        }
        if row || column != before {
            self.out.open_cell_at(column);
        }
    }
}

impl Builder<'_> {
    /// Opens the cell in this `column` of the row.
    fn open_cell_at(&mut self, column: usize) {
        if let Some(grid) = self.grids.last_mut() {
            grid.column = u16::try_from(column).unwrap_or(u16::MAX);
        }
        self.open_cell(1, 1);
    }
}
