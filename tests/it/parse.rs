//! `parse`: the issued list becomes the corpus, and running it again takes nothing away.

use crate::common::Sandbox;

const SEED: &str = include_str!("../../seeds/work-recommendations.txt");
const SOURCE: &str = "seeds/work-recommendations.txt";

/// A folder in which the issued list was parsed.
fn parsed() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(SOURCE, SEED);
    let ran = sandbox.run("parse");
    assert_eq!(ran.code, 0, "{}", ran.err);
    sandbox
}

#[test]
fn the_issued_list_becomes_47_records_in_13_regions() {
    let sandbox = Sandbox::new();
    sandbox.write(SOURCE, SEED);
    let ran = sandbox.run("parse");
    assert!(ran.out.contains("47 条建议，13 个地区"), "{}", ran.out);
    assert!(ran.out.contains("6587 个字符，每一个都有归处"), "{}", ran.out);
    let record = sandbox.read("recommendations/039.yaml");
    assert!(record.contains("region: 国家层面"), "{record}");
}

#[test]
fn a_second_parse_changes_nothing() {
    let sandbox = parsed();
    let before = sandbox.read("recommendations/005.yaml");
    let ran = sandbox.run("parse");
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("不变 47"), "{}", ran.out);
    assert!(!ran.err.contains("005.yaml"), "{}", ran.err);
    let told = sandbox.run("-v parse").err;
    assert!(told.contains("不变 recommendations/005.yaml"), "{told}");
    assert_eq!(sandbox.read("recommendations/005.yaml"), before);
}

#[test]
fn a_second_parse_changes_nothing_where_no_region_is_named() {
    let sandbox = Sandbox::new();
    sandbox.write(SOURCE, "1. 加强安全监管，落实责任。\n\n2. 开展安全培训。\n");
    assert_eq!(sandbox.run("parse").code, 0);
    let again = sandbox.run("parse");
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.out.contains("不变 2"), "{}", again.out);
    let path = "recommendations/001.yaml";
    let edited = sandbox.read(path).replace("监管", "管理");
    sandbox.write(path, &edited);
    let ran = sandbox.run("parse");
    assert!(ran.code == 1 && ran.err.contains("冲突"), "{}", ran.err);
    assert_eq!(sandbox.read(path), edited);
}

#[test]
fn both_changed_is_a_conflict_and_nothing_is_lost() {
    let sandbox = parsed();
    let path = "recommendations/043.yaml";
    let edited = sandbox.read(path).replace("管理工作合力", "监管工作合力");
    sandbox.write(path, &edited);
    sandbox.write(SOURCE, SEED.replace("属地电力安全", "属地电力运行安全"));
    let ran = sandbox.run("parse");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains(&format!("冲突 {path}")), "{}", ran.err);
    assert!(ran.err.contains("运行") && ran.err.contains("监"), "{}", ran.err);
    assert_eq!(sandbox.read(path), edited);
}

#[test]
fn a_dry_run_writes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write(SOURCE, SEED);
    let ran = sandbox.run("parse --dry-run");
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("新建 recommendations/047.yaml"), "{}", ran.out);
    assert!(!sandbox.path().join("recommendations").exists());
    assert!(!sandbox.path().join(".jianyi").exists());
}

#[test]
fn a_renumbered_record_stays_tied_to_its_item() {
    let sandbox = parsed();
    let moved = sandbox
        .read("recommendations/047.yaml")
        .replace("number: 47\nreg", "number: 48\nreg");
    std::fs::remove_file(sandbox.path().join("recommendations/047.yaml")).unwrap();
    sandbox.write("recommendations/048.yaml", &moved);
    let ran = sandbox.run("parse");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("不变 47"), "{}", ran.out);
    assert_eq!(sandbox.read("recommendations/048.yaml"), moved);
}

#[test]
fn of_a_region_that_differs_it_is_not_said_who_changed_it() {
    let sandbox = Sandbox::new();
    sandbox.write("jianyi.yaml", "");
    sandbox.write("seeds/a.txt", "天津市\n1. 甲要落实责任。\n2. 乙要开展排查。\n");
    assert_eq!(sandbox.run("parse").code, 0);
    sandbox.write("seeds/a.txt", "河南省\n1. 甲要落实责任。\n2. 乙要开展排查。\n");
    let ran = sandbox.run("parse");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("地区是“天津市”，原文里是“河南省”"), "{}", ran.err);
    assert!(ran.out.contains("保留与原文不同的地区 2"), "{}", ran.out);
    assert_eq!(sandbox.run("parse --force").code, 0);
    assert!(sandbox.read("recommendations/002.yaml").contains("region: 河南省"));
}

