//! What the YAML parser's errors mean to a person, in Chinese, with the way out.

use std::borrow::Cow;

use granit_parser::ErrorKind as E;

use crate::text::Span;

/// Where an error of the parser began, and its message and help. The parser says where it
/// could not go on, which may be lines away from what a person has to mend.
pub(super) fn told(
    kind: &E,
    text: &str,
    at: usize,
) -> (Span, Cow<'static, str>, &'static str) {
    let rest = text.get(at..).unwrap_or("");
    let (message, help) = say(kind);
    match kind {
        E::UnexpectedCharacter { character } if character.is_control() => {
            let at = at + rest.find(*character).unwrap_or(0);
            let message = format!("看不见的字符（U+{:04X}）", u32::from(*character));
            (span(text, at), message.into(), "删去它")
        }
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart
        | E::TabInPlainScalar => {
            let tab = Some(0).filter(|_| rest.starts_with('\t'));
            let tab = tab.or_else(|| leading_tab(rest)).unwrap_or(0);
            (span(text, at + tab), message, help)
        }
        E::MappingValueNotAllowed
        | E::InvalidColonPlacement
        | E::SimpleKeyExpected
        | E::InvalidSimpleKey
        | E::ExpectedBlockMappingKey => match tight_colon(text, at) {
            Some(colon) => {
                let message = "字段名后要写半角冒号和一个空格";
                (colon, message.into(), "写成 number: 9 这样")
            }
            None => (span(text, at), message, help),
        },
        _ => (span(text, at), message, help),
    }
}

/// The first tab that stands before everything else on a later line of `text`.
fn leading_tab(text: &str) -> Option<usize> {
    let mut starts = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
    starts.find_map(|start| {
        let line = text.get(start..)?.trim_start_matches(' ');
        line.starts_with('\t').then(|| text.len() - line.len())
    })
}

/// The colon after a name at the start of a line that is full-width or has no space behind
/// it: on the line of byte `at`, or on the one before, which such a line runs on from.
fn tight_colon(text: &str, at: usize) -> Option<Span> {
    let before = text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let earlier = before.get(..start.saturating_sub(1))?.rfind('\n');
    let earlier = earlier.map_or(0, |end| end + 1);
    [earlier, start].into_iter().find_map(|start| {
        let line = text.get(start..)?.lines().next()?;
        let (name, rest) = line.split_once([':', '：'])?;
        let is_name = !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
        let colon = span(text, start + name.len());
        let tight = colon.len() > 1 || !rest.starts_with([' ', '\t']) && !rest.is_empty();
        (is_name && tight).then_some(colon)
    })
}

/// The message and the help for an error of the parser.
fn say(kind: &E) -> (Cow<'static, str>, &'static str) {
    let said: (String, _) = match kind {
        E::UnclosedFlowCollection { open } => {
            (format!("“{open}”没有配对"), "补上另一半括号")
        }
        E::MismatchedFlowCollectionEnd { open, close } => {
            (format!("“{open}”与“{close}”不配对"), "改成同一种括号")
        }
        E::UnexpectedCharacter { character } => {
            let message = format!("值不能以“{}”开头", character.escape_debug());
            (message, "给整个值加双引号")
        }
        _ => {
            let general =
                ("不是正确的 YAML", "检查这一行和上一行的冒号、引号、括号和缩进");
            let (message, help) = pairs(kind).or_else(|| layout(kind)).unwrap_or(general);
            return (message.into(), help);
        }
    };
    (said.0.into(), said.1)
}

