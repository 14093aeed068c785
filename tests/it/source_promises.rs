//! What the reader promises of any bytes: it never panics, its account tiles the source,
//! and the text of its items is made of the source's own characters.

use jianyi::model::Regions;
use jianyi::source::{self, Class, Parsed};
use proptest::prelude::*;

use crate::source::SEED;

fn read(bytes: &[u8]) -> Parsed<'_> {
    source::read("a", bytes, &Regions::builtin())
}

/// Holds every promise for one source.
fn hold(bytes: &[u8]) {
    let parsed = read(bytes);
    let mut at = 0;
    for piece in parsed.account.pieces() {
        assert_eq!(piece.span.start, at, "pieces tile the source");
        assert!(piece.span.end > at, "no piece is empty");
        if let Class::Text(item) | Class::Number(item) = piece.class {
            assert!((item as usize) < parsed.items.len(), "a piece is of an item");
        }
        at = piece.span.end;
    }
    assert_eq!(at, bytes.len(), "the account is of the whole source");
    for item in &parsed.items {
        assert!(item.lines.first >= 1 && item.lines.last >= item.lines.first);
    }
    let literal = |byte| !bytes.contains(byte);
    // Numbers that only markup gives are in the text as a reader of the page sees them.
    let numbered = parsed.findings.iter().any(|found| found.rule == "numbers-shown");
    let plain = !numbered && b"&\r\0".iter().all(literal);
    if std::str::from_utf8(bytes).is_ok() && plain {
        assert_texts(&parsed, bytes);
    }
    let _ = source::show::plain(&parsed, bytes);
    let _ = source::show::page(&[("a", &parsed, bytes)]);
}

/// The text of an item is the bytes that its pieces of the account hold, line ends put in
/// between; in their order, but for titles in a column of their own, which come first.
fn assert_texts(parsed: &Parsed<'_>, bytes: &[u8]) {
    let bare =
        |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let mut held = vec![Vec::new(); parsed.items.len()];
    for piece in parsed.account.pieces() {
        if let Class::Text(item) = piece.class {
            held[item as usize]
                .extend_from_slice(&bytes[piece.span.start..piece.span.end]);
        }
    }
    let titled = parsed.findings.iter().any(|found| found.rule == "title-column");
    let in_order = |text: &str| -> String {
        let mut shown: Vec<char> = bare(text).chars().collect();
        if titled {
            shown.sort_unstable();
        }
        shown.into_iter().collect()
    };
    for (item, held) in parsed.items.iter().zip(held) {
        let held = String::from_utf8(held).unwrap();
        assert_eq!(in_order(&parsed.text_of(item)), in_order(&held));
    }
}

/// Pieces that sources are made of, and of which random ones are made here.
const PIECES: &[&str] = &[
    "1. ", "2. ", "3、", "（1）", "一、", "①", "1.5", "2020年", "天津市", "河南省",
    "国家层面", "有关中央企业", "【", "】", "：", "。", "，", "加强监管", "提升自", "\n",
    "\n\n", "\t", "\r\n", "\x0c", " ", "　　", "    ", "<p>", "</p>", "<br>", "<table>",
    "<tr>", "<td rowspan=3>", "<td>", "</table>", "<b>", "</b>", "<!--", "-->",
    "<style>", "</style>", "<ol start=3>", "<li>", "</ol>", "<h2>", "</h2>",
    "<p class=\"", "&nbsp;", "&#12288;", "&", "<", ">", "|", "|---|", "# ", "**", "\\",
    "\"", "— 3 —", "第3页", "续表", "工作建议清单", "序号", "地区", "\u{feff}",
    "\u{200b}", "\0",
];

fn mixture() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mixture_of_markup_keeps_the_promises(text in mixture()) {
        hold(text.as_bytes());
    }

    #[test]
    fn any_bytes_keep_the_promises(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        hold(&bytes);
    }

    #[test]
    fn any_text_in_any_encoding_keeps_the_promises(text in mixture(), extra in "\\PC{0,20}") {
        let text = format!("天津市\n1. {text}{extra}");
        let units = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        hold(&[b"\xFF\xFE".to_vec(), units(&text)].concat());
        hold(&units(&text));
        hold(&encoding_rs::GB18030.encode(&text).0);
        hold(&encoding_rs::BIG5.encode(&text).0);
    }

    #[test]
    fn a_damaged_seed_keeps_the_promises(
        from in 0..SEED.len(), length in 0..400_usize, piece in prop::sample::select(PIECES),
    ) {
        let to = (from + length).min(SEED.len());
        hold(&[&SEED[..from], piece.as_bytes(), &SEED[to..]].concat());
    }
}

