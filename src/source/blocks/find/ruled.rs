//! Labels beside the items of drawn tables, where rules say how far the cell of one reaches.

use crate::source::blocks::page::Page;
use crate::source::marks::cells::is_ditto;
use crate::source::marks::label::{self, Label, Names};

impl Page<'_> {
    /// The label that begins with block `at` beside the items, which is `head`, and the last of
    /// its lines: as far as rules say, or as names go.
    pub(super) fn label_beside(
        &self,
        at: usize,
        head: &str,
        names: &Names,
    ) -> Option<(Label, usize)> {
        let ruled = self.ruled_label(at, head, names);
        ruled.or_else(|| self.side_label(at, head, names))
    }

    /// The label that the lines make of the cell that begins with block `at`, which is `head`,
    /// and the last of them.
    fn ruled_label(
        &self,
        at: usize,
        head: &str,
        names: &Names,
    ) -> Option<(Label, usize)> {
        let own = self.tokens.span(self.tokens.blocks.get(at)?);
        let mut from = self.tokens.is_ruled_label(own.start).then_some(own.end)?;
        let (mut joined, mut last) = (head.to_owned(), at);
        let blocks = self.tokens.blocks.iter().enumerate().skip(at + 1);
        for (piece, own) in blocks {
            let span = self.tokens.span(own);
            if !self.tokens.is_ruled_label(span.start) {
                continue;
            }
            if self.tokens.rules_in(from, span.start).iter().any(|rule| rule.labels) {
                break;
            }
            joined.push_str(&self.head(own, label::LONGEST).0);
            if joined.chars().count() > label::LONGEST {
                return None;
            }
            (last, from) = (piece, span.end);
        }
        let above = self.labels.last().filter(|_| is_ditto(&joined));
        let label = above.map(|above| above.label.clone());
        Some((label.or_else(|| names.label(&joined, true))?, last))
    }
}
