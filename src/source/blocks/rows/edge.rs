//! The lines of text in the column of the items, and how surely a new item begins at each.
//!
//! A text goes on until its lines are full: where the first word of the next line would
//! still have had room, the text was at an end.

use crate::source::blocks::height::Heights;
use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::{Block, Gap, Look, place};
use crate::source::marks::digits::is_numeral;
use crate::source::marks::number::{self, Family, Marker};
use crate::text::{
    ends_text, is_closing, is_opening, is_sentence_end, is_wide_punctuation, print_width,
};

/// A line of text in the column of the items.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextLine {
    /// The block it is.
    pub block: u32,
    /// Its top, in half lines.
    pub top: u32,
    /// Whether a page ends before it.
    pub page: bool,
    /// Whether a blank line, a heading or a page's end does.
    pub parted: bool,
    /// What this says about it.
    pub edge: Edge,
}

/// What it costs that an item begins at a line, and what that none does. A quarter of a line
/// that a number is off the middle of its row costs 3.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    pub begins: u32,
    pub goes_on: u32,
}

impl Edge {
    /// A sentence that ends with a full line, as a part of an item may.
    const SENTENCE: Self = Self { begins: 8, goes_on: 0 };
    /// A sentence that ends before its line is full.
    const PARAGRAPH: Self = Self { begins: 0, goes_on: 16 };
    /// The end of a part of a sentence, before its line is full and with a full one.
    const PART: Self = Self { begins: 4, goes_on: 8 };
    const FULL_PART: Self = Self { begins: 20, goes_on: 0 };
    /// A text without a stop that leaves its line.
    const UNSTOPPED: Self = Self { begins: 24, goes_on: 4 };
    /// A text that goes on.
    pub(crate) const TORN: Self = Self { begins: 80, goes_on: 0 };
    /// The end of a sentence or a part of one, before a point that is counted in the text.
    const POINT: Self = Self { begins: 60, goes_on: 0 };
    /// A heading, or the top of the list.
    const HEADING: Self = Self { begins: 0, goes_on: 200 };

    /// A text in a row that a rule would end.
    const RULED: Self = Self { begins: 400, goes_on: 0 };

    /// The same where a blank line stands between.
    const fn parted(self) -> Self {
        let begins = self.begins / 4;
        let goes_on = if self.begins <= Self::SENTENCE.begins { 24 } else { 2 };
        Self {
            begins,
            goes_on: if self.goes_on > goes_on { self.goes_on } else { goes_on },
        }
    }
}

/// How a text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Sentence,
    Part,
    Open,
}

