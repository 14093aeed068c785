//! A table of which a program wrote one cell behind the other, as a reader of PDF copies
//! it: the heads of its columns, and then for each row its number, its label, the lines of
//! its text and what its other columns hold, parted by a space or a line end.
//!
//! A row begins with the next number, where the text before is at an end. A text ends with
//! its last stop: what stands behind that, up to the next row, is of the other columns.

use super::lexer::line_limit;
use super::tails::State;
use super::token::Look;
use crate::source::marks::digits::digit;
use crate::source::marks::folio::is_of_clauses;
use crate::source::marks::heads::{
    Head, LONGEST_HEAD, head_word, head_words, holds_notes, may_open,
};
use crate::source::marks::label::{Knowledge, Names};
use crate::source::marks::number;
use crate::source::marks::words::is_tied;
use crate::text::{is_blank, is_han};

/// Lines that the heads of columns take at most.
const HEAD_LINES: usize = 24;

/// Words of the longest label.
const PIECES: usize = 4;

/// A part of a line that is no text of an item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) look: Look,
    /// Whether the next piece goes on with it.
    pub(super) open: bool,
}

/// What is no text of the items, in order.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    pieces: Vec<Piece>,
}

/// A line, without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a page ends behind it.
    pub(super) last: bool,
}

/// What the columns hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// Whether there is a column of regions, and whether it stands before the numbers.
    pub(super) region: Option<bool>,
    /// How many columns follow that of the items.
    pub(super) others: usize,
}

/// Where a row begins.
#[derive(Debug)]
pub(super) struct Row {
    /// Its number and its label.
    pieces: Vec<Piece>,
    value: u32,
    /// The line where its text begins, and the byte.
    pub(super) line: usize,
    pub(super) from: usize,
}

/// A table that is being read.
pub(super) struct Table<'a> {
    pub(super) text: &'a str,
    names: &'a Names,
    pub(super) lines: Vec<Line>,
    pub(super) columns: Columns,
    /// The width of a full line.
    pub(super) width: usize,
}

impl Cells {
    /// The rows of `text`, if it is a table of which one cell was written behind the other.
    pub(crate) fn of(text: &str, names: &Names) -> Option<Self> {
        let lines = lines(text);
        let (columns, from) = (0..lines.len()).find_map(|at| heads(text, &lines, at))?;
        let mut table = Table { text, names, lines, columns, width: 0 };
        table.width = table.usual_width(from);
        let (rows, heads) = table.rows(from)?;
        let mut pieces = heads.clone();
        for (nth, row) in rows.iter().enumerate() {
            pieces.extend(&row.pieces);
            let past = rows.get(nth + 1).map(|next| next.pieces.first().map(|p| p.start));
            table.cut(row, past.flatten(), &heads, &mut pieces);
        }
        pieces.sort_by_key(|piece| piece.start);
        Some(Self { pieces })
    }

    pub(super) fn next(&self, at: usize) -> Option<Piece> {
        let next = self.pieces.partition_point(|piece| piece.start < at);
        self.pieces.get(next).copied()
    }
}

/// The lines of `text`.
fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = line_limit(text, at, false);
        let own = text.get(at..end).unwrap_or("");
        let start = at + own.len() - own.trim_start_matches(is_blank).len();
        let shown = own.trim_matches(is_blank).len();
        let last = text.as_bytes().get(end) == Some(&b'\x0c');
        found.push(Line { start, end: start + shown, last });
        at = end + 1;
    }
    found
}

/// The columns whose heads begin at line `at`, and the line behind them.
fn heads(text: &str, lines: &[Line], at: usize) -> Option<(Columns, usize)> {
    let mut joined = String::new();
    let mut found = None;
    for (nth, line) in lines.iter().enumerate().skip(at).take(HEAD_LINES) {
        let own = text.get(line.start..line.end).unwrap_or("");
        if own.is_empty() && nth > at {
            continue;
        }
        if own.is_empty()
            || (nth == at && !may_open(own))
            || own.len() > 3 * LONGEST_HEAD
            || own.contains("  ")
        {
            break;
        }
        joined.extend(own.chars().filter(|&c| !is_blank(c)));
        let Some((words, whole)) = head_words(&joined) else { break };
        // There is one number, one label and one text. Looking further would take two dozen
        // lines for each line of a source that holds little but heads.
        let more = |head| words.iter().filter(|own| own.0 == head).nth(1).is_some();
        if [Head::Number, Head::Region, Head::Text].into_iter().any(more) {
            return None;
        }
        if whole {
            found = columns_of(&words).map(|columns| (columns, nth + 1));
        }
    }
    found
}

