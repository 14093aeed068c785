//! A table of which a program wrote one cell behind the other, as a reader of PDF copies
//! it: the heads of its columns, and then for each row its number, its label, the lines of
//! its text and what its other columns hold, parted by a space or a line end.
//!
//! A row begins with the next number, where the text before is at an end. A text ends with
//! its last stop: what stands behind that, up to the next row, is of the other columns.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::grid::Grid;
use super::level;
use super::row_ends::State;
use super::token::Look;
use super::tops::{repeated_tops, unheaded};
use crate::source::marks::digits::digit;
use crate::source::marks::heads::{
    Head, LONGEST_HEAD, head_words, holds_notes, may_open,
};
use crate::source::marks::label::Names;
use crate::source::marks::number;
use crate::text::{
    bare, is_blank, is_sentence_end, plain, trim_blank_end, trim_blank_start, until_blank,
};
use memchr::memchr2_iter;

/// Rows of the shortest table that is known without heads.
const LEAST_UNHEADED: usize = 3;

/// Lines that the heads of columns take at most.
const HEAD_LINES: usize = 24;

/// A part of a line that is no text of an item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) look: Look,
    /// Whether the next piece goes on with it.
    pub(super) open: bool,
}

impl Piece {
    /// All of what has that `look`, from the first of the bytes to one past the last.
    pub(super) const fn of((start, end): (usize, usize), look: Look) -> Self {
        Self { start, end, look, open: false }
    }
}

/// What is no text of the items, in order.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    pieces: Vec<Piece>,
    /// How many of them have been passed.
    passed: usize,
    /// Whether what stands at one height stands on one line.
    pub(crate) level: bool,
}

/// A line, without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a page ends behind it.
    pub(super) last: bool,
    /// Whether it is of the heads of columns.
    pub(super) head: bool,
}

impl Line {
    /// One on which nothing stands.
    pub(super) const EMPTY: Self = Self { start: 0, end: 0, last: false, head: false };

    /// What stands on it in `text`.
    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// What the columns hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) region: Region,
    /// How many columns follow that of the items.
    pub(super) others: usize,
}

/// Where the column of regions stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    /// Nowhere: they may stand over their rows.
    Over,
    /// Before the numbers.
    First,
    /// Between the numbers and the items.
    Second,
    /// Behind the items.
    Last,
}

/// Where a row begins.
#[derive(Debug)]
pub(super) struct Row {
    /// Its number and its label, and the line where they begin.
    pub(super) pieces: Vec<Piece>,
    pub(super) first: usize,
    pub(super) value: u32,
    /// The line where its text begins, and the byte.
    pub(super) line: usize,
    pub(super) from: usize,
}

/// A table that is being read.
pub(super) struct Table<'a> {
    pub(super) text: &'a str,
    pub(super) names: &'a Names,
    pub(super) lines: Vec<Line>,
    pub(super) columns: Columns,
    /// The width of a full line.
    pub(super) width: usize,
    /// That of the text alone, where other columns stand beside it; 0 where none show.
    pub(super) full: usize,
    /// How many lines the other columns have in a row, where each of its cells is a line.
    pub(super) each: Option<usize>,
    /// What the other columns hold in rows, joined, once the ends of pages tore some.
    pub(super) known: HashSet<String>,
    /// The lines that stand at the tops of several pages and address nobody, running heads, once
    /// that was asked.
    tops: OnceCell<HashSet<&'a str>>,
}

impl Cells {
    /// The rows of `text`, the beginning of a source, if it is a table of which one cell was
    /// written behind the other, or on each line what stands at one height; `columns` stand in
    /// it by their place on lines.
    pub(crate) fn of(text: &str, names: &Names, columns: bool) -> Option<Self> {
        // Places are the same in both: as many bytes stand for what radicals are taken for.
        let text = &*plain(text);
        let lines = lines(text);
        let grid = Grid::find(text, &lines).and_then(|grid| grid.pieces());
        if let Some(pieces) = grid {
            return Some(Self { pieces, ..Self::default() });
        }
        let read = Table::pieces(text, lines, names);
        let numbers =
            |own: &[Piece]| own.iter().filter(|own| own.look == Look::RowNumber).count();
        let rows = read.as_deref().map_or(0, numbers);
        let level = level::pieces(text, names, rows, columns);
        let found = level.map(|pieces| Self { pieces, passed: 0, level: true });
        found.or(read.map(|pieces| Self { pieces, ..Self::default() }))
    }

