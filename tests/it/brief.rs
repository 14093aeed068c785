//! `brief`: packs of the issued list.

use std::path::Path;

use crate::common::Sandbox;

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn every_region_has_a_pack() {
    let sandbox = Sandbox::issued();
    let ran = sandbox.run("brief --format markdown");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let names = files(&sandbox.path().join("briefs"));
    assert_eq!(names.len(), 14, "{names:?}");
    assert!(names.contains(&"410000-河南省.md".to_owned()));
    assert!(names.contains(&"国家层面.md".to_owned()));
    assert!(names.contains(&"index.html".to_owned()));
    insta::assert_snapshot!(sandbox.read("briefs/410000-河南省.md"));
    insta::assert_snapshot!(sandbox.read("briefs/index.html"));
}

#[test]
fn a_pack_holds_no_text_of_others_but_what_it_names_as_related() {
    let sandbox = Sandbox::issued();
    sandbox.run("brief --format markdown");
    let rows = sandbox.run("filter --format jsonl").out;
    let rows: Vec<serde_json::Value> =
        rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for name in files(&sandbox.path().join("briefs")) {
        let Some(region) =
            name.strip_suffix(".md").and_then(|n| n.split('-').next_back())
        else {
            continue;
        };
        let pack = sandbox.read(&format!("briefs/{name}"));
        let squeezed = pack.replace('\\', "");
        for row in &rows {
            let number = row["number"].as_u64().unwrap();
            let body = row["body"].as_str().unwrap();
            let there = squeezed.contains(body);
            if row["region"] == region {
                assert!(there, "{name} lacks its own {number}");
                continue;
            }
            // Every sentence of it is there with a reason, or none is.
            let listed = squeezed.contains(&format!("| {number} | "))
                || squeezed.contains(&format!("\n{number}. "));
            assert_eq!(there, listed, "{name} and {number}");
            if !there {
                for sentence in
                    jianyi::text::sentences(body).filter(|s| s.chars().count() > 12)
                {
                    assert!(
                        !squeezed.contains(sentence),
                        "{name} holds {sentence} of {number}"
                    );
                }
            }
        }
    }
}

#[test]
fn unchanged_packs_keep_their_bytes_and_changed_ones_are_named() {
    let sandbox = Sandbox::issued();
    sandbox.run("brief --format markdown");
    let check = |code| {
        let ran = sandbox.run("brief --format markdown --check");
        assert_eq!(ran.code, code, "{}", ran.err);
        ran.err
    };
    check(0);
    let path = "recommendations/038.yaml";
    sandbox.write(path, sandbox.read(path).replace("受纳场", "受纳场地"));
    let said = check(1);
    assert!(said.contains("440000-广东省.md 已过时"), "{said}");
    assert!(!said.contains("河南省"), "{said}");
    let ran = sandbox.run("brief --format markdown");
    assert!(ran.err.contains("写了 1 个文件"), "{}", ran.err);
}

#[test]
fn packs_are_made_for_regions_and_places() {
    let sandbox = Sandbox::issued();
    let ran = sandbox.run("brief 河南 豫 410000 津 -o out --format markdown");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        files(&sandbox.path().join("out")),
        ["120000-天津市.md", "410000-河南省.md"]
    );
    let ran =
        sandbox.run("brief --place 郑州市 --place 深圳市 -o places --format markdown");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        files(&sandbox.path().join("places")),
        ["410000-河南省-郑州市.md", "440000-广东省-深圳市.md"]
    );
    for (args, said) in [
        ("brief 北京 --format markdown", "北京 没有建议"),
        ("brief --place 洛阳市 --format markdown", "没有哪个地区的建议提到"),
        ("brief 河南盛 --format markdown", "是否想用 河南省？"),
        ("brief --format json", "材料包不能写成 json"),
        ("brief -o seeds/x --format markdown", "原文从不改写"),
    ] {
        let ran = sandbox.run(args);
        assert_eq!((ran.code, ran.err.contains(said)), (2, true), "{args}: {}", ran.err);
    }
}
