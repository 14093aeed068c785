//! What the page holds, as text.

use super::*;
use crate::document::{Align, Block, Cell, Column, ListItem, Row, Run, Table};

fn page(blocks: Vec<Block>) -> String {
    let document = Document { title: "清单".into(), blocks, ..Document::default() };
    String::from_utf8(write(&document, &Options::default()).unwrap().bytes).unwrap()
}

#[test]
fn base_64_is_that_of_the_rfc() {
    for (text, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foobar", "Zm9vYmFy")]
    {
        assert_eq!(base64(text.as_bytes()), coded);
    }
}

#[test]
fn the_policy_allows_the_page_s_own_style_and_script_and_nothing_else() {
    let page = page(Vec::new());
    assert!(page.contains("default-src 'none'"));
    assert!(page.contains(&format!("script-src 'sha256-{}'", digest(SCRIPT))));
    assert_eq!(page.matches("<script>").count(), 1);
    assert!(!page.contains("style=") && !page.contains("http://"));
}

#[test]
fn text_is_never_markup() {
    let evil = "</script><img src=x onerror=alert(1)>\u{0}'\"";
    let cell = Cell { text: evil.into(), number: None };
    let column = Column { head: evil.into(), merge: true, ..Column::default() };
    let item = ListItem {
        facets: vec![(evil.into(), vec![evil.into()])],
        paragraphs: vec![vec![Run::plain(evil)]],
        ..ListItem::default()
    };
    let page = page(vec![
        Block::Title(evil.into()),
        Block::Contents,
        Block::Heading { level: 1, text: evil.into() },
        Block::Paragraph { runs: vec![Run::plain(evil)], align: Align::Left },
        Block::List(vec![item]),
        Block::Table(Table {
            columns: vec![column],
            rows: vec![Row { cells: vec![cell] }],
        }),
    ]);
    assert!(!page.contains("<img") && !page.contains('\0'));
    assert_eq!(page.matches("</script>").count(), 1);
}

#[test]
fn a_title_may_be_parted_between_its_words() {
    let page = page(vec![Block::Title("安全生产<清单>".into())]);
    assert!(page.contains("<h1>安全<wbr>生产<wbr>&lt;<wbr>清单<wbr>&gt;</h1>"), "{page}");
}

#[test]
fn headings_open_sections_that_close_in_order() {
    let heading = |level| Block::Heading { level, text: "一".into() };
    let page = page(vec![heading(1), heading(2), heading(2), heading(1)]);
    assert_eq!(page.matches("<section").count(), page.matches("</section>").count());
    assert!(page.contains("<h3 id=\"h1\">"));
}

#[test]
fn labels_and_choices_of_a_table_can_be_filtered_by() {
    let column =
        |head: &str, merge| Column { head: head.into(), merge, ..Column::default() };
    let cell = |text: &str| Cell { text: text.into(), number: None };
    let columns = vec![column("地区", true), column("建议", false)];
    let rows = vec![Row { cells: vec![cell("河南省"), cell("一")] }];
    let page = page(vec![Block::Table(Table { columns, rows })]);
    assert!(page.contains("data-f=\"[[&quot;地区&quot;,[&quot;河南省&quot;]]]\""));
}
