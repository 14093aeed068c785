//! The forms in which lists arrive. All are read by one lexer; a dialect says which signs
//! mean something.

use super::cells::Cells;
use super::columns::Layout;
use super::commas;
use super::dashes;
use super::forum;
use super::lexer::{Style, ends_line};
use super::spacing;
use super::wiki;
use super::written;
use crate::source::bytes::parts::parts;
use crate::source::marks::folio::is_page_mark;
use crate::source::marks::label::Names;
use crate::source::marks::number::{self, Marker};
use crate::source::marks::words::Measure;
use crate::text::{is_blank, is_han, trim_blank_start};
use memchr::{memchr_iter, memchr2_iter};

/// A form of source.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    /// Its name, as in `Parsed::dialect`.
    pub name: &'static str,
    /// What it looks like, in Chinese, on one line.
    pub summary: &'static str,
    /// Whether a source looks like this; the first dialect that it does is taken.
    pub(crate) fits: fn(&Signs) -> bool,
    /// Which signs mean something in it.
    pub(crate) style: Style,
}

const LINES: Style = Style {
    tags: false,
    flowing: false,
    xml: false,
    markdown: false,
    cells: Some(b'\t'),
    bare_pipes: false,
    separators: false,
    spaced: false,
    columns: None,
    reading: false,
    level: false,
    forum: false,
    wiki: false,
    written: false,
};

/// Every dialect, the most telling first.
pub const DIALECTS: &[Dialect] = &[
    Dialect {
        name: "rows",
        summary: "行式：地区、制表符、<p>1. …</p>，换页处拆成普通段落",
        fits: |signs| {
            let rows = signs.inner_tabs > 0 && signs.blocks > 0;
            (rows || (signs.tabs > 0 && signs.paragraphs > 0))
                && !signs.html
                && signs.pipes <= signs.tabs
        },
        style: Style { tags: true, ..LINES },
    },
    Dialect {
        name: "word",
        summary: "Word 或 WPS 另存的网页",
        fits: |signs| signs.word && signs.tags > 0,
        style: Style { tags: true, flowing: true, cells: None, ..LINES },
    },
    Dialect {
        name: "forum",
        summary: "论坛代码（BBCode）：[b]地区[/b]、[list=1][*]…",
        fits: |signs| signs.forum && signs.tags == 0,
        style: Style { tags: true, forum: true, ..LINES },
    },
    Dialect {
        name: "wiki",
        summary: "MediaWiki 源代码：'''地区'''、== 地区 ==、{| 表格",
        fits: |signs| signs.wiki && !signs.page,
        style: Style { tags: true, wiki: true, cells: None, ..LINES },
    },
    Dialect {
        name: "markdown",
        summary: "Markdown：# 标题、**加粗**、竖线表格",
        fits: |signs| {
            let lines = signs.pipes.max(signs.quotes).max(signs.backslashes);
            // What a cell holds may look like any of these.
            !signs.page
                && signs.commas.is_none()
                && (signs.headings > 0 || signs.bold > 0 || lines.max(signs.lists) > 1)
        },
        style: Style { tags: true, markdown: true, ..LINES },
    },
    Dialect {
        name: "csv",
        summary: "逗号分隔的表格（CSV）：序号、地区、建议",
        fits: |signs| signs.commas.is_some() && signs.tabs == 0 && !signs.page,
        style: Style { tags: true, cells: Some(b','), ..LINES },
    },
    Dialect {
        name: "html",
        summary: "网页：表格、标题、段落或编号列表",
        fits: |signs| signs.html || signs.blocks * 4 > signs.lines,
        style: Style { tags: true, flowing: true, cells: None, ..LINES },
    },
    Dialect {
        name: "table",
        summary: "制表符分隔的表格：序号、地区、建议",
        // Of a table copied with each cell on its line, tabs only open lines.
        fits: |signs| {
            signs.inner_tabs > 0 && !(signs.reading && 2 * signs.inner_tabs < signs.tabs)
        },
        style: Style { tags: true, ..LINES },
    },
    Dialect {
        name: "cells",
        summary: "从 PDF 复制的表格：各格一格接一格，以空格或换行隔开",
        fits: |signs| signs.reading,
        style: Style { tags: true, reading: true, cells: None, ..LINES },
    },
    Dialect {
        name: "columns",
        summary: "PDF 文本：各栏并排，以空格隔开",
        fits: |signs| signs.columns.is_some(),
        style: Style { tags: true, ..LINES },
    },
    Dialect {
        name: "text",
        summary: "纯文本：段落或按行宽折断的行",
        fits: |_| true,
        style: Style { tags: true, ..LINES },
    },
];

