//! Whole pages, in a font where Chinese is one em wide and the rest half of one.

use super::grid::{AREA_LONG, AREA_SHORT, CHARACTER, LINE, MM, Sheet};
use super::metrics::Even;
use super::*;
use crate::document::{Align, Cell, Chart, Column, Row, Run, Table};

fn paragraph(text: &str) -> Block {
    Block::Paragraph { runs: vec![Run::plain(text)], align: Align::Body }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.into() }
}

/// A document, laid out.
struct Pages {
    pages: Vec<Page>,
    outline: Vec<Bookmark>,
}

fn document(blocks: Vec<Block>) -> Pages {
    let document = Document { blocks, ..Document::default() };
    let mut pages = Vec::new();
    let done = lay(&document, &Even, &mut |page, _| pages.push(page));
    Pages { pages, outline: done.outline }
}

fn texts(page: &Page) -> Vec<&Text> {
    page.marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Text(text) => Some(text),
            _ => None,
        })
        .collect()
}

/// The texts of a page, but for its number.
fn body(page: &Page) -> Vec<&str> {
    let mut texts: Vec<&str> =
        texts(page).iter().map(|text| text.text.as_str()).collect();
    texts.pop();
    texts
}

fn row(cells: &[&str]) -> Row {
    let cell = |text: &&str| Cell { text: (*text).into(), number: None };
    Row { cells: cells.iter().map(cell).collect() }
}

fn table(rows: Vec<Row>) -> Block {
    let column = |head: &str, width, merge| Column {
        head: head.into(),
        width,
        merge,
        ..Column::default()
    };
    let columns = vec![column("地区", 2.0, true), column("建议", 8.0, false)];
    Block::Table(Table { columns, rows })
}

#[test]
fn a_page_holds_22_lines_between_the_margins() {
    let pages = document(vec![paragraph(&"安全生产".repeat(400))]);
    for (i, page) in pages.pages.iter().take(2).enumerate() {
        let lines = texts(page);
        assert_eq!(lines.len(), 23, "22 lines and the page number");
        let left = lines[1].x / MM;
        assert!((left - if i == 0 { 28.0 } else { 26.0 }).abs() < 0.01, "{left}");
        assert!(((lines[0].y - 0.88 * 16.0) / MM - 37.0).abs() < 0.01);
        assert!((lines[21].y - lines[0].y - 21.0 * LINE).abs() < 0.1);
    }
}

#[test]
fn page_numbers_stand_outside_7_mm_below() {
    let pages = document(vec![paragraph(&"安全生产".repeat(300))]);
    for (i, page) in pages.pages.iter().enumerate() {
        let number = texts(page).pop().unwrap();
        assert_eq!(number.text, format!("— {} —", i + 1));
        let top = (number.y - 0.88 * 14.0) / MM;
        assert!((top - (297.0 - 35.0 + 7.0)).abs() < 0.01, "{top}");
        let width: f32 = number.glyphs.iter().map(|glyph| glyph.advance).sum();
        if i % 2 == 0 {
            assert!((number.x + width - (184.0 * MM - 14.0)).abs() < 0.01);
        } else {
            assert!((number.x - (26.0 * MM + 14.0)).abs() < 0.01);
        }
    }
}

#[test]
fn a_heading_stands_with_what_follows_it() {
    let lines = vec![paragraph("一"); 20];
    let mut blocks = lines;
    blocks.push(heading(1, "天津市"));
    blocks.push(heading(2, "（一）"));
    blocks.push(paragraph("二"));
    let pages = document(blocks);
    assert_eq!(body(&pages.pages[1]), ["天津市", "（一）", "二"]);
    assert_eq!((pages.outline[0].page, pages.outline[0].level), (1, 1));
}

#[test]
fn headings_are_indented_by_two_characters() {
    let pages = document(vec![heading(1, "天津市"), paragraph("一")]);
    let first = texts(&pages.pages[0])[0];
    assert!((first.x - 28.0 * MM - 2.0 * CHARACTER).abs() < 0.01);
}

#[test]
fn contents_name_the_pages_of_the_headings() {
    let mut blocks = vec![Block::Contents, Block::PageBreak, heading(1, "天津市")];
    blocks.push(paragraph(&"安全".repeat(400)));
    blocks.push(heading(1, "河南省"));
    blocks.push(paragraph("一"));
    let pages = document(blocks);
    let contents: String = body(&pages.pages[0]).concat().replace('…', "");
    assert_eq!(contents, "目录天津市2河南省3");
    assert_eq!(pages.outline[1].page, 2);
}

