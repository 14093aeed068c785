//! Numbers that stand in elements of their own before the items they number, as pages set
//! them that draw their numbers in boxes, or their tables without `<table>`.
//!
//! Page numbers stand alone as well. They are the others: they tear sentences, and what
//! they count are pages of items that have numbers too.

use std::collections::BTreeMap;

use crate::source::blocks::page::{Page, Role};
use crate::source::marks::heads::{Head, head_word};
use crate::source::marks::number::{self, Family};
use crate::text::{ends_text, is_sentence_end};

/// Makes the numbers that stand `alone` on a page of markup those of the texts after
/// them, if they count the items.
pub(crate) fn number_items(page: &mut Page<'_>, alone: &[(usize, u32)]) {
    // Those right beside one another are links to further pages.
    let beside = |at: usize| {
        is_alone(alone, at + 1) || at.checked_sub(1).is_some_and(|at| is_alone(alone, at))
    };
    let (links, rows): (Vec<_>, Vec<_>) = alone.iter().partition(|a| beside(a.0));
    if number_rows(page, &rows) {
        for (at, _) in links {
            page.set(at, Role::Furniture);
        }
    }
}

/// Does so with those that stand in rows; returns whether they count the items.
fn number_rows(page: &mut Page<'_>, alone: &[(usize, u32)]) -> bool {
    let counts = |pair: &[(usize, u32)]| match pair {
        [(_, before), (_, own)] => *own == before + 1 || *own == 1,
        _ => false,
    };
    let first = alone.first().is_some_and(|&(_, value)| value == 1);
    if !first || alone.len() < 2 || !alone.windows(2).all(counts) {
        return false;
    }
    // The first may stand below what is said of the page: 来源：… 打印 关闭.
    let begins = |at: usize| alone.len() > 2 && alone.first().is_some_and(|a| a.0 == at);
    let in_place = |&(at, _): &(usize, u32)| {
        (begins(at) || is_settled(page, at))
            && page.block(at + 1).is_some()
            && !is_alone(alone, at + 1)
    };
    if !alone.iter().all(in_place) || longest_run(page) >= alone.len() {
        return false;
    }
    for &(at, _) in alone {
        page.set(at, Role::Number);
    }
    set_aside(page, alone);
    true
}

/// Takes what stands in each row behind the item for none of it, where the heads above the
/// numbers name further columns: 责任单位, 完成时限.
fn set_aside(page: &mut Page<'_>, alone: &[(usize, u32)]) {
    let Some(&(first, _)) = alone.first() else { return };
    let Some((item, further)) = drawn_columns(page, first) else { return };
    let ends = alone.iter().skip(1).map(|&(at, _)| at);
    let rows = alone.iter().map(|&(at, _)| at + item + 1);
    let last = rows.clone().next_back().map_or(0, |from| {
        let past = page.tokens.blocks.len();
        (from..past).find(|&at| is_side(page, at)).unwrap_or(past) + further
    });
    let ends: Vec<usize> = ends.chain([last]).collect();
    for (from, end) in rows.zip(ends) {
        let sides = (from..end).rev().take(further);
        let sides: Vec<usize> = sides.take_while(|&at| is_side(page, at)).collect();
        for at in sides {
            page.set(at, Role::Aside);
        }
    }
}

/// How many blocks behind its number the text of an item stands, and how many columns stand
/// behind that, as the heads right above the first number at block `first` say.
fn drawn_columns(page: &Page<'_>, first: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 12;
    let head = |at: usize| {
        let (head, whole) = page.head(&page.block(at)?.0, LONGEST);
        head_word(&head).filter(|_| whole)
    };
    let mut heads: Vec<Head> = (0..first).rev().map_while(head).collect();
    heads.reverse();
    let number = heads.iter().rposition(|&own| own == Head::Number)?;
    let behind = heads.get(number..)?;
    let text = behind.iter().position(|&own| own == Head::Text)?;
    let further = behind.len() - text - 1;
    (further > 0).then_some((text, further))
}

/// Whether block `at` is short and no sentence, as names and dates are.
fn is_side(page: &Page<'_>, at: usize) -> bool {
    const LONGEST: usize = 40;
    page.block(at).is_some_and(|(own, _)| {
        let (_, whole) = page.head(&own, LONGEST);
        let last = own.last_char();
        whole && !last.is_some_and(is_sentence_end)
    })
}

fn is_alone(alone: &[(usize, u32)], at: usize) -> bool {
    alone.binary_search_by_key(&at, |&(own, _)| own).is_ok()
}

/// Whether the text before block `at` is at an end, or so short that it is none.
fn is_settled(page: &Page<'_>, at: usize) -> bool {
    /// Characters of the longest line that is one.
    const SHORT: usize = 20;
    let Some((before, _)) = page.above(at) else {
        return true;
    };
    let (_, whole) = page.head(&before, SHORT);
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
        let (head, _) = page.head(block, 8);
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
