//! A file's tree as a recommendation, with a finding for everything that does not fit.
//!
//! Reading goes on after each mistake: what can be understood is kept, so that one wrong
//! field does not hide the others. What each field may hold stands in `take`.

use std::borrow::Cow;

use serde_json::Value;

use super::fields::{self, Builtin, FieldDecl};
use super::scalar::{Meaning, json, meaning};
use super::tree::{self, Entry, Kind, Node};
use super::{Field, Record, declared, rules};
use crate::diag::{Edit, Finding, Fix, Place, Safety, Severity};
use crate::model::Recommendation;
use crate::text::{Span, nearest};

/// Reads one file: `path` is relative to the root, `declared` are the fields that the
/// corpus declares. Every finding of the file comes back, not only the first.
pub fn read(
    path: &str,
    list: &str,
    bytes: &[u8],
    declared: &[FieldDecl],
) -> (Record, Vec<Finding>) {
    let (text, flaw) = decode(path, bytes);
    let mut record = Record { path: path.into(), list: list.into(), ..Record::default() };
    record.number = number_in_name(path);
    let mut findings: Vec<_> = flaw.into_iter().collect();
    if findings.is_empty() {
        let tree = tree::read(path, &text);
        let mut reader = Reader { path, text: &text, declared, ..Reader::default() };
        reader.findings = tree.findings;
        reader.root(tree.root.as_ref(), tree.broken);
        let whole = reader.is_whole() && !tree.broken;
        record.number = reader.number.or(record.number);
        if whole {
            record.value = Some(reader.out);
        } else if !tree.broken && !reader.fields.is_empty() {
            record.partial = Some(Box::new(reader.out));
        }
        record.fields = reader.fields;
        record.fields.sort_by(|a, b| a.name.cmp(&b.name));
        record.fields.shrink_to_fit();
        findings = reader.findings;
        findings.extend(lone_returns(path, &text));
        findings.sort_by_key(|finding| finding.place.span);
    }
    record.text = text;
    (record, findings)
}

/// The number that a file's name gives: `recommendations/009.yaml` is 9.
pub fn number_in_name(path: &str) -> Option<u32> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    let digits = !stem.is_empty() && stem.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| stem.parse().ok()).flatten().filter(|&number| number > 0)
}

/// The file's text, and a finding when it is none.
fn decode(path: &str, bytes: &[u8]) -> (String, Option<Finding>) {
    let at = match std::str::from_utf8(bytes) {
        Ok(text) => match text.find('\0') {
            None => return (text.to_owned(), None),
            Some(at) => at,
        },
        Err(error) => error.valid_up_to(),
    };
    let text = String::from_utf8_lossy(bytes).into_owned();
    let (message, help) =
        if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
            ("文件的编码是 UTF-16", "另存为 UTF-8")
        } else if bytes.contains(&0) {
            ("不是文本文件", "换成 YAML 文本，或移出 recommendations/")
        } else {
            ("文件的编码不是 UTF-8", "另存为 UTF-8")
        };
    let span = super::syntax::span(&text, at);
    let place = Place::new(path, span);
    (text, Some(Finding::new(rules::SYNTAX, Severity::Error, place, message).help(help)))
}

/// A finding for lines that end in nothing but a carriage return: YAML reads them, but git
/// and every other tool takes the file for one line.
fn lone_returns(path: &str, text: &str) -> Option<Finding> {
    let next = |at: usize| text.as_bytes().get(at + 1);
    let lone = memchr::memchr_iter(b'\r', text.as_bytes());
    let lone: Vec<_> = lone.filter(|&at| next(at) != Some(&b'\n')).collect();
    let edit = |&at: &usize| Edit { span: Span::new(at, at + 1), text: "\n".into() };
    let place = Place::new(path, Span::at(*lone.first()?));
    let message = format!("有 {} 行的行末只有回车符（CR）", lone.len());
    let finding = Finding::new(rules::SYNTAX, Severity::Error, place, message);
    Some(finding.help("把文件的换行符改成 LF").fix(Fix {
        title: "改成换行符（LF）".into(),
        safety: Safety::Safe,
        edits: lone.iter().map(edit).collect(),
    }))
}

/// A file being read.
#[derive(Default)]
pub(super) struct Reader<'r> {
    pub(super) path: &'r str,
    pub(super) text: &'r str,
    pub(super) declared: &'r [FieldDecl],
    pub(super) number: Option<u32>,
    pub(super) has_region: bool,
    pub(super) has_body: bool,
    pub(super) out: Recommendation,
    pub(super) fields: Vec<Field>,
    pub(super) findings: Vec<Finding>,
}