/// What a source holds that tells its dialect.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub(crate) struct Signs {
    lines: usize,
    /// Lines with a tab in them, and those that have one inside and not as their indent.
    tabs: usize,
    inner_tabs: usize,
    /// Opening tags, and those that part lines or paragraphs among them: where there are
    /// none of these, line ends are line ends.
    tags: usize,
    blocks: usize,
    paragraphs: usize,
    /// Whether it has tags that only whole pages and tables have.
    html: bool,
    /// Whether it is XML.
    xml: bool,
    /// Whether it is a whole page.
    page: bool,
    /// Whether it has tags of a forum.
    forum: bool,
    /// Whether it is marked up as MediaWiki is.
    wiki: bool,
    /// Whether Word or WPS left its marks.
    word: bool,
    /// Lines of Markdown: headings and rules of tables, rows of pipes, those with bold,
    /// quotations, and numbered lists under a bullet.
    headings: usize,
    pipes: usize,
    bold: usize,
    quotes: usize,
    lists: usize,
    /// Backslashes before signs, 1\., or at line ends.
    backslashes: usize,
    /// The commas or semicolons that part the cells of its rows, if any do.
    commas: Option<u8>,
    /// How columns are measured, where items stand in one beside their labels.
    columns: Option<Measure>,
    /// Whether the cells of a table are written one behind the other.
    reading: bool,
    /// Whether what stands at one height in it stands on one line.
    level: bool,
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
fn sample(text: &str) -> &str {
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
fn has_bare_rows(text: &str) -> bool {
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
    /// Looks at the start of `text`.
    pub(crate) fn of(text: &str, names: &Names) -> Self {
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
    const fn parts_by_tabs(&self) -> bool {
        self.inner_tabs > 0 || self.paragraphs > 0
    }
}

/// Bytes of the longest line end that is looked for.
const MORE: usize = "\u{2028}".len();

/// Whether a text holds line ends that plain text seldom has: U+2028, U+2029 and U+0085.
fn has_separators(text: &[u8]) -> bool {
    memchr2_iter(0xE2, 0xC2, text).any(|at| {
        let rest = text.get(at..).unwrap_or(&[]);
        matches!(rest, [0xE2, 0x80, 0xA8 | 0xA9, ..] | [0xC2, 0x85, ..])
    })
}

/// The dialect of a source, and which signs mean something in this one.
pub(crate) fn detect(text: &str, names: &Names) -> (&'static str, Style) {
    let signs = Signs::of(text, names);
    let dialect = DIALECTS.iter().find(|dialect| (dialect.fits)(&signs));
    dialect.map_or(("text", LINES), |dialect| {
        let bare_pipes = dialect.style.markdown && has_bare_rows(text);
        let source = text.as_bytes();
        let (mut separators, mut written) = (false, false);
        for part in parts(source, MORE) {
            separators = separators || has_separators(part.1);
            written = written || written::are_in(source, part);
        }
        let cells =
            dialect.style.cells.filter(|&sign| sign != b'\t' || signs.parts_by_tabs());
        let cells = cells
            .map(|sign| if sign == b',' { signs.commas.unwrap_or(sign) } else { sign });
        let xml = dialect.style.flowing && signs.xml;
        let columns = signs.columns.filter(|_| dialect.name == "columns");
        let plain = matches!(dialect.name, "columns" | "text");
        let spaced = plain && spacing::is_double(sample(text));
        let style = Style {
            xml,
            cells,
            bare_pipes,
            separators,
            spaced,
            columns,
            written,
            level: signs.level,
            ..dialect.style
        };
        (dialect.name, style)
    })
}
