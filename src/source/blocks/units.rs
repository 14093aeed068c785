//! What other columns hold, in a table of which one cell was written behind the other and
//! whose items have no column of numbers: `港航部门` on a line of its own behind an item.

use super::numbering::Start;
use super::page::{Page, Role};
use crate::source::lex::token::{Block, Gap, NO_CELL, place};
use crate::source::marks::heads::{Head, head_word};
use crate::text::{ends_text, is_blank};

/// Characters of the longest line that such a cell has.
const LONGEST: usize = 16;

/// Lines of such cells behind one item, at most.
const MOST: usize = 6;

/// Takes the short lines behind the items at `starts` out of their texts, where the heads of
/// the table say that it has columns which hold no items: where one may be a label, only
/// `alone` behind an item.
pub(crate) fn find(page: &mut Page<'_>, starts: &[Start], alone: bool) {
    let heads = page.roles.iter().enumerate();
    let heads = heads.filter(|(_, role)| **role == Role::Furniture).map(|(at, _)| at);
    let heads: Vec<usize> = heads.filter(|&at| has_other_columns(page, at)).collect();
    let Some(&first) = heads.first() else { return };
    let ends = starts.iter().skip(1).map(|start| start.block as usize);
    let ends: Vec<usize> = ends.filter(|&end| end > first).collect();
    for end in ends {
        let cells = cells_before(page, starts, end);
        for at in cells.iter().copied().filter(|_| !alone || cells.len() == 1) {
            page.set(at, Role::Aside);
        }
    }
    if alone {
        return;
    }
    let last = page.roles.iter().rposition(|&role| role == Role::Text);
    let below =
        starts.last().zip(last).filter(|(start, last)| *last > start.block as usize);
    if let Some((_, last)) = below {
        for at in cells_before(page, starts, last + 1) {
            page.set(at, Role::Aside);
        }
    }
}

/// Whether block `at` is a line of column heads, one of which heads no items.
fn has_other_columns(page: &Page<'_>, at: usize) -> bool {
    let Some(block) = page.tokens.blocks.get(at).filter(|own| own.cell == NO_CELL) else {
        return false;
    };
    let (head, whole) = page.tokens.head(page.text, block, 2 * LONGEST);
    let words = || head.split(is_blank).filter(|word| !word.is_empty()).map(head_word);
    let all = whole && words().all(|word| word.is_some());
    all && words().any(|word| word == Some(Head::Text))
        && words().next_back() == Some(Some(Head::Other))
}

/// The lines right before block `end` that end no sentence, behind one that does.
fn cells_before(page: &Page<'_>, starts: &[Start], end: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for at in (0..end).rev() {
        let Some((block, role)) = page.block(at) else { break };
        if matches!(role, Role::Label | Role::Furniture) {
            continue;
        }
        let ended = block.last_char().is_some_and(ends_text);
        if ended && role == Role::Text {
            return found;
        }
        let opens = starts.binary_search_by_key(&place(at), |start| start.block).is_ok();
        if role != Role::Text || opens || found.len() == MOST || !is_cell(page, &block) {
            break;
        }
        found.push(at);
    }
    Vec::new()
}

/// Whether a line may be one of such a cell.
fn is_cell(page: &Page<'_>, block: &Block) -> bool {
    let (head, whole) = page.tokens.head(page.text, block, LONGEST);
    let clause = |c: char| matches!(c, '，' | '；' | '。' | '：');
    whole && block.cell == NO_CELL && block.gap == Gap::Line && !head.contains(clause)
}
