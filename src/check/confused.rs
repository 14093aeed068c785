//! What OCR and typists take for one another in numbers, where the number says which is
//! right: O and 0, l and 1, ○ and 〇, — and 一.

use std::sync::LazyLock;

use regex::Match;

use crate::diag::{Finding, Safety};
use crate::text::Span;

use super::Check;
use super::date::YEAR;
use super::passage::{Passage, Pattern, group, pattern};

/// Letters in a number that OCR took for digits, before what is counted or dated.
static NUMBER: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|[^A-Za-z0-9])([0-9][0-9OoIl]*[OoIl][0-9OoIl]*|[Il][0-9][0-9OoIl]*)",
        r"(?:年|月|日|%|％|个|家|人|名|次|起|万|亿|元|公里|米|吨|项|条|件|天|小时)",
    ))
});

/// Circles and letters between Chinese digits, or behind one and before what is counted:
/// 一○五. Years are left to `date`.
static CIRCLES: Pattern = LazyLock::new(|| {
    pattern(&format!(
        "{YEAR}|[一二三四五六七八九百千〇](?<circles>[○◯OoＯ0]+)\
         (?:[一二三四五六七八九]|[号条次人个章页项名岁周米吨元])"
    ))
});
/// Strokes that stand for 一 in an ordinal: 第三十—条, （—）, —是, —、.
static STROKES: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"第[二三四五六七八九十百]*(?<article>[—－―─])[条章节款项目号次批届期页]",
        r"|[（(](?<bracket>[—－―─])[）)]",
        r"|(?:^|[\n。；：])[ 　]*(?<start>[—－―─])[是、]",
    ))
});

/// One finding for each, with the fix; a person must look at it, as it changes a word.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    let mut say = |span: Span, message: String, right: &str| {
        found.push(passage.replacing(check, span, message, Safety::Unsafe, right));
    };
    for number in passage.matches(&NUMBER) {
        let span = group(&number, 1);
        let wrong = span.of(passage.text);
        let right = wrong.replace(['O', 'o'], "0").replace(['I', 'l'], "1");
        say(span, format!("数字“{wrong}”里有字母，应为“{right}”"), &right);
    }
    for circles in circles(passage.text) {
        let wrong = circles.as_str();
        let right = "〇".repeat(wrong.chars().count());
        say(span(circles), format!("汉字数字里的“{wrong}”应为“{right}”"), &right);
    }
    for found in passage.matches(&STROKES) {
        let names = ["article", "bracket", "start"];
        for stroke in names.iter().filter_map(|name| found.name(name)) {
            say(span(stroke), format!("序号里的“{}”应为“一”", stroke.as_str()), "一");
        }
    }
}

/// The circles in Chinese numbers. The digit behind one may be the one before the next.
fn circles(text: &str) -> Vec<Match<'_>> {
    let mut circles = Vec::new();
    let mut at = 0;
    while let Some(number) = CIRCLES.as_ref().and_then(|c| c.captures_at(text, at)) {
        let found = number.name("circles");
        at = found.map_or(group(&number, 0).end, |circles| circles.end());
        circles.extend(found);
    }
    circles
}

fn span(found: Match<'_>) -> Span {
    Span::new(found.start(), found.end())
}
