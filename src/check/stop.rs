//! 句号 (GB/T 15834 4.1): 。, not a dot, at the end of a Chinese sentence.

use crate::diag::{Finding, Safety};
use crate::text::{Span, is_closing, is_han};

use super::Check;
use super::passage::Passage;

/// A dot behind Chinese that nothing Latin follows; one between a Latin word and Chinese.
/// 1.5, 1. 厘清, 附件.docx and U.S. keep theirs.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    let dots =
        passage.text.char_indices().filter(|&(_, c)| matches!(c, '.' | '．' | '｡'));
    for (at, dot) in dots {
        let span = Span::new(at, at + dot.len_utf8());
        if ends_sentence(passage, span) {
            let message = format!("句号应写作“。”，不用“{dot}”");
            found.push(passage.replacing(check, span, message, Safety::Safe, "。"));
        }
    }
}

fn ends_sentence(passage: &Passage<'_>, dot: Span) -> bool {
    let Some(before) = passage.before(dot.start) else { return false };
    if dot.of(passage.text) == "｡" {
        return true;
    }
    let after = passage.after(dot.end);
    let chinese_follows =
        after.is_none_or(|c| is_han(c) || is_closing(c) || "“《（".contains(c));
    if is_han(before) || matches!(before, '”' | '’' | '》' | '）' | '〕') {
        let latin = after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
        let rest = passage.text.get(dot.end..).unwrap_or("");
        return !latin || is_ordinal(rest) || is_year(rest);
    }
    let word = passage.text.get(..dot.start).unwrap_or("");
    let word = word.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    let percent = matches!(before, '%' | '％' | '℃' | '‰');
    let measured = || {
        after.is_none() && ends_in_measure(passage.text.get(..dot.start).unwrap_or(""))
    };
    chinese_follows && (percent || word.len() > 2 && after.is_some_and(is_han))
        || measured()
}

/// Whether Chinese ends in a number, alone or with its unit: 限速80km/h, 流量为120m³/h.
fn ends_in_measure(text: &str) -> bool {
    const LONGEST: usize = 6;
    let paragraph = text.rsplit('\n').next().unwrap_or("");
    let unit = |c: char| c.is_ascii_alphabetic() || "/·²³".contains(c);
    let bare = paragraph.trim_end_matches(unit);
    paragraph.contains(is_han)
        && paragraph.get(bare.len()..).is_some_and(|unit| unit.chars().count() <= LONGEST)
        && bare.ends_with(|c: char| c.is_ascii_digit())
}

/// 2021年 begins a sentence; no part of a document is numbered so.
fn is_year(rest: &str) -> bool {
    let name = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() - name.len() == 4 && name.starts_with('年')
}

/// 2.完善: the number of the next point, not of a part.
fn is_ordinal(rest: &str) -> bool {
    let mark = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=2).contains(&(rest.len() - mark.len()))
        && mark.strip_prefix(['.', '．']).is_some_and(|rest| rest.starts_with(is_han))
}
