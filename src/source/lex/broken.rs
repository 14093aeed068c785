//! Rows of a table that line ends inside their cells break, as a word processor copies its
//! tables: a tab for each edge between cells, and a line end for each paragraph in them; and
//! those that a page's end broke.
//!
//! How many cells a row has is known from the heads of the columns, or from the rows before. A
//! row that lacks some goes on, up to the line that has no more than it still lacks and begins
//! no row.

use memchr::memchr_iter;

use super::lexer::line_limit;
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::cells::number_of;
use crate::source::marks::heads::{Head, head_word};
use crate::source::marks::label::Names;
use crate::source::marks::notes::ends_list;
use crate::text::{ends_text, trim_blank, trim_blank_end};

/// Lines that a paragraph or the units of one cell may take, by and large.
const LINES: usize = 40;

/// Bytes of a row of heads, by and large.
const HEADS: usize = 400;

/// Columns among which the first is whose head says that it numbers or names regions.
const FIRST: usize = 3;

/// How far the open row is read.
#[derive(Debug, Default)]
pub(super) struct Broken {
    /// What parts the cells.
    sign: u8,
    /// The edges between the cells of a whole row: as many as the row of heads has, once one
    /// was read, or else two rows that follow one another.
    whole: usize,
    /// Whether heads said so.
    headed: bool,
    /// Whether the last of them names regions.
    labels_last: bool,
    /// Those of the open row, and of the one before it.
    seen: usize,
    before: usize,
    /// The byte up to which the open row was found to go on.
    until: usize,
    /// The number that the open row begins with.
    number: Option<u32>,
    /// Whether it was asked how many edges there are, where no row is whole on one line.
    asked: bool,
}

impl Broken {
    /// Opens the row that begins with `line`, whose cells `sign` parts.
    pub(super) fn open(&mut self, line: &str, sign: u8) {
        if !self.headed && self.seen == self.before {
            self.whole = self.seen;
        }
        (self.sign, self.before, self.seen) = (sign, self.seen, 0);
        let cells = line.split(char::from(sign));
        if !(self.headed || self.asked) {
            self.number = cells.clone().next().and_then(number);
        }
        if line.len() > HEADS {
            return;
        }
        let list = |cell| matches!(head_word(cell), Some(Head::Number | Head::Region));
        let heads = || cells.clone().filter(|cell| head_word(cell).is_some());
        if cells.clone().take(FIRST).any(list) && heads().count() > 1 {
            let word = cells.clone().next_back().and_then(head_word);
            self.labels_last = word == Some(Head::Region);
            (self.whole, self.headed) = (cells.count() - 1, true);
        }
    }

    /// Passes the edge of a cell.
    pub(super) const fn pass_edge(&mut self) {
        self.seen += 1;
    }

    /// Whether byte `at` was found to be of the open row.
    pub(super) const fn holds(&self, at: usize) -> bool {
        at < self.until
    }

    /// Passes a row that stands on one line.
    pub(super) const fn pass(&mut self) {
        self.sign = 0;
    }

    /// Whether pipes part the cells of the open row, and none stands at its edge, as the heads
    /// over it are set.
    pub(super) const fn is_bare(&self) -> bool {
        self.sign == b'|' && self.headed
    }

    /// Whether the open row goes on with the line of `text` at `at`.
    pub(super) fn goes_on(&mut self, text: &str, at: usize, names: &Names) -> bool {
        if !(self.headed || self.asked) && self.whole == 0 && self.number.is_some() {
            self.ask(text, at);
        }
        let lacks = self.whole.saturating_sub(self.seen);
        if at >= self.until && lacks > 0 {
            let open = || text.get(..at).is_some_and(is_open);
            if self.headed || open() {
                self.until = self.end(text, at, lacks, names).unwrap_or(self.until);
            }
        }
        if at >= self.until && self.labels_last && self.seen == self.whole {
            self.until = self.label(text, at, names).unwrap_or(self.until);
        }
        at < self.until
    }

    /// Asks how many edges rows have: the open one, with what stands at `at` and below it up to
    /// the next number, has as many as the next one.
    fn ask(&mut self, text: &str, at: usize) {
        self.asked = true;
        let next = self.number.and_then(|own| {
            let (more, next) = self.row(text, at, own + 1)?;
            let (all, _) = self.row(text, next, own + 2)?;
            (more > 0 && self.seen + more == all).then_some(all)
        });
        if let Some(all) = next {
            (self.whole, self.headed) = (all, true);
        }
    }

    /// How many edges stand on the lines of `text` from `at` on, up to the one that begins with
    /// the number `next`, and where that begins.
    fn row(&self, text: &str, at: usize, next: u32) -> Option<(usize, usize)> {
        let (mut edges, mut from) = (0, at);
        for _ in 0..LINES {
            let end = line_limit(text, from, false);
            let line = text.get(from..end)?;
            let first = line.split(char::from(self.sign)).next().and_then(number);
            if first == Some(next) {
                return Some((edges, from));
            }
            edges += memchr_iter(self.sign, line.as_bytes()).count();
            from = end + 1;
        }
        None
    }

    /// Where the line of `text` at `at` ends, if it is the label in the last cell of a row, in
    /// which nothing stands yet, and no signature below them all.
    fn label(&self, text: &str, at: usize, names: &Names) -> Option<usize> {
        let above = text.get(..at)?.trim_end_matches(['\r', '\n', ' ']);
        let end = line_limit(text, at, false);
        let line = trim_blank(text.get(at..end)?);
        let empty = above.ends_with(char::from(self.sign));
        let own = if empty { names.label(line, false)? } else { return None };
        let taken = own.is_known() || is_addressee(&own.name);
        (taken && !ends_list(line, true)).then_some(end)
    }

    /// Where the line ends, at `at` or after it, that holds more cells of a row that lacks
    /// some.
    fn end(&self, text: &str, at: usize, lacks: usize, names: &Names) -> Option<usize> {
        let mut from = at;
        for _ in 0..LINES {
            let end = line_limit(text, from, false);
            let line = text.get(from..end)?;
            let tabs = memchr_iter(self.sign, line.as_bytes()).count();
            if tabs > 0 {
                let first = trim_blank(line.split(char::from(self.sign)).next()?);
                let label = || names.label(first, true).is_some_and(|own| own.is_known());
                // Where a paragraph has lines for itself, the edge behind it begins one.
                let empty = || text.get(..at).is_some_and(|own| self.is_empty_cell(own));
                let apart = first.is_empty() && !(from > at && empty());
                let begins = apart || number_of(first).is_some() || label();
                return (tabs <= lacks && !begins).then_some(end);
            }
            // A page's end is none of a cell.
            if !text.get(end..)?.starts_with('\n') {
                return None;
            }
            from = end + 1;
        }
        None
    }
}

impl Broken {
    /// Whether nothing stands in the cell with which the line ends that `text` ends with.
    fn is_empty_cell(&self, text: &str) -> bool {
        let line = text.trim_end_matches(['\r', '\n']);
        line.trim_end_matches(' ').ends_with(char::from(self.sign))
    }
}

/// The number that `cell` is.
fn number(cell: &str) -> Option<u32> {
    const LONGEST: usize = 24;
    if cell.len() > LONGEST { None } else { number_of(cell) }
}

/// Whether the sentence with which `text` ends goes on.
fn is_open(text: &str) -> bool {
    trim_blank_end(text).chars().next_back().is_some_and(|last| !ends_text(last))
}
