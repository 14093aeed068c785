//! How the numbers of a list are spelled, where their mark is one that running text has
//! too: `1,` `1。` `1·` `1：`.
//!
//! Such a number is doubtful by itself. Where nearly all numbers of a list are spelled like
//! this and count on, it is as good as any other, and only the rest are doubtful.

use std::collections::BTreeMap;

use crate::source::blocks::page::Page;
use crate::source::marks::number::{self, Family, Marker, Sign};

/// A way of numbering with a doubtful mark behind the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spelling {
    family: Family,
    sign: Sign,
}

/// How often numbers are spelled in each way.
#[derive(Debug, Default)]
pub(crate) struct Spellings {
    /// The doubtful ones, and how many of each family have a mark that is not.
    doubtful: BTreeMap<Spelling, Count>,
    plain: BTreeMap<Family, u32>,
}

/// The numbers of one spelling.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Count {
    /// How many there are.
    pub numbers: u32,
    /// The block of the first.
    pub first: usize,
    /// The value of the last.
    last: u32,
    /// How many count on from the one before.
    on: u32,
}

impl Spellings {
    /// Notes the number that block `at` begins with.
    pub(crate) fn add(&mut self, at: usize, marker: Marker) {
        let Some(spelling) = marker.spelling() else {
            if !marker.weak {
                *self.plain.entry(marker.family).or_default() += 1;
            }
            return;
        };
        let new = Count { numbers: 0, first: at, last: 0, on: 0 };
        let count = self.doubtful.entry(spelling).or_insert(new);
        count.numbers += 1;
        count.on += u32::from(count.last > 0 && marker.value == count.last + 1);
        count.last = marker.value;
    }

    /// The spelling of the list, if it is a doubtful one: its numbers count on, and more
    /// than those of the same family that are beyond doubt.
    pub(crate) fn own(&self) -> Option<(Spelling, Count)> {
        let plain = |family| self.plain.get(&family).copied().unwrap_or(0);
        let counting = self.doubtful.iter().filter(|(own, count)| {
            count.on > 0
                && count.on * 2 + 2 >= count.numbers
                && count.numbers > plain(own.family)
        });
        let most = counting.max_by_key(|(_, count)| count.on);
        most.map(|(&own, &count)| (own, count))
    }
}

impl Page<'_> {
    /// The number that `head`, the start of a block, begins with, as it counts in this list.
    pub(crate) fn marker(&self, head: &str) -> Option<Marker> {
        number::marker(head).map(|marker| marker.in_list(self.spelling))
    }

    /// The same of what stands in `head` behind `skip` characters.
    pub(crate) fn marker_behind(&self, head: &str, skip: usize) -> Option<Marker> {
        let (from, _) = head.char_indices().nth(skip)?;
        self.marker(head.get(from..)?)
    }
}

impl Marker {
    /// The same where the text before is at an end (`stop`), or not: inside a sentence, even
    /// a number spelled as those of the list is doubtful.
    pub(crate) fn after(self, stop: bool) -> Self {
        Self { weak: self.weak || (self.sign.is_some() && !stop), ..self }
    }

    /// Its spelling, where that is what makes it doubtful.
    fn spelling(self) -> Option<Spelling> {
        let sign = self.sign.filter(|_| !self.numeric)?;
        Some(Spelling { family: self.family, sign })
    }

    /// The same in a list whose numbers have this `spelling`.
    fn in_list(self, spelling: Option<Spelling>) -> Self {
        let own = spelling.is_some() && spelling == self.spelling();
        Self { weak: self.weak && !own, ..self }
    }
}
