//! `collate`: no word of the issued document is lost or changed unseen.

use crate::common::Sandbox;

const SEED: &str = include_str!("../../seeds/work-recommendations.txt");

fn parsed() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("seeds/work-recommendations.txt", SEED);
    assert_eq!(sandbox.run("parse").code, 0);
    sandbox
}

fn change(sandbox: &Sandbox, number: u32, from: &str, to: &str) {
    let path = format!("recommendations/{number:03}.yaml");
    let text = sandbox.read(&path);
    assert!(text.contains(from), "{path} holds {from}");
    sandbox.write(&path, text.replacen(from, to, 1));
}

#[test]
fn a_fresh_parse_is_verbatim() {
    let ran = parsed().run("collate");
    assert_eq!((ran.code, ran.out.as_str()), (0, "核对 47 条：逐字一致 47\n"));
}

#[test]
fn punctuation_and_spacing_are_told_and_pass() {
    let sandbox = parsed();
    change(&sandbox, 39, "应用,充分", "应用，充分");
    change(&sandbox, 23, "75% 的", "75%的");
    let ran = sandbox.run("collate");
    assert_eq!(ran.code, 0, "{}", ran.out);
    insta::assert_snapshot!(ran.out);
    assert_eq!(sandbox.run("collate --deny spacing").code, 1);
}

#[test]
fn wording_fails_unless_the_record_owns_it() {
    let sandbox = parsed();
    change(&sandbox, 11, "严厉非法", "严厉打击非法");
    let ran = sandbox.run("collate");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("严厉{+打击+}非法"), "{}", ran.out);
    assert_eq!(sandbox.run("collate --allow wording").code, 0);
    change(&sandbox, 11, "source:", "amended: 补上动词\nsource:");
    let ran = sandbox.run("collate");
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("理由：补上动词"), "{}", ran.out);
}

#[test]
fn missing_added_moved_and_relabelled_records_are_told() {
    let sandbox = parsed();
    std::fs::remove_file(sandbox.path().join("recommendations/046.yaml")).unwrap();
    let own = "number: 48\nregion: 国家层面\nbody: |\n  编辑自己写的一条。\n";
    sandbox.write("recommendations/048.yaml", own);
    change(&sandbox, 39, "region: 国家层面", "region: 广东省");
    change(&sandbox, 47, "number: 47", "number: 49");
    let ran = sandbox.run("collate");
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn paths_limit_what_is_told() {
    let sandbox = parsed();
    change(&sandbox, 11, "严厉非法", "严厉打击非法");
    assert_eq!(sandbox.run("collate recommendations/012.yaml").code, 0);
    assert_eq!(sandbox.run("collate recommendations/011.yaml").code, 1);
    assert_eq!(sandbox.run("collate recommendations/100.yaml").code, 2);
}

#[test]
fn a_folder_stands_for_what_is_missing_from_it() {
    let sandbox = parsed();
    std::fs::remove_file(sandbox.path().join("recommendations/005.yaml")).unwrap();
    for folder in [".", "recommendations", "recommendations/"] {
        let ran = sandbox.run(&format!("collate {folder}"));
        assert_eq!(ran.code, 1, "{folder}");
        assert!(ran.out.ends_with("缺失 1\n"), "{folder}: {}", ran.out);
    }
    assert_eq!(sandbox.run("collate recommendations/004.yaml").code, 0);
}

#[test]
fn what_is_both_denied_and_allowed_is_asked_back() {
    let sandbox = parsed();
    let ran = sandbox.run("collate --deny moved,wording --allow wording");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("wording"), "{}", ran.err);
    for kind in ["spacing", "punctuation", "moved", "relabelled", "missing", "added"] {
        assert_eq!(sandbox.run(&format!("collate --deny {kind}")).code, 0, "{kind}");
    }
}

#[test]
fn the_page_says_all_that_the_terminal_says() {
    let sandbox = parsed();
    change(&sandbox, 39, "region: 国家层面", "region: \"<i>广东省</i>\"");
    let own = "number: 48\nregion: 国家层面\nbody: |\n  编辑自己写的一条。\n";
    sandbox.write("recommendations/048.yaml", own);
    let page = sandbox.run("collate --format html").out;
    for part in ["原文地区 国家层面", "recommendations/039.yaml", "<ins>编辑自己写的"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("<i>"), "{page}");
}

#[test]
fn json_and_html_say_the_same() {
    let sandbox = parsed();
    change(&sandbox, 39, "应用,充分", "应用<b>充分");
    let ran = sandbox.run("collate --format json");
    assert_eq!(ran.code, 1);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let entry = &json["entries"][38];
    assert_eq!(entry["number"], 39);
    assert_eq!(entry["changes"][0]["new"], "<b>");
    let page = sandbox.run("collate --format html").out;
    assert!(page.contains("<ins>&lt;b&gt;</ins>") && !page.contains("<b>"), "{page}");
}

