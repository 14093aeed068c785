//! From blocks to items: each block goes to the item that is open, to a label, or around
//! the list, and the ledger is written on the way.

use super::Item;
use super::account::Class;
use super::label::{Knowledge, Label};
use super::ledger::Ledger;
use super::notice::{self, Report};
use super::number;
use super::numbering::{Start, Step};
use super::page::{Page, Role, ends_text};
use super::token::{Block, Gap, Kind, is_blank};
use crate::model::Lines;
use crate::text::{LineIndex, Span, glue};

/// An item being read.
#[derive(Debug)]
struct Draft {
    start: Start,
    region: Option<u32>,
    text: String,
    pieces: Vec<Span>,
    /// From its number to the end of its last piece.
    span: Span,
}

/// The reader's place on the page.
#[derive(Debug)]
pub(super) struct Reader<'a, 'p> {
    page: &'p Page<'a>,
    ledger: Ledger<'a>,
    report: &'p mut Report<'a>,
    drafts: Vec<Draft>,
    /// All labels met, in order; drafts point at them.
    labels: Vec<Label>,
    /// The label that items now stand under.
    region: Option<u32>,
    /// The first item that a label landing in the text would be about.
    row_first: usize,
    /// The row being read.
    row: u32,
    /// Whether page furniture, a label or a row's end stands before the next block.
    interrupted: bool,
    last_block: Option<Block>,
}

impl<'a, 'p> Reader<'a, 'p> {
    /// A reader at the top of `page`.
    pub(super) fn new(page: &'p Page<'a>, report: &'p mut Report<'a>) -> Self {
        Self {
            page,
            ledger: Ledger::new(page.text),
            report,
            drafts: Vec::new(),
            labels: Vec::new(),
            region: None,
            row_first: 0,
            row: u32::MAX,
            interrupted: false,
            last_block: None,
        }
    }

    /// Reads the page, whose items begin at `starts`.
    pub(super) fn read(mut self, starts: &[Start]) -> (Vec<Item>, Ledger<'a>) {
        let mut starts = starts.iter().copied().peekable();
        let mut labels = self.page.labels.iter().peekable();
        for at in 0..self.page.tokens.blocks.len() {
            let Some((block, role)) = self.page.block(at) else { continue };
            let number = u32::try_from(at).unwrap_or(u32::MAX);
            let start = starts.next_if(|start| start.block == number);
            let placed = labels.next_if(|placed| placed.block == number);
            self.enter_row(&block, start.is_some());
            match role {
                Role::Label if placed.is_none() => self.whole(&block, Class::Label),
                Role::Label => {
                    self.whole(&block, Class::Label);
                    if let Some(placed) = placed {
                        let opens = starts.peek().map(|s| s.block);
                        self.take_label(&placed.label, &block, at, opens);
                    }
                }
                Role::Number => self.whole(&block, Class::Label),
                Role::Title => self.whole(&block, Class::Title),
                Role::Furniture => {
                    self.whole(&block, Class::Furniture);
                    self.interrupted = true;
                }
                Role::Around | Role::Aside => self.whole(&block, Class::Around),
                Role::Text => {
                    self.text(&block, start, placed.map(|p| (&p.label, p.length)))
                }
            }
        }
        self.finish()
    }

    /// Notes what the row says that `block` stands in, when it is a new one.
    fn enter_row(&mut self, block: &Block, opens: bool) {
        let Some(cell) = self.page.tokens.cell(block) else { return };
        if cell.row == self.row {
            return;
        }
        self.row = cell.row;
        self.interrupted = true;
        let Some(row) = self.page.rows.get(cell.row as usize) else { return };
        if let Some(label) = &row.label {
            self.set_region(label, self.page.tokens.span(block));
        } else if row.unlabelled && opens {
            self.row_first = self.drafts.len();
        }
    }

    /// Makes `label` the region of the items that follow.
    fn set_region(&mut self, label: &Label, span: Span) {
        self.row_first = self.drafts.len();
        let same = self.current().is_some_and(|current| current.name == label.name);
        if same {
            return;
        }
        let name = &label.name;
        match label.knowledge {
            Knowledge::Named => {}
            Knowledge::Organ => {
                let message = format!("标签写的是{name}的机关，归入{name}");
                self.report.note(notice::ORGAN, span, message);
            }
            Knowledge::Joint => {
                let message = format!("标签“{name}”写了几个地区，照原样作为一个地区");
                self.report.note(notice::JOINT_LABEL, span, message);
            }
            Knowledge::Unknown => {
                let message =
                    format!("“{name}”站在地区标签的位置，但不在地区表中，照原样采用");
                self.report.note(notice::UNKNOWN_LABEL, span, message).help =
                    Some("是地区就在 jianyi.yaml 的 regions 中声明它".to_owned());
            }
        }
        self.region = u32::try_from(self.labels.len()).ok();
        self.labels.push(label.clone());
    }

