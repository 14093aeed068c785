//! A region that the corpus does not know, or that is not called by its full name.

use crate::corpus::Corpus;
use crate::diag::{Finding, Fix, Place, Safety};
use crate::model::Recommendation;
use crate::record::{self, Record};

use super::Check;

/// No region of the table and of the configuration has this name.
pub(super) fn unknown(
    check: &Check,
    corpus: &Corpus,
    record: &Record,
    found: &mut Vec<Finding>,
) {
    let Some(value) = record.readable() else { return };
    let regions = &corpus.config.regions;
    if corpus.config.unread
        || value.region.trim().is_empty()
        || regions.find(&value.region).is_some()
    {
        return;
    }
    let message = format!("没有地区“{}”", value.region);
    let help = match regions.nearest(&value.region) {
        Some(near) => format!("是否指{}", near.name),
        None => "改用省级行政区全称，或在 jianyi.yaml 的 regions 中声明".to_owned(),
    };
    found.push(check.finding(place(record), message).help(help));
}

/// The name is another name of a region; its canonical name is the fix.
pub(super) fn alias(
    check: &Check,
    corpus: &Corpus,
    record: &Record,
    found: &mut Vec<Finding>,
) {
    let Some(value) = record.readable() else { return };
    let Some(region) = corpus.config.regions.find(&value.region) else { return };
    if region.name == value.region {
        return;
    }
    let message = format!("地区“{}”应写全称“{}”", value.region, region.name);
    let mut finding = check.finding(place(record), message);
    let wanted = Recommendation { region: region.name.clone(), ..value.clone() };
    let edits = record::set(record, "region", &wanted);
    if !edits.is_empty() {
        let title = format!("改为“{}”", region.name);
        finding = finding.fix(Fix { title, safety: Safety::Safe, edits });
    }
    found.push(finding);
}

fn place(record: &Record) -> Place {
    let span = record.field("region").map(|field| field.value);
    Place { path: record.path.clone(), span }
}
