//! Numbers that no file of a list has, between the smallest and the largest.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use crate::corpus::Corpus;
use crate::diag::Finding;
use crate::record::Record;

use super::Check;
use super::file_name::{named, number_place};

/// One finding for each gap, at the first record after it. A list may start anywhere. A
/// file named by the missing number fills the gap: what is wrong with that file is said
/// by other rules.
pub(super) fn run(check: &Check, corpus: &Corpus, found: &mut Vec<Finding>) {
    for list in lists(corpus).into_values() {
        let mut taken: BTreeSet<u32> = list.records.keys().copied().collect();
        let ends = taken.first().copied().zip(taken.last().copied());
        let Some((first, last)) = ends else { continue };
        taken.extend(list.names.range(first..=last));
        let after = taken.iter().copied().skip(1);
        for (before, number) in taken.iter().copied().zip(after) {
            let missing = before + 1..=number - 1;
            let next = list.records.range(number..).next();
            if let Some((_, record)) = next.filter(|_| !missing.is_empty()) {
                let message = format!("序号不连续，缺 {}", words(&missing));
                found.push(
                    check
                        .finding(number_place(record), message)
                        .help("补上缺的建议，或用 jianyi renumber 重新编号"),
                );
            }
        }
    }
}

/// The first record of each number of a list, and the numbers that its files are named by.
#[derive(Default)]
struct List<'c> {
    records: BTreeMap<u32, &'c Record>,
    names: BTreeSet<u32>,
}

fn lists(corpus: &Corpus) -> BTreeMap<&str, List<'_>> {
    let mut lists: BTreeMap<&str, List<'_>> = BTreeMap::new();
    for record in &corpus.records {
        let list = lists.entry(&record.list).or_default();
        if let Some(number) = record.number {
            list.records.entry(number).or_insert(record);
        }
        list.names.extend(named(record));
    }
    lists
}

fn words(missing: &RangeInclusive<u32>) -> String {
    match (missing.start(), missing.end()) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first} 至 {last}"),
    }
}
