//! A pack (材料包): all that one region takes into a meeting, as one document.
//!
//! Its own items stand in it whole and with their own numbers. Of other regions it holds
//! only items that are named as related, each with the reason, so that a reader can tell
//! what binds the region from what it may learn from.

mod index;
mod origin;
mod reasons;
mod similar;
mod summary;

use super::parts::{self, Item};
use super::reports::tracking;
use super::{Align, Block, Column, Document, Row, Run, Style, Table};
use crate::corpus::Corpus;
use crate::model::{DEFAULT_LIST, RegionKind};
use crate::select::Selection;
use reasons::Own;
use similar::Similar;

/// Whom a pack is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// The region's canonical name, or its label where no table has it.
    pub region: String,
    /// A place inside it that items name: 郑州市.
    pub place: Option<String>,
}

impl Addressee {
    /// What it is called.
    fn name(&self) -> &str {
        self.place.as_deref().unwrap_or(&self.region)
    }
}

/// Makes packs of one corpus.
pub struct Packs<'c> {
    corpus: &'c Corpus,
    items: Vec<Item<'c>>,
    similar: Similar,
}

/// An item that is in a pack for a reason.
type Reasoned<'c> = (Item<'c>, Vec<String>);

/// What goes into one pack.
#[derive(Default)]
struct Content<'c> {
    /// What the addressee is called.
    name: String,
    own: Vec<Item<'c>>,
    /// For a place: the other items of its region.
    around: Vec<Item<'c>>,
    national: Vec<Reasoned<'c>>,
    others: Vec<Reasoned<'c>>,
}

impl<'c> Packs<'c> {
    /// Reads the corpus once for all packs.
    pub fn new(corpus: &'c Corpus) -> Self {
        let items: Vec<Item<'c>> = corpus.recommendations().collect();
        let similar = Similar::new(items.iter().map(|item| item.1.text()));
        Self { corpus, items, similar }
    }

    /// The regions that have items, in the order of the lists.
    pub fn regions(&self) -> Vec<String> {
        let mut regions: Vec<String> = Vec::new();
        for (_, item) in &self.items {
            let region = parts::region(self.corpus, item);
            if !regions.iter().any(|known| known == region) {
                regions.push(region.to_owned());
            }
        }
        regions
    }

    /// Whom a pack for `place` is for: the regions whose items name it.
    pub fn around(&self, place: &str) -> Vec<Addressee> {
        let mut found: Vec<Addressee> = Vec::new();
        for (_, item) in &self.items {
            let region = parts::region(self.corpus, item);
            let known = found.iter().any(|addressee| addressee.region == region);
            if !known
                && !self.is_national(item.region.as_str())
                && item.text().contains(place)
            {
                let place = Some(place.to_owned());
                found.push(Addressee { region: region.to_owned(), place });
            }
        }
        found
    }

    /// What the pack is called.
    pub fn title(&self, addressee: &Addressee) -> String {
        let title = self.corpus.config.title.as_deref().unwrap_or(parts::TITLE);
        format!("{}{title}", addressee.name())
    }

    /// The pack, or `None` where the addressee has no item of its own.
    pub fn build(&self, addressee: &Addressee) -> Option<Document> {
        let content = self.content(addressee)?;
        let title = self.title(addressee);
        let mut document = parts::titled(self.corpus, &title);
        let origin =
            origin::lines(self.corpus, &content).into_iter().map(Block::Subtitle);
        document.blocks = std::iter::once(Block::Title(title)).chain(origin).collect();
        document.blocks.push(Block::Contents);
        for (at, (heading, blocks)) in self.parts(&content).into_iter().enumerate() {
            let text = format!("{}、{heading}", ordinal(at));
            let heading = Block::Heading { level: 1, text };
            document.blocks.extend(under(heading, blocks));
        }
        Some(document)
    }

