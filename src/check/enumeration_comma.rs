//! 顿号 (GB/T 15834 4.5): none between 《》《》 or “”“”, none before 等.

use std::sync::LazyLock;

use crate::diag::{Finding, Safety};

use super::Check;
use super::passage::{Passage, Pattern, group, pattern};

/// 等 that begins another word (等级, 等待) does not close the list.
static COMMA: Pattern = LazyLock::new(|| {
    pattern(
        r"》(、)《|”(、)“|(、)等(?:[^级待同额候量比式效于值高离温压边价差份速距电渗外]|外[部来]|$)",
    )
});

/// One finding for each.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    let mut at = 0;
    // The mark after one 、 may be the one before the next: 《甲》、《乙》、《丙》.
    while let Some(comma) = COMMA.as_ref().and_then(|c| c.captures_at(passage.text, at)) {
        let span = group(&comma, 1).cover(group(&comma, 2)).cover(group(&comma, 3));
        let span =
            [1, 2, 3].map(|index| group(&comma, index)).into_iter().max().unwrap_or(span);
        let message = match comma.get(3) {
            Some(_) => "“等”前不用顿号",
            None => "并列的书名号或引号之间不用顿号",
        };
        found.push(passage.replacing(check, span, message, Safety::Safe, ""));
        at = span.end;
    }
}
