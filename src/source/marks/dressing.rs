//! What a label is dressed in: numbers, brackets, counts, marks and ornaments.

use super::digits::{digit, is_figure, is_numeral};
use super::number::{self, Family, Marker};
use crate::text::{bare, is_blank, is_han, is_opening, shows_nothing, trim_blank_start};

/// Whether a label with `c` in it may be longer than its name is.
pub(crate) fn is_dressing(c: char) -> bool {
    is_blank(c)
        || matches!(c, '（' | '(' | '【' | '[' | '［' | '.' | '．' | ':' | '：' | '*')
}

/// What stands behind the number that `text` begins with.
pub(crate) fn after_number(text: &str) -> &str {
    after_marker(text, number::marker(text))
}

/// The same, where the number is known.
pub(crate) fn after_marker(text: &str, marker: Option<Marker>) -> &str {
    let mut rest = text.chars();
    match marker.and_then(|own| own.length.checked_sub(1)) {
        Some(last) => {
            rest.nth(last);
            trim_blank_start(rest.as_str())
        }
        None => after_digits(text).unwrap_or(text),
    }
}

/// What stands behind a number without a mark, parted by white space: 1 天津市, 一　天津市.
fn after_digits(text: &str) -> Option<&str> {
    let behind = text.trim_start_matches(is_figure);
    // Most numbers have a mark; and a line is broken in the middle of 四川省, too.
    let parted = behind.starts_with(|c| is_blank(c) && !shows_nothing(c) && c != '\n');
    if behind.len() == text.len() || !parted {
        return None;
    }
    let rest = trim_blank_start(behind);
    // 四 川 省 is set apart, and no number.
    let apart = rest.chars().nth(1).is_none_or(is_blank);
    (!apart).then_some(rest)
}

/// The label without white space, number, brackets, counts and marks.
pub(crate) fn core(text: &str) -> String {
    let bare = bare(after_sheet(text));
    let mut core = trim_marks(after_continued(&bare).unwrap_or(&bare));
    core = after_part(core).or_else(|| after_annex(core)).unwrap_or(core);
    if let Some(marker) = number::marker(core).filter(|own| own.family != Family::Is) {
        let rest: String = core.chars().skip(marker.length).collect();
        if !rest.is_empty() {
            return trim_suffixes(trim_marks(&rest)).to_owned();
        }
    }
    core = trim_suffixes(core);
    core.to_owned()
}

/// What stands behind 续： or （续）.
fn after_continued(bare: &str) -> Option<&str> {
    const OPENINGS: [&str; 6] = ["续：", "续:", "（续）", "(续)", "（接上页）", "【续】"];
    let rest = OPENINGS.iter().find_map(|own| bare.strip_prefix(own))?;
    (!rest.is_empty()).then_some(rest)
}

/// What stands in brackets, when that is all of `core`, or beside a bare count or number:
/// 天津市 4, 4天津市.
pub(crate) fn undressed(core: &str) -> Option<&str> {
    let inner =
        core.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    inner.or_else(|| {
        let name = core.trim_matches(|c| digit(c).is_some());
        (name.len() < core.len()).then_some(name)
    })
}

/// The name in `text` that letters count, that quotes stand around, or behind which brackets or
/// a dash say who is to do it: A. 天津市, IV. 天津市, “天津市”, 天津市（牵头：应急厅）. Only
/// that of a region is a label then.
pub(crate) fn told(text: &str) -> Option<&str> {
    /// Letters of the longest number: VIII.
    const LONGEST: usize = 4;
    const QUOTES: [char; 7] = ['“', '”', '「', '」', '『', '』', '"'];
    let text = text.trim_end_matches(['：', ':']);
    let last = text.chars().next_back()?;
    match text.chars().next()? {
        first if QUOTES.contains(&first) && QUOTES.contains(&last) => {
            Some(text.trim_matches(QUOTES))
        }
        first if first.is_ascii_alphabetic() || matches!(first, '(' | '（') => {
            let letters = text.trim_start_matches(['(', '（']);
            let rest = letters.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            let name = rest.trim_start_matches(['.', '、', ')', '）', '．']);
            let counted = (1..=LONGEST).contains(&(letters.len() - rest.len()));
            (counted && name.len() < rest.len()).then(|| trim_blank_start(name))
        }
        _ => {
            let does = ["牵头", "负责", "配合", "落实"];
            let does = |own: &str| does.iter().any(|word| own.ends_with(word));
            if does(text) {
                return text.split_once("——").map(|(name, _)| name);
            }
            let inner = text.strip_suffix(['）', ')'])?;
            let (name, inner) = inner.split_at_checked(inner.rfind(['（', '('])?)?;
            (does(inner) || inner.contains(['：', ':'])).then_some(name)
        }
    }
}

/// What stands behind 附件1：, 附表2 or 表3.
fn after_annex(text: &str) -> Option<&str> {
    let counted =
        ["附件", "附表", "表"].into_iter().find_map(|word| text.strip_prefix(word))?;
    // 表7 四川省 is no table seventy-four.
    let digits = counted.trim_start_matches(|c| digit(c).is_some());
    let name = if digits.len() < counted.len() {
        digits
    } else {
        counted.trim_start_matches(is_figure)
    };
    let rest = name.trim_start_matches(['.', '．', '、', '-']);
    (name.len() < counted.len() && !rest.is_empty()).then(|| trim_marks(rest))
}

