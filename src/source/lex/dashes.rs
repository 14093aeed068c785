//! Tables of Markdown whose columns a rule of dashes shows, as pandoc writes them:
//!
//! ```text
//!   序号   地区     工作建议
//!   ------ -------- ----------
//!   1      天津市   厘清职责。
//! ```
//!
//! Each line is a row; one whose first cells are empty goes on with the row above.

use super::lexer::{Lexer, Row};
use super::token::{Gap, TableKind};
use crate::text::width_of;

/// The table that is open, if one is.
#[derive(Debug, Default)]
pub(crate) struct Dashes {
    /// The columns of the screen with which its own begin; none where no table is open.
    starts: Vec<usize>,
    /// Whether empty lines part its rows, so that only a rule ends it.
    parted: bool,
    /// Whether the rule under its heads is still to come.
    heads: bool,
}

impl Lexer<'_> {
    /// Reads a line of such a table, or the rule that shows one; returns where the rest
    /// begins, or nothing where it is neither.
    pub(crate) fn open_dashed_line(&mut self, at: usize, line: &[u8]) -> Option<usize> {
        let text = self.text.get(at..at + line.len())?;
        if self.dashes.starts.is_empty() {
            return self.open_dashes(at, text);
        }
        if text.trim_start().starts_with('-') && is_rule(text) {
            if !std::mem::take(&mut self.dashes.heads) {
                self.close_dashes();
            }
            return Some(at + line.len());
        }
        let first = self.dashes.starts.first().copied().unwrap_or(0);
        let indent = line.iter().take_while(|&&b| b == b' ').count();
        let after_empty = self.empty > 0 && self.empty + 1 == at;
        if indent < first && self.dashes.parted {
            // The number of a page came between its rows: only a rule ends it.
            self.close_rows();
            return None;
        }
        if indent < first || (after_empty && first == 0 && !self.dashes.parted) {
            self.close_dashes();
            return None;
        }
        Some(self.dashed_row(at, text))
    }

    /// Opens the table that the rule `text` shows, or whose heads `text` is over such a one.
    fn open_dashes(&mut self, at: usize, text: &str) -> Option<usize> {
        if text.trim_start().starts_with("--") {
            let starts = columns(text)?;
            self.dashes = Dashes { starts, parted: true, heads: false };
            self.out.end(Gap::Paragraph);
            return Some(at + text.len());
        }
        let below = self.text.get(at + text.len()..)?.strip_prefix('\n')?;
        let dashes = |line: &str| line.trim_start().starts_with("--");
        let starts = dashes(below).then(|| columns(below.lines().next()?)).flatten()?;
        let above = self.text.get(..at)?.strip_suffix('\n')?.lines().next_back();
        let parted = above.is_some_and(|above| dashes(above) && is_rule(above));
        self.dashes = Dashes { starts, parted, heads: true };
        Some(self.dashed_row(at, text))
    }

    fn close_dashes(&mut self) {
        self.dashes = Dashes::default();
        self.close_rows();
    }

    fn close_rows(&mut self) {
        if std::mem::take(&mut self.tab_table) {
            self.out.close_table();
        }
    }

    /// Reads a row, whose cells stand below the dashes of the rule.
    fn dashed_row(&mut self, at: usize, text: &str) -> usize {
        self.open_row(TableKind::Marked, Row::Dashes);
        for (from, until) in cells(text, &self.dashes.starts) {
            self.out.open_cell(1, 1);
            self.marks_until(at + from, at + until);
        }
        at + text.len()
    }

    /// Reads the text between two places of a line, with the signs in it.
    fn marks_until(&mut self, mut at: usize, until: usize) {
        while at < until {
            let next = self.next_sign(at).min(until);
            if next > at {
                self.out.text(at, next);
            }
            at = match self.bytes.get(next) {
                Some(_) if next == until => next,
                Some(b'<') => self.tag(next),
                Some(b'&') => self.reference(next),
                Some(&sign) => self.mark(next, sign),
                None => until,
            };
        }
    }
}

/// Whether a line is a rule that shows columns.
pub(super) fn shows_columns(line: &str) -> bool {
    line.trim_start().starts_with("--") && columns(line).is_some()
}

/// Whether a line is made of dashes and spaces.
fn is_rule(line: &str) -> bool {
    line.trim_end().bytes().all(|b| matches!(b, b'-' | b' ')) && line.contains("--")
}

/// Where the columns begin that a rule of dashes shows: two of them or more.
fn columns(line: &str) -> Option<Vec<usize>> {
    if !is_rule(line) {
        return None;
    }
    let bytes = line.as_bytes();
    let begins = |&at: &usize| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        bytes.get(at) == Some(&b'-') && before != Some(&b'-')
    };
    let starts: Vec<usize> = (0..bytes.len()).filter(begins).collect();
    let wide = |&at: &usize| bytes.get(at + 1) == Some(&b'-');
    (starts.len() > 1 && starts.iter().all(wide)).then_some(starts)
}

/// The bytes of `line` that stand in columns which begin with `starts`. A cell that runs
/// over the start of the next one ends before its last space.
fn cells(line: &str, starts: &[usize]) -> Vec<(usize, usize)> {
    let mut edges = Vec::with_capacity(starts.len() + 1);
    let (mut column, mut word) = (0, 0);
    for (at, c) in line.char_indices() {
        while starts.get(edges.len()).is_some_and(|&start| column >= start) {
            edges.push(if c == ' ' { at } else { word });
        }
        column += width_of(c);
        if c == ' ' {
            word = at + 1;
        }
    }
    edges.resize(starts.len() + 1, line.len());
    edges.windows(2).filter_map(|edge| Some((*edge.first()?, *edge.get(1)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::{cells, columns};

    #[test]
    fn rules_show_columns() {
        assert_eq!(columns("  ---- ------- ---"), Some(vec![2, 7, 15]));
        for rule in ["-----", "- - -", "  -- 1 --", "---|---"] {
            assert_eq!(columns(rule), None, "{rule}");
        }
    }

    #[test]
    fn cells_stand_below_the_dashes() {
        let line = "  1    天津市  厘清 a 职责";
        let found = cells(line, &[2, 7, 15]);
        let shown: Vec<&str> =
            found.iter().filter_map(|&(a, b)| line.get(a..b)).map(str::trim).collect();
        assert_eq!(shown, ["1", "天津市", "厘清 a 职责"]);
        assert_eq!(cells("  1", &[2, 7, 15]), [(2, 3), (3, 3), (3, 3)]);
    }
}
