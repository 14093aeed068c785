//! Paths that the store may touch: below the root, through no link that leads out.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::reading::{RECORDS, SEEDS};
use super::{StoreError, config};

/// `path` below `root`, when it is made of plain names only and no folder on the way is a
/// link that leads out of the root.
pub(super) fn inside(root: &Path, path: &str) -> Result<PathBuf, StoreError> {
    let plain = !path.is_empty()
        && !path.contains(['\\', '\0'])
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    let refuse = || StoreError::new(format!("不写 {path}：它不在语料库的文件夹里"));
    if !plain {
        return Err(refuse());
    }
    let full = root.join(path);
    let parent = full.ancestors().skip(1).find(|folder| folder.exists());
    let home =
        fs::canonicalize(root).map_err(|error| StoreError::io("找不到", root, &error))?;
    match parent.map(fs::canonicalize) {
        Some(Ok(parent)) if parent.starts_with(&home) => Ok(full),
        _ => Err(refuse()),
    }
}

/// Whether the file at `path` below `root` is a link to somewhere else: with a corpus from
/// a stranger, what it shows of the file may be what nobody meant to show.
pub(super) fn leads_out(root: &Path, path: &str) -> bool {
    let full = root.join(path);
    let link = fs::symlink_metadata(&full).is_ok_and(|meta| meta.is_symlink());
    let real = || Some((fs::canonicalize(root).ok()?, fs::canonicalize(&full).ok()?));
    link && real().is_some_and(|(root, real)| !real.starts_with(root))
}

/// [`inside`] for a file that is to be written or removed: only what a corpus is made of.
/// A journal may come with a clone, and must not reach `.git` or a build script.
pub(super) fn part_of_corpus(root: &Path, path: &str) -> Result<PathBuf, StoreError> {
    let full = inside(root, path)?;
    let first = path.split('/').next().unwrap_or("");
    let folder = [RECORDS, SEEDS].contains(&first) && path.len() > first.len();
    if folder || path == config::FILE {
        Ok(full)
    } else {
        Err(StoreError::new(format!("不写 {path}：它不是语料库的文件")))
    }
}

/// Refuses a link where the store keeps things of its own.
pub(super) fn refuse_link(path: &Path) -> Result<(), StoreError> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_symlink() => {
            Err(StoreError::new(format!("{} 是一个链接：请先删除它", path.display())))
        }
        _ => Ok(()),
    }
}

/// `path` relative to `root`, parted by `/`; as it is when it does not lie below it.
pub(super) fn relative(root: &Path, path: &Path) -> String {
    let below = match (fs::canonicalize(root), fs::canonicalize(path)) {
        (Ok(root), Ok(path)) => path.strip_prefix(root).map(Path::to_path_buf).ok(),
        _ => path.strip_prefix(root).map(Path::to_path_buf).ok(),
    };
    let path = below.unwrap_or_else(|| path.to_path_buf());
    let parts: Vec<_> =
        path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/").replace("//", "/")
}
