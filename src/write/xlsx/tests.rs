//! Workbooks read back with calamine.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::document::{Align, Cell, Column, ListItem};

fn cell(text: &str) -> Cell {
    Cell { text: text.into(), number: None }
}

fn tracking(rows: &[[&str; 3]]) -> Block {
    let column = |head: &str, merge| Column {
        head: head.into(),
        width: 3.0,
        merge,
        sheets: merge,
        ..Column::default()
    };
    let mut columns =
        vec![column("地区", true), column("建议", false), column("状态", false)];
    columns[2].choices = vec!["整改中".into(), "已销号".into()];
    let row =
        |row: &[&str; 3]| Row { cells: row.iter().map(|text| cell(text)).collect() };
    Block::Table(Table { columns, rows: rows.iter().map(row).collect() })
}

fn bytes(blocks: Vec<Block>, split: bool) -> Vec<u8> {
    let document = Document { title: "清单".into(), blocks, ..Document::default() };
    write(&document, &Options { split, ..Options::default() }).unwrap().bytes
}

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[test]
fn a_table_is_a_sheet_with_its_head_first() {
    let blocks = vec![
        Block::Title("跟踪表".into()),
        tracking(&[["河南省", "一", "2026-03-01"], ["陕西省", "二", ""]]),
    ];
    let mut book = open(bytes(blocks, false));
    assert_eq!(book.sheet_names(), ["跟踪表"]);
    let range = book.worksheet_range("跟踪表").unwrap();
    assert_eq!(range.get((0, 0)), Some(&Data::String("地区".into())));
    assert_eq!(range.get((2, 1)), Some(&Data::String("二".into())));
    assert!(matches!(range.get((1, 2)), Some(Data::DateTime(_))));
}

#[test]
fn a_table_can_be_split_by_its_column_for_sheets() {
    let rows = [["河南省", "一", ""], ["陕西省", "二", ""], ["河南省", "三", ""]];
    let mut book = open(bytes(vec![tracking(&rows)], true));
    assert_eq!(book.sheet_names(), ["河南省", "陕西省"]);
    assert_eq!(book.worksheet_range("河南省").unwrap().height(), 3);
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    let evil = ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0"];
    let book = open(bytes(vec![tracking(&[evil])], false));
    let mut book = book;
    let names = book.sheet_names();
    let range = book.worksheet_range(&names[0]).unwrap();
    for (i, text) in (0..).zip(evil) {
        assert_eq!(range.get((1, i)), Some(&Data::String(text.into())));
    }
    assert!(book.worksheet_formula(&names[0]).unwrap().is_empty());
}

#[test]
fn controls_are_seen_and_text_beside_tables_has_its_sheet() {
    let item = ListItem {
        number: Some(9),
        paragraphs: vec![vec![Run::plain("甲\u{1}")], vec![Run::plain("乙")]],
        ..ListItem::default()
    };
    let paragraph =
        Block::Paragraph { runs: vec![Run::plain("丙")], align: Align::Body };
    let mut book = open(bytes(vec![Block::List(vec![item]), paragraph], false));
    let range = book.worksheet_range("正文").unwrap();
    assert_eq!(range.get((0, 0)), Some(&Data::Float(9.0)));
    assert_eq!(range.get((0, 1)), Some(&Data::String("甲\u{FFFD}\n乙".into())));
    assert_eq!(range.get((1, 1)), Some(&Data::String("丙".into())));
}

#[test]
fn an_empty_document_is_a_workbook_with_a_sheet() {
    assert_eq!(open(bytes(Vec::new(), false)).sheet_names(), ["正文"]);
}

#[test]
fn what_a_cell_cannot_hold_is_told() {
    let long = "长".repeat(40_000);
    let runs = vec![Run::plain(&long)];
    let text = Block::Paragraph { runs, align: Align::Body };
    let blocks = vec![text, tracking(&[["天津市", &long, ""]])];
    let document = Document { title: "清单".into(), blocks, ..Document::default() };
    let lost = write(&document, &Options::default()).unwrap().lost;
    assert_eq!(lost.len(), 2, "{lost:?}");
    assert!(lost[0].starts_with("正文：第 1 行“正文”超过"), "{lost:?}");
    assert!(lost[1].starts_with("表：第 2 行“建议”超过"), "{lost:?}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let blocks = || vec![tracking(&[["河南省", "一", ""]])];
    assert_eq!(bytes(blocks(), false), bytes(blocks(), false));
}
