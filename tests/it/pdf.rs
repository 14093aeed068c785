//! The PDF, measured: where its characters stand, and whether all of them are there.
//!
//! These tests need Chinese fonts and poppler's `pdftotext`; where they are missing they
//! say so and check nothing. Unit tests with a font of their own check the rest.

use std::path::Path;
use std::process::Command;

use crate::common::{Sandbox, skip, squeezed};

/// Points of a millimetre.
const MM: f64 = 72.0 / 25.4;

/// A word of a page: its box in millimetres, and its text.
struct Word {
    left: f64,
    top: f64,
    right: f64,
    text: String,
}

/// Exports to `list.pdf`; nothing where fonts or the reader are missing.
fn exported(args: &str) -> Option<Sandbox> {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        skip("没有 pdftotext（Debian 的 poppler-utils）");
        return None;
    }
    let sandbox = Sandbox::issued();
    let ran = sandbox.run(&format!("export --format pdf -o list.pdf {args}"));
    if ran.code == 2 && ran.err.contains("字体") {
        skip("没有中文字体（Debian 的 fonts-noto-cjk）");
        return None;
    }
    assert_eq!(ran.code, 0, "{}", ran.err);
    Some(sandbox)
}

fn pdftotext(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new("pdftotext");
    let out =
        command.args(args).args(["list.pdf", "-"]).current_dir(folder).output().unwrap();
    String::from_utf8(out.stdout).unwrap()
}

/// The words of each page.
fn pages(folder: &Path) -> Vec<Vec<Word>> {
    let text = pdftotext(folder, &["-bbox"]);
    let page = |page: &str| page.lines().filter_map(word).collect();
    text.split("<page ").skip(1).map(page).collect()
}

/// Reads `<word xMin="…" yMin="…" xMax="…" yMax="…">text</word>`.
fn word(line: &str) -> Option<Word> {
    let (place, text) = line.trim().strip_prefix("<word ")?.split_once('>')?;
    let number = |name: &str| -> Option<f64> {
        let rest = place.split_once(&format!("{name}=\""))?.1;
        Some(rest.split('"').next()?.parse::<f64>().ok()? / MM)
    };
    Some(Word {
        left: number("xMin")?,
        top: number("yMin")?,
        right: number("xMax")?,
        text: text.strip_suffix("</word>")?.to_owned(),
    })
}

/// The lines of a page: top, left, right and how many characters, from the top.
fn lines(words: &[Word]) -> Vec<(f64, f64, f64, usize)> {
    let mut lines: Vec<(f64, f64, f64, usize)> = Vec::new();
    for word in words {
        let count = word.text.chars().count();
        match lines.iter_mut().find(|line| (line.0 - word.top).abs() < 4.0) {
            Some(line) => {
                *line = (
                    line.0,
                    line.1.min(word.left),
                    line.2.max(word.right),
                    line.3 + count,
                );
            }
            None => lines.push((word.top, word.left, word.right, count)),
        }
    }
    lines
}

#[test]
fn a_page_has_22_lines_of_28_characters_between_the_margins() {
    let Some(sandbox) = exported("") else { return };
    let pages = pages(sandbox.path());
    let mut full = 0;
    for (i, page) in pages.iter().enumerate().skip(1).take(8) {
        let (body, foot): (Vec<_>, Vec<_>) =
            page.iter().partition(|word| word.top < 262.0);
        let body: Vec<Word> = body.into_iter().map(copy).collect();
        let lines = lines(&body);
        // A heading that would stand alone goes to the next page.
        assert!((21..=22).contains(&lines.len()), "page {}: {}", i + 1, lines.len());
        let left = if i % 2 == 0 { 28.0 } else { 26.0 };
        for line in &lines {
            assert!(line.1 > left - 1.0 && line.2 < left + 156.0 + 1.0, "page {}", i + 1);
        }
        assert!((lines[0].0 - 37.0).abs() < 1.0, "{}", lines[0].0);
        full += lines.iter().filter(|line| line.3 == 28).count();
        let number = &foot[0];
        assert!((number.top - 269.0).abs() < 1.0, "{}", number.top);
        let outside = if i % 2 == 0 { foot.last().unwrap().right } else { number.left };
        let expected = if i % 2 == 0 { 184.0 - 4.94 } else { 26.0 + 4.94 };
        assert!((outside - expected).abs() < 1.0, "page {}: {outside}", i + 1);
    }
    assert!(full > 60, "only {full} lines of 28 characters");
}

fn copy(word: &Word) -> Word {
    let Word { left, top, right, ref text } = *word;
    Word { left, top, right, text: text.clone() }
}

#[test]
fn the_text_of_every_record_is_whole() {
    for report in ["list", "tracking"] {
        let Some(sandbox) = exported(&format!("--report {report}")) else { return };
        let mut text = String::new();
        for line in pdftotext(sandbox.path(), &["-raw"]).lines() {
            // Numbers of pages and repeated heads stand between the lines of a record.
            if !line.starts_with('—') {
                text.push_str(line);
            }
        }
        let text = squeezed(&text);
        for record in sandbox.texts() {
            let whole = text.contains(&squeezed(&record));
            // A cell that runs over a page is parted by the cells beside it.
            assert!(whole || report == "tracking", "{report}: {record}");
        }
        for c in squeezed(&sandbox.texts().concat()).chars() {
            assert!(text.contains(c), "{report}: {c}");
        }
    }
}
