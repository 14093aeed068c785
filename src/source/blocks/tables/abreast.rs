//! Tables whose columns are regions: a first row of labels, and under each its items.
//!
//! Each cell is read as a row of its own under the label of its column. Where the items of
//! a region fill more than one row their numbers do not follow in the order of the source,
//! and that is told as with any list.

use crate::source::blocks::page::{Page, Role, Row};
use crate::source::lex::token::place;
use crate::source::marks::label::{Knowledge, Label, Names};

/// Gives the cells of such tables rows of their own, with the labels of their columns.
pub(crate) fn part(page: &mut Page<'_>, names: &Names) {
    let mut heads = vec![Heads::default(); page.tokens.tables.len()];
    let mut last = None;
    for block in &page.tokens.blocks {
        let Some(cell) = page.tokens.cell(block) else { continue };
        let Some(heads) = heads.get_mut(cell.table as usize) else { continue };
        if *heads.row.get_or_insert(cell.row) != cell.row {
            heads.rows += u32::from(last != Some(cell.row));
            last = Some(cell.row);
            continue;
        }
        let (head, whole) = page.head(block, 24);
        let label = names.label(&head, true).filter(|_| whole && !heads.others);
        match label.filter(|label| label.knowledge == Knowledge::Named) {
            Some(label) => heads.labels.push((cell.column, label)),
            None => heads.others = true,
        }
    }
    if !heads.iter().any(Heads::are_regions) {
        return;
    }
    for (at, block) in page.tokens.blocks.iter().enumerate() {
        let Some(cell) = page.tokens.cell(block) else { continue };
        let own = heads.get(cell.table as usize).filter(|heads| heads.are_regions());
        if own.is_some_and(|own| own.row == Some(cell.row))
            && let Some(role) = page.roles.get_mut(at)
        {
            *role = Role::Furniture;
        }
    }
    for cell in &mut page.tokens.cells {
        let own = heads.get(cell.table as usize).filter(|heads| heads.are_regions());
        let Some(own) = own.filter(|own| own.row != Some(cell.row)) else { continue };
        let label = own.labels.iter().find(|(column, _)| *column == cell.column);
        cell.row = place(page.rows.len());
        cell.column = 0;
        page.rows
            .push(Row { label: label.map(|(_, label)| label.clone()), ..Row::default() });
    }
    page.tokens.rows = place(page.rows.len());
}

/// The first row of a table.
#[derive(Clone, Debug, Default)]
struct Heads {
    row: Option<u32>,
    /// The regions that its cells are, by column, and whether one is none.
    labels: Vec<(u16, Label)>,
    others: bool,
    /// How many rows there are under it.
    rows: u32,
}

impl Heads {
    fn are_regions(&self) -> bool {
        !self.others && self.labels.len() > 1 && self.rows > 0
    }
}
