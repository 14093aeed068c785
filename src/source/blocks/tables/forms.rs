//! Tables that are forms: each says of one item what stands in its columns elsewhere, the
//! words that head them on the left: 序号 | 1, 地区 | 天津市, 工作建议 | ….
//!
//! Turned by a quarter such a table is one of a single row, and is read as that.

use crate::source::blocks::page::Page;
use crate::source::marks::heads::{Head, head_word};

/// What is known of a table.
#[derive(Clone, Copy, Debug, Default)]
struct Form {
    /// Its first row, and how many it has.
    first: Option<u32>,
    rows: u32,
    row: u32,
    /// Cells on the left that are words which head columns, and those that are not.
    heads: u32,
    others: u32,
    number: bool,
    text: bool,
    /// Whether a word that heads columns stands where none should.
    crossed: bool,
}

impl Form {
    const fn is_one(self) -> bool {
        self.number
            && self.text
            && !self.crossed
            && self.heads > self.others
            && self.rows > 1
    }
}

/// Turns the tables that are forms.
pub(crate) fn turn(page: &mut Page<'_>) {
    let mut forms = vec![Form::default(); page.tokens.tables.len()];
    for (at, block) in page.tokens.blocks.iter().enumerate() {
        let Some(cell) = page.tokens.cell(block) else { continue };
        let Some(form) = forms.get_mut(cell.table as usize) else { continue };
        if form.first.is_none() || form.row != cell.row {
            form.first = form.first.or(Some(cell.row));
            form.row = cell.row;
            form.rows += 1;
        }
        let starts = at.checked_sub(1).and_then(|at| page.tokens.blocks.get(at));
        if starts.is_some_and(|before| before.cell == block.cell) {
            continue;
        }
        let (head, whole) = page.head(block, 12);
        let head = if whole { head_word(&head) } else { None };
        let left = cell.column.is_multiple_of(2);
        form.heads += u32::from(left && head.is_some());
        form.others += u32::from(left && head.is_none());
        form.crossed |= !left && head.is_some();
        form.number |= left && head == Some(Head::Number);
        form.text |= left && head == Some(Head::Text);
    }
    if !forms.iter().any(|form| form.is_one()) {
        return;
    }
    let mut counts = vec![0_u16; forms.len()];
    for cell in &mut page.tokens.cells {
        let table = cell.table as usize;
        let (Some(form), Some(count)) = (forms.get(table), counts.get_mut(table)) else {
            continue;
        };
        let Some(first) = form.first.filter(|_| form.is_one()) else { continue };
        let left = cell.column.is_multiple_of(2);
        *count = count.saturating_add(u16::from(left));
        cell.row = first + u32::from(!left);
        cell.column = count.saturating_sub(1);
        cell.wide = false;
    }
}
