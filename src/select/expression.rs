//! `--where`: expressions over all fields, in the language of the templates.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Serde, Value};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

use super::{FIELDS, SelectError};
use crate::corpus::Corpus;
use crate::text::nearest;

/// Steps that one expression may take over one recommendation: far more than any sensible
/// one needs, and soon over for one that would not end.
const FUEL: u64 = 100_000;

/// The language, with its filters, tests and functions.
pub(super) fn language() -> Environment<'static> {
    let mut language = Environment::new();
    language.set_undefined_behavior(UndefinedBehavior::Strict);
    language.set_fuel(Some(FUEL));
    language.add_test("none", |value: &Value| is_none(value));
    language
}

/// What a field without a value is to an expression: false, empty, and none.
///
/// The language's own none is less than everything, so that `due < "2026-01-01"` would
/// select what has no date at all; this is more than everything. An order that holds only
/// for one of them is an order that nobody stated: [`Expression::holds`] asks both.
#[derive(Debug)]
struct Absent;

impl Object for Absent {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(0)
    }
}

fn is_none(value: &Value) -> bool {
    value.is_none() || value.downcast_object_ref::<Absent>().is_some()
}

/// The fields of one recommendation as the language sees them.
pub(super) struct Values {
    /// Fields without a value are [`Absent`].
    high: Value,
    /// They are none.
    low: Value,
}

/// Fields as the language sees them.
pub(super) fn values(row: serde_json::Map<String, serde_json::Value>) -> Values {
    let high = row.iter().map(|(name, value)| {
        let absent = || Value::from_object(Absent);
        let value = if value.is_null() { absent() } else { Value::from(Serde(value)) };
        (name.clone(), value)
    });
    let high: BTreeMap<String, Value> = high.collect();
    Values { high: Value::from(high), low: Value::from(Serde(row)) }
}

/// A compiled expression.
pub(super) struct Expression<'e> {
    text: &'e str,
    compiled: minijinja::Expression<'e, 'e>,
}

impl<'e> Expression<'e> {
    /// Compiles `text`; a name that is no field of `corpus` is an error even where no
    /// recommendation would come to it.
    pub(super) fn new(
        text: &'e str,
        language: &'e Environment<'e>,
        corpus: &Corpus,
    ) -> Result<Self, SelectError> {
        let asked = tests_for_none(text);
        let compiled =
            language.compile_expression_owned(asked.clone()).map_err(|error| {
                SelectError {
                    message: format!(
                        "--where {text} 无法读懂：{}",
                        explain(&error, &asked)
                    ),
                    help: Some("例如 number > 5 and \"消防\" in topics".to_owned()),
                }
            })?;
        let functions: BTreeSet<&str> =
            language.globals().map(|(name, _)| name).collect();
        let declared = corpus.config.fields.iter().map(|field| field.name.as_str());
        let fields: Vec<&str> = FIELDS.iter().copied().chain(declared).collect();
        let names: BTreeSet<String> =
            compiled.undeclared_variables(false).into_iter().collect();
        let stranger = names.iter().find(|name| {
            !fields.contains(&name.as_str()) && !functions.contains(name.as_str())
        });
        match stranger {
            Some(name) => Err(stranger_in(text, name, &fields)),
            None => Ok(Self { text, compiled }),
        }
    }

    /// Whether it holds for these fields of the recommendation at `path`, however a field
    /// without a value is ordered.
    pub(super) fn holds(&self, fields: &Values, path: &str) -> Result<bool, SelectError> {
        let value =
            self.compiled.eval(fields.high.clone()).map_err(|error| SelectError {
                message: format!(
                    "--where {} 在 {path} 上无法求值：{}",
                    self.text,
                    explain(&error, &tests_for_none(self.text))
                ),
                help: matches!(
                    error.kind(),
                    ErrorKind::InvalidOperation | ErrorKind::UndefinedError
                )
                .then(|| {
                    "字段可能为空，先判断它有值，如 source and source.number > 5"
                        .to_owned()
                }),
            })?;
        let orders = self.text.contains(['<', '>']);
        // What is no value to compare with at all was decided above.
        let low =
            || self.compiled.eval(fields.low.clone()).map_or(true, |low| low.is_true());
        Ok(value.is_true() && (!orders || low()))
    }
}

