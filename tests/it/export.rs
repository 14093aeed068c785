//! `export` of the issued list.

use crate::common::Sandbox;

#[test]
fn the_list_in_markdown_keeps_its_numbers() {
    let sandbox = Sandbox::issued();
    let ran = sandbox.run("export --format markdown");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let headings = ran.out.lines().filter(|line| line.starts_with("## ")).count();
    let numbers: Vec<u32> = ran
        .out
        .lines()
        .filter_map(|line| line.split_once(". ")?.0.parse().ok())
        .collect();
    assert_eq!((headings, numbers), (13, (1..=47).collect()));
    assert!(
        ran.out.contains("9.  **提升养老机构标准化规范化管理能力**。要因地制宜")
            || ran.out.contains("9. **提升养老机构标准化规范化管理能力**。要因地制宜")
    );
    insta::assert_snapshot!(sandbox.run("export --region 四川,江西").out);
}

#[test]
fn data_formats_hold_all_fields() {
    let sandbox = Sandbox::issued();
    insta::assert_snapshot!(sandbox.run("export --format json --number 43").out);
    insta::assert_snapshot!(sandbox.run("export --format csv --number 43,30").out);
    let lines = sandbox.run("export --format jsonl");
    assert_eq!(lines.out.lines().count(), 47);
    assert!(sandbox.run("export --format csv --excel").out.starts_with('\u{feff}'));
}

#[test]
fn reports_have_their_tables() {
    let sandbox = Sandbox::issued();
    sandbox.write(
        "jianyi.yaml",
        "title: 测试清单\nfields:\n  status:\n    title: 完成情况\n    type: string\n    enum: [整改中, 已销号]\n",
    );
    let nine = sandbox.read("recommendations/009.yaml") + "status: 整改中\n";
    sandbox.write("recommendations/009.yaml", nine);
    insta::assert_snapshot!(sandbox.run("export --report tracking --number 8-9").out);
    insta::assert_snapshot!(sandbox.run("export --report matrix --region 津,豫").out);
    let ran = sandbox.run("export --report tracking --format csv --number 9");
    assert!(ran.out.starts_with("序号,地区,工作建议,责任单位,"), "{}", ran.out);
}

#[test]
fn files_are_written_whole_and_checked() {
    let sandbox = Sandbox::issued();
    let stale = sandbox.run("export -o list.md --check");
    assert_eq!(stale.code, 1, "{}", stale.err);
    assert_eq!(sandbox.run("export -o list.md").code, 0);
    assert_eq!(sandbox.run("export -o list.md --check").code, 0);
    assert_eq!(sandbox.read("list.md"), sandbox.run("export --format markdown").out);
    for path in ["seeds/work-recommendations.txt", "recommendations/001.yaml"] {
        let before = sandbox.read(path);
        let args = ["export", "--format", "markdown", "-o", path];
        assert_eq!(sandbox.run_with(&args, "").code, 2, "{path}");
        assert_eq!(sandbox.read(path), before);
    }
}

#[test]
fn what_cannot_be_meant_is_an_error_with_a_way_out() {
    let sandbox = Sandbox::issued();
    for (args, said) in [
        ("export --format markdwn", "是否想用 markdown？"),
        ("export --report lists", "是否想用 list？"),
        ("export --format json --report list", "json 只写数据"),
        ("export --format csv --report list", "csv 只写一张表"),
        ("export --format json -o none/a.json", "请先建立它"),
    ] {
        let ran = sandbox.run(args);
        assert_eq!((ran.code, ran.err.contains(said)), (2, true), "{args}: {}", ran.err);
    }
}

#[test]
fn the_corpus_may_have_reports_of_its_own() {
    let sandbox = Sandbox::issued();
    sandbox
        .write("jianyi.yaml", "reports:\n  short: short.md\n  out: ../out.md\n")
        .write("short.md", "# {{ document.title }}\n{% for item in items %}\n{{ item.number }}. {{ item.region }}\n{% endfor %}\n");
    let ran = sandbox.run("export --report short --number 9-10");
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "# 工作建议清单\n\n9. 河南省\n\n10. 河南省\n"),
        "{}",
        ran.err
    );
    let same = sandbox.run("export --template short.md --number 9-10");
    assert_eq!(same.out, ran.out);
    assert_eq!(sandbox.run("export --report out").code, 2);
}

#[test]
fn a_template_is_not_written_over() {
    let sandbox = Sandbox::issued();
    sandbox.write("jianyi.yaml", "reports: {short: short.md}\n");
    for name in ["short.md", "other.md"] {
        sandbox.write(name, "# 模板\n");
        let line = format!("export --template {name} -o ./{name}");
        let ran = sandbox.run(&line);
        assert!(ran.code == 2 && ran.err.contains("是模板"), "{}", ran.err);
        assert_eq!(sandbox.read(name), "# 模板\n");
    }
    assert_eq!(sandbox.run("export -o short.md").code, 2);
}

