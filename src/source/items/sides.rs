//! Labels beside the column of the items. At the first line of their row they say where
//! it begins; set in the middle of it, or of its first item, they do not, and then the rows
//! are found by it.

use super::draft::Draft;
use crate::source::blocks::height::line_top;
use crate::source::blocks::rows::centre::{self, Centring};
use crate::source::blocks::rows::cheapest::cheapest;

/// A label beside the items; heights are in half lines.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side {
    /// Its place in the reader's list of labels.
    pub label: usize,
    /// The middle of its first piece, and of its last.
    pub first: u32,
    pub last: u32,
}

/// How high the items are, as far as labels beside them matter.
#[derive(Debug, Default)]
pub(crate) struct Extent {
    /// The height of all.
    pub height: u32,
    /// The heights at which a page ends, in order.
    pub pages: Vec<u32>,
    /// Those below which a blank line stands inside a page, in order.
    pub gaps: Vec<u32>,
}

impl Extent {
    /// Notes that a page ends at `height`.
    pub(crate) fn end_page(&mut self, height: u32) {
        if self.pages.last() != Some(&height) {
            self.pages.push(height);
        }
    }
}

/// How it was found where the rows of labels end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Labels stand at the first lines of their rows.
    Tops,
    /// Blank lines part the rows.
    Parted,
    /// Labels stand in the middle of their rows.
    Centred,
}

/// How items were given their labels.
#[derive(Debug)]
pub(crate) struct Assigned {
    /// How it was found where rows end.
    pub way: Way,
    /// The items, by place, that could as well have the label before or after theirs.
    pub doubtful: Vec<usize>,
}

/// Gives each item its label.
pub(crate) fn assign(drafts: &mut [Draft], sides: &[Side], extent: &Extent) -> Assigned {
    let first = sides.first().map_or(0, |side| line_top(side.first));
    let (ends, assigned) = rows(drafts, sides, extent);
    let tops = assigned.way == Way::Tops;
    let mut from = drafts.partition_point(|draft| tops && draft.top < first);
    for (at, side) in sides.iter().enumerate() {
        let until = ends.get(at).copied().unwrap_or(drafts.len());
        let label = u32::try_from(side.label).ok();
        for draft in drafts.iter_mut().take(until).skip(from) {
            draft.region = label;
        }
        from = until.max(from);
    }
    assigned
}

/// One past the last item of each row, and how that was found.
fn rows(drafts: &[Draft], sides: &[Side], extent: &Extent) -> (Vec<usize>, Assigned) {
    let beside = |side: &Side| line_top(side.first);
    // Labels stand between lines where they are set over their items. Where others stand
    // on lines, one between two lines is at the first line of nothing.
    let on_line = |side: &Side| beside(side) != side.first;
    let over = !sides.iter().any(on_line);
    let opens = |side: &&Side| {
        let found = drafts.binary_search_by_key(&beside(side), |d| d.top);
        found.is_ok() && (over || on_line(side))
    };
    let at_top = sides.iter().filter(opens).count() * 5 >= sides.len() * 4;
    let first = sides.first().map_or(0, beside);
    // The middle of a row may be where an item begins; then items stand above the label.
    let above = drafts.first().is_some_and(|draft| draft.top < first);
    if let Some(ends) = parted(drafts, sides, extent) {
        let way = if at_top && !above { Way::Tops } else { Way::Parted };
        return (ends, Assigned { way, doubtful: Vec::new() });
    }
    if !at_top || above {
        let near = |found: &Centred| !at_top || found.is_near(sides.len());
        if let Some(found) = centred(drafts, sides, extent).filter(near) {
            let mut doubtful = found.doubtful;
            if at_top && doubtful.first() != Some(&0) {
                doubtful.insert(0, 0);
            }
            return (found.ends, Assigned { way: Way::Centred, doubtful });
        }
    }
    // The item above a label between lines may be of its row.
    let between = sides.iter().filter(|side| !over && !on_line(side));
    let above = between.map(|side| drafts.partition_point(|d| d.top < beside(side)));
    let mut doubtful: Vec<usize> = above.filter_map(|at| at.checked_sub(1)).collect();
    let (ends, inside) = ends_at_tops(drafts, sides);
    doubtful.extend(inside);
    (ends, Assigned { way: Way::Tops, doubtful })
}