#[test]
fn an_item_whose_number_is_taken_is_a_conflict() {
    let sandbox = parsed();
    std::fs::remove_file(sandbox.path().join("recommendations/047.yaml")).unwrap();
    let own = "number: 47\nregion: 国家层面\nbody: |\n  编辑自己写的一条。\n";
    sandbox.write("recommendations/047.yaml", own);
    let ran = sandbox.run("parse");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("已被这个文件占用"), "{}", ran.err);
    assert_eq!(sandbox.read("recommendations/047.yaml"), own);
}

#[test]
fn a_broken_record_is_left_alone() {
    let sandbox = parsed();
    sandbox.write("recommendations/012.yaml", "number: [12\n");
    let ran = sandbox.run("parse");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("读不出来"), "{}", ran.err);
    assert_eq!(sandbox.read("recommendations/012.yaml"), "number: [12\n");
}

#[test]
fn a_second_list_has_a_folder_of_its_own() {
    let sandbox = parsed();
    sandbox.write("seeds/b.txt", "天津市\n1. 甲要落实责任。\n2. 乙要开展排查。\n");
    assert_eq!(sandbox.run("parse seeds/b.txt --list b").code, 0);
    assert!(sandbox.read("recommendations/b/002.yaml").contains("乙要开展排查。"));
    // Each source finds the way back to its list.
    let ran = sandbox.run("parse");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("不变 47") && ran.out.contains("不变 2"), "{}", ran.out);
    assert_eq!(sandbox.run("parse seeds/b.txt --list ../b").code, 2);
}

#[test]
fn standard_input_is_a_source() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run_with(&["parse", "-"], SEED);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(sandbox.read("recommendations/001.yaml").contains("file: \"-\""));
    let ran = sandbox.run("validate --format short");
    assert!(!ran.out.contains("[source]"), "{}", ran.out);
    assert_eq!(sandbox.run("collate").out, "核对 47 条：逐字一致 47\n");
}

#[test]
fn what_an_editor_changed_is_kept() {
    let sandbox = parsed();
    let path = "recommendations/011.yaml";
    let edited = sandbox.read(path).replace("严厉非法营运", "严厉打击非法营运 # 补动词");
    sandbox.write(path, &edited);
    let ran = sandbox.run("parse");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains(&format!("保留 {path}")), "{}", ran.err);
    assert_eq!(sandbox.read(path), edited);
    assert_eq!(sandbox.run("parse --force").code, 0);
    assert!(sandbox.read(path).contains("严厉非法营运"));
}

#[test]
fn a_new_issue_updates_the_records_and_keeps_the_editors_fields() {
    let sandbox = parsed();
    let path = "recommendations/043.yaml";
    let noted = sandbox.read(path).replace("region:", "related: [30] # 电力\nregion:");
    sandbox.write(path, &noted);
    sandbox.write(SOURCE, SEED.replace("属地电力安全", "属地电力运行安全"));
    let ran = sandbox.run("parse");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains(&format!("更新 {path}")), "{}", ran.err);
    let now = sandbox.read(path);
    assert!(now.contains("属地电力运行安全") && now.contains("related: [30] # 电力"));
    assert!(sandbox.run("parse").out.contains("不变 47"));
}

#[test]
fn no_source_and_no_list_are_told_and_nothing_is_written() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.run("parse").code, 2);
    assert_eq!(sandbox.run("parse none.txt").code, 2);
    sandbox.write("seeds/a.txt", "这是一封信，没有清单。\n");
    let ran = sandbox.run("parse");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(!sandbox.path().join("recommendations").exists());
}

#[test]
fn a_source_is_shown_with_its_pieces_and_nothing_is_written() {
    let sandbox = Sandbox::new();
    let source = "<p>天津市</p>\n<p>1. 甲\u{1b}[31m要<i onclick=x>落实。</p>\n<p>2. 乙要开展排查。</p>\n";
    sandbox.write("seeds/a.txt", source);
    let shown = sandbox.run("parse --show").out;
    assert!(
        shown.contains("正文 2\t乙要开展排查。") && !shown.contains('\u{1b}'),
        "{shown}"
    );
    let page = sandbox.run("parse --show --format html").out;
    assert!(page.contains("乙要开展排查。") && !page.contains("<i onclick"), "{page}");
    assert!(!sandbox.path().join("recommendations").exists());
    sandbox.write("seeds/b.pdf", "%PDF-1.7");
    let ran = sandbox.run("parse --show");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("这是PDF文件"), "{}", ran.err);
}

