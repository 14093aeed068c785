//! What stands between two pieces of one item: nothing, where a line or a page broke the
//! sentence; a line end, where a paragraph ended.

use crate::source::blocks::page::Page;
use crate::source::blocks::shape::{Shape, space_after};
use crate::source::blocks::titled;
use crate::source::lex::token::{Block, Gap, Look, NO_CELL};
use crate::source::marks::digits::han_digit;
use crate::source::marks::dressing::is_point;
use crate::source::marks::heads::{field, may_be_head, may_head};
use crate::source::marks::number::{self, Family, Marker};
use crate::text::{Span, ends_text, glue, is_han, is_opening, trim_blank_start};

/// More points than any item has.
const MANY: u32 = 1000;

/// The one space that begins a line more than its indent.
fn space_before(page: &Page<'_>, block: &Block, indent: u8) -> Option<Span> {
    let start = page.tokens.span(block).start;
    let before = page.text.get(..start)?;
    let deeper = block.indent.checked_sub(1) == Some(indent) && before.ends_with(' ');
    deeper.then(|| Span::new(start - 1, start))
}

/// What joins a block to the open item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint {
    /// Nothing, or the space between two Latin words.
    Glue(&'static str),
    /// A space that stood at the line's end or start in the source, at this place.
    Space(Span),
    /// A line end: a new paragraph.
    Paragraph,
}

/// Whether the line `after`, no item of a list, plainly goes on with the sentence that `text`
/// and its last line, `before`, end in the middle of: between two Chinese characters, of which
/// the second begins nothing. Nearly all lines of a text that is broken at an edge do, and
/// need no closer look: [`Seam::joint`] would say the same.
pub(crate) fn goes_on_plainly(
    shape: &Shape,
    text: &str,
    before: &Block,
    after: &Block,
) -> bool {
    let plain = |own: &Block| own.look == Look::Plain;
    let begins = |first| number::may_begin(first) || may_head(first);
    after.gap == Gap::Line
        && shape.is_wrapped()
        && plain(before)
        && plain(after)
        && before.cell == after.cell
        && !shape.is_set_in(after)
        && after.first_char().is_some_and(|first| is_han(first) && !begins(first))
        && text.chars().next_back().is_some_and(|last| is_han(last) && !ends_text(last))
}

/// Two blocks of one item.
#[derive(Debug)]
pub(crate) struct Seam<'a> {
    /// The text of the item so far.
    pub text: &'a str,
    /// The block it ends with.
    pub before: &'a Block,
    /// The block that goes on.
    pub after: &'a Block,
    /// The start of that block, and the number that it begins with.
    pub head: &'a str,
    pub marker: Option<Marker>,
    /// Whether furniture, a label or the end of a row stands between them.
    pub interrupted: bool,
    /// Whether what stands between them is a line end in flowing text that parts nothing.
    pub flowing: bool,
}

