//! The sheets: a table, or lines of text.

use rust_xlsxwriter::{
    DataValidation, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet,
    XlsxError,
};

use super::Line;
use super::names::cut;
use crate::document::{Align, Cell, Column, Row};
use crate::text::width;
use crate::text::writable;

/// The columns of a sheet together, in characters of the default font: a landscape page.
const WIDTH: f64 = 150.0;
/// The height of a line of 小四, in points.
const LINE: f64 = 16.0;
/// The highest row that Excel takes, in points.
const HIGHEST: f64 = 409.0;
/// The longest text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;
/// A4, as Excel numbers papers.
const A4: u8 = 9;
/// How many characters of choices a drop-down takes.
const CHOICES: usize = 255;

/// Fills the sheet of a table. Says what had to be left out.
pub(super) fn table(
    sheet: &mut Worksheet,
    title: &str,
    columns: &[Column],
    rows: &[&Row],
) -> Result<Vec<String>, XlsxError> {
    page(sheet, title);
    let widths = widths(columns);
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let mut omitted = Vec::new();
    for ((index, column), width) in (0_u16..).zip(columns).zip(&widths) {
        sheet.set_column_width(index, *width)?;
        head(sheet, index, column, last, &mut omitted)?;
    }
    sheet.set_row_height(0, LINE * 1.5)?;
    let empty = Cell::default();
    for (at, row) in (1_u32..).zip(rows) {
        let cells = row.cells.iter().chain(std::iter::repeat(&empty));
        let mut lines = 1;
        for (((index, column), width), cell) in
            (0_u16..).zip(columns).zip(&widths).zip(cells)
        {
            lines = lines.max(line_count(&cell.text, *width));
            write_cell(sheet, (at, index), column, cell, &mut omitted)?;
        }
        sheet.set_row_height(at, height(lines))?;
    }
    if let Some(right) = columns.len().checked_sub(1).and_then(|c| u16::try_from(c).ok())
    {
        sheet.autofilter(0, 0, last, right)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(omitted)
}

/// The widths of the columns by their shares, in characters.
fn widths(columns: &[Column]) -> Vec<f64> {
    let share = |column: &Column| f64::from(column.width.max(0.0));
    let total: f64 = columns.iter().map(share).sum();
    let part = |column: &Column| share(column) / total.max(f64::MIN_POSITIVE) * WIDTH;
    columns.iter().map(|column| part(column).clamp(6.0, 100.0)).collect()
}

/// The head of a column, and the drop-downs of the cells under it down to row `last`.
fn head(
    sheet: &mut Worksheet,
    index: u16,
    column: &Column,
    last: u32,
    omitted: &mut Vec<String>,
) -> Result<(), XlsxError> {
    let format = cell_format("黑体").set_align(FormatAlign::Center).set_text_wrap();
    sheet.write_string_with_format(0, index, shown(&column.head), &format)?;
    if column.choices.is_empty() || last == 0 {
        return Ok(());
    }
    // A comma parts the choices, so none can hold one.
    let fits = column.choices.join(",").chars().count() <= CHOICES
        && !column.choices.iter().any(|choice| choice.contains(','));
    if fits {
        let choices = DataValidation::new().allow_list_strings(&column.choices)?;
        sheet.add_data_validation(1, index, last, index, &choices)?;
    } else {
        omitted.push(format!("“{}”的选项放不进下拉列表", column.head));
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, index): (u32, u16),
    column: &Column,
    cell: &Cell,
    omitted: &mut Vec<String>,
) -> Result<(), XlsxError> {
    let format =
        cell_format("仿宋_GB2312").set_text_wrap().set_align(match column.align {
            Align::Body | Align::Left => FormatAlign::Left,
            Align::Centre => FormatAlign::Center,
            Align::Right => FormatAlign::Right,
        });
    if let Some(number) = cell.number.filter(|number| number.is_finite()) {
        sheet.write_number_with_format(row, index, number, &format)?;
    } else if let Some(date) = iso_date(&cell.text) {
        let format = format.set_num_format("yyyy-mm-dd");
        sheet.write_datetime_with_format(row, index, &date, &format)?;
    } else if cell.text.is_empty() {
        sheet.write_blank(row, index, &format)?;
    } else {
        let text = shown(&cell.text);
        let text = fitting(&text, row, &column.head, omitted);
        sheet.write_string_with_format(row, index, text, &format)?;
    }
    Ok(())
}

/// As much of a cell's `text` as Excel takes.
fn fitting(text: &str, row: u32, head: &str, omitted: &mut Vec<String>) -> String {
    if text.encode_utf16().count() > LONGEST {
        omitted.push(format!(
            "第 {} 行“{head}”超过 Excel 单元格的上限，只写出前 {LONGEST} 个字符",
            row + 1,
        ));
    }
    cut(text, LONGEST)
}

/// Fills the sheet of texts: numbers at the left, headings in 黑体. Says what had to be left
/// out.
pub(super) fn text(
    sheet: &mut Worksheet,
    lines: &[Line],
) -> Result<Vec<String>, XlsxError> {
    const TEXT: f64 = 100.0;
    let mut omitted = Vec::new();
    page(sheet, "");
    sheet.set_column_width(0, 8)?;
    sheet.set_column_width(1, TEXT)?;
    for (row, line) in (0_u32..).zip(lines) {
        let font = if line.heading { "黑体" } else { "仿宋_GB2312" };
        let format = font_format(font).set_text_wrap().set_align(FormatAlign::Top);
        if let Some(number) = line.number {
            sheet.write_number_with_format(row, 0, number, &format)?;
        }
        let text = shown(&line.text);
        sheet.set_row_height(row, height(line_count(&text, TEXT)))?;
        let text = fitting(&text, row, "正文", &mut omitted);
        sheet.write_string_with_format(row, 1, text, &format)?;
    }
    Ok(omitted)
}

/// A4 landscape as wide as the sheet, the page number at the foot.
fn page(sheet: &mut Worksheet, title: &str) {
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    sheet.set_margins(1.0, 1.0, 1.1, 1.0, 0.5, 0.5);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer("&C— &P —");
    // An ampersand would begin a code of the header.
    let title: String = title.chars().map(writable).take(60).collect();
    sheet.set_header(format!("&C{}", title.replace('&', "&&")));
}

fn font_format(font: &str) -> Format {
    Format::new().set_font_name(font).set_font_size(12)
}

fn cell_format(font: &str) -> Format {
    font_format(font)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
}

/// A text as XML can hold it.
fn shown(text: &str) -> String {
    text.chars().map(writable).collect()
}

/// How many lines a text takes in a column. Neither Excel nor LibreOffice finds the height
/// of wrapped rows of a file that does not say it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a column is a few dozen characters wide"
)]
fn line_count(text: &str, column: f64) -> u32 {
    // Twelve points are wider than the font that widths are counted in.
    let columns = ((column / 1.15) as usize).max(2);
    let lines = text.split('\n').map(|line| width(line).div_ceil(columns).max(1));
    u32::try_from(lines.sum::<usize>()).unwrap_or(u32::MAX)
}

fn height(lines: u32) -> f64 {
    (f64::from(lines) * LINE + 6.0).min(HIGHEST)
}

/// A date as records write it: 2026-03-01.
fn iso_date(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.split('-');
    let part = |digits: usize, part: Option<&str>| {
        let part = part.filter(|p| p.len() == digits)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten()
    };
    let year: u16 = part(4, parts.next())?;
    let month = u8::try_from(part(2, parts.next())?).ok()?;
    let day = u8::try_from(part(2, parts.next())?).ok()?;
    if parts.next().is_some() {
        return None;
    }
    ExcelDateTime::from_ymd(year, month, day).ok()
}
