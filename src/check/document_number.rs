//! 发文字号 (GB/T 9704 7.2.5): the year stands in 〔〕, the number has neither 第 nor a zero
//! in front.

use std::sync::LazyLock;

use crate::diag::{Finding, Safety};
use crate::text::Span;

use super::Check;
use super::passage::{Passage, Pattern, group, pattern};

/// Behind a Chinese character; the case numbers of courts, （2021）京01民初4号, do not match.
static NUMBER: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\p{Han}[ 　]*([\[（(【［〈<〔{｛])[ 　]*(?:19|20)[0-9]{2}[ 　]*",
        r"([\]）)】］〉>〕}｝])[ 　]*(第?)[ 　]*(0*)[0-9]{1,5}[ 　]*号",
    ))
});

/// One finding for the brackets, or for what stands before the number.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for number in passage.matches(&NUMBER) {
        let (open, close) = (group(&number, 1), group(&number, 2));
        let brackets = open.cover(close);
        if open.of(passage.text) != "〔" || close.of(passage.text) != "〕" {
            let message = "发文字号的年份应放在六角括号“〔〕”里";
            let edits = [(open, "〔"), (close, "〕")];
            let fix = passage.fix("改为“〔〕”", Safety::Safe, &edits);
            found.push(Finding { fix, ..passage.finding(check, brackets, message) });
        }
        for (span, message) in [
            (group(&number, 3), "发文字号的序号前不加“第”"),
            (group(&number, 4), "发文字号的序号不编虚位"),
        ] {
            if !Span::is_empty(span) {
                found.push(passage.replacing(check, span, message, Safety::Unsafe, ""));
            }
        }
    }
}
