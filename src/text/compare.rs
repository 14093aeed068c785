//! What changed between two texts, and whether it is spacing, punctuation or wording.
//!
//! The difference is taken over characters, because Chinese has no spaces to part words.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::chars::{is_han, is_wide_punctuation};
use super::lines::Span;
use super::signs::say_other;
use super::unified::unified;

/// How grave a change of a text is, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// White space and invisible characters that part no words.
    Spacing,
    /// Marks, and the width or form in which a character is written.
    Punctuation,
    /// Anything a reader would read aloud.
    Wording,
}

/// One place where two texts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// Bytes of the old text that went; empty for an addition.
    pub old: Span,
    /// Bytes of the new text that came; empty for a removal.
    pub new: Span,
    /// How grave it is.
    pub kind: ChangeKind,
}

/// The places where `new` differs from `old`, in order.
///
/// First the words are lined up, each in either width, then what stands between them: a
/// difference over all characters lines up two dashes and loses the number between them.
pub fn compare(old: &str, new: &str) -> Vec<TextChange> {
    let (before, after) = (Characters::of(old), Characters::of(new));
    let mut changes = Changes { before: &before, after: &after, found: Vec::new() };
    let (mut i, mut j) = (0, 0);
    for op in capture_diff_slices(Algorithm::Myers, &before.words, &after.words) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            for (a, b) in (old_index..old_index + len).zip(new_index..) {
                let (a, b) = (before.place(a), after.place(b));
                changes.add(i..a, j..b);
                changes.add(a..a + 1, b..b + 1);
                (i, j) = (a + 1, b + 1);
            }
        } else {
            // Up to the next word, the marks round it included.
            let (a, b) =
                (before.place(op.old_range().end), after.place(op.new_range().end));
            changes.add(i..a, j..b);
            (i, j) = (a, b);
        }
    }
    changes.add(i..before.chars.len(), j..after.chars.len());
    changes.found
}

type Range = std::ops::Range<usize>;

struct Changes<'t> {
    before: &'t Characters,
    after: &'t Characters,
    found: Vec<TextChange>,
}

impl Changes<'_> {
    /// What differs between these characters, without what both begin or end with.
    fn add(&mut self, mut gone: Range, mut came: Range) {
        let (old, new) = (&self.before.chars, &self.after.chars);
        // All that stands between two words says what its marks mean.
        let other = self.says_other(gone.clone(), came.clone());
        let both = |a: &Range, b: &Range| !a.is_empty() && !b.is_empty();
        while both(&gone, &came) && old.get(gone.start) == new.get(came.start) {
            (gone.start, came.start) = (gone.start + 1, came.start + 1);
        }
        while both(&gone, &came) && old.get(gone.end - 1) == new.get(came.end - 1) {
            (gone.end, came.end) = (gone.end - 1, came.end - 1);
        }
        if gone.is_empty() && came.is_empty() {
            return;
        }
        let kind = if other {
            ChangeKind::Wording
        } else {
            kind(self.before, gone.clone(), self.after, came.clone())
        };
        let (old, new) = (self.before.span(gone), self.after.span(came));
        match self.found.last_mut() {
            Some(last)
                if last.kind == kind
                    && last.old.end == old.start
                    && last.new.end == new.start =>
            {
                (last.old.end, last.new.end) = (old.end, new.end);
            }
            _ => self.found.push(TextChange { old, new, kind }),
        }
    }

    /// Whether these marks say something else; those around a change of words do not count.
    fn says_other(&self, gone: Range, came: Range) -> bool {
        let (left, right) =
            (self.before.before(gone.start), self.before.chars.get(gone.end).copied());
        let (gone, came) = (self.before.slice(gone), self.after.slice(came));
        gone != came
            && !gone.iter().chain(came).any(|&c| is_read(c))
            && say_other(left, gone, came, right)
    }
}

