//! `json` and `jsonl`: rows as they are, one object each.

use std::fmt::Write as _;

use super::{DataRow, Options, Outcome, WriteError};

/// An array of objects, indented, with a final line end.
pub(super) fn write_array(rows: &[DataRow], _options: &Options) -> Outcome {
    let text = serde_json::to_string_pretty(rows).map_err(|error| broken(&error))?;
    Ok((harmless(&text) + "\n").into_bytes().into())
}

/// One object a line.
pub(super) fn write_lines(rows: &[DataRow], _options: &Options) -> Outcome {
    let mut lines = String::new();
    for row in rows {
        let line = serde_json::to_string(row).map_err(|error| broken(&error))?;
        lines.push_str(&harmless(&line));
        lines.push('\n');
    }
    Ok(lines.into_bytes().into())
}

/// JSON with what a terminal or a script would obey spelled as escapes: controls beyond
/// ASCII, line separators, and the marks that turn the direction of text. They can only
/// stand inside strings, where an escape means the same.
fn harmless(json: &str) -> String {
    let obeyed = |c| {
        matches!(c, '\u{7F}'..='\u{9F}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}')
    };
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if obeyed(c) {
            let _ = write!(text, "\\u{:04x}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    text
}

fn broken(error: &serde_json::Error) -> WriteError {
    WriteError {
        message: format!("无法写成 JSON：{error}；请用 validate 检查语料库")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn rows() -> Vec<DataRow> {
        ["河南省", "a\"\u{2028}\n\u{9b}2J\u{202e}𬭛"]
            .into_iter()
            .map(|region| DataRow::from_iter([("region".to_owned(), json!(region))]))
            .collect()
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let array = write_array(&rows(), &Options::default()).unwrap().bytes;
        assert_eq!(serde_json::from_slice::<Vec<DataRow>>(&array).unwrap(), rows());
        let lines = write_lines(&rows(), &Options::default()).unwrap().bytes;
        let lines = String::from_utf8(lines).unwrap();
        let back: Vec<Value> = lines
            .split_terminator('\n')
            .map(|l| serde_json::from_str(l).unwrap())
            .collect();
        assert_eq!(back.len(), 2);
        assert_eq!(back[1]["region"], "a\"\u{2028}\n\u{9b}2J\u{202e}𬭛");
        assert!(!lines.contains(['\u{9b}', '\u{2028}', '\u{202e}']));
    }
}
