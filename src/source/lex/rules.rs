//! The rules that part the rows of drawn tables.

use super::builder::Builder;
use super::token::{Tokens, place};

/// A rule that parts the rows of a drawn table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    /// Where it stands.
    pub at: u32,
    /// Whether it parts what is in the column of regions too.
    pub labels: bool,
}

impl Builder<'_> {
    /// Notes that what begins at byte `at` stands in the column of regions.
    pub(super) fn ruled_label(&mut self, at: usize) {
        self.out.ruled_labels.push(place(at));
    }

    /// Notes that a rule parts rows at byte `at`, and the `labels` beside them too.
    pub(super) fn rule(&mut self, at: usize, labels: bool) {
        self.out.rules.push(Rule { at: place(at), labels });
    }
}

impl Tokens {
    /// Whether a block that begins at byte `at` stands in the column of regions of a drawn table.
    pub(crate) fn is_ruled_label(&self, at: usize) -> bool {
        self.ruled_labels.binary_search(&place(at)).is_ok()
    }

    /// The rules of drawn tables from byte `from` to `until`.
    pub(crate) fn rules_in(&self, from: usize, until: usize) -> &[Rule] {
        let first = self.rules.partition_point(|rule| (rule.at as usize) < from);
        let rest = self.rules.get(first..).unwrap_or(&[]);
        let past = rest.partition_point(|rule| (rule.at as usize) < until);
        rest.get(..past).unwrap_or(&[])
    }
}
