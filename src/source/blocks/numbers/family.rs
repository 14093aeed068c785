//! Which way of numbering runs through a list: the one that marks its items.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::source::blocks::page::Candidate;
use crate::source::marks::number::Family;

/// What speaks for a family.
#[derive(Debug, Default)]
struct Score {
    /// The value that should come next.
    expected: u32,
    /// Labels before the last number that followed.
    labels: u32,
    /// What follows in order, less what does not.
    total: i64,
    /// How many labels it is the first to follow.
    leads: usize,
    /// How many numbers it has, and how many of them head a section of numbers of
    /// another family.
    numbers: usize,
    sections: usize,
    /// Where it is first met, and last.
    first: usize,
    last: usize,
    /// Whether the text before its first number announces it.
    announced: bool,
    /// The value before, and how many counted on from the one before them.
    before: u32,
    counted: i64,
}

/// The family that runs through the list.
///
/// Each family is read as if it were the one: what follows in order counts for it, what
/// does not counts against it. Numbers that never come first under a label are inside
/// other items; of two families that do equally well the one met first is the outer one.
/// Labels `beside` the items may stand in the middle of their rows, behind the numbers of these.
pub(crate) fn main_family(candidates: &[Candidate], beside: bool) -> Option<Family> {
    let (scores, groups) = scores_of(candidates);
    let leads = |family: Family, score: &Score| match groups {
        0 | 1 => !is_inner(candidates, &scores, family, score, beside),
        _ if beside => !is_inner(candidates, &scores, family, score, beside),
        _ => score.leads * 2 >= groups,
    };
    let eligible = |(&family, score): (&Family, &Score)| {
        score.total > 0 && leads(family, score) && score.sections * 2 <= score.numbers
    };
    let any = scores.iter().any(eligible);
    let best = scores
        .iter()
        .filter(|own| if any { eligible(*own) } else { own.1.total > 0 })
        .max_by_key(|(_, score)| (score.total, Reverse(score.first)));
    // A list that does not begin at 1 is known by counting on.
    let late = || scores.iter().max_by_key(|(_, s)| (s.counted, Reverse(s.first)));
    let found = best.or_else(|| late().filter(|(_, score)| score.counted > 0));
    let ones = |family: &Family| {
        let mut own = candidates.iter().filter(|c| c.marker.family == *family);
        own.all(|c| c.marker.value == 1 && !c.marker.weak)
    };
    let same = || scores.iter().find(|(family, s)| s.numbers > 1 && ones(family));
    found.or_else(same).map(|(&family, _)| family)
}

/// How each family does, and in how many groups, those under one label, some number leads.
fn scores_of(candidates: &[Candidate]) -> (BTreeMap<Family, Score>, usize) {
    let mut scores: BTreeMap<Family, Score> = BTreeMap::new();
    let mut leader = None;
    let mut groups = 0;
    let of_items =
        |c: &Candidate| !matches!(c.marker.family, Family::Chapter | Family::Section);
    for (first, candidate) in candidates.iter().enumerate().filter(|c| of_items(c.1)) {
        let announced = candidate.announced;
        let new = Score { expected: 1, first, announced, ..Score::default() };
        let score = scores.entry(candidate.marker.family).or_insert(new);
        score.last = first;
        let before = first.checked_sub(1).and_then(|before| candidates.get(before));
        // Under the heading of a section, numbers begin again as they do under a label.
        let opens = before.is_some_and(|before| heads_section(before, Some(candidate)));
        // So they do in a row that a blank line parts from the one above.
        let opens = opens || candidate.apart;
        score.add(candidate, opens);
        if heads_section(candidate, candidates.get(first + 1)) {
            score.sections += 1;
            continue;
        }
        let settled = !candidate.marker.weak || candidate.after_stop;
        let (labels, block) = (candidate.labels, candidate.block);
        if settled && leader.is_none_or(|(led, at)| led != labels || at == block) {
            score.leads += 1;
            groups += usize::from(leader.is_none_or(|(led, _)| led != labels));
            leader = Some((labels, block));
        }
    }
    // A list inside another is the list only where the outer one numbers its labels.
    if scores.contains_key(&Family::Markup) {
        scores.remove(&Family::Nested);
    }
    (scores, groups)
}

/// Whether the numbers of family `own`, which does as `inner` says, stand inside the items
/// of another; where labels stand `beside` these, they say nothing about that.
fn is_inner(
    candidates: &[Candidate],
    scores: &BTreeMap<Family, Score>,
    own: Family,
    inner: &Score,
    beside: bool,
) -> bool {
    let labels = |at: usize| candidates.get(at).map(|c| c.labels);
    let opened = labels(inner.first);
    scores.iter().any(|(&family, score)| {
        let under = counts_points(family, own)
            && score.first < inner.first
            && (beside || labels(score.last) == opened);
        let same = labels(score.first) == opened;
        (inner.is_inside(score) || under)
            && (score.counted > 0 || (score.is_lone() && same))
    })
}

