//! Line ends where text flows: white space, unless what stands there was not marked up, such as
//! the end of a page that was copied into a paragraph, or rows that lost their tags.

use memchr::memchr;

use super::builder::Builder;
use super::lexer::{Lexer, opens_item};
use super::token::{Block, Gap, TableKind, Tokens, place};
use crate::source::marks::digits::han_digit;
use crate::source::marks::folio::is_page_mark;
use crate::text::is_han;

impl Tokens {
    /// Whether a block begins behind a line end in flowing text.
    pub(crate) fn begins_flow_line(&self, block: &Block) -> bool {
        self.flow_lines.binary_search(&block.first).is_ok()
    }
}

impl Builder<'_> {
    /// Ends the open block at a line end in flowing text, and notes that the next one begins
    /// there, unless a tag that ended the line had ended the block.
    fn end_flowing(&mut self) {
        let own = !self.is_empty();
        self.end(Gap::Line);
        if own {
            self.out.flow_lines.push(place(self.out.runs.len()));
        }
    }
}

impl Lexer<'_> {
    /// Passes the line end at `at` in flowing text and the white space behind it; returns where
    /// the rest begins.
    pub(super) fn flowing_line_end(&mut self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or(&[]);
        let blank = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let next = self.text.get(at + blank..).unwrap_or("");
        let ends = || rest.iter().take(blank).enumerate().filter(|(_, b)| **b == b'\n');
        let free = !self.out.in_cell() && (self.tags.in_table() || !self.tags.inside());
        if free
            && let Some(line) = ends().next_back().map(|(end, _)| at + end + 1)
            && is_row(self.text.get(line..).unwrap_or(""))
        {
            return self.rows_of_tabs(line);
        }
        // No program writes an empty line or a page's number into its text.
        self.tags.raw |= !self.out.is_empty()
            && ((ends().nth(1).is_some() && !next.starts_with('<'))
                || is_page_line(next));
        if !self.tags.inside() {
            if !(self.tags.places.may_go_on() && next.starts_with('<')) {
                self.out.end(Gap::Line);
            }
        } else if (opens_item(next) && !is_in_number(self.text.get(..at).unwrap_or("")))
            || (!self.out.is_empty() && self.labels_item(at, next))
        {
            self.out.end_flowing();
        } else {
            self.out.wrap(at, at + blank);
        }
        at + blank
    }

    /// Whether the line with which `next` begins, behind the line end at `at`, is the label of a
    /// region over an item with a number, whatever element it stands in. A sentence may be broken
    /// before a region: but none goes on behind it with a number.
    fn labels_item(&self, at: usize, next: &str) -> bool {
        /// Bytes of the longest line, and of the tags between that and the number.
        const LONGEST: usize = 160;
        let Some(first) = next.chars().next() else { return false };
        if first != '<' && !is_han(first) {
            return false;
        }
        let next = next.get(..next.floor_char_boundary(LONGEST)).unwrap_or("");
        let line = past_tags(next);
        let Some(length) = line.find(['<', '\n']) else { return false };
        let (line, rest) = line.split_at_checked(length).unwrap_or_default();
        let before = self.text.get(..at).unwrap_or("").trim_end().chars().next_back();
        let announced = before.is_some_and(|c| "：:、，,".contains(c));
        !announced && opens_item(past_tags(rest)) && self.names.names_region(line.trim())
    }

    /// Reads rows that have tabs for tags, from the line that begins at `at`: some of the open
    /// table, or one of their own. A cell that others are merged into is empty there, and not
    /// left out.
    fn rows_of_tabs(&mut self, mut at: usize) -> usize {
        let apart = !self.tags.in_table();
        if apart {
            self.out.open_table(TableKind::Tabs);
        }
        loop {
            let rest = self.text.get(at..).unwrap_or("");
            let end = at + memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            self.out.open_row(Gap::Paragraph);
            let merged = self.merged_cells(Vec::new());
            while at < end {
                let line = self.bytes.get(at..end).unwrap_or(&[]);
                let length = memchr(b'\t', line).unwrap_or(line.len());
                self.out.open_cell(1, 1);
                self.text_of_row(at, at + length);
                at += length + 1;
            }
            self.out.close_cell();
            self.merged_cells(merged);
            at = end;
            if !self.text.get(end + 1..).is_some_and(is_row) {
                break;
            }
            at += 1;
        }
        if apart {
            self.out.close_table();
        }
        at
    }

    /// Says which columns merged cells take, and returns which they took.
    fn merged_cells(&mut self, merged: Vec<u16>) -> Vec<u16> {
        let grid = self.out.grids.last_mut();
        grid.map_or(Vec::new(), |grid| std::mem::replace(&mut grid.taken, merged))
    }

    /// Reads text without tags.
    fn text_of_row(&mut self, mut at: usize, end: usize) {
        while at < end {
            let rest = self.bytes.get(at..end).unwrap_or(&[]);
            let next = at + memchr(b'&', rest).unwrap_or(rest.len());
            if next > at {
                self.out.text(at, next);
            }
            at = if next < end { self.reference(next) } else { end };
        }
    }
}

/// Whether `before` ends inside a number: （三十, or 十 at the start of an element.
fn is_in_number(before: &str) -> bool {
    let open = before.trim_end_matches(|c| han_digit(c).is_some());
    let opens = |c| matches!(c, '（' | '(' | '第' | '>' | ';' | '\u{3000}');
    open.len() < before.len() && open.ends_with(opens)
}

/// Whether `rest` begins with a line that is the number of a page, whatever it stands in.
fn is_page_line(rest: &str) -> bool {
    const LONGEST: usize = 72;
    let own = rest.get(..rest.floor_char_boundary(LONGEST)).unwrap_or("");
    own.split(['\n', '<']).next().is_some_and(is_page_mark)
}

/// What stands behind the tags and the white space with which `rest` begins.
fn past_tags(mut rest: &str) -> &str {
    loop {
        rest = rest.trim_start();
        match rest.strip_prefix('<').and_then(|tag| tag.split_once('>')) {
            Some((_, behind)) => rest = behind,
            None => return rest,
        }
    }
}

/// Whether `rest` begins with a line that has no tags, and tabs inside.
fn is_row(rest: &str) -> bool {
    let shown = rest.trim_start_matches([' ', '\t']);
    if shown.starts_with(['<', '\n', '\r']) {
        return false;
    }
    let line = shown.split('\n').next().unwrap_or("");
    line.trim_end().contains('\t') && !line.contains('<')
}
