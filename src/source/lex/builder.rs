//! What the lexers write their tokens with: it keeps blocks trimmed, empty ones out, and
//! merged cells in their columns.

use super::bullet::Bullet;
use super::cuts::Cuts;
use super::edges::Edges;
use super::token::{
    Block, Cell, Gap, Kind, Level, ListItem, Look, NO_CELL, Passage, Run, Table,
    TableKind, Tokens, Why, place,
};
use crate::text::{Span, ends_text, is_blank, trim_blank_end, trim_blank_start, width};

/// Columns beyond this one count as this one: no list is so wide, and a page that
/// pretends to be costs no more for it.
const WIDEST: u16 = 63;

/// Bytes that a number may take before a bold heading, its mark and space included.
const NUMBER: usize = 12;

/// A table that is being read.
#[derive(Debug)]
pub(super) struct Grid {
    table: u32,
    row: u32,
    pub(super) column: u16,
    /// Rows that the merged cell in each column still takes, this row included.
    pub(super) taken: Vec<u16>,
    /// The cell that the table itself stands in.
    outer: u32,
    /// Whether `row` has begun.
    begun: bool,
}

/// What is the text of a note or a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notes {
    /// Nothing.
    None,
    /// The open block.
    Block,
    /// All that is read.
    All,
}

/// Collects the tokens of one source.
#[derive(Debug)]
pub(crate) struct Builder<'a> {
    text: &'a str,
    pub(super) out: Tokens,
    /// Runs from here on belong to the open block.
    pub(super) first: usize,
    /// Bytes of the open block that are visible and not bold; those after bold ones count
    /// as many.
    unbold: usize,
    /// Whether some of the open block is bold.
    some_bold: bool,
    /// What stands before the open block.
    pub(super) gap: Gap,
    indent: usize,
    /// Columns that the page itself leaves free, which are no indent.
    pub(crate) margin: usize,
    cell: u32,
    pub(super) grids: Vec<Grid>,
    /// How many elements are open that may hold a list, and how few were since the block
    /// before.
    open: usize,
    level: usize,
    /// How deep in bold markup.
    pub(crate) bold: u32,
    /// How blocks are set from here on, but for bold.
    pub look: Look,
    /// The number of the list item that the next block opens; 0 is none.
    pub ordinal: u32,
    /// How many numbered lists it stands in.
    pub depth: u8,
    /// What a reader sees before it.
    pub bullet: Bullet,
    /// What is the text of a note.
    pub notes: Notes,
    pub(super) cuts: Cuts<'a>,
}

impl<'a> Builder<'a> {
    /// An empty stream over `text`, in which blocks begin at the bytes `cuts`.
    pub(crate) fn new(text: &'a str, cuts: &'a [usize]) -> Self {
        Self {
            text,
            out: Tokens::with_room_for(text),
            first: 0,
            unbold: 0,
            some_bold: false,
            gap: Gap::Page,
            indent: 0,
            margin: 0,
            cell: NO_CELL,
            grids: Vec::new(),
            open: 0,
            level: 0,
            bold: 0,
            look: Look::Plain,
            ordinal: 0,
            depth: 0,
            bullet: Bullet::None,
            notes: Notes::None,
            cuts: Cuts::new(text, cuts),
        }
    }

    /// The stream, closed.
    pub(crate) fn finish(mut self) -> Tokens {
        self.end(Gap::Paragraph);
        self.out
    }

    /// Text that stands for itself, in one block.
    pub(super) fn text_apart(&mut self, start: usize, end: usize) {
        let own = Span::new(start, end).of(self.text);
        let shown = trim_blank_start(own);
        let mut from = start;
        if self.is_empty() {
            let (blank, _) = own.split_at(own.len() - shown.len());
            if !blank.is_empty() {
                self.indent += width(blank) + 4 * blank.matches('\t').count();
            }
            from = end - shown.len();
        }
        if from < end {
            self.push(from, end, Kind::Text, !shown.is_empty());
        }
    }

    /// A reference to the character `c`.
    pub(crate) fn char(&mut self, start: usize, end: usize, c: char) {
        if self.is_empty() && is_blank(c) {
            self.indent += width(c.encode_utf8(&mut [0; 4]));
        } else {
            self.push(start, end, Kind::Char(c), !is_blank(c));
        }
    }

