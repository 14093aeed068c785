//! Fixes over random mixtures of good text and defects of every kind.

use jianyi::check::{self, Levels};
use jianyi::corpus::{Change, Corpus, Watch};
use jianyi::diag::Safety;
use jianyi::edit;
use jianyi::record;
use jianyi::text::{ChangeKind, compare};
use proptest::prelude::*;

use crate::common::Sandbox;

const PATH: &str = "recommendations/001.yaml";

const PIECES: &[&str] = &[
    "要加强监管", "，", "。", "落实责任", "：", "；", "、", "等", ",", ".", ";", ":",
    "?", "!", "(", ")", "（", "）", "“", "”", "‘", "’", "\"", "'", "《", "》", "〈",
    "〉", "<", ">", "＜", "＞", "「", "」", " ", "  ", "\u{a0}", "\u{3000}", "\u{200b}",
    "\u{ad}", "...", "…", "……", "--", "―", "—", "——", "-", "~", "～", "·", "•", "．",
    "1", "2019", "７５", "％", "%", "2020.6.13", "06月", "13号", "年", "国办发",
    "[2021]", "4号", "一是", "三是", "第一、", "（一）、", "1、", "⽅", "監", "國",
    "\u{fffd}", "<p>", "</p>", "&nbsp;", "**", "GB/T 9704", "https://a.cn/b,c",
    "work safety", "公(gong)", "— 3 —", "续表", "\n  ", "\n\n  ", "#", "😀", "１．",
    "[办法](https://a.cn/b)", "- ", "* ", "__要__", "`", "> ", "\\.", "|", "[^1]",
];

fn corpus(text: &str) -> Corpus {
    let list = jianyi::model::DEFAULT_LIST;
    let (record, findings) = record::read(PATH, list, text.as_bytes(), &[]);
    Corpus { records: vec![record], findings, ..Corpus::default() }
}

/// The text after all fixes, and what remains to fix in it.
fn mended(text: &str, safety: Safety) -> (String, usize) {
    let levels = Levels::default();
    let before = corpus(text);
    let fixed = edit::fix(
        &before,
        &levels,
        &check::run(&before, &levels, &Watch::default()),
        safety,
    );
    let new = match fixed.plan.changes.first() {
        Some(Change::Edit { new, .. }) => new.clone(),
        _ => text.to_owned(),
    };
    let after = corpus(&new);
    let again = edit::fix(
        &after,
        &levels,
        &check::run(&after, &levels, &Watch::default()),
        safety,
    );
    (new, again.count)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_second_fix_finds_nothing_and_a_safe_one_changes_no_word(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 1..24),
        title in prop::collection::vec(prop::sample::select(&PIECES[..20]), 0..6),
    ) {
        let body: String = pieces.concat();
        let title = title.concat().replace(['"', '\''], "");
        let head = format!("# 说明\nnumber: 1 # 序号\nregion: 河南省\ntitle: '{title}'\nbody: |\n  首句。");
        let text = format!("{head}{body}\n# 结尾\ntopics: []\n");
        prop_assume!(corpus(&text).records[0].value.is_some());
        for safety in [Safety::Safe, Safety::Unsafe] {
            let (new, remaining) = mended(&text, safety);
            prop_assert_eq!(remaining, 0, "{}", new);
            prop_assert!(new.starts_with("# 说明\nnumber: 1 # 序号\nregion: 河南省\ntitle: '"));
            prop_assert!(new.ends_with("\n# 结尾\ntopics: []\n"));
            prop_assert_eq!(new.lines().count(), text.lines().count());
            if safety == Safety::Safe {
                let said = |text: &str| corpus(text).records[0].value.clone().unwrap().text();
                for change in compare(&said(&text), &said(&new)) {
                    prop_assert_ne!(change.kind, ChangeKind::Wording, "{} → {}", text, new);
                }
            }
        }
    }
}

