//! Setting fields of a file in place: only the bytes of what changes are touched, so that
//! an editor's comments, order and columns stay.

use serde_json::json;

use super::change::Change;
use super::tree::{self, Kind, Node};
use super::{FieldDecl, Record, fields, read, scalar, write};
use crate::diag::Edit;
use crate::model::Recommendation;

/// The edits that set the field called `name` of `record` (`region`, `source`,
/// `source.number`) to what `wanted` says, in order and touching no other byte; empty when
/// it says so already, or when its spelling cannot be edited in place. [`revise`] says
/// which.
pub fn set(record: &Record, name: &str, wanted: &Recommendation) -> Vec<Edit> {
    let same = |value: &Recommendation| same(value, wanted, name);
    if record.value.as_ref().is_some_and(same) {
        return Vec::new();
    }
    let tree = tree::read(&record.path, &record.text);
    let Some(root) = tree.root.filter(|_| !tree.broken) else { return Vec::new() };
    let mut change = Change::new(&record.text, wanted);
    change.set(&root, name);
    change.into_edits()
}

/// Whether both say the same in the field called `name`.
fn same(a: &Recommendation, b: &Recommendation, name: &str) -> bool {
    match name {
        "number" => a.number == b.number,
        "region" => a.region == b.region,
        "title" => a.title == b.title,
        "body" => a.body == b.body,
        "departments" => a.departments == b.departments,
        "topics" => a.topics == b.topics,
        "related" => a.related == b.related,
        "amended" => a.amended == b.amended,
        "allow" => a.allow == b.allow,
        _ if name == fields::SOURCE || name.starts_with("source.") => {
            a.source == b.source
        }
        _ => a.fields.get(name) == b.fields.get(name),
    }
}

/// `text` with `edits`, which are in order and do not touch one another.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        new.push_str(text.get(at..edit.span.start).unwrap_or(""));
        new.push_str(&edit.text);
        at = edit.span.end;
    }
    new.push_str(text.get(at..).unwrap_or(""));
    new
}

/// The text of `record` made to say what `wanted` says, all fields that differ set in
/// place. It is read back: where it would not say just that, the error is a sentence with
/// the way out.
pub fn revise(record: &Record, wanted: &Recommendation) -> Result<String, String> {
    let Some(value) = &record.value else {
        return Err(format!("{}：有错，先按 jianyi validate 改好", record.path));
    };
    let mut current = record.clone();
    let declared = declared(value, wanted);
    for name in write::order(wanted, &declared).iter().filter(|name| !name.contains('.'))
    {
        let edits = set(&current, name, wanted);
        if !edits.is_empty() {
            let next = apply(&current.text, &edits);
            let others_stay = keeps_others(&current.text, &next, name);
            (current, _) = read(&record.path, &record.list, next.as_bytes(), &declared);
            if !others_stay {
                break;
            }
        }
    }
    if current.value.as_ref() == Some(wanted) {
        Ok(current.text)
    } else {
        Err(format!("{0} 的写法不能就地修改，先运行 jianyi fmt {0}", record.path))
    }
}

/// Declarations of the fields that the two have, whatever they hold.
fn declared(a: &Recommendation, b: &Recommendation) -> Vec<FieldDecl> {
    let names: std::collections::BTreeSet<_> =
        a.fields.keys().chain(b.fields.keys()).collect();
    names
        .into_iter()
        .map(|name| FieldDecl { name: name.clone(), schema: json!({}) })
        .collect()
}

/// Whether both texts say the same in all fields but the one called `name`, those that
/// nobody knows included.
fn keeps_others(old: &str, new: &str, name: &str) -> bool {
    let others = |text: &str| {
        let tree = tree::read("", text);
        let entries = tree.root.as_ref().map_or(&[][..], Node::entries);
        let others = entries.iter().filter(|entry| entry.name() != Some(name));
        let said: Vec<_> = others
            .map(|entry| {
                (scalar::json(&entry.key), scalar::json(&entry.value), kind(&entry.value))
            })
            .collect();
        said
    };
    others(old) == others(new)
}

/// Tells texts from the numbers that look like them.
fn kind(node: &Node<'_>) -> Option<bool> {
    match &node.kind {
        Kind::Scalar(scalar) => Some(scalar.style == tree::Style::Plain),
        _ => None,
    }
}
