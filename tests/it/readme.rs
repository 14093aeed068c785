//! The examples of the README print what the README says. `UPDATE=1 cargo test readme`
//! writes the outputs anew.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::Sandbox;

/// The committed corpus in a folder of its own.
fn corpus() -> Sandbox {
    let sandbox = Sandbox::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    sandbox.write("jianyi.yaml", fs::read(root.join("jianyi.yaml")).unwrap());
    for folder in ["seeds", "recommendations"] {
        for file in fs::read_dir(root.join(folder)).unwrap() {
            let file = file.unwrap();
            let name = format!("{folder}/{}", file.file_name().to_str().unwrap());
            sandbox.write(&name, fs::read(file.path()).unwrap());
        }
    }
    sandbox
}

/// A console block with each `jianyi` command that shows an output run again, after the
/// edits that stand before it.
fn replay(block: &str, ran: &mut usize) -> String {
    let corpus = corpus();
    if block.contains("$ jianyi diff") && !corpus.versioned() {
        return block.to_owned();
    }
    let mut replayed = String::new();
    for example in block
        .split_inclusive('\n')
        .collect::<Vec<_>>()
        .chunk_by(|_, next| !next.starts_with("$ "))
    {
        let (command, shown) = example.split_first().unwrap();
        replayed.push_str(command);
        if let Some(edit) = command.strip_prefix("$ sed ") {
            let mut shell = Command::new("sh");
            let edited = shell.args(["-c", &format!("sed {edit}")]);
            assert!(edited.current_dir(corpus.path()).status().unwrap().success());
        }
        match command.strip_prefix("$ jianyi ") {
            Some(args) if !shown.is_empty() => {
                replayed.push_str(&corpus.run(args).out);
                *ran += 1;
            }
            _ => replayed.extend(shown.iter().copied()),
        }
    }
    replayed
}

#[test]
fn every_example_prints_what_it_shows() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (open, close) = ("```console\n", "```\n");
    let (mut wanted, mut rest, mut ran) = (String::new(), readme.as_str(), 0);
    while let Some(start) = rest.find(open) {
        let start = start + open.len();
        let end = start + rest[start..].find(close).unwrap();
        wanted.push_str(&rest[..start]);
        wanted.push_str(&replay(&rest[start..end], &mut ran));
        rest = &rest[end..];
    }
    wanted.push_str(rest);
    assert!(ran >= 4, "{ran} examples were run");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &wanted).unwrap();
    } else {
        same_or_where(&readme, &wanted);
    }
}

#[track_caller]
fn same_or_where(readme: &str, wanted: &str) {
    let changed = readme.lines().zip(wanted.lines()).find(|(old, new)| old != new);
    assert!(
        readme == wanted,
        "the README is out of date at {changed:?}: UPDATE=1 cargo test readme"
    );
}

#[test]
fn the_record_shown_is_the_committed_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let record = fs::read_to_string(root.join("recommendations/009.yaml")).unwrap();
    assert!(readme.contains(&format!("```yaml\n{record}```")), "{record}");
}
