//! What OpenDocument in a single file has besides text: styles, notes, comments, what was
//! deleted, and white space that is written as elements; and the styles that number lists.

use memchr::memmem;

use super::elements::attributes;
use super::lexer::Lexer;
use super::lists::List;
use super::token::Why;

/// The ends of elements that are never text of a page; no reader of the page sees those
/// without a reason.
const SILENT: &[(&str, Option<Why>)] = &[
    ("</office:annotation>", Some(Why::Call)),
    ("</office:automatic-styles>", None),
    ("</office:font-face-decls>", None),
    ("</office:master-styles>", None),
    ("</office:meta>", None),
    ("</office:scripts>", None),
    ("</office:settings>", None),
    ("</office:styles>", None),
    ("</text:note>", Some(Why::Call)),
    ("</text:ruby-text>", Some(Why::Reading)),
    ("</text:sequence-decls>", None),
    ("</text:tracked-changes>", Some(Why::Struck)),
];

/// No more spaces or columns than these are made of one element.
const MOST: u32 = 63;

/// How many columns a cell stands for.
const REPEATED: &str = "table:number-columns-repeated";

/// A style that numbers the items of lists.
#[derive(Debug)]
pub(super) struct Numbering {
    name: String,
    /// The number after that of the last item.
    next: u32,
}

impl Lexer<'_> {
    /// Reads the element `name` if it is no text, or white space; its tag stands from byte `at`
    /// to byte `end`. Returns where the rest begins.
    pub(super) fn of_open_document(
        &mut self,
        name: &str,
        at: usize,
        end: usize,
    ) -> Option<usize> {
        if matches!(name, "text:s" | "text:tab") {
            let [count] = attributes(self.text.get(at..end)?, ["text:c"]);
            for _ in 0..count.unwrap_or(1).min(MOST) {
                self.out.char(end, end, ' ');
            }
            return Some(end);
        }
        let of = |end: &str| end.get("</".len()..end.len() - ">".len()) == Some(name);
        let &(close, why) = SILENT.iter().find(|(end, _)| of(end))?;
        if self.text.get(at..end)?.ends_with("/>") {
            return Some(end);
        }
        let rest = self.text.get(end..)?;
        let past = end + self.find_end(close, rest)? + close.len();
        if name.ends_with("styles") {
            self.read_numberings(end, past);
        }
        match why {
            Some(why) => self.out.pass(at, past, why, true),
            None => self.out.hide(at, past),
        }
        Some(past)
    }

    /// Opens the cells that the one with the tag `whole` stands for besides itself.
    pub(super) fn repeat_cell(&mut self, whole: &str) {
        if self.style.xml && whole.contains(REPEATED) {
            let [columns] = attributes(whole, [REPEATED]);
            for _ in 1..columns.unwrap_or(1).min(MOST) {
                self.out.open_cell(1, 1);
            }
        }
    }
    /// Notes which of the styles from byte `at` to byte `end` number the items of lists.
    fn read_numberings(&mut self, at: usize, end: usize) {
        /// The first level of a style; an empty format shows no number.
        const LEVEL: &str = "<text:list-level-style-";
        let mut styles = self.text.get(at..end).unwrap_or("").split("<text:list-style ");
        styles.next();
        for style in styles {
            let level =
                style.split_once(LEVEL).and_then(|(_, level)| level.split('>').next());
            let level = level.filter(|level| level.starts_with("number"));
            let numbers = level.and_then(|level| value(level, "style:num-format"));
            if numbers.is_some_and(|format| !format.is_empty())
                && let Some(name) = value(style, "style:name")
            {
                self.tags.numberings.push(Numbering { name: name.to_owned(), next: 1 });
            }
        }
    }

    /// The style that numbers the list with the tag `whole`, and the number of its first
    /// item. One inside a list is of the style of that; the item it is all of has no number.
    pub(super) fn numbering_style(
        &mut self,
        whole: &str,
        empty_item: bool,
    ) -> (Option<usize>, u32) {
        let outer = self.tags.lists.last_mut();
        let style = match (value(whole, "text:style-name"), outer) {
            (Some(name), _) => {
                self.tags.numberings.iter().position(|style| style.name == name)
            }
            (None, Some(outer)) => {
                outer.next -= u32::from(empty_item && outer.next > 0);
                outer.style
            }
            (None, None) => None,
        };
        let own = style.and_then(|own| self.tags.numberings.get(own));
        let goes_on = value(whole, "text:continue-list").is_some()
            || value(whole, "text:continue-numbering") == Some("true");
        let next = own.filter(|_| goes_on && self.tags.lists.is_empty());
        (style, next.map_or(1, |style| style.next))
    }

    /// Keeps the number with which a list may go on that goes on with `list`.
    pub(super) fn note_numbering(&mut self, list: &List) {
        let style = list.style.filter(|_| self.tags.lists.is_empty());
        if let Some(style) = style.and_then(|own| self.tags.numberings.get_mut(own)) {
            style.next = list.next;
        }
    }
}

/// The value of the attribute `name` in a tag.
fn value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let at = memmem::find(tag.as_bytes(), name.as_bytes())?;
    let rest = tag.get(at + name.len()..)?.strip_prefix("=\"")?;
    rest.split('"').next()
}
