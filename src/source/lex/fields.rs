//! Items written as fields, one under the other, outside of any table: 序号：1, 地区：天津市,
//! 工作建议：…, as forms and lists of definitions have them.
//!
//! They are made a table with those words as its heads and a row for each item, and read
//! as that.

use memchr::memmem;

use super::edges::Edges;
use super::token::{
    Block, Cell, Gap, Kind, ListItem, NO_CELL, Run, Table, TableKind, Tokens, place,
};
use crate::source::marks::heads::{Head, head_word};
use crate::source::marks::number;
use crate::text::{bare, is_blank, trim_blank_start};

/// Characters of the longest name of a field, with its colon.
const LONGEST: usize = 12;

/// Fields that a list has at most.
const MOST: usize = 30;

/// How much of a source is looked at for the names of a number, and those names.
const SAMPLE: usize = 1 << 20;
const NUMBERS: &[&str] = &["序号", "编号", "项次"];

/// Makes a table of fields, if the items are written so.
pub(crate) fn gather(text: &str, tokens: &mut Tokens) {
    let start = text.as_bytes().get(..text.len().min(SAMPLE)).unwrap_or(&[]);
    if !NUMBERS.iter().any(|name| memmem::find(start, name.as_bytes()).is_some()) {
        return;
    }
    let (mut numbers, mut texts) = (0, 0);
    for (at, block) in tokens.blocks.iter().enumerate() {
        let Some(field) = field(text, tokens, block) else { continue };
        texts += u32::from(field.head == Head::Text);
        if field.head == Head::Number {
            // The heads of columns have no number behind them.
            if !is_numbered(text, tokens, at, &field) {
                return;
            }
            numbers += 1;
        }
    }
    if numbers < 2 || texts < 2 {
        return;
    }
    let mut fields = Fields::new(text, tokens);
    tokens.blocks.iter().for_each(|block| fields.add(block));
    let Fields { heads, items, cells, runs, blocks, list_items, moved, .. } = fields;
    let end = place(blocks.len());
    for level in &mut tokens.levels {
        level.block = moved.get(level.block as usize).copied().unwrap_or(end);
    }
    tokens.rows = heads + items + 1;
    tokens.tables.push(Table { kind: TableKind::Marked, outer: NO_CELL, aside: false });
    tokens.cells = cells;
    (tokens.runs, tokens.blocks, tokens.list_items) = (runs, blocks, list_items);
}

/// Whether the value of `field`, which block `at` opens, is a number.
fn is_numbered(text: &str, tokens: &Tokens, at: usize, field: &Field) -> bool {
    let own = if field.length.is_some() { at } else { at + 1 };
    let Some(block) = tokens.blocks.get(own) else { return false };
    let (head, whole) = tokens.head(text, block, 2 * LONGEST);
    let value: String = head.chars().skip(field.length.unwrap_or(0)).collect();
    whole && number::whole(&bare(&value)).is_some()
}

/// What a block names that stands in it, or behind it.
#[derive(Debug)]
struct Field {
    head: Head,
    name: String,
    /// Characters of the name and its colon; nothing where they are all of the block.
    length: Option<usize>,
}

/// The field that `block` opens, outside of tables.
fn field(text: &str, tokens: &Tokens, block: &Block) -> Option<Field> {
    if block.cell != NO_CELL {
        return None;
    }
    let (start, whole) = tokens.head(text, block, LONGEST);
    let (name, length) = match start.split_once(['：', ':']) {
        Some((name, rest)) if !(whole && rest.trim().is_empty()) => {
            (name, Some(name.chars().count() + 1))
        }
        Some((name, _)) => (name, None),
        None if whole => (&*start, None),
        None => return None,
    };
    head_word(name).map(|head| Field { head, name: name.to_owned(), length })
}

/// The table that is being made, and the tokens with it.
#[derive(Debug)]
struct Fields<'t> {
    text: &'t str,
    old: &'t Tokens,
    /// The row of the heads; those of the items follow it.
    heads: u32,
    items: u32,
    names: Vec<String>,
    /// The head of the open field, and whether it has its value.
    open: Option<Head>,
    filled: bool,
    cells: Vec<Cell>,
    runs: Vec<Run>,
    blocks: Vec<Block>,
    list_items: Vec<ListItem>,
    /// Where each block has gone.
    moved: Vec<u32>,
}

