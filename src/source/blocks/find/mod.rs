//! Finds what blocks are marked with: the labels and numbers that they are or open with.

pub(in crate::source) mod announce;
pub(in crate::source) mod beside;
pub(in crate::source) mod groups;
mod right;
mod ruled;
pub(in crate::source) mod seen;

use std::borrow::Cow;

use crate::source::blocks::find::beside::Beside;
use crate::source::blocks::find::seen::{Seen, renumbers};
use crate::source::blocks::page::{Candidate, Page, Placed, Role};
use crate::source::blocks::rows::{RowNumber, RowStart};
use crate::source::lex::token::{Block, Gap, Look, NO_CELL, TableKind, place};
use crate::source::marks::addressee;
use crate::source::marks::label::{self, Knowledge, Label, Names};
use crate::source::marks::notes::{heads_links, is_page_foot};
use crate::source::marks::number::{self, Family, Marker};
use crate::text::{ends_text, is_sentence_end};

/// Characters at the start of a block, as far as a mark may stand there.
const LONGEST: usize = label::LONGEST + 2;

impl<'a> Page<'a> {
    /// Finds the labels and numbers that blocks are or open with.
    pub(crate) fn find_marks(&mut self, names: &Names) {
        // Not moved as they grow, they are given back whole before the items are read; room
        // that is not used costs nothing.
        self.candidates.reserve_exact(self.tokens.blocks.len());
        let (mut seen, mut numbers) = (Seen::default(), Vec::new());
        for at in 0..self.tokens.blocks.len() {
            let Some((block, role)) = self.block(at) else { continue };
            self.enter_row(at, &block, &mut seen);
            if role == Role::Number && block.cell == NO_CELL {
                seen.row_number = self.whole_number(&block);
            }
            if role != Role::Text || self.is_set_apart(at, &block, &mut seen) {
                continue;
            }
            match block.look {
                Look::Side => match self.find_side(at, &block, names) {
                    Beside::Label => seen.labels += 1,
                    Beside::Number(value) => {
                        numbers.push(RowNumber { block: place(at), value });
                    }
                    Beside::Other => {}
                },
                Look::RowLabel => {
                    seen.labels += u32::from(self.take_row_label(at, &block, names));
                }
                _ => self.find_opening(at, &block, &mut seen, names),
            }
        }
        if !numbers.is_empty() {
            self.find_groups(&numbers, names);
            self.number_rows(&numbers);
        }
    }

    /// Notes what the row says that `block` stands in, when it is a new one.
    fn enter_row(&self, at: usize, block: &Block, seen: &mut Seen) {
        let row = self.tokens.cell(block).map(|cell| cell.row);
        if row == seen.row {
            return;
        }
        // The number of a row numbers nothing behind its table.
        seen.row = row;
        if row.is_none() && self.is_below_row(at, block) {
            return;
        }
        let facts = row.and_then(|row| self.rows.get(row as usize));
        seen.labels += u32::from(facts.is_some_and(|row| row.label.is_some()));
        seen.row_number = facts.and_then(|row| row.number);
    }

    /// Whether block `at`, which stands in no cell, is the text of the row above it: browsers
    /// copy a cell that holds paragraphs as those, below what tabs part of the other cells.
    fn is_below_row(&self, at: usize, block: &Block) -> bool {
        let above = at.checked_sub(1).and_then(|at| self.block(at));
        let cell = above.and_then(|(above, role)| {
            let own = matches!(role, Role::Number | Role::Label);
            self.tokens.cell(&above).filter(|_| own)
        });
        let table = cell.and_then(|cell| self.tokens.tables.get(cell.table as usize));
        block.gap > Gap::Line && table.is_some_and(|table| table.kind == TableKind::Tabs)
    }

