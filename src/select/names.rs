//! The names a selector may use, and what they canonically are.

use std::collections::BTreeMap;

use super::SelectError;
use crate::corpus::Corpus;
use crate::model::Recommendation;
use crate::text::nearest;

/// The canonical name of each label that records use.
type Labels<'c> = BTreeMap<&'c str, &'c str>;

/// Everything a corpus has a name for.
pub(super) struct Names<'c> {
    /// The corpus.
    pub(super) corpus: &'c Corpus,
    regions: Labels<'c>,
    departments: Labels<'c>,
    topics: Labels<'c>,
}

impl<'c> Names<'c> {
    /// The names of `corpus`.
    pub(super) fn of(corpus: &'c Corpus) -> Self {
        let config = &corpus.config;
        let mut names = Self {
            corpus,
            regions: Labels::new(),
            departments: Labels::new(),
            topics: Labels::new(),
        };
        for (_, item) in corpus.recommendations() {
            names.regions.entry(&item.region).or_insert_with(|| {
                config
                    .regions
                    .find(&item.region)
                    .map_or(&item.region, |known| &known.name)
            });
            for label in &item.departments {
                let known = || config.vocabulary.find_department(label);
                names
                    .departments
                    .entry(label)
                    .or_insert_with(|| known().map_or(label, |term| &term.name));
            }
            for label in &item.topics {
                let known = || config.vocabulary.find_topic(label);
                names
                    .topics
                    .entry(label)
                    .or_insert_with(|| known().map_or(label, |term| &term.name));
            }
        }
        names
    }

    /// The canonical name of the region that a record's label means.
    pub(super) fn canonical_region(&self, label: &str) -> &str {
        self.regions.get(label).copied().unwrap_or_default()
    }

    /// The canonical name of the region that a user means.
    pub(super) fn region(&self, asked: &str) -> Result<String, SelectError> {
        let known = &self.corpus.config.regions;
        if let Some(region) = known.find(asked) {
            return Ok(region.name.clone());
        }
        // A label that no table has is still a label that records can be asked for by.
        if let Some(name) = self.regions.get(asked.trim()) {
            return Ok((*name).to_owned());
        }
        let labels = self.regions.values().copied();
        let near =
            nearest(asked, labels).or(known.nearest(asked).map(|r| r.name.as_str()));
        Err(unknown(
            "地区",
            asked,
            near,
            "写全称、简称、一字、字母或代码，如 河南、豫、HA、410000",
        ))
    }

    /// The canonical name of the department that a user means.
    pub(super) fn department(&self, asked: &str) -> Result<String, SelectError> {
        let vocabulary = &self.corpus.config.vocabulary;
        let known = vocabulary.find_department(asked).map(|term| term.name.as_str());
        let near = vocabulary.nearest_department(asked).map(|term| term.name.as_str());
        label("部门", asked, known, near, &self.departments)
    }

    /// The canonical name of the topic that a user means.
    pub(super) fn topic(&self, asked: &str) -> Result<String, SelectError> {
        let vocabulary = &self.corpus.config.vocabulary;
        let known = vocabulary.find_topic(asked).map(|term| term.name.as_str());
        let near = vocabulary.nearest_topic(asked).map(|term| term.name.as_str());
        label("主题", asked, known, near, &self.topics)
    }

    /// The list that a user means.
    pub(super) fn list(&self, asked: &str) -> Result<String, SelectError> {
        let lists = self.corpus.lists();
        if lists.contains(&asked) {
            return Ok(asked.to_owned());
        }
        let known = format!("现有 {}", lists.join("、"));
        Err(unknown("清单", asked, nearest(asked, lists), &known))
    }

    /// Whether `item` is addressed to the department of this canonical name.
    pub(super) fn has_department(&self, item: &Recommendation, name: &str) -> bool {
        item.departments
            .iter()
            .any(|label| self.departments.get(label.as_str()) == Some(&name))
    }

    /// Whether `item` has the topic of this canonical name.
    pub(super) fn has_topic(&self, item: &Recommendation, name: &str) -> bool {
        item.topics.iter().any(|label| self.topics.get(label.as_str()) == Some(&name))
    }
}

/// The canonical name of what a user means: one of the vocabulary, or a label that records
/// use without it.
fn label(
    kind: &str,
    asked: &str,
    known: Option<&str>,
    near: Option<&str>,
    used: &Labels<'_>,
) -> Result<String, SelectError> {
    if let Some(name) = known.or_else(|| used.get(asked).copied()) {
        return Ok(name.to_owned());
    }
    let near = nearest(asked, used.keys().copied()).or(near);
    let all: Vec<&str> = used.values().copied().collect();
    let hint = if all.is_empty() {
        String::new()
    } else {
        format!("现有 {}", all.join("、"))
    };
    Err(unknown(kind, asked, near, &hint))
}

/// The error that says that nothing is called `asked`.
fn unknown(kind: &str, asked: &str, near: Option<&str>, otherwise: &str) -> SelectError {
    let help = near.map_or(otherwise.to_owned(), |near| format!("是否想用 {near}？"));
    SelectError {
        message: format!("没有名为“{asked}”的{kind}"),
        help: (!help.is_empty()).then_some(help),
    }
}