impl Reader<'_> {
    fn is_whole(&self) -> bool {
        self.number.is_some() && self.has_region && self.has_body
    }

    pub(super) fn say(
        &mut self,
        rule: &'static str,
        span: Span,
        message: String,
        help: Option<String>,
    ) {
        let place = Place::new(self.path, span);
        let mut finding = Finding::new(rule, Severity::Error, place, message);
        finding.help = help;
        self.findings.push(finding);
    }

    pub(super) fn say_type(&mut self, span: Span, message: String, help: &str) {
        self.say(rules::TYPE, span, message, Some(help.to_owned()));
    }

    fn root(&mut self, root: Option<&Node<'_>>, broken: bool) {
        let empty =
            |node: &Node<'_>| node.scalar().is_some_and(|s| meaning(s) == Meaning::Null);
        match root {
            Some(node) if matches!(node.kind, Kind::Mapping { .. }) => {
                self.mapping(node, broken);
            }
            _ if broken => {}
            Some(node) if !empty(node) => {
                let help = "一行一个字段：字段名、半角冒号、一个空格、值";
                self.say(
                    rules::SYNTAX,
                    node.span,
                    "文件里不是“字段: 值”".into(),
                    Some(help.into()),
                );
            }
            _ => {
                let help = "写上 number、region 和 body，或删去文件";
                let message = if self.text.trim().is_empty() {
                    "文件是空的"
                } else {
                    "文件里没有字段"
                };
                self.say(rules::SYNTAX, Span::at(0), message.into(), Some(help.into()));
            }
        }
    }

    fn mapping(&mut self, node: &Node<'_>, broken: bool) {
        let mut entries = node.entries();
        if broken {
            // The entry that reading stopped in is not what its author meant.
            entries = entries.split_last().map_or(entries, |(_, whole)| whole);
        }
        for entry in self.unique(entries, "") {
            let Some(name) = entry.name() else { continue };
            if let Some(decl) = self.declared.iter().find(|decl| decl.name == name) {
                self.place(decl.name.clone(), entry);
                self.declared(decl, &entry.value);
            } else if let Some(field) = fields::find(name) {
                self.place(field.name, entry);
                self.builtin(field.name, entry);
            } else {
                self.unknown(name, entry.key.span);
            }
        }
        if !broken {
            self.missing(node, fields::BUILTIN);
        }
    }

    /// The entries whose keys are names, each name once; the others are findings.
    pub(super) fn unique<'n, 't>(
        &mut self,
        entries: &'n [Entry<'t>],
        prefix: &str,
    ) -> Vec<&'n Entry<'t>> {
        let mut seen = std::collections::BTreeMap::new();
        let mut unique = Vec::new();
        for entry in entries {
            let Some(name) = entry.name() else {
                self.say_type(entry.key.span, "字段名应为文字".into(), "去掉括号或 ?");
                continue;
            };
            if let Some(&first) = seen.get(name) {
                let place = Place::new(self.path, entry.key.span);
                let message = format!("字段 {prefix}{name} 写了两次");
                self.findings.push(
                    Finding::new(rules::DUPLICATE, Severity::Error, place, message)
                        .help("只留一处")
                        .note(Place::new(self.path, first), "第一次在这里"),
                );
            } else {
                seen.insert(name, entry.key.span);
                unique.push(entry);
            }
        }
        unique
    }

    fn unknown(&mut self, name: &str, span: Span) {
        let names = fields::BUILTIN.iter().map(|field| field.name);
        let declared = self.declared.iter().map(|decl| decl.name.as_str());
        let help = match nearest(name, names.chain(declared)) {
            Some(near) => format!("是否要写 {near}？"),
            None => "在 jianyi.yaml 的 fields 下声明它，或删去".to_owned(),
        };
        self.say(rules::UNKNOWN, span, format!("没有名为“{name}”的字段"), Some(help));
    }

    /// Reports the required fields that have no key.
    pub(super) fn missing(&mut self, node: &Node<'_>, wanted: &[Builtin]) {
        // The first key, or the brace of an empty mapping, is something to point at.
        let at = node.entries().first().map_or(node.span, |entry| entry.key.span);
        for field in wanted.iter().filter(|f| f.required && node.entry(f.key()).is_none())
        {
            let message = format!("缺少字段 {}", field.name);
            let help = format!("补上 {}", field.summary);
            self.say(rules::MISSING, at, message, Some(help));
        }
    }

    pub(super) fn place(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        entry: &Entry<'_>,
    ) {
        let null = entry.value.scalar().is_some_and(|s| meaning(s) == Meaning::Null);
        let value = entry.value.span;
        let value = if null { Span::at(value.start) } else { value };
        self.fields.push(Field { name: name.into(), key: entry.key.span, value });
    }

    fn declared(&mut self, decl: &FieldDecl, node: &Node<'_>) {
        let value = json(node);
        let mut misfits = Vec::new();
        declared::check(node, &decl.name, &decl.schema, &mut misfits);
        for misfit in misfits {
            self.say(rules::SCHEMA, misfit.span, misfit.message, misfit.help);
        }
        if value != Value::Null {
            self.out.fields.insert(decl.name.clone(), value);
        }
    }
}
