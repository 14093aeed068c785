//! Edits in place: what is asked for changes, and not a byte beside it.

use jianyi::model::{Lines, Origin, Recommendation};
use jianyi::record::{self, FieldDecl, Record};
use proptest::prelude::*;
use serde_json::json;
use similar::TextDiff;

const PATH: &str = "recommendations/009.yaml";

fn declared() -> Vec<FieldDecl> {
    vec![FieldDecl { name: "status".into(), schema: json!({}) }]
}

fn read(text: &str) -> Record {
    record::read(PATH, "default", text.as_bytes(), &declared()).0
}

/// What setting everything that `change` changes does to a file, as a diff without
/// context.
fn revised(text: &str, change: impl Fn(&mut Recommendation)) -> String {
    let record = read(text);
    let mut wanted = record.value.clone().unwrap();
    change(&mut wanted);
    let new = record::revise(&record, &wanted).unwrap();
    assert_eq!(read(&new).value.unwrap(), wanted);
    assert_eq!(new.contains("\r\n"), text.contains("\r\n"));
    let diff = TextDiff::from_lines(text, new.as_str());
    diff.iter_all_changes()
        .filter(|change| change.tag() != similar::ChangeTag::Equal)
        .map(|change| change.tag().to_string() + change.value().trim_end() + "\n")
        .collect()
}

const EDITED: &str = "\
# 甲：编辑说明
topics:   # 主题
  - 消防安全   # 一
  - '养老机构'
number:   9    # 序号
region: '河南省'
body: |-   # 正文
    甲。
    乙。

# 尾
departments: [ 民政部门 , 公安 ]  # 部门
related: [44, b/12]
status: 在办
source: { file: seeds/a.txt, number: 9,  digest: \"0123456789abcdef\" }
";

type Change = Box<dyn Fn(&mut Recommendation)>;

/// Changes of one or a few fields, and what they are called.
fn changes() -> Vec<(&'static str, Change)> {
    vec![
        ("number", Box::new(|r| r.number = 10)),
        ("region", Box::new(|r| r.region = "no".into())),
        ("a title where there was none", Box::new(|r| r.title = Some("题".into()))),
        ("body", Box::new(|r| r.body = "甲。丙。\n丁".into())),
        ("a body that no block carries", Box::new(|r| r.body = " 甲".into())),
        ("one related number", Box::new(|r| r.related[0].number = 45)),
        ("one more related", Box::new(|r| r.related.push("46".parse().unwrap()))),
        ("one related less", Box::new(|r| drop(r.related.remove(0)))),
        ("no related", Box::new(|r| r.related.clear())),
        ("a topic", Box::new(|r| r.topics[0] = "危化品".into())),
        ("a topic first", Box::new(|r| r.topics.insert(0, "危化品".into()))),
        ("a topic last", Box::new(|r| r.topics.push("危化品".into()))),
        ("a topic less", Box::new(|r| drop(r.topics.remove(0)))),
        ("a topic less at the end", Box::new(|r| drop(r.topics.pop()))),
        ("no topics", Box::new(|r| r.topics.clear())),
        (
            "departments",
            Box::new(|r| r.departments = vec!["甲".into(), "乙".into(), "丙".into()]),
        ),
        ("amended", Box::new(|r| r.amended = Some("笔误: 一处".into()))),
        ("allow", Box::new(|r| r.allow = vec!["half-width".into()])),
        (
            "a declared field",
            Box::new(|r| drop(r.fields.insert("status".into(), json!("办结")))),
        ),
        ("a declared field less", Box::new(|r| drop(r.fields.remove("status")))),
        (
            "lines of the source",
            Box::new(|r| {
                r.source.as_mut().unwrap().lines = Some(Lines { first: 16, last: 18 });
            }),
        ),
        ("digest less", Box::new(|r| r.source.as_mut().unwrap().digest = None)),
        ("no source", Box::new(|r| r.source = None)),
        ("everything", Box::new(|r| *r = other())),
    ]
}

#[test]
fn each_field_is_changed_alone() {
    let mut told = String::new();
    for (name, change) in changes() {
        told.extend(["# ", name, "\n", &revised(EDITED, change)]);
    }
    insta::assert_snapshot!(told);
}

fn other() -> Recommendation {
    Recommendation {
        number: 1,
        region: "天津市".into(),
        title: Some("题".into()),
        body: "甲。\n乙。".into(),
        departments: vec!["甲".into()],
        topics: Vec::new(),
        related: vec!["1".parse().unwrap()],
        source: Some(Origin {
            file: "seeds/b.txt".into(),
            number: 2,
            lines: Some(Lines { first: 3, last: 3 }),
            digest: Some("fedcba9876543210".into()),
        }),
        amended: None,
        allow: vec!["a".into()],
        fields: [("status".to_owned(), json!(["甲", 1, {"b": null}]))].into(),
    }
}

#[test]
fn a_field_that_is_missing_comes_to_its_canonical_place() {
    let text = "number: 1\nregion: 甲 # x\nbody: |+\n  乙\n\n\nsource:\n    file: a\n    number: 1\n";
    let told = revised(text, |r| {
        r.title = Some("题".into());
        r.topics = vec!["丙".into()];
        r.source.as_mut().unwrap().digest = Some("0123456789abcdef".into());
    });
    insta::assert_snapshot!(told, @r#"
    +title: 题
    +topics: [丙]
    +    digest: 0123456789abcdef
    "#);
}

#[test]
fn a_file_without_a_last_line_end_stays_so() {
    for (text, expected) in [
        ("number: 1\nregion: 甲\nbody: 乙", "number: 1\nregion: 甲\nbody: |\n  丙"),
        (
            "number: 1\r\nregion: 甲\r\nbody: 乙 # x\r\n",
            "number: 1\r\nregion: 甲\r\nbody: | # x\r\n  丙\r\n",
        ),
        ("{number: 1, region: 甲, body: 乙}", "{number: 1, region: 甲, body: \"丙\"}"),
        (
            "body: >\n  乙\n\nnumber: 1\nregion: 甲\n",
            "body: |\n  丙\n\nnumber: 1\nregion: 甲\n",
        ),
    ] {
        let record = read(text);
        let wanted =
            Recommendation { body: "丙".into(), ..record.value.clone().unwrap() };
        assert_eq!(record::revise(&record, &wanted).unwrap(), expected);
    }
}

#[test]
fn a_field_that_says_so_already_is_left_as_it_is_written() {
    let record = read(EDITED);
    let value = record.value.clone().unwrap();
    assert_eq!(record::revise(&record, &value).unwrap(), EDITED);
    for name in ["number", "region", "body", "topics", "source", "status", "amended"] {
        assert_eq!(record::set(&record, name, &value), []);
    }
}

#[test]
fn a_missing_required_field_can_be_set() {
    let record = read("number: 1\nregion:\nbody: 甲\n");
    let wanted =
        Recommendation { number: 1, region: "河南省".into(), ..Default::default() };
    let edits = record::set(&record, "region", &wanted);
    assert_eq!(
        record::apply(&record.text, &edits),
        "number: 1\nregion: 河南省\nbody: 甲\n"
    );
}

/// Files as people write them: any order, any style, comments anywhere.
pub(crate) fn any_file() -> impl Strategy<Value = String> {
    let number = prop_oneof![Just("number: 9"), Just("number:   9 # 序号")];
    let region =
        prop_oneof![Just("region: 甲"), Just("region: \"甲\""), Just("region: >-\n  甲")];
    let title =
        prop_oneof![Just("# 无题"), Just("title: 题"), Just("title: |- # 题\n  题")];
    let body = prop_oneof![
        Just("body: |\n  甲。\n  乙。"),
        Just("body: |+ # 文\n    甲。\n\n    乙。\n\n"),
        Just("body: >-\n\n  甲。\n  乙。\n"),
        Just("body: 甲。\n  乙。 # 文"),
        Just("body: '甲。'"),
    ];
    let topics = prop_oneof![
        Just(""),
        Just("topics: []"),
        Just("topics: [甲, '乙', \"丙\"] # 题"),
        Just("topics:\n- 甲 # 一\n- 乙"),
        Just("topics:\n    - 甲\n    # 二\n    - 乙"),
        Just("topics: [\n  甲, # 一\n  乙,\n]"),
    ];
    let fields = (number, region, title, body, topics, any_related(), any_source());
    (fields, any::<bool>(), any::<bool>()).prop_map(
        |((a, b, c, d, e, f, g), windows, cut)| {
            let mut text: String =
                [a, b, c, d, e, f, g].map(|line| line.to_owned() + "\n").concat();
            if cut {
                text.pop();
            }
            if windows { text.replace('\n', "\r\n") } else { text }
        },
    )
}

fn any_related() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just(""), Just("related: [1, b/2]"), Just("related:\n  - 1\n  - b/2")]
}

