//! Blocks to the elements of `word/document.xml`.

use std::fmt::Write as _;

use super::parts::{DECLARATION, NAMESPACES};
use super::table;
use crate::document::{Align, Block, Document, ListItem, Run, Style};
use crate::layout::grid::{AREA_LONG, AREA_SHORT};
use crate::layout::{self, Bookmark, DEPTH};
use crate::text::{escape, writable};

/// The whole part.
pub(super) fn document(document: &Document) -> String {
    // The numbers in the contents are those of our own pages in even fonts: near enough
    // until Word counts its own.
    let headings = layout::headings(document, &layout::Even);
    let mut body = Body { headings, ..Body::default() };
    body.blocks(&document.blocks);
    if body.xml.ends_with("</w:tbl>") {
        // Word wants a paragraph there, which must not ask for a page of its own.
        body.low_paragraph(10, "");
    }
    let last = section(body.turned_before);
    format!(
        "{DECLARATION}<w:document {NAMESPACES}><w:body>{}{last}</w:body></w:document>",
        body.xml
    )
}

/// The body so far.
#[derive(Default)]
pub(super) struct Body {
    pub(super) xml: String,
    headings: Vec<Bookmark>,
    /// How many headings there were.
    heading: usize,
    /// Whether the next paragraph starts a page.
    page_break: bool,
    /// Whether the page is turned.
    pub(super) turned: bool,
    /// Whether a landscape section lies before, whose end waits for what follows it: at the
    /// end of the document there is no upright page more.
    turned_before: bool,
}

impl Body {
    fn blocks(&mut self, blocks: &[Block]) {
        for (i, block) in blocks.iter().enumerate() {
            self.block(block);
            let heads =
                |block: &Block| matches!(block, Block::Title(_) | Block::Subtitle(_));
            if heads(block) && blocks.get(i + 1).is_some_and(|next| !heads(next)) {
                self.paragraph("Subtitle", "");
            }
        }
    }

    fn block(&mut self, block: &Block) {
        if std::mem::take(&mut self.turned_before) {
            self.end_section(true);
        }
        match block {
            Block::Title(text) => {
                // Word cannot tell Chinese words: it breaks where the page does.
                let width = if self.turned { AREA_LONG } else { AREA_SHORT };
                let lines = layout::title_lines(text, width).join("\n");
                self.paragraph("Title", &run(&lines, None));
            }
            Block::Subtitle(text) => self.paragraph("Subtitle", &run(text, None)),
            Block::Heading { level, text } => self.heading_block(*level, text),
            Block::Paragraph { runs, align } => {
                let style = match align {
                    Align::Body => "Normal",
                    Align::Left => "Flush",
                    Align::Centre => "Centre",
                    Align::Right => "Right",
                };
                self.paragraph(style, &self::runs(runs));
            }
            Block::List(items) => {
                for item in items {
                    self.item(item);
                }
            }
            Block::Table(table) => {
                self.anchor_break();
                self.part_tables();
                table::table(self, table);
            }
            Block::Chart(chart) => {
                self.paragraph("ContentsHead", &run(&chart.title, None));
                table::chart(self, chart);
            }
            Block::Contents => self.contents(),
            Block::PageBreak => self.page_break = !self.xml.is_empty(),
            Block::Landscape(blocks) => self.landscape(blocks),
        }
    }

