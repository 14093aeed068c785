//! Bytes at which blocks begin in the middle of a text, as was found in a first reading of it.

use super::builder::Builder;
use super::token::Gap;

/// Those that are still to come.
#[derive(Debug)]
pub(super) struct Cuts<'a> {
    /// The next one; beyond all texts where there is none.
    next: usize,
    rest: std::slice::Iter<'a, usize>,
}

impl<'a> Cuts<'a> {
    /// The bytes `cuts`, in order.
    pub(super) fn new(cuts: &'a [usize]) -> Self {
        let mut rest = cuts.iter();
        Self { next: rest.next().copied().unwrap_or(usize::MAX), rest }
    }

    /// The next one before byte `end`; steps over it.
    fn before(&mut self, end: usize) -> Option<usize> {
        let next = Some(self.next).filter(|&next| next < end)?;
        self.next = self.rest.next().copied().unwrap_or(usize::MAX);
        Some(next)
    }
}

impl Builder<'_> {
    /// Text that stands for itself.
    pub(crate) fn text(&mut self, mut start: usize, end: usize) {
        while let Some(cut) = self.cuts.before(end) {
            if start <= cut {
                self.text_apart(start, cut);
                self.end(Gap::Line);
                start = cut;
            }
        }
        self.text_apart(start, end);
    }
}
