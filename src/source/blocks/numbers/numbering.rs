//! Which numbers open items: the family that runs through the list, and in it the running
//! number, which decides doubtful cases.

use std::collections::BTreeMap;

use crate::source::blocks::numbers::family::{begun_otherwise, related};
use crate::source::blocks::numbers::section_numbers::Sections;
use crate::source::blocks::page::{Candidate, Placed};
use crate::source::lex::token::place;
use crate::source::marks::number::Family;

/// How a number came to open an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// It is the next one.
    Next,
    /// It is the next one, or a quantity: 3.5万吨 at the start of a paragraph.
    Quantity,
    /// It is the first, and not 1.
    LateStart,
    /// It is the first of a further list, under a title of its own.
    OtherList,
    /// Numbers before it are missing.
    Skip,
    /// It starts again at 1 under a new label.
    Restart,
    /// It is 1, as all of them are.
    AlwaysOne,
    /// It starts again at 1 without a new label.
    RestartUnlabelled,
    /// It stands out of order: repeated, or misprinted.
    OutOfOrder,
    /// It is the next one, but printed in another style.
    OtherStyle,
}

/// A number that opens an item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    /// The block.
    pub block: u32,
    /// Characters of the block before the item's text.
    pub length: u32,
    /// The number in the list.
    pub number: u32,
    /// The number as printed.
    pub printed: u32,
    /// How it follows the one before.
    pub step: Step,
}

/// How far a number may run ahead and still be one of the list.
pub(crate) const FARTHEST_SKIP: u32 = 10;

/// Takes the numbers of rows that their texts repeat off those before a digit too, where most
/// texts of rows do: 3.21家 in row 3.
pub(crate) fn drop_repeated(candidates: &mut [Candidate]) {
    let rows = candidates.iter().filter(|c| c.marker.family == Family::Column);
    let (repeated, all) = rows.fold((0, 0), |(repeated, all), row| {
        (repeated + usize::from(row.marker.length > 0), all + 1)
    });
    if repeated == 0 || 2 * repeated < all {
        return;
    }
    let mut own = candidates.iter_mut().peekable();
    while let Some(row) = own.next() {
        let open = row.marker.family == Family::Column && row.marker.length == 0;
        let Some(printed) = own.peek().filter(|_| open) else { continue };
        let same = printed.block == row.block && printed.marker.value == row.marker.value;
        if same && printed.marker.numeric {
            row.marker.length = printed.marker.length;
        }
    }
}

/// The items that `candidates` open, in order, where `family` marks them; `last_label` is
/// the block of the last label on the page. Those before the first may count the points of a
/// `prefaced` list's preface.
pub(crate) fn decide(
    candidates: &[Candidate],
    family: Family,
    last_label: Option<u32>,
    prefaced: bool,
) -> Vec<Start> {
    let all = candidates.iter().filter(|c| c.marker.family == family).copied();
    let mut own: Vec<Candidate> = all.collect();
    if own.len() > 1 && own.iter().all(|c| c.marker.value == 1) {
        return counted(&own);
    }
    own.drain(..if prefaced { preface(&own, last_label) } else { 0 });
    let first = own.first().map_or(0, |own| begun_otherwise(candidates, own));
    let mut run = Run { expected: 1, ..Run::default() };
    let mut sections = Sections::before(candidates, first);
    let (mut at, mut settled) = (0, 0);
    let mut others: BTreeMap<Family, u32> = BTreeMap::new();
    for candidate in candidates.iter().filter(|c| c.block >= first) {
        let other = candidate.marker.family;
        if other != family && sections.opens(candidate) {
            run.parted = true;
        } else if other == family {
            if at >= settled {
                let before = run.starts.len();
                settled =
                    at + run.take(candidate, own.get(at + 1..).unwrap_or(&[])).max(1);
                if run.starts.len() > before {
                    others.clear();
                }
            }
            at += 1;
        } else if related(family, other) {
            let counted = others.insert(other, candidate.marker.value);
            let next = own.get(at);
            let taken = next.is_some_and(|next| next.block == candidate.block);
            if !taken && run.take_other(candidate, counted, next) {
                others.clear();
            }
        }
    }
    run.starts
}

/// Notes which numbers start again under one of `labels` that was not known for one when
/// the numbers were looked at.
pub(crate) fn note_labels(starts: &mut [Start], labels: &[Placed]) {
    let mut before = 0;
    for start in starts {
        let upto = |block: u32| labels.partition_point(|placed| placed.block < block);
        if start.step == Step::RestartUnlabelled && upto(before) < upto(start.block) {
            start.step = Step::Restart;
        }
        before = start.block;
    }
}

/// A list whose items are all numbered 1, as Markdown allows: counted.
fn counted(own: &[Candidate]) -> Vec<Start> {
    let start = |(candidate, number): (&Candidate, u32)| Start {
        block: candidate.block,
        length: place(candidate.marker.length),
        number,
        printed: 1,
        step: if number == 1 { Step::Next } else { Step::AlwaysOne },
    };
    own.iter().zip(1..).map(start).collect()
}

