//! Places in a text: byte spans, and their lines and columns for people.

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
        let after =
            text.bytes().enumerate().filter(|&(_, b)| b == b'\n').map(|(i, _)| i + 1);
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
        let end = floor_boundary(text, at);
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

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
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
    fn a_place_inside_a_character_is_that_character() {
        let text = "河南";
        assert_eq!(LineIndex::new(text).position(text, 4).column, 2);
    }
}
