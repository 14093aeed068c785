//! Rows whose texts end without a stop, in tables of which one cell was written behind the
//! other: the number of their lines, the numbers around them and what other rows hold say where
//! they end.

use std::ops::Range;

use super::cells::{Piece, Row, Table};
use super::rowhead::{FIRST, opens_with, starts_with_digit};
use super::tails::untied_blanks;
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::folio::{has_clauses, is_page_mark};
use crate::source::marks::number;
use crate::text::{trim_blank_start, until_blank};

/// Rows that show it, at least.
const LEAST: usize = 3;

impl Table<'_> {
    /// How many lines the other columns have in most of `rows`, where a row has one line for
    /// each cell.
    pub(super) fn lines_each(&self, rows: &[Row]) -> Option<usize> {
        if self.columns.others == 0 || rows.len() <= LEAST {
            return None;
        }
        let next = rows.iter().skip(1).map(|next| next.first);
        let counts = || {
            let next = next.clone();
            rows.iter().zip(next).map(|(row, past)| self.row_lines(row, past).len())
        };
        let each = counts().min()?.checked_sub(1)?.min(self.columns.others);
        let exact = counts().filter(|&count| count == 1 + each).count();
        (each > 0 && 2 * exact >= rows.len()).then_some(each)
    }

    /// The pieces of `rows`, and which of them are what the other columns of each hold.
    pub(super) fn cut_rows(&self, rows: &[Row]) -> (Vec<Piece>, Vec<Range<usize>>) {
        let mut pieces: Vec<Piece> = self.head_pieces().collect();
        let mut others = Vec::with_capacity(rows.len());
        for (nth, row) in rows.iter().enumerate() {
            pieces.extend(&row.pieces);
            let first = pieces.len();
            self.cut(row, rows.get(nth + 1).map(|next| next.first), &mut pieces);
            others.push(first..pieces.len());
        }
        (pieces, others)
    }

    /// Notes what the other columns hold, `others` among `pieces`, where ends of pages may have
    /// torn rows; returns whether that is known.
    pub(super) fn learn(&mut self, pieces: &[Piece], others: &[Range<usize>]) -> bool {
        if self.columns.others == 0 {
            return false;
        }
        let joined = others.iter().map(|own| {
            let own = pieces.get(own.clone()).unwrap_or(&[]).iter();
            own.filter_map(|own| self.text.get(own.start..own.end)).collect::<String>()
        });
        self.known = joined.filter(|own| !own.is_empty()).collect();
        !self.known.is_empty()
    }

    /// What stands on the lines of `row`, those before line `past`, from their first bytes to
    /// one past their last.
    pub(super) fn row_lines(&self, row: &Row, past: usize) -> Vec<(usize, usize)> {
        let lines = self.lines.get(row.line..past).unwrap_or_default();
        let own = lines.iter().filter(|line| !line.head).map(|line| {
            let own = self.text.get(line.start.max(row.from)..line.end).unwrap_or("");
            (line.end - trim_blank_start(own).len(), line.end)
        });
        own.filter(|&(start, end)| {
            let own = self.text.get(start..end).unwrap_or("");
            !own.is_empty() && !is_page_mark(own) && !self.is_banner(own)
        })
        .collect()
    }

    /// Whether the numbers around line `at`, which begins with `value`, say that a row begins
    /// there, though the text above does not: that is of the row that begins on line `before`.
    /// The number ends on line `last`, perhaps `alone`.
    pub(super) fn goes_on(
        &self,
        (before, at, last): (usize, usize, usize),
        alone: bool,
        value: u32,
    ) -> bool {
        if alone {
            return self.counts_on(last, value);
        }
        self.is_line(before, at, value) || self.is_behind_others(at, value)
    }

    /// Whether the next number that stands alone below line `at` is the one behind `value`, or
    /// the first one again beside a label, or there is none.
    fn counts_on(&self, at: usize, value: u32) -> bool {
        /// Lines of a long row.
        const FAR: usize = 120;
        let below = at + 1..self.lines.len().min(at + 1 + FAR);
        let shown = |at: &usize| !self.line(*at).is_empty();
        let mut numbers = below.clone().filter(|&at| starts_with_digit(self.line(at)));
        let next = numbers.find_map(|at| Some((at, number::whole(self.line(at))?)));
        let Some((next, found)) = next else {
            return below.end == self.lines.len() && below.clone().any(|at| shown(&at));
        };
        let labelled = || {
            let above = (at + 1..next).rev().find(shown);
            let under = (next + 1..self.lines.len()).find(shown);
            [above, under]
                .into_iter()
                .flatten()
                .any(|at| self.names_region(self.line(at)))
        };
        Some(found) == value.checked_add(1) || (found == FIRST && labelled())
    }

    /// Whether the row with number `value` is line `at` and no more, as the one before it is,
    /// which begins on line `before`: the next one begins on the line below, or none does.
    fn is_line(&self, before: usize, at: usize, value: u32) -> bool {
        let shown = |at: &usize| !self.line(*at).is_empty();
        let above = (before..at).rev().find(shown);
        let below = (at + 1..self.lines.len()).find(shown).map(|at| self.line(at));
        let first = |own: &str| {
            let label = until_blank(own);
            let rest = trim_blank_start(own.get(label.len()..).unwrap_or(""));
            self.names_region(label) && opens_with(rest, FIRST)
        };
        above == Some(before)
            && below.is_none_or(|own| {
                opens_with(own, value + 1)
                    || opens_with(own, FIRST)
                    || first(own)
                    || self.is_banner(own)
                    || is_page_mark(own)
            })
    }

    /// Whether `name`, which no region has, may be the label of the row on line `at`, before that
    /// with number `next`: with further columns behind the text, short words without a sentence
    /// are a text and what those hold.
    pub(super) fn may_name(&self, name: &str, at: usize, next: u32) -> bool {
        /// Lines of the longest such row.
        const LONGEST: usize = 8;
        let marks = |own: &str| own.contains(['，', '。', '；', '：', '！', '？']);
        let lines = (at..self.lines.len()).take(LONGEST).map(|at| self.line(at));
        let mut own = lines.enumerate().take_while(|(nth, own)| {
            *nth == 0 || !(opens_with(own, next) || is_page_mark(own))
        });
        self.columns.others == 0
            || is_addressee(name)
            || own.clone().count() == LONGEST
            || own.any(|(_, own)| marks(own))
    }

    /// Whether line `at`, which begins with number `value`, stands behind what other columns
    /// hold and before the line of the next number, so that it begins a row.
    fn is_behind_others(&self, at: usize, value: u32) -> bool {
        /// Lines of a long row.
        const FAR: usize = 120;
        let above = self.above(at);
        let word = untied_blanks(above).next_back();
        let word = word.and_then(|from| above.get(from..)).unwrap_or(above);
        let below = (at + 1..self.lines.len()).take(FAR).map(|at| self.line(at));
        let mut numbers = below.filter(|own| starts_with_digit(own));
        let next = numbers.find(|own| {
            [value, value + 1].into_iter().any(|value| opens_with(own, value))
        });
        self.columns.others > 0
            && !(word.is_empty() || has_clauses(word))
            && next.is_some_and(|own| opens_with(own, value + 1))
    }
}