/// How many of the first candidates count the points of a preface: those before the first
/// label, when the numbers start again under it. Where labels follow their items there is
/// no such preface.
fn preface(own: &[Candidate], last_label: Option<u32>) -> usize {
    // No preface stands in the column of the rows.
    let plain = |c: &&Candidate| c.labels == 0 && c.marker.family != Family::Column;
    let before = own.iter().take_while(plain).count();
    let restarts = own.get(before).is_some_and(|c| c.marker.value == 1);
    let follow =
        own.last().is_none_or(|c| last_label.is_some_and(|label| label > c.block));
    if restarts && !follow { before } else { 0 }
}

/// Whether `next` has the number behind that of `candidate`.
fn counts_on(candidate: &Candidate, next: Option<&Candidate>) -> bool {
    let own = candidate.marker.value.checked_add(1);
    next.is_some_and(|next| Some(next.marker.value) == own)
}

/// The list being numbered.
#[derive(Debug, Default)]
struct Run {
    starts: Vec<Start>,
    /// The number that should be printed next.
    expected: u32,
    /// What the list's number is ahead of the printed one.
    offset: u32,
    /// Labels before the last item.
    labels: u32,
    /// Columns of white space before the last item.
    indent: u8,
    /// Whether a further section has opened behind the last item, which has ended.
    parted: bool,
}

impl Run {
    /// Decides about `candidate`, knowing those that follow; returns how many candidates
    /// that settles.
    fn take(&mut self, candidate: &Candidate, later: &[Candidate]) -> usize {
        let value = candidate.marker.value;
        // 3.5万吨以上…… before 3. itself is a quantity, whatever mark the list has.
        let surer = |c: &&Candidate| {
            !c.marker.weak || (candidate.marker.numeric && !c.marker.numeric)
        };
        let sure = later.iter().take(FARTHEST_SKIP as usize).find(surer);
        // Under another label, numbers begin again at 1.
        let again = |c: &Candidate| {
            c.marker.value == value && (c.labels == candidate.labels || value > 1)
        };
        if candidate.marker.weak && sure.is_some_and(again) {
            return 1;
        }
        if let Some(step) = self.plain_step(candidate, later.first(), sure) {
            self.start(candidate, step);
            return 1;
        }
        if candidate.marker.weak && !self.begins_again(candidate, later.first()) {
            // Where texts end without a stop, the next number says that this is one too.
            let goes_on = value == self.expected && counts_on(candidate, sure);
            if goes_on && candidate.marker.numeric {
                self.start(candidate, Step::Quantity);
            }
            return 1;
        }
        if value == 1 && self.expected > 1 {
            return self.take_one(candidate, later);
        }
        self.take_far(candidate, later.first().map(|c| c.marker.value));
        1
    }

    /// How the list goes on with `candidate`, where that is the number expected and there is
    /// no doubt, or little, that it is a number; `next` follows it, and `sure` is the first
    /// that does without doubt.
    fn plain_step(
        &mut self,
        candidate: &Candidate,
        next: Option<&Candidate>,
        sure: Option<&Candidate>,
    ) -> Option<Step> {
        let value = candidate.marker.value;
        if candidate.marker.weak && !candidate.after_stop {
            return None;
        }
        if value == self.expected {
            let mut after = next.into_iter().chain(sure);
            let goes_on = after.any(|after| counts_on(candidate, Some(after)));
            let inside = !self.starts.is_empty() && candidate.labels == self.labels;
            let numeric = candidate.marker.weak && candidate.marker.numeric;
            let doubtful = numeric && inside && !goes_on;
            return Some(if doubtful { Step::Quantity } else { Step::Next });
        }
        if self.offset > 0 && self.last_number().checked_add(1) == Some(value) {
            self.offset = 0;
            return Some(Step::Next);
        }
        let opens = !candidate.marker.weak || counts_on(candidate, next);
        (self.starts.is_empty() && opens).then_some(Step::LateStart)
    }

    /// Whether a doubtful number, which `next` follows, is one all the same.
    fn begins_again(&self, candidate: &Candidate, next: Option<&Candidate>) -> bool {
        let value = candidate.marker.value;
        // Right after a label, even a doubtful 1 begins the numbers again.
        let fresh = candidate.labels > self.labels && candidate.after_stop && value == 1;
        let alone = next.is_none_or(|next| next.labels > candidate.labels);
        // So do a doubtful 1 and 2, and others go on behind a gap, where no digit follows.
        let counts_on = counts_on(candidate, next);
        let running = counts_on
            && candidate.after_stop
            && !candidate.marker.numeric
            && !candidate.heading
            && ((value == 1 && self.expected != 2) || value > self.expected);
        running || (fresh && (counts_on || alone))
    }

