//! The data of a finding.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::text::Span;

/// How grave a finding is. Warnings and errors make `validate` exit 1, info does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing has to be done.
    Info,
    /// Probably wrong.
    Warning,
    /// Certainly wrong, or a loss of text.
    Error,
}

impl Severity {
    /// Its name as users write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// What it is called where people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Info => "提示",
            Self::Warning => "警告",
            Self::Error => "错误",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        [Self::Info, Self::Warning, Self::Error]
            .into_iter()
            .find(|severity| severity.name() == word)
            .ok_or_else(|| format!("no severity “{word}”: use error, warning or info"))
    }
}

/// A place: a file, and where in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the root, parted by `/`.
    pub path: String,
    /// Bytes of the file's decoded text; `None` speaks of the whole file.
    pub span: Option<Span>,
}

impl Place {
    /// A part of a file.
    pub fn new(path: impl Into<String>, span: Span) -> Self {
        Self { path: path.into(), span: Some(span) }
    }

    /// A whole file.
    pub fn file(path: impl Into<String>) -> Self {
        Self { path: path.into(), span: None }
    }
}

/// Another place that a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub place: Place,
    /// What is there.
    pub message: String,
}

/// What a rule says about a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, as in `--rule NAME=severity`.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong, in Chinese, without a final stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// The way out, in Chinese, without a final stop.
    pub help: Option<String>,
    /// Other places that belong to it.
    pub notes: Vec<Note>,
    /// How to mend it, where a machine can.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding with neither help nor notes nor fix.
    pub fn new(
        rule: &'static str,
        severity: Severity,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        let message = message.into();
        Self { rule, severity, message, place, help: None, notes: Vec::new(), fix: None }
    }

    /// The same with a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with one more place.
    #[must_use]
    pub fn note(mut self, place: Place, message: impl Into<String>) -> Self {
        self.notes.push(Note { place, message: message.into() });
        self
    }

    /// The same with a fix.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}

/// How sure a fix is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// Changes punctuation or spacing only; `--fix` applies it.
    Safe,
    /// Changes meaning if it is wrong; only `--fix=all` applies it.
    Unsafe,
}

/// A change that mends a finding, all edits or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in Chinese.
    pub title: String,
    /// How sure it is.
    pub safety: Safety,
    /// Edits of the finding's file, in order, none touching another.
    pub edits: Vec<Edit>,
}

/// One replacement of bytes in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// Where a printer finds the texts that findings speak of.
pub trait Texts {
    /// The decoded text of the file at `path`; `None` when there is none to quote.
    fn text(&self, path: &str) -> Option<&str>;
}

impl<K: Borrow<str> + Ord, V: AsRef<str>> Texts for BTreeMap<K, V> {
    fn text(&self, path: &str) -> Option<&str> {
        self.get(path).map(V::as_ref)
    }
}
