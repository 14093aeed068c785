//! Items that begin with a title, which has a paragraph to itself and ends no sentence.
//!
//! A page's end leaves such a piece of a sentence too, but not at the start of item after
//! item, and seldom so short and without any mark.

use crate::source::blocks::page::{Page, Role, SAMPLE};
use crate::source::lex::token::Gap;
use crate::text::{is_han, width};

/// How the titles are spelled that items begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Titles {
    /// Without any mark.
    Plain,
    /// Of two clauses, some of them: 着力扩大内需，增强发展动力.
    Clauses,
}

/// Characters of the longest title.
pub(super) const LONGEST: usize = 24;

/// Columns that a line which is broken at an edge ends before it at most.
const SPREAD: usize = 8;

/// What stands at the start of an item, without its number, before a line end at which no
/// sentence ends.
struct Opening {
    text: String,
    /// Whether it is short.
    whole: bool,
    /// Whether what follows shows that the line was not broken at an edge.
    parted: bool,
    /// Columns that the line takes, and the next one where that is short.
    width: usize,
    below: usize,
}

/// The titles that several items of a page begin with, if more do than are torn where one
/// would end. Where lines are not `wrapped`, each is a paragraph.
pub(crate) fn usual(page: &Page<'_>, wrapped: bool) -> Option<Titles> {
    let nearest = if wrapped { Gap::Paragraph } else { Gap::Line };
    let blocks = 1..page.tokens.blocks.len().min(SAMPLE);
    let openings: Vec<Opening> =
        blocks.filter_map(|at| opening(page, at, nearest)).collect();
    // Lines as short as titles may all be broken at an edge, which no line goes beyond.
    let widest = openings.iter().map(|own| own.width.max(own.below)).max().unwrap_or(0);
    let (mut titled, mut clauses, mut torn) = (0_usize, 0_usize, 0_usize);
    for own in &openings {
        let may = own.whole && (own.parted || own.width + SPREAD < widest);
        let is = |titles| may && is_title(&own.text, titles);
        let plain = is(Titles::Plain);
        titled += usize::from(plain);
        clauses += usize::from(!plain && is(Titles::Clauses));
        torn += usize::from(!is(Titles::Clauses));
    }
    if clauses > 0 && titled + clauses > 2 && torn == 0 {
        Some(Titles::Clauses)
    } else {
        (titled > 1 && titled > torn + clauses).then_some(Titles::Plain)
    }
}

/// What stands before block `at`, the start of an item, where at least the gap `nearest`
/// follows and no sentence ends.
fn opening(page: &Page<'_>, at: usize, nearest: Gap) -> Option<Opening> {
    let (own, Role::Text) = page.block(at - 1)? else { return None };
    let (next, Role::Text) = page.block(at)? else { return None };
    let apart = (nearest..=Gap::Paragraph).contains(&next.gap) && next.cell == own.cell;
    if !(apart && own.is_open()) {
        return None;
    }
    let (head, whole) = page.head(&own, LONGEST + NUMBER);
    let marker = page.marker(&head).filter(|marker| !marker.weak)?;
    let (below, _) = page.head(&next, 2 * LONGEST);
    if page.marker(&below).is_some() {
        return None;
    }
    Some(Opening {
        text: head.chars().skip(marker.length).collect(),
        whole,
        parted: next.gap > Gap::Line || !page.tokens.is_short(&next, 2 * LONGEST),
        width: usize::from(own.indent) + width(&head),
        below: usize::from(next.indent) + width(&below),
    })
}

/// Characters of the longest number before a title.
pub(super) const NUMBER: usize = 8;

/// Whether the start of an item is a title by its form, where items begin with `titles`.
pub(crate) fn is_title(text: &str, titles: Titles) -> bool {
    let shown = text.trim();
    let clauses = titles == Titles::Clauses;
    let plain = |c: char| {
        is_han(c)
            || c.is_ascii_alphanumeric()
            || "、“”《》（）+-".contains(c)
            || (c == '，' && clauses)
    };
    (2..=LONGEST).contains(&shown.chars().count()) && shown.chars().all(plain)
}
