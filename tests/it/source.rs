//! Reading sources: the issued list, and one small source for each form and quirk.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jianyi::model::Regions;
use jianyi::source::{self, Parsed};

/// The issued list.
pub(crate) const SEED: &[u8] = include_bytes!("../../seeds/work-recommendations.txt");

/// Reads a source with the built-in regions.
pub(crate) fn read(bytes: &[u8]) -> Parsed<'_> {
    source::read("seeds/a.txt", bytes, &Regions::builtin())
}

/// What a source says, for people: its items, findings and account.
pub(crate) fn shown(parsed: &Parsed) -> String {
    let mut out = format!("dialect: {}\ntitle: {:?}\n", parsed.dialect, parsed.title);
    for item in &parsed.items {
        let printed = if item.printed == item.number {
            String::new()
        } else {
            format!(" (printed {})", item.printed)
        };
        let region = item.region.as_deref().unwrap_or("-");
        writeln!(
            out,
            "{}{printed} {region} [{}] {:?}",
            item.number,
            item.lines,
            parsed.text_of(item)
        )
        .unwrap();
    }
    for finding in &parsed.findings {
        let (rule, severity) = (finding.rule, finding.severity);
        let at = finding.place.span.map_or(0, |span| {
            jianyi::text::LineIndex::new(&parsed.text).line(span.start)
        });
        writeln!(out, "{severity} {rule} line {at}: {}", finding.message).unwrap();
    }
    out
}

/// The account in words and figures.
fn summary(parsed: &Parsed) -> String {
    let mut out = String::new();
    for share in parsed.account.summary() {
        writeln!(
            out,
            "{} {} bytes {} characters",
            share.name, share.bytes, share.characters
        )
        .unwrap();
    }
    out
}

#[test]
fn the_issued_list_is_read_whole() {
    let parsed = read(SEED);
    assert_eq!(parsed.items.len(), 47);
    assert_eq!(parsed.account.len(), SEED.len());
    let regions: Vec<(u32, &str)> = parsed
        .items
        .iter()
        .map(|item| (item.number, item.region.as_deref().unwrap_or("-")))
        .collect();
    let expected = [
        ("天津市", 1..=4),
        ("河南省", 5..=10),
        ("陕西省", 11..=14),
        ("内蒙古自治区", 15..=17),
        ("安徽省", 18..=19),
        ("江苏省", 20..=23),
        ("浙江省", 24..=25),
        ("湖南省", 26..=28),
        ("江西省", 29..=31),
        ("四川省", 32..=32),
        ("重庆市", 33..=36),
        ("广东省", 37..=38),
        ("国家层面", 39..=47),
    ];
    let expected: Vec<(u32, &str)> = expected
        .into_iter()
        .flat_map(|(region, numbers)| numbers.map(move |number| (number, region)))
        .collect();
    assert_eq!(regions, expected);
    assert_eq!(parsed.items[8].lines.to_string(), "16-18");
    insta::assert_snapshot!(shown(&parsed) + &summary(&parsed));
}

/// Each file of `sources/` says what its `.expected` says. `UPDATE_EXPECTED=1` writes the
/// expectations anew: look at them before they are committed.
#[test]
fn small_sources_are_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/sources");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut wrong = Vec::new();
    for path in paths.iter().filter(|path| path.extension().unwrap() != "expected") {
        let bytes = std::fs::read(path).unwrap();
        let parsed = read(&bytes);
        assert_eq!(parsed.account.len(), bytes.len(), "{}", path.display());
        let expected = path.with_extension("expected");
        let found = shown(&parsed);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            std::fs::write(&expected, &found).unwrap();
        }
        if std::fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("{}:\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_source_is_shown_with_its_pieces() {
    let bytes =
        "天津市\t<p>1. 甲<b>乙</b>&amp;。</p>\n<script>alert(1)</script>\n".as_bytes();
    let parsed = read(bytes);
    insta::assert_snapshot!("shown_as_text", source::show::plain(&parsed, bytes));
    insta::assert_snapshot!(
        "shown_as_a_page",
        source::show::page(&[("<清单>", &parsed, bytes)])
    );
}

#[test]
fn what_is_shown_of_any_encoding_is_the_same() {
    let text = "天津市\n\n1. 甲乙，𠂤丙。\n\n2. 丁戊。\n";
    let shown = |bytes: &[u8]| source::show::plain(&read(bytes), bytes);
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = [b"\xFE\xFF".as_slice(), &units].concat();
    let gb = encoding_rs::GB18030.encode(text).0;
    for bytes in [&units, &marked, gb.as_ref()] {
        assert_eq!(shown(bytes), shown(text.as_bytes()));
    }
}

#[test]
fn what_is_no_text_is_refused_with_a_way_out() {
    let text = "天津市\n\n1. 厘清重点部门职责，要明确齐抓共管机制。\n".repeat(3);
    let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
    let cut = &text.as_bytes()[..text.len() - 3];
    let broken = [text.as_bytes(), b"\xFF", text.as_bytes()].concat();
    let lossy = [gb.as_slice(), b"\xFF\xFF\n", &gb].concat();
    let words = |bytes: &[u8]| {
        let parsed = read(bytes);
        assert!(parsed.items.is_empty() && parsed.account.len() == bytes.len());
        let finding = &parsed.findings[0];
        assert_eq!(finding.rule, "not-text");
        format!("{}\n  {}\n", finding.message, finding.help.as_deref().unwrap())
    };
    let garbled: String = text.bytes().map(char::from).collect();
    let read_as_gbk = encoding_rs::GBK.decode_without_bom_handling(text.as_bytes()).0;
    let asked: String = text.chars().map(|c| if c > '~' { '?' } else { c }).collect();
    let files: [&[u8]; 19] = [
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....",
        b"PK\x03\x04....",
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"\0\x01\x02\x03 binary \xFF\xFE\0",
        cut,
        &broken,
        &lossy,
        b"caf\xE9 na\xEFve r\xE9sum\xE9\n",
        &[&gb[..41], b"\xFF", &gb[41..80]].concat(),
        garbled.as_bytes(),
        read_as_gbk.as_bytes(),
        asked.as_bytes(),
        b"\xFF\xFE\0\0\x31\0\0\0.\0\0\0",
        b"MIME-Version: 1.0\r\n",
        b"From: a@b.cn\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n5bel\r\n",
        b"To: a@b.cn\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
        b"<?xml version=\"1.0\"?>\n<?mso-application progid=\"Word.Document\"?>\n<w:wordDocument>",
        b"[ {\"number\": 1, \"text\": \"<p>1. <\\/p>\"} ]\n",
    ];
    insta::assert_snapshot!(files.map(words).concat());
}
