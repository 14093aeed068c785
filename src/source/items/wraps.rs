//! What a line end inside a paragraph of markup stands for, where it means white space.
//!
//! Programs that break lines only at spaces put it in place of one. Others break a line
//! after any character; then it stands for nothing beside a Chinese one, unless spaces are
//! what the source has there elsewhere.

use crate::source::blocks::page::{Page, SAMPLE};
use crate::source::lex::token::Kind;
use crate::text::{is_blank, is_han, is_wide_punctuation};

/// How the lines of a source were broken.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wraps {
    /// Whether one stands for nothing between a Chinese character and a number or a word.
    tight: bool,
}

impl Wraps {
    /// Looks at the first blocks of `page` that have line ends inside.
    pub(crate) fn of(page: &Page<'_>) -> Self {
        let wraps = page.tokens.runs.iter().any(|run| run.kind == Kind::Wrap);
        let blocks = page.tokens.blocks.iter().take(if wraps { SAMPLE } else { 0 });
        let (mut anywhere, mut spaced, mut close) = (false, 0_usize, 0_usize);
        for block in blocks {
            let (mut before, mut last) = (' ', ' ');
            for c in page.tokens.chars(page.text, block) {
                let meet = |a: char, b: char| is_han(a) && b.is_ascii_alphanumeric();
                anywhere |= last == '\n' && is_han(before) && is_han(c);
                close += usize::from(meet(last, c) || meet(c, last));
                let parted = last == ' ' && (meet(before, c) || meet(c, before));
                spaced += usize::from(parted);
                (before, last) = (last, c);
            }
        }
        Self { tight: anywhere && close > spaced }
    }

    /// What one stands for behind `text` and before `next`: a space, or nothing.
    pub(crate) fn stands_for(self, text: &str, next: char) -> Option<Kind> {
        let last = text.chars().next_back()?;
        let blank = is_blank(last) || is_blank(next);
        let mark = is_wide_punctuation(last) || is_wide_punctuation(next);
        let narrow = !is_han(last) || !is_han(next);
        let both = !is_han(last) && !is_han(next);
        let parts = !blank && !mark && (both || (narrow && !self.tight));
        parts.then_some(Kind::Char(' '))
    }
}
