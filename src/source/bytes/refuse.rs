//! Files that are no text, and what to do with them instead.

use encoding_rs::{Encoding, UTF_8};
use memchr::memmem;

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is of this kind.
    Binary(&'static str),
    /// It is text in which a program wrote another one.
    Wrapped {
        kind: &'static str,
        /// The way out.
        advice: &'static str,
    },
    /// It is larger than places in it can be told.
    TooBig,
    /// It is UTF-8 with a broken character at this byte, at its very end or inside.
    BrokenUtf8 {
        /// The first byte of the broken character.
        at: usize,
        /// Whether the file ends inside the character.
        cut: bool,
    },
    /// It is in this encoding, which is not read.
    Encoding(&'static str),
    /// Its Chinese was saved as Latin letters or as other Chinese: å·¥ä½œ, 宸ヤ綔.
    Garbled,
    /// It would lose the character at this byte.
    Lossy {
        /// What it was taken for.
        encoding: &'static Encoding,
        /// The first byte that cannot be read.
        at: usize,
    },
}

/// First bytes of files that are no text, and what they are.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\xD0\xCF\x11\xE0", "Word 或 Excel 旧格式（.doc/.xls）"),
    (b"PK\x03\x04", "Word、Excel 或压缩包（.docx/.xlsx/.zip）"),
    (b"PK\x05\x06", "压缩包（.zip）"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xFF\xD8\xFF", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"Rar!", "压缩包（.rar）"),
    (b"7z\xBC\xAF", "压缩包（.7z）"),
    (b"\x1F\x8B", "压缩包（.gz）"),
    (b"\x7FELF", "程序"),
    (b"MZ", "程序"),
    (b"MIME-Version:", "网页存档（.mht）"),
    (b"From: <Saved by", "网页存档（.mht）"),
];

/// A kind of text in which a program wrote another one.
#[derive(Debug)]
struct Wrapping {
    kind: &'static str,
    advice: &'static str,
    /// Whether a text whose beginning this is, with its last byte, is of the kind.
    is: fn(&[u8], Option<&u8>) -> bool,
}

/// The kinds of text in which a program wrote another one.
const WRAPPINGS: &[Wrapping] = &[
    Wrapping {
        kind: "邮件（.eml），正文经过编码或分成几份",
        advice: "在邮件程序中打开，把正文另存为网页（.htm）或复制到文本文件（UTF-8），再交给 jianyi",
        is: is_encoded_mail,
    },
    Wrapping {
        kind: "Word 的 XML 文档（.xml）",
        advice: "在 Word 或 WPS 中打开后另存为“网页（.htm）”或“纯文本（UTF-8）”，再交给 jianyi",
        is: |start, _| {
            let start = start.get(..1 << 10).unwrap_or(start);
            [r#"progid="Word.Document""#, "<w:wordDocument", "<pkg:package"]
                .iter()
                .any(|sign| memmem::find(start, sign.as_bytes()).is_some())
        },
    },
    Wrapping {
        kind: "JSON 数据",
        advice: "取出其中的正文：是网页的存为 .html，是表格的转成 CSV，再交给 jianyi",
        is: |start, last| {
            let inner = start.strip_prefix(b"[").unwrap_or(start).trim_ascii_start();
            let inner = inner.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
            inner.is_some_and(|inner| inner.starts_with(b"\""))
                && matches!(last, Some(b'}' | b']'))
        },
    },
];

/// Whether a text is a mail in its transfer encoding, or of several parts.
fn is_encoded_mail(start: &[u8], _: Option<&u8>) -> bool {
    let has = |hay: &[u8], sign: &str| memmem::find(hay, sign.as_bytes()).is_some();
    let blank = memmem::find(start, b"\n\n").or_else(|| memmem::find(start, b"\r\n\r\n"));
    let head = start.get(..blank.unwrap_or(0)).unwrap_or(&[]);
    let encoded = ["base64", "quoted-printable", "BASE64", "Quoted-Printable"];
    has(head, "\nMIME-Version:")
        && (has(head, "multipart/") || encoded.iter().any(|sign| has(head, sign)))
}

/// Why a text in which a program wrote another one is not read.
pub(crate) fn wrapping(bytes: &[u8]) -> Option<Refusal> {
    /// Bytes in which the head of a mail ends.
    const START: usize = 1 << 15;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii();
    let start = bytes.get(..START).unwrap_or(bytes);
    let found = WRAPPINGS.iter().find(|wrapping| (wrapping.is)(start, bytes.last()));
    found.map(|&Wrapping { kind, advice, .. }| Refusal::Wrapped { kind, advice })
}

/// What kind of file begins like this; nothing when it may be text.
pub(crate) fn magic(bytes: &[u8]) -> Option<&'static str> {
    let found = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic));
    // Two letters are also the start of a word: then a zero must show that it is no text.
    let sure = |magic: &[u8]| magic.len() > 2 || memchr::memchr(0, bytes).is_some();
    found.filter(|(magic, _)| sure(magic)).map(|&(_, kind)| kind)
}

impl Refusal {
    /// What to say of a file of these `bytes`, and the way out.
    pub(crate) fn words(self, bytes: &[u8]) -> (String, &'static str) {
        match self {
            Self::Binary(kind) => (
                format!("这是{kind}文件，不是文本"),
                "在 Word、WPS 或 Excel 中打开后另存为“网页（.htm）”或“纯文本（UTF-8）”，PDF 先导出文本（pdftotext -layout），图片先做文字识别，再交给 jianyi",
            ),
            Self::Wrapped { kind, advice } => (format!("这是{kind}"), advice),
            Self::TooBig => ("文件超过 4 GB".to_owned(), "拆成几个文件再读"),
            Self::BrokenUtf8 { at, cut: true } => (
                format!(
                    "UTF-8 文本在末尾被截断：最后一个字不完整（{}起）",
                    place(bytes, UTF_8, at)
                ),
                "重新取得完整的文件",
            ),
            Self::BrokenUtf8 { at, cut: false } => (
                format!(
                    "UTF-8 文本中有坏字节（{}），读下去会丢字",
                    place(bytes, UTF_8, at)
                ),
                "重新取得原文件，或在编辑器中另存为 UTF-8",
            ),
            Self::Encoding(name) => (
                format!("认不出文字编码（最像 {name}），读下去会丢字"),
                "在编辑器中确认文字正常后另存为 UTF-8",
            ),
            Self::Garbled => (
                "文字已成乱码：中文曾按别的编码打开后存过".to_owned(),
                "重新取得原文件，按 UTF-8 或 GB18030 打开，确认文字正常后再存",
            ),
            Self::Lossy { encoding, at } => (
                format!(
                    "按 {} 读到{}时遇到读不出的字，读下去会丢字",
                    encoding.name(),
                    place(bytes, encoding, at)
                ),
                "在编辑器中确认文字正常后另存为 UTF-8",
            ),
        }
    }
}

/// Byte `at` of a file in `encoding`, as people find it.
fn place(bytes: &[u8], encoding: &'static Encoding, at: usize) -> String {
    let before = bytes.get(..at).unwrap_or(bytes);
    let (before, _) = encoding.decode_without_bom_handling(before);
    let line = 1 + before.replace("\r\n", "\n").matches(['\n', '\r']).count();
    format!("第 {line} 行、第 {} 字节", at + 1)
}
