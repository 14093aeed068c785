//! An item while it is read, and how blocks are put into it and into the ledger.

use super::ledger::Ledger;
use super::part::Part;
use super::wraps::Wraps;
use crate::source::account::Class;
use crate::source::blocks::join::Joint;
use crate::source::blocks::page::Page;
use crate::source::lex::token::{Block, Kind, Run, place};
use crate::text::{Span, count_chars, is_blank, trim_blank_start};

/// An item being read.
#[derive(Debug)]
pub(crate) struct Draft {
    /// Its number in the list, and the one printed.
    pub number: u32,
    pub printed: u32,
    /// Its label, by place in the reader's list.
    pub region: Option<u32>,
    /// Its first part in [`Texts::parts`]; its last is the one before the next item's.
    pub first: u32,
    /// From its number to the end of its last piece.
    pub begin: u32,
    pub end: u32,
    /// The top of its first line, in half lines, where labels stand beside the items.
    pub top: u32,
}

impl Draft {
    /// From its number to the end of its last piece.
    pub(crate) const fn span(&self) -> Span {
        Span::new(self.begin as usize, self.end as usize)
    }
}

/// One past the last part of each of `drafts`, which are made of so many `parts`.
pub(super) fn ends(drafts: &[Draft], parts: usize) -> impl Iterator<Item = u32> {
    drafts.iter().skip(1).map(|next| next.first).chain([place(parts)])
}

/// The texts of the items, which are not copied: each is a run of parts of the source, and
/// only the open one is held as a text, to see how it goes on.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// The parts of all items, in order.
    pub parts: Vec<Part>,
    /// The text of the open item.
    pub open: String,
    /// How lines were broken.
    wraps: Wraps,
}

impl Texts {
    /// No texts of `page` yet, with room for those of all its blocks, so that they are not
    /// moved as they grow; room that is not used costs nothing.
    pub(crate) fn of(page: &Page<'_>) -> Self {
        let parts = Vec::with_capacity(page.tokens.blocks.len());
        Self { parts, open: String::new(), wraps: Wraps::of(page) }
    }

    /// Opens the next item; returns its first part.
    pub(crate) fn next(&mut self) -> u32 {
        self.open.clear();
        place(self.parts.len())
    }

    /// Gets ready for a further block of item `index`.
    pub(crate) fn join(&mut self, joint: Joint, index: u32, ledger: &mut Ledger<'_>) {
        match joint {
            Joint::Glue(glue) => glue.chars().for_each(|c| self.put_in(c)),
            Joint::Paragraph => self.put_in('\n'),
            Joint::Space(span) => {
                self.put_in(' ');
                ledger.put(span, Class::Text(index));
            }
        }
    }

    /// Puts in the number that a list of markup shows before its item.
    pub(crate) fn number(&mut self, shown: &str) {
        shown.chars().for_each(|c| self.put_in(c));
    }

    /// Puts in a character that the source does not have here.
    fn put_in(&mut self, c: char) {
        self.push(Run { start: 0, end: 0, kind: Kind::Char(c) }, "");
    }

    /// Adds `run`, whose bytes are `own`.
    fn push(&mut self, run: Run, own: &str) {
        match run.kind {
            Kind::Text => self.open.push_str(own),
            Kind::Char(c) => self.open.push(c),
            Kind::Wrap => {}
        }
        let Some(part) = Part::of(run) else { return };
        if !self.parts.last_mut().is_some_and(|last| last.take_in(part)) {
            self.parts.push(part);
        }
    }
}

/// Puts a whole block into `class`.
pub(crate) fn put_whole(
    page: &Page<'_>,
    ledger: &mut Ledger<'_>,
    block: &Block,
    class: Class,
) {
    for run in page.tokens.runs_of(block) {
        let class = if run.kind == Kind::Wrap { Class::Space } else { class };
        ledger.put(run.span(), class);
    }
}

/// Puts a block into the open item, the `index`-th, but for its first characters, which
/// are of the classes that `marks` says, each up to so many characters.
pub(crate) fn put_text(
    page: &Page<'_>,
    ledger: &mut Ledger<'_>,
    texts: &mut Texts,
    block: &Block,
    marks: &[(usize, Class)],
    index: u32,
) {
    let runs = page.tokens.runs_of(block);
    let mut cursor = Cursor { text: page.text, runs, at: 0, passed: 0 };
    for &(until, class) in marks {
        cursor.pass(until, class, ledger);
    }
    if !marks.is_empty() {
        cursor.pass_blank(ledger);
    }
    while let Some(run) = cursor.rest() {
        let span = run.span();
        let glued = match run.kind {
            Kind::Wrap => texts.wraps.stands_for(&texts.open, cursor.peek()),
            Kind::Text | Kind::Char(_) => Some(run.kind),
        };
        if let Some(kind) = glued {
            texts.push(Run { kind, ..run }, span.of(page.text));
        }
        ledger.put(span, glued.map_or(Class::Space, |_| Class::Text(index)));
    }
}

/// A place in the runs of a block.
#[derive(Debug)]
struct Cursor<'a> {
    text: &'a str,
    runs: &'a [Run],
    /// Bytes of the first run that are passed.
    at: usize,
    /// Characters of the block that are passed.
    passed: usize,
}

impl Cursor<'_> {
    /// What is left of the run at the place; steps over it.
    fn rest(&mut self) -> Option<Run> {
        let (run, others) = self.runs.split_first()?;
        let start = run.end.min(run.start.saturating_add(place(self.at)));
        self.runs = others;
        self.at = 0;
        Some(Run { start, ..*run })
    }

    /// The character at the place.
    fn peek(&self) -> char {
        self.runs.first().map_or(' ', |run| match run.kind {
            Kind::Text => {
                let own = run.span().of(self.text);
                own.get(self.at..).and_then(|own| own.chars().next()).unwrap_or(' ')
            }
            Kind::Char(c) => c,
            Kind::Wrap => '\n',
        })
    }

    /// Puts what stands before the `until`-th character into `class`.
    fn pass(&mut self, until: usize, class: Class, ledger: &mut Ledger<'_>) {
        while self.passed < until && !self.runs.is_empty() {
            let left = until - self.passed;
            self.step(class, ledger, |shown| {
                shown.chars().take(left).map(char::len_utf8).sum()
            });
        }
    }

    /// Passes white space.
    fn pass_blank(&mut self, ledger: &mut Ledger<'_>) {
        while !self.runs.is_empty() && is_blank(self.peek()) {
            self.step(Class::Space, ledger, |shown| {
                shown.len() - trim_blank_start(shown).len()
            });
        }
    }

    /// Puts as many bytes of the run at the place into `class` as `taken` says of its text;
    /// one that stands for a character goes as a whole.
    fn step(
        &mut self,
        class: Class,
        ledger: &mut Ledger<'_>,
        taken: impl Fn(&str) -> usize,
    ) {
        let Some(run) = self.runs.first() else { return };
        let start = run.start as usize + self.at;
        let (length, characters) = if run.kind == Kind::Text {
            let shown = Span::new(start, run.end as usize).of(self.text);
            let length = taken(shown);
            (length, shown.get(..length).map_or(0, count_chars))
        } else {
            (run.end as usize - start, 1)
        };
        let end = start + length;
        ledger.put(Span::new(start, end), class);
        self.passed += characters;
        self.at += length;
        if end >= run.end as usize {
            self.rest();
        }
    }
}
