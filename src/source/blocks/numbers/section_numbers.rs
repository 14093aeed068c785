//! The numbers of the sections of a document, of which the list is one or several: 三、 behind
//! a list that stands under 二、 opens a further one.

use std::collections::BTreeMap;

use crate::source::blocks::page::Candidate;
use crate::source::marks::number::Family;

/// The last numbers of the headings before the list and of the sections that go on with them.
pub(super) struct Sections(BTreeMap<Family, u32>);

impl Sections {
    /// Those of the headings before block `first`.
    pub(super) fn before(candidates: &[Candidate], first: u32) -> Self {
        let before = candidates.iter().take_while(|c| c.block < first);
        let heads = before.filter(|c| c.heading && !c.marker.weak);
        Self(heads.map(|c| (c.marker.family, c.marker.value)).collect())
    }

    /// Whether `candidate` opens the next section.
    pub(super) fn opens(&mut self, candidate: &Candidate) -> bool {
        let marker = candidate.marker;
        let last = self.0.get_mut(&marker.family);
        let last = last.filter(|last| last.checked_add(1) == Some(marker.value));
        let opens = candidate.heading && candidate.after_stop && !marker.weak;
        match last {
            Some(last) if opens => {
                *last = marker.value;
                true
            }
            _ => false,
        }
    }
}
