//! PDF: the pages that the layout placed, drawn by krilla.
//!
//! The file is tagged (PDF/UA-1) and, where the document is dated, for keeping (PDF/A-2),
//! with subsets of the fonts in it. It holds no clock and no random number: the same document and fonts give the same
//! bytes. Fonts come from the user's machine, so a character that none of them has is an
//! error that names it; a box in an official document helps nobody.

mod draw;
mod faces;
mod fonts;
mod links;
mod tags;

use std::fmt::Write as _;

use super::{Options, Outcome, WriteError, Written};
use crate::document::Document;
use faces::Library;
use fonts::Fonts;

/// Writes a document as PDF.
pub(super) fn write(document: &Document, options: &Options) -> Outcome {
    let library = Library::find(&options.font_paths);
    let fonts = Fonts::new(&library);
    let drawn = draw::file(document, &fonts);
    let missing = fonts.missing();
    if !missing.is_empty() {
        return Err(WriteError { message: without(&missing, library.is_empty()) });
    }
    Ok(Written { notes: fonts.notes(), ..Written::from(drawn?) })
}

/// How many characters a message names.
const NAMED: usize = 20;

/// What to say when no font has these characters.
fn without(missing: &[char], no_fonts: bool) -> String {
    let mut message = if no_fonts {
        "没有找到任何字体，无法显示：".to_owned()
    } else {
        "没有字体包含这些字符：".to_owned()
    };
    for (i, &c) in missing.iter().take(NAMED).enumerate() {
        let gap = if i == 0 { "" } else { "、" };
        let code = u32::from(c);
        // Writing to a string does not fail.
        let _ = if c.is_control() || c.is_whitespace() {
            write!(message, "{gap}U+{code:04X}")
        } else {
            write!(message, "{gap}{c}（U+{code:04X}）")
        };
    }
    if missing.len() > NAMED {
        let _ = write!(message, " 等 {} 个", missing.len());
    }
    message.push_str(
        "；请安装含有它们的字体（如仿宋_GB2312、FandolFang，或 Debian 的 fonts-noto-cjk），\
         或用 --font-path 指定字体文件或文件夹，或放进语料库的 fonts/",
    );
    message
}

#[cfg(test)]
mod tests;
#[cfg(test)]
#[expect(clippy::cast_possible_truncation, reason = "the font is tiny")]
mod tiny;
