//! The numbers of pages, in all the ways they are printed, and the words that say that a
//! table goes on at the next page.

use super::digits::{digit, is_numeral};
use crate::text::{bare, is_blank, is_han};
use memchr::{memchr2, memchr2_iter};

/// Lines that say that a table goes on.
const CONTINUED: &[&str] = &[
    "续表", "续上表", "接上表", "续前表", "接上页", "转下页", "下页续", "续下页",
    "接下页", "上接前页",
];

/// The Chinese characters, numerals apart, that one of these or a page number begins with.
pub(crate) const OPENINGS: [char; 10] =
    ['第', '共', '页', '頁', '续', '接', '转', '下', '上', '一'];

/// What is drawn beside the numbers of pages.
pub(super) const MARKS: &str = "—–―─－-|│｜/／#＃*＊~～·•_=<>▲△◆◇★☆●■□◎※§";

/// Whether a line is a page number, or says that a table goes on: `— 3 —`, `第3页 共9页`.
pub(crate) fn is_page_mark(line: &str) -> bool {
    // Nearly all lines begin with some other Chinese character, and need no closer look.
    let may_open = |c: char| !is_han(c) || OPENINGS.contains(&c);
    let may_close = |c: char| {
        !(is_han(c) || is_of_clauses(c)) || matches!(c, '页' | '頁' | '表' | '续' | '一')
    };
    if !line.chars().find(|&c| !is_blank(c)).is_some_and(may_open) {
        return false;
    }
    // A number alone is one only by where it stands.
    if line.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    if is_stamped(line) {
        return true;
    }
    if !line.chars().rfind(|&c| !is_blank(c)).is_some_and(may_close) {
        return false;
    }
    let bare: &str = &bare(line);
    let inner = bare
        .trim_matches(|c| "（）()【】[]［］〔〕＜＞".contains(c) || MARKS.contains(c));
    if CONTINUED.contains(&inner) || continues_page(inner) {
        return true;
    }
    let framed = !bare.starts_with(inner) && !bare.ends_with(inner);
    let is_dash = |c: char| "—–―─－-−·•~～=|_<>".contains(c);
    let dashed = bare.starts_with(is_dash) && bare.ends_with(is_dash);
    (dashed && is_number(bare.trim_matches(is_dash)))
        || is_misread(bare, is_dash)
        || is_page_phrase(bare)
        || (framed && is_page_phrase(inner))
        || is_part(bare)
        || is_address(line)
}

/// Whether a line says on which page its text goes on, or began: 下接第3页, 上接第1页.
fn continues_page(inner: &str) -> bool {
    let page = ["下接", "上接", "下转", "上转", "接", "转", "续"]
        .iter()
        .find_map(|word| inner.strip_prefix(word));
    page.is_some_and(|page| page.starts_with('第') && is_page_phrase(page))
}

/// Whether a line numbers a part of an article, over its heading: `PART.01`, `Part 2`.
fn is_part(bare: &str) -> bool {
    let rest = bare.strip_prefix("PART").or(bare.strip_prefix("Part"));
    let number =
        rest.map(|rest| rest.trim_start_matches(['.', '-', '·', '｜', '|', '/']));
    number.is_some_and(|number| number.len() <= "Ⅹ".len() && is_number(number))
}

