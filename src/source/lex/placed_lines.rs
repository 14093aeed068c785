//! The lines of pages that place each by coordinates, as they are before their text is read.

use memchr::memmem;

use super::cells::heads_on;
use super::position::measure;
use crate::source::marks::heads::{Head, head_word};
use crate::text::{print_width, trim_blank};

/// What places a line.
const PLACED: &str = "position:absolute";

/// The space inside a line.
pub(super) const SPACE: &str = "&#160;";

/// Bytes of the longest line that is looked at.
const LONGEST: usize = 2000;

/// Bytes of the longest line of heads.
const HEADS: usize = 200;

/// A line of a page, in pixels; what a `<br>` parts are lines of their own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) top: usize,
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) size: usize,
    pub(super) head: Option<Head>,
    /// What stands on it, and its first byte.
    pub(super) shown: &'a str,
    pub(super) at: usize,
    /// Whether it is the first of its element.
    pub(super) first: bool,
}

/// The lines of the page from byte `from` to `until` of `text`.
pub(super) fn lines<'a>(
    text: &'a str,
    from: usize,
    until: usize,
    fonts: &[(String, (usize, usize))],
) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let page = text.get(from..until).unwrap_or("");
    for begins in memmem::find_iter(page.as_bytes(), PLACED) {
        let piece = page.get(begins..).unwrap_or("");
        let piece = piece.get(..piece.floor_char_boundary(LONGEST)).unwrap_or("");
        let Some((tag, rest)) = piece.split_once('>') else { continue };
        let (Some(top), Some(left)) = (measure(tag, "top:"), measure(tag, "left:"))
        else {
            continue;
        };
        let class = tag.split("class=\"").nth(1).and_then(|own| own.split('"').next());
        let own = fonts.iter().find(|(name, _)| Some(name.as_str()) == class);
        let Some(&(size, height)) = own.or(fonts.last()).map(|(_, font)| font) else {
            continue;
        };
        let end = memmem::find(rest.as_bytes(), b"</p").unwrap_or(rest.len());
        let end = memmem::find(rest.as_bytes(), b"</div").map_or(end, |div| div.min(end));
        let mut at = from + begins + tag.len() + 1;
        for (nth, part) in rest.get(..end).unwrap_or("").split("<br").enumerate() {
            let shown = part.trim_start_matches(['/', '>', ' ']);
            let start = at + part.len() - shown.len();
            at += part.len() + "<br".len();
            let plain = shown.replace(SPACE, " ");
            let right =
                left + print_width(plain.split('<').next().unwrap_or("")) * size / 2;
            let head = if plain.len() > HEADS { None } else { head(&plain) };
            let (top, first) = (top + nth * height, nth == 0);
            lines.push(Line { top, left, right, size, head, shown, at: start, first });
        }
    }
    lines
}

/// The `lines` of which the pieces that a change of the font makes are one.
pub(super) fn joined<'a, 'l>(
    lines: &'l [Line<'a>],
) -> impl Iterator<Item = &'l [Line<'a>]> {
    /// Digits that may be wider than half of a letter, at most.
    const MOST: usize = 4;
    lines.chunk_by(|before, own| {
        // How wide digits are is for the font to say.
        let digits = before.shown.bytes().filter(u8::is_ascii_digit).count().min(MOST);
        let slack = before.size / 2 + digits * before.size / 4;
        own.first
            && own.top.abs_diff(before.top) <= own.size / 3
            && own.left.abs_diff(before.right) <= slack
    })
}

/// What the heads of columns say that a line is made of: of several the first, or that one is of
/// the items.
fn head(line: &str) -> Option<Head> {
    head_word(line).or_else(|| {
        let words = heads_on(line)?;
        let text = words.iter().find(|own| own.0 == Head::Text);
        text.or(words.first()).map(|own| own.0)
    })
}

/// What stands on a line that is in `pieces`.
pub(super) fn shown(pieces: &[Line<'_>]) -> String {
    let shown: String = pieces.iter().map(|piece| piece.shown).collect();
    trim_blank(&shown.replace(SPACE, " ")).to_owned()
}
