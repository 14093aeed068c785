//! From blocks to items: each block goes to the item that is open, to a label, or around
//! the list, and the ledger is written on the way.

pub(super) mod asides;
mod beside;
pub(super) mod draft;
mod labels;
pub(super) mod ledger;
pub(super) mod part;
pub(super) mod reading;
pub(super) mod sides;
pub(super) mod strays;
pub(super) mod twice;
pub(super) mod wraps;

use crate::source::account::Class;
use crate::source::blocks::height::Heights;
use crate::source::blocks::join::{Joint, Seam, goes_on_plainly};
use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Placed, Role, Tail};
use crate::source::blocks::shape::Shape;
use crate::source::lex::token::{Block, Gap, Look, place};
use crate::source::marks::label::Label;
use crate::source::marks::number::Marker;
use crate::source::notice::Report;
use crate::text::Span;
use asides::Asides;
use beside::Titles;
use draft::{Draft, Texts, put_text, put_whole};
use labels::{ends_item, labels_follow};
use ledger::Ledger;
use reading::Reading;
use sides::{Extent, Side};

/// The reader's place on the page.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(crate) struct Reader<'a, 'p> {
    page: &'p Page<'a>,
    shape: Shape,
    ledger: Ledger<'a>,
    report: &'p mut Report,
    drafts: Vec<Draft>,
    texts: Texts,
    /// All labels met, in order; drafts point at them.
    labels: Vec<Label>,
    /// Labels beside the column of the items.
    sides: Vec<Side>,
    /// Whether labels stand after their items.
    labels_follow: bool,
    /// Whether labels stand beside the items.
    beside: bool,
    /// The label that items now stand under.
    region: Option<u32>,
    /// The first item that a label landing in the text would be about.
    row_first: usize,
    /// Whether the row that the open item began in has an empty region cell.
    row_unlabelled: bool,
    /// Whether a label stands before the next block that no item has taken yet.
    fresh: bool,
    /// Where the last label stands that stands by itself.
    stands: Span,
    /// Whether a further list or region has opened behind the open item, which has ended.
    closed: bool,
    /// The first finding about text under a label that no item has followed yet.
    untaken: Option<usize>,
    /// The row being read.
    row: u32,
    /// Whether page furniture, a label or a row's end stands before the next block.
    interrupted: bool,
    /// The last block of text.
    before: Option<Block>,
    /// The next block of text, when it was looked for.
    ahead: usize,
    /// How high blocks stand, where labels stand beside the items.
    heights: Heights,
    /// Where pages end.
    extent: Extent,
    /// Items that opened under an empty region cell.
    carried: Vec<usize>,
    /// The last item in which numbers of markup were put in.
    numbered: Option<u32>,
    /// The tables inside items that are still to come, by their first runs.
    inner: std::iter::Peekable<std::slice::Iter<'p, u32>>,
    /// What was taken off the ends of blocks that are still to come.
    tails: std::iter::Peekable<std::slice::Iter<'p, Tail>>,
    /// What was told of the cells that hold no items.
    asides: Asides,
    /// The titles that stand beside the texts.
    titles: Titles,
    /// Whether line ends in flowing text part nothing, since no item begins at one.
    flows: bool,
}

impl<'a, 'p> Reader<'a, 'p> {
    /// A reader at the top of `page`.
    pub(crate) fn new(page: &'p Page<'a>, report: &'p mut Report) -> Self {
        let beside = page.labels.iter().any(|placed| page.is_beside(placed));
        Self {
            page,
            shape: Shape::of(page),
            ledger: Ledger::new(page.text, page.tokens.hidden.clone()),
            report,
            drafts: Vec::new(),
            texts: Texts::of(page),
            labels: Vec::new(),
            sides: Vec::new(),
            labels_follow: false,
            beside,
            heights: if beside { page.heights() } else { Heights::default() },
            region: None,
            row_first: 0,
            row_unlabelled: false,
            fresh: false,
            stands: Span::new(0, 0),
            closed: false,
            untaken: None,
            row: u32::MAX,
            interrupted: false,
            before: None,
            ahead: 0,
            extent: Extent::default(),
            carried: Vec::new(),
            numbered: None,
            inner: page.inner.iter().peekable(),
            tails: page.tails.iter().peekable(),
            asides: Asides::default(),
            titles: Titles::default(),
            flows: false,
        }
    }

