//! Bytes at which blocks begin in the middle of a text, as was found in a first reading of it,
//! and the marks of notes in it.

use std::ops::Range;

use super::builder::Builder;
use super::calls;
use super::token::{Gap, Why};

/// Those that are still to come.
#[derive(Debug)]
pub(super) struct Cuts<'a> {
    /// Where the next one begins, of either kind; beyond all texts where there is none.
    next: usize,
    blocks: &'a [usize],
    /// The marks of notes, the last one first.
    calls: Vec<Range<usize>>,
}

impl<'a> Cuts<'a> {
    /// The bytes `cuts` of `text`, in order, and its marks of notes.
    pub(super) fn new(text: &str, cuts: &'a [usize]) -> Self {
        let mut own = Self { next: 0, blocks: cuts, calls: calls::of(text) };
        own.step();
        own
    }

    /// Finds where the next one begins.
    fn step(&mut self) {
        let cut = self.blocks.first().copied();
        let call = self.calls.last().map(|call| call.start);
        self.next = [cut, call].into_iter().flatten().min().unwrap_or(usize::MAX);
    }

    /// Where the mark of a note ends that begins at byte `at`, if one does.
    pub(super) fn call_at(&mut self, at: usize) -> Option<usize> {
        while self.calls.last().is_some_and(|call| call.start < at) {
            self.calls.pop();
        }
        let end = self.calls.pop_if(|call| call.start == at)?.end;
        self.step();
        Some(end)
    }

    /// The next one before byte `end`, which is empty where a block begins; steps over it.
    fn before(&mut self, end: usize) -> Option<Range<usize>> {
        let next = Some(self.next).filter(|&next| next < end)?;
        let found = match self.blocks.split_first() {
            Some((&cut, rest)) if cut == next => {
                self.blocks = rest;
                cut..cut
            }
            _ => self.calls.pop()?,
        };
        self.step();
        Some(found)
    }
}

impl Builder<'_> {
    /// Text that stands for itself.
    pub(crate) fn text(&mut self, mut start: usize, end: usize) {
        while let Some(own) = self.cuts.before(end) {
            if start > own.start || own.end > end {
                continue;
            }
            self.text_apart(start, own.start);
            if own.is_empty() {
                self.end(Gap::Line);
            } else {
                self.pass(own.start, own.end, Why::Call, true);
            }
            start = own.end;
        }
        self.text_apart(start, end);
    }
}
