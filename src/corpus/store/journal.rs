//! How a plan is carried out whole or not at all.
//!
//! What will be written is staged in `.jianyi/staged`, then the journal is put in place by
//! one rename: that is the moment at which the corpus is the new one. After it files are
//! switched by renames, and whoever comes next can finish that, because every step may be
//! done twice. Before it nothing of the corpus was touched, and staging is thrown away.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::paths::{part_of_corpus, refuse_link};
use super::{StoreError, WORK};
use crate::corpus::{Change, Plan};
use crate::model::digest;

const JOURNAL: &str = "journal.json";
const STAGED: &str = "staged";
const VERSION: u32 = 2;

/// What is left to do once the plan is committed.
#[derive(Debug, Serialize, Deserialize)]
struct Journal {
    version: u32,
    /// Files to remove that no step writes.
    remove: Vec<String>,
    /// Files to write.
    write: Vec<Write>,
    /// The digests of the files before.
    before: BTreeMap<String, String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Write {
    /// The name in the staging folder: a number, so that it can lead nowhere.
    staged: usize,
    /// Where it goes, relative to the root.
    to: String,
    /// The digest of what it holds.
    digest: String,
}

fn work(root: &Path, name: &str) -> PathBuf {
    root.join(WORK).join(name)
}

fn staged(root: &Path, number: usize) -> PathBuf {
    work(root, STAGED).join(number.to_string())
}

/// Whether a plan was committed and not finished.
pub(super) fn is_committed(root: &Path) -> bool {
    fs::symlink_metadata(work(root, JOURNAL)).is_ok()
}

/// Whether something was staged that is not switched in or thrown away.
pub(super) fn has_leftovers(root: &Path) -> bool {
    fs::symlink_metadata(work(root, STAGED)).is_ok()
}

/// Finishes a plan that was committed, or throws away what was staged for one that was
/// not. The caller holds the lock.
pub(super) fn recover(root: &Path, disk: &Disk) -> Result<(), StoreError> {
    let path = work(root, JOURNAL);
    refuse_link(&path)?;
    refuse_link(&work(root, STAGED))?;
    if !is_committed(root) {
        let leftovers = work(root, STAGED);
        return if leftovers.exists() { disk.remove_folder(&leftovers) } else { Ok(()) };
    }
    let bytes =
        fs::read(&path).map_err(|error| StoreError::io("读不了", &path, &error))?;
    let damaged = |why: &str| {
        StoreError::new(format!(
            "{} {why}，上一次修改没有完成：请用 git status 查看语料库，恢复后删除 {WORK} 文件夹",
            path.display()
        ))
    };
    let journal: Journal =
        serde_json::from_slice(&bytes).map_err(|_| damaged("已损坏"))?;
    if journal.version != VERSION {
        return Err(damaged("是另一个版本写的"));
    }
    for path in &journal.remove {
        part_of_corpus(root, path)?;
    }
    for write in &journal.write {
        let to = part_of_corpus(root, &write.to)?;
        let staged = staged(root, write.staged);
        let holder = if fs::symlink_metadata(&staged).is_ok() { &staged } else { &to };
        refuse_link(holder)?;
        let text = fs::read(holder).map(String::from_utf8);
        if !matches!(text, Ok(Ok(text)) if digest(&text) == write.digest) {
            return Err(damaged(&format!("与 {} 不符", holder.display())));
        }
    }
    if let Some(path) = edited(root, &journal) {
        return Err(damaged(&format!("之后 {path} 又被改过")));
    }
    finish(root, &journal, disk)
}

/// A file that is still to be switched or removed, and was edited since the commit.
fn edited<'j>(root: &Path, journal: &'j Journal) -> Option<&'j str> {
    let switched = switched(root, journal);
    let known = |path: &str| {
        // Where upper and lower case are one name, it may be known by another.
        let same = |other: &&String| other.to_lowercase() == path.to_lowercase();
        let other = || journal.before.keys().find(same);
        journal.before.get(path).or_else(|| journal.before.get(other()?))
    };
    let writes = journal.write.iter().map(|write| write.to.as_str());
    let mut paths = journal.remove.iter().map(String::as_str).chain(writes);
    paths.find(|&path| {
        let text = match fs::read(root.join(path)) {
            _ if switched.contains(&path.to_lowercase()) => return false,
            Err(error) if error.kind() == ErrorKind::NotFound => return false,
            text => text.ok().and_then(|bytes| String::from_utf8(bytes).ok()),
        };
        text.is_none_or(|text| known(path) != Some(&digest(&text)))
    })
}

/// The files that were switched already, in lower case.
fn switched(root: &Path, journal: &Journal) -> BTreeSet<String> {
    let done = journal.write.iter().filter(|write| !staged(root, write.staged).exists());
    done.map(|write| write.to.to_lowercase()).collect()
}

/// Commits `plan` and switches it in. The caller holds the lock.
pub(super) fn carry_out(root: &Path, plan: &Plan, disk: &Disk) -> Result<(), StoreError> {
    check(root, plan)?;
    let committed = stage(root, plan, disk).and_then(|journal| {
        let text = serde_json::to_vec(&journal)
            .map_err(|error| StoreError::new(format!("写不出日志：{error}")))?;
        let draft = work(root, STAGED).join(JOURNAL);
        disk.write(&draft, &text)?;
        disk.rename(&draft, &work(root, JOURNAL))?;
        Ok(journal)
    });
    match committed {
        Ok(journal) => {
            disk.sync_folder(&root.join(WORK));
            finish(root, &journal, disk)
        }
        Err(error) => {
            if !disk.is_stopped() {
                // The error that stopped it is the one to tell; leftovers are thrown away
                // by the next writer too.
                let _ = disk.remove_folder(&work(root, STAGED));
            }
            Err(error)
        }
    }
}

