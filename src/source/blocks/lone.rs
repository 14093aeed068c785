//! Numbers that stand in elements of their own before the items they number, as pages set
//! them that draw their numbers in boxes, or their tables without `<table>`.
//!
//! Page numbers stand alone as well. They are the others: they tear sentences, and what
//! they count are pages of items that have numbers too.

use std::collections::BTreeMap;

use super::page::{Page, Role};
use crate::source::marks::number::{self, Family};
use crate::text::ends_text;

/// Makes the numbers that stand `alone` on a page of markup those of the texts after
/// them, if they count the items.
pub(crate) fn number_items(page: &mut Page<'_>, alone: &[(usize, u32)]) {
    let counts = |pair: &[(usize, u32)]| match pair {
        [(_, before), (_, own)] => *own == before + 1 || *own == 1,
        _ => false,
    };
    let first = alone.first().is_some_and(|&(_, value)| value == 1);
    if !first || alone.len() < 2 || !alone.windows(2).all(counts) {
        return;
    }
    // The first may stand below what is said of the page: 来源：… 打印 关闭.
    let begins = |at: usize| alone.len() > 2 && alone.first().is_some_and(|a| a.0 == at);
    let in_place = |&(at, _): &(usize, u32)| {
        (begins(at) || is_settled(page, at))
            && page.block(at + 1).is_some()
            && !is_alone(alone, at + 1)
    };
    if !alone.iter().all(in_place) || longest_run(page) >= alone.len() {
        return;
    }
    for &(at, _) in alone {
        page.set(at, Role::Number);
    }
}

fn is_alone(alone: &[(usize, u32)], at: usize) -> bool {
    alone.binary_search_by_key(&at, |&(own, _)| own).is_ok()
}

/// Whether the text before block `at` is at an end, or so short that it is none.
fn is_settled(page: &Page<'_>, at: usize) -> bool {
    /// Characters of the longest line that is one.
    const SHORT: usize = 20;
    let Some((before, _)) = at.checked_sub(1).and_then(|at| page.block(at)) else {
        return true;
    };
    let (_, whole) = page.tokens.head(page.text, &before, SHORT);
    let last = before.last_char();
    whole || last.is_some_and(ends_text)
}

/// The most numbers of one way of printing, or of lists of markup, that count on from 1.
fn longest_run(page: &Page<'_>) -> usize {
    let mut runs: BTreeMap<Family, (u32, usize)> = BTreeMap::new();
    let mut longest = 0;
    let mut count = |family: Family, value: u32| {
        let run = runs.entry(family).or_default();
        if value == run.0 + 1 {
            *run = (value, run.1 + 1);
        } else if value == 1 {
            *run = (1, 1);
        }
        longest = longest.max(run.1);
    };
    for block in &page.tokens.blocks {
        let (head, _) = page.tokens.head(page.text, block, 8);
        if let Some(own) = number::marker(&head).filter(|own| own.family != Family::Bare)
        {
            count(own.family, own.value);
        }
    }
    for item in &page.tokens.list_items {
        count(Family::Markup, item.ordinal);
    }
    longest
}
