//! 省略号 (GB/T 15834 4.11): six dots on the middle of the line, …… .

use std::sync::LazyLock;

use crate::diag::{Finding, Safety};

use super::Check;
use super::passage::{Passage, Pattern, group, is_chinese, pattern};

static DOTS: Pattern =
    LazyLock::new(|| pattern(r"等……|……等|[…⋯]+|\.{3,}|。{3,}|．{3,}|·{3,}"));

/// Dots of another kind or number; …… together with 等, which says the same.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for dots in passage.matches(&DOTS) {
        let span = group(&dots, 0);
        let text = span.of(passage.text);
        if text.contains('等') {
            let message = "省略号与“等”不能同时使用";
            found.push(passage.finding(check, span, message).help("留下其中一个"));
            continue;
        }
        // Twelve dots stand for whole paragraphs.
        let right = text == "……" || text == "…………";
        let chinese = !text.starts_with('.')
            || passage.before(span.start).is_none_or(is_chinese)
            || passage.after(span.end).is_none_or(is_chinese);
        if !right && chinese {
            let message = format!("省略号应写作“……”，不用“{text}”");
            found.push(passage.replacing(check, span, message, Safety::Safe, "……"));
        }
    }
}