    /// Space behind a sign, however it is made: one space, or none where the sign is as wide
    /// as a character of Chinese or is no text.
    pub(crate) fn space(&mut self, start: usize, end: usize) {
        let block = self.out.runs.get(self.first..).unwrap_or(&[]);
        let narrow = block.last().is_some_and(|run| match run.kind {
            Kind::Text => run.span().of(self.text).ends_with(|c: char| c.is_ascii()),
            Kind::Char(c) => c.is_ascii(),
            Kind::Wrap => false,
        });
        if narrow {
            self.char(start, end, ' ');
        } else {
            self.hide(start, end);
        }
    }

    /// A line end inside a paragraph, with the white space around it.
    pub(crate) fn wrap(&mut self, start: usize, end: usize) {
        if self.is_empty() {
            return;
        }
        if let Some(run) = self.out.runs.last_mut()
            && run.kind == Kind::Text
        {
            let spaces = |c: char| c.is_ascii_whitespace();
            let shown = run.span().of(self.text).trim_end_matches(spaces);
            run.end = run.start + place(shown.len());
        }
        self.push(start, end, Kind::Wrap, false);
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind, visible: bool) {
        if visible && self.bold > 0 {
            self.some_bold = true;
        } else if visible {
            let length = if self.some_bold { usize::MAX } else { end - start };
            self.unbold = self.unbold.saturating_add(length);
        }
        self.out.runs.push(Run { start: place(start), end: place(end), kind });
    }

    /// Passes what is no text, for the reason `why`, and perhaps to be `sure`.
    pub(crate) fn pass(&mut self, start: usize, end: usize, why: Why, sure: bool) {
        self.hide(start, end);
        let passage = Passage { start: place(start), end: place(end), why, sure };
        if why == Why::Cut || !passage.words(self.text).is_empty() {
            self.out.passages.push(passage);
        }
    }

    /// Notes that text may hold words of the column beside it.
    pub(crate) fn glued(&mut self, start: usize, end: usize) {
        let (start, end) = (place(start), place(end));
        self.out.passages.push(Passage { start, end, why: Why::Glued, sure: false });
    }

    /// Notes bytes that are never text, whatever they hold.
    pub(crate) fn hide(&mut self, start: usize, end: usize) {
        self.out.hidden.push((place(start), place(end)));
    }

