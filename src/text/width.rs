//! How many terminal columns a text takes: two for a Chinese character.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of `text` on a terminal. Quotes, dashes and dots that Chinese shares with
/// Latin text count one, as most terminals draw them.
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` cut to at most `columns`, with `…` in the last one where something was cut.
pub fn truncate(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut left = columns.saturating_sub(1);
    let mut cut = String::new();
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if wide > left {
            break;
        }
        left -= wide;
        cut.push(c);
    }
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_between_characters() {
        assert_eq!(width("河南A"), 5);
        assert_eq!(truncate("河南省", 6), "河南省");
        assert_eq!(truncate("河南省", 5), "河南…");
        assert_eq!(truncate("河南省", 4), "河…");
    }
}