    fn current(&self) -> Option<&Label> {
        self.labels.get(self.region? as usize)
    }

    /// Takes a label that stands by itself at block `at`: over the items that follow, or
    /// inside the text of an item, and then over the row which that item opens in.
    fn take_label(
        &mut self,
        label: &Label,
        block: &Block,
        at: usize,
        opens: Option<u32>,
    ) {
        let same = self.current().is_some_and(|current| current.name == label.name);
        let torn = self.drafts.last().is_some_and(|d| !is_ended(&d.text));
        self.interrupted = true;
        if same || !torn || self.next_text(at + 1).is_none_or(|next| Some(next) == opens)
        {
            self.set_region(label, self.page.tokens.span(block));
            return;
        }
        let first = self.row_first.min(self.drafts.len().saturating_sub(1));
        self.set_region(label, self.page.tokens.span(block));
        self.row_first = first;
        let region = self.region;
        for draft in self.drafts.iter_mut().skip(first) {
            draft.region = region;
        }
        let numbers: Vec<String> =
            self.drafts.iter().skip(first).map(|d| d.start.number.to_string()).collect();
        let last = numbers.last().map_or("", String::as_str);
        let message = format!(
            "标签“{}”落在第{last}项的正文中间；这一项所在的行从第{}项开始，标签属于整行，不属于正文",
            label.name,
            numbers.first().map_or("", String::as_str),
        );
        self.report.note(notice::LABEL_INSIDE, self.page.tokens.span(block), message);
    }

    /// The next block of text from `at` on.
    fn next_text(&self, at: usize) -> Option<u32> {
        let rest = self.page.roles.get(at..)?;
        let next = rest.iter().position(|&role| role == Role::Text)?;
        u32::try_from(at + next).ok()
    }

    /// Puts a whole block into `class`.
    fn whole(&mut self, block: &Block, class: Class) {
        for run in self.page.tokens.runs_of(block) {
            let class = if run.kind == Kind::Wrap { Class::Space } else { class };
            self.ledger.put(run.span(), class);
        }
    }

    /// Takes a block of text: it opens an item, or goes on with the open one.
    fn text(
        &mut self,
        block: &Block,
        start: Option<Start>,
        label: Option<(&Label, usize)>,
    ) {
        let Some(start) = start else {
            if self.drafts.is_empty() {
                self.whole(block, Class::Around);
            } else {
                self.go_on(block);
            }
            return;
        };
        let span = self.page.tokens.span(block);
        let mut classes = Vec::new();
        if let Some((label, length)) = label {
            self.set_region(label, span);
            classes.push((length, Class::Label));
        }
        let index = u32::try_from(self.drafts.len()).unwrap_or(u32::MAX);
        classes.push((start.length, Class::Number(index)));
        self.note_step(start, span);
        let region = self.region;
        self.drafts.push(Draft {
            start,
            region,
            text: String::new(),
            pieces: Vec::new(),
            span,
        });
        self.append(block, "", &classes);
        self.interrupted = false;
    }

    fn note_step(&mut self, start: Start, span: Span) {
        let before = self.drafts.last().map_or(0, |d| d.start.printed);
        let Start { number, printed, .. } = start;
        let (notice, message) = match start.step {
            Step::Next => return,
            Step::LateStart => {
                (notice::LATE_START, format!("清单从第{printed}项开始，前面没有第1项"))
            }
            Step::Skip => (
                notice::SKIPPED,
                format!(
                    "第{before}项之后是第{printed}项，中间缺{}项",
                    printed.saturating_sub(before + 1)
                ),
            ),
            Step::Restart => (
                notice::RESTART,
                format!("序号从 1 重新开始，在清单中接着编为第{number}项"),
            ),
            Step::OutOfOrder => (
                notice::OUT_OF_ORDER,
                format!("第{before}项之后又是第{printed}项，序号重复或印错"),
            ),
            Step::OtherStyle => {
                (notice::OTHER_STYLE, format!("第{printed}项序号的写法与其他各项不同"))
            }
        };
        self.report.note(notice, span, message);
    }

