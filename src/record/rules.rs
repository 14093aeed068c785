//! The rules that reading applies by itself: their names and levels, in one table.

use crate::diag::Severity;

/// A rule that reading applies by itself; its manual page is with the other rules.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, as in findings.
    pub name: &'static str,
    /// How grave its findings are unless the corpus says otherwise.
    pub severity: Severity,
    /// One line for tables and help, in Chinese.
    pub summary: &'static str,
}

pub(crate) const SYNTAX: &str = "syntax";
pub(super) const UNKNOWN: &str = "unknown-field";
pub(super) const MISSING: &str = "missing-field";
pub(super) const TYPE: &str = "field-type";
pub(super) const DUPLICATE: &str = "duplicate-field";
pub(super) const SCHEMA: &str = "field-schema";

/// The rules that [`read`](super::read) applies.
pub const RULES: &[Rule] = &[
    error(SYNTAX, "文件不是正确的 YAML，或不是 UTF-8 文本"),
    error(UNKNOWN, "字段既不是内置的，也没有在 jianyi.yaml 声明"),
    error(MISSING, "缺少 number、region 或 body，或其值为空"),
    error(TYPE, "字段的值不是应有的类型"),
    error(DUPLICATE, "同一字段写了两次"),
    error(SCHEMA, "声明的字段不符合 jianyi.yaml 里的约定"),
];

const fn error(name: &'static str, summary: &'static str) -> Rule {
    Rule { name, severity: Severity::Error, summary }
}
