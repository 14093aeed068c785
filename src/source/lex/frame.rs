//! The columns in which the lines of one page are set: where that of the items begins,
//! and where what stands right of it does.

use std::collections::BTreeMap;

use super::frame_heads::{Heads, items_start};
use super::token::Look;
use crate::source::marks::words::{Measure, Word, is_number};
use crate::text::width;

/// Columns by which the start of a line may differ: the indent of a paragraph.
const INDENT: usize = 4;

/// Columns by which a label may push the text beside it.
const PUSHED: usize = 3;

/// Columns that labels and numbers take at most.
const WIDEST_SIDES: usize = 40;

/// Columns of the narrowest column of items.
const NARROWEST: usize = 8;

/// Columns of the widest line that is looked at.
const WIDEST_LINE: usize = 400;

/// Bytes of the longest page number, without its spaces.
pub(crate) const LONGEST_MARK: usize = 60;

/// Where the column of the items stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Columns {
    /// How its columns are counted.
    pub measure: Measure,
    /// The column where its lines begin.
    pub from: usize,
    /// The column where what stands right of it begins.
    pub until: Option<usize>,
    /// Whether spaces set numbers apart in its lines.
    pub ties: bool,
    /// What the heads say of the columns beside it.
    pub heads: Heads,
    /// How wide its lines are, white space apart; 0 where nothing stands right of it.
    pub widest: usize,
}

/// A line of a page.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    /// Its first byte in the source.
    pub at: usize,
    /// Its bytes.
    pub text: &'a str,
    /// Its words.
    pub words: Vec<Word>,
    /// Whether it is made of column heads.
    pub head: bool,
}

impl Columns {
    /// The first of `words` that stands in the column of the items.
    pub(crate) fn begins(&self, line: &str, words: &[Word]) -> Option<usize> {
        if is_one_label(line, words) {
            return None;
        }
        let near = words.iter().position(|word| word.from + 1 >= self.from);
        // A number far from what follows is none of its text.
        let past = near.map(|at| at + usize::from(is_set_off(line, words, at)));
        let found = past.filter(|&at| self.fits(words, at)).or(near);
        let found = found.filter(|&at| self.fits(words, at));
        let in_line = |&at: &usize| words.get(at).is_some_and(|w| w.from >= self.from);
        // A long label pushes the text that follows it out of line.
        let pushed = || {
            let at = words.iter().position(|word| word.to > word.from + NARROWEST)?;
            let own = words.get(at)?;
            let near = own.from.abs_diff(self.from) <= PUSHED;
            // A number with its mark, 1., at the edge is of the text, and pushes it nowhere.
            let side = at.checked_sub(1).and_then(|side| words.get(side))?;
            let bare = side.of(line).ends_with(|c: char| c.is_ascii_digit());
            let near = near && (bare || side.from + 1 < self.from);
            ((1..=PUSHED).contains(&at) && near).then_some(at)
        };
        let reaches = |at: &usize| {
            let own = |word: &Word| word.from < self.from && self.from < word.to;
            let near = |word: &Word| word.from + PUSHED >= self.from;
            words.get(*at).is_some_and(|word| *at > 0 && own(word) && near(word))
        };
        let reach = || (0..words.len()).find(reaches);
        found.filter(in_line).or_else(pushed).or(found).or_else(reach)
    }

    /// Whether `words`, which are no text, all stand left of the items; a label behind its
    /// number may reach over the edge where no text stands beside it.
    pub(crate) fn are_left(&self, line: &str, words: &[Word]) -> bool {
        let over =
            |label: &Word| label.from + 1 < self.from && label.to <= self.from + PUSHED;
        words.iter().all(|word| word.to <= self.from)
            || matches!(words, [_, label] if over(label) && is_set_off(line, words, 0))
    }

