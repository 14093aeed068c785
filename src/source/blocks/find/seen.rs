//! What stands before a block, as its marks are looked for.

use crate::source::blocks::page::{Candidate, Page};
use crate::source::lex::token::{Block, Gap, Look, NO_CELL};
use crate::source::marks::notes::{first_point, heads_glossary};
use crate::source::marks::number::{Family, Marker};
use crate::text::ends_text;

/// Numbers in an item that are looked over for the one before.
const FAR: usize = 40;

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
    /// The next number of the points of a note, if its first was numbered: 注：1.
    pub(super) point: Option<Marker>,
    /// Whether the line before stands over a glossary.
    glossary: bool,
    /// Whether the foot of a web page has begun.
    pub(super) foot: bool,
    /// Its row, and the number of that, until a block of the row has taken it.
    pub(super) row: Option<u32>,
    pub(super) row_number: Option<u32>,
    /// The last character of the text before; nothing where that was a label.
    pub(super) last: Option<char>,
    /// Whether the block before is short, is set as a heading, or is short and has a number.
    after_short: bool,
    after_dressed: bool,
    after_item: bool,
}

impl Seen {
    /// Passes a block of text, `whole` of which was seen, as was its number; it may be the
    /// `first` that has one.
    pub(super) fn pass(
        &mut self,
        block: &Block,
        whole: bool,
        marker: Option<Marker>,
        first: bool,
    ) {
        // A short paragraph with a number of its own needs no stop before the next one,
        // whose text begins with a number.
        let numeric = marker.is_some_and(|own| own.numeric);
        let own = self.after_item && block.gap > Gap::Line && numeric;
        let begins = (first && self.after_short) || self.after_dressed || own;
        self.after_stop = begins || self.last.is_none_or(ends_text);
        self.announced = matches!(self.last, Some('：' | ':'));
        self.after_short = whole;
        self.after_item = whole && marker.is_some_and(|own| !own.weak);
        self.after_dressed = whole && matches!(block.look, Look::Bold | Look::Heading(_));
        self.last = block.last_char();
    }

    /// Whether the line `head`, with the number `own`, is a point of a note.
    pub(super) fn is_point(&mut self, head: &str, own: Option<Marker>) -> bool {
        let goes_on = |point: &Marker| {
            own.is_some_and(|own| {
                own.family == point.family
                    && point.value.checked_add(1) == Some(own.value)
            })
        };
        let goes_on = |own: &Marker| {
            (self.glossary && own.value == 1) || self.point.as_ref().is_some_and(goes_on)
        };
        let next = first_point(head).or(own.filter(goes_on));
        // Other lines of a point have no number.
        self.point = next.or(self.point.filter(|_| own.is_none()));
        self.glossary = heads_glossary(head);
        next.is_some()
    }

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

    /// Whether `marker` is the number of a row, and not that of the row before, which a page's
    /// end may have torn: whatever cell stood last there, its text is at an end.
    pub(super) fn is_of_other_row(&self, marker: &Marker) -> bool {
        let column = |c: &&Candidate| c.marker.family == Family::Column;
        marker.family == Family::Column
            && self
                .candidates
                .iter()
                .rev()
                .take(FAR)
                .find(column)
                .is_none_or(|before| before.marker.value != marker.value)
    }

    /// Whether `marker` of block `at` counts something in the foot of the page: there only the
    /// next number of the list goes on with it, and one of markup only in the same list.
    pub(super) fn is_of_foot(&self, at: u32, marker: &Marker) -> bool {
        let alike = |c: &&Candidate| c.marker.family == marker.family && !c.marker.weak;
        let before = self.candidates.iter().rev().take(FAR).find(alike);
        before.is_some_and(|c| {
            c.marker.value.checked_add(1) != Some(marker.value)
                || (marker.family == Family::Markup
                    && !self.tokens.follows_item(at, c.block))
        })
    }
}
