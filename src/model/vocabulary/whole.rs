//! Which term goes by a name, the whole of it.

use std::collections::HashMap;

use regex::RegexSet;

use super::pattern;

/// The names and patterns of terms. Names are looked up; only those terms that have
/// patterns are tried.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    /// The first and the last term that goes by a name.
    names: HashMap<String, (usize, usize)>,
    patterns: RegexSet,
    /// The term of each of the patterns.
    owners: Vec<usize>,
}

impl Whole {
    /// What each term, in order, goes by.
    pub(super) fn new<T: AsRef<str>>(terms: &[Vec<T>]) -> Result<Self, regex::Error> {
        let mut names: HashMap<String, (usize, usize)> = HashMap::new();
        let (mut patterns, mut owners) = (Vec::new(), Vec::new());
        for (index, term) in terms.iter().enumerate() {
            let mut others = Vec::new();
            for pattern in term {
                match pattern::literal(pattern.as_ref()) {
                    Some(name) => names.entry(name).or_insert((index, index)).1 = index,
                    None => others.push(pattern),
                }
            }
            if !others.is_empty() {
                patterns.push(format!("^{}$", pattern::any(others)));
                owners.push(index);
            }
        }
        Ok(Self { names, patterns: pattern::set(patterns)?, owners })
    }

    /// The first term that goes by `name`.
    pub(super) fn first(&self, name: &str) -> Option<usize> {
        let named = self.names.get(name).map(|&(first, _)| first);
        self.matching(name).chain(named).min()
    }

    /// The last term that goes by `name`.
    pub(super) fn last(&self, name: &str) -> Option<usize> {
        let named = self.names.get(name).map(|&(_, last)| last);
        self.matching(name).chain(named).max()
    }

    fn matching(&self, name: &str) -> impl Iterator<Item = usize> {
        let found = self.patterns.matches(name);
        self.owners
            .iter()
            .enumerate()
            .filter(move |&(at, _)| found.matched(at))
            .map(|(_, &owner)| owner)
    }
}
