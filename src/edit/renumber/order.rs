//! In what order the records of a list stand.

use super::{Item, RenumberError};
use crate::corpus::Corpus;

/// What the order of a list is by. Records that it does not part stand by number, then by
/// printed number, then by path, so that the same corpus always gets the same numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The numbers as they are.
    #[default]
    Number,
    /// The issued document: file, then printed number; records without a source come last.
    Source,
    /// The region, in code order; unknown ones come last, by name.
    Region,
}

/// Puts the records of one list in order.
pub(super) fn sort(corpus: &Corpus, items: &mut [Item<'_>], order: Order) {
    match order {
        Order::Number => items.sort_by_cached_key(|&item| usual(item)),
        Order::Source => items.sort_by_cached_key(|&item| {
            let source = item.1.source.as_ref();
            let printed = source.map(|source| (source.file.clone(), source.number));
            (printed.is_none(), printed, usual(item))
        }),
        Order::Region => items.sort_by_cached_key(|&item| {
            let known = corpus.config.regions.find(&item.1.region);
            let name = known.map_or(item.1.region.as_str(), |region| &region.name);
            (corpus.config.regions.rank(name), name.to_owned(), usual(item))
        }),
    }
}

/// The number, the printed number (those without one last), the path: 007.yaml stands before
/// 007-2.yaml, which repeats its number.
fn usual((record, item): Item<'_>) -> (u32, bool, Option<u32>, String) {
    let printed = item.source.as_ref().map(|source| source.number);
    let name = record.path.trim_end_matches(".yaml").to_owned();
    (item.number, printed.is_none(), printed, name)
}

/// Moves single records: each from the number it has in its file to the place of a new
/// number, the others making room.
pub(super) fn shift(
    items: &mut Vec<Item<'_>>,
    moves: &[(u32, u32)],
    start: u32,
) -> Result<(), RenumberError> {
    for &(from, to) in moves {
        let mut found =
            items.iter().enumerate().filter(|(_, item)| item.1.number == from);
        let at = match (found.next(), found.next()) {
            (Some((at, _)), None) => at,
            (None, _) => {
                return Err(RenumberError {
                    message: format!("没有序号为 {from} 的建议，无法移动"),
                });
            }
            (Some(_), Some(_)) => {
                let message = format!(
                    "有几条建议的序号都是 {from}；先不带 --move 运行一次 renumber，再移动"
                );
                return Err(RenumberError { message });
            }
        };
        let aim = to.checked_sub(start).map(|place| place as usize);
        let Some(aim) = aim.filter(|&aim| aim < items.len()) else {
            let last =
                start.saturating_add(u32::try_from(items.len()).unwrap_or(u32::MAX)) - 1;
            let message = format!("不能移到 {to}：序号是 {start} 到 {last}");
            return Err(RenumberError { message });
        };
        let item = items.remove(at);
        items.insert(aim, item);
    }
    Ok(())
}
