//! What reading a page comes to: kept apart from the page, so that its tokens, the larger
//! part of what a source takes, can go before the items are made.

use std::sync::Arc;

use super::draft::{Draft, ends};
use super::ledger::Ledger;
use super::part::Part;
use crate::model::Lines;
use crate::source::Item;
use crate::source::marks::label::Label;
use crate::source::notice::Report;
use crate::text::{LineCount, Span};

/// What was read from a page, which is needed no longer.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// The items as they were read.
    pub drafts: Vec<Draft>,
    /// The labels that they point at.
    pub labels: Vec<Label>,
    /// The parts that the texts of the items are made of.
    pub parts: Vec<Part>,
    /// Where all of the source went.
    pub ledger: Ledger<'a>,
}

impl Reading<'_> {
    /// Tells of the items that have no text.
    pub(crate) fn tell_empty(&self, report: &mut Report) {
        let ends = ends(&self.drafts, self.parts.len());
        for (draft, _) in
            self.drafts.iter().zip(ends).filter(|(own, end)| own.first == *end)
        {
            let span = Span::new(draft.begin as usize, draft.end as usize);
            report.no_text(draft.number, span);
        }
    }

    /// The items, which stand in `text`.
    pub(crate) fn items(&self, text: &str) -> Vec<Item> {
        let mut lines = LineCount::new(text);
        let ends = ends(&self.drafts, self.parts.len());
        let item = |(draft, end): (&Draft, u32)| Item {
            number: draft.number,
            printed: draft.printed,
            region: draft
                .region
                .and_then(|at| self.labels.get(at as usize))
                .map(|label| Arc::clone(&label.name)),
            lines: Lines {
                first: lines.line(draft.begin as usize),
                last: lines.line((draft.end as usize).saturating_sub(1)),
            },
            parts: (draft.first, end),
        };
        self.drafts.iter().zip(ends).map(item).collect()
    }
}
