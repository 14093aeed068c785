//! The names of the rules that reading applies by itself; what they are about, and how
//! grave, stands in the table of rules.

pub(super) const SYNTAX: &str = "syntax";
pub(super) const UNKNOWN: &str = "unknown-field";
pub(super) const MISSING: &str = "missing-field";
pub(super) const TYPE: &str = "field-type";
pub(super) const DUPLICATE: &str = "duplicate-field";
pub(super) const SCHEMA: &str = "field-schema";
