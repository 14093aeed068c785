//! What the configuration says, and what is said about its mistakes.

use super::*;
use crate::text::LineIndex;

fn told(text: &str) -> Vec<String> {
    let index = LineIndex::new(text);
    let (_, findings) = read(text);
    let line = |finding: Finding| {
        let at = index.position(text, finding.place.span.unwrap().start);
        assert_eq!((finding.rule, finding.place.path.as_str()), (CONFIG, FILE));
        let help = finding.help.unwrap_or_default();
        format!("{}:{} {}；{help}", at.line, at.column, finding.message)
    };
    findings.into_iter().map(line).collect()
}

const WHOLE: &str = "\
title: 工作建议清单
issuer: 国务院安全生产委员会办公室
date: 2021年1月29日
number: 安委办〔2021〕4号
regions:
  - {name: 长三角, kind: other, aliases: [长三角地区]}
  - name: 河南省
    kind: province
    aliases: [中原]
departments:
  气象部门: [气象局, '气象(台|站)']
topics:
  低温雨雪:
fields:
  status: {title: 完成情况, type: string, enum: [在办, 办结]}
  due: {type: string, format: date}
rules:
  half-width: off
  space: warning
reports:
  mine: templates/mine.md
";

#[test]
fn everything_it_says_is_taken() {
    let (config, findings) = Config::load(WHOLE);
    assert_eq!(findings, []);
    assert_eq!(config.text, WHOLE);
    assert_eq!(config.title.as_deref(), Some("工作建议清单"));
    assert_eq!(config.number.as_deref(), Some("安委办〔2021〕4号"));
    assert_eq!(config.regions.find("长三角地区").unwrap().name, "长三角");
    assert_eq!(config.regions.find("中原").unwrap().code.as_deref(), Some("410000"));
    assert_eq!(config.vocabulary.departments_in("由气象台负责"), ["气象部门"]);
    assert_eq!(config.vocabulary.topics_in("做好低温雨雪应对"), ["低温雨雪"]);
    let fields: Vec<_> = config.fields.iter().map(FieldDecl::label).collect();
    assert_eq!(fields, ["完成情况", "due"]);
    assert_eq!(config.rules["half-width"], None);
    assert_eq!(config.rules["space"], Some(Severity::Warning));
    assert_eq!(config.reports[0].template, "templates/mine.md");
}

#[test]
fn the_vocabulary_can_be_replaced() {
    let text = "vocabulary: replace\ndepartments:\n  气象部门: [气象局]\n";
    let (config, findings) = read(text);
    assert_eq!(findings, []);
    assert_eq!(config.vocabulary.departments().len(), 1);
    assert!(config.vocabulary.topics().is_empty());
    let (config, _) = read(&text.replace("replace", "extend"));
    assert!(config.vocabulary.departments().len() > 10);
}

#[test]
fn nothing_is_a_configuration_too() {
    for text in ["", "# 甲\n", "---\n", "title: 甲\nfields:\nrules:\n"] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
}

#[test]
fn every_mistake_is_told_at_its_place_and_costs_only_itself() {
    let text = "\
titel: 甲
title: 2021
issuer: 乙
issuer: 丙
regions:
  - {kind: provinz, name: 甲地}
  - {code: 41, nmae: 乙地}
departments:
  甲: ['(', 乙]
  丙: 丁
fields:
  status: {type: text, enumm: [甲]}
  body: {type: string}
  due: {format: time, pattern: '('}
rules:
  a: of
  b: off
reports:
  x: ../x.md
";
    insta::assert_snapshot!(told(text).join("\n"));
    let (config, _) = read(text);
    assert_eq!(config.issuer.as_deref(), Some("乙"));
    assert!(config.regions.find("甲地").is_some());
    assert_eq!(config.fields.len(), 2);
    assert_eq!(config.rules.len(), 1);
    assert!(config.reports.is_empty());
}

#[test]
fn what_would_be_printed_or_checked_wrong_is_told() {
    let date = "写作 2021年1月29日 或 2021-01-29";
    for (text, expected) in [
        ("date: 2021-02-30", format!("1:7 date 不是一个日期：2021-02-30；{date}")),
        ("date: 2021年13月1日", format!("1:7 date 不是一个日期：2021年13月1日；{date}")),
        ("fields:\n  a: {enum: x}", "2:13 enum 要列出可以写的值；写成 [甲, 乙]".into()),
        ("fields:\n  a: {minimum: x}", "2:16 minimum 应为数；不加引号".into()),
        (
            "fields:\n  a: {maxLength: -1}",
            "2:18 maxLength 应为从 0 起的整数；只写阿拉伯数字，不加引号".into(),
        ),
        (
            "fields:\n  a: {type: string, type: number}",
            "2:21 “type”写了两次；只留一处".into(),
        ),
        (
            "regions:\n  - name: 甲\n  - name: 甲",
            "3:11 地区“甲”声明了两次；合并成一项，别名都写在 aliases 里".into(),
        ),
    ] {
        assert_eq!(told(text), [expected], "{text}");
    }
    for text in
        ["date: 2021-01-29", "date: 2020年2月29日", "fields:\n  a: {minimum: 0.5}"]
    {
        assert_eq!(told(text), [""; 0], "{text}");
    }
}

#[test]
fn a_file_that_is_no_yaml_is_told_and_not_used() {
    let told = told("title: '甲\nrules: {}\n");
    assert_eq!(told, ["1:8 引号没有配对；补上另一半引号"]);
    assert_eq!(super::super::Config::load("- 甲\n").0.title, None);
}
