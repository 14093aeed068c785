//! `markdown`: a document as CommonMark with GitHub's tables, through comrak's tree.
//!
//! Text is text: comrak escapes what Markdown would take for markup, and what it cannot
//! escape is kept from arising here. A line break inside a paragraph or cell is `<br>`, so
//! that no text of a record ever begins a line; leading and trailing spaces, which
//! Markdown would drop or take for code, are dropped; bold is used only where plain
//! CommonMark reads its asterisks, which beside Chinese punctuation it often does not.

mod inline;

use comrak::nodes::{
    AstNode, ListDelimType, ListType, NodeHeading, NodeLink, NodeList, NodeTable,
    NodeValue, TableAlignment,
};
use comrak::{Anchorizer, Arena};

use super::{Options, Outcome, WriteError};
use crate::document::{Align, Block, Chart, Document, ListItem, Run, Table};

/// Writes the document.
pub(super) fn write(document: &Document, _options: &Options) -> Outcome {
    let arena = Arena::new();
    let tree = Tree { arena: &arena };
    let root = tree.node(NodeValue::Document);
    tree.blocks(root, &document.blocks, &outline(&document.blocks));
    let mut text = String::new();
    comrak::format_commonmark(root, &options(), &mut text).map_err(|_| WriteError {
        message: "无法写成 Markdown：内存不足".to_owned(),
    })?;
    // comrak indents the empty lines inside items; no line of ours ends in a space.
    let lines = text.lines().map(|line| line.trim_end_matches(' '));
    let text = lines.fold(String::new(), |text, line| text + line + "\n");
    Ok(text.into_bytes().into())
}

/// What comrak must know to escape everything that GitHub would read.
pub(super) fn options() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.render.r#unsafe = true;
    options
}

/// A heading as the contents show it: level, text, anchor.
type Entry = (u8, String, String);

