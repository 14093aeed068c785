//! What stands before a block, as its marks are looked for, and the label it is or opens with.

use super::page::{Candidate, Page, Placed, Role};
use crate::source::lex::token::{Block, NO_CELL};
use crate::source::marks::addressee;
use crate::source::marks::label::{Knowledge, Names};
use crate::source::marks::number::{Family, Marker};

/// Whether an item of a list of markup, its `ordinal`-th, is printed with another number of
/// its own: then the one of the markup is not shown.
pub(super) fn renumbers(printed: Option<Marker>, ordinal: u32) -> bool {
    let own = printed.filter(|own| matches!(own.family, Family::Dot | Family::Comma));
    own.is_some_and(|own| !own.weak && own.value != ordinal)
}

/// What stands before a block.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct Seen {
    /// How many labels.
    pub(super) labels: u32,
    /// Whether the text before is at an end.
    pub(super) after_stop: bool,
    /// Whether it announces what follows.
    pub(super) announced: bool,
    /// Whether the block itself is a heading.
    pub(super) heading: bool,
    /// Whether what is attached is being listed.
    pub(super) notes: bool,
    /// Whether the foot of a web page has begun.
    pub(super) foot: bool,
    /// The number of its row, until a block of the row has taken it.
    pub(super) row_number: Option<u32>,
}

impl Seen {
    /// Whether a line opens the list of what is attached, whose numbers are its own.
    pub(super) fn is_note(&self, block: &Block, head: &str) -> bool {
        let attached = head.starts_with("附件：") || head.starts_with("附件:");
        attached && self.labels > 0 && block.cell == NO_CELL
    }
}

impl Page<'_> {
    /// Whether a cell is the only one of its row.
    pub(crate) fn is_alone(&self, cell: u32) -> bool {
        let row = |at: Option<u32>| {
            at.and_then(|at| self.tokens.cells.get(at as usize)).map(|cell| cell.row)
        };
        let own = row(Some(cell));
        row(cell.checked_sub(1)) != own && row(cell.checked_add(1)) != own
    }

    /// Whether the row of a block says its region in a column of its own, or leaves the cell
    /// there empty beside a number: a name in its text is the start of a sentence.
    pub(super) fn is_labelled_beside(&self, block: &Block) -> bool {
        let Some(cell) = self.tokens.cell(block).filter(|cell| cell.column > 0) else {
            return false;
        };
        let row = self.rows.get(cell.row as usize);
        row.is_some_and(|row| {
            row.label.is_some() || (row.unlabelled && row.number.is_some())
        })
    }

    /// Whether `marker` of block `at` counts something in the foot of the page: there only the
    /// next number of the list goes on with it, and one of markup only in the same list.
    pub(super) fn is_of_foot(&self, at: u32, marker: &Marker) -> bool {
        /// Numbers in an item that are looked over for the one before.
        const FAR: usize = 40;
        let alike = |c: &&Candidate| c.marker.family == marker.family && !c.marker.weak;
        let before = self.candidates.iter().rev().take(FAR).find(alike);
        before.is_some_and(|c| {
            c.marker.value.checked_add(1) != Some(marker.value)
                || (marker.family == Family::Markup
                    && !self.tokens.follows_item(at, c.block))
        })
    }

    /// Notes the label that a block is or opens with; returns the characters it takes
    /// there, 0 for the whole block.
    pub(super) fn find_label(
        &mut self,
        at: u32,
        block: &Block,
        head: &str,
        whole: bool,
        names: &Names,
    ) -> Option<usize> {
        // Where regions stand before their items, others may: 有关中央企业：1. …
        let inline = block.cell == NO_CELL
            && self.labels.last().is_some_and(|placed| placed.length > 0);
        let may = names.may_label(head) || (inline && head.contains('：'));
        if !may && (block.cell != NO_CELL || !(inline || self.labels.is_empty())) {
            return None;
        }
        if self.is_labelled_beside(block) {
            return None;
        }
        let own = at as usize;
        let (label, length) = if !may {
            addressee::opening(names, head)?
        } else if whole && let Some(label) = self.torn(own, head, names) {
            self.set(own + 1, Role::Label);
            (label, 0)
        } else if whole && let Some(label) = names.label(head, false) {
            if label.knowledge == Knowledge::Unknown {
                return None;
            }
            (label, 0)
        } else if inline {
            names.any_opening(head)?
        } else if block.cell == NO_CELL {
            names.opening(head)?
        } else {
            return None;
        };
        if length == 0
            && let Some(role) = self.roles.get_mut(at as usize)
        {
            *role = Role::Label;
        }
        self.labels.push(Placed { block: at, label, length });
        Some(length)
    }
}