#[test]
fn what_a_broken_file_leaves_out_is_said() {
    let sandbox = Sandbox::issued();
    sandbox.write("recommendations/009.yaml", "number: [\n");
    for args in
        ["export -q -o list.md", "filter -q --count", "brief -q --format markdown"]
    {
        let ran = sandbox.run(args);
        assert_eq!(ran.code, 1, "{args}");
        assert!(
            ran.err.contains("没有算在内：recommendations/009.yaml"),
            "{args}: {}",
            ran.err
        );
    }
    assert!(sandbox.read("list.md").contains("\n8. "));
}

#[test]
fn a_date_that_does_not_fit_behind_the_issuers_has_its_own_line() {
    let sandbox = Sandbox::issued();
    let issuers = "国务院安全生产委员会办公室、应急管理部、公安部、交通运输部";
    sandbox.write("jianyi.yaml", format!("issuer: {issuers}\ndate: 2021-01-29\n"));
    let list = sandbox.run("export --number 1").out;
    assert!(list.contains(&format!("\n{issuers}\n\n2021年1月29日\n")), "{list}");
}

#[test]
fn the_date_of_the_document_is_printed_as_the_standard_has_it() {
    let sandbox = Sandbox::issued();
    for date in ["2021-01-29", "2021年1月29日", "2021年01月29日"] {
        sandbox.write("jianyi.yaml", format!("issuer: 某办\ndate: {date}\n"));
        let list = sandbox.run("export --number 1").out;
        assert!(list.contains("某办　2021年1月29日"), "{list}");
        sandbox.run("brief 津 --format markdown");
        let pack = sandbox.read("briefs/120000-天津市.md");
        assert!(pack.contains("依据某办（2021年1月29日）"), "{pack}");
    }
}

/// The widths of the columns of a tracking table, in points on a landscape page, without
/// the blank at their sides.
fn tracking_columns(sandbox: &Sandbox) -> Vec<f32> {
    let html = sandbox.run("export --report tracking --format html").out;
    let columns = html.split("<col width=\"").skip(1);
    let share = |rest: &str| rest.split('%').next().unwrap().parse::<f32>().unwrap();
    columns.map(|rest| share(rest) / 100.0 * 225.0 / 25.4 * 72.0 - 8.0).collect()
}

#[test]
fn the_columns_of_a_tracking_table_hold_a_name_and_a_date_on_one_line() {
    let sandbox = Sandbox::issued();
    let widths = tracking_columns(&sandbox);
    // 序号, 地区 天津市, any, 责任单位, a person, any, 2021-06-13, a status, 备注.
    let characters = [2.0, 3.0, 15.0, 4.0, 3.0, 4.0, 5.2, 4.0, 2.0];
    assert_eq!(widths.len(), characters.len());
    for (width, characters) in widths.iter().zip(characters) {
        assert!(*width >= characters * 12.0, "{characters}: {widths:?}");
    }
}

#[test]
fn a_column_of_long_texts_makes_no_row_of_a_tracking_table_higher_than_a_page() {
    let sandbox = Sandbox::issued();
    sandbox.write("jianyi.yaml", std::fs::read("jianyi.yaml").unwrap());
    let empty = tracking_columns(&sandbox);
    let record = sandbox.read("recommendations/009.yaml");
    let measures = "逐家核对，建立台账。".repeat(20);
    let filled = format!("{record}measures: {measures}\nstatus: 整改中\nnote: 无\n");
    sandbox.write("recommendations/009.yaml", filled);
    let widths = tracking_columns(&sandbox);
    for (column, (width, empty)) in widths.iter().zip(&empty).enumerate() {
        match column {
            2 => assert!(width < empty && *width >= 120.0, "{widths:?}"),
            // 24 lines of 18 points stand on a page, one of them the heads'.
            5 => assert!((200.0 * 12.0 / width) < 22.0, "{widths:?}"),
            _ => assert!((width - empty).abs() < 0.1, "{column}: {widths:?}"),
        }
    }
}

#[test]
fn the_column_of_numbers_holds_the_longest() {
    let sandbox = Sandbox::issued();
    let record = sandbox.read("recommendations/047.yaml");
    for (number, digits) in [(1_047, 4.0), (1_000_047, 7.0)] {
        let other = record.replace("number: 47\n", &format!("number: {number}\n"));
        sandbox.write(&format!("recommendations/{number}.yaml"), other);
        assert!(tracking_columns(&sandbox)[0] >= digits * 6.5, "{number}");
    }
}

#[test]
fn a_font_path_that_is_not_there_is_an_error() {
    let sandbox = Sandbox::issued();
    for args in ["export --format pdf --font-path none", "brief 津 --font-path none"] {
        let ran = sandbox.run(args);
        assert_eq!(ran.code, 2, "{args}");
        assert!(ran.err.contains("没有 none"), "{}", ran.err);
    }
}
