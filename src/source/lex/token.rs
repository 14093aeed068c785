//! The one token stream: every form of source becomes blocks of text runs.
//!
//! A lexer says only what it sees: here is text, here a line ends, here a cell begins. What
//! lies between two runs is markup or white space, so a source is tiled by construction
//! and no lexer can lose a byte without it showing as markup in the account.
//! Places are `u32`: a source holds at most 4 GiB, which halves what a token costs.

use std::borrow::Cow;

use super::bullet::Bullet;
use super::edges::Edges;
use super::rules::Rule;
use crate::text::{Span, is_blank, trim_blank_end, without_radicals};

/// What a run of source text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Itself.
    Text,
    /// One character: a character reference of HTML.
    Char(char),
    /// A line end inside a paragraph: what joins two lines, see [`crate::text::glue`].
    Wrap,
}

/// A run of the decoded text that a reader sees.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it stands for.
    pub kind: Kind,
}

/// What parts a block from the one before it, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// A line end.
    Line,
    /// A blank line, or the end of a paragraph in markup.
    Paragraph,
    /// A form feed.
    Page,
}

/// How a block is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// As running text.
    Plain,
    /// All of it bold.
    Bold,
    /// As a heading of this level, from 1.
    Heading(u8),
    /// The title in the head of a web page.
    PageTitle,
    /// Left of the column of the items: a label or a number.
    Side,
    /// Right of the column of the items.
    Aside,
    /// Left of it: the title of an item.
    Title,
    /// The number of the row that follows, and the label of its region.
    RowNumber,
    RowLabel,
    /// Over the columns.
    ColumnHead,
    /// As the text of a note or a comment.
    Note,
    /// As a cell of a table that stands inside an item.
    Inner,
}

/// Why a part of a page is not its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// It was struck out.
    Struck,
    /// No reader of the page sees it.
    Unseen,
    /// It is the mark of a note or a comment.
    Call,
    /// It is the bullet of a list.
    Bullet,
    /// It tells how characters are read.
    Reading,
    /// It is a tag in the middle of which the source ends.
    Cut,
    /// It is text that may hold words of the column beside it.
    Glued,
}

/// A part of a page that holds characters and is not its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passage {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Why it is no text.
    pub why: Why,
    /// Whether it can be nothing else.
    pub sure: bool,
}

/// Stands for "in no cell" in [`Block::cell`].
pub(crate) const NO_CELL: u32 = u32::MAX;

/// A line or a paragraph: text without a break that markup or a line end would show.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    /// Its first run in [`Tokens::runs`].
    pub first: u32,
    /// One past its last run.
    pub last: u32,
    /// Its cell in [`Tokens::cells`], or [`NO_CELL`].
    pub cell: u32,
    /// What stands before it.
    pub gap: Gap,
    /// How it is set.
    pub look: Look,
    /// Columns of white space before its first character, at most 255.
    pub indent: u8,
    /// Its first and last visible character.
    pub edges: Edges,
}

/// How many elements are open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Level {
    /// The block from which on it is so.
    pub block: u32,
    /// How many.
    pub depth: u8,
}

/// What markup alone says of a block that opens an item of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ListItem {
    /// The block's first run.
    pub first: u32,
    /// The number the item has (`<ol start>`); 0 is none.
    pub ordinal: u32,
    /// How many numbered lists it stands in.
    pub depth: u8,
    /// What a reader of the page sees before it.
    pub bullet: Bullet,
}

/// A cell of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    /// Its table.
    pub table: u32,
    /// Its row, counted through all tables.
    pub row: u32,
    /// Its column from 0, columns taken by merged cells above counted.
    pub column: u16,
    /// Whether it spans columns.
    pub wide: bool,
}

/// What a table is made of, which says how far its columns can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableKind {
    /// Marked up: `<table>` or Markdown pipes.
    Marked,
    /// Tabs in lines.
    Tabs,
    /// Placed lines: in which column each stands is known.
    Placed,
}

/// A table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table {
    /// What it is made of.
    pub kind: TableKind,
    /// The cell that it stands in, or [`NO_CELL`].
    pub outer: u32,
    /// Whether it was found to hold no items, beside one that does.
    pub aside: bool,
}

/// The token stream of a source.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    /// All runs, in the order of the source.
    pub runs: Vec<Run>,
    /// All blocks that hold a visible character, in the order of the source.
    pub blocks: Vec<Block>,
    /// All cells, in the order of the source.
    pub cells: Vec<Cell>,
    /// Cells that hold only the number of an item of a list of markup, and those numbers.
    pub numbered_cells: Vec<(u32, u32)>,
    /// What lists of markup say, in order: of few blocks, so that the others do not bear it.
    pub list_items: Vec<ListItem>,
    /// The first runs of blocks that begin at a line end in flowing text, in order.
    pub flow_lines: Vec<u32>,
    /// Comments, scripts and styles, in the order of the source: never text.
    pub hidden: Vec<(u32, u32)>,
    /// What is shown and not text, in the order of the source.
    pub passages: Vec<Passage>,
    /// Where rules part the rows of drawn tables, in order: nothing else does.
    pub rules: Vec<Rule>,
    /// Where what stands in the column of regions of a drawn table begins, line by line.
    pub ruled_labels: Vec<u32>,
    /// All tables; one stands behind the table that it is in.
    pub tables: Vec<Table>,
    /// Where it changes how many elements that may hold a list are open all the way from
    /// one block to the next; none are from the start.
    pub levels: Vec<Level>,
    /// How many rows all tables have.
    pub rows: u32,
    /// Whether a line end alone parts no paragraphs, as in Markdown.
    pub soft: bool,
    /// Whether radicals stand for the characters that they look like, as in many a PDF.
    pub radicals: bool,
}

