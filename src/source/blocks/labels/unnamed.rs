//! Labels of lists in which no label is a region's, such as those that a province hands down
//! to its cities.

use crate::source::blocks::labels::titles;
use crate::source::blocks::labels::unknown::before;
use crate::source::blocks::page::{Page, Placed, Role};
use crate::source::lex::token::place;
use crate::source::marks::addressee;
use crate::source::marks::label::{Label, Names};

/// Takes lines for labels where no label is one of a region, as in the lists that a province
/// hands down to its cities: the line over the first number, where it says whom it
/// addresses, and the lines set like it over numbers that begin again.
pub(crate) fn find(page: &mut Page<'_>, names: &Names) {
    if !page.labels.is_empty() {
        return;
    }
    let (mut own, mut floor, mut shape, mut over) = (None, 0, None, false);
    let (mut found, mut under): (Vec<Placed>, Vec<u32>) = (Vec::new(), Vec::new());
    for candidate in
        page.candidates.iter().filter(|c| !c.marker.weak || c.marker.value == 1)
    {
        let (at, family) = (candidate.block as usize, candidate.marker.family);
        if own.is_some_and(|(first, _)| first != family) {
            continue;
        }
        let first = candidate.marker.value == 1;
        let line = if first {
            let line = before(page, at, floor, (false, false), &mut shape);
            let own = if floor == 0 { titles::over(page, at, names) } else { None };
            over |= line.is_none() && own.is_some();
            line.or(own)
        } else {
            None
        };
        if own.is_some() {
            floor = at + 1;
        }
        let Some(before) = line.filter(|line| line.form.family != Some(family)) else {
            continue;
        };
        let label = names.label(&before.head, false);
        let alike = own.is_none_or(|(_, form)| form == before.form);
        let addressed = |label: &Label| addressee::is_addressee(&label.name);
        if let Some(label) = label.filter(addressed).filter(|_| alike) {
            own.get_or_insert((family, before.form));
            floor = at + 1;
            under.push(candidate.block);
            found.push(Placed { block: place(before.block), label, length: 0 });
        }
    }
    // A line over the title that no other is set like is the office that issued the list.
    if over && found.len() == 1 {
        return;
    }
    for placed in &found {
        page.set(placed.block as usize, Role::Label);
    }
    for candidate in &mut page.candidates {
        let over = found.partition_point(|placed| placed.block < candidate.block);
        candidate.labels += place(over);
        candidate.after_stop |= under.binary_search(&candidate.block).is_ok();
    }
    page.labels = found;
}
