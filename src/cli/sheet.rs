//! Tables that people send back, as rows of texts: csv in what encoding it comes, or the
//! sheets of an xlsx workbook.
//!
//! A workbook says itself how large it is and may lie: cells are read one by one and only
//! as many as a tracking table can have, so that no file takes more memory than its size
//! lets expect.

use std::io::Cursor;

use anyhow::{Context as _, bail};
use calamine::{Data, Reader as _, Xlsx};

use crate::write;

/// A sheet's name (empty for csv) and its rows.
pub(super) type Sheet = (String, Vec<Vec<String>>);

/// Columns that are read.
const COLUMNS: u32 = 256;

/// Rows that are read.
const ROWS: u32 = 100_000;

/// Bytes that a workbook may unpack to, and characters that its cells may hold.
const UNPACKED: u64 = 512 << 20;

/// The tables of a file.
pub(super) fn tables(bytes: &[u8]) -> anyhow::Result<Vec<Sheet>> {
    const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];
    if bytes.starts_with(b"PK") {
        return workbook(bytes);
    }
    if bytes.starts_with(OLE) {
        bail!("旧的 xls 文件和加密的文件不能导入；请在表格软件里另存为 xlsx 或 csv");
    }
    Ok(vec![(String::new(), write::read_csv(&decoded(bytes))?)])
}

fn workbook(bytes: &[u8]) -> anyhow::Result<Vec<Sheet>> {
    let told = "这个 xlsx 文件无法读懂；请在表格软件里另存一次，或另存为 csv";
    let mut packed = zip::ZipArchive::new(Cursor::new(bytes)).context(told)?;
    let mut size = 0_u64;
    for at in 0..packed.len() {
        size = size.saturating_add(packed.by_index_raw(at).context(told)?.size());
    }
    if size > UNPACKED {
        bail!("这个 xlsx 文件展开后太大，不像一张跟踪表；请另存为 csv");
    }
    let mut book = Xlsx::new(Cursor::new(bytes)).context(told)?;
    let mut left = UNPACKED;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut cells = book.worksheet_cells_reader(&name).context(told)?;
        while let Some(cell) = cells.next_cell().context(told)? {
            let (row, column) = cell.get_position();
            if row >= ROWS || column >= COLUMNS {
                continue;
            }
            let text = shown(&cell.get_value().clone().into());
            let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
            left = left
                .checked_sub(length)
                .context("这个 xlsx 文件的文字太多，不像一张跟踪表")?;
            put(&mut rows, row as usize, column as usize, text);
        }
        sheets.push((name, rows));
    }
    Ok(sheets)
}

fn put(rows: &mut Vec<Vec<String>>, row: usize, column: usize, text: String) {
    if rows.len() <= row {
        rows.resize(row + 1, Vec::new());
    }
    if let Some(cells) = rows.get_mut(row) {
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(column) {
            *cell = text;
        }
    }
}

/// A cell as text: dates as they are written in records, errors as nothing.
fn shown(value: &Data) -> String {
    match value {
        Data::DateTime(day) if day.is_datetime() => {
            let (year, month, date, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{date:02}")
        }
        Data::Error(_) => String::new(),
        value => value.to_string(),
    }
}

/// The text of a csv file: UTF-8, or what Chinese spreadsheets save it in.
fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => encoding_rs::GB18030.decode(bytes).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_is_read_as_it_is_shown() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name("河南").unwrap();
        sheet.write(0, 0, "序号").unwrap();
        sheet.write(2, 0, 9).unwrap();
        sheet.write(2, 1, "已销号").unwrap();
        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
        let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 3, 1).unwrap();
        sheet.write_with_format(2, 2, &date, &format).unwrap();
        // One far cell must not cost the space between.
        sheet.write(1_048_575, 16_383, "远").unwrap();
        let [(name, rows)] = &tables(&book.save_to_buffer().unwrap()).unwrap()[..] else {
            panic!("one sheet");
        };
        assert_eq!(name, "河南");
        assert_eq!(rows, &[vec!["序号"], vec![], vec!["9", "已销号", "2026-03-01"]]);
    }

    #[test]
    fn csv_comes_in_any_encoding_and_with_any_separator() {
        let wanted = vec![vec!["序号", "备注"], vec!["9", "甲,乙"]];
        for text in [
            "序号,备注\r\n9,\"甲,乙\"\r\n",
            "\u{feff}序号;备注\n9;甲,乙\n",
            "序号\t备注\n9\t甲,乙\n",
        ] {
            for bytes in [
                text.as_bytes().to_vec(),
                encoding_rs::GB18030.encode(text).0.into_owned(),
            ] {
                if text.starts_with('\u{feff}') && std::str::from_utf8(&bytes).is_err() {
                    continue;
                }
                assert_eq!(tables(&bytes).unwrap()[0].1, wanted, "{text}");
            }
        }
    }

    #[test]
    fn what_is_no_table_is_refused_with_a_way_out() {
        for bytes in [&b"PK\x03\x04 broken"[..], &[0xD0, 0xCF, 0x11, 0xE0, 0xA1]] {
            let said = tables(bytes).unwrap_err().to_string();
            assert!(said.contains("另存为"), "{said}");
        }
    }
}
