//! How a line that may be a label is set: labels of one list are all set alike.

use crate::source::lex::token::{Block, Look, NO_CELL};
use crate::source::marks::addressee;
use crate::source::marks::dressing::is_mark;
use crate::source::marks::number::{self, Family};

/// How a label is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
pub(super) struct Form {
    pub(super) look: Look,
    pub(super) family: Option<Family>,
    bracket: Option<char>,
    /// Whether it opens with an ornament, as points do: ——, ·.
    marked: bool,
    colon: bool,
    /// Whether it says how many items follow.
    pub(super) counted: bool,
    pub(super) in_cell: bool,
}

impl Form {
    pub(super) fn of(head: &str, block: &Block) -> Self {
        let bracket =
            head.chars().next().filter(|c| matches!(c, '【' | '[' | '［' | '〔' | '《'));
        let marked = bracket.is_none() && head.starts_with(is_mark);
        let family = number::marker(head).filter(|_| bracket.is_none()).map(|m| m.family);
        let colon = head.ends_with(['：', ':']);
        let counted = addressee::is_counted(head);
        let in_cell = block.cell != NO_CELL;
        Self { look: block.look, family, bracket, marked, colon, counted, in_cell }
    }

    /// Whether only labels are set like this.
    pub(super) fn is_telling(self) -> bool {
        matches!(self.look, Look::Heading(_)) || self.bracket.is_some() || self.counted
    }
}
