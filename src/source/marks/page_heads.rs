//! Running heads with the number of their page on one line.

use super::digits::digit;
use super::folio::{MARKS, has_clauses, is_page_phrase, lonely};
use crate::text::{bare, is_blank, trim_blank};

/// A running head with the number of its page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beside<'a> {
    pub number: u32,
    pub words: &'a str,
    /// Whether the number stands first.
    pub leads: bool,
    /// Whether white space parts them as it parts no words.
    pub far: bool,
}

/// The words and the number that a line is: `工作建议清单　　3`, `安委会办公室 — 3`.
pub(crate) fn beside(line: &str) -> Option<Beside<'_>> {
    let figure = |c: char| c.is_ascii_digit();
    let mark = |c: char| is_blank(c) || MARKS.contains(c);
    let line = trim_blank(line);
    if let Some((words, number)) = page_behind(line) {
        return Some(Beside { number, words, leads: false, far: true });
    }
    if has_clauses(line) {
        return None;
    }
    let last = line.trim_end_matches(figure).len();
    let first = line.len() - line.trim_start_matches(figure).len();
    [(last, false), (first, true)].into_iter().find_map(|(at, leads)| {
        let (one, other) = line.split_at_checked(at)?;
        let (number, rest) = if leads { (one, other) } else { (other, one) };
        let words = rest.trim_matches(mark);
        let far = rest.len() >= trim_blank(rest).len() + 2;
        let number = lonely(number).filter(|_| !words.is_empty())?;
        Some(Beside { number, words, leads, far })
    })
}

/// The words that a page's number with a word for it stands behind, and the number: what they
/// say does not matter, as in `文件名：清单.docx  第3页 共9页`.
fn page_behind(line: &str) -> Option<(&str, u32)> {
    if !line.ends_with('页') {
        return None;
    }
    let (words, page) = line.split_at_checked(line.rfind('第')?)?;
    let words = trim_blank(words);
    let parted = line.get(words.len()..)?.starts_with(is_blank) && !words.is_empty();
    let clauses = words.contains(['，', '。', '；']);
    let phrase = parted && !clauses && is_page_phrase(&bare(page));
    let digits = page.trim_start_matches(['第', ' ']);
    let end = digits.find(|c| digit(c).is_none())?;
    phrase.then_some((words, lonely(digits.get(..end)?)?))
}
