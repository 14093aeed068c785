//! Sentences of Chinese text, and what stands between two lines when they are joined.

use super::chars::{is_closing, is_latin_word, is_sentence_end};

/// Splits `text` into sentences. Each keeps its stop and the closing marks after it; the
/// pieces put together are `text` again.
///
/// ```
/// let found: Vec<_> = jianyi::text::sentences("要“严查。”再查。完").collect();
/// assert_eq!(found, ["要“严查。”", "再查。", "完"]);
/// ```
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (sentence, tail) = rest.split_at(sentence_length(rest));
        rest = tail;
        Some(sentence)
    })
}

/// Bytes of the first sentence of `text`.
fn sentence_length(text: &str) -> usize {
    let mut ended = false;
    for (at, c) in text.char_indices() {
        if ended && !is_sentence_end(c) && !is_closing(c) {
            return at;
        }
        ended = ended || is_sentence_end(c);
    }
    text.len()
}

/// What joins two lines of one paragraph: one space between words of scripts that are
/// written with spaces, nothing where Chinese stands on either side.
///
/// ASCII stops and commas before a Latin word want the space too: `sec. 3`.
pub fn glue(before: &str, after: &str) -> &'static str {
    let opens = |first| matches!(first, '(' | '[' | '"' | '\'');
    if !after.starts_with(|first| opens(first) || is_latin_word(first)) {
        return "";
    }
    let Some(last) = before.chars().next_back() else { return "" };
    let closes =
        matches!(last, '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '"' | '\'');
    if last == ')' && is_list_mark(before) {
        return "";
    }
    if is_latin_word(last) || closes { " " } else { "" }
}

/// Whether `text` ends in the number of a point: `…；2)`. A bracket that closes what it opened
/// ends none.
fn is_list_mark(text: &str) -> bool {
    let number = text.trim_end_matches(')');
    let before = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = number.len() - before.len();
    (1..=2).contains(&digits)
        && number.len() + 1 == text.len()
        && before.chars().next_back().is_none_or(|c| c != '(' && !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_put_together_are_the_text() {
        for text in ["", "。", "甲。乙！？”丙", "no stop", "a。）b"] {
            assert_eq!(sentences(text).collect::<String>(), text);
        }
    }

    #[test]
    fn latin_words_are_parted_and_chinese_is_not() {
        assert_eq!(glue("work", "safety"), " ");
        assert_eq!(glue("工业和信息化部继", "续加强"), "");
        assert_eq!(glue("GB/T", "标准"), "");
        assert_eq!(glue("sec.", "3"), " ");
        assert_eq!(glue("", "x"), "");
        assert_eq!(glue("开展排查；2)", "2023年"), "");
        assert_eq!(glue("(see 2)", "for"), " ");
    }
}
