//! Offices of regions at which a line was broken inside a sentence: `…，由 / 广东省人民政府 / 要…`.
//!
//! Lists address offices too, and then one stands over items. Where none does, those inside
//! items are of their texts.

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Placed, Role};
use crate::source::lex::token::{Look, NO_CELL};
use crate::source::marks::label::Knowledge;

/// Takes the offices inside the items at `starts` for text, where none stands over one.
pub(crate) fn drop_torn(page: &mut Page<'_>, starts: &[Start]) {
    let office = |placed: &Placed| {
        let own = page.block(placed.block as usize).map(|(own, _)| own);
        let line = own.is_some_and(|own| own.look == Look::Plain && own.cell == NO_CELL);
        line && placed.length == 0 && placed.label.knowledge == Knowledge::Organ
    };
    let offices = page.labels.iter().filter(|placed| office(placed));
    let found: Vec<u32> = offices.map(|placed| placed.block).collect();
    if found.is_empty() || found.iter().any(|&at| !is_inside(page, starts, at)) {
        return;
    }
    for &at in &found {
        page.set(at as usize, Role::Text);
    }
    page.labels.retain(|placed| found.binary_search(&placed.block).is_err());
}

/// Whether text of one of the items at `starts` stands above block `at` and behind it.
fn is_inside(page: &Page<'_>, starts: &[Start], at: u32) -> bool {
    let next = starts.partition_point(|start| start.block < at);
    let past = starts.get(next).map_or(page.roles.len(), |next| next.block as usize);
    let behind = (at as usize + 1..past).find(|&at| !page.is(at, Role::Furniture));
    next > 0 && behind.is_some_and(|behind| page.is(behind, Role::Text))
}
