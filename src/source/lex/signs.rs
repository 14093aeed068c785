//! What a source holds that tells its dialect.

use super::cells::Cells;
use super::columns::Layout;
use super::commas;
use super::dashes;
use super::drawn;
use super::forum;
use super::lexer::ends_line;
use super::wiki;
use crate::source::marks::folio::is_page_mark;
use crate::source::marks::label::Names;
use crate::source::marks::number::{self, Marker};
use crate::source::marks::words::Measure;
use crate::text::{is_blank, is_han, trim_blank_start};
use memchr::{memchr_iter, memchr2_iter};

/// What a source holds that tells its dialect.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub(crate) struct Signs {
    pub(super) lines: usize,
    /// Lines with a tab in them, and those that have one inside and not as their indent.
    pub(super) tabs: usize,
    pub(super) inner_tabs: usize,
    /// Opening tags, and those that part lines or paragraphs among them: where there are
    /// none of these, line ends are line ends.
    pub(super) tags: usize,
    pub(super) blocks: usize,
    pub(super) paragraphs: usize,
    /// Whether it has tags that only whole pages and tables have.
    pub(super) html: bool,
    /// Whether it is XML.
    pub(super) xml: bool,
    /// Whether it is a whole page.
    pub(super) page: bool,
    /// Whether it has tags of a forum.
    pub(super) forum: bool,
    /// Whether it has a drawn table whose rows rules part.
    pub(super) drawn: bool,
    /// Whether it is marked up as MediaWiki is.
    pub(super) wiki: bool,
    /// Whether Word or WPS left its marks.
    pub(super) word: bool,
    /// Lines of Markdown: headings and rules of tables, rows of pipes, those with bold,
    /// quotations, and numbered lists under a bullet.
    pub(super) headings: usize,
    pub(super) pipes: usize,
    pub(super) bold: usize,
    pub(super) quotes: usize,
    pub(super) lists: usize,
    /// Backslashes before signs, 1\., or at line ends.
    pub(super) backslashes: usize,
    /// The commas or semicolons that part the cells of its rows, if any do.
    pub(super) commas: Option<u8>,
    /// How columns are measured, where items stand in one beside their labels.
    pub(super) columns: Option<Measure>,
    /// Whether the cells of a table are written one behind the other.
    pub(super) reading: bool,
    /// Whether what stands at one height in it stands on one line.
    pub(super) level: bool,
}

/// What stands in `line` behind the number that it begins with and the tab that Word sets
/// behind that: `1.⇥加强监管`.
fn behind_number(line: &str) -> &str {
    let plain = |marker: &Marker| marker.family.is_plain() && !marker.weak;
    let Some(marker) = number::marker(line).filter(plain) else { return line };
    let mut rest = line.chars();
    rest.nth(marker.length - 1);
    rest.as_str().strip_prefix('\t').unwrap_or(line)
}

/// How much of a source is looked at: a list may stand behind a report of a hundred pages.
const SAMPLE: usize = 1 << 18;

/// The part of `text` that is looked at.
pub(super) fn sample(text: &str) -> &str {
    text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text)
}

/// Tags that only whole pages and tables have.
const PAGE_TAGS: &[&str] = &[
    "<html", "<body", "<table", "<tr", "<td", "<div", "<!doctype", "<ol", "<ul", "<h1",
    "<h2", "<h3", "<pdf2xml",
];

/// Whether a source says that it is XML.
fn is_xml(text: &str) -> bool {
    trim_blank_start(text).starts_with("<?xml")
}

/// Tags that only documents of OpenDocument have, whatever became of their beginning.
const OPEN_DOCUMENT: &[&str] = &["<text:p ", "<text:p>", "<table:table-row"];

/// Tags that only whole pages have.
const WHOLE: &[&str] = &["<html", "<body", "<!doctype", "<head"];

/// Whether a line is the rule under the head of a table of pipes that has none at its
/// edges: `--- | ---`.
fn is_bare_ruler(line: &str) -> bool {
    let marks = |c: char| matches!(c, '-' | ':' | '|' | ' ');
    line.starts_with(['-', ':'])
        && line.contains('|')
        && line.trim_end().chars().all(marks)
}

/// Whether a source has a table of pipes whose rows have none at their edges.
pub(super) fn has_bare_rows(text: &str) -> bool {
    let mut under_rule = false;
    text.lines().any(|line| {
        let bare = under_rule && !line.starts_with('|') && line.contains(" | ");
        under_rule = line.strip_prefix('|').is_some_and(is_bare_ruler);
        bare || is_bare_ruler(line)
    })
}

/// Whether all of a line is bold by underscores, which a form to fill in is not.
fn is_bold(line: &str) -> bool {
    let inner = line.trim_end().strip_prefix("__").and_then(|l| l.strip_suffix("__"));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains('_'))
}

/// Whether a part of a line is bold by asterisks.
fn has_bold(line: &str) -> bool {
    let mut parts = line.split("**").skip(1);
    let inner = parts.next().filter(|_| parts.next().is_some());
    inner.is_some_and(|inner| {
        let edge = |c: Option<char>| c.is_some_and(|c| c != '*' && !is_blank(c));
        edge(inner.chars().next()) && edge(inner.chars().next_back())
    })
}

/// Whether a line begins with a bullet, and is no number of a page between dashes.
fn is_bulleted(line: &str) -> bool {
    let bullet = ["- ", "* ", "+ "].iter().any(|bullet| line.starts_with(bullet));
    bullet && line.contains(is_han) && !is_page_mark(line)
}