/// What once cost more than it should where it comes again and again, or is built to.
const REPEATED: &[&str] = &[
    "<p ",
    "<",
    "<!--",
    "<a b=\"",
    "<a b='",
    "<table>",
    "<td>",
    "<style>",
    "&",
    "天津市\n",
    "1. 甲\n",
    "一、",
    "\t",
    "|",
    "\"\t\"",
    "1.",
    "<ol><li>",
    "— 3 —\n",
    "甲  ",
    "**",
    "\n",
    "（",
    "天津市\t\n",
    "<td rowspan=9999>",
    "【天津市】\n2. 甲。\n",
    "天    1. 甲\n",
    "\x0c",
    "二是甲；\n",
    "1. 题\n\n甲乙\n\n",
    "<div>",
    "</div></table>",
    "<dt>序号</dt><dd>1</dd>",
    "[[a",
    "==a",
    "<table><tr><th>天津市<th>河南省<tr><td>",
    "三、甲。\n",
];

#[test]
fn nothing_costs_more_than_its_length() {
    for piece in REPEATED {
        let head = "1. 甲\n";
        hold([head, &piece.repeat(60_000 / piece.len())].concat().as_bytes());
    }
    let wide = format!("<table><tr>{}</tr></table>", "<td rowspan=99>".repeat(20_000));
    hold(wide.as_bytes());
    // Full lines, each of which begins like a note behind the list and is torn off the last.
    let lines = "抓好各项工作落实，推进治理体系和治理能力现代化建设工\n";
    let notes = "附件所列企业要在规定期限以前全部完成整改任务落实到。\n";
    let items = |number: u32| format!("　　{number}. 甲\n{}", lines.repeat(4));
    let items: String = (1..=3).map(items).collect();
    hold(format!("{items}{}", notes.repeat(8_000)).as_bytes());
}

/// A generator of the test's own, so that a failure comes again on every machine.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % sides.max(1)
    }
}

/// The small sources, each damaged in the ways of a fuzzer: bytes changed, cut out,
/// doubled, and spliced with another source.
#[test]
fn damaged_small_sources_keep_the_promises() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/sources");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths
        .retain(|path| path.extension().is_some_and(|extension| extension != "expected"));
    paths.sort();
    let sources: Vec<Vec<u8>> =
        paths.iter().map(|path| std::fs::read(path).unwrap()).collect();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for source in sources.iter().filter(|source| !source.is_empty()) {
        hold(source);
        for _ in 0..12 {
            let mut bytes = source.clone();
            let at = dice.roll(bytes.len());
            let to = (at + dice.roll(40)).min(bytes.len());
            match dice.roll(5) {
                0 => bytes[at] = u8::try_from(dice.roll(256)).unwrap(),
                1 => drop(bytes.drain(at..to)),
                2 => drop(bytes.splice(at..at, source[at..to].to_vec())),
                3 => bytes.truncate(at),
                _ => {
                    let other = &sources[dice.roll(sources.len())];
                    bytes.truncate(at);
                    bytes.extend(&other[dice.roll(other.len())..]);
                }
            }
            hold(&bytes);
        }
    }
}

#[test]
fn numbers_in_cells_keep_the_pieces_of_items_in_their_order() {
    // Text between a number and the item that has it, two rows with one number, and a
    // number in the middle of its item before another list.
    for source in [
        "<table><tr><td>序号</td><td>地区</td><td>建议</td></tr>\
         <tr><td>1</td><td>天津市</td><td>厘清职责。</td></tr>\
         <tr><td>2</td><ttd>2</td><td>〃</td><td>健全制度。</td></tr></table>",
        "<table><tr><td>序号</td><td>地区</td><td>建议</td></tr>\
         <tr><td>1</td><td>天津市</td><td>厘清职责。</td></tr>\
         <tr><td>2</td><td></td>tr><tr><td>2</td><td></td><td>加强监管。</td></tr></table>",
        "地区    序号         工作建议            责任单位\n\n\
         \x20          厘清重点部门职责。针对天津重点安\n\
         天津市    1   全风险问题，厘清重点部门监管职责， 省应急厅\n\
         \x20           工作建议清单\n\n序号   地区        工作建议\n\n\
         \x20         压实自建房安全监管力量，将校车纳入巡查考核内\n1   天津市\n\
         \x20         容，对工作不力的严肃追责问责。\n",
    ] {
        hold(source.as_bytes());
    }
}

/// White space before a line is counted up to 255 columns, and more than that is no more.
#[test]
fn lines_set_in_as_deep_as_can_be_counted_are_read() {
    let lines = [
        "天津市",
        "1. 厘清重点部门职责，明确执法联动等工作机制，加强对重点行业",
        "领域的监督检查，督促企业落实主体责任",
        "2. 严密排查矿井边界，推动安全风险分级管控，压实各级各部门责",
        "任，强化源头治理",
        "国务院安委会办公室",
        "2021年1月29日",
    ];
    for columns in (240..260).step_by(3) {
        let pad = " ".repeat(columns);
        let source = lines.map(|line| format!("{pad}{line}\n")).concat();
        hold(source.as_bytes());
        assert_eq!(read(source.as_bytes()).items.len(), 2, "{columns}");
    }
}

#[test]
fn the_number_of_a_row_without_a_text_is_of_no_item() {
    // Cut off anywhere, its last row has a number and a page number in the place of a text.
    let source = include_bytes!("sources/columns-row-without-text.txt");
    for end in 0..source.len() {
        hold(&source[..end]);
    }
}
