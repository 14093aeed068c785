//! The cells of tables in which something stands, as far as it matters to their columns.

use std::ops::Range;

use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::NO_CELL;
use crate::source::marks::cells::number_of;
use crate::source::marks::heads::{Head, head_word};
use crate::source::marks::label;
use crate::source::marks::notes::{ends_list, is_date};
use crate::text::{bare, ends_text};

/// A cell as it matters here.
#[derive(Debug)]
pub(crate) struct Filled {
    pub table: usize,
    pub row: usize,
    pub column: usize,
    /// Its blocks.
    pub first: usize,
    pub last: usize,
    /// Its first characters, and whether they are all.
    pub head: String,
    pub whole: bool,
    /// What it says its column holds, where it is a word that heads one.
    pub says: Option<Head>,
    pub bytes: usize,
    /// Whether it spans columns.
    pub wide: bool,
    /// Whether it is a line of its own: all of its row, or all that stands in its row
    /// above the first row of which more is filled.
    pub spanning: bool,
}

/// Calls `visit` for each cell with something in it.
pub(crate) fn each_cell<'a>(
    page: &mut Page<'a>,
    mut visit: impl FnMut(&mut Page<'a>, &Filled),
) {
    let mut at = 0;
    // Tables of which a row with more than one filled cell was met.
    let mut begun = vec![false; page.tokens.tables.len()];
    while let Some((block, _)) = page.block(at) {
        let first = at;
        at += 1;
        if block.cell == NO_CELL {
            continue;
        }
        while page.block(at).is_some_and(|(next, _)| next.cell == block.cell) {
            at += 1;
        }
        let Some(&cell) = page.tokens.cell(&block) else { continue };
        let (head, whole) = head_of(page, first..at);
        let blocks = page.tokens.blocks.get(first..at).unwrap_or(&[]);
        let bytes = blocks.iter().map(|block| page.tokens.span(block).len()).sum();
        let only = page.is_only_filled(first, at);
        let Some(begun) = begun.get_mut(cell.table as usize) else { continue };
        *begun |= !only;
        let numbered = || number_of(&head).is_some();
        let above = only && !*begun && !page.is_alone(block.cell) && !numbered();
        let says = if whole { head_word(&head) } else { None };
        let filled = Filled {
            table: cell.table as usize,
            row: cell.row as usize,
            column: usize::from(cell.column),
            first,
            last: at,
            head,
            whole,
            says,
            bytes,
            wide: cell.wide,
            spanning: above || (cell.wide && page.is_alone(block.cell)),
        };
        visit(page, &filled);
    }
}

/// The first characters of the blocks of a cell, furniture apart, and whether they are all.
fn head_of(page: &Page<'_>, blocks: Range<usize>) -> (String, bool) {
    let (mut head, mut whole) = (String::new(), true);
    for at in blocks {
        let Some((block, role)) = page.block(at) else { break };
        if role == Role::Furniture {
            continue;
        }
        if head.len() >= 4 * label::LONGEST {
            return (head, false);
        }
        let (part, all) = page.head(&block, label::LONGEST);
        head.extend((!head.is_empty()).then_some('\n'));
        head.push_str(&part);
        whole &= all;
    }
    (head, whole)
}

impl Filled {
    /// Whether it is a word that heads a column.
    pub(crate) fn is_head_word(&self) -> bool {
        !self.spanning && self.says.is_some()
    }

    /// Whether it signs the table: it is all of its row, and is a date or who signs over one.
    pub(crate) fn signs(&self, page: &Page<'_>) -> bool {
        let dated = |head: &str| is_date(&bare(head));
        let next = page.tokens.blocks.get(self.last);
        let over = || next.is_some_and(|next| dated(&page.head(next, label::LONGEST).0));
        page.is_only_filled(self.first, self.last)
            && (dated(&self.head) || (ends_list(&self.head, self.whole) && over()))
    }

    /// Whether it heads a column in a row that has `heads` words known to: all cells of
    /// such a row do, whatever they say.
    pub(crate) fn is_head(&self, heads: u8) -> bool {
        const LONGEST: usize = 12;
        let short = self.whole && self.head.chars().nth(LONGEST).is_none();
        self.is_head_word() || (heads > 1 && short && !self.head.ends_with(ends_text))
    }
}

/// A row that may count the columns, as a further line of their heads does: 1, 2, 3.
#[derive(Debug, Default)]
pub(crate) struct Counting {
    row: usize,
    cells: u32,
    counts: bool,
}

impl Counting {
    /// Goes on with `cell`; a row that counts is one of heads.
    pub(crate) fn note(&mut self, page: &mut Page<'_>, cell: &Filled) {
        const LEAST: u32 = 3;
        if self.cells == 0 || self.row != cell.row {
            *self = Self { row: cell.row, cells: 0, counts: true };
        }
        self.cells += 1;
        let counted = self.cells >= LEAST;
        self.counts =
            self.counts && cell.whole && number_of(&cell.head) == Some(self.cells);
        if let Some(row) = page.rows.get_mut(cell.row).filter(|_| counted) {
            row.heads = if self.counts { u8::MAX } else { row.heads % u8::MAX };
        }
    }
}
