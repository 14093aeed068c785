//! Parts of a page that are not its text: what was struck out, what no reader sees, the
//! marks of notes and comments, and readings set over characters.
//!
//! They are passed whole, tags and all. One that was never closed ends where the
//! paragraph or cell around it does, so that it cannot take the rest of the list along.

use memchr::{memchr, memchr2_iter};

use super::builder::Notes;
use super::elements::{is_block, known};
use super::html::end_of_hidden;
use super::lexer::Lexer;
use super::needle::Needle;
use super::token::Why;

/// Why an element is never text, whatever its attributes say.
fn silent(name: &str) -> Option<Why> {
    match name {
        "del" | "s" | "strike" => Some(Why::Struck),
        "rp" | "rt" => Some(Why::Reading),
        "audio" | "button" | "canvas" | "datalist" | "iframe" | "noframes"
        | "noscript" | "select" | "svg" | "template" | "textarea" | "video" => {
            Some(Why::Unseen)
        }
        _ => None,
    }
}

/// Elements inside a line that a style may strike out or hide. A block that is hidden is
/// as often one that a click unfolds, which is text.
const STYLED: &[&str] = &["a", "b", "em", "font", "i", "p", "span", "strong", "sup", "u"];

/// What the address of a link to the text of a note begins with: Word, Google Docs,
/// LibreOffice, pandoc.
const TO_NOTES: &[&str] =
    &["#_ftn", "#_edn", "#_msocom", "#cmnt", "#ftnt", "#fn", "#sdfootnote", "#sdendnote"];

/// The same, back from there to where the note is called.
const FROM_NOTES: &[&str] =
    &["#_ftnref", "#_ednref", "#_msoanchor", "#cmnt_ref", "#ftnt_ref", "#fnref"];

/// Classes of what stands where a note or a comment is called.
const CALLS: &[&str] =
    &["MsoCommentReference", "MsoFootnoteReference", "MsoEndnoteReference"];

/// What the elements say that hold the texts of notes and comments, and what Word and
/// LibreOffice print on each page.
const NOTES: &[&str] = &[
    "mso-element:header", "mso-element:footer", "mso-element:footnote-list",
    "mso-element:endnote-list", "mso-element:comment-list", "class=\"footnotes",
    "doc-endnotes", "id=\"sdfootnote", "id=\"sdendnote", "div title=\"header\"",
    "div title=\"footer\"",
];

impl Lexer<'_> {
    /// Passes what is not text in the element that opens with the tag `whole`, whose
    /// content begins at `at`; returns where the rest begins.
    pub(crate) fn pass_silent(
        &mut self,
        name: &'static str,
        whole: &str,
        at: usize,
    ) -> usize {
        if self.style.xml && whole.ends_with("/>") {
            return at;
        }
        let call = || (name == "sup" && self.is_call(at)).then_some(Why::Call);
        let Some(why) = why(name, whole).or_else(call) else { return at };
        if name == "button" && (self.tags.heading() > 0 || unfolds(whole)) {
            return at;
        }
        if self.tags.boundless.contains(&name) {
            return at;
        }
        let Some(end) = self.end_of(name, at) else {
            self.tags.boundless.push(name);
            return at;
        };
        let closing = self.text.get(end + 2..end + 2 + name.len());
        let closed = closing.is_some_and(|own| own.eq_ignore_ascii_case(name));
        // What a style hides may come to be seen.
        let sure = closed && (why != Why::Unseen || !STYLED.contains(&name));
        if name == "rp" {
            self.out.hide(at, end);
        } else {
            self.out.pass(at, end, why, sure);
        }
        end
    }

    /// Whether the element whose content begins at `at` holds the number of a note in
    /// brackets, and no more: `[1]`.
    fn is_call(&self, at: usize) -> bool {
        const FAR: usize = 120;
        let end = (at + FAR).min(self.text.len());
        let inner = self.text.get(at..self.text.floor_char_boundary(end)).unwrap_or("");
        let inner = inner.to_ascii_lowercase();
        let Some((own, _)) = inner.split_once("</sup>") else { return false };
        let own = own.strip_suffix("</a>").unwrap_or(own);
        let tag =
            if own.starts_with("<a ") { own.find('>').map_or(0, |at| at + 1) } else { 0 };
        // Markdown may have a link there: [\[1\]](#fn1).
        let own = own.get(tag..).unwrap_or("");
        let number = own.split_once("](#").map_or(own, |(number, _)| number);
        number.starts_with('[')
            && number.contains(|c: char| c.is_ascii_digit())
            && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '[' | ']' | '\\'))
    }

    /// Notes where the texts of notes begin, and where they end.
    pub(crate) fn open_notes(&mut self, name: &'static str, whole: &str, at: usize) {
        let back = || starts_with_any(address(whole), FROM_NOTES);
        if name == "a" && self.out.is_empty() && whole.contains('#') && back() {
            self.out.notes = Notes::Block;
        }
        let opens = matches!(name, "div" | "section" | "aside" | "ol")
            && at >= self.tags.notes_until
            && NOTES.iter().any(|word| whole.contains(word));
        if opens && !self.tags.boundless.contains(&name) {
            match self.end_of(name, at) {
                Some(end) => self.tags.notes_until = end,
                None => self.tags.boundless.push(name),
            }
        }
        if at < self.tags.notes_until {
            self.out.notes = Notes::All;
        } else if self.out.notes == Notes::All {
            self.out.notes = Notes::None;
        }
    }

    /// Where the element `name` ends whose content begins at `at`: at its own end, or at
    /// that of the block around it.
    fn end_of(&self, name: &str, at: usize) -> Option<usize> {
        let reading = matches!(name, "rt" | "rp");
        let (mut own, mut blocks) = (0_usize, 0_usize);
        let mut from = at;
        while let Some(found) = memchr(b'<', self.bytes.get(from..)?) {
            let here = from + found;
            from = here + 1;
            let rest = self.text.get(from..).unwrap_or("");
            let closing = rest.starts_with('/');
            let rest = rest.get(usize::from(closing)..).unwrap_or("");
            let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let other = rest.get(..length).unwrap_or("");
            let count = if other.eq_ignore_ascii_case(name) {
                &mut own
            } else if known(other).is_some_and(bounds) {
                &mut blocks
            } else {
                let parted = reading && matches!(other, "rt" | "rp" | "rb");
                if parted {
                    return Some(here);
                }
                continue;
            };
            match closing {
                true if *count == 0 => return Some(here),
                true => *count -= 1,
                false if reading => return Some(here),
                false => *count += 1,
            }
        }
        None
    }
}

