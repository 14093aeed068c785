//! `jianyi.yaml`: what a corpus says about itself.

mod read;

use std::collections::BTreeMap;

use crate::diag::{Finding, Severity};
use crate::model::{Regions, Vocabulary};
pub use crate::record::FieldDecl;
use crate::text::Span;
pub use read::schema;

/// The configuration's file name; it marks the root.
pub(crate) const FILE: &str = "jianyi.yaml";

/// `jianyi.yaml`, with the built-in tables merged in.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The file's text; empty without one.
    pub text: String,
    /// Whether the file could not be read: what it declares is not known then, and nothing
    /// of the records is called undeclared.
    pub unread: bool,
    /// The issued document's title.
    pub title: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When, as written: 2021年1月29日.
    pub date: Option<String>,
    /// Its document number (发文字号).
    pub number: Option<String>,
    /// The built-in regions and the declared ones.
    pub regions: Regions,
    /// The built-in vocabulary, extended or replaced.
    pub vocabulary: Vocabulary,
    /// The declared fields, in the order of the file.
    pub fields: Vec<FieldDecl>,
    /// The level of each rule that the file names; `None` is off.
    pub rules: BTreeMap<String, Option<Severity>>,
    /// The corpus's own reports.
    pub reports: Vec<ReportDecl>,
}

/// A report of the corpus's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportDecl {
    /// The name for `--report`.
    pub name: String,
    /// The template, relative to the root.
    pub template: String,
    /// Where `jianyi.yaml` names it.
    pub span: Span,
}

impl Config {
    /// Reads the text of `jianyi.yaml`; empty without one. What it does not understand is
    /// a finding (rule `config`), and everything else holds.
    pub fn load(text: &str) -> (Self, Vec<Finding>) {
        read::read(text)
    }
}
