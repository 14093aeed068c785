//! The rule pages: each is a test of its rule.
//!
//! Under 反例 stand the files of a corpus and, as a `text` block, exactly what
//! `validate --format short` prints of it; under 正例 files of which it prints nothing;
//! under 怎样改, where the rule has a fix, what the fix makes of the 反例.

use std::collections::BTreeSet;

use jianyi::check::CHECKS;

use crate::common::Sandbox;

const HEADINGS: [&str; 5] = ["查什么", "为什么", "反例", "正例", "怎样改"];

/// A code block: the word and the rest of its info string, and its lines.
struct Block<'p> {
    language: &'p str,
    path: &'p str,
    text: String,
}

/// The code blocks of each heading's section, in order.
fn sections(page: &str) -> Vec<(&str, Vec<Block<'_>>)> {
    let mut sections: Vec<(&str, Vec<Block<'_>>)> = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            sections.push((heading, Vec::new()));
        } else if let Some(info) = line.strip_prefix("```") {
            let (language, path) = info.split_once(' ').unwrap_or((info, ""));
            let text: String = lines
                .by_ref()
                .take_while(|line| *line != "```")
                .flat_map(|line| [line, "\n"])
                .collect();
            sections.last_mut().unwrap().1.push(Block { language, path, text });
        }
    }
    sections
}

fn sandbox(files: &[Block<'_>]) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("jianyi.yaml", "");
    for file in files.iter().filter(|file| file.language == "yaml") {
        sandbox.write(file.path, file.text.replace("␛", "\u{1b}"));
    }
    sandbox
}

#[test]
fn every_page_holds() {
    for check in CHECKS {
        let name = check.name;
        let sections = sections(check.page);
        let headings: Vec<&str> = sections.iter().map(|(heading, _)| *heading).collect();
        assert_eq!(headings, HEADINGS, "{name}");
        assert!(check.page.starts_with(&format!("# {name}\n")), "{name}");

        let bad = sandbox(&sections[2].1);
        let ran = bad.run("validate --format short");
        let expected: String = sections[2]
            .1
            .iter()
            .filter(|block| block.language == "text")
            .map(|block| block.text.as_str())
            .collect();
        assert_eq!(ran.out, expected, "{name}: {}", ran.err);
        assert!(ran.out.contains(&format!("[{name}] ")), "{name} never fires");

        let good = sandbox(&sections[3].1).run("validate --format short");
        assert_eq!((good.out.as_str(), good.code), ("", 0), "{name}: {}", good.err);

        // What is said to be mended by `--fix` is.
        let safe = sandbox(&sections[2].1).run("validate --fix");
        assert!(!safe.err.contains("可用 --fix 改正"), "{name}: {}", safe.err);

        let fixed: Vec<_> = sections[4].1.iter().collect();
        if !fixed.is_empty() {
            let all = check.page.contains("`--fix=all`");
            bad.run(if all { "validate --fix=all" } else { "validate --fix" });
            for file in fixed {
                assert_eq!(bad.read(file.path), file.text, "{name}");
            }
        }
    }
}

#[test]
fn every_page_has_a_rule_and_every_rule_one_name() {
    let names: BTreeSet<String> = CHECKS.iter().map(|c| c.name.to_owned()).collect();
    assert_eq!(names.len(), CHECKS.len());
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules");
    let pages: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(pages, names);
}

#[test]
fn explain_prints_the_page_or_the_table() {
    let sandbox = Sandbox::new();
    let page = sandbox.run("explain number-gap");
    assert!(page.out.starts_with("# number-gap\n"), "{}", page.out);
    let table = sandbox.run("explain");
    assert_eq!(table.out.lines().count(), CHECKS.len());
    let unknown = sandbox.run("explain number-gaps");
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("number-gap"), "{}", unknown.err);
}