/// Whether a line is a page number between dashes that a recogniser took for 一.
fn is_misread(bare: &str, is_dash: impl Fn(char) -> bool) -> bool {
    let is_dash = |c: char| c == '一' || is_dash(c);
    let number = bare.trim_matches(is_dash);
    let digits =
        (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    digits && bare.starts_with(is_dash) && bare.ends_with(is_dash)
}

/// Whether a line is a rule, as one stands over the notes of a page or under a heading.
pub(crate) fn is_rule(line: &str) -> bool {
    const SHORTEST: usize = 6;
    let Some(first) = line.chars().next() else { return false };
    matches!(
        first,
        '─' | '━' | '—' | '―' | '_' | '-' | '－' | '＿' | '*' | '=' | '~' | '^'
    ) && line.chars().all(|c| c == first)
        && line.chars().nth(SHORTEST - 1).is_some()
}

/// Whether a line is what a chat or a forum sets over a message: a name, the day and the time,
/// `王处 2021/2/3 10:15:30`.
pub(crate) fn is_message(line: &str) -> bool {
    const LONGEST: usize = 16;
    let Some((name, stamp)) = line.trim().split_once(is_blank) else { return false };
    let short = name.chars().nth(LONGEST).is_none() && !has_clauses(name);
    short && name.starts_with(is_han) && is_stamped(stamp.trim_start())
}

/// Whether a line is what a browser prints above a page: the date and the time, and perhaps
/// the title of the page far from them: `2021/1/29 10:15      工作建议清单`.
fn is_stamped(line: &str) -> bool {
    let parts = ['/', '-'];
    let first = line.trim_start_matches(|c: char| c.is_ascii_digit());
    // Most lines that come here begin with the number of an item.
    if first.len() == line.len() || !first.starts_with(parts) {
        return false;
    }
    let rest =
        line.trim_start_matches(|c: char| c.is_ascii_digit() || parts.contains(&c));
    let date = line.get(..line.len() - rest.len()).unwrap_or("");
    if date.matches(parts).count() != 2 {
        return false;
    }
    // `1/29/21, 10:15 AM` begins no sentence of these texts, whatever follows it.
    let (time, english) = rest.strip_prefix(',').map_or((rest, false), |own| (own, true));
    let time = time.trim_start();
    let half = ["上午", "下午"].iter().find_map(|half| time.strip_prefix(half));
    let time = half.unwrap_or(time);
    let rest = time.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    let time = time.get(..time.len() - rest.len()).unwrap_or("");
    let rest = rest.strip_prefix(" AM").or(rest.strip_prefix(" PM")).unwrap_or(rest);
    time.contains(':')
        && (rest.is_empty()
            || rest.starts_with("  ")
            || (english && rest.starts_with(' ')))
        && !has_clauses(rest)
}

/// Whether a line is what a browser prints below a page: its address and its number,
/// `https://www.example.gov.cn/list.html 1/3`.
fn is_address(line: &str) -> bool {
    let line = line.trim();
    let address = |start: &str| start.contains("://") && !start.contains(is_blank);
    line.rsplit_once(is_blank).is_some_and(|(start, count)| {
        address(start.trim_end()) && count.contains('/') && is_page_phrase(count)
    })
}

/// Whether a line is a speck that a recogniser took for a mark: no text has it on a line of its
/// own.
pub(crate) fn is_speck(line: &str) -> bool {
    let mut marks = line.chars();
    let mark = marks.next().filter(|_| marks.next().is_none());
    mark.is_some_and(|c| ".·|~`^•'".contains(c))
}

/// Whether a line is an address of the web and nothing else.
pub(crate) fn is_bare_address(line: &str) -> bool {
    let schemes = ["http://", "https://", "file://"];
    schemes.iter().any(|scheme| line.starts_with(scheme))
        && line.is_ascii()
        && !line.contains(is_blank)
}

/// Whether `c` is a mark of a clause, which neither heads nor page numbers have.
pub(crate) fn is_of_clauses(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | ';' | ':')
}

/// Whether `text` has one.
pub(crate) fn has_clauses(text: &str) -> bool {
    first_clause(text).is_some()
}

/// The first one in `text`, but that those of ASCII are only looked for where no other is.
pub(crate) fn first_clause(text: &str) -> Option<char> {
    // All of them begin with one of these bytes, which are looked for many at a time: most
    // lines of a text come here.
    let own = |at: usize| {
        let first = text.get(at..).and_then(|own| own.chars().next());
        first.filter(|&c| is_of_clauses(c))
    };
    let bytes = text.as_bytes();
    let wide = memchr2_iter(0xE3, 0xEF, bytes).find_map(own);
    wide.or_else(|| memchr2(b';', b':', bytes).and_then(own))
}

/// Whether `text` is a number that a page may have.
fn is_number(text: &str) -> bool {
    (1..=5).contains(&text.chars().count())
        && (text.chars().all(|c| digit(c).is_some())
            || text.chars().all(|c| "IVXLivxlⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ".contains(c))
            || text.chars().all(is_numeral))
}

/// Whether a line is made of page counts alone: 第3页共9页, 3/9页, Page3of9, 页码：3.
pub(super) fn is_page_phrase(bare: &str) -> bool {
    const COUNTING: &[&str] = &["第", "共", "of"];
    const PAGES: &[&str] =
        &["页码", "页次", "页", "頁", "Page", "page", "PAGE", "P", "p"];
    const SIGNS: &str = "/／,，.|、—-－–（）():：";
    let mut rest = bare;
    let (mut numbers, mut words, mut pages, mut numerals) = (0, 0, 0, false);
    while let Some(c) = rest.chars().next() {
        let word = |words: &[&str]| words.iter().find_map(|word| rest.strip_prefix(word));
        let digits = rest.trim_start_matches(|c| digit(c).is_some());
        if let Some(after) = word(PAGES) {
            pages += 1;
            rest = after;
        } else if let Some(after) = word(COUNTING) {
            words += 1;
            rest = after;
        } else if digits.len() < rest.len() {
            numbers += 1;
            rest = digits;
        } else if is_numeral(c) {
            numbers += 1;
            numerals = true;
            rest = rest.trim_start_matches(is_numeral);
        } else if SIGNS.contains(c) {
            rest = rest.get(c.len_utf8()..).unwrap_or("");
        } else {
            return false;
        }
    }
    let slashed = numbers == 2 && bare.contains(['/', '／']) && bare.chars().count() <= 7;
    // A text is broken in （第51号令）, too.
    let counts = |brackets: [char; 2]| bare.matches(brackets).count();
    let whole = counts(['（', '(']) == counts(['）', ')']);
    let counted = words > 0 && whole;
    (1..=2).contains(&numbers) && (pages > 0 || (!numerals && (counted || slashed)))
}

