//! What the columns of tables hold: numbers, region labels, items, or something else.

pub(in crate::source) mod abreast;
mod carried;
pub(in crate::source) mod filled;
pub(in crate::source) mod forms;
pub(in crate::source) mod inner;
pub(in crate::source) mod shifted;
pub(in crate::source) mod split_labels;

use std::cmp::Reverse;

use crate::source::blocks::page::{Page, Role, Row};
use crate::source::blocks::tables::filled::{Counting, Filled, each_cell};
use crate::source::blocks::tables::shifted::Placing;
use crate::source::lex::token::{Block, Cell, TableKind};
use crate::source::marks::addressee::is_addressee;
use crate::source::marks::cells::{is_ditto, is_sum, number_of};
use crate::source::marks::heads::{Head, holds_notes};
use crate::source::marks::label::{Label, Names};
use crate::text::{ends_text, trim_blank};

/// What is known of a column before its role is.
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    filled: u32,
    labels: u32,
    /// Those that no region has, and that say whom they address.
    addressed: u32,
    numbers: u32,
    bytes: usize,
    head: Option<Head>,
    /// Whether its head spans other columns too.
    shared: bool,
    /// Whether its head says that it holds sentences: where none is of items by its head, the
    /// first of these is (问题 before 整改措施).
    notes: bool,
    /// Whether its head says that it holds titles, which not every item needs to have.
    titles: bool,
}

/// Finds the roles of all columns, and from them those of all cells and rows.
pub(crate) fn read(page: &mut Page<'_>, names: &Names) {
    if page.tokens.cells.is_empty() {
        return;
    }
    let (mut columns, mut layouts) = survey(page, names);
    let placings: Vec<_> = columns.iter().zip(&layouts).map(Layout::place).collect();
    if shifted::mend(page, &placings, names) {
        (columns, layouts) = survey(page, names);
    }
    drop_counts(page, &columns, &mut layouts);
    carried::carry_on(page, &columns, &layouts);
    inner::fold_into_cells(page, |cell, table| {
        let numbers = |at: usize| layouts.get(at).is_some_and(|own| own.number.is_some());
        // Where rows only name regions, the tables in them number the items.
        let frames = !numbers(cell.table as usize) && numbers(table);
        let around = layouts.get(cell.table as usize);
        !frames && around.is_some_and(|around| around.holds_items(cell))
    });
    note_missing_cells(page, &layouts);
    number_rows(page, &layouts);
    each_cell(page, |page, cell| {
        if let Some(layout) = layouts.get(cell.table) {
            assign(page, cell, *layout, names);
        }
    });
    split_labels::join(page, names, |cell| {
        layouts.get(cell.table as usize).is_some_and(|own| own.number.is_some())
    });
}

/// Looks at all columns, and says from what they hold which holds what.
fn survey(page: &mut Page<'_>, names: &Names) -> (Vec<Vec<Column>>, Vec<Layout>) {
    page.rows.iter_mut().for_each(|row| row.heads = 0);
    let mut columns: Vec<Vec<Column>> = vec![Vec::new(); page.tokens.tables.len()];
    let mut counting = Counting::default();
    each_cell(page, |page, cell| {
        if let Some(row) = page.rows.get_mut(cell.row)
            && cell.is_head_word()
        {
            row.heads = row.heads.saturating_add(1);
        }
        counting.note(page, cell);
        let Some(table) = columns.get_mut(cell.table) else { return };
        if table.len() <= cell.column {
            table.resize(cell.column + 1, Column::default());
        }
        if let Some(column) = table.get_mut(cell.column) {
            column.note(cell, names);
        }
    });
    for &(cell, _) in &page.tokens.numbered_cells {
        let Some(cell) = page.tokens.cells.get(cell as usize) else { continue };
        let own = columns.get_mut(cell.table as usize);
        if let Some(column) = own.and_then(|own| own.get_mut(usize::from(cell.column))) {
            (column.filled, column.numbers) = (column.filled + 1, column.numbers + 1);
        }
    }
    let layouts = columns
        .iter()
        .zip(&page.tokens.tables)
        .map(|(columns, table)| Layout::of(columns, table.kind))
        .collect();
    (columns, layouts)
}