impl Seam<'_> {
    /// What joins the two.
    pub(crate) fn joint(&self, page: &Page<'_>, shape: &Shape) -> Joint {
        if self.text.is_empty() {
            return Joint::Glue("");
        }
        if self.flowing {
            return Joint::Glue(glue(self.text, self.head));
        }
        let breaks_number = self.breaks_number();
        if breaks_number && self.after.gap == Gap::Line {
            return Joint::Glue("");
        }
        if page.tokens.list_item(self.after).is_some()
            || self.is_field(page, shape)
            || self.changes_column(page)
            || self.parts_paragraphs(page, shape)
        {
            return Joint::Paragraph;
        }
        let glued = if breaks_number { "" } else { glue(self.text, self.head) };
        match self.kept_space(page, shape) {
            Some(space) if glued.is_empty() => Joint::Space(space),
            _ => Joint::Glue(glued),
        }
    }

    /// Whether they stand beside one another, in columns of a row: a heading and its text.
    fn changes_column(&self, page: &Page<'_>) -> bool {
        if self.before.cell == self.after.cell {
            return false;
        }
        let cells = page.tokens.cell(self.before).zip(page.tokens.cell(self.after));
        cells.is_some_and(|(own, next)| own.row == next.row && own.column < next.column)
    }

    /// Whether a line of a form goes on: 责任单位：省应急厅. Right below a line that is full, but
    /// for one of the form, or that goes on by its last sign, it may be the rest of a sentence.
    fn is_field(&self, page: &Page<'_>, shape: &Shape) -> bool {
        const LONGEST: usize = 10;
        // Most lines go on, and need no closer look.
        if self.after.gap <= Gap::Line && !may_be_head(self.head) {
            return false;
        }
        let (head, _) = page.head(self.after, LONGEST);
        if field(&head).is_none() {
            return false;
        }
        let goes_on = |c: char| is_opening(c) || matches!(c, '，' | ',' | '、');
        let last = || self.text.rsplit('\n').next().unwrap_or("");
        self.after.gap > Gap::Line
            || (!self.text.ends_with(goes_on)
                && (!shape.is_full(page, self.before) || field(last()).is_some()))
    }

    /// Whether the line broke inside a number: 5 / 7座, 1. / 5个百分点.
    fn breaks_number(&self) -> bool {
        let digit = |c: char| c.is_ascii_digit();
        let end = self.text.strip_suffix(['.', ',']).unwrap_or(self.text);
        self.head.starts_with(digit) && end.ends_with(digit)
    }

    /// Whether a new paragraph begins. A page's end between them speaks for one paragraph
    /// that was torn, whatever the first piece ends in.
    fn parts_paragraphs(&self, page: &Page<'_>, shape: &Shape) -> bool {
        let torn = self.interrupted || self.after.gap == Gap::Page;
        let indented = shape.is_set_in(self.after);
        let ended = self.text.chars().next_back().is_some_and(ends_text);
        let sub_item = self.begins_point(shape);
        let less = |depth: u8| self.after.indent.saturating_add(1) < depth;
        let goes_on = shape.set_in.map_or(shape.soft, less);
        // 《…规定》 / （第51号令）
        let number_of_law = self.text.ends_with('》')
            && self.head.starts_with('（')
            && self.marker.is_none();
        if (goes_on && self.after.gap == Gap::Line && !sub_item)
            || self.head.starts_with(is_bound)
            || number_of_law
        {
            return false;
        }
        // Measured only where it matters: most lines go on whatever their width.
        let full = || shape.is_full(page, self.before);
        let line = torn || self.after.gap == Gap::Line;
        if line && self.is_clause() && (shape.wrap.is_none() || full()) {
            return false;
        }
        // A full line that ends no sentence was broken, however deep the next one stands.
        let loose =
            shape.wrap.is_some() && indented && self.after.gap == Gap::Line && !full();
        if !(ended || sub_item || loose || self.is_heading(shape)) {
            return false;
        }
        let in_line = shape.deep && self.after.indent <= shape.indent;
        if shape.wrap.is_some() && in_line && self.after.gap == Gap::Line && !sub_item {
            return false;
        }
        if !indented && line && full() {
            return false;
        }
        if torn {
            return ended && (sub_item || indented || (shape.wrap.is_some() && !full()));
        }
        ended || (sub_item && !full()) || self.is_heading(shape) || loose
    }

    /// Whether the line that goes on begins with the number or the sign of a point.
    fn begins_point(&self, shape: &Shape) -> bool {
        let Some(marker) = self.marker else { return is_point(self.head) };
        let words = marker.family == Family::Is && shape.soft;
        // No points are so many: such a number is a year, or of a standard.
        let line = words && self.after.gap == Gap::Line;
        !marker.weak && marker.value < MANY && !line
    }

    /// Whether a number goes on with a sentence whatever its line begins with: 三是 where
    /// 二是 stands in the middle of a line, 第三条 behind the title of a law.
    fn is_clause(&self) -> bool {
        /// Characters within which the clause before began.
        const REACH: usize = 300;
        let Some(marker) = self.marker else { return false };
        match marker.family {
            Family::Clause => self.text.ends_with('》'),
            Family::Is => {
                let line = tail(self.text, REACH).rsplit('\n').next().unwrap_or("");
                line.match_indices('是').any(|(at, _)| {
                    let before = line.get(..at).unwrap_or("");
                    let numeral = before.chars().next_back().and_then(han_digit);
                    let inside = before.chars().nth(1).is_some();
                    inside && numeral.is_some_and(|value| value + 1 == marker.value)
                })
            }
            _ => false,
        }
    }

    /// Whether what is read last is a heading: set apart from what follows, or a short
    /// paragraph of its own inside the item.
    fn is_heading(&self, shape: &Shape) -> bool {
        const LONGEST: usize = 12;
        if self.before.look != Look::Plain && self.after.look != self.before.look {
            return true;
        }
        if self.after.gap == Gap::Line {
            return !shape.is_wrapped() && self.is_title(shape);
        }
        let marks = |c: char| matches!(c, '，' | '、' | '；' | '。');
        let mut back = self.text.chars().rev().take(LONGEST + 1);
        let plain = back.find(|&c| c == '\n' || marks(c)) == Some('\n');
        plain || self.is_title(shape)
    }

    /// Whether what is read last is a title such as items, or their points, begin with.
    fn is_title(&self, shape: &Shape) -> bool {
        let Some(titles) = shape.titles.filter(|_| !self.interrupted) else {
            return false;
        };
        let near = tail(self.text, titled::LONGEST + titled::NUMBER);
        let line = match near.rsplit_once('\n') {
            Some((_, line)) => line,
            None if near.len() == self.text.len() => near,
            None => return false,
        };
        let number = number::marker(line).filter(|marker| !marker.weak);
        let begins = number.and_then(|own| line.char_indices().nth(own.length));
        let title = line.get(begins.map_or(0, |(at, _)| at)..);
        title.is_some_and(|title| titled::is_title(title, titles))
    }

    /// The space of the source that stands where the line broke, when it is between a
    /// Chinese character and a number or a Latin word.
    fn kept_space(&self, page: &Page<'_>, shape: &Shape) -> Option<Span> {
        let last = self.text.chars().next_back()?;
        let first = self.head.chars().next()?;
        let other = |c: char| c.is_ascii_alphanumeric() || c == '%';
        if !(is_han(last) && other(first) || other(last) && is_han(first)) {
            return None;
        }
        let in_line = self.before.cell == self.after.cell || self.after.cell == NO_CELL;
        if !in_line {
            return None;
        }
        // Of two lines that stand as deep as one another, neither begins with one.
        let deeper = self.before.indent != self.after.indent;
        let before = || space_before(page, self.after, shape.indent);
        space_after(page, self.before)
            .filter(|_| !shape.trailing)
            .or_else(|| before().filter(|_| deeper && !shape.uneven))
    }
}

/// Whether no paragraph can begin with `c`.
fn is_bound(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '”'
            | '’'
            | '〉'
            | '】'
            | ','
            | ';'
            | ':'
    )
}

/// The last characters of a text, for a message.
pub(crate) fn tail(text: &str, count: usize) -> &str {
    let from = text.char_indices().rev().take(count).last().map_or(0, |(at, _)| at);
    trim_blank_start(text.get(from..).unwrap_or(""))
}
