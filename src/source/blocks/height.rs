//! How high on the page blocks stand that are set in columns: what is in the middle of a
//! row is found by that.
//!
//! Heights are counted in half lines of text, from the top of the source. A label or a
//! number between two lines of text stands at the edge of both. A line on which nothing
//! stands in the column of the items counts where another column goes on below the end of
//! the text; in the middle of a text it is only a line set between its lines.

use crate::source::blocks::page::{Page, Role};
use crate::source::lex::lexer::ends_line;
use crate::source::lex::token::{Block, Gap, Look};
use crate::text::is_sentence_end;

/// Half lines.
const LINE: u32 = 2;

/// How high each block of a page stands.
#[derive(Debug, Default)]
pub(crate) struct Heights {
    /// The middle of each block.
    middles: Vec<u32>,
    /// The tops of the lines over which a blank one stands, in order; ends of pages apart.
    pub gaps: Vec<u32>,
    /// How high the page is.
    pub end: u32,
}

impl Heights {
    /// The middle of block `at`.
    pub(crate) fn middle(&self, at: usize) -> u32 {
        self.middles.get(at).copied().unwrap_or(self.end)
    }

    /// The top of the line of block `at`; where it stands between two, that of the lower.
    pub(crate) fn top(&self, at: usize) -> u32 {
        line_top(self.middle(at))
    }
}

/// The top of the line at that height, or of the one below where it is between two.
pub(crate) const fn line_top(middle: u32) -> u32 {
    middle - middle % LINE
}

/// What stands on a line.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
struct Line {
    text: bool,
    label: bool,
    aside: bool,
    /// Whether a blank line or a page's end parts it from the line before.
    parted: bool,
}

impl Line {
    fn add(&mut self, block: &Block, role: Role) {
        match (block.look, role) {
            (Look::Plain, Role::Text) => self.text = true,
            (Look::Side, Role::Label) => self.label = true,
            (Look::Aside | Look::Title, _) => self.aside = true,
            _ => {}
        }
    }

    /// Whether a column goes on here from the line `before`.
    const fn goes_on_below(self, before: Self) -> bool {
        let same = (self.label && before.label) || (self.aside && before.aside);
        same && !self.parted
    }
}

impl Page<'_> {
    /// How high the blocks stand.
    pub(crate) fn heights(&self) -> Heights {
        let mut heights = Heights::default();
        let (mut before, mut own) = (Line::default(), Line::default());
        let (mut first, mut ended, mut last) = (0, true, true);
        for at in 0..self.tokens.blocks.len() {
            let Some((block, role)) = self.block(at) else { continue };
            if self.begins_line(at, &block) {
                heights.close(first, own, before, ended);
                (first, before, ended) = (at, own, last);
                heights.gaps.extend(self.ends_row_of_label(at).then_some(heights.end));
                own = Line { parted: block.gap > Gap::Line, ..Line::default() };
            }
            own.add(&block, role);
            heights.middles.push(heights.end);
            if block.look == Look::Plain && role == Role::Text {
                let end = block.last_char();
                last = end.is_none_or(is_sentence_end);
            }
        }
        heights.close(first, own, before, ended);
        heights
    }

    /// Whether what stands above block `at` shows that the row of a label ends there: a rule, or
    /// where none are drawn, a blank line.
    fn ends_row_of_label(&self, at: usize) -> bool {
        if self.tokens.rules.is_empty() {
            return self.is_below_blank(at);
        }
        let blocks = at.checked_sub(1).and_then(|from| self.tokens.blocks.get(from..=at));
        let Some([before, own]) = blocks else { return false };
        let (from, until) = (self.tokens.span(before).end, self.tokens.span(own).start);
        self.tokens.rules_in(from, until).iter().any(|rule| rule.labels)
    }

    /// Whether block `at` is the first on its line.
    fn begins_line(&self, at: usize, block: &Block) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.tokens.blocks.get(at));
        let Some(before) = before.filter(|_| block.gap == Gap::Line) else { return true };
        let (from, until) = (self.tokens.span(before).end, self.tokens.span(block).start);
        self.text.get(from..until).is_none_or(|between| between.contains(ends_line))
    }
}

impl Heights {
    /// Ends the line `own`, which begins with block `first`; `ended` says whether the text
    /// above it is at an end.
    fn close(&mut self, first: usize, own: Line, before: Line, ended: bool) {
        if own.text || (ended && own.goes_on_below(before)) {
            for middle in self.middles.iter_mut().skip(first) {
                *middle += LINE / 2;
            }
            self.end += LINE;
        }
    }
}
