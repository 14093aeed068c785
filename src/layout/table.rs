//! Tables that run over pages: the head stands on every page, a merged label again after a
//! page end, and a row higher than a page is parted between lines, its number repeated.

use super::flow::{Flow, start};
use super::grid::{TABLE, TABLE_LINE};
use super::line::{Line, Measure, lines};
use super::metrics::Role;
use super::page::{Kind, Mark, Node};
use super::pager::{ASCENT, Strip};
use super::spell::{Setting, Spelled};
use crate::document::{Align, Column, Table};

/// Blank above and below the lines of a cell.
const PAD_Y: f32 = 3.0;
/// Blank at the sides of a cell.
const PAD_X: f32 = 4.0;
/// The narrowest column: one character and its blank.
const NARROWEST: f32 = TABLE + 2.0 * PAD_X;
/// A row is parted only where at least this many of its lines go on the page.
const FEWEST: usize = 3;

/// Sets a table.
pub(super) fn set(flow: &mut Flow<'_>, table: &Table) {
    if table.columns.is_empty() {
        return;
    }
    let (width, height) = flow.pager.text_area();
    let node = flow.pager.node(Node { kind: Kind::Table, parent: None });
    let edges = edges(table, width);
    let mut setter = Setter { flow, table, edges, height, node, head: Vec::new() };
    setter.head = setter.head_cells();
    setter.rows();
    setter.flow.pager.resume_grid();
}

struct Setter<'t, 'f, 'm> {
    flow: &'f mut Flow<'m>,
    table: &'t Table,
    /// The left edge of each column, and the right edge of the last.
    edges: Vec<f32>,
    /// The height of a page's text area.
    height: f32,
    node: usize,
    head: Vec<Cell>,
}

/// A cell whose text has been broken into lines.
struct Cell {
    spelled: Spelled,
    lines: Vec<Line>,
    align: Align,
    /// Its node; nothing where it only repeats one of the page before.
    node: Option<usize>,
    /// Whether it is the same as the one above, and not shown.
    merged: bool,
    /// Whether it is a label or a number, shown again on every page that its row runs on
    /// to.
    label: bool,
}