/// The number that a line is, of at most four digits.
pub(crate) fn lonely(line: &str) -> Option<u32> {
    let (mut value, mut length) = (0, 0);
    for c in line.chars().filter(|&c| !is_blank(c)) {
        value = value * 10 + digit(c)?;
        length += 1;
        if length > 4 {
            return None;
        }
    }
    (length > 0).then_some(value)
}

/// The number that a line is in brackets or in Roman letters: `【3】`, `（3）`, `iii`.
pub(crate) fn framed(line: &str) -> Option<u32> {
    let mut inner = line.chars();
    let close = match inner.next()? {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '[' => ']',
        '［' => '］',
        '〔' => '〕',
        _ => return roman(line),
    };
    lonely(inner.as_str().strip_suffix(close)?)
}

/// The number that a line is with marks that are drawn beside it: `—3`, `3 |`, `▲3`, `No.3`.
pub(crate) fn marked(line: &str) -> Option<u32> {
    let rest = line.strip_prefix("No.").unwrap_or(line);
    let inner = rest.trim_matches(|c| MARKS.contains(c) || is_blank(c));
    lonely(inner).filter(|_| inner.len() < line.len())
}

/// The number that a line is with the mark of an item's behind it and nothing else: `3.`, `3、`.
pub(crate) fn stopped(line: &str) -> Option<u32> {
    lonely(line.strip_suffix(['.', '、', ')', '）', '．'])?)
}

/// The value of `text` in small or capital letters, below 40.
fn roman(text: &str) -> Option<u32> {
    const LONGEST: usize = 7;
    const LETTERS: &str = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ";
    let mut own = text.chars();
    if let (Some(letter), None) = (own.next(), own.next())
        && let Some(at) = LETTERS.chars().position(|c| c == letter)
    {
        return u32::try_from(at + 1).ok();
    }
    if text.len() > LONGEST || !text.bytes().all(|b| b"ivxIVX".contains(&b)) {
        return None;
    }
    let (mut value, mut largest) = (0_u32, 0);
    for digit in text.bytes().rev().map(|b| match b.to_ascii_lowercase() {
        b'i' => 1,
        b'v' => 5,
        _ => 10,
    }) {
        value = if digit < largest { value.checked_sub(digit)? } else { value + digit };
        largest = largest.max(digit);
    }
    (value > 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE_MARKS: &[&str] = &[
        "— 3 —",
        "-3-",
        "－３－",
        "—三—",
        "~ 3 ~",
        "· 3 ·",
        "< 3 >",
        "第3页",
        "第三页",
        "第 3 页 共 9 页",
        "第3页，共9页",
        "共9页 第3页",
        "3/9",
        "3 / 9 页",
        "Page 3 of 9",
        "P3",
        "P. 3",
        "页码：3",
        "第十二页/共二十页",
        "— IV —",
        "一 3 一",
        "—3一",
        "续表",
        "（接上页）",
        "https://www.example.gov.cn/a/list.html    1/3",
        "11/28/26, 4:39 AM",
        "PART.01",
        "Part 2",
        "（下接第3页）",
        "上接第二页",
        "2021/1/29 上午10:15        工作建议清单",
    ];

    const OTHERS: &[&str] = &[
        "3",
        "（3）",
        "三",
        "第三方",
        "共3家",
        "3.5",
        "2021年",
        "页",
        "第",
        "P",
        "3月",
        "1/2/3",
        "第一",
        "第十一",
        "一3",
        "一一",
        "http://www.example.gov.cn/1/3",
        "2021-01-29 10:15 召开会议，研究工作",
        "详见 http://www.example.gov.cn 1/3",
    ];

    #[test]
    fn the_number_of_a_page_is_known_in_all_spellings() {
        for line in PAGE_MARKS {
            assert!(is_page_mark(line), "{line}");
        }
        for line in OTHERS {
            assert!(!is_page_mark(line), "{line}");
        }
    }

    #[test]
    fn a_framed_number_has_a_value() {
        for (line, value) in [
            ("【3】", 3),
            ("（12）", 12),
            ("[ 4 ]", 4),
            ("iv", 4),
            ("IX", 9),
            ("xiv", 14),
            ("Ⅳ", 4),
        ] {
            assert_eq!(framed(line), Some(value), "{line}");
        }
        for line in ["（三）", "（3", "i3", "", "（3）加强监管"] {
            assert_eq!(framed(line), None, "{line}");
        }
    }
}
