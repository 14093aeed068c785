//! Numbers in running text that may speak of other items of the list: 第9项, 第9条建议,
//! 建议9. A person wrote them and a person must change them.

use std::sync::LazyLock;

use regex::Regex;

use super::Item;
use super::links::Numbers;

/// A number in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands: the record's file after renumbering, and before where it differs.
    pub place: String,
    /// The words, as they stand there.
    pub words: String,
    /// The number they name.
    pub old: u32,
    /// What that number becomes: several where it was used several times.
    pub new: Vec<u32>,
}

/// `第…条` alone is left out: it is how articles of laws are cited.
static MENTION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"第\s*([0-9０-９]{1,9}|[一二三四五六七八九十百零〇]{1,7})\s*(?:项|[条号]建议)",
        r"|(?:建议|序号)\s*第?([0-9０-９]{1,9})",
    ))
    .ok()
});

/// What a bare number after 建议 counts when one of these follows: not items.
const UNITS: &str =
    "年月日天时分秒个名家人次项条件座处所起元万亿吨米公里辆台套%％.．,-—～~至倍级度类";

/// The mentions in the text of `item` of numbers that change.
pub(super) fn find(
    (record, item): Item<'_>,
    place: &str,
    numbers: &Numbers,
) -> Vec<Mention> {
    let text = item.text();
    let Some(pattern) = MENTION.as_ref() else { return Vec::new() };
    let mention = |found: regex::Captures<'_>| {
        let (words, counted) = (found.get(0)?, found.get(2).is_some());
        let after = text.get(words.end()..)?.chars().next();
        if counted && after.is_some_and(|c| UNITS.contains(c)) {
            return None;
        }
        let old = value(found.get(1).or(found.get(2))?.as_str())?;
        let new = numbers.changed(&record.list, old)?.to_vec();
        Some(Mention {
            place: place.to_owned(),
            words: words.as_str().to_owned(),
            old,
            new,
        })
    };
    pattern.captures_iter(&text).filter_map(mention).collect()
}

/// The number that digits (ASCII, full-width or Chinese, below 1000) write.
fn value(digits: &str) -> Option<u32> {
    if digits.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        return digits.chars().try_fold(0_u32, |value, c| {
            let digit = u32::from(c)
                - if c.is_ascii() { u32::from('0') } else { u32::from('０') };
            value.checked_mul(10)?.checked_add(digit)
        });
    }
    let known = |c| "零一二三四五六七八九".chars().zip(0..).find(|digit| digit.0 == c);
    let (mut value, mut digit) = (0, None);
    for c in digits.chars() {
        match c {
            '百' => value += digit.take().unwrap_or(1) * 100,
            '十' => value += digit.take().unwrap_or(1) * 10,
            c => digit = known(c).map(|known| known.1),
        }
    }
    Some(value + digit.unwrap_or(0)).filter(|&value| value > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Recommendation;
    use crate::record::Record;

    fn mentions(body: &str) -> Vec<(String, u32)> {
        let item = |number, body: &str| Recommendation {
            number,
            body: body.to_owned(),
            ..Recommendation::default()
        };
        let record = Record::default();
        let all: Vec<_> = (1..=50).map(|number| item(number, body)).collect();
        let numbers = Numbers::new(all.iter().map(|i| ((&record, i), i.number + 1)));
        let found = find((&record, &all[0]), "", &numbers);
        found.into_iter().map(|mention| (mention.words, mention.old)).collect()
    }

    #[test]
    fn numbers_that_speak_of_items_are_found() {
        for (text, old) in [
            ("结合第9项落实", 9),
            ("按第 12 条建议办理", 12),
            ("按第九项办理", 9),
            ("见第二十一项", 21),
            ("同建议9的要求", 9),
            ("见建议第１０。", 10),
            ("序号3", 3),
        ] {
            let found: Vec<u32> = mentions(text).into_iter().map(|m| m.1).collect();
            assert_eq!(found, [old], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_out() {
        for text in [
            "依据《安全生产法》第九条",
            "建议3年内完成",
            "建议10%以上",
            "第99项",
            "建议5-7人",
        ] {
            assert_eq!(mentions(text), [], "{text}");
        }
    }
}