    /// How wide the text of the items is on the lines of `page`, but for the few that words of
    /// the next column make wider.
    fn widest(&self, page: &[Line<'_>]) -> usize {
        const FEW: usize = 3;
        if self.until.is_none() {
            return 0;
        }
        let own = page.iter().filter(|line| !line.head).filter_map(|line| {
            let left = line.words.get(..self.ends(line.text, &line.words))?;
            let own = left.get(self.begins(line.text, left)?..)?;
            Some(shown(line.text, own))
        });
        let mut widths: Vec<usize> = own.collect();
        widths.sort_unstable();
        let few = FEW.min(widths.len() / 4);
        let widest = widths.len().checked_sub(few + 1).and_then(|at| widths.get(at));
        widest.copied().unwrap_or(0)
    }

    /// Whether the text of the items on `line` is no wider than on other lines if word `at` is
    /// of it.
    fn has_room(&self, line: &str, words: &[Word], at: usize) -> bool {
        let side = |word: &&Word| word.from + 1 < self.from;
        let own = words.get(..=at).unwrap_or(words);
        let sides = own.iter().take_while(side).count();
        own.get(sides..).is_some_and(|own| shown(line, own) <= self.widest)
    }

    fn fits(&self, words: &[Word], at: usize) -> bool {
        let Some(own) = words.get(at) else { return false };
        let Some(last) = at.checked_sub(1).and_then(|before| words.get(before)) else {
            return own.from <= self.from + INDENT;
        };
        let parted = if own.from > last.to + 1 { INDENT } else { 1 };
        let sides = words.iter().take(at);
        let sides = sides.filter(|side| self.heads.look_of(side) == Look::Side);
        let sides: usize = sides.map(|side| side.to - side.from).sum();
        let fits = last.to <= self.from && sides <= WIDEST_SIDES;
        fits && own.from <= self.from + parted
    }

    /// The first of `words` right of where items begin, on a line with nothing in their
    /// column: a number, and what another column holds.
    fn passes(&self, words: &[Word]) -> Option<usize> {
        let past = words.iter().position(|word| word.to > self.from)?;
        words
            .get(past)
            .filter(|own| own.from >= self.from + self.measure.narrowest())
            .map(|_| past)
    }

    /// The white space before a line that plainly holds nothing but text of the items, as
    /// most do.
    pub(crate) fn lead_of_text(&self, line: &str) -> Option<usize> {
        let lead = line.bytes().take_while(|&byte| byte == b' ').count();
        let near = (self.from..=self.from + INDENT).contains(&lead);
        let long = line.len() > lead + LONGEST_MARK;
        (near && long && self.until.is_none() && !self.heads.regions).then_some(lead)
    }

    /// Whether `own`, the text of the items on `line`, runs into the column right of it, and
    /// is wider than other lines are.
    pub(crate) fn is_passed(&self, line: &str, own: &[Word]) -> bool {
        const OVER: usize = 2;
        let passes = |word: &&Word| {
            self.until.is_some_and(|until| word.from < until && word.to >= until + OVER)
        };
        own.last().as_ref().is_some_and(passes) && shown(line, own) > self.widest + OVER
    }

    /// Whether word `at` of a line stands where the region of a row may, in the last column.
    pub(crate) fn may_be_region(&self, words: &[Word], at: usize) -> bool {
        let right = |word: &Word| word.from >= self.from + NARROWEST;
        self.heads.regions
            && at > 0
            && at + 1 == words.len()
            && words.get(at).is_some_and(right)
    }

    /// The first of `words` that stands right of the column of the items.
    pub(crate) fn ends(&self, line: &str, words: &[Word]) -> usize {
        let Some(until) = self.until else { return words.len() };
        let right = |word: &Word| word.from >= until;
        // What follows a text that is short of its edge may stand before its own; a text
        // with numbers may run over the edge, where such go on behind a space.
        let least = (until - PUSHED).max(self.from + self.measure.narrowest());
        let apart = |(at, word): (usize, &Word)| {
            !word.tied && (right(word) || (at > 0 && word.from >= least))
        };
        let first = words.iter().enumerate().position(apart);
        let tied = words.iter().position(right).filter(|_| !self.ties);
        let tied = tied.filter(|&at| !self.has_room(line, words, at));
        let end = first.or(tied).unwrap_or(words.len());
        end + (end..words.len()).take_while(|&at| is_tracked(words, at)).count()
    }
}

/// Whether word `at` goes on with a line that was set wide to fill its column: one space
/// parts it from the word before, as it parts those before that.
fn is_tracked(words: &[Word], at: usize) -> bool {
    /// Spaces inside a line that was not, at most.
    const FEW: usize = 3;
    /// Words that show how a line is set: one may have as many as the source has bytes.
    const LOOKED: usize = 64;
    let pair = |at: usize| at.checked_sub(1).and_then(|from| words.get(from..=at));
    let close = |at: &usize| matches!(pair(*at), Some([a, b]) if b.from == a.to + 1);
    if !close(&at) {
        return false;
    }
    let single = |word: &Word| word.end - word.start <= 3 && word.to - word.from <= 2;
    let near = || (1..at).rev().take(LOOKED);
    let before = || near().take_while(close).filter_map(|at| words.get(at));
    let untied = before().filter(|word| !word.tied).count();
    let singles = || words.get(at).into_iter().chain(before()).take(FEW).all(single);
    before().count() >= FEW && (untied + 1 >= FEW || singles())
}

/// The columns in which the lines of a page are set, behind a page set like `before`.
pub(crate) fn columns_of(
    page: &[Line<'_>],
    measure: Measure,
    before: Option<Columns>,
) -> Option<Columns> {
    let told = before.is_some_and(|before| before.until.is_some());
    let (from, longest) = text_column(page)?;
    let from = items_start(page, from, before.map(|before| (before.from, before.heads)));
    let heads = Heads::of(page, from, before.map(|before| before.heads));
    let columns = Columns { measure, from, until: None, ties: false, heads, widest: 0 };
    let mut rows: Vec<&[Word]> = Vec::new();
    for line in page.iter().filter(|line| !line.head) {
        let at = columns.begins(line.text, &line.words);
        let at = at.or_else(|| columns.passes(&line.words));
        rows.extend(at.and_then(|at| line.words.get(at..)));
    }
    let over: Vec<&Word> =
        page.iter().filter(|line| line.head).flat_map(|line| &line.words).collect();
    let narrowest =
        if heads.behind.unwrap_or(told) { measure.narrowest() } else { NARROWEST };
    let until = gutter(&rows, from + narrowest)
        .filter(|&until| is_edge(until, &rows, &over, told));
    let inside = |word: &Word| word.to <= until.unwrap_or(WIDEST_LINE);
    let mut behind = rows.iter().flat_map(|words| words.iter().skip(1));
    let ties = behind.any(|word| word.tied && inside(word));
    // Nothing stands left of the items on a page that only goes on with one.
    let beside = from >= 2 || (moved(page, before) && longest >= NARROWEST);
    let columns = Columns { until, ties, ..columns };
    beside.then(|| Columns { widest: columns.widest(page), ..columns })
}

/// Where the column begins in which most of the text of a page stands, and how wide its
/// longest line is.
fn text_column(page: &[Line<'_>]) -> Option<(usize, usize)> {
    let mut longest = 0;
    let mut weights: BTreeMap<usize, usize> = BTreeMap::new();
    for line in page.iter().filter(|line| !line.head) {
        let parts = line.words.chunk_by(|before, own| own.from < before.to + 2);
        let extent = |part: &&[Word]| match part {
            [first, .., last] => last.to - first.from,
            [only] => only.to - only.from,
            [] => 0,
        };
        // Of two as wide, what stands right of the other is of another column.
        let Some(part) = parts.rev().max_by_key(extent) else { continue };
        longest = longest.max(extent(&part));
        let side = part.first().is_some_and(|word| {
            word.to - word.from <= NARROWEST || is_number(line.text, word)
        });
        // Whether a number or a label before a text is part of its column is seen from the
        // others.
        for word in part.iter().take(1 + usize::from(side)) {
            *weights.entry(word.from).or_default() += extent(&part);
        }
    }
    let (&from, _) = weights.iter().rev().max_by_key(|(_, weight)| **weight)?;
    Some((from, longest))
}

/// Whether further columns begin at column `until` of `rows`, below these `heads`; the page
/// before may have `told` so.
fn is_edge(until: usize, rows: &[&[Word]], heads: &[&Word], told: bool) -> bool {
    let spaces = rows.iter().filter_map(|words| {
        let at = words.iter().position(|word| word.from >= until)?;
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let own = words.get(at)?;
        Some(before.map_or(WIDEST_LINE, |before| own.from - before.to))
    });
    let (count, wide) =
        spaces.fold((0, 0_usize), |(count, wide), space| (count + 1, wide.max(space)));
    let headed = heads.iter().any(|head| head.to > until);
    let unheaded = !headed && !heads.is_empty();
    let sure = told || headed || wide > 2;
    let enough = count >= 3 || (count == 2 && wide > 1) || (count > 0 && sure);
    // Where no head stands over them, words set apart in some lines are of their text.
    enough && !(unheaded && count * 2 < rows.len())
}

/// Columns of a screen that `words` take on `line`, without the white space between them.
fn shown(line: &str, words: &[Word]) -> usize {
    words.iter().map(|word| width(word.of(line))).sum()
}

/// Whether more lines of `page` begin at its edge than where the items did on the page
/// `before`.
fn moved(page: &[Line<'_>], before: Option<Columns>) -> bool {
    let Some(before) = before else { return false };
    let begin = |near: std::ops::RangeInclusive<usize>| {
        let first = |line: &&Line<'_>| {
            line.words.first().is_some_and(|word| near.contains(&word.from))
        };
        page.iter().filter(first).count()
    };
    begin(0..=1) > begin(before.from..=before.from + INDENT)
}

/// Where the text right of the items begins, not before column `nearest`: words do again and
/// again, and the lines of items do not run past it. Narrow and wide characters shift both by
/// a few columns.
fn gutter(rows: &[&[Word]], nearest: usize) -> Option<usize> {
    const SHIFT: usize = 6;
    let mut starts = [0_u32; WIDEST_LINE];
    // Words that begin before a column and end past its shift, counted by differences.
    let mut crossing = [0_i32; WIDEST_LINE];
    for word in rows.iter().copied().flatten() {
        let right = word.from >= nearest && !word.tied;
        if let Some(count) = starts.get_mut(word.from).filter(|_| right) {
            *count += 1;
        }
        let (first, past) = (word.from + 1, word.to.saturating_sub(SHIFT));
        for (column, step) in [(first, 1), (past, -1)] {
            if let Some(count) = crossing.get_mut(column).filter(|_| first < past) {
                *count += step;
            }
        }
    }
    let most = i32::try_from(rows.len() / 20).unwrap_or(i32::MAX);
    let near = |column: usize| {
        starts.get(column..).unwrap_or(&[]).iter().take(SHIFT - 1).sum::<u32>()
    };
    let begins = |column: &usize| starts.get(*column).is_some_and(|&count| count > 0);
    let mut crossed = 0;
    let mut best: Option<(u32, usize)> = None;
    for column in 0..WIDEST_LINE {
        crossed += crossing.get(column).copied().unwrap_or(0);
        if column < nearest || !begins(&column) || crossed > most {
            continue;
        }
        if best.is_some_and(|(_, first)| column > first + SHIFT) {
            break;
        }
        if best.is_none_or(|(most, _)| near(column) > most) {
            best = Some((near(column), column));
        }
    }
    // The first of two columns that stand close to one another parts the texts.
    let (most, last) = best?;
    let first = last.saturating_sub(SHIFT).max(nearest);
    (first..=last).filter(begins).find(|&column| 2 * near(column) >= most)
}

/// Whether word `at` is a number, parted from the next word by more than a space.
fn is_set_off(line: &str, words: &[Word], at: usize) -> bool {
    let (Some(own), Some(next)) = (words.get(at), words.get(at + 1)) else {
        return false;
    };
    next.from > own.to + 1 && is_number(line, own)
}

/// Whether the words of a line are one label: 天 津 市, 天津市 4项.
fn is_one_label(line: &str, words: &[Word]) -> bool {
    let [_, .., last] = words else { return false };
    let last = last.of(line);
    let counted = last.trim_end_matches(['项', '条']);
    let counts = counted.len() < last.len()
        && counted.strip_prefix('共').unwrap_or(counted).chars().all(char::is_numeric);
    counts || words.iter().all(|word| word.is_single(line))
}
