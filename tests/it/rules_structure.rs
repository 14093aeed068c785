//! The rules that look at many files, and how `validate` reports: levels, exceptions,
//! paths, exit codes.

use crate::common::{Ran, Sandbox};

fn record(number: u32, more: &str) -> String {
    format!(
        "number: {number}\nregion: 河南省\nbody: |\n  要加强第{number}项监管。\n{more}"
    )
}

fn corpus(numbers: impl IntoIterator<Item = u32>) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("jianyi.yaml", "");
    for number in numbers {
        sandbox.write(&format!("recommendations/{number:03}.yaml"), record(number, ""));
    }
    sandbox
}

fn short(sandbox: &Sandbox) -> Ran {
    sandbox.run("validate --format short")
}

#[track_caller]
fn assert_finds(sandbox: &Sandbox, expected: &[&str]) {
    let ran = short(sandbox);
    let found: Vec<&str> =
        ran.out.lines().map(|line| line.split(']').next().unwrap()).collect();
    assert_eq!(found, expected, "{}{}", ran.out, ran.err);
}

#[test]
fn a_deleted_file_is_a_gap_and_a_taken_number_a_duplicate() {
    let sandbox = corpus((1..=12).filter(|&number| number != 5));
    sandbox.write("recommendations/010.yaml", record(9, ""));
    assert_finds(
        &sandbox,
        &[
            "recommendations/006.yaml:1:9: warning[number-gap",
            "recommendations/010.yaml:1:9: error[duplicate-number",
        ],
    );
    assert_eq!(short(&sandbox).code, 1);
}

#[test]
fn a_clean_merge_of_two_branches_brings_a_duplicate() {
    let sandbox = corpus(1..=3);
    sandbox.write("recommendations/004.yaml", record(4, ""));
    sandbox.write("recommendations/004-b.yaml", record(4, ""));
    sandbox.write("recommendations/0004.yaml", record(4, ""));
    assert_finds(
        &sandbox,
        &[
            "recommendations/004-b.yaml:1:9: error[duplicate-number",
            "recommendations/004.yaml:1:9: error[duplicate-number",
        ],
    );
}

#[test]
fn a_broken_file_is_one_finding_and_no_gap() {
    let sandbox = corpus(1..=4);
    sandbox.write("recommendations/003.yaml", "number: 3\nbody: \"\n");
    assert_finds(&sandbox, &["recommendations/003.yaml:2:7: error[syntax"]);
    sandbox.write("recommendations/003.yaml", b"\xff\xfe\x00binary");
    assert_eq!(short(&sandbox).out.lines().count(), 1);
    sandbox.write("recommendations/003.yaml", "");
    assert_eq!(short(&sandbox).out.lines().count(), 1);
}

#[test]
fn a_report_without_its_template_is_told_before_it_is_printed() {
    let sandbox = corpus(1..=2);
    sandbox.write("jianyi.yaml", "reports:\n  a: b.md\n  c: recommendations\n");
    assert_finds(
        &sandbox,
        &["jianyi.yaml:2:6: error[config", "jianyi.yaml:3:6: error[config"],
    );
    sandbox.write("b.md", "甲").write("jianyi.yaml", "reports:\n  a: b.md\n");
    assert_finds(&sandbox, &[]);
}

#[test]
fn what_is_only_spelled_wrong_is_mended_and_nothing_else() {
    let sandbox = corpus(1..=2);
    let good = "# 甲\nnumber: 3 # 乙\nregion: '河南省'\nbody: |\n  要加强监管。\nsource:\n  number: 7\n  file: '-'\n";
    for (bad, places) in [
        (good.replace(": 3 ", ": 003 "), vec!["2:9: error[field-type"]),
        (good.replace(": 3 ", ": \"3\" "), vec!["2:9: error[field-type"]),
        (good.replace(": 7", ": '07'"), vec!["7:11: error[field-type"]),
        (good.replace('\n', "\r"), vec!["1:4: error[syntax"]),
        (good.replacen('\n', "\r", 3), vec!["1:4: error[syntax"]),
    ] {
        sandbox.write("recommendations/003.yaml", &bad);
        let places: Vec<_> =
            places.iter().map(|at| format!("recommendations/003.yaml:{at}")).collect();
        let places: Vec<_> = places.iter().map(String::as_str).collect();
        assert_finds(&sandbox, &places);
        let ran = sandbox.run("validate --fix");
        assert_eq!(ran.code, 0, "{bad:?} {}{}", ran.out, ran.err);
        assert_eq!(sandbox.read("recommendations/003.yaml"), good);
    }
    // Windows line ends are line ends.
    sandbox.write("recommendations/003.yaml", good.replace('\n', "\r\n"));
    assert_finds(&sandbox, &[]);
}

