//! Characters that should not be in a text at all, or stand for others: lost ones,
//! invisible ones, look-alikes, traditional ones. Each finding is a run of them.

use crate::diag::{Finding, Safety};
use crate::text::{Span, is_han, is_latin_word, unified};

use super::Check;
use super::confused;
use super::passage::Passage;
use super::traditional_table::simplified;

/// U+FFFD, 〓, private use and noncharacters, ??: what stood there is not in the file.
pub(super) fn lost(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    let is_lost = |c: char| {
        matches!(c, '\u{FFFD}' | '〓' | '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}'
            | '\u{F0000}'..)
            || u32::from(c) & 0xFFFE == 0xFFFE
    };
    for span in runs(passage.text, is_lost) {
        let message = format!("原字符已丢失（{}）", code_points(span.of(passage.text)));
        let finding = passage.finding(check, span, message);
        found.push(finding.help("对照原文补上这里的字"));
    }
    for span in boxes(passage) {
        let message = format!("“{}”可能是丢失的字", span.of(passage.text));
        let finding = passage.finding(check, span, message);
        found
            .push(finding.help("对照原文补上这里的字；方框是表格里待勾选的，改写成文字"));
    }
    // An encoding that had no place for a character put a question mark for it.
    let asked =
        runs(passage.text, |c| c == '?').into_iter().filter(|span| span.len() > 1);
    for span in asked.filter(|span| passage.touches_chinese(*span)) {
        let message = format!("“{}”可能是丢失的字", span.of(passage.text));
        let finding = passage.finding(check, span, message);
        found.push(finding.help("对照原文补上这里的字，或改为一个“？”"));
    }
}

/// □ and ■ that a font showed for what it lacks: between two characters, and not the boxes
/// of a form, of which the next is near: 是□否□.
fn boxes(passage: &Passage<'_>) -> Vec<Span> {
    const NEAR: usize = 15;
    let boxes = runs(passage.text, |c| matches!(c, '□' | '■' | '▯' | '▢'));
    let near = |a: Option<&Span>, b: Option<&Span>| {
        a.zip(b).is_some_and(|(a, b)| b.start - a.end <= NEAR)
    };
    let is_lost = |&(i, span): &(usize, &Span)| {
        let around = [passage.before(span.start), passage.after(span.end)];
        let before = i.checked_sub(1).and_then(|i| boxes.get(i));
        around.into_iter().all(|c| c.is_some_and(is_han))
            && !near(before, Some(span))
            && !near(Some(span), boxes.get(i + 1))
    };
    boxes.iter().enumerate().filter(is_lost).map(|(_, &span)| span).collect()
}

/// Zero-width, control and bidirectional characters: they hide in a word and no search
/// finds it.
pub(super) fn invisible(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for span in runs(passage.text, is_invisible) {
        let message = format!("看不见的字符（{}）", code_points(span.of(passage.text)));
        let word = |c: Option<char>| c.is_some_and(is_latin_word);
        let inside = word(passage.before(span.start)) && word(passage.after(span.end));
        // Between two letters it may have parted two words.
        let safety = if inside { Safety::Unsafe } else { Safety::Safe };
        found.push(passage.replacing(check, span, message, safety, ""));
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{61C}'
        | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Radicals and compatibility ideographs: they look like characters and are not; and what
/// was read for another character in a number.
pub(super) fn look_alike(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    confused::run(check, passage, found);
    mapped(check, passage, unified, found, |wrong, right| {
        let codes = code_points(wrong);
        format!("“{wrong}”（{codes}）是部首或兼容字符，应为“{right}”")
    });
}

/// Traditional characters; a converter or a web page brought them.
pub(super) fn traditional(
    check: &Check,
    passage: &Passage<'_>,
    found: &mut Vec<Finding>,
) {
    mapped(check, passage, simplified, found, |wrong, right| {
        format!("繁体字“{wrong}”应为“{right}”")
    });
}

/// One finding for each run of characters that `map` knows another for.
fn mapped(
    check: &Check,
    passage: &Passage<'_>,
    map: fn(char) -> Option<char>,
    found: &mut Vec<Finding>,
    message: impl Fn(&str, &str) -> String,
) {
    for span in runs(passage.text, |c| map(c).is_some()) {
        let wrong = span.of(passage.text);
        let right: String = wrong.chars().filter_map(map).collect();
        let message = message(wrong, &right);
        found.push(passage.replacing(check, span, message, Safety::Unsafe, &right));
    }
}

/// The runs of characters for which `is` holds.
fn runs(text: &str, is: impl Fn(char) -> bool) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices().filter(|&(_, c)| is(c)) {
        let end = at + c.len_utf8();
        match runs.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => runs.push(Span::new(at, end)),
        }
    }
    runs
}

/// The code points of at most four characters: U+200B U+FEFF.
fn code_points(text: &str) -> String {
    const MOST: usize = 4;
    let codes = text.chars().take(MOST).map(|c| format!("U+{:04X}", u32::from(c)));
    let mut codes = codes.collect::<Vec<_>>().join(" ");
    if text.chars().nth(MOST).is_some() {
        codes.push_str(" ……");
    }
    codes
}
