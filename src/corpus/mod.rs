//! The corpus: the configuration and all records, with what reading them found; plans
//! (changes before they happen); two states of a corpus side by side; the store, the only
//! file that reads or writes one.

mod config;
mod plan;
mod store;
mod tie;
mod collate;
mod diff;
mod watch;

pub use collate::{Collation, Entry, Verdict, collate};
pub use config::{Config, FieldDecl, ReportDecl, schema as config_schema};
pub use diff::{Diff, DiffEntry, DiffKind, FieldChange, Side, diff};
pub use plan::{Change, Plan};
pub use store::{Commit, HEAD, Store, StoreError, reason};
pub use tie::{Known, Ties, printed, tie};
pub use watch::Watch;

use crate::diag::Finding;
use crate::model::Recommendation;
use crate::record::Record;

/// The rule of what is wrong with `jianyi.yaml`.
const CONFIG: &str = "config";

/// All lists of a root, in memory.
#[derive(Debug, Default)]
pub struct Corpus {
    /// `jianyi.yaml`, or its defaults.
    pub config: Config,
    /// All record files, by list (the default one first, then by name), then number, then
    /// path; broken ones too.
    pub records: Vec<Record>,
    /// What reading found: syntax, fields, types.
    pub findings: Vec<Finding>,
    /// The sources that exist: relative path and number of lines.
    pub sources: std::collections::BTreeMap<String, usize>,
}

impl Corpus {
    /// The records that could be read, with what they say.
    pub fn recommendations(&self) -> impl Iterator<Item = (&Record, &Recommendation)> {
        self.records.iter().filter_map(|record| Some((record, record.value.as_ref()?)))
    }

    /// The names of the lists, in order.
    pub fn lists(&self) -> Vec<&str> {
        let mut lists: Vec<&str> = Vec::new();
        for record in &self.records {
            if lists.last() != Some(&record.list.as_str()) {
                lists.push(&record.list);
            }
        }
        lists
    }
}
