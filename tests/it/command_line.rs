//! Command lines that clap does not take, and the help, as people see them.

use jianyi::text::width;

use crate::common::Sandbox;

/// What is typed, and the first line of what comes back.
const WRONG: &[(&str, &str)] = &[
    ("foo", "没有命令“foo”"),
    ("validat", "没有命令“validat”，是否指 validate"),
    ("validate --formt json", "没有选项“--formt”，是否指 --format"),
    ("filter a", "多了参数“a”"),
    (
        "validate --format jsn",
        "--format <FORMAT> 不能是“jsn”，是否指 json；\
         可用 human、short、json、sarif、github、junit",
    ),
    ("--root", "--root <DIR> 后面缺少值"),
    ("--color", "--color <WHEN> 后面缺少值；可用 auto、always、never"),
    ("renumber --start 0", "--start <N> 不能是“0”：应为 1 到 999999999 的整数"),
    ("renumber --move 1", "--move <12:3> 不能是“1”：写成 12:3，即把第 12 条移到第 3"),
    ("completions", "缺少 <SHELL>"),
    ("fmt --check --dry-run", "--check 不能与 --dry-run 一起用"),
    ("fmt --check --check", "--check 只能写一次"),
    ("fmt --quiet=yes", "--quiet 不带值，多了“yes”"),
    ("\u{1b}[31m", "没有命令“␛[31m”"),
];

#[test]
fn a_wrong_command_line_is_told_in_chinese_with_a_way_out() {
    let sandbox = Sandbox::new();
    for (args, expected) in WRONG {
        let ran = sandbox.run(args);
        assert_eq!((ran.out.as_str(), ran.code), ("", 2), "{args}");
        let mut lines = ran.err.lines();
        assert_eq!(lines.next(), Some(format!("错误：{expected}").as_str()));
        assert_eq!(lines.next_back(), Some("说明见 --help"), "{}", ran.err);
    }
}

#[test]
fn a_folder_without_a_corpus_is_no_clean_one() {
    let sandbox = Sandbox::new();
    for args in [
        "validate", "collate", "fmt --check", "renumber --check", "filter", "export",
        "brief --check", "import filled.csv",
    ] {
        let ran = sandbox.run(args);
        assert!(
            ran.code == 2 && ran.err.contains("这里没有语料库"),
            "{args}: {}",
            ran.err
        );
    }
}

#[test]
fn help_may_be_asked_for_as_a_command() {
    let sandbox = Sandbox::new();
    for (asked, usual) in [("help", "--help"), ("help export", "export --help")] {
        let [asked, usual] = [asked, usual].map(|line| sandbox.run(line));
        assert_eq!((asked.out, asked.code), (usual.out, 0));
    }
    assert!(sandbox.run("help foo").err.contains("没有命令“foo”"));
}

#[test]
fn help_is_chinese_and_fits_the_terminal() {
    let sandbox = Sandbox::new();
    let commands = jianyi::cli::command();
    let names: Vec<&str> =
        commands.get_subcommands().map(clap::Command::get_name).collect();
    for name in names.into_iter().chain([""]) {
        for help in ["-h", "--help"] {
            let ran = sandbox.run(&format!("{name} {help}"));
            assert_eq!((ran.err.as_str(), ran.code), ("", 0), "{name}");
            for word in ["[default", "ossible values", "Usage", "Options"] {
                assert!(!ran.out.contains(word), "{name}: {}", ran.out);
            }
            // The terminal of the sandbox.
            let long = ran.out.lines().find(|line| width(line) > 100);
            assert_eq!(long, None, "{name}");
        }
    }
}

#[test]
fn a_manual_page_names_its_command_and_sets_lists_line_by_line() {
    let page = Sandbox::new().run("man validate").out;
    for line in [
        ".TH jianyi-validate 1 \"\" \"validate \" ",
        "jianyi\\-validate \\- 检查语料库",
        ".br",
        "\\- short：一处一行：路径:行:列",
    ] {
        assert!(page.lines().any(|found| found == line), "{line}\n{page}");
    }
    assert!(page.contains("\n\\fBjianyi validate\\fR [\\fB\\-\\-format\\fR]"), "{page}");
}

#[test]
fn the_examples_in_a_new_configuration_are_right() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.run("init .").code, 0);
    let config = sandbox.read("jianyi.yaml");
    let is_example = |rest: &str| rest.starts_with([' ', 'i', 'd', 'n', 'f', 'r']);
    let uncommented: Vec<&str> = config
        .lines()
        .map(|line| {
            line.strip_prefix("# ").filter(|rest| is_example(rest)).unwrap_or(line)
        })
        .collect();
    assert!(uncommented.contains(&"rules:"), "{uncommented:?}");
    sandbox.write("jianyi.yaml", uncommented.join("\n"));
    let ran = sandbox.run("validate");
    assert_eq!(ran.code, 0, "{}", ran.out);
}

#[test]
fn completions_offer_what_the_tables_hold() {
    let sandbox = Sandbox::new();
    for (shell, words) in [
        ("bash", ["markdown csv json", "list tracking matrix", "黑龙江省", "half-width"]),
        ("fish", ["typst\\t", "tracking\\t", "国家层面", "消防安全"]),
        ("zsh", ["typst\\:", "tracking\\:", "消防安全", "half-width\\:"]),
    ] {
        let script = sandbox.run(&format!("completions {shell}")).out;
        for word in words {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}
