//! Whether a source is a table whose cells commas, semicolons or pipes part, as
//! spreadsheets and databases export it.
//!
//! Commas stand in running text too, so the rows must agree: nearly all have the same
//! number of cells, and what comes first in them is a number or a label.

use crate::source::marks::cells::number_of;
use crate::source::marks::heads::{Head, head_word};
use crate::source::marks::number;

/// Rows that are looked at.
const SAMPLE: usize = 200;

/// Bytes of the longest number or label that a row begins with.
const FIRST: usize = 40;

/// Bytes of the longest row of heads.
const LONGEST_HEADS: usize = 400;

/// A row as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    commas: usize,
    /// Whether its first cell is a number, a label, or nothing.
    led: bool,
    /// That number.
    number: Option<u32>,
    /// Whether what parts its cells stands at both its edges too, as in Markdown.
    edged: bool,
}

/// What parts the cells of `text`: commas, semicolons or pipes, if they do.
pub(crate) fn part_cells(text: &str) -> Option<u8> {
    [b',', b';', b'|'].into_iter().find(|&sign| parts_cells(text, sign))
}

fn parts_cells(text: &str, sign: u8) -> bool {
    let rows: Vec<Row> = rows(text, sign).take(SAMPLE).collect();
    let mut counts: Vec<usize> = rows.iter().map(|row| row.commas).collect();
    counts.sort_unstable();
    let Some(common) = counts.chunk_by(|a, b| a == b).max_by_key(|same| same.len())
    else {
        return false;
    };
    let commas = common.first().copied().unwrap_or(0);
    let headed = is_headed(text, sign);
    let agree = |row: &&Row| row.commas == commas && (row.led || headed);
    let agreeing = rows.iter().filter(agree).count();
    // Rows of one cell are labels over groups of rows.
    let groups = |row: &&Row| headed && row.commas == 0 && row.led;
    let rest = rows.len() - rows.iter().filter(groups).count();
    // Under heads it is one, though the ends of pages broke some of its rows.
    let least = if headed { 5 } else { 8 };
    let most = agreeing * 10 >= rest * least;
    let edged = rows.iter().filter(|row| row.edged).count();
    let edged = edged > 0 && 2 * edged > agreeing;
    let table = commas > 0 && agreeing > 1 && most;
    let broken = || headed && are_broken(&rows);
    (table || broken()) && !edged && !(sign == b'|' && is_ruled(text))
}

/// Whether `rows` are those of a table that line ends inside their cells break: those with a
/// number count on, and have as many cells.
fn are_broken(rows: &[Row]) -> bool {
    let numbered = rows.iter().filter_map(|row| Some((row.number?, row.commas)));
    let numbered: Vec<(u32, usize)> = numbered.collect();
    let goes_on = |pair: &[(u32, usize)]| match pair {
        [(before, one), (own, other)] => before + 1 == *own && one == other,
        _ => false,
    };
    numbered.len() > 1
        && numbered.windows(2).all(goes_on)
        && numbered.iter().all(|(_, commas)| *commas > 0)
}

/// Whether one of the first lines of `text` is the rule under the heads of Markdown.
fn is_ruled(text: &str) -> bool {
    let mark = |c: char| matches!(c, '-' | ':' | '|' | ' ' | '\t');
    text.lines().take(SAMPLE).any(|line| line.contains("--") && line.chars().all(mark))
}

/// Whether one of the first lines of `text`, behind those of a title and a preface, is made
/// of the heads of columns: words for them, or those of a list and other short ones.
fn is_headed(text: &str, sign: u8) -> bool {
    const FIRST: usize = 12;
    text.trim_start_matches('\u{FEFF}').lines().take(FIRST).any(|line| {
        let words = line.split(char::from(sign)).map(|word| word.trim_matches('"'));
        let parted = line.len() <= LONGEST_HEADS && line.contains(char::from(sign));
        parted && are_heads(words)
    })
}

fn are_heads<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    /// Characters of the longest word that may head a column.
    const LONGEST: usize = 8;
    let (mut all, mut short, mut counts, mut says) = (true, true, false, false);
    for word in words {
        let head = head_word(word);
        all &= head.is_some();
        short &= word.trim().chars().count() <= LONGEST;
        counts |= matches!(head, Some(Head::Number | Head::Region));
        says |= head == Some(Head::Text);
    }
    all || (short && counts && says)
}

/// The rows of `text` that hold something; a line end in quotes ends none.
fn rows(text: &str, sign: u8) -> impl Iterator<Item = Row> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(['\n', '\r']);
        let (mut commas, mut quoted, mut first, mut end) = (0, false, None, rest.len());
        for (at, byte) in rest.bytes().enumerate() {
            match byte {
                b'"' => quoted = !quoted,
                _ if byte == sign && !quoted => {
                    commas += 1;
                    first.get_or_insert(at);
                }
                b'\n' | b'\r' if !quoted => {
                    end = at;
                    break;
                }
                _ => {}
            }
        }
        let (row, after) = rest.split_at_checked(end)?;
        rest = after;
        let cell = row.get(..first.unwrap_or(end)).unwrap_or(row);
        let led = leads(cell);
        let number = if led { number_of(cell) } else { None };
        let pipe = sign == b'|';
        let edged = pipe && row.starts_with('|') && row.trim_end().ends_with('|');
        (!row.is_empty()).then_some(Row { commas, led, number, edged })
    })
}

/// Whether a row may begin with `cell`: it is short, and no item that a number opens.
fn leads(cell: &str) -> bool {
    let cell = cell.trim_matches(['"', '=', '\'', ' ', '\u{FEFF}']);
    let opens = number::marker(cell).is_some_and(|marker| !marker.weak);
    let plain = !cell.contains(['，', '。', '；']);
    cell.len() <= FIRST && plain && (!opens || number::whole(cell).is_some())
}

#[cfg(test)]
mod tests {
    use super::part_cells;

    #[test]
    fn rows_that_agree_are_a_table() {
        for text in [
            "序号,地区,建议\n1,天津市,厘清职责\n2,河南省,严密责任\n",
            "天津市,\"1. 厘清职责\n2. 加强a,b监管\"\r\n河南省,3. 严密责任\r\n",
            "工作建议,地区,序号\n厘清职责，明确分工。,天津市,1\n严密责任。,,2\n",
            "\u{FEFF}\"天津市\",\"1. 他说\"\"好\"\"\"\n,\"2. 严密责任\"\n",
        ] {
            assert_eq!(part_cells(text), Some(b','), "{text}");
        }
        assert_eq!(part_cells("1;天津市;厘清职责\n2;;严密责任\n"), Some(b';'));
        assert_eq!(part_cells("序号 | 建议\n-- | --\n1 | 厘清\n2 | 加强\n"), None);
        assert_eq!(part_cells("| 1 | 天津市 |\n| 2 | 河南省 |\n"), None);
        assert_eq!(part_cells("'01|天津市|厘清职责\n'02||严密责任\n"), Some(b'|'));
    }

    #[test]
    fn commas_in_running_text_part_nothing() {
        for text in [
            "天津市\n1. 加强监管,落实责任。\n2. 厘清职责,明确分工。\n",
            "加强监管,落实责任,厘清职责。\n",
            "",
            "天津市，厘清\n河南省，严密\n",
        ] {
            assert_eq!(part_cells(text), None, "{text}");
        }
    }
}
