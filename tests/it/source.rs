//! Reading sources: the issued list, and one small source for each form and quirk.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jianyi::model::Regions;
use jianyi::source::{self, Parsed};

/// The issued list.
pub(crate) const SEED: &[u8] = include_bytes!("../../seeds/work-recommendations.txt");

/// Reads a source with the built-in regions.
pub(crate) fn read(bytes: &[u8]) -> Parsed {
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
            item.number, item.lines, item.text
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