    /// Decides about a number that is not the one expected, before the number `next`.
    fn take_far(&mut self, candidate: &Candidate, next: Option<u32>) {
        let value = candidate.marker.value;
        let misprinted = next == Some(self.expected.saturating_add(1));
        if value < self.expected || misprinted {
            if candidate.after_stop {
                self.out_of_order(candidate, misprinted);
            }
            return;
        }
        let ahead = value - self.expected;
        if ahead <= FARTHEST_SKIP && next == Some(self.expected) {
            if candidate.after_stop {
                self.out_of_order(candidate, false);
            }
        } else if ahead <= FARTHEST_SKIP || next == value.checked_add(1) {
            self.start(candidate, Step::Skip);
        }
    }

    /// The number of the last item; 0 before the first.
    fn last_number(&self) -> u32 {
        self.starts.last().map_or(0, |start| start.number)
    }

    /// Decides about a 1 in the middle of the list: the numbers start again, or a list
    /// inside the item counts its own points, or all items of a region are printed as 1.
    fn take_one(&mut self, candidate: &Candidate, later: &[Candidate]) -> usize {
        let fresh = candidate.labels > self.labels;
        // Nothing inside an item is numbered in the column of the rows, or parted like rows.
        let row = candidate.marker.family == Family::Column || candidate.apart;
        if !(fresh || self.parted || row)
            && let Some(points) = self.points(candidate, later)
        {
            return points;
        }
        let number = self.last_number();
        let repeated = match later.first().map(|c| c.marker.value) {
            Some(next) => next == 1 || next == number.saturating_add(2),
            None => self.starts.iter().any(|start| start.step == Step::AlwaysOne),
        };
        let step = match (fresh, repeated) {
            (true, _) => Step::Restart,
            (false, true) => Step::AlwaysOne,
            (false, false) => Step::RestartUnlabelled,
        };
        self.offset = number;
        self.start(candidate, step);
        1
    }

    /// How many numbers from `candidate`, a 1, on count points inside the open item: those
    /// that stand deeper than it, those after which the list goes on, and those that the
    /// last item under its label announces.
    fn points(&self, candidate: &Candidate, later: &[Candidate]) -> Option<usize> {
        let same = |c: &Candidate| c.labels == candidate.labels;
        if candidate.indent > self.indent.saturating_add(1) {
            let deeper = |c: &&Candidate| c.indent >= candidate.indent && same(c);
            return Some(1 + later.iter().take_while(deeper).count());
        }
        let counts = |(c, value): &(&Candidate, u32)| c.marker.value == *value && same(c);
        let length = 1 + later.iter().zip(2..).take_while(counts).count();
        let after = later.get(length - 1);
        let ends = candidate.announced && after.is_none_or(|c| !same(c));
        if ends || after.is_some_and(|c| c.marker.value == self.expected) {
            return Some(length);
        }
        (candidate.announced && length >= self.expected as usize)
            .then_some(self.expected as usize - 1)
    }

    /// Decides about a number printed in another style: it opens an item where it is one
    /// that is missing before `next`, and does not count on from a number of its own style.
    fn take_other(
        &mut self,
        candidate: &Candidate,
        counted: Option<u32>,
        next: Option<&Candidate>,
    ) -> bool {
        let (value, labels) = (candidate.marker.value, candidate.labels);
        let in_column = candidate.marker.family == Family::Column;
        let counts_on = counted.is_some_and(|before| before.saturating_add(1) == value);
        let sure = !candidate.marker.weak;
        let missing = match next {
            // One who types them by hand uses two styles by turns, under each label.
            Some(next) if next.labels > labels && next.marker.value < value => sure,
            Some(next) if next.marker.value == self.expected.saturating_add(1) => true,
            Some(next) => sure && next.marker.value > self.expected,
            None => !self.starts.is_empty() && self.expected > 2,
        };
        let follows = next.is_none_or(|next| {
            next.marker.value == if next.labels == labels { 2 } else { 1 }
        });
        let again = value == 1 && self.expected > 1 && labels > self.labels;
        let again = again && sure && follows && candidate.after_stop && !in_column;
        // A label set in the middle of its rows stands before what its first item announces.
        let again = again && !candidate.announced;
        let fits =
            value == self.expected && candidate.after_stop && (missing || in_column);
        let opens = again || (fits && !counts_on && labels >= self.labels);
        if opens {
            self.offset = if again { self.last_number() } else { self.offset };
            self.start(candidate, Step::OtherStyle);
        }
        opens
    }

    fn start(&mut self, candidate: &Candidate, step: Step) {
        let printed = candidate.marker.value;
        // Of two numbers of one block the first opens it.
        if self.starts.last().is_some_and(|last| last.block == candidate.block) {
            return;
        }
        self.starts.push(Start {
            block: candidate.block,
            length: place(candidate.marker.length),
            number: self.offset.saturating_add(printed),
            printed,
            step,
        });
        self.expected = printed.saturating_add(1);
        self.labels = candidate.labels;
        self.indent = candidate.indent;
        self.parted = false;
    }

    /// An item whose number does not say where it stands: repeated, or `misprinted` where
    /// the next number shows what it should have been.
    fn out_of_order(&mut self, candidate: &Candidate, misprinted: bool) {
        let expected = self.expected + u32::from(misprinted);
        self.start(candidate, Step::OutOfOrder);
        self.expected = expected;
    }
}
