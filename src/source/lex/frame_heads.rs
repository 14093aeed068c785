//! What the heads of the columns of a page say of those.

use super::frame::Line;
use crate::source::marks::heads::{Head, head_word};
use crate::source::marks::words::{Word, segments};

/// The columns left of the items, which begin at `from`, whose heads say that they hold
/// neither numbers nor regions: those between the middles of the spaces on both sides.
pub(super) fn other_heads(page: &[Line<'_>], from: usize) -> Option<(usize, usize)> {
    let line = page.iter().find(|line| line.head)?;
    let heads = segments(line.text, &line.words);
    let is_other =
        |own: &Word| own.to <= from && head_word(own.of(line.text)) == Some(Head::Other);
    let (first, last) =
        (heads.iter().position(is_other)?, heads.iter().rposition(is_other)?);
    let own = heads.get(first..=last)?;
    let before = first.checked_sub(1).and_then(|before| heads.get(before));
    let (left, right) = (own.first()?, own.last()?);
    let next = heads.get(last + 1).map_or(from, |next| next.from);
    let lead = before.map_or(0, |before| usize::midpoint(before.to, left.from));
    own.iter().all(is_other).then(|| (lead, usize::midpoint(right.to, next)))
}

/// What the last head of the columns of `page` says that they hold, where there are heads.
pub(super) fn last_head(page: &[Line<'_>]) -> Option<Head> {
    let line = page.iter().find(|line| line.head)?;
    let heads = segments(line.text, &line.words);
    let last = heads.last().filter(|_| heads.len() > 1)?;
    Some(head_word(last.of(line.text)).unwrap_or(Head::Other))
}
