//! The page at a glance: how much there is, on what, for whom, and how far it is.

use super::super::parts::{self, Item};
use super::super::{Align, Block, Chart, Column, Row, Table};
use super::Content;
use crate::corpus::Corpus;
use crate::document::Cell;
use crate::select;

/// The blocks of the part.
pub(super) fn blocks(corpus: &Corpus, content: &Content<'_>) -> Vec<Block> {
    let own = &content.own;
    let mut rows = Vec::new();
    let topics = counts(own.iter().flat_map(|item| item.1.topics.clone()));
    let departments = counts(own.iter().flat_map(|item| item.1.departments.clone()));
    rows.extend(rows_of("部门", &departments));
    if let Some(field) = select::field_of(&corpus.config, "完成情况") {
        let shown =
            |item: &Item<'_>| match item.1.fields.get(&field.name).map(select::shown) {
                Some(value) if !value.is_empty() => value,
                _ => "未填写".to_owned(),
            };
        rows.extend(rows_of(field.label(), &counts(own.iter().map(shown))));
    }
    let mut blocks = vec![parts::paragraph(told(content))];
    // The table first: it fills what is left of the page, where a chart stays whole.
    if !rows.is_empty() {
        blocks.push(Block::Table(Table { columns: columns(), rows }));
    }
    if !topics.is_empty() {
        let title = format!("{}建议各主题条数", content.name);
        blocks.push(Block::Chart(Chart { title, bars: topics }));
    }
    blocks.push(Block::PageBreak);
    blocks
}

fn told(content: &Content<'_>) -> String {
    let numbers = parts::numbers(&content.own);
    let name = &content.name;
    let own = format!("{name}建议{}条（第{numbers}条）", content.own.len());
    let further = [
        ("所在地区的其他建议", content.around.len()),
        ("国家层面的相关建议", content.national.len()),
        ("其他地区的同类建议", content.others.len()),
    ];
    let told = further.iter().filter(|(_, count)| *count > 0);
    let told = told.fold(own, |told, (what, count)| told + &format!("，{what}{count}条"));
    told + "。序号均为原文序号。"
}

/// How often each label is met, the most frequent first, then in the order met.
fn counts(labels: impl Iterator<Item = String>) -> Vec<(String, u32)> {
    let mut counts: Vec<(String, u32)> = Vec::new();
    for label in labels {
        match counts.iter_mut().find(|known| known.0 == label) {
            Some(known) => known.1 += 1,
            None => counts.push((label, 1)),
        }
    }
    counts.sort_by_key(|count| std::cmp::Reverse(count.1));
    counts
}

fn rows_of(kind: &str, counts: &[(String, u32)]) -> Vec<Row> {
    let row = |(label, count): &(String, u32)| Row {
        cells: vec![
            parts::cell(kind),
            parts::cell(label),
            Cell { text: count.to_string(), number: Some(f64::from(*count)) },
        ],
    };
    counts.iter().map(row).collect()
}

fn columns() -> Vec<Column> {
    let column = |head: &str, width, align, merge| Column {
        head: head.to_owned(),
        width,
        align,
        merge,
        ..Column::default()
    };
    vec![
        column("类别", 4.0, Align::Centre, true),
        column("名称", 16.0, Align::Left, false),
        column("条数", 4.0, Align::Centre, false),
    ]
}
