//! Numbers of pages at the ends of lines of text, where a reader of PDF puts them when it copies
//! two pages: `防止反弹。— 3 —`.

use super::lexer::ends_line;
use super::token::Tokens;
use crate::text::{is_blank, trim_blank, trim_blank_end};

/// The bytes of `text` at which such numbers begin, in order: each is greater than the one
/// before. Each ends a line, and so a block of the `tokens`.
pub(crate) fn cuts(text: &str, tokens: &Tokens) -> Vec<usize> {
    // Nearly all blocks end with something else.
    let dashed =
        tokens.blocks.iter().filter(|block| block.last_char().is_some_and(is_dash));
    let ends = dashed.map(|block| tokens.span(block).end);
    let feet = ends.filter_map(|end| {
        let line = line_to(text, end)?;
        foot(line).map(|(at, value)| (end - line.len() + at, value))
    });
    let (cuts, values): (Vec<usize>, Vec<u32>) = feet.unzip();
    if values.is_sorted_by(|before, value| before < value) { cuts } else { Vec::new() }
}

/// The line of `text` that ends at byte `end`; nothing where more than white space follows on
/// it.
fn line_to(text: &str, end: usize) -> Option<&str> {
    let (before, behind) = text.split_at_checked(end)?;
    let behind = behind.trim_start_matches(|c| is_blank(c) && !ends_line(c));
    // Many blocks may stand on one line, which is looked at once.
    let ends = behind.is_empty() || behind.starts_with(ends_line);
    if ends { before.rsplit(ends_line).next() } else { None }
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '-' | '－')
}

/// Where the number of a page begins with which `line` ends behind a text, and its value.
fn foot(line: &str) -> Option<(usize, u32)> {
    /// Digits of the longest.
    const MOST: usize = 3;
    let dash = line.chars().next_back().filter(|&c| is_dash(c))?;
    let counted = trim_blank_end(line.strip_suffix(dash)?);
    let rest = counted.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = counted.get(rest.len()..).filter(|own| own.len() <= MOST)?;
    let text = trim_blank_end(rest).strip_suffix(dash)?;
    // A date goes on below: 2021-1- / 29. So may a dash: 自查自纠——1—
    let before = text.chars().next_back()?;
    let goes_on = is_dash(before) || (dash == '-' && before.is_ascii_alphanumeric());
    let shown = !trim_blank(text).is_empty();
    let value = digits.parse().ok().filter(|_| shown && !goes_on)?;
    Some((text.len(), value))
}

#[cfg(test)]
mod tests {
    use super::super::lexer::{Style, lex};
    use super::*;
    use crate::model::Regions;
    use crate::source::marks::label::Names;

    /// The ends of lines that are the numbers of pages.
    fn feet(text: &str) -> Vec<&str> {
        let tokens = lex(text, Style::default(), &Names::new(&Regions::default()), &[]);
        let cuts = cuts(text, &tokens).into_iter();
        cuts.filter_map(|at| text.get(at..)?.lines().next()).collect()
    }

    #[test]
    fn a_number_between_dashes_behind_a_text_is_that_of_a_page() {
        let text = "防止反弹。— 1 —\n达到10 - 2 - \n0%。—3—";
        assert_eq!(feet(text), ["— 1 —", "- 2 - ", "—3—"]);
        for line in ["— 1 —", "2021-1-", "2019—2020", "自查自纠—", "—2—。", "3"]
        {
            assert!(feet(line).is_empty(), "{line}");
        }
        assert!(feet("防止反弹。—2—\n强化监管。—2—\n").is_empty());
    }
}
