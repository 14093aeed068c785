//! Which element of a web page holds the list: what stands after that element's end is
//! the page's own, like its links, its buttons and its foot.

use super::lexer::Lexer;
use super::page::Page;
use super::token::{Block, Level};

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
pub(super) struct Holders {
    open: Vec<Holder>,
    /// How many tables are among them.
    tables: usize,
}

impl Lexer<'_> {
    /// Opens the element `name` with the tag `whole`, if it may hold a list.
    pub(super) fn open_holder(&mut self, name: &str, whole: &str) {
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
    pub(super) fn close_holder(&mut self, name: &str) {
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

/// How deep the element lies that holds all that opens from block `first` to block `last`.
pub(super) fn depth(page: &Page<'_>, first: usize, last: usize) -> u8 {
    if first >= last {
        return 0;
    }
    let (before, after) = levels(page, first + 1);
    let begun = before.last().map_or(0, |level| level.depth);
    let within = after.iter().take_while(|level| level.block as usize <= last);
    within.fold(begun, |least, level| least.min(level.depth))
}

/// The first block behind block `last` before which an element ends that lies as deep as
/// `depth`.
pub(super) fn leaves(page: &Page<'_>, last: usize, depth: u8) -> Option<usize> {
    let (before, after) = levels(page, last + 1);
    let begun = before.last().map_or(0, |level| level.depth);
    if begun < depth {
        return Some(last + 1);
    }
    after.iter().find(|level| level.depth < depth).map(|level| level.block as usize)
}

/// The changes of levels up to block `at`, and those after it.
fn levels<'p>(page: &'p Page<'_>, at: usize) -> (&'p [Level], &'p [Level]) {
    let levels = &page.tokens.levels;
    levels.split_at(levels.partition_point(|level| level.block as usize <= at))
}

/// Whether all that opens from block `first` to block `last` stands in `cell`: the table
/// only sets out the page.
pub(super) fn is_all_in(page: &Page<'_>, first: usize, last: usize, cell: u32) -> bool {
    let blocks = page.tokens.blocks.get(first..=last).unwrap_or(&[]);
    blocks.len() > 1 && blocks.iter().all(|block| is_in(page, block, cell))
}

/// Whether a block stands in `cell`, or in a table there.
pub(super) fn is_in(page: &Page<'_>, block: &Block, cell: u32) -> bool {
    /// Tables within tables that are looked through.
    const DEEPEST: usize = 8;
    let outer = |&own: &u32| {
        let own = page.tokens.cells.get(own as usize)?;
        page.tokens.tables.get(own.table as usize).map(|table| table.outer)
    };
    std::iter::successors(Some(block.cell), outer).take(DEEPEST).any(|own| own == cell)
}
