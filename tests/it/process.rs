//! `jianyi` as a process: what only the shell sees, and what a kill leaves.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::common::Sandbox;

fn jianyi(sandbox: &Sandbox, args: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianyi"));
    command.args(args.split_whitespace()).current_dir(sandbox.path());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn the_shell_sees_0_1_and_2() {
    let sandbox = Sandbox::issued();
    for (args, code) in [
        ("--version", 0),
        ("filter --count", 0),
        ("validate --rule half-width=error", 1),
        ("filter --number 99", 1),
        ("filter --region 火星", 2),
        ("nonsense", 2),
    ] {
        let output = jianyi(&sandbox, args).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{args}");
    }
}

#[test]
fn what_is_printed_first_is_seen_first() {
    let sandbox = Sandbox::issued();
    let both = fs::File::create(sandbox.path().join("both.txt")).unwrap();
    let mut command = jianyi(&sandbox, "validate --format short");
    command.stdout(both.try_clone().unwrap()).stderr(both);
    command.status().unwrap();
    let both = sandbox.read("both.txt");
    let said = both.lines().skip_while(|line| line.starts_with("recommendations/"));
    let said: Vec<_> = said.map(|line| line.starts_with(['检', '其'])).collect();
    assert_eq!(said, [true, true], "{both}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let sandbox = Sandbox::issued();
    let mut child = jianyi(&sandbox, "-q export --format json").spawn().unwrap();
    // More than a pipe holds is still to come when its end is closed.
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 100]).unwrap();
    drop(out);
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}

#[test]
fn a_reader_that_goes_away_does_not_keep_a_plan_from_being_carried_out() {
    let sandbox = with_gaps();
    let before = records(&sandbox);
    let mut child = jianyi(&sandbox, "renumber --start 200").spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(0));
    let after = records(&sandbox);
    assert_eq!(before.len(), after.len());
    assert!(after.keys().all(|name| name.as_str() >= "200.yaml"), "{after:?}");
}

/// The records with their texts.
fn records(sandbox: &Sandbox) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(sandbox.path().join("recommendations")).unwrap();
    files
        .map(|file| file.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into(), path))
        .map(|(name, path): (String, _)| (name, fs::read(path).unwrap()))
        .collect()
}

/// Records whose numbers leave every second one free.
fn with_gaps() -> Sandbox {
    let sandbox = Sandbox::new();
    for number in 1..=150 {
        let number = number * 2;
        let text =
            format!("number: {number}\nregion: 河南省\nbody: |\n  第{number}件事。\n");
        sandbox.write(&format!("recommendations/{number:03}.yaml"), text);
    }
    sandbox
}

#[test]
fn a_kill_leaves_the_old_corpus_or_the_new_one() {
    let sandbox = with_gaps();
    let old = records(&sandbox);
    assert_eq!(sandbox.run("renumber").code, 0);
    let new = records(&sandbox);
    assert_ne!(old, new);
    for delay in (0..60).step_by(4) {
        let sandbox = with_gaps();
        let mut child = jianyi(&sandbox, "renumber").spawn().unwrap();
        std::thread::sleep(Duration::from_millis(delay));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(sandbox.run("filter --count").code, 0);
        let left = records(&sandbox);
        assert!(left == old || left == new, "after {delay} ms: {:?}", left.keys());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_in_chinese_and_is_no_success() {
    let sandbox = Sandbox::issued();
    for args in ["-q export", "completions bash", "--help"] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = jianyi(&sandbox, args).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args}");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(args == "--help" || told == "错误：磁盘已满\n", "{args}: {told}");
    }
}
