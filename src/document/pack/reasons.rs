//! Why an item of another region, or of the central level, is in a pack.

use std::collections::{BTreeMap, BTreeSet};

use super::super::parts::{self, Item};
use super::Addressee;
use crate::corpus::Corpus;
use crate::model::{Recommendation, Vocabulary};

/// Words by which a text speaks to every level or every place.
const EVERYONE: &[&str] =
    &["各级", "地方政府", "地方人民政府", "地方各级", "各地", "各省", "全国各"];

/// Words of a demand on the whole country.
const GENERAL: &[&str] = &["各相关部门", "各有关部门", "全国范围"];

/// A list and a number in it.
type Key = (String, u32);

/// What the addressee of a pack is known by.
pub(super) struct Own<'c> {
    /// Its items by their numbers.
    items: BTreeMap<Key, Item<'c>>,
    /// Its items by the numbers that they name as related.
    naming: BTreeMap<Key, Vec<Item<'c>>>,
    /// The subjects of its items; topics that cut across all subjects join nothing.
    topics: BTreeSet<&'c str>,
    /// What texts call it.
    names: Vec<String>,
}

impl<'c> Own<'c> {
    /// Of these items.
    pub(super) fn new(
        corpus: &Corpus,
        addressee: &Addressee,
        items: &[Item<'c>],
    ) -> Self {
        let mut naming: BTreeMap<Key, Vec<Item<'c>>> = BTreeMap::new();
        for item in items {
            for aim in related(*item) {
                naming.entry(aim).or_default().push(*item);
            }
        }
        Self {
            items: items.iter().map(|item| (key(*item), *item)).collect(),
            naming,
            topics: items.iter().flat_map(|item| subjects(item.1)).collect(),
            names: names(corpus, addressee),
        }
    }

    /// The reasons for `item`; none at all leaves it out.
    pub(super) fn reasons(&self, item: Item<'_>, national: bool) -> Vec<String> {
        let text = item.1.text();
        let mut reasons = Vec::new();
        if national && EVERYONE.iter().any(|word| text.contains(word)) {
            reasons.push("面向各级各地".to_owned());
        }
        if let Some(name) = self.names.iter().find(|name| text.contains(name.as_str())) {
            reasons.push(format!("点名{name}"));
        }
        let shared: Vec<&str> =
            subjects(item.1).filter(|topic| self.topics.contains(topic)).collect();
        if !shared.is_empty() {
            reasons.push(format!("同一主题：{}", shared.join("、")));
        }
        let related = self.related(item);
        if !related.is_empty() {
            reasons.push(format!("与第{}条列为相关", parts::numbers(&related)));
        }
        let general = || {
            subjects(item.1).next().is_none()
                || GENERAL.iter().any(|word| text.contains(word))
        };
        if national && reasons.is_empty() && general() {
            reasons.push("面向全国的一般要求".to_owned());
        }
        reasons
    }

    /// Its items that name `item` as related, or that `item` so names.
    fn related(&self, item: Item<'_>) -> Vec<Item<'c>> {
        let named = related(item).filter_map(|aim| self.items.get(&aim));
        let naming = self.naming.get(&key(item)).into_iter().flatten();
        let both: BTreeMap<Key, Item<'c>> =
            named.chain(naming).map(|own| (key(*own), *own)).collect();
        both.into_values().collect()
    }
}

/// What texts call the addressee.
fn names(corpus: &Corpus, addressee: &Addressee) -> Vec<String> {
    let region = corpus.config.regions.find(&addressee.region);
    let aliases = region.into_iter().flat_map(|region| &region.aliases);
    // One character says too little inside a text: 川, 青, 新.
    let long = |name: &&String| name.chars().count() > 1;
    let names = [&addressee.region].into_iter().chain(aliases).filter(long);
    names.chain(&addressee.place).cloned().collect()
}

/// The topics of an item that make it belong with others.
fn subjects(item: &Recommendation) -> impl Iterator<Item = &str> {
    item.topics
        .iter()
        .map(String::as_str)
        .filter(|topic| !Vocabulary::is_general_topic(topic))
}

fn key((record, item): Item<'_>) -> Key {
    (record.list.clone(), item.number)
}

/// What an item names as related.
fn related((record, item): Item<'_>) -> impl Iterator<Item = Key> {
    item.related.iter().map(|reference| {
        let list = reference.list.as_ref().unwrap_or(&record.list);
        (list.clone(), reference.number)
    })
}