    /// Whether the way in which block `at` is set says that it opens no item and is no label.
    fn is_set_apart(&mut self, at: usize, block: &Block, seen: &mut Seen) -> bool {
        match block.look {
            // What is attached is numbered by itself.
            Look::Side if seen.notes => self.set(at, Role::Around),
            Look::RowNumber => {
                seen.row_number = self.whole_number(block);
                self.set(at, Role::Number);
            }
            Look::Aside => self.set(at, Role::Aside),
            Look::Title => self.set(at, self.title_role(at, block)),
            Look::Inner => seen.last = block.last_char(),
            Look::Note => self.set(at, Role::Around),
            _ => return false,
        }
        true
    }

    /// The start of a block, as far as a mark may stand there, and whether that is all of
    /// the block; nothing where its first character says that none does.
    fn start_of(
        &self,
        block: &Block,
        seen: &Seen,
        names: &Names,
    ) -> Option<(Cow<'a, str>, bool)> {
        let may = block.first_char().is_none_or(|first| names.may_mark(first))
            || seen.row_number.is_some()
            || self.may_address(block)
            || self.tokens.is_short(block, 1)
            || self.tokens.list_item(block).is_some();
        may.then(|| self.head(block, LONGEST))
    }

    /// Whether a block may begin with whom it addresses, who is no region, as no label has
    /// stood yet, or the last one stood before its item.
    fn may_address(&self, block: &Block) -> bool {
        block.cell == NO_CELL && (self.labels.is_empty() || self.has_inline_labels(block))
    }

    /// Whether regions stand before their items: then others may, 有关中央企业：1. …
    fn has_inline_labels(&self, block: &Block) -> bool {
        block.cell == NO_CELL
            && self.labels.last().is_some_and(|placed| placed.length > 0)
    }

    /// Notes the label and the numbers that block `at` is or opens with.
    fn find_opening(&mut self, at: usize, block: &Block, seen: &mut Seen, names: &Names) {
        let first = self.candidates.is_empty();
        let Some((head, whole)) = self.start_of(block, seen, names) else {
            // Most lines are of texts, and need no closer look.
            seen.pass(block, self.tokens.is_short(block, LONGEST), None, first);
            return;
        };
        let marker = self.marker(&head);
        let inside = self.is_inside_sentence(block, &head, seen);
        let label = if inside || (first && self.ends_salutation(at, block, &head)) {
            None
        } else if whole && self.take_stacked(at, block, &head, names) {
            Some(0)
        } else {
            self.find_label(place(at), block, (&head, whole), marker, names)
        };
        seen.labels += u32::from(label.is_some() && !self.repeats_label(label));
        seen.notes = label.is_none() && (seen.notes || seen.is_note(block, &head));
        if label == Some(0) {
            (seen.last, seen.point) = (None, None);
            return;
        }
        let of_note = seen.is_point(&head, marker);
        seen.pass(block, whole, marker, first);
        let apart = seen.after_stop || block.gap > Gap::Line;
        // What a page has at its top too, as buttons, is no foot there.
        let behind = !first && whole && (apart || heads_links(&head));
        seen.foot = label.is_none() && (seen.foot || (behind && is_page_foot(&head)));
        let length = label.unwrap_or(0);
        let printed =
            if length == 0 { marker } else { self.marker_behind(&head, length) };
        let printed = printed.filter(|_| !(whole && self.heads_rows(block)));
        let numbered = printed.is_some() || seen.row_number.is_some();
        if !seen.notes && !of_note && (numbered || self.tokens.list_item(block).is_some())
        {
            // A line that holds a stop is the start of a text, broken at its edge.
            let ended =
                seen.last.is_some_and(ends_text) || head.contains(is_sentence_end);
            seen.heading = whole && (!ended || announce::heads_list(&head));
            self.find_numbers(place(at), printed, length, seen);
        }
        seen.row_number = None;
    }