#[test]
fn comments_order_and_other_fields_stay() {
    let sandbox = Sandbox::new();
    let record = "\
# 由编辑整理
body: |  # 正文
  要加强监管,落实责任.
  推进 800 公里线路。
region: 河南   # 简称
number: 1
";
    sandbox.write("jianyi.yaml", "").write(PATH, record);
    let dry = sandbox.run("validate --fix --dry-run");
    assert_eq!((dry.code, sandbox.read(PATH).as_str()), (1, record));
    assert!(dry.out.contains("-  要加强监管,落实责任.\n"), "{}", dry.out);
    assert!(dry.out.contains("+  要加强监管，落实责任。\n"), "{}", dry.out);
    let ran = sandbox.run("validate --fix");
    assert!(ran.err.contains("改正了"), "{}", ran.err);
    let expected = record
        .replace("监管,落实责任.", "监管，落实责任。")
        .replace("推进 800 公里", "推进800公里")
        .replace("region: 河南 ", "region: 河南省 ");
    assert_eq!(sandbox.read(PATH), expected);
}

#[test]
fn a_fix_that_would_begin_a_comment_is_not_made() {
    let text = "number: 1\nregion: 河南省\ntitle: 甲&nbsp;#乙\nbody: |\n  要加强监管。\n";
    assert_eq!(mended(text, Safety::Unsafe), (text.to_owned(), 0));
}

#[test]
fn a_fix_of_what_is_spelt_otherwise_is_not_made() {
    let sandbox = Sandbox::new();
    // Spelt as an escape, the comma is not in the file to be changed.
    let record = "number: 1\nregion: 河南省\nbody: \"要加强监管\\x2c落实责任。\"\n";
    sandbox.write("jianyi.yaml", "").write(PATH, record);
    let ran = sandbox.run("validate --fix --format short");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("[half-width]"), "{}", ran.out);
    assert_eq!(sandbox.read(PATH), record);
}

#[test]
fn every_way_of_writing_a_text_is_mended_in_place() {
    let bodies = [
        ("|\n  推进 800 公里,线路。\n", "|\n  推进800公里，线路。\n"),
        (">-\n  推进 800 公里,\n  线路。\n", ">-\n  推进800公里，\n  线路。\n"),
        ("推进 800 公里,线路。\n", "推进800公里，线路。\n"),
        ("'推进 800 公里,线路。'\n", "'推进800公里，线路。'\n"),
        ("推进 800 公里,\n  线路。\n", "推进800公里，\n  线路。\n"),
        ("'推进 800\n  公里,\n\n  线路。'\n", "'推进800\n  公里，\n\n  线路。'\n"),
        ("\"推进 800 公里,\\\n  线\n  路,\"\n", "\"推进800公里，\\\n  线\n  路，\"\n"),
        ("\"推进 800 公里,线路\\u3002\"\n", "\"推进800公里，线路\\u3002\"\n"),
    ];
    for (body, expected) in bodies {
        let text = |body: &str| format!("number: 1\nregion: 河南省\nbody: {body}");
        for end in ["\n", "\r\n"] {
            let [before, after] = [body, expected].map(|t| text(t).replace('\n', end));
            assert_eq!(mended(&before, Safety::Safe), (after, 0));
        }
    }
}

#[test]
fn each_form_of_a_mark_that_fix_says_it_mends_is_mended() {
    let mut texts = Vec::new();
    let mut each = |chars: &str, before: &str, after: &str| {
        texts.extend(chars.chars().map(|c| format!("{before}{c}{after}")));
    };
    each("•‧∙⋅・･●", "吸取艾山", "买买提的教训。");
    each("―─–－﹣⸺⸻", "抓住关键", "责任落实。");
    each("~〜∼˜", "抽查3", "5家。");
    each(
        "\u{200b}\u{200e}\u{2060}\u{feff}\u{ad}\u{7f}\u{2028}\u{fe0f}\u{61c}\u{180e}\u{fff9}\u{e0020}",
        "要落",
        "实。",
    );
    for (open, close) in
        [("「", "」"), ("﹁", "﹂"), ("〝", "〞"), ("\"", "\""), ("＂", "＂"), ("`", "`")]
    {
        texts.push(format!("开展{open}回头看{close}行动。"));
    }
    for (open, close) in
        [("[", "]"), ("(", ")"), ("【", "】"), ("［", "］"), ("﹝", "﹞"), ("{", "}")]
    {
        texts.push(format!("按国办发{open}2021{close}4号文落实。"));
    }
    for text in texts {
        let sandbox = Sandbox::new();
        sandbox.write(PATH, format!("number: 1\nregion: 河南省\nbody: |\n  {text}\n"));
        let ran = sandbox.run("validate --fix");
        assert!(ran.err.contains("改正了"), "{text}: {}", ran.err);
        assert!(!ran.err.contains("可用 --fix 改正"), "{text}: {}", ran.err);
    }
}
