//! Two files of one list with the same number, which a clean merge of two branches brings.
//! It looks at the whole list: git sees no conflict in two new files.

use std::collections::BTreeMap;

use crate::corpus::Corpus;
use crate::diag::{Finding, Place};
use crate::record::Record;

use super::Check;
use super::file_name::{named, number_place};

/// One finding for each file beyond the one that has the better right to the number: the
/// one named by it, or else the first.
pub(super) fn run(check: &Check, corpus: &Corpus, found: &mut Vec<Finding>) {
    for (number, records) in shared(corpus) {
        let owner = records.iter().find(|r| named(r) == Some(number));
        let Some(owner) = owner.or_else(|| records.first()).copied() else { continue };
        for record in records.iter().filter(|r| r.path != owner.path) {
            let message = format!("序号 {number} 重复，{} 已用", owner.path);
            let note = Place { path: owner.path.clone(), ..number_place(owner) };
            found.push(
                check
                    .finding(number_place(record), message)
                    .help("改用未用的序号，或用 jianyi renumber 重新编号")
                    .note(note, format!("序号 {number} 先在这里")),
            );
        }
    }
}

/// The numbers that more than one file of a list claims, and the files.
fn shared(corpus: &Corpus) -> Vec<(u32, Vec<&Record>)> {
    let mut by_number: BTreeMap<(&str, u32), Vec<&Record>> = BTreeMap::new();
    for record in &corpus.records {
        // A file that cannot be read has its number from its name only.
        let (Some(number), Some(_)) = (record.number, record.field("number")) else {
            continue;
        };
        by_number.entry((&record.list, number)).or_default().push(record);
    }
    by_number
        .into_iter()
        .filter(|(_, records)| records.len() > 1)
        .map(|((_, number), records)| (number, records))
        .collect()
}
