//! What must hold whatever stops a command: the old corpus or the new one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::disk::Disk;
use super::{Store, StoreError, journal};
use crate::corpus::{Change, Plan};

type Files = BTreeMap<String, String>;

struct Sandbox(tempfile::TempDir);

impl Sandbox {
    fn with(files: &[(&str, &str)]) -> Self {
        let sandbox = Self(tempfile::tempdir().unwrap());
        for (path, text) in files {
            let path = sandbox.0.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        sandbox
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn store(&self) -> Store {
        Store::open(Some(self.root()), Path::new("/")).unwrap()
    }

    /// All files of the corpus and their texts.
    fn files(&self) -> Files {
        let mut files = Files::new();
        for entry in walkdir::WalkDir::new(self.root()) {
            let entry = entry.unwrap();
            let path = entry.path().strip_prefix(self.root()).unwrap();
            let path = path.to_str().unwrap().to_owned();
            if entry.file_type().is_file() && !path.starts_with(".jianyi") {
                files.insert(path, fs::read_to_string(entry.path()).unwrap());
            }
        }
        files
    }
}

fn create(path: &str, new: &str) -> Change {
    Change::Create { path: path.into(), new: new.into() }
}

fn edit(path: &str, to: &str, old: &str, new: &str) -> Change {
    Change::Edit { path: path.into(), to: to.into(), old: old.into(), new: new.into() }
}

fn delete(path: &str, old: &str) -> Change {
    Change::Delete { path: path.into(), old: old.into() }
}

fn plan(changes: impl Into<Vec<Change>>) -> Plan {
    Plan { changes: changes.into() }
}

const A: &str = "recommendations/001.yaml";
const B: &str = "recommendations/002.yaml";
const C: &str = "recommendations/003.yaml";
const NEW: &str = "recommendations/b/001.yaml";

/// Plans of every kind over three files: swaps, cycles, removals, new folders.
fn plans() -> Vec<Plan> {
    vec![
        plan([create(NEW, "new"), edit(A, A, "a", "a2")]),
        plan([edit(A, B, "a", "a"), edit(B, A, "b", "b")]),
        plan([edit(A, B, "a", "1"), edit(B, C, "b", "2"), edit(C, A, "c", "3")]),
        plan([delete(A, "a"), edit(B, A, "b", "b1"), edit(C, B, "c", "c1")]),
        plan([delete(A, "a"), delete(B, "b"), delete(C, "c")]),
    ]
}

#[test]
fn whatever_stops_a_plan_the_corpus_is_the_old_or_the_new_one() {
    for plan in plans() {
        let start = [(A, "a"), (B, "b"), (C, "c")];
        let whole = Sandbox::with(&start);
        let old = whole.files();
        whole.store().apply(&plan).unwrap();
        let new = whole.files();
        let (mut kept, mut carried_out) = (0, 0);
        for steps in 0.. {
            let sandbox = Sandbox::with(&start);
            let stopped = sandbox.store().apply_on(&plan, &Disk::stopping_after(steps));
            sandbox.store().load().unwrap();
            let files = sandbox.files();
            assert!(files == old || files == new, "{plan:?} after {steps}: {files:?}");
            kept += usize::from(files == old);
            carried_out += usize::from(files == new);
            // A command that has nothing to write throws away what was left.
            sandbox.store().apply(&plan_of(&Files::new(), "")).unwrap();
            assert!(!sandbox.root().join(".jianyi/staged").exists(), "after {steps}");
            // Nor does it stand in the way of one that has.
            let next = plan_of(&files, "after");
            sandbox.store().apply(&next).unwrap();
            assert!(sandbox.files().values().all(|text| text == "after"));
            if stopped.is_ok() {
                break;
            }
        }
        assert!(
            kept > 2 && carried_out > 2,
            "both ends were seen: {kept}, {carried_out}"
        );
    }
}

fn plan_of(files: &Files, text: &str) -> Plan {
    plan(files.iter().map(|(path, old)| edit(path, path, old, text)).collect::<Vec<_>>())
}

#[test]
fn a_recovery_that_is_stopped_can_be_recovered() {
    let start = [(A, "a"), (B, "b"), (C, "c")];
    for plan in plans() {
        let whole = Sandbox::with(&start);
        let old = whole.files();
        whole.store().apply(&plan).unwrap();
        let new = whole.files();
        for first in 0..24 {
            for second in 0..6 {
                let sandbox = Sandbox::with(&start);
                let _ = sandbox.store().apply_on(&plan, &Disk::stopping_after(first));
                let _ = journal::recover(sandbox.root(), &Disk::stopping_after(second));
                sandbox.store().load().unwrap();
                let files = sandbox.files();
                assert!(files == old || files == new, "{plan:?}: {files:?}");
            }
        }
    }
}

#[test]
fn what_was_edited_after_a_stop_is_not_written_over() {
    let start = [(A, "a"), (B, "b"), (C, "c")];
    let mut refused = 0;
    for plan in plans() {
        for steps in 0..24 {
            for (path, old) in start {
                let sandbox = Sandbox::with(&start);
                let _ = sandbox.store().apply_on(&plan, &Disk::stopping_after(steps));
                if sandbox.files().get(path).map(String::as_str) != Some(old) {
                    continue;
                }
                fs::write(sandbox.root().join(path), "mine").unwrap();
                let loaded = sandbox.store().load();
                assert_eq!(sandbox.files()[path], "mine", "{plan:?} after {steps}");
                refused += usize::from(loaded.is_err());
            }
        }
    }
    assert!(refused > 2, "{refused}");
}

#[track_caller]
fn refused(sandbox: &Sandbox, changes: impl Into<Vec<Change>>, why: &str) {
    let before = sandbox.files();
    let error = sandbox.store().apply(&plan(changes)).unwrap_err();
    assert!(error.message.contains(why), "{error}");
    assert_eq!(sandbox.files(), before);
}

#[test]
fn a_plan_made_from_other_files_is_refused() {
    let sandbox = Sandbox::with(&[(A, "a"), (B, "b")]);
    refused(&sandbox, [edit(B, B, "b", "2"), edit(A, A, "x", "y")], "被改动");
    refused(&sandbox, [create(A, "new")], "已经存在");
    refused(&sandbox, [edit(A, B, "a", "a")], "已经存在");
    refused(&sandbox, [create(C, "1"), create(C, "2")], "两处");
    refused(&sandbox, [delete(C, "c")], "被改动");
}

#[test]
fn no_plan_leads_out_of_the_root() {
    let sandbox = Sandbox::with(&[(A, "a")]);
    for path in ["../x.yaml", "/tmp/x.yaml", "a/../../x", "", "./x", "a\\b"] {
        refused(&sandbox, [create(path, "x")], "不写");
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_not_followed() {
    let outside = tempfile::tempdir().unwrap();
    let sandbox = Sandbox::with(&[(A, "a")]);
    let link = |to: &Path, at: &str| {
        std::os::unix::fs::symlink(to, sandbox.root().join(at)).unwrap();
    };
    link(outside.path(), "recommendations/out");
    refused(&sandbox, [create("recommendations/out/1.yaml", "x")], "不写");
    let sandbox = Sandbox::with(&[(A, "a")]);
    std::os::unix::fs::symlink(outside.path(), sandbox.root().join(".jianyi")).unwrap();
    refused(&sandbox, [create(B, "x")], "链接");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_linked_record_is_replaced_not_written_through() {
    let outside = tempfile::NamedTempFile::new().unwrap();
    fs::write(outside.path(), "a").unwrap();
    let sandbox = Sandbox::with(&[(B, "b")]);
    std::os::unix::fs::symlink(outside.path(), sandbox.root().join(A)).unwrap();
    sandbox.store().apply(&plan([edit(A, A, "a", "new")])).unwrap();
    assert_eq!(fs::read_to_string(outside.path()).unwrap(), "a");
    assert_eq!(sandbox.files()[A], "new");
}

#[cfg(unix)]
#[test]
fn permissions_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    // A read-only file changes like any other; that shows where root does not run the tests.
    for wanted in [0o640, 0o440] {
        let sandbox = Sandbox::with(&[(A, "a")]);
        let file = sandbox.root().join(A);
        fs::set_permissions(&file, fs::Permissions::from_mode(wanted)).unwrap();
        sandbox.store().apply(&plan([edit(A, B, "a", "new")])).unwrap();
        let mode = fs::metadata(sandbox.root().join(B)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, wanted);
    }
}

fn hostile(journal: &str) -> Result<(), StoreError> {
    let sandbox = Sandbox::with(&[
        (A, "a"),
        (".jianyi/lock", ""),
        (".jianyi/staged/0", "evil"),
        (".jianyi/journal.json", journal),
    ]);
    let before = sandbox.files();
    let result = sandbox.store().load().map(drop);
    assert_eq!(sandbox.files(), before, "{journal}");
    result
}

#[test]
fn a_damaged_or_hostile_journal_is_refused() {
    let write = |to: &str, digest: &str| {
        format!(
            r#"{{"version":2,"remove":[],"before":{{}},"write":[{{"staged":0,"to":"{to}","digest":"{digest}"}}]}}"#
        )
    };
    let evil = crate::model::digest("evil");
    for journal in [
        "",
        "{",
        r#"{"version":9,"remove":[],"write":[],"before":{}}"#,
        r#"{"version":2,"remove":["../x"],"write":[],"before":{}}"#,
        &write(A, &evil),
        &write("../out.yaml", &evil),
        &write("/tmp/out.yaml", &evil),
        &write(".git/hooks/post-checkout", &evil),
        &write("recommendations", &evil),
        &write("build.rs", &evil),
        &write(A, "0000000000000000"),
    ] {
        assert!(hostile(journal).is_err(), "{journal}");
    }
}

#[test]
fn two_writers_come_one_after_the_other() {
    let sandbox = Sandbox::with(&[(A, "a")]);
    let store = sandbox.store();
    std::thread::scope(|scope| {
        for n in 0..8 {
            let store = &store;
            scope.spawn(move || {
                store.apply(&plan([create(&format!("recommendations/1{n}.yaml"), "x")]))
            });
        }
    });
    assert_eq!(sandbox.files().len(), 9);
}

#[test]
fn the_root_is_found_upwards() {
    let sandbox =
        Sandbox::with(&[("jianyi.yaml", ""), ("a/seeds/x.txt", ""), ("a/b/c", "")]);
    let root = |here: &str| {
        Store::open(None, &sandbox.root().join(here)).unwrap().root().to_path_buf()
    };
    assert_eq!(root("a/b"), sandbox.root());
    fs::remove_file(sandbox.root().join("jianyi.yaml")).unwrap();
    assert_eq!(root("a/b"), sandbox.root().join("a"));
    assert!(Store::open(Some(&sandbox.root().join("none")), Path::new("/")).is_err());
}

#[test]
fn a_configuration_that_is_no_text_is_told() {
    let sandbox = Sandbox::with(&[(A, "a")]);
    fs::write(sandbox.root().join("jianyi.yaml"), b"title: \xB9\xA4").unwrap();
    let corpus = sandbox.store().load().unwrap();
    let told =
        |f: &crate::diag::Finding| f.rule == "config" && f.message.contains("UTF-8");
    assert!(corpus.findings.iter().any(told), "{:?}", corpus.findings);
}

#[test]
fn a_lock_that_is_never_given_back_is_told_of() {
    let sandbox = Sandbox::with(&[(A, "a")]);
    let store = sandbox.store();
    store.apply(&plan([create(B, "b")])).unwrap();
    let held = store.share().unwrap();
    let told = store.apply(&plan([create(C, "c")])).unwrap_err();
    assert!(told.message.contains("另一条命令"), "{told}");
    drop(held);
    store.apply(&plan([create(C, "c")])).unwrap();
}
