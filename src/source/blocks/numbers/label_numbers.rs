//! Items whose numbers stand before their regions, on lines of their own: `## 1. 天津市` over
//! the one paragraph or the few that are the item.

use crate::source::blocks::page::{Candidate, Page, Placed, Role};
use crate::source::lex::token::{NO_CELL, place};
use crate::source::marks::label;
use crate::source::marks::number::{Family, Marker};

/// Gives the text under each label the number of the label, where all labels count and each
/// stands over a sentence; for a page on which no number opens an item. Returns the first
/// label if so.
pub(crate) fn number_items(page: &mut Page<'_>) -> Option<u32> {
    const LEAST: usize = 2;
    let first = page.labels.first()?.block;
    let ends = page.labels.iter().skip(1).map(|placed| placed.block);
    let ends = ends.chain([place(page.tokens.blocks.len())]);
    let numbered = page.labels.iter().zip(ends).zip(1..);
    let found: Option<Vec<Candidate>> = numbered
        .map(|((placed, end), value)| candidate(page, placed, end, value))
        .collect();
    let found = found.filter(|found| found.len() >= LEAST)?;
    page.candidates = found;
    Some(first)
}

/// The number `value` for the text from the label `placed` to block `end`, if it is that of
/// the label.
fn candidate(
    page: &Page<'_>,
    placed: &Placed,
    end: u32,
    value: u32,
) -> Option<Candidate> {
    let own = page.tokens.blocks.get(placed.block as usize)?;
    let (head, _) = page.head(own, label::LONGEST);
    let digits = || head.bytes().take_while(u8::is_ascii_digit).count();
    let number = match page.marker(&head).filter(|marker| !marker.weak) {
        Some(marker) => marker.value,
        None => head.get(..digits()).filter(|_| placed.label.is_known())?.parse().ok()?,
    };
    if number != value || placed.length > 0 || own.cell != NO_CELL {
        return None;
    }
    let is_text = |&at: &u32| page.is(at as usize, Role::Text);
    let block = (placed.block + 1..end).find(is_text)?;
    let text = page.tokens.blocks.get(block as usize)?;
    let sentence = text.ends_sentence();
    sentence.then_some(Candidate {
        block,
        marker: Marker::by_markup(Family::Column, value, None),
        labels: value,
        after_stop: true,
        heading: false,
        announced: false,
        apart: false,
        indent: text.indent,
    })
}
