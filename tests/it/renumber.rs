//! `renumber`: gaps closed, duplicates parted, everything that points following.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;

use crate::common::Sandbox;

fn numbers(sandbox: &Sandbox) -> Vec<u32> {
    let ran = sandbox.run("filter --format numbers");
    ran.out.lines().map(|line| line.parse().unwrap()).collect()
}

#[test]
fn a_deleted_and_a_doubled_number_are_repaired() {
    let sandbox = Sandbox::issued();
    let at = |number: u32| format!("recommendations/{number:03}.yaml");
    std::fs::remove_file(sandbox.path().join(at(5))).unwrap();
    let ten = sandbox.read(&at(10)).replacen("number: 10\n", "number: 9 # 待定\n", 1);
    sandbox.write(&at(10), ten);
    let four =
        sandbox.read(&at(4)).replace("source:\n", "related: [6, 44] # 人工\nsource:\n");
    sandbox.write(&at(4), four);
    assert_eq!(sandbox.run("renumber --check").code, 1);
    let dry = sandbox.run("renumber --dry-run");
    assert_eq!(dry.code, 0, "{}", dry.err);
    let ran = sandbox.run("renumber");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out, dry.out);
    insta::assert_snapshot!(ran.out.lines().take(8).collect::<Vec<_>>().join("\n"));
    assert_eq!(numbers(&sandbox), (1..=46).collect::<Vec<u32>>());
    assert!(sandbox.read(&at(4)).contains("related: [5, 43] # 人工\n"));
    // The doubled one stood with printed number 10: after the real 9, which is now 8.
    assert!(sandbox.read(&at(9)).contains("number: 9 # 待定\n"));
    assert!(sandbox.read(&at(9)).contains("  number: 10\n"));
    assert!(sandbox.read(&at(8)).contains("  number: 9\n"));
    let again = sandbox.run("renumber --check");
    assert_eq!((again.code, again.out.as_str()), (0, ""), "{}", again.err);
}

/// A record with nothing but what is needed, and a comment.
fn record(number: u32, text: &str, related: &str) -> String {
    format!(
        "# {text}\nnumber: {number}\nregion: 河南省\nbody: |\n  {text}\nrelated: [{related}]\n"
    )
}

#[test]
fn of_one_number_the_issued_item_stands_first_and_a_copy_after_it() {
    let sandbox = Sandbox::issued();
    let new = sandbox.read("recommendations/009.yaml");
    sandbox.write("recommendations/009-2.yaml", new);
    sandbox.write("recommendations/001-a.yaml", record(1, "新增的一条。", ""));
    let ran = sandbox.run("renumber");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let line =
        |old: &str, new: u32| format!("{old}.yaml → recommendations/{new:03}.yaml");
    for (old, new) in [("001-a", 2), ("/009", 10), ("009-2", 11)] {
        assert!(ran.out.contains(&line(old, new)), "{}", ran.out);
    }
}

#[test]
fn other_lists_follow_and_keep_their_numbers() {
    let sandbox = Sandbox::new();
    sandbox
        .write("recommendations/002.yaml", record(2, "甲文。", "4, b/1"))
        .write("recommendations/004.yaml", record(4, "乙文，见第2项。", "2"))
        .write("recommendations/b/001.yaml", record(1, "丙文。", "default/4"));
    let ran = sandbox.run("renumber --list default");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(sandbox.read("recommendations/001.yaml").contains("related: [2, b/1]"));
    assert!(sandbox.read("recommendations/002.yaml").contains("related: [1]"));
    assert!(sandbox.read("recommendations/b/001.yaml").contains("related: [default/2]"));
    assert!(
        ran.err.contains("002.yaml（原 recommendations/004.yaml）：“第2项”，2 → 1"),
        "{}",
        ran.err
    );
}

