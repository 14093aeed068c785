//! What the few characters of a cell say: its number, that it repeats the cell above, that
//! its row sums up.

use super::digits::digit;
use super::number;
use crate::text::{bare, is_blank};

/// The number that a cell of a number column is.
pub(crate) fn number_of(text: &str) -> Option<u32> {
    /// Spreadsheets are told that a number is text: '1, ="1".
    const AROUND: [char; 3] = ['\'', '=', '"'];
    // Most cells hold a label or a text.
    let first = text.chars().find(|c| !(is_blank(*c) || AROUND.contains(c)));
    first.filter(|&first| number::may_begin(first))?;
    let bare = bare(text);
    let shown = bare.trim_matches(AROUND);
    // Some count in fractions: 1.0.
    number::whole(shown.strip_suffix(".0").unwrap_or(shown))
}

/// Whether a cell says that it is the same as the one above, which an empty one says too, or
/// that it is empty, as programs write that: NaN, NULL. A wiki merges cells by `:::`.
pub(crate) fn is_ditto(text: &str) -> bool {
    const WORDS: &[&str] = &["同上", "〃", "″", "\"", "^^", "''", ":::"];
    const EMPTY: &[&str] = &["NaN", "nan", "None", "NULL", "null", "NaT", "<NA>", "\\N"];
    let own = &&*bare(text);
    WORDS.contains(own) || EMPTY.contains(own)
}

/// Whether a cell says that its row sums up those above: 合计, 小计：3项.
pub(crate) fn is_sum(text: &str) -> bool {
    let bare = bare(text);
    let sums = ["合计", "总计", "小计", "共计"];
    sums.iter().find_map(|sum| bare.strip_prefix(sum)).is_some_and(|rest| {
        let count = |c: char| digit(c).is_some() || "：:共项条个件建议".contains(c);
        rest.chars().all(count)
    })
}

#[cfg(test)]
mod tests {
    use super::{is_sum, number_of};

    #[test]
    fn numbers_and_sums_are_read_as_sheets_write_them() {
        for cell in ["7", "7.", "7.0", "'7", "=\"7\"", "（七）"] {
            assert_eq!(number_of(cell), Some(7), "{cell}");
        }
        for cell in ["合计", "小计：3项", "共计 12 条建议"] {
            assert!(is_sum(cell), "{cell}");
        }
        assert!(!is_sum("合计12家企业要停产。"));
    }
}
