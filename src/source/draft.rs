//! An item while it is read, and how blocks are put into it and into the ledger.

use super::account::Class;
use super::join::Joint;
use super::ledger::Ledger;
use super::numbering::Start;
use super::page::Page;
use super::token::{Block, Kind, Run, is_blank};
use crate::text::{Span, is_han, is_wide_punctuation};

/// An item being read.
#[derive(Debug)]
pub(super) struct Draft {
    /// The number it opened with.
    pub start: Start,
    /// Its label, by place in the reader's list.
    pub region: Option<u32>,
    /// Its text so far.
    pub text: String,
    /// What it was joined from.
    pub pieces: Vec<Span>,
    /// From its number to the end of its last piece.
    pub span: Span,
    /// How many blocks of text stand before it.
    pub line: usize,
    /// Whether the next piece is one of its own.
    parted: bool,
}

impl Draft {
    /// An item that opens with `start` in the block at `span`.
    pub(super) fn new(
        start: Start,
        region: Option<u32>,
        line: usize,
        span: Span,
    ) -> Self {
        // Most items are one piece, and a list may have very many of them.
        let (text, pieces) = (String::new(), Vec::with_capacity(1));
        Self { start, region, text, pieces, span, line, parted: true }
    }

    /// Gets ready for a further block: `torn` says that it is a piece of its own.
    pub(super) fn join(
        &mut self,
        joint: Joint,
        torn: bool,
        index: u32,
        ledger: &mut Ledger<'_>,
    ) {
        match joint {
            Joint::Glue(glue) => self.text.push_str(glue),
            Joint::Paragraph => self.text.push('\n'),
            Joint::Space(span) => {
                self.text.push(' ');
                ledger.put(span, Class::Text(index));
            }
        }
        self.parted = torn || joint == Joint::Paragraph;
    }

    fn add_piece(&mut self, span: Span) {
        match self.pieces.last_mut().filter(|_| !self.parted) {
            Some(open) => *open = open.cover(span),
            None => self.pieces.push(span),
        }
        self.parted = false;
    }
}

/// Puts a whole block into `class`.
pub(super) fn put_whole(
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

/// Puts a block into the item `draft`, the `index`-th, but for its first characters,
/// which are of the classes that `marks` says, each up to so many characters.
pub(super) fn put_text(
    page: &Page<'_>,
    ledger: &mut Ledger<'_>,
    draft: &mut Draft,
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
    while let Some((run, span)) = cursor.rest() {
        let own = span.of(page.text);
        let class = match run.kind {
            Kind::Text => {
                draft.text.push_str(own);
                Class::Text(index)
            }
            Kind::Char(c) => {
                draft.text.push(c);
                Class::Text(index)
            }
            Kind::Wrap => {
                let glued = wrap(&draft.text, cursor.peek());
                draft.text.push_str(glued);
                if glued.is_empty() { Class::Space } else { Class::Text(index) }
            }
        };
        ledger.put(span, class);
        draft.add_piece(span);
    }
    draft.span = draft.span.cover(page.tokens.span(block));
}

/// What a line end inside a paragraph of markup stands for: a space, but for one between
/// two wide characters, which was put there by whoever wrote the file.
fn wrap(text: &str, next: char) -> &'static str {
    let wide = |c: char| is_han(c) || is_wide_punctuation(c);
    let between =
        text.chars().next_back().is_none_or(|last| wide(last) || is_blank(last));
    if between && (wide(next) || is_blank(next)) || text.is_empty() { "" } else { " " }
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

impl<'a> Cursor<'a> {
    /// The next run, from the place on; steps over it.
    fn rest(&mut self) -> Option<(&'a Run, Span)> {
        let (run, others) = self.runs.split_first()?;
        let span = Span::new(run.start as usize + self.at, run.end as usize);
        self.runs = others;
        self.at = 0;
        Some((run, span))
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
            self.step(class, ledger);
        }
    }

    /// Passes white space.
    fn pass_blank(&mut self, ledger: &mut Ledger<'_>) {
        while !self.runs.is_empty() && is_blank(self.peek()) {
            self.step(Class::Space, ledger);
        }
    }

    /// Puts the character at the place into `class`.
    fn step(&mut self, class: Class, ledger: &mut Ledger<'_>) {
        let c = self.peek();
        let Some(run) = self.runs.first() else { return };
        let start = run.start as usize + self.at;
        let whole = run.kind != Kind::Text;
        let end = if whole { run.end as usize } else { start + c.len_utf8() };
        ledger.put(Span::new(start, end), class);
        self.passed += 1;
        self.at += end - start;
        if end >= run.end as usize {
            self.rest();
        }
    }
}
