//! Two marks where one belongs: ，，  。。  、，.

use std::sync::LazyLock;

use crate::diag::{Finding, Safety};

use super::Check;
use super::passage::{Passage, Pattern, group, pattern};

static MARKS: Pattern = LazyLock::new(|| {
    pattern(r"[，。、；：,;][，。、；：,;]+|[？！][，。、；：]+|[，。、；：]+[？！]")
});

/// A run of the same mark has one of it as the fix; of different marks only a person
/// knows which was meant.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for marks in passage.matches(&MARKS) {
        let span = group(&marks, 0);
        let text = span.of(passage.text);
        if text.is_ascii() {
            continue;
        }
        let message = format!("标点重叠“{text}”");
        let wide = text.replace(',', "，").replace(';', "；");
        let first = wide.chars().next().filter(|&c| wide.chars().all(|other| other == c));
        found.push(match first {
            Some(mark) => {
                passage.replacing(check, span, message, Safety::Safe, &mark.to_string())
            }
            None => passage.finding(check, span, message).help("留下对的一个"),
        });
    }
}
