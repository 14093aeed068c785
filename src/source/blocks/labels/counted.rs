//! Numbers before the lines over items: whether they count headings, or points of an item.

use std::collections::BTreeMap;

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::Page;
use crate::source::marks::number::{self, Family};

/// The last numbers of each kind before the first item.
pub(super) fn numbered_before(
    page: &Page<'_>,
    starts: &[Start],
) -> BTreeMap<Family, u32> {
    let first = starts.first().map_or(0, |start| start.block);
    let before = page.candidates.iter().take_while(|c| c.block < first);
    before.map(|c| (c.marker.family, c.marker.value)).collect()
}

/// Whether the number of the heading `head`, if it has one, is the first of its kind or goes
/// on with the one `counted` last: the last point of an item does not, whose others stand
/// inside its lines.
pub(super) fn counts_on(head: &str, counted: &mut BTreeMap<Family, u32>) -> bool {
    let Some(marker) = number::marker(head) else { return true };
    let before = counted.get(&marker.family).copied().unwrap_or(0);
    let counts = marker.value == 1 || marker.value == before + 1;
    if counts {
        counted.insert(marker.family, marker.value);
    }
    counts
}

/// Whether the number of block `at` goes on with one of its kind in the same item, whose
/// text stands from block `floor` on.
pub(super) fn is_point(page: &Page<'_>, floor: usize, at: usize) -> bool {
    let place = |at: usize| page.candidates.partition_point(|c| (c.block as usize) < at);
    let (first, own) = (place(floor), place(at));
    let inside = page.candidates.get(first..own).unwrap_or(&[]);
    let own = page.candidates.get(own..).unwrap_or(&[]).iter();
    own.take_while(|own| own.block as usize == at).any(|own| {
        let before = inside.iter().rfind(|c| c.marker.family == own.marker.family);
        before.is_some_and(|c| c.marker.value.checked_add(1) == Some(own.marker.value))
    })
}
