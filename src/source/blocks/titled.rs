//! Items that begin with a title, which has a paragraph to itself and ends no sentence.
//!
//! A page's end leaves such a piece of a sentence too, but not at the start of item after
//! item, and seldom so short and without any mark.

use crate::source::blocks::page::{Page, Role, SAMPLE};
use crate::source::lex::token::Gap;
use crate::text::{ends_text, is_han};

/// Characters of the longest title.
const LONGEST: usize = 24;

/// Whether several items of a page begin with a title, and more than are torn where it
/// would end.
pub(crate) fn are_usual(page: &Page<'_>) -> bool {
    let (mut titled, mut torn) = (0_usize, 0_usize);
    for at in 1..page.tokens.blocks.len().min(SAMPLE) {
        let (Some((own, Role::Text)), Some((next, Role::Text))) =
            (page.block(at - 1), page.block(at))
        else {
            continue;
        };
        let last = own.last_char();
        if next.gap != Gap::Paragraph
            || next.cell != own.cell
            || last.is_none_or(ends_text)
        {
            continue;
        }
        let (head, whole) = page.head(&own, LONGEST + NUMBER);
        let Some(marker) = page.marker(&head).filter(|marker| !marker.weak) else {
            continue;
        };
        let (below, _) = page.head(&next, NUMBER);
        if page.marker(&below).is_some() {
            continue;
        }
        let begins =
            head.char_indices().nth(marker.length).map_or(head.len(), |(at, _)| at);
        let title = whole && head.get(begins..).is_some_and(is_title);
        titled += usize::from(title);
        torn += usize::from(!title);
    }
    titled > 1 && titled > torn
}

/// Characters of the longest number before a title.
const NUMBER: usize = 8;

/// Whether the start of an item is a title by its form.
pub(crate) fn is_title(text: &str) -> bool {
    if text.len() > 4 * LONGEST {
        return false;
    }
    // The text of an item is asked at each of its blocks: most are longer, and not counted.
    let shown = text.trim();
    if shown.len() > 4 * LONGEST {
        return false;
    }
    let plain =
        |c: char| is_han(c) || c.is_ascii_alphanumeric() || "、“”《》（）+-".contains(c);
    (2..=LONGEST).contains(&shown.chars().count()) && shown.chars().all(plain)
}
