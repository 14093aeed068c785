//! XLSX: a workbook in which people track what became of each item.
//!
//! Each table of a document is a sheet: its head in the first row, frozen, with filters
//! and drop-downs, so that an edited workbook can be read back. What else the document
//! says stands on a sheet of its own. Cells hold texts, numbers or dates and never a
//! formula: what a record says is not calculated.

mod names;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::{Options, Outcome, WriteError, Written};
use crate::document::{Block, Document, Row, Run, Table};
use crate::model::day;
use names::Names;

/// What stands on the sheet of texts: a number, a text and whether it is a heading.
struct Line {
    number: Option<u32>,
    text: String,
    heading: bool,
}

/// Writes a document as XLSX.
pub(super) fn write(document: &Document, options: &Options) -> Outcome {
    let mut book = Book { names: Names::default(), ..Book::default() };
    book.collect(&document.blocks);
    let bytes = book.workbook(document, options.split).map_err(|error| WriteError {
        message: format!("无法写出 XLSX：{error}"),
    })?;
    Ok(Written { bytes, notes: Vec::new(), lost: book.lost })
}

/// What a sheet called `name` could not hold.
fn told(name: &str) -> impl Fn(&String) -> String {
    move |lost| format!("{name}：{lost}")
}

#[derive(Default)]
struct Book<'d> {
    names: Names,
    tables: Vec<(&'d str, &'d Table)>,
    lines: Vec<Line>,
    /// Whether there is any text beside titles and headings.
    has_text: bool,
    /// The last title or heading: what the next table is called.
    last: &'d str,
    lost: Vec<String>,
}

impl<'d> Book<'d> {
    /// Parts the blocks into tables and lines of text.
    fn collect(&mut self, blocks: &'d [Block]) {
        for block in blocks {
            match block {
                Block::Title(text) | Block::Heading { text, .. } => {
                    self.last = text;
                    self.line(None, text.clone(), true);
                }
                Block::Subtitle(text) => self.line(None, text.clone(), false),
                Block::Paragraph { runs, .. } => self.text(None, joined(runs)),
                Block::List(items) => {
                    for item in items {
                        let paragraphs: Vec<String> =
                            item.paragraphs.iter().map(|runs| joined(runs)).collect();
                        self.text(item.number, paragraphs.join("\n"));
                    }
                }
                Block::Chart(chart) => {
                    self.line(None, chart.title.clone(), true);
                    for (label, value) in &chart.bars {
                        self.text(Some(*value), label.clone());
                    }
                }
                Block::Table(table) => self.tables.push((self.last, table)),
                Block::Landscape(blocks) => self.collect(blocks),
                Block::Contents | Block::PageBreak => {}
            }
        }
    }

    fn text(&mut self, number: Option<u32>, text: String) {
        self.has_text = true;
        self.line(number, text, false);
    }

    fn line(&mut self, number: Option<u32>, text: String, heading: bool) {
        self.lines.push(Line { number, text, heading });
    }

    fn workbook(
        &mut self,
        document: &Document,
        split: bool,
    ) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties(document)?);
        if self.has_text || self.tables.is_empty() {
            let name = self.names.unused("正文");
            let sheet = workbook.add_worksheet().set_name(&name)?;
            self.lost.extend(sheet::text(sheet, &self.lines)?.iter().map(told(&name)));
        }
        for (title, table) in std::mem::take(&mut self.tables) {
            for (name, rows) in parts(table, title, split) {
                let name = self.names.unused(&name);
                let sheet = workbook.add_worksheet().set_name(&name)?;
                let lost = sheet::table(sheet, title, &table.columns, &rows)?;
                self.lost.extend(lost.iter().map(told(&name)));
            }
        }
        workbook.save_to_buffer()
    }
}

/// The sheets of a table and their rows: one, or one for each value of a column for that.
fn parts<'t>(table: &'t Table, title: &str, split: bool) -> Vec<(String, Vec<&'t Row>)> {
    let by = table.columns.iter().position(|column| column.sheets).filter(|_| split);
    let Some(by) = by else {
        return vec![(title.to_owned(), table.rows.iter().collect())];
    };
    let mut parts: Vec<(String, Vec<&Row>)> = Vec::new();
    for row in &table.rows {
        let value = row.cells.get(by).map_or("", |cell| cell.text.as_str());
        match parts.iter_mut().find(|(name, _)| name == value) {
            Some((_, rows)) => rows.push(row),
            None => parts.push((value.to_owned(), vec![row])),
        }
    }
    parts
}

fn joined(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Title, author and date. A file without a date gets a fixed one: the clock would make
/// every file differ.
fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    let written = document.date.as_deref().and_then(day);
    let (year, month, date) = written.unwrap_or((2000, 1, 1));
    let mut properties = DocProperties::new()
        .set_title(&document.title)
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, date)?);
    if let Some(author) = &document.author {
        properties = properties.set_author(author);
    }
    Ok(properties)
}

#[cfg(test)]
mod tests;
