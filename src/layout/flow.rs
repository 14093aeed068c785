//! Blocks to strips of lines.

use super::chart;
use super::contents;
use super::grid::{CHARACTER, LINE, Sheet, TITLE};
use super::line::{Line, Measure, lines};
use super::metrics::{Metrics, Role};
use super::page::{Bookmark, Kind, Node};
use super::pager::{ASCENT, Pager, Strip};
use super::spell::{Setting, Spelled};
use super::table;
use super::title::balanced;
use crate::document::{Align, Block, ListItem, Run};

/// The indent of paragraphs and headings: two characters.
pub(super) const INDENT: f32 = 2.0 * CHARACTER;

/// What setting a document needs beside its blocks.
pub(super) struct Flow<'a> {
    pub(super) metrics: &'a dyn Metrics,
    /// The headings with their pages, from a setting before this one, for the contents.
    pub(super) headings: &'a [Bookmark],
    pub(super) pager: Pager<'a>,
}

impl Flow<'_> {
    /// Sets blocks, one after the other.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for (i, block) in blocks.iter().enumerate() {
            self.block(block);
            let heads =
                |block: &Block| matches!(block, Block::Title(_) | Block::Subtitle(_));
            let next = blocks.get(i + 1);
            if heads(block) && next.is_some_and(|next| !heads(next)) {
                self.pager.place(Strip { height: LINE, keep: true, ..Strip::default() });
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(text) => self.title(text),
            Block::Subtitle(text) => {
                let spelled = self.spell([(Role::Kai, text.as_str())]);
                self.paragraph(&spelled, Align::Centre, Kind::Paragraph, None, true);
            }
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph { runs, align } => {
                let spelled = self.spell(roles(runs));
                self.paragraph(&spelled, *align, Kind::Paragraph, None, false);
            }
            Block::List(items) => self.list(items),
            Block::Table(table) => table::set(self, table),
            Block::Chart(chart) => chart::set(self, chart),
            Block::Contents => contents::set(self),
            Block::PageBreak => self.pager.end_page(),
            Block::Landscape(blocks) => {
                self.pager.turn(Sheet::Landscape);
                self.blocks(blocks);
                self.pager.turn(Sheet::Portrait);
            }
        }
    }

    /// Spells body text.
    pub(super) fn spell<'t>(
        &self,
        runs: impl IntoIterator<Item = (Role, &'t str)>,
    ) -> Spelled {
        Spelled::new(runs, Setting::BODY, self.metrics)
    }

    /// Sets a paragraph of body size, and says which node it is.
    pub(super) fn paragraph(
        &mut self,
        spelled: &Spelled,
        align: Align,
        kind: Kind,
        parent: Option<usize>,
        keep: bool,
    ) -> usize {
        let (width, _) = self.pager.text_area();
        let indent = if align == Align::Body { INDENT } else { 0.0 };
        let justify = matches!(align, Align::Body | Align::Left);
        let node = self.pager.node(Node { kind, parent });
        for line in lines(spelled, Measure { width, indent, justify }) {
            let x = start(align, width, &line);
            let marks = line.marks(spelled, (x, top(spelled)), Some(node));
            self.pager.place(Strip { height: LINE, marks, keep, heading: None });
        }
        node
    }

    fn title(&mut self, text: &str) {
        let setting = Setting::free(TITLE);
        let spelled = Spelled::title(Role::Title, text, setting, self.metrics);
        let (width, _) = self.pager.text_area();
        let node = self.pager.node(Node { kind: Kind::Title, parent: None });
        for line in balanced(&spelled, width) {
            let x = (width - line.width) / 2.0;
            let marks = line.marks(&spelled, (x, top(&spelled)), Some(node));
            self.pager.place(Strip { height: LINE, marks, keep: true, heading: None });
        }
    }

    fn heading(&mut self, level: u8, text: &str) {
        let role = match level {
            1 => Role::Hei,
            2 => Role::Kai,
            _ => Role::Body,
        };
        let spelled = self.spell([(role, text)]);
        let (width, _) = self.pager.text_area();
        let kind = Kind::Heading(level, text.to_owned());
        let node = self.pager.node(Node { kind, parent: None });
        let measure = Measure { width, indent: INDENT, justify: true };
        let mut heading = Some((level, text.to_owned()));
        for line in lines(&spelled, measure) {
            let marks = line.marks(&spelled, (0.0, top(&spelled)), Some(node));
            let heading = heading.take();
            self.pager.place(Strip { height: LINE, marks, keep: true, heading });
        }
    }

    fn list(&mut self, items: &[ListItem]) {
        let list = self.pager.node(Node { kind: Kind::List, parent: None });
        for item in items {
            let mark =
                item.number.map_or("· ".to_owned(), |number| format!("{number}. "));
            let item_node =
                self.pager.node(Node { kind: Kind::Item, parent: Some(list) });
            let mut mark = Some(mark);
            let empty = vec![Vec::new()];
            let paragraphs =
                if item.paragraphs.is_empty() { &empty } else { &item.paragraphs };
            for runs in paragraphs {
                let mark = mark.take().unwrap_or_default();
                let marked = std::iter::once((Role::Body, mark.as_str()));
                let spelled = self.spell(marked.chain(roles(runs)));
                let parent = Some(item_node);
                self.paragraph(&spelled, Align::Body, Kind::Paragraph, parent, false);
            }
        }
    }
}

/// Each run in its face.
fn roles(runs: &[Run]) -> impl Iterator<Item = (Role, &str)> {
    runs.iter().map(|run| (Role::of(run.style), run.text.as_str()))
}

/// The base line of a line of text, from its top.
pub(super) fn top(spelled: &Spelled) -> f32 {
    ASCENT * spelled.setting.size
}

/// Where a line starts, without its indent.
pub(super) fn start(align: Align, width: f32, line: &Line) -> f32 {
    match align {
        Align::Body | Align::Left => 0.0,
        Align::Centre => (width - line.width) / 2.0,
        Align::Right => width - line.width,
    }
}
