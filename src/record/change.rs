//! One change of a file's tree as edits of its bytes: replace a value, add a field where it
//! belongs, remove one.

use std::borrow::Cow;

use super::body::quoted;
use super::comments::comments;
use super::fields::{ORIGIN, SOURCE};
use super::members::Members;
use super::scalar;
use super::tree::{Entry, Kind, Node, Scalar, Style};
use super::write::{self, INDENT, Spelled};
use crate::diag::Edit;
use crate::model::Recommendation;
use crate::text::Span;

/// The edits that make a file say what `wanted` says.
pub(super) struct Change<'c> {
    pub(super) text: &'c str,
    wanted: &'c Recommendation,
    /// How lines of the file end.
    pub(super) end: &'static str,
    edits: Vec<Edit>,
    /// The comments of the file, once they were asked for.
    comments: Option<Vec<Span>>,
}

impl<'c> Change<'c> {
    pub(super) fn new(text: &'c str, wanted: &'c Recommendation) -> Self {
        Self { text, wanted, end: line_end(text), edits: Vec::new(), comments: None }
    }

    /// The edits in the order of their places.
    pub(super) fn into_edits(mut self) -> Vec<Edit> {
        self.edits.sort_by_key(|edit| edit.span);
        self.edits
    }

    pub(super) fn edit(&mut self, start: usize, end: usize, text: impl Into<String>) {
        let span = Span::new(start, end);
        let text = text.into();
        if span.of(self.text) != text {
            self.edits.push(Edit { span, text });
        }
    }

    /// Sets the field called `name` in the mapping of the file.
    pub(super) fn set(&mut self, root: &Node<'_>, name: &str) {
        if !matches!(root.kind, Kind::Mapping { .. }) {
            return;
        }
        let (parent, key) = match name.split_once('.') {
            Some((outer, key)) if outer == SOURCE => match root.entry(SOURCE) {
                Some(entry) => (&entry.value, key),
                None => return self.set(root, SOURCE),
            },
            _ => (root, name),
        };
        match (parent.entry(key), write::value(self.wanted, name)) {
            (None, None) => {}
            (None, Some(value)) => self.insert(parent, name, value),
            (Some(entry), None) => self.remove(parent, entry),
            (Some(entry), Some(value)) => self.replace(root, entry, name, value),
        }
    }

    fn replace(
        &mut self,
        root: &Node<'_>,
        entry: &Entry<'_>,
        name: &str,
        value: Spelled,
    ) {
        let in_flow = matches!(root.kind, Kind::Mapping { flow: true, .. });
        match value {
            Spelled::Parent if matches!(entry.value.kind, Kind::Mapping { .. }) => {
                for field in ORIGIN {
                    self.set(root, field.name);
                }
            }
            Spelled::Parent => self.scalar(entry, &self.flow_source()),
            Spelled::Block(lines) if !in_flow => self.block(entry, &lines),
            Spelled::Block(_) => self.scalar(entry, &quoted(&self.wanted.body)),
            Spelled::Inline(value) => {
                let members = write::members(self.wanted, name);
                match (&entry.value.kind, members) {
                    (Kind::Sequence { flow, items }, Some(members))
                        if !items.is_empty() =>
                    {
                        Members { old: items, new: &members, flow: *flow }.set(self);
                    }
                    _ => self.scalar(entry, &value),
                }
            }
        }
    }

