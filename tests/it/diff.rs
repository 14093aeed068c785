//! `diff`: what changed between two versions, as recommendations, in each format.

use serde_json::Value;

use crate::common::Sandbox;

/// A record of the default list that was issued as number `printed`.
pub(crate) fn record(number: u32, printed: u32, region: &str, body: &str) -> String {
    format!(
        "number: {number}\nregion: {region}\nbody: |\n  {body}\ntopics: [消防安全]\n\
         source:\n  file: seeds/list.txt\n  number: {printed}\n"
    )
}

const CONFIG: &str = "fields:\n  status:\n    title: 进展\n    type: string\n";

/// Seven recommendations in two lists, committed; then each changed in another way.
fn changed() -> Option<Sandbox> {
    let sandbox = Sandbox::new();
    sandbox.write("jianyi.yaml", CONFIG);
    let body = "要加强养老机构的监管，要定期检查。要做好应急演练。";
    for number in 1..=6 {
        let path = format!("recommendations/{number:03}.yaml");
        let body = format!("第{number}条。{body}");
        sandbox.write(&path, record(number, number, "河南省", &body));
    }
    let own = "number: 1\nregion: 国家层面\nbody: |\n  由编辑所写。\n";
    sandbox.write("recommendations/乙/001.yaml", own);
    if !sandbox.versioned() {
        return None;
    }
    let remove = |path: &str| std::fs::remove_file(sandbox.path().join(path)).unwrap();
    // Moved and reworded in punctuation and wording.
    remove("recommendations/001.yaml");
    let text = format!("第1条。{}", body.replace("，要", "；应").replace("做好", "组织"));
    sandbox.write("recommendations/008.yaml", record(8, 1, "河南省", &text));
    // Another region, other fields.
    let text = record(2, 2, "天津市", &format!("第2条。{body}"));
    let text = text.replace("[消防安全]", "[消防安全, 应急管理]\nstatus: 在办");
    sandbox.write("recommendations/002.yaml", text);
    // Spelt in another way, with a comment, and not otherwise changed.
    let text = record(3, 3, "\"河南省\" # 省", &format!("第3条。\n  {body}"));
    sandbox.write("recommendations/003.yaml", text.replace('\n', "\r\n"));
    remove("recommendations/004.yaml");
    // Not to be read any more.
    sandbox.write("recommendations/005.yaml", "number: 5\nregion: [河南省\n");
    // Moved to the other list; a new one in its place.
    remove("recommendations/006.yaml");
    let text = record(2, 6, "河南省", &format!("第6条。{body}"));
    sandbox.write("recommendations/乙/002.yaml", text);
    sandbox.write(
        "recommendations/006.yaml",
        own.replace("number: 1", "number: 6").replace("所写", "新写"),
    );
    sandbox.write("recommendations/乙/001.yaml", own.replace("所写", "\n\n  所写"));
    Some(sandbox)
}

#[test]
fn every_kind_of_change_is_told() {
    let Some(sandbox) = changed() else { return };
    let ran = sandbox.run("diff");
    assert_eq!(ran.code, 1, "{}", ran.err);
    insta::assert_snapshot!("human", ran.out);
    let json = sandbox.run("diff --format json");
    assert_eq!(json.code, 1, "{}", json.err);
    insta::assert_snapshot!("json", json.out);
    insta::assert_snapshot!("markdown", sandbox.run("diff --format markdown").out);
    insta::assert_snapshot!("html", sandbox.run("diff --format html").out);
    assert_eq!(sandbox.run("diff --format json").out, json.out);
}

#[test]
fn a_file_that_says_no_number_has_none() {
    let sandbox = Sandbox::new();
    sandbox.write("recommendations/甲.yaml", "region: [\n");
    if !sandbox.versioned() {
        return;
    }
    std::fs::remove_file(sandbox.path().join("recommendations/甲.yaml")).unwrap();
    sandbox.write("recommendations/乙.yaml", "region: [\n");
    let ran = sandbox.run("diff");
    assert_eq!(ran.code, 1, "{}", ran.err);
    let told = "recommendations/乙.yaml 第 ？ 条（？）：新增，文件有误\n";
    assert!(ran.out.starts_with(told), "{}", ran.out);
}

#[test]
fn colour_is_added_to_the_marks() {
    let Some(sandbox) = changed() else { return };
    let plain = sandbox.run("diff").out;
    assert!(!plain.contains('\u{1b}'));
    let painted = sandbox.run("diff --color always").out;
    assert!(painted.contains("\u{1b}[32m{+"), "{painted}");
    let colours = regex::Regex::new("\u{1b}\\[[0-9]+m").unwrap();
    assert_eq!(colours.replace_all(&painted, ""), plain);
}