/// A text as characters with the byte where each starts, and its words: the characters
/// that are read aloud, without their width, with the place of each.
struct Characters {
    chars: Vec<char>,
    starts: Vec<usize>,
    words: Vec<char>,
    places: Vec<usize>,
}

impl Characters {
    fn of(text: &str) -> Self {
        let (mut starts, chars): (Vec<_>, Vec<_>) = text.char_indices().unzip();
        starts.push(text.len());
        let (places, words) = chars
            .iter()
            .enumerate()
            .filter(|&(_, &c)| is_read(c))
            .map(|(place, &c)| (place, same_character(c)))
            .unzip();
        Self { chars, starts, words, places }
    }

    /// Where the word character `index` stands; the end of the text past the last.
    fn place(&self, index: usize) -> usize {
        self.places.get(index).copied().unwrap_or(self.chars.len())
    }

    fn span(&self, range: Range) -> Span {
        let at = |i: usize| self.starts.get(i).copied().unwrap_or(0);
        Span::new(at(range.start), at(range.end))
    }

    fn slice(&self, range: Range) -> &[char] {
        self.chars.get(range).unwrap_or(&[])
    }

    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|i| self.chars.get(i)).copied()
    }
}

fn kind(old: &Characters, gone: Range, new: &Characters, came: Range) -> ChangeKind {
    let (left, right) = (old.before(gone.start), old.chars.get(gone.end).copied());
    let (gone, came) = (old.slice(gone), new.slice(came));
    let words = |chars: &[char]| -> Vec<char> {
        let kept = chars.iter().filter(|&&c| is_read(c));
        kept.map(|&c| same_character(c)).collect()
    };
    if words(gone) != words(came) {
        return ChangeKind::Wording;
    }
    // 1.5 and 15, or "work safety" and "worksafety", are other words: between two letters
    // or digits a mark or a space may change into another, not come or go.
    let parts = |chars: &[char]| !chars.is_empty() && words(chars).is_empty();
    let inside = left.is_some_and(is_word) && right.is_some_and(is_word);
    if inside && parts(gone) != parts(came) {
        return ChangeKind::Wording;
    }
    if gone.iter().chain(came).all(|&c| is_spacing(c)) {
        ChangeKind::Spacing
    } else {
        ChangeKind::Punctuation
    }
}

/// Whether `c` is white space, or takes no room and has no meaning of its own.
pub fn is_spacing(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E5E5}' | '\u{E0000}'..='\u{E007F}')
}

/// Whether `c` is read aloud wherever it stands.
fn is_read(c: char) -> bool {
    !is_spacing(c) && !is_mark(c)
}

/// Whether `c` is a mark that is not read aloud. `%`, `+`, `/` and the like are read.
fn is_mark(c: char) -> bool {
    /// Those of ASCII, dashes, dots, and the brackets of other scripts and forms.
    const NARROW: &str = concat!(
        ",.;:?!()[]{}<>«»\"'-_~`*「」『』",
        "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2500}\u{301C}",
        "\u{2022}\u{2027}\u{2219}\u{22EF}\u{30FB}\u{2039}\u{203A}\u{2329}\u{232A}",
        "˜∼⋅●⸺⸻﹁﹂﹃﹄﹝﹞﹣",
    );
    let read = matches!(c, '％' | '＋' | '／' | '＝' | '＄' | '＆' | '＠' | '＃');
    !c.is_alphanumeric() && ((is_wide_punctuation(c) && !read) || NARROW.contains(c))
}

pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c)
}

