//! 发文字号 (GB/T 9704 7.2.5): the year stands in 〔〕 with all its digits, the number has
//! neither 第 nor a zero in front. A licence has a number of another kind, in the form that
//! its own rules give it.

use std::sync::LazyLock;

use crate::diag::{Finding, Safety};
use crate::text::Span;

use super::Check;
use super::passage::{Passage, Pattern, group, pattern};

/// Behind a Chinese character; the case numbers of courts, （2021）京01民初4号, do not match.
static NUMBER: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\p{Han}[ 　]*([\[（(【［〈<〔﹝{｛])[ 　]*((?:19|20)?[0-9]{2})[ 　]*",
        r"([\]）)】］〉>〕﹞}｝])[ 　]*(第?)[ 　]*(0*)[0-9]{1,5}[ 　]*号",
    ))
});

/// One finding for the brackets, or for what stands before the number.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for number in passage.matches(&NUMBER) {
        let (open, close) = (group(&number, 1), group(&number, 3));
        let (year, brackets) = (group(&number, 2), open.cover(close));
        if is_licence(passage.text.get(..open.start).unwrap_or("")) {
            continue;
        }
        if year.len() < 4 {
            // In other brackets it may be anything.
            if brackets.of(passage.text).starts_with('〔') {
                let message = "发文字号的年份应写全四位数字";
                found.push(passage.finding(check, year, message));
            }
            continue;
        }
        if open.of(passage.text) != "〔" || close.of(passage.text) != "〕" {
            let message = "发文字号的年份应放在六角括号“〔〕”里";
            let edits = [(open, "〔"), (close, "〕")];
            // Signs that compare are more than marks.
            let angles = ['<', '>', '〈', '〉']
                .iter()
                .any(|&c| brackets.of(passage.text).contains(c));
            let safety = if angles { Safety::Unsafe } else { Safety::Safe };
            let fix = passage.fix("改为“〔〕”", safety, &edits);
            found.push(Finding { fix, ..passage.finding(check, brackets, message) });
        }
        for (span, message) in [
            (group(&number, 4), "发文字号的序号前不加“第”"),
            (group(&number, 5), "发文字号的序号不编虚位"),
        ] {
            if !Span::is_empty(span) {
                found.push(passage.replacing(check, span, message, Safety::Unsafe, ""));
            }
        }
    }
}

/// (冀)JZ安许证字〔2015〕000123号, 陕危化经字[2019]0021号: whether a licence ends here, as
/// those for work safety and for dangerous chemicals are called.
fn is_licence(text: &str) -> bool {
    const KINDS: &[&str] = &["证", "证书", "许可", "安经", "危化经", "危化使", "危化生"];
    let text = text.trim_end_matches([' ', '　']);
    let name = text.strip_suffix('字').unwrap_or(text);
    // 安经（乙）字: a grade may stand before 字.
    let bare = name.rsplit_once(['（', '(']).map_or(name, |(name, _)| name);
    let name = if name.ends_with(['）', ')']) { bare } else { name };
    KINDS.iter().any(|kind| name.ends_with(kind))
}
