//! From decoded text to tokens. One lexer reads every dialect, because real documents mix
//! them: rows parted by tabs with HTML in their cells, Markdown with a table of HTML.
//! A dialect only says which signs mean something ([`Style`]).

use std::ops::RangeInclusive;

use super::broken::Broken;
use super::builder::Builder;
use super::cells::Cells;
use super::columns::Layout;
use super::dashes::Dashes;
use super::drawn::Drawn;
use super::html::{CHARACTERS_END, Tags};
use super::inline::Inline;
use super::signset::SignSet;
use super::token::{Gap, Look, TableKind, Tokens};
use super::wiki::{self, Wiki};
use crate::source::bytes::parts::PART;
use crate::source::marks::label::Names;
use crate::source::marks::number::{self, Family, Marker};
use crate::source::marks::words::Measure;
use crate::text::{past_chars, without_radicals};
use memchr::{memchr, memchr2};

/// Which signs mean something in a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign that means something")]
pub(crate) struct Style {
    /// `<…>` is a tag and `&…;` a character reference.
    pub tags: bool,
    /// A line end is white space, as in HTML; else it ends a line.
    pub flowing: bool,
    /// Any name between `<` and `>` is that of an element: XML.
    pub xml: bool,
    /// `#`, `**`, `|` and `\` are Markdown.
    pub markdown: bool,
    /// What parts two cells of a row: a tab or a comma.
    pub cells: Option<u8>,
    /// A line with a pipe in it is a row, though none stands at its edges.
    pub bare_pipes: bool,
    /// U+2028, U+2029 and U+0085 end lines.
    pub separators: bool,
    /// An empty line stands between any two, so that one parts nothing.
    pub spaced: bool,
    /// How columns are measured that stand side by side, parted by spaces, if any do.
    pub columns: Option<Measure>,
    /// The cells of a table are written one behind the other.
    pub reading: bool,
    /// What stands at one height in it stands on one line.
    pub level: bool,
    /// `[…]` is a tag of a forum.
    pub forum: bool,
    /// `'''`, `{|` and `==` are MediaWiki.
    pub wiki: bool,
    /// `│` and `─` draw tables.
    pub drawn: bool,
    /// Some line ends are written out: `\n`.
    pub written: bool,
}

/// Reads all of `text`, which may label rows with `names`; a block begins at each of the bytes
/// `cuts`, in order.
pub(crate) fn lex(text: &str, style: Style, names: &Names, cuts: &[usize]) -> Tokens {
    let cells = style.reading.then(|| Cells::all(text, names, style.level)).flatten();
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        style,
        signs: SignSet::of(style),
        signless: RangeInclusive::new(1, 0),
        limit: line_limit(text, 0, style.separators),
        row: Row::None,
        out: Builder::new(text, cuts),
        tags: Tags::default(),
        columns: style
            .columns
            .map(|measure| Layout::of(text, measure, style.separators))
            .unwrap_or_default(),
        cells: cells.unwrap_or_default(),
        inline: Inline::default(),
        dashes: Dashes::default(),
        wiki: Wiki::default(),
        drawn: Drawn::default(),
        properties: false,
        quotations: 0,
        empty: 0,
        tab_table: false,
        unquoted: false,
        names,
        broken: Broken::default(),
    };
    lexer.run();
    let radicals = has_radicals(text);
    let mut tokens = lexer.out.finish();
    tokens.open_boxes(text, names);
    Tokens { soft: style.markdown || style.wiki, radicals, ..tokens }
}

/// Whether radicals stand in `text` for the characters that they look like: then they do all
/// over it, and its start shows it.
fn has_radicals(text: &str) -> bool {
    const START: usize = 1 << 16;
    let start = text.get(..text.floor_char_boundary(START)).unwrap_or(text);
    without_radicals(start).is_some()
}

/// Whether `c` may end a line.
pub(crate) fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\u{c}' | '\u{2028}' | '\u{2029}' | '\u{85}')
}

/// Where the line of `text` that holds byte `at` ends: its line end or form feed, and one of
/// Unicode's other line ends where a source has `separators`.
pub(crate) fn line_limit(text: &str, at: usize, separators: bool) -> usize {
    let length = if separators {
        text.get(at..).and_then(|rest| rest.find(ends_line))
    } else {
        memchr2(b'\n', b'\x0c', text.as_bytes().get(at..).unwrap_or(&[]))
    };
    length.map_or(text.len(), |length| at + length)
}