/// One past the last item of each row, where blank lines part the rows and one label stands in
/// each of them, wherever that is; at the end of a page a row may end without one.
fn parted(drafts: &[Draft], sides: &[Side], extent: &Extent) -> Option<Vec<usize>> {
    let begins =
        |heights: &[u32], draft: &Draft| heights.binary_search(&draft.top).is_ok();
    let beside = |side: &Side| drafts.partition_point(|d| d.top <= line_top(side.first));
    // Where they part each item, they say nothing of rows that have more.
    let all = |draft: &Draft| begins(&extent.gaps, draft) || begins(&extent.pages, draft);
    if drafts.len() > sides.len() && drafts.iter().skip(1).all(all) {
        return None;
    }
    let (mut ends, mut from, mut lines) = (Vec::new(), 0, 0);
    for (at, side) in sides.iter().enumerate() {
        let own = beside(side);
        let next = sides.get(at + 1).map_or(drafts.len(), beside);
        // Nothing parts a row inside, above its label.
        let above = drafts.get(from + 1..own)?;
        if own <= from || above.iter().any(|draft| begins(&extent.gaps, draft)) {
            return None;
        }
        let below = drafts.get(own..next)?;
        let opens = |heights: &[u32]| {
            let mut found = (own..next).zip(below).filter(|(_, d)| begins(heights, d));
            let first = found.next().map(|(at, _)| at);
            first.filter(|_| found.next().is_none())
        };
        let last = at + 1 == sides.len();
        let gap = below.iter().any(|draft| begins(&extent.gaps, draft));
        lines += usize::from(gap);
        from = match (last, gap) {
            (true, false) => drafts.len(),
            (true, true) => return None,
            (false, true) => opens(&extent.gaps)?,
            (false, false) => opens(&extent.pages)?,
        };
        ends.push(from);
    }
    // Ends of pages alone say nothing: a row may go on behind them.
    (2 * lines + 1 >= ends.len()).then_some(ends)
}

/// One past the last item of each row but the last, where labels stand at the tops of their
/// rows, and the items in the middle of which one stands: they are of its row.
fn ends_at_tops(drafts: &[Draft], sides: &[Side]) -> (Vec<usize>, Vec<usize>) {
    let (mut ends, mut inside) = (Vec::new(), Vec::new());
    for (before, side) in sides.iter().zip(sides.iter().skip(1)) {
        let line = line_top(side.first);
        let taken = drafts.partition_point(|d| d.top <= line_top(before.first));
        let under = drafts.partition_point(|d| d.top < line);
        let opens = drafts.get(under).is_some_and(|draft| draft.top == line);
        let own = line != side.first && !opens && under > taken;
        inside.extend(under.checked_sub(1).filter(|_| own));
        ends.push(under - usize::from(own));
    }
    (ends, inside)
}

/// A way to part items into rows of labels that stand in the middle of them.
#[derive(Debug)]
struct Centred {
    /// How far the labels are off the middle, in eighths of a line.
    cost: u32,
    /// One past the last item of each row.
    ends: Vec<usize>,
    /// The items that could as well be of the row before or after theirs.
    doubtful: Vec<usize>,
}

impl Centred {
    /// Whether its labels, so many, are hardly off the middle of their rows.
    fn is_near(&self, labels: usize) -> bool {
        /// Eighths of a line for each label.
        const NEAR: usize = 8;
        usize::try_from(self.cost).is_ok_and(|cost| cost <= NEAR * labels)
    }
}