    /// A paragraph of a style around finished runs.
    pub(super) fn paragraph(&mut self, style: &str, runs: &str) {
        let page_break = if self.page_break { "<w:pageBreakBefore/>" } else { "" };
        self.page_break = false;
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{page_break}</w:pPr>{runs}</w:p>"
        );
    }

    /// A page break before a table needs a paragraph to hold it.
    fn anchor_break(&mut self) {
        if self.page_break {
            self.page_break = false;
            self.xml.push_str(
                "<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>\
                 <w:rPr><w:sz w:val=\"2\"/></w:rPr></w:pPr></w:p>",
            );
        }
    }

    fn heading_block(&mut self, level: u8, text: &str) {
        let id = self.heading;
        self.heading += 1;
        let level = level.clamp(1, 4);
        let text = run(text, None);
        self.paragraph(
            &format!("Heading{level}"),
            &format!(
                "<w:bookmarkStart w:id=\"{id}\" w:name=\"_Toc{id}\"/>{text}\
                 <w:bookmarkEnd w:id=\"{id}\"/>"
            ),
        );
    }

    fn item(&mut self, item: &ListItem) {
        let mark = item.number.map_or("· ".to_owned(), |number| format!("{number}. "));
        let mut mark = run(&mark, None);
        for paragraph in &item.paragraphs {
            self.paragraph("Normal", &format!("{mark}{}", runs(paragraph)));
            mark.clear();
        }
        if item.paragraphs.is_empty() {
            self.paragraph("Normal", &mark);
        }
    }

    /// The contents: a field that Word can count again, filled with what we know.
    fn contents(&mut self) {
        self.paragraph("ContentsHead", &run("目录", None));
        let entries: Vec<(usize, Bookmark)> = self
            .headings
            .iter()
            .cloned()
            .enumerate()
            .filter(|(_, heading)| heading.level <= DEPTH)
            .collect();
        let last = entries.len().saturating_sub(1);
        for (i, (id, heading)) in entries.iter().enumerate() {
            let begin = if i == 0 {
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>\
                 <w:instrText xml:space=\"preserve\"> TOC \\o \"1-3\" \\h \\u </w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
            } else {
                ""
            };
            let end = if i == last {
                "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
            } else {
                ""
            };
            let entry = format!(
                "{begin}<w:hyperlink w:anchor=\"_Toc{id}\" w:history=\"1\">{}\
                 <w:r><w:tab/></w:r><w:r><w:t>{}</w:t></w:r></w:hyperlink>{end}",
                run(&heading.text, None),
                heading.page + 1
            );
            self.paragraph(&format!("TOC{}", heading.level.clamp(1, DEPTH)), &entry);
        }
    }

    fn landscape(&mut self, blocks: &[Block]) {
        self.page_break = false;
        if !self.xml.is_empty() {
            self.end_section(false);
        }
        self.turned = true;
        self.blocks(blocks);
        self.turned = false;
        self.turned_before = true;
    }

    /// Word takes tables side by side for one.
    pub(super) fn part_tables(&mut self) {
        if self.xml.ends_with("</w:tbl>") {
            self.low_paragraph(120, "");
        }
    }

    /// A paragraph without text, this many twips high, with further properties.
    fn low_paragraph(&mut self, height: u32, properties: &str) {
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:snapToGrid w:val=\"0\"/>\
             <w:spacing w:line=\"{height}\" w:lineRule=\"exact\"/>\
             <w:rPr><w:sz w:val=\"2\"/></w:rPr>{properties}</w:pPr></w:p>"
        );
    }

    /// The end of a section hangs on a paragraph; this one is too low to be seen.
    fn end_section(&mut self, turned: bool) {
        self.page_break = false;
        self.low_paragraph(10, &section(turned));
    }
}

/// The properties of a section: paper, margins, grid, footers.
fn section(turned: bool) -> String {
    if turned {
        // Left 36 for the 35 and 37 of the standard, above 27 for 28 and 26: Word swaps
        // left and right on even pages, and cannot swap above and below.
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"oddTurned\"/>\
         <w:footerReference w:type=\"even\" r:id=\"evenTurned\"/>\
         <w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>\
         <w:pgMar w:top=\"1531\" w:right=\"2041\" w:bottom=\"1531\" w:left=\"2041\" \
         w:header=\"850\" w:footer=\"850\" w:gutter=\"0\"/>\
         <w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr>"
            .to_owned()
    } else {
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"odd\"/>\
         <w:footerReference w:type=\"even\" r:id=\"even\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" \
         w:header=\"850\" w:footer=\"1307\" w:gutter=\"0\"/>\
         <w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr>"
            .to_owned()
    }
}

fn runs(runs: &[Run]) -> String {
    runs.iter().map(|Run { text, style }| run(text, character_style(*style))).collect()
}

fn character_style(style: Style) -> Option<&'static str> {
    match style {
        Style::Plain => None,
        Style::Strong => Some("Strong"),
        Style::Label => Some("Label"),
    }
}

/// A run of text; its line ends and tabs are elements of their own.
pub(super) fn run(text: &str, style: Option<&str>) -> String {
    if text.is_empty() {
        return String::new();
    }
    let style = style.map_or(String::new(), |style| {
        format!("<w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr>")
    });
    let text: String = text.chars().filter(|&c| c != '\r').map(writable).collect();
    let text = escape(&text)
        .replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">")
        .replace('\t', "</w:t><w:tab/><w:t xml:space=\"preserve\">");
    format!("<w:r>{style}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}
