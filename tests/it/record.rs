//! Records: any text survives the file, and every mistake of a file is told at its place.

use std::fmt::Write as _;

use jianyi::diag::Finding;
use jianyi::model::{Lines, Origin, Recommendation, Reference};
use jianyi::record::{self, FieldDecl, Part, Record};
use jianyi::text::{LineIndex, Span};
use proptest::prelude::*;
use serde_json::{Value, json};

const PATH: &str = "recommendations/009.yaml";

fn declared() -> Vec<FieldDecl> {
    let decl = |name: &str, schema| FieldDecl { name: name.into(), schema };
    vec![
        decl("status", json!({"type": "string", "enum": ["未办", "在办", "办结"]})),
        decl("due", json!({"type": "string", "format": "date"})),
        decl("extra", json!({})),
    ]
}

fn read(text: &str) -> (Record, Vec<Finding>) {
    record::read(PATH, "default", text.as_bytes(), &declared())
}

/// The value of a file without findings.
fn value(text: &str) -> Recommendation {
    let (record, findings) = read(text);
    assert_eq!(findings, [], "{text}");
    record.value.unwrap()
}

fn example() -> Recommendation {
    Recommendation {
        number: 9,
        region: "河南省".into(),
        title: Some("提升养老机构标准化规范化管理能力".into()),
        body: "要因地制宜制定标准。推动建立制度。\n完".into(),
        departments: vec!["民政部门".into()],
        topics: vec!["养老机构".into(), "消防安全".into()],
        related: vec!["44".parse().unwrap(), "b/12".parse().unwrap()],
        source: Some(Origin {
            file: "seeds/work-recommendations.txt".into(),
            number: 9,
            lines: Some(Lines { first: 16, last: 18 }),
            digest: Some("5f0c1e7ab2d94c63".into()),
        }),
        ..Default::default()
    }
}

const EXAMPLE: &str = "\
number: 9
region: 河南省
title: 提升养老机构标准化规范化管理能力
body: |
  要因地制宜制定标准。
  推动建立制度。

  完
departments: [民政部门]
topics: [养老机构, 消防安全]
related: [44, b/12]
source:
  file: seeds/work-recommendations.txt
  number: 9
  lines: 16-18
  digest: 5f0c1e7ab2d94c63
";

#[test]
fn the_canonical_spelling_is_the_one_of_the_design() {
    assert_eq!(record::write(&example(), &declared()), EXAMPLE);
    assert_eq!(value(EXAMPLE), example());
}

#[test]
fn declared_fields_stand_in_declared_order_before_the_source() {
    let fields = [("due", json!("2021-01-29")), ("status", json!("在办"))];
    let fields =
        fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let written = record::write(&Recommendation { fields, ..example() }, &declared());
    assert!(
        written.contains("12]\nstatus: 在办\ndue: \"2021-01-29\"\nsource:\n"),
        "{written}"
    );
}

#[test]
fn a_body_may_be_written_in_any_style() {
    for body in [
        "|\n  甲。\n  乙 work\n  safety\n",
        "|-\n    甲。\n    乙 work\n    safety",
        ">\n  甲。\n  乙 work\n  safety\n\n",
        "甲。乙 work\n  safety\n",
        "'甲。乙 work safety'\n",
        "\"甲。乙 \\x77ork\\\n  \\ safety\"\n",
    ] {
        let text = format!("number: 1\nregion: 河南省\nbody: {body}");
        assert_eq!(value(&text).body, "甲。乙 work safety", "{text}");
    }
}

/// The findings of a file, as people see them.
fn told(bytes: &[u8]) -> String {
    let (record, findings) = record::read(PATH, "default", bytes, &declared());
    let index = LineIndex::new(&record.text);
    let mut told = String::new();
    for finding in findings {
        let span = finding.place.span.unwrap();
        let at = index.position(&record.text, span.start);
        let quoted = span.of(&record.text);
        let help = finding.help.unwrap_or_default();
        write!(told, "{}:{} {} {}", at.line, at.column, finding.rule, finding.message)
            .unwrap();
        writeln!(told, "；{help}【{}】", quoted.escape_debug()).unwrap();
        for note in finding.notes {
            let at = index.position(&record.text, note.place.span.unwrap().start);
            writeln!(told, "  {}:{} {}", at.line, at.column, note.message).unwrap();
        }
    }
    told
}

