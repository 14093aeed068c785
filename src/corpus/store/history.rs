//! The corpus as it stood at a revision, read through the user's own git.
//!
//! Git is asked only for names and bytes that were committed, which runs nothing that the
//! repository brings (no filter, hook or pager), and it is started as often for ten
//! thousand records as for one. What it says of an error is quoted, never passed on raw.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread;

use super::reading::{
    LARGEST_RECORD, RECORDS, TOO_LARGE, assemble, list_of, read_configuration,
};
use super::{Store, StoreError, config};
use crate::corpus::{Config, Corpus};
use crate::diag::visible;

/// Variables that a hook sets, and that would lead git away from the corpus's repository
/// or make it read paths as patterns.
const ELSEWHERE: &[&str] = &[
    "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX",
    "GIT_NAMESPACE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
];

/// A commit of the corpus's repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its hash in hex, whole.
    pub hash: String,
}

impl Commit {
    /// The one whose hash git told, and nothing else.
    fn told(said: Result<String, String>) -> Option<Self> {
        let hash = said.ok()?.trim_end().to_owned();
        let whole = matches!(hash.len(), 40 | 64);
        (whole && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .then_some(Self { hash })
    }
}

/// A file of a commit.
struct Blob {
    hash: String,
    path: String,
    /// Whether it is a link, which is not followed.
    link: bool,
}

impl Store {
    /// The commit that `revision` names, in any spelling that git knows.
    pub fn commit(&self, revision: &str) -> Result<Commit, StoreError> {
        // Git takes no name that begins so for a revision, but might for an option.
        let plain = !revision.is_empty() && !revision.starts_with('-');
        let name = format!("{revision}^{{commit}}");
        let wanted = ["rev-parse", "--verify", "--quiet", "--end-of-options", &name];
        let said = plain.then(|| self.ask(&wanted)).transpose()?;
        said.and_then(Commit::told).map_or_else(|| Err(self.unknown(revision)?), Ok)
    }

    /// The commit from which `one` and `other` went apart.
    pub fn fork(&self, one: &Commit, other: &Commit) -> Result<Commit, StoreError> {
        let said = self.ask(&["merge-base", &one.hash, &other.hash])?;
        if let Some(fork) = Commit::told(said) {
            return Ok(fork);
        }
        let way = if self.is_shallow()? { DEEPEN } else { "改用两个点（..）" };
        Err(StoreError::new(format!("两个版本没有共同的起点：{way}")))
    }

    /// Reads the whole corpus as it stood at `commit`. The number of lines of sources is
    /// not looked up.
    pub fn load_at(&self, commit: &Commit) -> Result<Corpus, StoreError> {
        let files = self.files(commit)?;
        let blobs = self.bytes(&files)?;
        let (mut found, mut records) = (Vec::new(), Vec::new());
        let mut configured = None;
        for file in &files {
            if file.path == config::FILE && !file.link {
                configured = blobs.get(file.path.as_str());
            } else if let Some(list) = list_of(&file.path, &mut found) {
                records.push((file.path.clone(), list));
            }
        }
        let (config, mut findings) = match configured {
            Some(Ok(bytes)) => read_configuration(bytes),
            Some(Err(why)) => {
                return Err(StoreError::new(format!("{} {why}", config::FILE)));
            }
            None => Config::load(""),
        };
        findings.append(&mut found);
        let bytes = |path: &str| match blobs.get(path) {
            Some(Ok(bytes)) => Ok(Cow::Borrowed(bytes.as_slice())),
            Some(Err(why)) => Err(why.clone()),
            None => Err("是链接，没有读：请换成文件".to_owned()),
        };
        Ok(assemble(config, findings, &records, bytes, &self.watch))
    }

    /// The files of the corpus at `commit`, without hidden ones and other repositories.
    fn files(&self, commit: &Commit) -> Result<Vec<Blob>, StoreError> {
        let listed =
            self.ask(&["ls-tree", "-r", "-z", &commit.hash, RECORDS, config::FILE])?;
        let listed = listed.map_err(|said| {
            StoreError::new(format!("git 列不出版本 {} 的文件：{said}", commit.hash))
        })?;
        let entry = |line: &str| {
            let (kind, path) = line.split_once('\t')?;
            let mut kind = kind.split(' ');
            let (mode, _, hash) = (kind.next()?, kind.next()?, kind.next()?);
            // 040000 would be a folder, 160000 is another repository.
            let file = mode.starts_with("100") || mode == LINK;
            let hidden = path.split('/').any(|part| part.starts_with('.'));
            let (hash, path) = (hash.to_owned(), path.to_owned());
            (file && !hidden).then(|| Blob { hash, path, link: mode == LINK })
        };
        Ok(listed.split('\0').filter_map(entry).collect())
    }

