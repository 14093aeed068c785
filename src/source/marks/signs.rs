//! Numbers that are signs of their own: `①` `㈠` `Ⅰ`, digits on keys, and numbers behind a
//! word: `建议1：` `第一章`.

use super::digits::{is_colon_or_stop, is_stop};
use super::number::{self, Family, Marker};
use super::scan::Scan;

/// What is numbered, in words of two characters.
const WORDS: &[&str] = &["建议", "任务", "措施", "事项", "问题", "意见"];

/// Reads digits that each stand on a key.
pub(crate) fn keys(mut scan: Scan<'_>) -> Option<Marker> {
    let mut value = scan.eat(|c| c == '🔟').map_or(0, |_| 10);
    while value < 10
        && let Some(digit) = scan.peek().and_then(|c| c.to_digit(10))
    {
        scan.eat(|_| true);
        scan.eat(|c| c == '\u{FE0F}');
        scan.eat(|c| c == '\u{20E3}')?;
        value = value * 10 + digit;
    }
    scan.eat(is_stop);
    scan.marker(Family::Key, value, false)
}

/// First sign, how many follow it in order, the value of the first, the family. All are
/// between `Ⅰ` and the last of `㊱`'s.
const SIGNS: &[(char, u32, u32, Family)] = &[
    ('①', 20, 1, Family::Circled),
    ('㉑', 15, 21, Family::Circled),
    ('㊱', 15, 36, Family::Circled),
    ('❶', 10, 1, Family::Circled),
    ('➀', 10, 1, Family::Circled),
    ('➊', 10, 1, Family::Circled),
    ('⓫', 10, 11, Family::Circled),
    ('⑴', 20, 1, Family::ParenSign),
    ('⒈', 20, 1, Family::DotSign),
    ('㈠', 10, 1, Family::HanParen),
    ('㊀', 10, 1, Family::Circled),
    ('Ⅰ', 12, 1, Family::Roman),
    ('ⅰ', 12, 1, Family::Roman),
];

pub(crate) fn sign(mut scan: Scan<'_>) -> Option<Marker> {
    let first = scan.peek()?;
    let &(base, _, value, family) = SIGNS.iter().find(|&&(base, count, _, _)| {
        (u32::from(base)..u32::from(base) + count).contains(&u32::from(first))
    })?;
    scan.eat(|_| true);
    scan.eat(is_stop);
    scan.marker(family, value + u32::from(first) - u32::from(base), false)
}

/// Reads a number behind a word, which must be parted from what follows.
pub(crate) fn named(mut scan: Scan<'_>) -> Option<Marker> {
    if !WORDS.iter().any(|word| scan.rest.as_str().starts_with(word)) {
        return None;
    }
    scan.eat(|_| true).and_then(|_| scan.eat(|_| true))?;
    scan.skip_space();
    let value = number::value(&mut scan)?;
    let parted = scan.eat(is_colon_or_stop).is_some() || scan.peek().is_none();
    scan.marker(Family::Word, value, false).filter(|_| parted)
}

/// Reads `第一，` `第一条` and `第一章`.
pub(crate) fn ordinal(mut scan: Scan<'_>) -> Option<Marker> {
    scan.eat(|_| true);
    scan.skip_space();
    let value = number::value(&mut scan)?;
    scan.skip_space();
    let Some(sign) = scan.eat(|c| "条项，,、：:.．".contains(c)) else {
        return chapter(scan, value);
    };
    match sign {
        '条' | '项' => {
            let parted = scan.eat(|c| is_colon_or_stop(c) || c.is_whitespace());
            scan.marker(Family::Clause, value, parted.is_none())
        }
        _ => scan.marker(Family::Ordinal, value, false),
    }
}

/// Reads what follows `value` in `第一章` or `第一节`, which must be parted from what follows.
fn chapter(mut scan: Scan<'_>, value: u32) -> Option<Marker> {
    let family = match scan.eat(|c| "章编篇部节".contains(c))? {
        '节' => Family::Section,
        '部' => scan.eat(|c| c == '分').map(|_| Family::Chapter)?,
        _ => Family::Chapter,
    };
    let parted = scan.eat(|c| is_colon_or_stop(c) || c.is_whitespace()).is_some();
    let parted = parted || scan.peek().is_none();
    scan.marker(family, value, false).filter(|_| parted)
}

/// Reads a number behind the word for one, which must be parted from what follows: `No.1 `.
pub(crate) fn called(mut scan: Scan<'_>) -> Option<Marker> {
    if scan.eat(|c| c == '№').is_none() {
        scan.eat(|c| c == 'N')?;
        scan.eat(|c| matches!(c, 'o' | 'O'))?;
        scan.eat(|c| matches!(c, '.' | '．'))?;
    }
    let value = number::value(&mut scan)?;
    let parted = scan.eat(|c| is_colon_or_stop(c) || c.is_whitespace()).is_some();
    let parted = parted || scan.peek().is_none();
    scan.marker(Family::Word, value, false).filter(|_| parted)
}
