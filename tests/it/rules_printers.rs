//! Every form of findings, on findings that are hard to draw: a long line of double-width
//! text, two files, a whole file, an end of a line, and text that would act on a terminal.

use std::collections::BTreeMap;

use jianyi::diag::{
    Edit, Finding, Fix, PRINTERS, Place, Report, RuleInfo, Safety, Severity,
};
use jianyi::text::Span;

use crate::common::Sandbox;

const PATH: &str = "recommendations/001.yaml";
const OTHER: &str = "recommendations/002.yaml";

fn texts() -> BTreeMap<String, String> {
    let long = format!("{},{}。", "要加强安全监管".repeat(30), "落实责任".repeat(30));
    let first = format!("number: 1\nregion: 河南省\nbody: |\n  {long}\n");
    let second = "number: 1\nregion: \u{1b}[31m河\u{202e}蓝省\nbody: \"\"\n".to_owned();
    BTreeMap::from([(PATH.to_owned(), first), (OTHER.to_owned(), second)])
}

fn findings(texts: &BTreeMap<String, String>) -> Vec<Finding> {
    let at = |path: &str, word: &str| {
        let start = texts[path].find(word).unwrap();
        Place::new(path, Span::new(start, start + word.len()))
    };
    let comma = at(PATH, ",");
    let fix = Fix {
        title: "改为“，”".to_owned(),
        safety: Safety::Safe,
        edits: vec![Edit { span: comma.span.unwrap(), text: "，".to_owned() }],
    };
    let end = Span::at(texts[PATH].trim_end().len());
    vec![
        Finding::new("half-width", Severity::Error, comma, "中文之间用了半角“,”")
            .help("改为全角“，”")
            .fix(fix),
        Finding::new("final-stop", Severity::Info, Place::new(PATH, end), "末尾没有句号"),
        Finding::new("file-name", Severity::Warning, Place::file(OTHER), "文件名不一致"),
        Finding::new("number", Severity::Error, at(OTHER, "1"), "序号 1 重复")
            .note(at(PATH, "1"), "序号 1 先在这里"),
        Finding::new(
            "region",
            Severity::Error,
            at(OTHER, "\u{1b}[31m河\u{202e}蓝省"),
            "没有地区“\u{1b}[31m河\u{202e}蓝省”, <50%>",
        ),
    ]
}

fn print(name: &str, findings: &[Finding], columns: usize) -> String {
    let texts = texts();
    let rules =
        [RuleInfo {
            name: "half-width", summary: "半角标点", page: "# half-width\n"
        }];
    let (within, color) = ("", false);
    let report =
        Report { findings, texts: &texts, rules: &rules, within, color, columns };
    let printer = PRINTERS.iter().find(|printer| printer.name == name).unwrap();
    let mut bytes = Vec::new();
    (printer.print)(&report, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn each_form_prints_all_of_it() {
    let findings = findings(&texts());
    for printer in PRINTERS {
        let text = print(printer.name, &findings, 80);
        insta::assert_snapshot!(printer.name, text);
        let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!text.contains(acts), "{}", printer.name);
        assert_eq!(text, print(printer.name, &findings, 80));
    }
}

#[test]
fn each_form_can_say_that_nothing_was_found() {
    for printer in PRINTERS {
        let name = format!("{}_nothing", printer.name);
        insta::assert_snapshot!(name, print(printer.name, &[], 80));
    }
}

#[test]
fn a_long_line_is_cut_to_the_terminal_with_its_mark_under_the_place() {
    let findings = &findings(&texts())[..1];
    for columns in [60, 80, 120] {
        let text = print("human", findings, columns);
        let lines: Vec<&str> = text.lines().collect();
        let quoted = lines.iter().position(|line| line.contains("监管,落实")).unwrap();
        assert!(jianyi::text::width(lines[quoted]) <= columns, "{columns}: {text}");
        let before = lines[quoted].split(',').next().unwrap();
        let mark = lines[quoted + 1].split('━').next().unwrap();
        assert_eq!(jianyi::text::width(before), jianyi::text::width(mark), "{text}");
    }
}

#[test]
fn many_findings_on_one_long_line_take_linear_time() {
    let long = "安全,".repeat(100_000);
    let texts = BTreeMap::from([(PATH.to_owned(), long.clone())]);
    let findings: Vec<Finding> = long
        .match_indices(',')
        .map(|(at, _)| Place::new(PATH, Span::new(at, at + 1)))
        .map(|place| Finding::new("half-width", Severity::Error, place, "半角"))
        .collect();
    let report = Report {
        findings: &findings,
        texts: &texts,
        rules: &[],
        within: "",
        color: false,
        columns: 80,
    };
    let short = PRINTERS.iter().find(|printer| printer.name == "short").unwrap();
    let mut bytes = Vec::new();
    (short.print)(&report, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    // Quadratic, this counts 3·10^10 characters and does not end.
    assert!(text.ends_with(":1:300000: error[half-width] 半角\n"));
}

#[test]
fn paths_for_a_host_of_repositories_begin_at_the_repository() {
    let sandbox = Sandbox::new();
    sandbox.write(".git/HEAD", "ref: refs/heads/main\n");
    sandbox.write("data/清单/recommendations/001.yaml", "number: 1\n");
    let github = sandbox.run("--root data/清单 validate --format github").out;
    assert!(github.contains("file=data/清单/recommendations/001.yaml,"), "{github}");
    let sarif = sandbox.run("--root data/清单 validate --format sarif").out;
    let uri = "\"uri\": \"data/%E6%B8%85%E5%8D%95/recommendations/001.yaml\"";
    assert!(sarif.contains(uri), "{sarif}");
    let short = sandbox.run("--root data/清单 validate --format short").out;
    assert!(short.starts_with("recommendations/001.yaml:"), "{short}");
}
