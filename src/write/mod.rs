//! FORMATS, and one file per format: a document, or rows of data, to bytes.
//!
//! A writer knows nothing of recommendations, regions or the corpus: what it gets is a
//! [`Document`] or plain rows, and what it gives is bytes and what there is to say about
//! them. The command line alone touches files.

mod csv;
mod docx;
mod html;
mod index;
mod json;
mod markdown;
mod pdf;
mod typst;
mod xlsx;

pub use csv::read_csv;
pub use index::{Entry, index, indexed};

use std::fmt;
use std::path::PathBuf;

use serde_json::{Map, Value};

use crate::document::Document;
use crate::text::nearest;

/// A row of data: names and values, in the order they are shown.
pub type DataRow = Map<String, Value>;

/// What a writer returns.
pub type Outcome = Result<Written, WriteError>;

/// A format that can be written.
pub struct Format {
    /// Its name, as in `--format`.
    pub name: &'static str,
    /// The ending of its files, without the dot.
    pub extension: &'static str,
    /// One line for tables and help, in Chinese.
    pub summary: &'static str,
    /// The report that is written when none is asked for; `None` writes the rows.
    pub report: Option<&'static str>,
    /// Writes a document, where the format has any.
    pub document: Option<fn(&Document, &Options) -> Outcome>,
    /// Writes rows, where the format is one of data.
    pub rows: Option<fn(&[DataRow], &Options) -> Outcome>,
}

/// All formats, in the order they are listed.
pub const FORMATS: &[Format] = &[
    Format {
        name: "markdown",
        extension: "md",
        summary: "Markdown 文档",
        report: Some("list"),
        document: Some(markdown::write),
        rows: None,
    },
    Format {
        name: "csv",
        extension: "csv",
        summary: "逗号分隔的表格（RFC 4180）",
        report: None,
        document: Some(csv::write_tables),
        rows: Some(csv::write_rows),
    },
    Format {
        name: "json",
        extension: "json",
        summary: "JSON 数组，一条建议一个对象",
        report: None,
        document: None,
        rows: Some(json::write_array),
    },
    Format {
        name: "jsonl",
        extension: "jsonl",
        summary: "一行一个 JSON 对象",
        report: None,
        document: None,
        rows: Some(json::write_lines),
    },
    Format {
        name: "html",
        extension: "html",
        summary: "网页，自成一个文件，可筛选，可按 GB/T 9704 版式打印",
        report: Some("list"),
        document: Some(html::write),
        rows: None,
    },
    Format {
        name: "docx",
        extension: "docx",
        summary: "Word 文档，按 GB/T 9704 版式",
        report: Some("list"),
        document: Some(docx::write),
        rows: None,
    },
    Format {
        name: "pdf",
        extension: "pdf",
        summary: "PDF，按 GB/T 9704 版式",
        report: Some("list"),
        document: Some(pdf::write),
        rows: None,
    },
    Format {
        name: "xlsx",
        extension: "xlsx",
        summary: "Excel 工作簿：跟踪表，可筛选、可选填，可用 import 读回",
        report: Some("tracking"),
        document: Some(xlsx::write),
        rows: None,
    },
    Format {
        name: "typst",
        extension: "typ",
        summary: "Typst 源文件，供自行改版排印",
        report: Some("list"),
        document: Some(typst::write),
        rows: None,
    },
];

/// The format called `name`, by its name or the ending of its files.
pub fn format(name: &str) -> Result<&'static Format, WriteError> {
    let called = |f: &&Format| f.name == name || f.extension == name;
    FORMATS.iter().find(called).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|f| f.name).collect();
        let hint = match nearest(name, names.iter().copied()) {
            Some(near) => format!("是否想用 {near}？"),
            None => format!("可用 {}", names.join("、")),
        };
        WriteError { message: format!("没有名为 {name} 的格式；{hint}") }
    })
}

/// What a user may ask of a writer. Each writer takes what concerns it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `--excel`: text formats begin with a byte order mark, so that Excel reads UTF-8.
    pub excel: bool,
    /// `--split`: a sheet of its own for each value of a table's column for that.
    pub split: bool,
    /// Folders and files to look for fonts in, before the system's.
    pub font_paths: Vec<PathBuf>,
}

/// What a writer made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What to tell the user about it, in Chinese, one line each: fonts used, signs that
    /// had to be replaced.
    pub notes: Vec<String>,
    /// What the format could not hold, told in the same way.
    pub lost: Vec<String>,
}

impl From<Vec<u8>> for Written {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, ..Self::default() }
    }
}

/// Why a document cannot be written: a sentence with a way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteError {
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for WriteError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_writes_something_and_has_its_own_name() {
        for (at, format) in FORMATS.iter().enumerate() {
            assert!(format.document.is_some() || format.rows.is_some());
            assert_eq!(format.report.is_none(), format.rows.is_some(), "{}", format.name);
            assert!(FORMATS[..at].iter().all(|f| f.name != format.name));
        }
    }

    #[test]
    fn a_misspelt_format_has_a_nearest_one() {
        assert_eq!(format("md").unwrap().name, "markdown");
        let error = format("jsnl").err().unwrap();
        assert_eq!(error.message, "没有名为 jsnl 的格式；是否想用 jsonl？");
    }
}
