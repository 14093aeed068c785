//! The numbers that open the items of a list, in all the ways they are printed.

use std::sync::LazyLock;

use super::charset::CharSet;
use super::digits::{digit, han_digit, is_colon_or_stop, is_stop, opens_text};
use super::scan::Scan;
use super::signs::{called, keys, named, ordinal, sign};

/// A way of numbering. One of them runs through a list and marks its items; the others
/// are part of their text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Family {
    /// `1.` `１．` `1。` `1·`
    Dot,
    /// `1、`
    Comma,
    /// `1)` `1）`
    Close,
    /// `(1)` `（1）` `[1]` `【1】`
    Paren,
    /// `⑴`
    ParenSign,
    /// `⒈`
    DotSign,
    /// `①` `❶`
    Circled,
    /// `1️⃣`: digits on keys.
    Key,
    /// `建议1：` `建议一：` `No.1 `
    Word,
    /// `一、`
    Han,
    /// `（一）` `㈠` `一）`
    HanParen,
    /// `第一，` `第1，`
    Ordinal,
    /// `第一条` `第1项`
    Clause,
    /// `第一章` `第一部分`: of no items.
    Chapter,
    /// `第一节`: of none either.
    Section,
    /// `一是`
    Is,
    /// `Ⅰ.`
    Roman,
    /// `1.1`: the second number counts.
    Decimal,
    /// `1` and white space, or no more.
    Bare,
    /// A list item numbered by markup alone.
    Markup,
    /// The same, in a list inside another: of regions, perhaps.
    Nested,
    /// A column of a table.
    Column,
}

impl Family {
    /// Whether its numbers are digits or numerals with a mark, and no word: 第三条 and 一是 say
    /// something of their own.
    pub(crate) const fn is_plain(self) -> bool {
        use Family::{
            Circled, Close, Comma, Dot, DotSign, Han, HanParen, Paren, ParenSign,
        };
        matches!(
            self,
            Circled | Close | Comma | Dot | DotSign | Han | HanParen | Paren | ParenSign
        )
    }
}

/// A number at the start of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    /// How it is printed.
    pub family: Family,
    /// Its value.
    pub value: u32,
    /// Characters it takes, its mark included.
    pub length: usize,
    /// Whether running text may begin like this too (`1.5个`, `9、10两项`, `800 公里`).
    pub weak: bool,
    /// Whether a digit follows its mark (`1.5个`).
    pub numeric: bool,
    /// Its mark, where that is what makes it doubtful (`1,`).
    pub sign: Option<Sign>,
}

/// A mark behind a number that stands in running text too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sign {
    /// `1。`
    Stop,
    /// `1·`
    Middle,
    /// `1,` `1，`
    Comma,
    /// `1:` `1：`
    Colon,
    /// None: `1加强监管`
    Missing,
}

impl Sign {
    fn of(mark: char) -> Option<Self> {
        match mark {
            '。' => Some(Self::Stop),
            '·' => Some(Self::Middle),
            ',' | '，' => Some(Self::Comma),
            ':' | '：' => Some(Self::Colon),
            _ => None,
        }
    }
}

impl Marker {
    /// The number `value` that a column or markup gives a text, which may begin with it too.
    pub(crate) fn by_markup(family: Family, value: u32, printed: Option<Self>) -> Self {
        let same = printed.filter(|own| own.value == value && own.repeats());
        let length = same.map_or(0, |own| own.length);
        Self { family, value, length, weak: false, numeric: false, sign: None }
    }

    /// Whether at the start of a text it only repeats the number of its row.
    fn repeats(self) -> bool {
        !self.weak && self.family.is_plain()
    }
}

/// Reads the number that `head`, the start of a block, begins with.
pub(crate) fn marker(head: &str) -> Option<Marker> {
    let first = head.chars().next()?;
    if !may_begin(first) {
        return None;
    }
    reader(first).and_then(|read| read(Scan::of(head)))
}

/// The Chinese characters that a number may begin with.
pub(crate) fn openings() -> impl Iterator<Item = char> {
    static OPENINGS: LazyLock<Vec<char>> = LazyLock::new(|| {
        ('\u{3000}'..='\u{9FFF}').filter(|&first| reader(first).is_some()).collect()
    });
    OPENINGS.iter().copied()
}

/// Whether a number may begin with `first`: with few Chinese characters, and most texts begin
/// with one.
pub(crate) fn may_begin(first: char) -> bool {
    static OPENINGS: LazyLock<CharSet> = LazyLock::new(|| openings().collect());
    !matches!(first, '\u{4E00}'..='\u{9FFF}') || OPENINGS.contains(first)
}