/// Whether a line under a bullet is set in and numbered.
fn is_nested(line: &str) -> bool {
    let shown = line.trim_start();
    let set_in = line.len() > shown.len() + 1 || line.starts_with('\t');
    set_in && number::marker(shown).is_some_and(|marker| !marker.weak)
}

/// Whether what begins with `<` is the address of a mail: `<wang@example.gov.cn>`.
fn is_address(rest: &str) -> bool {
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    rest.trim_start_matches('<').trim_start_matches(name).starts_with('@')
}

/// What browsers leave in what is copied from a page: tabs in there part nothing by lines.
const COPIED: &[&str] = &["white-space:pre", "white-space: pre", "apple-tab-span"];

/// What Word and WPS leave in a page.
const OFFICE: &[&str] = &["mso", "urn:schemas-microsoft-com", "<o:p", "kso", "wps"];

/// Whether Markdown has a backslash before `next`, so that it means itself, or ends a line.
fn is_escaped(next: u8) -> bool {
    b"\r\n -.()[]*_#+!>~`|".contains(&next)
}

impl Signs {
    /// Looks at the start of `text`, which may have rows of a `drawn` table.
    pub(crate) fn of(text: &str, names: &Names, drawn: bool) -> Self {
        let text = sample(text);
        let mut signs = Self::default();
        // Quotations without a space, as some mails have them, or ends of broken tags.
        let (mut close, mut bulleted) = (0, false);
        for line in text.split(ends_line) {
            signs.note_line(line);
            signs.lists += usize::from(bulleted && is_nested(line));
            bulleted = is_bulleted(line) || (bulleted && line.trim().is_empty());
            let quoted = line.trim_start().strip_prefix('>');
            let text = quoted.map(|quoted| quoted.trim_start_matches('>'));
            let spaced = text.is_some_and(|text| text.starts_with(' '));
            signs.quotes += usize::from(spaced);
            close += usize::from(quoted.is_some() && !spaced);
        }
        signs.columns = Layout::measure(text, has_separators(text.as_bytes()));
        let cells = Cells::of(text, names, signs.columns.is_some());
        signs.reading = cells.is_some();
        signs.level = cells.is_some_and(|own| own.level);
        signs.commas = commas::part_cells(text);
        let lower = text.to_ascii_lowercase();
        for at in memchr_iter(b'<', lower.as_bytes()) {
            signs.note_tag(lower.get(at..).unwrap_or(""));
        }
        let bytes = text.as_bytes();
        let sign = |&at: &usize| bytes.get(at + 1).is_none_or(|&next| is_escaped(next));
        signs.backslashes = memchr_iter(b'\\', bytes).filter(sign).count();
        signs.quotes += if signs.tags == 0 { close } else { 0 };
        signs.xml |= is_xml(text);
        signs.html |= signs.xml;
        signs.html |= signs.tags > 0 && COPIED.iter().any(|mark| lower.contains(mark));
        signs.forum = forum::is_marked_up(text);
        signs.drawn = drawn::is_ruled(text, drawn);
        signs.wiki = wiki::is_marked_up(text);
        signs.word = signs.tags > 0 && OFFICE.iter().any(|mark| lower.contains(mark));
        signs
    }

    /// Notes what a line has of the signs that stand on one.
    fn note_line(&mut self, line: &str) {
        let shown = line.trim();
        self.lines += 1;
        if line.contains('\t') {
            self.tabs += 1;
            self.inner_tabs += usize::from(behind_number(shown).contains('\t'));
        }
        self.pipes += usize::from(shown.starts_with('|'));
        self.pipes += 2 * usize::from(is_bare_ruler(line.trim_start()));
        self.bold += usize::from(has_bold(shown) || is_bold(line.trim_start()));
        let underlined = shown.len() >= 3 && shown.bytes().all(|b| b == b'=');
        self.headings += usize::from(underlined || dashes::shows_columns(line));
        let marks = shown.bytes().take_while(|&b| b == b'#').count();
        let parted = shown.get(marks..).is_some_and(|rest| !rest.starts_with('#'));
        self.headings += usize::from((1..=6).contains(&marks) && parted);
    }

    /// Notes what begins with the sign of a tag, in small letters.
    fn note_tag(&mut self, rest: &str) {
        let opens = rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic);
        self.tags += usize::from(opens && !is_address(rest));
        let paragraph = rest.starts_with("<p>") || rest.starts_with("<p ");
        self.paragraphs += usize::from(paragraph);
        let block = paragraph || rest.starts_with("<br") || rest.starts_with("<h");
        self.blocks += usize::from(block);
        self.page |= WHOLE.iter().any(|tag| rest.starts_with(tag));
        self.html |= PAGE_TAGS.iter().any(|tag| rest.starts_with(tag));
        self.xml |= OPEN_DOCUMENT.iter().any(|tag| rest.starts_with(tag));
    }

    /// Whether tabs part cells; else they only indent lines.
    pub(super) const fn parts_by_tabs(&self) -> bool {
        self.inner_tabs > 0 || self.paragraphs > 0
    }
}

/// Whether a text holds line ends that plain text seldom has: U+2028, U+2029 and U+0085.
pub(super) fn has_separators(text: &[u8]) -> bool {
    memchr2_iter(0xE2, 0xC2, text).any(|at| {
        let rest = text.get(at..).unwrap_or(&[]);
        matches!(rest, [0xE2, 0x80, 0xA8 | 0xA9, ..] | [0xC2, 0x85, ..])
    })
}
