//! `csv`: rows or a table as RFC 4180 says: CRLF, quotes where needed, no byte order mark
//! unless a spreadsheet asks for one.
//!
//! A cell that a spreadsheet would run as a formula is disarmed: text whose first sign
//! after white space is one of `= + - @` (full-width ones too), or that begins with a tab
//! or carriage return, gets an apostrophe in front, which spreadsheets hide. [`read_csv`]
//! takes it off again for `import`.

use serde_json::{Map, Value};

use super::{DataRow, Options, Outcome, WriteError};
use crate::document::{Block, Document, Table};

/// Between the members of a sequence in one cell.
const BETWEEN: &str = "、";

/// Rows with their names as the head. A nested object becomes a column for each of its
/// names, dotted: `source.file`.
pub(super) fn write_rows(rows: &[DataRow], options: &Options) -> Outcome {
    let columns = columns(rows);
    let head = columns.iter().map(|(name, inner)| match inner {
        Some(inner) => format!("{name}.{inner}"),
        None => (*name).to_owned(),
    });
    let cells = rows.iter().map(|row| {
        let value = |(name, inner): &(&str, Option<&str>)| match inner {
            Some(inner) => row.get(*name).and_then(|value| value.get(inner)),
            None => row.get(*name),
        };
        columns.iter().map(|column| value(column).map(cell).unwrap_or_default()).collect()
    });
    write(std::iter::once(head.collect()).chain(cells), options)
}

/// The names of the columns, and the names inside those that hold objects, in the order
/// they are met.
fn columns(rows: &[DataRow]) -> Vec<(&str, Option<&str>)> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for (name, value) in rows.iter().flatten() {
        let at =
            groups.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
                groups.push((name, Vec::new()));
                groups.len() - 1
            });
        let inner = value.as_object().into_iter().flat_map(Map::keys).map(String::as_str);
        if let Some((_, known)) = groups.get_mut(at) {
            let new: Vec<&str> = inner.filter(|key| !known.contains(key)).collect();
            known.extend(new);
        }
    }
    let spread = |(name, inner): (_, Vec<_>)| {
        let whole = inner.is_empty().then_some((name, None));
        whole.into_iter().chain(inner.into_iter().map(move |key| (name, Some(key))))
    };
    groups.into_iter().flat_map(spread).collect()
}

/// The only table of a document.
pub(super) fn write_tables(document: &Document, options: &Options) -> Outcome {
    let mut tables = Vec::new();
    collect(&document.blocks, &mut tables);
    let [table] = tables.as_slice() else {
        let count = tables.len();
        let message =
            format!("csv 只写一张表，这份报告有 {count} 张；请改用 xlsx 或另一种报告");
        return Err(WriteError { message });
    };
    let head = table.columns.iter().map(|column| disarm(&column.head)).collect();
    let rows = table.rows.iter().map(|row| {
        let cell = |cell: &crate::document::Cell| match cell.number {
            Some(_) => cell.text.clone(),
            None => disarm(&cell.text),
        };
        row.cells.iter().map(cell).collect()
    });
    write(std::iter::once(head).chain(rows), options)
}

fn collect<'d>(blocks: &'d [Block], tables: &mut Vec<&'d Table>) {
    for block in blocks {
        match block {
            Block::Table(table) => tables.push(table),
            Block::Landscape(blocks) => collect(blocks, tables),
            _ => {}
        }
    }
}

fn write(rows: impl Iterator<Item = Vec<String>>, options: &Options) -> Outcome {
    let mut bytes = Vec::new();
    if options.excel {
        bytes.extend("\u{feff}".bytes());
    }
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(bytes);
    for row in rows {
        writer.write_record(&row).map_err(|error| broken(&error))?;
    }
    writer.into_inner().map(Into::into).map_err(|error| broken(error.error()))
}

