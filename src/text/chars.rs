//! Classes of characters that the rules of Chinese text speak of.

use std::borrow::Cow;

/// Whether `c` is a Chinese character (a Han ideograph, 〇 included).
pub fn is_han(c: char) -> bool {
    // Nearly all are of the first block.
    matches!(c, '\u{4E00}'..='\u{9FFF}')
        || matches!(c,
            '〇' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{2FA1F}' | '\u{30000}'..='\u{323AF}')
}

/// Whether `c` is punctuation of Chinese text: the CJK and full-width marks, and the
/// quotes, dashes and dots that Chinese shares with Latin text.
pub fn is_wide_punctuation(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}'
        | '\u{FF5B}'..='\u{FF65}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether `c` ends a sentence of Chinese text (GB/T 15834: 句号, 问号, 叹号).
pub fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}

/// Whether `c` closes something, so that it belongs to what stands before it.
pub fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '’'
            | '』'
            | '」'
            | '）'
            | '》'
            | '〉'
            | '】'
            | '〕'
            | '］'
            | '｝'
            | ')'
            | ']'
    )
}

/// Whether `c` opens something, so that it belongs to what stands after it.
pub fn is_opening(c: char) -> bool {
    matches!(
        c,
        '“' | '‘'
            | '『'
            | '「'
            | '（'
            | '《'
            | '〈'
            | '【'
            | '〔'
            | '［'
            | '｛'
            | '('
            | '['
    )
}

/// Whether `c` belongs to a word that a line break may not join to the next without a
/// space: letters and digits of scripts written with spaces.
pub fn is_latin_word(c: char) -> bool {
    !is_han(c) && c.is_alphanumeric() && !is_unspaced(c)
}

/// Letters of scripts written without spaces: kana, bopomofo, full-width forms.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3100}'..='\u{312F}' | '\u{31A0}'..='\u{31FF}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{2E80}'..='\u{2FDF}' | '\u{3200}'..='\u{33FF}'
        | '\u{2460}'..='\u{24FF}' | '\u{E000}'..='\u{F8FF}')
}

/// Whether a text that ends in `last` is at an end: a sentence, or a part of a list.
pub fn ends_text(last: char) -> bool {
    is_sentence_end(last)
        || is_closing(last)
        || matches!(last, '；' | ';' | '：' | ':' | '.')
}

/// Whether `c` is white space, or a character that shows nothing.
#[inline]
pub fn is_blank(c: char) -> bool {
    match c {
        // Nearly all characters of a source are Chinese.
        '\u{3001}'..='\u{D7FF}' | '\u{FF01}'..='\u{FFFD}' => false,
        ..='\u{7F}' => matches!(c, ' ' | '\t'..='\r'),
        _ => is_other_blank(c),
    }
}

/// The same of a character that is neither a Chinese one nor ASCII.
fn is_other_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{E5E5}' || shows_nothing(c)
}

/// Whether `c` takes no room and only says how to break or set what stands around it.
#[inline]
pub fn shows_nothing(c: char) -> bool {
    match c {
        // Nearly all characters of a source are Chinese, or ASCII.
        ..='\u{AC}' | '\u{2070}'..='\u{D7FF}' | '\u{FF01}'..='\u{FFFD}' => false,
        _ => takes_no_room(c),
    }
}

/// The same of a character that is neither.
fn takes_no_room(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// `text` without the white space around it.
pub fn trim_blank(text: &str) -> &str {
    trim_blank_start(trim_blank_end(text))
}

/// `text` without the white space before it.
#[inline]
pub fn trim_blank_start(text: &str) -> &str {
    match text.as_bytes() {
        // Nearly all begin so: a sign of ASCII, or a character from U+4000 to U+9FFF.
        [b'!'..=b'~' | 0xE4..=0xE9, ..] => text,
        _ => text.trim_start_matches(is_blank),
    }
}

/// `text` without the white space behind it.
#[inline]
pub fn trim_blank_end(text: &str) -> &str {
    match text.as_bytes() {
        // As above, seen from behind.
        [.., b'!'..=b'~'] | [.., 0xE4..=0xE9, _, _] => text,
        _ => text.trim_end_matches(is_blank),
    }
}

/// What stands in `text` before its first white space.
pub fn until_blank(text: &str) -> &str {
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            // Nearly all characters: signs of ASCII, and those from U+4000 to U+9FFF.
            [b'!'..=b'~', more @ ..] | [0xE4..=0xE9, _, _, more @ ..] => more,
            _ => {
                let (own, other) = text.split_at(text.len() - rest.len());
                match other.chars().next().filter(|&c| !is_blank(c)) {
                    Some(c) => rest.get(c.len_utf8()..).unwrap_or(&[]),
                    None => return own,
                }
            }
        };
    }
}

/// What stands in `text` before its first white space that takes room.
pub fn until_space(text: &str) -> &str {
    let mut length = 0;
    loop {
        length += until_blank(text.get(length..).unwrap_or("")).len();
        let (own, rest) = text.split_at(length);
        match rest.chars().next().filter(|&c| shows_nothing(c)) {
            Some(c) => length += c.len_utf8(),
            None => return own,
        }
    }
}

/// The parts of `text` between white space.
pub fn split_blank(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let own = trim_blank_start(rest);
        let word = until_blank(own);
        rest = own.get(word.len()..).unwrap_or("");
        (!word.is_empty()).then_some(word)
    })
}

/// The byte behind the first `count` characters of `text`, or its end.
pub fn past_chars(text: &str, count: usize) -> usize {
    text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)
}

/// A text without its white space.
pub fn bare(text: &str) -> Cow<'_, str> {
    if text.contains(is_blank) {
        text.split(is_blank).collect()
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        is_blank, shows_nothing, split_blank, trim_blank, trim_blank_end,
        trim_blank_start, until_space,
    };

    proptest! {
        #[test]
        fn white_space_of_any_kind_is_left_out_around_a_text(
            text in "[ \t\r\n\u{85}\u{A0}\u{2003}\u{3000}\u{FEFF}\u{E5E5}!~、。建𠀀é]{0,6}",
        ) {
            prop_assert_eq!(trim_blank(&text), text.trim_matches(is_blank));
            prop_assert_eq!(trim_blank_start(&text), text.trim_start_matches(is_blank));
            prop_assert_eq!(trim_blank_end(&text), text.trim_end_matches(is_blank));
            let space = |c| is_blank(c) && !shows_nothing(c);
            let until = text.find(space).and_then(|at| text.get(..at));
            prop_assert_eq!(until_space(&text), until.unwrap_or(&text));
            let words = text.split(is_blank).filter(|word| !word.is_empty());
            prop_assert!(split_blank(&text).eq(words));
        }
    }
}
