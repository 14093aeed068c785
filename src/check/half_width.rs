//! Half-width marks beside Chinese (GB/T 15834): ，；：？！（ ）.

use crate::diag::{Finding, Safety};
use crate::text::{Span, is_han};

use super::Check;
use super::passage::{Passage, is_chinese};

/// One finding for each mark. 1,000, 8:30, 3:1, dB(A) and Latin text keep theirs.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    // The brackets that are open, each with how many Chinese characters stood before it.
    let mut open = Vec::new();
    let mut han = 0_usize;
    for (at, c) in passage.text.char_indices() {
        let span = Span::at(at).cover(Span::at(at + c.len_utf8()));
        match c {
            // ?? stands for lost characters, and a fix would hide that.
            '?' if [passage.before(at), passage.after(span.end)].contains(&Some('?')) => {
            }
            ',' | ';' | ':' | '?' | '!' => found.extend(mark(check, passage, span)),
            '(' | '（' => open.push((span, han)),
            ')' | '）' => {
                let (open, before) = open.pop().unzip();
                let holds_chinese = before.is_some_and(|before| han > before);
                pair(check, passage, (open, span), holds_chinese, found);
            }
            '\n' => open.clear(),
            c => han += usize::from(is_han(c)),
        }
    }
}

/// A mark with the blanks behind it, where Chinese stands before or after.
fn mark(check: &Check, passage: &Passage<'_>, mark: Span) -> Option<Finding> {
    let rest = passage.text.get(mark.end..)?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\u{A0}', '　']).len();
    let span = Span::new(mark.start, mark.end + blanks);
    if !passage.touches_chinese(mark) && !passage.touches_chinese(span)
        || is_in_latin_quotation(passage, mark)
    {
        return None;
    }
    let half = mark.of(passage.text);
    let wide = wide(half)?;
    let message = format!("中文之间用了半角“{half}”，应为“{wide}”");
    Some(passage.replacing(check, span, message, Safety::Safe, wide))
}

/// The brackets of a pair that are half-width, where the pair holds or touches Chinese.
fn pair(
    check: &Check,
    passage: &Passage<'_>,
    (open, close): (Option<Span>, Span),
    holds_chinese: bool,
    found: &mut Vec<Finding>,
) {
    let whole = open.map_or(close, |open| open.cover(close));
    if is_in_symbol(passage, whole)
        || !holds_chinese && is_in_latin_quotation(passage, whole)
    {
        return;
    }
    let chinese = holds_chinese
        || passage.before(whole.start).is_some_and(is_chinese)
        || passage.after(whole.end).is_some_and(is_chinese);
    for span in open.into_iter().chain([close]).filter(|_| chinese) {
        let half = span.of(passage.text);
        if let Some(wide) = wide(half) {
            let message = format!("中文之间用了半角“{half}”，应为“{wide}”");
            found.push(passage.replacing(check, span, message, Safety::Safe, wide));
        }
    }
}

/// dB(A), f(x), Fe(OH): at most two signs, set directly behind a letter; Q^(1/3).
fn is_in_symbol(passage: &Passage<'_>, whole: Span) -> bool {
    const LONGEST: usize = 4;
    let text = whole.of(passage.text);
    let before = passage.before(whole.start);
    if before.is_some_and(|c| "^=+×÷√/*".contains(c)) && text.is_ascii() {
        return true;
    }
    (3..=LONGEST).contains(&text.len())
        && text.starts_with('(')
        && text.bytes().all(|b| b.is_ascii_graphic())
        && before.is_some_and(|c| c.is_ascii_alphabetic())
}

/// “Safety first!”, 《ALARP (as low as reasonably practicable)》: nothing Chinese stands
/// between the marks that quote it.
fn is_in_latin_quotation(passage: &Passage<'_>, span: Span) -> bool {
    const LONGEST: usize = 200;
    let before = passage.text.get(..span.start).unwrap_or("").chars().rev();
    let after = passage.text.get(span.end..).unwrap_or("").chars();
    let mut latin = before.take(LONGEST).peekable();
    latin.peek().is_some_and(|&c| c.is_ascii() && c != '\n')
        && latin.find(|&c| is_chinese(c)).is_some_and(|c| "“‘《".contains(c))
        && after
            .take(LONGEST)
            .find(|&c| is_chinese(c))
            .is_some_and(|c| "”’》".contains(c))
}

fn wide(half: &str) -> Option<&'static str> {
    match half {
        "," => Some("，"),
        ";" => Some("；"),
        ":" => Some("："),
        "?" => Some("？"),
        "!" => Some("！"),
        "(" => Some("（"),
        ")" => Some("）"),
        _ => None,
    }
}