/// The name of a sheet of a workbook saved as a web page: Sheet 1: 天津市.
pub(crate) fn after_sheet(text: &str) -> &str {
    let sheet = text.strip_prefix("Sheet ").and_then(|counted| {
        let name = counted.trim_start_matches(|c: char| c.is_ascii_digit());
        name.strip_prefix(": ").filter(|_| name.len() < counted.len())
    });
    sheet.or_else(|| after_digits(text)).unwrap_or(text)
}

/// What stands behind 第一部分 or 第二章.
fn after_part(text: &str) -> Option<&str> {
    let counted = text.strip_prefix('第')?;
    let name = counted.trim_start_matches(is_figure);
    let rest =
        ["部分", "章", "节", "篇"].into_iter().find_map(|part| name.strip_prefix(part));
    rest.filter(|rest| name.len() < counted.len() && !rest.is_empty()).map(trim_marks)
}

fn trim_marks(text: &str) -> &str {
    // Most labels have none.
    let marked = text.starts_with(is_mark) || text.ends_with(is_mark);
    let text = if marked { text.trim_matches(is_mark) } else { text };
    // One alone is that of a point.
    let ruled = text.starts_with(is_dash) && text.ends_with(is_dash);
    if ruled { text.trim_matches(is_dash) } else { text }
}

/// Whether a line that begins with `c` may set a label off.
pub(crate) fn is_edge(c: char) -> bool {
    is_mark(c) || is_dash(c)
}

/// Whether lines are drawn with `c` on both sides of a label: -- 天津市 --.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '─' | '━' | '~' | '_')
}

/// Whether `c` sets a label off.
pub(crate) fn is_mark(c: char) -> bool {
    // Nearly all characters are Chinese.
    !is_han(c)
        && (matches!(c, '【' | '】' | '〖' | '〗' | '[' | ']' | '〔' | '〕' | '*' | '＊')
            || matches!(c, '#' | '■' | '●' | '◆' | '▲' | '★' | '：' | ':' | '|' | '<')
            || matches!(
                c,
                '>' | '《' | '》' | '〈' | '〉' | '—' | '¶' | '=' | '?' | '［' | '］'
            )
            || is_ornament(c))
}

/// Whether `c` is a shape or a picture that people set before a line: `▶` `◎` `📍`; or one of a
/// font of symbols, such as the bullets of Word.
fn is_ornament(c: char) -> bool {
    matches!(
        c,
        '※' | '·' | '•' | '\u{2580}'..='\u{27BF}' | '\u{FE0F}' | '\u{F020}'..='\u{F0FF}' | '\u{1F300}'..='\u{1FAFF}'
    )
}

/// Whether a line begins with the sign of a point that has no number: `● 加强培训`,
/// `- 加强培训`, `a. 加强培训`.
pub(crate) fn is_point(line: &str) -> bool {
    let mut own = line.chars();
    let (first, next) = (own.next().unwrap_or_default(), own.next());
    match first {
        'a'..='z' | 'A'..='Z' => {
            let mark = matches!(next, Some('.' | '．' | '、' | ')' | '）'));
            let text = |c| is_blank(c) || is_han(c) || is_opening(c);
            mark && own.next().is_some_and(text)
        }
        '-' | '－' | '–' | '—' | '*' | '+' | '·' => next.is_some_and(is_blank),
        // A line may break before what is a part of a name, or of a year.
        '•' | '○' => {
            next.is_some_and(|c| is_blank(c) || (is_han(c) && !is_numeral(c)))
        }
        _ => first == '√' || is_ornament(first),
    }
}

/// The first two characters of a label, without what sets it off.
pub(crate) fn first_two(text: &str) -> Option<(char, char)> {
    let mut shown = text.chars().filter(|&c| !is_blank(c) && !is_mark(c));
    Some((shown.next()?, shown.next()?))
}

/// Takes counts and continuation marks off the end: （4项）, 4项, （续）, （1—4）.
fn trim_suffixes(text: &str) -> &str {
    let mut core = text;
    loop {
        let before = core;
        core = trim_marks(core);
        core = uncounted(core);
        let counted = core.trim_end_matches(['项', '条']);
        if counted.len() < core.len() {
            let name = counted.trim_end_matches(|c| digit(c).is_some());
            let name = name.strip_suffix('共').unwrap_or(name);
            if name.len() < counted.len() {
                core = name;
            }
        }
        core = core.strip_suffix("续").unwrap_or(core);
        if core == before {
            return core;
        }
    }
}

/// The text before the brackets that only count or continue, if it ends with such.
pub(crate) fn uncounted(text: &str) -> &str {
    let counted = text.strip_suffix(['）', ')']).and_then(|rest| {
        let (name, inner) = rest.split_at(rest.rfind(['（', '('])?);
        is_count(inner.trim_start_matches(['（', '('])).then_some(name)
    });
    counted.unwrap_or(text)
}

/// Whether the inside of brackets only counts or continues.
fn is_count(inner: &str) -> bool {
    const WORDS: &str = "共计第项条个件建议续表接上页下转至到前年度月";
    const MARKS: &str = "—–-－~～、,，.";
    inner.chars().all(|c| is_figure(c) || WORDS.contains(c) || MARKS.contains(c))
}
