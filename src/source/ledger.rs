//! Writes the account: the reader says where text went, all between is markup or space.

use super::account::{Account, Class};
use super::token::is_blank;
use crate::text::Span;

/// An account being written, over the decoded text.
#[derive(Debug)]
pub(super) struct Ledger<'a> {
    text: &'a str,
    at: usize,
    account: Account,
}

impl<'a> Ledger<'a> {
    /// Nothing of `text` accounted for yet.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, account: Account::default() }
    }

    /// Puts `span` into `class`; spans come in the order of the text.
    pub(super) fn put(&mut self, span: Span, class: Class) {
        self.pass(span.start);
        self.push(span.end, class);
    }

    /// Accounts for what no run of text covers, up to `end`: tags and other marks, and the
    /// white space between them.
    fn pass(&mut self, end: usize) {
        let gap = Span::new(self.at, end).of(self.text);
        let (base, mut in_tag, mut class) = (self.at, false, Class::Space);
        for (at, c) in gap.char_indices() {
            in_tag |= c == '<';
            let here = if in_tag || !is_blank(c) { Class::Markup } else { Class::Space };
            in_tag &= c != '>';
            if here != class {
                self.push(base + at, class);
                class = here;
            }
        }
        self.push(end, class);
    }

    fn push(&mut self, end: usize, class: Class) {
        if end > self.at {
            let characters = Span::new(self.at, end).of(self.text).chars().count();
            self.account.push(end, characters, class);
            self.at = end;
        }
    }

    /// The account, closed.
    pub(super) fn finish(mut self) -> Account {
        self.pass(self.text.len());
        self.account
    }
}
