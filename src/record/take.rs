//! What each built-in field may hold, taken from its node with a finding where it does not.

use super::fields::Builtin;
use super::read::Reader;
use super::scalar::{Meaning, meaning};
use super::tree::{Entry, Kind, Node, Style};
use super::{Field, body, fields, place, rules};
use crate::diag::{Edit, Fix, Safety};
use crate::model::{Lines, Origin, Reference};
use crate::text::{Span, nearest};

impl Reader<'_> {
    pub(super) fn builtin(&mut self, name: &str, entry: &Entry<'_>) {
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
            "title" => self.out.title = self.some_text(name, entry),
            "body" => {
                let text = self.text(name, entry).map(|text| self.body(node, &text));
                self.has_body = text.is_some();
                self.out.body = text.unwrap_or_default();
            }
            "departments" => self.out.departments = self.names(name, entry),
            "topics" => self.out.topics = self.names(name, entry),
            "allow" => self.out.allow = self.names(name, entry),
            "amended" => self.out.amended = self.some_text(name, entry),
            "related" => self.out.related = self.related(name, entry),
            _ => self.out.source = self.origin(entry),
        }
    }

    fn body(&self, node: &Node<'_>, text: &str) -> String {
        let lines = node.scalar().map(|scalar| place::lines(self.text, node, scalar));
        body::join(lines.as_deref().unwrap_or(text), |_, _, _| {})
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
                let help = "去掉括号或“- ”，只写一个值";
                self.say_type(
                    node.span,
                    format!("{name} 应为文字，不是列表或映射"),
                    help,
                );
                None
            }
        }
    }

    /// A text that says something.
    fn some_text(&mut self, name: &str, entry: &Entry<'_>) -> Option<String> {
        let text = self.text(name, entry)?;
        if text.trim().is_empty() {
            self.empty(name, entry);
            return None;
        }
        Some(text)
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
            let meant = whole(scalar.text.trim_start_matches('0'));
            if let Some(number) = meant {
                self.respell(name, node.span, number);
                return meant;
            }
        }
        if !matches!(node.kind, Kind::Alias) {
            self.say_not_whole(name, node.span);
        }
        None
    }

    fn say_not_whole(&mut self, name: &str, span: Span) {
        let help = "只写阿拉伯数字，不加引号、小数点和前导零，如 9";
        self.say_type(span, format!("{name} 应为从 1 起的整数"), help);
    }

    /// Says that a number is written with quotes or zeros, which mean nothing here.
    fn respell(&mut self, name: &str, span: Span, number: u32) {
        self.say_not_whole(name, span);
        if let Some(finding) = self.findings.last_mut() {
            finding.fix = Some(Fix {
                title: format!("改为 {number}"),
                safety: Safety::Safe,
                edits: vec![Edit { span, text: number.to_string() }],
            });
        }
    }

    /// The members of a sequence; anything else is a finding, and a scalar its only one.
    fn members<'n, 't>(&mut self, name: &str, entry: &'n Entry<'t>) -> &'n [Node<'t>] {
        let node = &entry.value;
        match &node.kind {
            Kind::Sequence { items, .. } => {
                for (at, item) in items.iter().enumerate() {
                    let (key, value) = (item.span, item.span);
                    self.fields.push(Field {
                        name: format!("{name}.{at}").into(),
                        key,
                        value,
                    });
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
                Some((Meaning::Bool(_) | Meaning::Number(_), text))
                    if item.span != entry.value.span =>
                {
                    self.say_type(item.span, format!("{name} 的项应为文字"), "加双引号");
                    names.push(text.to_string());
                }
                // That a field is no list, or an alias, was said already.
                _ if item.span == entry.value.span => {}
                _ if matches!(item.kind, Kind::Alias) => {}
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
                None if item.span == entry.value.span => {}
                None if matches!(item.kind, Kind::Alias) => {}
                None => self.say_type(
                    item.span,
                    format!("{name} 的项应为序号"),
                    "写本清单的序号，如 44；或另一清单的，如“清单名/12”",
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
            let Some(field) = fields::ORIGIN.iter().find(|field| field.key() == key)
            else {
                self.unknown_in_source(key, entry.key.span);
                continue;
            };
            self.place(field.name, entry);
            match key {
                "file" => file = self.text(field.name, entry).filter(|f| !f.is_empty()),
                "number" => number = self.positive(field.name, entry),
                "lines" => lines = self.lines(field.name, entry),
                _ => digest = self.digest(field.name, entry),
            }
        }
        self.missing(node, fields::ORIGIN);
        Some(Origin { file: file?, number: number?, lines, digest })
    }

    fn unknown_in_source(&mut self, key: &str, span: Span) {
        let help = match nearest(key, fields::ORIGIN.iter().map(Builtin::key)) {
            Some(near) => format!("是否要写 {near}？"),
            None => "可以写 file、number、lines、digest".to_owned(),
        };
        let message = format!("source 里没有名为“{key}”的字段");
        self.say(rules::UNKNOWN, span, message, Some(help));
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