/// `text` with `== none` as `is none` and `!= none` as `is not none`, outside quotes: no
/// value equals an [`Absent`] one, and people ask both ways.
fn tests_for_none(text: &str) -> String {
    const QUOTED_OR_NONE: &str =
        r#""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|([=!])=\s*(?:none|None|null)\b"#;
    let Ok(regex) = regex::Regex::new(QUOTED_OR_NONE) else { return text.to_owned() };
    let instead =
        |found: &regex::Captures<'_>| match found.get(1).map(|sign| sign.as_str()) {
            Some("!") => " is not none".to_owned(),
            Some(_) => " is none".to_owned(),
            None => found.get(0).map_or("", |quoted| quoted.as_str()).to_owned(),
        };
    regex.replace_all(text, instead).into_owned()
}

fn stranger_in(text: &str, name: &str, fields: &[&str]) -> SelectError {
    let help = match nearest(name, fields.iter().copied()) {
        Some(near) => format!("是否想用 {near}？"),
        None => format!("可用字段：{}；文字要加引号", fields.join("、")),
    };
    SelectError {
        message: format!("--where {text} 里的 {name} 不是字段"),
        help: Some(help),
    }
}

/// What an error of the language says of the `text` that it read, in Chinese: the kind of
/// mistake, the words it is about, and what should stand there. The engine's own words are
/// English, and say no more than that.
pub(crate) fn explain(error: &Error, text: &str) -> String {
    let kind = match error.kind() {
        ErrorKind::SyntaxError => "写法有误",
        ErrorKind::UndefinedError => "没有这个名称",
        ErrorKind::InvalidOperation | ErrorKind::BadSerialization => "这些值不能这样运算",
        ErrorKind::OutOfFuel => return "步骤太多，请写得简单些".to_owned(),
        ErrorKind::UnknownFilter => "没有这个过滤器",
        ErrorKind::UnknownTest => "没有这个判断",
        ErrorKind::UnknownFunction => "没有这个函数",
        ErrorKind::UnknownMethod => "没有这个方法",
        ErrorKind::TooManyArguments => "参数太多",
        ErrorKind::MissingArgument => "缺少参数",
        ErrorKind::TemplateNotFound => "没有这个模板",
        _ => "无法完成",
    };
    let words = error.range().and_then(|range| text.get(range)).map(str::trim);
    let words = words.and_then(|words| words.lines().next()).filter(|w| !w.is_empty());
    let words = words.map_or(String::new(), |words| {
        let short: String = words.chars().take(LONGEST_QUOTE).collect();
        let more = if short.len() < words.len() { "…" } else { "" };
        format!("“{short}{more}”")
    });
    let expected = error.detail().and_then(expected);
    let expected = expected.unwrap_or_default();
    format!("{kind}{words}{expected}")
}

/// Characters of a template or expression that a message quotes.
const LONGEST_QUOTE: usize = 30;

/// What the engine's syntax errors say should stand there: signs as they are, names of
/// parts in Chinese.
fn expected(detail: &str) -> Option<String> {
    const PARTS: &[(&str, &str)] = &[
        ("end of block", "标签的结尾 %}"),
        ("end of variable block", "标签的结尾 }}"),
        ("identifier", "名称"),
        ("expression", "表达式"),
        ("statement", "语句，如 for 或 if"),
        ("block keyword", "语句，如 for 或 if"),
        ("comma", "逗号"),
        ("in", "in"),
        ("as", "as"),
        ("import", "import"),
        ("assignment operator", "="),
    ];
    let (found, what) = detail.rsplit_once(", expected ")?;
    if found.ends_with("end of input") && what == "end of block" {
        return Some("，后面没有写完，如缺 {% endfor %} 或 %}".to_owned());
    }
    let place = if found.ends_with("end of input") { "后面" } else { "这里" };
    let sign = || what.strip_prefix('`')?.strip_suffix('`');
    let part = || PARTS.iter().find(|part| part.0 == what).map(|part| part.1);
    sign().or_else(part).map(|what| format!("，{place}应为 {what}"))
}
