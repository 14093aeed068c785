//! 间隔号 (GB/T 15834 4.14): · U+00B7, between the month and the day of an event and inside
//! names.

use std::sync::LazyLock;

use crate::diag::{Finding, Safety};

use super::Check;
use super::passage::{Passage, Pattern, group, pattern};

static DOTS: Pattern =
    LazyLock::new(|| pattern(r"[\p{Han}0-9A-Za-z]([•‧∙⋅・･●])[\p{Han}0-9A-Za-z]"));
static EVENT: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"[“‘](?:1[0-2]|[1-9])([.．,，、。])(?:3[01]|[12][0-9]|[1-9])[”’]",
        r"[^。；\n]{0,16}?(?:事故|事件|火灾|爆炸|泄漏|坍塌|滑坡|透水|中毒|地震|案件)",
        // A day of two digits is no part of a number, unless one is counted or named.
        r"|[“‘](?:1[0-2]|[1-9])([.．。])(?:3[01]|[12][0-9])[”’]",
        r"(?:[^倍版号元米度年个万亿%％]|$)",
    ))
});

/// Other dots between Chinese characters or digits; other marks in a quoted 月·日.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for dot in passage.matches(&DOTS) {
        let span = group(&dot, 1);
        let message = format!("间隔号应写作“·”，不用“{}”", span.of(passage.text));
        found.push(passage.replacing(check, span, message, Safety::Safe, "·"));
    }
    for event in passage.matches(&EVENT) {
        let span =
            if event.get(1).is_some() { group(&event, 1) } else { group(&event, 2) };
        let message = "事件名称的月、日之间用间隔号“·”";
        found.push(passage.replacing(check, span, message, Safety::Unsafe, "·"));
    }
}
