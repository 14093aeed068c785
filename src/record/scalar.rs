//! Scalars in YAML: what a plain one means, and how a text is written so that every reader
//! gets the same text back.
//!
//! A plain scalar is written only where YAML 1.1 and 1.2 agree that it is that text, in
//! block and flow context alike; everything else is double-quoted. Printable characters,
//! also those above U+FFFF, are never escaped.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_json::{Number, Value};

use super::tree::{Kind, Node, Scalar, Style};

/// What a scalar is by the core schema of YAML 1.2.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    Null,
    Bool(bool),
    Number(Number),
    Text,
}

/// The meaning of a scalar: only a plain one can be anything but text.
pub(super) fn meaning(scalar: &Scalar<'_>) -> Meaning {
    if scalar.style != Style::Plain {
        return Meaning::Text;
    }
    match &*scalar.text {
        "" | "~" | "null" | "Null" | "NULL" => Meaning::Null,
        "true" | "True" | "TRUE" => Meaning::Bool(true),
        "false" | "False" | "FALSE" => Meaning::Bool(false),
        text => number(text).map_or(Meaning::Text, Meaning::Number),
    }
}

/// The number that a plain scalar is, if it is one that JSON has.
fn number(text: &str) -> Option<Number> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return i64::from_str_radix(digits, 16).ok().map(Number::from);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return i64::from_str_radix(digits, 8).ok().map(Number::from);
    }
    let is_number =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-');
    if !unsigned.chars().all(is_number)
        || !unsigned.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let whole = text.strip_prefix('+').unwrap_or(text);
    whole
        .parse::<i64>()
        .map(Number::from)
        .or_else(|_| whole.parse::<u64>().map(Number::from))
        .ok()
        .or_else(|| whole.parse::<f64>().ok().and_then(Number::from_f64))
}

/// A node as JSON; an alias is null.
pub(crate) fn json(node: &Node<'_>) -> Value {
    match &node.kind {
        Kind::Scalar(scalar) => match meaning(scalar) {
            Meaning::Null => Value::Null,
            Meaning::Bool(bool) => bool.into(),
            Meaning::Number(number) => number.into(),
            Meaning::Text => scalar.text.to_string().into(),
        },
        Kind::Sequence { items, .. } => items.iter().map(json).collect(),
        Kind::Mapping { entries, .. } => entries
            .iter()
            .filter_map(|entry| Some((entry.name()?.to_owned(), json(&entry.value))))
            .collect(),
        Kind::Alias => Value::Null,
    }
}

/// `text` as a scalar: plain where that is safe, else double-quoted.
pub(super) fn spell(text: &str) -> Cow<'_, str> {
    if is_plain(text) { Cow::Borrowed(text) } else { Cow::Owned(quote(text)) }
}

/// A JSON value in flow style.
pub(super) fn spell_json(value: &Value) -> String {
    match value {
        Value::String(text) => spell(text).into_owned(),
        Value::Array(items) => list(items.iter().map(spell_json)),
        Value::Object(map) => {
            let entries: Vec<_> = map
                .iter()
                .map(|(key, value)| format!("{}: {}", spell(key), spell_json(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        other => other.to_string(),
    }
}

/// `[a, b]` of members that are spelled already.
pub(super) fn list(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(", "))
}

/// Whether every YAML reader takes `text`, unquoted, for just this text.
fn is_plain(text: &str) -> bool {
    let (Some(first), Some(last)) = (text.chars().next(), text.chars().next_back())
    else {
        return false;
    };
    !first.is_whitespace()
        && !last.is_whitespace()
        && !"-?:,[]{}#&*!|>'\"%@`=<~".contains(first)
        && last != ':'
        && !text.contains([',', '[', ']', '{', '}', '?'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(is_printable)
        && !is_word(text)
        && !is_like_number(text)
}

/// Whether a reader of YAML 1.1 or 1.2 takes `text` for a truth value or for nothing.
fn is_word(text: &str) -> bool {
    const WORDS: [&str; 9] =
        ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether some reader could take `text` for a number, a date or a time.
fn is_like_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let lower = unsigned.to_ascii_lowercase();
    unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && (["0x", "0o", "0b", ".inf", ".nan"].iter().any(|p| lower.starts_with(p))
            || lower.bytes().all(|b| b.is_ascii_digit() || b"_.:e+-tz \t".contains(&b)))
}

/// Whether `c` may stand as itself in a YAML file: printable by YAML 1.2, no kind of line
/// end but `\n` (which is not printable here), no byte order mark.
pub(super) fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// `text` in double quotes, with escapes only where a character needs one.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_printable(c) => quoted.push(c),
            // Writing to a string does not fail.
            c if u32::from(c) < 0x100 => {
                let _ = write!(quoted, "\\x{:02X}", u32::from(c));
            }
            c => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::record::tree;

    /// What `text` reads as, in block and in flow context.
    fn reread(text: &str) -> (Value, Value) {
        let file = format!("a: {}\nb: [{0}, {0}]\n", spell(text));
        let tree = tree::read("a.yaml", &file);
        assert!(tree.findings.is_empty(), "{file}");
        let root = tree.root.unwrap();
        (
            json(&root.entry("a").unwrap().value),
            json(&root.entry("b").unwrap().value.items()[1]),
        )
    }

    #[test]
    fn words_that_readers_take_for_something_else_are_quoted() {
        for text in [
            "no", "On", "NULL", "~", "", "9", "09", "9.0", "0x1F", "1_000", "1e3", ".5",
            "12:30", "2021-01-29", "16-18", "+1", ".inf", "---", "# x", "a # b", "a: b",
            "a:", "|", "- a", " a", "a ", "a, b", "a?b", "[a]", "@a", "`a`", "%a", "=",
            "<<", "\u{feff}a", "a\u{85}b",
        ] {
            assert!(spell(text).starts_with('"'), "{text:?}");
        }
        for text in [
            "民政部门", "5f0c1e7ab2d94c63", "b/12", "a:b", "16-18号", "𠂤𬭛", "“甲”",
            "甲 乙",
        ] {
            assert_eq!(spell(text), text);
        }
    }

    #[test]
    fn plain_scalars_mean_what_yaml_says() {
        let tree = tree::read(
            "a.yaml",
            "[9, 09, 9.0, 1e2, 0x10, -1, +1, no, true, ~, '9', 1.2.3, 18446744073709551615]",
        );
        let value = json(&tree.root.unwrap());
        let expected = serde_json::json!([
            9, 9, 9.0, 100.0, 16, -1, 1, "no", true, null, "9", "1.2.3",
            18_446_744_073_709_551_615_u64
        ]);
        assert_eq!(value, expected);
    }

    proptest! {
        #[test]
        fn every_text_reads_back_as_itself(text in any::<String>()) {
            prop_assert_eq!(reread(&text), (Value::from(&*text), Value::from(&*text)));
        }

        #[test]
        fn so_do_texts_made_of_indicators(text in "[-?:,\\[\\]{}#&*!|>'\"%@` \ta0.\n甲]{0,8}") {
            prop_assert_eq!(reread(&text), (Value::from(&*text), Value::from(&*text)));
        }
    }
}
