//! Headings of the sections that part a list, over its labels: 二、危险化学品 before 天津市.
//!
//! A heading inside an item looks the same. One of a section counts on from a heading that
//! stands before the first item.

use std::collections::BTreeSet;

use super::number::Family;
use super::numbering::Start;
use super::page::{Candidate, Page, Role};
use super::token::place;

/// Marks the headings right over the labels behind the first of the items at `starts`.
pub(super) fn mark(page: &mut Page<'_>, starts: &[Start]) {
    let Some(first) = starts.first() else { return };
    let before = page.candidates.iter().take_while(|c| c.block < first.block);
    let mut sections: BTreeSet<(Family, u32)> =
        before.filter(|c| heads(c)).map(|c| (c.marker.family, c.marker.value)).collect();
    if sections.is_empty() {
        return;
    }
    let labels = page.labels.iter().filter(|label| label.length == 0);
    let labels = labels.map(|label| label.block as usize);
    let behind: Vec<usize> =
        labels.filter(|&label| label > first.block as usize).collect();
    for label in behind {
        let Some(at) = line_above(page, label) else { continue };
        let block = place(at);
        let opens = starts.binary_search_by_key(&block, |start| start.block).is_ok();
        let from = page.candidates.partition_point(|c| c.block < block);
        let own = page.candidates.get(from..).unwrap_or(&[]).iter();
        let counts_on = own.take_while(|c| c.block == block).find_map(|c| {
            let marker = c.marker;
            let before = (marker.family, marker.value.checked_sub(1)?);
            (heads(c) && sections.contains(&before))
                .then_some((marker.family, marker.value))
        });
        if let Some(section) = counts_on.filter(|_| !opens) {
            page.set(at, Role::Heading);
            sections.insert(section);
        }
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
    let mut lines = lines.skip_while(|&at| page.roles.get(at) == Some(&Role::Furniture));
    lines.next().filter(|&at| page.roles.get(at) == Some(&Role::Text))
}
