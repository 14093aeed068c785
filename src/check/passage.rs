//! A title or a body, as the rules about text read it.
//!
//! Places are bytes of the text as the model holds it, where a sentence goes on over the
//! line ends of its file; [`Passage::place`] and [`Passage::fix`] find them in the file.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::diag::{Edit, Finding, Fix, Place, Safety};
use crate::record::{Part, Record};
use crate::text::{Span, is_han, is_wide_punctuation};

use super::Check;

/// A pattern of a rule. One that does not compile finds nothing, and its rule's page fails.
pub(super) type Pattern = LazyLock<Option<Regex>>;

/// Compiles a pattern.
pub(super) fn pattern(source: &str) -> Option<Regex> {
    Regex::new(source).ok()
}

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
        let Some(value) = record.readable() else { return Vec::new() };
        let title = value.title.as_deref().map(|text| (Part::Title, text));
        let body = Some((Part::Body, value.body.as_str()));
        let parts = title.into_iter().chain(body);
        parts.map(|(part, text)| Self { record, part, text }).collect()
    }

    /// All matches of a pattern.
    pub(super) fn matches(
        &self,
        pattern: &Pattern,
    ) -> impl Iterator<Item = Captures<'c>> {
        pattern.as_ref().into_iter().flat_map(|regex| regex.captures_iter(self.text))
    }

    /// The character before byte `at`; `None` at the start of a paragraph.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back().filter(|&c| c != '\n')
    }

    /// The character at byte `at`; `None` at the end of a paragraph.
    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next().filter(|&c| c != '\n')
    }

    /// Whether Chinese stands directly before or after `span`.
    pub(super) fn touches_chinese(&self, span: Span) -> bool {
        self.before(span.start).is_some_and(is_chinese)
            || self.after(span.end).is_some_and(is_chinese)
    }

    /// Where bytes `span` of the text stand in the file; where the file spells them in
    /// another way, the beginning of the field.
    pub(super) fn place(&self, span: Span) -> Place {
        let located = self.record.locate(self.part, span);
        let field = match self.part {
            Part::Title => "title",
            Part::Body => "body",
        };
        let span =
            located.or_else(|| Some(Span::at(self.record.field(field)?.value.start)));
        Place { path: self.record.path.clone(), span }
    }

    /// A finding of `check` at bytes `span` of the text.
    pub(super) fn finding(
        &self,
        check: &Check,
        span: Span,
        message: impl Into<String>,
    ) -> Finding {
        check.finding(self.place(span), message)
    }

    /// The fix that replaces bytes of the text by others; `None` where the file does not
    /// hold them as they are (an escape, a line break between them).
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

    /// A finding at bytes `span` with the fix that puts `new` there.
    pub(super) fn replacing(
        &self,
        check: &Check,
        span: Span,
        message: impl Into<String>,
        safety: Safety,
        new: &str,
    ) -> Finding {
        let title = if new.is_empty() {
            "删去".to_owned()
        } else {
            format!("改为“{new}”")
        };
        let finding = self.finding(check, span, message);
        match self.fix(title.clone(), safety, &[(span, new)]) {
            Some(fix) => finding.fix(fix),
            // The file spells it with an escape or over a line end.
            None => finding.help(format!("{title}；要手工改")),
        }
    }
}

/// The span of group `index` of a match; empty where it took no part.
pub(super) fn group(found: &Captures<'_>, index: usize) -> Span {
    found.get(index).map_or(Span::default(), |m| Span::new(m.start(), m.end()))
}

/// Whether `c` is a Chinese character or a mark of Chinese text.
pub(super) fn is_chinese(c: char) -> bool {
    is_han(c) || is_wide_punctuation(c)
}
