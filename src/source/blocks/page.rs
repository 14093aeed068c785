//! A source on its way from tokens to items: its blocks, and what each was found to be.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::blocks::numbers::spelling::Spelling;
use crate::source::lex::token::{Block, Gap, Look, Tokens};
use crate::source::marks::label::Label;
use crate::source::marks::number::Marker;
use crate::text::Span;

/// Blocks that are looked at, from the first on, to find how all of a source are set.
pub(crate) const SAMPLE: usize = 4000;

/// What a block is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Text of an item, unless it stands outside the list.
    Text,
    /// A region label of its own.
    Label,
    /// The number of a row.
    Number,
    /// The title of the list.
    Title,
    /// The title of an item beside its text, or a line of one.
    ItemTitle,
    /// Page numbers, running heads, column heads.
    Furniture,
    /// What stands around the list.
    Around,
    /// A heading inside the list that is no label.
    Heading,
    /// A cell in a column that holds neither numbers nor labels nor items.
    Aside,
}

/// A row of a table, as far as it matters to items.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// The label in its region column.
    pub label: Option<Label>,
    /// Whether it has a region cell with nothing in it.
    pub unlabelled: bool,
    /// Whether a merged cell above holds its number, or its region where none has one: it
    /// is of the same item.
    pub merged: bool,
    /// The number in its number column.
    pub number: Option<u32>,
    /// Whether something else stands there: a row of sums.
    pub aside: bool,
    /// How many of its cells are words that head columns.
    pub heads: u8,
}

/// A number at the start of a block that may open an item.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(crate) struct Candidate {
    /// The block.
    pub block: u32,
    /// The number; its length counts from the block's first character.
    pub marker: Marker,
    /// How many labels stand before it.
    pub labels: u32,
    /// Whether the text before it is at an end, so that a number may follow.
    pub after_stop: bool,
    /// Whether its block is a heading: a line that ends no sentence, or that announces a
    /// list: 二、工作建议如下：
    pub heading: bool,
    /// Whether the text before it announces what follows: 要求如下：
    pub announced: bool,
    /// Whether a blank line parts it from what it does not follow as announced, where labels
    /// stand beside the items: so rows are parted.
    pub apart: bool,
    /// Columns of white space before it.
    pub indent: u8,
}

/// A label outside the region column of a table.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    /// The block it is, or opens.
    pub block: u32,
    /// What it says.
    pub label: Label,
    /// Characters of the block that it takes where an item follows it; 0 is all of it.
    pub length: usize,
}

/// What stands on the last line of an item and is of another column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tail {
    /// The run behind which it stands.
    pub run: u32,
    /// Its bytes.
    pub span: Span,
}

/// Blocks and what they were found to be.
#[derive(Debug, Default)]
pub(crate) struct Page<'a> {
    /// The decoded text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: Tokens,
    /// The role of each block.
    pub roles: Vec<Role>,
    /// The rows of all tables.
    pub rows: Vec<Row>,
    /// The first blocks of the tables that stand inside items, in order.
    pub inner: Vec<u32>,
    /// Labels outside region columns, in order.
    pub labels: Vec<Placed>,
    /// Numbers that may open an item, in order.
    pub candidates: Vec<Candidate>,
    /// The blocks, in order, with which rows may begin or not.
    pub inferred: Vec<u32>,
    /// What was taken off the ends of blocks, in order.
    pub tails: Vec<Tail>,
    /// Whether its labels are those that end the items themselves.
    pub labels_end: bool,
    /// How the numbers of the list are spelled, where that is a doubtful way.
    pub spelling: Option<Spelling>,
}

impl<'a> Page<'a> {
    /// A page whose blocks are all text.
    pub(crate) fn new(text: &'a str, tokens: Tokens) -> Self {
        Self {
            text,
            roles: vec![Role::Text; tokens.blocks.len()],
            rows: vec![Row::default(); tokens.rows as usize],
            tokens,
            ..Self::default()
        }
    }

    /// The block at `at`, with its role.
    pub(crate) fn block(&self, at: usize) -> Option<(Block, Role)> {
        Some((*self.tokens.blocks.get(at)?, *self.roles.get(at)?))
    }

    /// The block before block `at`, with its role.
    pub(crate) fn above(&self, at: usize) -> Option<(Block, Role)> {
        self.block(at.checked_sub(1)?)
    }

    /// The last block before block `at` that is no furniture, from block `from` on.
    pub(crate) fn shown_above(&self, from: usize, at: usize) -> Option<usize> {
        (from..at).rev().find(|&above| !self.is(above, Role::Furniture))
    }

    /// Whether a blank line stands over block `at` inside a page: it is no furniture, and none
    /// is above it.
    pub(crate) fn is_below_blank(&self, at: usize) -> bool {
        let text = |(own, role): (Block, Role)| (role != Role::Furniture).then_some(own);
        let own = self.block(at).and_then(text);
        own.is_some_and(|own| own.gap == Gap::Paragraph)
            && self.above(at).and_then(text).is_some()
    }

    /// Whether block `at` has this `role`.
    pub(crate) fn is(&self, at: usize, role: Role) -> bool {
        self.roles.get(at) == Some(&role)
    }

    /// The start of a block and whether that is all of it; see [`Tokens::head`].
    pub(crate) fn head(&self, block: &Block, limit: usize) -> (Cow<'a, str>, bool) {
        self.tokens.head(self.text, block, limit)
    }

    /// The block of the first label from block `at` on.
    pub(crate) fn label_from(&self, at: usize) -> Option<usize> {
        let next = self.labels.partition_point(|placed| (placed.block as usize) < at);
        self.labels.get(next).map(|placed| placed.block as usize)
    }

    /// Whether the item that opens at block `at` has its label behind its text.
    pub(crate) fn is_labelled_behind(&self, at: usize) -> bool {
        let own = self.labels.partition_point(|placed| (placed.block as usize) < at);
        let label = self.labels.get(own).filter(|own| own.block as usize == at);
        label.is_some_and(|own| own.length == 0) && self.is(at, Role::Text)
    }

    /// Adds labels, each all of a block.
    pub(crate) fn add_labels(&mut self, found: Vec<Placed>) {
        for placed in &found {
            self.set(placed.block as usize, Role::Label);
        }
        self.labels.extend(found);
        self.labels.sort_by_key(|placed| placed.block);
    }

    /// Gives block `at` a role.
    pub(crate) fn set(&mut self, at: usize, role: Role) {
        if let Some(own) = self.roles.get_mut(at) {
            *own = role;
        }
    }

    /// Takes the text in `blocks` for some that stands around the list.
    pub(crate) fn put_around(&mut self, blocks: Range<usize>) {
        for at in blocks {
            if self.is(at, Role::Text) {
                self.set(at, Role::Around);
            }
        }
    }

    /// Whether no other cell of the row of block `at` holds anything; blocks `at` to
    /// `past` are those of its cell.
    pub(crate) fn is_only_filled(&self, at: usize, past: usize) -> bool {
        let row = |at: Option<usize>| {
            let block = self.tokens.blocks.get(at?)?;
            self.tokens.cell(block).map(|cell| cell.row)
        };
        let own = row(Some(at));
        own != row(at.checked_sub(1)) && own != row(Some(past))
    }

    /// Whether a label stands beside the column of the items.
    pub(crate) fn is_beside(&self, label: &Placed) -> bool {
        let block = self.tokens.blocks.get(label.block as usize);
        block.is_some_and(|block| block.look == Look::Side)
    }
}
