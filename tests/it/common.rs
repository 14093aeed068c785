//! What the tests share: a folder of their own, and the command line without a process.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use jianyi::cli::{self, Streams};

/// What a run printed and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder of the test's own.
pub(crate) struct Sandbox {
    folder: tempfile::TempDir,
}

impl Sandbox {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// One that holds the issued list and the 47 records read from it.
    pub(crate) fn issued() -> Self {
        const SEED: &str = "seeds/work-recommendations.txt";
        let sandbox = Self::new();
        sandbox.write(SEED, std::fs::read(SEED).unwrap());
        let parsed = sandbox.run("parse");
        assert_eq!(parsed.code, 0, "{}", parsed.err);
        sandbox
    }

    /// Makes its folder a git repository and commits all that is in it; says so where
    /// there is no git, and the test has to be skipped.
    pub(crate) fn versioned(&self) -> bool {
        if Command::new("git").arg("--version").output().is_err() {
            skip("没有 git");
            return false;
        }
        self.git("init --quiet --initial-branch main --object-format sha1");
        self.commit();
        true
    }

    /// Commits all that is in the folder.
    pub(crate) fn commit(&self) {
        self.git("add --all");
        self.git("commit --quiet --allow-empty --message one");
    }

    /// What git says to these arguments, parted by spaces, in the folder; nothing of the
    /// user's own settings holds.
    pub(crate) fn git(&self, args: &str) -> String {
        let mut git = Command::new("git");
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            git.env_remove(name);
        }
        git.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
        for who in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{who}_NAME"), "编辑");
            git.env(format!("GIT_{who}_EMAIL"), "editor@example.org");
            git.env(format!("GIT_{who}_DATE"), "2021-01-29T08:00:00Z");
        }
        git.args(args.split_whitespace()).current_dir(self.path());
        let ran = git.output().unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "git {args}: {said}");
        String::from_utf8(ran.stdout).unwrap()
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    /// The text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// The text of every record, as `export --format jsonl` has it.
    pub(crate) fn texts(&self) -> Vec<String> {
        let ran = self.run("export --format jsonl");
        let text = |line: &str| -> Option<String> {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            record["text"].as_str().map(str::to_owned)
        };
        let texts: Vec<String> = ran.out.lines().filter_map(text).collect();
        assert!(!texts.is_empty(), "{}", ran.err);
        texts
    }

    /// Runs `jianyi` with these arguments, parted by spaces, in the folder.
    pub(crate) fn run(&self, args: &str) -> Ran {
        self.run_with(&args.split_whitespace().collect::<Vec<_>>(), "")
    }

    /// Runs `jianyi` with these arguments and this on stdin.
    pub(crate) fn run_with(&self, args: &[&str], input: &str) -> Ran {
        let args: Vec<OsString> = std::iter::once("jianyi")
            .chain(args.iter().copied())
            .map(Into::into)
            .collect();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut streams = Streams {
            input: &mut input.as_bytes(),
            out: &mut out,
            err: &mut err,
            terminal: false,
            watched: false,
            columns: 100,
            here: self.path().to_owned(),
            environment: &|_| None,
        };
        let code = cli::run(&args, &mut streams).code();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { code, out: text(out), err: text(err) }
    }
}

/// `text` without its white space: what pages and cells put between words is theirs.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Says that a test checks nothing here, and why.
#[expect(clippy::print_stderr, reason = "a test that is skipped must say so")]
pub(crate) fn skip(why: &str) {
    eprintln!("跳过：{why}");
}

/// Text of XML or HTML without its escapes.
pub(crate) fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}
