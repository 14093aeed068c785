//! The end of a body: a text that does not end in a stop has probably lost its end.

use crate::diag::{Finding, Safety};
use crate::record::Part;
use crate::text::{Span, is_closing, is_han, is_sentence_end};

use super::Check;
use super::passage::Passage;

/// At most one finding, at the last character.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    let text = passage.text.trim_end();
    let Some(last) = text.chars().next_back().filter(|_| passage.part == Part::Body)
    else {
        return;
    };
    if is_complete(text) {
        return;
    }
    let span = Span::new(text.len() - last.len_utf8(), text.len());
    let finding = passage.finding(check, span, "正文末尾没有句号");
    let finding = finding.help("对照原文，补上缺的文字或句号");
    let open = last.is_alphanumeric() || is_closing(last) || last == '%';
    let new = format!("{last}。");
    let fix = passage.fix("在末尾补“。”", Safety::Unsafe, &[(span, &new)]);
    found.push(Finding { fix: fix.filter(|_| open), ..finding });
}

/// Whether a stop ends the text, also inside the marks that close it: …。” and …。（责任单位：
/// 公安部门）.
fn is_complete(text: &str) -> bool {
    // A blank before the mark is told by `space`.
    let bare = text.trim_end_matches(|c: char| is_closing(c) || c.is_whitespace());
    // A dot that should be 。 is told by `stop`.
    let dot =
        bare.strip_suffix(['.', '．', '｡']).is_some_and(|rest| rest.ends_with(is_han));
    if bare.ends_with(is_sentence_end)
        || bare.ends_with("……")
        || dot
        || ends_in_latin(bare)
    {
        return true;
    }
    let tail = if text.ends_with('）') { text.rfind('（') } else { None };
    tail.and_then(|at| text.get(..at))
        .is_some_and(|head| head.trim_end_matches(is_closing).ends_with(is_sentence_end))
}

/// Whether the last sentence is Latin text with its own stop.
fn ends_in_latin(text: &str) -> bool {
    text.strip_suffix(['.', '!', '?'])
        .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_alphabetic()))
}
