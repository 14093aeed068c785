//! The corpus against its sources, character by character: what editors changed, and
//! whether it is spacing, punctuation or wording; what is missing and what is added.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Corpus;
use super::tie::{Known, printed, tie};
use crate::model::digest;
use crate::source::{Item, Parsed};
use crate::text::{ChangeKind, TextChange, compare};

/// What can be said of a record or of an item; users deny and allow them by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// White space was changed.
    Spacing,
    /// Punctuation, or the form of a character, was changed.
    Punctuation,
    /// It has another number than the issued one.
    Moved,
    /// It has another region than the issued one.
    Relabelled,
    /// Words were changed.
    Wording,
    /// The source has the item, the corpus has no record of it.
    Missing,
    /// The source that the record names is not at hand, so that nothing vouches for it.
    Unsourced,
    /// The record is of no source, or its source does not have it.
    Added,
}

impl Verdict {
    /// All of them, the least grave first.
    pub const ALL: [Self; 8] = [
        Self::Spacing,
        Self::Punctuation,
        Self::Moved,
        Self::Relabelled,
        Self::Wording,
        Self::Missing,
        Self::Unsourced,
        Self::Added,
    ];

    /// Its name as users write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Spacing => "spacing",
            Self::Punctuation => "punctuation",
            Self::Moved => "moved",
            Self::Relabelled => "relabelled",
            Self::Wording => "wording",
            Self::Missing => "missing",
            Self::Unsourced => "unsourced",
            Self::Added => "added",
        }
    }

    /// What it is called in reports.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Spacing => "空白",
            Self::Punctuation => "标点",
            Self::Moved => "序号变动",
            Self::Relabelled => "地区变动",
            Self::Wording => "文字",
            Self::Missing => "缺失",
            Self::Unsourced => "原文不在",
            Self::Added => "新增",
        }
    }

    /// Whether it makes `collate` exit 1 unless the user says otherwise.
    pub const fn denied(self) -> bool {
        matches!(self, Self::Wording | Self::Missing | Self::Unsourced | Self::Added)
    }
}

/// One record beside its item, or one of them alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The list.
    pub list: String,
    /// The record's file; `None` where the record is missing.
    pub path: Option<String>,
    /// The record's number, or the item's where the record is missing.
    pub number: u32,
    /// The record's region, or the item's where the record is missing.
    pub region: String,
    /// The source, where there is one.
    pub source: Option<String>,
    /// The number printed there.
    pub printed: u32,
    /// The region issued, where it differs.
    pub issued_region: Option<String>,
    /// The text as issued; empty where there is none.
    pub issued: String,
    /// The text of the record; empty where there is none.
    pub text: String,
    /// Whether the source says something else than when the record was made from it.
    pub reissued: bool,
    /// Where the two texts differ.
    pub changes: Vec<TextChange>,
    /// Why the wording was changed on purpose, where the record says so.
    pub amended: Option<String>,
    /// What is to be said; nothing of a verbatim record.
    pub verdicts: Vec<Verdict>,
}

impl Entry {
    /// A record before anything is said of it.
    fn of((record, value): Known<'_>) -> Self {
        Self {
            list: record.list.clone(),
            path: Some(record.path.clone()),
            number: value.number,
            region: value.region.clone(),
            text: value.text(),
            amended: value.amended.clone(),
            ..Self::default()
        }
    }

    /// Whether record and item say the same, in the same place.
    pub fn is_verbatim(&self) -> bool {
        self.verdicts.is_empty()
    }
}

/// The corpus beside its sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collation {
    /// By source and its order; then the records of no source.
    pub entries: Vec<Entry>,
}

/// Collates `corpus` with `sources`: each source's path and what it says. The items of a
/// source that no record names at all are all missing.
pub fn collate(corpus: &Corpus, sources: &BTreeMap<String, Parsed<'_>>) -> Collation {
    let mut by_source: BTreeMap<Option<&str>, Vec<Known<'_>>> = BTreeMap::new();
    for known in corpus.recommendations() {
        let file = known.1.source.as_ref().map(|source| source.file.as_str());
        let file = file.filter(|&file| sources.contains_key(file));
        by_source.entry(file).or_default().push(known);
    }
    let mut entries = Vec::new();
    for (file, parsed) in sources {
        let known = by_source.remove(&Some(file.as_str())).unwrap_or_default();
        for own in copies(parsed, known) {
            entries.extend(of_source(file, parsed, &own));
        }
    }
    entries.extend(by_source.into_values().flatten().map(|known| alone(known, false)));
    Collation { entries }
}

