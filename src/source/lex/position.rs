//! Pages that place each line by coordinates, as converters of PDF write them: such an
//! element is a line, not a paragraph, and its left edge shows where a paragraph begins.
//!
//! pdf2htmlEX names its places in a style sheet (`<div class="t m0 x1 …">`, `.x1{left:…}`);
//! others write them into the element (`style="position:absolute;left:108px"`), pdftohtml
//! -xml as attributes (`<text top="100" left="108">`). Where the font changes inside a line,
//! some of them place each piece of it by itself.

use memchr::memmem;

use super::lexer::Lexer;
use super::needle::Needle;
use super::placed_cells::PlacedTable;
use super::placed_columns::{Columns, PAGE, columns};
use super::token::{Gap, Kind};
use crate::text::width;

/// Pixels to a column: half the width of a Chinese character in the text of a page.
const COLUMN: usize = 8;

/// Styles of places that are kept; a document needs a few dozen.
const MOST: usize = 1000;

/// What is known of places.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// The left edges that a style sheet names, in pixels.
    named: Vec<(String, usize)>,
    /// The sizes of letters and the distances of lines that it names.
    fonts: Vec<(String, (usize, usize))>,
    /// Whether a placed line is open.
    open: bool,
    /// The last piece of a line that was placed, where its size is known.
    piece: Option<Piece>,
    /// The columns of each page, once a line was placed.
    columns: Vec<Option<Columns>>,
    /// The table that stands in them.
    pub(super) table: PlacedTable,
    /// The pages that were begun.
    pub(super) pages: usize,
}

/// A piece of a line, and where it stands, in pixels.
#[derive(Clone, Copy, Debug)]
struct Piece {
    top: usize,
    left: usize,
    /// The size of its letters, and the distance of its lines.
    font: (usize, usize),
    /// The first of its runs, and the blocks before it.
    run: usize,
    blocks: usize,
}

impl Places {
    /// Whether placed lines stand in the cells of a table.
    pub(crate) fn in_table(&self) -> bool {
        self.table.is_open()
    }

