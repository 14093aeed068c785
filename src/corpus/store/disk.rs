//! Every change of the disk, one step at a time, so that a test can stop before any one
//! of them as a kill would.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{StoreError, Watch};

/// The disk as the store changes it.
#[derive(Debug)]
pub(super) struct Disk {
    /// Steps left before everything stops; `None` never stops.
    left: Option<AtomicUsize>,
    /// Counts the steps.
    watch: Watch,
}

impl Disk {
    /// The disk, without a stop.
    pub(super) fn real(watch: &Watch) -> Self {
        Self { left: None, watch: watch.clone() }
    }

    /// A disk that stops after `steps` changes.
    #[cfg(test)]
    pub(super) fn stopping_after(steps: usize) -> Self {
        Self { left: Some(AtomicUsize::new(steps)), watch: Watch::default() }
    }

    /// Whether the stop has come: from then on nothing may be tidied up either.
    pub(super) fn is_stopped(&self) -> bool {
        self.left.as_ref().is_some_and(|left| left.load(Ordering::SeqCst) == 0)
    }

    fn step(
        &self,
        doing: &str,
        path: &Path,
        change: impl FnOnce() -> io::Result<()>,
    ) -> Result<(), StoreError> {
        if let Some(left) = &self.left {
            let next = |left: usize| left.checked_sub(1);
            if left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, next).is_err() {
                return Err(StoreError::new("stopped"));
            }
        }
        self.watch.step();
        change().map_err(|error| StoreError::io(doing, path, &error))
    }

    /// Makes a folder and those above it.
    pub(super) fn folder(&self, path: &Path) -> Result<(), StoreError> {
        if path.is_dir() {
            return Ok(());
        }
        self.step("建不了文件夹", path, || fs::create_dir_all(path))
    }

    /// Writes a file and waits until it is on the disk.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        self.step("写不了", path, || {
            let mut file = File::create(path)?;
            file.write_all(bytes)?;
            file.sync_all()
        })
    }

    /// Writes a file; [`settle`](Self::settle) waits until it is on the disk.
    pub(super) fn stage(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        self.step("写不了", path, || fs::write(path, bytes))
    }

    /// Waits until the staged `files` of `folder` are on the disk.
    pub(super) fn settle(
        &self,
        folder: &Path,
        files: &[PathBuf],
    ) -> Result<(), StoreError> {
        self.step("存不稳", folder, || flush(folder, files))
    }

    /// Gives `path` the permissions of `like`.
    pub(super) fn permit(&self, path: &Path, like: &Path) -> Result<(), StoreError> {
        self.step("设不了权限", path, || {
            fs::set_permissions(path, fs::metadata(like)?.permissions())
        })
    }

    /// Moves a file over another.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        self.step("换不上", to, || fs::rename(from, to))
    }

    /// Removes a file that may be gone already.
    pub(super) fn remove(&self, path: &Path) -> Result<(), StoreError> {
        self.step("删不掉", path, || absent_is_fine(fs::remove_file(path)))
    }

    /// Removes a folder with all in it, which may be gone already.
    pub(super) fn remove_folder(&self, path: &Path) -> Result<(), StoreError> {
        self.step("删不掉", path, || absent_is_fine(fs::remove_dir_all(path)))
    }

    /// Waits until the names in a folder are on the disk, where the system can.
    pub(super) fn sync_folder(&self, path: &Path) {
        if !self.is_stopped()
            && let Ok(folder) = File::open(path)
        {
            // Some systems cannot sync a folder; the renames hold without it.
            let _ = folder.sync_all();
        }
    }
}

/// More files than this are waited for together, where the system can: one by one each
/// takes the disk a few milliseconds.
const ONE_BY_ONE: usize = 32;

fn flush(folder: &Path, files: &[PathBuf]) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    if files.len() > ONE_BY_ONE {
        return Ok(rustix::fs::syncfs(File::open(folder)?)?);
    }
    // A staged file may have the permissions of a record that is read-only. Only Windows
    // asks for the right to write where a file is waited for.
    let open = |file| File::options().read(true).write(cfg!(windows)).open(file);
    files.iter().try_for_each(|file| open(file)?.sync_all())?;
    // Some systems cannot sync a folder; the files are safe without it.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

fn absent_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
