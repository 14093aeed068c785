//! CHECKS, and one file per rule: what a well-formed corpus must hold.
//!
//! A rule reads the corpus and reports; it changes nothing. Levels from the configuration
//! and the command line are applied in one place, [`run`], after the rules.

use std::collections::BTreeMap;

use crate::corpus::Corpus;
use crate::diag::{Finding, Severity};

/// A rule.
pub struct Check {
    /// Its name, as in `--rule NAME=severity` and in findings.
    pub name: &'static str,
    /// One line for tables and help, in Chinese.
    pub summary: &'static str,
    /// Its severity unless the corpus says otherwise; `None` is off.
    pub severity: Option<Severity>,
    /// Its manual page, in Markdown: what `explain` prints, and a test.
    pub page: &'static str,
    /// Finds what it finds. Rules that reading itself applies (syntax, fields) add nothing
    /// here: their findings are in `Corpus::findings` already.
    pub run: fn(&Corpus, &mut Vec<Finding>),
}

/// All rules, in the order they are listed.
pub const CHECKS: &[Check] = &[];

/// Runs all rules over the corpus; `levels` (from the command line) go over those of the
/// configuration. Findings come in the order of path and place.
pub fn run(corpus: &Corpus, levels: &BTreeMap<String, Option<Severity>>) -> Vec<Finding> {
    let _ = (corpus, levels);
    Vec::new()
}
