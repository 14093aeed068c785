//! Which record is which item of a source.
//!
//! `source.file` and `source.number` tie a record to its item whatever its own number
//! became. Where a source prints a number more than once (a restart in each region), the
//! digest decides, then the region.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Recommendation, digest};
use crate::record::Record;
use crate::source::{Item, Parsed};

/// A record that could be read, and what it says.
pub type Known<'c> = (&'c Record, &'c Recommendation);

/// The records of one source beside its items.
#[derive(Debug, Default)]
pub struct Ties<'c> {
    /// The record of each item, in the order of the items.
    pub of_items: Vec<Option<Known<'c>>>,
    /// Records that no item of the source has.
    pub loose: Vec<Known<'c>>,
}

/// Ties `known`, the records that name one source, to the items of it.
pub fn tie<'c>(
    parsed: &Parsed<'_>,
    known: impl IntoIterator<Item = Known<'c>>,
) -> Ties<'c> {
    let items = &parsed.items;
    let mut waiting: BTreeMap<u32, Vec<Known<'c>>> = BTreeMap::new();
    for (record, value) in known {
        waiting.entry(printed(value)).or_default().push((record, value));
    }
    let mut seen = BTreeSet::new();
    let repeated: BTreeSet<u32> =
        items.iter().map(|item| item.printed).filter(|&n| !seen.insert(n)).collect();
    // An item whose very text a record was made from comes before one that only prints
    // the same number, so the sure ties are made first.
    let mut of_items: Vec<_> = items
        .iter()
        .map(|item| {
            if !waiting.contains_key(&item.printed) {
                return None;
            }
            let text = digest(&parsed.text_of(item));
            pick(&mut waiting, item, |value| issued_digest(value) == Some(text.as_str()))
        })
        .collect();
    for (item, tied) in items.iter().zip(&mut of_items) {
        let alone = !repeated.contains(&item.printed);
        if tied.is_none() {
            *tied = pick(&mut waiting, item, |value| alone || at_home(item, value));
        }
    }
    Ties { of_items, loose: waiting.into_values().flatten().collect() }
}

/// The number that a record has in its source.
pub fn printed(value: &Recommendation) -> u32 {
    value.source.as_ref().map_or(value.number, |source| source.number)
}

fn issued_digest(value: &Recommendation) -> Option<&str> {
    value.source.as_ref()?.digest.as_deref()
}

fn at_home(item: &Item, value: &Recommendation) -> bool {
    item.region.as_deref().unwrap_or("") == value.region
}

/// Takes the record of `item` that is `meant`; of several, one with the item's region.
fn pick<'c>(
    waiting: &mut BTreeMap<u32, Vec<Known<'c>>>,
    item: &Item,
    meant: impl Fn(&Recommendation) -> bool,
) -> Option<Known<'c>> {
    let candidates = waiting.get_mut(&item.printed)?;
    let at = candidates
        .iter()
        .position(|(_, value)| meant(value) && at_home(item, value))
        .or_else(|| candidates.iter().position(|(_, value)| meant(value)))?;
    Some(candidates.remove(at))
}
