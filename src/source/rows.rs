//! What stands beside the column of the items: labels, also broken over lines, and the
//! numbers of rows.
//!
//! A number at the first line of its row says where the item begins. One set in the middle
//! of its row does not, and then the rows are found by it: each ends as far below its
//! number as it began above it, at the end of a sentence.

use super::around::ends_list;
use super::label::{self, Knowledge, Label, Names};
use super::number;
use super::page::{Page, Placed, Role, ends_text};
use super::token::{Block, Gap, Look, place};

/// What a block beside the items is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// A label, or the first piece of one.
    Label,
    /// The number of a row.
    Number(u32),
    /// Neither.
    Other,
}

/// The number of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowNumber {
    /// The block it is.
    pub block: u32,
    /// What it says.
    pub value: u32,
}

impl Page<'_> {
    /// Finds what a block beside the items is, and gives it its role.
    pub(super) fn find_side(
        &mut self,
        at: usize,
        block: &Block,
        names: &Names,
    ) -> Beside {
        let (head, _) = self.tokens.head(self.text, block, label::LONGEST);
        if let Some(value) = number::whole(&head) {
            self.set(at, Role::Number);
            return Beside::Number(value);
        }
        if ends_list(&head, false) {
            self.set(at, Role::Around);
            return Beside::Other;
        }
        let Some((label, last)) = self.side_label(at, &head, names) else {
            // What stands over the list is no column beside it.
            if !self.labels.is_empty() || !self.candidates.is_empty() {
                self.set(at, Role::Aside);
            }
            return Beside::Other;
        };
        for piece in at..=last {
            let own = self.tokens.blocks.get(piece);
            if own.is_some_and(|b| b.look == Look::Side && !self.is_number(b)) {
                self.set(piece, Role::Label);
            }
        }
        self.labels.push(Placed { block: place(at), label, length: 0 });
        Beside::Label
    }

    fn is_number(&self, block: &Block) -> bool {
        let (head, whole) = self.tokens.head(self.text, block, label::LONGEST);
        whole && number::whole(&head).is_some()
    }

    /// The longest label that the pieces beside the items from block `at` on make, and
    /// the last of its pieces.
    fn side_label(&self, at: usize, head: &str, names: &Names) -> Option<(Label, usize)> {
        /// A label of one character a line has no more lines than this.
        const PIECES: usize = 9;
        let mut joined = head.to_owned();
        let read = |text: &str| names.label(text, false);
        let known =
            |text: &str| read(text).filter(|own| own.knowledge != Knowledge::Unknown);
        let mut best = known(&joined).map(|label| (label, at));
        // A name that no region has goes on as long as its lines do.
        let mut unknown = read(&joined).map(|label| (label, at));
        let (mut pieces, mut texts, mut rows) = (1, 0, 0);
        for next in at + 1..at + 4 * PIECES {
            let Some((block, Role::Text)) = self.block(next) else { break };
            if block.look == Look::Plain {
                texts += 1;
                if texts > 2 {
                    break;
                }
                continue;
            }
            if block.look != Look::Side {
                continue;
            }
            if self.is_number(&block) {
                rows += texts;
                continue;
            }
            let (piece, _) = self.tokens.head(self.text, &block, label::LONGEST);
            let between = std::mem::take(&mut texts);
            joined.push_str(&piece);
            pieces += 1;
            if pieces > PIECES || joined.chars().count() > label::LONGEST {
                break;
            }
            if let Some(label) = known(&joined) {
                best = Some((label, next));
            }
            let goes_on = block.gap == Gap::Line
                && rows == 0
                && between < 2
                && known(&piece).is_none();
            match read(&joined) {
                Some(label) if goes_on && unknown.is_some() => {
                    unknown = Some((label, next));
                }
                _ => rows += 1,
            }
        }
        let placed = !self.labels.is_empty() || !self.candidates.is_empty();
        best.or_else(|| unknown.filter(|_| placed))
    }

    /// The blocks in which the rows with `numbers` begin.
    pub(super) fn rows(&self, numbers: &[RowNumber]) -> Vec<u32> {
        let mut rows = Rows { page: self, lines: Vec::new(), pages: Vec::new() };
        let mut breaks = false;
        for at in 0..self.tokens.blocks.len() {
            let Some((block, role)) = self.block(at) else { continue };
            breaks |= block.gap == Gap::Page || role == Role::Furniture;
            if role == Role::Text && block.look == Look::Plain {
                if std::mem::take(&mut breaks) {
                    rows.pages.push(rows.lines.len());
                }
                rows.lines.push(place(at));
            }
        }
        rows.begin(numbers)
    }
}

/// How surely a row begins at a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    /// The text before it goes on.
    Torn,
    /// A sentence ends before it.
    Sentence,
    /// Something parts it from the line before.
    Parted,
}