fn broken(error: &dyn std::fmt::Display) -> WriteError {
    WriteError { message: format!("无法写成 csv：{error}") }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => disarm(text),
        Value::Array(members) => {
            let members: Vec<String> = members.iter().map(plain).collect();
            disarm(&members.join(BETWEEN))
        }
        value => value.to_string(),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// `text` as a spreadsheet will show and not run it. What looks like a disarmed cell is
/// disarmed as well, or it would come back as the formula that it is not.
fn disarm(text: &str) -> String {
    if runs(text.trim_start_matches('\'')) { format!("'{text}") } else { text.to_owned() }
}

/// The cells of a csv text, as they were before they were disarmed. Lines may have any
/// number of cells; the separator is the comma, or the semicolon or tab where the first
/// lines have more of them.
pub fn read_csv(text: &str) -> Result<Vec<Vec<String>>, WriteError> {
    let head: String = text.lines().take(3).collect();
    let count = |sign: char| head.matches(sign).count();
    let separator = match (count(','), count(';'), count('\t')) {
        (comma, semicolon, tab) if semicolon > comma && semicolon >= tab => b';',
        (comma, _, tab) if tab > comma => b'\t',
        _ => b',',
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    reader
        .records()
        .map(|record| Ok(record?.iter().map(|cell| arm(cell).to_owned()).collect()))
        .collect::<Result<_, csv::Error>>()
        .map_err(|error| WriteError {
            message: format!("这个 csv 文件无法读懂：{error}"),
        })
}

/// `cell` as it was before it was disarmed.
fn arm(cell: &str) -> &str {
    let rest = cell.strip_prefix('\'');
    rest.filter(|rest| runs(rest.trim_start_matches('\''))).unwrap_or(cell)
}

fn runs(text: &str) -> bool {
    text.starts_with(['\t', '\r'])
        || text.trim_start().starts_with([
            '=', '+', '-', '@', '＝', '＋', '－', '＠', '﹢', '﹣', '﹦', '﹫',
        ])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn written(rows: &[DataRow], excel: bool) -> String {
        let options = Options { excel, ..Options::default() };
        String::from_utf8(write_rows(rows, &options).unwrap().bytes).unwrap()
    }

    fn row(value: &Value) -> DataRow {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn lines_end_as_the_rfc_says_and_quotes_are_doubled() {
        let rows = [
            row(
                &json!({"number": 1, "body": "甲,\"乙\"\n丙", "topics": ["消防", "危化"]}),
            ),
            row(&json!({"number": 2, "body": null, "topics": []})),
        ];
        let text = written(&rows, false);
        assert_eq!(
            text,
            "number,body,topics\r\n1,\"甲,\"\"乙\"\"\n丙\",消防、危化\r\n2,,\r\n"
        );
        assert_eq!(written(&rows, true), format!("\u{feff}{text}"));
    }

    #[test]
    fn nested_values_have_columns_of_their_own() {
        let rows = [
            row(&json!({"source": null, "path": "a"})),
            row(&json!({"source": {"file": "s", "number": 3}, "path": "b"})),
        ];
        let text = written(&rows, false);
        assert_eq!(text, "source.file,source.number,path\r\n,,a\r\ns,3,b\r\n");
    }

    #[test]
    fn formulas_are_disarmed_and_armed_again() {
        for formula in [
            "=1+1", "+1", "-1", "@x", "\tx", "\rx", " =1", "　＝1", "\n-1", "＠", "'=1",
            "''-",
        ] {
            assert_eq!(disarm(formula), format!("'{formula}"));
            assert_eq!(arm(&disarm(formula)), formula);
        }
        for text in ["1-2", "'quoted'", "甲=乙", "", "'甲"] {
            assert_eq!(disarm(text), text);
            assert_eq!(arm(text), text);
        }
        let text = written(&[row(&json!({"n": -5, "s": "-5"}))], false);
        assert_eq!(text, "n,s\r\n-5,'-5\r\n");
    }
}