    /// What each of `files` holds, by its path; links hold nothing.
    fn bytes<'b>(&self, files: &'b [Blob]) -> Result<Blobs<'b>, StoreError> {
        let files: Vec<&Blob> = files.iter().filter(|file| !file.link).collect();
        if files.is_empty() {
            return Ok(Blobs::new());
        }
        let mut git = self.git(&["cat-file", "--batch"]);
        git.stdin(Stdio::piped()).stderr(Stdio::null());
        let mut git = git.spawn().map_err(|error| no_git(&error))?;
        let read = exchange(&mut git, &files);
        // It has nothing left to say; where it was cut short, `read` says so.
        let _ = git.wait();
        read.map_err(|_| {
            StoreError::new("git 没有给出全部记录，仓库不完整：用 git fsck 检查")
        })
    }

    fn unknown(&self, revision: &str) -> Result<StoreError, StoreError> {
        let shown = visible(revision);
        let way = if self.is_shallow()? {
            DEEPEN
        } else if revision == HEAD {
            "仓库里还没有提交，先运行 git commit"
        } else {
            "用 git log --oneline --all 查看有哪些版本"
        };
        Ok(StoreError::new(format!("没有版本“{shown}”：{way}")))
    }

    /// Whether the repository holds only the last part of its history. Says so where there
    /// is no repository at all.
    fn is_shallow(&self) -> Result<bool, StoreError> {
        let said = self.ask(&["rev-parse", "--is-shallow-repository"])?;
        said.map(|said| said.trim_end() == "true").map_err(|said| {
            let root = self.root.display();
            let way = "语料库须在 git 仓库里，也可用 --root 指明它的位置";
            StoreError::new(format!("{root} 读不到 git 仓库：{way}（git：{said}）"))
        })
    }

    /// What git says to `args`; where it refuses, why, made harmless for a terminal.
    fn ask(&self, args: &[&str]) -> Result<Result<String, String>, StoreError> {
        let output = self.git(args).output().map_err(|error| no_git(&error))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if output.status.success() {
            return Ok(Ok(text(&output.stdout)));
        }
        let said = text(&output.stderr);
        Ok(Err(visible(said.trim().trim_start_matches("fatal: "))))
    }

    fn git(&self, args: &[&str]) -> Command {
        let mut git = Command::new("git");
        git.args(args).current_dir(&self.root).stdin(Stdio::null());
        git.stdout(Stdio::piped()).stderr(Stdio::piped());
        for name in ELSEWHERE {
            git.env_remove(name);
        }
        // Nobody is there to answer where a part of the history has to be fetched.
        git.env("GIT_TERMINAL_PROMPT", "0");
        git
    }
}

/// The revision that stands where none is written.
pub const HEAD: &str = "HEAD";

const DEEPEN: &str = "仓库只有最近的历史，用 git fetch --unshallow 取回全部（GitHub Actions 设 fetch-depth: 0）";

/// How git lists a link.
const LINK: &str = "120000";

/// By path, what a file holds, or why it was not read.
type Blobs<'b> = BTreeMap<&'b str, Result<Vec<u8>, String>>;

/// Asks a running `cat-file --batch` for `files` and reads the answers, both at once: it
/// would wait for ever with its answers unread.
fn exchange<'b>(git: &mut Child, files: &[&'b Blob]) -> io::Result<Blobs<'b>> {
    let (Some(mut to), Some(from)) = (git.stdin.take(), git.stdout.take()) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    let asked: String = files.iter().flat_map(|file| [&file.hash, "\n"]).collect();
    thread::scope(move |scope| {
        // Where git has gone, the answers end too early, and that is told.
        scope.spawn(move || to.write_all(asked.as_bytes()));
        // Closed before the other end is waited for: git must not wait to be read.
        let mut from = BufReader::new(from);
        files.iter().map(|file| Ok((file.path.as_str(), answer(&mut from)?))).collect()
    })
}

/// Reads one answer: a line with hash, kind and size, the bytes, and a line end.
fn answer(from: &mut impl BufRead) -> io::Result<Result<Vec<u8>, String>> {
    let mut head = String::new();
    from.read_line(&mut head)?;
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok());
    let size: u64 = size.ok_or(io::ErrorKind::UnexpectedEof)?;
    let kept = size <= LARGEST_RECORD;
    let mut bytes = Vec::new();
    let mut content = from.take(size);
    let read = if kept {
        content.read_to_end(&mut bytes)? as u64
    } else {
        io::copy(&mut content, &mut io::sink())?
    };
    if read < size || from.read(&mut [0])? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(if kept { Ok(bytes) } else { Err(TOO_LARGE.to_owned()) })
}

fn no_git(error: &io::Error) -> StoreError {
    if error.kind() == io::ErrorKind::NotFound {
        let way = "安装 git，或把它所在的文件夹加进 PATH";
        return StoreError::new(format!("没有找到 git，读不了历史版本：{way}"));
    }
    StoreError::new(format!("运行不了 git：{}", super::reason(error)))
}
