//! Labels whose lines stand in rows of their own, as drawn tables have a row for each line:
//! 新疆生产建设兵 over 团.

use crate::source::blocks::page::Page;
use crate::source::lex::token::Cell;
use crate::source::marks::label::{Label, Names};

/// Bytes of the start of a label that goes on in the next row, at most.
const LONGEST: usize = 120;

/// Joins what stands in the region column of rows without a number to the label of the row
/// above, in the tables whose rows have numbers; `is_numbered` knows their cells.
pub(crate) fn join(
    page: &mut Page<'_>,
    names: &Names,
    is_numbered: impl Fn(&Cell) -> bool,
) {
    let known = |label: &Label| label.is_known();
    let mut open: Option<(usize, u32, String, bool)> = None;
    let mut last = u32::MAX;
    for cell in &page.tokens.cells {
        if cell.row == std::mem::replace(&mut last, cell.row) {
            continue;
        }
        let above = open.take().filter(|above| above.1 == cell.table);
        let at = cell.row as usize;
        let Some(row) = page.rows.get(at).filter(|_| is_numbered(cell)) else { continue };
        let Some(label) = row.label.clone() else { continue };
        // 填表人：张三 below the last row is no line of its label.
        if label.name.contains(['：', ':']) {
            continue;
        }
        if row.number.is_some() {
            open = Some((at, cell.table, label.name.to_string(), known(&label)));
            continue;
        }
        // 有关部门 is known by itself, and the end of 中央和国家机关有关部门.
        let above = above.filter(|above| !known(&label) || !above.3);
        let above = above.filter(|above| above.2.len() <= LONGEST);
        let Some((first, table, mut joined, sure)) = above else { continue };
        joined.push_str(&label.name);
        // What has a name already goes on with another one only.
        if sure && !names.label_in_column(&joined).as_ref().is_some_and(known) {
            continue;
        }
        if let Some(row) = page.rows.get_mut(at) {
            row.label = None;
        }
        let whole = names.label_in_column(&joined);
        if let (Some(whole), Some(row)) = (whole, page.rows.get_mut(first)) {
            row.label = Some(whole);
        }
        open = Some((first, table, joined, sure));
    }
}
