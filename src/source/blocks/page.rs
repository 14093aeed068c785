//! A source on its way from tokens to items: its blocks, and what each was found to be.

use super::announce;
use super::beside::Beside;
use super::numbering::Start;
use super::rows::RowNumber;
use super::seen::{Seen, renumbers};
use super::spelling::Spelling;
use crate::source::lex::token::{Block, Gap, Look, NO_CELL, Tokens, place};
use crate::source::marks::label::{self, Label, Names};
use crate::source::marks::notes::is_page_foot;
use crate::source::marks::number::{self, Family, Marker};
use crate::text::{ends_text, is_sentence_end};

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

/// Blocks and what they were found to be.
#[derive(Debug)]
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
    /// How the numbers of the list are spelled, where that is a doubtful way.
    pub spelling: Option<Spelling>,
}

impl<'a> Page<'a> {
    /// A page whose blocks are all text.
    pub(crate) fn new(text: &'a str, tokens: Tokens) -> Self {
        let roles = vec![Role::Text; tokens.blocks.len()];
        let rows = vec![Row::default(); tokens.rows as usize];
        let (inner, inferred) = (Vec::new(), Vec::new());
        let (labels, candidates) = (Vec::new(), Vec::new());
        let spelling = None;
        Self { text, tokens, roles, rows, inner, labels, candidates, inferred, spelling }
    }

    /// The block at `at`, with its role.
    pub(crate) fn block(&self, at: usize) -> Option<(Block, Role)> {
        Some((*self.tokens.blocks.get(at)?, *self.roles.get(at)?))
    }

