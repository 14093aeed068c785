//! The text layer of a PDF, where the columns of a table stand side by side, parted by
//! spaces.
//!
//! The column of the items is where most text begins; what stands left of it on a line is
//! a label or a number, and what stands right of a gutter that no line crosses belongs to
//! other columns. Each page is set by itself, so each has its own columns. Some programs
//! count a Chinese character as two columns of the screen and some as one: the measure is
//! taken by which more lines are in line.

use std::collections::BTreeMap;

use super::lexer::Lexer;
use super::stitch::{bare, is_page_mark};
use super::tables::{head_word, is_piece_of_head};
use super::token::{Gap, Look};
use super::words::{Measure, Word, is_number, segments, words};

/// Columns by which the start of a line may differ: the indent of a paragraph.
const INDENT: usize = 4;

/// Columns by which a label may push the text beside it.
const PUSHED: usize = 3;

/// Columns that labels and numbers take at most.
const WIDEST_SIDES: usize = 40;

/// Columns of the narrowest column of items.
const NARROWEST: usize = 8;

/// Lines of the longest page: a text without page ends is looked at in pieces of so many.
const PAGE: usize = 200;

/// Columns of the widest line that is looked at.
const WIDEST_LINE: usize = 400;

/// Bytes of the longest line that is looked at.
const LONGEST_LINE: usize = 2000;

/// What ends a line here.
pub(super) const LINE_ENDS: &[char] = &['\n', '\u{c}', '\u{2028}', '\u{2029}', '\u{85}'];

/// Where the column of the items stands.
#[derive(Clone, Copy, Debug)]
struct Columns {
    measure: Measure,
    /// The column where its lines begin.
    from: usize,
    /// The column where what stands right of it begins.
    until: Option<usize>,
}

/// Where the columns of a text stand.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The byte from which on the columns stand like this, in order.
    frames: Vec<(usize, Columns)>,
    /// Where the lines of column heads begin, in order.
    heads: Vec<usize>,
    tally: Tally,
}

/// What speaks for a layout.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    lines: usize,
    /// Lines that begin in the column of the items, and those with something left of it.
    aligned: usize,
    beside: usize,
    /// Those with a number left of it.
    numbered: usize,
    /// Those with more than one column of space between the two.
    parted: usize,
    /// Those that begin right at the edge of the column.
    exact: usize,
}

#[derive(Debug)]
struct Line<'a> {
    at: usize,
    text: &'a str,
    words: Vec<Word>,
    head: bool,
}

impl Columns {
    /// The first of `words` that stands in the column of the items.
    fn begins(&self, line: &str, words: &[Word]) -> Option<usize> {
        if is_one_label(line, words) {
            return None;
        }
        let near = words.iter().position(|word| word.from + 1 >= self.from);
        let found = near.filter(|&at| self.fits(words, at));
        let in_line = |&at: &usize| words.get(at).is_some_and(|w| w.from >= self.from);
        // A long label pushes the text that follows it out of line.
        let pushed = || {
            let at = words.iter().position(|word| word.to > word.from + NARROWEST)?;
            let own = words.get(at)?;
            let near = own.from.abs_diff(self.from) <= PUSHED;
            ((1..=PUSHED).contains(&at) && near).then_some(at)
        };
        found.filter(in_line).or_else(pushed).or(found)
    }

    fn fits(&self, words: &[Word], at: usize) -> bool {
        let Some(own) = words.get(at) else { return false };
        let Some(last) = at.checked_sub(1).and_then(|before| words.get(before)) else {
            return own.from <= self.from + INDENT;
        };
        let parted = if own.from > last.to + 1 { INDENT } else { 1 };
        let sides: usize = words.iter().take(at).map(|side| side.to - side.from).sum();
        let fits = last.to <= self.from && sides <= WIDEST_SIDES;
        fits && own.from <= self.from + parted
    }

    /// The first of `words` that stands right of the column of the items.
    fn ends(&self, words: &[Word]) -> usize {
        let past = |until| words.iter().position(|word| word.from >= until);
        self.until.and_then(past).unwrap_or(words.len())
    }
}

impl Layout {
    /// The measure of `text`, the start of a source; nothing where it is not set in
    /// columns.
    pub(super) fn measure(text: &str) -> Option<Measure> {
        let [screen, characters] = [Measure::Screen, Measure::Characters]
            .map(|measure| (measure, Self::of(text, measure)));
        let better = characters.1.tally.exact > screen.1.tally.exact;
        let (measure, found) = if better { characters } else { screen };
        let Tally { lines, aligned, beside, numbered, parted, .. } = found.tally;
        let wide = found.frames.iter().any(|(_, columns)| columns.from >= 4);
        let told = wide || numbered * 2 >= beside;
        // A number and one space before each text are no column yet.
        let stand = (aligned - beside + parted) * 2 >= beside;
        (beside >= 2 && told && stand && aligned * 2 >= lines).then_some(measure)
    }