    /// Puts `value` where the entry's value is, whatever that is.
    fn scalar(&mut self, entry: &Entry<'_>, value: &str) {
        let span = entry.value.span;
        let says = |scalar: &Scalar<'_>| {
            scalar::spell(&scalar.text) == value
                || scalar.style == Style::Plain && scalar.text == value
        };
        if !span.is_empty() && entry.value.scalar().is_some_and(says) {
            return;
        }
        if span.is_empty() {
            let at = self.after_colon(entry);
            self.edit(at, at, format!(" {value}"));
        } else {
            // What a block scalar's own line says behind `#` is the editor's.
            let comment = header_comment(span.of(self.text), &entry.value);
            self.edit(span.start, span.end, format!("{value}{comment}"));
        }
    }

    /// Puts a literal block of these lines where the entry's value is.
    fn block(&mut self, entry: &Entry<'_>, lines: &[String]) {
        let span = entry.value.span;
        let style = entry.value.scalar().map(|scalar| scalar.style);
        let raw = span.of(self.text);
        if style.is_some_and(Style::is_block) {
            let mut old = raw.lines().skip(1).filter(|line| !line.trim().is_empty());
            let indent = old.next().map(leading).filter(|i| !i.is_empty());
            let block = self.indented(lines, indent.unwrap_or(INDENT));
            let block = format!("{}{block}", literal_header(raw));
            self.edit(span.start, span.end, block);
            return;
        }
        let (start, end) = if span.is_empty() {
            (self.after_colon(entry), self.after_colon(entry))
        } else {
            (span.start, span.end)
        };
        self.edit(start, end, if span.is_empty() { " |" } else { "|" });
        let line_end = self.line_end(end);
        let indent = format!("{}{INDENT}", self.indent(entry.key.span.start));
        let block = self.indented(lines, &indent);
        if line_end == end {
            if let Some(edit) = self.edits.last_mut() {
                edit.text.push_str(&block);
            }
        } else {
            self.edit(line_end, line_end, block);
        }
    }

    /// `lines`, each after a line end and, unless empty, indented.
    fn indented(&self, lines: &[String], indent: &str) -> String {
        let mut block = String::new();
        for line in lines {
            block.extend([self.end, if line.is_empty() { "" } else { indent }, line]);
        }
        block
    }

    /// Adds a field to `parent`, after the last of those that come before it.
    fn insert(&mut self, parent: &Node<'_>, name: &str, value: Spelled) {
        let Kind::Mapping { flow, entries } = &parent.kind else { return };
        let order = write::order(self.wanted, &[]);
        let rank = |name: &str| order.iter().position(|other| other == name);
        let prefix = if name.contains('.') { "source." } else { "" };
        let own = rank(name);
        let before = entries.iter().rev().find(|entry| {
            let other = entry.name().and_then(|key| rank(&format!("{prefix}{key}")));
            other.is_some() && other < own
        });
        let key = name.strip_prefix(prefix).unwrap_or(name);
        if *flow {
            self.insert_in_flow(parent, before, key, value);
            return;
        }
        let Some(first) = entries.first() else { return };
        let indent = self.indent(first.key.span.start);
        let field = self.field(key, value, indent);
        if let Some(before) = before {
            let at = self.end_of(before);
            self.edit(at, at, format!("{}{indent}{field}", self.end));
        } else {
            let at = first.key.span.start;
            self.edit(at, at, format!("{field}{}{indent}", self.end));
        }
    }

    fn insert_in_flow(
        &mut self,
        parent: &Node<'_>,
        before: Option<&Entry<'_>>,
        key: &str,
        value: Spelled,
    ) {
        let value = match value {
            Spelled::Inline(value) => value,
            Spelled::Block(_) => quoted(&self.wanted.body),
            Spelled::Parent => self.flow_source(),
        };
        let field = format!("{}: {value}", scalar::spell(key));
        match (before, parent.entries().first()) {
            (Some(before), _) => {
                let at = before.span().end;
                self.edit(at, at, format!(", {field}"));
            }
            (None, Some(first)) => {
                let at = first.key.span.start;
                self.edit(at, at, format!("{field}, "));
            }
            (None, None) => {
                self.edit(parent.span.start, parent.span.end, format!("{{{field}}}"));
            }
        }
    }

    /// A field as lines, without an end after the last.
    fn field(&self, key: &str, value: Spelled, indent: &str) -> String {
        let key = scalar::spell(key);
        let inner = format!("{indent}{INDENT}");
        match value {
            Spelled::Inline(value) => format!("{key}: {value}"),
            Spelled::Block(lines) => format!("{key}: |{}", self.indented(&lines, &inner)),
            Spelled::Parent => {
                let fields: Vec<_> =
                    self.source().map(|(key, value)| format!("{key}: {value}")).collect();
                format!("{key}:{}", self.indented(&fields, &inner))
            }
        }
    }

    /// The fields of `source` that are wanted, spelled.
    fn source(&self) -> impl Iterator<Item = (&'static str, String)> {
        ORIGIN.iter().filter_map(|field| match write::value(self.wanted, field.name)? {
            Spelled::Inline(value) => Some((field.key(), value)),
            _ => None,
        })
    }

    fn flow_source(&self) -> String {
        let fields: Vec<_> =
            self.source().map(|(key, value)| format!("{key}: {value}")).collect();
        format!("{{{}}}", fields.join(", "))
    }

    fn remove(&mut self, parent: &Node<'_>, entry: &Entry<'_>) {
        let span = entry.span();
        if matches!(parent.kind, Kind::Mapping { flow: true, .. }) {
            let entries = parent.entries();
            let at = entries.iter().position(|other| other.key.span == entry.key.span);
            let next = at.and_then(|at| entries.get(at + 1));
            let before = at.and_then(|at| entries.get(at.checked_sub(1)?));
            match (before, next) {
                (Some(before), _) => self.edit(before.span().end, span.end, ""),
                (None, Some(next)) => self.edit(span.start, next.key.span.start, ""),
                (None, None) => self.edit(span.start, span.end, ""),
            }
            return;
        }
        let end = self.line_end(span.end.max(self.after_colon(entry)));
        self.remove_lines(span.start, end);
    }

    /// Removes the lines that hold bytes `start` to `end`; their comments stay, each as a
    /// line of its own.
    pub(super) fn remove_lines(&mut self, start: usize, end: usize) {
        let comments = self.comments.get_or_insert_with(|| comments(self.text));
        let kept: Vec<&str> = comments
            .iter()
            .filter(|span| start <= span.start && span.end <= end)
            .map(|span| span.of(self.text))
            .collect();
        let indent = self.indent(start);
        if kept.is_empty() {
            let rest = self.text.get(end..).unwrap_or("");
            let next = rest.find('\n').map_or(self.text.len(), |at| end + at + 1);
            self.edit(start - indent.len(), next, "");
        } else {
            self.edit(start, end, kept.join(&format!("{}{indent}", self.end)));
        }
    }

    /// The end of the entry's last line, before its line end; behind the blank lines that
    /// a block scalar with `+` keeps.
    fn end_of(&self, entry: &Entry<'_>) -> usize {
        let last = last(&entry.value);
        let end = self.line_end(entry.span().end.max(self.after_colon(entry)));
        let kept = last.scalar().is_some_and(|scalar| scalar.style.is_block())
            && last.span.of(self.text).lines().next().is_some_and(|head| {
                head.split('#').next().is_some_and(|head| head.contains('+'))
            });
        if !kept {
            return end;
        }
        let rest = &self.text[end..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        let blank = rest[..blank].rfind('\n').map_or(0, |at| at);
        end + rest[..blank].trim_end_matches('\r').len()
    }

    /// One past the colon of an entry.
    fn after_colon(&self, entry: &Entry<'_>) -> usize {
        let from = entry.key.span.end;
        let rest = self.text.get(from..).unwrap_or("");
        rest.find(':').map_or(from, |at| from + at + 1)
    }

    /// Where the line that holds byte `at` ends, before its line end.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        let line = rest.split('\n').next().unwrap_or("");
        at + line.trim_end_matches('\r').len()
    }

    /// The white space before byte `at` on its line.
    pub(super) fn indent(&self, at: usize) -> &'c str {
        let before = self.text.get(..at).unwrap_or("");
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        leading(&before[line..])
    }
}

