//! The canonical spelling of the files of a corpus.

use rayon::prelude::*;

use crate::corpus::{Change, Corpus, Plan};
use crate::record;

/// What bringing files to their canonical spelling comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formatted {
    /// The changes of the files.
    pub plan: Plan,
    /// Why files are left as they are, a sentence each.
    pub left: Vec<String>,
}

/// Plans the canonical spelling of the records whose path is `wanted`.
pub fn format(corpus: &Corpus, wanted: impl Fn(&str) -> bool + Sync) -> Formatted {
    let spelled: Vec<_> = corpus
        .records
        .par_iter()
        .filter(|record| wanted(&record.path))
        .map(|record| (record, record::canonical(record, &corpus.config.fields)))
        .collect();
    let mut formatted = Formatted::default();
    for (record, spelling) in spelled {
        match spelling {
            Ok(new) if new == record.text => {}
            Ok(new) => formatted.plan.changes.push(Change::Edit {
                path: record.path.clone(),
                to: record.path.clone(),
                old: record.text.clone(),
                new,
            }),
            Err(why) => formatted.left.push(why),
        }
    }
    formatted
}
