//! Tags and character references.
//!
//! html5gum reads what stands inside a tag (names, attributes) and knows the references;
//! the text between is found by a byte search and never leaves the source, which keeps
//! its spans. Where a tag ends is decided here, since a list must not lose its text to a
//! quote or a comment that somebody forgot to close.

use html5gum::{Token, Tokenizer};
use memchr::{memchr, memmem};

use super::elements::{
    CONTAINERS, attributes, closes_unknown, heading_level, is_block, known, known_in_xml,
    tag_length, tag_name,
};
use super::lexer::Lexer;
use super::list_styles::Numbering;
use super::lists::List;
use super::position::Places;
use super::scope::Holders;
use super::token::{Gap, Look, TableKind, Why};

/// The state of the markup around the place being read.
#[derive(Debug, Default)]
pub(crate) struct Tags {
    tables: u32,
    /// Whether the open table is what is left of one.
    torn: bool,
    preformatted: u32,
    /// Whether an element is open whose text flows: outside all of them a line end is one.
    inside: bool,
    /// Whether text flows that was not marked up: a page's end was copied into it.
    pub(super) raw: bool,
    heading: u8,
    /// The open lists.
    pub(crate) lists: Vec<List>,
    /// The styles that OpenDocument numbers lists by.
    pub(super) numberings: Vec<Numbering>,
    /// The open elements that may hold a list.
    pub(crate) holders: Holders,
    /// Where lines are placed by coordinates.
    pub(crate) places: Places,
    /// Where the characters of XML end in which tags stand.
    pub(crate) characters_until: Option<usize>,
    /// Elements whose end was looked for and is nowhere in the rest of the source.
    endless: Vec<&'static str>,
    /// Elements that are no text and one of which was never closed.
    pub(crate) boundless: Vec<&'static str>,
    /// Where the texts of notes end that are being read.
    pub(crate) notes_until: usize,
}

impl Tags {
    /// Whether a `<table>` is open.
    pub(crate) fn in_table(&self) -> bool {
        self.tables > 0
    }

    /// Whether a `<pre>` is open.
    pub(crate) fn preformatted(&self) -> bool {
        self.preformatted > 0
    }

    /// Whether text flows here.
    pub(crate) fn inside(&self) -> bool {
        (self.inside || self.tables > 0) && !self.raw
    }

    /// The level of the open heading; 0 is none.
    pub(crate) fn heading(&self) -> u8 {
        self.heading
    }
}

/// What ends characters of XML that stand for themselves.
pub(crate) const CHARACTERS_END: &str = "]]>";

/// What ends an element whose content is never text, nor markup.
pub(super) fn end_of_hidden(name: &str) -> Option<&'static str> {
    Some(match name {
        "script" => "</script",
        "style" => "</style",
        "xml" => "</xml",
        _ => return None,
    })
}

