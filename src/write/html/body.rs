//! Blocks to elements.

use std::fmt::Write as _;

use serde_json::json;

use crate::document::{
    Align, Block, Cell, Chart, Column, Document, ListItem, Row, Run, Style, Table,
};
use crate::layout::grid::AREA_LONG;
use crate::layout::{self, Bookmark, DEPTH};
use crate::text::escape;

/// The width of a table for finding the shares of its columns: a landscape page's.
const WIDTH: f32 = AREA_LONG;

/// The elements of a document's blocks.
pub(super) fn blocks(document: &Document) -> String {
    // The numbers in the printed contents are those of our own pages in even fonts.
    let headings = layout::headings(document, &layout::Even);
    let mut body = Body { headings, ..Body::default() };
    body.blocks(&document.blocks);
    body.close(1);
    body.html
}

#[derive(Default)]
struct Body {
    html: String,
    headings: Vec<Bookmark>,
    /// How many headings there were.
    heading: usize,
    /// The levels of the open sections.
    open: Vec<u8>,
    page_break: bool,
}

// Writing to a string does not fail: the results of `write!` are dropped.
impl Body {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(text) => self.title(text),
            Block::Subtitle(text) => self.line("p", "subtitle", text),
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph { runs, align } => {
                let class = self.class(align_class(*align));
                let _ = writeln!(self.html, "<p{class}>{}</p>", self::runs(runs));
            }
            Block::List(items) => {
                let class = self.class("");
                let _ = writeln!(self.html, "<ul{class}>");
                for item in items {
                    self.item(item);
                }
                self.html.push_str("</ul>\n");
            }
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::Contents => self.contents(),
            Block::PageBreak => self.page_break = true,
            Block::Landscape(blocks) => {
                self.close(1);
                self.page_break = false;
                self.html.push_str("<div class=\"wide\">\n");
                self.blocks(blocks);
                self.close(1);
                self.html.push_str("</div>\n");
                self.page_break = false;
            }
        }
    }

    /// The class attribute of the next element, with the page break that waits for it.
    fn class(&mut self, class: &str) -> String {
        let page_break = std::mem::take(&mut self.page_break);
        match (class, page_break) {
            ("", false) => String::new(),
            ("", true) => " class=\"break\"".to_owned(),
            (class, false) => format!(" class=\"{class}\""),
            (class, true) => format!(" class=\"{class} break\""),
        }
    }

    fn line(&mut self, tag: &str, class: &str, text: &str) {
        let class = self.class(class);
        let _ = writeln!(self.html, "<{tag}{class}>{}</{tag}>", lines(text));
    }

    /// A title, whose lines end between words: browsers cannot tell Chinese ones.
    fn title(&mut self, text: &str) {
        let class = self.class("");
        let words: Vec<String> =
            layout::title_words(text).into_iter().map(lines).collect();
        let _ = writeln!(self.html, "<h1{class}>{}</h1>", words.join("<wbr>"));
    }

    /// A heading opens a section of its level, so that a filter can hide all of it.
    fn heading(&mut self, level: u8, text: &str) {
        let level = level.clamp(1, 4);
        self.close(level);
        let class = self.class("");
        let _ = writeln!(self.html, "<section{class}>");
        self.open.push(level);
        let (id, tag) = (self.heading, level + 1);
        self.heading += 1;
        let text = lines(text);
        let _ = writeln!(self.html, "<h{tag} id=\"h{id}\">{text}</h{tag}>");
    }

    /// Closes the sections of this level and deeper.
    fn close(&mut self, level: u8) {
        while self.open.last().is_some_and(|&open| open >= level) {
            self.open.pop();
            self.html.push_str("</section>\n");
        }
    }

    fn item(&mut self, item: &ListItem) {
        let mark = item.number.map_or("· ".to_owned(), |number| format!("{number}. "));
        let mut mark = Some(mark);
        let facets = item.facets.iter().map(|(name, values)| json!([name, values]));
        let _ = write!(self.html, "<li{}>", filter(facets.collect()));
        for paragraph in &item.paragraphs {
            let mark = mark.take().unwrap_or_default();
            let _ = write!(self.html, "<p>{mark}{}</p>", runs(paragraph));
        }
        self.html.push_str("</li>\n");
    }

    fn table(&mut self, table: &Table) {
        let class = self.class("scroll");
        let _ = write!(self.html, "<div{class}><table class=\"data\">\n<colgroup>");
        for width in layout::widths(&table.columns, WIDTH) {
            let share = width / WIDTH * 100.0;
            let _ = write!(self.html, "<col width=\"{share:.2}%\">");
        }
        self.html.push_str("</colgroup>\n<thead><tr>");
        for column in &table.columns {
            let _ = write!(self.html, "<th scope=\"col\">{}</th>", escape(&column.head));
        }
        self.html.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.row(&table.columns, row);
        }
        self.html.push_str("</tbody>\n</table></div>\n");
    }

    fn row(&mut self, columns: &[Column], row: &Row) {
        let empty = Cell::default();
        let cells =
            || columns.iter().zip(row.cells.iter().chain(std::iter::repeat(&empty)));
        // Labels and declared choices are what a reader would filter a table by.
        let facets = cells()
            .filter(|(column, cell)| {
                (column.merge || !column.choices.is_empty()) && !cell.text.is_empty()
            })
            .map(|(column, cell)| {
                json!([column.head, cell.text.split('\n').collect::<Vec<_>>()])
            });
        let _ = write!(self.html, "<tr{}>", filter(facets.collect()));
        for (column, cell) in cells() {
            let class = match align_class(column.align) {
                "" => String::new(),
                class => format!(" class=\"{class}\""),
            };
            let _ = write!(self.html, "<td{class}>{}</td>", escape(&cell.text));
        }
        self.html.push_str("</tr>\n");
    }

    fn chart(&mut self, chart: &Chart) {
        self.line("p", "centre", &chart.title);
        let most =
            f64::from(chart.bars.iter().map(|bar| bar.1).max().unwrap_or(0).max(1));
        self.html.push_str("<table class=\"chart\">\n");
        for (label, value) in &chart.bars {
            let share = (f64::from(*value) / most * 85.0).max(0.2);
            let _ = writeln!(
                self.html,
                "<tr><th scope=\"row\">{}</th><td><svg width=\"{share:.1}%\" height=\"12\" \
                 aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\"/></svg>{value}</td></tr>",
                escape(label)
            );
        }
        self.html.push_str("</table>\n");
    }

    fn contents(&mut self) {
        let class = self.class("");
        let _ =
            writeln!(self.html, "<nav{class}><p class=\"centre\"><b>目录</b></p>\n<ol>");
        for (id, heading) in self.headings.iter().enumerate() {
            if heading.level <= DEPTH {
                let _ = writeln!(
                    self.html,
                    "<li class=\"level{}\"><a href=\"#h{id}\">{}<span class=\"n\">{}</span></a></li>",
                    heading.level,
                    escape(&heading.text),
                    heading.page + 1
                );
            }
        }
        self.html.push_str("</ol></nav>\n");
    }
}

/// The attribute that the filter box reads.
fn filter(facets: Vec<serde_json::Value>) -> String {
    format!(" data-f=\"{}\"", escape(&serde_json::Value::Array(facets).to_string()))
}

fn align_class(align: Align) -> &'static str {
    match align {
        Align::Body => "",
        Align::Left => "left",
        Align::Centre => "centre",
        Align::Right => "right",
    }
}

fn runs(runs: &[Run]) -> String {
    let mut html = String::new();
    for Run { text, style } in runs {
        let text = lines(text);
        match style {
            Style::Plain => html.push_str(&text),
            Style::Strong => html.extend(["<strong>", &text, "</strong>"]),
            Style::Label => html.extend(["<b>", &text, "</b>"]),
        }
    }
    html
}

/// Escaped text, its line ends as elements.
fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}
