//! The only place that reads or writes the corpus.
//!
//! Reading takes a shared lock, writing an exclusive one; how a plan is switched in whole
//! or not at all stands in `journal`, how files are found and read in `reading`, how they
//! are read as they once were in `history`.

mod disk;
mod history;
mod journal;
mod paths;
mod reading;

use std::fmt;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::{Corpus, Plan, Watch, config};
use disk::Disk;
pub use history::{Commit, HEAD};

/// The folder for the lock, the journal and what is staged; ignored by git.
const WORK: &str = ".jianyi";
/// The lock file in it.
const LOCK: &str = "lock";
/// How long a command waits for others.
const PATIENCE: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 60 });
/// How long it rests between two looks at the lock.
const PAUSE: Duration = Duration::from_millis(20);

/// A corpus on disk.
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
    watch: Watch,
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

impl StoreError {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }

    /// What `doing` to `path` met.
    fn io(doing: &str, path: &Path, error: &io::Error) -> Self {
        Self::new(format!("{doing} {}：{}", path.display(), reason(error)))
    }
}

/// Why the system did not do something, in Chinese where the reason is a usual one.
pub fn reason(error: &io::Error) -> String {
    let known = match error.kind() {
        io::ErrorKind::NotFound => "不存在",
        io::ErrorKind::PermissionDenied => "没有权限",
        io::ErrorKind::StorageFull => "磁盘已满",
        io::ErrorKind::QuotaExceeded => "超过了磁盘配额",
        io::ErrorKind::FileTooLarge => "文件太大",
        io::ErrorKind::ReadOnlyFilesystem => "文件系统只读",
        io::ErrorKind::IsADirectory => "这是一个文件夹，请写出其中的文件",
        io::ErrorKind::NotADirectory => "路径的一段不是文件夹",
        io::ErrorKind::InvalidFilename => "文件名太长或有不能用的字符",
        _ => return error.to_string(),
    };
    known.to_owned()
}

/// Waits for other commands to end, but not for ever: one that was stopped and not ended
/// holds its lock.
fn await_lock(
    path: &Path,
    try_lock: impl Fn() -> Result<(), TryLockError>,
) -> Result<(), StoreError> {
    let start = Instant::now();
    loop {
        match try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(error)) => {
                return Err(StoreError::io("锁不住", path, &error));
            }
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                thread::sleep(PAUSE);
            }
            Err(TryLockError::WouldBlock) => {
                let why = "另一条命令一直占着语料库：等它结束，或结束它，再重新运行";
                return Err(StoreError::new(format!("{why}（{}）", path.display())));
            }
        }
    }
}

impl Store {
    /// The store at `root`, or, without one, at the nearest folder upwards from `here`
    /// that holds `jianyi.yaml`, or else `recommendations/` or `seeds/`, or `here`.
    pub fn open(root: Option<&Path>, here: &Path) -> Result<Self, StoreError> {
        let Some(root) = root else {
            let nearest = |marks: &[&str]| {
                here.ancestors().find(|dir| marks.iter().any(|m| dir.join(m).exists()))
            };
            let found = nearest(&[config::FILE])
                .or_else(|| nearest(&["recommendations", "seeds"]))
                .unwrap_or(here);
            return Ok(Self { root: found.to_owned(), watch: Watch::default() });
        };
        let root = here.join(root);
        if !root.is_dir() {
            let message = format!("--root {} 不是文件夹：请检查路径", root.display());
            return Err(StoreError::new(message));
        }
        Ok(Self { root, watch: Watch::default() })
    }

    /// The root folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// How far its reading or writing has come, in files.
    pub fn watch(&self) -> &Watch {
        &self.watch
    }

    /// Reads the whole corpus, after finishing what a killed command had committed to.
    pub fn load(&self) -> Result<Corpus, StoreError> {
        let existed = self.work(LOCK).exists();
        let lock = self.share()?;
        let corpus = reading::corpus(&self.root, &self.watch)?;
        drop(lock);
        // The first writer of all may have begun while this was reading without a lock.
        if !existed && self.work(LOCK).exists() {
            let _lock = self.share()?;
            return reading::corpus(&self.root, &self.watch);
        }
        Ok(corpus)
    }

    /// The sources under `seeds/`, relative to the root, sorted.
    pub fn sources(&self) -> Result<Vec<String>, StoreError> {
        reading::sources(&self.root)
    }

    /// The bytes of the source at `path`, relative to the root or absolute.
    pub fn source(&self, path: &str) -> Result<Vec<u8>, StoreError> {
        reading::bytes(&self.root.join(path))
    }

    /// How records name the source at `path`: relative to the root when it lies below it.
    pub fn source_name(&self, path: &Path) -> String {
        paths::relative(&self.root, path)
    }

    /// Carries out a plan, whole or not at all; refuses when a file is no longer what the
    /// plan was made from.
    pub fn apply(&self, plan: &Plan) -> Result<(), StoreError> {
        // A file is staged, then switched.
        self.watch.begin(2 * plan.changes.len());
        self.apply_on(plan, &Disk::real(&self.watch))
    }

    fn apply_on(&self, plan: &Plan, disk: &Disk) -> Result<(), StoreError> {
        if plan.is_empty() && !journal::has_leftovers(&self.root) {
            return Ok(());
        }
        let _lock = self.exclude(disk)?;
        journal::recover(&self.root, disk)?;
        if plan.is_empty() {
            return Ok(());
        }
        journal::carry_out(&self.root, plan, disk)
    }

    fn work(&self, name: &str) -> PathBuf {
        self.root.join(WORK).join(name)
    }

    /// A shared lock, held by readers; none where no writer has ever been.
    fn share(&self) -> Result<Option<File>, StoreError> {
        let path = self.work(LOCK);
        let open = || match File::open(&path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::io("打不开", &path, &error)),
        };
        let Some(file) = open()? else { return Ok(None) };
        await_lock(&path, || file.try_lock_shared())?;
        if !journal::is_committed(&self.root) {
            return Ok(Some(file));
        }
        drop(file);
        let disk = Disk::real(&self.watch);
        let lock = self.exclude(&disk)?;
        journal::recover(&self.root, &disk)?;
        drop(lock);
        let Some(file) = open()? else { return Ok(None) };
        await_lock(&path, || file.try_lock_shared())?;
        Ok(Some(file))
    }

    /// The exclusive lock of a writer.
    fn exclude(&self, disk: &Disk) -> Result<File, StoreError> {
        let folder = self.root.join(WORK);
        paths::refuse_link(&folder)?;
        disk.folder(&folder)?;
        let ignore = folder.join(".gitignore");
        if !ignore.exists() {
            disk.write(&ignore, b"*\n")?;
        }
        let path = self.work(LOCK);
        paths::refuse_link(&path)?;
        let open = File::options().create(true).truncate(false).write(true).open(&path);
        let file = open.map_err(|error| StoreError::io("打不开", &path, &error))?;
        await_lock(&path, || file.try_lock())?;
        Ok(file)
    }
}

#[cfg(test)]
mod tests;
