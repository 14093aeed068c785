//! Blanks beside Chinese. Official texts have none, neither between Chinese and digits or
//! letters nor behind a mark.

use std::sync::LazyLock;

use crate::diag::{Finding, Safety};
use crate::text::Span;

use super::Check;
use super::passage::{Passage, Pattern, group, is_chinese, pattern};

static BLANKS: Pattern =
    LazyLock::new(|| pattern(r"[ \t\u{A0}\u{2000}-\u{200A}\u{202F}\u{205F}\u{3000}]+"));

/// One finding for each run of blanks that touches Chinese or an end of a paragraph, or
/// that is no single plain space.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for blanks in passage.matches(&BLANKS) {
        let span = group(&blanks, 0);
        let (before, after) = (passage.before(span.start), passage.after(span.end));
        let (message, new) = match (before, after) {
            (None, _) | (_, None) => ("段落首尾不留空格", ""),
            (Some(b), Some(a)) if is_chinese(b) || is_chinese(a) => {
                ("汉字与其他字符之间不留空格", "")
            }
            _ if is_plain(passage, span) => continue,
            _ => ("西文之间只空一个普通空格", " "),
        };
        found.push(passage.replacing(check, span, message, Safety::Safe, new));
    }
}

/// One space, or the thin one that groups digits.
fn is_plain(passage: &Passage<'_>, span: Span) -> bool {
    matches!(span.of(passage.text), " " | "\u{2009}" | "\u{202F}")
}
