//! `source` that names a file, or lines of it, that are not there.

use crate::corpus::Corpus;
use crate::diag::{Finding, Place};
use crate::model::STDIN;
use crate::record::Record;
use crate::text::nearest;

use super::Check;

/// At most one finding for a record: without the file its lines mean nothing. What came
/// through standard input has no file to look for.
pub(super) fn run(
    check: &Check,
    corpus: &Corpus,
    record: &Record,
    found: &mut Vec<Finding>,
) {
    let Some(origin) = record.readable().and_then(|v| v.source.as_ref()) else {
        return;
    };
    if origin.file == STDIN {
        return;
    }
    let Some(&count) = corpus.sources.get(&origin.file) else {
        let message = format!("没有原文文件 {}", origin.file);
        let near = nearest(&origin.file, corpus.sources.keys().map(String::as_str));
        let help = match near {
            Some(near) => format!("是否指 {near}"),
            None => "把原文放到 seeds/ 下，或改正 source.file".to_owned(),
        };
        found.push(check.finding(place(record, "source.file"), message).help(help));
        return;
    };
    if let Some(lines) = origin.lines.filter(|lines| lines.last > count) {
        let message = format!("{} 只有 {count} 行，没有第 {lines} 行", origin.file);
        let help = "改正 source.lines，或重新运行 jianyi parse";
        found.push(check.finding(place(record, "source.lines"), message).help(help));
    }
}

fn place(record: &Record, field: &str) -> Place {
    let field = record.field(field).or(record.field("source"));
    Place { path: record.path.clone(), span: field.map(|field| field.value) }
}