/// The columns with these heads, if a number and perhaps a label stand before the items, and
/// no running text behind them.
fn columns_of(words: &[(Head, &str)]) -> Option<Columns> {
    let place = |head: Head| words.iter().position(|own| own.0 == head);
    let (number, text) = (place(Head::Number)?, place(Head::Text)?);
    let region = place(Head::Region);
    let (before, after) = words.split_at_checked(text + 1)?;
    let known = before.iter().all(|(head, _)| *head != Head::Other);
    let short =
        after.iter().all(|(head, word)| *head == Head::Other && !holds_notes(word));
    let ahead = number < text && region.is_none_or(|region| region < text);
    (known && short && ahead).then(|| Columns {
        region: region.map(|region| region < number),
        others: after.len(),
    })
}

impl<'a> Table<'a> {
    pub(super) fn line(&self, at: usize) -> &'a str {
        let line = self.lines.get(at);
        line.and_then(|line| self.text.get(line.start..line.end)).unwrap_or("")
    }

    /// The rows from line `from` on, and the heads of columns; nothing where a line may
    /// open a further row behind them.
    fn rows(&self, from: usize) -> Option<(Vec<Row>, Vec<Piece>)> {
        let (mut rows, mut found): (Vec<Row>, Vec<Piece>) = (Vec::new(), Vec::new());
        let mut state = State::default();
        // Numbers that open lines and no rows, and how many rows were open before them.
        let mut passed: Vec<(u32, usize)> = Vec::new();
        let mut at = 0;
        while at < self.lines.len() {
            if let Some((columns, past)) = heads(self.text, &self.lines, at)
                && columns == self.columns
            {
                found
                    .extend((at..past).filter_map(|at| self.whole(at, Look::ColumnHead)));
                at = past;
                continue;
            }
            let own = self.line(at);
            let expected = rows.last().map_or(1, |row| row.value + 1);
            let row = (at >= from).then(|| self.open(at, expected, &state)).flatten();
            if let Some(row) = row {
                at = row.line;
                state = State::default();
                let rest =
                    self.lines.get(at).and_then(|l| self.text.get(row.from..l.end));
                state.add(rest.unwrap_or(""), self.width);
                rows.push(row);
            } else {
                let first = own.split(is_blank).next().filter(|word| word.len() <= 6);
                let value = first.and_then(number::whole).filter(|_| at >= from);
                let value = value.filter(|_| state.ended && !is_dated(own));
                passed.extend(value.map(|value| (value, rows.len())));
                state.banner = self.columns.region.is_none() && self.names_region(own);
                state.ended |= state.banner;
                if !state.banner {
                    state.add(own, self.width);
                }
            }
            at += 1;
        }
        let next = rows.last()?.value + 1;
        let more =
            passed.iter().any(|&(value, after)| value == next && after == rows.len());
        (!more).then_some((rows, found))
    }

    pub(super) fn names_region(&self, text: &str) -> bool {
        let label = self.names.label(text, false).filter(|_| self.names.may_label(text));
        label.is_some_and(|label| label.knowledge != Knowledge::Unknown)
    }

    /// All of line `at`.
    fn whole(&self, at: usize, look: Look) -> Option<Piece> {
        let line = self.lines.get(at).filter(|line| line.start < line.end)?;
        Some(Piece { start: line.start, end: line.end, look, open: false })
    }

    /// The words from byte `from` of line `at` on, with the lines they stand on.
    fn words(&self, at: usize, from: usize) -> impl Iterator<Item = (usize, Piece)> + '_ {
        let lines = self.lines.iter().enumerate().skip(at).take(PIECES);
        lines.flat_map(move |(nth, line)| {
            let start = if nth == at { from } else { line.start };
            let own = self.text.get(start..line.end).unwrap_or("");
            own.split(is_blank).filter(|word| !word.is_empty()).map(move |word| {
                let start = start + (word.as_ptr() as usize - own.as_ptr() as usize);
                let end = start + word.len();
                (nth, Piece { start, end, look: Look::RowLabel, open: true })
            })
        })
    }

    /// The label that the words from byte `from` of line `at` on make: its last line, its
    /// pieces, and whether a region is known by that name.
    fn label(&self, at: usize, from: usize) -> Option<(usize, Vec<Piece>, bool)> {
        let (mut joined, mut pieces) = (String::new(), Vec::new());
        let mut found = None;
        let own = self.lines.get(at).and_then(|line| self.text.get(from..line.end));
        let may = own.is_some_and(|own| {
            self.names.may_label(own.trim_start_matches(is_blank)) || own.is_empty()
        });
        for (line, piece) in self.words(at, from).take(if may { PIECES } else { 0 }) {
            if self.starts_with_digit(&piece) {
                break;
            }
            joined.push_str(self.text.get(piece.start..piece.end).unwrap_or(""));
            pieces.push(piece);
            if joined.len() > 3 * LONGEST_HEAD {
                break;
            }
            if self.names_region(&joined) {
                found = Some((line, pieces.clone()));
            }
        }
        let known = found.is_some();
        let (line, mut pieces) = found.or_else(|| self.unknown(at, from))?;
        if let Some(last) = pieces.last_mut() {
            last.open = false;
        }
        Some((line, pieces, known))
    }

    fn starts_with_digit(&self, piece: &Piece) -> bool {
        let own = self.text.get(piece.start..piece.end).unwrap_or("");
        own.starts_with(|c| digit(c).is_some())
    }

    /// A label of no known region, at most of two words: short, and behind it stands a space
    /// that no number ties, or on the next line the text; where labels come first, a number.
    fn unknown(&self, at: usize, from: usize) -> Option<(usize, Vec<Piece>)> {
        const LONGEST: usize = 14;
        let mut words = self.words(at, from).peekable();
        let (line, first) = words.next()?;
        let begun = self.text.get(from..self.lines.get(at)?.end)?;
        if line != at && !begun.trim_matches(is_blank).is_empty() {
            return None;
        }
        let own = self.text.get(first.start..first.end)?;
        let named = |own: &str| own.chars().count() <= LONGEST && own.chars().all(is_han);
        if !named(own) || own.chars().nth(1).is_none() || head_word(own).is_some() {
            return None;
        }
        let ahead = self.columns.region == Some(true);
        // Before a number, a name may be what the row before has in its last column.
        if ahead && self.columns.others > 0 {
            return None;
        }
        let rest = self.text.get(first.end..self.lines.get(line)?.end)?;
        if !ahead && !rest.is_empty() {
            let apart = !is_tied(own, rest.trim_start_matches(is_blank));
            return apart.then(|| (line, vec![first]));
        }
        // What follows the label.
        let follows = |word: Option<&(usize, Piece)>| {
            word.is_some_and(|(line, piece)| {
                let own = self.line(*line);
                let text = || self.full(own).is_some() || own.contains(is_of_clauses);
                if ahead { self.starts_with_digit(piece) } else { text() }
            })
        };
        if self.full(self.line(line)).is_some() {
            return None;
        }
        if follows(words.peek()) {
            return Some((line, vec![first]));
        }
        let (line, second) = words.next()?;
        let own = self.text.get(second.start..second.end).filter(|own| named(own))?;
        // 民政部门 over 四川省 is of the row before.
        if self.names_region(own) {
            return None;
        }
        let short = own.chars().count() <= LONGEST / 3;
        (short && follows(words.peek())).then(|| (line, vec![first, second]))
    }

    /// The row that line `at` opens, if its number is the one `expected`, or numbers begin
    /// again under a label.
    fn open(&self, at: usize, expected: u32, state: &State) -> Option<Row> {
        let from = self.lines.get(at)?.start;
        let before = match self.columns.region {
            Some(true) => self.label(at, from),
            _ => None,
        };
        let (line, from) = match &before {
            Some((line, pieces, _)) => (*line, pieces.last()?.end),
            None => (at, from),
        };
        let (line, mut mark) = self.words(line, from).next()?;
        let own = self.text.get(mark.start..mark.end)?;
        let digits = own.starts_with(|c| digit(c).is_some());
        let value = number::whole(own).filter(|_| digits && own.len() <= 6)?;
        (mark.look, mark.open) = (Look::RowNumber, false);
        let (mut last, mut from) = (line, mark.end);
        let after = match self.columns.region {
            Some(false) => self.label(line, from),
            _ => None,
        };
        if let Some((line, pieces, _)) = &after {
            (last, from) = (*line, pieces.last()?.end);
        }
        let labels = || before.iter().chain(&after);
        let known = labels().any(|(_, _, known)| *known) || state.banner;
        let labelled = known || labels().next().is_some();
        // The first row has a label; where none is found, columns were written one by one.
        if expected == 1 && !labelled {
            return None;
        }
        let rest = self.text.get(mark.end..self.lines.get(line)?.end)?;
        let next = !is_dated(rest) && (value == expected || (value == 1 && labelled));
        // A number alone at the end of a page is that of the page.
        let end = self.lines.get(last)?;
        let alone = from == end.end;
        let below = (last + 1..self.lines.len()).find(|&at| !self.line(at).is_empty());
        let headed =
            || below.is_some_and(|at| heads(self.text, &self.lines, at).is_some());
        let page = alone && (end.last || headed());
        if !next || page || !(state.ended || known || expected == 1) {
            return None;
        }
        let mut pieces = before.map_or_else(Vec::new, |(_, pieces, _)| pieces);
        pieces.push(mark);
        pieces.extend(after.into_iter().flat_map(|(_, pieces, _)| pieces));
        Some(Row { pieces, value, line: last, from })
    }
}

/// Whether a number is that of a date: what follows it says so.
fn is_dated(line: &str) -> bool {
    let rest = line.trim_start_matches(|c| is_blank(c) || digit(c).is_some());
    rest.starts_with(['年', '月', '日'])
}
