//! The tags of forums: `[b]天津市[/b]`, `[list=1][*]厘清职责。[/list]`.

use memchr::{memchr, memmem};

use super::lexer::Lexer;
use super::token::Gap;

/// Bytes of the longest tag.
const LONGEST: usize = 120;

/// Tags that only dress what stands in them, or part lines.
const INLINE: &[&str] = &[
    "attach", "backcolor", "code", "color", "email", "float", "font", "free", "hide",
    "i", "img", "size", "sub", "sup", "u", "url",
];
const BLOCKS: &[&str] =
    &["align", "center", "hr", "indent", "left", "p", "quote", "right"];

/// Whether tags of a forum are closed in `text` more than once.
pub(crate) fn is_marked_up(text: &str) -> bool {
    const CLOSED: [&str; 7] =
        ["[/b]", "[/size]", "[/color]", "[/font]", "[/align]", "[/list]", "[/td]"];
    let found = |tag: &str| memmem::find_iter(text.as_bytes(), tag).take(2).count();
    CLOSED.into_iter().map(found).sum::<usize>() > 1
}

impl Lexer<'_> {
    /// Reads what begins with the `[` at `at`; returns where the rest begins.
    pub(crate) fn forum_tag(&mut self, at: usize) -> usize {
        let end = self.text.floor_char_boundary(self.bytes.len().min(at + LONGEST));
        let rest = self.text.get(at + 1..end).unwrap_or("");
        let length = memchr(b']', rest.as_bytes());
        let inner = length.and_then(|length| rest.get(..length)).unwrap_or("");
        let closing = inner.starts_with('/');
        let inner_name = inner.trim_start_matches('/');
        let (name, value) = inner_name.split_once('=').unwrap_or((inner_name, ""));
        let name = name.to_ascii_lowercase();
        match &*name {
            "b" if closing => self.out.bold = self.out.bold.saturating_sub(1),
            "b" => self.out.bold += 1,
            "*" => self.open_list_item("<li>"),
            "list" if closing => {
                self.out.end(Gap::Paragraph);
                self.tags.lists.pop();
            }
            "list" if value.is_empty() => self.open_list("ul", "<ul>"),
            "list" => self.open_list("ol", "<ol>"),
            "table" if !closing => self.open_table(false),
            "table" if self.tags.in_table() => self.close_table(),
            "tr" | "td" if closing && self.tags.in_table() => self.out.close_cell(),
            "tr" if self.tags.in_table() => self.out.open_row(Gap::Paragraph),
            "td" if self.tags.in_table() => self.open_forum_cell(value),
            name if BLOCKS.contains(&name) => self.out.end(Gap::Line),
            name if INLINE.contains(&name) => {}
            _ => return self.itself(at, 1),
        }
        let end = at + inner.len() + 2;
        self.out.hide(at, end);
        end
    }

    /// Opens a cell: `[td=2,3]` is two columns wide and three rows high, `[td=60]` and
    /// `[td=2,3,60]` say also how much room it takes.
    fn open_forum_cell(&mut self, size: &str) {
        let mut sizes = size.split(',').map(|size| size.trim().parse().unwrap_or(1));
        let (columns, rows) = match (sizes.next(), sizes.next()) {
            (Some(columns), Some(rows)) => (columns, rows),
            _ => (1, 1),
        };
        self.out.open_cell(rows, columns);
    }
}
