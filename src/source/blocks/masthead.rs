//! A running head that is printed once, where a list has two pages or its first has none:
//! nothing repeats, so it is known by where it stands and by what it says.

use super::page::{Page, Role};
use super::shape::Shape;
use crate::source::lex::token::{Gap, Look};
use crate::source::marks::label::{Knowledge, Names};
use crate::source::marks::number::Marker;
use crate::text::ends_text;

/// How running heads end: the name of the document.
const NAMES: &[&str] = &["清单", "文件"];

/// Characters of a line that are looked at.
const HEAD: usize = 60;

/// Lines below one that are looked at for the next number.
const AHEAD: usize = 200;

/// Takes the running heads out of `lines`, the blocks that may be one; returns them and
/// those that were left, as they stand where a head does.
///
/// The list has begun above one and goes on below it: the title of a list that follows a
/// letter stands at the top of a page too, over number 1.
pub(crate) fn find(
    page: &mut Page<'_>,
    lines: &[usize],
    begun: usize,
    names: &Names,
) -> Vec<usize> {
    let tops = lines.iter().copied().filter(|&at| at > begun && is_top(page, at));
    let found: Vec<usize> = tops.filter(|&at| has_name(page, at)).collect();
    if found.is_empty() {
        return found;
    }
    let shape = Shape::of(page);
    for &at in &found {
        if is_apart(page, &shape, at, names) {
            page.set(at, Role::Furniture);
        }
    }
    found
}

/// Whether block `at` is the first line of a page.
fn is_top(page: &Page<'_>, at: usize) -> bool {
    let Some((own, Role::Text)) = page.block(at) else { return false };
    let above = at.checked_sub(1).and_then(|at| page.block(at));
    let mark = above.is_some_and(|(block, role)| {
        role == Role::Furniture && block.look != Look::ColumnHead
    });
    own.look == Look::Plain && (own.gap == Gap::Page || mark)
}

/// Whether block `at` ends as the name of a document.
fn has_name(page: &Page<'_>, at: usize) -> bool {
    page.block(at).is_some_and(|(own, _)| {
        let (head, whole) = page.tokens.head(page.text, &own, HEAD);
        whole && NAMES.iter().any(|name| head.ends_with(name))
    })
}

/// Whether line `at` is no part of a sentence, and the list goes on below it.
fn is_apart(page: &Page<'_>, shape: &Shape, at: usize, names: &Names) -> bool {
    let marker = |at: usize| -> Option<Marker> {
        let (block, _) = page.block(at)?;
        let (head, _) = page.tokens.head(page.text, &block, HEAD);
        page.marker(&head).filter(|marker| !marker.weak)
    };
    let above = (0..at).rev().find(|&at| page.roles.get(at) == Some(&Role::Text));
    let above = above.and_then(|at| page.block(at));
    let ended = above.is_some_and(|(block, _)| {
        let (head, whole) = page.tokens.head(page.text, &block, HEAD);
        let label = names.label(&head, false).filter(|_| whole);
        label.is_some_and(|label| label.knowledge != Knowledge::Unknown)
            || block.last_char().is_some_and(ends_text)
    });
    let full = page.block(at).is_some_and(|(own, _)| shape.is_full(page, &own));
    let next = (at + 1..=at + AHEAD).find_map(marker);
    // A torn sentence must go on below, or the line is its end.
    let torn = !ended && marker(at + 1).is_some();
    // The text above goes on with the next line, since a line of it would be full.
    let between = shape.is_wrapped()
        && next.is_none()
        && page.block(at + 1).is_some_and(|(below, role)| {
            let stop = below.last_char().is_some_and(ends_text);
            role == Role::Text && (stop || shape.is_full(page, &below))
        });
    !full && !torn && (between || next.is_some_and(|next| next.value > 1))
}
