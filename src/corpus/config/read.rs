//! Reading `jianyi.yaml`.
//!
//! What it says is read by serde; what is wrong with it is found on the tree that records
//! are read by too, against `schema.json`, so that every mistake has its place and none
//! hides what else the file says.

use std::collections::BTreeSet;
use std::path::{Component, Path};
use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::{Config, FILE, ReportDecl};
use crate::corpus::CONFIG;
use crate::diag::{Finding, Place, Severity};
use crate::model::{BadPattern, Region, RegionKind, Regions, Term, Vocabulary, day};
use crate::record::tree::{self, Node};
use crate::record::{self, FieldDecl, KEYWORDS, Misfit, TYPES, json};
use crate::text::{Span, nearest};

/// What the file may say, as JSON Schema.
static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("schema.json")).unwrap_or_default()
});

/// The JSON Schema of `jianyi.yaml`.
pub fn schema() -> Value {
    SCHEMA.clone()
}

/// The configuration in `text`, and what is wrong with it.
pub(super) fn read(text: &str) -> (Config, Vec<Finding>) {
    let tree = tree::read(FILE, text);
    let (mut config, mut misfits) = (Config::default(), Vec::new());
    config.unread = tree.broken;
    if let Some(root) = tree.root.filter(|_| !tree.broken) {
        record::check(&root, FILE, &SCHEMA, &mut misfits);
        check_date(&root, &mut misfits);
        check_regions(&root, &mut misfits);
        check_fields(&root, &mut misfits);
        check_reports(&root, &mut misfits);
        check_duplicates(&root, &mut misfits);
        let bad;
        (config, bad) = said(text);
        misfits.extend(bad.iter().map(|bad| pattern_misfit(&root, bad)));
        place_reports(&root, &mut config.reports);
    }
    let mut findings = tree.findings;
    for finding in &mut findings {
        finding.rule = CONFIG;
    }
    findings.extend(misfits.into_iter().map(|misfit| {
        let place = Place::new(FILE, misfit.span);
        let mut finding = Finding::new(CONFIG, Severity::Error, place, misfit.message);
        finding.help = misfit.help;
        finding
    }));
    findings.sort_by_key(|finding| finding.place.span);
    text.clone_into(&mut config.text);
    (config, findings)
}

/// What the file says, taken piece by piece: a piece of the wrong kind is left out.
fn said(text: &str) -> (Config, Vec<BadPattern>) {
    let options = serde_yaml::options! {
        duplicate_keys: serde_yaml::options::DuplicateKeyPolicy::FirstWins,
        strict_booleans: true,
    };
    let said: Option<Map<String, Value>> =
        serde_yaml::from_str_with_options(text, options).ok().flatten();
    let said = said.unwrap_or_default();
    let text = |key: &str| said.get(key).and_then(Value::as_str).map(str::to_owned);
    let entries =
        |key: &str| said.get(key).and_then(Value::as_object).into_iter().flatten();
    let (departments, topics) = (terms(entries("departments")), terms(entries("topics")));
    let (vocabulary, bad) = match text("vocabulary").as_deref() {
        Some("replace") => Vocabulary::of(&departments, &topics),
        _ => Vocabulary::builtin().with(&departments, &topics),
    };
    let regions = said.get("regions").and_then(Value::as_array).into_iter().flatten();
    let config = Config {
        text: String::new(),
        unread: false,
        title: text("title"),
        issuer: text("issuer"),
        date: text("date"),
        number: text("number"),
        regions: Regions::builtin().with(regions.filter_map(region).collect()),
        vocabulary,
        fields: entries("fields").filter_map(field).collect(),
        rules: entries("rules").filter_map(rule).collect(),
        reports: entries("reports").filter_map(report).collect(),
    };
    (config, bad)
}

fn field((name, schema): (&String, &Value)) -> Option<FieldDecl> {
    let (name, schema) = (name.clone(), schema.clone());
    (!record::is_reserved(&name) && schema.is_object())
        .then_some(FieldDecl { name, schema })
}

fn rule((name, word): (&String, &Value)) -> Option<(String, Option<Severity>)> {
    Some((name.clone(), level(word.as_str()?).ok()?))
}

