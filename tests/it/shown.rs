//! `parse --show`: what is shown, without its labels, is the source itself.

use std::path::{Path, PathBuf};

use jianyi::source::{self, Parsed};

use jianyi::text::is_spacing;

use crate::source::{SEED, read};

/// All small sources, and the issued list.
fn sources() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/sources");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let sources = paths.filter(|path| path.extension().unwrap() != "expected");
    let mut sources: Vec<_> = sources
        .map(|path| {
            let bytes = std::fs::read(&path).unwrap();
            (path, bytes)
        })
        .collect();
    sources.push(("seed".into(), SEED.to_vec()));
    sources
}

/// The source as decoded, with one line end for all; characters that command a terminal
/// are shown as others, one for one.
fn lines(parsed: &Parsed<'_>) -> Vec<String> {
    let line = |line: &str| line.strip_suffix('\r').unwrap_or(line).to_owned();
    parsed.text.split('\n').map(line).collect()
}

/// Whether `shown` is `text`, characters that are not shown as they are apart.
fn is_shown(shown: &str, text: &str) -> bool {
    let stands_in = |c: char| c == '⇥' || ('\u{2400}'..='\u{243F}').contains(&c);
    let same = |(a, b): (char, char)| a == b || stands_in(a) || a == '\u{FFFD}';
    shown.chars().count() == text.chars().count()
        && shown.chars().zip(text.chars()).all(same)
}

/// The text of a page, its tags apart.
fn untagged(page: &str) -> String {
    let inner = page.split_once("<pre>").unwrap().1.split_once("</pre>").unwrap().0;
    let mut text = String::new();
    for part in inner.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];
    let text = named.iter().fold(text, |text, (name, c)| text.replace(name, c));
    text.replace("&amp;", "&")
}

#[test]
fn the_page_without_its_labels_is_the_source() {
    for (path, bytes) in sources() {
        let parsed = read(&bytes);
        let shown = untagged(&source::show::page(&[("<a>", &parsed, &bytes)]));
        let shown: Vec<&str> = shown.split('\n').collect();
        let lines = lines(&parsed);
        assert_eq!(shown.len(), lines.len(), "{}", path.display());
        for (shown, line) in shown.iter().zip(&lines) {
            assert!(is_shown(shown, line), "{}: {shown:?} {line:?}", path.display());
        }
    }
}

#[test]
fn the_labelled_lines_without_their_labels_are_the_source() {
    for (path, bytes) in sources() {
        let parsed = read(&bytes);
        let mut shown = vec![String::new(); lines(&parsed).len()];
        let mut at = 0;
        for line in source::show::plain(&parsed, &bytes).lines() {
            let (place, rest) = line.split_at(6);
            if let Ok(number) = place.trim().parse::<usize>() {
                assert!(number > at, "{}: {line}", path.display());
                at = number;
            }
            shown[at - 1].push_str(rest.split_once('\t').unwrap().1);
        }
        // White space is left out, however it is written.
        let blanks = ["&nbsp;", "&ensp;", "&emsp;", "&#12288;", "&#160;"];
        let bare = |text: &str| {
            let text = blanks.iter().fold(text.to_owned(), |t, name| t.replace(name, ""));
            text.chars().filter(|&c| !is_spacing(c)).collect::<String>()
        };
        for (shown, line) in shown.iter().zip(lines(&parsed)) {
            let (shown, line) = (bare(&shown.replace('⇥', "")), bare(&line));
            assert!(is_shown(&shown, &line), "{}: {shown:?} {line:?}", path.display());
        }
    }
}

#[test]
fn every_byte_is_in_exactly_one_class() {
    for (path, bytes) in sources() {
        let parsed = read(&bytes);
        let mut at = 0;
        for piece in parsed.account.pieces() {
            assert_eq!(piece.span.start, at, "{}", path.display());
            assert!(piece.span.end > at, "{}", path.display());
            at = piece.span.end;
        }
        assert_eq!(at, bytes.len(), "{}", path.display());
        let shares = parsed.account.summary();
        let counted: usize = shares.iter().map(|share| share.bytes).sum();
        assert_eq!(counted, bytes.len(), "{}", path.display());
    }
}

#[test]
fn the_cells_of_a_number_column_are_numbers() {
    let source = "<table><tr><th>序号</th><th>地区</th><th>建议</th></tr>\n\
        <tr><td>1</td><td rowspan=2>天津市</td><td>厘清职责。</td></tr>\n\
        <tr><td>2</td><td>加强监管。</td></tr></table>\n";
    let parsed = read(source.as_bytes());
    let shown = source::show::plain(&parsed, source.as_bytes());
    for line in ["序号 1\t1", "地区\t天津市", "序号 2\t2", "正文 2\t加强监管。"]
    {
        assert!(shown.contains(line), "{shown}");
    }
}

#[test]
fn the_page_tells_what_was_found_with_links_to_the_lines() {
    let first = "天津市\n\n1. 厘清职责，<b>明确\n\n齐抓共管机制。\n\n3. 加强监管。\n";
    let second = "河南省\n\n1. 健全会议制度。\n";
    let (a, b) = (read(first.as_bytes()), read(second.as_bytes()));
    let page = source::show::page(&[
        ("<a>", &a, first.as_bytes()),
        ("b", &b, second.as_bytes()),
    ]);
    assert_eq!(page.matches("<!DOCTYPE html>").count(), 1, "{page}");
    assert_eq!(page.matches("<h1>").count(), 2, "{page}");
    assert!(page.contains("<li><a href=\"#s0l7\">第7行</a> 警告：第1项"), "{page}");
    assert!(page.contains("title=\"第7行 序号 3\" id=\"s0l7\""), "{page}");
}
