//! The forms in which lists arrive. All are read by one lexer; a dialect says which signs
//! mean something.

use super::lexer::Style;
use super::signs::{Signs, has_bare_rows, has_separators, sample};
use super::spacing;
use super::written;
use crate::source::bytes::parts::parts;
use crate::source::marks::label::Names;

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
    drawn: false,
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
        summary: "MediaWiki 源代码：'''地区'''、== 地区 ==、# 编号、表格",
        fits: |signs| signs.wiki && !signs.page,
        style: Style { tags: true, wiki: true, cells: None, ..LINES },
    },
    Dialect {
        name: "drawn",
        summary: "用 │ 和 ─ 画的表格",
        fits: |signs| signs.drawn && !signs.page,
        style: Style { drawn: true, cells: None, ..LINES },
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

/// Bytes of the longest line end that is looked for.
const MORE: usize = "\u{2028}".len();

/// The dialect of a source, and which signs mean something in this one, which may have rows of a
/// `drawn` table.
pub(crate) fn detect(text: &str, names: &Names, drawn: bool) -> (&'static str, Style) {
    let signs = Signs::of(text, names, drawn);
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
