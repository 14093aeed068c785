//! What is told of the cells of a list that hold no items: each unused column once, and
//! each row that is no recommendation, such as one of sums.

use std::collections::BTreeSet;

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::Page;
use crate::source::lex::lexer::ends_line;
use crate::source::lex::token::{Block, Look};
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::words;
use crate::source::notice::Report;
use crate::text::{Span, is_han, trim_blank};

/// What was told so far.
#[derive(Debug, Default)]
pub(crate) struct Asides {
    /// The tables in which items begin; of others, like the menu of a page, nothing is
    /// told.
    listed: BTreeSet<u32>,
    /// The tables that were told of as a whole.
    tables: BTreeSet<u32>,
    /// Tables and their columns that were told of; nothing stands for text in no table.
    columns: BTreeSet<Option<(u32, u16)>>,
    /// The last row that was told of.
    row: Option<u32>,
}

impl Asides {
    /// Nothing told yet about a page whose items begin at `starts`.
    pub(crate) fn new(page: &Page<'_>, starts: &[Start]) -> Self {
        let tokens = &page.tokens;
        let cell = |start: &Start| tokens.cell(tokens.blocks.get(start.block as usize)?);
        let listed = starts.iter().filter_map(cell).map(|cell| cell.table).collect();
        Self { listed, ..Self::default() }
    }

    /// Tells of what stands at `span` behind the text of an item.
    pub(crate) fn tell_tail(&mut self, span: Span, report: &mut Report) {
        if self.columns.insert(None) {
            report.column_unused(None, span);
        }
    }

    /// Tells of a block that is in no item.
    pub(crate) fn tell(&mut self, page: &Page<'_>, block: &Block, report: &mut Report) {
        let span = page.tokens.span(block);
        let Some(&cell) = page.tokens.cell(block) else {
            if self.columns.insert(None) {
                report.column_unused(None, span);
            }
            let close = || is_close(page.text, span) || is_end_of_line(page, block);
            if follows_text(page, block) && close() {
                report.column_tied(span.of(page.text), span);
            }
            return;
        };
        if page.tokens.tables.get(cell.table as usize).is_some_and(|table| table.aside) {
            if self.tables.insert(cell.table) {
                report.table_unused(span);
            }
            return;
        }
        if !self.listed.contains(&cell.table) {
            return;
        }
        if page.rows.get(cell.row as usize).is_some_and(|row| row.aside) {
            if self.row.replace(cell.row) != Some(cell.row) {
                report.row_unused(span);
            }
        } else if self.columns.insert(Some((cell.table, cell.column))) {
            report.column_unused(Some(cell.column), span);
        }
    }
}

/// Whether the block before `block` is text in the column of the items.
fn follows_text(page: &Page<'_>, block: &Block) -> bool {
    let at = page.tokens.blocks.partition_point(|other| other.first < block.first);
    let before = at.checked_sub(1).and_then(|at| page.tokens.blocks.get(at));
    before.is_some_and(|before| before.look == Look::Plain)
}

/// Whether one space parts `block`, a few Chinese characters that name no office, from the text
/// before it, on a line that begins no row: marks that are set narrow leave room for as many.
fn is_end_of_line(page: &Page<'_>, block: &Block) -> bool {
    const FEW: usize = 3;
    const LONGEST: usize = 1000;
    let span = page.tokens.span(block);
    let own = span.of(page.text);
    // A line may be as long as the source.
    let from = page.text.floor_char_boundary(span.start.saturating_sub(LONGEST));
    let before = page.text.get(from..span.start).unwrap_or("");
    let line = before.rfind(ends_line).map(|end| end + 1);
    let line = line.or_else(|| (from == 0).then_some(0));
    let Some(text) = line.and_then(|line| before.get(line..)) else { return false };
    let single = text.ends_with(' ') && !text.ends_with("  ");
    let few = own.chars().nth(FEW).is_none() && own.chars().all(is_han);
    // A number or a label stands far before the text.
    let alone = !trim_blank(text).contains("  ");
    single && few && alone && !is_addressee(own) && !goes_on_above(page, block)
}

/// Whether the line above that of `block` holds the beginning of a name in the same column, so
/// that `block` may be the end of it.
fn goes_on_above(page: &Page<'_>, block: &Block) -> bool {
    let at = page.tokens.blocks.partition_point(|other| other.first < block.first);
    let above = at.checked_sub(2).and_then(|at| page.tokens.blocks.get(at));
    let above = above.filter(|above| above.look == Look::Aside);
    above.is_some_and(|above| !is_addressee(page.tokens.span(above).of(page.text)))
}

/// Whether one space parts what stands at `span` from the text before, as some programs set
/// numbers apart, or as a line set wide has, whose marks it holds: then it may be the end of
/// that text.
fn is_close(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).filter(|before| before.ends_with(' '));
    before.is_some_and(|before| {
        let line = before.rfind(ends_line).map_or(0, |end| end + 1);
        let close = !before.ends_with("  ") && span.of(text).contains(is_mark);
        close || words::is_tied(before.get(line..).unwrap_or(""), span.of(text))
    })
}

/// Whether `c` stands in sentences, and in no name or date.
const fn is_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '（' | '(' | '）' | ')' | '“' | '”')
}