    /// Goes on with the open item.
    fn go_on(&mut self, block: &Block) {
        let Some(draft) = self.drafts.last() else { return };
        let head = self.first_chars(block);
        let sub_item = number::marker(&head).is_some_and(|marker| !marker.weak);
        let parted = block.gap > Gap::Line || self.interrupted;
        let ended = is_ended(&draft.text);
        let joint = if draft.text.is_empty() {
            ""
        } else if (ended && parted) || (sub_item && parted) {
            "\n"
        } else {
            glue(&draft.text, &head)
        };
        if parted && joint != "\n" && !draft.text.is_empty() {
            let tail: String = draft.text.chars().rev().take(8).collect();
            let tail: String = tail.chars().rev().collect();
            let message = format!(
                "第{}项在这里断开，已直接接上：“{tail}”接“{head}”",
                draft.start.number
            );
            self.report.note(notice::JOINED, self.page.tokens.span(block), message);
        }
        self.append(block, joint, &[]);
        self.interrupted = false;
    }

    fn first_chars(&self, block: &Block) -> String {
        let mut head = String::new();
        self.page.tokens.head(self.page.text, block, 8, &mut head);
        head
    }

    /// Appends a block to the open item after `joint`; its first characters are of the
    /// classes that `marks` says, each up to so many characters.
    fn append(&mut self, block: &Block, joint: &str, marks: &[(usize, Class)]) {
        let index =
            u32::try_from(self.drafts.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let Some(draft) = self.drafts.last_mut() else { return };
        draft.text.push_str(joint);
        let tokens = &self.page.tokens;
        let mut marks = marks.iter().copied().peekable();
        let mut passed = 0;
        let mut blank = !marks.len() == 0;
        let mut piece: Option<Span> = None;
        for run in tokens.runs_of(block) {
            let own = match run.kind {
                Kind::Text => run.span().of(self.page.text),
                Kind::Char(_) | Kind::Wrap => "",
            };
            let mut from = run.start as usize;
            while let Some(&(until, class)) = marks.peek() {
                let left = until - passed;
                let rest = own.get(from - run.start as usize..).unwrap_or("");
                let (count, bytes) = match run.kind {
                    Kind::Text => {
                        let end = rest
                            .char_indices()
                            .nth(left)
                            .map_or(rest.len(), |(at, _)| at);
                        (rest.chars().take(left).count(), end)
                    }
                    _ => (1.min(left), (run.end - run.start) as usize),
                };
                self.ledger.put(Span::new(from, from + bytes), class);
                from += bytes;
                passed += count;
                if passed < until {
                    break;
                }
                marks.next();
                blank = true;
            }
            if from >= run.end as usize {
                continue;
            }
            if blank {
                let rest = own.get(from - run.start as usize..).unwrap_or("");
                let skip = match run.kind {
                    Kind::Text => rest.len() - rest.trim_start_matches(is_blank).len(),
                    Kind::Char(c) if !is_blank(c) => 0,
                    _ => (run.end - run.start) as usize,
                };
                self.ledger.put(Span::new(from, from + skip), Class::Space);
                from += skip;
                if from >= run.end as usize {
                    continue;
                }
                blank = false;
            }
            let span = Span::new(from, run.end as usize);
            let rest = own.get(from - run.start as usize..).unwrap_or("");
            match run.kind {
                Kind::Text => draft.text.push_str(rest),
                Kind::Char(c) => draft.text.push(c),
                Kind::Wrap => {}
            }
            self.ledger.put(span, Class::Text(index));
            piece = Some(piece.map_or(span, |piece| piece.cover(span)));
        }
        draft.pieces.extend(piece);
        draft.span = draft.span.cover(tokens.span(block));
    }

    /// The items and the ledger.
    fn finish(self) -> (Vec<Item>, Ledger<'a>) {
        let lines = LineIndex::new(self.page.text);
        let labels = &self.labels;
        let item = |draft: Draft| Item {
            number: draft.start.number,
            printed: draft.start.printed,
            region: draft
                .region
                .and_then(|at| labels.get(at as usize))
                .map(|label| label.name.clone()),
            text: draft.text,
            lines: Lines {
                first: lines.line(draft.span.start),
                last: lines.line(draft.span.end.saturating_sub(1)),
            },
            pieces: draft.pieces,
        };
        (self.drafts.into_iter().map(item).collect(), self.ledger)
    }
}

/// Whether the text of an item is at an end, so that what follows is a new paragraph.
fn is_ended(text: &str) -> bool {
    text.chars().next_back().is_some_and(ends_text)
}
