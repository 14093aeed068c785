//! The document model of a report: small blocks that every format is written from.
//!
//! The blocks know nothing of recommendations; the reports that build them stand in files
//! of their own beside them. Text is text: no block holds markup of any format.

mod block;
mod pack;
mod parts;
mod reports;
mod template;

pub use block::{
    Align, Block, Cell, Chart, Column, Document, ListItem, Row, Run, Style, Table,
};
pub use pack::{Addressee, Packs};
pub use reports::{REPORTS, Report, report};
pub use template::{TemplateError, from_template};