fn any_source() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just(""),
        Just("source:\n  file: a # 件\n  number: 1"),
        Just("source: {number: 1, file: a, lines: 1-2}"),
    ]
}

pub(crate) fn comments(text: &str) -> Vec<String> {
    let mut found: Vec<_> = text
        .lines()
        .filter_map(|line| line.find('#').map(|at| line[at..].trim_end().to_owned()))
        .collect();
    found.sort();
    found
}

/// Another value for one or more fields.
fn any_change() -> impl Strategy<Value = Recommendation> {
    let names = || prop::collection::vec("[甲乙丙]", 0..4);
    let related = prop::collection::vec(
        (1_u32..4).prop_map(|n| n.to_string().parse().unwrap()),
        0..4,
    );
    (
        any::<String>(),
        names(),
        names(),
        related,
        prop::option::of(Just("题".to_owned())),
        any::<bool>(),
    )
        .prop_map(|(body, topics, departments, related, title, source)| {
            Recommendation {
                topics,
                departments,
                related,
                title,
                body,
                source: source.then(|| other().source.unwrap()),
                ..other()
            }
        })
}

proptest! {
    #[test]
    fn any_file_can_be_made_to_say_anything(text in any_file(), wanted in any_change()) {
        let record = read(&text);
        let new = record::revise(&record, &wanted).unwrap();
        prop_assert_eq!(read(&new).value.unwrap(), wanted);
    }

    #[test]
    fn a_change_of_one_field_keeps_all_comments(text in any_file(), wanted in any_change(), at in 0..5) {
        let record = read(&text);
        let mut value = record.value.clone().unwrap();
        match at {
            0 => value.number = wanted.number,
            1 => value.title = wanted.title,
            2 => value.body = "丙。".into(),
            3 => value.departments = wanted.departments,
            _ => value.source = wanted.source.or(value.source),
        }
        let new = record::revise(&record, &value).unwrap();
        prop_assert_eq!(comments(&new), comments(&text), "{}", new);
    }
}
