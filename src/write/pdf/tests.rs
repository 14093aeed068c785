//! Whole files, with fonts made in code.

use std::path::PathBuf;

use super::tiny;
use super::*;
use crate::document::{Align, Block, Run, Style};

const TEXT: &str = "工作建议清单天津市厘清重点部门职责。— 0123456789.";

/// A folder with a font for each family, and the options that name it alone.
struct Fixture {
    folder: tempfile::TempDir,
}

impl Fixture {
    fn new(fonts: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (i, (family, characters)) in fonts.iter().enumerate() {
            let path = folder.path().join(format!("{i}.ttf"));
            std::fs::write(path, tiny::font(family, characters)).unwrap();
        }
        Self { folder }
    }

    fn options(&self) -> Options {
        let font_paths: Vec<PathBuf> = vec![self.folder.path().to_owned()];
        Options { font_paths, ..Options::default() }
    }
}

fn document(text: &str) -> Document {
    let strong = Run::styled("厘清重点部门职责。", Style::Strong);
    let runs = vec![Run::plain("1. "), strong, Run::plain(text)];
    Document {
        title: "工作建议清单".into(),
        date: Some("2021年1月29日".into()),
        blocks: vec![
            Block::Title("工作建议清单".into()),
            Block::Heading { level: 1, text: "天津市".into() },
            Block::Paragraph { runs, align: Align::Body },
        ],
        ..Document::default()
    }
}

#[test]
fn the_same_document_gives_the_same_bytes_and_meets_both_standards() {
    let fixture = Fixture::new(&[("FangSong", TEXT)]);
    let written = write(&document(""), &fixture.options()).unwrap();
    assert!(written.bytes.starts_with(b"%PDF-1.7"));
    assert_eq!(written, write(&document(""), &fixture.options()).unwrap());
    let text = String::from_utf8_lossy(&written.bytes);
    assert!(text.contains("pdfuaid:part") && text.contains("pdfaid:part"));
    assert!(text.contains("工作建议清单"), "the title is in the metadata");
}

#[test]
fn a_document_without_a_date_is_still_tagged() {
    let fixture = Fixture::new(&[("FangSong", TEXT)]);
    let undated = Document { date: None, ..document("") };
    let written = write(&undated, &fixture.options()).unwrap();
    let text = String::from_utf8_lossy(&written.bytes);
    assert!(text.contains("pdfuaid:part") && !text.contains("pdfaid:part"));
}

#[test]
fn the_contents_lead_to_their_headings() {
    let fixture = Fixture::new(&[("FangSong", &format!("{TEXT}目录…"))]);
    let mut document = document("");
    document.blocks.insert(1, Block::Contents);
    let written = write(&document, &fixture.options()).unwrap();
    let text = String::from_utf8_lossy(&written.bytes);
    assert_eq!(text.matches("/Subtype/Link").count(), 1);
    assert!(text.contains("pdfuaid:part"), "and the file still meets the standard");
}

#[test]
fn each_role_takes_its_typeface_and_the_fonts_are_named() {
    let fixture = Fixture::new(&[("FangSong", TEXT), ("KaiTi", TEXT), ("SimHei", TEXT)]);
    let written = write(&document(""), &fixture.options()).unwrap();
    let fonts = &written.notes[0];
    assert!(fonts.starts_with("字体：标题 "), "{fonts}");
    for named in ["正文 FangSong", "黑体 SimHei", "楷体 KaiTi"] {
        assert!(fonts.contains(named), "{fonts}");
    }
}

#[test]
fn a_rare_character_is_lent_by_a_font_that_has_it() {
    let fixture = Fixture::new(&[("FangSong", TEXT), ("Made Up", "\u{E123}")]);
    let written = write(&document("\u{E123}"), &fixture.options()).unwrap();
    assert_eq!(written.notes[1], "借用 Made Up 显示：\u{E123}");
}

#[test]
fn a_character_that_no_font_has_is_named() {
    let fixture = Fixture::new(&[("FangSong", TEXT)]);
    // A code point that is no character, so that no installed font has it.
    let error = write(&document("\u{10FFFE}"), &fixture.options()).unwrap_err();
    assert!(error.message.contains("U+10FFFE"), "{error}");
    assert!(error.message.contains("--font-path"), "{error}");
}

#[test]
fn a_control_character_is_shown_as_something() {
    let fixture = Fixture::new(&[("FangSong", &format!("{TEXT}〓"))]);
    assert!(write(&document("\u{7}"), &fixture.options()).is_ok());
}

#[test]
fn a_message_names_twenty_characters_and_counts_the_rest() {
    let many: Vec<char> = ('一'..='人').collect();
    let message = without(&many, true);
    assert!(message.starts_with("没有找到任何字体"), "{message}");
    assert!(message.contains(&format!(" 等 {} 个", many.len())), "{message}");
    assert!(message.chars().count() < 400, "{message}");
}