impl<'t> Fields<'t> {
    fn new(text: &'t str, old: &'t Tokens) -> Self {
        Self {
            text,
            old,
            heads: old.rows,
            items: 0,
            names: Vec::new(),
            open: None,
            filled: false,
            cells: old.cells.clone(),
            runs: Vec::with_capacity(old.runs.len() + 1),
            blocks: Vec::with_capacity(old.blocks.len() + 1),
            list_items: Vec::new(),
            moved: Vec::with_capacity(old.blocks.len()),
        }
    }

    /// Adds a block: it opens a field, or goes on with the open one, or is of none.
    fn add(&mut self, block: &Block) {
        self.moved.push(place(self.blocks.len()));
        let runs = self.old.runs_of(block);
        let field = field(self.text, self.old, block);
        let Some(field) = field.filter(|field| self.takes(field)) else {
            let goes_on =
                self.open.is_some_and(|head| head == Head::Text || !self.filled);
            let goes_on = goes_on && block.cell == NO_CELL;
            self.filled = true;
            let cell = if goes_on { place(self.cells.len() - 1) } else { block.cell };
            self.push(Block { cell, ..*block }, runs);
            return;
        };
        let known = self.names.iter().position(|name| *name == field.name);
        let column = known.unwrap_or(self.names.len());
        if known.is_none() {
            self.names.push(field.name);
        }
        let table = place(self.old.tables.len());
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        let cell = |row| Cell { table, row, column, wide: false };
        self.cells.extend([cell(self.heads), cell(self.heads + self.items)]);
        let own = place(self.cells.len());
        (self.open, self.filled) = (Some(field.head), field.length.is_some());
        let (name, value) = match field.length {
            Some(length) => split(self.text, runs, length),
            None => (runs.to_vec(), Vec::new()),
        };
        self.push(Block { cell: own - 2, ..*block }, &name);
        if !value.is_empty() {
            self.push(Block { cell: own - 1, gap: Gap::Line, ..*block }, &value);
        }
    }

    /// Whether a field is one of an item; its number opens the item.
    fn takes(&mut self, field: &Field) -> bool {
        self.items += u32::from(field.head == Head::Number);
        self.items > 0 && self.names.len() < MOST
    }

    fn push(&mut self, block: Block, runs: &[Run]) {
        let first = place(self.runs.len());
        if let Some(item) = self.old.list_item(&block) {
            self.list_items.push(ListItem { first, ..*item });
        }
        self.runs.extend_from_slice(runs);
        let (last, edges) = (place(self.runs.len()), Edges::of(self.text, runs));
        self.blocks.push(Block { first, last, edges, ..block });
    }
}

/// The runs of a block up to its `length`-th character, and the rest without the white
/// space before it.
fn split(text: &str, runs: &[Run], length: usize) -> (Vec<Run>, Vec<Run>) {
    let (mut before, mut after, mut left) = (Vec::new(), Vec::new(), length);
    for &run in runs {
        let own = run.span().of(text);
        let mut cut = 0;
        if run.kind != Kind::Text {
            if left > 0 {
                left -= 1;
                before.push(run);
            } else if !after.is_empty()
                || !matches!(run.kind, Kind::Char(c) if is_blank(c))
            {
                after.push(run);
            }
            continue;
        }
        while left > 0
            && let Some(c) = own.get(cut..).and_then(|own| own.chars().next())
        {
            cut += c.len_utf8();
            left -= 1;
        }
        let middle = run.start + place(cut);
        if cut > 0 {
            before.push(Run { end: middle, ..run });
        }
        let rest = own.get(cut..).unwrap_or("");
        let shown = if after.is_empty() { trim_blank_start(rest) } else { rest };
        if !shown.is_empty() {
            after.push(Run { start: run.end - place(shown.len()), ..run });
        }
    }
    (before, after)
}