impl Page<'_> {
    /// The lines of text in the column of the items, from above.
    pub(crate) fn text_lines(&self, heights: &Heights) -> Vec<TextLine> {
        let edge = self.usual_width();
        let mut lines: Vec<TextLine> = Vec::new();
        let mut between = Between::default();
        for at in 0..self.tokens.blocks.len() {
            let Some((block, role)) = self.block(at) else { continue };
            between.add(&block, role);
            if role != Role::Text || block.look != Look::Plain {
                continue;
            }
            let last = lines
                .last()
                .and_then(|line: &TextLine| self.tokens.blocks.get(line.block as usize));
            lines.push(TextLine {
                block: place(at),
                top: heights.top(at),
                page: between.page,
                parted: last.is_none()
                    || between.page
                    || between.blank
                    || between.heading,
                edge: last.map_or(Edge::HEADING, |last| {
                    self.ruled_edge(last, &block)
                        .unwrap_or_else(|| self.edge(last, &block, between, edge))
                }),
            });
            between = Between::default();
        }
        lines
    }

    /// The same between two lines of a drawn table, where rules say where rows begin.
    fn ruled_edge(&self, before: &Block, own: &Block) -> Option<Edge> {
        let drawn = !self.tokens.rules.is_empty();
        let (from, until) = (self.tokens.span(before).end, self.tokens.span(own).start);
        let parts = drawn && !self.tokens.rules_in(from, until).is_empty();
        drawn.then_some(if parts { Edge::HEADING } else { Edge::RULED })
    }

    fn edge(&self, before: &Block, own: &Block, between: Between, edge: usize) -> Edge {
        if between.heading {
            return Edge::HEADING;
        }
        let full = self.printed(before) + self.first_word(own) > edge;
        let found = match (self.end_of(before), full) {
            (End::Sentence | End::Part, _) if self.is_point(own) => Edge::POINT,
            (End::Sentence, false) => Edge::PARAGRAPH,
            (End::Sentence, true) => Edge::SENTENCE,
            (End::Part, false) => Edge::PART,
            (End::Part, true) => Edge::FULL_PART,
            (End::Open, false) => Edge::UNSTOPPED,
            (End::Open, true) => Edge::TORN,
        };
        if between.blank && !between.page { found.parted() } else { found }
    }

    /// Whether a line begins with the number of a point, and not as the text of an item does
    /// that repeats the number of its row: ①, （1）, 一是.
    fn is_point(&self, line: &Block) -> bool {
        use Family::{Circled, Is, Paren, ParenSign};
        let first = line.first_char();
        let may =
            first.is_some_and(|c| matches!(c, '（' | '(' | '①'..='⒇') || is_numeral(c));
        let (head, _) = self.head(line, if may { 8 } else { 0 });
        let point = |own: &Marker| matches!(own.family, Circled | Is | Paren | ParenSign);
        may && number::marker(&head).as_ref().is_some_and(point)
    }

    fn end_of(&self, block: &Block) -> End {
        /// Characters of the longest row of marks that close.
        const CLOSING: usize = 4;
        let own = self.tokens.span(block).of(self.text);
        let mut back = own.chars().rev().take(CLOSING).skip_while(|&c| is_closing(c));
        let last = own.chars().next_back();
        if back.next().is_some_and(is_sentence_end) {
            End::Sentence
        } else if last.is_none_or(ends_text) {
            End::Part
        } else {
            End::Open
        }
    }

    /// How wide most lines are that go on.
    pub(in crate::source::blocks) fn usual_width(&self) -> usize {
        let mut widths: Vec<usize> = Vec::new();
        for (block, role) in self.tokens.blocks.iter().zip(&self.roles) {
            let text = *role == Role::Text && block.look == Look::Plain;
            if text && self.end_of(block) == End::Open {
                widths.push(self.printed(block));
            }
        }
        widths.sort_unstable();
        widths.get(widths.len() / 2).copied().unwrap_or(usize::MAX)
    }

    /// Columns that a line takes, its indent included. Marks that a screen shows narrow, such
    /// as quotes, are as wide as a character in print.
    fn printed(&self, line: &Block) -> usize {
        usize::from(line.indent) + print_width(self.tokens.span(line).of(self.text))
    }

    /// Columns of the first word of a line, with the marks that are not parted from it.
    fn first_word(&self, line: &Block) -> usize {
        /// Characters of the longest word that is looked at.
        const LONGEST: usize = 24;
        let (head, _) = self.head(line, LONGEST);
        let opening = head.chars().take_while(|&c| is_opening(c)).count();
        let latin = |c: char| c.is_ascii_graphic();
        let mut rest = head.chars().skip(opening);
        let (word, length) = match rest.next() {
            Some(c) if latin(c) => {
                let length = 1 + rest.take_while(|&c| latin(c)).count();
                (length, length)
            }
            _ => (2, 1),
        };
        let marks = |c: &char| is_wide_punctuation(*c) && !is_opening(*c);
        let after = head.chars().skip(opening + length).take_while(marks);
        2 * opening + word + 2 * after.count()
    }
}

/// What stands between two lines of text.
#[derive(Clone, Copy, Debug, Default)]
struct Between {
    page: bool,
    blank: bool,
    heading: bool,
}

impl Between {
    fn add(&mut self, block: &Block, role: Role) {
        let head = block.look == Look::ColumnHead;
        self.page |= block.gap == Gap::Page || role == Role::Furniture || head;
        self.blank |= block.gap == Gap::Paragraph;
        self.heading |= role == Role::Label && block.look != Look::Side;
    }
}
