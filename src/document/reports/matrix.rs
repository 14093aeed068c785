//! `matrix` and `matrix-departments`: how many items each region has on each topic, or for
//! each department, as a table and a chart.

use std::collections::BTreeMap;

use crate::document::{Align, Block, Cell, Chart, Column, Document, Row, Table, parts};
use crate::model::Recommendation;
use crate::select::Selection;

/// Regions × topics.
pub(super) fn topics(selection: &Selection<'_>) -> Document {
    let vocabulary = &selection.corpus.config.vocabulary;
    let order: Vec<&str> =
        vocabulary.topics().iter().map(|term| term.name.as_str()).collect();
    build(selection, "主题", &order, |item| &item.topics)
}

/// Regions × departments.
pub(super) fn departments(selection: &Selection<'_>) -> Document {
    let vocabulary = &selection.corpus.config.vocabulary;
    let order: Vec<&str> =
        vocabulary.departments().iter().map(|term| term.name.as_str()).collect();
    build(selection, "部门", &order, |item| &item.departments)
}

fn build<'c>(
    selection: &Selection<'c>,
    kind: &str,
    order: &[&str],
    labels: impl Fn(&'c Recommendation) -> &'c Vec<String>,
) -> Document {
    let title = format!("{}（地区与{kind}）", parts::title(selection));
    let mut document = parts::titled(selection.corpus, &title);
    let counts = Counts::of(selection, order, labels);
    let mut blocks = vec![
        Block::Table(counts.table(kind)),
        Block::Chart(counts.chart(&format!("各{kind}建议条数"))),
    ];
    if counts.across.is_empty() {
        blocks = vec![parts::paragraph(format!("所选建议都没有标明{kind}。"))];
    }
    document.blocks.extend(blocks);
    document.blocks = vec![Block::Landscape(std::mem::take(&mut document.blocks))];
    document
}

/// How often each label and region go together.
#[derive(Default)]
struct Counts {
    /// The regions, in the order of the list.
    regions: Vec<String>,
    /// The labels, in the order of the vocabulary, others after them by name.
    across: Vec<String>,
    /// By label and region.
    both: BTreeMap<(String, String), u32>,
    /// By label.
    labels: BTreeMap<String, u32>,
    /// By region, each item once.
    items: BTreeMap<String, u32>,
}

impl Counts {
    fn of<'c>(
        selection: &Selection<'c>,
        order: &[&str],
        labels: impl Fn(&'c Recommendation) -> &'c Vec<String>,
    ) -> Self {
        let mut counts = Self::default();
        for (_, item) in &selection.items {
            let region = parts::region(selection.corpus, item).to_owned();
            if !counts.items.contains_key(&region) {
                counts.regions.push(region.clone());
            }
            *counts.items.entry(region.clone()).or_default() += 1;
            for label in labels(item) {
                *counts.labels.entry(label.clone()).or_default() += 1;
                *counts.both.entry((label.clone(), region.clone())).or_default() += 1;
            }
        }
        counts.across = counts.labels.keys().cloned().collect();
        counts.across.sort_by_cached_key(|label| {
            (
                order.iter().position(|known| known == label).unwrap_or(order.len()),
                label.clone(),
            )
        });
        counts
    }

    /// The shorter side stands across: a page is only so wide.
    fn table(&self, kind: &str) -> Table {
        let turned = self.regions.len() < self.across.len();
        let (heads, names) = if turned {
            (&self.regions, &self.across)
        } else {
            (&self.across, &self.regions)
        };
        let count = |name: &String, head: &String| {
            let key = if turned { (name, head) } else { (head, name) };
            self.both.get(&(key.0.clone(), key.1.clone())).copied().unwrap_or(0)
        };
        let total = |name: &String| {
            let totals = if turned { &self.labels } else { &self.items };
            totals.get(name).copied().unwrap_or(0)
        };
        let row = |name: &String| {
            let cells = heads.iter().map(|head| figure(count(name, head)));
            let first = std::iter::once(parts::cell(name));
            Row { cells: first.chain(cells).chain([figure(total(name))]).collect() }
        };
        Table {
            columns: columns(if turned { kind } else { "地区" }, heads),
            rows: names.iter().map(row).collect(),
        }
    }

    fn chart(&self, title: &str) -> Chart {
        let bar = |label: &String| {
            (label.clone(), self.labels.get(label).copied().unwrap_or(0))
        };
        let mut bars: Vec<(String, u32)> = self.across.iter().map(bar).collect();
        bars.sort_by_key(|bar| std::cmp::Reverse(bar.1));
        Chart { title: title.to_owned(), bars }
    }
}

fn columns(first: &str, heads: &[String]) -> Vec<Column> {
    let figures = heads.iter().map(String::as_str).chain(["条数"]).map(|head| Column {
        head: head.to_owned(),
        width: 2.0,
        align: Align::Centre,
        ..Column::default()
    });
    let name = Column { head: first.to_owned(), width: 5.0, ..Column::default() };
    std::iter::once(name).chain(figures).collect()
}

/// A count; none at all is left empty, so that the eye finds what there is.
fn figure(count: u32) -> Cell {
    match count {
        0 => Cell::default(),
        count => Cell { text: count.to_string(), number: Some(f64::from(count)) },
    }
}