#[test]
fn what_cannot_be_known_is_said() {
    let sandbox = Sandbox::new();
    sandbox
        .write("recommendations/001.yaml", record(3, "甲文。", "2, 1"))
        .write("recommendations/002.yaml", record(2, "乙文。", "9"))
        .write("recommendations/003.yaml", record(2, "丙文。", ""));
    let ran = sandbox.run("renumber");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("原有 2 条建议是这个序号"), "{}", ran.err);
    assert!(ran.err.contains("已从 related 去掉"), "{}", ran.err);
    assert!(sandbox.read("recommendations/003.yaml").contains("related: [1]"));
    // Nothing takes the number 9, so the finding about it stays true.
    assert!(sandbox.read("recommendations/001.yaml").contains("related: [9]"));
}

#[test]
fn order_start_and_moves() {
    let sandbox = Sandbox::issued();
    assert_eq!(sandbox.run("renumber --move 12:3").code, 0);
    let third = sandbox.read("recommendations/003.yaml");
    assert!(
        third.contains("region: 陕西省\n") && third.contains("  number: 12\n"),
        "{third}"
    );
    assert_eq!(sandbox.run("renumber --order region").code, 0);
    assert!(sandbox.read("recommendations/001.yaml").contains("region: 天津市"));
    assert!(sandbox.read("recommendations/005.yaml").contains("region: 内蒙古自治区"));
    assert_eq!(sandbox.run("renumber --order source --start 990").code, 0);
    assert_eq!(numbers(&sandbox), (990..=1036).collect::<Vec<u32>>());
    let first = sandbox.read("recommendations/0990.yaml");
    assert!(first.contains("  number: 1\n"), "{first}");
    for (args, said) in [
        ("renumber --move 2000:1000", "没有序号为 2000 的建议"),
        ("renumber --start 990 --move 990:5", "不能移到 5"),
        ("renumber --list b", "没有名为“b”的清单"),
    ] {
        let ran = sandbox.run(args);
        assert_eq!((ran.code, ran.err.contains(said)), (2, true), "{args}: {}", ran.err);
    }
}

#[test]
fn a_broken_record_stops_it_before_anything_changes() {
    let sandbox = Sandbox::new();
    sandbox
        .write("recommendations/002.yaml", record(2, "甲文。", ""))
        .write("recommendations/003.yaml", "number: [\n");
    let ran = sandbox.run("renumber");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("003.yaml 有读不懂的地方，没有改动任何文件"), "{}", ran.err);
    assert_eq!(sandbox.read("recommendations/002.yaml"), record(2, "甲文。", ""));
}

/// Every text of the corpus and how many files hold it.
fn texts(sandbox: &Sandbox) -> BTreeMap<String, u32> {
    let mut texts = BTreeMap::new();
    for entry in std::fs::read_dir(sandbox.path().join("recommendations")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let comment = text.lines().next().unwrap().to_owned();
        *texts.entry(comment).or_default() += 1;
    }
    texts
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn no_record_is_lost_or_merged(
        records in proptest::collection::vec((1u32..9, proptest::collection::vec(1u32..9, 0..3)), 1..9),
        start in 1u32..1200,
    ) {
        let sandbox = Sandbox::new();
        for (at, (number, related)) in records.iter().enumerate() {
            let mut aims = String::new();
            for aim in related {
                let comma = if aims.is_empty() { "" } else { ", " };
                let _ = write!(aims, "{comma}{aim}");
            }
            let path = format!("recommendations/{:03}.yaml", at + 1);
            sandbox.write(&path, record(*number, &format!("第{at}文。"), &aims));
        }
        let before = texts(&sandbox);
        let ran = sandbox.run(&format!("renumber --start {start}"));
        prop_assert_eq!(ran.code, 0, "{}", ran.err);
        prop_assert_eq!(texts(&sandbox), before);
        let last = start + u32::try_from(records.len()).unwrap();
        prop_assert_eq!(numbers(&sandbox), (start..last).collect::<Vec<u32>>());
        let again = sandbox.run(&format!("renumber --start {start} --check"));
        prop_assert_eq!(again.code, 0, "{}{}", again.out, again.err);
    }
}