    /// Whether a line inside a sentence is no label, where those stand beside the items:
    /// 学习借鉴 / 广东省、贵州省 / 等地; but one is that stands apart, over a colon.
    fn is_inside_sentence(&self, block: &Block, head: &str, seen: &Seen) -> bool {
        seen.last.is_some_and(|last| !ends_text(last))
            && self.labels.last().is_some_and(|own| self.is_beside(own))
            && !(block.gap > Gap::Line && head.ends_with('：'))
    }

    /// Whether the label noted last, which takes so much of its block, is the one before it
    /// again, at the top of a page: no other items stand under it.
    fn repeats_label(&self, label: Option<usize>) -> bool {
        match &*self.labels {
            [.., before, own] => {
                label == Some(0)
                    && before.length == 0
                    && before.label.name == own.label.name
            }
            _ => false,
        }
    }

    /// Whether block `at` is the end of the line that a letter opens with, broken inside a list
    /// of whom it addresses: 各省、自治区人民政府，国务院 / 有关部门：
    fn ends_salutation(&self, at: usize, block: &Block, head: &str) -> bool {
        let broken = head.ends_with(['：', ':']) && block.gap == Gap::Line;
        let above = at.checked_sub(1).filter(|_| broken).and_then(|at| self.block(at));
        above.is_some_and(|(above, role)| {
            let list = || self.head(&above, label::LONGEST).0.contains(['、', '，']);
            role == Role::Text && above.is_open() && above.cell == NO_CELL && list()
        })
    }

    /// Whether a block stands in a cell that spans columns over rows with numbers: it heads
    /// them, and its own number is of no item.
    fn heads_rows(&self, block: &Block) -> bool {
        /// Rows of the like over those with numbers, and one.
        const FAR: u32 = 3;
        let Some(own) = self.tokens.cell(block).filter(|cell| cell.wide) else {
            return false;
        };
        let numbered = |row: u32| {
            self.rows.get(row as usize).is_some_and(|row| row.number.is_some())
        };
        let below = self.tokens.cells.get(block.cell as usize + 1..).unwrap_or(&[]);
        let mut below = below
            .iter()
            .take_while(|cell| cell.table == own.table && cell.row <= own.row + FAR);
        !numbered(own.row) && below.any(|cell| numbered(cell.row))
    }

    /// Notes the numbers that stand beside the column of the items.
    fn number_rows(&mut self, numbers: &[RowNumber]) {
        let counts_on = |pair: &&[RowNumber]| match pair {
            [before, own] => before.value.checked_add(1) == Some(own.value),
            _ => false,
        };
        let counted = numbers.windows(2).filter(counts_on).count();
        // On a page of short items only, what are numbers in the text elsewhere may stand
        // beside it, and go on with those.
        let family = self.family_gone_on_with(numbers);
        if family.is_none() && counted > 0 && 2 * counted + 2 >= numbers.len() {
            // They number the items, whatever those count inside.
            self.candidates.clear();
        }
        // A number in the text stands at the first line of its row, and so do these.
        let rows = match family {
            Some(_) => numbers.iter().map(|&number| self.row_beside(number)).collect(),
            None => self.rows(numbers),
        };
        for (row, number) in rows.into_iter().zip(numbers) {
            let at = row.block;
            if row.doubtful {
                self.inferred.push(at);
            }
            let Some(block) = self.tokens.blocks.get(at as usize) else { continue };
            let (head, _) = self.head(block, label::LONGEST);
            let labels = self.labels.partition_point(|placed| placed.block < at);
            self.candidates.push(Candidate {
                block: at,
                marker: Marker::by_markup(
                    family.unwrap_or(Family::Column),
                    number.value,
                    number::marker(&head),
                ),
                labels: place(labels),
                after_stop: true,
                announced: false,
                apart: false,
                heading: false,
                indent: block.indent,
            });
        }
        let column = |c: &Candidate| c.marker.family != Family::Column;
        self.candidates.sort_by_key(|candidate| (candidate.block, column(candidate)));
    }

