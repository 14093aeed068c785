//! The selectors over a small corpus made by hand.

use serde_json::json;

use super::*;
use crate::corpus::FieldDecl;
use crate::model::{Reference, Term, Vocabulary};

fn record(number: u32, region: &str, body: &str) -> Record {
    let value = Recommendation {
        number,
        region: region.to_owned(),
        body: body.to_owned(),
        ..Recommendation::default()
    };
    let path = format!("recommendations/{number:03}.yaml");
    let list = crate::model::DEFAULT_LIST.to_owned();
    Record { path, list, number: Some(number), value: Some(value), ..Record::default() }
}

fn corpus() -> Corpus {
    let mut corpus = Corpus::default();
    let fire = Term { name: "消防".to_owned(), patterns: vec!["防火".to_owned()] };
    corpus.config.vocabulary = Vocabulary::of(&[], &[fire]).0;
    corpus.config.fields =
        vec![FieldDecl { name: "status".to_owned(), schema: json!({}) }];
    corpus.records = vec![
        record(1, "天津市", "要厘清职责。"),
        record(2, "豫", "要严查《消防法》。"),
        record(3, "河南省", "要推广。"),
        record(4, "某地", "要上报。"),
    ];
    let second = corpus.records[1].value.as_mut().unwrap();
    second.topics = vec!["消防".to_owned()];
    second.departments = vec!["民政部门".to_owned()];
    second.related =
        vec!["3".parse::<Reference>().unwrap(), "b/1".parse::<Reference>().unwrap()];
    second.fields.insert("status".to_owned(), json!("整改中"));
    corpus
}

fn by(set: impl Fn(&mut Selectors)) -> Result<Vec<u32>, SelectError> {
    let corpus = corpus();
    let mut selectors = Selectors::default();
    set(&mut selectors);
    let selection = select(&corpus, &selectors)?;
    Ok(selection.items.iter().map(|(_, item)| item.number).collect())
}

fn message(set: impl Fn(&mut Selectors)) -> String {
    by(set).unwrap_err().to_string()
}

#[test]
fn every_name_of_a_region_selects_all_its_records() {
    for name in ["河南", "豫", "HA", "ha", "410000", "河南省", "河 南"] {
        assert_eq!(by(|s| s.region = vec![name.into()]).unwrap(), [2, 3], "{name}");
    }
    assert_eq!(by(|s| s.region = vec!["某地".into()]).unwrap(), [4]);
    assert_eq!(by(|s| s.region = vec!["津".into(), "豫".into()]).unwrap(), [1, 2, 3]);
    assert_eq!(by(|s| s.region = vec!["北京".into()]).unwrap(), [0; 0]);
}

#[test]
fn different_selectors_all_hold() {
    let both = |s: &mut Selectors| {
        s.region = vec!["豫".into()];
        s.number = vec!["３、4".into()];
    };
    assert_eq!(by(both).unwrap(), [3]);
    assert_eq!(
        by(|s| s.text = vec!["^要.{2}".into(), "x".into()]).unwrap(),
        [1, 2, 3, 4]
    );
    assert_eq!(by(|s| s.topic = vec!["防火".into()]).unwrap(), [2]);
    assert_eq!(by(|s| s.department = vec!["民政部门".into()]).unwrap(), [2]);
    assert_eq!(by(|s| s.list = vec!["default".into()]).unwrap(), [1, 2, 3, 4]);
}