    /// Those of all of a source whose beginning is such a table, and is read `level` by level.
    pub(crate) fn all(text: &str, names: &Names, level: bool) -> Option<Self> {
        let text = &*plain(text);
        let pieces = if level {
            Some(level::known_pieces(text, names))
        } else {
            let lines = lines(text);
            let grid = Grid::find(text, &lines).and_then(|grid| grid.pieces());
            grid.or_else(|| Table::pieces(text, lines, names))
        };
        pieces.map(|pieces| Self { pieces, passed: 0, level })
    }

    /// The first of them from byte `at` on, which is never before the one asked for last.
    pub(super) fn next(&mut self, at: usize) -> Option<Piece> {
        let left = self.pieces.get(self.passed..).unwrap_or(&[]);
        self.passed += left.iter().take_while(|piece| piece.start < at).count();
        self.pieces.get(self.passed).copied()
    }
}

/// The lines of `text`.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let mut at = 0;
    let ends = memchr2_iter(b'\n', b'\x0c', text.as_bytes());
    let open = !(text.is_empty() || text.ends_with(['\n', '\x0c']));
    for end in ends.chain(open.then_some(text.len())) {
        let own = trim_blank_start(text.get(at..end).unwrap_or(""));
        let start = end - own.len();
        let end_of_text = start + trim_blank_end(own).len();
        let last = text.as_bytes().get(end) == Some(&b'\x0c');
        found.push(Line { start, end: end_of_text, last, head: false });
        at = end + 1;
    }
    found
}

/// The columns whose heads begin at line `at`, and the line behind them: of those that are
/// `expected`, as what follows may begin like a head too: 销号.
pub(super) fn heads(
    text: &str,
    lines: &[Line],
    at: usize,
    expected: Option<Columns>,
) -> Option<(Columns, usize)> {
    // Most lines are of texts, and need no closer look.
    if !lines.get(at).is_some_and(|line| may_open(line.of(text))) {
        return None;
    }
    let mut joined = String::with_capacity(3 * LONGEST_HEAD);
    let mut found = None;
    for (nth, line) in lines.iter().enumerate().skip(at).take(HEAD_LINES) {
        let own = line.of(text);
        if own.is_empty() {
            continue;
        }
        if own.len() > 3 * LONGEST_HEAD || own.contains("  ") {
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
            if found.is_some_and(|(columns, _)| Some(columns) == expected) {
                return found;
            }
        }
    }
    found.filter(|_| expected.is_none())
}

/// What the words of a line say, if they all head columns.
pub(super) fn heads_on(line: &str) -> Option<Vec<(Head, &'static str)>> {
    const LONGEST: usize = 200;
    let may = line.len() <= LONGEST && may_open(line);
    let (words, whole) = if may { head_words(&bare(line))? } else { return None };
    whole.then_some(words)
}

/// Whether a line heads two columns of texts: 建议事项 具体内容.
pub(super) fn has_texts(line: &str) -> bool {
    let text = |own: &&(Head, &str)| own.0 == Head::Text;
    heads_on(line).is_some_and(|words| words.iter().filter(text).nth(1).is_some())
}

/// The columns with these heads, if a number and perhaps a label stand before the items, and
/// no running text behind them.
pub(super) fn columns_of(words: &[(Head, &str)]) -> Option<Columns> {
    let place = |head: Head| words.iter().position(|own| own.0 == head);
    let (number, text) = (place(Head::Number)?, place(Head::Text)?);
    let region = place(Head::Region);
    let (before, after) = words.split_at_checked(text + 1)?;
    let known = before.iter().all(|(head, _)| *head != Head::Other);
    // What else stands behind a region could not be told from it.
    let short = after.iter().all(|(head, word)| match head {
        Head::Other => !holds_notes(word),
        _ => *head == Head::Region && after.len() == 1,
    });
    let region = match region {
        None => Region::Over,
        Some(region) if region > text => Region::Last,
        Some(region) if region < number => Region::First,
        Some(_) => Region::Second,
    };
    (known && short && number < text).then_some(Columns { region, others: after.len() })
}

