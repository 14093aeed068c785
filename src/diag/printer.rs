//! PRINTERS: the forms in which findings are printed.

use std::io;

use super::{Finding, Texts, github, human, json, junit, sarif, short};

/// What a printer gets.
pub struct Report<'r> {
    /// What was found, in the order of path and place.
    pub findings: &'r [Finding],
    /// The texts that the findings speak of.
    pub texts: &'r dyn Texts,
    /// The rules that were run, for the forms that list them.
    pub rules: &'r [RuleInfo],
    /// What stands before each path for those who read the whole repository: the folder of
    /// the corpus in it, with a `/` at the end; empty where the corpus is all of it.
    pub within: &'r str,
    /// Whether to colour what people read.
    pub color: bool,
    /// Columns of the terminal.
    pub columns: usize,
}

/// What a printer says of a rule.
#[derive(Clone, Copy, Debug)]
pub struct RuleInfo {
    /// Its name.
    pub name: &'static str,
    /// One line about it.
    pub summary: &'static str,
    /// Its manual page, in Markdown.
    pub page: &'static str,
}

/// A form in which findings are printed.
pub struct Printer {
    /// Its name for `--format`.
    pub name: &'static str,
    /// One line for the help, in Chinese.
    pub summary: &'static str,
    /// Prints all of it.
    pub print: fn(&Report<'_>, &mut dyn io::Write) -> io::Result<()>,
}

/// All forms, the default one first.
pub const PRINTERS: &[Printer] = &[
    Printer {
        name: "human", summary: "原文、指示符和改法", print: human::print
    },
    Printer {
        name: "short", summary: "一处一行：路径:行:列", print: short::print
    },
    Printer { name: "json", summary: "数据", print: json::print },
    Printer { name: "sarif", summary: "SARIF 2.1.0", print: sarif::print },
    Printer { name: "github", summary: "GitHub 工作流注解", print: github::print },
    Printer { name: "junit", summary: "JUnit XML", print: junit::print },
];
