//! The folder of packs: what lies there, what a run puts there, and its index.
//!
//! The index lists what lies there, whichever run made it: a run for one region keeps the
//! others in it, one for one format the other formats. A listed file that no region has
//! any more is told and shown as such, and left to people to delete: somebody may have
//! written into it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::is_document;
use crate::cli::output::{self, Wrote};
use crate::cli::{Context, Exit};
use crate::document::Document;
use crate::write::{self, Entry, FORMATS, Format, Options};

/// The index's file.
const INDEX: &str = "index.html";

/// The folder.
pub(super) struct Shelf {
    root: PathBuf,
    folder: PathBuf,
    check: bool,
    /// The files that its index lists; nothing where it has none of ours.
    listed: Option<Vec<String>>,
    /// Whether a page of somebody else's has the index's name.
    foreign: bool,
    /// The files of this run, as they are or would be written.
    made: BTreeSet<String>,
    /// What the writers noted, each once: every pack has the same fonts.
    notes: Vec<String>,
    /// What does not stand in a file.
    lost: Vec<String>,
    /// What could not be written, by the reason.
    failed: BTreeMap<String, Vec<String>>,
    /// What `--check` found.
    found: Vec<String>,
    same: usize,
    wrote: usize,
}

impl Shelf {
    /// Looks what lies in `folder`.
    pub(super) fn open(
        root: &Path,
        folder: PathBuf,
        check: bool,
    ) -> anyhow::Result<Self> {
        let path = folder.join(INDEX);
        let there = match std::fs::read(&path) {
            Ok(page) => Some(page),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => {
                return Err(error)
                    .with_context(|| format!("无法读取 {}", path.display()));
            }
        };
        let listed = there.as_deref().map(String::from_utf8_lossy);
        let listed = listed.and_then(|page| write::indexed(&page));
        Ok(Self {
            root: root.to_owned(),
            folder,
            check,
            foreign: there.is_some() && listed.is_none(),
            listed,
            made: BTreeSet::new(),
            notes: Vec::new(),
            lost: Vec::new(),
            failed: BTreeMap::new(),
            found: Vec::new(),
            same: 0,
            wrote: 0,
        })
    }

    /// The files that its index lists.
    pub(super) fn listed(&self) -> &[String] {
        self.listed.as_deref().unwrap_or_default()
    }

