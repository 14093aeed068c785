//! Why an item of another region, or of the central level, is in a pack.

use std::collections::BTreeSet;

use super::super::parts::{self, Item};
use super::Addressee;
use crate::corpus::Corpus;
use crate::model::{Recommendation, Reference, Vocabulary};
use crate::record::Record;

/// Words by which a text speaks to every level or every place.
const EVERYONE: &[&str] =
    &["各级", "地方政府", "地方人民政府", "地方各级", "各地", "各省", "全国各"];

/// Words of a demand on the whole country.
const GENERAL: &[&str] = &["各相关部门", "各有关部门", "全国范围"];

/// What the addressee of a pack is known by.
pub(super) struct Own<'c> {
    items: Vec<Item<'c>>,
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
        let topics = items.iter().flat_map(|item| subjects(item.1)).collect();
        let region = corpus.config.regions.find(&addressee.region);
        let aliases = region.into_iter().flat_map(|region| &region.aliases);
        // One character says too little inside a text: 川, 青, 新.
        let mut names: Vec<String> = [&addressee.region]
            .into_iter()
            .chain(aliases)
            .filter(|name| name.chars().count() > 1)
            .cloned()
            .collect();
        names.extend(addressee.place.clone());
        Self { items: items.to_vec(), topics, names }
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
        let related: Vec<Item<'_>> =
            self.items.iter().copied().filter(|&own| are_related(own, item)).collect();
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
}

/// The topics of an item that make it belong with others.
fn subjects(item: &Recommendation) -> impl Iterator<Item = &str> {
    item.topics
        .iter()
        .map(String::as_str)
        .filter(|topic| !Vocabulary::is_general_topic(topic))
}

/// Whether one of two items names the other in `related`.
fn are_related(one: Item<'_>, other: Item<'_>) -> bool {
    names(one, other) || names(other, one)
}

fn names((record, item): Item<'_>, (aim, named): Item<'_>) -> bool {
    item.related.iter().any(|reference| means(reference, record, aim, named))
}

fn means(
    reference: &Reference,
    from: &Record,
    aim: &Record,
    named: &Recommendation,
) -> bool {
    let list = reference.list.as_deref().unwrap_or(&from.list);
    list == aim.list && reference.number == named.number
}