impl<'a> Table<'a> {
    /// What is no text of the items among the `lines` of `text`, if they are such a table.
    fn pieces(text: &'a str, lines: Vec<Line>, names: &'a Names) -> Option<Vec<Piece>> {
        let headed = (0..lines.len()).find_map(|at| heads(text, &lines, at, None));
        let (columns, from) = headed.or_else(|| unheaded(text, &lines, names))?;
        // Tabs part the cells of other tables, those of their rows too.
        let mut above = lines.iter().take(from).rev().filter(|own| own.start < own.end);
        let tabs = |own: &Line| own.of(text).contains('\t');
        if above.next().is_some_and(tabs) && lines.iter().skip(from).any(tabs) {
            return None;
        }
        let tops = OnceCell::new();
        let (each, known) = (None, HashSet::new());
        let mut table =
            Self { text, names, lines, columns, width: 0, full: 0, each, known, tops };
        table.width = table.usual_width(from);
        table.full = table.full_width(from);
        let rows = table.rows(from)?;
        if headed.is_none() && rows.len() < LEAST_UNHEADED {
            return None;
        }
        table.each = table.lines_each(&rows);
        let (mut pieces, mut others) = table.cut_rows(&rows);
        if table.learn(&pieces, &others) {
            (pieces, others) = table.cut_rows(&rows);
        }
        table.take_labels(&rows, &others, &mut pieces);
        if columns.region == Region::Last
            && !table.take_labels_behind(&others, &mut pieces)
        {
            return None;
        }
        pieces.sort_by_key(|piece| piece.start);
        Some(pieces)
    }

    /// Whether `line` is a running head.
    pub(super) fn is_top(&self, line: &str) -> bool {
        self.tops.get_or_init(|| repeated_tops(self.text, &self.lines)).contains(line)
    }

    pub(super) fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |line| line.of(self.text))
    }

    /// The last line above line `at` that holds something.
    pub(super) fn above(&self, at: usize) -> &'a str {
        let mut above = (0..at).rev().map(|at| self.line(at));
        above.find(|own| !own.is_empty()).unwrap_or("")
    }

    /// Whether the text above line `at` ends a sentence.
    pub(super) fn is_below_sentence(&self, at: usize) -> bool {
        self.above(at).ends_with(is_sentence_end)
    }

    /// The rows from line `from` on; nothing where a line may open a further row behind
    /// them. Notes which lines are of the heads of columns.
    fn rows(&mut self, from: usize) -> Option<Vec<Row>> {
        let mut rows: Vec<Row> = Vec::new();
        let mut state = State::default();
        // Numbers that open lines and no rows, and how many rows were open before them.
        let mut passed: Vec<(u32, usize)> = Vec::new();
        let mut at = 0;
        while at < self.lines.len() {
            if let Some((_, past)) = heads(self.text, &self.lines, at, Some(self.columns))
            {
                for line in self.lines.get_mut(at..past).into_iter().flatten() {
                    line.head = true;
                }
                at = past;
                continue;
            }
            let expected = rows.last().map_or(1, |row| row.value + 1);
            if at >= from {
                if let Some(row) = self.open(at, expected, &mut state) {
                    at = row.line;
                    state = State::of(at, row.from);
                    rows.push(row);
                } else if let Some(value) = opening_number(self.line(at)) {
                    self.go_on(&mut state, at);
                    passed.extend(state.ended.then_some((value, rows.len())));
                }
            }
            at += 1;
        }
        let next = rows.last()?.value + 1;
        let more =
            passed.iter().any(|&(value, after)| value == next && after == rows.len());
        (!more).then_some(rows)
    }

    /// Whether a line names the region of the rows below it.
    pub(super) fn is_banner(&self, line: &str) -> bool {
        self.columns.region == Region::Over && self.names_region(line)
    }

    pub(super) fn names_region(&self, text: &str) -> bool {
        self.names.names_region(text)
    }

    /// The lines of the heads of columns.
    pub(super) fn head_pieces(&self) -> impl Iterator<Item = Piece> + '_ {
        let heads = self.lines.iter().filter(|line| line.head && line.start < line.end);
        heads.map(|&Line { start, end, .. }| Piece {
            start,
            end,
            look: Look::ColumnHead,
            open: false,
        })
    }
}

/// The number that a line begins with, where that is none of a date.
fn opening_number(line: &str) -> Option<u32> {
    const LONGEST: usize = 6;
    let past = line.floor_char_boundary(LONGEST + '　'.len_utf8());
    let first = until_blank(line.get(..past)?);
    let value = if first.len() <= LONGEST { number::whole(first) } else { None };
    value.filter(|_| !is_dated(line))
}

/// Whether a number is that of a date: what follows it says so. A text may begin with a year:
/// 8 2026年底前….
pub(super) fn is_dated(line: &str) -> bool {
    const YEAR: usize = 4;
    let line = trim_blank_start(line);
    let rest = line.trim_start_matches(|c| is_blank(c) || digit(c).is_some());
    let year = rest.starts_with('年')
        && line.chars().take(YEAR + 1).filter(char::is_ascii_digit).count() == YEAR;
    rest.starts_with(['年', '月', '日']) && !year
}
