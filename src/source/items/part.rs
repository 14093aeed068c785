//! What the texts of items are made of: stretches of the source, and characters that stand
//! there as something else or not at all, such as line ends between paragraphs. A wrapped
//! page has one a line, so that one is kept in eight bytes.

use crate::source::lex::token::{Kind, Run};
use crate::text::Span;

/// Stands for "a character" where a stretch would begin: sources are smaller than 4 GiB.
const CHARACTER: u32 = u32::MAX;

/// A stretch of the source, or a character.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// The first byte, or [`CHARACTER`].
    start: u32,
    /// One past the last byte, or the character.
    end: u32,
}

impl Part {
    /// What a reader sees of `run`; nothing of a line end inside a paragraph.
    pub(super) fn of(run: Run) -> Option<Self> {
        match run.kind {
            Kind::Text => Some(Self { start: run.start, end: run.end }),
            Kind::Char(c) => Some(Self { start: CHARACTER, end: u32::from(c) }),
            Kind::Wrap => None,
        }
    }

    /// Takes in `next`, if both are stretches and it follows at once.
    pub(super) fn take_in(&mut self, next: Self) -> bool {
        let follows = self.start != CHARACTER && next.start == self.end;
        if follows {
            self.end = next.end;
        }
        follows
    }

    /// Puts what a reader sees of it in `text` behind `shown`.
    pub(crate) fn show(self, text: &str, shown: &mut String) {
        if self.start == CHARACTER {
            shown.extend(char::from_u32(self.end));
        } else {
            shown.push_str(Span::new(self.start as usize, self.end as usize).of(text));
        }
    }

    /// The first few characters of the stretch of `text` that it is.
    pub(super) fn start_of(self, text: &str) -> &str {
        const BYTES: usize = 24;
        if self.start == CHARACTER {
            return "";
        }
        let own = Span::new(self.start as usize, self.end as usize).of(text);
        own.get(..own.floor_char_boundary(BYTES)).unwrap_or(own)
    }

    /// Bytes of the source that it is; 0 of a character.
    pub(super) const fn length(self) -> usize {
        if self.start == CHARACTER { 0 } else { (self.end - self.start) as usize }
    }
}