impl Column {
    /// Whether its head says that it holds items.
    fn holds_items(&self) -> bool {
        self.head == Some(Head::Text)
    }

    fn note(&mut self, cell: &Filled, names: &Names) {
        if cell.spanning || (cell.bytes < 12 && is_ditto(&cell.head)) {
            return;
        }
        if let Some(head) = cell.says {
            // A head over several columns is a title when each has one of its own.
            if self.head.is_none() || (self.shared && !cell.wide) {
                (self.head, self.shared) = (Some(head), cell.wide);
                self.notes = holds_notes(trim_blank(&cell.head));
                self.titles = cell.head.contains("标题");
            }
            return;
        }
        self.filled += 1;
        self.bytes += cell.bytes;
        if !cell.whole {
            return;
        }
        if number_of(&cell.head).is_some() {
            self.numbers += 1;
        } else if let Some(label) = names.label(&cell.head, true) {
            let known = label.is_known();
            self.labels += u32::from(known);
            self.addressed += u32::from(!known && is_addressee(&label.name));
        }
    }
}

/// Which column holds what.
#[derive(Clone, Copy, Debug, Default)]
struct Layout {
    number: Option<usize>,
    region: Option<usize>,
    text: Option<usize>,
    /// The headings of the items, before their texts: 建议事项 | 具体内容.
    titles: Option<usize>,
}

impl Layout {
    /// That of a table whose cells are all aside.
    const ASIDE: Self =
        Self { number: None, region: None, text: Some(usize::MAX), titles: None };

    /// Whether it is that of a list.
    const fn is_list(self) -> bool {
        self.number.is_some() || self.region.is_some()
    }

    /// Whether a cell of a list is in a column that may hold items.
    fn holds_items(self, cell: &Cell) -> bool {
        self.is_list() && ![self.number, self.region].contains(&Some(cell.column.into()))
    }

    /// Whether it is that of a list, and nothing in `other` speaks against its columns.
    fn agrees_with(self, other: Self) -> bool {
        let agree = |a: Option<usize>, b: Option<usize>| b.is_none() || a == b;
        self.is_list()
            && agree(self.number, other.number)
            && agree(self.region, other.region)
    }

    /// The columns of regions and of numbers, and how many there are, where their heads or
    /// what they hold tell.
    fn place((columns, layout): (&Vec<Column>, &Self)) -> Option<Placing> {
        let (region, number) = (layout.region?, layout.number);
        Some(Placing { region, number, columns: columns.len() })
    }

    fn of(columns: &[Column], kind: TableKind) -> Self {
        let most = |wanted: Head, count: fn(&Column) -> u32| {
            // Of two columns of numbers the one that counts the groups has fewer of them.
            let own = columns.iter().enumerate().filter(|(_, c)| c.head == Some(wanted));
            let said =
                own.max_by_key(|&(at, c)| (count(c), Reverse(at))).map(|(at, _)| at);
            let mostly = |c: &Column| c.filled > 0 && count(c) * 2 >= c.filled;
            said.or_else(|| columns.iter().position(|c| c.head.is_none() && mostly(c)))
        };
        let number = most(Head::Number, |c| c.numbers);
        let region = most(Head::Region, |c| c.labels)
            .or_else(|| Self::named(columns))
            .or_else(|| Self::addressed(columns))
            .or_else(|| Self::in_whole_rows(columns))
            .filter(|&at| Some(at) != number);
        let headed = || columns.len() > 1 && columns.iter().any(Column::holds_items);
        let none = number.is_none() && region.is_none();
        if none && kind == TableKind::Tabs && !headed() {
            return Self::default();
        }
        let text = columns
            .iter()
            .enumerate()
            .filter(|&(at, c)| {
                Some(at) != number && Some(at) != region && c.head != Some(Head::Other)
            })
            .max_by_key(|(_, c)| (c.head == Some(Head::Text), c.bytes))
            .map(|(at, _)| at)
            .or_else(|| columns.iter().position(|c| c.notes));
        // A name and the number of its page, as in a table of contents.
        if text.is_none() && region.is_some() && number > region {
            return Self::default();
        }
        let titles = text.and_then(|text| Self::titles(columns, text));
        Self { number, region, text, titles }
    }

