//! A YAML file as a small tree of our own, with the bytes of every node.
//!
//! Reading, editing and canonical spelling all start here, so no two readings of a file can
//! differ. Built from the events of `granit-parser` without recursion; nesting is bounded,
//! and anchors, aliases and tags are refused: a record has no use for them, and a file
//! that grows when it is read is an attack.

use std::borrow::Cow;

use granit_parser::{Event, Options, Parser, ScalarStyle, StructureStyle};

use super::{rules, syntax};
use crate::diag::{Finding, Place, Severity};
use crate::text::Span;

/// How deep collections may lie in each other, flow and block ones counted apart.
const DEEPEST: usize = 32;

/// A file as read.
#[derive(Debug)]
pub(crate) struct Tree<'t> {
    /// The one document; `None` when there is nothing but comments.
    pub(crate) root: Option<Node<'t>>,
    /// What is wrong with the file as YAML.
    pub(crate) findings: Vec<Finding>,
    /// Whether reading stopped before the end, so that `root` holds only a part.
    pub(crate) broken: bool,
}

/// A node and the bytes it stands on: quotes, brackets and the indicator of a block scalar
/// included, the line end after it not.
#[derive(Clone, Debug)]
pub(crate) struct Node<'t> {
    pub(crate) span: Span,
    pub(crate) kind: Kind<'t>,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(crate) enum Kind<'t> {
    Scalar(Scalar<'t>),
    Sequence {
        flow: bool,
        items: Vec<Node<'t>>,
    },
    Mapping {
        flow: bool,
        entries: Vec<Entry<'t>>,
    },
    /// `*name`; never looked up.
    Alias,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'t> {
    pub(crate) key: Node<'t>,
    pub(crate) value: Node<'t>,
}

/// A scalar: what it says and how it is written.
#[derive(Clone, Debug)]
pub(crate) struct Scalar<'t> {
    pub(crate) text: Cow<'t, str>,
    pub(crate) style: Style,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Single,
    Double,
    Literal,
    Folded,
}

impl Style {
    /// Whether it is `|` or `>`.
    pub(crate) const fn is_block(self) -> bool {
        matches!(self, Self::Literal | Self::Folded)
    }
}

impl<'t> Node<'t> {
    /// The scalar, if it is one.
    pub(crate) const fn scalar(&self) -> Option<&Scalar<'t>> {
        match &self.kind {
            Kind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The entries of a mapping; none for other nodes.
    pub(crate) fn entries(&self) -> &[Entry<'t>] {
        match &self.kind {
            Kind::Mapping { entries, .. } => entries,
            _ => &[],
        }
    }

    /// The members of a sequence; none for other nodes.
    pub(crate) fn items(&self) -> &[Node<'t>] {
        match &self.kind {
            Kind::Sequence { items, .. } => items,
            _ => &[],
        }
    }

    /// The first entry of a mapping with this key.
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry<'t>> {
        self.entries().iter().find(|entry| entry.name() == Some(key))
    }
}

impl Entry<'_> {
    /// The key's text; `None` when the key is a collection.
    pub(crate) fn name(&self) -> Option<&str> {
        self.key.scalar().map(|scalar| &*scalar.text)
    }

    /// The bytes from the key to the end of the value.
    pub(crate) fn span(&self) -> Span {
        self.key.span.cover(self.value.span)
    }
}

/// Reads the file at `path` (for the places of findings).
pub(crate) fn read<'t>(path: &str, text: &'t str) -> Tree<'t> {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.emit_unresolved_aliases = true;
    options.flow_nesting_limit = DEEPEST;
    options.block_nesting_limit = DEEPEST;
    let mut builder = Builder::new(path, text);
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => {
                let start = span.start.byte_offset().unwrap_or(0);
                let end = span.end.byte_offset().unwrap_or(start);
                let tag = span.tag_span().and_then(|tag| {
                    Some(Span::new(tag.start.byte_offset()?, tag.end.byte_offset()?))
                });
                if !builder.take(event, Span::new(start, end), tag) {
                    break;
                }
            }
            Err(error) => {
                builder.fail(&error);
                break;
            }
        }
    }
    builder.finish()
}

/// A collection that is still open.
struct Open<'t> {
    node: Node<'t>,
    key: Option<Node<'t>>,
}

