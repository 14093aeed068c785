//! Templates over a small corpus whose texts are as hard as they come.

use super::*;
use crate::corpus::Corpus;
use crate::document::{Align, Block, ListItem, Run, Style};
use crate::model::{DEFAULT_LIST, Recommendation};
use crate::record::Record;
use crate::select::{Selectors, select};

const HARD: &str = "# 甲 **乙** <script>alert(1)</script> | `丙` [丁](http://x) &lt; {{ 7*7 }} ---\n    缩进";

fn corpus() -> Corpus {
    let record = |number: u32, body: &str| Record {
        path: format!("recommendations/{number:03}.yaml"),
        list: DEFAULT_LIST.to_owned(),
        number: Some(number),
        value: Some(Recommendation {
            number,
            region: "河南省".to_owned(),
            title: (number == 5).then(|| "加强监管。".to_owned()),
            body: body.to_owned(),
            topics: vec!["消防".to_owned(), "危化".to_owned()],
            ..Recommendation::default()
        }),
        ..Record::default()
    };
    Corpus { records: vec![record(5, HARD), record(6, "平文。")], ..Corpus::default() }
}

fn made(template: &str) -> Result<Document, TemplateError> {
    let corpus = corpus();
    from_template("t.md", template, &select(&corpus, &Selectors::default()).unwrap())
}

fn blocks(template: &str) -> Vec<Block> {
    made(template).unwrap().blocks
}

fn message(template: &str) -> String {
    made(template).unwrap_err().message
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { runs: vec![Run::plain(text)], align: Align::Body }
}

#[test]
fn what_a_record_says_is_never_markup() {
    let (first, second) = HARD.split_once('\n').unwrap();
    assert_eq!(blocks("{{ items[0].body }}"), [paragraph(first), paragraph(second)]);
    assert_eq!(
        blocks("## {{ items[0].body }}"),
        [Block::Heading { level: 1, text: HARD.to_owned() }]
    );
    let Some(Block::Table(table)) =
        blocks("| 甲 | 乙 |\n|---|---|\n| {{ items[0].body }} | {{ items[1].body }} |")
            .pop()
    else {
        panic!("no table");
    };
    let cells: Vec<&str> =
        table.rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(cells, [HARD, "平文。"]);
    // Nor by way of macros, blocks and joins.
    let round = "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(items[0].region ~ '*') }}";
    assert_eq!(blocks(round), [paragraph("河南省*")]);
    for filter in ["safe", "tojson", "e"] {
        assert!(message(&format!("{{{{ items[0].body|{filter} }}}}")).contains("过滤器"));
    }
}

#[test]
fn bold_around_a_value_is_bold() {
    assert_eq!(
        blocks("前**{{ items[0].title }}**后"),
        [Block::Paragraph {
            runs: vec![
                Run::plain("前"),
                Run::styled("加强监管。", Style::Strong),
                Run::plain("后"),
            ],
            align: Align::Body,
        }]
    );
}

#[test]
fn all_that_stands_in_an_item_is_kept() {
    let template = "1. 甲\n\n       {{ items[1].body }}\n\n   > 乙\n\n   3. 丙\n   4. 丁\n      - 戊\n2. 己";
    let Some(Block::List(items)) = blocks(template).pop() else { panic!("no list") };
    let texts = |item: &ListItem| -> Vec<String> {
        let text = |runs: &Vec<Run>| runs.iter().map(|run| run.text.as_str()).collect();
        item.paragraphs.iter().map(text).collect()
    };
    assert_eq!(texts(&items[0]), ["甲", "平文。", "乙", "3. 丙", "4. 丁", "戊"]);
    assert_eq!(texts(&items[1]), ["己"]);
    assert!(message("- 甲\n\n  | 乙 |\n  |---|\n").contains("写在列表外面"));
}

#[test]
fn an_address_is_printed_and_what_cannot_be_is_an_error() {
    let text = |template: &str| match blocks(template).as_slice() {
        [Block::Paragraph { runs, .. }] => {
            runs.iter().map(|run| run.text.as_str()).collect()
        }
        other => format!("{other:?}"),
    };
    assert_eq!(
        text("见[应急管理部](https://www.mem.gov.cn)，<a@b.cn>，<https://a.cn>。"),
        "见应急管理部（https://www.mem.gov.cn），a@b.cn，https://a.cn。"
    );
    assert_eq!(text("甲[^1]\n\n[^1]: 注。"), "甲^1（注。）");
    assert!(message("![图](x.png)").contains("不能放图片（x.png）"));
    assert!(message("~~废止~~").contains("不能用删除线"));
}

#[test]
fn a_template_has_all_that_reports_have() {
    insta::assert_debug_snapshot!(blocks(
        "# {{ document.title }}\n\n<!-- contents -->\n\n{% for region in regions %}\n\
         ## {{ region.name }}\n\n{% for item in region.items %}\n\
         {{ item.number }}. {{ item.topics|join('＋') }}\n{% endfor %}\n{% endfor %}\n---\n\n\
         一行\n接着，{{ items[1].topics }}\nsome\nwords<br>另起\n\n\
         <!-- landscape -->\n\n| 序号 | 备注 |\n|:-:|---|\n{% for item in items %}\n\
         | {{ item.number }} | {{ item.title }} |\n{% endfor %}\n\n<!-- portrait -->\n\n完"
    ));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    assert_eq!(
        message("甲\n乙：{{ itms }}"),
        "模板 t.md 第 2 行第 6 列：没有这个名称“itms”；可用 document（title、issuer、date、number）、\
         regions（各有 name、code、items）和 items（字段同 export --format json）"
    );
    for (template, expected) in [
        ("{% for %}", "第 1 行第 8 列：写法有误“%}”，这里应为 in"),
        ("甲\n{{ (1 }}", "第 2 行第 7 列：写法有误“}”，这里应为 )"),
        ("{{ items[0].nosuch }}", "第 1 行第 4 列：没有这个名称“items[0].nosuch”"),
        ("{% for a in items %}", "没有写完，如缺 {% endfor %}"),
        ("{{ items|foo }}", "第 1 行第 10 列：没有这个过滤器“foo”"),
        ("{{ items[0].number + 'a' }}", "这些值不能这样运算"),
    ] {
        let message = message(template);
        assert!(message.contains(expected), "{template}: {message}");
        // The engine speaks English; what is left of it here is the template's own.
        assert!(
            !message.contains("unexpected") && !message.contains("unknown"),
            "{message}"
        );
    }
    assert!(message("<div>甲</div>").contains("不能用 HTML"));
    assert!(message("甲 <b>乙</b>").contains("不能用 HTML"));
    assert!(message("\u{FDD0}0").contains("请删去它们"));
    assert!(message("{% include '/etc/passwd' %}").contains("没有这个模板"));
    assert!(message("{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}").contains("步骤太多"));
}
