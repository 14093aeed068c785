//! A difference as JSON. The shape is promised to scripts.

use serde_json::{Value, json};

use super::{Version, Versions};
use crate::cli::changes::changes_as_json;
use crate::corpus::{Diff, DiffEntry, Side};

/// Goes up when a field changes its meaning or goes away.
const VERSION: u32 = 1;

/// All of it.
pub(super) fn data(diff: &Diff<'_>, versions: &Versions) -> Value {
    let version = |version: &Version| {
        let commit = version.commit.as_ref();
        json!({
            "revision": commit.map(|_| &version.name),
            "commit": commit.map(|commit| &commit.hash),
        })
    };
    json!({
        "version": VERSION,
        "old": version(&versions.0),
        "new": version(&versions.1),
        "same": diff.same,
        "entries": diff.entries.iter().map(entry).collect::<Vec<_>>(),
    })
}

fn entry(entry: &DiffEntry<'_>) -> Value {
    let (old, new) = (entry.old.as_ref(), entry.new.as_ref());
    let changes = entry.both().map_or(json!([]), |(old, new)| {
        changes_as_json(&old.text, &new.text, &entry.changes)
    });
    json!({
        "kinds": entry.kinds(),
        "old": old.map(side),
        "new": new.map(side),
        "changes": changes,
        "fields": entry.fields,
    })
}

/// A record on one side; what its file does not say is null.
fn side(side: &Side<'_>) -> Value {
    let value = side.value();
    let findings = side.findings.iter();
    json!({
        "path": side.record.path,
        "list": side.record.list,
        "number": side.record.number,
        "region": value.map(|value| &value.region),
        "text": value.map(|_| &side.text),
        "findings": findings.map(|finding| &finding.message).collect::<Vec<_>>(),
    })
}
