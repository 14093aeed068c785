//! Headings of the sections that part a list, over its labels: 二、危险化学品 before 天津市.
//!
//! A heading inside an item looks the same. One of a section counts on from a heading that
//! stands before the first item, with no number of its kind between.

use std::collections::BTreeMap;

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Candidate, Page, Role};
use crate::source::lex::token::place;
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
