//! Numbers and ranges as people type them: `1-4,9`, `１－４、９`, `1至4`.

use super::SelectError;

/// Ranges of numbers, both ends in them. None at all stands for every number.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    ranges: Vec<(u32, u32)>,
}

impl Numbers {
    /// Reads what was asked for; several texts are alternatives.
    pub(super) fn read(asked: &[String]) -> Result<Self, SelectError> {
        let mut ranges = Vec::new();
        for text in asked {
            for part in text.split([',', '，', '、', ';', '；']) {
                let bare: String = part.chars().filter(|c| !c.is_whitespace()).collect();
                ranges.push(range(&bare).ok_or_else(|| SelectError {
                    message: format!("“{}”不是序号", part.trim()),
                    help: Some("写成 9、1-4 或 1-4,9，从 1 起".to_owned()),
                })?);
            }
        }
        Ok(Self { ranges })
    }

    /// Whether `number` is asked for.
    pub(super) fn hold(&self, number: u32) -> bool {
        self.ranges.is_empty() || self.ranges.iter().any(|r| within(*r, number))
    }

    /// A line for each range that none of `numbers` is in.
    pub(super) fn missing(&self, numbers: impl Iterator<Item = u32>) -> Vec<String> {
        let numbers: Vec<u32> =
            if self.ranges.is_empty() { Vec::new() } else { numbers.collect() };
        let empty = |range: &&(u32, u32)| !numbers.iter().any(|&n| within(**range, n));
        let say = |&(first, last): &(u32, u32)| {
            if first == last {
                format!("没有序号为 {first} 的建议")
            } else {
                format!("没有序号为 {first}-{last} 的建议")
            }
        };
        self.ranges.iter().filter(empty).map(say).collect()
    }
}

fn within((first, last): (u32, u32), number: u32) -> bool {
    first <= number && number <= last
}

fn range(text: &str) -> Option<(u32, u32)> {
    let marks = ['-', '－', '–', '—', '~', '～', '至', '到'];
    let (first, last) = text.split_once(marks).unwrap_or((text, text));
    let (first, last) = (number(first)?, number(last)?);
    (first <= last).then_some((first, last))
}

/// A number from 1 in ASCII or full-width digits.
fn number(text: &str) -> Option<u32> {
    let ascii = |c| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        '0'..='9' => Some(c),
        _ => None,
    };
    let digits: String = text.chars().map(ascii).collect::<Option<_>>()?;
    digits.parse().ok().filter(|&number| number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<(u32, u32)>> {
        Numbers::read(&[text.to_owned()]).ok().map(|numbers| numbers.ranges)
    }

    #[test]
    fn people_may_type_them_as_they_do() {
        let wanted = Some(vec![(1, 4), (9, 9)]);
        for text in ["1-4,9", "１－４、９", " 1 – 4 ， 9 ", "1至4；9", "1~4、9"]
        {
            assert_eq!(read(text), wanted, "{text}");
        }
        for text in ["", "0", "4-1", "1-", "-3", "九", "1-2-3", "99999999999", "+1"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn ranges_that_hold_nothing_are_named() {
        let numbers = Numbers::read(&["1-4000000000".into(), "48-50".into(), "9".into()]);
        assert_eq!(
            numbers.unwrap().missing(1..=8),
            ["没有序号为 48-50 的建议", "没有序号为 9 的建议"]
        );
        assert_eq!(Numbers::default().missing(1..=8), [""; 0]);
    }
}
