//! Files that commands write for people: whole or not at all, and never over what the
//! corpus is made of.

use std::io::{ErrorKind, Write as _};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};

/// What writing a file would do, or did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrote {
    /// Nothing: it held these bytes already.
    Same,
    /// Another content.
    Changed,
    /// A new file.
    New,
}

/// What writing `bytes` to `path` would do.
pub(super) fn compare(path: &Path, bytes: &[u8]) -> anyhow::Result<Wrote> {
    match std::fs::read(path) {
        Ok(old) if old == bytes => Ok(Wrote::Same),
        Ok(_) => Ok(Wrote::Changed),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Wrote::New),
        Err(error) => Err(error).with_context(|| format!("无法读取 {}", path.display())),
    }
}

/// Writes `bytes` to `path`, whole or not at all. A file that holds them already keeps its
/// date. Refuses what belongs to the corpus at `root`, links, and whatever is no file.
pub(super) fn write(root: &Path, path: &Path, bytes: &[u8]) -> anyhow::Result<Wrote> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    guard(root, folder, path)?;
    let done = compare(path, bytes)?;
    if done != Wrote::Same {
        let told = || format!("无法写入 {}", path.display());
        let mut file = tempfile::Builder::new()
            .prefix(".jianyi-")
            .tempfile_in(folder)
            .with_context(told)?;
        file.write_all(bytes).with_context(told)?;
        share(file.as_file()).with_context(told)?;
        file.as_file().sync_all().with_context(told)?;
        file.persist(path).with_context(told)?;
    }
    Ok(done)
}

/// Stops what may not be written over.
fn guard(root: &Path, folder: &Path, path: &Path) -> anyhow::Result<()> {
    let shown = path.display();
    match std::fs::symlink_metadata(path) {
        Ok(there) if there.is_symlink() => {
            bail!("{shown} 是符号链接，不会经它写到别处；请写明要写的文件，或先删去它")
        }
        Ok(there) if !there.is_file() => bail!("{shown} 不是文件；请换一个文件名"),
        _ => {}
    }
    let folder = folder
        .canonicalize()
        .with_context(|| format!("没有文件夹 {}；请先建立它", folder.display()))?;
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let name = path.file_name().unwrap_or_default();
    match folder.join(name).strip_prefix(&root).map(first) {
        Ok(Some(part)) if part == "seeds" => bail!("{shown} 在 seeds/ 里，原文从不改写"),
        Ok(Some(part)) if part == "recommendations" => {
            bail!("{shown} 在 recommendations/ 里，那里只放建议；请写到别处")
        }
        Ok(Some(part)) if part == "jianyi.yaml" => {
            bail!("{shown} 是语料库的设置，不会覆盖它")
        }
        _ => Ok(()),
    }
}

fn first(path: &Path) -> Option<String> {
    match path.components().next() {
        Some(Component::Normal(name)) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    }
}

/// Temporary files are the owner's alone; what people are given is not.
#[cfg(unix)]
fn share(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn share(_file: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

/// `path` as a user means it: relative to where the command runs.
pub(super) fn resolve(here: &Path, path: &Path) -> PathBuf {
    here.join(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_corpus_is_made_of_is_never_written_over() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["seeds", "recommendations/b", "out"] {
            std::fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        let to = |path: &str| write(root.path(), &root.path().join(path), b"x");
        for path in [
            "seeds/a.txt",
            "recommendations/b/001.yaml",
            "out/../seeds/a",
            "jianyi.yaml",
            "out",
        ] {
            assert!(to(path).is_err(), "{path}");
        }
        assert_eq!(to("out/a.md").unwrap(), Wrote::New);
        assert_eq!(to("out/a.md").unwrap(), Wrote::Same);
        assert!(to("none/a.md").unwrap_err().to_string().contains("请先建立它"));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let root = tempfile::tempdir().unwrap();
        let (link, aim) = (root.path().join("link"), root.path().join("aim"));
        std::fs::write(&aim, "kept").unwrap();
        std::os::unix::fs::symlink(&aim, &link).unwrap();
        assert!(write(root.path(), &link, b"x").is_err());
        assert_eq!(std::fs::read(&aim).unwrap(), b"kept");
    }
}
