//! Rows of a table that line ends inside their cells break, as a word processor copies its
//! tables: a tab for each edge between cells, and a line end for each paragraph in them.
//!
//! How many cells a row has is known from the heads of the columns. A row that lacks some
//! goes on, up to the line that has no more tabs than it still lacks and begins no row.

use memchr::memchr_iter;

use super::lexer::line_limit;
use crate::source::marks::cells::number_of;
use crate::source::marks::heads::{Head, head_word};
use crate::source::marks::label::Names;
use crate::text::is_blank;

/// Lines that a paragraph or the units of one cell may take, by and large.
const LINES: usize = 40;

/// Bytes of a row of heads, by and large.
const HEADS: usize = 400;

/// Columns among which the first is whose head says that it numbers or names regions.
const FIRST: usize = 3;

/// How far the open row is read.
#[derive(Debug, Default)]
pub(super) struct Broken {
    /// Tabs in the row of heads, once one was read.
    whole: usize,
    /// Those of the open row.
    seen: usize,
    /// The byte up to which the open row was found to go on.
    until: usize,
}

impl Broken {
    /// Opens the row that begins with `line`.
    pub(super) fn open(&mut self, line: &str) {
        self.seen = 0;
        if line.len() > HEADS {
            return;
        }
        let cells = line.split('\t');
        let list = |cell| matches!(head_word(cell), Some(Head::Number | Head::Region));
        let heads = || cells.clone().filter(|cell| head_word(cell).is_some());
        if cells.clone().take(FIRST).any(list) && heads().count() > 1 {
            self.whole = cells.count() - 1;
        }
    }

    /// Passes the edge of a cell.
    pub(super) const fn pass_tab(&mut self) {
        self.seen += 1;
    }

    /// Whether the open row goes on with the line of `text` at `at`.
    pub(super) fn goes_on(&mut self, text: &str, at: usize, names: &Names) -> bool {
        let lacks = self.whole.saturating_sub(self.seen);
        if at >= self.until && lacks > 0 {
            self.until = Self::end(text, at, lacks, names).unwrap_or(self.until);
        }
        at < self.until
    }

    /// Where the line ends, at `at` or after it, that holds more cells of a row that lacks
    /// some.
    fn end(text: &str, at: usize, lacks: usize, names: &Names) -> Option<usize> {
        let mut from = at;
        for _ in 0..LINES {
            let end = line_limit(text, from, false);
            let line = text.get(from..end)?;
            let tabs = memchr_iter(b'\t', line.as_bytes()).count();
            if tabs > 0 {
                let first = line.split('\t').next()?.trim_matches(is_blank);
                let label = || names.label(first, true).is_some_and(|own| own.is_known());
                let begins = first.is_empty() || number_of(first).is_some() || label();
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