    /// Gives block `at` a role.
    pub(crate) fn set(&mut self, at: usize, role: Role) {
        if let Some(own) = self.roles.get_mut(at) {
            *own = role;
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

    /// Whether labels stand after the items that begin at `starts`: none before the first,
    /// one after the last.
    pub(crate) fn labels_follow(&self, starts: &[Start]) -> bool {
        let (Some(first), Some(last)) = (starts.first(), starts.last()) else {
            return false;
        };
        let in_rows = self.rows.iter().any(|row| row.label.is_some());
        let whole = self.labels.iter().rfind(|placed| placed.length == 0);
        !in_rows
            && whole.is_some_and(|own| own.block > last.block && !self.is_beside(own))
            && self.labels.first().is_some_and(|placed| placed.block > first.block)
    }

    /// Finds the labels and numbers that blocks are or open with.
    pub(crate) fn find_marks(&mut self, names: &Names) {
        // Not moved as they grow, they are given back whole before the items are read; room
        // that is not used costs nothing.
        self.candidates.reserve_exact(self.tokens.blocks.len());
        let (mut seen, mut row) = (Seen::default(), u32::MAX);
        let mut last = None;
        let (mut after_short, mut after_dressed, mut after_item) = (false, false, false);
        let mut numbers = Vec::new();
        for at in 0..self.tokens.blocks.len() {
            let Some((block, role)) = self.block(at) else { continue };
            if block.cell == NO_CELL && row != u32::MAX {
                // The number of a row numbers nothing behind its table.
                (row, seen.row_number) = (u32::MAX, None);
            }
            if let Some(cell) = self.tokens.cell(&block)
                && cell.row != row
            {
                row = cell.row;
                let facts = self.rows.get(row as usize);
                seen.labels += u32::from(facts.is_some_and(|row| row.label.is_some()));
                seen.row_number = facts.and_then(|row| row.number);
            }
            if role == Role::Number && block.cell == NO_CELL {
                let (head, _) = self.tokens.head(self.text, &block, label::LONGEST);
                seen.row_number = number::whole(&head);
            }
            if role != Role::Text {
                continue;
            }
            match block.look {
                // What is attached is numbered by itself.
                Look::Side if seen.notes => {
                    self.set(at, Role::Around);
                    continue;
                }
                Look::Side => {
                    match self.find_side(at, &block, names) {
                        Beside::Label => seen.labels += 1,
                        Beside::Number(value) => {
                            numbers.push(RowNumber { block: place(at), value });
                        }
                        Beside::Other => {}
                    }
                    continue;
                }
                Look::RowNumber => {
                    let (head, _) = self.tokens.head(self.text, &block, label::LONGEST);
                    seen.row_number = number::whole(&head);
                    self.set(at, Role::Number);
                    continue;
                }
                Look::RowLabel => {
                    seen.labels += u32::from(self.take_row_label(at, &block, names));
                    continue;
                }
                Look::Aside => {
                    self.set(at, Role::Aside);
                    continue;
                }
                Look::Inner => {
                    last = self.tokens.last_char(self.text, &block);
                    continue;
                }
                Look::Note => {
                    self.set(at, Role::Around);
                    continue;
                }
                _ => {}
            }
            let (head, whole) = self.tokens.head(self.text, &block, label::LONGEST + 2);
            let number = place(at);
            let length = self.find_label(number, &block, &head, whole, names);
            seen.labels += u32::from(length.is_some());
            seen.notes = length.is_none() && (seen.notes || seen.is_note(&block, &head));
            if length == Some(0) {
                last = None;
                continue;
            }
            // A short paragraph with a number of its own needs no stop before the next one,
            // whose text begins with a number.
            let marker = self.marker(&head);
            let numeric = marker.is_some_and(|own| own.numeric);
            let own = after_item && block.gap > Gap::Line && numeric;
            let first =
                (self.candidates.is_empty() && after_short) || after_dressed || own;
            seen.after_stop = first || last.is_none_or(ends_text);
            seen.announced = matches!(last, Some('：' | ':'));
            seen.foot = length.is_none()
                && (seen.foot || (whole && seen.after_stop && is_page_foot(&head)));
            after_short = whole;
            after_item = whole && marker.is_some_and(|own| !own.weak);
            after_dressed = whole && matches!(block.look, Look::Bold | Look::Heading(_));
            last = self.tokens.last_char(self.text, &block);
            let length = length.unwrap_or(0);
            let printed =
                if length == 0 { marker } else { self.marker_behind(&head, length) };
            let numbered = printed.is_some() || seen.row_number.is_some();
            if !seen.notes && (numbered || self.tokens.list_item(&block).is_some()) {
                // A line that holds a stop is the start of a text, broken at its edge.
                let ended = last.is_some_and(ends_text) || head.contains(is_sentence_end);
                seen.heading = whole && (!ended || announce::heads_list(&head));
                self.find_numbers(number, printed, length, seen);
            }
            seen.row_number = None;
        }
        if !numbers.is_empty() {
            self.number_rows(&numbers);
        }
    }

    /// Notes the numbers that stand beside the column of the items.
    fn number_rows(&mut self, numbers: &[RowNumber]) {
        let counts_on = |pair: &&[RowNumber]| match pair {
            [before, own] => before.value.checked_add(1) == Some(own.value),
            _ => false,
        };
        let counted = numbers.windows(2).filter(counts_on).count();
        if counted > 0 && 2 * counted + 2 >= numbers.len() {
            // They number the items, whatever those count inside.
            self.candidates.clear();
        }
        for (row, number) in self.rows(numbers).into_iter().zip(numbers) {
            let at = row.block;
            if row.doubtful {
                self.inferred.push(at);
            }
            let Some(block) = self.tokens.blocks.get(at as usize) else { continue };
            let (head, _) = self.tokens.head(self.text, block, label::LONGEST);
            let labels = self.labels.partition_point(|placed| placed.block < at);
            self.candidates.push(Candidate {
                block: at,
                marker: Marker::by_markup(
                    Family::Column,
                    number.value,
                    number::marker(&head),
                ),
                labels: place(labels),
                after_stop: true,
                announced: false,
                heading: false,
                indent: block.indent,
            });
        }
        let column = |c: &Candidate| c.marker.family != Family::Column;
        self.candidates.sort_by_key(|candidate| (candidate.block, column(candidate)));
    }

    /// Notes the numbers that block `at` opens with after `skip` characters: the `printed`
    /// one, and that of its row, when it is the first text of a row with a number.
    fn find_numbers(
        &mut self,
        at: u32,
        printed: Option<Marker>,
        skip: usize,
        seen: Seen,
    ) {
        let block = self.tokens.blocks.get(at as usize);
        let indent = block.map_or(0, |block| block.indent);
        let item = block.and_then(|block| self.tokens.list_item(block));
        let (ordinal, depth) = item.map_or((0, 0), |item| (item.ordinal, item.depth));
        let markup = if depth > 1 { Family::Nested } else { Family::Markup };
        let printed = printed.map(|own| own.after(seen.after_stop));
        let markers = [
            seen.row_number
                .map(|value| Marker::by_markup(Family::Column, value, printed)),
            (ordinal > 0 && depth <= 2 && !renumbers(printed, ordinal))
                .then(|| Marker::by_markup(markup, ordinal, printed)),
            printed,
        ];
        for mut marker in markers.into_iter().flatten() {
            if seen.foot && self.is_of_foot(at, &marker) {
                continue;
            }
            marker.length += skip;
            self.candidates.push(Candidate {
                block: at,
                marker,
                labels: seen.labels,
                after_stop: seen.after_stop,
                heading: seen.heading,
                announced: seen.announced,
                indent,
            });
        }
    }
}
