//! What to look up: which department has which items, and what they cite.

use std::collections::BTreeMap;

use super::super::parts::{self, Item};
use super::super::{Align, Block, Column, Row, Table};
use super::Content;
use crate::corpus::Corpus;

/// Departments, in the order of the vocabulary, with the items that name them.
pub(super) fn departments(corpus: &Corpus, content: &Content<'_>) -> Vec<Block> {
    let national: Vec<Item<'_>> = content.national.iter().map(|item| item.0).collect();
    let mut names: Vec<&str> = Vec::new();
    for (_, item) in content.own.iter().chain(&national) {
        let new: Vec<&str> = item
            .departments
            .iter()
            .map(String::as_str)
            .filter(|name| !names.contains(name))
            .collect();
        names.extend(new);
    }
    let known = corpus.config.vocabulary.departments();
    let rank = |name: &str| known.iter().position(|term| term.name == name);
    names.sort_by_key(|name| rank(name).unwrap_or(known.len()));
    let of = |items: &[Item<'_>], name: &str| {
        let has = |item: &&Item<'_>| item.1.departments.iter().any(|known| known == name);
        parts::cell(parts::numbers(
            &items.iter().filter(has).copied().collect::<Vec<_>>(),
        ))
    };
    let row = |&name: &&str| Row {
        cells: vec![parts::cell(name), of(&content.own, name), of(&national, name)],
    };
    let own = format!("{}建议", content.name);
    let heads = [("部门", 8.0), (own.as_str(), 8.0), ("国家层面的相关建议", 8.0)];
    table(&heads, names.iter().map(row).collect())
}

/// Laws and documents, in the order they are met, with the items that cite them.
pub(super) fn cited(content: &Content<'_>) -> Vec<Block> {
    let national = content.national.iter().map(|item| &item.0);
    let mut cited: Vec<(String, Vec<Item<'_>>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for item in content.own.iter().chain(&content.around).chain(national) {
        for title in item.1.cites() {
            let place = *places.entry(title.clone()).or_insert_with(|| {
                cited.push((title, Vec::new()));
                cited.len() - 1
            });
            if let Some((_, items)) = cited.get_mut(place) {
                items.push(*item);
            }
        }
    }
    let row = |(title, items): &(String, Vec<Item<'_>>)| Row {
        cells: vec![
            parts::cell(format!("《{title}》")),
            parts::cell(parts::numbers(items)),
        ],
    };
    table(&[("名称", 14.0), ("见建议", 10.0)], cited.iter().map(row).collect())
}

fn table(heads: &[(&str, f32)], rows: Vec<Row>) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let column = |&(head, width): &(&str, f32)| Column {
        head: head.to_owned(),
        width,
        align: Align::Left,
        ..Column::default()
    };
    vec![Block::Table(Table { columns: heads.iter().map(column).collect(), rows })]
}
