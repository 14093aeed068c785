//! What stands right of the column of the items: labels, where most of it names regions.

use crate::source::blocks::page::Page;
use crate::source::lex::token::{Look, NO_CELL};
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::heads::{Head, head_word};
use crate::source::marks::label::{self, Knowledge, Names};

impl Page<'_> {
    /// Takes what stands right of the items for labels beside them, where most of it names
    /// regions, perhaps over some lines, and nothing left of them does.
    pub(crate) fn turn_right_labels(&mut self, names: &Names) {
        const LINES: usize = 4;
        let blocks = || self.tokens.blocks.iter().filter(|own| own.cell == NO_CELL);
        let of = |look: Look| -> Vec<String> {
            let own = blocks().filter(|own| own.look == look);
            own.map(|own| self.head(own, label::LONGEST).0.into_owned()).collect()
        };
        let right = of(Look::Aside);
        let heads = blocks().skip_while(|own| own.look != Look::ColumnHead);
        let last = heads.take_while(|own| own.look == Look::ColumnHead).last();
        // Below such a head stand others who are addressed, too.
        let headed = last.is_some_and(|own| {
            head_word(&self.head(own, label::LONGEST).0) == Some(Head::Region)
        });
        let is_region = |text: &str| {
            let label =
                if names.may_label(text) { names.label(text, false) } else { None };
            label.is_some_and(|own| {
                matches!(own.knowledge, Knowledge::Named | Knowledge::Joint)
            }) || (headed && is_addressee(text))
        };
        let (mut regions, mut at) = (0, 0);
        while let Some(rest) = right.get(at..).filter(|rest| !rest.is_empty()) {
            let most = LINES.min(rest.len());
            let own = (1..=most).find(|&lines| is_region(&rest[..lines].concat()));
            regions += own.unwrap_or(0);
            at += own.unwrap_or(1);
        }
        if regions < 2
            || 3 * regions < 2 * right.len()
            || of(Look::Side).iter().any(|own| is_region(own))
        {
            return;
        }
        for own in &mut self.tokens.blocks {
            if own.look == Look::Aside && own.cell == NO_CELL {
                own.look = Look::Side;
            }
        }
    }
}
