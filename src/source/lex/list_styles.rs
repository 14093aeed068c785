//! How OpenDocument numbers the items of lists: by styles that stand apart from them.

use memchr::memmem;

use super::lexer::Lexer;
use super::lists::List;

/// A style that numbers the items of lists.
#[derive(Debug)]
pub(super) struct Numbering {
    name: String,
    /// The number after that of the last item.
    next: u32,
}

impl Lexer<'_> {
    /// Notes which of the styles from byte `at` to byte `end` number the items of lists.
    pub(super) fn read_numberings(&mut self, at: usize, end: usize) {
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
