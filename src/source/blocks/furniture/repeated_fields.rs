//! Lines with a colon that are printed on each page: `咨询电话：010-12345678`, `打印日期：2021-02-01`.
//!
//! Items have lines like these too, whom to ask and until when, so one is known only where it
//! tears sentences, different ones each time.

use std::collections::{BTreeMap, HashSet};

use super::LONGEST;
use super::repeated::{goes_on, is_of_sentence, is_stopped, neighbours};
use super::tears;
use crate::source::blocks::page::{Page, Role};
use crate::source::blocks::shape::Shape;
use crate::source::lex::token::NO_CELL;
use crate::source::marks::digits::digit;
use crate::source::marks::folio::first_clause;
use crate::source::marks::heads::is_field;

/// Takes those of the lines `fields` out that say the same, their figures apart, and tear
/// sentences; returns those that tear one alone, and may be some.
pub(super) fn take(page: &mut Page<'_>, fields: &[usize]) -> Vec<usize> {
    let mut said: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &at in fields {
        let Some((own, Role::Text)) = page.block(at) else { continue };
        if own.cell != NO_CELL || page.tokens.list_item(&own).is_some() {
            continue;
        }
        let (head, _) = page.head(&own, LONGEST);
        if is_field(&head) {
            continue;
        }
        let words = head.chars().filter(|&c| digit(c).is_none()).collect();
        said.entry(words).or_default().push(at);
    }
    said.retain(|_, lines| lines.len() > 1 && lines.iter().any(|&at| tears(page, at)));
    if said.is_empty() {
        return Vec::new();
    }
    let shape = Shape::of(page);
    let stopped = !shape.is_wrapped() && is_stopped(page, fields);
    let mut doubtful = Vec::new();
    for lines in said.into_values() {
        let torn = |&at: &usize| is_torn(page, at, &shape, stopped);
        let torn: Vec<usize> = lines.iter().copied().filter(torn).collect();
        let between: HashSet<_> = torn.iter().map(|&at| neighbours(page, at)).collect();
        // One as wide as the lines of a text may be one of those, and come again with it.
        let full = |&at: &usize| {
            page.block(at).is_some_and(|(own, _)| shape.is_full(page, &own))
        };
        if between.len() > 1 && !lines.iter().any(full) {
            for at in lines {
                page.set(at, Role::Furniture);
            }
        } else {
            doubtful.extend(torn);
        }
    }
    doubtful
}

/// Whether line `at` stands inside a sentence, behind a full line of it where those are broken
/// at an edge, or a paragraph without the stop that others have.
fn is_torn(page: &Page<'_>, at: usize, shape: &Shape, stopped: bool) -> bool {
    let Some((before, _)) = page.above(at) else { return false };
    let field = |at: usize| {
        let own = page.block(at).map(|(own, _)| page.head(&own, LONGEST).0);
        own.is_some_and(|own| matches!(first_clause(&own), Some('：' | ':')))
    };
    let open = tears(page, at) && is_of_sentence(page, at - 1);
    open && (stopped || shape.is_full(page, &before))
        && goes_on(page, at + 1)
        && !field(at + 1)
}