/// Refuses a plan that was made from files that have changed since.
fn check(root: &Path, plan: &Plan) -> Result<(), StoreError> {
    let mut leaving = BTreeSet::new();
    let mut arriving = BTreeSet::new();
    for change in &plan.changes {
        if let Some((path, old)) = change.before() {
            let full = part_of_corpus(root, path)?;
            let now = match fs::read(&full) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(StoreError::io("读不了", &full, &error));
                }
                now => now.ok(),
            };
            if now.as_deref() != Some(old.as_bytes()) {
                let why = "在这期间被改动了，什么都没有写：请重新运行";
                return Err(StoreError::new(format!("{path} {why}")));
            }
            if !leaving.insert(path) {
                return Err(StoreError::new(format!("{path} 在一次修改里出现了两次")));
            }
        }
    }
    for change in &plan.changes {
        let Some((to, _)) = change.after() else { continue };
        let full = part_of_corpus(root, to)?;
        if !arriving.insert(to) {
            return Err(StoreError::new(format!("两处修改都要写 {to}")));
        }
        let taken = fs::symlink_metadata(&full).is_ok() && !leaving.contains(to);
        if taken && !change.is_case_rename() {
            let why = "已经存在，什么都没有写：请重新运行，或先移走它";
            return Err(StoreError::new(format!("{to} {why}")));
        }
    }
    Ok(())
}

/// Writes what the plan's files will hold, beside the corpus.
fn stage(root: &Path, plan: &Plan, disk: &Disk) -> Result<Journal, StoreError> {
    let folder = work(root, STAGED);
    disk.folder(&folder)?;
    let mut write = Vec::new();
    for (number, change) in plan.changes.iter().enumerate() {
        write.extend(stage_one(root, number, change, disk)?);
    }
    let files: Vec<_> = write.iter().map(|write| staged(root, write.staged)).collect();
    disk.settle(&folder, &files)?;
    let kept: BTreeSet<&str> =
        plan.changes.iter().filter_map(|change| Some(change.after()?.0)).collect();
    let removed = plan.changes.iter().filter_map(|change| Some(change.before()?.0));
    let remove: Vec<_> =
        removed.filter(|path| !kept.contains(path)).map(str::to_owned).collect();
    let touched = kept.iter().copied().chain(remove.iter().map(String::as_str));
    let folders: BTreeSet<_> = touched
        .filter_map(|path| root.join(path).parent().map(Path::to_path_buf))
        .collect();
    folders.iter().try_for_each(|folder| writable(folder, disk))?;
    let before = plan.changes.iter().filter_map(|change| change.before());
    let before = before.map(|(path, old)| (path.to_owned(), digest(old))).collect();
    Ok(Journal { version: VERSION, remove, write, before })
}

/// Stages one file under its number, with the permissions of the one it replaces.
fn stage_one(
    root: &Path,
    number: usize,
    change: &Change,
    disk: &Disk,
) -> Result<Option<Write>, StoreError> {
    let Some((to, text)) = change.after() else { return Ok(None) };
    let path = staged(root, number);
    disk.stage(&path, text.as_bytes())?;
    if let Some((from, _)) = change.before() {
        disk.permit(&path, &root.join(from))?;
    }
    Ok(Some(Write { staged: number, to: to.to_owned(), digest: digest(text) }))
}

/// Finds out before the commit whether files can be switched in this folder.
fn writable(folder: &Path, disk: &Disk) -> Result<(), StoreError> {
    disk.folder(folder)?;
    tempfile::tempfile_in(folder)
        .map(drop)
        .map_err(|error| StoreError::io("写不了", folder, &error))
}

/// Switches the files; every step may have been done before.
fn finish(root: &Path, journal: &Journal, disk: &Disk) -> Result<(), StoreError> {
    let unfinished = |error: StoreError| {
        StoreError::new(format!("{error}；修改已提交，排除故障后下一条命令会把它做完"))
    };
    let switched = switched(root, journal);
    let mut folders = BTreeSet::new();
    for path in &journal.remove {
        // Where upper and lower case are one name, this is the file just switched in.
        if !switched.contains(&path.to_lowercase()) {
            let full = part_of_corpus(root, path)?;
            disk.remove(&full).map_err(unfinished)?;
            folders.extend(full.parent().map(Path::to_path_buf));
        }
    }
    for write in &journal.write {
        let (from, to) = (staged(root, write.staged), part_of_corpus(root, &write.to)?);
        if from.exists() {
            disk.rename(&from, &to).map_err(unfinished)?;
        }
        folders.extend(to.parent().map(Path::to_path_buf));
    }
    for folder in &folders {
        disk.sync_folder(folder);
    }
    disk.remove(&work(root, JOURNAL)).map_err(unfinished)?;
    disk.sync_folder(&root.join(WORK));
    disk.remove_folder(&work(root, STAGED))
}
