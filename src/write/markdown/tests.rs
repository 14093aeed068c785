//! What is written is read again by plain CommonMark, with GitHub's extensions on and
//! off, and must say the same text.

use proptest::prelude::*;

use super::*;
use crate::document::{Cell, Column, Row, Style};

fn markdown(blocks: Vec<Block>) -> String {
    let document = Document { blocks, ..Document::default() };
    String::from_utf8(write(&document, &Options::default()).unwrap().bytes).unwrap()
}

/// The texts of the paragraphs, headings and cells of `markdown`, as `dialect` reads it.
fn texts(markdown: &str, dialect: &comrak::Options<'_>) -> Vec<String> {
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, markdown, dialect);
    let leaf = |value: &NodeValue| {
        matches!(
            value,
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell
        )
    };
    let blocks = root.descendants().filter(|node| leaf(&node.data().value));
    blocks.map(|block| block.descendants().map(said).collect()).collect()
}

fn said<'a>(node: &'a AstNode<'a>) -> String {
    match &node.data().value {
        NodeValue::Text(text) => text.to_string(),
        NodeValue::HtmlInline(html) if html == "<br>" => "\n".to_owned(),
        NodeValue::Paragraph
        | NodeValue::Strong
        | NodeValue::Heading(_)
        | NodeValue::TableCell
        | NodeValue::Link(_) => String::new(),
        leak => panic!("{leak:?} in a text"),
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { runs: vec![Run::plain(text)], align: Align::Body }
}

fn table(text: &str) -> Block {
    let column = Column { head: text.to_owned(), ..Column::default() };
    let cell = Cell { text: text.to_owned(), number: None };
    Block::Table(Table {
        columns: vec![column.clone(), column],
        rows: vec![Row { cells: vec![cell.clone(), cell] }],
    })
}

const HARD: &[&str] = &[
    "1. 不是列表",
    "1) 不是列表",
    "12.",
    "- 不是列表",
    "+ 不是列表",
    "# 不是标题",
    "#",
    "*不斜* **不粗** _不斜_ __不粗__",
    "<p>不是标签</p><script>alert(1)</script>",
    "<!-- 不是注释 -->",
    "&amp; &lt; &#60; &#x3c; &nbsp;",
    "> 不是引文",
    "a | b",
    "| - | - |",
    "`不是代码` ``",
    "```",
    "~~~",
    "~~不删~~",
    "[^1]",
    "[^1]: 不是脚注",
    "[a](b) ![c](d) [e]: f",
    "[x] 不是任务",
    "---",
    "===",
    "***",
    "\\* \\",
    "a\\\nb",
    "甲 | 乙\n--- | ---",
    "甲\n===",
    "$x$ 和 $$y$$",
    "    四个空格",
    "\t制表",
    "末尾空格  ",
    "末尾井号 #",
    "：冒号 :smile:",
    "全角　空格",
    "𬭛𠂤",
];

#[test]
fn no_text_leaks_into_markup() {
    let github = options();
    let plain = comrak::Options::default();
    for hard in HARD {
        let wanted: Vec<&str> =
            hard.split('\n').map(|l| l.trim_matches([' ', '\t'])).collect();
        let wanted = wanted.join("\n");
        let text = markdown(vec![paragraph(hard), paragraph("后文")]);
        for dialect in [&github, &plain] {
            assert_eq!(texts(&text, dialect), [wanted.as_str(), "后文"], "{text}");
        }
        let one = hard.replace('\n', " ");
        let text = markdown(vec![Block::Heading { level: 1, text: one.clone() }]);
        assert_eq!(texts(&text, &github), [one.trim_matches([' ', '\t'])], "{text}");
        let text = markdown(vec![table(hard)]);
        assert_eq!(texts(&text, &github), vec![wanted.as_str(); 4], "{text}");
    }
}

#[test]
fn urls_keep_their_text() {
    for url in [
        "https://例子.com/a_b_c?x=1&y=2",
        "www.example.com/*x*",
        "a@b.com 甲",
        "mailto:a@b.com",
        "WWW.a_b.com",
    ] {
        let text = markdown(vec![paragraph(url)]);
        assert_eq!(texts(&text, &options()), [url], "{text}");
    }
}

#[test]
fn numbers_stay_the_numbers_they_were() {
    let item = |number| ListItem {
        number: Some(number),
        paragraphs: vec![vec![Run::plain("甲")], vec![Run::plain("乙")]],
        ..ListItem::default()
    };
    let text = markdown(vec![
        Block::List(vec![item(5), item(6), item(9)]),
        Block::List(vec![ListItem {
            number: None,
            paragraphs: vec![vec![Run::plain("丙")]],
            ..ListItem::default()
        }]),
    ]);
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, &text, &options());
    let starts: Vec<usize> = root
        .descendants()
        .filter_map(|node| match &node.data().value {
            NodeValue::Item(item) if item.list_type == ListType::Ordered => {
                Some(item.start)
            }
            _ => None,
        })
        .collect();
    assert_eq!(starts, [5, 6, 9], "{text}");
}

#[test]
fn contents_link_to_the_headings() {
    let heading = |level, text: &str| Block::Heading { level, text: text.to_owned() };
    let text = markdown(vec![
        Block::Title("清单".to_owned()),
        Block::Contents,
        heading(1, "河南省"),
        heading(2, "下级"),
        heading(1, "河南省"),
    ]);
    insta::assert_snapshot!(text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_read_back(
        words in proptest::collection::vec(
            proptest::sample::select(HARD.to_vec()), 1..4
        ),
        more in "[ -~。，、“”《》甲乙]{0,20}",
        strong in "[ -~。，、“”《》甲乙]{0,8}",
    ) {
        let plain = words.concat().replace(['\n', '\t'], "") + &more;
        let runs = vec![
            Run::plain(&plain),
            Run::styled(&strong, Style::Strong),
            Run::plain(&more),
        ];
        let wanted = format!("{plain}{strong}{more}");
        let text = markdown(vec![
            Block::Paragraph { runs, align: Align::Body },
            paragraph("后文"),
        ]);
        let found = texts(&text, &options());
        prop_assert_eq!(found.first().map(String::as_str), Some(wanted.trim_matches(' ')));
    }
}
