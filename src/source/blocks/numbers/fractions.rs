//! Numbers of items before a text that begins with a digit, which look like those of points:
//! `3.5 人以上` is item 3 where no point 3.4 stands before it.

use crate::source::blocks::page::{Candidate, Page};
use crate::source::marks::number::{self, Family};

/// Characters of a block that are looked at.
const HEAD: usize = 16;

/// Takes the numbers of points that count on from no other for those of items, where most
/// numbers are such as theirs.
pub(crate) fn part(page: &mut Page<'_>) {
    let count = |family| {
        page.candidates.iter().filter(move |c| c.marker.family == family).count()
    };
    let points = count(Family::Decimal);
    if points == 0 || points > count(Family::Dot) {
        return;
    }
    let of_points = |c: &&Candidate| c.marker.family == Family::Decimal;
    let own: Vec<_> = page
        .candidates
        .iter()
        .filter(of_points)
        .map(|own| (own.marker.value, undivided(page, own)))
        .collect();
    let value = |at: Option<usize>| {
        let &(point, marker) = own.get(at?)?;
        Some((marker?.value, point))
    };
    let parted: Vec<_> = (0..own.len())
        .map(|at| {
            let (_, marker) = own.get(at).copied()?;
            let (item, point) = value(Some(at))?;
            let before = value(at.checked_sub(1));
            let counts = before == Some((item, point.saturating_sub(1)))
                || (point == 1 && before.is_some_and(|(above, _)| above < item))
                || (point == 1 && value(Some(at + 1)) == Some((item, 2)));
            marker.filter(|_| !counts)
        })
        .collect();
    let own = page.candidates.iter_mut().filter(|c| c.marker.family == Family::Decimal);
    for (own, marker) in own.zip(parted) {
        own.marker = marker.unwrap_or(own.marker);
    }
}

/// The number before the point of that of `own`.
fn undivided(page: &Page<'_>, own: &Candidate) -> Option<number::Marker> {
    let (block, _) = page.block(own.block as usize)?;
    number::undivided(&page.head(&block, HEAD).0)
}
