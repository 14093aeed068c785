//! The rows of a table of which only lines are left, found by their numbers.
//!
//! A number at the first line of its row says where the item begins. One set in the middle
//! of its row does not, and then the rows are found by it: of all ways to part the lines,
//! the one in which the numbers stand nearest to the middle of their rows and rows begin
//! where texts do. All rows are weighed together, since each ends where the next begins.

pub(in crate::source) mod centre;
pub(in crate::source) mod cheapest;
pub(in crate::source) mod edge;

use crate::source::blocks::around::title;
use crate::source::blocks::page::Page;
use crate::source::blocks::rows::centre::{Centring, Extent, is_between};
use crate::source::blocks::rows::cheapest::cheapest;
use crate::source::blocks::rows::edge::{Edge, TextLine};
use crate::source::lex::token::Look;

/// The number of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowNumber {
    /// The block it is.
    pub block: u32,
    /// What it says.
    pub value: u32,
}

/// Where a row begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowStart {
    /// The block of its first line.
    pub block: u32,
    /// Whether another line could be it nearly as well.
    pub doubtful: bool,
}

/// How many lines are tried as the first of a row.
const TRIED: usize = 32;

/// What a quarter of a line costs that a number is off the place where it should stand.
const OFF: u32 = 3;

/// The same for half a line where numbers stand at the first lines of their rows.
const OFF_TOP: u32 = 40;

/// What a row without a line costs: numbers that stand so are no numbers of rows.
const IMPOSSIBLE: u32 = 1_000_000;

/// What it costs that a row begins right below a line, where blank lines part the others.
const CLOSE: u32 = 30;

/// What it costs that a number stands in the middle of its row and yet where a text may begin:
/// it does so by chance.
const CHANCE: u32 = 8;

/// A start that costs so little more than the cheapest may be the one.
const DOUBT: u32 = 7;

/// Where numbers stand in their rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// At the first line.
    Top,
    /// In the middle.
    Middle(Centring),
}

/// A number, by where it stands.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// The line of text beside it, or the one below it.
    line: usize,
    /// Its middle, in half lines.
    middle: u32,
}

/// A way to part the lines: the first line of each row, and what it costs.
#[derive(Debug)]
struct Parting {
    way: Way,
    starts: Vec<usize>,
    end: usize,
    cost: u32,
}

impl Page<'_> {
    /// Where the rows with `numbers` begin.
    pub(crate) fn rows(&self, numbers: &[RowNumber]) -> Vec<RowStart> {
        let heights = self.heights();
        let lines = self.text_lines(&heights);
        let mark = |number: &RowNumber| {
            let below = lines.partition_point(|line| line.block < number.block);
            let middle = heights.middle(number.block as usize);
            Mark { line: below, middle }
        };
        let marks: Vec<Mark> = numbers.iter().map(mark).collect();
        let rows =
            Rows::new(&lines, &marks, heights.end, self.top_of_list(&lines, &marks));
        let middle = Centring::ALL.into_iter().map(Way::Middle);
        let ways: Vec<Parting> =
            std::iter::once(Way::Top).chain(middle).map(|way| rows.part(way)).collect();
        let Some(best) = ways.into_iter().min_by_key(|way| way.cost) else {
            return Vec::new();
        };
        let start = |(nth, &line): (usize, &usize)| RowStart {
            block: lines.get(line).map_or(u32::MAX, |line| line.block),
            doubtful: rows.is_doubtful(&best, nth),
        };
        best.starts.iter().enumerate().map(start).collect()
    }

    /// The line above which no row begins: what stands higher is no part of the list; and
    /// whether heads of columns say that the first row begins with it.
    fn top_of_list(&self, lines: &[TextLine], marks: &[Mark]) -> (usize, bool) {
        let first = marks.first().map_or(0, |mark| mark.line);
        let head = self.tokens.blocks.iter().position(|b| b.look == Look::ColumnHead);
        let headed =
            head.map(|head| lines.partition_point(|l| (l.block as usize) < head));
        if let Some(top) = headed.filter(|&top| top <= first) {
            return (top, true);
        }
        let goes_on = |&at: &usize| lines.get(at).is_some_and(|line| !line.parted);
        let top = first - (1..=first).rev().take_while(goes_on).count();
        let title = (top..first).rev().find(|&at| self.is_titled(lines.get(at)));
        (title.map_or(top, |title| title + 1), false)
    }

    /// Whether a source begins with this line, perhaps below a running head, and it is the title
    /// of the list.
    fn is_titled(&self, line: Option<&TextLine>) -> bool {
        const LONGEST: usize = 60;
        const FIRST: u32 = 3;
        let own = line.map(|line| line.block).filter(|&block| block < FIRST);
        own.and_then(|own| self.tokens.blocks.get(own as usize)).is_some_and(|own| {
            let (head, whole) = self.head(own, LONGEST);
            whole && title::names_list(&head)
        })
    }
}

/// The lines, and the numbers that stand beside them.
#[derive(Debug)]
struct Rows<'a> {
    lines: &'a [TextLine],
    marks: &'a [Mark],
    /// How high the page is.
    height: u32,
    /// The first line that can be in a row, and whether it surely is in one.
    first: usize,
    headed: bool,
    /// What it costs up to each line that no row begins at one.
    inside: Vec<u32>,
    /// The lines before which a page ends.
    pages: Vec<usize>,
    /// Whether blank lines part the rows, and stand nowhere else.
    blanks: bool,
    /// Whether numbers stand between lines too: then those on lines are in the middle of them.
    exact: bool,
}

