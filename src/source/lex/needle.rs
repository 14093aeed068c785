//! What is looked for in tag after tag. What finds it is made once: a page of Word has a tag for
//! every few characters.

use std::sync::OnceLock;

use memchr::memmem::Finder;

/// A word that is looked for.
#[derive(Debug)]
pub(super) struct Needle {
    word: &'static str,
    finder: OnceLock<Finder<'static>>,
}

impl Needle {
    pub(super) const fn new(word: &'static str) -> Self {
        Self { word, finder: OnceLock::new() }
    }

    /// Where it first stands in `hay`, in bytes.
    pub(super) fn find(&self, hay: &str) -> Option<usize> {
        self.finder.get_or_init(|| Finder::new(self.word)).find(hay.as_bytes())
    }

    /// Whether it stands in `hay`.
    pub(super) fn is_in(&self, hay: &str) -> bool {
        self.find(hay).is_some()
    }

    /// What stands behind it in `hay`.
    pub(super) fn behind<'a>(&self, hay: &'a str) -> Option<&'a str> {
        hay.get(self.find(hay)? + self.word.len()..)
    }
}