    /// Whether a line may go on that was closed.
    pub(crate) fn may_go_on(&self) -> bool {
        self.piece.is_some() && !self.open
    }
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
        self.tags.places.fonts.extend(sizes(sheet));
    }

    /// Opens a block; one that is placed is a line at its left edge.
    pub(crate) fn open_placed(&mut self, whole: &str) {
        static CLASS: Needle = Needle::new("class=\"t ");
        static ABSOLUTE: Needle = Needle::new("absolute");
        static RELATIVE: Needle = Needle::new(PAGE);
        let class = CLASS.find(whole).and_then(|at| whole.get(at + 7..));
        let absolute = ABSOLUTE.is_in(whole)
            && (whole.contains("position:absolute") || whole.contains(": absolute"));
        let own = || measure(whole, "left:");
        self.tags.places.pages += usize::from(RELATIVE.is_in(whole));
        if self.is_piece(whole, absolute) {
            self.tags.places.open = true;
            return;
        }
        let left = match class.and_then(|class| class.split('"').next()) {
            Some(class) => {
                class.split(' ').find_map(|name| self.named_place(name)).or_else(own)
            }
            None if whole.starts_with("<text ") => whole
                .find("left=\"")
                .and_then(|at| pixels(whole.get(at + "left=\"".len()..)?)),
            None if absolute => own(),
            None => {
                self.out.end(self.block_gap(whole));
                return;
            }
        };
        self.out.end(Gap::Line);
        if absolute {
            self.open_placed_cell(measure(whole, "top:").unwrap_or(0), left.unwrap_or(0));
        }
        self.out.indented(left.unwrap_or(0) / COLUMN);
        let (run, blocks) = (self.out.first, self.out.out.blocks.len());
        if let Some(piece) = &mut self.tags.places.piece {
            (piece.run, piece.blocks) = (run, blocks);
        }
        self.tags.places.open = true;
    }

    /// Whether what the tag `whole` opens, which may be `absolute`, goes on with the line that
    /// was placed before it. Notes where it stands.
    fn is_piece(&mut self, whole: &str, absolute: bool) -> bool {
        let before = self.tags.places.piece.take();
        if !absolute {
            return false;
        }
        self.tags.places.piece = self.piece(whole);
        let left = measure(whole, "left:");
        let crosses = self.page_columns().zip(left).is_some_and(|(page, left)| {
            before.is_some_and(|before| page.at(before.left) != page.at(left))
        });
        !crosses && before.is_some_and(|before| self.goes_on(before))
    }

    /// The piece of a line that the tag `whole` places, where the size of its letters is known.
    fn piece(&self, whole: &str) -> Option<Piece> {
        let class = whole.split("class=\"").nth(1)?.split('"').next()?;
        let fonts = &self.tags.places.fonts;
        let own = fonts.iter().find(|(name, _)| name == class);
        // Further pages may name no sizes.
        let font = own.or_else(|| fonts.last().filter(|_| class.starts_with("ft")))?.1;
        let (top, left) = (measure(whole, "top:")?, measure(whole, "left:")?);
        let tokens = &self.out.out;
        let (run, blocks) = (tokens.runs.len(), tokens.blocks.len());
        Some(Piece { top, left, font, run, blocks })
    }

    /// The columns of this page, if it is set in some.
    pub(super) fn page_columns(&mut self) -> Option<&Columns> {
        let places = &mut self.tags.places;
        if places.columns.is_empty() {
            places.columns = columns(self.text);
        }
        places.columns.get(places.pages).and_then(Option::as_ref)
    }

    /// Whether the piece that was placed last goes on with the line of the one `before`: it
    /// stands at the same height, where that ends.
    fn goes_on(&self, before: Piece) -> bool {
        let Some(own) = self.tags.places.piece else { return false };
        let tokens = &self.out.out;
        let (size, height) = before.font;
        let lines = tokens.blocks.len() - before.blocks;
        let runs = tokens.runs.get(before.run.max(self.out.first)..).unwrap_or(&[]);
        let texts = || {
            runs.iter().map(|run| match run.kind {
                Kind::Text => run.span().of(self.text),
                Kind::Char(_) | Kind::Wrap => " ",
            })
        };
        let width: usize = texts().map(width).sum();
        // How wide digits are is for the font to say.
        let digits: usize = texts().flat_map(str::bytes).filter(u8::is_ascii).count();
        let (top, end) = (before.top + lines * height, before.left + width * size / 2);
        let near = |one: usize, other: usize, most| one.abs_diff(other) <= most;
        width > 0
            && near(own.top, top, size / 3)
            && near(own.left, end, size / 2 + digits * size / 4)
    }

    /// What a block that is not placed parts: pdf2htmlEX makes a block of each page.
    fn block_gap(&self, whole: &str) -> Gap {
        let page = whole.contains("class=\"pf ") && !self.tags.places.named.is_empty();
        if page { Gap::Page } else { Gap::Paragraph }
    }

    /// Closes a block.
    pub(crate) fn close_placed(&mut self) {
        let placed = std::mem::take(&mut self.tags.places.open);
        // Its line may go on.
        if placed && self.tags.places.piece.is_some() {
            return;
        }
        self.out.end(if placed { Gap::Line } else { Gap::Paragraph });
    }

    fn named_place(&self, name: &str) -> Option<usize> {
        let named = &self.tags.places.named;
        let at = named.binary_search_by(|(own, _)| own.as_str().cmp(name)).ok()?;
        named.get(at).map(|&(_, left)| left)
    }
}

/// The sizes of letters and the distances of lines that a style `sheet` names.
pub(super) fn sizes(sheet: &str) -> Vec<(String, (usize, usize))> {
    /// Bytes of the longest name, and of the longest rule: no more of a sheet is looked at for
    /// each.
    const NAME: usize = 8;
    const RULE: usize = 200;
    let rules = memmem::find_iter(sheet.as_bytes(), "{font-size:");
    let sizes = rules.filter_map(|at| {
        let near = sheet.ceil_char_boundary(at.saturating_sub(NAME));
        let (_, name) = sheet.get(near..at)?.rsplit_once('.')?;
        let past = sheet.floor_char_boundary(at + RULE);
        let rule = sheet.get(at..past)?.split('}').next()?;
        let height = measure(rule, "line-height:").unwrap_or(0);
        let size = measure(rule, "font-size:")?;
        Some((name.to_owned(), (size, height)))
    });
    sizes.take(MOST).collect()
}

/// The whole pixels behind the first `name` in `style`.
pub(super) fn measure(style: &str, name: &str) -> Option<usize> {
    let at = style.find(name)?;
    pixels(style.get(at + name.len()..)?.trim_start())
}

/// The whole pixels at the start of `value`.
fn pixels(value: &str) -> Option<usize> {
    let digits = value.bytes().take(5).take_while(u8::is_ascii_digit).count();
    value.get(..digits)?.parse().ok()
}
