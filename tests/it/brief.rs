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
        ("brief --place 洛阳市 --format markdown", "“洛阳市”；请照建议里的写法写"),
        (
            "brief --place 北京市 --format markdown",
            "“北京市”；地区本身的材料包请写 brief",
        ),
        ("brief 河南盛 --format markdown", "是否想用 河南省？"),
        ("brief --format json", "材料包不能写成 json"),
        (
            "brief --format doc",
            "材料包不能写成 doc；可用 docx、pdf、xlsx、html、markdown",
        ),
        ("brief -o seeds/x --format markdown", "原文从不改写"),
    ] {
        let ran = sandbox.run(args);
        assert_eq!((ran.code, ran.err.contains(said)), (2, true), "{args}: {}", ran.err);
    }
}

#[test]
fn the_index_lists_what_lies_there_whichever_run_made_it() {
    let sandbox = Sandbox::issued();
    let run = |args: &str, code| {
        let ran = sandbox.run(args);
        assert_eq!(ran.code, code, "{args}: {}", ran.err);
        ran.err
    };
    run("brief --format markdown", 0);
    let whole = sandbox.read("briefs/index.html");
    // Another format of one region, a pack for a place: added to what is there.
    run("brief 河南 --format html", 0);
    run("brief --place 郑州市 --format markdown", 0);
    let index = sandbox.read("briefs/index.html");
    assert_eq!(index.matches("<a href=").count(), 15);
    assert!(index.contains("郑州市工作建议清单："));
    assert!(index.len() > whole.len());
    // A whole run, too, keeps both; and checks what lies there, nothing else.
    run("brief --format markdown", 0);
    assert_eq!(sandbox.read("briefs/index.html"), index);
    let said = run("brief --check --format markdown", 0);
    assert!(said.contains("15 个文件中 0 个"), "{said}");
    let said = run("brief --check", 1);
    assert_eq!(said.matches(".html 还没有").count(), 13, "{said}");
    // Its own item changed: the pack for the place is made anew with the others.
    let path = "recommendations/010.yaml";
    sandbox.write(path, sandbox.read(path).replace("郑州市要", "郑州市应"));
    let said = run("brief --check --format markdown", 1);
    assert!(said.contains("410000-河南省-郑州市.md 已过时"), "{said}");
    run("brief --format markdown", 0);
    assert!(sandbox.read("briefs/410000-河南省-郑州市.md").contains("郑州市应"));
}

#[test]
fn packs_of_regions_that_are_gone_are_told_and_left_alone() {
    let sandbox = Sandbox::issued();
    sandbox.run("brief --format markdown");
    sandbox.write("briefs/own.md", "会议记录");
    std::fs::remove_file(sandbox.path().join("recommendations/032.yaml")).unwrap();
    let ran = sandbox.run("brief --format markdown");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("510000-四川省.md 已没有对应的建议"), "{}", ran.err);
    let ran = sandbox.run("brief --format markdown --check");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("510000-四川省.md 已没有对应的建议"), "{}", ran.err);
    assert!(!ran.err.contains("own.md"), "{}", ran.err);
    let index = sandbox.read("briefs/index.html");
    assert!(index.contains("已没有对应建议的旧文件") && !index.contains("own.md"));
    // Deleted, it is forgotten.
    std::fs::remove_file(sandbox.path().join("briefs/510000-四川省.md")).unwrap();
    sandbox.run("brief --format markdown");
    assert_eq!(sandbox.run("brief --format markdown --check").code, 0);
    assert!(!sandbox.read("briefs/index.html").contains("旧文件"));
    assert_eq!(sandbox.read("briefs/own.md"), "会议记录");
}

#[test]
fn an_index_of_somebody_else_is_not_written_over() {
    let sandbox = Sandbox::issued();
    sandbox.write("site/index.html", "<h1>首页</h1>");
    let ran = sandbox.run("brief -o site --format markdown");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("不是 jianyi 写的目录页"), "{}", ran.err);
    assert_eq!(files(&sandbox.path().join("site")), ["index.html"]);
    let ran = sandbox.run("brief 河南 -o site --format markdown");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(sandbox.read("site/index.html"), "<h1>首页</h1>");
}

#[test]
fn a_name_does_not_depend_on_which_packs_are_made() {
    let sandbox = Sandbox::new();
    for (number, region) in [(1, "A组"), (2, "a组"), (3, "国家层面")] {
        let record = format!("number: {number}\nregion: {region}\nbody: |\n  甲。\n");
        sandbox.write(&format!("recommendations/00{number}.yaml"), record);
    }
    sandbox.run("brief a组 -o one --format markdown");
    sandbox.run("brief -o all --format markdown");
    assert_eq!(files(&sandbox.path().join("one")), ["a组-2.md"]);
    assert_eq!(sandbox.read("one/a组-2.md"), sandbox.read("all/a组-2.md"));
}

#[test]
fn what_one_pack_cannot_be_written_in_does_not_stop_the_others() {
    let sandbox = Sandbox::issued();
    let path = "recommendations/001.yaml";
    // For private use: no font has it.
    sandbox.write(path, sandbox.read(path).replace("厘清重点部门监管", "厘\u{10FFFD}清"));
    let ran = sandbox.run("brief 津 川 --format pdf,markdown");
    if ran.err.contains("等 2 个文件") || ran.err.contains("四川省.pdf") {
        return crate::common::skip("没有中文字体");
    }
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("120000-天津市.pdf"), "{}", ran.err);
    let names = files(&sandbox.path().join("briefs"));
    assert!(names.contains(&"120000-天津市.md".to_owned()), "{names:?}");
    assert!(names.contains(&"510000-四川省.pdf".to_owned()), "{names:?}");
}
