//! Labels beside the column of the items. At the first line of their row they say where
//! it begins; set in the middle of it they do not, and then the rows are found by it.

use super::draft::Draft;

/// A label beside the items.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side {
    /// Its place in the reader's list of labels.
    pub label: usize,
    /// The line of items (from 0) beside which it stands.
    pub first: u32,
}

/// Gives each item its label; says whether where rows end had to be inferred.
pub(super) fn assign(drafts: &mut [Draft], sides: &[Side]) -> bool {
    let opens =
        |side: &&Side| drafts.binary_search_by_key(&side.first, |d| d.line).is_ok();
    let at_top = sides.iter().filter(opens).count();
    let inferred = at_top * 5 < sides.len() * 4;
    let mut from = 0;
    for (at, side) in sides.iter().enumerate() {
        let next = sides.get(at + 1);
        let until = match next {
            None => drafts.len(),
            Some(next) if inferred => row_end(drafts, from, side.first, next.first),
            Some(next) => drafts.partition_point(|draft| draft.line < next.first),
        };
        if !inferred {
            from = from.max(drafts.partition_point(|draft| draft.line < side.first));
        }
        let label = u32::try_from(side.label).ok();
        for draft in drafts.iter_mut().take(until).skip(from) {
            draft.region = label;
        }
        from = until.max(from);
    }
    inferred
}

/// One past the last item of the row that begins with item `from` and whose label stands
/// in the middle of it, at line `label`; the next row's stands at line `next`.
fn row_end(drafts: &[Draft], from: usize, label: u32, next: u32) -> usize {
    let begins = drafts.get(from).map_or(0, |draft| draft.line);
    // A label in the middle of an even number of lines stands on the upper of the two
    // middle ones; twice the place keeps the half line.
    let middle = (4 * label + 3).saturating_sub(2 * begins);
    let first = drafts.partition_point(|draft| draft.line <= label).max(from + 1);
    let last = drafts.partition_point(|draft| draft.line <= next);
    (first..last)
        .min_by_key(|&at| {
            drafts.get(at).map_or(u32::MAX, |d| (2 * d.line).abs_diff(middle))
        })
        .unwrap_or(first.min(drafts.len()))
}