#[test]
fn selectors_hold_on_either_side() {
    let Some(sandbox) = changed() else { return };
    let numbers = |args: &str| -> Vec<(Value, Value)> {
        let ran = sandbox.run(&format!("diff --format json {args}"));
        assert!(ran.code < 2, "{args}: {}", ran.err);
        let json: Value = serde_json::from_str(&ran.out).unwrap();
        let entries = json["entries"].as_array().unwrap().iter();
        let readable = entries.filter(|e| e["kinds"] != serde_json::json!(["broken"]));
        readable
            .map(|e| (e["old"]["number"].clone(), e["new"]["number"].clone()))
            .collect()
    };
    let pair = |old: Option<u32>, new: Option<u32>| (old.into(), new.into());
    assert_eq!(numbers("--number 8"), [pair(Some(1), Some(8))]);
    assert_eq!(numbers("--list default --number 1"), [pair(Some(1), Some(8))]);
    assert_eq!(numbers("--region 天津"), [pair(Some(2), Some(2))]);
    assert_eq!(numbers("--text 第4条"), [pair(Some(4), None)]);
    // The topic is known on one side only.
    assert_eq!(numbers("--topic 应急管理"), [pair(Some(2), Some(2))]);
    let ran = sandbox.run("diff --region 火星");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    // What cannot be read might be meant, and is always told.
    assert!(sandbox.run("diff --region 北京").out.contains("005.yaml"));
}

#[test]
fn nothing_of_a_record_is_markup_or_acts_on_a_terminal() {
    let hostile = "- [ ] 1. 甲\u{1b}[31m</script><b>乙|`丙`@you #1 https://example.org ~~丁~~ \
                   **戊** [己](x) \u{202e}庚\u{9b}2J &lt; $x$ - 1. # \\";
    let sandbox = Sandbox::new();
    let mut starts = Vec::new();
    let text = |body: &str| {
        let spelt = serde_json::to_string(body).unwrap();
        format!("number: 1\nregion: {spelt}\nbody: {spelt}\namended: {spelt}\n")
    };
    sandbox.write("recommendations/001.yaml", text("甲"));
    // What did not change stands at the start of a line.
    for (number, start) in
        (3..).zip(["      码", "# 题", "1. 项", "- [x] 项", "> 引", "---"])
    {
        let line = |end: &str| {
            text(&format!("{start}{end}"))
                .replace("number: 1", &format!("number: {number}"))
        };
        let path = format!("recommendations/{number:03}.yaml");
        starts.push((path.clone(), line("新")));
        sandbox.write(&path, line("旧"));
    }
    if !sandbox.versioned() {
        return;
    }
    sandbox.write("recommendations/001.yaml", text(hostile));
    for (path, text) in starts {
        sandbox.write(&path, text);
    }
    let long = format!("number: 2\nregion: 河南省\nbody: {}\n", "长".repeat(100_000));
    sandbox.write("recommendations/002.yaml", long);
    assert_harmless(&sandbox);
    let page = sandbox.run("diff --format html").out;
    assert!(!page.contains("<b>") && !page.contains("</script"), "{page}");
    let comment = sandbox.run("diff --format markdown").out;
    let shown = comment.replace("100000", "");
    assert_plain(&shown);
}

/// Whether no format of `diff` lets a record act on a terminal.
#[track_caller]
fn assert_harmless(sandbox: &Sandbox) {
    for form in ["human", "json", "markdown", "html"] {
        let ran = sandbox.run(&format!("diff --format {form}"));
        assert_eq!(ran.code, 1, "{}", ran.err);
        for acts in ['\u{1b}', '\u{9b}', '\u{202e}'] {
            let harmless = form == "html" && acts == '\u{202e}';
            assert!(harmless || !ran.out.contains(acts), "{form}: {acts:?}");
        }
        if form == "human" {
            let widest = ran.out.lines().map(jianyi::text::width).max();
            assert!(widest.unwrap() < 1000, "{widest:?}");
        }
    }
}

/// Reads a comment as GitHub does and finds nothing in it but what `diff` wrote.
#[track_caller]
fn assert_plain(comment: &str) {
    use comrak::nodes::NodeValue;
    let mut options = comrak::Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.math_dollars = true;
    let arena = comrak::Arena::new();
    let root = comrak::parse_document(&arena, comment, &options);
    for node in root.descendants() {
        match &node.data.borrow().value {
            NodeValue::HtmlInline(tag) => {
                let known = ["<del>", "</del>", "<ins>", "</ins>", "<!-- -->", "<br>"];
                assert!(known.contains(&tag.as_str()), "{tag}");
            }
            NodeValue::Text(text) => {
                assert!(!text.contains("@you") && !text.contains("#1"), "{text}");
            }
            NodeValue::Document
            | NodeValue::Heading(_)
            | NodeValue::List(_)
            | NodeValue::Item(_)
            | NodeValue::Paragraph
            | NodeValue::Strong => {}
            other => panic!("{other:?}"),
        }
    }
}
