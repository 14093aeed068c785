//! What web pages and wrong encodings put between the words: pinyin behind a character,
//! text decoded with the wrong table, tokens against copying, emoji.

use std::sync::LazyLock;

use regex::Captures;

use crate::diag::Finding;
use crate::text::Span;

use super::Check;
use super::passage::{Passage, Pattern, group, pattern};

static NOISE: Pattern = LazyLock::new(|| {
    pattern(concat!(
        // Pinyin in brackets, and words with tone marks.
        r"(?<pinyin>\p{Han}(?:[（(][ ]*[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[ ]*[）)])+)",
        r"|(?<tone>[a-z]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]*)",
        // UTF-8 read as Latin text, and GBK read as UTF-8 or the other way.
        r"|(?<bytes>(?:[\u{C2}-\u{F4}][\u{80}-\u{BF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}){2,}",
        // One character of three bytes: that its second is no quote tells it from é”.
        r"|[\u{E2}-\u{EF}][\u{80}-\u{BF}€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]{2})",
        r"|(?<wrong>锟斤拷|锟斤|烫烫烫|屯屯屯|浠栫殑|鈥[滃濇]|銆[傜倛])",
        // Four or more tokens of one or two characters, of different kinds.
        r"|(?<tokens>(?-u:\b{start-half})(?:[!-~]{1,2} ){3,}[!-~]{1,2})",
        r"|(?<emoji>[\u{1F000}-\u{1FAFF}\u{2600}-\u{2604}\u{2607}-\u{260F}\u{2613}-\u{26FF}\u{2702}-\u{2712}\u{2719}-\u{2775}\u{20E3}]+)",
        r"|(?<marks>[\u{300}-\u{36F}]+|(?<signs>[@#$%^&￥]{3,}))|(?<zhuyin>[\u{3105}-\u{312F}ˊˇˋ˙]+)",
    ))
});

/// One finding for each; nothing is mended, as what was there before is not known.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for noise in passage.matches(&NOISE) {
        if let Some((what, span)) = kind(passage, &noise) {
            let message = format!("{what}“{}”混进了正文", span.of(passage.text));
            found.push(passage.finding(check, span, message).help("对照原文删去或改正"));
        }
    }
}

/// What a match is and where; `None` where it is good text after all.
fn kind(passage: &Passage<'_>, noise: &Captures<'_>) -> Option<(&'static str, Span)> {
    let span = group(noise, 0);
    let text = span.of(passage.text);
    let is = |name| noise.name(name).is_some();
    if is("pinyin") {
        let han = text.chars().next().map_or(0, char::len_utf8);
        let bracket = Span::new(span.start + han, span.end);
        return is_pinyin(bracket.of(passage.text)).then_some(("拼音", bracket));
    }
    if is("signs") && text.chars().all(|c| text.starts_with(c)) {
        return None;
    }
    if is("tone") || is("zhuyin") {
        return passage.touches_chinese(span).then_some(("拼音", span));
    }
    if is("tokens") {
        return is_mixed(text).then_some(("干扰字符", span));
    }
    Some((if is("emoji") { "表情符号" } else { "乱码" }, span))
}

/// Whether a bracket holds one syllable of pinyin and no unit of measure.
fn is_pinyin(bracket: &str) -> bool {
    const INITIALS: &[&str] = &[
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j",
        "q", "x", "r", "z", "c", "s", "y", "w", "",
    ];
    const FINALS: &[&str] = &[
        "a", "o", "e", "i", "u", "v", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng",
        "ong", "er", "ia", "ie", "iao", "iu", "ian", "in", "iang", "ing", "iong", "ua",
        "uo", "uai", "ui", "uan", "un", "uang", "ue", "ve",
    ];
    const UNITS: &[&str] = &["a", "e", "ha", "hu", "mu", "pa", "ma", "min", "mi", "gan"];
    // The same syllable may stand there twice: 生(sheng)(sheng).
    let first = bracket.split([')', '）']).next().unwrap_or("");
    let plain: String =
        first.chars().filter(|c| c.is_alphabetic()).map(without_tone).collect();
    let syllable = INITIALS.iter().any(|initial| {
        plain.strip_prefix(initial).is_some_and(|rest| FINALS.contains(&rest))
    });
    syllable && !UNITS.contains(&plain.as_str())
}

fn without_tone(c: char) -> char {
    match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ü' => 'v',
        _ => c,
    }
}

/// Letters together with digits or signs: “9 H0 v9 E&”, not “1 2 3 4” or “a b c d”.
fn is_mixed(text: &str) -> bool {
    let has = |is: fn(&char) -> bool| text.chars().any(|c| is(&c));
    has(char::is_ascii_alphabetic)
        && (has(char::is_ascii_digit) || has(char::is_ascii_punctuation))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syllable_is_told_from_a_unit() {
        for pinyin in ["(gong)", "(sheng)(sheng)", "（wén）", "(lü)", "(er)"] {
            assert!(is_pinyin(pinyin), "{pinyin}");
        }
        for other in ["(km)", "（ha）", "(kg)", "(t)", "(kPa)"] {
            assert!(!is_pinyin(&other.to_lowercase()), "{other}");
        }
    }
}
