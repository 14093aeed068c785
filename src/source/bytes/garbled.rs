//! Texts that are valid UTF-8 and no longer say what they said: saved in an encoding that
//! was not theirs.

use encoding_rs::GBK;

use crate::text::is_han;

/// Characters at the start of a text that tell.
const SAMPLE: usize = 1 << 14;

/// Fewer signs than these are chance.
const ENOUGH: usize = 8;

/// Whether the Chinese of a text was saved as something else.
pub(super) fn is_garbled(text: &str) -> bool {
    is_latin(text) || is_asked(text) || is_gbk(text)
}

/// Whether Chinese was saved as if its bytes were Latin letters: these then stand side by
/// side as no language sets them.
fn is_latin(text: &str) -> bool {
    let sign = |c: char| matches!(c, '×' | '÷' | '·' | '…' | '“' | '”');
    let latin =
        |c: char| !sign(c) && matches!(c, '\u{80}'..='\u{17F}' | '‚'..='›' | '€' | '™');
    let (mut pairs, mut han, mut before) = (0, 0, false);
    for c in text.chars().take(SAMPLE) {
        pairs += usize::from(before && latin(c));
        han += usize::from(is_han(c));
        before = latin(c);
    }
    pairs >= ENOUGH && han < pairs
}

/// Whether all Chinese of a text became question marks, in an encoding that has none.
fn is_asked(text: &str) -> bool {
    let (mut asked, mut all) = (0, 0);
    for c in text.chars().take(SAMPLE).filter(|c| !c.is_whitespace()) {
        if !c.is_ascii() {
            return false;
        }
        asked += usize::from(c == '?');
        all += 1;
    }
    asked >= ENOUGH && 2 * asked > all
}

/// Whether UTF-8 was read as GBK and saved so: 厘清 became 鍘樻竻. The bytes that such a
/// text has in GBK are UTF-8 once more, which those of Chinese are by chance alone.
fn is_gbk(text: &str) -> bool {
    /// Chinese characters that tell: each is looked for in the whole of the encoding.
    const FEW: usize = 200;
    let han = text.chars().take(SAMPLE).filter(|&c| is_han(c));
    let sample: String = han.take(FEW).collect();
    let (bytes, ..) = GBK.encode(&sample);
    let again = String::from_utf8_lossy(&bytes);
    let count = |text: &str| text.chars().filter(|&c| is_han(c)).count();
    let (before, after) = (count(&sample), count(&again));
    // Two characters of UTF-8 are three of GBK.
    after >= ENOUGH && 2 * after > before
}

#[cfg(test)]
mod tests {
    use super::is_garbled;

    #[test]
    fn chinese_in_a_wrong_encoding_is_known() {
        let text = "1. 厘清重点部门职责，要明确齐抓共管机制。\n".repeat(2);
        assert!(!is_garbled(&text));
        let latin: String = text.bytes().map(char::from).collect();
        let asked: String =
            text.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect();
        let gbk = encoding_rs::GBK.decode_without_bom_handling(text.as_bytes()).0;
        for garbled in [&latin, &asked, &*gbk] {
            assert!(is_garbled(garbled), "{garbled}");
        }
        assert!(!is_garbled("1. Who? What? Where? Why? When? How? Which? Whose? Ah?"));
    }
}
