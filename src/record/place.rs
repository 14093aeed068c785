//! Where the bytes of a text stand in its file: what carets and fixes are placed by.
//!
//! A text and its file agree in runs of bytes; between them lie indentation, line ends,
//! folds and escapes. Finding the runs costs one pass over the scalar.

use super::body;
use super::tree::{self, Node, Scalar, Style};
use crate::text::Span;

/// A run of bytes that a text and its file spell alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Its first byte in the text.
    text: usize,
    /// Its first byte in the file.
    file: usize,
    /// How many bytes.
    len: usize,
}

/// The runs of one text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Runs(Vec<Run>);

impl Runs {
    fn push(&mut self, text: usize, file: usize, len: usize) {
        match self.0.last_mut() {
            Some(last)
                if last.text + last.len == text && last.file + last.len == file =>
            {
                last.len += len;
            }
            _ if len > 0 => self.0.push(Run { text, file, len }),
            _ => {}
        }
    }

    /// Bytes of the file from the first byte of `span` to its last; `None` where either
    /// is not spelled in the file as itself.
    pub(super) fn locate(&self, span: Span) -> Option<Span> {
        if span.is_empty() {
            let run = self.holding(|run| span.start <= run.text + run.len)?;
            return (run.text <= span.start)
                .then(|| Span::at(run.file + (span.start - run.text)));
        }
        let first = self.holding(|run| span.start < run.text + run.len)?;
        let last = self.holding(|run| span.end <= run.text + run.len)?;
        let start = first.file + span.start.checked_sub(first.text)?;
        let end = last.file + span.end.checked_sub(last.text).filter(|&n| n > 0)?;
        Some(Span::new(start, end))
    }

    /// The first run for which `reaches` holds.
    fn holding(&self, reaches: impl Fn(&Run) -> bool) -> Option<&Run> {
        self.0.get(self.0.partition_point(|run| !reaches(run)))
    }

    /// The runs of a text whose runs in another text are `inner`, where `self` are that
    /// other text's runs in the file.
    pub(super) fn through(&self, inner: &Self) -> Self {
        let mut runs = Self::default();
        let mut outer = self.0.iter().peekable();
        for run in &inner.0 {
            let end = run.file + run.len;
            while let Some(piece) = outer.peek() {
                let (from, to) =
                    (piece.text.max(run.file), (piece.text + piece.len).min(end));
                if from < to {
                    runs.push(
                        run.text + (from - run.file),
                        piece.file + (from - piece.text),
                        to - from,
                    );
                }
                if piece.text + piece.len > end {
                    break;
                }
                outer.next();
            }
        }
        runs
    }
}

/// The places of the texts that rules read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    pub(super) title: Runs,
    pub(super) body: Runs,
}

impl Places {
    /// Reads the file once more: few files have anything to point at, so nothing of this
    /// is kept for the others.
    pub(super) fn new(path: &str, file: &str) -> Self {
        let tree = tree::read(path, file);
        let node = |key| tree.root.as_ref()?.entry(key).map(|entry| &entry.value);
        let title = node("title").map(|node| runs(file, node)).unwrap_or_default();
        let body = node("body").map(|node| of_body(file, node)).unwrap_or_default();
        Self { title, body }
    }
}

/// The runs of the model's body in the file.
fn of_body(file: &str, node: &Node<'_>) -> Runs {
    let Some(scalar) = node.scalar() else { return Runs::default() };
    let value = lines(file, node, scalar);
    let outer = match scalar.style {
        Style::Literal => runs(file, node),
        Style::Folded => block(file, node.span, &value),
        _ => inline(file, node.span, scalar, Folds::AsLineEnds).1,
    };
    let mut inner = Runs::default();
    body::join(&value, |model, at, len| inner.push(model, at, len));
    outer.through(&inner)
}

/// What a body says, read as a literal block would read it: line ends inside a paragraph
/// are no spaces between Chinese characters, however an editor quoted the text.
pub(super) fn lines(file: &str, node: &Node<'_>, scalar: &Scalar<'_>) -> String {
    match scalar.style {
        Style::Literal => scalar.text.to_string(),
        Style::Folded => unfold(file, node.span),
        _ if !node.span.of(file).contains('\n') => scalar.text.to_string(),
        _ => inline(file, node.span, scalar, Folds::AsLineEnds).0,
    }
}

