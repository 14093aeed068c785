//! Lines that stand beside the number of one page after another, whatever they say:
//! `打印人：张三  打印时间：2020-03-05 10:22:31` over `2/5`. Running heads, which are known without
//! the numbers, have no marks of clauses.

use std::collections::{BTreeMap, HashSet};

use super::repeated::{is_line_of_text, is_narrow, neighbours};
use super::{LONGEST, tears};
use crate::source::blocks::page::{Page, Role};
use crate::source::blocks::shape::Shape;
use crate::source::lex::token::NO_CELL;
use crate::source::marks::digits::digit;
use crate::source::marks::label::Names;
use crate::text::is_blank;

/// Takes the lines out that stand right before or behind most of the page numbers at the
/// blocks `marks`, where one of them tears a sentence.
pub(super) fn take(page: &mut Page<'_>, marks: &[usize], names: &Names) {
    let mut said: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
    let pages: Vec<usize> =
        marks.iter().copied().filter(|&at| page.is(at, Role::Furniture)).collect();
    for &mark in &pages {
        for (at, behind) in [(mark.wrapping_sub(1), false), (mark + 1, true)] {
            if let Some(words) = words(page, at, names) {
                said.entry((behind, words)).or_default().push(at);
            }
        }
    }
    for (_, lines) in said {
        let most = lines.len() > 1 && lines.len() * 2 > pages.len();
        // An item that comes again is torn at the same words each time.
        let between: HashSet<_> = lines.iter().map(|&at| neighbours(page, at)).collect();
        let torn = || lines.iter().any(|&at| is_between(page, at));
        if most && between.len() > 1 && torn() && !are_narrow(page, &lines) {
            for at in lines {
                page.set(at, Role::Furniture);
            }
        }
    }
}

/// Whether `lines` are lines of a narrow column, where many are the same words.
fn are_narrow(page: &Page<'_>, lines: &[usize]) -> bool {
    let shape = Shape::of(page);
    is_narrow(&shape) && lines.iter().all(|&at| is_line_of_text(page, &shape, at))
}

/// What the line at block `at` says, figures apart; nothing where it is none or a label, or
/// figures are all it has: the number of a row.
fn words(page: &Page<'_>, at: usize, names: &Names) -> Option<String> {
    let (block, Role::Text) = page.block(at)? else { return None };
    let (head, whole) = page.head(&block, LONGEST);
    let own = whole && block.cell == NO_CELL && !names.names_region(&head);
    let said = head.chars().filter(|&c| !is_blank(c) && digit(c).is_none());
    let said: String = if own { said.collect() } else { String::new() };
    Some(said).filter(|said| said.contains(char::is_alphabetic))
}

/// Whether the text above line `at`, past the number of its page, is not at an end.
fn is_between(page: &Page<'_>, at: usize) -> bool {
    let furniture = |at: usize| page.is(at, Role::Furniture);
    let above = (0..at).rev().take_while(|&at| furniture(at)).count();
    tears(page, at - above)
}
