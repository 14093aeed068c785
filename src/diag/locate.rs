//! From spans to lines and columns, for all printers.

use crate::text::{LineIndex, Position, Span};

use super::{Place, Texts};

/// A place as people count it. The end is one past the last character. A whole file is
/// its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Where {
    pub(super) start: Position,
    pub(super) end: Position,
}

/// Finds lines and columns. Findings come sorted, so it keeps the last file and the last
/// place in it: a line with ten thousand findings is still read once.
pub(super) struct Locator<'t> {
    texts: &'t dyn Texts,
    file: Option<File<'t>>,
}

struct File<'t> {
    path: String,
    text: &'t str,
    lines: LineIndex,
    last: (usize, Position),
}

const TOP: Position = Position { line: 1, column: 1 };

impl<'t> Locator<'t> {
    pub(super) fn new(texts: &'t dyn Texts) -> Self {
        Self { texts, file: None }
    }

    /// Where `place` is.
    pub(super) fn find(&mut self, place: &Place) -> Where {
        let file = self.open(&place.path);
        match (file, place.span) {
            (Some(file), Some(span)) => {
                let start = file.position(span.start);
                Where { start, end: file.position(span.end.max(span.start)) }
            }
            _ => Where { start: TOP, end: TOP },
        }
    }

    /// The file's text and the span of the line that holds byte `at`.
    pub(super) fn line(&mut self, place: &Place) -> Option<(&'t str, Span)> {
        let at = place.span?.start;
        let file = self.open(&place.path)?;
        Some((file.text, file.lines.line_span(file.text, file.lines.line(at))?))
    }

    fn open(&mut self, path: &str) -> Option<&mut File<'t>> {
        if self.file.as_ref().is_none_or(|file| file.path != path) {
            let text = self.texts.text(path)?;
            let lines = LineIndex::new(text);
            self.file = Some(File { path: path.to_owned(), text, lines, last: (0, TOP) });
        }
        self.file.as_mut()
    }
}

impl File<'_> {
    fn position(&mut self, at: usize) -> Position {
        let line = self.lines.line(at);
        let (from, known) = self.last;
        let position = match self.text.get(from..at) {
            Some(between) if known.line == line => {
                Position { line, column: known.column + between.chars().count() }
            }
            _ => self.lines.position(self.text, at),
        };
        self.last = (at, position);
        position
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn places_are_the_same_in_any_order() {
        let text = "甲乙\n丙丁戊\n".to_owned();
        let texts = BTreeMap::from([("a".to_owned(), text.clone())]);
        let lines = LineIndex::new(&text);
        let mut locator = Locator::new(&texts);
        for at in [0, 3, 7, 10, 13, 7, 3, 16, 17] {
            let found = locator.find(&Place::new("a", Span::at(at)));
            assert_eq!(found.start, lines.position(&text, at), "{at}");
        }
        let gone = locator.find(&Place::new("b", Span::at(3)));
        assert_eq!((gone.start, gone.end), (TOP, TOP));
    }
}