/// `c` without what makes it wide, or a radical of what it should be: `７` and `7` are one
/// character in two widths, ⼯ (U+2F2F) and 工 one in two forms.
pub(super) fn same_character(c: char) -> char {
    match c {
        '\u{4E00}'..='\u{9FFF}' => c,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => unified(c).unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn kinds(old: &str, new: &str, expected: &[ChangeKind]) {
        let found: Vec<_> = compare(old, new).iter().map(|c| c.kind).collect();
        assert_eq!(found, expected, "{old} → {new}");
    }

    #[test]
    fn spacing_punctuation_and_wording_are_told_apart() {
        use ChangeKind::{Punctuation, Spacing, Wording};
        kinds("推进 800 公里", "推进800公里", &[Spacing, Spacing]);
        kinds("修订,加快", "修订，加快", &[Punctuation]);
        kinds("达到７５％的", "达到75%的", &[Punctuation]);
        kinds("严厉非法营运", "严厉打击非法营运", &[Wording]);
        kinds("１1．", "11．", &[Punctuation]);
        kinds("―— 3 ———要", "——3——要", &[Punctuation, Punctuation]);
        kinds("同样的话", "同样的话", &[]);
        kinds("加强。加快", "加强，加快", &[Punctuation]);
        kinds("安全⼯作", "安全工作", &[Punctuation]);
        kinds("安全⼯作", "安全土作", &[Wording]);
    }

    #[test]
    fn a_mark_between_digits_is_part_of_the_number() {
        use ChangeKind::{Punctuation, Wording};
        kinds("1.5个百分点", "15个百分点", &[Wording]);
        kinds("work safety", "worksafety", &[Wording]);
        kinds("3-5年", "3～5年", &[Punctuation]);
        kinds("75%的", "75的", &[Wording]);
        for other in ["1、5", "1，5", "1,5", "1:5", "1-5", "1～5", "1 5", "15"] {
            kinds("下降1.5个", &format!("下降{other}个"), &[Wording]);
            kinds(&format!("下降{other}个"), "下降1.5个", &[Wording]);
        }
        kinds("比例为8:2", "比例为8-2", &[Wording]);
        kinds("比例为8:2", "比例为8：2", &[Punctuation]);
        kinds("第3,5条", "第3，5条", &[Punctuation]);
        kinds("“6.13”事故", "“6·13”事故", &[Punctuation]);
        kinds("1．5个", "1. 5个", &[Punctuation]);
        kinds("安委办[2021]4号", "安委办〔2021〕4号", &[Punctuation, Punctuation]);
        kinds("«刑法»", "《刑法》", &[Punctuation, Punctuation]);
        kinds("第2(3)项", "第23项", &[Wording, Punctuation]);
        kinds("2015--2019年", "2015—2019年", &[Punctuation]);
        kinds("“6·13\"2次", "“6·13”2次", &[Punctuation]);
    }

    #[test]
    fn a_sign_before_a_number_is_part_of_it() {
        use ChangeKind::{Punctuation, Wording};
        kinds("控制在-5℃以下", "控制在5℃以下", &[Wording]);
        kinds("控制在5℃以下", "控制在－5℃以下", &[Wording]);
        kinds("控制在-5℃以下", "控制在－5℃以下", &[Punctuation]);
        kinds("5月-6月", "5月—6月", &[Punctuation]);
        kinds("5月-6月", "5月6月", &[Wording]);
        kinds("- 5项制度", "5项制度", &[Punctuation]);
        kinds("标准GB-5", "标准GB—5", &[Punctuation]);
    }

    #[test]
    fn what_compares_is_read_and_what_brackets_is_not() {
        use ChangeKind::{Punctuation, Wording};
        kinds("浓度<5%", "浓度5%", &[Wording]);
        kinds("浓度<5%", "浓度>5%", &[Wording]);
        kinds("浓度＜下限", "浓度下限", &[Wording]);
        kinds("浓度<5%", "浓度＜5%", &[Punctuation]);
        kinds("<安全生产法>", "《安全生产法》", &[Punctuation, Punctuation]);
        kinds("<<2030年规划>>", "《2030年规划》", &[Punctuation, Punctuation]);
        kinds("《安全生产法》", "安全生产法", &[Punctuation, Punctuation]);
    }

    #[test]
    fn places_are_bytes_of_both_texts() {
        let (old, new) = ("修订,加快", "修订，加快");
        let change = compare(old, new)[0];
        assert_eq!((change.old.of(old), change.new.of(new)), (",", "，"));
    }
}
