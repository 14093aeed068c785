//! The parts of whole files, read back.

use std::io::Read;

use super::*;
use crate::document::{Align, Block, Chart, Column, Row, Run, Style, Table};

fn parts(document: &Document) -> Vec<(String, String)> {
    let written = write(document, &Options::default()).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(written.bytes)).unwrap();
    (0..archive.len())
        .map(|i| {
            let mut file = archive.by_index(i).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            let name = file.name().unwrap().into_owned();
            (name, text)
        })
        .collect()
}

fn body(blocks: Vec<Block>) -> String {
    let document = Document { title: "清单".into(), blocks, ..Document::default() };
    let part = parts(&document).into_iter().find(|(name, _)| name == "word/document.xml");
    part.unwrap().1
}

fn table() -> Block {
    let columns = vec![
        Column { head: "序号".into(), width: 1.0, ..Column::default() },
        Column { head: "建议".into(), width: 9.0, ..Column::default() },
    ];
    let cell = |text: &str| crate::document::Cell { text: text.into(), number: None };
    Block::Table(Table {
        columns,
        rows: vec![Row { cells: vec![cell("1"), cell("一\n二")] }],
    })
}

#[test]
fn every_part_is_declared_and_nothing_lies_outside() {
    let parts = parts(&Document::default());
    let types = &parts[0].1;
    let (overhead, content): (Vec<_>, Vec<_>) = parts
        .iter()
        .partition(|(name, _)| name.starts_with('[') || name.contains("_rels/"));
    assert_eq!(overhead.len(), 3);
    for (name, _) in &content {
        assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name}");
    }
    assert_eq!(types.matches("PartName").count(), content.len());
    for (name, text) in &parts {
        assert!(!text.contains("TargetMode"), "{name} refers to the world outside");
    }
}

#[test]
fn the_page_is_that_of_the_standard() {
    let parts = parts(&Document::default());
    let part = |name: &str| parts.iter().find(|(n, _)| n == name).unwrap().1.clone();
    let document = part("word/document.xml");
    let margins = r#"w:top="2098" w:right="1474" w:bottom="1984" w:left="1587""#;
    assert!(document.contains(margins));
    let settings = part("word/settings.xml");
    assert!(settings.contains("<w:evenAndOddHeaders/>"));
    // What a program keeps from line ends by itself leaves —— and …… to be parted.
    for (name, marks) in [("After", "“（《〔"), ("Before", "。，、）》”…—～")]
    {
        let kept = settings.split_once(&format!("<w:noLineBreaks{name} ")).unwrap().1;
        let kept = kept.split_once("/>").unwrap().0;
        assert!(marks.chars().all(|mark| kept.contains(mark)), "{name}: {kept}");
    }
    let styles = part("word/styles.xml");
    for font in ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"] {
        assert!(styles.contains(&format!("w:eastAsia=\"{font}\"")), "{font}");
    }
    assert!(styles.contains(r#"w:firstLine="640" w:firstLineChars="200""#));
    // 22 of them fit between the margins, 580 would not.
    assert!(styles.contains(r#"w:line="579" w:lineRule="exact""#));
}

#[test]
fn text_is_never_markup() {
    let evil = "</w:t><w:altChunk r:id=\"x\"/>\u{0}\u{B}&amp;";
    let body = body(vec![
        Block::Title(evil.into()),
        Block::Heading { level: 1, text: evil.into() },
        Block::Paragraph {
            runs: vec![Run::styled(evil, Style::Strong)],
            align: Align::Body,
        },
        Block::Contents,
    ]);
    assert!(!body.contains("<w:altChunk"));
    assert_eq!(
        body.matches("&lt;w:altChunk r:id=&quot;x&quot;/&gt;\u{FFFD}\u{FFFD}").count(),
        4
    );
}

#[test]
fn a_long_title_is_parted_between_words_where_the_page_parts_it() {
    let title = || Block::Title("河南省关于重点行业领域安全生产工作建议清单".into());
    assert!(body(vec![title()]).contains(
        "河南省关于重点行业领域</w:t><w:br/><w:t xml:space=\"preserve\">安全生产"
    ));
    // The turned page is wide enough for it.
    assert!(!body(vec![Block::Landscape(vec![title()])]).contains("<w:br/>"));
}

#[test]
fn the_head_of_a_table_repeats_and_its_section_is_turned() {
    let body = body(vec![Block::Landscape(vec![table()]), Block::Subtitle("后".into())]);
    assert!(body.contains("<w:tblHeader/>"));
    assert!(body.contains("w:orient=\"landscape\""));
    assert_eq!(body.matches("<w:sectPr>").count(), 2);
}

#[test]
fn a_document_that_ends_turned_has_no_upright_page_after_it() {
    let body = body(vec![Block::Landscape(vec![table()])]);
    assert_eq!(body.matches("<w:sectPr>").count(), 1);
    assert!(body.ends_with("</w:sectPr></w:body></w:document>"));
    assert!(body.contains("w:orient=\"landscape\""));
}

#[test]
fn tables_side_by_side_stay_two() {
    let body = body(vec![table(), table()]);
    assert!(!body.contains("</w:tbl><w:tbl>") && !body.contains("</w:tbl><w:sectPr>"));
}

#[test]
fn contents_are_a_field_over_the_headings() {
    let heading = |text: &str| Block::Heading { level: 1, text: text.into() };
    let body = body(vec![
        Block::Contents,
        Block::PageBreak,
        heading("天津市"),
        heading("河南省"),
    ]);
    assert!(body.contains("TOC \\o") && body.contains("w:anchor=\"_Toc1\""));
    assert!(body.contains("w:name=\"_Toc1\"") && body.contains("<w:pageBreakBefore/>"));
}

#[test]
fn a_chart_is_drawn_with_a_bar_for_each_value() {
    let bars = vec![("消防".into(), 8), ("煤矿".into(), 0)];
    let body = body(vec![Block::Chart(Chart { title: "按主题".into(), bars })]);
    assert_eq!(body.matches("<w:shd ").count(), 2);
    assert!(body.contains("消防") && body.contains(">8<"));
    // The three cells of the first row stay with the second, and nothing with the third.
    assert_eq!(body.matches("<w:keepNext/>").count(), 3);
}

#[test]
fn a_chart_longer_than_a_page_is_not_kept_together() {
    let bars = (0..40).map(|i| (format!("主题{i}"), i)).collect();
    let body = body(vec![Block::Chart(Chart { title: "按主题".into(), bars })]);
    assert_eq!(body.matches("<w:keepNext/>").count(), 0);
}

#[test]
fn a_table_at_the_end_asks_for_no_page_more() {
    let body = body(vec![Block::Landscape(vec![table()])]);
    let after = body.rsplit("</w:tbl>").next().unwrap();
    assert_eq!(after.matches("<w:p>").count(), 1);
    assert!(after.contains("w:line=\"10\""), "{after}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = Document { blocks: vec![table()], ..Document::default() };
    let written = || write(&document, &Options::default()).unwrap();
    assert_eq!(written(), written());
}
