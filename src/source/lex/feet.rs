//! Numbers of pages at the ends of lines of text, where a reader of PDF puts them when it copies
//! two pages: `防止反弹。— 3 —`.

use crate::text::is_blank;
use memchr::memchr2_iter;

/// The bytes at which such numbers begin, in order: each is greater than the one before.
pub(crate) fn cuts(text: &str) -> Vec<usize> {
    let ends = memchr2_iter(b'\n', b'\x0c', text.as_bytes()).chain([text.len()]);
    let (mut cuts, mut from, mut last) = (Vec::new(), 0, 0);
    for end in ends {
        let line = text.get(from..end).unwrap_or("");
        if let Some((at, value)) = foot(line) {
            if value <= last {
                return Vec::new();
            }
            last = value;
            cuts.push(from + at);
        }
        from = end + 1;
    }
    cuts
}

/// Where the number of a page begins with which `line` ends behind a text, and its value.
fn foot(line: &str) -> Option<(usize, u32)> {
    /// Digits of the longest.
    const MOST: usize = 3;
    let is_dash = |c: char| matches!(c, '—' | '–' | '-' | '－');
    let line = line.trim_end_matches(is_blank);
    // Nearly all lines end with something else.
    let dash = line.chars().next_back().filter(|&c| is_dash(c))?;
    let counted = line.strip_suffix(dash)?.trim_end_matches(is_blank);
    let rest = counted.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = counted.get(rest.len()..).filter(|own| own.len() <= MOST)?;
    let text = rest.trim_end_matches(is_blank).strip_suffix(dash)?;
    // A date goes on below: 2021-1- / 29. So may a dash: 自查自纠——1—
    let before = text.chars().next_back()?;
    let goes_on = is_dash(before) || (dash == '-' && before.is_ascii_alphanumeric());
    let shown = !text.trim_matches(is_blank).is_empty();
    let value = digits.parse().ok().filter(|_| shown && !goes_on)?;
    Some((text.len(), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_between_dashes_behind_a_text_is_that_of_a_page() {
        let text = "防止反弹。— 1 —\n达到10 - 2 -\n0%。—3—\n";
        let cut: Vec<&str> =
            cuts(text).iter().filter_map(|&at| text.get(at..)?.lines().next()).collect();
        assert_eq!(cut, ["— 1 —", "- 2 -", "—3—"]);
        for line in ["— 1 —", "2021-1-", "2019—2020", "自查自纠—", "—2—。", "3"]
        {
            assert_eq!(foot(line), None, "{line}");
        }
        assert!(cuts("防止反弹。—2—\n强化监管。—2—\n").is_empty());
    }
}