#[test]
fn what_is_said_twice_or_named_in_capitals_is_told() {
    let sandbox = corpus(1..=3);
    sandbox.write("recommendations/003.yaml", record(3, "related: [1, 2, 1]\n"));
    assert_finds(&sandbox, &["recommendations/003.yaml:5:17: error[related"]);
    sandbox.write("recommendations/003.yaml", record(3, ""));
    sandbox.write("recommendations/004.YAML", record(4, ""));
    assert_finds(&sandbox, &["recommendations/004.YAML:1:1: error[file-name"]);
}

#[test]
fn what_an_escape_hides_has_a_way_out_by_hand() {
    let sandbox = corpus([]);
    let text = "number: 1\nregion: 河南省\nbody: \"加强\\e监管。\"\n";
    sandbox.write("recommendations/001.yaml", text);
    assert_finds(&sandbox, &["recommendations/001.yaml:3:7: error[invisible-character"]);
    let told = sandbox.run("validate");
    assert!(told.out.contains("删去；要手工改"), "{}", told.out);
    sandbox.run("validate --fix");
    assert_eq!(sandbox.read("recommendations/001.yaml"), text);
}

#[test]
fn one_wrong_field_does_not_hide_the_others() {
    let sandbox = corpus([1]);
    sandbox.write(
        "recommendations/002.yaml",
        "number: 二\nregion: 河南\nbody: |\n  加强监管,落实责任。\ndepartments: [警察]\n",
    );
    sandbox.write(
        "recommendations/003.yaml",
        "number: 3\nregion: 3\ntitle: ''\nbody: [甲]\ndepartments: 警察\nrelated: [*a]\n",
    );
    assert_finds(
        &sandbox,
        &[
            "recommendations/002.yaml:1:9: error[field-type",
            "recommendations/002.yaml:2:9: warning[region-alias",
            "recommendations/002.yaml:4:7: error[half-width",
            "recommendations/002.yaml:5:15: warning[unknown-department",
            "recommendations/003.yaml:2:9: error[field-type",
            "recommendations/003.yaml:3:1: error[field-type",
            "recommendations/003.yaml:4:7: error[field-type",
            "recommendations/003.yaml:5:14: error[field-type",
            "recommendations/003.yaml:6:11: error[syntax",
        ],
    );
    sandbox.run("validate --fix");
    let mended = "number: 二\nregion: 河南省\nbody: |\n  加强监管，落实责任。\n";
    assert!(sandbox.read("recommendations/002.yaml").starts_with(mended));
}

