//! A file's tree as a recommendation, with a finding for everything that does not fit.
//!
//! Reading goes on after each mistake: what can be understood is kept, so that one wrong
//! field does not hide the others.

use serde_json::Value;

use super::fields::{self, Builtin, FieldDecl};
use super::scalar::{Meaning, json, meaning};
use super::tree::{self, Entry, Kind, Node, Style};
use super::{Field, Record, body, declared, place, rules};
use crate::diag::{Finding, Place, Severity};
use crate::model::{Lines, Origin, Recommendation, Reference};
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
        record.value = whole.then_some(reader.out);
        record.fields = reader.fields;
        findings = reader.findings;
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

#[derive(Default)]
struct Reader<'r> {
    path: &'r str,
    text: &'r str,
    declared: &'r [FieldDecl],
    number: Option<u32>,
    has_region: bool,
    has_body: bool,
    out: Recommendation,
    fields: Vec<Field>,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn is_whole(&self) -> bool {
        self.number.is_some() && self.has_region && self.has_body
    }

    fn say(
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

    fn say_type(&mut self, span: Span, message: String, help: &str) {
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
                    "文件里不是 “字段: 值”".into(),
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
                self.place(name, entry);
                self.declared(decl, &entry.value);
            } else if fields::find(name).is_some() {
                self.place(name, entry);
                self.builtin(name, entry);
            } else {
                self.unknown(name, entry.key.span);
            }
        }
        if !broken {
            self.missing(node, fields::BUILTIN, "");
        }
    }

    /// The entries whose keys are names, each name once; the others are findings.
    fn unique<'n, 't>(
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
        self.say(rules::UNKNOWN, span, format!("没有名为 “{name}” 的字段"), Some(help));
    }

    /// Reports the required fields that have no key.
    fn missing(&mut self, node: &Node<'_>, wanted: &[Builtin], prefix: &str) {
        // The first key, or the brace of an empty mapping, is something to point at.
        let at = node.entries().first().map_or(node.span, |entry| entry.key.span);
        for field in wanted.iter().filter(|f| f.required && node.entry(f.name).is_none())
        {
            let message = format!("缺少字段 {prefix}{}", field.name);
            self.say(
                rules::MISSING,
                at,
                message,
                Some(format!("补上 {}", field.summary)),
            );
        }
    }

    fn place(&mut self, name: impl Into<String>, entry: &Entry<'_>) {
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

    fn builtin(&mut self, name: &str, entry: &Entry<'_>) {
        let node = &entry.value;
        match name {
            "number" => {
                self.number = self.positive(name, entry);
                self.out.number = self.number.unwrap_or(0);
            }
            "region" => {
                let text = self.text(name, entry).filter(|text| !text.trim().is_empty());
                self.has_region = text.is_some();
                if !self.has_region
                    && node.scalar().is_some_and(|s| s.style != Style::Plain)
                {
                    self.empty(name, entry);
                }
                self.out.region = text.unwrap_or_default();
            }
            "title" => self.out.title = self.text(name, entry),
            "body" => {
                let text = self.text(name, entry).map(|text| self.body(node, &text));
                self.has_body = text.is_some();
                self.out.body = text.unwrap_or_default();
            }
            "departments" => self.out.departments = self.names(name, entry),
            "topics" => self.out.topics = self.names(name, entry),
            "allow" => self.out.allow = self.names(name, entry),
            "amended" => self.out.amended = self.text(name, entry),
            "related" => self.out.related = self.related(name, entry),
            _ => self.out.source = self.origin(entry),
        }
    }

    fn body(&self, node: &Node<'_>, text: &str) -> String {
        let folded = node.scalar().is_some_and(|s| s.style == Style::Folded);
        if folded {
            body::join(&place::unfold(self.text, node.span), |_, _, _| {})
        } else {
            body::join(text, |_, _, _| {})
        }
    }

    /// Says that a field has no value.
    fn empty(&mut self, name: &str, entry: &Entry<'_>) {
        let required = fields::find(name).is_some_and(|field| field.required);
        let rule = if required { rules::MISSING } else { rules::TYPE };
        let help =
            if required { "写上内容" } else { "写上内容，或删去这一行" };
        self.say(rule, entry.key.span, format!("字段 {name} 没有值"), Some(help.into()));
    }

    /// A text; one that YAML takes for a number or a truth value is a finding, and is
    /// read as it is written.
    fn text(&mut self, name: &str, entry: &Entry<'_>) -> Option<String> {
        let node = &entry.value;
        match &node.kind {
            Kind::Scalar(scalar) => match meaning(scalar) {
                Meaning::Text => Some(scalar.text.to_string()),
                Meaning::Null => {
                    self.empty(name, entry);
                    None
                }
                _ => {
                    self.say_type(node.span, format!("{name} 应为文字"), "给值加双引号");
                    Some(scalar.text.to_string())
                }
            },
            Kind::Alias => None,
            _ => {
                let help = "去掉括号或 “- ”，只写一个值";
                self.say_type(
                    node.span,
                    format!("{name} 应为文字，不是列表或映射"),
                    help,
                );
                None
            }
        }
    }

    /// A whole number from 1, in plain decimal digits.
    fn positive(&mut self, name: &str, entry: &Entry<'_>) -> Option<u32> {
        let node = &entry.value;
        if let Some(scalar) = node.scalar() {
            if meaning(scalar) == Meaning::Null {
                self.empty(name, entry);
                return None;
            }
            let number = whole(&scalar.text).filter(|_| scalar.style == Style::Plain);
            if number.is_some() {
                return number;
            }
        }
        if !matches!(node.kind, Kind::Alias) {
            let help = "只写阿拉伯数字，不加引号、小数点和前导零，如 9";
            self.say_type(node.span, format!("{name} 应为从 1 起的整数"), help);
        }
        None
    }

    /// The members of a sequence; anything else is a finding, and a scalar its only one.
    fn members<'n, 't>(&mut self, name: &str, entry: &'n Entry<'t>) -> &'n [Node<'t>] {
        let node = &entry.value;
        match &node.kind {
            Kind::Sequence { items, .. } => {
                for (at, item) in items.iter().enumerate() {
                    let (key, value) = (item.span, item.span);
                    self.fields.push(Field { name: format!("{name}.{at}"), key, value });
                }
                items
            }
            Kind::Alias => &[],
            Kind::Scalar(scalar) if meaning(scalar) == Meaning::Null => {
                self.empty(name, entry);
                &[]
            }
            Kind::Scalar(_) => {
                let message = format!("{name} 应为列表");
                self.say_type(
                    node.span,
                    message,
                    "加方括号，各项之间用半角逗号：[甲, 乙]",
                );
                std::slice::from_ref(node)
            }
            Kind::Mapping { .. } => {
                self.say_type(node.span, format!("{name} 应为列表"), "写成 [甲, 乙]");
                &[]
            }
        }
    }

    fn names(&mut self, name: &str, entry: &Entry<'_>) -> Vec<String> {
        let mut names = Vec::new();
        for item in self.members(name, entry) {
            match item.scalar().map(|scalar| (meaning(scalar), &scalar.text)) {
                Some((Meaning::Text, text)) if !text.trim().is_empty() => {
                    names.push(text.to_string());
                }
                Some((Meaning::Bool(_) | Meaning::Number(_), text)) => {
                    self.say_type(item.span, format!("{name} 的项应为文字"), "加双引号");
                    names.push(text.to_string());
                }
                _ => {
                    let message = format!("{name} 的项应为文字");
                    self.say_type(item.span, message, "写上名称，或删去这一项");
                }
            }
        }
        names
    }

    fn related(&mut self, name: &str, entry: &Entry<'_>) -> Vec<Reference> {
        let mut found = Vec::new();
        for item in self.members(name, entry) {
            let reference = item.scalar().and_then(|scalar| {
                let text = &*scalar.text;
                match text.rsplit_once('/') {
                    Some((_, number)) => whole(number).and_then(|_| text.parse().ok()),
                    None => whole(text).map(|number| Reference { list: None, number }),
                }
            });
            match reference {
                Some(reference) => found.push(reference),
                None => self.say_type(
                    item.span,
                    format!("{name} 的项应为序号"),
                    "写本清单的序号，如 44；或另一清单的，如 “清单名/12”",
                ),
            }
        }
        found
    }

    fn origin(&mut self, entry: &Entry<'_>) -> Option<Origin> {
        let node = &entry.value;
        if !matches!(node.kind, Kind::Mapping { .. }) {
            if node.scalar().is_some_and(|s| meaning(s) == Meaning::Null) {
                self.empty(fields::SOURCE, entry);
            } else if !matches!(node.kind, Kind::Alias) {
                let help = "另起一行缩进写 file、number、lines、digest";
                self.say_type(node.span, "source 应为映射".into(), help);
            }
            return None;
        }
        let (mut file, mut number, mut lines, mut digest) = (None, None, None, None);
        for entry in self.unique(node.entries(), "source.") {
            let key = entry.name().unwrap_or("");
            let name = format!("source.{key}");
            if fields::ORIGIN.iter().any(|field| field.name == key) {
                self.place(name.as_str(), entry);
            }
            match key {
                "file" => file = self.text(&name, entry).filter(|file| !file.is_empty()),
                "number" => number = self.positive(&name, entry),
                "lines" => lines = self.lines(&name, entry),
                "digest" => digest = self.digest(&name, entry),
                _ => {
                    let help =
                        nearest(key, fields::ORIGIN.iter().map(|field| field.name))
                            .map(|near| format!("是否要写 {near}？"));
                    let message = format!("source 里没有名为 “{key}” 的字段");
                    let help = help
                        .or_else(|| Some("可以写 file、number、lines、digest".into()));
                    self.say(rules::UNKNOWN, entry.key.span, message, help);
                }
            }
        }
        self.missing(node, fields::ORIGIN, "source.");
        Some(Origin { file: file?, number: number?, lines, digest })
    }

    fn lines(&mut self, name: &str, entry: &Entry<'_>) -> Option<Lines> {
        let text = self.bare(name, entry)?;
        let lines = text.parse().ok();
        if lines.is_none() {
            self.say_type(
                entry.value.span,
                format!("{name} 应为行号"),
                "写作 6 或 16-18",
            );
        }
        lines
    }

    fn digest(&mut self, name: &str, entry: &Entry<'_>) -> Option<String> {
        let text = self.bare(name, entry)?;
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() == 16 && text.bytes().all(hex) {
            return Some(text);
        }
        let help = "恢复原来的值，或删去这一行后重新运行 jianyi parse";
        self.say_type(
            entry.value.span,
            format!("{name} 应为 16 个小写十六进制数字"),
            help,
        );
        None
    }

    /// A scalar's text as written, whatever YAML takes it for.
    fn bare(&mut self, name: &str, entry: &Entry<'_>) -> Option<String> {
        match entry.value.scalar() {
            Some(scalar) if meaning(scalar) != Meaning::Null => {
                Some(scalar.text.to_string())
            }
            _ => self.text(name, entry),
        }
    }
}

/// A number from 1 in plain decimal digits, without leading zeros.
fn whole(text: &str) -> Option<u32> {
    let plain = !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}
