//! `filter` over the issued list.

use crate::common::Sandbox;

fn numbers(sandbox: &Sandbox, args: &[&str]) -> Vec<u32> {
    let args = [&["filter", "--format", "numbers"], args].concat();
    let ran = sandbox.run_with(&args, "");
    assert!(ran.code < 2, "{}", ran.err);
    ran.out.lines().map(|line| line.parse().unwrap()).collect()
}

#[test]
fn every_selector_selects() {
    let sandbox = Sandbox::issued();
    let by = |args: &[&str]| numbers(&sandbox, args);
    for name in ["河南", "豫", "HA", "410000"] {
        assert_eq!(by(&["--region", name]), [5, 6, 7, 8, 9, 10], "{name}");
    }
    assert_eq!(by(&["--region", "国家层面", "--text", "电力"]), [43]);
    assert_eq!(by(&["--number", "1-3，９"]), [1, 2, 3, 9]);
    assert_eq!(by(&["--where", "number > 45"]), [46, 47]);
    assert_eq!(by(&["--where", "'养老机构' in topics", "--region", "豫"]), [7, 9]);
    assert_eq!(by(&["--list", "default"]).len(), 47);
}

#[test]
fn it_says_how_many_and_an_empty_match_is_1() {
    let sandbox = Sandbox::issued();
    let ran = sandbox.run("filter --region 天津 --count");
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (0, "4\n", "选中 4 条，共 47 条\n")
    );
    let ran = sandbox.run("filter --number 48");
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(ran.err, "没有序号为 48 的建议\n选中 0 条，共 47 条\n");
    let ran = sandbox.run("filter --region 河南盛");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("是否想用 河南省？"), "{}", ran.err);
}

#[test]
fn paths_and_rows_are_what_scripts_read() {
    let sandbox = Sandbox::issued();
    let ran = sandbox.run("filter --number 9 --format paths");
    assert_eq!(ran.out, "recommendations/009.yaml\n");
    let ran = sandbox.run("filter --number 9 --format jsonl");
    let row: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(row["region_code"], "410000");
    insta::assert_snapshot!(ran.out);
}

#[test]
fn the_table_fits() {
    let sandbox = Sandbox::issued();
    insta::assert_snapshot!(sandbox.run("filter --number 4-18").out);
}
