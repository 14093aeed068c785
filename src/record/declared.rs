//! The small part of JSON Schema that declared fields (and the configuration itself) are
//! checked by, on nodes with places, with messages in Chinese.
//!
//! Keywords: `type`, `enum`, `pattern`, `format: date`, `minLength`, `maxLength`,
//! `minimum`, `maximum`, `items`, `minItems`, `maxItems`, `uniqueItems`, `properties`,
//! `additionalProperties`, `required`. Others say nothing.

use std::cell::RefCell;
use std::collections::BTreeMap;

use regex::Regex;
use serde_json::Value;

use super::scalar::json;
use super::tree::{Kind, Node};
use crate::model::day;
use crate::text::{Span, nearest};

/// The keywords that [`check`] knows, and the ones that only describe.
pub(crate) const KEYWORDS: &[&str] = &[
    "type", "enum", "pattern", "format", "minLength", "maxLength", "minimum", "maximum",
    "items", "minItems", "maxItems", "uniqueItems", "properties", "additionalProperties",
    "required", "title", "description", "default", "examples",
];

/// The names that `type` may have, with their Chinese ones.
pub(crate) const TYPES: &[(&str, &str)] = &[
    ("string", "文字"),
    ("integer", "整数"),
    ("number", "数"),
    ("boolean", "true 或 false"),
    ("array", "列表"),
    ("object", "映射"),
    ("null", "空值"),
];