impl<'a> Rows<'a> {
    fn new(
        lines: &'a [TextLine],
        marks: &'a [Mark],
        height: u32,
        (first, headed): (usize, bool),
    ) -> Self {
        let sums = lines.iter().scan(0_u32, |sum, line| {
            *sum = sum.saturating_add(line.edge.goes_on);
            Some(*sum)
        });
        let inside = std::iter::once(0).chain(sums).collect();
        let pages = lines.iter().enumerate().filter(|(_, line)| line.page);
        let pages = pages.map(|(at, _)| at).collect();
        let below = lines.iter().skip(first + 1);
        let blanks = below.filter(|line| line.parted && !line.page).count();
        let rows = marks.len().saturating_sub(1);
        let blanks = rows > 1 && (rows - rows / 8..=rows + 1).contains(&blanks);
        let between = marks.iter().filter(|mark| is_between(mark.middle)).count();
        let exact = between > 1 && between * 8 >= marks.len();
        Self { lines, marks, height, first, headed, inside, pages, blanks, exact }
    }

    /// The cheapest way to part the lines where numbers stand in this `way`.
    fn part(&self, way: Way) -> Parting {
        let steps = (0..=self.marks.len()).map(|nth| self.tried(nth).into_iter());
        let cost = |nth: usize, begin: Option<usize>, end: usize| {
            let row = begin.zip(nth.checked_sub(1));
            let row = row.map_or(0, |(begin, row)| self.cost(way, row, begin, end));
            Some(row.saturating_add(self.begins(end)))
        };
        let (cost, mut starts) = cheapest(steps, cost).unwrap_or_default();
        let end = starts.pop().unwrap_or(self.lines.len());
        Parting { way, starts, end, cost }
    }

    /// The lines that row `nth` may begin with: between the number before it and its own,
    /// those at which texts are most likely to begin. The end of the last row is found in
    /// the same way.
    fn tried(&self, nth: usize) -> Vec<usize> {
        let own = self.marks.get(nth).map_or(self.lines.len(), |mark| mark.line);
        let before = nth.checked_sub(1).and_then(|before| self.marks.get(before));
        let from = before.map_or(self.first, |mark| mark.line + 1).min(own);
        if nth == 0 && self.headed {
            return vec![self.first];
        }
        let begins = |line: &usize| self.begins(*line);
        let mut found: Vec<usize> =
            (from..own).filter(|line| begins(line) < Edge::TORN.begins).collect();
        if found.len() > TRIED {
            found.sort_by_key(begins);
            found.truncate(TRIED);
            found.sort_unstable();
        }
        found.push(own);
        found
    }

    /// What it costs that a row begins at `line`.
    fn begins(&self, line: usize) -> u32 {
        let own = self.lines.get(line).filter(|_| line != self.first);
        let close = |line: &TextLine| self.blanks && !line.parted;
        own.map_or(0, |line| line.edge.begins + if close(line) { CLOSE } else { 0 })
    }

    /// What it costs that row `nth` is made of the lines from `begin` to before `end`.
    fn cost(&self, way: Way, nth: usize, begin: usize, end: usize) -> u32 {
        let Some(mark) = self.marks.get(nth).filter(|_| begin < end) else {
            return IMPOSSIBLE;
        };
        let sum = |at: usize| self.inside.get(at).copied().unwrap_or(0);
        let inside = sum(end).saturating_sub(sum(begin + 1));
        inside.saturating_add(self.off(way, *mark, begin, end))
    }

    /// What it costs that the number stands where it does in that row.
    fn off(&self, way: Way, mark: Mark, begin: usize, end: usize) -> u32 {
        let (from, until) = (self.top(begin), self.top(end));
        let from_top = mark.middle.abs_diff(from + 1).saturating_sub(1);
        let Way::Middle(centring) = way else { return OFF_TOP * from_top };
        let next = self.pages.partition_point(|&page| page <= begin);
        let page = self.pages.get(next).map(|&page| self.top(page));
        let page = page.filter(|&page| page < until);
        let between = is_between(mark.middle);
        let sure = if between || self.exact { 2 } else { 1 };
        let centring = if self.exact { centring.exact() } else { centring };
        let off = centring.off(mark.middle, mark.middle, Extent { from, until, page });
        let own = self.lines.get(mark.line).filter(|_| begin < mark.line && !between);
        let chance = own.is_some_and(|line| line.edge.begins <= CHANCE);
        off * OFF * sure / 2 + if chance { CHANCE } else { 0 }
    }

    /// The top of a line.
    fn top(&self, line: usize) -> u32 {
        self.lines.get(line).map_or(self.height, |line| line.top)
    }

    /// Whether row `nth` could begin at another line nearly as well.
    fn is_doubtful(&self, parting: &Parting, nth: usize) -> bool {
        let Some(&own) = parting.starts.get(nth) else { return false };
        let end = parting.starts.get(nth + 1).copied().unwrap_or(parting.end);
        let cost = |line: usize| {
            let before = nth.checked_sub(1).and_then(|before| {
                let begin = *parting.starts.get(before)?;
                Some(self.cost(parting.way, before, begin, line))
            });
            let row = self.cost(parting.way, nth, line, end);
            before.unwrap_or(0).saturating_add(row).saturating_add(self.begins(line))
        };
        let least = cost(own).saturating_add(DOUBT);
        self.tried(nth).into_iter().any(|line| line != own && cost(line) <= least)
    }
}