/// What reads a number that begins with `first`.
fn reader(first: char) -> Option<fn(Scan<'_>) -> Option<Marker>> {
    Some(match first {
        '0'..='9' => |scan| keys(scan.clone()).or_else(|| arabic(scan)),
        '０'..='９' | 'l' | 'I' | 'O' => arabic,
        '(' | '（' | '[' | '［' | '【' | '〔' => bracketed,
        '第' => ordinal,
        '🔟' => keys,
        '建' | '任' | '措' | '事' | '问' | '意' => named,
        'N' | '№' => called,
        _ if han_digit(first).is_some() => han,
        '\u{2160}'..='\u{32BF}' => sign,
        _ => return None,
    })
}

/// The number that `text`, without white space, is as a whole: `3`, `3.`, `（三）`, `三`.
pub(crate) fn whole(text: &str) -> Option<u32> {
    if let Some(marker) = marker(text) {
        return (marker.length == text.chars().count()).then_some(marker.value);
    }
    let mut scan = Scan::of(text);
    han_value(&mut scan, false).filter(|&value| value > 0 && scan.peek().is_none())
}

/// Reads Arabic digits; says whether some were letters that OCR takes for digits.
fn arabic_value(scan: &mut Scan<'_>) -> Option<(u32, bool)> {
    let (mut value, mut length, mut guessed) = (0_u32, 0, false);
    loop {
        let next = scan.peek();
        let read = next.and_then(digit).or(match next {
            Some('l' | 'I') => Some(1),
            Some('O' | 'o') if length > 0 => Some(0),
            _ => None,
        });
        let Some(read) = read else { break };
        guessed |= next.and_then(digit).is_none();
        if length == 6 {
            return None;
        }
        value = value * 10 + read;
        length += 1;
        scan.eat(|_| true);
    }
    (length > 0).then_some((value, guessed))
}

/// Reads a number in Chinese characters below 1000; white space may stand inside it where it
/// is `spaced`, as in brackets: （二十 九）.
fn han_value(scan: &mut Scan<'_>, spaced: bool) -> Option<u32> {
    let (mut total, mut pending, mut length) = (0_u32, None, 0);
    while let Some(read) = scan.peek().and_then(han_digit) {
        match read {
            0..=9 => pending = Some(pending.unwrap_or(0) * 10 + read),
            20 | 30 => total += read,
            unit => total += pending.take().unwrap_or(1) * unit,
        }
        length += 1;
        if length > 7 {
            return None;
        }
        scan.eat(|_| true);
        scan.skip_wrap();
        if spaced {
            scan.skip_space();
        }
    }
    (length > 0).then_some(total + pending.unwrap_or(0))
}

/// Reads a number in digits of either kind.
pub(crate) fn value(scan: &mut Scan<'_>) -> Option<u32> {
    match scan.peek() {
        Some(c) if digit(c).is_some() => arabic_value(scan).map(|(value, _)| value),
        _ => han_value(scan, false),
    }
}

/// The largest number that may stand before a text with nothing between them.
const LARGEST: u32 = 999;

/// Reads the number that `head` begins with up to its mark: 3 where it begins with `3.5 人`.
pub(crate) fn undivided(head: &str) -> Option<Marker> {
    whole_part(Scan::of(head))
}

fn arabic(scan: Scan<'_>) -> Option<Marker> {
    let marker = whole_part(scan.clone())?;
    let inner = (marker.numeric && marker.family == Family::Dot).then(|| decimal(scan));
    inner.flatten().or(Some(marker))
}

fn whole_part(mut scan: Scan<'_>) -> Option<Marker> {
    let (value, guessed) = arabic_value(&mut scan)?;
    let bare = scan.clone();
    scan.skip_space();
    let closes = |c| matches!(c, ')' | '）' | ']' | '］');
    let mark = scan.eat(|c| is_stop(c) || closes(c) || Sign::of(c).is_some());
    let Some(mark) = mark else {
        let spaced = scan.taken() > bare.taken();
        let sign = if spaced { None } else { bare.peek().map(|_| Sign::Missing) };
        let glued = bare.peek().is_some_and(opens_text) && value <= LARGEST;
        let own = (sign.is_none() || glued) && !guessed;
        let marker = own.then(|| bare.marker(Family::Bare, value, true)).flatten();
        return marker.map(|marker| Marker { sign, ..marker });
    };
    let family = match mark {
        '、' => Family::Comma,
        _ if closes(mark) => Family::Close,
        _ => Family::Dot,
    };
    if mark == ',' && scan.opens_thousand() {
        return None;
    }
    let sign = Sign::of(mark);
    let weak = scan.opens_fraction() || guessed || sign.is_some();
    scan.marker(family, value, weak).map(|marker| Marker { sign, ..marker })
}

/// Reads the second number of `1.1 `, which must be parted from what follows.
fn decimal(mut scan: Scan<'_>) -> Option<Marker> {
    /// The highest of them; behind a higher one stands a year, and behind others a unit may.
    const MOST: u32 = 99;
    arabic_value(&mut scan)?;
    scan.skip_space();
    scan.eat(|c| matches!(c, '.' | '．'))?;
    let (value, _) = arabic_value(&mut scan)?;
    scan.eat(|c| is_stop(c) || c.is_whitespace())?;
    let next = scan.peek();
    let counts = |c| digit(c).is_some() || matches!(c, '年' | '月' | '日' | '万' | '亿');
    if value > MOST || next.is_some_and(counts) {
        None
    } else {
        scan.marker(Family::Decimal, value, false)
    }
}

