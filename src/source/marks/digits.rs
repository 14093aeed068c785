//! The digits and the Chinese characters that numbers are written in, and the marks behind them.

use crate::text::{is_han, is_opening};

/// The value of an Arabic digit, half or full width.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    }
}

/// The value of a numeral in Chinese characters.
pub(crate) fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '廿' => 20,
        '卅' => 30,
        '百' => 100,
        _ => return None,
    })
}

/// Whether `c` stands in numbers in Chinese characters, the circle that many write for 〇
/// included.
pub(crate) fn is_numeral(c: char) -> bool {
    c == '○' || han_digit(c).is_some()
}

/// Whether `c` stands in numbers of either kind.
pub(crate) fn is_figure(c: char) -> bool {
    digit(c).is_some() || is_numeral(c)
}

/// What quantities have behind their number.
const UNITS: &str = "年月日号时分秒个家座项名人万亿千百十公米里吨元岁倍次类级套台艘起条款处所件层天周\
                     季度种户位场步批亩升多余省市县区大小至到和或";

/// Whether a text may begin with `c` behind a number with no mark: quantities do not.
pub(crate) fn opens_text(c: char) -> bool {
    is_opening(c) || (is_han(c) && !UNITS.contains(c))
}

/// Whether `c` is one of the marks that most numbers have behind them.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '、' | '.' | '．')
}

/// Whether `c` is one of those, or of the marks behind a number that a word names: 建议1：.
pub(super) fn is_colon_or_stop(c: char) -> bool {
    matches!(c, '：' | ':') || is_stop(c)
}