impl Lexer<'_> {
    /// Reads what begins with the `<` at `at`; returns where the rest begins.
    pub(crate) fn tag(&mut self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        if rest.starts_with("<!--") {
            return self.comment(at, rest);
        }
        if let Some(end) = self.characters(at, rest).or_else(|| self.autolink(at, rest)) {
            return end;
        }
        let Some(length) = tag_length(rest.as_bytes()) else {
            return self
                .cut_tag(at, rest)
                .or_else(|| self.unclosed_tag(at, rest))
                .unwrap_or_else(|| self.itself(at, 1));
        };
        let whole = rest.get(..length).unwrap_or("");
        if matches!(whole.as_bytes().get(1), Some(b'!' | b'?')) {
            return at + length;
        }
        let (name, closing) = tag_name(whole);
        if self.style.xml
            && !closing
            && let Some(end) = self.of_open_document(name, at, at + length)
        {
            return end;
        }
        let known = if self.style.xml { known_in_xml } else { known };
        let Some(name) = known(name) else {
            let after = self.text.get(at + length..).unwrap_or("");
            let root = closing && closes_unknown(name, after);
            return if root { at + length } else { self.itself(at, 1) };
        };
        self.element(name, closing, whole, at + length)
    }

    /// Opens or closes the element `name` with the tag `whole`, behind which stands byte `at`;
    /// returns where the rest begins.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        closing: bool,
        whole: &str,
        at: usize,
    ) -> usize {
        let parts = is_block(name) || heading_level(name).is_some();
        self.tags.raw &= !parts && !matches!(name, "table" | "tr" | "td" | "th");
        if closing {
            self.close(name);
            self.close_holder(name);
            if parts {
                self.tags.inside = false;
            }
            return at;
        }
        if let Some(end) = self.pass_outline(name, whole, at) {
            return end;
        }
        self.open(name, whole);
        let at = self.pass_glued_label(at);
        self.open_holder(name, whole);
        if self.style.xml && heading_level(name).is_some() && whole.ends_with("/>") {
            self.close(name);
        }
        if parts {
            self.tags.inside = !CONTAINERS.contains(&name);
        }
        let begins = self.pass_hidden(name, at);
        self.open_notes(name, whole, begins);
        let begins = self.pass_silent(name, whole, begins);
        if name == "span" { self.pass_list_sign(whole, begins) } else { begins }
    }

    /// Reads characters of XML that stand for themselves, or their mark where tags stand
    /// in them: `<![CDATA[…]]>`.
    fn characters(&mut self, at: usize, rest: &str) -> Option<usize> {
        let inner = rest.strip_prefix("<![CDATA[")?;
        let begins = at + (rest.len() - inner.len());
        let length = self.find_end(CHARACTERS_END, inner)?;
        if inner.get(..length)?.contains('<') {
            self.tags.characters_until = Some(begins + length);
            return Some(begins);
        }
        let mut from = begins;
        for line in inner.get(..length)?.split('\n') {
            if from > begins {
                self.out.end(Gap::Line);
            }
            self.out.text(from, from + line.len());
            from += line.len() + 1;
        }
        Some(begins + length + CHARACTERS_END.len())
    }

    /// Passes a tag in the middle of which the source was cut off.
    fn cut_tag(&mut self, at: usize, rest: &str) -> Option<usize> {
        const LONGEST: usize = 2000;
        let inner = rest.get(..rest.len().min(LONGEST))?.strip_prefix('<')?;
        let name = inner.trim_start_matches('/').trim_end();
        let end = name.find(|c: char| c.is_ascii_whitespace()).unwrap_or(name.len());
        let cut = rest.len() <= LONGEST && !inner.contains(['<', '>']);
        let in_name =
            name.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b':' | b'-'));
        (cut && (in_name || known(name.get(..end)?).is_some())).then_some(())?;
        Some(self.cut_off(at))
    }

    /// Passes what begins at byte `at` and was cut off with the rest of the source.
    fn cut_off(&mut self, at: usize) -> usize {
        self.out.pass(at, self.text.len(), Why::Cut, false);
        self.text.len()
    }

    fn comment(&mut self, at: usize, rest: &str) -> usize {
        let end =
            self.find_end("-->", rest).map_or("<!--".len(), |end| end + "-->".len());
        self.out.hide(at, at + end);
        at + end
    }

    /// Where `end` stands in `rest`; once it is known to stand nowhere in the rest of the
    /// source it is not looked for again, so that a thousand open comments cost one search.
    pub(super) fn find_end(&mut self, end: &'static str, rest: &str) -> Option<usize> {
        if self.tags.endless.contains(&end) {
            return None;
        }
        let found = find_ignoring_case(rest.as_bytes(), end.as_bytes());
        if found.is_none() {
            self.tags.endless.push(end);
        }
        found
    }

    /// Passes the content of an element that is never text.
    fn pass_hidden(&mut self, name: &str, at: usize) -> usize {
        let Some(end) = end_of_hidden(name) else { return at };
        let rest = self.text.get(at..).unwrap_or("");
        let end = self.find_end(end, rest).map_or(at, |length| at + length);
        self.out.hide(at, end);
        if name == "style" {
            self.read_places(self.text.get(at..end).unwrap_or(""));
        }
        end
    }

    fn open(&mut self, name: &'static str, whole: &str) {
        match name {
            "br" => self.out.end(Gap::Line),
            "b" | "strong" => self.out.bold += 1,
            "table" => self.open_table(false),
            "tr" => {
                self.out.end(Gap::Paragraph);
                if self.opens_cells() {
                    self.out.open_row(Gap::Paragraph);
                }
            }
            "td" | "th" if self.opens_cells() => {
                let [rows, columns] = attributes(whole, ["rowspan", "colspan"]);
                let size = |n: Option<u32>| n.and_then(|n| u16::try_from(n).ok());
                // No rows are all that are left of the table.
                let rows = if rows == Some(0) { Some(u16::MAX) } else { size(rows) };
                self.out.open_cell(rows.unwrap_or(1), size(columns).unwrap_or(1));
                self.repeat_cell(whole);
            }
            "ol" | "ul" => self.open_list(name, whole),
            "li" => self.open_list_item(whole),
            "div" | "p" | "text" => self.open_placed(whole),
            "page" => self.out.end(Gap::Page),
            _ => self.open_block(name),
        }
    }

    /// Opens a table, or what is left of one that was `torn` off its beginning; such a one
    /// ends where another begins.
    pub(super) fn open_table(&mut self, torn: bool) {
        if std::mem::replace(&mut self.tags.torn, torn) && !self.out.in_cell() {
            self.close_table();
            self.tags.torn = torn;
        }
        self.tags.tables += 1;
        self.out.open_table(TableKind::Marked);
    }

    pub(super) fn close_table(&mut self) {
        self.tags.tables -= 1;
        self.tags.torn = false;
        self.out.close_table();
    }

    /// Whether rows and cells mean something here. Outside of tables they are what is left
    /// of one, if line ends part nothing.
    fn opens_cells(&mut self) -> bool {
        if !self.tags.in_table() && self.style.flowing {
            self.open_torn_table();
        }
        self.tags.in_table()
    }

    /// Opens what is left of a table; the line before a cell is its first one.
    fn open_torn_table(&mut self) {
        let cell = !self.out.is_empty();
        self.out.end(Gap::Line);
        self.open_table(true);
        if cell {
            self.out.open_cell(1, 1);
            self.out.adopt_line();
            self.out.close_cell();
        }
    }

    fn open_block(&mut self, name: &'static str) {
        if let Some(level) = heading_level(name) {
            self.out.end(Gap::Paragraph);
            self.tags.heading = level;
            self.out.look = Look::Heading(level);
        } else if name == "title" {
            self.out.end(Gap::Paragraph);
            self.out.look = Look::PageTitle;
        } else if is_block(name) {
            self.out.end(Gap::Paragraph);
            self.tags.preformatted += u32::from(name == "pre");
        }
    }

    fn close(&mut self, name: &'static str) {
        match name {
            "b" | "strong" => self.out.bold = self.out.bold.saturating_sub(1),
            "table" if self.tags.in_table() => self.close_table(),
            "td" | "th" | "tr" if self.tags.in_table() => self.out.close_cell(),
            "td" | "th" if self.style.flowing => self.open_torn_table(),
            "ol" | "ul" => self.close_list(),
            "title" => {
                self.out.end(Gap::Paragraph);
                self.out.look = Look::Plain;
            }
            "span" => {}
            _ if heading_level(name).is_some() => {
                self.out.end(Gap::Paragraph);
                self.tags.heading = 0;
                self.out.look = Look::Plain;
            }
            _ if is_block(name) => {
                self.close_placed();
                if name == "pre" {
                    self.tags.preformatted = self.tags.preformatted.saturating_sub(1);
                }
            }
            _ => {}
        }
    }

    /// Reads the character reference that the `&` at `at` may begin.
    pub(crate) fn reference(&mut self, at: usize) -> usize {
        /// The longest name of HTML is `CounterClockwiseContourIntegral;`.
        const LONGEST: usize = 33;
        let rest = self.bytes.get(at + 1..).unwrap_or(&[]);
        let named = |b: &&u8| b.is_ascii_alphanumeric() || **b == b'#';
        let name = rest.iter().take(LONGEST).take_while(named).count();
        let closed = rest.get(name) == Some(&b';');
        let end = at + 1 + name + usize::from(closed);
        let whole = self.text.get(at..end).unwrap_or("");
        if self.style.flowing && !closed && end == self.text.len() {
            return self.cut_off(at);
        }
        if name == 0 || !(closed || self.style.flowing) {
            return self.itself(at, 1);
        }
        if closed && let Some(end) = self.escaped_twice(at, end, whole) {
            return end;
        }
        self.part_placed_line(at);
        match referred(whole).as_slice() {
            [c] => self.out.char(at, end, *c),
            [first, second] => {
                self.out.char(at, end, *first);
                self.out.char(end, end, *second);
            }
            _ => return self.itself(at, 1),
        }
        end
    }
}

/// What a character reference stands for; nothing when it is none.
pub(crate) fn referred(whole: &str) -> Vec<char> {
    let mut tokens =
        Tokenizer::new(whole).flatten().filter(|token| !matches!(token, Token::Error(_)));
    match (tokens.next(), tokens.next()) {
        (Some(Token::String(found)), None) => {
            let found = String::from_utf8_lossy(&found);
            let same = found == whole || found.contains('\u{FFFD}');
            if same { Vec::new() } else { found.chars().take(3).collect() }
        }
        _ => Vec::new(),
    }
}

/// Where `needle`, ASCII in lower case, first stands in `hay`.
fn find_ignoring_case(hay: &[u8], needle: &[u8]) -> Option<usize> {
    if !needle.starts_with(b"<") {
        return memmem::find(hay, needle);
    }
    let mut at = 0;
    loop {
        at += memchr(b'<', hay.get(at..)?)?;
        let here = hay.get(at..at + needle.len())?;
        if here.eq_ignore_ascii_case(needle) {
            return Some(at);
        }
        at += 1;
    }
}
