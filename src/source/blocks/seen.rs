//! What stands before a block, as its marks are looked for.

use super::page::{Candidate, Page};
use crate::source::lex::token::{Block, NO_CELL};
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
}