/// Whether the element that opens with the tag `whole` is no text.
pub(super) fn is_silent(name: &str, whole: &str) -> bool {
    end_of_hidden(name).is_some() || why(name, whole).is_some()
}

/// Why the element that opens with the tag `whole` is no text, if it is none.
fn why(name: &str, whole: &str) -> Option<Why> {
    static JAMMER: Needle = Needle::new("jammer");
    if let Some(why) = silent(name) {
        return Some(why);
    }
    if !STYLED.contains(&name) {
        return None;
    }
    if is_hidden(whole) {
        return Some(Why::Unseen);
    }
    memchr(b'=', whole.as_bytes())?;
    if (name == "a" && starts_with_any(address(whole), TO_NOTES))
        || (name == "span" && is_called(whole))
    {
        return Some(Why::Call);
    }
    if has_style(whole, "display", "none") || JAMMER.is_in(whole) || is_of_no_size(whole)
    {
        return Some(Why::Unseen);
    }
    has_style(whole, "text-decoration", "line-through").then_some(Why::Struck)
}

/// Whether a tag has the attribute that hides what stands in it.
fn is_hidden(whole: &str) -> bool {
    static HIDDEN: Needle = Needle::new(" hidden ");
    whole.ends_with(" hidden>") || HIDDEN.is_in(whole)
}

/// Whether a tag says by its class that a note or a comment is called here.
fn is_called(whole: &str) -> bool {
    static REFERENCE: Needle = Needle::new("Reference");
    REFERENCE.is_in(whole) && CALLS.iter().any(|class| whole.contains(class))
}

/// Whether a tag sets its text in characters of no size: `font-size:0px`.
fn is_of_no_size(whole: &str) -> bool {
    static SIZE: Needle = Needle::new("font-size:");
    let size = SIZE.behind(whole).unwrap_or("").trim_start();
    let rest = size.trim_start_matches(['0', '.']);
    rest.len() < size.len() && !rest.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the tag of a button says that it unfolds what follows: it is the heading of that.
fn unfolds(whole: &str) -> bool {
    ["accordion", "collaps", "aria-expanded", "aria-controls"]
        .iter()
        .any(|word| whole.contains(word))
}

/// Whether the end of the element `name` is the end of everything inside it.
fn bounds(name: &str) -> bool {
    is_block(name) || matches!(name, "td" | "th" | "tr" | "table" | "ruby")
}

/// Whether a tag styles its element so that `property` is `value`.
fn has_style(whole: &str, property: &str, value: &str) -> bool {
    let bytes = whole.as_bytes();
    let first = property.bytes().next().unwrap_or_default();
    let mut places = memchr2_iter(first, first.to_ascii_uppercase(), bytes);
    let same = |&at: &usize| {
        let own = bytes.get(at..at + property.len());
        own.is_some_and(|own| own.eq_ignore_ascii_case(property.as_bytes()))
    };
    let Some(at) = places.find(same) else { return false };
    let rest = whole.get(at + property.len()..).unwrap_or("").trim_start();
    let Some(rest) = rest.strip_prefix(':') else { return false };
    let own = rest.split([';', '"', '\'']).next().unwrap_or("");
    own.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(value))
}

/// The address inside the page that a tag links to.
fn address(whole: &str) -> &str {
    let at = memchr::memmem::find(whole.as_bytes(), b"href=");
    let address = at.and_then(|at| whole.get(at + "href=".len()..)).unwrap_or("");
    address.trim_start_matches(['"', '\''])
}

fn starts_with_any(text: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| text.starts_with(beginning))
}