#[test]
fn every_mistake_of_a_file_is_told_at_its_place() {
    let files: &[(&str, &[u8])] = &[
        ("many", "numbr: 1\nregion: '' # 甲\ntitel: 乙\nbody: [甲]\nbody: 乙\nrelated: [1, x, 0, \"甲/2\"]\ntopics: 消防\nstatus: 在办中\ndue: 2021-02-30\nsource: {file: a, numer: 1, digest: abc}\n".as_bytes()),
        ("number zero", "number: 0\nregion: 甲\nbody: 乙\n".as_bytes()),
        ("number as text", "number: \"09\"\nregion: 甲\nbody: 乙\n".as_bytes()),
        ("number with leading zero", "number: 09\nregion: 甲\nbody: 乙\n".as_bytes()),
        ("number with a fraction", "number: 9.0\nregion: 甲\nbody: 乙\n".as_bytes()),
        ("nothing as value", "number:\nregion: ~\nbody: null\ntitle:\ntopics:\nsource:\n".as_bytes()),
        ("types", "number: 1\nregion: true\ntitle: 2021\nbody: {a: 1}\nallow: [1, [], '']\n? [a]\n: 1\n".as_bytes()),
        ("empty", b""),
        ("comments only", "# 甲\n".as_bytes()),
        ("a text", "甲乙\n".as_bytes()),
        ("a sequence", "- 甲\n".as_bytes()),
        ("unclosed quote", "number: 1\nregion: \"甲\nbody: 乙\n".as_bytes()),
        ("unclosed bracket", "number: 1\nregion: 甲\ntopics: [甲, 乙\nbody: 丙\n".as_bytes()),
        ("tab", "number: 1\nsource:\n\tfile: 甲\n".as_bytes()),
        ("colon", "number: 1\nregion: 甲: 乙\n".as_bytes()),
        ("indentation", "number: 1\n  region: 甲\n".as_bytes()),
        ("outdented body", "number: 1\nbody: |\n  甲\n乙\n".as_bytes()),
        ("merge conflict", "number: 1\n<<<<<<< HEAD\nregion: 甲\n=======\nregion: 乙\n>>>>>>> b\nbody: 丙\n".as_bytes()),
        ("two documents", "number: 1\nregion: 甲\nbody: 乙\n---\nnumber: 2\n".as_bytes()),
        ("anchors", "number: 1\nregion: &a 甲\nbody: *a\ntitle: !!str 乙\n".as_bytes()),
        ("binary", b"\x89PNG\r\n\x1a\n\0\0"),
        ("utf-16", b"\xff\xfen\0u\0"),
        ("gb18030", b"number: 1\nregion: \xba\xd3\xc4\xcf\n"),
    ];
    let mut all = String::new();
    for (name, bytes) in files {
        all.extend(["# ", name, "\n", &told(bytes)]);
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_broken_file_keeps_the_number_of_its_name() {
    for text in ["", "\0", "number: [\n", "number: x\n", "region: 甲\n"] {
        assert_eq!(read(text).0.number, Some(9), "{text:?}");
    }
    assert_eq!(read("number: 7\nbody: \"x\n").0.number, Some(7));
    assert_eq!(record::read("a/x.yaml", "a", b"", &[]).0.number, None);
}

#[test]
fn bombs_are_defused() {
    let mut bomb = String::from("a0: &a0 [x, x]\n");
    for n in 1..40 {
        writeln!(bomb, "a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}]", n - 1).unwrap();
    }
    for text in [bomb, "[".repeat(100_000), "{a: ".repeat(100_000), "? ".repeat(100_000)]
    {
        let (record, findings) = read(&text);
        assert!(record.value.is_none() && !findings.is_empty());
    }
}

#[test]
fn a_byte_order_mark_and_other_line_ends_do_not_matter() {
    let windows = format!("\u{feff}{}", EXAMPLE.replace('\n', "\r\n"));
    assert_eq!(value(&windows), example());
    assert_eq!(value(EXAMPLE.trim_end()), example());
}

#[test]
fn line_ends_mean_the_same_in_every_way_of_writing() {
    let forms = [
        "|\n  甲乙。\n  丙\n\n  丁\n",
        ">\n  甲乙。\n  丙\n\n  丁\n",
        "甲乙。\n  丙\n\n  丁\n",
        "'甲乙。\n  丙\n\n  丁'\n",
        "\"甲乙。\n  丙\n\n  丁\"\n",
        "\"甲\\u4e59。\r\n  丙\r\n\r\n  丁\"\r\n",
    ];
    for form in forms {
        let text = format!("number: 9\nregion: 河南省\nbody: {form}");
        assert_eq!(value(&text).body, "甲乙。丙\n丁", "{text}");
    }
}

#[test]
fn places_of_body_and_title_are_places_of_the_file() {
    let (record, _) = read(EXAMPLE);
    let value = record.value.as_ref().unwrap();
    for (part, text, word) in [
        (Part::Title, value.title.as_deref().unwrap(), "养老"),
        (Part::Body, &value.body, "推动建立"),
        (Part::Body, &value.body, "完"),
    ] {
        let at = text.find(word).unwrap();
        let span = record.locate(part, Span::new(at, at + word.len())).unwrap();
        assert_eq!(span.of(EXAMPLE), word);
    }
    let at = value.body.find("。推").unwrap();
    let over = record.locate(Part::Body, Span::new(at, at + 6)).unwrap();
    assert_eq!(over.of(EXAMPLE), "。\n  推");
    let end = record.locate(Part::Body, Span::at(value.body.len())).unwrap();
    assert!(EXAMPLE[..end.start].ends_with("  完"));
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(".{1,4}", inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Texts as hard as they come: any Unicode, and the marks that YAML gives a meaning.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-#:|>?&*!%@`'\"{}\\[\\], \t\r\n\u{85}\u{2028}\u{feff}\u{7f}a0甲。！”𠂤𬭛]{0,20}",
        Just("no".to_owned()),
        Just("---".to_owned()),
        Just("  甲".to_owned()),
        Just("甲\n\n\n乙\n".to_owned()),
    ]
}

fn any_recommendation() -> impl Strategy<Value = Recommendation> {
    let names = || prop::collection::vec(".*\\S.*", 0..3);
    let name = || any_text().prop_filter("has a letter", |text| !text.trim().is_empty());
    let reference = (prop::option::of("[^/]{1,4}"), 1_u32..)
        .prop_map(|(list, number)| Reference { list, number });
    let origin = (name(), 1_u32.., prop::option::of("[0-9a-f]{16}")).prop_map(
        |(file, number, digest)| {
            let lines = Some(Lines { first: 1, last: number as usize });
            Origin { file, number, lines, digest }
        },
    );
    let texts = (name(), prop::option::of(name()), any_text());
    let lists = (names(), names(), prop::collection::vec(reference, 0..3));
    let rest = (prop::option::of(origin), prop::option::of(name()), any_json());
    (1_u32.., texts, lists, rest).prop_map(|(number, texts, lists, rest)| {
        Recommendation {
            number,
            region: texts.0,
            title: texts.1,
            body: texts.2,
            departments: lists.0,
            topics: lists.1,
            related: lists.2,
            source: rest.0,
            amended: rest.1,
            allow: Vec::new(),
            fields: [("extra".to_owned(), rest.2)].into(),
        }
    })
}

proptest! {
    #[test]
    fn any_recommendation_survives_its_file(wanted in any_recommendation()) {
        let text = record::write(&wanted, &declared());
        prop_assert_eq!(value(&text), wanted, "{}", text);
    }

    #[test]
    fn a_place_holds_the_bytes_it_was_asked_for(body in any_text(), windows in any::<bool>()) {
        let wanted = Recommendation { body, ..example() };
        let mut text = record::write(&wanted, &[]);
        if windows {
            text = text.replace('\n', "\r\n");
        }
        let (record, _) = read(&text);
        let body = &record.value.as_ref().unwrap().body;
        for (at, c) in body.char_indices() {
            let span = Span::new(at, at + c.len_utf8());
            if let Some(found) = record.locate(Part::Body, span) {
                prop_assert_eq!(found.of(&text), span.of(body));
            } else {
                prop_assert!(!c.is_alphanumeric(), "{} has no place", c);
            }
        }
    }

    #[test]
    fn no_bytes_stop_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        record::read(PATH, "default", &bytes, &declared());
    }

    #[test]
    fn no_yaml_stops_the_reader(text in "(number|body|source|related|[-:?|>\\[\\]{}#&*!'\",~] ?|\n|  |\t|甲|9){0,24}") {
        let (record, findings) = read(&text);
        prop_assert!(record.value.is_some() || !findings.is_empty());
        for finding in findings {
            let span = finding.place.span.unwrap();
            prop_assert!(text.get(span.start..span.end).is_some());
        }
    }
}
