//! A table of which a program wrote each cell on a line of its own, the empty ones too: as
//! many lines for each row as it has columns, more only where its text has paragraphs.
//!
//! Where that holds for all rows, what a line holds is known by counting, whatever the
//! columns are for.

use super::cells::{Line, Piece};
use super::token::Look;
use crate::source::marks::folio::{has_clauses, is_page_mark};
use crate::source::marks::heads::{Head, head_word};
use crate::source::marks::number;
use crate::text::ends_text;

/// Columns of the widest table.
const MOST: usize = 16;

/// The lines of a text, and the columns of the table in it.
pub(super) struct Grid<'a> {
    text: &'a str,
    lines: &'a [Line],
    /// The line of the first head, and how many there are.
    from: usize,
    width: usize,
    /// Whether regions stand in the first column or behind the numbers.
    region: Option<usize>,
    /// The columns of the numbers and the items.
    number: usize,
    items: usize,
}

impl<'a> Grid<'a> {
    /// The heads of columns below whose numbers the first row has its own as many lines
    /// further down as there are heads.
    pub(super) fn find(text: &'a str, lines: &'a [Line]) -> Option<Self> {
        let mut grid =
            Self { text, lines, from: 0, width: 0, region: None, number: 0, items: 0 };
        let is = |at: usize, head: Head| head_word(grid.own(at)) == Some(head);
        let number = (0..lines.len()).find(|&at| is(at, Head::Number))?;
        let from = number - usize::from(number > 0 && is(number - 1, Head::Region));
        let mut below = number + 1..number + 1 + MOST;
        let width = below.find(|&at| grid.is_number(at, 1))? - number;
        let heads = || (from..from + width).map(|at| head_word(grid.own(at)));
        let items = heads().position(|head| head == Some(Head::Text))?;
        let region = heads().position(|head| head == Some(Head::Region));
        // Before the items stand a number and perhaps a region.
        let known = items == 1 + usize::from(region.is_some_and(|region| region < items));
        let filled = (from..from + width).all(|at| !grid.own(at).is_empty());
        if !known || !filled || region.is_some_and(|region| region > items) {
            return None;
        }
        grid.number = number - from;
        Some(Self { from, width, region, items, ..grid })
    }

    /// What is no text of an item; nothing where a row does not have the lines of one.
    pub(super) fn pieces(&self) -> Option<Vec<Piece>> {
        let rows = self.rows()?;
        let heads = (self.from..self.from + self.width).map(|at| (at, Look::ColumnHead));
        let cells = rows.windows(2).flat_map(|pair| match *pair {
            [from, past] => self.cells(from, past),
            _ => Vec::new(),
        });
        let piece = |(at, look)| {
            let &Line { start, end, .. } = self.lines.get(at)?;
            (start < end).then_some(Piece { start, end, look, open: false })
        };
        Some(heads.chain(cells).filter_map(piece).collect())
    }

    /// The first lines of the rows, and the line behind the last.
    fn rows(&self) -> Option<Vec<usize>> {
        let mut last = self.from + self.width;
        let mut rows = vec![last];
        for value in 2.. {
            let number = |at: &usize| self.is_number(at + self.number, value);
            let Some(next) = (last + 1..self.lines.len()).find(number) else { break };
            if !self.fits(last, next) {
                return None;
            }
            rows.push(next);
            last = next;
        }
        rows.push(last + self.width);
        (rows.len() > 2 && self.is_row(last)).then_some(rows)
    }

    /// Whether the last row, behind which no number shows how many lines it has, may have
    /// those from line `from` on: all of the table, and no text where a label stands.
    fn is_row(&self, from: usize) -> bool {
        let label = self.region.map_or("", |region| self.own(from + region));
        let mut lines = (from..from + self.width).map(|at| self.own(at));
        !has_clauses(label) && !lines.any(is_page_mark)
    }

    /// Whether a row may have these lines: it has more than columns where each paragraph of
    /// its text ends as one does, and none where a program broke lines.
    fn fits(&self, from: usize, past: usize) -> bool {
        let Some(more) = (past - from).checked_sub(self.width) else { return false };
        let text = from + self.items..=from + self.items + more;
        let ended = |at: usize| self.own(at).chars().next_back().is_some_and(ends_text);
        more == 0 || text.into_iter().all(ended)
    }

    /// The lines of a row that are no text of it, with what they are.
    fn cells(&self, from: usize, past: usize) -> Vec<(usize, Look)> {
        let number = (from + self.number, Look::RowNumber);
        let label = self.region.map(|region| (from + region, Look::RowLabel));
        let others = past - (self.width - 1 - self.items)..past;
        let mut cells: Vec<_> = label.into_iter().chain([number]).collect();
        cells.sort_unstable_by_key(|cell| cell.0);
        cells.extend(others.map(|at| (at, Look::Aside)));
        cells
    }

    /// A line.
    fn own(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |line| line.of(self.text))
    }

    fn is_number(&self, at: usize, value: u32) -> bool {
        number::whole(self.own(at)) == Some(value)
    }
}
