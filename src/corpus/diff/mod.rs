//! Two states of a corpus side by side, as recommendations: what was added, removed, moved
//! and reworded, and which other fields changed. Which record is which stands in `pair`.

mod pair;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::Corpus;
use crate::diag::Finding;
use crate::model::{DEFAULT_LIST, Recommendation, Reference};
use crate::record::Record;
use crate::text::{ChangeKind, TextChange, compare};

/// What can be said of a recommendation that is not the same on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DiffKind {
    /// Only the new side has it.
    Added,
    /// Only the old side has it.
    Removed,
    /// It has another number, or is in another list.
    Moved,
    /// It has another region.
    Relabelled,
    /// White space was changed.
    Spacing,
    /// Punctuation, or the form of a character, was changed.
    Punctuation,
    /// Words were changed.
    Wording,
    /// Another field was changed.
    Fields,
    /// Its file has mistakes on one side, so that what it says there is not, or not all,
    /// known.
    Broken,
}

impl DiffKind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::Added,
        Self::Removed,
        Self::Moved,
        Self::Relabelled,
        Self::Spacing,
        Self::Punctuation,
        Self::Wording,
        Self::Fields,
        Self::Broken,
    ];

    /// What it is called in reports.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Added => "新增",
            Self::Removed => "删去",
            Self::Moved => "移动",
            Self::Relabelled => "地区变动",
            Self::Spacing => "空白",
            Self::Punctuation => "标点",
            Self::Wording => "文字",
            Self::Fields => "字段",
            Self::Broken => "文件有误",
        }
    }
}

/// A record on one side.
#[derive(Clone, Debug)]
pub struct Side<'c> {
    /// The file.
    pub record: &'c Record,
    /// The text; empty where the file cannot be read.
    pub text: String,
    /// What reading the file found.
    pub findings: Vec<&'c Finding>,
    /// Another file of this side with the same number in the same list.
    pub twin: Option<&'c str>,
}

impl<'c> Side<'c> {
    /// What the file says, where it can be read.
    pub fn value(&self) -> Option<&'c Recommendation> {
        self.record.value.as_ref()
    }

    /// Its region; empty where the file cannot be read.
    pub fn region(&self) -> &'c str {
        self.value().map_or("", |value| &value.region)
    }

    /// Whether its file has mistakes that hide what it says, or a part of that.
    pub fn is_broken(&self) -> bool {
        self.value().is_none() || !self.findings.is_empty()
    }

    /// Its list and number; 0 where neither the file nor its name says one.
    pub fn place(&self) -> (&'c str, u32) {
        (&self.record.list, self.record.number.unwrap_or(0))
    }
}

/// A field that changed; null is a field that is not there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    /// Its name in the file, dotted inside `source`.
    pub field: String,
    /// What it was.
    pub old: Value,
    /// What it is.
    pub new: Value,
}

/// A recommendation that is not the same on both sides; one side at least has it.
#[derive(Clone, Debug)]
pub struct DiffEntry<'c> {
    /// The old side.
    pub old: Option<Side<'c>>,
    /// The new side.
    pub new: Option<Side<'c>>,
    /// Where the two texts differ.
    pub changes: Vec<TextChange>,
    /// Which other fields changed, in the order of a file.
    pub fields: Vec<FieldChange>,
}

/// Two states of a corpus side by side.
#[derive(Clone, Debug, Default)]
pub struct Diff<'c> {
    /// By list (the default one first) and number.
    pub entries: Vec<DiffEntry<'c>>,
    /// How many recommendations are the same.
    pub same: usize,
}

/// What changed from `old` to `new`.
pub fn diff<'c>(old: &'c Corpus, new: &'c Corpus) -> Diff<'c> {
    let (pairs, same) = pair::pair(old, new);
    let moves = pairs.iter().filter_map(|pair| {
        let (old, new) = (pair.0.as_ref()?.place(), pair.1.as_ref()?.place());
        (old != new).then_some((old, new))
    });
    let moves: Moves<'_> = moves.collect();
    let mut diff = Diff { entries: Vec::new(), same };
    for (old, new) in pairs {
        let entry = DiffEntry::new(old, new, &moves);
        if entry.kinds().is_empty() {
            diff.same += 1;
        } else {
            diff.entries.push(entry);
        }
    }
    let place = |entry: &DiffEntry<'_>| {
        let record = entry.shown()?.record;
        let (list, path) = (record.list.clone(), record.path.clone());
        Some((list != DEFAULT_LIST, list, record.number, path, entry.new.is_some()))
    };
    diff.entries.sort_by_cached_key(place);
    diff
}

/// List and number.
type Place<'c> = (&'c str, u32);

