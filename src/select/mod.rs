//! The one selection engine: which recommendations a command works on, and the fields by
//! which people, templates and data formats know them.
//!
//! A name that nothing goes by is an error with the nearest one, because a misspelt region
//! that selects nothing would read like a region without recommendations.

mod columns;
mod expression;
mod names;
mod numbers;
mod row;

pub use columns::{TRACKING, TrackingColumn, choices, field_of, shown};
pub(crate) use expression::explain;
pub use row::{FIELDS, row};

use std::fmt;

use minijinja::Environment;
use regex::Regex;

use crate::corpus::Corpus;
use crate::model::{Recommendation, complaint};
use crate::record::Record;
use expression::Expression;
use names::Names;
use numbers::Numbers;

/// What a user asked for. Repeated values are alternatives; different selectors all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selectors {
    /// Region names, short names, letters or codes.
    pub region: Vec<String>,
    /// Numbers and ranges: `1-4,9`.
    pub number: Vec<String>,
    /// Departments by canonical or other name.
    pub department: Vec<String>,
    /// Topics by canonical or other name.
    pub topic: Vec<String>,
    /// Lists by name.
    pub list: Vec<String>,
    /// Regular expressions over the text.
    pub text: Vec<String>,
    /// Expressions over all fields.
    pub r#where: Vec<String>,
}

/// The recommendations a command works on, in list order.
#[derive(Clone, Debug)]
pub struct Selection<'c> {
    /// The corpus they are of.
    pub corpus: &'c Corpus,
    /// The matching ones.
    pub items: Vec<(&'c Record, &'c Recommendation)>,
    /// How many there were to choose from.
    pub of: usize,
    /// What the user may not have expected, in Chinese: numbers that no recommendation has.
    pub notes: Vec<String>,
}

impl Selection<'_> {
    /// All fields of each, in order.
    pub fn rows(&self) -> Vec<serde_json::Map<String, serde_json::Value>> {
        self.items.iter().map(|(record, item)| row(record, item, self.corpus)).collect()
    }
}

/// “选中 4 条，共 47 条”.
impl fmt::Display for Selection<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "选中 {} 条，共 {} 条", self.items.len(), self.of)
    }
}

/// Why a selector cannot be meant: an unknown name, a bad expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectError {
    /// What is wrong.
    pub message: String,
    /// The way out: the nearest name.
    pub help: Option<String>,
}

impl fmt::Display for SelectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, "；{help}"))
    }
}

impl std::error::Error for SelectError {}

/// The recommendations of `corpus` that `selectors` match.
pub fn select<'c>(
    corpus: &'c Corpus,
    selectors: &Selectors,
) -> Result<Selection<'c>, SelectError> {
    let names = Names::of(corpus);
    let language = expression::language();
    let filter = Filter::new(&names, &language, selectors)?;
    let mut items = Vec::new();
    let mut of = 0;
    for (record, item) in corpus.recommendations() {
        of += 1;
        if filter.matches(&names, record, item)? {
            items.push((record, item));
        }
    }
    let notes =
        filter.number.missing(corpus.recommendations().map(|(_, item)| item.number));
    Ok(Selection { corpus, items, of, notes })
}

/// The selectors with every name found and every pattern compiled. An empty one matches
/// everything.
struct Filter<'e> {
    region: Vec<String>,
    number: Numbers,
    department: Vec<String>,
    topic: Vec<String>,
    list: Vec<String>,
    text: Vec<Regex>,
    r#where: Vec<Expression<'e>>,
}

impl<'e> Filter<'e> {
    fn new(
        names: &Names<'_>,
        language: &'e Environment<'e>,
        selectors: &'e Selectors,
    ) -> Result<Self, SelectError> {
        type Found = Result<Vec<String>, SelectError>;
        let all = |asked: &[String],
                   find: &dyn Fn(&str) -> Result<String, SelectError>| {
            asked.iter().map(|name| find(name)).collect::<Found>()
        };
        Ok(Self {
            region: all(&selectors.region, &|name| names.region(name))?,
            number: Numbers::read(&selectors.number)?,
            department: all(&selectors.department, &|name| names.department(name))?,
            topic: all(&selectors.topic, &|name| names.topic(name))?,
            list: all(&selectors.list, &|name| names.list(name))?,
            text: selectors
                .text
                .iter()
                .map(|text| pattern(text))
                .collect::<Result<_, _>>()?,
            r#where: selectors
                .r#where
                .iter()
                .map(|text| Expression::new(text, language, names.corpus))
                .collect::<Result<_, _>>()?,
        })
    }

    fn matches(
        &self,
        names: &Names<'_>,
        record: &Record,
        item: &Recommendation,
    ) -> Result<bool, SelectError> {
        let any = |wanted: &[String], has: &dyn Fn(&String) -> bool| {
            wanted.is_empty() || wanted.iter().any(has)
        };
        let plain = self.number.hold(item.number)
            && any(&self.list, &|list| *list == record.list)
            && any(&self.region, &|region| {
                *region == names.canonical_region(&item.region)
            })
            && any(&self.department, &|name| names.has_department(item, name))
            && any(&self.topic, &|name| names.has_topic(item, name));
        if !plain || !self.text_matches(item) {
            return Ok(false);
        }
        if self.r#where.is_empty() {
            return Ok(true);
        }
        let row = expression::values(row(record, item, names.corpus));
        for expression in &self.r#where {
            if expression.holds(&row, &record.path)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn text_matches(&self, item: &Recommendation) -> bool {
        if self.text.is_empty() {
            return true;
        }
        let text = item.text();
        self.text.iter().any(|pattern| pattern.is_match(&text))
    }
}

fn pattern(text: &str) -> Result<Regex, SelectError> {
    Regex::new(text).map_err(|error| SelectError {
        message: format!("正则表达式 {text} 无法读懂：{}", complaint(&error)),
        help: None,
    })
}

#[cfg(test)]
mod tests;
