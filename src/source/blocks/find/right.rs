//! What stands right of the column of the items: labels, where most of it names regions.

use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::{Block, Look, NO_CELL};
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::heads::{Head, head_word};
use crate::source::marks::label::{self, Knowledge, Names};

/// Lines of the longest label.
const LINES: usize = 4;

impl Page<'_> {
    /// Takes what stands right of the items for labels beside them, where most of it names
    /// regions, perhaps over some lines, and nothing left of them does; under a head that says
    /// so, less of it.
    pub(crate) fn turn_right_labels(&mut self, names: &Names) {
        let right = self.beside_items(Look::Aside);
        // Below such a head stand others who are addressed, too.
        let headed = self.ends_with_regions();
        let is_region =
            |text: &str| names_region(names, text) || (headed && is_addressee(text));
        let (mut regions, mut known, mut rest) = (0, 0, right.as_slice());
        while !rest.is_empty() {
            let name = |lines: usize| rest.get(..lines).map(<[String]>::concat);
            let region = |&lines: &usize| name(lines).is_some_and(|own| is_region(&own));
            let own = (1..=LINES.min(rest.len())).find(region);
            regions += own.unwrap_or(0);
            let name = own.and_then(name);
            known += usize::from(name.is_some_and(|own| names_region(names, &own)));
            rest = rest.get(own.unwrap_or(1)..).unwrap_or_default();
        }
        let left = self.beside_items(Look::Side);
        let left = left.iter().filter(|own| names_region(names, own)).count();
        let few = if headed { left >= known } else { left > 0 || regions < 2 };
        if few || 3 * regions < 2 * right.len() {
            return;
        }
        for own in &mut self.tokens.blocks {
            if own.look == Look::Aside && own.cell == NO_CELL {
                own.look = Look::Side;
            }
        }
    }

    /// What stands beside the items, set with this `look`, and is no furniture.
    fn beside_items(&self, look: Look) -> Vec<String> {
        let own = self.tokens.blocks.iter().zip(&self.roles);
        let own = own.filter(|(own, role)| {
            own.cell == NO_CELL && own.look == look && **role == Role::Text
        });
        own.map(|(own, _)| self.head(own, label::LONGEST).0.into_owned()).collect()
    }

    /// Whether the last of the first column heads says that its column names regions.
    fn ends_with_regions(&self) -> bool {
        let is_head = |own: &&Block| own.look == Look::ColumnHead;
        let blocks = self.tokens.blocks.iter().filter(|own| own.cell == NO_CELL);
        let last = blocks.skip_while(|own| !is_head(own)).take_while(is_head).last();
        last.is_some_and(|own| {
            head_word(&self.head(own, label::LONGEST).0) == Some(Head::Region)
        })
    }
}

/// Whether `text` names regions.
fn names_region(names: &Names, text: &str) -> bool {
    let label = if names.may_label(text) { names.label(text, false) } else { None };
    label.is_some_and(|own| matches!(own.knowledge, Knowledge::Named | Knowledge::Joint))
}
