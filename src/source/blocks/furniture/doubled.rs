//! Lines that stand twice, the last ones of a page again at the top of the next, or whole pages:
//! as pages are scanned and pasted that overlap.

use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::{Block, Gap, Look, NO_CELL};

/// Bytes of the shortest line that stands twice by no chance, where a page ends and elsewhere: a
/// shorter one is only told of there.
const SHORT: usize = 15;
const LONG: usize = 24;

/// Characters of a line that are looked at for a number.
const HEAD: usize = 8;

/// How many lines of a page come again, at most.
const MOST: usize = 6;

/// Lines that stand twice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Twice {
    /// The first block of the second ones.
    pub block: usize,
    /// How many they are: more than one are a page.
    pub lines: usize,
}

/// Takes the second ones out, pages first; returns them, with those that may be meant.
///
/// Where no end of a page shows, only lines that end no sentence are taken, since none goes
/// on with its own words, and those that end one which begins above, or have a number: no
/// other paragraph begins so. A whole sentence may be said twice.
pub(crate) fn take(page: &mut Page<'_>) -> Vec<Twice> {
    let mut found = take_pages(page);
    let mut before = None;
    for at in 0..page.tokens.blocks.len() {
        let Some((own, role)) = page.block(at) else { break };
        if role == Role::Furniture {
            continue;
        }
        let above = before.replace((at, own.edges));
        let Some((above, edges)) = above.filter(|_| is_line(&own, role)) else {
            continue;
        };
        let marked = above + 1 < at || own.gap == Gap::Page;
        // Most lines differ from the one above, and need no closer look.
        if !marked && edges != own.edges {
            continue;
        }
        let most = if marked { MOST } else { 1 };
        let again = |count: usize| {
            let bytes = comes_again(page, above, at, count).filter(|&own| own >= SHORT);
            bytes.map(|bytes| (count, bytes))
        };
        let Some((count, bytes)) = (1..=most).rev().find_map(again) else { continue };
        found.extend((at..at + count).map(|block| Twice { block, lines: 1 }));
        let open = bytes >= LONG && (own.is_open() || is_second(page, above));
        if marked || open {
            (at..at + count).for_each(|at| page.set(at, Role::Furniture));
            before = Some((above, edges));
        }
    }
    found
}

/// Takes out pages that come again, whole, right behind themselves; returns them.
pub(crate) fn take_pages(page: &mut Page<'_>) -> Vec<Twice> {
    let mut found = Vec::new();
    let mut gaps = page.tokens.blocks.iter().map(|own| own.gap);
    if !page.roles.contains(&Role::Furniture) && !gaps.any(|gap| gap == Gap::Page) {
        return found;
    }
    let (mut top, mut last, mut past) = (0, None, 0);
    for at in 0..page.tokens.blocks.len() {
        let Some((own, role)) = page.block(at) else { break };
        if role == Role::Furniture {
            continue;
        }
        let above = last.filter(|&above| above + 1 < at || own.gap == Gap::Page);
        let Some(above) = above else {
            last = Some(at);
            continue;
        };
        let again = page_again(page, top, above, past.max(above + 1));
        // One that was taken before is none again.
        if again.binary_search(&at).is_err() {
            (top, last) = (at, Some(at));
        } else {
            found.push(Twice { block: at, lines: again.len() });
            for at in again {
                page.set(at, Role::Furniture);
                past = at + 1;
            }
        }
    }
    found
}

/// Whether no paragraph may begin like the line of block `at`: it goes on with the sentence
/// above, or has a number.
fn is_second(page: &Page<'_>, at: usize) -> bool {
    let goes_on = page
        .above(at)
        .is_some_and(|(above, role)| is_line(&above, role) && above.is_open());
    let numbered = || {
        page.block(at).is_some_and(|(own, _)| {
            page.marker(&page.head(&own, HEAD).0).is_some_and(|marker| !marker.weak)
        })
    };
    goes_on || numbered()
}

/// The blocks from block `next` on that are the lines of the page from block `top` to `last`,
/// all of them, past the furniture there. Some may have been taken for such, too, as they come
/// again.
fn page_again(page: &Page<'_>, top: usize, last: usize, mut next: usize) -> Vec<usize> {
    /// Lines of the shortest page.
    const SHORTEST: usize = 4;
    let mut found = Vec::new();
    for own in (top..=last).filter(|&at| !page.is(at, Role::Furniture)) {
        while page.is(next, Role::Furniture) && !is_same(page, own, next) {
            next += 1;
        }
        if !is_same(page, own, next) {
            return Vec::new();
        }
        found.push(next);
        next += 1;
    }
    if found.len() < SHORTEST { Vec::new() } else { found }
}

/// Whether blocks `first` and `second` are lines with the same text.
fn is_same(page: &Page<'_>, first: usize, second: usize) -> bool {
    let (Some((own, _)), Some((again, _))) = (page.block(first), page.block(second))
    else {
        return false;
    };
    let text = |block: &Block| page.tokens.span(block).of(page.text);
    own.edges == again.edges
        && page.tokens.list_item(&again).is_none()
        && own.cell == NO_CELL
        && again.cell == NO_CELL
        && text(&own) == text(&again)
}

/// The bytes of the `count` lines up to `last`, if they are those from `first` on.
fn comes_again(
    page: &Page<'_>,
    last: usize,
    first: usize,
    count: usize,
) -> Option<usize> {
    let from = (last + 1).checked_sub(count)?;
    let mut pairs = (from..=last).zip(first..);
    pairs.try_fold(0, |bytes, (one, again)| Some(bytes + same(page, one, again)?))
}

/// The bytes of the line that blocks `first` and `second` both are.
fn same(page: &Page<'_>, first: usize, second: usize) -> Option<usize> {
    let (above, role) = page.block(first)?;
    let (next, below) = page.block(second)?;
    let alike = above.edges == next.edges && above.look == next.look;
    if !alike || !is_line(&above, role) || !is_line(&next, below) {
        return None;
    }
    // Each item of a list of markup has a number of its own.
    if page.tokens.list_item(&next).is_some() {
        return None;
    }
    let line = page.tokens.span(&above).of(page.text);
    (line == page.tokens.span(&next).of(page.text)).then_some(line.len())
}

fn is_line(block: &Block, role: Role) -> bool {
    role == Role::Text && block.look == Look::Plain && block.cell == NO_CELL
}