/// One thing that does not fit.
pub(crate) struct Misfit {
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

/// Checks `node`, which messages call `name`, against `schema`; adds what does not fit.
pub(crate) fn check(
    node: &Node<'_>,
    name: &str,
    schema: &Value,
    found: &mut Vec<Misfit>,
) {
    let value = json(node);
    let misfit = |message, help| Misfit { span: node.span, message, help };
    if let Some(wanted) = wrong_type(&value, schema) {
        let help = type_help(node, &wanted).to_owned();
        found.push(misfit(format!("{name} 应为{wanted}"), Some(help)));
        return;
    }
    if let Some(help) = not_in_enum(&value, schema) {
        let message = format!("{name} 不能是“{}”", plain(&value));
        found.push(misfit(message, Some(help)));
    }
    let messages = match &value {
        Value::String(text) => text_misfits(text, name, schema),
        Value::Number(number) => number_misfits(number.as_f64(), name, schema),
        _ => Vec::new(),
    };
    found.extend(messages.into_iter().map(|message| misfit(message, None)));
    match &node.kind {
        Kind::Sequence { items, .. } => check_items(node, items, name, schema, found),
        Kind::Mapping { .. } => check_entries(node, name, schema, found),
        _ => {}
    }
}

/// How a node becomes a value of the wanted type.
fn type_help(node: &Node<'_>, wanted: &str) -> &'static str {
    match wanted {
        _ if json(node).is_null() => "写上内容，或删去这一行",
        _ if wanted.starts_with("列表") => "写成 [甲, 乙]",
        _ if wanted.starts_with("映射") => "写成 {名称: 值}，或另起一行缩进",
        _ if node.scalar().is_none() => "去掉括号或“- ”，只写一个值",
        "文字" => "给值加双引号",
        "整数" | "数" => "只写数字，不加引号和单位",
        _ => "改成这样的值",
    }
}

/// The Chinese names of the wanted types, when `value` has none of them.
fn wrong_type(value: &Value, schema: &Value) -> Option<String> {
    let wanted: Vec<&str> = match schema.get("type")? {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    if wanted.is_empty() || wanted.iter().any(|name| is_type(value, name)) {
        return None;
    }
    let label = |name: &&str| {
        TYPES.iter().find(|t| t.0 == *name).map_or(*name, |t| t.1).to_owned()
    };
    Some(wanted.iter().map(label).collect::<Vec<_>>().join("或"))
}

fn is_type(value: &Value, name: &str) -> bool {
    match name {
        "string" => value.is_string(),
        "integer" => value.as_f64().is_some_and(|n| n.fract() == 0.0),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        _ => true,
    }
}

/// What may stand here, when `value` is none of it.
fn not_in_enum(value: &Value, schema: &Value) -> Option<String> {
    let allowed = schema.get("enum")?.as_array()?;
    if allowed.contains(value) {
        return None;
    }
    let names: Vec<String> = allowed.iter().map(plain).collect();
    Some(match nearest(&plain(value), names.iter().map(String::as_str)) {
        Some(near) => format!("是否要写 {near}？可以写：{}", names.join("、")),
        None => format!("可以写：{}", names.join("、")),
    })
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn text_misfits(text: &str, name: &str, schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let size = |key: &str| schema.get(key).and_then(Value::as_u64);
    let length = text.chars().count() as u64;
    if let Some(least) = size("minLength").filter(|&least| length < least) {
        found.push(format!("{name} 至少要有 {least} 个字，现有 {length} 个"));
    }
    if let Some(most) = size("maxLength").filter(|&most| length > most) {
        found.push(format!("{name} 至多 {most} 个字，现有 {length} 个"));
    }
    if schema.get("format").is_some_and(|f| f == "date") && !is_date(text) {
        found.push(format!("{name} 应为日期，写作 2021-01-29"));
    }
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str)
        && !matches(pattern, text)
    {
        found.push(format!("{name} 不符合约定的格式 {pattern}"));
    }
    found
}

fn number_misfits(number: Option<f64>, name: &str, schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let Some(number) = number else { return found };
    let bound = |key: &str| {
        let bound = schema.get(key)?;
        Some((bound.as_f64()?, bound))
    };
    if let Some((_, least)) = bound("minimum").filter(|&(least, _)| number < least) {
        found.push(format!("{name} 不能小于 {least}"));
    }
    if let Some((_, most)) = bound("maximum").filter(|&(most, _)| number > most) {
        found.push(format!("{name} 不能大于 {most}"));
    }
    found
}

fn check_items(
    node: &Node<'_>,
    items: &[Node<'_>],
    name: &str,
    schema: &Value,
    found: &mut Vec<Misfit>,
) {
    let mut say = |span, message| found.push(Misfit { span, message, help: None });
    let size = |key: &str| schema.get(key).and_then(Value::as_u64);
    let count = items.len() as u64;
    if let Some(least) = size("minItems").filter(|&least| count < least) {
        say(node.span, format!("{name} 至少要有 {least} 项"));
    }
    if let Some(most) = size("maxItems").filter(|&most| count > most) {
        say(node.span, format!("{name} 至多 {most} 项"));
    }
    if schema.get("uniqueItems").is_some_and(|unique| unique == true) {
        let mut seen = std::collections::BTreeSet::new();
        for item in items.iter().filter(|item| !seen.insert(json(item).to_string())) {
            say(item.span, format!("{name} 里的这一项重复了"));
        }
    }
    if let Some(schema) = schema.get("items") {
        for item in items {
            check(item, &format!("{name} 的项"), schema, found);
        }
    }
}

fn check_entries(node: &Node<'_>, name: &str, schema: &Value, found: &mut Vec<Misfit>) {
    let known = schema.get("properties").and_then(Value::as_object);
    let others = schema.get("additionalProperties");
    for entry in node.entries() {
        let Some(key) = entry.name() else { continue };
        if let Some(schema) = known.and_then(|known| known.get(key)) {
            check(&entry.value, key, schema, found);
        } else if others == Some(&Value::Bool(false)) {
            let names =
                || known.into_iter().flat_map(|known| known.keys().map(String::as_str));
            let message = format!("{name} 里没有名为“{key}”的字段");
            let help = match nearest(key, names()) {
                Some(near) => format!("是否要写 {near}？"),
                None => format!("可以写：{}", names().collect::<Vec<_>>().join("、")),
            };
            found.push(Misfit { span: entry.key.span, message, help: Some(help) });
        } else if let Some(schema) = others {
            check(&entry.value, key, schema, found);
        }
    }
    let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    for key in required.filter_map(Value::as_str).filter(|key| node.entry(key).is_none())
    {
        let span = Span::new(node.span.start, node.span.start);
        let help = Some(format!("补上 {key}"));
        found.push(Misfit { span, message: format!("{name} 缺少 {key}"), help });
    }
}

/// Whether `text` is a day of the calendar, as `2021-01-29`.
fn is_date(text: &str) -> bool {
    let dashes = [4, 7].iter().all(|&at| text.as_bytes().get(at) == Some(&b'-'));
    text.len() == 10 && dashes && day(text).is_some()
}

/// Whether `text` holds a match of `pattern`; a pattern that is none holds everywhere (the
/// configuration has a finding about it). Compiled once a thread, not once a record.
fn matches(pattern: &str, text: &str) -> bool {
    thread_local! {
        static COMPILED: RefCell<BTreeMap<String, Option<Regex>>> =
            const { RefCell::new(BTreeMap::new()) };
    }
    COMPILED.with_borrow_mut(|compiled| {
        if !compiled.contains_key(pattern) {
            compiled.insert(pattern.to_owned(), Regex::new(pattern).ok());
        }
        compiled
            .get(pattern)
            .and_then(Option::as_ref)
            .is_none_or(|regex| regex.is_match(text))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::record::tree;

    fn said(value: &str, schema: &Value) -> Vec<String> {
        let file = format!("a: {value}\n");
        let tree = tree::read("a.yaml", &file);
        let root = tree.root.unwrap();
        let mut found = Vec::new();
        check(&root.entry("a").unwrap().value, "a", schema, &mut found);
        found
            .into_iter()
            .map(|misfit| format!("{}|{}", misfit.span.of(&file), misfit.message))
            .collect()
    }

    #[test]
    fn each_keyword_says_what_does_not_fit() {
        for (value, schema, expected) in [
            ("甲", json!({"type": "integer"}), "甲|a 应为整数"),
            ("1", json!({"type": ["string", "null"]}), "1|a 应为文字或空值"),
            ("在办中", json!({"enum": ["在办", "办结"]}), "在办中|a 不能是“在办中”"),
            (
                "2021-02-29",
                json!({"format": "date"}),
                "2021-02-29|a 应为日期，写作 2021-01-29",
            ),
            ("甲", json!({"pattern": "^[0-9]+$"}), "甲|a 不符合约定的格式 ^[0-9]+$"),
            ("甲乙", json!({"maxLength": 1}), "甲乙|a 至多 1 个字，现有 2 个"),
            ("甲", json!({"minLength": 2}), "甲|a 至少要有 2 个字，现有 1 个"),
            ("3", json!({"minimum": 4}), "3|a 不能小于 4"),
            ("3.5", json!({"maximum": 3}), "3.5|a 不能大于 3"),
            ("[1, 甲]", json!({"items": {"type": "integer"}}), "甲|a 的项 应为整数"),
            ("[1, 1]", json!({"uniqueItems": true}), "1|a 里的这一项重复了"),
            ("[]", json!({"minItems": 1}), "[]|a 至少要有 1 项"),
            ("{}", json!({"required": ["b"]}), "|a 缺少 b"),
            (
                "{c: 1}",
                json!({"properties": {}, "additionalProperties": false}),
                "c|a 里没有名为“c”的字段",
            ),
        ] {
            assert_eq!(said(value, &schema), [expected]);
        }
    }

    #[test]
    fn what_fits_says_nothing() {
        for (value, schema) in [
            ("2.0", json!({"type": "integer"})),
            ("2024-02-29", json!({"type": "string", "format": "date"})),
            (
                "[甲, 乙]",
                json!({"type": "array", "items": {"type": "string"}, "maxItems": 2}),
            ),
            ("甲", json!({"pattern": "("})),
            ("甲", json!({"x-other": 1})),
        ] {
            assert!(said(value, &schema).is_empty(), "{value}");
        }
    }
}
