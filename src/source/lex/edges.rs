//! The first and the last visible character of a block. Nearly every question about a line
//! begins with one of them, and the text of a large source is far from the processor, so
//! they are kept with the block, in four bytes.

use super::token::{Block, Kind, Run};
use crate::text::{ends_text, is_blank, is_sentence_end};

/// What a character beyond the first plane of Unicode is kept as: no sign that a question
/// asks for is one.
const BEYOND: u16 = 0xFFFD;

/// The characters; 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Edges {
    first: u16,
    last: u16,
}

impl Edges {
    /// Those of `runs` in `text`.
    pub(super) fn of(text: &str, runs: &[Run]) -> Self {
        let shown = |c: &char| !is_blank(*c);
        if let [Run { kind: Kind::Text, .. }] = runs {
            // Nearly all blocks are one run, which the builder has trimmed.
            let mut own = runs.first().map_or("", |run| run.span().of(text)).chars();
            let (first, last) = (own.next(), own.clone().next_back());
            let last = last.or(first);
            if first.is_some_and(|c| shown(&c)) && last.is_some_and(|c| shown(&c)) {
                return Self { first: kept(first), last: kept(last) };
            }
        }
        let first = runs.iter().find_map(|run| match run.kind {
            Kind::Text => run.span().of(text).chars().find(shown),
            Kind::Char(c) => Some(c).filter(shown),
            Kind::Wrap => None,
        });
        let last = runs.iter().rev().find_map(|run| match run.kind {
            Kind::Text => run.span().of(text).chars().rfind(shown),
            Kind::Char(c) => Some(c).filter(shown),
            Kind::Wrap => None,
        });
        Self { first: kept(first), last: kept(last) }
    }
}

fn kept(c: Option<char>) -> u16 {
    c.map_or(0, |c| u16::try_from(u32::from(c)).unwrap_or(BEYOND))
}

fn shown(kept: u16) -> Option<char> {
    char::from_u32(u32::from(kept)).filter(|_| kept > 0)
}

impl Block {
    /// The first visible character; one beyond the first plane as U+FFFD.
    pub(crate) fn first_char(&self) -> Option<char> {
        shown(self.edges.first)
    }

    /// The last visible character; one beyond the first plane as U+FFFD.
    pub(crate) fn last_char(&self) -> Option<char> {
        shown(self.edges.last)
    }

    /// Whether it ends as a text may.
    pub(crate) fn ends_text(&self) -> bool {
        self.last_char().is_some_and(ends_text)
    }

    /// Whether it ends a sentence.
    pub(crate) fn ends_sentence(&self) -> bool {
        self.last_char().is_some_and(is_sentence_end)
    }

    /// Whether what it ends with leaves its text open.
    pub(crate) fn is_open(&self) -> bool {
        self.last_char().is_some_and(|last| !ends_text(last))
    }
}
