//! What the YAML parser's errors mean to a person, in Chinese, with the way out.

use std::borrow::Cow;

use granit_parser::ErrorKind as E;

use crate::text::Span;

/// The message and the help for an error of the parser.
pub(super) fn say(kind: &E) -> (Cow<'static, str>, &'static str) {
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
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
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