/// Errors of quotes, brackets and escapes.
const fn pairs(kind: &E) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        E::UnclosedQuotedScalar => ("引号没有配对", "补上另一半引号"),
        E::MisplacedFlowCollectionEnd => ("多余的右括号", "删去，或补上左括号"),
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowSequenceSeparator
        | E::ExpectedFlowMappingSeparator => {
            ("括号里的列表没有写完", "各项之间用半角逗号，末尾补上右括号")
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidUnicodeEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate => {
            ("双引号里的转义不对", "反斜杠写成 \\\\，或改用单引号")
        }
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            ("引号后面还有文字", "给整个值加引号；值里的双引号写成 \\\"，或改用单引号")
        }
        E::DocumentIndicatorInQuotedScalar => {
            ("引号里有单独一行的 --- 或 ...", "检查引号是否配对")
        }
        _ => return None,
    })
}

/// Errors of lines, indentation, colons and comments.
const fn layout(kind: &E) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart
        | E::TabInPlainScalar => ("这里不能用制表符", "缩进改用空格"),
        E::InvalidIndentation
        | E::InvalidBlockScalarIndent
        | E::InvalidQuotedScalarIndent
        | E::InvalidFlowScalarIndent => {
            ("缩进不对", "同一层的各行左边对齐，下一层多两个空格")
        }
        E::MappingValueNotAllowed | E::InvalidColonPlacement => (
            "这里不该有冒号",
            "值里有半角冒号加空格时给整个值加双引号；检查上一行的引号和括号",
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::ExpectedBlockMappingKey => (
            "这一行不是“字段: 值”",
            "字段名后写半角冒号和一个空格；正文写在 body: | 下面并缩进",
        ),
        E::ExpectedBlockSequenceEntry | E::BlockSequenceEntryNotAllowed => {
            ("这里不该有列表项“- ”", "列表另起一行写在字段名下面，各项左边对齐")
        }
        E::RecursionLimitExceeded => ("嵌套太深", "记录最多只有两层，检查括号"),
        E::BomInsideDocument => {
            ("文件中间有字节顺序标记（U+FEFF）", "删去这个看不见的字符")
        }
        E::InvalidBlockScalarHeader => ("“|”后面还有文字", "正文另起一行并缩进两个空格"),
        E::ZeroBlockScalarIndent => ("“|”后面的缩进不能是 0", "删去数字"),
        E::CommentNotSeparated => ("“#”前面要有空格", "补一个空格，或给整个值加双引号"),
        E::CommentInterceptedScalar => ("注释把一个值隔断了", "把注释移到字段上方"),
        E::InvalidDocumentEnd | E::ExpectedDocumentStart => {
            ("文件的内容已经结束，后面还有文字", "后面的各行与字段左边对齐，或删去")
        }
        _ => return None,
    })
}

/// The character at byte `at`, or the place after the last one.
pub(super) fn span(text: &str, at: usize) -> Span {
    let at = text.floor_char_boundary(at);
    let length = text[at..].chars().next().filter(|&c| c != '\n' && c != '\r');
    Span::new(at, at + length.map_or(0, char::len_utf8))
}

/// The line that opens a conflict that git left in a file.
pub(super) fn conflict(text: &str) -> Option<Span> {
    const MARK: &str = "<<<<<<< ";
    let start = if text.starts_with(MARK) { 0 } else { text.find("\n<<<<<<< ")? + 1 };
    let line = text.get(start..)?.lines().next()?;
    Some(Span::new(start, start + line.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tree::read;

    #[test]
    fn a_mistake_is_told_where_it_was_made() {
        for (text, place) in [
            ("a: 1\n\tb: 2\n", 5..6),
            ("a: |\n\t甲\n", 5..6),
            ("a: 1\nb: 甲乙\u{1b}丙\n", 14..15),
            ("a：1\nb: 2\n", 1..4),
            ("a:1\nb: 2\n", 1..2),
            ("c: 0\na：1\nb: 2\n", 6..9),
            ("c: 0\na:1\nb: 2\n", 6..7),
        ] {
            let tree = read("a.yaml", text);
            let spans: Vec<_> =
                tree.findings.iter().map(|f| f.place.span.unwrap()).collect();
            assert_eq!(spans, [Span::new(place.start, place.end)], "{text:?}");
        }
    }
}
