//! The integration tests: one binary, one file per subject.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod brief;
mod collate;
mod command_line;
mod common;
mod docx;
mod editors;
mod export;
mod html;
mod import;
mod parse;
mod pdf;
mod pdf_odd;
mod process;
mod readme;
mod record;
mod record_fmt;
mod record_set;
mod renumber;
mod rules;
mod rules_fix;
mod rules_planted;
mod rules_printers;
mod rules_seed;
mod rules_structure;
mod schema;
mod select;
mod shown;
mod source;
mod source_forms;
mod source_promises;
mod tidy;
mod vocabulary;
mod xlsx;
