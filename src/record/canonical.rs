//! A file in canonical spelling, with its comments.
//!
//! A comment above a field goes where the field goes, one behind a value stays behind it;
//! where a value has more than one, or has no lines of its own any more, they come above.
//! Comments at the top that a blank line parts from the fields stay at the top.

use std::collections::BTreeMap;

use super::change::line_end;
use super::comments::comments;
use super::fields::SOURCE;
use super::tree::{self, Node};
use super::write::{self, INDENT};
use super::{FieldDecl, Record, read, rules};
use crate::text::Span;

/// The canonical spelling of the file of `record`; the error is a sentence why it is left
/// as it is. Line ends stay what they are.
pub fn canonical(record: &Record, declared: &[FieldDecl]) -> Result<String, String> {
    let again = |text: &str| read(&record.path, &record.list, text.as_bytes(), declared);
    let (now, findings) = again(&record.text);
    let stops = findings.iter().any(|finding| finding.rule != rules::SCHEMA);
    let Some(value) = now.value.filter(|_| !stops) else {
        return Err(format!("{}：有错，先按 jianyi validate 改好", record.path));
    };
    let tree = tree::read(&record.path, &record.text);
    let spans = comments(&record.text);
    let mut notes = Notes::default();
    let fields = tree.root.as_ref().map(flat).unwrap_or_default();
    for &span in &spans {
        notes.add(&record.text, &fields, span);
    }
    let text = notes.spell(write::lines(&value, declared), line_end(&record.text));
    let said = |text: &str, spans: &[Span]| {
        let mut said: Vec<_> =
            spans.iter().map(|span| span.of(text).trim_end().to_owned()).collect();
        said.sort();
        said
    };
    let kept = said(&text, &comments(&text)) == said(&record.text, &spans);
    if kept && again(&text).0.value.as_ref() == Some(&value) {
        Ok(text)
    } else {
        Err(format!("{} 里的注释放不进规范写法，请手工调整", record.path))
    }
}

/// A field and the bytes from its key to the end of its value.
struct Place {
    name: String,
    span: Span,
}

/// The fields of a file in its order, those of `source` after it.
fn flat(root: &Node<'_>) -> Vec<Place> {
    let mut places = Vec::new();
    for entry in root.entries() {
        let name = entry.name().unwrap_or("");
        places.push(Place { name: name.to_owned(), span: entry.span() });
        let inner = if name == SOURCE { entry.value.entries() } else { &[] };
        places.extend(inner.iter().map(|entry| Place {
            name: format!("{SOURCE}.{}", entry.name().unwrap_or("")),
            span: entry.span(),
        }));
    }
    places
}

/// The comments of a file, by where they go.
#[derive(Default)]
struct Notes<'t> {
    header: Vec<&'t str>,
    above: BTreeMap<String, Vec<&'t str>>,
    behind: BTreeMap<String, &'t str>,
    tail: Vec<&'t str>,
}

impl<'t> Notes<'t> {
    /// Puts one comment where it goes.
    fn add(&mut self, text: &'t str, fields: &[Place], span: Span) {
        let comment = span.of(text).trim_end();
        let before = text.get(..span.start).unwrap_or("");
        let line = before.rfind('\n').map_or(before, |end| &before[end + 1..]);
        let started = fields.iter().rev().find(|field| field.span.start < span.start);
        let next = fields.iter().find(|field| span.start < field.span.start);
        let own_line = line.trim_start_matches('\u{feff}').trim().is_empty();
        match (started, next) {
            (Some(field), _) if !own_line => {
                let between = text.get(field.span.start..span.start).unwrap_or("");
                let ends = field.span.end <= span.start || !between.contains('\n');
                if ends && !self.behind.contains_key(&field.name) {
                    self.behind.insert(field.name.clone(), comment);
                } else {
                    self.above(&field.name, comment);
                }
            }
            (Some(field), _) if span.end < field.span.end && field.name != SOURCE => {
                self.above(&field.name, comment);
            }
            (None, Some(next)) if stands_apart(text.get(span.end..next.span.start)) => {
                self.header.push(comment);
            }
            (_, Some(next)) => self.above(&next.name, comment),
            (_, None) => self.tail.push(comment),
        }
    }

    fn above(&mut self, name: &str, comment: &'t str) {
        self.above.entry(name.to_owned()).or_default().push(comment);
    }

    /// The fields with their comments; those of fields that are not written any more, as an
    /// empty list is not, come last.
    fn spell(mut self, lines: Vec<write::Line>, end: &str) -> String {
        let mut out = String::new();
        for comment in &self.header {
            out.extend([comment, end]);
        }
        if !self.header.is_empty() {
            out.push_str(end);
        }
        let written: Vec<_> = lines.iter().map(|line| line.name.clone()).collect();
        let mut homeless: Vec<&str> = Vec::new();
        self.above.retain(|name, comments| {
            let stays = written.contains(name);
            homeless.extend(comments.iter().filter(|_| !stays));
            stays
        });
        self.behind.retain(|name, comment| {
            let stays = written.contains(name);
            homeless.extend(Some(*comment).filter(|_| !stays));
            stays
        });
        for line in lines {
            let indent = if line.name.contains('.') { INDENT } else { "" };
            for comment in self.above.remove(&line.name).unwrap_or_default() {
                out.extend([indent, comment, end]);
            }
            let behind = self.behind.remove(&line.name);
            let behind = behind.map_or_else(String::new, |comment| format!(" {comment}"));
            line.push_to(&mut out, &behind, end);
        }
        for comment in homeless.iter().chain(&self.tail) {
            out.extend([comment, end]);
        }
        out
    }
}

/// Whether a blank line, or the start of a document, is in what stands between a comment
/// and the first field.
fn stands_apart(between: Option<&str>) -> bool {
    let mut lines = between.unwrap_or("").lines().skip(1);
    lines.any(|line| line.trim().is_empty() || line.starts_with("---"))
}