impl Score {
    /// Whether its numbers stand inside the items of `outer`, another family: they are met
    /// later, and its own go on after them or a text announces them.
    fn is_inside(&self, outer: &Self) -> bool {
        outer.first < self.first && (outer.last > self.last || self.announced)
    }

    /// Whether it is a 1 and no more: the only item of a list, perhaps.
    fn is_lone(&self) -> bool {
        self.numbers == 1 && self.before == 1 && self.sections == 0
    }

    /// Adds a number; `opens` says whether it stands under the heading of a section.
    fn add(&mut self, candidate: &Candidate, opens: bool) {
        self.numbers += 1;
        let value = candidate.marker.value;
        let (first, repeats) = (self.before == 0, value == 1 && self.before == 1);
        if !candidate.marker.weak {
            let counts_on = self.before > 0 && value == self.before.saturating_add(1);
            self.counted += i64::from(counts_on);
            self.before = value;
        }
        let fresh = opens || candidate.labels > self.labels;
        let settled = candidate.after_stop || !candidate.marker.weak;
        // Items all printed as 1 are counted by where a section of them begins.
        let counted = fresh && usize::try_from(value) == Ok(self.numbers);
        let begins = counted || (value == 1 && (fresh || self.counted == 0));
        if (value == self.expected && settled)
            || (begins && (!candidate.marker.weak || (fresh && candidate.after_stop)))
        {
            self.total += 2;
        } else if !candidate.marker.weak
            && (self.expected + 1..=self.expected.saturating_add(3)).contains(&value)
        {
            self.total += 1;
        } else if repeats && !candidate.marker.weak {
            // A list whose items are all printed as 1.
            self.total += 2;
            return;
        } else if first && !candidate.marker.weak {
            // The later part of a list: what counts on from here speaks for it, and a
            // number that nothing follows is worth nothing.
        } else {
            if !candidate.marker.weak {
                self.total -= 2;
            }
            return;
        }
        self.expected = value.saturating_add(1);
        self.labels = candidate.labels;
    }
}

/// Whether a number stands in a heading right over a number of another family, which opens
/// no heading itself or counts on over the headings.
fn heads_section(candidate: &Candidate, next: Option<&Candidate>) -> bool {
    candidate.heading
        && next.is_some_and(|next| {
            next.block == candidate.block + 1
                && next.marker.family != candidate.marker.family
                && !next.marker.weak
                && (!next.heading || next.marker.value > 1)
        })
}

/// Whether the points of an item numbered by family `own` are numbered by `other`, as the
/// order of levels in official documents has it: 1. over （1）, and those over ①; 一是 is below
/// all of them.
fn counts_points(own: Family, other: Family) -> bool {
    use Family::{
        Bare, Circled, Close, Column, Comma, Dot, DotSign, HanParen, Is, Paren, ParenSign,
    };
    let first = matches!(own, Dot | DotSign | Comma | Bare | Column);
    let second = first || matches!(own, Paren | ParenSign | Close);
    match other {
        Paren | ParenSign => first,
        Circled => second,
        Is => second || own == HanParen,
        _ => false,
    }
}

/// Whether a number of family `other` may stand in a list of family `own` by a slip of
/// the pen or of a recogniser.
pub(crate) fn related(own: Family, other: Family) -> bool {
    use Family::{
        Bare, Close, Column, Comma, Dot, DotSign, Han, HanParen, Markup, Ordinal, Paren,
        ParenSign,
    };
    const KINDS: [&[Family]; 3] = [
        &[Dot, Comma, Close, DotSign, Bare],
        &[Paren, ParenSign, Close],
        &[Han, HanParen, Ordinal],
    ];
    let in_table = own == Column || other == Column;
    let plain =
        |family| KINDS.iter().any(|kind| kind.contains(&family)) || family == Markup;
    if in_table && (plain(own) || plain(other)) {
        return own != other;
    }
    own != other && KINDS.iter().any(|kind| kind.contains(&own) && kind.contains(&other))
}

/// The block of the first item of a list of which `own` is the first number of its family:
/// those before it may be printed in other styles, down to 1.
pub(crate) fn begun_otherwise(candidates: &[Candidate], own: &Candidate) -> u32 {
    let before = candidates.partition_point(|c| c.block < own.block);
    let others = candidates.get(..before).unwrap_or(&[]).iter().rev();
    let mut first = (own.block, own.marker.value);
    // Points inside the items have numbers of their own.
    for other in others.filter(|c| related(own.marker.family, c.marker.family)) {
        if other.marker.weak || other.marker.value.checked_add(1) != Some(first.1) {
            break;
        }
        first = (other.block, other.marker.value);
    }
    if first.1 == 1 { first.0 } else { own.block }
}
