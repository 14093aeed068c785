//! 破折号 and 连接号 (GB/T 15834 4.10, 4.13): —— between parts of a sentence, — between places
//! and times, both of U+2014.

use std::sync::LazyLock;

use crate::diag::{Finding, Safety};

use super::Check;
use super::passage::{Passage, Pattern, group, pattern};

static STROKES: Pattern = LazyLock::new(|| pattern(r"[-－―─–—﹣⸺⸻ー]+"));

/// Runs of strokes beside Chinese that are neither — nor ——. A single hyphen and strokes
/// between digits are left to `range`.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for strokes in passage.matches(&STROKES) {
        let span = group(&strokes, 0);
        let text = span.of(passage.text);
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let (before, after) = (passage.before(span.start), passage.after(span.end));
        let minus = text.chars().count() == 1 && digit(after);
        if matches!(text, "-" | "—" | "——") || minus || !passage.touches_chinese(span)
        {
            continue;
        }
        if text.starts_with('-') && (digit(before) || digit(after)) {
            continue;
        }
        let new =
            if text.chars().count() == 1 && text != "⸺" { "—" } else { "——" };
        let message = format!("“{text}”应写作“{new}”");
        found.push(passage.replacing(check, span, message, Safety::Safe, new));
    }
}
