//! Which record of one side is which of the other.
//!
//! A record is tied to its issued document by `source.file` and `source.number` whatever
//! its own number became; one without a source is known by its text, then by its place in
//! its list. Where several could be meant, those that have more in common come first.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{Place, Side};
use crate::corpus::Corpus;
use crate::diag::Finding;
use crate::model::Recommendation;
use crate::record::Record;

/// The two sides of a recommendation.
pub(super) type Pair<'c> = (Option<Side<'c>>, Option<Side<'c>>);

/// The records of both sides in pairs, without those whose file is the same, byte for
/// byte, and how many those are.
pub(super) fn pair<'c>(old: &'c Corpus, new: &'c Corpus) -> (Vec<Pair<'c>>, usize) {
    let texts = |corpus: &'c Corpus| -> BTreeSet<(&'c str, &'c str)> {
        corpus.records.iter().map(|r| (r.path.as_str(), r.text.as_str())).collect()
    };
    let same: BTreeSet<_> = texts(old).intersection(&texts(new)).copied().collect();
    let mut olds = sides(old, &same);
    let mut news = sides(new, &same);
    let mut pairs = Vec::new();
    for &what in WHAT {
        for place in [Where::Number, Where::List, Where::Anywhere] {
            tie(&mut olds, &mut news, &mut pairs, (what, place));
        }
    }
    pairs.extend(olds.into_iter().flatten().map(|side| (Some(side), None)));
    pairs.extend(news.into_iter().flatten().map(|side| (None, Some(side))));
    (pairs, same.len())
}

/// The records of a side that are not the same on the other.
fn sides<'c>(corpus: &'c Corpus, same: &BTreeSet<(&str, &str)>) -> Vec<Option<Side<'c>>> {
    let mut findings: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &corpus.findings {
        findings.entry(&finding.place.path).or_default().push(finding);
    }
    let mut places: BTreeMap<Place<'_>, Vec<&str>> = BTreeMap::new();
    for record in &corpus.records {
        let Some(number) = record.number else { continue };
        places.entry((&record.list, number)).or_default().push(&record.path);
    }
    let side = |record: &'c Record| {
        let place = (record.list.as_str(), record.number.unwrap_or(0));
        let mut twins = places.get(&place).into_iter().flatten().copied();
        Some(Side {
            record,
            text: record.value.as_ref().map(Recommendation::text).unwrap_or_default(),
            findings: findings.remove(record.path.as_str()).unwrap_or_default(),
            twin: twins.find(|&path| path != record.path),
        })
    };
    let differs = |r: &&Record| !same.contains(&(r.path.as_str(), r.text.as_str()));
    corpus.records.iter().filter(differs).map(side).collect()
}

/// What shows that two records are one recommendation, the surest first.
const WHAT: &[What] = &[
    What::Item(More::Text),
    What::Item(More::Digest),
    What::Item(More::Region),
    What::Item(More::Nothing),
    What::Text,
    What::Place,
    What::Path,
];

#[derive(Clone, Copy)]
enum What {
    /// The item of the source.
    Item(More),
    /// The text.
    Text,
    /// Number and list alone.
    Place,
    /// The file alone, for what cannot be read.
    Path,
}

/// What is the same beside the item of the source, which may print a number more than
/// once.
#[derive(Clone, Copy)]
enum More {
    Text,
    Digest,
    Region,
    Nothing,
}

/// What else must be the same.
#[derive(Clone, Copy)]
enum Where {
    Number,
    List,
    Anywhere,
}

/// The item of a source, or none; what else is known of it; list and number.
type Key<'s> = (Option<(&'s str, u32)>, &'s str, Option<&'s str>, Option<u32>);

fn key<'s>(side: &'s Side<'_>, what: What, place: Where) -> Option<Key<'s>> {
    let more = match what {
        What::Item(More::Digest) => side.value()?.source.as_ref()?.digest.as_deref()?,
        What::Item(More::Region) => side.region(),
        What::Item(More::Text) | What::Text => side.text.as_str(),
        What::Item(More::Nothing) | What::Place => "",
        What::Path => &side.record.path,
    };
    let item = match what {
        What::Item(_) => Some(item(side)?),
        What::Text if more.is_empty() => return None,
        What::Text | What::Place | What::Path => None,
    };
    let list = Some(side.record.list.as_str());
    match (what, place) {
        (What::Path, Where::Number | Where::List) => None,
        (_, Where::Number) => Some((item, more, list, Some(side.record.number?))),
        (What::Place, _) => None,
        (_, Where::List) => Some((item, more, list, None)),
        (_, Where::Anywhere) => Some((item, more, None, None)),
    }
}

/// The source that a record names, and the number printed there.
fn item<'s>(side: &'s Side<'_>) -> Option<(&'s str, u32)> {
    let source = side.value()?.source.as_ref()?;
    Some((source.file.as_str(), source.number))
}

/// Whether two records in one place may be one recommendation: those of two items are not,
/// but a source may have another name; and where only one names an item, another text has
/// taken its number.
fn may_be_one(old: &Side<'_>, new: &Side<'_>) -> bool {
    match (item(old), item(new)) {
        (Some((_, old)), Some((_, new))) => old == new,
        (None, None) => true,
        _ => are_alike(&old.text, &new.text),
    }
}

/// Whether a third of their pairs of characters is common to both, or one could not be read.
fn are_alike(old: &str, new: &str) -> bool {
    let pairs = |text: &str| -> BTreeSet<(char, char)> {
        text.chars().zip(text.chars().skip(1)).collect()
    };
    let (old, new) = (pairs(old), pairs(new));
    let most = old.len().max(new.len());
    old.is_empty() || new.is_empty() || 3 * old.intersection(&new).count() >= most
}

/// Ties what is the same on both sides by `key`, in order.
fn tie<'c>(
    olds: &mut [Option<Side<'c>>],
    news: &mut [Option<Side<'c>>],
    pairs: &mut Vec<Pair<'c>>,
    (what, place): (What, Where),
) {
    let mut waiting: BTreeMap<Key<'_>, VecDeque<(usize, &Side<'c>)>> = BTreeMap::new();
    for (at, side) in olds.iter().enumerate() {
        let Some(side) = side else { continue };
        let Some(key) = key(side, what, place) else { continue };
        waiting.entry(key).or_default().push_back((at, side));
    }
    let sure = !matches!(what, What::Place | What::Path);
    let mut tied = Vec::new();
    for (at, side) in news.iter().enumerate() {
        let Some(side) = side else { continue };
        let found = key(side, what, place).and_then(|key| waiting.get_mut(&key));
        let found = found.and_then(VecDeque::pop_front);
        tied.extend(
            found.filter(|(_, old)| sure || may_be_one(old, side)).map(|(o, _)| (o, at)),
        );
    }
    let side = |of: &mut [Option<Side<'c>>], at| of.get_mut(at).and_then(Option::take);
    pairs.extend(tied.into_iter().map(|(old, new)| (side(olds, old), side(news, new))));
}
