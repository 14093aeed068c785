//! `import` and `add`: what people send back, and what they add.

use crate::common::Sandbox;

/// The table of the items of one region, filled with `status` for the one with number 9.
fn filled(sandbox: &Sandbox, status: &str) -> String {
    sandbox.write(
        "jianyi.yaml",
        "fields:\n  status:\n    title: 完成情况\n    enum: [整改中, 已销号]\n",
    );
    let table = sandbox.run("export --report tracking --format csv --region 豫").out;
    let filled = table.lines().map(|line| match line.strip_prefix("9,") {
        Some(rest) => {
            format!("9,{}\r\n", rest.replace(",,,,,,", &format!(",,,,,{status},")))
        }
        None => format!("{line}\r\n"),
    });
    filled.collect()
}

#[test]
fn a_filled_table_comes_back_into_the_records() {
    let sandbox = Sandbox::issued();
    sandbox.write("tracking.csv", filled(&sandbox, "已销号"));
    let before = sandbox.read("recommendations/009.yaml");
    let dry = sandbox.run("import tracking.csv --dry-run");
    assert_eq!((dry.code, sandbox.read("recommendations/009.yaml")), (0, before.clone()));
    let ran = sandbox.run("import tracking.csv");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out, "recommendations/009.yaml  status：（空） → 已销号\n");
    let after = sandbox.read("recommendations/009.yaml");
    assert_eq!(
        after.lines().filter(|line| !before.contains(line)).collect::<Vec<_>>(),
        ["status: 已销号"]
    );
    assert_eq!(
        sandbox.run("filter --where status==\"已销号\" --format numbers").out,
        "9\n"
    );
    let again = sandbox.run("import tracking.csv");
    assert_eq!((again.code, again.out.as_str()), (0, ""));
}

#[test]
fn the_table_of_several_lists_names_them_in_chinese_and_comes_back() {
    let sandbox = Sandbox::issued();
    sandbox.write("jianyi.yaml", "fields:\n  note: {title: 备注, type: string}\n");
    let record = "number: 9\nregion: 河南省\nbody: |\n  加强消防安全检查。\n";
    sandbox.write("recommendations/b/009.yaml", record);
    let table = sandbox.run("export --report tracking --format csv --number 9").out;
    assert!(table.contains("\n默认清单,9,") && table.contains("\nb,9,"), "{table}");
    let filled: String = table.lines().map(|line| line.to_owned() + "已办\r\n").collect();
    sandbox.write("tracking.csv", filled.replacen("备注已办", "备注", 1));
    let ran = sandbox.run("import tracking.csv");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
}

#[test]
fn a_value_that_is_not_among_those_declared_is_not_imported() {
    let sandbox = Sandbox::issued();
    sandbox.write("tracking.csv", filled(&sandbox, "搞定"));
    let before = sandbox.read("recommendations/009.yaml");
    let wrong = sandbox.run("import tracking.csv");
    assert_eq!((wrong.code, sandbox.read("recommendations/009.yaml")), (1, before));
    assert!(
        wrong.err.contains("未导入") && wrong.err.contains("可以写：整改中、已销号"),
        "{}",
        wrong.err
    );
}

#[test]
fn what_export_wrote_changes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "jianyi.yaml",
        "fields:\n  note: {}\n  tags: {type: array}\n  more: {type: object}\n",
    );
    sandbox.write(
        "recommendations/001.yaml",
        "number: 1\nregion: 河南省\nbody: |\n  要加强监管。\nnote: \"　甲\\n乙 \"\n\
         tags: [\"甲;乙\", \"丙、丁\", \"=1\"]\nmore: {a: 1}\n",
    );
    sandbox.write(
        "recommendations/002.yaml",
        "number: 2\nregion: 河南省\nbody: |\n  要加强执法。\nnote: 5\n",
    );
    for excel in ["", "--excel"] {
        let table = sandbox.run(&format!("export --format csv {excel}")).out;
        sandbox.write("t.csv", &table);
        let ran = sandbox.run("import t.csv --dry-run");
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
        sandbox.write("t.csv", table.replace("甲;乙", "甲;戊"));
        assert!(sandbox.run("import t.csv --dry-run").out.contains("戊"));
    }
}

#[test]
fn a_list_whose_folder_would_not_be_read_is_not_begun() {
    let sandbox = Sandbox::new();
    sandbox.write("jianyi.yaml", "");
    sandbox.write("seeds/a.txt", "河南省\n1. 要加强监管。\n");
    for list in [".hidden", "a/b", "", "b.yaml", "../up"] {
        for command in
            [&["add", "--region", "豫", "要巡查。"][..], &["parse", "seeds/a.txt"]]
        {
            let ran = sandbox.run_with(&[command, &["--list", list]].concat(), "");
            assert_eq!((ran.out.as_str(), ran.code), ("", 2), "{list}");
            assert!(ran.err.contains("请用一个普通的文件夹名"), "{}", ran.err);
        }
    }
}

#[test]
fn a_new_recommendation_comes_last() {
    let sandbox = Sandbox::issued();
    let ran = sandbox
        .run_with(&["add", "--region", "豫"], "加强消防监管。各级民政部门\n要巡查。\n");
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "recommendations/048.yaml\n"),
        "{}",
        ran.err
    );
    assert_eq!(
        sandbox.run("filter --number 48 --where title==\"加强消防监管\" --count").out,
        "1\n"
    );
    assert!(
        sandbox.read("recommendations/048.yaml").contains("  各级民政部门要巡查。\n")
    );
}

#[test]
fn a_workbook_comes_back_with_its_dates() {
    let sandbox = Sandbox::issued();
    sandbox.write(
        "jianyi.yaml",
        "fields:\n  due: {title: 完成时限, type: string, format: date}\n  progress: {type: integer}\n",
    );
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 3, 1).unwrap();
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy年m月d日");
    sheet.write(0, 0, "河南省跟踪表").unwrap();
    for (column, head) in ["序号", "地区", "完成时限", "progress"].into_iter().enumerate()
    {
        sheet.write(2, u16::try_from(column).unwrap(), head).unwrap();
    }
    sheet.write(3, 0, 9).unwrap();
    sheet.write(3, 1, "河南").unwrap();
    sheet.write_with_format(3, 2, &date, &format).unwrap();
    sheet.write(3, 3, 80).unwrap();
    // A second sheet cannot say otherwise of the same item.
    let other = book.add_worksheet();
    other.write(0, 0, "序号").unwrap();
    other.write(0, 1, "progress").unwrap();
    other.write(1, 0, 9).unwrap();
    other.write(1, 1, 90).unwrap();
    sandbox.write("t.xlsx", book.save_to_buffer().unwrap());
    let ran = sandbox.run("import t.xlsx");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("以前面的为准"), "{}", ran.err);
    let row = sandbox.run("filter --number 9 --format jsonl").out;
    let row: serde_json::Value = serde_json::from_str(&row).unwrap();
    assert_eq!((&row["due"], &row["progress"]), (&"2026-03-01".into(), &80.into()));
}

#[test]
fn what_is_no_tracking_table_is_refused() {
    let sandbox = Sandbox::issued();
    sandbox.write("a.csv", "甲,乙\n1,2\n");
    for (args, said) in [
        ("import a.csv", "没有找到表头"),
        ("import none.csv", "无法读取 none.csv"),
        ("import a.csv --list b", "没有名为“b”的清单"),
    ] {
        let ran = sandbox.run(args);
        assert_eq!((ran.code, ran.err.contains(said)), (2, true), "{args}: {}", ran.err);
    }
}
