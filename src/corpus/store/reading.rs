//! Finding and reading the files of a corpus.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::paths::{inside, leads_out};
use super::{Corpus, StoreError, Watch};
use crate::corpus::{CONFIG, Config, config};
use crate::diag::{Finding, Place, Severity};
use crate::model::{DEFAULT_LIST, DEFAULT_LIST_NAME};
use crate::record::{self, Record};

/// The folder of the records.
pub(super) const RECORDS: &str = "recommendations";
/// The folder of the sources.
pub(super) const SEEDS: &str = "seeds";
/// No record is larger: a file that is was put there by mistake.
pub(super) const LARGEST_RECORD: u64 = 16 << 20;
/// What is said of one that is.
pub(super) const TOO_LARGE: &str = "超过 16 MiB，不会是一条建议，没有读：请移走它";

/// All lists of `root`.
pub(super) fn corpus(root: &Path, watch: &Watch) -> Result<Corpus, StoreError> {
    let (config, mut findings) = configuration(root)?;
    let files = record_files(root, &mut findings)?;
    let bytes = |path: &str| record_bytes(root, path).map(Cow::Owned);
    let mut corpus = assemble(config, findings, &files, bytes, watch);
    corpus.sources = source_lines(root, &corpus.records);
    Ok(corpus)
}

/// The corpus of these files, each with its list; `bytes` gives what a file holds, or why
/// it was not read.
pub(super) fn assemble<'b>(
    config: Config,
    mut findings: Vec<Finding>,
    files: &[(String, String)],
    bytes: impl Fn(&str) -> Result<Cow<'b, [u8]>, String> + Sync,
    watch: &Watch,
) -> Corpus {
    watch.begin(files.len());
    let read: Vec<_> = files
        .par_iter()
        .map(|(path, list)| {
            watch.step();
            match bytes(path) {
                Ok(bytes) => record::read(path, list, &bytes, &config.fields),
                Err(why) => unreadable(path, list, &why),
            }
        })
        .collect();
    let mut records = Vec::with_capacity(read.len());
    for (record, mut found) in read {
        records.push(record);
        findings.append(&mut found);
    }
    if config.unread {
        findings.retain(|finding| finding.rule != "unknown-field");
    }
    let place = |record: &Record| (record.list != DEFAULT_LIST, record.list.clone());
    // 002.yaml stands before 002-2.yaml, which repeats its number.
    let name = |record: &Record| record.path.trim_end_matches(".yaml").to_owned();
    records.sort_by_cached_key(|record| (place(record), record.number, name(record)));
    Corpus { config, records, findings, ..Corpus::default() }
}

fn configuration(root: &Path) -> Result<(Config, Vec<Finding>), StoreError> {
    let path = root.join(config::FILE);
    if leads_out(root, config::FILE) {
        let why = "是链接，指到语料库外面，没有读：请换成文件";
        return Err(StoreError::new(format!("{} {why}", path.display())));
    }
    match fs::read(&path) {
        Ok(bytes) => {
            let (config, mut findings) = read_configuration(&bytes);
            findings.extend(lost_templates(root, &config));
            Ok((config, findings))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Config::load("")),
        Err(error) => Err(StoreError::io("读不了", &path, &error)),
    }
}

/// The configuration that these bytes are; the defaults where they are no text.
pub(super) fn read_configuration(bytes: &[u8]) -> (Config, Vec<Finding>) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Config::load(text);
    }
    let (mut config, mut findings) = Config::load("");
    config.unread = true;
    let message = "文件的编码不是 UTF-8，没有采用";
    let finding =
        Finding::new(CONFIG, Severity::Error, Place::file(config::FILE), message);
    findings.push(finding.help("另存为 UTF-8"));
    (config, findings)
}

/// A finding for each report whose template is no file of the root: a run that prints
/// everything should not be the first to hear of it.
fn lost_templates(root: &Path, config: &Config) -> Vec<Finding> {
    let lost = config.reports.iter().filter_map(|report| {
        let path = root.join(&report.template);
        let (message, help) = if !path.is_file() {
            (format!("没有模板 {}", report.template), "把模板放到这里，或改正路径")
        } else if leads_out(root, &report.template) {
            let message = format!("模板 {} 是链接，指到语料库外面", report.template);
            (message, "换成文件")
        } else {
            return None;
        };
        let place = Place::new(config::FILE, report.span);
        Some(Finding::new(CONFIG, Severity::Error, place, message).help(help))
    });
    lost.collect()
}

/// The record files with their lists, sorted by path.
fn record_files(
    root: &Path,
    findings: &mut Vec<Finding>,
) -> Result<Vec<(String, String)>, StoreError> {
    let mut files = Vec::new();
    for entry in walk(&root.join(RECORDS)) {
        let entry = entry?;
        let path = slashed(root, &entry);
        let name = path.strip_prefix(RECORDS).unwrap_or("").trim_start_matches('/');
        if [DEFAULT_LIST, DEFAULT_LIST_NAME].contains(&name) && entry.file_type().is_dir()
        {
            let message = format!("“{name}” 是 {RECORDS}/ 下那份清单的名字");
            findings.push(misplaced(&path, message, "给这个文件夹换个名字"));
        }
        if entry.path_is_symlink() && entry.path().is_dir() && !is_yaml(&path) {
            let message = "是指到文件夹的链接，里面的记录没有读".to_owned();
            findings.push(misplaced(&path, message, "换成真的文件夹，或移走它"));
        }
        files.extend(list_of(&path, findings).map(|list| (path, list)));
    }
    Ok(files)
}