    /// The row that begins with the text beside `number`.
    fn row_beside(&self, number: RowNumber) -> RowStart {
        /// Blocks between a number and its text, and one.
        const PARTS: u32 = 4;
        let plain = |at: &u32| {
            let own = self.tokens.blocks.get(*at as usize);
            own.is_some_and(|own| own.look == Look::Plain)
        };
        let next = number.block + 1;
        let block = (next..next + PARTS).find(plain).unwrap_or(next);
        RowStart { block, doubtful: false }
    }

    /// The family of the numbers in the text that those beside it, `numbers`, go on with.
    fn family_gone_on_with(&self, numbers: &[RowNumber]) -> Option<Family> {
        let first = numbers.first().filter(|first| first.value > 1)?;
        let block = self.tokens.blocks.get(first.block as usize)?;
        let (head, _) = self.head(block, label::LONGEST);
        let family = number::marker(&head)?.family;
        let own = |c: &&Candidate| c.marker.family == family && c.block < first.block;
        let before = self.candidates.iter().rfind(own)?;
        (before.marker.value.checked_add(1) == Some(first.value)).then_some(family)
    }

    /// Notes the label that a block is or opens with; returns the characters it takes
    /// there, 0 for the whole block.
    fn find_label(
        &mut self,
        at: u32,
        block: &Block,
        (head, whole): (&str, bool),
        marker: Option<Marker>,
        names: &Names,
    ) -> Option<usize> {
        let inline = self.has_inline_labels(block);
        let may = names.may_label_behind(head, marker) || (inline && head.contains('：'));
        if !may && !self.may_address(block) {
            return None;
        }
        if self.is_labelled_beside(block) {
            return None;
        }
        let own = at as usize;
        let over_points = |own: &(Label, usize)| self.is_over_points(head, own.1, marker);
        let (label, length) = if !may {
            addressee::opening(names, head).filter(|own| !over_points(own))?
        } else if whole && let Some((label, rest)) = self.torn(own, head, names) {
            self.set(rest, Role::Label);
            (label, 0)
        } else if whole && let Some(label) = names.label(head, false) {
            if label.knowledge == Knowledge::Unknown {
                return None;
            }
            (label, 0)
        } else if inline {
            names.any_opening(head)?
        } else if block.cell == NO_CELL {
            names.opening(head).filter(|own| !over_points(own))?
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

    /// Whether points stand behind the label that takes `length` characters of `head`, and its
    /// number, `marker`, before it: 2.天津市：一是…….
    fn is_over_points(&self, head: &str, length: usize, marker: Option<Marker>) -> bool {
        let behind = || self.marker_behind(head, length);
        let point = |own: &Marker| matches!(own.family, Family::Is | Family::Ordinal);
        marker.is_some_and(|own| !own.weak) && behind().is_some_and(|own| point(&own))
    }

    /// Notes the numbers that block `at` opens with after `skip` characters: the `printed`
    /// one, and that of its row, when it is the first text of a row with a number.
    fn find_numbers(
        &mut self,
        at: u32,
        printed: Option<Marker>,
        skip: usize,
        seen: &Seen,
    ) {
        let block = self.tokens.blocks.get(at as usize);
        let indent = block.map_or(0, |block| block.indent);
        let item = block.and_then(|block| self.tokens.list_item(block));
        let (ordinal, depth) = item.map_or((0, 0), |item| (item.ordinal, item.depth));
        let markup = if depth > 1 { Family::Nested } else { Family::Markup };
        let printed = printed.map(|own| own.after(seen.after_stop));
        let announced = seen.announced && !self.is_below_addressee(at as usize);
        let apart = !announced && self.is_parted_as_rows(at as usize);
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
            let after_stop = seen.after_stop || self.is_of_other_row(&marker);
            self.candidates.push(Candidate {
                block: at,
                marker,
                labels: seen.labels,
                after_stop,
                heading: seen.heading,
                announced,
                apart,
                indent,
            });
        }
    }
}