    /// The column that has a label in each row that reaches the last column, where no head says
    /// what they hold: the others lack the cell that was merged with it.
    fn in_whole_rows(columns: &[Column]) -> Option<usize> {
        let (last, before) = columns.split_last()?;
        let whole =
            |c: &Column| c.labels > 1 && c.labels >= last.filled && last.labels == 0;
        let bare = columns.iter().all(|c| c.head.is_none());
        before.iter().position(whole).filter(|_| bare)
    }

    /// The column in which regions stand, where no head names them: 责任主体 may head offices
    /// or provinces.
    fn named(columns: &[Column]) -> Option<usize> {
        columns
            .iter()
            .position(|c| c.head == Some(Head::Other) && c.labels * 2 > c.filled)
    }

    /// The column of headings before that of the texts: by its head it is of items too, it is
    /// filled as often, and short.
    fn titles(columns: &[Column], text: usize) -> Option<usize> {
        /// Bytes of a heading, by and large.
        const HEADING: usize = 90;
        let own = columns.get(text)?;
        columns.get(..text)?.iter().position(|c| {
            let head = c.head == Some(Head::Text) && own.head == c.head;
            let filled = c.filled == own.filled || c.titles;
            head && filled && c.bytes <= HEADING * c.filled as usize
        })
    }

    /// The column before that of long texts whose cells say whom a list addresses, where no
    /// region has these names and no head says what it holds.
    fn addressed(columns: &[Column]) -> Option<usize> {
        let long = |c: &Column| c.bytes > SHORT * c.filled as usize;
        let names = |c: &Column| {
            let names = c.labels + c.addressed;
            c.head.is_none() && names > 0 && names * 2 >= c.filled
        };
        let past = columns.iter().position(long)?;
        columns.iter().take(past).position(names)
    }
}

/// Bytes of a cell that is short, by and large.
const SHORT: usize = 60;

/// Takes tables that count or name, of contacts or figures, for no lists: where another has a
/// column of items by its head, those with heads, none of that kind and short cells.
fn drop_counts(page: &mut Page<'_>, columns: &[Vec<Column>], layouts: &mut [Layout]) {
    let holds = |own: &[Column]| own.iter().any(Column::holds_items);
    if !columns.iter().any(|own| holds(own)) {
        return;
    }
    let tables = page.tokens.tables.iter_mut().zip(columns).zip(layouts);
    for ((table, own), layout) in tables {
        let headed = own.iter().any(|column| column.head.is_some());
        let text = layout.text.and_then(|at| own.get(at));
        let short = text.is_none_or(|c| c.bytes <= SHORT * c.filled as usize);
        if layout.is_list() && headed && short && !holds(own) {
            *layout = Layout::ASIDE;
            table.aside = true;
        }
    }
}

/// Notes the rows whose region cell is there and empty, and those that merged cells above
/// put into the item of the row above.
fn note_missing_cells(page: &mut Page<'_>, layouts: &[Layout]) {
    for cell in &page.tokens.cells {
        if let Some(layout) = layouts.get(cell.table as usize)
            && let Some(row) = page.rows.get_mut(cell.row as usize)
        {
            row.merged = layout.is_list();
        }
    }
    for cell in &page.tokens.cells {
        let Some(layout) = layouts.get(cell.table as usize) else { continue };
        let Some(row) = page.rows.get_mut(cell.row as usize) else { continue };
        let column = Some(usize::from(cell.column));
        row.merged &= layout.number.or(layout.region) != column;
        row.unlabelled |= layout.region == column;
    }
}