/// The list that a file of this path belongs to by its place, where it is called like a
/// record. A folder of such a name is none, and reading it says so.
pub(super) fn list_of(path: &str, findings: &mut Vec<Finding>) -> Option<String> {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let list = match parts.as_slice() {
        _ if !is_yaml(path) => return None,
        [_] => Some(DEFAULT_LIST.to_owned()),
        // Inside a folder that is called like a file; the folder itself is reported.
        [folder, ..] if is_yaml(folder) => return None,
        [list, _] => Some((*list).to_owned()),
        _ => {
            let message = "文件放得太深，不属于任何清单，没有读".to_owned();
            let help = format!("把它移到 {RECORDS}/ 或 {RECORDS}/清单名/");
            findings.push(misplaced(path, message, &help));
            None
        }
    };
    if Path::new(path).extension().is_some_and(|e| e != "yaml") {
        findings.push(misplaced(path, "扩展名应是 .yaml".to_owned(), "给文件改名"));
    }
    list
}

fn misplaced(path: &str, message: String, help: &str) -> Finding {
    Finding::new("file-name", Severity::Error, Place::file(path), message).help(help)
}

/// All below `folder` in the order of names, without hidden files and what programs leave
/// beside those that people open; nothing where there is no such folder.
fn walk(folder: &Path) -> impl Iterator<Item = Result<DirEntry, StoreError>> {
    let visible = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0
            || !(name.starts_with('.') || entry.file_type().is_file() && is_left(&name))
    };
    let walk = folder.is_dir().then(|| {
        WalkDir::new(folder)
            .min_depth(1)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(visible)
    });
    walk.into_iter().flatten().map(|entry| {
        entry.map_err(|error| {
            let path = error.path().unwrap_or(Path::new(RECORDS)).to_path_buf();
            let error =
                error.into_io_error().unwrap_or_else(|| io::Error::other("链接成环"));
            StoreError::io("读不了", &path, &error)
        })
    })
}

/// Whether an editor, an office program or a desktop named a file so: copies, locks, views.
fn is_left(name: &str) -> bool {
    let views = ["thumbs.db", "desktop.ini"];
    name.ends_with('~')
        || name.starts_with("~$")
        || views.iter().any(|view| name.eq_ignore_ascii_case(view))
}

fn is_yaml(path: &str) -> bool {
    let ending = Path::new(path).extension();
    ending.is_some_and(|e| ["yaml", "yml"].iter().any(|y| e.eq_ignore_ascii_case(y)))
}

fn slashed(root: &Path, entry: &DirEntry) -> String {
    let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let parts: Vec<_> =
        below.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The bytes of a record, when it is a file of a record's size.
fn record_bytes(root: &Path, path: &str) -> Result<Vec<u8>, String> {
    if leads_out(root, path) {
        return Err("是链接，指到语料库外面，没有读：请换成文件".to_owned());
    }
    let name = path;
    let path = &root.join(name);
    if name.contains('\u{FFFD}') && !path.exists() {
        return Err("文件名不是 UTF-8，没有读：请改名".to_owned());
    }
    let meta = fs::metadata(path).map_err(|error| sentence(path, &error))?;
    if !meta.is_file() {
        return Err("不是普通文件，没有读：请移走它".to_owned());
    }
    if meta.len() > LARGEST_RECORD {
        return Err(TOO_LARGE.to_owned());
    }
    fs::read(path).map_err(|error| sentence(path, &error))
}

fn sentence(path: &Path, error: &io::Error) -> String {
    StoreError::io("读不了", path, error).message
}

fn unreadable(path: &str, list: &str, why: &str) -> (Record, Vec<Finding>) {
    let record = Record {
        path: path.to_owned(),
        list: list.to_owned(),
        number: record::number_in_name(path),
        ..Record::default()
    };
    (record, vec![Finding::new("syntax", Severity::Error, Place::file(path), why)])
}

/// The lines of each source that a record names and that is there.
fn source_lines(root: &Path, records: &[Record]) -> BTreeMap<String, usize> {
    let named: BTreeSet<&str> = records
        .iter()
        .filter_map(|record| Some(record.readable()?.source.as_ref()?.file.as_str()))
        .collect();
    let lines = |file: &str| {
        let path = inside(root, file).ok()?;
        let text = path.is_file().then(|| fs::read(path).ok())??;
        let text = text.strip_suffix(b"\n").or(text.strip_suffix(b"\r")).unwrap_or(&text);
        let count = |end: u8| memchr::memchr_iter(end, text).count();
        Some((file.to_owned(), count(b'\n').max(count(b'\r')) + 1))
    };
    named.into_iter().filter_map(lines).collect()
}

/// The sources below `seeds/`, sorted.
pub(super) fn sources(root: &Path) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    for entry in walk(&root.join(SEEDS)) {
        let entry = entry?;
        if entry.path().is_file() {
            found.push(slashed(root, &entry));
        }
    }
    Ok(found)
}

/// The bytes of a file; a pipe or a device is read to its end, a folder refused.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|mut file| file.read_to_end(&mut bytes))
        .map_err(|error| StoreError::io("读不了", path, &error))?;
    Ok(bytes)
}
