//! Whether the text of a row is at an end before a line of a table of which one cell was written
//! behind the other.

use super::cells::{Line, Table};
use super::tails::last_stop;
use crate::source::marks::folio::{has_clauses, is_page_mark};
use crate::source::marks::heads::is_field;
use crate::text::{print_width, trim_blank_start};

/// Whether the text before a line is at an end. Few lines may open a row: it is only for
/// those that the lines before them are looked at.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) ended: bool,
    /// Whether a region's name stands right above.
    pub(super) banner: bool,
    /// The line before which that is known, and the byte where the text of the row begins.
    pub(super) line: usize,
    from: usize,
}

impl State {
    /// That of the text that begins at byte `from` of line `line`.
    pub(super) fn of(line: usize, from: usize) -> Self {
        Self { line, from, ..Self::default() }
    }
}

impl Table<'_> {
    /// Goes on with the lines before line `at`, of which the last that says something counts.
    pub(super) fn go_on(&self, state: &mut State, at: usize) {
        let lines = self.lines.get(state.line..at).unwrap_or_default();
        let mut lines = lines.iter().filter(|line| !line.head).rev().peekable();
        let banner =
            |line: &Line| line.start >= state.from && self.is_banner(line.of(self.text));
        if let Some(line) = lines.peek() {
            state.banner = banner(line);
        }
        let ended = lines.find_map(|line| {
            let own = self.text.get(line.start.max(state.from)..line.end).unwrap_or("");
            if banner(line) { Some(true) } else { ends(own, self.width) }
        });
        state.ended = ended.unwrap_or(state.ended);
        state.line = at;
    }
}

/// Whether a text of which full lines have this `width` is at an end behind `line`; nothing
/// where that is no line of it.
pub(super) fn ends(line: &str, width: usize) -> Option<bool> {
    let line = trim_blank_start(line);
    if line.is_empty() || is_page_mark(line) {
        return None;
    }
    // Offices in brackets end a text as well: （责任单位：应急管理厅）.
    let stops = last_stop(line).is_some() || line.ends_with('）');
    // One of as many bytes as this is not short, as three of them are two columns wide at
    // least.
    let long = 8 * line.len() >= 9 * width;
    let short = || 4 * print_width(line) < 3 * width && !has_clauses(line);
    Some(stops || (!long && (short() || is_field(line))))
}
