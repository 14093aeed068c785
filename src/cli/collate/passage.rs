//! The passages of a text that changed, with what stands around.

use crate::corpus::Entry;
use crate::text::Span;

/// A piece of a passage in which something changed.
pub(super) enum Piece<'e> {
    /// Stands in both.
    Same(&'e str),
    /// Stands in the source only.
    Gone(&'e str),
    /// Stands in the record only.
    Came(&'e str),
}

/// Characters shown on either side of a change.
const CONTEXT: usize = 12;

/// The passages of an entry's text that changed, with what stands around; changes that
/// stand close share one.
pub(super) fn passages(entry: &Entry) -> Vec<Vec<Piece<'_>>> {
    let text = entry.text.as_str();
    let mut passages: Vec<Vec<Piece<'_>>> = Vec::new();
    let mut done = 0;
    for change in &entry.changes {
        let between = Span::new(done, change.new.start).of(text);
        let near = between.chars().count() <= 2 * CONTEXT;
        let line = match passages.last_mut() {
            Some(line) if near => {
                line.push(Piece::Same(between));
                line
            }
            last => {
                if let Some(line) = last {
                    line.push(Piece::Same(first(between, CONTEXT)));
                }
                passages.push(vec![Piece::Same(final_part(between, CONTEXT))]);
                let Some(line) = passages.last_mut() else { continue };
                line
            }
        };
        line.push(Piece::Gone(change.old.of(&entry.issued)));
        line.push(Piece::Came(change.new.of(text)));
        done = change.new.end;
    }
    if let Some(line) = passages.last_mut() {
        line.push(Piece::Same(first(text.get(done..).unwrap_or(""), CONTEXT)));
    }
    passages
}

/// The first `count` characters.
fn first(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// The last `count` characters.
fn final_part(text: &str, count: usize) -> &str {
    let back = text.char_indices().rev().nth(count.saturating_sub(1));
    back.and_then(|(at, _)| text.get(at..)).unwrap_or(text)
}