/// Where each recommendation that moved was, and is.
type Moves<'c> = BTreeMap<Place<'c>, Place<'c>>;

impl<'c> DiffEntry<'c> {
    fn new(old: Option<Side<'c>>, new: Option<Side<'c>>, moves: &Moves<'c>) -> Self {
        let mut entry = Self { old, new, changes: Vec::new(), fields: Vec::new() };
        let Some((old, new)) = entry.both() else { return entry };
        let (Some(was), Some(is)) = (old.value(), new.value()) else { return entry };
        let changes =
            if old.text == new.text { Vec::new() } else { compare(&old.text, &new.text) };
        // What changed in a title is told as the text that it is part of.
        let told = !changes.is_empty() && was.title.is_some() && is.title.is_some();
        let followed = followed(old, moves) == followed(new, &Moves::new());
        let declared: BTreeSet<_> = was.fields.keys().chain(is.fields.keys()).collect();
        let names = FIELDS.iter().copied();
        let names = names.chain(declared.into_iter().map(String::as_str)).chain(ORIGIN);
        let fields = names
            .filter(|&name| !(name == "related" && followed || name == "title" && told))
            .map(|name| (name, field(was, name), field(is, name)))
            .filter(|(_, old, new)| old != new)
            .map(|(name, old, new)| FieldChange { field: name.to_owned(), old, new })
            .collect();
        (entry.changes, entry.fields) = (changes, fields);
        entry
    }

    /// The side to show: the new one, the old one of what was removed.
    pub fn shown(&self) -> Option<&Side<'c>> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// Both sides, where both have it.
    pub fn both(&self) -> Option<(&Side<'c>, &Side<'c>)> {
        self.old.as_ref().zip(self.new.as_ref())
    }

    /// What is to be said; nothing of what is the same.
    pub fn kinds(&self) -> Vec<DiffKind> {
        // Of a file that cannot be read, the number is a guess from its name.
        let read = self
            .both()
            .filter(|(old, new)| old.value().is_some() && new.value().is_some());
        let text = |kind| self.changes.iter().any(|change| change.kind == kind);
        let broken = |side: &Option<Side<'_>>| side.as_ref().is_some_and(Side::is_broken);
        let holds = |kind: &DiffKind| match kind {
            DiffKind::Added => self.old.is_none(),
            DiffKind::Removed => self.new.is_none(),
            DiffKind::Moved => read.is_some_and(|(old, new)| old.place() != new.place()),
            DiffKind::Relabelled => {
                read.is_some_and(|(old, new)| old.region() != new.region())
            }
            DiffKind::Spacing => text(ChangeKind::Spacing),
            DiffKind::Punctuation => text(ChangeKind::Punctuation),
            DiffKind::Wording => text(ChangeKind::Wording),
            DiffKind::Fields => !self.fields.is_empty(),
            DiffKind::Broken => broken(&self.old) || broken(&self.new),
        };
        DiffKind::ALL.into_iter().filter(holds).collect()
    }
}

/// The fields but number, region and body, in the order of a file; the declared ones
/// follow, then those of `source`. On which lines of it an item stands says nothing of the
/// item: one line more at its head moves all.
const FIELDS: &[&str] =
    &["title", "departments", "topics", "related", "amended", "allow"];
const ORIGIN: [&str; 3] = ["source.file", "source.number", "source.digest"];

/// What stands in a field; null where there is none, or an empty list.
fn field(item: &Recommendation, name: &str) -> Value {
    let list = |members: &[String]| match members {
        [] => Value::Null,
        members => json!(members),
    };
    let origin = item.source.as_ref();
    match name {
        "title" => json!(item.title),
        "departments" => list(&item.departments),
        "topics" => list(&item.topics),
        "related" => {
            list(&item.related.iter().map(ToString::to_string).collect::<Vec<_>>())
        }
        "amended" => json!(item.amended),
        "allow" => list(&item.allow),
        "source.file" => json!(origin.map(|origin| &origin.file)),
        "source.number" => json!(origin.map(|origin| origin.number)),
        "source.digest" => json!(origin.and_then(|origin| origin.digest.as_ref())),
        name => item.fields.get(name).cloned().unwrap_or_default(),
    }
}

/// What `related` of a record points at, once what it points at has moved: that a number
/// follows its recommendation is no change of the one that names it.
fn followed<'c>(side: &Side<'c>, moves: &Moves<'c>) -> Vec<Place<'c>> {
    let related = side.value().map(|value| value.related.as_slice());
    let place = |to: &'c Reference| {
        let place = (to.list.as_deref().unwrap_or(&side.record.list), to.number);
        moves.get(&place).copied().unwrap_or(place)
    };
    related.unwrap_or_default().iter().map(place).collect()
}
