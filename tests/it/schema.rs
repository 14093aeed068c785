//! The JSON Schema for editors: it takes what reading takes and knows what the corpus says.

use jianyi::model::{Regions, Vocabulary};
use jianyi::record::{self, FieldDecl};
use serde_json::{Value, json};

use crate::common::Sandbox;

fn printed(args: &str, config: &str) -> Value {
    let sandbox = Sandbox::new();
    sandbox.write("jianyi.yaml", config);
    let ran = sandbox.run(args);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn it_knows_what_the_corpus_declares() {
    let schema = printed(
        "schema",
        "regions: [{name: 长三角}]\ndepartments: {气象部门: []}\nfields: {status: {enum: [在办]}}\n",
    );
    let has = |pointer: &str, name: &str| {
        schema.pointer(pointer).and_then(Value::as_array).unwrap().contains(&json!(name))
    };
    assert!(
        has("/properties/region/enum", "长三角")
            && has("/properties/region/enum", "河南省")
    );
    assert!(has("/properties/departments/items/anyOf/0/enum", "气象部门"));
    assert!(has("/properties/allow/items/enum", "number-gap"));
    assert_eq!(schema["properties"]["status"], json!({"enum": ["在办"]}));
    let names: Vec<_> = schema["properties"].as_object().unwrap().keys().collect();
    assert_eq!(names.first().unwrap().as_str(), "number");
    assert_eq!(names.last().unwrap().as_str(), "source");
}

/// Every field has a description, in Chinese, to show while typing.
#[test]
fn every_field_is_described() {
    for schema in [printed("schema", ""), printed("schema --config", "")] {
        for (name, field) in schema["properties"].as_object().unwrap() {
            let text = field["description"].as_str().unwrap_or("");
            assert!(text.chars().any(jianyi::text::is_han), "{name}");
        }
    }
}

/// The schema says of its fields what reading says of them.
#[test]
fn it_refuses_what_reading_refuses() {
    let schema =
        record::schema(&[], &Regions::builtin(), &Vocabulary::builtin(), &["space"]);
    let whole = FieldDecl { name: "whole".into(), schema };
    let record = |change: &str| {
        let mut lines = vec![
            "number: 1",
            "region: 河南省",
            "body: 甲",
            "departments: [甲]",
            "related: [1, b/2]",
            "allow: [space]",
            "source: {file: a, number: 1, lines: 1-2, digest: 0123456789abcdef}",
        ];
        let key = change.split(':').next().unwrap_or("");
        lines.retain(|line| line.split(':').next() != Some(key));
        lines.push(change);
        lines.join("\n")
    };
    let by_schema = |text: &str| {
        let nested = text.replace('\n', "\n  ");
        let file = format!("number: 1\nregion: 河南省\nbody: 甲\nwhole:\n  {nested}\n");
        let (_, found) =
            record::read("a.yaml", "a", file.as_bytes(), std::slice::from_ref(&whole));
        found.len()
    };
    let by_reading =
        |text: &str| record::read("a.yaml", "a", text.as_bytes(), &[]).1.len();
    for good in ["title: 题", "number: 2", "source: {file: a, number: 1}", "topics: [乙]"]
    {
        let text = record(good);
        assert_eq!((by_schema(&text), by_reading(&text)), (0, 0), "{text}");
    }
    for bad in [
        "number: x", "number: 0", "title: [甲]", "title: 1", "related: 甲", "source: 甲",
        "source: {file: a}", "source: {file: a, number: 0}", "titel: 甲", "topics: 甲",
    ] {
        let text = record(bad);
        assert_eq!((by_schema(&text), by_reading(&text)), (1, 1), "{text}");
    }
}
