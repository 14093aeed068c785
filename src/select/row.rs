//! The fields of one recommendation as data: what `--where` and templates see, and what
//! `jsonl`, `json` and `csv` write. One function, so that they cannot differ.

use serde_json::{Map, Value, json};

use crate::corpus::Corpus;
use crate::model::{Origin, Recommendation, Reference};
use crate::record::Record;

/// The built-in fields, in order; the declared ones come after them.
pub const FIELDS: &[&str] = &[
    "list", "number", "region", "region_code", "title", "body", "text", "departments",
    "topics", "related", "cites", "source", "path",
];

/// All fields of a recommendation, in the order of [`FIELDS`], then the declared ones in
/// the order of the configuration. What a record does not say is null.
pub fn row(
    record: &Record,
    item: &Recommendation,
    corpus: &Corpus,
) -> Map<String, Value> {
    let region = corpus.config.regions.find(&item.region);
    let mut row = Map::new();
    for &field in FIELDS {
        let value = match field {
            "list" => json!(record.list),
            "number" => json!(item.number),
            "region" => json!(region.map_or(&item.region, |region| &region.name)),
            "region_code" => json!(region.and_then(|region| region.code.as_ref())),
            "title" => json!(item.title),
            "body" => json!(item.body),
            "text" => json!(item.text()),
            "departments" => json!(item.departments),
            "topics" => json!(item.topics),
            "related" => item.related.iter().map(reference).collect(),
            "cites" => json!(item.cites()),
            "source" => item.source.as_ref().map_or(Value::Null, origin),
            "path" => json!(record.path),
            _ => Value::Null,
        };
        row.insert(field.to_owned(), value);
    }
    for declared in &corpus.config.fields {
        let value = item.fields.get(&declared.name).cloned().unwrap_or_default();
        row.entry(declared.name.as_str()).or_insert(value);
    }
    row
}

/// As records spell it: a number in the same list, a text for one of another.
fn reference(reference: &Reference) -> Value {
    match reference.list {
        None => json!(reference.number),
        Some(_) => json!(reference.to_string()),
    }
}

fn origin(origin: &Origin) -> Value {
    json!({
        "file": origin.file,
        "number": origin.number,
        "lines": origin.lines.map(|lines| lines.to_string()),
        "digest": origin.digest,
    })
}