impl Setter<'_, '_, '_> {
    fn rows(&mut self) {
        let rows = &self.table.rows;
        let spans = spans(self.table);
        let mut open = false;
        for i in 0..rows.len() {
            let mut cells = self.cells(i, &spans);
            if !open {
                // What stands above, a title, is not left on a page of its own.
                let whole = height(&self.head) + height(&cells);
                let parted = !self.flow.pager.holds(whole);
                let least = FEWEST as f32 * TABLE_LINE + 2.0 * PAD_Y;
                self.open(if parted { least } else { height(&cells) }, true);
            } else if height(&cells) > self.flow.pager.room() {
                let parted = height(&cells) > self.room_under_head();
                let room = fitting(self.flow.pager.room());
                if !parted || room < FEWEST {
                    self.next_page();
                    show(&mut cells);
                }
            }
            open = true;
            self.row(cells);
        }
        if !open {
            self.open(0.0, true);
        }
        self.close();
    }

    /// Puts a row that fits on the page, or as much of it as does, and so on.
    fn row(&mut self, cells: Vec<Cell>) {
        let most = cells.iter().filter(|c| !c.merged).map(|c| c.lines.len()).max();
        let most = most.unwrap_or(1);
        let mut cells = cells;
        let mut done = 0;
        loop {
            let fitting = fitting(self.flow.pager.room()).max(1);
            let until = most.min(done + fitting);
            let marks = self.marks(&cells, done, until);
            let height = (until - done) as f32 * TABLE_LINE + 2.0 * PAD_Y;
            self.flow.pager.place(Strip { height, marks, ..Strip::default() });
            done = until;
            if done >= most {
                return;
            }
            self.next_page();
            show(&mut cells);
        }
    }

    /// Starts the table, or its part on a page: the head, with room for `first` under it.
    fn open(&mut self, first: f32, tagged: bool) {
        let head = height(&self.head);
        self.flow.pager.make_room(head + first);
        if !tagged {
            for cell in &mut self.head {
                cell.node = None;
            }
        }
        let count = self.head.iter().map(|c| c.lines.len()).max().unwrap_or(1);
        let marks = self.marks(&self.head, 0, count);
        self.flow.pager.place(Strip { height: head, marks, ..Strip::default() });
    }

    fn next_page(&mut self) {
        self.close();
        self.flow.pager.end_page();
        self.open(0.0, false);
    }

    /// The line under the last row of a page.
    fn close(&mut self) {
        let right = self.edges.last().copied().unwrap_or(0.0);
        let rule = Mark::Rule { from: (0.0, 0.0), to: (right, 0.0) };
        self.flow.pager.place(Strip { marks: vec![rule], ..Strip::default() });
    }

    fn room_under_head(&self) -> f32 {
        self.height - height(&self.head)
    }

    fn head_cells(&mut self) -> Vec<Cell> {
        let parent = Some(self.node);
        let row = self.flow.pager.node(Node { kind: Kind::Row, parent });
        let columns = &self.table.columns;
        (0..columns.len())
            .map(|j| {
                let text = columns.get(j).map_or("", |c| c.head.as_str());
                let node = Node { kind: Kind::Head, parent: Some(row) };
                let node = Some(self.flow.pager.node(node));
                self.cell(text, Role::Hei, Align::Centre, j, node)
            })
            .collect()
    }

    fn cells(&mut self, i: usize, spans: &[Vec<usize>]) -> Vec<Cell> {
        let parent = Some(self.node);
        let row = self.flow.pager.node(Node { kind: Kind::Row, parent });
        let cells = self.table.rows.get(i).map_or(&[][..], |row| &row.cells);
        (0..self.table.columns.len())
            .map(|j| {
                let text = cells.get(j).map_or("", |cell| cell.text.as_str());
                let span = spans.get(j).and_then(|s| s.get(i)).copied().unwrap_or(1);
                let kind = Kind::Cell { rows: span };
                let node = || Node { kind, parent: Some(row) };
                let node = (span > 0).then(|| self.flow.pager.node(node()));
                let align = self.table.columns.get(j).map_or(Align::Body, |c| c.align);
                let mut cell = self.cell(text, Role::Body, align, j, node);
                cell.merged = span == 0;
                cell.label = self.table.columns.get(j).is_some_and(|c| c.merge)
                    || cells.get(j).is_some_and(|cell| cell.number.is_some());
                cell
            })
            .collect()
    }

    fn cell(
        &self,
        text: &str,
        role: Role,
        align: Align,
        column: usize,
        node: Option<usize>,
    ) -> Cell {
        // An empty cell holds a space, so that the structure has it too.
        let text = if text.is_empty() { " " } else { text };
        let setting = Setting::free(TABLE);
        // Heads and what stands centred are names; their lines end between words.
        let spelled = match (role, align) {
            (Role::Hei, _) | (_, Align::Centre) => {
                Spelled::title(role, text, setting, self.flow.metrics)
            }
            _ => Spelled::new([(role, text)], setting, self.flow.metrics),
        };
        let width = (self.width(column) - 2.0 * PAD_X).max(TABLE);
        let lines = lines(&spelled, Measure { width, indent: 0.0, justify: false });
        Cell { spelled, lines, align, node, merged: false, label: false }
    }

    fn width(&self, column: usize) -> f32 {
        let edge = |i: usize| self.edges.get(i).copied().unwrap_or(0.0);
        edge(column + 1) - edge(column)
    }

    /// The lines `from` to `until` of each cell, and the rules above and between them.
    fn marks(&self, cells: &[Cell], from: usize, until: usize) -> Vec<Mark> {
        let height = (until - from) as f32 * TABLE_LINE + 2.0 * PAD_Y;
        let upright =
            self.edges.iter().map(|&x| Mark::Rule { from: (x, 0.0), to: (x, height) });
        let mut marks: Vec<Mark> = upright.collect();
        for (j, cell) in cells.iter().enumerate() {
            if cell.merged {
                continue;
            }
            let left = self.edges.get(j).copied().unwrap_or(0.0);
            let right = left + self.width(j);
            marks.push(Mark::Rule { from: (left, 0.0), to: (right, 0.0) });
            // A label starts again on every page; only its first showing is structure.
            let again = cell.label && from > 0;
            let node = cell.node.filter(|_| !again);
            let (from, until) = if again { (0, until - from) } else { (from, until) };
            let whole = from == 0 && until >= cell.lines.len();
            let spare = (until - from).saturating_sub(cell.lines.len()) as f32;
            let down = match cell.align {
                Align::Centre if whole => spare * TABLE_LINE / 2.0,
                _ => 0.0,
            };
            let width = self.width(j) - 2.0 * PAD_X;
            for (k, line) in cell.lines.iter().enumerate().take(until).skip(from) {
                let x = left + PAD_X + start(cell.align, width, line);
                let y = PAD_Y
                    + down
                    + (k - from) as f32 * TABLE_LINE
                    + (TABLE_LINE - TABLE) / 2.0
                    + ASCENT * TABLE;
                marks.extend(line.marks(&cell.spelled, (x, y), node));
            }
        }
        marks
    }
}

