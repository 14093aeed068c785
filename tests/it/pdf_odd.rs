//! Documents of every shape through every format: whatever a template builds, a writer
//! answers with bytes or with a message, and the same both times.

use jianyi::document::{
    Align, Block, Cell, Chart, Column, Document, ListItem, Row, Run, Style, Table,
};
use jianyi::write::{FORMATS, Options};
use proptest::prelude::*;

/// Mostly what every Chinese font has, so that the PDF is drawn too, and now and then what
/// none has.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        30 => "[一二，。“”（）—…a1 =<&\"'\\]\\\\#\n\t\u{0}\u{1b}\u{ad}\u{200d}]{0,30}",
        1 => "[\u{301}\u{e000}\u{fffe}\u{10fffe}]{1,3}",
    ]
}

fn runs() -> impl Strategy<Value = Vec<Run>> {
    let style = prop_oneof![Just(Style::Plain), Just(Style::Strong), Just(Style::Label)];
    prop::collection::vec((text(), style).prop_map(|(t, s)| Run::styled(t, s)), 0..3)
}

fn align() -> impl Strategy<Value = Align> {
    prop_oneof![
        Just(Align::Body),
        Just(Align::Left),
        Just(Align::Centre),
        Just(Align::Right)
    ]
}

fn table() -> impl Strategy<Value = Block> {
    let width =
        prop_oneof![Just(f32::NAN), Just(0.0), Just(-1.0), Just(f32::MAX), 0.1_f32..9.0];
    let column =
        (text(), width, align(), any::<bool>(), prop::collection::vec(text(), 0..3));
    let column = column.prop_map(|(head, width, align, merge, choices)| Column {
        head,
        width,
        align,
        merge,
        sheets: merge,
        choices,
    });
    let number = prop_oneof![Just(None), Just(Some(f64::NAN)), Just(Some(3.5))];
    let cell = (text(), number).prop_map(|(text, number)| Cell { text, number });
    let row = prop::collection::vec(cell, 0..4).prop_map(|cells| Row { cells });
    (prop::collection::vec(column, 0..4), prop::collection::vec(row, 0..4))
        .prop_map(|(columns, rows)| Block::Table(Table { columns, rows }))
}

fn block() -> impl Strategy<Value = Block> {
    let item = (any::<Option<u32>>(), prop::collection::vec(runs(), 0..3));
    let item = item.prop_map(|(number, paragraphs)| ListItem {
        number,
        paragraphs,
        ..ListItem::default()
    });
    let bars = prop::collection::vec((text(), any::<u32>()), 0..15);
    let flat = prop_oneof![
        text().prop_map(Block::Title),
        text().prop_map(Block::Subtitle),
        (0..9_u8, text()).prop_map(|(level, text)| Block::Heading { level, text }),
        (runs(), align()).prop_map(|(runs, align)| Block::Paragraph { runs, align }),
        prop::collection::vec(item, 0..3).prop_map(Block::List),
        table(),
        (text(), bars).prop_map(|(title, bars)| Block::Chart(Chart { title, bars })),
        Just(Block::Contents),
        Just(Block::PageBreak),
    ];
    flat.prop_recursive(2, 8, 4, |inner| {
        prop::collection::vec(inner, 0..4).prop_map(Block::Landscape)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_format_writes_every_document_or_says_why_not(
        blocks in prop::collection::vec(block(), 0..6), title in text(),
    ) {
        let document =
            Document { title: title.clone(), author: Some(title), date: None, blocks };
        let options = Options { split: true, ..Options::default() };
        for format in FORMATS {
            if let Some(write) = format.document {
                let written = write(&document, &options);
                prop_assert_eq!(&written, &write(&document, &options), "{}", format.name);
                if let Err(error) = written {
                    prop_assert!(!error.message.is_empty());
                }
            }
        }
    }
}
