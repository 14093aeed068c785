//! Whether an empty line stands between any two lines of a source, as some programs write
//! wide-set pages: then one parts no paragraphs, and only two do.

use super::lexer::ends_line;
use crate::source::marks::heads::head_word;
use crate::source::marks::number;
use crate::text::ends_text;

/// Bytes of the shortest line that may be one of a longer text: shorter ones are labels and
/// titles.
const SHORTEST: usize = 24;

/// The fewest lines that tell.
const FEWEST: u32 = 4;

/// Whether the lines of `text` are set like this: an empty line stands after nearly all that
/// break a sentence. A line that was broken is as long as the next one: titles of items over
/// longer paragraphs are none.
pub(crate) fn is_double(text: &str) -> bool {
    let (mut apart, mut close, mut titles) = (0_u32, 0_u32, 0_u32);
    let (mut open, mut blanks) = (None, 0_u32);
    for line in text.split(ends_line) {
        let shown = line.trim();
        if shown.is_empty() {
            blanks += 1;
            continue;
        }
        let long = shown.len() >= SHORTEST;
        if let Some(before) = open
            && long
            && blanks < 2
            && !begins(shown)
        {
            let count = match blanks {
                0 => &mut close,
                _ if shown.len() > before + SHORTEST => &mut titles,
                _ => &mut apart,
            };
            *count += 1;
        }
        blanks = 0;
        let torn = long && !shown.chars().next_back().is_some_and(ends_text);
        open = torn.then_some(shown.len());
    }
    apart >= FEWEST && close * 10 <= apart && titles * 2 <= apart
}

/// Whether a line begins a text of its own: it has a number, or names what it says, as
/// 整改时限：2023年12月底前 does.
fn begins(line: &str) -> bool {
    let key = line.split_once(['：', ':']).map(|(key, _)| key);
    number::marker(line).is_some() || key.is_some_and(|key| head_word(key).is_some())
}

#[cfg(test)]
mod tests {
    use super::is_double;

    const LINES: [&str; 6] = [
        "　　1. 厘清重点部门职责，明确",
        "齐抓共管、信息沟通、执法联动",
        "工作机制，针对天津重点安全风",
        "险问题，厘清重点部门监管职责",
        "，进一步解决建筑施工领域安全",
        "方面的新情况新问题，明确分工",
    ];

    #[test]
    fn an_empty_line_after_each_is_seen() {
        assert!(is_double(&LINES.join("\n\n")));
        assert!(!is_double(&LINES.join("\n")));
        assert!(!is_double(&LINES.join("。\n\n")));
        assert!(!is_double(""));
        let field = ["整改时限：2023年12月底前", "责任单位：省人民政府办公厅"];
        assert!(!is_double(&[field; 6].concat().join("\n\n")));
        let titles = LINES.map(|line| format!("{line}\n\n{line}{line}。"));
        assert!(!is_double(&titles.join("\n\n")));
    }
}
