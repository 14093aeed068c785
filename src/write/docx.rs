//! DOCX: a file that Word, WPS and LibreOffice open without repair.
//!
//! The writer is our own because it needs a dozen elements and full control of them:
//! styles with East Asian fonts by name (none is embedded: colleagues have them, and edit),
//! the exact line pitch, page numbers outside on both sides, heads of tables that repeat.
//! Word can neither repeat a merged label after a page end nor change the upper margin of
//! even pages, so labels stand in every row, and landscape margins are the mean of both.

mod body;
mod parts;
mod table;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Options, Outcome, WriteError};
use crate::document::Document;

/// Writes a document as DOCX.
pub(super) fn write(document: &Document, _: &Options) -> Outcome {
    let body = body::document(document);
    let core = parts::core(document);
    let files: [(&str, &str); 12] = [
        ("[Content_Types].xml", parts::CONTENT_TYPES),
        ("_rels/.rels", parts::RELATIONSHIPS),
        ("docProps/core.xml", &core),
        ("word/document.xml", &body),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONSHIPS),
        ("word/styles.xml", &parts::styles()),
        ("word/fontTable.xml", &parts::font_table()),
        ("word/settings.xml", &parts::settings()),
        ("word/footer1.xml", &parts::footer("right")),
        ("word/footer2.xml", &parts::footer("left")),
        ("word/footer3.xml", &parts::turned_footer(1, "right", 139)),
        ("word/footer4.xml", &parts::turned_footer(2, "left", 31)),
    ];
    let packed = pack(&files);
    packed
        .map(Into::into)
        .map_err(|error| WriteError { message: format!("无法写出 DOCX：{error}") })
}

/// The files as a zip archive. Their time is fixed, so that the bytes are.
fn pack(files: &[(&str, &str)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, content) in files {
        archive.start_file(*name, options)?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests;