#[derive(Default)]
struct Builder<'p, 't> {
    path: &'p str,
    text: &'t str,
    open: Vec<Open<'t>>,
    root: Option<Node<'t>>,
    findings: Vec<Finding>,
    broken: bool,
    /// One past the last byte that the events before this one stand on.
    seen: usize,
}

impl<'p, 't> Builder<'p, 't> {
    fn new(path: &'p str, text: &'t str) -> Self {
        Self { path, text, ..Self::default() }
    }

    /// Takes one event; whether to go on.
    fn take(&mut self, event: Event<'t>, span: Span, tag: Option<Span>) -> bool {
        if let Some(tag) = tag {
            self.refuse(tag, "不支持标签（!）", "删去标签；需要文字时给值加双引号");
        }
        match event {
            Event::DocumentStart(..) if self.root.is_some() => {
                let help = "一个文件只写一条：拆成几个文件，或删去 ---";
                self.refuse(span, "文件里有不止一个 YAML 文档", help);
                self.broken = true;
                return false;
            }
            Event::Scalar(text, style, anchor, _) => {
                self.refuse_anchor(anchor, span);
                self.scalar(text, style, span);
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(span, "不支持别名（*）", "把内容直接写在这里");
                self.place(Node { span, kind: Kind::Alias });
            }
            Event::SequenceStart(style, anchor, _) => {
                self.refuse_anchor(anchor, span);
                let flow = style == StructureStyle::Flow;
                self.start(span, Kind::Sequence { flow, items: Vec::new() });
            }
            Event::MappingStart(style, anchor, _) => {
                self.refuse_anchor(anchor, span);
                let flow = style == StructureStyle::Flow;
                self.start(span, Kind::Mapping { flow, entries: Vec::new() });
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            _ => return true,
        }
        self.seen = self.seen.max(span.end);
        true
    }

    fn scalar(&mut self, text: Cow<'t, str>, style: ScalarStyle, span: Span) {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::Single,
            ScalarStyle::DoubleQuoted => Style::Double,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let span = if style.is_block() { self.block(span) } else { span };
        self.place(Node { span, kind: Kind::Scalar(Scalar { text, style }) });
    }

    /// The bytes of a block scalar from its indicator to the end of its last line that is
    /// not blank: the parser's own span starts at the first text and runs to the next key.
    fn block(&self, span: Span) -> Span {
        let before = self.text.get(self.seen..span.start).unwrap_or("");
        // An empty one at the end of the file has its indicator in the parser's span.
        let head = header(before).or_else(|| header(self.text.get(self.seen..span.end)?));
        let start = self.seen + head.unwrap_or(before.len());
        let end = self.text.get(..span.end).unwrap_or("").trim_end_matches(BLANK).len();
        Span::new(start, end.max(start + 1))
    }

    fn start(&mut self, span: Span, kind: Kind<'t>) {
        self.open.push(Open { node: Node { span, kind }, key: None });
    }

    /// Closes the innermost collection.
    fn end(&mut self, span: Span) {
        let Some(mut open) = self.open.pop() else { return };
        // Where an error cut the value off, the key still counts.
        if let Some(key) = open.key.take() {
            let value = Node { span: Span::at(key.span.end), kind: Kind::Alias };
            push(&mut open.node, Some(key), value);
        }
        let flow = matches!(
            open.node.kind,
            Kind::Sequence { flow: true, .. } | Kind::Mapping { flow: true, .. }
        );
        if flow {
            open.node.span.end = span.end.max(open.node.span.end);
        }
        self.place(open.node);
    }

    /// Puts a finished node where it belongs.
    fn place(&mut self, node: Node<'t>) {
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        match (&open.node.kind, open.key.take()) {
            (Kind::Mapping { .. }, None) => open.key = Some(node),
            (_, key) => push(&mut open.node, key, node),
        }
    }

    fn refuse(&mut self, span: Span, message: &str, help: &str) {
        let place = Place::new(self.path, span);
        let finding = Finding::new(rules::SYNTAX, Severity::Error, place, message);
        self.findings.push(finding.help(help));
    }

    fn refuse_anchor(&mut self, anchor: usize, span: Span) {
        if anchor != 0 {
            let before = self.text.get(self.seen..span.start).unwrap_or("");
            let start = before.find('&').map_or(span.start, |at| self.seen + at);
            let name = self.text.get(start..span.start.max(start)).unwrap_or("");
            let length = name.find(char::is_whitespace).unwrap_or(name.len());
            let span = Span::new(start, start + length);
            self.refuse(span, "不支持锚点（&）", "删去锚点，把内容直接写在用到的地方");
        }
    }

    fn fail(&mut self, error: &granit_parser::ScanError) {
        let at = error.marker().byte_offset().unwrap_or(self.seen);
        if let Some(span) = syntax::conflict(self.text) {
            let help = "选定一边，删去 <<<<<<<、=======、>>>>>>> 各行";
            self.refuse(span, "git 合并的冲突还没有解决", help);
        } else {
            let (span, message, help) = syntax::told(error.kind(), self.text, at);
            self.refuse(span, &message, help);
        }
        self.broken = true;
    }

    fn finish(mut self) -> Tree<'t> {
        while let Some(open) = self.open.last() {
            let end = open.node.span.end;
            self.end(Span::at(end));
        }
        Tree { root: self.root, findings: self.findings, broken: self.broken }
    }
}

