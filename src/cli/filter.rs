//! `jianyi filter`: 列出符合条件的建议.

use std::io::Write as _;

use clap::ValueEnum;
use serde_json::{Map, Value};

use super::selectors::{SelectorArgs, unless_broken};
use super::{Context, Exit};
use crate::diag::visible;
use crate::text::{truncate, width};
use crate::write::{self, Options};

/// The arguments of `filter`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    selectors: SelectorArgs,
    /// 输出的样子
    #[arg(long, value_enum, default_value_t = Form::Table, value_name = "FORMAT")]
    format: Form,
    /// 只输出条数
    #[arg(long)]
    count: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// 一行一条，按终端宽度截短
    Table,
    /// 文件路径，一行一个
    Paths,
    /// 序号，一行一个
    Numbers,
    /// 全部字段，一行一个 JSON 对象
    Jsonl,
}

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let corpus = cx.corpus(&cx.store()?)?;
    let selection = args.selectors.select(&corpus, cx)?;
    let rows = selection.rows();
    let out = &mut cx.streams.out;
    match args.format {
        _ if args.count => writeln!(out, "{}", rows.len())?,
        Form::Table => {
            for line in table(&rows, cx.streams.columns) {
                writeln!(out, "{line}")?;
            }
        }
        Form::Paths => {
            for (record, _) in &selection.items {
                // A script gets the path as it is, a terminal what it can show.
                if cx.streams.terminal {
                    writeln!(out, "{}", visible(&record.path))?;
                } else {
                    writeln!(out, "{}", record.path)?;
                }
            }
        }
        Form::Numbers => {
            for (_, item) in &selection.items {
                writeln!(out, "{}", item.number)?;
            }
        }
        Form::Jsonl => {
            let jsonl = write::format("jsonl")?.rows;
            if let Some(jsonl) = jsonl {
                out.write_all(&jsonl(&rows, &Options::default())?.bytes)?;
            }
        }
    }
    let exit = Exit::found_if(selection.items.is_empty());
    unless_broken(&corpus, exit, cx)
}

/// One line an item, none wider than `columns`: number, region, topics, and as much of
/// the text as fits. The list's name stands in front where there are several.
fn table(rows: &[Map<String, Value>], columns: usize) -> Vec<String> {
    let text = |row: &Map<String, Value>, name: &str| match row.get(name) {
        Some(Value::String(text)) => visible(text),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Array(members)) => {
            let members: Vec<&str> = members.iter().filter_map(Value::as_str).collect();
            visible(&members.join("、"))
        }
        _ => String::new(),
    };
    let lists = rows
        .iter()
        .any(|row| row.get("list") != rows.first().and_then(|r| r.get("list")));
    let names: &[&str] = if lists {
        &["list", "number", "region", "text"]
    } else {
        &["number", "region", "text"]
    };
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| names.iter().map(|name| text(row, name)).collect())
        .collect();
    let widest = |at: usize| {
        let widths = cells.iter().filter_map(|row| row.get(at)).map(|cell| width(cell));
        // A label of a screen's length must not push the text off it.
        widths.max().unwrap_or(0).min(columns / 4)
    };
    let widths: Vec<usize> = (0..names.len()).map(widest).collect();
    cells.iter().map(|row| line(row, names, &widths, columns)).collect()
}

fn line(cells: &[String], names: &[&str], widths: &[usize], columns: usize) -> String {
    let mut line = String::new();
    for ((cell, name), &room) in cells.iter().zip(names).zip(widths) {
        if *name == "text" {
            line.push_str(cell);
            continue;
        }
        let cell = truncate(cell, room);
        let pad = " ".repeat(room.saturating_sub(width(&cell)));
        // Numbers stand to the right, words to the left.
        let (before, after) =
            if *name == "number" { (pad.as_str(), "") } else { ("", pad.as_str()) };
        line.push_str(before);
        line.push_str(&cell);
        line.push_str(after);
        line.push_str("  ");
    }
    truncate(line.trim_end(), columns)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn rows(text: &str) -> Vec<Map<String, Value>> {
        let row = |number: u32, region: &str| {
            let row = json!({"list": "default", "number": number, "region": region, "text": text});
            row.as_object().unwrap().clone()
        };
        vec![row(4, "天津市"), row(15, "内蒙古自治区")]
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for columns in [1, 10, 20, 21, 80, 81] {
            for line in table(&rows(&"加强监管".repeat(40)), columns) {
                assert!(width(&line) <= columns, "{columns}: {line}");
            }
        }
    }

    #[test]
    fn columns_stand_under_each_other() {
        assert_eq!(
            table(&rows("加强监管。"), 80),
            [" 4  天津市        加强监管。", "15  内蒙古自治区  加强监管。",]
        );
    }
}