/// Whether a line in flowing text begins with the number of an item, so that it is a line
/// of its own whatever markup it stands in.
pub(super) fn opens_item(line: &str) -> bool {
    let marker = line.get(..past_chars(line, 8)).and_then(number::marker);
    // Those of clauses stand inside sentences as well.
    let clause = |marker: &Marker| matches!(marker.family, Family::Clause | Family::Is);
    marker.is_some_and(|marker| !marker.weak && !clause(&marker))
}

/// What kind of row the line being read is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Row {
    /// None: a line of text.
    None,
    /// Cells parted by tabs or commas.
    Tabs,
    /// Cells parted by pipes.
    Pipes,
    /// Cells below the dashes of a rule.
    Dashes,
}

/// A source being read.
#[derive(Debug)]
pub(crate) struct Lexer<'a> {
    pub text: &'a str,
    pub bytes: &'a [u8],
    pub style: Style,
    /// The signs within lines that mean something.
    signs: SignSet,
    /// Where none of them stands, up to the next or as far as was looked: most lines of most
    /// sources have none.
    signless: RangeInclusive<usize>,
    /// Where the line being read ends.
    pub(super) limit: usize,
    pub row: Row,
    pub out: Builder<'a>,
    pub tags: Tags,
    /// Where the columns stand, if there are any.
    pub columns: Layout,
    /// What is no text of the items, where cells are written one behind the other.
    pub cells: Cells,
    pub inline: Inline,
    /// The open table of Markdown whose columns a rule shows.
    pub dashes: Dashes,
    /// The open markup of MediaWiki.
    pub(super) wiki: Wiki,
    /// The open table that is drawn.
    pub(super) drawn: Drawn,
    /// Whether the properties at the top of a page of Markdown are being read.
    pub properties: bool,
    /// How many quotations of Markdown are open.
    pub(super) quotations: usize,
    /// Where the last empty line ends.
    pub(super) empty: usize,
    /// Whether the table of the lines with cells has been opened.
    pub(super) tab_table: bool,
    /// Whether no cell in quotes is closed in the rest of the source.
    pub(super) unquoted: bool,
    /// The labels that a row may begin with.
    pub(super) names: &'a Names,
    /// How far the open row of cells is read.
    pub(super) broken: Broken,
}