/// The records of one source, by the lists that hold it. As a rule that is one, or lists
/// that share its items, which are held against it together; where an item is in more than
/// one list, each list is to have all of them.
fn copies<'c>(parsed: &Parsed<'_>, known: Vec<Known<'c>>) -> Vec<Vec<Known<'c>>> {
    let mut lists: BTreeMap<&str, Vec<Known<'c>>> = BTreeMap::new();
    for &record in &known {
        lists.entry(&record.0.list).or_default().push(record);
    }
    if lists.len() < 2 {
        return vec![known];
    }
    let mut held = vec![false; parsed.items.len()];
    let mut shared = true;
    for own in lists.values() {
        let ties = tie(parsed, own.iter().copied());
        for (held, tied) in held.iter_mut().zip(ties.of_items) {
            shared &= !(*held && tied.is_some());
            *held |= tied.is_some();
        }
    }
    if shared { vec![known] } else { lists.into_values().collect() }
}

/// What is to be said of `known`, the records of one source, and of its items.
fn of_source(file: &str, parsed: &Parsed<'_>, known: &[Known<'_>]) -> Vec<Entry> {
    let list = known.first().map_or(crate::model::DEFAULT_LIST, |(r, _)| &r.list);
    let ties = tie(parsed, known.iter().copied());
    let mut entries: Vec<Entry> = parsed
        .items
        .iter()
        .zip(ties.of_items)
        .map(|(item, tied)| match tied {
            Some(known) => beside(file, item, parsed.text_of(item), known),
            None => missing(list, file, item, parsed.text_of(item)),
        })
        .collect();
    entries.extend(ties.loose.into_iter().map(|known| alone(known, true)));
    entries
}

fn beside(file: &str, item: &Item, issued: String, known: Known<'_>) -> Entry {
    let (own, (_, value)) = (Entry::of(known), known);
    let same = own.text == issued;
    let changes = if same { Vec::new() } else { compare(&issued, &own.text) };
    let kinds = |wanted| changes.iter().any(|change| change.kind == wanted);
    let then = value.source.as_ref().and_then(|source| source.digest.as_deref());
    let reissued = !same && then.is_some_and(|then| then != digest(&issued));
    let other = item.region.as_deref().filter(|&region| region != value.region);
    let issued_region = other.map(str::to_owned);
    let mut verdicts = Vec::new();
    let mut say = |holds: bool, verdict| {
        if holds {
            verdicts.push(verdict);
        }
    };
    say(kinds(ChangeKind::Spacing), Verdict::Spacing);
    say(kinds(ChangeKind::Punctuation), Verdict::Punctuation);
    say(value.number != item.number, Verdict::Moved);
    say(issued_region.is_some(), Verdict::Relabelled);
    say(kinds(ChangeKind::Wording), Verdict::Wording);
    let (source, printed) = (Some(file.to_owned()), item.printed);
    Entry { source, printed, issued_region, issued, reissued, changes, verdicts, ..own }
}

fn missing(list: &str, file: &str, item: &Item, issued: String) -> Entry {
    Entry {
        list: list.to_owned(),
        number: item.number,
        region: item.region.as_deref().unwrap_or_default().to_owned(),
        source: Some(file.to_owned()),
        printed: item.printed,
        issued,
        verdicts: vec![Verdict::Missing],
        ..Entry::default()
    }
}

/// A record that no item stands beside. Where its source is not at hand its digest still
/// says whether it is verbatim; without that nothing vouches for it.
fn alone(known: Known<'_>, at_hand: bool) -> Entry {
    let (own, (_, value)) = (Entry::of(known), known);
    let source = value.source.as_ref();
    let then = source.and_then(|source| source.digest.as_deref());
    let edited =
        then.is_some_and(|then| then != digest(&own.text)).then_some(Verdict::Wording);
    let verdicts = match source.filter(|_| !at_hand) {
        Some(source) if source.file != crate::model::STDIN => {
            edited.into_iter().chain([Verdict::Unsourced]).collect()
        }
        Some(_) if then.is_some() => edited.into_iter().collect(),
        _ => vec![Verdict::Added],
    };
    let source = source.map(|source| source.file.clone());
    Entry { source, printed: printed(value), verdicts, ..own }
}