/// How many lines of a row fit into this height.
fn fitting(room: f32) -> usize {
    ((room + 0.05 - 2.0 * PAD_Y) / TABLE_LINE).max(0.0) as usize
}

fn height(cells: &[Cell]) -> f32 {
    let lines = cells.iter().filter(|cell| !cell.merged).map(|cell| cell.lines.len());
    lines.max().unwrap_or(1) as f32 * TABLE_LINE + 2.0 * PAD_Y
}

/// Shows merged cells after a page end.
fn show(cells: &mut [Cell]) {
    for cell in cells {
        cell.merged = false;
    }
}

/// Where the columns begin, and where the last ends.
fn edges(table: &Table, width: f32) -> Vec<f32> {
    let mut at = 0.0;
    let ends = widths(&table.columns, width).into_iter().map(|column| {
        at += column;
        at
    });
    std::iter::once(0.0).chain(ends).collect()
}

/// The widths of columns that together are this wide: each has its share, but none is
/// narrower than one character and its blank while there is room for that.
pub fn widths(columns: &[Column], width: f32) -> Vec<f32> {
    let share = |w: f32| if w.is_finite() { w.max(0.0) } else { 0.0 };
    let count = columns.len().max(1) as f32;
    let total: f32 = columns.iter().map(|c| share(c.width)).sum();
    let least = NARROWEST.min(width / count);
    let wanted = |column: &Column| {
        let part = if total > 0.0 { share(column.width) / total } else { 1.0 / count };
        (part * width).max(least)
    };
    let wanted: Vec<f32> = columns.iter().map(wanted).collect();
    // What narrow columns got beyond their share, the wider ones give.
    let over = wanted.iter().sum::<f32>() - least * count;
    let rest = width - least * count;
    let scale = if over > rest && over > 0.0 { rest / over } else { 1.0 };
    wanted.into_iter().map(|w| least + (w - least) * scale).collect()
}

/// For each column and row, over how many rows the cell reaches: 0 where it belongs to the
/// one above. A label is the same only where all merged columns before it are.
fn spans(table: &Table) -> Vec<Vec<usize>> {
    let mut same = vec![true; table.rows.len()];
    let text = |i: usize, j: usize| {
        let cell = table.rows.get(i).and_then(|row| row.cells.get(j));
        cell.map_or("", |cell| cell.text.as_str())
    };
    let mut spans = Vec::with_capacity(table.columns.len());
    for (j, column) in table.columns.iter().enumerate() {
        let mut of_column = vec![1; table.rows.len()];
        if column.merge {
            let mut first = 0;
            for (i, same) in same.iter_mut().enumerate() {
                *same &= i > 0 && !text(i, j).is_empty() && text(i, j) == text(i - 1, j);
                if !*same {
                    first = i;
                } else if let Ok([start, here]) = of_column.get_disjoint_mut([first, i]) {
                    *start += 1;
                    *here = 0;
                }
            }
        }
        spans.push(of_column);
    }
    spans
}
