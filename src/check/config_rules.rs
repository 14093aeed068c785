//! `rules` of jianyi.yaml that name no rule.

use crate::corpus::Corpus;
use crate::diag::{Finding, Place};
use crate::text::Span;

use super::levels::nearest_rule;
use super::{Check, find};

const FILE: &str = "jianyi.yaml";

/// One finding for each such name.
pub(super) fn run(check: &Check, corpus: &Corpus, found: &mut Vec<Finding>) {
    for name in corpus.config.rules.keys().filter(|name| find(name).is_none()) {
        let help = match nearest_rule(name) {
            Some(near) => format!("是否指 {near}"),
            None => "规则表见 jianyi explain".to_owned(),
        };
        let place = Place { path: FILE.to_owned(), span: key(&corpus.config.text, name) };
        found.push(check.finding(place, format!("没有规则“{name}”")).help(help));
    }
}

/// Where the key `name` stands under `rules:`.
fn key(text: &str, name: &str) -> Option<Span> {
    let heads = || text.match_indices("rules:").map(|(at, _)| at);
    let rules = heads().find(|&at| at == 0 || text[..at].ends_with('\n'))?;
    let (at, _) = text[rules..].match_indices(name).find(|&(at, _)| {
        let (before, after) = (&text[..rules + at], &text[rules + at + name.len()..]);
        before.ends_with([' ', '\t', '"', '\'', '{', ','])
            && after.trim_start_matches(['"', '\'', ' ']).starts_with(':')
    })?;
    Some(Span::new(rules + at, rules + at + name.len()))
}
