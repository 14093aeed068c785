//! The lines at the ends of the pages of a text set in columns, to find the running heads among
//! them: what such a line is made of stands in no columns.

use std::collections::HashMap;

use crate::source::marks::words::{Word, is_number};

/// The lines with parts far from one another that stand first or last on their pages.
#[derive(Debug)]
pub(super) struct PageEdges<'a> {
    /// Each with its first byte.
    lines: Vec<(usize, &'a str)>,
    /// Whether no line of the page was passed yet.
    top: bool,
    /// The last one passed, if it is such a line.
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
        let far = || words.windows(2).any(is_far);
        let numbered = words.first().is_some_and(|own| is_number(line, own));
        let own = words.len() > 1 && far() && !numbered;
        let own = own.then_some((at, line.trim()));
        if self.top {
            self.lines.extend(own);
        }
        (self.top, self.last) = (false, own);
    }

    /// Ends a page.
    pub(super) fn end_page(&mut self) {
        self.lines.extend(self.last.take());
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

/// Whether more than a space stands between two words.
fn is_far(pair: &[Word]) -> bool {
    matches!(pair, [before, own] if own.from > before.to + 1)
}
