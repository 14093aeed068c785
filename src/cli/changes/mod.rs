//! Recommendations whose text has changed, as people are told of them: by `collate` and by
//! `diff`, on a terminal, on a page, in a comment.

mod markdown;
mod page;
mod passage;

use std::io;

pub(super) use markdown::markdown;
pub(super) use page::page;

use serde_json::{Value, json};

use super::Context;
use crate::diag::visible;
use crate::text::{ChangeKind, Span, TextChange, truncate, width};
use passage::{Piece, passages};

/// What there is to tell of one recommendation.
pub(super) struct Told<'e> {
    /// The file.
    pub(super) path: &'e str,
    /// `None` where neither the file nor its name says it.
    pub(super) number: Option<u32>,
    pub(super) region: &'e str,
    /// What happened to it.
    pub(super) labels: Vec<String>,
    /// The changes themselves.
    pub(super) parts: Vec<Part<'e>>,
}

impl Told<'_> {
    fn number(&self) -> String {
        self.number.map_or(UNKNOWN.to_owned(), |number| number.to_string())
    }
}

/// What stands for a number or a region that is not known.
pub(super) const UNKNOWN: &str = "？";

/// A paragraph of what is told.
pub(super) enum Part<'e> {
    /// A whole text that went.
    Gone(&'e str),
    /// A whole text that came.
    Came(&'e str),
    /// A passage in which something changed, with what stands around.
    Passage(Vec<Piece<'e>>),
    /// Words about it.
    Line(String),
}

/// The passages of `new` that differ from `old`.
pub(super) fn changed<'e>(
    old: &'e str,
    new: &'e str,
    changes: &[TextChange],
) -> impl Iterator<Item = Part<'e>> {
    passages(old, new, changes).into_iter().map(Part::Passage)
}

/// How many changes there are of each kind, in words.
pub(super) fn counted(changes: &[TextChange], kind: ChangeKind) -> String {
    let count = changes.iter().filter(|change| change.kind == kind).count();
    let name = match kind {
        ChangeKind::Spacing => "空白",
        ChangeKind::Punctuation => "标点",
        ChangeKind::Wording => "文字",
    };
    format!("{name} {count} 处")
}

/// The changes from `old` to `new` as data: what kind, what went, what came, and at which
/// character of the new text, from 1.
pub(super) fn changes_as_json(old: &str, new: &str, changes: &[TextChange]) -> Value {
    let (mut bytes, mut at) = (0, 1);
    let change = |change: &TextChange| {
        at += Span::new(bytes, change.new.start).of(new).chars().count();
        bytes = change.new.start;
        json!({
            "kind": change.kind,
            "old": change.old.of(old),
            "new": change.new.of(new),
            "at": at,
        })
    };
    changes.iter().map(change).collect()
}

/// Prints what is told for a terminal: whole texts cut to one line.
pub(super) fn print(cx: &mut Context<'_, '_>, told: &Told<'_>) -> io::Result<()> {
    const INDENT: &str = "  ";
    let room = cx.streams.columns.saturating_sub(width(INDENT) + width("[--]"));
    let out = &mut cx.streams.out;
    let (path, region) = (visible(told.path), visible(told.region));
    let labels = visible(&told.labels.join("，"));
    writeln!(out, "{path} 第 {} 条（{region}）：{labels}", told.number())?;
    for part in &told.parts {
        let text = match part {
            Part::Line(line) => visible(line),
            Part::Gone(text) => gone(&visible(&truncate(text, room)), cx.color),
            Part::Came(text) => came(&visible(&truncate(text, room)), cx.color),
            Part::Passage(pieces) => {
                pieces.iter().map(|piece| painted(piece, cx.color)).collect()
            }
        };
        writeln!(out, "{INDENT}{text}")?;
    }
    Ok(())
}

/// A piece as a terminal shows it.
fn painted(piece: &Piece<'_>, color: bool) -> String {
    match piece {
        Piece::Same(text) => visible(text),
        Piece::Gone("") | Piece::Came("") | Piece::Cut => String::new(),
        Piece::Gone(text) => gone(&marked(text), color),
        Piece::Came(text) => came(&marked(text), color),
    }
}

fn gone(text: &str, color: bool) -> String {
    if color { format!("\u{1b}[31m[-{text}-]\u{1b}[0m") } else { format!("[-{text}-]") }
}

fn came(text: &str, color: bool) -> String {
    if color {
        format!("\u{1b}[32m{{+{text}+}}\u{1b}[0m")
    } else {
        format!("{{+{text}+}}")
    }
}

/// A changed text with the white space seen: the blank, and the end of a paragraph.
fn marked(text: &str) -> String {
    visible(&text.replace('\n', "⏎")).replace(' ', "␣")
}
