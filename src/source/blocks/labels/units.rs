//! What other columns hold, in a table of which one cell was written behind the other and
//! whose items have no column of numbers: `港航部门` on a line of its own behind an item, or on
//! its last.

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Role, Tail};
use crate::source::lex::token::{Block, Gap, Kind, Look, NO_CELL, place};
use crate::source::marks::folio::has_clauses;
use crate::source::marks::heads::{Head, head_word};
use crate::text::{
    Span, is_closing, is_han, is_sentence_end, split_blank, trim_blank_start,
};

/// Characters of the longest line that such a cell has.
const LONGEST: usize = 16;

/// Lines of such cells behind one item, at most.
const MOST: usize = 6;

/// The heads of a table that has columns which hold no items.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heads {
    /// The first line of them, or the last where each has a line for itself.
    at: usize,
    /// How many such columns there are, where each cell is a line too.
    each: Option<usize>,
}

/// The first of such heads.
pub(crate) fn heads(page: &Page<'_>) -> Option<Heads> {
    let heads = page.roles.iter().enumerate();
    let mut heads = heads.filter(|(_, role)| **role == Role::Furniture).map(|(at, _)| at);
    let on_line = heads.find(|&at| has_other_columns(page, at));
    on_line.map(|at| Heads { at, each: None }).or_else(|| heads_of_lines(page))
}

/// Such heads of which each has a line for itself, near the top of the page: that of the
/// regions, that of the items, and others behind it.
fn heads_of_lines(page: &Page<'_>) -> Option<Heads> {
    /// Blocks over the heads, at most.
    const FAR: usize = 40;
    let head = |at: usize| {
        let plain = |own: &&Block| own.cell == NO_CELL && own.look == Look::Plain;
        let block = page.tokens.blocks.get(at).filter(plain)?;
        let (head, whole) = page.head(block, LONGEST);
        head_word(&head).filter(|_| whole)
    };
    let from = (0..FAR).find(|&at| head(at) == Some(Head::Region))?;
    let text = from + 1;
    let past = (text..text + FAR).find(|&at| head(at).is_none())?;
    let others = (text + 1..past).filter(|&at| head(at) == Some(Head::Other)).count();
    let only = head(text) == Some(Head::Text) && text + 1 + others == past;
    (only && others > 0).then_some(Heads { at: past - 1, each: Some(others) })
}

/// Takes the short lines behind the items at `starts` out of their texts, below the `heads` of
/// columns which hold no items: where one may be a label, only `alone` behind an item.
pub(crate) fn find(
    page: &mut Page<'_>,
    starts: &[Start],
    heads: Option<Heads>,
    alone: bool,
) {
    let Some(Heads { at: first, each }) = heads else { return };
    let ends = starts.iter().skip(1).map(|start| start.block as usize);
    let mut ends: Vec<usize> = ends.filter(|&end| end > first).collect();
    let last = page.roles.iter().rposition(|&role| role == Role::Text);
    if let (Some(start), Some(last), false) = (starts.last(), last, alone)
        && last >= start.block as usize
    {
        ends.push(last + 1);
    }
    for end in ends {
        let (cells, text) = cells_before(page, starts, end, each);
        if let Some(at) = text {
            cut_tail(page, at);
        }
        for at in cells.iter().copied().filter(|_| !alone || cells.len() == 1) {
            page.set(at, Role::Aside);
        }
    }
}

/// Whether block `at` is a line of column heads, one of which heads no items.
fn has_other_columns(page: &Page<'_>, at: usize) -> bool {
    let Some(block) = page.tokens.blocks.get(at).filter(|own| own.cell == NO_CELL) else {
        return false;
    };
    let (head, whole) = page.head(block, 2 * LONGEST);
    // The last one first: it tells most lines of heads apart.
    let last = || split_blank(&head).last().and_then(head_word) == Some(Head::Other);
    let words = || split_blank(&head).map(head_word).collect::<Option<Vec<_>>>();
    whole && last() && words().is_some_and(|words| words.contains(&Head::Text))
}

/// The lines right before block `end` that end no sentence, behind one that does, or that
/// holds the end of one: with them comes the block of that. Where the other columns have a line
/// `each`, that many stand behind the only line of an item too.
fn cells_before(
    page: &Page<'_>,
    starts: &[Start],
    end: usize,
    each: Option<usize>,
) -> (Vec<usize>, Option<usize>) {
    let mut found = Vec::new();
    for at in (0..end).rev() {
        let Some((block, role)) = page.block(at) else { break };
        if matches!(role, Role::Label | Role::Furniture) {
            continue;
        }
        if role == Role::Text {
            if block.ends_text() {
                return (found, None);
            }
            if tail(page, &block).is_some() {
                return (found, Some(at));
            }
        }
        let opens = starts.binary_search_by_key(&place(at), |start| start.block).is_ok();
        if opens && each == Some(found.len()) {
            return (found, None);
        }
        if role != Role::Text
            || opens
            || found.len() == MOST
            || !is_cell(page, &block, each)
        {
            break;
        }
        found.push(at);
    }
    (Vec::new(), None)
}

/// What stands on a line behind the stop of a text, a space apart: short, and no sentence.
fn tail(page: &Page<'_>, block: &Block) -> Option<Span> {
    let runs = page.tokens.runs_of(block);
    let [run] = runs else { return None };
    let own = run.span().of(page.text);
    let mut ends = own.char_indices().rev().take(LONGEST + 2);
    let (at, _) = ends.find(|&(_, c)| is_sentence_end(c))?;
    let behind =
        own.get(at..)?.trim_start_matches(|c| is_sentence_end(c) || is_closing(c));
    let rest = trim_blank_start(behind);
    let apart = rest.len() < behind.len() && rest.chars().any(is_han);
    let end = run.span().end;
    (apart && run.kind == Kind::Text && !has_clauses(rest))
        .then(|| Span::new(end - rest.len(), end))
}

/// Takes what other columns hold off the end of block `at`.
fn cut_tail(page: &mut Page<'_>, at: usize) {
    let Some((block, _)) = page.block(at) else { return };
    let Some(tail) = tail(page, &block) else { return };
    page.tokens.shorten(page.text, at, tail.start);
    let before = page.tails.partition_point(|own| own.run < block.first);
    page.tails.insert(before, Tail { run: block.first, span: tail });
}

/// Whether a line may be one of such a cell; where `each` is one, blank lines may part them.
fn is_cell(page: &Page<'_>, block: &Block, each: Option<usize>) -> bool {
    let (head, whole) = page.head(block, LONGEST);
    let plain = block.cell == NO_CELL && (block.gap == Gap::Line || each.is_some());
    whole && plain && !has_clauses(&head)
}
