//! Tags, entities and marks of HTML, Markdown and forums that were left in the text.

use std::fmt::Write as _;
use std::sync::LazyLock;

use regex::Captures;

use crate::diag::{Finding, Safety};
use crate::text::Span;

use super::Check;
use super::passage::{Passage, Pattern, pattern};

/// A mark, or two with the text between them: what stands before it, its opening, what is
/// between, its closing, what stands behind.
type Mark = [&'static str; 5];

/// Where a line may have begun before the lines of the text were joined.
const LINE: &str = r"(?:^|[\n。；：！？])[ 　]*";
/// The same where what follows may be a sign that compares: 服务年限：>五年.
const SENTENCE: &str = r"(?:^|[\n。！？])[ 　]*";
/// What begins a text.
const TEXT: &str = r"[\p{Han}A-Za-z“‘《（(\[*_`~]";
/// Blanks behind a mark.
const BLANKS: &str = r"[ 　\t]";

const MARKS: &[Mark] = &[
    ["", r"</?[A-Za-z][A-Za-z0-9:]*(?:\s[^<>]*)?/?>|<!--|-->|<!\[[^<>]*>", "", "", ""],
    ["", "&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});", "", "", ""],
    // [b]甲[/b], [color=red].
    [
        "",
        r"(?i:\[/[a-z]{1,7}\]|\[(?:b|img|url|quote|list|table|t[rdh])\]|\[[a-z]{3,5}=[^\[\]\n]*\])",
        "",
        "",
        "",
    ],
    ["", r"\*\*|~~|```|'''|\\[nrt](?-u:\b{end-half})", "", "", ""],
    ["", "==", r"[^=\s\n][^=\n]*", "==", ""],
    ["", r"\[\[", r"[^\[\]\n]+", r"\]\]", ""],
    ["", "<", r"(?:https?://|ftp://|mailto:)[^<>\s]+", ">", ""],
    // [1](见附件) is a note and what stands in brackets behind it: a link leads to an
    // address, a place in the page or a file.
    [
        "",
        r"!?\[",
        r"[^\[\]\n]*",
        concat!(
            r"\]\((?:",
            r"(?:[A-Za-z][A-Za-z0-9+.\-]{1,11}:|www\.|[/#]|\.{1,2}/)[^\s()]*(?:\([^\s()]*\)[^\s()]*)?",
            r"|[^\s()]+(?:\.[A-Za-z]{2,4}[0-9]?|/)(?:[#?][^\s()]*)?",
            r"|)(?:\s+[“\x22][^“”\x22\n]*[”\x22])?\)",
        ),
        "",
    ],
    ["", r"\[\^[^\[\]\s]{1,9}\]:?", "", "", ""],
    ["", "``?", r"[^`\n]+", "``?", ""],
    // 第__标段，__年__月 has blanks to be filled.
    [
        r"(?-u:\b{start-half})",
        "__",
        r"[^_\s][^_\n]*[^_\s，、；：。]",
        "__",
        r"(?-u:\b{end-half})",
    ],
    [r"\b{start-half}", r"\*", r"[^*\s](?:[^*\n]*[^*\s])?", r"\*", r"\b{end-half}"],
    // 长*宽*高 multiplies, 附件_江苏省方案_终稿.docx is the name of a file.
    ["", r"\*", r"\p{Han}[\p{Han}“”《》、，]{2,40}\p{Han}", r"\*", ""],
    [r"\b{start-half}", "_", r"\p{Han}[^_\n]{2,60}", "_", r"\b{end-half}"],
    [
        LINE,
        r"(?:[-+*]{BLANKS}+|[•●▪◦‣⁃◆◇▶►➢➤·]{BLANKS}*)(?:\[[ xX]\]{BLANKS}+)?",
        "",
        "",
        TEXT,
    ],
    // ·3· is the number of a page.
    [LINE, r"[•●▪◦‣⁃◆◇▶►➢➤]{BLANKS}*", "", "", "[0-9]"],
    [LINE, r"#{1,6}{BLANKS}+|#{2,6}", "", "", r"[^\s#]"],
    [SENTENCE, r"(?:>{BLANKS}*)+(?:[-+*]{BLANKS}+)?", "", "", TEXT],
    ["", r"\\", "", "", r"[\\`*_{}\[\]()#+\-.!|>~<]"],
    ["", r"\|(?:{BLANKS}*:?-{2,}:?{BLANKS}*\|)+", "", "", ""],
    [r"[\p{Han}，。、；：）》”]{BLANKS}*", r"\|", "", "", ""],
    ["", r"\|", "", "", r"{BLANKS}*[\p{Han}（《“]"],
];

static MARKUP: Pattern = LazyLock::new(|| {
    let mut all = String::new();
    for (i, [before, open, between, close, behind]) in MARKS.iter().enumerate() {
        let or = if i == 0 { "" } else { "|" };
        // Writing to a string does not fail.
        let _ = write!(all, "{or}{before}({open}){between}({close}){behind}");
    }
    pattern(&all.replace("{BLANKS}", BLANKS))
});

/// One finding for each mark or pair of marks.
pub(super) fn run(check: &Check, passage: &Passage<'_>, found: &mut Vec<Finding>) {
    const SIGNS: &[char] = &[
        '<', '>', '&', '*', '~', '`', '#', '[', '_', '|', '\\', '+', '-', '•', '●', '▪',
        '◦', '‣', '⁃', '◆', '◇', '▶', '►', '➢', '➤', '·', '=', '\'',
    ];
    if !passage.text.contains(SIGNS) {
        return;
    }
    let mut at = 0;
    // What stands behind one mark may itself be one: - **甲**.
    while let Some(piece) = MARKUP.as_ref().and_then(|m| m.captures_at(passage.text, at))
    {
        let [open, close] = ends(&piece);
        at = open.cover(close).end;
        found.push(told(check, passage, [open, close]));
    }
}

/// What opens and what closes a match; the latter may be empty.
fn ends(piece: &Captures<'_>) -> [Span; 2] {
    let mut groups =
        piece.iter().skip(1).flatten().map(|m| Span::new(m.start(), m.end()));
    let open = groups.next().unwrap_or_default();
    [open, groups.next().unwrap_or_default()]
}

fn told(check: &Check, passage: &Passage<'_>, marks: [Span; 2]) -> Finding {
    let span = marks[0].cover(marks[1]);
    let text = span.of(passage.text);
    let message = format!("正文里残留标记“{text}”");
    if text.starts_with('|') {
        let help = "这里原是表格：对照原文改成文字，或分成几条";
        return passage.finding(check, span, message).help(help);
    }
    if let Some(entity) = text.strip_prefix('&') {
        return match decoded(entity) {
            Some(new) => passage.replacing(check, span, message, Safety::Unsafe, &new),
            None => passage.finding(check, span, message).help("改成它所表示的字符"),
        };
    }
    let finding = passage.finding(check, span, message);
    let edits: Vec<_> = marks
        .into_iter()
        .filter(|mark| !mark.is_empty())
        .map(|mark| (mark, ""))
        .collect();
    match passage.fix("删去标记", Safety::Unsafe, &edits) {
        Some(fix) => finding.fix(fix),
        None => finding.help("删去标记；要手工改"),
    }
}

/// What an entity without its `&` stands for, as far as office programs write it.
fn decoded(entity: &str) -> Option<String> {
    let name = entity.trim_end_matches(';');
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = match hex {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control()).map(String::from);
    }
    ENTITIES.iter().find(|(known, _)| *known == name).map(|&(_, text)| text.to_owned())
}

const ENTITIES: &[(&str, &str)] = &[
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("lt", "<"),
    ("gt", ">"),
    ("amp", "&"),
    ("quot", "\""),
    ("apos", "'"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("middot", "·"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("times", "×"),
    ("deg", "°"),
];