/// The innermost last node of a node.
fn last<'n, 't>(mut node: &'n Node<'t>) -> &'n Node<'t> {
    while let Some(inner) =
        node.items().last().or_else(|| node.entries().last().map(|entry| &entry.value))
    {
        node = inner;
    }
    node
}

/// The line of a block scalar's indicator as it must be for any literal text that neither
/// starts with a space nor ends with a line end.
fn literal_header(raw: &str) -> Cow<'_, str> {
    let head = raw.lines().next().unwrap_or("");
    let (indicator, _) = head.split_once([' ', '\t', '#']).unwrap_or((head, ""));
    if matches!(indicator, "|" | "|-") {
        return Cow::Borrowed(head);
    }
    Cow::Owned(format!("|{}", &head[indicator.len()..]))
}

/// The comment on the line of a block scalar's indicator, with a space before it.
fn header_comment(raw: &str, node: &Node<'_>) -> String {
    let block = node.scalar().is_some_and(|scalar| scalar.style.is_block());
    let head = raw.lines().next().filter(|_| block).unwrap_or("");
    head.find('#').map_or_else(String::new, |at| format!(" {}", head[at..].trim_end()))
}

/// The spaces and tabs that a line starts with.
fn leading(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// How the lines of a text end.
pub(super) fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}