/// The headings below the title, with the anchors that GitHub gives them.
fn outline(blocks: &[Block]) -> Vec<Entry> {
    fn collect(blocks: &[Block], anchors: &mut Anchorizer, found: &mut Vec<Entry>) {
        for block in blocks {
            match block {
                Block::Title(text) => drop(anchors.anchorize(text)),
                Block::Heading { level, text } => {
                    found.push((*level, text.clone(), anchors.anchorize(text)));
                }
                Block::Landscape(blocks) => collect(blocks, anchors, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(blocks, &mut Anchorizer::new(), &mut found);
    found
}

/// comrak's nodes live in an arena; this is where they are made.
#[derive(Clone, Copy)]
struct Tree<'a> {
    arena: &'a Arena<'a>,
}

impl<'a> Tree<'a> {
    fn node(self, value: NodeValue) -> &'a AstNode<'a> {
        self.arena.alloc(value.into())
    }

    fn add(self, parent: &'a AstNode<'a>, value: NodeValue) -> &'a AstNode<'a> {
        let node = self.node(value);
        parent.append(node);
        node
    }

    fn blocks(self, parent: &'a AstNode<'a>, blocks: &[Block], outline: &[Entry]) {
        for block in blocks {
            match block {
                Block::Title(text) => self.heading(parent, 1, text),
                Block::Heading { level, text } => {
                    self.heading(parent, level.saturating_add(1).min(6), text);
                }
                Block::Subtitle(text) => self.paragraph(parent, &[Run::plain(text)]),
                Block::Paragraph { runs, .. } => self.paragraph(parent, runs),
                Block::List(items) => self.lists(parent, items),
                Block::Table(table) => self.table(parent, table),
                Block::Chart(chart) => self.table(parent, &chart_table(chart)),
                Block::Contents => self.contents(parent, outline),
                // Pages are not Markdown's; what stands on them is.
                Block::PageBreak => {}
                Block::Landscape(blocks) => self.blocks(parent, blocks, outline),
            }
        }
    }

    fn heading(self, parent: &'a AstNode<'a>, level: u8, text: &str) {
        let heading = NodeHeading { level, setext: false, closed: false };
        let node = self.add(parent, NodeValue::Heading(heading));
        self.runs(node, &[Run::plain(text)]);
    }

    fn paragraph(self, parent: &'a AstNode<'a>, runs: &[Run]) {
        // An empty paragraph would part what follows from what stands before, no more.
        if runs.iter().any(|run| !run.text.trim().is_empty()) {
            let node = self.add(parent, NodeValue::Paragraph);
            self.runs(node, runs);
        }
    }

    fn runs(self, parent: &'a AstNode<'a>, runs: &[Run]) {
        for piece in inline::pieces(runs) {
            match piece {
                inline::Piece::Text(text) => {
                    self.add(parent, NodeValue::Text(text.into()));
                }
                inline::Piece::Strong(text) => {
                    let strong = self.add(parent, NodeValue::Strong);
                    self.add(strong, NodeValue::Text(text.into()));
                }
                inline::Piece::Break => {
                    self.add(parent, NodeValue::HtmlInline("<br>".to_owned()));
                }
                inline::Piece::Escaped(sign) => {
                    self.add(parent, NodeValue::Raw(format!("\\{sign}")));
                }
            }
        }
    }

    /// One list for each stretch of numbers that follow each other: Markdown numbers the
    /// items of a list itself, from the first.
    fn lists(self, parent: &'a AstNode<'a>, items: &[ListItem]) {
        let mut list: Option<&'a AstNode<'a>> = None;
        let mut before: Option<u32> = None;
        for item in items {
            let follows = match (before, item.number) {
                (Some(before), Some(number)) => before.checked_add(1) == Some(number),
                (None, None) => list.is_some(),
                _ => false,
            };
            let value = NodeValue::List(list_of(item.number));
            let node = match list {
                Some(node) if follows => node,
                _ => self.add(parent, value),
            };
            list = Some(node);
            before = item.number;
            let node = self.add(node, NodeValue::Item(list_of(item.number)));
            for paragraph in &item.paragraphs {
                self.paragraph(node, paragraph);
            }
        }
    }

    fn table(self, parent: &'a AstNode<'a>, table: &Table) {
        if table.columns.is_empty() {
            return;
        }
        let node = self.add(
            parent,
            NodeValue::Table(Box::new(NodeTable {
                alignments: table.columns.iter().map(|c| alignment(c.align)).collect(),
                num_columns: table.columns.len(),
                num_rows: table.rows.len() + 1,
                num_nonempty_cells: 0,
            })),
        );
        let heads = table.columns.iter().map(|column| column.head.as_str());
        self.row(node, true, heads);
        for row in &table.rows {
            let cells = row.cells.iter().map(|cell| cell.text.as_str());
            let cells = cells.chain(std::iter::repeat("")).take(table.columns.len());
            self.row(node, false, cells);
        }
    }

    fn row<'t>(
        self,
        table: &'a AstNode<'a>,
        head: bool,
        cells: impl Iterator<Item = &'t str>,
    ) {
        let row = self.add(table, NodeValue::TableRow(head));
        for text in cells {
            let cell = self.add(row, NodeValue::TableCell);
            self.runs(cell, &[Run::plain(text)]);
        }
    }

    fn contents(self, parent: &'a AstNode<'a>, outline: &[Entry]) {
        let Some(top) = outline.iter().map(|entry| entry.0).min() else { return };
        let tight = NodeList { tight: true, ..list_of(None) };
        let list = self.add(parent, NodeValue::List(tight));
        for (_, text, anchor) in outline.iter().filter(|entry| entry.0 == top) {
            let item = self.add(list, NodeValue::Item(tight));
            let paragraph = self.add(item, NodeValue::Paragraph);
            let target = NodeLink { url: format!("#{anchor}"), title: String::new() };
            let link = self.add(paragraph, NodeValue::Link(Box::new(target)));
            self.runs(link, &[Run::plain(text)]);
        }
    }
}

fn list_of(number: Option<u32>) -> NodeList {
    NodeList {
        list_type: if number.is_some() { ListType::Ordered } else { ListType::Bullet },
        start: number.map_or(1, |number| number as usize),
        delimiter: ListDelimType::Period,
        bullet_char: b'-',
        ..NodeList::default()
    }
}

fn alignment(align: Align) -> TableAlignment {
    match align {
        Align::Body | Align::Left => TableAlignment::None,
        Align::Centre => TableAlignment::Center,
        Align::Right => TableAlignment::Right,
    }
}

/// A chart as a table: its figures are what Markdown can show of it.
fn chart_table(chart: &Chart) -> Table {
    use crate::document::{Cell, Column, Row};
    let column =
        |head: &str, align| Column { head: head.to_owned(), align, ..Column::default() };
    let cell = |text: String| Cell { text, number: None };
    let row = |(label, value): &(String, u32)| Row {
        cells: vec![cell(label.clone()), cell(value.to_string())],
    };
    Table {
        columns: vec![column(&chart.title, Align::Left), column("条数", Align::Right)],
        rows: chart.bars.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests;
