//! `tracking`: the landscape table in which people note what became of each item. Cells
//! that no declared field fills stay empty, for the pen.

use crate::document::{Align, Block, Cell, Column, Document, Row, Table, parts};
use crate::select::{self, Selection, TRACKING};

/// Builds it.
pub(super) fn build(selection: &Selection<'_>) -> Document {
    let mut document =
        parts::titled(selection.corpus, &format!("{}跟踪表", parts::title(selection)));
    document.blocks.push(Block::Table(table(selection)));
    document.blocks = vec![Block::Landscape(std::mem::take(&mut document.blocks))];
    document
}

/// The table itself, also part of a pack. A column for the list stands first where there
/// are several.
pub(in crate::document) fn table(selection: &Selection<'_>) -> Table {
    let lists = parts::lists(selection).len() > 1;
    let list =
        Column {
            head: "清单".to_owned(), width: 4.0, merge: true, ..Column::default()
        };
    let columns = lists.then_some(list).into_iter();
    let columns = columns.chain(printed(selection)).chain(filled(selection)).collect();
    let rows = selection.items.iter().map(|item| row(selection, item, lists)).collect();
    let mut table = Table { columns, rows };
    widen(&mut table);
    table
}

/// Gives columns that were filled with long texts a part of the recommendation's width, so
/// that they make no row much higher than it is.
fn widen(table: &mut Table) {
    const LEAST: f32 = 10.0;
    const SHORTEST: f32 = 120.0;
    let own = table.columns.len() - TRACKING.len() - 1;
    let length = |column: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        let longest = cells.map(|cell| cell.text.chars().count()).max().unwrap_or(0);
        f32::from(u16::try_from(longest).unwrap_or(u16::MAX))
    };
    let text = length(own).max(SHORTEST);
    let base = |column: usize| table.columns[column].width;
    let tall: Vec<(usize, f32)> = (own + 1..table.columns.len())
        .map(|column| (column, length(column)))
        .filter(|&(column, length)| length * base(own) > text * base(column))
        .collect();
    let room = base(own) + tall.iter().map(|&(column, _)| base(column)).sum::<f32>();
    let taken: f32 = tall.iter().map(|(_, length)| length).sum();
    let given = (room * taken / (text + taken)).min(room - LEAST);
    let mut left = room;
    for (column, length) in tall {
        let width = &mut table.columns[column].width;
        *width = width.max(given * length / taken);
        left -= *width;
    }
    table.columns[own].width = left.max(LEAST);
}

/// The columns that the items fill.
fn printed(selection: &Selection<'_>) -> [Column; 3] {
    // A label of many characters makes no row higher than its text does.
    let region = (labels(selection) / 6.0).clamp(4.0, 8.0);
    [
        Column {
            head: "序号".to_owned(),
            width: 3.0_f32.max(1.1 + 0.55 * digits(selection)),
            align: Align::Centre,
            ..Column::default()
        },
        Column {
            head: "地区".to_owned(),
            width: region,
            align: Align::Centre,
            merge: true,
            sheets: true,
            ..Column::default()
        },
        Column {
            head: "工作建议".to_owned(), width: 24.0 - region, ..Column::default()
        },
    ]
}

/// The columns that people fill.
fn filled(selection: &Selection<'_>) -> impl Iterator<Item = Column> {
    // What they write into most of them has a known length: 省应急厅, a name, a date, a
    // status of up to four characters.
    let widths = [5.0, 4.0, 6.0, 6.3, 5.0, 3.2];
    TRACKING.iter().zip(widths).map(|(column, width)| Column {
        head: column.head.to_owned(),
        width,
        choices: select::field_of(&selection.corpus.config, column.head)
            .map(select::choices)
            .unwrap_or_default(),
        ..Column::default()
    })
}

/// How many characters the longest label has.
fn labels(selection: &Selection<'_>) -> f32 {
    let of_item =
        |item: &parts::Item<'_>| parts::region(selection.corpus, item.1).chars().count();
    let longest = selection.items.iter().map(of_item).max().unwrap_or(0);
    f32::from(u16::try_from(longest).unwrap_or(u16::MAX))
}

/// How many digits the numbers have, for the width of their column.
fn digits(selection: &Selection<'_>) -> f32 {
    let most = selection.items.iter().map(|item| item.1.number).max().unwrap_or(0);
    if most < 100 {
        2.0
    } else {
        f32::from(u16::try_from(most.ilog10()).unwrap_or(0)) + 1.0
    }
}

fn row(selection: &Selection<'_>, (record, item): &parts::Item<'_>, lists: bool) -> Row {
    let corpus = selection.corpus;
    let mut cells = vec![
        Cell { text: item.number.to_string(), number: Some(f64::from(item.number)) },
        parts::cell(parts::region(corpus, item)),
        parts::cell(item.text()),
    ];
    if lists {
        cells.insert(0, parts::cell(parts::list_name(&record.list)));
    }
    cells.extend(TRACKING.iter().map(|column| {
        let field = select::field_of(&corpus.config, column.head);
        let value = field.and_then(|field| item.fields.get(&field.name));
        Cell {
            text: value.map(select::shown).unwrap_or_default(),
            number: value.and_then(serde_json::Value::as_f64),
        }
    }));
    Row { cells }
}