#[test]
fn a_table_repeats_its_head_and_a_merged_label_on_every_page() {
    let rows = (0..60).map(|i| row(&["河南省", &format!("第{i}条")])).collect();
    let pages = document(vec![table(rows)]);
    assert_eq!(pages.pages.len(), 3);
    for page in &pages.pages {
        let texts = body(page);
        assert_eq!(texts[..3], ["地区", "建议", "河南省"]);
        assert_eq!(texts.iter().filter(|text| **text == "河南省").count(), 1);
    }
    let all: Vec<&str> = pages.pages.iter().flat_map(body).collect();
    assert!((0..60).all(|i| all.contains(&format!("第{i}条").as_str())));
}

#[test]
fn a_row_higher_than_a_page_is_parted_and_nothing_of_it_lost() {
    let text = "安全生产".repeat(1000);
    let mut high = row(&["河南省", &text, "9"]);
    high.cells[2].number = Some(9.0);
    let Block::Table(mut parted) = table(vec![high]) else { panic!("a table") };
    parted.columns.push(Column { head: "号".into(), width: 1.0, ..Column::default() });
    let pages = document(vec![paragraph("前"), Block::Table(parted)]);
    assert!(pages.pages.len() > 2);
    let all: String = pages.pages.iter().flat_map(body).collect();
    assert_eq!(all.matches("安全").count() + all.matches("生产").count(), 2000);
    for page in &pages.pages {
        let (x, y, bottom) = (0.0, 0.0, (37.0 + 225.0) * MM);
        assert!(
            texts(page).iter().rev().skip(1).all(|t| t.y < bottom && t.x > x && t.y > y)
        );
        assert!(body(page).contains(&"河南省"), "{:?}", body(page));
        assert!(body(page).contains(&"9"), "{:?}", body(page));
    }
}

#[test]
fn landscape_pages_are_turned_with_the_number_at_the_same_place_of_the_paper() {
    let wide = || Block::Landscape(vec![table(vec![row(&["河南省", "一"])])]);
    let pages = document(vec![paragraph("一"), wide(), paragraph("二"), wide()]);
    let sheets: Vec<Sheet> = pages.pages.iter().map(|page| page.sheet).collect();
    let (upright, turned) = (Sheet::Portrait, Sheet::Landscape);
    assert_eq!(sheets, [upright, turned, upright, turned]);
    let number = texts(&pages.pages[1]).pop().unwrap();
    assert!(number.turned);
    // Even: at the top of the left edge, its head towards the table.
    assert!((number.y - 26.0 * MM - 14.0).abs() < 0.01);
    assert!(((number.x + 0.88 * 14.0) / MM - 28.0).abs() < 0.01);
    assert_eq!(Sheet::Landscape.text(), (AREA_LONG, AREA_SHORT));
}

#[test]
fn a_chart_has_a_bar_a_label_and_a_value_for_each() {
    let bars = vec![("消防".into(), 8), ("危险化学品".into(), 4), ("煤矿".into(), 0)];
    let pages = document(vec![Block::Chart(Chart { title: "按主题".into(), bars })]);
    let widths: Vec<f32> = pages.pages[0]
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Bar { width, .. } => Some(*width),
            _ => None,
        })
        .collect();
    assert!((widths[0] / widths[1] - 2.0).abs() < 0.01 && widths[2] > 0.0);
    let words = ["按主题", "消防", "8", "危险化学品", "4", "煤矿", "0"];
    assert_eq!(body(&pages.pages[0]), words);
}

#[test]
fn an_empty_document_is_an_empty_page() {
    assert_eq!(document(Vec::new()).pages.len(), 1);
    assert_eq!(document(vec![Block::PageBreak, Block::PageBreak]).pages.len(), 1);
}

#[test]
fn a_long_title_is_parted_between_words_into_lines_alike() {
    let title = "关于切实加强危险化学品和消防安全监管工作建议清单落实情况的通报";
    let pages = document(vec![Block::Title(title.into()), paragraph("一")]);
    let lines = body(&pages.pages[0]);
    assert_eq!(lines.len(), 3, "{lines:?}");
    let counts: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
    assert!(counts[0].abs_diff(counts[1]) <= 4, "{lines:?}");
}

#[test]
fn a_title_does_not_stand_alone_above_a_table_with_a_high_row() {
    // The row fits on a page, but not under the title.
    let high = row(&["甲", &"安全".repeat(430)]);
    let blocks =
        vec![Block::Title("跟踪表".into()), table(vec![high, row(&["乙", "二"])])];
    let pages = document(vec![Block::Landscape(blocks)]);
    assert_eq!(pages.pages.len(), 2);
    let first = body(&pages.pages[0]);
    assert!(first.len() > 4 && first[0] == "跟踪表", "{first:?}");
    let all: String = pages.pages.iter().flat_map(body).collect();
    assert_eq!(all.matches("安").count(), 430);
}
