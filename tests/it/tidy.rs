//! The repository polices itself: layers, sizes, tables, and the generated parts of the
//! README. `UPDATE=1 cargo test tidy` writes the generated parts anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use jianyi::check::CHECKS;
use jianyi::diag::PRINTERS;
use jianyi::document::REPORTS;
use jianyi::source::{DIALECTS, NOTICES};
use jianyi::write::FORMATS;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files below a folder, with their texts.
fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    let walk = walkdir::WalkDir::new(root().join(folder)).sort_by_file_name();
    let files = walk.into_iter().map(|entry| entry.unwrap().into_path());
    files
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect()
}

/// The layers, lowest first: the modules in the order of `lib.rs`.
fn layers() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod "));
    modules.map(|line| line.trim_end_matches(';').to_owned()).collect()
}

#[test]
fn a_module_uses_only_those_before_it() {
    let layers = layers();
    assert!(layers.len() > 10, "{layers:?}");
    let rank = |name: &str| layers.iter().position(|layer| layer == name);
    let used = regex::Regex::new(r"crate::\{?([a-z_]+)").unwrap();
    let mut wrong = Vec::new();
    for (path, text) in rust_files("src") {
        let inside = path.strip_prefix(root().join("src")).unwrap();
        let module = inside.iter().next().unwrap().to_str().unwrap();
        let Some(here) = rank(module.trim_end_matches(".rs")) else { continue };
        for name in used.captures_iter(&text).map(|found| found[1].to_owned()) {
            if rank(&name).is_none_or(|there| there > here) {
                wrong.push(format!("{} uses {name}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_stage_of_the_reader_uses_only_those_before_it() {
    let reader = fs::read_to_string(root().join("src/source/mod.rs")).unwrap();
    let module = regex::Regex::new(r"(?m)^(?:pub )?mod ([a-z]+);").unwrap();
    let stages: Vec<String> =
        module.captures_iter(&reader).map(|found| found[1].to_owned()).collect();
    assert!(stages.len() > 5, "{stages:?}");
    let rank = |name: &str| stages.iter().position(|stage| stage == name);
    let used = regex::Regex::new(r"crate::source::([a-z]+)").unwrap();
    let beside = regex::Regex::new(r"use super::([a-z]+)").unwrap();
    let mut wrong = Vec::new();
    for (path, text) in rust_files("src/source") {
        let inside = path.strip_prefix(root().join("src/source")).unwrap();
        let stage = inside.iter().next().unwrap().to_str().unwrap();
        let Some(here) = rank(stage.trim_end_matches(".rs")) else { continue };
        let alone = inside.components().count() == 1;
        let pattern = if alone { &beside } else { &used };
        for name in pattern.captures_iter(&text).map(|found| found[1].to_owned()) {
            if rank(&name).is_none_or(|there| there > here) {
                wrong.push(format!("{} uses {name}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_says_what_it_is_for_and_stays_small() {
    const LONGEST: usize = 400;
    let mut wrong = Vec::new();
    for (path, text) in rust_files("src") {
        let lines = text.lines().count();
        if !text.starts_with("//!") || lines > LONGEST {
            wrong.push(format!("{}: {lines} lines", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_command_line_prints_and_knows_anyhow() {
    for (path, text) in rust_files("src") {
        let below_cli = !path.starts_with(root().join("src/cli"));
        assert!(!(below_cli && text.contains("anyhow")), "{}", path.display());
    }
}

#[test]
fn only_the_store_writes_the_corpus() {
    let writes = ["fs::write", "File::create", "fs::rename", "fs::remove", ".persist("];
    for (path, text) in rust_files("src") {
        let allowed = ["src/corpus/store", "src/cli"].map(|p| root().join(p));
        let tests = text.find("#[cfg(test)]").unwrap_or(text.len());
        let inside = path.ends_with("tests.rs")
            || allowed.iter().any(|folder| path.starts_with(folder));
        let found = writes.iter().find(|call| text[..tests].contains(**call));
        assert!(inside || found.is_none(), "{}: {found:?}", path.display());
    }
}

#[test]
fn no_two_rows_of_a_table_share_a_name() {
    let unique = |names: Vec<&str>| {
        let set: BTreeSet<_> = names.iter().collect();
        assert_eq!(set.len(), names.len(), "{names:?}");
        assert!(!names.is_empty());
    };
    unique(CHECKS.iter().map(|c| c.name).chain(NOTICES.iter().map(|n| n.name)).collect());
    unique(FORMATS.iter().map(|f| f.name).collect());
    unique(REPORTS.iter().map(|r| r.name).collect());
    unique(DIALECTS.iter().map(|d| d.name).collect());
    unique(PRINTERS.iter().map(|p| p.name).collect());
}

/// A Markdown table of names and what they are.
fn table(head: [&str; 2], rows: impl IntoIterator<Item = (String, String)>) -> String {
    let mut table = format!("| {} | {} |\n|---|---|\n", head[0], head[1]);
    for (name, summary) in rows {
        let summary = summary.replace('<', "&lt;");
        writeln!(table, "| {name} | {summary} |").unwrap();
    }
    table
}

fn code(name: &str) -> String {
    format!("`{name}`")
}

/// The generated parts of the README: name and text.
fn generated() -> Vec<(&'static str, String)> {
    let level = |severity: Option<jianyi::diag::Severity>| {
        severity.map_or("off", jianyi::diag::Severity::name)
    };
    let commands = jianyi::cli::command();
    let commands = commands.get_subcommands().map(|command| {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        (code(command.get_name()), about)
    });
    let rules = CHECKS.iter().map(|check| {
        (code(check.name), format!("{} | {}", level(check.severity), check.summary))
    });
    let mut rules = table(["规则", "级别 | 说明"], rules);
    rules = rules.replacen("|---|---|", "|---|---|---|", 1);
    vec![
        ("commands", table(["命令", "作用"], commands)),
        ("rules", rules),
        (
            "formats",
            table(
                ["格式", "说明"],
                FORMATS.iter().map(|f| (code(f.name), f.summary.to_owned())),
            ),
        ),
        (
            "reports",
            table(
                ["报告", "说明"],
                REPORTS.iter().map(|r| (code(r.name), r.summary.to_owned())),
            ),
        ),
        (
            "dialects",
            table(
                ["来源形式", "说明"],
                DIALECTS.iter().map(|d| (d.name.to_owned(), d.summary.to_owned())),
            ),
        ),
    ]
}

#[test]
fn the_generated_parts_of_the_readme_are_up_to_date() {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let mut wanted = readme.clone();
    for (name, text) in generated() {
        let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let start = wanted.find(&open).unwrap_or_else(|| panic!("no part {name}"));
        let start = start + open.len();
        let end = start + wanted[start..].find(&close).unwrap();
        wanted.replace_range(start..end, &text);
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &wanted).unwrap();
    } else {
        assert!(readme == wanted, "the README is out of date: UPDATE=1 cargo test tidy");
    }
}
