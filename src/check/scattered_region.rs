//! A region whose recommendations do not stand together in the list.

use std::collections::BTreeMap;

use crate::corpus::Corpus;
use crate::diag::{Finding, Place};
use crate::record::Record;

use super::Check;

/// One finding for each place where a region begins again.
pub(super) fn run(check: &Check, corpus: &Corpus, found: &mut Vec<Finding>) {
    let mut before: Option<(&str, &str)> = None;
    let mut last: BTreeMap<(&str, &str), &Record> = BTreeMap::new();
    for (record, value) in corpus.recommendations() {
        let known = corpus.config.regions.find(&value.region);
        let name = known.map_or(value.region.as_str(), |region| region.name.as_str());
        let region = (record.list.as_str(), name);
        let earlier = last.insert(region, record);
        if let Some(earlier) = earlier.filter(|_| before != Some(region)) {
            let message = format!("{name}的建议没有排在一起");
            let finding = check.finding(place(record), message);
            let finding = finding.help("可用 jianyi renumber --order region 按地区排列");
            found.push(finding.note(place(earlier), "同一地区的上一条在这里"));
        }
        before = Some(region);
    }
}

fn place(record: &Record) -> Place {
    let span = record.field("region").map(|field| field.value);
    Place { path: record.path.clone(), span }
}