    /// Finds the columns of `text`.
    pub(super) fn of(text: &str, measure: Measure) -> Self {
        let mut layout = Self::default();
        let mut page: Vec<Line<'_>> = Vec::new();
        let mut at = 0;
        for whole in text.split_inclusive(LINE_ENDS) {
            let line = whole.trim_end_matches(LINE_ENDS);
            let words =
                if line.len() < LONGEST_LINE { words(line, measure) } else { vec![] };
            let head = is_head(line, &words);
            let page_mark = is_page_end(line, &words);
            let last = whole.ends_with('\u{c}') || page_mark;
            if page.len() >= PAGE || (head && page.iter().any(|line| !line.head)) {
                layout.close_page(&mut page, measure);
            }
            if !words.is_empty() && !page_mark {
                page.push(Line { at, text: line, words, head });
            }
            if last {
                layout.close_page(&mut page, measure);
            }
            at += whole.len();
        }
        layout.close_page(&mut page, measure);
        layout
    }

    /// Finds the columns of the lines of `page`, and empties it.
    fn close_page(&mut self, page: &mut Vec<Line<'_>>, measure: Measure) {
        widen_heads(page);
        let before = self.frames.last().map(|(_, columns)| *columns);
        let found = columns_of(page, measure, before.is_some_and(|c| c.until.is_some()));
        if let (Some(columns), Some(first)) = (found.or(before), page.first()) {
            self.frames.push((first.at, columns));
            for line in page.iter().filter(|line| !line.head) {
                self.tally.add(line, &columns);
            }
        }
        self.heads.extend(page.iter().filter(|line| line.head).map(|line| line.at));
        page.clear();
    }

    /// The columns at byte `at`.
    fn at(&self, at: usize) -> Option<Columns> {
        let past = self.frames.partition_point(|(start, _)| *start <= at);
        let frame = past.checked_sub(1).and_then(|own| self.frames.get(own));
        frame.map(|(_, columns)| *columns)
    }
}

impl Tally {
    fn add(&mut self, line: &Line<'_>, columns: &Columns) {
        self.lines += 1;
        let Some(at) = columns.begins(line.text, &line.words) else { return };
        self.aligned += 1;
        if at == 0 {
            return;
        }
        self.beside += 1;
        let mut sides = line.words.iter().take(at);
        self.numbered += usize::from(sides.any(|word| is_number(line.text, word)));
        let (side, own) = (line.words.get(at - 1), line.words.get(at));
        self.exact += usize::from(own.is_some_and(|word| word.from == columns.from));
        let between = match (side, own) {
            (Some(side), Some(own)) => line.text.get(side.end..own.start),
            _ => None,
        };
        let wide = between.is_some_and(|blank| blank.chars().nth(1).is_some());
        self.parted += usize::from(wide);
    }
}

/// Whether the words of a line are one label: 天 津 市, 天津市 4项.
fn is_one_label(line: &str, words: &[Word]) -> bool {
    let [_, .., last] = words else { return false };
    let last = line.get(last.start..last.end).unwrap_or("");
    let counted = last.trim_end_matches(['项', '条']);
    let counts = counted.len() < last.len()
        && counted.strip_prefix('共').unwrap_or(counted).chars().all(char::is_numeric);
    counts || words.iter().all(|word| word.to <= word.from + 2)
}

/// Whether a line is made of column heads.
fn is_head(line: &str, words: &[Word]) -> bool {
    let all = |parts: &[Word]| {
        let word = |part: &Word| head_word(line.get(part.start..part.end).unwrap_or(""));
        parts.len() >= 2 && parts.iter().all(|part| word(part).is_some())
    };
    let pieces = || {
        let own = |word: &Word| line.get(word.start..word.end).unwrap_or("");
        words.len() >= 3 && words.iter().all(|word| is_piece_of_head(own(word)))
    };
    all(words) || all(&segments(line, words)) || pieces()
}

/// Whether a line is a page number between pages.
fn is_page_end(line: &str, words: &[Word]) -> bool {
    /// Bytes of the longest page number, without its spaces.
    const LONGEST: usize = 60;
    let shown: usize = words.iter().map(|word| word.end - word.start).sum();
    words.len() <= 8 && shown <= LONGEST && is_page_mark(&bare(line))
}

/// Takes the lines next to column heads that hold further pieces of them: 责任 / 单位.
fn widen_heads(page: &mut [Line<'_>]) {
    let Some(first) = page.iter().position(|line| line.head) else { return };
    let pieces = |line: &Line<'_>| {
        let piece = |word: &Word| line.text.get(word.start..word.end).unwrap_or("");
        line.words.iter().all(|word| is_piece_of_head(piece(word)))
    };
    for line in page.iter_mut().skip(first + 1).take_while(|line| pieces(line)) {
        line.head = true;
    }
    let before = page.get_mut(..first).unwrap_or(&mut []);
    for line in before.iter_mut().rev().take_while(|line| pieces(line)) {
        line.head = true;
    }
}