#[derive(Debug)]
struct Rows<'p, 'a> {
    page: &'p Page<'a>,
    /// The blocks of text in the column of the items.
    lines: Vec<u32>,
    /// The lines before which a page ends.
    pages: Vec<usize>,
}

impl Rows<'_, '_> {
    fn begin(&self, numbers: &[RowNumber]) -> Vec<u32> {
        let places: Vec<usize> =
            numbers.iter().map(|&number| self.place(number)).collect();
        let at_top = |&&at: &&usize| at % 2 == 0 && self.edge(at / 2) > Edge::Torn;
        let top = places.iter().filter(at_top).count() * 4 >= places.len() * 3;
        let mut found = Vec::with_capacity(places.len());
        let mut before: Option<(usize, usize)> = None;
        for (nth, &at) in places.iter().enumerate() {
            let line = match before {
                _ if top => at.div_ceil(2),
                None => self.first(at / 2),
                Some((begun, number)) => {
                    let next = places.get(nth + 1).copied();
                    self.row_after(begun, number, at, next)
                }
            };
            before = Some((line, at));
            found.push(self.lines.get(line).copied().unwrap_or(u32::MAX));
        }
        found
    }

    /// Twice the line beside which a number stands; one less where it stands above it, on
    /// a line of its own.
    fn place(&self, number: RowNumber) -> usize {
        let line = self.lines.partition_point(|&line| line < number.block);
        let span = |at: u32| {
            let block = self.page.tokens.blocks.get(at as usize);
            block.map(|block| self.page.tokens.span(block))
        };
        let text = self.lines.get(line).and_then(|&at| span(at));
        let between = match (span(number.block), text) {
            (Some(number), Some(text)) => self.page.text.get(number.end..text.start),
            _ => None,
        };
        let own_line = between.is_none_or(|between| between.contains(['\n', '\u{c}']));
        (2 * line).saturating_sub(usize::from(own_line))
    }

    /// The line where the first row begins, whose number stands beside line `at`.
    fn first(&self, at: usize) -> usize {
        let goes_on =
            |&line: &usize| self.edge(line) < Edge::Parted && !self.pages.contains(&line);
        at - (1..=at).rev().take_while(goes_on).count()
    }

    /// The line where a row begins, whose number stands at `at`: the row before it begins
    /// at line `begun` and its number stands at `before`, that of the next at `next`.
    fn row_after(
        &self,
        begun: usize,
        before: usize,
        at: usize,
        next: Option<usize>,
    ) -> usize {
        let from = (before / 2 + 1).max(begun + 1);
        let until = (at / 2).max(from);
        let expected = (before + 1).saturating_sub(begun);
        let cost = |line: usize| {
            let off = if self.is_page_between(begun, line) {
                0
            } else {
                line.abs_diff(expected)
            };
            let ends = (at + 1).saturating_sub(line);
            let fits = |end: usize| {
                next.is_none_or(|next| end <= next / 2 + 1) && self.edge(end) > Edge::Torn
            };
            let balanced = (ends.saturating_sub(1)..=ends + 1).any(fits);
            let edge = match self.edge(line) {
                Edge::Parted => 0,
                Edge::Sentence => 3,
                Edge::Torn => 30,
            };
            2 * off + edge + if balanced { 0 } else { 3 }
        };
        (from..=until).min_by_key(|&line| cost(line)).unwrap_or(from)
    }

    /// How surely a row begins at `line`.
    fn edge(&self, line: usize) -> Edge {
        let (Some(&own), Some(before)) = (self.lines.get(line), line.checked_sub(1))
        else {
            return Edge::Parted;
        };
        let Some(&before) = self.lines.get(before) else { return Edge::Parted };
        let mut edge = Edge::Torn;
        for at in before as usize + 1..=own as usize {
            let Some((block, role)) = self.page.block(at) else { continue };
            if block.look == Look::ColumnHead
                || block.gap == Gap::Page
                || role == Role::Furniture
            {
                edge = Edge::Torn;
                break;
            }
            let heading = role == Role::Label && block.look != Look::Side;
            if block.gap == Gap::Paragraph || heading {
                edge = Edge::Parted;
            }
        }
        let last = self.page.tokens.blocks.get(before as usize);
        let last = last.and_then(|last| self.page.tokens.last_char(self.page.text, last));
        edge.max(if last.is_none_or(ends_text) { Edge::Sentence } else { Edge::Torn })
    }

    /// Whether a page ends between two lines.
    fn is_page_between(&self, begun: usize, line: usize) -> bool {
        let next = self.pages.partition_point(|&page| page <= begun);
        self.pages.get(next).is_some_and(|&page| page <= line)
    }
}
