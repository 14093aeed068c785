//! The passages of a text that changed, with what stands around.

use crate::text::{ChangeKind, Span, TextChange, count_chars, past_chars};

/// A piece of a passage in which something changed.
pub(in crate::cli) enum Piece<'e> {
    /// Stands in both.
    Same(&'e str),
    /// Stands in the old text only.
    Gone(&'e str),
    /// Stands in the new text only.
    Came(&'e str),
    /// More stands in both that is not shown.
    Cut,
}

/// Characters shown on either side of a change.
const CONTEXT: usize = 12;

/// The passages of `new` that differ from `old`, with what stands around; changes that
/// stand close share one.
pub(super) fn passages<'e>(
    old: &'e str,
    new: &'e str,
    changes: &[TextChange],
) -> Vec<Vec<Piece<'e>>> {
    let mut passages: Vec<Vec<Piece<'_>>> = Vec::new();
    let mut done = 0;
    for (gone, came) in rewritten(old, new, changes) {
        let between = Span::new(done, came.start).of(new);
        let near = between.chars().count() <= 2 * CONTEXT;
        let line = match passages.last_mut() {
            Some(line) if near => {
                line.push(Piece::Same(between));
                line
            }
            last => {
                if let Some(line) = last {
                    line.extend(after(between));
                }
                passages.push(before(between));
                let Some(line) = passages.last_mut() else { continue };
                line
            }
        };
        line.push(Piece::Gone(gone.of(old)));
        line.push(Piece::Came(came.of(new)));
        done = came.end;
    }
    if let Some(line) = passages.last_mut() {
        line.extend(after(new.get(done..).unwrap_or("")));
    }
    passages
}

/// What went and what came in each place. Two rewordings are one where so little stands
/// between that the two texts have it in common by chance: 和, 的, 要.
fn rewritten(old: &str, new: &str, changes: &[TextChange]) -> Vec<(Span, Span)> {
    const LITTLE: usize = 2;
    let size = |span: Span, text| count_chars(span.of(text));
    let much = |change: &TextChange, than| {
        change.kind == ChangeKind::Wording
            && size(change.old, old).max(size(change.new, new)) > than
    };
    let mut rewritten: Vec<(Span, Span)> = Vec::new();
    let mut before: Option<&TextChange> = None;
    for change in changes {
        let one = before.is_some_and(|before| {
            let between = size(Span::new(before.new.end, change.new.start), new);
            between <= LITTLE && much(before, between) && much(change, between)
        });
        match rewritten.last_mut() {
            Some((gone, came)) if one => {
                (gone.end, came.end) = (change.old.end, change.new.end);
            }
            _ => rewritten.push((change.old, change.new)),
        }
        before = Some(change);
    }
    rewritten
}

/// What is shown of the text before a change.
fn before(text: &str) -> Vec<Piece<'_>> {
    let start = text.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let cut = (start > 0).then_some(Piece::Cut);
    let shown = Piece::Same(text.get(start..).unwrap_or(text));
    cut.into_iter().chain([shown]).collect()
}

/// What is shown of the text after a change.
fn after(text: &str) -> Vec<Piece<'_>> {
    let end = past_chars(text, CONTEXT);
    let cut = (end < text.len()).then_some(Piece::Cut);
    let shown = Piece::Same(text.get(..end).unwrap_or(text));
    [shown].into_iter().chain(cut).collect()
}
