//! Places in a text: byte spans, and their lines and columns for people.

use memchr::memchr_iter;
use serde::Serialize;

/// A range of bytes of a text, half open, always on character boundaries.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize,
)]
pub struct Span {
    /// First byte, counted from 0.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, and not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The empty span before byte `at`.
    pub const fn at(at: usize) -> Self {
        Self { start: at, end: at }
    }

    /// How many bytes it holds.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span in a text that has `by` more bytes in front.
    #[must_use]
    pub const fn shift(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// Its text; empty when the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// A place as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Line, counted from 1.
    pub line: usize,
    /// Column, counted from 1 in characters (Unicode scalar values, not bytes).
    pub column: usize,
}

/// Where each line of one text starts, so that a place is found by a binary search.
///
/// Lines end at `\n`; a `\r` before it belongs to the line's end, not to its text.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        let after = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self { starts: std::iter::once(0).chain(after).collect() }
    }

    /// The line, from 1, that holds byte `at`.
    pub fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at)
    }

    /// The line and column of byte `at` of `text`, the text this index was made from.
    pub fn position(&self, text: &str, at: usize) -> Position {
        let line = self.line(at);
        let start = self.starts[line - 1];
        let end = text.floor_char_boundary(at);
        let column = text.get(start..end).map_or(0, |s| s.chars().count()) + 1;
        Position { line, column }
    }

    /// The span of line `line` (from 1) without its line end; `None` past the last.
    pub fn line_span(&self, text: &str, line: usize) -> Option<Span> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        let content = text.get(start..end)?.trim_end_matches(['\n', '\r']);
        Some(Span::new(start, start + content.len()))
    }

    /// How many lines there are; a text that ends with a line end has an empty last one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

/// Lines counted on from the last place asked for, for places that mostly follow each
/// other: it holds nothing, and counts no faster than it must.
#[derive(Clone, Copy, Debug)]
pub struct LineCount<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl<'a> LineCount<'a> {
    /// At the start of `text`.
    pub const fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    /// The line, from 1, that holds byte `at`.
    pub fn line(&mut self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let between = |from: usize, to: usize| {
            memchr_iter(b'\n', self.text.as_bytes().get(from..to).unwrap_or(&[])).count()
        };
        if at >= self.at {
            self.line += between(self.at, at);
        } else {
            self.line -= between(at, self.at);
        }
        self.at = at;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "number: 9\r\nregion: 河南省\n";
        let index = LineIndex::new(text);
        let at = text.find('南').unwrap();
        assert_eq!(index.position(text, at), Position { line: 2, column: 10 });
        assert_eq!(index.line_span(text, 1).unwrap().of(text), "number: 9");
        assert_eq!(index.position(text, text.len()), Position { line: 3, column: 1 });
        assert_eq!(index.line_span(text, 4), None);
    }

    #[test]
    fn lines_are_counted_on_and_back() {
        let text = "一\n二\n\n三";
        let (index, mut count) = (LineIndex::new(text), LineCount::new(text));
        for at in [0, 4, 9, 3, 8, 8, 7, 100] {
            assert_eq!(count.line(at), index.line(at), "{at}");
        }
    }

    #[test]
    fn a_place_inside_a_character_is_that_character() {
        let text = "河南";
        assert_eq!(LineIndex::new(text).position(text, 4).column, 2);
    }
}