#[test]
fn a_source_outside_the_corpus_is_read_with_advice() {
    let (sandbox, outside) = (Sandbox::new(), Sandbox::new());
    outside.write("a.txt", "天津市\n1. 甲要落实。\n2. 乙要开展排查。\n");
    let path = outside.path().join("a.txt");
    let ran = sandbox.run_with(&["parse", path.to_str().unwrap()], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("先把它放进 seeds/"), "{}", ran.err);
}

#[test]
fn a_renamed_source_keeps_its_records() {
    let sandbox = parsed();
    let path = "recommendations/011.yaml";
    let edited = sandbox.read(path).replace("严厉非法", "严厉打击非法");
    sandbox.write(path, &edited);
    let place = |name: &str| sandbox.path().join(name);
    std::fs::rename(place(SOURCE), place("seeds/renamed.txt")).unwrap();
    std::fs::copy(place("seeds/renamed.txt"), place("seeds/same.txt")).unwrap();
    let ran = sandbox.run("parse seeds/renamed.txt");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("保留编辑的改动 1，不变 46"), "{}", ran.out);
    assert!(ran.err.contains(&format!("原文 {SOURCE} 相同")), "{}", ran.err);
    assert_eq!(sandbox.read(path), edited.replace(SOURCE, "seeds/renamed.txt"));
    // Only one source can be the renamed one; a copy of it is another.
    assert!(sandbox.run("parse seeds/same.txt").out.contains("冲突 47"));
}

#[test]
fn a_source_named_twice_is_read_once() {
    let sandbox = parsed();
    for list in ["", " --list b"] {
        let ran = sandbox.run(&format!("parse {SOURCE} seeds/../{SOURCE}{list}"));
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(ran.out.matches("记录：").count(), 1, "{}", ran.out);
    }
    assert_eq!(sandbox.run("filter --list b --count").out.trim(), "47");
}

#[test]
fn items_that_print_one_number_are_all_kept() {
    let sandbox = Sandbox::new();
    let text = "天津市\n1. 甲要落实。\n2. 乙要开展。\n2. 丙要排查。\n2. 丁要整改。\n3. 戊要检查。\n";
    sandbox.write("seeds/a.txt", text);
    sandbox.run("parse");
    for (name, said) in [("002", "乙"), ("002-2", "丙"), ("002-3", "丁"), ("003", "戊")]
    {
        let record = sandbox.read(&format!("recommendations/{name}.yaml"));
        assert!(record.contains(said), "{name}: {record}");
    }
    let listed = sandbox.run("filter --format paths").out;
    let paths = ["001", "002", "002-2", "002-3", "003"];
    let paths = paths.map(|name| format!("recommendations/{name}.yaml\n"));
    assert_eq!(listed, paths.concat(), "in the order of the source");
    // A second parse finds each its own record again.
    let ran = sandbox.run("parse");
    assert!(ran.out.contains("不变 5"), "{} {}", ran.out, ran.err);
}

#[test]
fn a_second_record_of_an_item_is_told_beside_the_first() {
    let sandbox = Sandbox::issued();
    let nine = sandbox.read("recommendations/009.yaml");
    sandbox
        .write("recommendations/048.yaml", nine.replacen("number: 9", "number: 48", 1));
    let ran = sandbox.run("parse");
    let told =
        "注意 recommendations/048.yaml：原文第 9 项已是 recommendations/009.yaml，";
    assert!(ran.err.contains(told), "{}", ran.err);
}

#[test]
fn what_programs_leave_beside_a_source_is_none() {
    let sandbox = Sandbox::issued();
    let issued = sandbox.read("seeds/work-recommendations.txt");
    sandbox.write("seeds/work-recommendations.txt~", issued);
    for name in ["~$list.docx", "Thumbs.db", "desktop.ini", ".list.txt.swp"] {
        sandbox.write(&format!("seeds/{name}"), "");
    }
    let ran = sandbox.run("parse");
    assert!(ran.code == 0 && ran.out.ends_with("不变 47\n"), "{}{}", ran.out, ran.err);
}
