//! The elements of a web page that may hold a list, as they are opened and closed.

use super::lexer::Lexer;

/// An element that may hold a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holder {
    /// One that all it holds belongs to.
    Part,
    /// A page or a section of a document that was paginated: a text goes on in the next.
    Leaf,
    /// A table.
    Table,
}

/// The open elements that may hold a list.
#[derive(Debug, Default)]
pub(crate) struct Holders {
    open: Vec<Holder>,
    /// How many tables are among them.
    tables: usize,
}

impl Lexer<'_> {
    /// Opens the element `name` with the tag `whole`, if it may hold a list.
    pub(crate) fn open_holder(&mut self, name: &str, whole: &str) {
        let holder = match name {
            "table" => Holder::Table,
            _ if !is_part(name) || (self.style.xml && whole.ends_with("/>")) => return,
            _ if is_leaf(whole) => Holder::Leaf,
            _ => Holder::Part,
        };
        let holders = &mut self.tags.holders;
        holders.open.push(holder);
        holders.tables += usize::from(holder == Holder::Table);
        if holder != Holder::Leaf {
            self.out.enter();
        }
    }

    /// Closes the element `name`: the end of a table is that of all that it holds, and
    /// nothing else ends a table.
    pub(crate) fn close_holder(&mut self, name: &str) {
        if name == "table" && self.tags.holders.tables > 0 {
            while self.leave() != Some(Holder::Table) {}
            self.tags.holders.tables -= 1;
        } else if is_part(name) && self.tags.holders.open.last() != Some(&Holder::Table) {
            self.leave();
        }
    }

    fn leave(&mut self) -> Option<Holder> {
        let left = self.tags.holders.open.pop();
        if matches!(left, Some(Holder::Part | Holder::Table)) {
            self.out.leave();
        }
        left
    }
}

/// Whether the element `name` is a part of a page.
fn is_part(name: &str) -> bool {
    matches!(name, "article" | "aside" | "div" | "footer" | "main" | "section")
}

/// Whether the element with the tag `whole` is a page or a section of a document, as Word,
/// WPS and converters of PDF name them: `class=WordSection1`, `id="page1-div"`, `class="pf`.
fn is_leaf(whole: &str) -> bool {
    const PLACED: &[&str] = &["class=\"pf ", "class=\"pc ", "class=\"c ", "class=\"t "];
    let numbered = |word: &str| {
        whole.match_indices(word).any(|(at, _)| {
            let next = whole.as_bytes().get(at + word.len());
            next.is_none_or(|b| b.is_ascii_digit() || b"\"' _>".contains(b))
        })
    };
    whole.len() > "<section>".len()
        && (numbered("page")
            || numbered("Section")
            || PLACED.iter().any(|class| whole.contains(class)))
}
