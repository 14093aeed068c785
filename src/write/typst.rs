//! Typst: a source file for those who want their own setting.
//!
//! The file begins with the official page as functions, to be changed at will, and goes on
//! with calls of them. All that a record says stands in string literals, which Typst shows
//! as they are.

use std::fmt::Write as _;

use super::{Options, Outcome};
use crate::document::{Align, Block, Chart, Document, ListItem, Run, Style, Table};

const PAGE: &str = include_str!("typst/page.typ");

/// Writes a document as Typst source.
#[expect(clippy::unnecessary_wraps, reason = "a writer is a row of FORMATS")]
pub(super) fn write(document: &Document, _: &Options) -> Outcome {
    let author = document.author.as_deref().map_or("()".to_owned(), literal);
    let title = literal(&document.title);
    let mut source = format!(
        "{PAGE}\n#set document(title: {title}, author: {author}, date: none)\n\n"
    );
    blocks(&mut source, &document.blocks);
    Ok(source.into_bytes().into())
}

// Writing to a string does not fail: the results of `write!` are dropped.
fn blocks(source: &mut String, blocks: &[Block]) {
    for block in blocks {
        self::block(source, block);
    }
}

fn block(source: &mut String, block: &Block) {
    let _ = match block {
        Block::Title(text) => writeln!(source, "#title({})", literal(text)),
        Block::Subtitle(text) => writeln!(source, "#subtitle({})", literal(text)),
        Block::Heading { level, text } => {
            let level = (*level).clamp(1, 4);
            writeln!(source, "#heading(level: {level}, text({}))", literal(text))
        }
        Block::Paragraph { runs, align } => {
            let function = match align {
                Align::Body => "body-text",
                Align::Left => "flush-text",
                Align::Centre => "centred",
                Align::Right => "right-text",
            };
            writeln!(source, "#{function}({})", self::runs("", runs))
        }
        Block::List(items) => {
            for item in items {
                self::item(source, item);
            }
            Ok(())
        }
        Block::Table(table) => writeln!(source, "#{}", self::table(table)),
        Block::Chart(chart) => writeln!(source, "#{}", self::chart(chart)),
        Block::Contents => writeln!(source, "#contents()"),
        Block::PageBreak => writeln!(source, "#pagebreak(weak: true)"),
        Block::Landscape(inside) => {
            source.push_str("#landscape[\n");
            blocks(source, inside);
            writeln!(source, "]")
        }
    };
}

fn item(source: &mut String, item: &ListItem) {
    let mut mark = item.number.map_or("· ".to_owned(), |number| format!("{number}. "));
    for paragraph in &item.paragraphs {
        let _ = writeln!(source, "#body-text({})", runs(&mark, paragraph));
        mark.clear();
    }
}

/// An array of pairs of style and text, a plain mark in front.
fn runs(mark: &str, runs: &[Run]) -> String {
    let mut array = String::from("(");
    if !mark.is_empty() {
        let _ = write!(array, "(\"plain\", {}), ", literal(mark));
    }
    for Run { text, style } in runs {
        let style = match style {
            Style::Plain => "plain",
            Style::Strong => "strong",
            Style::Label => "label",
        };
        let _ = write!(array, "(\"{style}\", {}), ", literal(text));
    }
    array + ")"
}

fn table(table: &Table) -> String {
    let share = |w: f32| if w.is_finite() && w > 0.0 { w } else { 1.0 };
    let list = |items: Vec<String>| {
        format!("({})", items.into_iter().map(|item| item + ", ").collect::<String>())
    };
    let columns = &table.columns;
    let widths = columns.iter().map(|column| format!("{}fr", share(column.width)));
    let aligns = columns.iter().map(|column| {
        match column.align {
            Align::Body | Align::Left => "left",
            Align::Centre => "center + horizon",
            Align::Right => "right",
        }
        .to_owned()
    });
    let heads = columns.iter().map(|column| literal(&column.head));
    let rows = table.rows.iter().map(|row| {
        let cell = |at: usize| row.cells.get(at).map_or("", |cell| cell.text.as_str());
        "\n  ".to_owned()
            + &list((0..columns.len()).map(|at| literal(cell(at))).collect())
    });
    format!(
        "data-table({}, {}, {}, {})",
        list(widths.collect()),
        list(aligns.collect()),
        list(heads.collect()),
        list(rows.collect())
    )
}

fn chart(chart: &Chart) -> String {
    let mut bars = String::new();
    for (label, value) in &chart.bars {
        let _ = write!(bars, "({}, {value}), ", literal(label));
    }
    format!("chart({}, ({bars}))", literal(&chart.title))
}

/// `text` as a string literal.
fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            '\n' => literal.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(literal, "\\u{{{:x}}}", u32::from(c));
            }
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_record_says_stays_inside_its_literal() {
        let evil = "\" #read(\"/etc/passwd\") \\\n\u{1b}#";
        let escaped = r#""\" #read(\"/etc/passwd\") \\\n\u{1b}#""#;
        assert_eq!(literal(evil), escaped);
        let blocks = vec![
            Block::Title(evil.into()),
            Block::Heading { level: 1, text: evil.into() },
            Block::Paragraph { runs: vec![Run::plain(evil)], align: Align::Body },
        ];
        let document = Document { blocks, ..Document::default() };
        let written = write(&document, &Options::default()).unwrap();
        let source = String::from_utf8(written.bytes).unwrap();
        assert_eq!(source.matches(escaped).count(), 3);
    }

    #[test]
    fn a_table_has_all_its_cells_as_literals() {
        let column =
            crate::document::Column { head: "序号".into(), ..Default::default() };
        let row = crate::document::Row { cells: vec![] };
        let table = Table { columns: vec![column], rows: vec![row] };
        let source = super::table(&table);
        assert_eq!(
            source,
            "data-table((1fr, ), (left, ), (\"序号\", ), (\n  (\"\", ), ))"
        );
    }
}