/// The likeliest of all such ways.
fn centred(drafts: &[Draft], sides: &[Side], extent: &Extent) -> Option<Centred> {
    let ways = Centring::ALL.map(|centring| Rows { drafts, sides, extent, centring });
    let merged = ways.iter().map(|way| (way.ends(), way));
    let ((cost, ends), way) = merged.min_by_key(|((cost, _), _)| *cost)?;
    let by_first = ways.iter().filter_map(Rows::by_first).min();
    if let Some((cost, ends)) = by_first.filter(|first| first.0 < cost) {
        return Some(Centred { cost, ends, doubtful: Vec::new() });
    }
    let doubtful = way.doubtful(&ends);
    Some(Centred { cost, ends, doubtful })
}

/// The rows of labels that stand in the middle of them.
#[derive(Debug)]
struct Rows<'a> {
    drafts: &'a [Draft],
    sides: &'a [Side],
    extent: &'a Extent,
    /// How labels are set in them.
    centring: Centring,
}

/// How many items before and after the likeliest are tried as the end of a row.
const TRIED: usize = 12;

impl Rows<'_> {
    /// One past the last item of each row: of all ways to part the items, the one in which
    /// the labels stand nearest to the middle of their rows; and how far they stand.
    fn ends(&self) -> (u32, Vec<usize>) {
        let steps = (0..self.sides.len()).map(|at| self.tried(at));
        let cost = |at: usize, begin: Option<usize>, end: usize| {
            let (begin, side) = (begin.unwrap_or(0), *self.sides.get(at)?);
            (begin <= end).then(|| self.cost(begin, end, side))
        };
        cheapest(steps, cost).unwrap_or((u32::MAX, Vec::new()))
    }

    /// The first item that begins at the height of a label or below it.
    fn beside(&self, side: &Side) -> usize {
        self.drafts.partition_point(|draft| draft.top < side.first)
    }

    /// The same where each label stands in the middle of the first item of its row.
    fn by_first(&self) -> Option<(u32, Vec<usize>)> {
        let firsts: Vec<usize> =
            self.sides.iter().map(|side| self.beside(side).saturating_sub(1)).collect();
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
        let first = self.sides.get(at).map_or(0, |side| self.beside(side));
        let next = self.sides.get(at + 1).map(|next| self.beside(next).saturating_sub(1));
        let last = next.unwrap_or(self.drafts.len());
        let first = if next.is_some() { first.min(last) } else { last };
        (first..=last).filter(move |&end| end <= first + TRIED || end + TRIED >= last)
    }

    /// The items that would change their label if a row ended elsewhere, at nearly the same
    /// cost.
    fn doubtful(&self, ends: &[usize]) -> Vec<usize> {
        /// A quarter of a line at either label.
        const DOUBT: u32 = 8;
        let mut found = Vec::new();
        let pairs = self.sides.iter().zip(self.sides.iter().skip(1)).enumerate();
        for (at, (upper, lower)) in pairs {
            let Some(&own) = ends.get(at) else { break };
            let begin = at.checked_sub(1).and_then(|before| ends.get(before)).copied();
            let begin = begin.unwrap_or(0);
            let until = ends.get(at + 1).copied().unwrap_or(self.drafts.len());
            let cost = |end: usize| {
                self.cost(begin, end, *upper)
                    .saturating_add(self.cost(end, until, *lower))
            };
            let near = |&end: &usize| {
                end != own && end > begin && end < until && cost(end) <= cost(own) + DOUBT
            };
            found.extend(self.tried(at).find(near).map(|end| end.min(own)));
        }
        found
    }

    /// How far `label` is from the middle of a row that takes the items from `begin` to
    /// before `end`, in eighths of a line.
    fn cost(&self, begin: usize, end: usize, label: Side) -> u32 {
        if begin == end {
            return 200;
        }
        let top = |at: usize| self.drafts.get(at).map_or(self.extent.height, |d| d.top);
        let (from, until) = (top(begin), top(end));
        let next = self.extent.pages.partition_point(|&page| page <= from);
        let page = self.extent.pages.get(next).copied().filter(|&page| page < until);
        self.centring.off(label.first, label.last, centre::Extent { from, until, page })
    }
}
