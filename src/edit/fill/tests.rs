//! Tables that came back, over a small corpus made by hand.

use serde_json::json;

use super::*;
use crate::model::DEFAULT_LIST;

const NINE: &str = "# 注\nnumber: 9\nregion: 河南省\nbody: |\n  提升管理能力，逐步推广。\nstatus: 整改中 # 人工\n";

fn corpus() -> Corpus {
    let mut corpus = Corpus::default();
    corpus.config.fields = vec![
        FieldDecl {
            name: "status".to_owned(),
            schema: json!({"title": "完成情况", "enum": ["整改中", "已销号"]}),
        },
        FieldDecl {
            name: "due".to_owned(),
            schema: json!({"title": "完成时限", "type": "string", "format": "date"}),
        },
    ];
    let read = |path: &str, text: &str| {
        record::read(path, DEFAULT_LIST, text.as_bytes(), &corpus.config.fields).0
    };
    let ten = NINE.replace("9\n", "10\n").replace("提升管理能力", "加大监管力度");
    corpus.records = vec![
        read("recommendations/009.yaml", NINE),
        read("recommendations/010.yaml", &ten),
    ];
    corpus
}

fn filled(rows: &[&[&str]], clear: bool) -> Filled {
    let table: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|&cell| cell.to_owned()).collect())
        .collect();
    fill(&corpus(), DEFAULT_LIST, &table, clear).unwrap()
}

fn text(filled: &Filled) -> Option<&str> {
    match filled.plan.changes.as_slice() {
        [Change::Edit { new, .. }] => Some(new),
        _ => None,
    }
}

const HEAD: &[&str] = &["序号", "地区", "工作建议", "完成时限", "完成情况", "备注"];

#[test]
fn cells_become_fields_and_nothing_else_changes() {
    let row =
        ["9", "豫", "提升管理能力，逐步推广（改）。", "2026年3月1日", "已销号", "复查"];
    let filled = filled(&[&["跟踪表"], HEAD, &row], false);
    assert_eq!(filled.conflicts, [""; 0]);
    let wanted = NINE.replace("status: 整改中", "due: \"2026-03-01\"\nstatus: 已销号");
    assert_eq!(text(&filled), Some(wanted.as_str()));
    assert_eq!(filled.changes.len(), 2);
    assert!(filled.notes[0].contains("列“备注”没有对应的字段"));
}

#[test]
fn a_column_without_a_field_is_told_of_only_where_it_is_filled() {
    let row = ["9", "豫", "", "2026年3月1日", "", " "];
    assert_eq!(filled(&[HEAD, &row], false).notes, [""; 0]);
}

#[test]
fn empty_cells_say_nothing_unless_they_shall_clear() {
    let row = ["9", "", "", "", "", ""];
    assert!(filled(&[HEAD, &row], false).plan.is_empty());
    let cleared = filled(&[HEAD, &row], true);
    assert!(text(&cleared).is_some_and(|text| !text.contains("status")), "{cleared:?}");
}

#[test]
fn what_cannot_be_meant_is_left_alone_and_named() {
    for (row, said) in [
        (["九", "", "", "", "已销号", ""], "“九”不是序号"),
        (["48", "", "", "", "已销号", ""], "没有序号为 48 的建议"),
        (["9", "天津市", "", "", "已销号", ""], "可能重新编过号"),
        (["9", "", "完全是另一条建议的文字。", "", "已销号", ""], "与第 9 条的原文不符"),
        (["9", "", "", "", "搞定", ""], "可以写：整改中、已销号"),
        (["9", "", "", "三月底", "", ""], "due"),
    ] {
        let filled = filled(&[HEAD, &row], false);
        assert!(filled.plan.is_empty(), "{row:?}");
        assert!(filled.conflicts[0].contains(said), "{row:?}: {:?}", filled.conflicts);
    }
}

#[test]
fn a_row_twice_counts_once() {
    let row = |status| ["9", "", "", "", status, ""];
    let filled = filled(&[HEAD, &row("已销号"), &row("整改中")], false);
    assert!(text(&filled).is_some_and(|text| text.contains("已销号")));
    assert!(filled.conflicts[0].contains("已在上面出现过"));
}

#[test]
fn a_table_without_numbers_is_refused() {
    let table = vec![vec!["完成情况".to_owned()]];
    assert!(fill(&corpus(), DEFAULT_LIST, &table, false).is_err());
}
