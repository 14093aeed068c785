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

impl Change {
    /// The file as it is: path and text.
    pub fn before(&self) -> Option<(&str, &str)> {
        match self {
            Self::Create { .. } => None,
            Self::Edit { path, old, .. } | Self::Delete { path, old } => {
                Some((path, old))
            }
        }
    }

    /// The file as it will be: path and text.
    pub fn after(&self) -> Option<(&str, &str)> {
        match self {
            Self::Create { path, new } => Some((path, new)),
            Self::Edit { to, new, .. } => Some((to, new)),
            Self::Delete { .. } => None,
        }
    }

    /// Whether only upper and lower case of the file's name change, which is no change of
    /// the name on some systems.
    pub(super) fn is_case_rename(&self) -> bool {
        match self {
            Self::Edit { path, to, .. } => path.to_lowercase() == to.to_lowercase(),
            _ => false,
        }
    }

    /// One line: what happens to which file.
    pub fn summary(&self) -> String {
        match self {
            Self::Create { path, .. } => format!("新建 {path}"),
            Self::Edit { path, to, .. } if path == to => format!("修改 {path}"),
            Self::Edit { path, to, old, new } if old == new => {
                format!("改名 {path} → {to}")
            }
            Self::Edit { path, to, .. } => format!("修改并改名 {path} → {to}"),
            Self::Delete { path, .. } => format!("删除 {path}"),
        }
    }
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
