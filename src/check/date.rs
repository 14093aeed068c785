//! Dates (GB/T 15835, GB/T 9704 7.3.5.4): 2020年6月13日, with all digits of the year and
//! without a zero in front.

use std::sync::LazyLock;

use regex::Captures;

use crate::diag::{Finding, Safety};
use crate::model::day;
use crate::text::Span;

use super::Check;
use super::passage::{Passage, Pattern, group, pattern};

static POINTS: Pattern = LazyLock::new(|| {
    pattern(r"((?:19|20)[0-9]{2})([-./．])([0-9]{1,2})([-./．])([0-9]{1,2})")
});
static PADDED: Pattern =
    LazyLock::new(|| pattern(r"(?:年|月|[^0-9０-９]|^)(0)[1-9](?:月|日)"));
static DAY: Pattern = LazyLock::new(|| pattern(r"[0-9]{1,2}月[0-9]{1,2}(号)"));
static SHORT_YEAR: Pattern =
    LazyLock::new(|| pattern(r"(?:[^0-9]|^)([0-9]{2})年[0-9]{1,2}月[0-9]{1,2}日"));
/// A year in Chinese digits, whatever stands for its zeros.
pub(super) const YEAR: &str = r"[一二][〇○◯OoＯ零一二三四五六七八九0]{3}年";
static HAN_YEAR: Pattern =
    LazyLock::new(|| pattern(&format!(r"{YEAR}([0-9]{{1,2}}月)?")));
static RANGE: Pattern =
    LazyLock::new(|| pattern(r"[0-9]{4}年([0-9]{1,2})月(?:([0-9]{1,3})日)?"));

/// Each kind by itself; only text with a digit or a year in Chinese has any.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for date in passage.matches(&POINTS) {
        found.extend(points(check, passage, &date));
    }
    for date in passage.matches(&PADDED) {
        let message = "日期中的月、日不编虚位";
        found.push(passage.replacing(
            check,
            group(&date, 1),
            message,
            Safety::Unsafe,
            "",
        ));
    }
    for date in passage.matches(&DAY) {
        let span = group(&date, 1);
        // 6月1号线, 3月2号井: a name, not a day.
        let named = |c: char| "线楼机井车文令库桥门厂矿站台炉洞馆院".contains(c);
        if !passage.after(span.end).is_some_and(named) {
            let message = "公文日期用“日”，不用“号”";
            found.push(passage.replacing(check, span, message, Safety::Unsafe, "日"));
        }
    }
    for date in passage.matches(&SHORT_YEAR) {
        let finding = passage.finding(check, group(&date, 1), "年份应写全四位数字");
        found.push(finding);
    }
    for date in passage.matches(&HAN_YEAR) {
        han_year(check, passage, &date, found);
    }
    for date in passage.matches(&RANGE) {
        impossible(check, passage, &date, found);
    }
}

/// 2020.6.13, where it is a day and not part of a longer number.
fn points(check: &Check, passage: &Passage<'_>, date: &Captures<'_>) -> Option<Finding> {
    let span = group(date, 0);
    let part = is_longer(passage, span, group(date, 2).of(passage.text));
    let number = |index| group(date, index).of(passage.text).parse::<u32>().ok();
    let (month, day) = (number(3)?, number(5)?);
    let same = group(date, 2).of(passage.text) == group(date, 4).of(passage.text);
    if part || !same || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let new = format!("{}年{month}月{day}日", group(date, 1).of(passage.text));
    let message = "正文中的日期应写作年月日";
    Some(passage.replacing(check, span, message, Safety::Unsafe, &new))
}

/// Whether the number goes on on either side; a hyphen may also lead to another day, as in
/// 2020.6.1-2020.6.13.
fn is_longer(passage: &Passage<'_>, span: Span, point: &str) -> bool {
    const LONGEST: usize = 10;
    let is_day =
        |text: &str| point != "-" && POINTS.as_ref().is_some_and(|p| p.is_match(text));
    let longer = |c: char| c.is_ascii_alphanumeric() || "-./_．".contains(c);
    let (before, rest) = passage.text.split_at(span.start);
    let rest = rest.get(span.len()..).unwrap_or("");
    let earlier = before.strip_suffix('-').is_some_and(|text| {
        is_day(&text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST))..])
    });
    let later = rest
        .strip_prefix('-')
        .is_some_and(|text| is_day(&text[..text.floor_char_boundary(LONGEST)]));
    let rest = rest.strip_prefix(['-', '.', '_']).unwrap_or(rest);
    !earlier && before.ends_with(longer)
        || !later && rest.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// 二○二○年 with another circle than 〇, and 二〇二〇年6月 in two kinds of digits.
fn han_year(
    check: &Check,
    passage: &Passage<'_>,
    date: &Captures<'_>,
    found: &mut Vec<Finding>,
) {
    const ZEROS: &[char] = &['○', '◯', 'O', 'o', 'Ｏ', '零', '0'];
    let whole = group(date, 0);
    let year = Span::new(whole.start, whole.end - group(date, 1).len());
    let text = year.of(passage.text);
    if !group(date, 1).is_empty() {
        found.push(passage.finding(check, whole, "同一日期中汉字与阿拉伯数字混用"));
    } else if text.contains(ZEROS) {
        let new = text.replace(ZEROS, "〇");
        let message = "汉字年份中的零应写作“〇”";
        found.push(passage.replacing(check, year, message, Safety::Unsafe, &new));
    }
}

fn impossible(
    check: &Check,
    passage: &Passage<'_>,
    date: &Captures<'_>,
    found: &mut Vec<Finding>,
) {
    let whole = group(date, 0).of(passage.text);
    let month = group(date, 1);
    let months = month.of(passage.text).parse::<u32>();
    let span = if months.is_ok_and(|n| !(1..=12).contains(&n)) {
        month
    } else if whole.ends_with('日') && day(whole).is_none() {
        group(date, 2)
    } else {
        return;
    };
    let finding = passage.finding(check, span, format!("没有这个日期：{whole}"));
    found.push(finding.help("对照原文改正"));
}
