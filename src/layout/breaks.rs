//! Where a line may end.
//!
//! The Unicode rules (UAX 14, strict) come from icu_segmenter. Chinese adds its own, and
//! knows better about quotes, which Unicode cannot tell apart by language: marks that may
//! not start a line, marks that may not end one, and —— and …… that stay whole (GB/T 15834
//! clause 5).

use icu_segmenter::options::{
    LineBreakOptions, LineBreakStrictness, WordBreakInvariantOptions,
};
use icu_segmenter::{LineSegmenter, WordSegmenter};

use crate::text::{
    is_closing, is_han, is_latin_word, is_opening, is_sentence_end, is_wide_punctuation,
};

/// For each byte of `text`, and one past it, whether a line may start there.
pub(super) fn opportunities(text: &str) -> Vec<bool> {
    let mut allowed = vec![false; text.len() + 1];
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    for at in LineSegmenter::new_for_non_complex_scripts(options).segment_str(text) {
        allow(&mut allowed, at);
    }
    let mut before = None;
    for (at, c) in text.char_indices() {
        if let Some(previous) = before {
            let chinese = is_chinese(previous) && is_chinese(c);
            if let Some(slot) = allowed.get_mut(at) {
                *slot = (*slot || chinese) && !forbidden(previous, c);
            }
        }
        before = Some(c);
    }
    allowed
}

/// The same, but only between words, and not inside a date: for titles, whose lines end
/// where a word does.
pub(super) fn between_words(text: &str) -> Vec<bool> {
    let mut words = vec![false; text.len() + 1];
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    for at in segmenter.segment_str(text) {
        allow(&mut words, at);
    }
    for ((_, before), (at, c)) in text.char_indices().zip(text.char_indices().skip(1)) {
        if let Some(slot) = words.get_mut(at).filter(|_| in_number(before, c)) {
            *slot = false;
        }
    }
    opportunities(text).into_iter().zip(words).map(|(line, word)| line && word).collect()
}

/// Whether a number or a date goes on between these two: 二〇二一年, 2021年.
fn in_number(before: char, after: char) -> bool {
    let digit = |c: char| c.is_ascii_digit() || "〇一二三四五六七八九十".contains(c);
    digit(before) && (digit(after) || "年月日号".contains(after))
}

fn allow(allowed: &mut [bool], at: usize) {
    if let Some(slot) = allowed.get_mut(at) {
        *slot = true;
    }
}

fn is_chinese(c: char) -> bool {
    is_han(c) || is_wide_punctuation(c)
}

/// Whether a word that is longer than a line is better cut between these two than
/// anywhere: after a mark inside an address, a date or a number.
pub(super) fn may_cut(before: char, after: char) -> bool {
    after.is_alphanumeric() && "/-_.?&=:@,;".contains(before)
}

/// Whether no line may end between these two.
fn forbidden(before: char, after: char) -> bool {
    may_not_start(after)
        || is_opening(before)
        // GB/T, e-mail, 2015-2019: words that Unicode would part.
        || (matches!(before, '/' | '-') && is_latin_word(after))
        || (before == after && matches!(after, '—' | '…'))
}

/// Whether `c` may not start a line.
fn may_not_start(c: char) -> bool {
    is_closing(c)
        || is_sentence_end(c)
        || matches!(c, '，' | '、' | '；' | '：' | '．' | '·' | '～' | '／' | '…' | '—')
        || matches!(c, '%' | '‰' | '℃' | '％' | '°' | ',' | '.' | ';' | ':' | '!' | '?')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let allowed = opportunities(text);
        let mut starts: Vec<usize> = (1..text.len()).filter(|&i| allowed[i]).collect();
        starts.insert(0, 0);
        starts.push(text.len());
        starts.windows(2).map(|w| &text[w[0]..w[1]]).collect()
    }

    #[test]
    fn marks_stay_with_what_they_belong_to() {
        assert_eq!(pieces("甲，“乙”（丙）。"), ["甲，", "“乙”", "（丙）。"]);
        assert_eq!(pieces("提振“精气神”。"), ["提", "振", "“精", "气", "神”。"]);
        assert_eq!(pieces("甲——乙……丙"), ["甲——", "乙……", "丙"]);
        assert_eq!(
            pieces("“营转非”“以包代班”"),
            ["“营", "转", "非”", "“以", "包", "代", "班”"]
        );
    }

    #[test]
    fn latin_words_and_numbers_stay_whole() {
        assert_eq!(
            pieces("达到75%的GB/T 9704要求"),
            ["达", "到", "75%", "的", "GB/T ", "9704", "要", "求"]
        );
        assert_eq!(pieces("3.5万吨"), ["3.5", "万", "吨"]);
    }

    #[test]
    fn titles_end_their_lines_between_words() {
        let text = "安全生产工作建议";
        let allowed = between_words(text);
        assert!(allowed["安全".len()] && !allowed["安".len()]);
        let text = "关于二〇一五年以来";
        let allowed = between_words(text);
        let starts: Vec<usize> = (1..text.len()).filter(|&i| allowed[i]).collect();
        assert_eq!(starts, ["关于".len(), "关于二〇一五年".len()]);
    }
}