fn bracketed(mut scan: Scan<'_>) -> Option<Marker> {
    scan.eat(|_| true);
    scan.skip_space();
    // (I) and (II) are Roman numbers.
    let second = scan.rest.clone().nth(1);
    if scan.peek() == Some('I') && second.and_then(digit).is_none() {
        return None;
    }
    let (family, value, guessed) = match arabic_value(&mut scan) {
        Some((value, guessed)) => (Family::Paren, value, guessed),
        None => (Family::HanParen, han_value(&mut scan, true)?, false),
    };
    scan.skip_space();
    scan.eat(|c| ")）]］】〕".contains(c))?;
    scan.eat(is_stop);
    scan.marker(family, value, guessed)
}

fn han(mut scan: Scan<'_>) -> Option<Marker> {
    let value = han_value(&mut scan, false)?;
    let other = |c| matches!(c, '是' | '，' | ',' | '）' | ')');
    let mark = scan.eat(|c| is_colon_or_stop(c) || other(c))?;
    let family = match mark {
        '是' => Family::Is,
        '）' | ')' => Family::HanParen,
        _ => Family::Han,
    };
    let sign = Sign::of(mark);
    // 三、四级 counts up in a text; 一、一些地方 does not.
    let numeric = scan.peek().and_then(han_digit).is_some_and(|next| next > value);
    let marker = scan.marker(family, value, numeric || sign.is_some())?;
    Some(Marker { numeric: marker.numeric || numeric, sign, ..marker })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(head: &str) -> Option<(Family, u32, bool)> {
        marker(head).map(|m| (m.family, m.value, m.weak))
    }

    #[test]
    fn every_family_is_read() {
        for (head, family, value) in [
            ("1.厘清", Family::Dot, 1),
            ("１２．厘清", Family::Dot, 12),
            ("3 . 厘清", Family::Dot, 3),
            ("4、厘清", Family::Comma, 4),
            ("5）厘清", Family::Close, 5),
            ("（6）厘清", Family::Paren, 6),
            ("⑺厘清", Family::ParenSign, 7),
            ("⒏厘清", Family::DotSign, 8),
            ("⑳厘清", Family::Circled, 20),
            ("㉟厘清", Family::Circled, 35),
            ("㊱厘清", Family::Circled, 36),
            ("1\u{FE0F}\u{20E3}2\u{FE0F}\u{20E3}厘清", Family::Key, 12),
            ("🔟厘清", Family::Key, 10),
            ("建议三：厘清", Family::Word, 3),
            ("建议 三：厘清", Family::Word, 3),
            ("1\u{200B}2\u{FEFF}.厘清", Family::Dot, 12),
            ("No.12 厘清", Family::Word, 12),
            ("№3：厘清", Family::Word, 3),
            ("十一、厘清", Family::Han, 11),
            ("二十、厘清", Family::Han, 20),
            ("廿三、厘清", Family::Han, 23),
            ("（四十七）厘清", Family::HanParen, 47),
            ("㈡厘清", Family::HanParen, 2),
            ("三）厘清", Family::HanParen, 3),
            ("第三，厘清", Family::Ordinal, 3),
            ("第四条 厘清", Family::Clause, 4),
            ("第二章 总则", Family::Chapter, 2),
            ("一、一些地方", Family::Han, 1),
            ("（二 十 九）厘清", Family::HanParen, 29),
            ("一是厘清", Family::Is, 1),
            ("Ⅲ.厘清", Family::Roman, 3),
            ("1.2 厘清", Family::Decimal, 2),
            ("（三十\n四）厘清", Family::HanParen, 34),
            ("第三十\n七，厘清", Family::Ordinal, 37),
        ] {
            assert_eq!(read(head), Some((family, value, false)), "{head}");
        }
    }

    #[test]
    fn running_text_is_no_number_or_a_weak_one() {
        for head in [
            "2020年", "1,565万元", "12350举报电话", "10起", "5G网络", "800公里",
            "三年行动", "第三方", "十余家", "No.1煤矿", "Ω", "",
        ] {
            assert_eq!(read(head), None, "{head}");
        }
        for head in [
            "1.5个百分点", "8.2019 年", "9.1.5 万吨", "9、10两项", "800 公里",
            "三、四级", "第七条规定", "1加强监管", "2“互联网+监管”",
        ] {
            assert!(read(head).is_some_and(|(_, _, weak)| weak), "{head}");
        }
    }

    #[test]
    fn the_mark_belongs_to_the_number() {
        assert_eq!(marker("（12）厘清").map(|m| m.length), Some(4));
        assert_eq!(marker("1 .厘清").map(|m| m.length), Some(3));
    }
}
