//! A title or a body, as the rules about text read it.

use crate::diag::{Edit, Fix, Place, Safety};
use crate::record::{Part, Record};
use crate::text::Span;

/// The title or the body of one record.
pub(super) struct Passage<'c> {
    /// The file it stands in.
    pub(super) record: &'c Record,
    /// Which of the two it is.
    pub(super) part: Part,
    /// Its text, as the model holds it: paragraphs parted by `\n`.
    pub(super) text: &'c str,
}

impl<'c> Passage<'c> {
    /// The title, if there is one, and the body.
    pub(super) fn all(record: &'c Record) -> Vec<Self> {
        let Some(value) = &record.value else { return Vec::new() };
        let title = value.title.as_deref().map(|text| (Part::Title, text));
        let body = Some((Part::Body, value.body.as_str()));
        let parts = title.into_iter().chain(body);
        parts.map(|(part, text)| Self { record, part, text }).collect()
    }

    /// Where bytes `span` of the text stand in the file; where the file spells them in
    /// another way, the whole field.
    pub(super) fn place(&self, span: Span) -> Place {
        let located = self.record.locate(self.part, span);
        let field = match self.part {
            Part::Title => "title",
            Part::Body => "body",
        };
        let span = located.or_else(|| Some(self.record.field(field)?.value));
        Place { path: self.record.path.clone(), span }
    }

    /// The fix that replaces bytes `span` of the text by `new`; `None` where the file does
    /// not hold them as they are (an escape, a line break between them).
    pub(super) fn fix(
        &self,
        title: impl Into<String>,
        safety: Safety,
        edits: &[(Span, &str)],
    ) -> Option<Fix> {
        let edit = |&(span, new): &(Span, &str)| {
            let place = self.record.locate(self.part, span)?;
            let same = place.of(&self.record.text) == span.of(self.text);
            same.then(|| Edit { span: place, text: new.to_owned() })
        };
        let edits = edits.iter().map(edit).collect::<Option<Vec<_>>>()?;
        Some(Fix { title: title.into(), safety, edits })
    }
}