/// The runs of what a scalar says in `file`; none for collections.
pub(super) fn runs(file: &str, node: &Node<'_>) -> Runs {
    let Some(scalar) = node.scalar() else { return Runs::default() };
    match scalar.style {
        Style::Literal | Style::Folded => block(file, node.span, &scalar.text),
        _ => inline(file, node.span, scalar, Folds::AsYaml).1,
    }
}

/// A quoted scalar's bytes without its quotes.
const fn within(span: Span) -> Span {
    Span::new(span.start + 1, span.end.saturating_sub(1))
}

/// A literal block: each line of the text is the tail of a line of the file.
fn block(file: &str, span: Span, text: &str) -> Runs {
    let raw = span.of(file);
    let mut lines = raw.split_inclusive('\n');
    let mut at = span.start + lines.next().map_or(0, str::len);
    let mut runs = Runs::default();
    let mut from = 0;
    for (line, said) in lines.zip(text.split('\n')) {
        let bare = line.trim_end_matches('\n').trim_end_matches('\r');
        if bare.ends_with(said) {
            runs.push(from, at + bare.len() - said.len(), said.len());
        }
        at += line.len();
        from += said.len() + 1;
    }
    runs
}

/// The text of a folded block as a literal block would read it: line ends inside a
/// paragraph are no spaces between Chinese characters, whichever block an editor chose.
pub(super) fn unfold(file: &str, span: Span) -> String {
    let mut lines = span.of(file).lines();
    let head = lines.next().unwrap_or("");
    let line_start =
        file.get(..span.start).and_then(|t| t.rfind('\n')).map_or(0, |at| at + 1);
    let outer = indent(&file[line_start..]);
    let stated = head.chars().find_map(|c| c.to_digit(10)).map(|d| outer + d as usize);
    let first = || lines.clone().find(|l| !l.trim().is_empty()).map_or(0, indent);
    let depth = stated.unwrap_or_else(first);
    let mut text = String::new();
    for line in lines {
        text.push_str(line.get(depth.min(indent(line))..).unwrap_or(""));
        text.push('\n');
    }
    text
}

/// How many spaces a line starts with.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// How the line ends inside a plain or quoted scalar are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Folds {
    /// As YAML does: one is a space, of more one is lost.
    AsYaml,
    /// As themselves.
    AsLineEnds,
}

/// What a plain or quoted scalar says, and its runs: text and file walk side by side.
fn inline(file: &str, span: Span, scalar: &Scalar<'_>, folds: Folds) -> (String, Runs) {
    let text = &*scalar.text;
    // What starts an escape: a backslash, or the quote that stands for itself twice.
    let (span, escape) = match scalar.style {
        Style::Double => (within(span), '\\'),
        Style::Single => (within(span), '\''),
        _ => (span, '\0'),
    };
    let raw = span.of(file);
    let mut runs = Runs::default();
    let mut out = String::with_capacity(text.len());
    let (mut said, mut at) = (0, 0);
    while at < raw.len() {
        let rest = &raw[at..];
        let step = if rest.starts_with([' ', '\t', '\r', '\n']) {
            blank(rest, &text[said..])
        } else if escape != '\0' && rest.starts_with(escape) {
            escaped(rest, &text[said..])
        } else {
            let plain = rest.find([' ', '\t', '\r', '\n', escape]).unwrap_or(rest.len());
            Step { raw: plain, said: plain, same: true, ends: 0 }
        };
        let Some(next) = text.get(said..said + step.said) else { break };
        if step.raw == 0 || step.same && Some(next) != rest.get(..step.raw) {
            break;
        }
        if step.same {
            runs.push(out.len(), span.start + at, step.said);
        }
        if folds == Folds::AsLineEnds && step.ends > 0 {
            out.extend(std::iter::repeat_n('\n', step.ends));
        } else {
            out.push_str(next);
        }
        at += step.raw;
        said += step.said;
    }
    out.push_str(text.get(said..).unwrap_or(""));
    (out, runs)
}

