//! PATH arguments: which files of the corpus a command speaks of; the names of lists.

use std::path::{Component, Path, PathBuf};

use anyhow::bail;

use super::Context;
use crate::corpus::{Corpus, Store};

/// The files that a command speaks of: all, or those under the paths that were named.
pub(super) struct Paths {
    paths: Vec<String>,
}

impl Paths {
    /// Reads the paths from the working folder. One that holds nothing of the corpus is
    /// an error: a misspelt path must not look like a clean file.
    pub(super) fn new(
        paths: &[PathBuf],
        cx: &Context<'_, '_>,
        store: &Store,
        corpus: &Corpus,
    ) -> anyhow::Result<Self> {
        let here = &cx.streams.here;
        let root = resolve(store.root(), here);
        let mut wanted = Self { paths: Vec::new() };
        for given in paths {
            let inside = resolve(given, here);
            let Ok(inside) = inside.strip_prefix(&root) else {
                bail!("{} 不在语料库 {} 里", given.display(), root.display());
            };
            let parts: Vec<_> =
                inside.components().map(|c| c.as_os_str().to_string_lossy()).collect();
            let path = parts.join("/");
            let mut known = corpus
                .records
                .iter()
                .map(|record| record.path.as_str())
                .chain(corpus.findings.iter().map(|f| f.place.path.as_str()))
                .chain(["jianyi.yaml"]);
            if !known.any(|known| under(known, &path)) {
                bail!("{} 里没有语料库的文件", given.display());
            }
            wanted.paths.push(path);
        }
        Ok(wanted)
    }

    /// Whether the file at `path`, relative to the root, is one of them.
    pub(super) fn has(&self, path: &str) -> bool {
        self.paths.is_empty() || self.paths.iter().any(|wanted| under(path, wanted))
    }
}

/// Whether `path` is `folder` or lies in it; everything lies in the empty one.
fn under(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path.strip_prefix(folder).is_some_and(|r| r.is_empty() || r.starts_with('/'))
}

/// `path` seen from `here`, without `.` and `..`; links are not followed, as the corpus
/// names its files the same way.
fn resolve(path: &Path, here: &Path) -> PathBuf {
    let mut resolved = PathBuf::new();
    for part in here.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                resolved.pop();
            }
            part => resolved.push(part),
        }
    }
    resolved
}

/// A list's name is one folder's name, and of a folder that is read: not of a hidden one
/// or of one that is called like a record.
pub(super) fn check_list_name(name: &str) -> anyhow::Result<()> {
    let odd = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let ending = Path::new(name).extension();
    let record =
        ending.is_some_and(|e| ["yaml", "yml"].iter().any(|y| e.eq_ignore_ascii_case(y)));
    if name.is_empty() || name.starts_with('.') || name.contains(odd) || record {
        bail!("清单不能叫“{}”：请用一个普通的文件夹名", name.escape_debug());
    }
    Ok(())
}
