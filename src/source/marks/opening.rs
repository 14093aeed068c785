//! Labels that open the line of an item, before its number or behind it.

use super::addressee::is_addressee;
use super::label::{LONGEST, Label, Names, is_of_sentences};
use super::number;
use crate::text::{is_blank, trim_blank_start};

impl Names {
    /// The label that `head` opens with before an item, and how many characters it takes:
    /// `天津：1. …`, `【天津市】1. …`, `天津市　1. …`.
    pub(crate) fn opening(&self, head: &str) -> Option<(Label, usize)> {
        self.any_opening(head).filter(|(label, length)| {
            let mark = head.chars().take(*length).any(|c| matches!(c, '】' | '］'));
            label.is_known() || mark
        })
    }

    /// The same, whatever the label names.
    pub(crate) fn any_opening(&self, head: &str) -> Option<(Label, usize)> {
        let (end, mark) = head.char_indices().skip(1).take(LONGEST).find(|&(_, c)| {
            matches!(c, '：' | ':' | '】' | ']' | '］')
                || is_blank(c)
                || is_of_sentences(c)
        })?;
        let cut = if is_blank(mark) { end } else { end + mark.len_utf8() };
        let (label, rest) = head.split_at_checked(cut)?;
        let blank = rest.chars().take_while(|&c| is_blank(c)).count();
        let begins = trim_blank_start(rest);
        if number::marker(begins).is_none_or(|marker| marker.weak) {
            return None;
        }
        let found = self.label(label, false)?;
        Some((found, label.chars().count() + blank))
    }

    /// The label of a known region, or of another who is addressed, that `text`, an item
    /// without its number, begins with, and how many characters it takes: `【天津市】厘清…`,
    /// `天津市：厘清…`, `天津市　厘清…`; `whole` is whether nothing stands behind `text` on its
    /// line.
    pub(crate) fn leading(&self, text: &str, whole: bool) -> Option<(Label, usize)> {
        const BRACKETS: [(char, char); 5] =
            [('【', '】'), ('（', '）'), ('[', ']'), ('(', ')'), ('［', '］')];
        let shown = trim_blank_start(text);
        let closes =
            BRACKETS.iter().find(|(open, _)| shown.starts_with(*open)).map(|own| own.1);
        let parts = |c: char| match closes {
            Some(close) => c == close,
            None => matches!(c, '：' | ':') || is_blank(c),
        };
        let found = shown.char_indices().take(LONGEST).find(|&(_, c)| parts(c));
        let cut = match found {
            Some((end, mark)) => end + mark.len_utf8(),
            None if whole && closes.is_none() => shown.len(),
            None => return None,
        };
        let (name, rest) = shown.split_at_checked(cut)?;
        let label = self.label(name, false)?;
        let rest = rest.trim_start_matches(|c| matches!(c, '：' | ':') || is_blank(c));
        let taken = text.get(..text.len() - rest.len())?;
        let found = label.is_known() || is_addressee(&label.name);
        found.then(|| (label, taken.chars().count()))
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Regions;
    use crate::source::marks::label::Names;

    #[test]
    fn a_label_may_open_the_line_of_an_item() {
        let names = Names::new(&Regions::builtin());
        for (head, length) in [
            ("天津：1. 厘清", 3),
            ("【天津市】1、厘清", 5),
            ("［天津市］1、厘清", 5),
            ("天津市　1.厘清", 4),
        ] {
            assert_eq!(names.opening(head).map(|(_, n)| n), Some(length), "{head}");
        }
        assert_eq!(names.opening("天津：要加强监管"), None);
        assert_eq!(names.opening("天津市 1.5万人参加"), None);
    }
}