/// The columns in which the lines of a page are set: `told` says that there are some right
/// of the items.
fn columns_of(page: &[Line<'_>], measure: Measure, told: bool) -> Option<Columns> {
    let mut weights: BTreeMap<usize, usize> = BTreeMap::new();
    for line in page.iter().filter(|line| !line.head) {
        let parts = line.words.chunk_by(|before, own| own.from < before.to + 2);
        let extent = |part: &&[Word]| match part {
            [first, .., last] => last.to - first.from,
            [only] => only.to - only.from,
            [] => 0,
        };
        let Some(longest) = parts.max_by_key(extent) else { continue };
        let number = longest.first().is_some_and(|word| is_number(line.text, word));
        // Whether a number before a text is part of its column is seen from the others.
        for word in longest.iter().take(1 + usize::from(number)) {
            *weights.entry(word.from).or_default() += extent(&longest);
        }
    }
    let (&from, _) = weights.iter().rev().max_by_key(|(_, weight)| **weight)?;
    let columns = Columns { measure, from, until: None };
    let mut rows: Vec<&[Word]> = Vec::new();
    for line in page.iter().filter(|line| !line.head) {
        let at = columns.begins(line.text, &line.words);
        rows.extend(at.and_then(|at| line.words.get(at..)));
    }
    let heads: Vec<&Word> =
        page.iter().filter(|line| line.head).flat_map(|line| &line.words).collect();
    let until = gutter(&rows, from).filter(|&until| {
        let both = rows.iter().filter_map(|words| {
            let at = words.iter().position(|word| word.from >= until)?;
            let (before, own) = (words.get(at.checked_sub(1)?)?, words.get(at)?);
            Some(own.from > before.to + 1)
        });
        let (count, wide) = both.fold((0, 0), |(count, wide), parted| {
            (count + 1, wide + usize::from(parted))
        });
        let headed = heads.iter().any(|head| head.to > until);
        count >= 3 || (count == 2 && wide > 0) || (count == 1 && (told || headed))
    });
    (from >= 2).then_some(Columns { until, ..columns })
}

/// Where the text right of the items begins: words do again and again, and the lines of
/// items do not run past it. Narrow and wide characters shift both by a few columns.
fn gutter(rows: &[&[Word]], from: usize) -> Option<usize> {
    const SHIFT: usize = 6;
    let mut starts = [0_u32; WIDEST_LINE];
    // Words that begin before a column and end past its shift, counted by differences.
    let mut crossing = [0_i32; WIDEST_LINE];
    for word in rows.iter().flat_map(|words| words.iter().skip(1)) {
        if let Some(count) = starts.get_mut(word.from) {
            *count += 1;
        }
    }
    for word in rows.iter().copied().flatten() {
        let (first, past) = (word.from + 1, word.to.saturating_sub(SHIFT));
        if first < past {
            for (column, step) in [(first, 1), (past, -1)] {
                if let Some(count) = crossing.get_mut(column) {
                    *count += step;
                }
            }
        }
    }
    let most = i32::try_from(rows.len() / 20).unwrap_or(i32::MAX);
    let mut crossed = 0;
    let mut best: Option<(u32, usize)> = None;
    for column in 0..WIDEST_LINE {
        crossed += crossing.get(column).copied().unwrap_or(0);
        let begins = starts.get(column).is_some_and(|&count| count > 0);
        if column < from + NARROWEST || !begins || crossed > most {
            continue;
        }
        if best.is_some_and(|(_, first)| column > first + SHIFT) {
            break;
        }
        let near = starts.get(column..).unwrap_or(&[]).iter().take(SHIFT - 1).sum();
        if best.is_none_or(|(most, _)| near > most) {
            best = Some((near, column));
        }
    }
    best.map(|(_, column)| column)
}

impl Lexer<'_> {
    /// Reads what stands left and right of the items on a line; returns where what is
    /// still to be read of it begins.
    pub(super) fn open_columns_line(&mut self, at: usize, end: usize) -> usize {
        let Some(columns) = self.columns.at(at) else { return at };
        let line = self.text.get(at..end).unwrap_or("");
        let words = words(line, columns.measure);
        if self.columns.heads.binary_search(&at).is_ok() {
            self.beside(at, &segments(line, &words), Look::ColumnHead);
            return end;
        }
        if is_page_end(line, &words) {
            return at;
        }
        let past = columns.ends(&words);
        let (left, right) = words.split_at(past);
        let all_left = || left.iter().all(|word| word.to <= columns.from);
        let sides = match columns.begins(line, left) {
            Some(sides) => sides,
            None if all_left() => left.len(),
            None => {
                self.out.margin = columns.from;
                return at;
            }
        };
        let (sides, own) = left.split_at(sides);
        self.beside(at, &segments(line, sides), Look::Side);
        if let Some(first) = own.first() {
            self.out.indented(first.from.saturating_sub(columns.from));
            if right.is_empty() {
                return at + first.start;
            }
            let last = own.last().unwrap_or(first);
            self.out.text(at + first.start, at + last.end);
            self.out.end(Gap::Line);
        }
        self.beside(at, &segments(line, right), Look::Aside);
        end
    }

    fn beside(&mut self, at: usize, parts: &[Word], look: Look) {
        self.out.look = look;
        for part in parts {
            self.out.text(at + part.start, at + part.end);
            self.out.end(Gap::Line);
        }
        self.out.look = Look::Plain;
    }
}
