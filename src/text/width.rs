//! How many terminal columns a text takes: two for a Chinese character.

use super::chars::{is_closing, is_opening, is_wide_punctuation};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of `text` on a terminal. Quotes, dashes and dots that Chinese shares with
/// Latin text count one, as most terminals draw them.
pub fn width(text: &str) -> usize {
    let (mut rest, mut columns) = (text.as_bytes(), 0);
    // Nearly all texts are of characters whose width is not changed by those beside them.
    loop {
        (rest, columns) = match rest {
            [] => return columns,
            // “ and ”.
            [b' '..=b'~', rest @ ..] | [0xE2, 0x80, 0x9C | 0x9D, rest @ ..] => {
                (rest, columns + 1)
            }
            // From U+5000 to U+9FFF, and from U+4E00; U+3001 to U+3029; U+FF01 to U+FF3F.
            [0xE5..=0xE9, _, _, rest @ ..]
            | [0xE4, 0xB8..=0xBF, _, rest @ ..]
            | [0xE3, 0x80, 0x81..=0xA9, rest @ ..]
            | [0xEF, 0xBC, 0x81..=0xBF, rest @ ..] => (rest, columns + 2),
            _ => return text.width(),
        };
    }
}

/// Columns of a character by itself; one of a control character, as in [`width`].
pub fn width_of(c: char) -> usize {
    c.width().unwrap_or(1)
}

/// Columns of `text` in print, where all that is not ASCII is as wide as a Chinese
/// character; it is also the bytes of `text` in an encoding of one or two.
pub fn print_width(text: &str) -> usize {
    sum_bytes(text, |byte| u8::from(byte & 0xC0 != 0x80) + u8::from(byte >= 0xC0))
}

/// How many characters `text` has. Short texts are counted faster so than by the standard
/// library, and every line of a source is counted.
pub fn count_chars(text: &str) -> usize {
    sum_bytes(text, |byte| u8::from(byte & 0xC0 != 0x80))
}

/// What the bytes of `text` count together, none more than two: in sums of one byte, which
/// are made many at once.
pub fn sum_bytes(text: &str, count: impl Fn(u8) -> u8) -> usize {
    const MOST: usize = u8::MAX as usize / 2;
    let parts = text.as_bytes().chunks(MOST);
    parts.map(|part| usize::from(part.iter().map(|&byte| count(byte)).sum::<u8>())).sum()
}

/// `text` cut to at most `columns`, with `…` in the last one where something was cut.
pub fn truncate(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut left = columns.saturating_sub(1);
    let mut cut = String::new();
    for c in text.chars() {
        let wide = width_of(c);
        if wide > left {
            break;
        }
        left -= wide;
        cut.push(c);
    }
    cut.push('…');
    cut
}

/// `text` in lines of at most `columns`, broken at blanks and beside Chinese characters, but
/// not before a mark that closes nor behind one that opens. A longer word keeps its line.
pub fn wrap(text: &str, columns: usize) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / columns.max(1));
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let mut used = 0;
        for piece in pieces(line) {
            if used > 0 && used + width(piece.trim_end()) > columns {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
                used = 0;
            }
            out.push_str(piece);
            used += width(piece);
        }
    }
    out
}

/// The parts of a line that stay together.
fn pieces(line: &str) -> Vec<&str> {
    let wide = |c: char| c.width() == Some(2);
    let closes = |c: char| is_closing(c) || is_wide_punctuation(c) && !is_opening(c);
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in line.char_indices() {
        let may = before.is_some_and(|b: char| {
            (b == ' ' || wide(b) || wide(c)) && !is_opening(b) && c != ' ' && !closes(c)
        });
        if may {
            pieces.extend(line.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    pieces.extend(line.get(start..));
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cuts_between_characters() {
        assert_eq!(width("河南A"), 5);
        assert_eq!(truncate("河南省", 6), "河南省");
        assert_eq!(truncate("河南省", 5), "河南…");
        assert_eq!(truncate("河南省", 4), "河…");
    }

    proptest! {
        #[test]
        fn common_characters_are_as_wide_as_the_library_says(
            text in "[ -~“”、。〈〉〩一丁倀建鿿！＿～\u{3000}\u{302A}é①\u{200D}\u{FF9E}]{0,9}",
        ) {
            prop_assert_eq!(width(&text), text.width());
        }
    }

    #[test]
    fn lines_end_where_a_reader_expects_it() {
        let text = "输出格式（可用 human、short、json；默认 human），很长";
        assert_eq!(
            wrap(text, 20),
            "输出格式（可用\nhuman、short、json；\n默认 human），很长"
        );
        assert_eq!(wrap("甲乙\n丙丁戊", 4), "甲乙\n丙丁\n戊");
        assert_eq!(wrap("unbreakable 甲", 4), "unbreakable\n甲");
        assert_eq!(wrap("", 4), "");
    }
}
