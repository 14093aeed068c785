//! Files that commands write for people: whole or not at all, and never over what the
//! corpus is made of.

use std::io::{ErrorKind, Write as _};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, bail};

/// How the name of a file begins that is not whole yet.
const DRAFT: &str = ".jianyi-";

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
            .prefix(DRAFT)
            .tempfile_in(folder)
            .with_context(told)?;
        // Says to `sweep` that someone is writing it. Some disks have no locks.
        let _ = file.as_file().try_lock();
        file.write_all(bytes).with_context(told)?;
        share(file.as_file()).with_context(told)?;
        file.as_file().sync_all().with_context(told)?;
        file.persist(path).with_context(told)?;
    }
    Ok(done)
}

/// Removes what killed commands began to write in `folder`: drafts that nobody holds.
pub(super) fn sweep(folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let draft = entry.file_name().to_string_lossy().starts_with(DRAFT)
            && entry.file_type().is_ok_and(|kind| kind.is_file());
        let left = |file: std::fs::File| file.try_lock().is_ok();
        if draft && std::fs::File::open(entry.path()).is_ok_and(left) {
            // What cannot be removed is only untidy.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Makes `folder` and those above it, unless it would belong to the corpus at `root`.
pub(super) fn make_folder(root: &Path, folder: &Path) -> anyhow::Result<()> {
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(folder);
    let rest = folder.strip_prefix(there).unwrap_or(folder);
    if rest.components().any(|part| part == Component::ParentDir) {
        bail!("{} 里有 ..，而它前面的文件夹还不存在；请写清楚路径", folder.display());
    }
    let real = there
        .canonicalize()
        .with_context(|| format!("无法使用 {}", there.display()))?
        .join(rest);
    keep_out(root, &real, folder)?;
    std::fs::create_dir_all(folder)
        .with_context(|| format!("无法建立文件夹 {}", folder.display()))
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
    keep_out(root, &folder.join(path.file_name().unwrap_or_default()), path)
}

/// Stops where `real` is a part of the corpus at `root`.
fn keep_out(root: &Path, real: &Path, path: &Path) -> anyhow::Result<()> {
    let shown = path.display();
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    match real.strip_prefix(&root).map(first) {
        Ok(Some(part)) if part == "seeds" => {
            bail!("{shown} 在 seeds/ 里，原文从不改写；请写到别处")
        }
        Ok(Some(part)) if part == "recommendations" => {
            bail!("{shown} 在 recommendations/ 里，那里只放建议；请写到别处")
        }
        Ok(Some(part)) if part == "jianyi.yaml" => {
            bail!("{shown} 是语料库的设置，不会覆盖它；请换一个文件名")
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

/// `name` as a file's name on any system: no separators, no signs that a shell or Windows
/// takes for itself, not hidden, of a length that every disk takes.
pub(super) fn safe_name(name: &str) -> String {
    const LONGEST: usize = 120;
    let forbidden = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let clean: String = crate::diag::visible(name)
        .chars()
        .map(|c| if forbidden(c) || c == '\u{FFFD}' { '_' } else { c })
        .collect();
    let clean = clean.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let mut safe = String::new();
    for c in clean.chars() {
        if safe.len() + c.len_utf8() > LONGEST {
            break;
        }
        safe.push(c);
    }
    let reserved = ["con", "prn", "aux", "nul", "com1", "lpt1", "index", ""];
    if reserved.contains(&safe.to_lowercase().as_str()) {
        format!("{safe}_")
    } else {
        safe
    }
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
            "seeds/a.txt", "recommendations/b/001.yaml", "out/../seeds/a", "jianyi.yaml",
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

    #[test]
    fn drafts_of_killed_commands_are_swept_away_and_others_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in [".jianyi-left", ".jianyi-held", ".other"] {
            std::fs::write(path(name), "x").unwrap();
        }
        let held = std::fs::File::open(path(".jianyi-held")).unwrap();
        held.lock().unwrap();
        sweep(folder.path());
        assert!(!path(".jianyi-left").exists());
        assert!(path(".jianyi-held").exists() && path(".other").exists());
    }

    #[test]
    fn no_label_of_a_record_leaves_the_folder() {
        for (label, name) in [
            ("410000-河南省", "410000-河南省"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("C:\\a\u{202e}b\0", "C__a_b␀"),
            ("..", "_"),
            ("NUL", "NUL_"),
            (" . ", "_"),
        ] {
            assert_eq!(safe_name(label), name);
        }
        assert!(safe_name(&"长".repeat(500)).len() <= 120);
    }

    #[test]
    fn folders_of_the_corpus_are_not_made() {
        let root = tempfile::tempdir().unwrap();
        let make = |folder: &str| make_folder(root.path(), &root.path().join(folder));
        for folder in ["seeds", "seeds/a", "recommendations/briefs", "a/../seeds/b"] {
            assert!(make(folder).is_err(), "{folder}");
        }
        assert!(make("briefs/a").is_ok() && root.path().join("briefs/a").is_dir());
    }
}
