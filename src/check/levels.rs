//! Which level each rule has: the command line's, or the configuration's, or its own;
//! and what records except themselves from. The one place where either is applied.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Finding, Place, Severity};
use crate::record::Record;
use crate::text::nearest;

use super::{CHECKS, Check, Run, find};

/// The levels that were set; a rule that is not named keeps its own.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    set: BTreeMap<String, Option<Severity>>,
}

impl Levels {
    /// Those of the configuration, and over them those of the command line.
    pub fn new(
        configured: &BTreeMap<String, Option<Severity>>,
        asked: &BTreeMap<String, Option<Severity>>,
    ) -> Self {
        let mut set = configured.clone();
        set.extend(asked.iter().map(|(name, level)| (name.clone(), *level)));
        Self { set }
    }

    /// The level of a rule; `None` is off.
    pub fn of(&self, check: &Check) -> Option<Severity> {
        self.set.get(check.name).copied().unwrap_or(check.severity)
    }

    /// Whether a rule is off.
    pub(super) fn off(&self, check: &Check) -> bool {
        self.of(check).is_none()
    }

    /// Gives findings their levels, takes out those of rules that are off and those that
    /// a record allows, and sorts the rest by path and place.
    pub(super) fn settle(
        &self,
        records: &[Record],
        mut found: Vec<Finding>,
    ) -> Vec<Finding> {
        let allowed: BTreeMap<&str, (&[String], bool)> = records
            .iter()
            .filter_map(|r| Some((r, r.readable()?.allow.as_slice())))
            .filter(|(_, allow)| !allow.is_empty())
            .map(|(r, allow)| (r.path.as_str(), (allow, r.value.is_some())))
            .collect();
        let is_basic =
            |rule| find(rule).is_some_and(|check| matches!(check.run, Run::Reading));
        // A value of the wrong type is not looked up as well.
        let misread: BTreeSet<Place> = found
            .iter()
            .filter(|finding| finding.rule == "field-type")
            .map(|finding| finding.place.clone())
            .collect();
        found.retain_mut(|finding| {
            let rule = finding.rule;
            if rule != "field-type" && misread.contains(&finding.place) {
                return false;
            }
            match find(rule).map(|check| self.of(check)) {
                Some(Some(level)) => finding.severity = level,
                Some(None) => return false,
                None => {}
            }
            // What a file cannot be read for is not a matter of taste.
            let allow = allowed.get(finding.place.path.as_str());
            !allow.is_some_and(|&(allow, whole)| {
                (whole || !is_basic(rule)) && allow.iter().any(|name| name == rule)
            })
        });
        found.sort_by(|a, b| a.place.cmp(&b.place).then(a.rule.cmp(b.rule)));
        found
    }
}

/// Reads `RULE=LEVEL` as the command line has it. The error is a sentence with a way out.
pub fn parse_level(text: &str) -> Result<(String, Option<Severity>), String> {
    let Some((name, level)) = text.split_once('=') else {
        return Err(format!("“{text}”应写成 规则=级别，例如 space=off"));
    };
    if find(name).is_none() {
        return Err(match nearest_rule(name) {
            Some(near) => format!("没有规则“{name}”，是否指 {near}"),
            None => format!("没有规则“{name}”，规则表见 jianyi explain"),
        });
    }
    let level =
        match level {
            "off" => None,
            _ => Some(level.parse().map_err(|_| {
                format!("没有级别“{level}”，可用 error、warning、info、off")
            })?),
        };
    Ok((name.to_owned(), level))
}

/// The rule whose name is most like `name`.
pub(super) fn nearest_rule(name: &str) -> Option<&'static str> {
    nearest(name, CHECKS.iter().map(|check| check.name))
}
