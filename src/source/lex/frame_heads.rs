//! What the heads of the columns of a page say of those.

use super::frame::Line;
use super::token::Look;
use crate::source::marks::heads::{Head, head_word};
use crate::source::marks::words::{Word, segments};

/// What heads say of the columns beside that of the items.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Heads {
    /// What stands left of the items and is none of the list: from, and one past.
    other: Option<(usize, usize)>,
    /// What stands there and is the titles of the items.
    titles: Option<(usize, usize)>,
    /// Whether the last column names regions.
    pub regions: bool,
    /// The column from which on that stands, where another one is between it and the items.
    pub last: Option<usize>,
    /// Whether other columns stand behind the items, where the page has heads.
    pub behind: Option<bool>,
}

impl Heads {
    /// What those of `page` say, the items of which begin at `from`; without any, what those
    /// of the pages `before` it said.
    pub(super) fn of(page: &[Line<'_>], from: usize, before: Option<Self>) -> Self {
        let before = Self { behind: None, ..before.unwrap_or_default() };
        let Some(line) = page.iter().find(|line| line.head) else { return before };
        let heads = parts(line);
        let says = |own: &Word| head_word(own.of(line.text));
        let heads: Vec<(Option<Head>, Word)> =
            heads.into_iter().map(|own| (says(&own), own)).collect();
        let other = left(&heads, Head::Other, from).or(before.other);
        let titles = left(&heads, Head::Text, from).or(before.titles);
        let [.., (head, above), (last, own)] = heads.as_slice() else {
            return Self { other, titles, ..before };
        };
        let regions = *last == Some(Head::Region);
        let between = regions && *head == Some(Head::Other) && above.from > from;
        Self {
            other,
            titles,
            regions,
            last: between.then(|| usize::midpoint(above.to, own.from)),
            behind: Some(*last != Some(Head::Text)),
        }
    }

    /// How `side`, left of the items, is set: in a column of labels and numbers, or of others.
    pub(super) fn look_of(&self, side: &Word) -> Look {
        let middle = usize::midpoint(side.from, side.to);
        let inside = |column: Option<(usize, usize)>| {
            column.is_some_and(|(from, past)| (from..past).contains(&middle))
        };
        if inside(self.other) {
            Look::Aside
        } else if inside(self.titles) {
            Look::Title
        } else {
            Look::Side
        }
    }
}

/// The columns left of the items, which begin at `from`, whose `heads` say that they hold
/// `what`: those between the middles of the spaces on both sides. The last head of texts is
/// that of the items.
fn left(
    heads: &[(Option<Head>, Word)],
    what: Head,
    from: usize,
) -> Option<(usize, usize)> {
    let items = heads.iter().rfind(|(head, _)| *head == Some(Head::Text));
    let until = items.map_or(from, |(_, items)| items.from.min(from));
    let holds =
        |(head, own): &(Option<Head>, Word)| own.to <= until && *head == Some(what);
    let (first, last) = (heads.iter().position(holds)?, heads.iter().rposition(holds)?);
    let own = heads.get(first..=last)?;
    let before = first.checked_sub(1).and_then(|before| heads.get(before));
    let ((_, left), (_, right)) = (own.first()?, own.last()?);
    let next = heads.get(last + 1).map_or(from, |(_, next)| next.from);
    let lead = before.map_or(0, |(_, before)| usize::midpoint(before.to, left.from));
    own.iter().all(holds).then(|| (lead, usize::midpoint(right.to, next)))
}

/// The heads on a line of such: its words, or what more than a space parts, where it parts the
/// characters of words.
fn parts(line: &Line<'_>) -> Vec<Word> {
    let whole = |own: &Word| head_word(own.of(line.text)).is_some();
    if line.words.iter().all(whole) {
        return line.words.clone();
    }
    segments(line.text, &line.words)
}
