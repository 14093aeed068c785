//! Writes the account: the reader says where text went, all between is markup or space.

use crate::source::account::{Account, Class};
use crate::text::{Span, count_chars, is_blank, is_han};
use memchr::memchr;

/// An account being written, over the decoded text.
#[derive(Debug)]
pub(crate) struct Ledger<'a> {
    text: &'a str,
    at: usize,
    account: Account,
    /// What is left of the parts that are never text.
    hidden: std::vec::IntoIter<(u32, u32)>,
    /// Where the one being passed ends.
    hidden_until: usize,
}

impl<'a> Ledger<'a> {
    /// Nothing of `text` accounted for yet; `hidden` are its parts that are never text.
    pub(crate) fn new(text: &'a str, hidden: Vec<(u32, u32)>) -> Self {
        let (account, hidden) = (Account::with_room_for(text), hidden.into_iter());
        Self { text, at: 0, account, hidden, hidden_until: 0 }
    }

    /// Puts `span` into `class`; spans come in the order of the text.
    pub(crate) fn put(&mut self, span: Span, class: Class) {
        self.pass(span.start);
        self.push(span.end, class);
    }

    /// Accounts for what no run of text covers, up to `end`: tags and other marks, and the
    /// white space between them. A Chinese character there that is in no tag and in
    /// nothing hidden was lost by a lexer, and is left over.
    fn pass(&mut self, end: usize) {
        if end <= self.at {
            return;
        }
        let gap = self.text.as_bytes().get(self.at..end).unwrap_or(&[]);
        if gap.iter().all(u8::is_ascii_whitespace) && !self.may_hide(end) {
            // Nearly all gaps of plain text.
            self.account.push(end, gap.len(), Class::Space);
            self.at = end;
            return;
        }
        self.pass_marks(end);
    }

    /// The same where more than white space may stand.
    fn pass_marks(&mut self, end: usize) {
        let gap = Span::new(self.at, end).of(self.text);
        let hides = self.may_hide(end);
        let (base, mut at, mut class) = (self.at, 0, Class::Space);
        while let Some(c) = gap.get(at..).and_then(|rest| rest.chars().next()) {
            let (length, here) = if c == '<' {
                (self.tag_length(base, at, gap, hides), Class::Markup)
            } else if hides && self.is_hidden(base + at) {
                (c.len_utf8(), Class::Markup)
            } else if is_blank(c) {
                (c.len_utf8(), Class::Space)
            } else if is_han(c) {
                (c.len_utf8(), Class::Left)
            } else {
                (c.len_utf8(), Class::Markup)
            };
            if here != class {
                self.push(base + at, class);
                class = here;
            }
            at += length;
        }
        self.push(end, class);
    }

    /// How long the tag at byte `at` of `gap` is, which begins at byte `base` of the text: to
    /// its `>`, or to the first character of something hidden, where something `hides` there.
    fn tag_length(&mut self, base: usize, at: usize, gap: &str, hides: bool) -> usize {
        let rest = gap.get(at..).unwrap_or("");
        if !hides {
            return memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        }
        let ends =
            |&(own, c): &(usize, char)| c == '>' || self.is_hidden(base + at + own);
        let end = rest.char_indices().find(ends);
        end.map_or(rest.len(), |(own, c)| own + c.len_utf8())
    }

    /// Whether something hidden reaches into what follows up to `end`.
    fn may_hide(&self, end: usize) -> bool {
        let next = self.hidden.as_slice().first();
        self.at < self.hidden_until
            || next.is_some_and(|&(start, _)| (start as usize) < end)
    }

    /// Whether byte `at` is in a part that is never text; `at` never goes back.
    fn is_hidden(&mut self, at: usize) -> bool {
        while at >= self.hidden_until {
            match self.hidden.as_slice().first() {
                Some(&(start, end)) if start as usize <= at => {
                    self.hidden_until = end as usize;
                    self.hidden.next();
                }
                _ => return false,
            }
        }
        true
    }

    fn push(&mut self, end: usize, class: Class) {
        if end > self.at {
            let characters = count_chars(Span::new(self.at, end).of(self.text));
            self.account.push(end, characters, class);
            self.at = end;
        }
    }

    /// The account, closed.
    pub(crate) fn finish(mut self) -> Account {
        self.pass(self.text.len());
        self.account
    }
}
