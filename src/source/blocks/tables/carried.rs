//! Tables that the end of a page parts.

use super::{Column, Layout};
use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::place;

/// Makes one of tables that a page's end parts: the later one has as many columns, no heads
/// of its own, and nothing but furniture stands between the two.
pub(super) fn carry_on(page: &mut Page<'_>, columns: &[Vec<Column>], layouts: &[Layout]) {
    let mut first_of: Vec<u32> = (0..place(layouts.len())).collect();
    let mut before: Option<u32> = None;
    for (at, block) in page.tokens.blocks.iter().enumerate() {
        let Some(cell) = page.tokens.cell(block) else {
            let furniture = page.is(at, Role::Furniture);
            before = before.filter(|_| furniture);
            continue;
        };
        let own = cell.table as usize;
        let last = before.replace(cell.table).filter(|&last| last < cell.table);
        let first = last.and_then(|last| first_of.get(last as usize).copied());
        let Some(first) = first else { continue };
        let of = |at: usize| Some((columns.get(at)?, layouts.get(at)?));
        let (Some(whole), Some(rest)) = (of(first as usize), of(own)) else { continue };
        let alike = whole.0.len() == rest.0.len() && whole.1.agrees_with(*rest.1);
        let headless = rest.0.iter().all(|column| column.head.is_none());
        if let Some(own) = first_of.get_mut(own).filter(|_| alike && headless) {
            *own = first;
        }
    }
    for cell in &mut page.tokens.cells {
        cell.table = first_of.get(cell.table as usize).copied().unwrap_or(cell.table);
    }
}
