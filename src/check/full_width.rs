//! Full-width digits, letters and percent signs (GB/T 15835: numbers are half-width).

use std::sync::LazyLock;

use crate::diag::{Finding, Safety};

use super::Check;
use super::passage::{Passage, Pattern, group, pattern};

static WIDE: Pattern =
    LazyLock::new(|| pattern(r"[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+)?％?|％"));

/// One finding for each run. The fix is safe: it is the same character in another width.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for wide in passage.matches(&WIDE) {
        let span = group(&wide, 0);
        let text = span.of(passage.text);
        let half: String = text.chars().map(half).collect();
        let message = format!("全角“{text}”应为半角“{half}”");
        found.push(passage.replacing(check, span, message, Safety::Safe, &half));
    }
}

fn half(c: char) -> char {
    let offset = u32::from('！') - u32::from('!');
    u32::from(c).checked_sub(offset).and_then(char::from_u32).unwrap_or(c)
}