fn report((name, template): (&String, &Value)) -> Option<ReportDecl> {
    let template = template.as_str().filter(|path| is_inside(path))?.to_owned();
    Some(ReportDecl { name: name.clone(), template, span: Span::default() })
}

/// The level that a word means; `None` is off.
fn level(word: &str) -> Result<Option<Severity>, String> {
    if word == "off" { Ok(None) } else { word.parse().map(Some) }
}

fn terms<'v>(entries: impl Iterator<Item = (&'v String, &'v Value)>) -> Vec<Term> {
    entries
        .map(|(name, patterns)| Term {
            name: name.clone(),
            patterns: texts(Some(patterns)),
        })
        .collect()
}

/// The texts in a list; nothing where there is none.
fn texts(value: Option<&Value>) -> Vec<String> {
    let items = value.and_then(Value::as_array).into_iter().flatten();
    items
        .filter_map(Value::as_str)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .collect()
}

fn region(value: &Value) -> Option<Region> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    Some(Region {
        name: text("name").filter(|name| !name.is_empty())?.to_owned(),
        code: text("code").map(str::to_owned),
        alpha: None,
        kind: text("kind")
            .and_then(|kind| kind.parse().ok())
            .unwrap_or(RegionKind::Other),
        aliases: texts(value.get("aliases")),
    })
}

