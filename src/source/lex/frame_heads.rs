//! What the heads of the columns of a page say of those.

use std::collections::BTreeMap;

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
    /// Whether no column names regions, so that labels may stand over the rows.
    pub over_rows: bool,
    /// Where the head of the column behind the items begins.
    pub next: Option<usize>,
    /// Whether other columns stand behind the items, where the page has heads.
    pub behind: Option<bool>,
}

impl Heads {
    /// What those of `page` say, the items of which begin at `from`; without any, what those
    /// of the pages `before` it said.
    pub(super) fn of(page: &[Line<'_>], from: usize, before: Option<Self>) -> Self {
        let before = Self { behind: None, ..before.unwrap_or_default() };
        let Some(line) = page.iter().find(|line| line.head) else { return before };
        let heads = read(line);
        let left = |what| left(page, &heads, what, from);
        let other = left(Head::Other).or(before.other);
        let titles = left(Head::Text).or(before.titles);
        let mut lines = page.iter().filter(|line| line.head).flat_map(read);
        let over_rows = lines.all(|own| own.0 != Some(Head::Region));
        let items = heads.iter().rposition(|own| own.0 == Some(Head::Text));
        let next = items.and_then(|at| heads.get(at + 1));
        let [.., (head, above), (last, own)] = heads.as_slice() else {
            return Self { other, titles, over_rows, ..before };
        };
        let regions = *last == Some(Head::Region);
        let between = regions && *head == Some(Head::Other) && above.from > from;
        Self {
            other,
            titles,
            regions,
            over_rows,
            next: next.map(|(_, next)| next.from),
            last: between.then(|| usize::midpoint(above.to, own.from)),
            behind: Some(*last != Some(Head::Text)),
        }
    }

    /// Whether nothing but regions stands right of the items, and something else than labels
    /// and numbers left of them.
    pub(super) fn ends_with_regions(&self) -> bool {
        self.regions && self.last.is_none() && (self.other.or(self.titles)).is_some()
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

/// Where the items of `page` begin, most text of which begins at column `from`: under their head,
/// where that of another column of texts stands before it: 存在问题, 工作建议. Without heads they
/// begin where they did on the page `before`, if that has such a column.
pub(super) fn items_start(
    page: &[Line<'_>],
    from: usize,
    before: Option<(usize, Heads)>,
) -> usize {
    /// Columns by which pages are set apart.
    const NEAR: usize = 6;
    let start = match page.iter().find(|line| line.head) {
        Some(line) => {
            let heads = read(line);
            let items = heads.iter().rposition(|own| own.0 == Some(Head::Text));
            let own = items.filter(|&at| at > 0).and_then(|at| heads.get(at - 1..=at));
            match own {
                Some([(Some(Head::Other | Head::Text), other), (_, items)])
                    if from < other.to =>
                {
                    start_between(page, other.to, items.from)
                }
                _ => None,
            }
        }
        None => before.and_then(|(start, heads)| {
            let other = [heads.other, heads.titles].into_iter().flatten();
            let inside = |(first, past)| (first..past).contains(&from);
            let near = || start_between(page, start.saturating_sub(NEAR), start + NEAR);
            other.filter(|&own| inside(own)).find_map(|_| near())
        }),
    };
    start.unwrap_or(from)
}

/// The column from `least` to `most` where most text of `page` begins that does between those.
fn start_between(page: &[Line<'_>], least: usize, most: usize) -> Option<usize> {
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    let words = page.iter().filter(|line| !line.head).flat_map(|line| &line.words);
    for word in words.filter(|word| (least..=most).contains(&word.from)) {
        *widths.entry(word.from).or_default() += word.to - word.from;
    }
    widths.into_iter().rev().max_by_key(|&(_, width)| width).map(|(from, _)| from)
}

/// The columns left of the items, which begin at `from`, whose `heads` say that they hold
/// `what`: from where most of their text begins, or the middle of the spaces before their heads,
/// to that behind. The last head of texts is that of the items.
fn left(
    page: &[Line<'_>],
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
    let lead = before.map_or(0, |(_, before)| {
        let middle = usize::midpoint(before.to, left.from);
        start_between(page, before.to, left.from).map_or(middle, |own| own.min(middle))
    });
    own.iter().all(holds).then(|| (lead, usize::midpoint(right.to, next)))
}

/// What each of the heads on `line` says that its column holds.
fn read(line: &Line<'_>) -> Vec<(Option<Head>, Word)> {
    let says = |own: Word| (head_word(own.of(line.text)), own);
    parts(line).into_iter().map(says).collect()
}

/// The heads on a line of such: what more than a space parts, and the words of that where all
/// are heads; else spaces part the characters of words.
fn parts(line: &Line<'_>) -> Vec<Word> {
    let whole = |own: &Word| head_word(own.of(line.text)).is_some();
    let segments = segments(line.text, &line.words);
    let heads = segments.into_iter().flat_map(|part| {
        let own = |word: &&Word| part.start <= word.start && word.end <= part.end;
        let words: Vec<Word> = line.words.iter().filter(own).copied().collect();
        if words.iter().all(whole) { words } else { vec![part] }
    });
    heads.collect()
}
