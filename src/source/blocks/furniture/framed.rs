//! Lines that are a number in brackets, in Roman letters or beside a mark, which may number items
//! too.

use super::{counts_on, tears};
use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::Gap;

/// Decides whether the lines `framed` are page numbers: they count on, but for a page without
/// one, lines apart, where other numbers open the items, and some of them tear a sentence or
/// stand far from the edge, or all stand where pages end, or as far apart as those do.
pub(super) fn take(page: &mut Page<'_>, framed: &[(usize, u32)], numbered: u32) {
    /// Lines of a page, at least.
    const SHORTEST: usize = 3;
    /// Lines that no point of an item has.
    const PAGE: usize = 16;
    /// Columns of white space that stand before no number of an item.
    const FAR: u8 = 12;
    let (Some(&(first, _)), Some(&(last, _))) = (framed.first(), framed.last()) else {
        return;
    };
    // The number of the only page.
    let own = page.block(last).is_some_and(|(own, _)| own.gap > Gap::Line);
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
    let far = |&(at, _): &(usize, u32)| {
        page.block(at).is_some_and(|(own, _)| own.indent >= FAR)
    };
    let a_page_apart = |pair: &[(usize, u32)]| match pair {
        [(before, _), (own, _)] => own - before >= PAGE,
        _ => false,
    };
    let above_end = |&(at, _): &(usize, u32)| {
        page.block(at + 1).is_none_or(|(next, _)| next.gap == Gap::Page)
    };
    let shown = framed.iter().any(|&(at, _)| tears(page, at))
        || framed.iter().any(far)
        || framed.iter().all(above_end)
        || (pages > 0 && framed.windows(2).all(a_page_apart));
    if counting && apart && others && shown {
        for &(at, _) in framed {
            page.set(at, Role::Furniture);
        }
    }
}
