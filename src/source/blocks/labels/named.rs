//! Regions that each item names in words at its end: `…（责任地区：天津市）`, or on a last line of
//! its own: `责任地区：天津市`.

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Placed, Role};
use crate::source::lex::token::Block;
use crate::source::marks::heads::is_region_word;
use crate::source::marks::label::{self, Label, Names};

/// The region that an item ends with.
#[derive(Debug)]
struct Named {
    /// The block that names it.
    block: usize,
    /// Whether that is all the block says.
    whole: bool,
    label: Label,
}

/// Takes the regions that the items at `starts` end with for their labels, where every one
/// ends with one and none stands elsewhere. What stands in brackets stays in the text.
pub(crate) fn find(page: &mut Page<'_>, starts: &[Start], names: &Names) {
    let all = page.tokens.blocks.len();
    let found: Vec<Named> = starts
        .iter()
        .enumerate()
        .map_while(|(own, start)| {
            let from = start.block as usize;
            match starts.get(own + 1) {
                Some(next) => {
                    (from..next.block as usize).rev().find_map(|at| of(page, at, names))
                }
                // Behind the last item stands what closes the document, too.
                None => (from..all).find_map(|at| of(page, at, names)),
            }
        })
        .collect();
    if found.len() < starts.len().max(2) || !stand_alone(page, starts, &found) {
        return;
    }
    for own in found.iter().filter(|own| own.whole) {
        page.set(own.block, Role::Label);
    }
    let labels = starts.iter().zip(found);
    page.labels = labels
        .map(|(start, own)| Placed { block: start.block, label: own.label, length: 0 })
        .collect();
}

/// Whether no labels stand in rows, over the items or between them but those that were `found`.
fn stand_alone(page: &Page<'_>, starts: &[Start], found: &[Named]) -> bool {
    let last = starts.last().map_or(0, |last| last.block);
    let own = |block: u32| found.binary_search_by_key(&(block as usize), |own| own.block);
    page.rows.iter().all(|row| row.label.is_none())
        && page
            .labels
            .iter()
            .all(|placed| placed.block > last || own(placed.block).is_ok())
}

/// The region that block `at` ends with, or names and nothing else.
fn of(page: &Page<'_>, at: usize, names: &Names) -> Option<Named> {
    let (block, Role::Text | Role::Label) = page.block(at)? else { return None };
    let stop = block.last_char().is_some_and(|c| matches!(c, '。' | '；'));
    if (stop || block.last_char().is_some_and(|c| matches!(c, '）' | ')')))
        && let Some((label, whole)) = in_brackets(page, &block, names)
    {
        // A line of its own is of the text, unless it was known for a label before.
        let whole = whole && page.is(at, Role::Label);
        return Some(Named { block: at, whole, label });
    }
    let (head, true) = page.head(&block, label::LONGEST) else { return None };
    let label = named(head.trim_end_matches('。'), false, names)?;
    Some(Named { block: at, whole: true, label })
}

/// The region that the brackets at the end of `block` name, and whether they are all of it.
fn in_brackets(page: &Page<'_>, block: &Block, names: &Names) -> Option<(Label, bool)> {
    let shown: String = page.tokens.chars(page.text, block).collect();
    let shown = shown.trim().trim_end_matches(['。', '；']);
    let inner = in_last_brackets(shown)?;
    let whole = inner.chars().count() + 2 == shown.chars().count();
    Some((named(inner, true, names)?, whole))
}

/// What stands in the brackets that `text` ends with.
fn in_last_brackets(text: &str) -> Option<&str> {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices().rev().take(label::LONGEST * 2) {
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            let inner = text.get(at + c.len_utf8()..)?;
            return inner.strip_suffix(['）', ')']);
        }
    }
    None
}

/// The region that `text` names behind a word for it: 责任地区：天津市; and in `brackets` also
/// without one, if it is known.
fn named(text: &str, brackets: bool, names: &Names) -> Option<Label> {
    let field = text.split(['；', ';', '，', ',']).find_map(|part| {
        let (word, value) = part.split_once(['：', ':'])?;
        is_region_word(word).then(|| names.label_in_column(value.trim()))?
    });
    let alone = || names.label(text, false).filter(|own| brackets && own.is_known());
    field.or_else(alone)
}