#[test]
fn a_broken_configuration_is_one_finding() {
    let sandbox = corpus([]);
    let text =
        record(1, "departments: [警务处]\nstatus: 已办\n").replace("河南省", "火星");
    sandbox.write("recommendations/001.yaml", text);
    for broken in [&b"fields: {status: {}}\n<<<<<<< a\n"[..], b"title: \xFF\n"] {
        sandbox.write("jianyi.yaml", broken);
        let found = short(&sandbox).out;
        assert_eq!(found.matches("error[config]").count(), 1, "{found}");
        assert_eq!(found.lines().count(), 1, "{found}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_corpus_is_not_read() {
    use std::os::unix::fs::symlink;

    let sandbox = corpus([1]);
    let secret = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(secret.path(), "key: 秘密\n").unwrap();
    let link = |name: &str| symlink(secret.path(), sandbox.path().join(name)).unwrap();
    link("recommendations/002.yaml");
    let ran = sandbox.run("validate");
    assert!(
        ran.out.contains("指到语料库外面") && !ran.out.contains("秘密"),
        "{}",
        ran.out
    );
    std::fs::remove_file(sandbox.path().join("jianyi.yaml")).unwrap();
    link("jianyi.yaml");
    let ran = sandbox.run("validate");
    assert_eq!((ran.out.as_str(), ran.code), ("", 2));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_of_records_is_told() {
    let sandbox = corpus([1, 2]);
    let link = sandbox.path().join("recommendations/b");
    std::os::unix::fs::symlink("../seeds", &link).unwrap();
    sandbox.write("seeds/003.yaml", record(3, ""));
    assert_finds(&sandbox, &["recommendations/b:1:1: error[file-name"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_no_utf_8_is_told_so() {
    use std::os::unix::ffi::OsStrExt as _;

    let sandbox = corpus([1]);
    let name = std::ffi::OsStr::from_bytes(b"002\xff.yaml");
    let path = sandbox.path().join("recommendations").join(name);
    std::fs::write(path, record(2, "")).unwrap();
    let ran = sandbox.run("validate --format short");
    assert!(ran.out.contains("文件名不是 UTF-8"), "{}", ran.out);
}

#[test]
fn a_folder_called_like_a_file_is_one_finding_and_no_gap() {
    let sandbox = corpus([1, 3]);
    sandbox.write("recommendations/002.yaml/001.yaml", record(1, ""));
    assert_finds(&sandbox, &["recommendations/002.yaml:1:1: error[syntax"]);
}

/// Half a megabyte of brackets in brackets: minutes, if each were looked through by itself.
#[test]
fn brackets_in_brackets_cost_no_more_than_their_number() {
    let sandbox = Sandbox::new();
    let brackets = format!("{}一{}", "（".repeat(90_000), "）".repeat(90_000));
    let body = format!("number: 1\nregion: 河南省\nbody: |\n  甲{brackets}(b)。\n");
    sandbox.write("jianyi.yaml", "");
    sandbox.write("recommendations/001.yaml", body);
    let found = sandbox.run("validate --format short").out;
    assert_eq!(found.matches("error[half-width]").count(), 2, "{found}");
}

#[test]
fn lists_are_numbered_apart_and_may_start_anywhere() {
    let sandbox = corpus(1..=2);
    sandbox.write("recommendations/b/007.yaml", record(7, "related: [8, default/1]\n"));
    sandbox.write("recommendations/b/008.yaml", record(8, "related: [1]\n"));
    assert_finds(&sandbox, &["recommendations/b/008.yaml:5:11: error[related"]);
}

#[test]
fn levels_come_from_the_configuration_and_then_from_the_command_line() {
    let sandbox = corpus([1, 3]);
    assert_eq!(short(&sandbox).code, 1);
    sandbox.write("jianyi.yaml", "rules:\n  number-gap: info\n");
    let ran = short(&sandbox);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("info[number-gap]"), "{}", ran.out);
    let ran = sandbox.run("validate --format short --rule number-gap=error");
    assert_eq!(ran.code, 1);
    let ran = sandbox.run("validate --format short --rule number-gap=off");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    for wrong in ["number-gaps=off", "number-gap=of", "number-gap"] {
        let ran = sandbox.run(&format!("validate --rule {wrong}"));
        assert_eq!(ran.code, 2, "{wrong}");
        assert!(ran.err.contains("number-gap") || ran.err.contains("off"), "{}", ran.err);
    }
}

#[test]
fn an_exception_holds_for_its_record_only_and_not_when_the_rule_is_off() {
    let sandbox = corpus([]);
    let spaced = |number| record(number, "").replace("第", " 第 ");
    sandbox.write("recommendations/001.yaml", spaced(1) + "allow: [space]\n");
    sandbox.write("recommendations/002.yaml", spaced(2));
    assert_finds(
        &sandbox,
        &[
            "recommendations/002.yaml:4:6: warning[space",
            "recommendations/002.yaml:4:8: warning[space",
        ],
    );
    let ran = sandbox.run("validate --format short --rule space=off");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let before = sandbox.read("recommendations/001.yaml");
    sandbox.run("validate --fix");
    assert_eq!(sandbox.read("recommendations/001.yaml"), before);
}

#[test]
fn paths_restrict_what_is_reported_and_mended_not_what_is_seen() {
    let sandbox = corpus([1, 2, 4]);
    sandbox.write("recommendations/001.yaml", record(1, "").replace("要", "要,"));
    sandbox.write("recommendations/002.yaml", record(2, "").replace("要", "要,"));
    let ran = sandbox.run("validate --format short recommendations/004.yaml");
    assert!(ran.out.contains("004.yaml:1:9: warning[number-gap]"), "{}", ran.out);
    assert_eq!(ran.out.lines().count(), 1);
    let before = sandbox.read("recommendations/002.yaml");
    sandbox.run("validate --fix recommendations/001.yaml");
    assert!(sandbox.read("recommendations/001.yaml").contains("要，"));
    assert_eq!(sandbox.read("recommendations/002.yaml"), before);
    assert_eq!(sandbox.run("validate nowhere.yaml").code, 2);
}

#[test]
fn a_folder_without_a_corpus_is_not_clean() {
    let ran = Sandbox::new().run("validate");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("--root"), "{}", ran.err);
}

#[test]
fn the_summary_is_talk_and_quiet_keeps_it() {
    let sandbox = corpus(1..=2);
    let ran = short(&sandbox);
    assert_eq!((ran.out.as_str(), ran.code), ("", 0));
    assert_eq!(ran.err, "检查了 2 个文件：0 个错误，0 个警告，0 个提示\n");
    assert_eq!(sandbox.run("-q validate").err, "");
}

#[test]
fn validate_writes_nothing_without_being_told_to() {
    let sandbox = corpus([1]);
    let spaced = record(1, "").replace("要", "要,");
    sandbox.write("recommendations/001.yaml", &spaced);
    for args in ["validate", "validate --format sarif", "validate --fix --dry-run"] {
        assert_eq!(sandbox.run(args).code, 1);
        assert_eq!(sandbox.read("recommendations/001.yaml"), spaced, "{args}");
    }
}
