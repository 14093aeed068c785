//! One organ under two names in one corpus: 应急部 and 应急管理部.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::corpus::Corpus;
use crate::diag::{Finding, Place};
use crate::record::{Part, Record};

use super::Check;
use super::passage::Passage;

/// Where a spelling stands first, and how often it stands at all.
struct Use {
    place: Place,
    count: usize,
}

/// For each organ with more than one spelling, one finding for each but the most used, at
/// its first place.
pub(super) fn run(check: &Check, corpus: &Corpus, found: &mut Vec<Finding>) {
    let mentions: Vec<Vec<Mention>> =
        corpus.records.par_iter().map(|record| mentions(corpus, record)).collect();
    let mut organs: BTreeMap<String, BTreeMap<String, Use>> = BTreeMap::new();
    for mention in mentions.into_iter().flatten() {
        let spellings = organs.entry(mention.organ).or_default();
        let first = Use { place: mention.place, count: 0 };
        spellings.entry(mention.spelling).or_insert(first).count += 1;
    }
    for (organ, spellings) in organs {
        let most = spellings.iter().max_by_key(|(name, u)| (u.count, **name == organ));
        let Some((most, _)) = most else { continue };
        for (spelling, used) in spellings.iter().filter(|(name, _)| *name != most) {
            let message = format!("同一机构有两种写法：“{spelling}”与“{most}”");
            let help = format!("全文统一写作“{organ}”");
            found.push(check.finding(used.place.clone(), message).help(help));
        }
    }
}

struct Mention {
    organ: String,
    spelling: String,
    place: Place,
}

/// The organs of the State Council that a record names. Of others, what looks like another
/// name may be another organ: 人民法院 and 最高人民法院, 公安部门 and 公安机关.
fn mentions(corpus: &Corpus, record: &Record) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for passage in Passage::all(record).iter().filter(|p| p.part == Part::Body) {
        for mention in corpus.config.vocabulary.department_mentions(passage.text) {
            let organ = &mention.term.name;
            if is_of_the_state_council(organ) {
                mentions.push(Mention {
                    organ: organ.clone(),
                    spelling: mention.span.of(passage.text).to_owned(),
                    place: passage.place(mention.span),
                });
            }
        }
    }
    mentions
}

fn is_of_the_state_council(organ: &str) -> bool {
    ["部", "总局", "总署"].iter().any(|end| organ.ends_with(end))
        || ["国家", "国务院", "中国"].iter().any(|start| organ.starts_with(start))
}
