//! Labels beside the items of drawn tables, where rules say how far the cell of one reaches.

use crate::source::blocks::page::Page;
use crate::source::lex::token::Block;
use crate::source::marks::cells::is_ditto;
use crate::source::marks::label::{self, Label, Names};

impl Page<'_> {
    /// The label that the lines make of the cell that begins with block `at`, which is `head`,
    /// and the last of them.
    pub(super) fn ruled_label(
        &self,
        at: usize,
        head: &str,
        names: &Names,
    ) -> Option<(Label, usize)> {
        let own = self.tokens.span(self.tokens.blocks.get(at)?);
        let from = self.tokens.is_ruled_label(own.start).then_some(own.end)?;
        let rule =
            self.tokens.rules_in(from, usize::MAX).iter().find(|rule| rule.labels)?;
        let inside = |own: &Block| self.tokens.span(own).start < rule.at as usize;
        let (mut joined, mut last) = (head.to_owned(), at);
        let blocks = self.tokens.blocks.get(at + 1..).unwrap_or(&[]);
        for (nth, own) in blocks.iter().take_while(|own| inside(own)).enumerate() {
            let piece = at + 1 + nth;
            if self.tokens.is_ruled_label(self.tokens.span(own).start) {
                joined.push_str(&self.head(own, label::LONGEST).0);
                last = piece;
            }
            if joined.chars().count() > label::LONGEST {
                return None;
            }
        }
        let above = self.labels.last().filter(|_| is_ditto(&joined));
        let label = above.map(|above| above.label.clone());
        Some((label.or_else(|| names.label(&joined, true))?, last))
    }
}
