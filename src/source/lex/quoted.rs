//! Cells in straight quotes, as spreadsheets and databases write those that hold line ends or
//! tags.

use memchr::memchr;

use super::elements::{known, tag_length, tag_name};
use super::lexer::Lexer;
use super::silent::is_silent;
use super::token::Gap;

impl Lexer<'_> {
    /// Whether a row begins at `at` with a cell in quotes that holds line ends.
    pub(super) fn opens_quoted_cell(&mut self, at: usize, sign: u8) -> bool {
        let quoted = !self.unquoted && self.bytes.get(at) == Some(&b'"');
        let end = if quoted { self.closing_quote(at + 1) } else { None };
        end.is_some_and(|end| self.bytes.get(end + 1) == Some(&sign))
    }

    /// Reads a cell in straight quotes, as spreadsheets write one that holds line ends; a
    /// doubled quote in it is one. Returns where the rest of the row begins.
    pub(super) fn quoted_cell(&mut self, at: usize) -> usize {
        // A spreadsheet is told like this that a number is text: ="1"
        let text = self.bytes.get(at..at + 2) == Some(b"=\"");
        let at = at + usize::from(text);
        if self.unquoted || self.bytes.get(at) != Some(&b'"') {
            return at;
        }
        let Some(end) = self.closing_quote(at + 1) else { return at };
        let mut from = at + 1;
        while from < end {
            let rest = self.bytes.get(from..end).unwrap_or(&[]);
            let sign = |b: &u8| matches!(b, b'"' | b'\n' | b'\\' | b'<' | b'&');
            let next = rest.iter().position(sign).map_or(end, |n| from + n);
            self.out.text(from, next);
            from = match self.bytes.get(next).filter(|_| next < end) {
                Some(b'\n') => {
                    self.out.end(Gap::Line);
                    next + 1
                }
                Some(b'\\') => self.backslash(next),
                Some(b'<') => self.tag_in_cell(next, end),
                Some(b'&') => self.reference(next),
                Some(_) => self.itself(next, 1) + 1,
                None => end,
            };
        }
        end + 1
    }

    /// Where the quote opened before `at` is closed, right before the cell ends. When one
    /// is closed nowhere, quotes mean nothing in the rest of the source.
    fn closing_quote(&mut self, at: usize) -> Option<usize> {
        let mut from = at;
        while let Some(length) = memchr(b'"', self.bytes.get(from..).unwrap_or(&[])) {
            let quote = from + length;
            match self.bytes.get(quote + 1) {
                None | Some(b'\n' | b'\r') => return Some(quote),
                next if next == self.style.cells.as_ref() => return Some(quote),
                Some(b'"') => from = quote + 2,
                Some(_) => return None,
            }
        }
        self.unquoted = true;
        None
    }

    /// Reads the tag that the `<` at `at` may begin, in a cell that ends at `end`; what it opens
    /// ends there too.
    fn tag_in_cell(&mut self, at: usize, end: usize) -> usize {
        let rest = self.text.get(at..end).unwrap_or("");
        let whole = tag_length(rest.as_bytes()).and_then(|length| rest.get(..length));
        let (name, closing) = tag_name(whole.unwrap_or(""));
        let (Some(whole), Some(name)) = (whole, known(name)) else {
            return self.unclosed_tag(at, rest).unwrap_or_else(|| self.itself(at, 1));
        };
        let past = at + whole.len();
        self.out.hide(at, past);
        match name {
            "table" | "tr" | "td" | "th" => self.out.end(Gap::Paragraph),
            _ if !closing && is_silent(name, whole) => {}
            _ => return self.element(name, closing, whole, past),
        }
        past
    }
}