/// Gives rows the numbers that lists of markup put into their cells of numbers.
fn number_rows(page: &mut Page<'_>, layouts: &[Layout]) {
    for &(cell, number) in &page.tokens.numbered_cells {
        let Some(cell) = page.tokens.cells.get(cell as usize) else { continue };
        let layout = layouts.get(cell.table as usize);
        let own = layout.is_some_and(|own| own.number == Some(usize::from(cell.column)));
        if let Some(row) = page.rows.get_mut(cell.row as usize).filter(|_| own) {
            row.number = Some(number);
        }
    }
}

/// Gives the blocks of a cell their role, and its row what it says.
fn assign(page: &mut Page<'_>, cell: &Filled, layout: Layout, names: &Names) {
    let Some(mut row) = page.rows.get_mut(cell.row).map(std::mem::take) else { return };
    row.aside |= cell.whole && layout.is_list() && is_sum(&cell.head);
    let role = row.take(page, cell, layout, names);
    if let Some(own) = page.rows.get_mut(cell.row) {
        *own = row;
    }
    let roles = page.roles.get_mut(cell.first..cell.last).unwrap_or_default();
    for own in roles.iter_mut().filter(|own| **own != Role::Furniture) {
        *own = role;
    }
}

impl Row {
    /// Takes what one of its cells says; returns what that is for.
    fn take(
        &mut self,
        page: &Page<'_>,
        cell: &Filled,
        layout: Layout,
        names: &Names,
    ) -> Role {
        let column = Some(cell.column);
        let may_hold =
            layout.text.is_none() || [layout.text, layout.titles].contains(&column);
        if self.aside && layout.is_list() {
            Role::Aside
        } else if cell.spanning {
            Role::Text
        } else if cell.is_head(self.heads) {
            Role::Furniture
        } else if [layout.region, layout.number].contains(&column) && cell.signs(page) {
            Role::Around
        } else if layout.region == column {
            self.take_label(cell, names)
        } else if layout.number == column {
            self.take_number(page, cell, names)
        } else if may_hold && !self.aside {
            Role::Text
        } else {
            Role::Aside
        }
    }

    /// Takes what the cell in its column of regions says.
    fn take_label(&mut self, cell: &Filled, names: &Names) -> Role {
        if is_ditto(&cell.head) {
            return Role::Label;
        }
        let label = names.label_in_column(&cell.head).filter(|_| cell.whole);
        if label.is_none() {
            return Role::Text;
        }
        (self.label, self.unlabelled) = (label, false);
        Role::Label
    }

    /// Takes what the cell in its column of numbers says.
    fn take_number(&mut self, page: &Page<'_>, cell: &Filled, names: &Names) -> Role {
        if let Some(value) = number_of(&cell.head).filter(|_| cell.whole) {
            self.number = Some(value);
            return Role::Number;
        }
        let label = names.label(&cell.head, false);
        if label.as_ref().is_some_and(Label::is_known) {
            return Role::Text;
        }
        let only = page.is_only_filled(cell.first, cell.last);
        let addressed = label.filter(|own| only && is_addressee(&own.name));
        let last = cell.last.checked_sub(1).and_then(|last| page.tokens.blocks.get(last));
        if addressed.is_some() {
            // Over the rows of those whom it addresses, as others stand over theirs.
            self.label = addressed;
            Role::Label
        } else if only && last.and_then(Block::last_char).is_some_and(ends_text) {
            // A paragraph of the item above.
            self.merged = true;
            Role::Text
        } else {
            self.aside = true;
            Role::Aside
        }
    }
}
