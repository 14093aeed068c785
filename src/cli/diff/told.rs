//! What people are told of a difference.

use serde_json::Value;

use super::Versions;
use crate::cli::changes::{Part, Told, UNKNOWN, changed, counted};
use crate::corpus::{Corpus, Diff, DiffEntry, DiffKind, Side};
use crate::record;
use crate::select::shown;
use crate::text::{ChangeKind, LineIndex};

/// How many recommendations there are of each kind.
pub(super) fn counts(diff: &Diff<'_>) -> String {
    let mut parts = vec![format!("相同 {}", diff.same)];
    for kind in DiffKind::ALL {
        let of = |entry: &&DiffEntry<'_>| entry.kinds().contains(&kind);
        match diff.entries.iter().filter(of).count() {
            0 => {}
            count => parts.push(format!("{} {count}", kind.label())),
        }
    }
    format!("共 {} 条，{}", diff.same + diff.entries.len(), parts.join("，"))
}

/// What there is to tell of `entry`; `new` knows what declared fields are called.
pub(super) fn told<'e>(
    entry: &'e DiffEntry<'_>,
    versions: &Versions,
    new: &Corpus,
) -> Told<'e> {
    let mut parts = Vec::new();
    match (&entry.old, &entry.new) {
        (Some(old), None) if !old.text.is_empty() => parts.push(Part::Gone(&old.text)),
        (None, Some(new)) if !new.text.is_empty() => parts.push(Part::Came(&new.text)),
        (Some(old), Some(new)) => {
            parts.extend(changed(&old.text, &new.text, &entry.changes));
        }
        _ => {}
    }
    for change in &entry.fields {
        let declared = new.config.fields.iter().find(|decl| decl.name == change.field);
        let name = declared.map(record::FieldDecl::label);
        let name = name.or_else(|| record::label(&change.field));
        let name = name.unwrap_or(&change.field);
        let (old, new) = (value(&change.old), value(&change.new));
        parts.push(Part::Line(format!("{name}：{old} → {new}")));
    }
    for (side, version) in [(&entry.old, &versions.0), (&entry.new, &versions.1)] {
        let found = side.iter().flat_map(|side| troubles(side, &version.name));
        parts.extend(found.map(Part::Line));
    }
    let region = |side: &Option<Side<'e>>| {
        side.as_ref().map(Side::region).filter(|region| !region.is_empty())
    };
    let record = entry.shown().map(|side| side.record);
    Told {
        path: record.map_or("", |record| &record.path),
        number: record.and_then(|record| record.number),
        region: region(&entry.new).or_else(|| region(&entry.old)).unwrap_or(UNKNOWN),
        labels: entry.kinds().into_iter().flat_map(|kind| labels(entry, kind)).collect(),
        parts,
    }
}

/// What keeps the file of `side` from being read, and what makes its number unsure.
fn troubles(side: &Side<'_>, version: &str) -> Vec<String> {
    let lines = LineIndex::new(&side.record.text);
    let path = &side.record.path;
    let found = side.findings.iter().map(|finding| match finding.place.span {
        Some(span) => {
            format!("{version} {path}:{}：{}", lines.line(span.start), finding.message)
        }
        None => format!("{version} {path}：{}", finding.message),
    });
    let twin = side.twin.map(|twin| format!("{version} {path} 与 {twin} 序号相同"));
    found.chain(twin).collect()
}

/// A value as people read it.
fn value(value: &Value) -> String {
    if value.is_null() { "（无）".to_owned() } else { shown(value) }
}

/// What is said of an entry of this kind.
fn labels(entry: &DiffEntry<'_>, kind: DiffKind) -> Vec<String> {
    let label = match (kind, entry.both()) {
        (DiffKind::Moved, Some((old, new))) => {
            let ((was, from), (is, to)) = (old.place(), new.place());
            let list = (was != is).then(|| format!("清单 {was} → {is}"));
            let number = (from != to).then(|| format!("序号 {from} → {to}"));
            return list.into_iter().chain(number).collect();
        }
        (DiffKind::Relabelled, Some((old, new))) => {
            format!("地区 {} → {}", old.region(), new.region())
        }
        (DiffKind::Spacing, _) => counted(&entry.changes, ChangeKind::Spacing),
        (DiffKind::Punctuation, _) => counted(&entry.changes, ChangeKind::Punctuation),
        (DiffKind::Wording, _) => counted(&entry.changes, ChangeKind::Wording),
        (DiffKind::Fields, _) => format!("字段 {} 项", entry.fields.len()),
        (kind, _) => kind.label().to_owned(),
    };
    vec![label]
}
