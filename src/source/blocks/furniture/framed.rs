//! Lines that are a number in brackets, in Roman letters or beside a mark, which may number items
//! too.

use super::repeated::{goes_on, is_of_sentence};
use super::{LONGEST, counts_on, tears};
use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::Gap;
use crate::source::marks::label::Names;

/// Lines of a page, at least.
const SHORTEST: usize = 3;

/// Lines that no point of an item has.
const PAGE: usize = 16;

/// Columns of white space that stand before no number of an item.
const FAR: u8 = 12;

/// Decides whether the lines `framed` are page numbers: they count on, but for a page without
/// one, lines apart, where other numbers open the items, and stand as those do.
pub(super) fn take(page: &mut Page<'_>, framed: &[(usize, u32)], numbered: u32) {
    let (Some(&(first, value)), Some(&(last, _))) = (framed.first(), framed.last())
    else {
        return;
    };
    // The number of the only page: no point of an item is without a text.
    let parted = page.block(last).is_some_and(|(own, _)| own.gap > Gap::Line);
    let ended = || page.above(last).is_some_and(|(above, _)| above.ends_sentence());
    let own = parted || (value == 1 && ended());
    if framed.len() == 1 && own && last + 1 == page.tokens.blocks.len() && numbered > 1 {
        page.set(last, Role::Furniture);
    }
    let pages = framed.len() - 1;
    let next = framed.windows(2).filter(|pair| counts_on(pair)).count();
    let counting = pages > 0
        && next * 2 >= pages
        && framed.is_sorted_by(|(_, before), (_, own)| before < own);
    let apart = last - first >= SHORTEST * pages;
    let others = numbered as usize >= framed.len() + 2;
    if counting && apart && others && stand_as_pages(page, framed) {
        for &(at, _) in framed {
            page.set(at, Role::Furniture);
        }
    }
}

/// Whether some of the lines `framed` tear a sentence or stand far from the edge, or all of
/// them stand where pages end, or as far apart as those do.
fn stand_as_pages(page: &Page<'_>, framed: &[(usize, u32)]) -> bool {
    let far = |at: usize| page.block(at).is_some_and(|(own, _)| own.indent >= FAR);
    let above_end = |&(at, _): &(usize, u32)| {
        page.block(at + 1).is_none_or(|(next, _)| next.gap == Gap::Page)
    };
    let a_page_apart = |pair: &[(usize, u32)]| match pair {
        [(before, _), (own, _)] => own - before >= PAGE,
        _ => false,
    };
    // The last page may be short.
    let most = framed.len().max(3) - 2;
    framed.iter().any(|&(at, _)| far(at) || tears(page, at))
        || framed.iter().all(above_end)
        || framed.windows(2).take(most).all(a_page_apart)
}

/// Decides whether the lines `stopped` are page numbers, which have the mark of an item's behind
/// them: `3.`, `3、`. Of so many `numbered` lines with the first, which has `begun` above them,
/// most have a text; each tears a sentence, or stands where no number of an item does: over
/// another, over a label, or below everything.
pub(super) fn take_stopped(
    page: &mut Page<'_>,
    stopped: &[(usize, u32)],
    (numbered, begun): (u32, Option<usize>),
    names: &Names,
) {
    let Some(&(first, _)) = stopped.first() else { return };
    let others = numbered as usize > 2 * stopped.len();
    let below = begun.is_some_and(|begun| begun < first);
    if stopped.len() < 2 || !others || !below || !stopped.windows(2).all(counts_on) {
        return;
    }
    let torn = |at: usize| {
        tears(page, at) && is_of_sentence(page, at - 1) && goes_on(page, at + 1)
    };
    let over = |at: usize| {
        page.block(at + 1).is_none_or(|(next, _)| {
            let (head, _) = page.head(&next, LONGEST);
            page.marker(&head).is_some_and(|own| !own.weak) || names.names_region(&head)
        })
    };
    let known = |&(at, _): &(usize, u32)| torn(at) || over(at);
    if stopped.iter().any(|&(at, _)| torn(at)) && stopped.iter().all(known) {
        for &(at, _) in stopped {
            page.set(at, Role::Furniture);
        }
    }
}
