//! Rows of a table set in columns that name whom those below them address: 一、通州区 over
//! the rows 1 and 2, across all columns.

use crate::source::blocks::page::{Page, Placed, Role};
use crate::source::blocks::rows::RowNumber;
use crate::source::lex::token::{Block, Look, place};
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::label::{self, Label, Names};
use crate::text::print_width;

impl Page<'_> {
    /// Takes the lines above the rows with `numbers` for labels that say whom those address,
    /// where no label stands beside any row. A line of the text of such a row is full, or it
    /// ends with a stop.
    pub(super) fn find_groups(&mut self, numbers: &[RowNumber], names: &Names) {
        if self.labels.iter().any(|placed| self.is_beside(placed)) {
            return;
        }
        let rows = numbers.iter().map(|number| number.block as usize);
        let found = rows.filter_map(|at| self.group_over(at, names));
        let found: Vec<(usize, usize, Label)> = found.collect();
        if found.is_empty() {
            return;
        }
        let full = self.usual_width();
        for (block, _, label) in found.into_iter().filter(|own| 2 * own.1 <= full) {
            self.set(block, Role::Label);
            self.labels.push(Placed { block: place(block), label, length: 0 });
        }
        self.labels.sort_by_key(|placed| placed.block);
    }

    /// The line right above the row whose number is block `at`, and how wide it is, if it says
    /// whom that addresses.
    fn group_over(&self, at: usize, names: &Names) -> Option<(usize, usize, Label)> {
        let plain = |b: &usize| {
            let own = self.tokens.blocks.get(*b);
            own.is_some_and(|own| own.look == Look::Plain)
        };
        let line = at.checked_sub(1).filter(plain)?;
        let (own, Role::Text) = self.block(line)? else { return None };
        if !self.tokens.is_short(&own, label::LONGEST) || !own.is_open() {
            return None;
        }
        let (head, _) = self.head(&own, label::LONGEST);
        let label = names.label(&head, false).filter(|own| is_addressee(&own.name))?;
        // The heads of columns end what stands above them.
        let ends = |(block, role): (Block, Role)| match block.look {
            Look::Plain => Some(role != Role::Text || !block.is_open()),
            Look::ColumnHead => Some(true),
            _ => None,
        };
        let ended = (0..line).rev().find_map(|above| ends(self.block(above)?));
        ended.unwrap_or(true).then(|| (line, print_width(&head), label))
    }
}