/// Whether a template's path stays in the root.
fn is_inside(path: &str) -> bool {
    Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// The value of `key` at the top of the file.
fn section<'n, 't>(root: &'n Node<'t>, key: &str) -> Option<&'n Node<'t>> {
    root.entry(key).map(|entry| &entry.value)
}

fn misfit(span: Span, message: String, help: impl Into<String>) -> Misfit {
    Misfit { span, message, help: Some(help.into()) }
}

/// Checks that the date is a day: one that is none would be printed as it stands.
fn check_date(root: &Node<'_>, found: &mut Vec<Misfit>) {
    let Some(node) = section(root, "date") else { return };
    let wrong = |text: &str| !text.trim().is_empty() && day(text).is_none();
    if node.scalar().is_some_and(|scalar| wrong(&scalar.text)) && json(node).is_string() {
        let message = format!("date 不是一个日期：{}", text_of(node));
        found.push(misfit(node.span, message, "写作 2021年1月29日 或 2021-01-29"));
    }
}

/// Checks that each region is declared once.
fn check_regions(root: &Node<'_>, found: &mut Vec<Misfit>) {
    let mut seen = BTreeSet::new();
    for region in section(root, "regions").map_or(&[][..], Node::items) {
        let Some(name) = section(region, "name") else { continue };
        if !seen.insert(text_of(name)) {
            let message = format!("地区“{}”声明了两次", text_of(name));
            found.push(misfit(name.span, message, "合并成一项，别名都写在 aliases 里"));
        }
    }
}

/// Checks the declarations of fields: their names, and that they use what is checked.
fn check_fields(root: &Node<'_>, found: &mut Vec<Misfit>) {
    for entry in section(root, "fields").map_or(&[][..], Node::entries) {
        let name = entry.name().unwrap_or("");
        if record::is_reserved(name) {
            let message = format!("不能声明名为“{name}”的字段");
            found.push(misfit(
                entry.key.span,
                message,
                "换一个名字：内置的字段和带点的名字不能用",
            ));
        }
        check_declaration(&entry.value, found);
    }
}

/// Checks one JSON Schema, and those inside it.
fn check_declaration(schema: &Node<'_>, found: &mut Vec<Misfit>) {
    for entry in schema.entries() {
        let (key, value) = (entry.name().unwrap_or(""), &entry.value);
        match key {
            "type" if value.items().is_empty() => check_type(value, found),
            "type" => value.items().iter().for_each(|name| check_type(name, found)),
            "items" => check_declaration(value, found),
            "properties" => {
                let inner = value.entries().iter();
                inner.for_each(|entry| check_declaration(&entry.value, found));
            }
            _ if !KEYWORDS.contains(&key) => {
                let help = match nearest(key, KEYWORDS.iter().copied()) {
                    Some(near) => format!("是否要写 {near}？"),
                    None => format!("可以写：{}", KEYWORDS.join("、")),
                };
                let message = format!("不检查 JSON Schema 的“{key}”");
                found.push(misfit(entry.key.span, message, help));
            }
            _ => {
                if let Some((message, help)) = misvalued(key, value) {
                    found.push(misfit(value.span, message, help));
                }
            }
        }
    }
}

/// What is wrong with the `value` of the keyword `key`, and the way out.
fn misvalued(key: &str, value: &Node<'_>) -> Option<(String, &'static str)> {
    let text = text_of(value);
    let (wrong, message, help) = match key {
        "pattern" => (
            regex::Regex::new(text).is_err(),
            "pattern 不是正确的正则表达式".to_owned(),
            "不支持前后断言和反向引用；括号要配对",
        ),
        "format" => (
            text != "date",
            format!("不检查格式“{text}”"),
            "可以写 date；其他格式用 pattern",
        ),
        "enum" => (
            value.items().is_empty(),
            "enum 要列出可以写的值".to_owned(),
            "写成 [甲, 乙]",
        ),
        "minimum" | "maximum" => {
            (!json(value).is_number(), format!("{key} 应为数"), "不加引号")
        }
        "minLength" | "maxLength" | "minItems" | "maxItems" => (
            !json(value).is_u64(),
            format!("{key} 应为从 0 起的整数"),
            "只写阿拉伯数字，不加引号",
        ),
        _ => return None,
    };
    wrong.then_some((message, help))
}

/// Checks the name of one type.
fn check_type(name: &Node<'_>, found: &mut Vec<Misfit>) {
    let text = text_of(name);
    if !TYPES.iter().any(|&(known, _)| known == text) {
        let known: Vec<_> = TYPES.iter().map(|&(known, _)| known).collect();
        let help = format!("可以写：{}", known.join("、"));
        found.push(misfit(name.span, format!("没有名为“{text}”的类型"), help));
    }
}

/// What a scalar says; nothing for other nodes.
fn text_of<'n>(node: &'n Node<'_>) -> &'n str {
    node.scalar().map_or("", |scalar| &scalar.text)
}

fn check_reports(root: &Node<'_>, found: &mut Vec<Misfit>) {
    for entry in section(root, "reports").map_or(&[][..], Node::entries) {
        if entry.value.scalar().is_some_and(|path| !is_inside(&path.text)) {
            let message = "模板要放在语料库的文件夹里".to_owned();
            found.push(misfit(entry.value.span, message, "写相对路径，不用 .."));
        }
    }
}

/// Says where each report stands in the file, for what is found about its template.
fn place_reports(root: &Node<'_>, reports: &mut [ReportDecl]) {
    for report in reports {
        let entry = section(root, "reports").and_then(|all| all.entry(&report.name));
        report.span = entry.map_or(root.span, |entry| entry.value.span);
    }
}

/// Finds keys that are written twice, in every mapping; the tree is never deep.
fn check_duplicates(node: &Node<'_>, found: &mut Vec<Misfit>) {
    let mut seen = BTreeSet::new();
    for entry in node.entries() {
        let name = entry.name().unwrap_or("");
        if !seen.insert(name) {
            let message = format!("“{name}”写了两次");
            found.push(misfit(entry.key.span, message, "只留一处"));
        }
        check_duplicates(&entry.value, found);
    }
    node.items().iter().for_each(|item| check_duplicates(item, found));
}

/// What is wrong with a pattern, at its place.
fn pattern_misfit(root: &Node<'_>, bad: &BadPattern) -> Misfit {
    let section = section(root, bad.kind.field());
    let term = section.and_then(|section| section.entry(&bad.term));
    let pattern = term.and_then(|term| {
        let says = |item: &&Node<'_>| {
            item.scalar().is_some_and(|s| s.text == bad.pattern.as_str())
        };
        term.value.items().iter().find(says)
    });
    let span = pattern
        .map(|item| item.span)
        .or_else(|| term.map(|term| term.key.span))
        .or_else(|| section.map(|section| section.span))
        .unwrap_or(root.span);
    Misfit { span, message: bad.to_string(), help: None }
}

#[cfg(test)]
mod tests;