/// So many bytes of the file stand for so many of the text, whether they are the same, and
/// how many line ends YAML folds in them.
struct Step {
    raw: usize,
    said: usize,
    same: bool,
    ends: usize,
}

/// White space: itself, or a fold where it holds a line end.
fn blank(raw: &str, text: &str) -> Step {
    let length = |s: &str| s.len() - s.trim_start_matches([' ', '\t', '\r', '\n']).len();
    let run = length(raw);
    let ends = raw[..run].matches('\n').count();
    match ends {
        0 => Step { raw: run, said: run, same: true, ends },
        1 => {
            Step { raw: run, said: usize::from(text.starts_with(' ')), same: false, ends }
        }
        more => Step { raw: run, said: more - 1, same: false, ends },
    }
}

/// An escape: `''`, or a backslash and what follows it.
fn escaped(raw: &str, text: &str) -> Step {
    let mut chars = raw.chars();
    let (first, second) = (chars.next(), chars.next().unwrap_or('\0'));
    let said = text.chars().next().map_or(0, char::len_utf8);
    if first == Some('\'') {
        return Step { raw: 2, said, same: false, ends: 0 };
    }
    let digits = match second {
        'x' => 2,
        'u' if said == 4 => 10, // a pair of surrogates: \uD850\uDC00
        'u' => 4,
        'U' => 8,
        '\r' | '\n' => {
            let rest = raw[1..].trim_start_matches([' ', '\t', '\r', '\n']);
            return Step { raw: raw.len() - rest.len(), said: 0, same: false, ends: 0 };
        }
        _ => 0,
    };
    Step { raw: 1 + second.len_utf8() + digits, said, same: false, ends: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tree;

    /// What the file holds at the places of `parts` of the scalar called `a`.
    fn places<'f>(file: &'f str, parts: &[&str]) -> Vec<Option<&'f str>> {
        let tree = tree::read("a.yaml", file);
        let root = tree.root.unwrap();
        let node = &root.entry("a").unwrap().value;
        let text = &node.scalar().unwrap().text;
        let runs = runs(file, node);
        parts
            .iter()
            .map(|part| {
                let at = text.find(part).unwrap();
                runs.locate(Span::new(at, at + part.len())).map(|span| span.of(file))
            })
            .collect()
    }

    #[test]
    fn every_style_has_its_places() {
        let literal = "a: |\n  甲乙。\r\n   丙\n\n  丁\n";
        assert_eq!(
            places(literal, &["乙", " 丙", "丁"]),
            [Some("乙"), Some(" 丙"), Some("丁")]
        );
        assert_eq!(
            places("a: 甲乙\n  丙\n", &["甲乙", " ", "丙"]),
            [Some("甲乙"), None, Some("丙")]
        );
        assert_eq!(
            places("a: '甲''乙 丙'\n", &["甲", "'", "乙 丙"]),
            [Some("甲"), None, Some("乙 丙")]
        );
        let double = "a: \"甲\\u4e00乙\\\n  丙\\x41丁\\U00020000戊\"\n";
        assert_eq!(
            places(double, &["甲", "一", "乙", "丙", "丁", "戊"]),
            [Some("甲"), None, Some("乙"), Some("丙"), Some("丁"), Some("戊")]
        );
    }

    #[test]
    fn a_place_may_reach_over_what_the_text_does_not_hold() {
        assert_eq!(places("a: |\n  甲。\n  乙。\n", &["。\n乙"]), [Some("。\n  乙")]);
    }

    #[test]
    fn an_empty_place_stands_at_the_end_of_what_is_before_it() {
        let mut runs = Runs::default();
        runs.push(0, 10, 3);
        runs.push(3, 20, 3);
        assert_eq!(runs.locate(Span::at(3)), Some(Span::at(13)));
        assert_eq!(runs.locate(Span::at(6)), Some(Span::at(23)));
        assert_eq!(runs.locate(Span::at(7)), None);
    }

    #[test]
    fn a_folded_block_unfolds() {
        let file = "a: >-\n  甲。\n  乙\n\n  丙\n";
        let tree = tree::read("a.yaml", file);
        let span = tree.root.unwrap().entry("a").unwrap().value.span;
        assert_eq!(unfold(file, span), "甲。\n乙\n\n丙\n");
    }
}