    /// The formats of those.
    pub(super) fn formats(&self) -> Vec<&'static Format> {
        let listed = |format: &&Format| {
            let ending = format!(".{}", format.extension);
            self.listed().iter().any(|file| file.ends_with(&ending))
        };
        FORMATS.iter().filter(|format| is_document(format)).filter(listed).collect()
    }

    /// Makes the folder, unless files are only checked; `whole` runs write its index.
    pub(super) fn prepare(&self, whole: bool) -> anyhow::Result<()> {
        if whole && self.foreign {
            bail!(
                "{} 不是 jianyi 写的目录页，不会覆盖它；请用 -o 换一个文件夹",
                self.folder.join(INDEX).display()
            );
        }
        if !self.check {
            output::make_folder(&self.root, &self.folder)?;
            output::sweep(&self.folder);
        }
        Ok(())
    }

    /// Writes a pack called `name`. What a format cannot write is kept for the end: the
    /// other packs do not suffer from it.
    pub(super) fn write(
        &mut self,
        document: &Document,
        name: &str,
        format: &Format,
        options: &Options,
    ) -> anyhow::Result<()> {
        let Some(write) = format.document else { return Ok(()) };
        let file = format!("{name}.{}", format.extension);
        match write(document, options) {
            Ok(written) => {
                let new = |note: &String| !self.notes.contains(note);
                let new: Vec<_> = written.notes.into_iter().filter(new).collect();
                self.notes.extend(new);
                let lost = written.lost.iter().map(|lost| format!("{file}：{lost}"));
                self.lost.extend(lost);
                self.put(&file, &written.bytes)
            }
            Err(error) => {
                self.failed.entry(error.message).or_default().push(file);
                Ok(())
            }
        }
    }

    fn put(&mut self, file: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let path = self.folder.join(file);
        let done = if self.check {
            output::compare(&path, bytes)?
        } else {
            output::write(&self.root, &path, bytes)?
        };
        match done {
            Wrote::Same => self.same += 1,
            Wrote::New if self.check => self.found.push(format!("{file} 还没有")),
            Wrote::Changed if self.check => self.found.push(format!("{file} 已过时")),
            Wrote::New | Wrote::Changed => self.wrote += 1,
        }
        self.made.insert(file.to_owned());
        Ok(())
    }

    /// Writes the index and says how it went. `all` are the titles and names of all packs
    /// that the corpus has, `count` how many of them this run made.
    pub(super) fn finish(
        mut self,
        all: &[(String, &str)],
        whole: bool,
        count: usize,
        cx: &mut Context<'_, '_>,
    ) -> anyhow::Result<Exit> {
        for note in &self.notes {
            cx.say(note)?;
        }
        for lost in &self.lost {
            cx.warn(lost)?;
        }
        // A few packs in a folder without an index are just files.
        let indexed = whole || self.listed.is_some();
        let entries = self.entries(all);
        let stale = self.stale(&entries);
        if indexed {
            self.put(INDEX, &write::index("材料包目录", &entries, &stale)?)?;
        }
        let shown = self.folder.strip_prefix(&cx.streams.here).unwrap_or(&self.folder);
        let at = |file: &str| shown.join(file).display().to_string();
        if whole && self.check {
            let gone = stale.iter().map(|file| format!("{file} 已没有对应的建议"));
            self.found.extend(gone);
        } else if whole {
            for file in &stale {
                cx.say(format!("{} 已没有对应的建议；用不着时请自行删去", at(file)))?;
            }
        }
        for found in &self.found {
            cx.say(at(found))?;
        }
        let shown = shown.display();
        if self.check {
            let (found, all) = (self.found.len(), self.found.len() + self.same);
            cx.say(format!("{shown} 的 {all} 个文件中 {found} 个已过时或缺少"))?;
        } else {
            let (wrote, same) = (self.wrote, self.same);
            cx.say(format!(
                "{count} 个材料包在 {shown}：写了 {wrote} 个文件，{same} 个没有变化"
            ))?;
        }
        self.give_up()?;
        Ok(Exit::found_if(!self.found.is_empty()))
    }

    /// What the index lists: the files of each pack that this run made or that lie there
    /// from an earlier one.
    fn entries(&self, all: &[(String, &str)]) -> Vec<Entry> {
        let entry = |(title, name): &(String, &str)| {
            let documents = FORMATS.iter().filter(|format| is_document(format));
            let files = documents
                .map(|f| (f.name.to_owned(), format!("{name}.{}", f.extension)))
                .filter(|(_, file)| self.made.contains(file) || self.lies_there(file));
            Entry { title: title.clone(), files: files.collect() }
        };
        all.iter().map(entry).filter(|entry| !entry.files.is_empty()).collect()
    }

    fn lies_there(&self, file: &str) -> bool {
        self.listed().iter().any(|listed| listed == file)
            && self.folder.join(file).is_file()
    }

    /// The listed files that are of no pack any more.
    fn stale(&self, entries: &[Entry]) -> Vec<String> {
        let known: BTreeSet<&str> = entries
            .iter()
            .flat_map(|entry| entry.files.iter().map(|file| file.1.as_str()))
            .collect();
        let stale = |file: &&String| {
            !known.contains(file.as_str()) && self.folder.join(file).is_file()
        };
        self.listed().iter().filter(stale).cloned().collect()
    }

    /// An error that names what could not be written, if anything.
    fn give_up(&self) -> anyhow::Result<()> {
        let told: Vec<String> = self
            .failed
            .iter()
            .map(|(why, files)| match files.as_slice() {
                [file] => format!("{file} 没有写成：{why}"),
                [file, ..] => {
                    format!("{file} 等 {} 个文件没有写成：{why}", files.len())
                }
                [] => String::new(),
            })
            .collect();
        if told.is_empty() { Ok(()) } else { bail!("{}", told.join("\n")) }
    }
}
