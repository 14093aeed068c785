//! Running heads on one line with the number of their page: `工作建议清单　　1` on odd pages,
//! `2　　国务院安委会办公室` on even ones; and numbers of pages that tear a paragraph in a cell.

use super::{FEW, LONGEST, tears};
use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::Gap;
use crate::source::marks::label::Names;
use crate::source::marks::{folio, number};
use crate::text::{bare, is_han, is_sentence_end};

/// Takes the lines at the blocks `found` for running heads, where each has the next number
/// and all of one side have the same words: no item, label or row has.
pub(crate) fn take(page: &mut Page<'_>, found: &[usize], names: &Names) {
    let mut sides: [Option<String>; 2] = [None, None];
    let mut before = None;
    for &at in found {
        let Some((block, Role::Text)) = page.block(at) else { return };
        let (head, _) = page.tokens.head(page.text, &block, LONGEST);
        let Some(own) = folio::beside(&head) else { return };
        let words = bare(own.words).into_owned();
        let label = names.label(&words, false);
        let region = label.is_some_and(|label| label.is_known());
        let counts = before.is_none_or(|before: u32| before + 1 == own.number);
        let side = sides.get_mut(usize::from(own.leads));
        let Some(side) = side.filter(|_| counts && !region) else { return };
        if side.get_or_insert_with(|| words.clone()) != &words {
            return;
        }
        before = Some(own.number);
    }
    if found.len() > 1 {
        for &at in found {
            page.set(at, Role::Furniture);
        }
    }
}

/// Takes those of `inner`, numbers that stand alone in cells, for numbers of pages that tear
/// the paragraph around them, where others number the items: `numbered` blocks have one, or
/// cells hold nothing else. Returns them.
pub(super) fn take_inner(
    page: &mut Page<'_>,
    inner: &[usize],
    numbered: u32,
) -> Vec<usize> {
    let shared = |&&at: &&usize| is_inside_cell(page, at);
    let found: Vec<usize> = inner.iter().filter(shared).copied().collect();
    let others = numbered as usize + inner.len() - found.len();
    let torn = |&at: &usize| others >= FEW && tears_paragraph(page, at);
    let found: Vec<usize> = found.into_iter().filter(torn).collect();
    for &at in &found {
        page.set(at, Role::Furniture);
    }
    found
}

/// Whether the cell of block `at` goes on before it and behind it, in paragraphs.
fn is_inside_cell(page: &Page<'_>, at: usize) -> bool {
    let block = |at: usize| page.block(at).map(|(own, _)| own);
    let before = at.checked_sub(1).and_then(block);
    let (Some(before), Some(own), Some(next)) = (before, block(at), block(at + 1)) else {
        return false;
    };
    before.cell == own.cell
        && own.cell == next.cell
        && own.gap > Gap::Line
        && next.gap > Gap::Line
}

/// Whether the paragraph before block `at` ends in the middle of a sentence with which the
/// one behind it goes on.
fn tears_paragraph(page: &Page<'_>, at: usize) -> bool {
    /// Characters of the longest name of a region or an office.
    const NAME: usize = 12;
    let (Some((before, _)), Some((next, _))) = (page.block(at - 1), page.block(at + 1))
    else {
        return false;
    };
    let (head, _) = page.tokens.head(page.text, &next, LONGEST);
    !page.tokens.is_short(&before, NAME)
        && tears(page, at)
        && head.starts_with(|c| is_han(c) || is_sentence_end(c))
        && number::marker(&head).is_none()
}
