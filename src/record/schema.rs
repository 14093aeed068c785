//! The JSON Schema of a record, for editors: completion, hover and checks while typing.
//!
//! It comes from the same table of fields that reading uses. What only `validate` knows
//! (numbers, pointers, texts) is not in it.

use serde_json::{Map, Value, json};

use super::fields::{BUILTIN, Builtin, FieldDecl, ORIGIN, SOURCE};
use crate::model::{Regions, Term, Vocabulary};

/// The schema (draft 2020-12) of records with the fields that `declared` adds. `rules` are
/// the names that `allow` may hold.
pub fn schema(
    declared: &[FieldDecl],
    regions: &Regions,
    vocabulary: &Vocabulary,
    rules: &[&str],
) -> Value {
    let known = |field: &Builtin| match field.name {
        "number" => json!({ "type": "integer", "minimum": 1 }),
        "region" => {
            json!({ "enum": regions.iter().map(|r| &r.name).collect::<Vec<_>>() })
        }
        "departments" => list(&names(vocabulary.departments())),
        "topics" => list(&names(vocabulary.topics())),
        "related" => list(&json!({
            "anyOf": [
                { "type": "integer", "minimum": 1 },
                { "type": "string", "pattern": "^[^/]+/[1-9][0-9]*$" },
            ],
        })),
        "allow" => list(&json!({ "enum": rules })),
        SOURCE => origin(),
        _ => json!({ "type": "string" }),
    };
    // Declared fields stand before the last built-in one, the source.
    let (source, others) =
        BUILTIN.split_last().map_or((None, BUILTIN), |(s, o)| (Some(s), o));
    let builtin = |field: &Builtin| describe(field, known(field));
    let own = declared.iter().map(|decl| (decl.name.clone(), decl.schema.clone()));
    let properties: Map<_, _> =
        others.iter().map(builtin).chain(own).chain(source.map(builtin)).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "工作建议",
        "description": "recommendations/ 下的一个文件：清单里的一条建议",
        "type": "object",
        "properties": properties,
        "required": required(BUILTIN),
        "additionalProperties": false,
    })
}

/// A field's schema with what it is for.
fn describe(field: &Builtin, mut schema: Value) -> (String, Value) {
    if let Value::Object(schema) = &mut schema {
        schema.insert("description".to_owned(), field.summary.into());
    }
    (field.key().to_owned(), schema)
}

fn required(fields: &[Builtin]) -> Vec<&'static str> {
    fields.iter().filter(|field| field.required).map(Builtin::key).collect()
}

fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items, "uniqueItems": true })
}

/// Any text, with these names as completions: another one is a warning, no mistake.
fn names(terms: &[Term]) -> Value {
    let names: Vec<_> = terms.iter().map(|term| &term.name).collect();
    json!({ "anyOf": [{ "enum": names }, { "type": "string" }] })
}

fn origin() -> Value {
    let schema = |field: &Builtin| match field.key() {
        "number" => json!({ "type": "integer", "minimum": 1 }),
        "lines" => json!({
            "anyOf": [
                { "type": "integer", "minimum": 1 },
                { "type": "string", "pattern": "^[1-9][0-9]*(-[1-9][0-9]*)?$" },
            ],
        }),
        // All digits, unquoted, would be a number.
        "digest" => json!({ "type": ["string", "integer"], "pattern": "^[0-9a-f]{16}$" }),
        _ => json!({ "type": "string" }),
    };
    let properties: Map<_, _> =
        ORIGIN.iter().map(|field| describe(field, schema(field))).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required(ORIGIN),
        "additionalProperties": false,
    })
}