    fn content(&self, addressee: &Addressee) -> Option<Content<'c>> {
        let place = addressee.place.as_deref();
        let mut content =
            Content { name: addressee.name().to_owned(), ..Content::default() };
        let mut indices = Vec::new();
        for (at, &item) in self.items.iter().enumerate() {
            if parts::region(self.corpus, item.1) != addressee.region {
                continue;
            }
            if place.is_none_or(|place| item.1.text().contains(place)) {
                content.own.push(item);
                indices.push(at);
            } else {
                content.around.push(item);
            }
        }
        self.add_reasoned(addressee, &indices, &mut content);
        (!content.own.is_empty()).then_some(content)
    }

    /// Adds the items of others that are in the pack for a reason; `own` are the positions
    /// of the addressee's.
    fn add_reasoned(
        &self,
        addressee: &Addressee,
        own: &[usize],
        content: &mut Content<'c>,
    ) {
        let near = self.similar.to(own);
        let own = Own::new(self.corpus, addressee, &content.own);
        for (at, &item) in self.items.iter().enumerate() {
            if parts::region(self.corpus, item.1) == addressee.region {
                continue;
            }
            let national = self.is_national(&item.1.region);
            let mut reasons = own.reasons(item, national);
            let near = near.get(&at).into_iter().flatten();
            let near: Vec<Item<'_>> =
                near.filter_map(|&own| self.items.get(own).copied()).collect();
            if !near.is_empty() {
                reasons.push(format!("与第{}条文字相近", parts::numbers(&near)));
            }
            let into = if national { &mut content.national } else { &mut content.others };
            if !reasons.is_empty() {
                into.push((item, reasons));
            }
        }
    }

    fn is_national(&self, label: &str) -> bool {
        let known = self.corpus.config.regions.find(label);
        known.is_some_and(|region| region.kind == RegionKind::National)
    }

    /// The parts with their headings, those that hold nothing left out.
    fn parts(&self, content: &Content<'c>) -> Vec<(String, Vec<Block>)> {
        let own = self.selection(content.own.clone());
        let around = self.selection(content.around.clone());
        let tracking = Block::Table(tracking::table(&own));
        let own_heading = format!("{}建议", content.name);
        [
            ("概况", summary::blocks(self.corpus, content)),
            (&own_heading, full(&own, &[])),
            ("所在地区的其他建议", full(&around, &[])),
            ("国家层面的相关建议", self.reasoned(&content.national)),
            ("其他地区的同类建议", self.compared(&content.others)),
            ("部门索引", index::departments(self.corpus, content)),
            ("整改跟踪表", vec![Block::Landscape(vec![tracking])]),
            ("引用的法规和文件", index::cited(content)),
        ]
        .into_iter()
        .filter(|(_, blocks)| !blocks.is_empty())
        .map(|(heading, blocks)| (heading.to_owned(), blocks))
        .collect()
    }

    fn selection(&self, items: Vec<Item<'c>>) -> Selection<'c> {
        Selection { corpus: self.corpus, items, of: self.items.len(), notes: Vec::new() }
    }

    /// National items in full, each with the reason it is here.
    fn reasoned(&self, items: &[Reasoned<'c>]) -> Vec<Block> {
        let reasons: Vec<&[String]> =
            items.iter().map(|item| item.1.as_slice()).collect();
        full(&self.selection(items.iter().map(|item| item.0).collect()), &reasons)
    }

    /// Items of other regions, side by side.
    fn compared(&self, items: &[Reasoned<'c>]) -> Vec<Block> {
        if items.is_empty() {
            return Vec::new();
        }
        let column = |head: &str, width, align| Column {
            head: head.to_owned(),
            width,
            align,
            ..Column::default()
        };
        let mut region = column("地区", 4.0, Align::Centre);
        (region.merge, region.sheets) = (true, true);
        let row = |(item, reasons): &Reasoned<'c>| Row {
            cells: vec![
                parts::number(*item),
                parts::cell(parts::region(self.corpus, item.1)),
                parts::cell(item.1.text()),
                parts::cell(reasons.join("；")),
            ],
        };
        vec![Block::Table(Table {
            columns: vec![
                column("序号", 2.5, Align::Centre),
                region,
                column("工作建议", 16.0, Align::Body),
                column("列入原因", 6.0, Align::Body),
            ],
            rows: items.iter().map(row).collect(),
        })]
    }
}

/// Items in full, under their lists where there are several; `reasons` are theirs, in the
/// same order.
fn full(selection: &Selection<'_>, reasons: &[&[String]]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut reasons = reasons.iter();
    let lists = parts::lists(selection);
    let named = lists.len() > 1 || lists.iter().any(|(list, _)| *list != DEFAULT_LIST);
    for (list, items) in &lists {
        if named {
            blocks.push(Block::Heading {
                level: 2,
                text: parts::list_name(list).to_owned(),
            });
        }
        let items = items.iter().map(|item| {
            let mut full = parts::item(item.1);
            full.paragraphs.extend(reasons.next().map(|reasons| {
                vec![
                    Run::styled("列入原因：", Style::Label),
                    Run::plain(format!("{}。", reasons.join("；"))),
                ]
            }));
            full
        });
        blocks.push(Block::List(items.collect()));
    }
    blocks
}

/// A part under its heading, which turns with a part that is all landscape.
fn under(heading: Block, mut blocks: Vec<Block>) -> Vec<Block> {
    if let [Block::Landscape(inner)] = blocks.as_mut_slice() {
        inner.insert(0, heading);
    } else {
        blocks.insert(0, heading);
    }
    blocks
}

/// 一, 二, … for the parts of a pack.
fn ordinal(at: usize) -> char {
    "一二三四五六七八九十".chars().nth(at).unwrap_or('〇')
}

#[cfg(test)]
mod tests;
