//! Ranges (GB/T 15835, GB/T 15834 4.13): ～ between numbers, — between times and places;
//! both numbers have their %, 万 or 亿: 10%～20%, 15万～20万.

use std::sync::LazyLock;

use regex::Captures;

use crate::diag::{Finding, Safety};
use crate::text::Span;

use super::Check;
use super::passage::{Passage, Pattern, group, pattern};

const UNIT: &str = "年|月|日|时|点|分|秒|%|％|‰|℃|度|个|人|名|家|户|处|起|次|项|条|款|件|台|辆|艘|座|\
    米|公里|千米|平方|立方|吨|公斤|千克|元|万|亿|倍|岁|天|周|小时|层|级|届|期|章|页|种|类|批|成|折";

static NUMBERS: Pattern = LazyLock::new(|| {
    let number = r"[0-9]{1,4}(?:\.[0-9]+)?";
    pattern(&format!(
        "{number}(?:{UNIT}){{0,2}}([-~〜∼˜～–－―─−一ー])({number})({UNIT})?"
    ))
});
/// A range whose second number alone says how much it counts.
static BARE: Pattern = LazyLock::new(|| {
    pattern(r"([0-9]+(?:\.[0-9]+)?)([～—])([0-9]+(?:\.[0-9]+)?)([%％‰万亿])")
});
/// 8:00-12:00.
static TIMES: Pattern = LazyLock::new(|| {
    let clock = "([0-9]{1,2})[:：][0-5][0-9]";
    pattern(&format!("(?:^|[^0-9:：]){clock}([-~〜∼˜～–－―─]){clock}(?-u:\\b)"))
});
static PLACES: Pattern = LazyLock::new(|| pattern(r"\p{Han}([-~〜∼])\p{Han}"));

/// Marks of another kind between two numbers, or between two Chinese characters; first
/// numbers that lack what the second has.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for range in passage.matches(&BARE) {
        let [first, mark, second, unit] = [1, 2, 3, 4].map(|i| group(&range, i));
        let text = |span: Span| span.of(passage.text);
        let Some(lacks) = lacking(text(first), text(second), text(unit)) else {
            continue;
        };
        if !is_code(passage, first) {
            let new = format!("{lacks}{}", text(mark));
            let message = format!("起止的两个数都要写“{lacks}”");
            found.push(passage.replacing(check, mark, message, Safety::Unsafe, &new));
        }
    }
    let times = times(check, passage, found);
    let numbers_only = |range: &Captures<'_>| !times.contains(&group(range, 1));
    for range in passage.matches(&NUMBERS).filter(numbers_only) {
        found.extend(numbers(
            check,
            passage,
            group(&range, 0),
            &[group(&range, 1), group(&range, 2), group(&range, 3)],
        ));
    }
    for range in passage.matches(&PLACES) {
        let span = group(&range, 1);
        if is_formula(passage, span) {
            continue;
        }
        let message = format!("汉字之间的起止用“—”，不用“{}”", span.of(passage.text));
        found.push(passage.replacing(check, span, message, Safety::Unsafe, "—"));
    }
}

/// Reports the marks between two times of a day and gives them back. An hour of two digits
/// tells times from ratios: 1:10～1:15.
fn times(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) -> Vec<Span> {
    let is_time =
        |range: &Captures<'_>| group(range, 1).len() + group(range, 3).len() > 2;
    let marks = passage.matches(&TIMES).filter(is_time).map(|range| group(&range, 2));
    let marks: Vec<Span> = marks.collect();
    for &mark in &marks {
        let message = format!("数值或时间的起止用“—”，不用“{}”", mark.of(passage.text));
        found.push(passage.replacing(check, mark, message, Safety::Unsafe, "—"));
    }
    marks
}

fn numbers(
    check: &Check,
    passage: &Passage<'_>,
    whole: Span,
    &[mark, second, unit]: &[Span; 3],
) -> Option<Finding> {
    let text = mark.of(passage.text);
    let wave = matches!(text, "~" | "〜" | "∼" | "˜");
    // A hyphen is right in 010-12345678, GB 9704-2012, 2020-06-13 and A-20-1.
    if !wave && (unit.is_empty() || is_code(passage, whole)) {
        return None;
    }
    let left = Span::new(whole.start, mark.start).of(passage.text);
    let time = |text: &str| {
        text.ends_with(['年', '月', '日', '时', '点', '分']) && !text.ends_with("个月")
    };
    // 80~89分 counts points; 30分-40分 and 8时30分-40分 minutes.
    let points = wave && unit.of(passage.text) == "分" && !time(left);
    // 3～5年 counts years, 2015—2019年 names them.
    let years = unit.of(passage.text) == "年" && left.len() < 4;
    let is_time = time(left)
        || time(unit.of(passage.text)) && second.len() < 5 && !points && !years;
    // ～ is wrong only where both ends are named as times.
    let named = time(left) || unit.of(passage.text) == "年" && left.len() == 4;
    if text == "～" && !(is_time && named) {
        return None;
    }
    let lacks = lacking(left, second.of(passage.text), unit.of(passage.text));
    let new = match lacks {
        Some(lacks) => format!("{lacks}～"),
        None => if is_time { "—" } else { "～" }.to_owned(),
    };
    let safe = wave && !is_time && lacks.is_none();
    let safety = if safe { Safety::Safe } else { Safety::Unsafe };
    let message = format!("数值或时间的起止用“{new}”，不用“{text}”");
    Some(passage.replacing(check, mark, message, safety, &new))
}

/// Whether the stroke takes away: 日工资×应休天数-已休天数.
fn is_formula(passage: &Passage<'_>, stroke: Span) -> bool {
    const REACH: usize = 40;
    const SIGNS: &[char] = &['×', '÷', '＝', '='];
    let sentence = |c: &char| *c != '。' && *c != '\n';
    let before = passage.text.get(..stroke.start).unwrap_or("").chars().rev();
    let after = passage.text.get(stroke.end..).unwrap_or("").chars();
    before.take(REACH).take_while(sentence).any(|c| SIGNS.contains(&c))
        || after.take(REACH).take_while(sentence).any(|c| SIGNS.contains(&c))
}

/// What the first number of a range lacks and the second has: 10～20%, 15～20万. 500～1万 is
/// no such range: its first number is as large as it says.
fn lacking(first: &str, second: &str, unit: &str) -> Option<&'static str> {
    let shared = match unit {
        "%" | "％" => "%",
        "‰" => "‰",
        "万" => "万",
        "亿" => "亿",
        _ => return None,
    };
    let rises = first.parse::<f64>().ok()? < second.parse::<f64>().ok()?;
    rises.then_some(shared)
}

/// Whether the numbers go on before them in a way that only codes do.
fn is_code(passage: &Passage<'_>, whole: Span) -> bool {
    let before = passage.text.get(..whole.start).unwrap_or("");
    let glued = |c: char| c.is_ascii_alphanumeric() || "-–—.:/#".contains(c);
    before.ends_with(glued)
        || before.trim_end().ends_with(|c: char| c.is_ascii_alphabetic())
}
