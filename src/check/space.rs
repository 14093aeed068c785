//! Blanks beside Chinese. Official texts have none, neither between Chinese and digits or
//! letters nor behind a mark. Some do belong there: between offices that issue together,
//! between the parts of a standard's name, behind the number of an article, and behind an
//! address, which would go on without it.

use std::sync::LazyLock;

use crate::diag::{Finding, Safety};
use crate::text::{Span, is_han};

use super::Check;
use super::passage::{Passage, Pattern, group, is_chinese, pattern};

static BLANKS: Pattern =
    LazyLock::new(|| pattern(r"[ \t\u{A0}\u{2000}-\u{200A}\u{202F}\u{205F}\u{3000}]+"));

/// One finding for each run of blanks that touches Chinese or an end of a paragraph, or
/// that is no single plain space.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for blanks in passage.matches(&BLANKS) {
        let span = group(&blanks, 0);
        if matches!(span.of(passage.text), " " | "　") && is_behind_article(passage, span)
        {
            continue;
        }
        if span.of(passage.text) == " "
            && let Some((left, right)) = around(passage.text, span)
            && (ends_with_address(left, right)
                || is_between_issuers(left, right)
                || is_in_standard(left, right))
        {
            continue;
        }
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

fn around(text: &str, span: Span) -> Option<(&str, &str)> {
    Some((text.get(..span.start)?, text.get(span.end..)?))
}

/// https://www.mem.gov.cn/gk 公布的目录
fn ends_with_address(left: &str, right: &str) -> bool {
    let word = left.rsplit(|c: char| !c.is_ascii_graphic()).next().unwrap_or_default();
    right.starts_with(is_han) && (word.contains("://") || word.starts_with("www."))
}

/// 中共中央 国务院关于…, 公安部 交通运输部印发…: an office on both sides, and behind the
/// last one what they do. No longer name is looked for.
fn is_between_issuers(left: &str, right: &str) -> bool {
    const LONGEST: usize = 25;
    const ENDS: &[&str] = &[
        "中央", "国务院", "法院", "检察院", "厅", "委", "会", "部", "局", "署", "政府",
        "办公室", "银行", "妇联", "总社",
    ];
    let is_office = |name: &str| ENDS.iter().any(|end| name.ends_with(end));
    if !is_office(left) || right.starts_with("办公厅") {
        return false;
    }
    let end = right.char_indices().take(LONGEST).find(|&(at, c)| {
        let rest = right.get(at..).unwrap_or_default();
        c == ' ' || ["关于", "印发", "联合"].iter().any(|act| rest.starts_with(act))
    });
    end.and_then(|(at, _)| right.get(..at)).is_some_and(is_office)
}

static ARTICLE: Pattern = LazyLock::new(|| {
    pattern(
        r"^(?:第[一二三四五六七八九十百千零〇]{1,9}[编章节条]|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})$",
    )
});

/// 第九条 机关应当…, 1.1 编制目的: the number of a part that begins a paragraph or stands
/// behind a sentence.
fn is_behind_article(passage: &Passage<'_>, span: Span) -> bool {
    const LONGEST: usize = 12;
    let left = passage.text.get(..span.start).unwrap_or("");
    let inside = |c: &char| !matches!(c, '\n' | '。' | ' ' | '　');
    let before: usize =
        left.chars().rev().take(LONGEST).take_while(inside).map(char::len_utf8).sum();
    let start = left.len() - before;
    let number = left.get(start..).unwrap_or("");
    // 。1.5 公里 is a length.
    let begins = number.starts_with('第') || passage.before(start).is_none();
    begins
        && passage.after(span.end).is_some_and(is_han)
        && ARTICLE.as_ref().is_some_and(|article| article.is_match(number))
}

/// GB/T 45001—2020《职业健康安全管理体系 要求及使用指南》: the parts of the name of a standard,
/// whose number stands directly before or behind it.
fn is_in_standard(left: &str, right: &str) -> bool {
    const LONGEST: usize = 60;
    const OPEN: &[char] = &['《', '<', '＜', '‹', '«'];
    const CLOSE: &[char] = &['》', '>', '＞', '›', '»'];
    let title = |c: &char| *c != '\n' && !OPEN.contains(c) && !CLOSE.contains(c);
    let before: usize =
        left.chars().rev().take(LONGEST).take_while(title).map(char::len_utf8).sum();
    let behind: usize =
        right.chars().take(LONGEST).take_while(title).map(char::len_utf8).sum();
    let outer = left.get(..left.len() - before).and_then(|text| text.strip_suffix(OPEN));
    let rest = right.get(behind..).and_then(|text| text.strip_prefix(CLOSE));
    let (Some(outer), Some(rest)) = (outer, rest) else { return false };
    let number = rest.strip_prefix(['（', '(']).unwrap_or_default();
    left.ends_with(is_han)
        && right.starts_with(is_han)
        && (outer.ends_with(|c: char| c.is_ascii_digit())
            || number.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// One space, or the thin one that groups digits.
fn is_plain(passage: &Passage<'_>, span: Span) -> bool {
    matches!(span.of(passage.text), " " | "\u{2009}" | "\u{202F}")
}
