//! The lines at the ends of the pages of a text set in columns, to find the running heads among
//! them: what such a line is made of stands in no columns.

use std::collections::HashMap;

use crate::source::marks::words::{Measure, Word, is_number, words};

/// The lines with parts far from one another that stand first or last on their pages.
#[derive(Debug)]
pub(super) struct PageEdges<'a> {
    /// Each with its first byte.
    lines: Vec<(usize, &'a str)>,
    /// Whether no line of the page was passed yet.
    top: bool,
    /// The last one passed, if it has more than one word.
    last: Option<(usize, &'a str)>,
}

impl Default for PageEdges<'_> {
    fn default() -> Self {
        Self { lines: Vec::new(), top: true, last: None }
    }
}

impl<'a> PageEdges<'a> {
    /// Passes the line at byte `at`, which has these `words` and is no page number.
    pub(super) fn pass(&mut self, at: usize, line: &'a str, words: &[Word]) {
        if self.top && is_parted(line, words) {
            self.lines.push((at, line.trim()));
        }
        (self.top, self.last) = (false, (words.len() > 1).then_some((at, line)));
    }

    /// Ends a page whose columns are counted by `measure`.
    pub(super) fn end_page(&mut self, measure: Measure) {
        let last = self.last.take();
        let last = last.filter(|(_, line)| is_parted(line, &words(line, measure)));
        self.lines.extend(last.map(|(at, line)| (at, line.trim())));
        self.top = true;
    }

    /// The first bytes of those that come again, in order.
    pub(super) fn again(&self) -> Vec<usize> {
        let mut first: HashMap<&str, usize> = HashMap::new();
        let mut found = Vec::new();
        for &(at, line) in &self.lines {
            let begun = *first.entry(line).or_insert(at);
            if begun < at {
                found.extend([begun, at]);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Whether `line` has parts far from one another and no number before them.
fn is_parted(line: &str, words: &[Word]) -> bool {
    let far = |pair: &[Word]| matches!(pair, [before, own] if own.from > before.to + 1);
    words.windows(2).any(far) && !words.first().is_some_and(|own| is_number(line, own))
}
