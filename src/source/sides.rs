//! Labels beside the column of the items. At the first line of their row they say where
//! it begins; set in the middle of it, or of its first item, they do not, and then the rows
//! are found by it.

use super::draft::Draft;

/// A label beside the items.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side {
    /// Its place in the reader's list of labels.
    pub label: usize,
    /// The line of items (from 0) beside which it stands.
    pub first: u32,
    /// The line beside which its last piece stands.
    pub last: u32,
}

/// The lines of items, as far as labels beside them matter.
#[derive(Debug, Default)]
pub(super) struct Extent {
    /// How many there are.
    pub lines: u32,
    /// The lines before which a page ends, in order.
    pub pages: Vec<u32>,
}

impl Extent {
    /// Notes that a page ends before the next line.
    pub(super) fn end_page(&mut self) {
        if self.pages.last() != Some(&self.lines) {
            self.pages.push(self.lines);
        }
    }
}

/// Gives each item its label; says whether where rows end had to be inferred.
pub(super) fn assign(drafts: &mut [Draft], sides: &[Side], extent: &Extent) -> bool {
    let opens =
        |side: &&Side| drafts.binary_search_by_key(&side.first, |d| d.line).is_ok();
    let at_top = sides.iter().filter(opens).count();
    let inferred = at_top * 5 < sides.len() * 4;
    let ends = if inferred {
        // In an even number of lines either of the two middle ones may have the label.
        let ways = [3, 1].map(|bias| Rows { drafts, sides, extent, bias });
        let [upper, lower] = ways.each_ref().map(Rows::ends);
        let by_first = ways.iter().filter_map(Rows::by_first).min();
        let merged = if lower.0 < upper.0 { lower } else { upper };
        by_first.filter(|first| first.0 < merged.0).unwrap_or(merged).1
    } else {
        let next = sides.iter().skip(1);
        next.map(|side| drafts.partition_point(|d| d.line < side.first)).collect()
    };
    let first = sides.first().map_or(0, |side| side.first);
    let mut from = drafts.partition_point(|draft| !inferred && draft.line < first);
    for (at, side) in sides.iter().enumerate() {
        let until = ends.get(at).copied().unwrap_or(drafts.len());
        let label = u32::try_from(side.label).ok();
        for draft in drafts.iter_mut().take(until).skip(from) {
            draft.region = label;
        }
        from = until.max(from);
    }
    inferred
}

/// The rows of labels that stand in the middle of them.
#[derive(Debug)]
struct Rows<'a> {
    drafts: &'a [Draft],
    sides: &'a [Side],
    extent: &'a Extent,
    /// Four times how far the middle of a row is below the top of the label's line.
    bias: u32,
}

/// How many items before and after the likeliest are tried as the end of a row.
const TRIED: usize = 12;

impl Rows<'_> {
    /// One past the last item of each row: of all ways to part the items, the one in which
    /// the labels stand nearest to the middle of their rows; and how far they stand.
    fn ends(&self) -> (u32, Vec<usize>) {
        // For each row the ends that are tried, each with the cost up to there and the
        // end of the row before, by its place among those tried.
        let mut tried: Vec<Vec<(usize, u32, usize)>> = Vec::new();
        for (at, side) in self.sides.iter().enumerate() {
            let start = [(0, 0, 0)];
            let before = tried.last().map_or(&start[..], Vec::as_slice);
            let found = self.tried(at).filter_map(|end| {
                let begins =
                    before.iter().enumerate().filter(|(_, (begin, ..))| *begin <= end);
                let costs = begins.map(|(place, &(begin, cost, _))| {
                    (cost.saturating_add(self.cost(begin, end, *side)), place)
                });
                costs.min().map(|(cost, place)| (end, cost, place))
            });
            let found = found.collect();
            tried.push(found);
        }
        let cost = tried.last().and_then(|row| row.first()).map_or(u32::MAX, |row| row.1);
        let mut ends = Vec::with_capacity(tried.len());
        let mut place = 0;
        for row in tried.iter().rev() {
            let Some(&(end, _, before)) = row.get(place) else { break };
            ends.push(end);
            place = before;
        }
        ends.reverse();
        (cost, ends)
    }

    /// The same where each label stands in the middle of the first item of its row.
    fn by_first(&self) -> Option<(u32, Vec<usize>)> {
        let beside =
            |side: &Side| self.drafts.partition_point(|draft| draft.line <= side.first);
        let firsts: Vec<usize> =
            self.sides.iter().map(|side| beside(side).saturating_sub(1)).collect();
        let costs = self.sides.iter().zip(&firsts);
        let cost = costs.fold(0_u32, |sum, (side, &first)| {
            sum.saturating_add(self.cost(first, first + 1, *side))
        });
        let ends = firsts.iter().skip(1).copied().chain([self.drafts.len()]).collect();
        (firsts.first() == Some(&0)).then_some((cost, ends))
    }

    /// The ends to try for row `at`: after the item beside its label, before the one
    /// beside the next label.
    fn tried(&self, at: usize) -> impl Iterator<Item = usize> + use<> {
        let beside = |side: &Side| self.drafts.partition_point(|d| d.line <= side.first);
        let first = self.sides.get(at).map_or(0, beside);
        let last = self.sides.get(at + 1).map(|next| beside(next).saturating_sub(1));
        let (first, last) = match last {
            Some(last) => (first.min(last), last),
            None => (self.drafts.len(), self.drafts.len()),
        };
        (first..=last).filter(move |&end| end <= first + TRIED || end + TRIED >= last)
    }

    /// How far `label` is from the middle of a row that takes the
    /// items from `begin` to before `end`, in quarters of a line. A row that a page parts has its label
    /// in the middle of a part, or at the top.
    fn cost(&self, begin: usize, end: usize, label: Side) -> u32 {
        let line = |at: usize| self.drafts.get(at).map_or(self.extent.lines, |d| d.line);
        let (from, until) = (line(begin), line(end));
        let next = self.extent.pages.partition_point(|&page| page <= label.first);
        let page =
            |at: Option<usize>| at.and_then(|at| self.extent.pages.get(at)).copied();
        let part = (
            page(next.checked_sub(1)).unwrap_or(0).max(from),
            page(Some(next)).unwrap_or(until).min(until),
        );
        let off = |(from, until): (u32, u32)| {
            (2 * (label.first + label.last) + self.bias).abs_diff(2 * (from + until))
        };
        if begin == end {
            return 100;
        }
        let parted = part != (from, until);
        let top = if parted { 4 * label.first.abs_diff(part.0) + 2 } else { u32::MAX };
        off((from, until)).min(off(part)).min(top)
    }
}