#[test]
fn unknown_names_are_errors_with_the_nearest() {
    assert_eq!(
        message(|s| s.region = vec!["河南盛".into()]),
        "没有名为“河南盛”的地区；是否想用 河南省？"
    );
    assert_eq!(
        message(|s| s.topic = vec!["消访".into()]),
        "没有名为“消访”的主题；是否想用 消防？"
    );
    assert_eq!(
        message(|s| s.department = vec!["外交".into()]),
        "没有名为“外交”的部门；现有 民政部门"
    );
    assert_eq!(
        message(|s| s.list = vec!["defualt".into()]),
        "没有名为“defualt”的清单；是否想用 default？"
    );
    assert_eq!(
        message(|s| s.r#where = vec!["nunber > 1".into()]),
        "--where nunber > 1 里的 nunber 不是字段；是否想用 number？"
    );
    let unclosed = "正则表达式 ( 无法读懂：“(”没有配对的“)”，要作普通字写成“\\(”";
    assert_eq!(message(|s| s.text = vec!["(".into()]), unclosed);
    assert!(message(|s| s.r#where = vec!["number >".into()]).contains("写法有误"));
}

#[test]
fn expressions_see_the_fields_that_jsonl_writes() {
    let holds = |text: &str| by(|s| s.r#where = vec![text.into()]);
    assert_eq!(holds("number > 1 and '消防' in topics").unwrap(), [2]);
    assert_eq!(holds("region == '河南省'").unwrap(), [2, 3]);
    assert_eq!(holds("region_code is none").unwrap(), [4]);
    assert_eq!(holds("status == '整改中'").unwrap(), [2]);
    assert_eq!(holds("3 in related and 'b/1' in related").unwrap(), [2]);
    assert_eq!(holds("'消防法' in cites").unwrap(), [2]);
    let error = holds("source.number > 1").unwrap_err();
    assert!(error.to_string().contains("001.yaml"), "{error}");
    assert!(error.help.is_some_and(|help| help.contains("先判断")));
}

#[test]
fn what_has_no_value_is_on_no_side_of_an_order() {
    let holds = |text: &str| by(|s| s.r#where = vec![text.into()]).unwrap();
    // Only the second one has a status: 整改中.
    assert_eq!(holds("status < '龥'"), [2]);
    assert_eq!(holds("status > 'a'"), [2]);
    assert_eq!(holds("not status < 'a'"), [2]);
    assert_eq!(holds("status is none"), [1, 3, 4]);
    assert_eq!(holds("status == none"), [1, 3, 4]);
    assert_eq!(holds("status!=null and number > 1"), [2]);
    assert_eq!(holds("status is not none"), [2]);
    assert_eq!(holds("status == none or status == '整改中'"), [1, 2, 3, 4]);
    assert_eq!(holds("title == 'a == none' or title == \"\\\"!= none\""), [0; 0]);
    assert_eq!(holds("not status and number > 1"), [3, 4]);
    assert_eq!(holds("status != '已销号'"), [1, 2, 3, 4]);
    assert_eq!(holds("'消防' in title"), [0; 0]);
    assert_eq!(holds("not '消防' in title and number < 3"), [1, 2]);
}

#[test]
fn no_expression_runs_for_ever() {
    let long = "range(99999)|map('string')|join|length + range(99999)|sum > 0 and \
                (range(99999)|list)|length > 0";
    // Whatever it says, it says so soon.
    let _ = by(|s| s.r#where = vec![long.into()]);
    let endless = "[".repeat(100_000);
    assert!(by(|s| s.r#where = vec![endless.clone()]).is_err());
}

#[test]
fn numbers_that_nothing_has_are_told() {
    let corpus = corpus();
    let selectors = Selectors { number: vec!["3-9,48".into()], ..Selectors::default() };
    let selection = select(&corpus, &selectors).unwrap();
    assert_eq!(selection.to_string(), "选中 2 条，共 4 条");
    assert_eq!(selection.notes, ["没有序号为 48 的建议"]);
}

#[test]
fn a_row_has_exactly_the_documented_fields() {
    let corpus = corpus();
    let selection = select(&corpus, &Selectors::default()).unwrap();
    let rows = selection.rows();
    let names: Vec<&str> = rows[0].keys().map(String::as_str).collect();
    assert_eq!(names, [FIELDS, &["status"]].concat());
    insta::assert_json_snapshot!(rows[1]);
}
