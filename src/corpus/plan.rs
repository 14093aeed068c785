//! Changes of files before they happen.

/// One change of one file. Paths are relative to the root, parted by `/`; `old` is what
/// the file must still hold when the plan is carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new file; nothing may lie there.
    Create {
        /// Where.
        path: String,
        /// What it will hold.
        new: String,
    },
    /// New bytes in a file, which may get another name by it.
    Edit {
        /// Where it is.
        path: String,
        /// Where it will be; the same path when it keeps its name.
        to: String,
        /// What it holds.
        old: String,
        /// What it will hold.
        new: String,
    },
    /// A file that goes.
    Delete {
        /// Where.
        path: String,
        /// What it holds.
        old: String,
    },
}

/// All changes of one command: carried out whole or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the order they are told.
    pub changes: Vec<Change>,
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}
