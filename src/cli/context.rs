//! What every command gets: streams, the root, how to talk.

use std::io::{Read, Write};
use std::path::PathBuf;

use anyhow::bail;

use super::progress;
use crate::check::{self, Levels};
use crate::corpus::{Commit, Corpus, Plan, Store, StoreError, Watch};
use crate::diag::Finding;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing to report: 0.
    Clean,
    /// It found something: a finding, a difference, a conflict, an empty match: 1.
    Found,
    /// It could not do it: usage, input or output: 2.
    Failed,
}

impl Exit {
    /// The code for the shell.
    pub const fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Found => 1,
            Self::Failed => 2,
        }
    }

    /// [`Exit::Found`] if `found`, else [`Exit::Clean`].
    pub const fn found_if(found: bool) -> Self {
        if found { Self::Found } else { Self::Clean }
    }
}

/// The outside world of one run: where it reads and prints, where it stands.
pub struct Streams<'s> {
    /// Data for the command.
    pub input: &'s mut dyn Read,
    /// Data from the command; flushed at the end of the run.
    pub out: &'s mut dyn Write,
    /// Talk.
    pub err: &'s mut dyn Write,
    /// Whether `out` is a terminal.
    pub terminal: bool,
    /// Whether somebody waits at a terminal, and may be shown on the process's stderr how
    /// far long work has come.
    pub watched: bool,
    /// Columns of the terminal, or 100.
    pub columns: usize,
    /// The working folder.
    pub here: PathBuf,
    /// Reads an environment variable.
    pub environment: &'s dyn Fn(&str) -> Option<String>,
}

/// What every command gets.
pub struct Context<'s, 't> {
    /// Where it reads and prints.
    pub streams: &'t mut Streams<'s>,
    /// `--root`.
    pub root: Option<PathBuf>,
    /// Whether to colour.
    pub color: bool,
    /// `-q`: no talk but errors.
    pub quiet: bool,
    /// `-v`: more talk.
    pub verbose: bool,
}

impl Context<'_, '_> {
    /// The store of this run's root.
    pub fn store(&self) -> Result<Store, StoreError> {
        Store::open(self.root.as_deref(), &self.streams.here)
    }

    /// Reads the corpus.
    pub fn load(&self, store: &Store) -> Result<Corpus, StoreError> {
        self.show("读入记录", store.watch(), || store.load())
    }

    /// Reads the corpus that a command works on. A wrong folder must not look like a clean
    /// corpus.
    pub fn corpus(&self, store: &Store) -> anyhow::Result<Corpus> {
        let corpus = self.load(store)?;
        if corpus.records.is_empty() && corpus.config.text.is_empty() {
            bail!("这里没有语料库；先运行 jianyi parse，或用 --root 指明它的位置");
        }
        Ok(corpus)
    }

    /// Reads the corpus as it stood at a commit.
    pub fn load_at(&self, store: &Store, commit: &Commit) -> Result<Corpus, StoreError> {
        self.show("读入记录", store.watch(), || store.load_at(commit))
    }

    /// Carries out a plan. Commands say what they did after it: a reader that went away,
    /// or a full disk behind one, must not leave the plan undone or told of as done.
    pub fn apply(&self, store: &Store, plan: &Plan) -> Result<(), StoreError> {
        self.show("写入", store.watch(), || store.apply(plan))
    }

    /// Runs the rules.
    pub fn check(&self, corpus: &Corpus, levels: &Levels) -> Vec<Finding> {
        let watch = Watch::default();
        self.show("检查", &watch, || check::run(corpus, levels, &watch))
    }

    /// Does `work` and shows a person who waits how far `watch` has come.
    pub fn show<T>(&self, what: &str, watch: &Watch, work: impl FnOnce() -> T) -> T {
        let watched = self.streams.watched && !self.quiet;
        if watched { progress::shown(what, watch, work) } else { work() }
    }

    /// Says one line on stderr with `-v`.
    pub fn detail(&mut self, line: impl std::fmt::Display) -> std::io::Result<()> {
        if self.verbose { self.say(line) } else { Ok(()) }
    }

    /// Says one line on stderr, `-q` or not: something is left out, and nobody would see.
    pub fn warn(&mut self, line: impl std::fmt::Display) -> std::io::Result<()> {
        // What was printed before it stands before it on a terminal. What cannot be written
        // is kept, and told of at the end.
        let _ = self.streams.out.flush();
        writeln!(self.streams.err, "{line}")
    }

    /// Says one line on stderr, unless `-q`.
    pub fn say(&mut self, line: impl std::fmt::Display) -> std::io::Result<()> {
        if self.quiet { Ok(()) } else { self.warn(line) }
    }
}
