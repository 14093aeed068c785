//! Old numbers to new ones, and `related` along them.

use std::collections::BTreeMap;

use super::Item;
use crate::model::Reference;

/// What every number of every list becomes.
pub(super) struct Numbers {
    /// By list and old number: the new numbers, the first one first.
    new: BTreeMap<(String, u32), Vec<u32>>,
    /// By list: the numbers that will be taken.
    taken: BTreeMap<String, Vec<u32>>,
}

impl Numbers {
    /// Of all records, in the new order.
    pub(super) fn new<'c>(placed: impl Iterator<Item = (Item<'c>, u32)>) -> Self {
        let mut numbers = Self { new: BTreeMap::new(), taken: BTreeMap::new() };
        for ((record, item), number) in placed {
            let key = (record.list.clone(), item.number);
            numbers.new.entry(key).or_default().push(number);
            numbers.taken.entry(record.list.clone()).or_default().push(number);
        }
        for taken in numbers.taken.values_mut() {
            taken.sort_unstable();
        }
        numbers
    }

    /// What `number` of `list` becomes, where it becomes another.
    pub(super) fn changed(&self, list: &str, number: u32) -> Option<&[u32]> {
        let new = self.new.get(&(list.to_owned(), number))?;
        (new.as_slice() != [number]).then_some(new)
    }

    /// The references of the record at `place` after renumbering, and what the user must
    /// know.
    pub(super) fn follow(
        &self,
        (record, item): Item<'_>,
        place: &str,
    ) -> (Vec<Reference>, Vec<String>) {
        let mut related = Vec::new();
        let mut notes = Vec::new();
        for reference in &item.related {
            let list = reference.list.as_deref().unwrap_or(&record.list);
            match self.new.get(&(list.to_owned(), reference.number)).map(Vec::as_slice) {
                Some([new, others @ ..]) => {
                    let followed = Reference { number: *new, ..reference.clone() };
                    if !others.is_empty() {
                        notes.push(format!(
                            "{place} 的 related 指向 {reference}，原有 {} 条建议是这个序号；\
                             已改为其中第一条的新序号 {followed}，请核对",
                            others.len() + 1
                        ));
                    }
                    related.push(followed);
                }
                // Left as it is, it would come to mean a record it never meant.
                _ if self.is_taken(list, reference.number) => notes.push(format!(
                    "{place} 的 related 指向的 {reference} 原不存在，而这个序号将归另一条建议；\
                     已从 related 去掉"
                )),
                _ => related.push(reference.clone()),
            }
        }
        (related, notes)
    }

    fn is_taken(&self, list: &str, number: u32) -> bool {
        self.taken.get(list).is_some_and(|taken| taken.binary_search(&number).is_ok())
    }
}