/// Bytes of a Chinese character.
const CHARACTER: usize = '建'.len_utf8();

impl Tokens {
    /// An empty stream with room for the lines of a wrapped page, so that it is not moved
    /// as it grows; room that is not used costs nothing.
    pub(crate) fn with_room_for(text: &str) -> Self {
        const LINE: usize = 64;
        let lines = text.len() / LINE;
        let (runs, blocks) = (Vec::with_capacity(lines), Vec::with_capacity(lines));
        Self { runs, blocks, ..Self::default() }
    }

    /// The runs of a block.
    pub(crate) fn runs_of(&self, block: &Block) -> &[Run] {
        self.runs.get(block.first as usize..block.last as usize).unwrap_or(&[])
    }

    /// The characters of a block as a reader sees them, a wrap as one line end.
    pub(crate) fn chars<'a>(
        &'a self,
        text: &'a str,
        block: &Block,
    ) -> impl Iterator<Item = char> + 'a {
        self.runs_of(block).iter().flat_map(move |run| {
            let (own, single) = match run.kind {
                Kind::Text => (run.span().of(text), None),
                Kind::Char(c) => ("", Some(c)),
                Kind::Wrap => ("", Some('\n')),
            };
            own.chars().chain(single)
        })
    }

    /// The start of a block, trimmed, its radicals as what they look like, and whether that
    /// is all of it: as many bytes as `limit` Chinese characters take, since counting is slow.
    pub(crate) fn head<'t>(
        &self,
        text: &'t str,
        block: &Block,
        limit: usize,
    ) -> (Cow<'t, str>, bool) {
        let (head, whole) = self.start(text, block, limit);
        let plain = if self.radicals { without_radicals(&head) } else { None };
        (plain.map_or(head, Cow::Owned), whole)
    }

    /// The same, radicals and all. Nearly all blocks are one run, which the builder trimmed.
    fn start<'t>(
        &self,
        text: &'t str,
        block: &Block,
        limit: usize,
    ) -> (Cow<'t, str>, bool) {
        if let [Run { kind: Kind::Text, .. }] = self.runs_of(block) {
            let own = self.span(block).of(text);
            let end = own.floor_char_boundary(CHARACTER * limit);
            let (head, rest) = own.split_at(end);
            let head = if rest.is_empty() { head } else { trim_blank_end(head) };
            return (Cow::Borrowed(head), rest.is_empty());
        }
        let (most, mut head) = (CHARACTER * limit, String::new());
        let whole = self.runs_of(block).iter().all(|run| {
            if run.kind == Kind::Text {
                let own = run.span().of(text);
                let (shown, rest) =
                    own.split_at(own.floor_char_boundary(most - head.len()));
                head.push_str(shown);
                return rest.is_empty();
            }
            run.show(text, &mut head);
            head.len() <= most
        });
        head.truncate(head.floor_char_boundary(most));
        head.truncate(trim_blank_end(&head).len());
        (Cow::Owned(head), whole)
    }

    /// Whether [`Self::head`] would be all of a block, without a look at its text.
    pub(crate) fn is_short(&self, block: &Block, limit: usize) -> bool {
        let lengths = self.runs_of(block).iter().map(|run| match run.kind {
            Kind::Text => run.span().len(),
            Kind::Char(c) => c.len_utf8(),
            Kind::Wrap => 1,
        });
        lengths.sum::<usize>() <= CHARACTER * limit
    }

    /// Where a block stands: from its first run to its last.
    pub(crate) fn span(&self, block: &Block) -> Span {
        match self.runs_of(block) {
            [first, .., last] => first.span().cover(last.span()),
            [only] => only.span(),
            [] => Span::default(),
        }
    }

    /// Ends block `at` before byte `end`, which is in its last run.
    pub(crate) fn shorten(&mut self, text: &str, at: usize, end: usize) {
        let Some(block) = self.blocks.get_mut(at) else { return };
        let runs = block.first as usize..block.last as usize;
        let Some(runs) = self.runs.get_mut(runs) else { return };
        if let Some(last) = runs.last_mut() {
            let own = Span::new(last.start as usize, end).of(text);
            last.end = last.start + place(trim_blank_end(own).len());
        }
        block.edges = Edges::of(text, runs);
    }

    /// The cell of a block.
    pub(crate) fn cell(&self, block: &Block) -> Option<&Cell> {
        self.cells.get(block.cell as usize)
    }
}

/// A place in a source as tokens hold it; sources are smaller than 4 GiB.
pub(crate) fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Passage {
    /// Its bytes.
    pub(crate) const fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// The characters in it, without tags and white space.
    pub(crate) fn words(self, text: &str) -> String {
        let mut in_tag = false;
        let shown = self.span().of(text).chars().filter(|&c| {
            in_tag |= c == '<';
            let shows = !in_tag && !is_blank(c);
            in_tag &= c != '>';
            shows
        });
        let words: String = shown.collect();
        words.replace("&nbsp;", "")
    }
}

impl Run {
    /// Its bytes.
    pub(crate) const fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Puts what a reader sees of it in `text` behind `shown`, a wrap as one line end.
    pub(crate) fn show(self, text: &str, shown: &mut String) {
        match self.kind {
            Kind::Text => shown.push_str(self.span().of(text)),
            Kind::Char(c) => shown.push(c),
            Kind::Wrap => shown.push('\n'),
        }
    }
}
