//! Headings of the sections that part a list: 二、危险化学品 before 天津市, or 三、保障措施
//! before （九）.
//!
//! A heading inside an item looks the same. One of a section counts on from a heading that
//! stands before the first item, with no number of its kind between.

use std::collections::BTreeMap;

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Candidate, Page, Role};
use crate::source::lex::token::{Gap, NO_CELL, place};
use crate::source::marks::number::Family;

/// Marks the headings right over the labels behind the first of the items at `starts`.
pub(crate) fn mark(page: &mut Page<'_>, starts: &[Start]) {
    let Some(first) = starts.first() else { return };
    let labels = page.labels.iter().filter(|label| label.length == 0);
    let labels = labels.map(|label| label.block as usize);
    let labels = labels.filter(|&label| label > first.block as usize);
    let mut lines =
        labels.filter_map(|label| line_above(page, label)).map(place).peekable();
    // The last number of each family, and whether it heads a section.
    let mut latest: BTreeMap<Family, (u32, bool)> = BTreeMap::new();
    let mut found = Vec::new();
    for candidate in &page.candidates {
        let (block, marker) = (candidate.block, candidate.marker);
        while lines.next_if(|&line| line < block).is_some() {}
        let opens = starts.binary_search_by_key(&block, |start| start.block).is_ok();
        let section = heads(candidate)
            && !opens
            && (block < first.block
                || (lines.peek() == Some(&block)
                    && latest.get(&marker.family).is_some_and(|&(before, section)| {
                        section && before.checked_add(1) == Some(marker.value)
                    })));
        if section && block > first.block {
            found.push(block as usize);
        }
        latest.insert(marker.family, (marker.value, section));
    }
    for at in found {
        page.set(at, Role::Heading);
    }
}

/// Marks the headings that part the items at `starts` and stand over no label. Where one
/// stands, the item before it has ended; so the first of the headings below it is one too.
pub(crate) fn mark_between(page: &mut Page<'_>, starts: &[Start]) {
    let (Some(first), Some(last)) = (starts.first(), starts.last()) else { return };
    let mut passed = starts.iter().map(|start| start.block).peekable();
    let mut latest: BTreeMap<Family, (u32, bool)> = BTreeMap::new();
    let (mut found, mut item, mut between) = (Vec::new(), first.block, false);
    for candidate in page.candidates.iter().filter(|c| c.block < last.block) {
        let (block, marker) = (candidate.block, candidate.marker);
        while let Some(start) = passed.next_if(|&start| start <= block) {
            (item, between) = (start, false);
        }
        if marker.weak || item == block {
            continue;
        }
        let before = latest.get(&marker.family).filter(|(_, section)| *section);
        let follows = before.is_some_and(|(value, _)| value + 1 == marker.value);
        let inside = block > first.block;
        let own = page.tokens.blocks.get(block as usize);
        let apart = candidate.heading && own.is_some_and(|own| own.gap > Gap::Line);
        let opens = if inside {
            (follows && (candidate.after_stop || apart))
                || (between && marker.value == 1 && heads(candidate))
        } else {
            heads(candidate)
        };
        let free = page.is(block as usize, Role::Text) && is_beside(page, block, item);
        let section = page.is(block as usize, Role::Heading) || (opens && free);
        if section && inside {
            found.push(block as usize);
        }
        between |= section && inside;
        latest.insert(marker.family, (marker.value, section));
    }
    for at in found {
        page.set(at, Role::Heading);
    }
}

/// Whether block `at` stands in no cell of a table but that of the item at block `item`.
fn is_beside(page: &Page<'_>, at: u32, item: u32) -> bool {
    let cell = |at: u32| page.tokens.blocks.get(at as usize).map(|block| block.cell);
    let own = cell(at);
    own == Some(NO_CELL) || own == cell(item)
}

/// Whether a number opens the heading of a section.
fn heads(candidate: &Candidate) -> bool {
    candidate.heading && candidate.after_stop && !candidate.marker.weak
}

/// The line of text right over block `at`, page furniture apart.
fn line_above(page: &Page<'_>, at: usize) -> Option<usize> {
    /// Lines of furniture between two pages, at most.
    const DEEPEST: usize = 6;
    let lines = (at.saturating_sub(DEEPEST)..at).rev();
    let mut lines = lines.skip_while(|&at| page.is(at, Role::Furniture));
    lines.next().filter(|&at| page.is(at, Role::Text))
}
