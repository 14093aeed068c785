//! The canonical spelling of a file: what it says and its comments stay.

use jianyi::record;
use proptest::prelude::*;

use crate::common::Sandbox;
use crate::record_set::{any_file, comments};

fn canonical(text: &str) -> Result<String, String> {
    let (record, _) =
        record::read("recommendations/009.yaml", "default", text.as_bytes(), &[]);
    record::canonical(&record, &[])
}

#[test]
fn comments_go_where_their_fields_go() {
    let text = "\
# yaml-language-server: $schema=../schema.json
# 说明

# 主题两个
topics: # 主题
  - 甲 # 一
  # 下一个
  - '乙' # 二
number:    9   # 序号
source: {digest: \"0123456789abcdef\", file: a, # 件
  number: 9}
body: >- # 正文
    甲。乙。

    丙
departments: [] # 没有
# 地区
region: '河南省'
# 尾
";
    insta::assert_snapshot!(canonical(text).unwrap());
}

#[test]
fn a_file_with_mistakes_is_left_alone() {
    for text in
        ["", "number: 1\nregion: 甲\nbody: 乙\ntitel: 丙\n", "number: 1\nbody: 甲\n"]
    {
        assert!(canonical(text).unwrap_err().contains("validate"), "{text}");
    }
}

#[test]
fn the_command_changes_only_what_is_not_canonical() {
    let good = "number: 1\nregion: 河南省\nbody: |\n  甲。\n";
    let sandbox = Sandbox::new();
    sandbox
        .write("recommendations/001.yaml", good)
        .write(
            "recommendations/002.yaml",
            "region: '河南省' # x\r\nnumber: 2\r\nbody: 甲。乙。\r\n",
        )
        .write("recommendations/003.yaml", "number: 3\nnumber: 4\n");
    let check = sandbox.run("fmt --check recommendations/001.yaml");
    assert_eq!((check.code, check.out.as_str()), (0, ""));
    let check = sandbox.run("fmt --check");
    assert_eq!((check.code, check.out.as_str()), (1, "修改 recommendations/002.yaml\n"));
    assert!(check.err.contains("没有改 recommendations/003.yaml"), "{}", check.err);
    let shown = sandbox.run("fmt --dry-run").out;
    assert!(shown.contains("-region: '河南省' # x"), "{shown}");
    assert!(sandbox.read("recommendations/002.yaml").starts_with("region"));
    assert_eq!(sandbox.run("fmt").code, 1);
    let expected = "number: 2\r\nregion: 河南省 # x\r\nbody: |\r\n  甲。\r\n  乙。\r\n";
    assert_eq!(sandbox.read("recommendations/002.yaml"), expected);
    assert_eq!(sandbox.read("recommendations/003.yaml"), "number: 3\nnumber: 4\n");
    std::fs::remove_file(sandbox.path().join("recommendations/003.yaml")).unwrap();
    let again = sandbox.run("fmt --check");
    assert_eq!((again.code, again.out.as_str()), (0, ""));
}

/// Comments and blank lines strewn between the lines of a file.
fn strewn() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(""),
        Just("\n"),
        Just("# 一\n"),
        Just("# 二\n"),
        Just("# 三\n\n")
    ];
    (any_file(), prop::collection::vec(piece, 12)).prop_map(|(text, pieces)| {
        let mut pieces = pieces.into_iter().cycle();
        let mut strewn = String::new();
        let mut in_text = false;
        for line in text.lines() {
            // Inside a text a comment would be text.
            in_text = if line.starts_with(' ') {
                in_text
            } else {
                line.contains(['|', '>', '\'']) || line.contains("甲。")
            };
            if !in_text || !line.starts_with(' ') {
                strewn.push_str(pieces.next().unwrap_or(""));
            }
            strewn.push_str(line);
            strewn.push('\n');
        }
        strewn
    })
}

proptest! {
    #[test]
    fn nothing_is_lost_and_a_second_time_changes_nothing(text in strewn()) {
        let (record, findings) = record::read("a.yaml", "a", text.as_bytes(), &[]);
        prop_assume!(findings.is_empty());
        let once = canonical(&text).unwrap();
        prop_assert_eq!(canonical(&once).unwrap(), once.as_str(), "{}", text);
        prop_assert_eq!(comments(&once), comments(&text));
        let (again, _) = record::read("a.yaml", "a", once.as_bytes(), &[]);
        prop_assert_eq!(again.value, record.value);
    }
}