/// Adds a child to a collection, which then reaches to the child's end.
fn push<'t>(parent: &mut Node<'t>, key: Option<Node<'t>>, node: Node<'t>) {
    parent.span.end = parent.span.end.max(node.span.end);
    match (&mut parent.kind, key) {
        (Kind::Sequence { items, .. }, _) => items.push(node),
        (Kind::Mapping { entries, .. }, Some(key)) => {
            entries.push(Entry { key, value: node });
        }
        _ => {}
    }
}

const BLANK: [char; 4] = [' ', '\t', '\n', '\r'];

/// Where the indicator of a block scalar stands in `before`, the text between the node
/// before it and its first character: `|` or `>` with nothing but a comment behind it.
fn header(before: &str) -> Option<usize> {
    let line_end = before.trim_end_matches(BLANK).len();
    let line_start = before[..line_end].rfind('\n').map_or(0, |at| at + 1);
    let line = &before[line_start..line_end];
    line.match_indices(['|', '>'])
        .map(|(at, _)| at)
        .find(|&at| {
            let opens = line[..at].is_empty() || line[..at].ends_with([' ', '\t', ':']);
            let rest = line[at + 1..]
                .trim_start_matches(|c: char| c.is_ascii_digit() || c == '+' || c == '-');
            opens
                && (rest.is_empty()
                    || rest.trim_start_matches([' ', '\t']).starts_with('#'))
        })
        .map(|at| line_start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value<'t>(text: &'t str, key: &str) -> &'t str {
        let tree = read("a.yaml", text);
        tree.root.as_ref().unwrap().entry(key).unwrap().value.span.of(text)
    }

    #[test]
    fn a_block_scalar_reaches_from_its_indicator_to_its_last_word() {
        let text = "a: 1 # x | y\nbody:   |- # 甲 | 乙\n\n  甲\n  乙\n\n# 丙\nb: 2\n";
        assert_eq!(value(text, "body"), "|- # 甲 | 乙\n\n  甲\n  乙");
        assert_eq!(value("body: |\nb: 2\n", "body"), "|");
        assert_eq!(value("body: |", "body"), "|");
        assert_eq!(value("\"a | b\": >2\n   甲\n", "a | b"), ">2\n   甲");
    }

    #[test]
    fn what_a_record_has_no_use_for_is_refused_at_its_place() {
        let text = "a: !!str 5\nb: &x 6\nc: *x\nd: *y\n---\ne: 1\n";
        let tree = read("a.yaml", text);
        let quoted: Vec<_> =
            tree.findings.iter().map(|f| f.place.span.unwrap().of(text)).collect();
        assert_eq!(quoted, ["!!str", "&x", "*x", "*y", "---"]);
        assert!(tree.broken);
    }

    #[test]
    fn what_stands_before_a_mistake_is_still_read() {
        let tree = read("a.yaml", "a: 1\nb: {c: [1, \"x\n");
        assert!(tree.broken && tree.findings.len() == 1);
        assert_eq!(tree.root.unwrap().entry("b").unwrap().value.entries().len(), 1);
    }

    #[test]
    fn depth_is_bounded() {
        for text in ["[".repeat(50_000), "- ".repeat(50_000), "{a: ".repeat(50_000)] {
            assert!(read("a.yaml", &text).broken);
        }
    }
}
