//! Titles: no stop at the end, not said again in the body.

use crate::diag::{Finding, Safety};
use crate::record::Part;
use crate::text::{Span, is_sentence_end, sentences};

use super::Check;
use super::passage::Passage;

/// GB/T 15834: a heading has no mark at its end. Its 。 belongs to the text as issued and
/// is put back when title and body are joined.
pub(super) fn stop(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    const STOPS: &[char] = &['。', '．', '.', '，', ',', '；', ';', '、', '：', ':', '｡'];
    if passage.part != Part::Title {
        return;
    }
    let bare = passage.text.trim_end().trim_end_matches(STOPS);
    let stops = Span::new(bare.len(), passage.text.trim_end().len());
    if bare.is_empty() || stops.is_empty() {
        return;
    }
    let message = format!("标题末尾不用标点“{}”", stops.of(passage.text));
    let finding = passage.finding(check, stops, message);
    let fix = passage.fix("删去标题末尾的标点", Safety::Safe, &[(stops, "")]);
    found.push(Finding { fix, ..finding });
}

/// The body opens with the title, or says it again as a sentence: an editor moved it up
/// and left it behind, and the text as issued would hold it twice.
pub(super) fn repeated(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    let title = passage.record.readable().and_then(|value| value.title.as_deref());
    let Some(title) = title.filter(|_| passage.part == Part::Body) else { return };
    let title = bare(title);
    let mut at = 0;
    for sentence in sentences(passage.text) {
        if !title.is_empty() && bare(sentence) == title {
            let start = at + sentence.len() - sentence.trim_start().len();
            let span = Span::new(start, at + sentence.trim_end().len());
            let finding = passage.finding(check, span, "正文重复了标题");
            found.push(finding.help("从正文中删去这一句，或删去 title"));
            return;
        }
        at += sentence.len();
    }
}

fn bare(sentence: &str) -> &str {
    sentence.trim().trim_end_matches(|c| is_sentence_end(c) || matches!(c, '.' | '．'))
}

/// A title is a heading: longer than one, it is a sentence of the body.
pub(super) fn long(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    const LONGEST: usize = 30;
    let length = passage.text.chars().count();
    if passage.part == Part::Title && length > LONGEST {
        let span = Span::new(0, passage.text.len());
        let message = format!("标题有 {length} 字，超过 {LONGEST} 字");
        let finding = passage.finding(check, span, message);
        found.push(finding.help("缩短标题，或把这一句放回正文"));
    }
}