/// A corpus that has one source in two lists.
fn in_two_lists() -> Sandbox {
    let sandbox = parsed();
    assert_eq!(sandbox.run("parse --list b").code, 0);
    sandbox
}

#[test]
fn a_source_in_two_lists_is_held_against_both() {
    let sandbox = in_two_lists();
    assert_eq!(sandbox.run("collate").out, "核对 94 条：逐字一致 94\n");
    for path in ["recommendations/005.yaml", "recommendations/b/006.yaml"] {
        std::fs::remove_file(sandbox.path().join(path)).unwrap();
    }
    let ran = sandbox.run("collate");
    assert!(ran.out.ends_with("核对 94 条：逐字一致 92，缺失 2\n"), "{}", ran.out);
    let ran = sandbox.run("collate recommendations/b");
    assert!(ran.out.ends_with("核对 47 条：逐字一致 46，缺失 1\n"), "{}", ran.out);
}

#[test]
fn two_lists_may_share_the_items_of_a_source() {
    let sandbox = in_two_lists();
    for number in 1..=47 {
        let list = if number < 40 { "recommendations/b" } else { "recommendations" };
        let path = sandbox.path().join(format!("{list}/{number:03}.yaml"));
        std::fs::remove_file(path).unwrap();
    }
    assert_eq!(sandbox.run("collate").out, "核对 47 条：逐字一致 47\n");
    let ran = sandbox.run("parse");
    assert!(ran.out.ends_with("记录：不变 47\n"), "{} {}", ran.out, ran.err);
}

#[test]
fn a_record_that_cannot_be_read_is_not_missing() {
    let sandbox = parsed();
    change(&sandbox, 5, "region: 河南省", "region: ''");
    let ran = sandbox.run("collate");
    assert_eq!((ran.code, ran.out.as_str()), (1, "核对 46 条：逐字一致 46\n"));
    assert!(ran.err.contains("读不出 recommendations/005.yaml"), "{}", ran.err);
}

#[test]
fn a_source_that_is_gone_or_no_text_is_not_taken_for_one_without_the_items() {
    let sandbox = parsed();
    change(&sandbox, 11, "严厉非法", "严厉打击非法");
    std::fs::remove_file(sandbox.path().join("seeds/work-recommendations.txt")).unwrap();
    let ran = sandbox.run("collate --allow added,missing");
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("找不到或读不出原文 seeds/work-recommendations.txt"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("文字与原文摘要不符"), "{}", ran.out);
    assert!(ran.out.ends_with("文字 1，原文不在 47\n"), "{}", ran.out);
    sandbox.write("seeds/work-recommendations.txt", "%PDF-1.4 …");
    let ran = sandbox.run("collate --allow added,missing");
    assert_eq!(ran.code, 1);
    assert!(ran.out.ends_with("文字 1，原文不在 47\n"), "{}", ran.out);
    assert!(ran.err.contains("没有核对：这是PDF文件"), "{}", ran.err);
}

#[test]
fn a_source_that_changed_is_told_from_an_editor_who_did() {
    let sandbox = parsed();
    change(&sandbox, 12, "道路", "公路");
    let path = "seeds/work-recommendations.txt";
    sandbox.write(path, SEED.replace("严厉非法", "严厉打击非法"));
    let ran = sandbox.run("collate");
    assert_eq!(ran.code, 1);
    assert_eq!(ran.out.matches("整理之后原文变了").count(), 1, "{}", ran.out);
}

#[test]
fn a_changed_number_is_a_changed_wording() {
    let sandbox = parsed();
    change(&sandbox, 25, "6·13", "6、13");
    change(&sandbox, 23, "75%", "7.5%");
    let ran = sandbox.run("collate");
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.ends_with("逐字一致 45，文字 2\n"), "{}", ran.out);
}

#[test]
fn what_cannot_be_seen_is_shown_on_the_page() {
    let sandbox = parsed();
    change(&sandbox, 5, "健全完善", "健全\u{200B}完善");
    change(&sandbox, 5, "重大问题", "重\u{202E}大问题");
    change(&sandbox, 23, "75% 的", "75%的");
    let page = sandbox.run("collate --format html").out;
    assert!(page.contains("健全<ins>\u{FFFD}</ins>完善"), "{page}");
    assert!(page.contains("75%<del>␣</del>的"), "{page}");
    assert!(!page.contains('\u{202E}'), "{page}");
}
