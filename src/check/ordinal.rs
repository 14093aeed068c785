//! Ordinal marks (GB/T 15834, GB/T 9704 7.3.3): 一、（一）1.（1）①, 第一，一是; their marks and
//! their order.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::diag::{Finding, Safety};
use crate::text::{Span, is_han, unified};

use super::Check;
use super::passage::{Passage, Pattern, pattern};

/// Where a sentence or an item begins. Its mark may be one that another rule finds damaged.
const START: &str = r"(?:^|[\n。；：！？．]|[\p{Han}”》）][.;:!?])[ 　]*";
/// With the radicals and strokes that look like them: an ordinal that another rule finds damaged still
/// counts.
const HAN: &str = "[一二三四五六七八九十⼀⼆⼋⼗—－―─]{1,3}";
const NO_HAN: &str = "[^一二三四五六七八九十⼀⼆⼋⼗]";
const DIGITS: &str = "[0-9０-９]{1,2}";

static FORMS: Pattern = LazyLock::new(|| {
    pattern(&format!(
        "{START}(?:[0-9]{{1,2}}(?<comma>[、．])[^0-9]|[（(](?:{HAN}|[0-9]{{1,2}})[）)](?<after>[、，,.．])[^（(]\
         |[①-⑳㉑-㊿](?<circled>[、．.])|{HAN}(?<dot>[.．])\\p{{Han}}|第{HAN}(?<first>、)[\\p{{Han}}&&{NO_HAN}]\
         |(?<half>[0-9]{{1,2}}[)）])[\\p{{Han}}“‘《])"
    ))
});

/// Marks behind ordinals that do not belong to them.
pub(super) fn mark(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    const RULES: &[(&str, &str, &str)] = &[
        ("comma", ".", "阿拉伯数字序号后用下脚点“.”"),
        ("after", "", "带括号的序号后不用标点"),
        ("circled", "", "带圈的序号后不用标点"),
        ("dot", "、", "汉字序号后用顿号“、”"),
        ("first", "，", "“第一”之类的序号后用逗号“，”"),
    ];
    for form in passage.matches(&FORMS) {
        for &(name, new, message) in RULES {
            if let Some(mark) = form.name(name) {
                let span = Span::new(mark.start(), mark.end());
                found.push(passage.replacing(check, span, message, Safety::Safe, new));
            }
        }
        // A dot would put it on the level of 1. under which it may stand.
        if let Some(half) = form.name("half") {
            let span = Span::new(half.start(), half.end());
            let new = format!("（{}）", half.as_str().trim_end_matches([')', '）']));
            let message = "阿拉伯数字序号两边都加括号，或改用下脚点“.”";
            found.push(passage.replacing(check, span, message, Safety::Safe, &new));
        }
    }
}

static ORDINALS: Pattern = LazyLock::new(|| {
    pattern(&format!(
        "(?:^|[\\n。；：，、！？“,;:!?．])[ 　]*(?<is>{HAN})是|{START}(?:(?<nth>第{HAN})(?:[，,]|、{NO_HAN})|(?<paren>[（(]?{HAN}[）)])|[（(](?<open>{HAN})\\p{{Han}}\
         |(?<digit>{DIGITS})[.．、][^0-9]|(?<inner>[（(]{DIGITS}[）)])|(?<circle>[①-⑳])\
         |(?<han>{HAN})、{NO_HAN})"
    ))
});

/// An ordinal that does not follow the one before it of its kind. One starts again. What
/// may be an ordinal that lost its closing bracket counts where the next one follows it.
pub(super) fn order(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    const KINDS: &[&str] = &["is", "nth", "paren", "digit", "inner", "circle", "han"];
    let mut last: BTreeMap<&str, u32> = BTreeMap::new();
    let mut torn = None;
    for ordinal in passage.matches(&ORDINALS) {
        if let Some(text) = ordinal.name("open") {
            torn = value(text.as_str());
            continue;
        }
        let Some((kind, text)) =
            KINDS.iter().find_map(|&kind| Some((kind, ordinal.name(kind)?)))
        else {
            continue;
        };
        let Some(number) = value(text.as_str()) else { continue };
        if kind == "is" && is_idiom(passage, text.as_str(), text.end()) {
            continue;
        }
        let before = last.insert(kind, number);
        let follows = |torn: u32| kind == "paren" && number == torn + 1;
        if torn.take().is_some_and(follows) {
            continue;
        }
        // Alone it may name a clause of a law; in a row it counts.
        let wanted = match (before, kind) {
            (Some(before), _) => before + 1,
            (None, "is" | "nth") => 1,
            (None, _) => continue,
        };
        if number != wanted && number != 1 {
            let span = Span::new(text.start(), text.end());
            let message = format!("序次不连续：这里应是第 {wanted} 项");
            let help = "补上缺的一项，或改正序次语";
            found.push(passage.finding(check, span, message).help(help));
        }
    }
}

/// 一是一、二是二: nothing is counted where the number is said again.
fn is_idiom(passage: &Passage<'_>, number: &str, end: usize) -> bool {
    let rest = passage.text.get(end..).and_then(|rest| rest.strip_prefix('是'));
    let rest = rest.and_then(|rest| rest.strip_prefix(number));
    rest.is_some_and(|rest| !rest.starts_with(is_han))
}

/// The number that an ordinal says: digits, Chinese up to 99, or in a circle.
fn value(text: &str) -> Option<u32> {
    const DIGITS: &str = "一二三四五六七八九";
    let plain = |c: char| match c {
        '—' | '－' | '―' | '─' => Some('一'),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => unified(c),
    };
    let text = text.trim_matches(['第', '（', '）', '(', ')']);
    let text: String = text.chars().map(|c| plain(c).unwrap_or(c)).collect();
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    if let Some(circle) = text.chars().next().filter(|c| ('①'..='⑳').contains(c)) {
        return Some(u32::from(circle) - u32::from('①') + 1);
    }
    let digit = |part: &str| {
        let at = DIGITS.chars().position(|c| part.chars().eq([c]))?;
        u32::try_from(at + 1).ok()
    };
    match text.split_once('十') {
        None => digit(&text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_have_values() {
        for (text, number) in [
            ("7", 7),
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十一", 21),
            ("③", 3),
            ("第二", 2),
            ("（三）", 3),
            ("(三）", 3),
            ("（⼗⼆）", 12),
            ("２", 2),
        ] {
            assert_eq!(value(text), Some(number), "{text}");
        }
        assert_eq!(value("一二"), None);
    }
}
