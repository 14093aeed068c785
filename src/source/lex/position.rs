//! Pages that place each line by coordinates, as converters of PDF write them: such an
//! element is a line, not a paragraph, and its left edge shows where a paragraph begins.
//!
//! pdf2htmlEX names its places in a style sheet (`<div class="t m0 x1 …">`, `.x1{left:…}`);
//! others write them into the element (`style="position:absolute;left:108px"`), pdftohtml
//! -xml as attributes (`<text top="100" left="108">`).

use memchr::memmem;

use super::lexer::Lexer;
use super::needle::Needle;
use super::token::Gap;

/// Pixels to a column: half the width of a Chinese character in the text of a page.
const COLUMN: usize = 8;

/// Styles of places that are kept; a document needs a few dozen.
const MOST: usize = 1000;

/// What is known of places.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// The left edges that a style sheet names, in pixels.
    named: Vec<(String, usize)>,
    /// Whether a placed line is open.
    open: bool,
}

impl Lexer<'_> {
    /// Reads the left edges that a style sheet names: `.x1{left:85.08px;}`.
    pub(crate) fn read_places(&mut self, sheet: &str) {
        let places = &mut self.tags.places.named;
        for at in memmem::find_iter(sheet.as_bytes(), "{left:") {
            let before = sheet.get(..at).unwrap_or("");
            let name = before.rfind('.').and_then(|dot| before.get(dot + 1..));
            let left = sheet.get(at + "{left:".len()..).and_then(pixels);
            if let (Some(name), Some(left)) = (name, left)
                && name.len() < 8
                && places.len() < MOST
            {
                places.push((name.to_owned(), left));
            }
        }
        places.sort();
    }

    /// Opens a block; one that is placed is a line at its left edge.
    pub(crate) fn open_placed(&mut self, whole: &str) {
        static CLASS: Needle = Needle::new("class=\"t ");
        static ABSOLUTE: Needle = Needle::new("absolute");
        let class = CLASS.find(whole).and_then(|at| whole.get(at + 7..));
        let absolute = ABSOLUTE.is_in(whole)
            && (whole.contains("position:absolute") || whole.contains(": absolute"));
        let own = || {
            let at = whole.find("left:")?;
            pixels(whole.get(at + "left:".len()..)?.trim_start())
        };
        let left = match class.and_then(|class| class.split('"').next()) {
            Some(class) => {
                class.split(' ').find_map(|name| self.named_place(name)).or_else(own)
            }
            None if whole.starts_with("<text ") => whole
                .find("left=\"")
                .and_then(|at| pixels(whole.get(at + "left=\"".len()..)?)),
            None if absolute => own(),
            None => return self.out.end(self.block_gap(whole)),
        };
        self.out.end(Gap::Line);
        self.out.indented(left.unwrap_or(0) / COLUMN);
        self.tags.places.open = true;
    }

    /// What a block that is not placed parts: pdf2htmlEX makes a block of each page.
    fn block_gap(&self, whole: &str) -> Gap {
        let page = whole.contains("class=\"pf ") && !self.tags.places.named.is_empty();
        if page { Gap::Page } else { Gap::Paragraph }
    }

    /// Closes a block.
    pub(crate) fn close_placed(&mut self) {
        let placed = std::mem::take(&mut self.tags.places.open);
        self.out.end(if placed { Gap::Line } else { Gap::Paragraph });
    }

    fn named_place(&self, name: &str) -> Option<usize> {
        let named = &self.tags.places.named;
        let at = named.binary_search_by(|(own, _)| own.as_str().cmp(name)).ok()?;
        named.get(at).map(|&(_, left)| left)
    }
}

/// The whole pixels at the start of `value`.
fn pixels(value: &str) -> Option<usize> {
    let digits = value.bytes().take(5).take_while(u8::is_ascii_digit).count();
    value.get(..digits)?.parse().ok()
}