    /// Whether the open block holds nothing yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.first == self.out.runs.len()
    }

    /// Ends the open block; the next one is parted from it by at least `gap`.
    pub(crate) fn end(&mut self, gap: Gap) {
        self.trim();
        if self.is_empty() {
            self.gap = self.gap.max(gap);
        } else {
            let look = match self.look {
                _ if self.notes != Notes::None => Look::Note,
                Look::Plain if self.some_bold && self.unbold <= NUMBER => Look::Bold,
                look => look,
            };
            let bullet = std::mem::replace(&mut self.bullet, Bullet::None);
            let ordinal = std::mem::take(&mut self.ordinal);
            let depth = std::mem::take(&mut self.depth);
            let first = place(self.first);
            if bullet != Bullet::None || ordinal > 0 {
                let item = ListItem { first, ordinal, depth, bullet };
                self.out.list_items.push(item);
            }
            let runs = self.out.runs.get(self.first..).unwrap_or(&[]);
            let edges = Edges::of(self.text, runs);
            self.out.blocks.push(Block {
                first,
                last: place(self.out.runs.len()),
                cell: self.cell,
                gap: self.gap,
                look,
                indent: u8::try_from(self.indent.saturating_sub(self.margin))
                    .unwrap_or(u8::MAX),
                edges,
            });
            self.note_level();
            self.first = self.out.runs.len();
            self.gap = gap;
        }
        (self.unbold, self.some_bold) = (0, false);
        if self.notes == Notes::Block {
            self.notes = Notes::None;
        }
        self.indent = 0;
        self.margin = 0;
    }

    /// Makes a heading of the line before, when it may be one: a short line of its own
    /// that ends no sentence, right above.
    pub(crate) fn make_heading(&mut self, level: u8) {
        const LONGEST: usize = 40;
        let Some(block) = self.out.blocks.last() else { return };
        let (head, whole) = self.out.head(self.text, block, LONGEST);
        let fits = whole && block.cell == NO_CELL && !head.ends_with(ends_text);
        if let Some(block) = self.out.blocks.last_mut().filter(|_| fits)
            && self.gap == Gap::Line
        {
            block.look = Look::Heading(level);
        }
    }

    /// Notes in which elements the block just ended follows the one before.
    fn note_level(&mut self) {
        let depth = u8::try_from(self.level).unwrap_or(u8::MAX);
        if self.out.levels.last().map_or(0, |before| before.depth) != depth {
            let block = place(self.out.blocks.len()).saturating_sub(1);
            self.out.levels.push(Level { block, depth });
        }
        self.level = self.open;
    }

    /// Enters an element that may hold a list, between two blocks.
    pub(crate) fn enter(&mut self) {
        self.open += 1;
    }

    /// Leaves such an element.
    pub(crate) fn leave(&mut self) {
        self.open = self.open.saturating_sub(1);
        self.level = self.level.min(self.open);
    }

    /// Says that the next block stands `columns` to the right of its column's edge.
    pub(crate) fn indented(&mut self, columns: usize) {
        self.indent = columns;
    }

    /// Takes the white space off the end of the open block.
    fn trim(&mut self) {
        while self.first < self.out.runs.len() {
            let Some(run) = self.out.runs.last_mut() else { return };
            let blank = match run.kind {
                Kind::Wrap => true,
                Kind::Char(c) => is_blank(c),
                Kind::Text => {
                    let shown = trim_blank_end(run.span().of(self.text));
                    run.end = run.start + place(shown.len());
                    shown.is_empty()
                }
            };
            if !blank {
                return;
            }
            self.out.runs.pop();
        }
    }

    /// Opens a table, inside the open cell if there is one.
    pub(crate) fn open_table(&mut self, kind: TableKind) {
        self.end(Gap::Paragraph);
        let table = place(self.out.tables.len());
        let outer = self.cell;
        self.out.tables.push(Table { kind, outer, aside: false });
        self.cell = NO_CELL;
        let taken = Vec::new();
        self.grids.push(Grid { table, row: 0, column: 0, taken, outer, begun: false });
    }

    /// Closes the innermost table.
    pub(crate) fn close_table(&mut self) {
        self.end(Gap::Paragraph);
        if let Some(grid) = self.grids.pop() {
            self.cell = grid.outer;
        }
    }

    /// Opens a row of the innermost table.
    pub(crate) fn open_row(&mut self, gap: Gap) {
        self.end(gap);
        self.leave_cell();
        let row = self.out.rows;
        if let Some(grid) = self.grids.last_mut() {
            if grid.begun {
                grid.taken.iter_mut().for_each(|left| *left = left.saturating_sub(1));
            }
            (grid.row, grid.column, grid.begun) = (row, 0, true);
            self.out.rows += 1;
        }
    }

    /// Opens the next cell of the row, `rows` high and `columns` wide.
    pub(crate) fn open_cell(&mut self, rows: u16, columns: u16) {
        self.end(Gap::Paragraph);
        self.leave_cell();
        if self.grids.last().is_some_and(|grid| !grid.begun) {
            self.open_row(Gap::Paragraph);
        }
        let Some(grid) = self.grids.last_mut() else { return };
        let taken = |grid: &Grid, at: u16| {
            grid.taken.get(usize::from(at)).is_some_and(|&left| left > 0)
        };
        while grid.column < WIDEST && taken(grid, grid.column) {
            grid.column += 1;
        }
        let column = grid.column.min(WIDEST);
        let past = column.saturating_add(columns.max(1)).min(WIDEST);
        if grid.taken.len() < usize::from(past) {
            grid.taken.resize(usize::from(past), 0);
        }
        for left in
            grid.taken.iter_mut().take(usize::from(past)).skip(usize::from(column))
        {
            *left = rows.max(1);
        }
        grid.column = past;
        self.cell = place(self.out.cells.len());
        let (table, row) = (grid.table, grid.row);
        self.out.cells.push(Cell { table, row, column, wide: columns > 1 });
    }

    /// Takes the line before into the open cell, which was torn off its beginning.
    pub(crate) fn adopt_line(&mut self) {
        if let Some(block) = self.out.blocks.last_mut() {
            block.cell = self.cell;
        }
    }

    /// Whether a cell is open.
    pub(crate) fn in_cell(&self) -> bool {
        self.cell != NO_CELL
    }

    /// Closes the open cell.
    pub(crate) fn close_cell(&mut self) {
        self.end(Gap::Paragraph);
        self.leave_cell();
    }

    /// Leaves the open cell, whose last block has ended; an item of a list that holds
    /// nothing has only numbered it.
    fn leave_cell(&mut self) {
        let cell = std::mem::replace(&mut self.cell, NO_CELL);
        if self.ordinal > 0 && cell != NO_CELL {
            self.out.numbered_cells.push((cell, self.ordinal));
            (self.ordinal, self.depth, self.bullet) = (0, 0, Bullet::None);
        }
    }
}