impl Lexer<'_> {
    fn run(&mut self) {
        let mut at = 0;
        let mut line_start = true;
        while at < self.bytes.len() {
            if line_start && !self.flowing() {
                at = self.open_line(at);
                line_start = false;
                continue;
            }
            let next = self.next_sign(at);
            let sign = self.bytes.get(next).copied();
            let lost = if sign == Some(b'>') { self.lost_opening(at, next) } else { 0 };
            if next - lost > at {
                self.out.text(at, next - lost);
            }
            let Some(sign) = sign else { break };
            line_start |= matches!(sign, b'\n' | b'\x0c') || next == self.limit;
            at = self.pass_sign(next, sign, lost);
        }
        self.close_row(Gap::Paragraph);
    }

    /// Passes the `sign` at byte `at`, before which `lost` bytes are of the tag that it ends;
    /// returns where what follows begins.
    fn pass_sign(&mut self, at: usize, sign: u8, lost: usize) -> usize {
        match sign {
            b'\n' => self.line_end(at),
            b'\x0c' => {
                self.close_row(Gap::Page);
                at + 1
            }
            b'<' => self.tag(at),
            b']' if Some(at) == self.tags.characters_until => {
                self.tags.characters_until = None;
                at + CHARACTERS_END.len()
            }
            b'&' => self.reference(at),
            b'>' => self.tag_end(at, lost),
            b'[' if self.style.forum => self.forum_tag(at),
            sign if self.style.wiki && wiki::SIGNS.contains(&sign) => {
                self.wiki_mark(at, sign)
            }
            b'\\' if self.style.written => self.backslash(at),
            sign if self.style.cells == Some(sign) => self.next_cell(at),
            _ if at == self.limit => {
                self.close_row(Gap::Line);
                let rest = self.text.get(at..).unwrap_or("");
                at + rest.chars().next().map_or(1, char::len_utf8)
            }
            _ => self.mark(at, sign),
        }
    }

    /// Whether line ends mean nothing here.
    fn flowing(&self) -> bool {
        (self.style.flowing && !self.tags.preformatted())
            || (self.tags.in_table() && !self.style.forum)
    }

    /// Where the next sign stands that means something, a line end included.
    pub(super) fn next_sign(&mut self, at: usize) -> usize {
        if self.limit < at {
            self.limit = line_limit(self.text, at, self.style.separators);
        }
        let known = self.signless.contains(&at) && self.limit <= *self.signless.end();
        if !known {
            // Not far beyond the line: what was looked at is read next.
            let end = self.bytes.len().min(self.limit.max(at + PART));
            let rest = self.bytes.get(at..end).unwrap_or(&[]);
            let sign = self.signs.find(rest).map_or(end, |length| at + length);
            self.signless = at..=sign;
        }
        let sign = self.limit.min(*self.signless.end());
        self.tags
            .characters_until
            .filter(|&end| at <= end)
            .map_or(sign, |end| sign.min(end))
    }

    /// Reads what only means something at the start of a line, and says where its text
    /// begins.
    fn open_line(&mut self, at: usize) -> usize {
        let end = line_limit(self.text, at, self.style.separators);
        self.limit = end;
        let line = self.bytes.get(at..end).unwrap_or(&[]);
        if line.iter().all(u8::is_ascii_whitespace) {
            // Nothing stands between this one and an empty one but a line end.
            let end_of_empty = self.text.get(self.empty..at).unwrap_or("");
            let again = end_of_empty.chars().nth(1).is_none();
            let parts = again || !self.style.spaced;
            self.empty = end;
            let gap = if parts { Gap::Paragraph } else { Gap::Line };
            self.out.end(gap);
            return end;
        }
        if self.row == Row::Tabs || (self.row == Row::Pipes && self.broken.holds(at)) {
            return at;
        }
        if self.style.columns.is_some() {
            return self.open_columns_line(at, end);
        }
        if self.style.reading {
            return self.open_cells_line(at, end);
        }
        if let Some(begins) = self.open_marked_line(at, line) {
            return begins;
        }
        if let Some(sign) = self.style.cells
            && (memchr(sign, line).is_some() || self.opens_quoted_cell(at, sign))
        {
            self.open_row(TableKind::Tabs, Row::Tabs);
            self.broken.open(self.text.get(at..end).unwrap_or(""), sign);
            self.out.open_cell(1, 1);
            return self.quoted_cell(at);
        }
        at
    }

    /// Reads what signs of its own a `line` that begins at byte `at` has at its start.
    fn open_marked_line(&mut self, at: usize, line: &[u8]) -> Option<usize> {
        let Style { drawn, wiki, markdown, .. } = self.style;
        match () {
            () if drawn => Some(self.open_drawn_line(at, at + line.len())),
            () if wiki => Some(self.open_wiki_line(at, line)),
            () if markdown => self.open_markdown_line(at, line),
            () => None,
        }
    }

    /// Opens a row; all rows of lines with cells make one table, so that the columns of a
    /// list are known in spite of the prose between them.
    pub(crate) fn open_row(&mut self, kind: TableKind, row: Row) {
        if !self.tab_table {
            self.out.open_table(kind);
            self.tab_table = true;
        }
        self.row = row;
        self.out.open_row(Gap::Line);
    }

    fn close_row(&mut self, gap: Gap) {
        if self.row != Row::None {
            self.out.close_cell();
            self.row = Row::None;
        }
        self.out.end(gap);
    }

    /// Passes a line end, and the white space after it where it means nothing.
    fn line_end(&mut self, at: usize) -> usize {
        if self.flowing() {
            return self.flowing_line_end(at);
        }
        let rest = self.bytes.get(..at).unwrap_or(&[]);
        let rest = rest.strip_suffix(b"\r").unwrap_or(rest);
        let hard = self.style.markdown && rest.ends_with(b"  ");
        if self.row == Row::Tabs && self.broken.goes_on(self.text, at + 1, self.names) {
            self.out.end(Gap::Line);
            return at + 1;
        }
        let gap = if hard { Gap::Paragraph } else { Gap::Line };
        if self.row == Row::Pipes && self.style.bare_pipes && self.is_open_row(at) {
            self.out.end(gap);
            return at + 1;
        }
        self.close_row(gap);
        if matches!(self.out.look, Look::Heading(_)) && self.tags.heading() == 0 {
            self.out.look = Look::Plain;
        }
        at + 1
    }

    fn next_cell(&mut self, at: usize) -> usize {
        if self.row == Row::Tabs {
            self.broken.pass_edge();
            self.out.open_cell(1, 1);
            return self.quoted_cell(at + 1);
        }
        self.itself(at, 1)
    }
}
