//! Tables, and charts as tables whose bars are shaded paragraphs.

use std::fmt::Write as _;

use super::body::{Body, run};
use crate::document::{Align, Cell, Chart, Column, Table};
use crate::layout;

/// The width of the text area in twips: upright, turned.
const WIDTHS: (u32, u32) = (8845, 12756);
/// The width of a chart's value, in twips.
const VALUE: u32 = 900;

/// A table with a head that repeats.
pub(super) fn table(body: &mut Body, table: &Table) {
    if table.columns.is_empty() {
        return;
    }
    let widths = widths(&table.columns, if body.turned { WIDTHS.1 } else { WIDTHS.0 });
    let mut xml = start(&widths, true);
    xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (column, width) in table.columns.iter().zip(&widths) {
        xml.push_str(&cell(*width, ("TableHead", ""), Align::Centre, &column.head));
    }
    xml.push_str("</w:tr>");
    let empty = Cell::default();
    for row in &table.rows {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (j, (column, width)) in table.columns.iter().zip(&widths).enumerate() {
            let text = &row.cells.get(j).unwrap_or(&empty).text;
            xml.push_str(&cell(*width, ("TableText", ""), column.align, text));
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
    body.xml.push_str(&xml);
}

/// The bars of a chart.
pub(super) fn chart(body: &mut Body, chart: &Chart) {
    let total = if body.turned { WIDTHS.1 } else { WIDTHS.0 };
    let label = total * 2 / 5;
    let bar = total - label - VALUE;
    let most = u64::from(chart.bars.iter().map(|bar| bar.1).max().unwrap_or(0).max(1));
    let mut xml = start(&[label, bar, VALUE], false);
    for (i, (name, value)) in chart.bars.iter().enumerate() {
        let whole = chart.bars.len() <= layout::WHOLE_CHART;
        let keep = if whole && i + 1 < chart.bars.len() { "<w:keepNext/>" } else { "" };
        // The bar is the shade of an empty paragraph, as long as its right indent leaves it.
        let room = u64::from(bar) - 200;
        let blank = room - (room * u64::from(*value) / most).max(20);
        xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        xml.push_str(&cell(label, ("ChartText", keep), Align::Right, name));
        let _ = write!(
            xml,
            "<w:tc><w:tcPr><w:tcW w:w=\"{bar}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/>\
             </w:tcPr><w:p><w:pPr><w:pStyle w:val=\"ChartText\"/>{keep}\
             <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"787878\"/>\
             <w:spacing w:line=\"220\" w:lineRule=\"exact\"/><w:ind w:right=\"{blank}\"/></w:pPr>\
             </w:p></w:tc>"
        );
        let value = value.to_string();
        xml.push_str(&cell(VALUE, ("ChartText", keep), Align::Left, &value));
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
    body.xml.push_str(&xml);
}

fn start(widths: &[u32], ruled: bool) -> String {
    let total: u32 = widths.iter().sum();
    let mut xml = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>"
    );
    if ruled {
        xml.push_str("<w:tblBorders>");
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            let _ = write!(
                xml,
                "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
            );
        }
        xml.push_str("</w:tblBorders>");
    }
    xml.push_str(
        "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"60\" w:type=\"dxa\"/>\
         <w:left w:w=\"80\" w:type=\"dxa\"/><w:bottom w:w=\"60\" w:type=\"dxa\"/>\
         <w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
    );
    for width in widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid>");
    xml
}

/// A cell, a paragraph for each line of its text, of a style and what comes next in the
/// schema's order.
fn cell(width: u32, (style, keep): (&str, &str), align: Align, text: &str) -> String {
    let jc = match align {
        Align::Centre => "<w:jc w:val=\"center\"/>",
        Align::Right => "<w:jc w:val=\"right\"/>",
        Align::Body | Align::Left => "",
    };
    let middle = if align == Align::Centre { "<w:vAlign w:val=\"center\"/>" } else { "" };
    let mut xml =
        format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{middle}</w:tcPr>");
    for line in text.split('\n') {
        let _ = write!(
            xml,
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{keep}{jc}</w:pPr>{}</w:p>",
            run(line, None)
        );
    }
    xml.push_str("</w:tc>");
    xml
}

/// The widths of the columns in twips, as on our own pages.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "paper is small"
)]
fn widths(columns: &[Column], total: u32) -> Vec<u32> {
    let points = f32::from(u16::try_from(total).unwrap_or(u16::MAX)) / 20.0;
    layout::widths(columns, points).into_iter().map(|w| (w * 20.0) as u32).collect()
}