    /// Reads the page, whose items begin at `starts`.
    pub(crate) fn read(mut self, starts: &[Start]) -> Reading<'a> {
        self.drafts.reserve_exact(starts.len());
        self.labels_follow = labels_follow(self.page, starts);
        self.asides = Asides::new(self.page, starts);
        let block = |start: &Start| self.page.tokens.blocks.get(start.block as usize);
        self.flows = !starts
            .iter()
            .filter_map(block)
            .any(|own| self.page.tokens.begins_flow_line(own));
        let all = starts;
        let mut starts = starts.iter().copied().peekable();
        let mut labels = self.page.labels.iter().peekable();
        for at in 0..self.page.tokens.blocks.len() {
            let Some((block, role)) = self.page.block(at) else { continue };
            let number = place(at);
            let start = starts.next_if(|start| start.block == number);
            let placed = labels.next_if(|placed| placed.block == number);
            self.enter_row(&block, start.is_some());
            if block.gap == Gap::Page || role == Role::Furniture {
                self.extent.end_page(self.heights.top(at));
            }
            if role == Role::Text {
                self.text(&block, start, placed);
            } else {
                self.mark(&block, at, role, placed, starts.peek());
            }
            if let Some(tail) = self.tails.next_if(|tail| tail.run == block.first) {
                self.ledger.put(tail.span, Class::Around);
                self.asides.tell_tail(tail.span, self.report);
            }
        }
        self.tell_merged_behind(all);
        self.finish()
    }

    /// Takes block `at`, which is no text of an item but a mark of this `role`, the label
    /// `placed` perhaps; the item that opens next is `next`.
    fn mark(
        &mut self,
        block: &Block,
        at: usize,
        role: Role,
        placed: Option<&Placed>,
        next: Option<&Start>,
    ) {
        let class = match role {
            Role::ItemTitle => return self.take_title(block, at, next),
            Role::Number => {
                self.numbered_by(block, at, next).map_or(Class::Around, Class::Number)
            }
            Role::Label => Class::Label,
            Role::Title => Class::Title,
            Role::Furniture => Class::Furniture,
            Role::Around | Role::Heading | Role::Aside | Role::Text => Class::Around,
        };
        self.whole(block, class);
        match (role, placed) {
            (Role::Label, Some(placed)) => {
                self.take_label(placed, block, at, next.map(|start| start.block));
            }
            (Role::Label, None) => self.go_on_beside(block, at),
            (Role::Title, _) => self.close_list(),
            (Role::Furniture, _) => self.interrupted = true,
            (Role::Heading, _) => {
                self.report.heading(self.page.tokens.span(block));
                self.closed = true;
            }
            (Role::Aside, _) => self.asides.tell(self.page, block, self.report),
            _ => {}
        }
    }

    /// Takes block `at` as a further piece of the label beside the items.
    fn go_on_beside(&mut self, block: &Block, at: usize) {
        let piece = block.look == Look::Side;
        if let Some(side) = self.sides.last_mut().filter(|_| piece) {
            side.last = self.heights.middle(at);
        }
    }

    /// Notes what the row says that `block` stands in, when it is a new one.
    fn enter_row(&mut self, block: &Block, opens: bool) {
        let Some(cell) = self.page.tokens.cell(block) else { return };
        if cell.row == self.row {
            return;
        }
        self.row = cell.row;
        let Some(row) = self.page.rows.get(cell.row as usize) else { return };
        if let Some(label) = &row.label {
            self.set_region(label, self.page.tokens.span(block));
            self.stands = Span::new(0, 0);
            self.row_unlabelled = false;
        } else if row.unlabelled && (opens || row.number.is_some()) {
            self.row_first = self.drafts.len();
            self.row_unlabelled = true;
        } else {
            self.interrupted |= !row.merged;
        }
    }

    /// Puts a whole block into `class`.
    fn whole(&mut self, block: &Block, class: Class) {
        put_whole(self.page, &mut self.ledger, block, class);
    }

    /// Takes a block of text: it opens an item, or goes on with the open one.
    fn text(&mut self, block: &Block, start: Option<Start>, placed: Option<&Placed>) {
        match start {
            Some(start) => self.open(block, start, placed),
            None if self.drafts.is_empty() => {
                self.whole(block, Class::Around);
                if self.fresh {
                    self.between(block);
                }
            }
            None => self.go_on(block),
        }
    }

    fn open(&mut self, block: &Block, start: Start, placed: Option<&Placed>) {
        let span = self.page.tokens.span(block);
        let mut marks = Vec::new();
        if let Some(placed) = placed {
            self.set_region(&placed.label, span);
            marks.push((placed.length, Class::Label));
        }
        let index = place(self.drafts.len());
        marks.push((start.length as usize, Class::Number(index)));
        // A label stands before the number or behind it.
        marks.sort_by_key(|&(until, _)| until);
        let before = self.drafts.last().map_or(0, |draft| draft.printed);
        self.report.step(before, start, span);
        if self.page.inferred.binary_search(&start.block).is_ok() {
            self.report.row_inferred(start.number, span);
        }
        if self.row_unlabelled && self.row_first == self.drafts.len() {
            self.carried.push(self.drafts.len());
        }
        self.untaken = None;
        self.drafts.push(Draft {
            number: start.number,
            printed: start.printed,
            region: self.region,
            first: self.texts.next(),
            begin: place(span.start),
            end: place(span.end),
            top: self.heights.top(start.block as usize),
        });
        self.append(block, &marks);
        self.before = Some(*block);
        (self.interrupted, self.fresh, self.closed) = (false, false, false);
    }

    /// Goes on with the open item, or takes the text between a label and its first item.
    fn go_on(&mut self, block: &Block) {
        let (Some(draft), Some(before)) = (self.drafts.last(), self.before) else {
            return;
        };
        let text = self.texts.open.as_str();
        let span = self.page.tokens.span(block);
        let ended = text.chars().next_back().is_none_or(ends_item);
        if self.closed || (self.fresh && ended) {
            self.whole(block, Class::Around);
            self.between(block);
            return;
        }
        let number = draft.number;
        if self.interrupted
            || self.page.tokens.list_item(block).is_some()
            || !goes_on_plainly(&self.shape, text, &before, block)
        {
            self.join(number, &before, block);
        }
        if self.inner.next_if_eq(&&block.first).is_some() {
            self.report.table_inside(number, span);
        }
        self.append(block, &[]);
        self.before = Some(*block);
        (self.interrupted, self.fresh) = (false, false);
    }

    /// Joins `block` to the open item, which has this `number` and ends with `before`.
    fn join(&mut self, number: u32, before: &Block, block: &Block) {
        let text = self.texts.open.as_str();
        let (head, _) = self.page.head(block, 8);
        let marker = self.page.marker(&head);
        let seam = Seam {
            text,
            before,
            after: block,
            head: &head,
            marker,
            interrupted: self.interrupted,
            flowing: self.flows && self.page.tokens.begins_flow_line(block),
        };
        let joint = seam.joint(self.page, &self.shape);
        let torn = joint != Joint::Paragraph
            && !text.is_empty()
            && (self.interrupted || block.gap > Gap::Line);
        if torn {
            self.report.joined(number, text, &head, self.page.tokens.span(block));
        }
        self.texts.join(joint, place(self.drafts.len() - 1), &mut self.ledger);
        self.say_bullet(block, marker, number);
    }

    /// Puts in the number that `block`, which begins with `marker` and goes on with item
    /// `number`, has by markup alone.
    fn say_bullet(&mut self, block: &Block, marker: Option<Marker>, number: u32) {
        let printed = marker.is_some_and(|marker| !marker.weak);
        let item = self.page.tokens.list_item(block);
        if let Some(item) = item.filter(|item| item.ordinal > 0 && !printed) {
            self.texts.number(&item.bullet.say(item.ordinal));
            if self.numbered.replace(number) != Some(number) {
                self.report.numbered(number, self.page.tokens.span(block));
            }
        }
    }

    /// Notes text between a label and its first item.
    fn between(&mut self, block: &Block) {
        self.untaken.get_or_insert(self.report.findings.len());
        self.report.between(self.page, block);
    }

    /// Appends a block to the open item; its first characters are of the classes that
    /// `marks` says.
    fn append(&mut self, block: &Block, marks: &[(usize, Class)]) {
        let index = place(self.drafts.len().saturating_sub(1));
        let (page, ledger, texts) = (self.page, &mut self.ledger, &mut self.texts);
        put_text(page, ledger, texts, block, marks, index);
        if let Some(draft) = self.drafts.last_mut() {
            draft.end = draft.end.max(place(page.tokens.span(block).end));
        }
    }

    /// What was read, with what is odd about it as a whole told.
    fn finish(mut self) -> Reading<'a> {
        if !self.sides.is_empty() {
            self.extent.height = self.heights.end;
            self.extent.gaps = std::mem::take(&mut self.heights.gaps);
            let assigned = sides::assign(&mut self.drafts, &self.sides, &self.extent);
            self.report.assigned(&assigned, &self.drafts, &self.labels);
        }
        if !self.beside && !self.labels_follow {
            self.tell_empty_label(None);
        }
        self.lose_untaken();
        self.report.carried(&self.drafts, &self.labels, &self.carried);
        self.report.unlabelled(&self.drafts);
        let Self { mut drafts, labels, texts, ledger, titles, .. } = self;
        let parts = titles.put_in(&mut drafts, texts.parts);
        Reading { drafts, labels, parts, ledger }
    }
}
