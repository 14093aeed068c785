//! What the reports have in common: the title block, the order of regions, an item in full.

use super::{Align, Block, Cell, Document, ListItem, Run, Style};
use crate::corpus::Corpus;
use crate::model::{DEFAULT_LIST, DEFAULT_LIST_NAME, Recommendation, official};
use crate::record::Record;
use crate::select::Selection;
use crate::text::width;

/// A selected recommendation and its file.
pub(super) type Item<'c> = (&'c Record, &'c Recommendation);

/// What a document is called unless the corpus says so.
pub(super) const TITLE: &str = "工作建议清单";

/// The title of a report over the selection: the corpus's, with the name of the list where
/// only a further one is selected.
pub(super) fn title(selection: &Selection<'_>) -> String {
    let title = selection.corpus.config.title.as_deref().unwrap_or(TITLE);
    match lists(selection).as_slice() {
        [(list, _)] if *list != DEFAULT_LIST => format!("{title}（{list}）"),
        _ => title.to_owned(),
    }
}

/// Columns of a line of text: 28 characters (GB/T 9704 5.2.3).
const LINE: usize = 56;

/// A document with its properties, its visible title and the lines under it: the document
/// number, the issuer and the date, as far as the corpus knows them.
pub(super) fn titled(corpus: &Corpus, title: &str) -> Document {
    let config = &corpus.config;
    let mut blocks = vec![Block::Title(title.to_owned())];
    blocks.extend(config.number.clone().map(Block::Subtitle));
    let date = config.date.as_deref().map(official);
    let issued: Vec<&str> =
        [&config.issuer, &date].into_iter().flatten().map(String::as_str).collect();
    let together = issued.join("　");
    if width(&together) > LINE {
        // A date that is torn over two lines is hard to find.
        blocks.extend(issued.into_iter().map(|line| Block::Subtitle(line.to_owned())));
    } else if !together.is_empty() {
        blocks.push(Block::Subtitle(together));
    }
    Document { title: title.to_owned(), author: config.issuer.clone(), date, blocks }
}

/// The selected items by list, in order.
pub(super) fn lists<'s, 'c>(
    selection: &'s Selection<'c>,
) -> Vec<(&'s str, Vec<Item<'c>>)> {
    let mut lists: Vec<(&str, Vec<Item<'c>>)> = Vec::new();
    for &item in &selection.items {
        match lists.last_mut() {
            Some((list, items)) if *list == item.0.list => items.push(item),
            _ => lists.push((&item.0.list, vec![item])),
        }
    }
    lists
}

/// What a list is called in documents.
pub(super) fn list_name(list: &str) -> &str {
    if list == DEFAULT_LIST { DEFAULT_LIST_NAME } else { list }
}

/// Items side by side of one region, with its canonical name.
pub(super) fn stretches<'c>(
    corpus: &Corpus,
    items: &[Item<'c>],
) -> Vec<(String, Vec<Item<'c>>)> {
    let mut stretches: Vec<(String, Vec<Item<'c>>)> = Vec::new();
    for &item in items {
        let region = region(corpus, item.1);
        match stretches.last_mut() {
            Some((name, items)) if *name == region => items.push(item),
            _ => stretches.push((region.to_owned(), vec![item])),
        }
    }
    stretches
}

/// The canonical name of the region of `item`, or what stands in its file.
pub(super) fn region<'a>(corpus: &'a Corpus, item: &'a Recommendation) -> &'a str {
    let known = corpus.config.regions.find(&item.region);
    known.map_or(&item.region, |region| &region.name)
}

/// An item in full under its own number, its title set off. The stop stays outside the
/// title's style: it belongs to the sentence, and formats with bold show it better so.
pub(super) fn item(item: &Recommendation) -> ListItem {
    let mut paragraphs: Vec<Vec<Run>> =
        item.body.split('\n').map(|text| vec![Run::plain(text)]).collect();
    if let (Some(title), Some(first)) = (&item.title, paragraphs.first_mut()) {
        let body = first.pop().map(|run| run.text).unwrap_or_default();
        first.push(Run::styled(title, Style::Strong));
        first.push(Run::plain(format!("。{body}")));
    }
    let facets = [
        ("地区", vec![item.region.clone()]),
        ("主题", item.topics.clone()),
        ("责任部门", item.departments.clone()),
    ];
    let facets = facets.map(|(name, values)| (name.to_owned(), values)).into();
    ListItem { number: Some(item.number), paragraphs, facets }
}

/// A paragraph of plain text.
pub(super) fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph { runs: vec![Run::plain(text)], align: Align::Body }
}

/// A cell of text.
pub(super) fn cell(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), number: None }
}

/// How an item is cited: its number, with its list where that is a further one.
pub(super) fn label((record, item): Item<'_>) -> String {
    if record.list == DEFAULT_LIST {
        item.number.to_string()
    } else {
        format!("{}/{}", record.list, item.number)
    }
}

/// The cell that cites an item.
pub(super) fn number((record, item): Item<'_>) -> Cell {
    let number = (record.list == DEFAULT_LIST).then(|| f64::from(item.number));
    Cell { text: label((record, item)), number }
}

/// The numbers of items, stretches drawn together: 5—10、12.
pub(super) fn numbers(items: &[Item<'_>]) -> String {
    let mut stretches: Vec<(Item<'_>, Item<'_>)> = Vec::new();
    for &item in items {
        match stretches.last_mut() {
            Some((_, last)) if follows(*last, item) => *last = item,
            _ => stretches.push((item, item)),
        }
    }
    let shown =
        |&(first, last): &(Item<'_>, Item<'_>)| match last.1.number - first.1.number {
            0 => label(first),
            1 => format!("{}、{}", label(first), label(last)),
            _ => format!("{}—{}", label(first), last.1.number),
        };
    stretches.iter().map(shown).collect::<Vec<_>>().join("、")
}

fn follows(before: Item<'_>, item: Item<'_>) -> bool {
    before.0.list == item.0.list && before.1.number.checked_add(1) == Some(item.1.number)
}
