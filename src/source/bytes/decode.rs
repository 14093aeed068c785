//! From bytes to text: which encoding they are in, and what they say in it.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memchr;

use super::garbled::is_garbled;
use super::refuse::{Refusal, magic, wrapping};
use super::transcode::transcode;

/// The text of a source.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    /// Its text, without a byte order mark; a lone `\r` has become `\n`. The bytes
    /// themselves where they are UTF-8.
    pub text: Cow<'a, str>,
    /// What the bytes were read as.
    pub encoding: &'static Encoding,
    /// Bytes of the byte order mark.
    pub mark: usize,
}

/// Reads the bytes of a source.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Refusal> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(Refusal::TooBig);
    }
    if let Some(kind) = magic(bytes) {
        return Err(Refusal::Binary(kind));
    }
    if let Some(refusal) = wrapping(bytes) {
        return Err(refusal);
    }
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(Refusal::Encoding("UTF-32"));
    }
    let bom = Encoding::for_bom(bytes);
    if bom.is_none()
        && has_few_zeros(bytes)
        && let Some(text) = utf8(bytes)
    {
        if is_garbled(&text) {
            return Err(Refusal::Garbled);
        }
        let text = one_line_end(text);
        return Ok(Decoded { text, encoding: UTF_8, mark: 0 });
    }
    let (encoding, mark) = match bom {
        Some(found) => found,
        None => (guess(bytes)?, 0),
    };
    let text = decode_as(bytes, encoding, mark)?;
    Ok(Decoded { text: one_line_end(text), encoding, mark })
}

/// Whether bytes hold no more zeros than a stray one now and then: UTF-16 has more, and is
/// valid UTF-8 as long as it is of ASCII alone.
fn has_few_zeros(bytes: &[u8]) -> bool {
    const FEW: usize = 16;
    let zeros = memchr::memchr_iter(0, bytes).take(bytes.len() / FEW + 1).count();
    zeros * FEW <= bytes.len()
}

/// The text of strict UTF-8; it is checked faster here than by the standard library.
fn utf8(bytes: &[u8]) -> Option<Cow<'_, str>> {
    UTF_8.decode_without_bom_handling_and_without_replacement(bytes)
}

/// The encoding of bytes without a byte order mark: strict UTF-8, then UTF-16 by its
/// zeros, then what chardetng takes it for. A file is never guessed to be UTF-8 with
/// errors: such a one was cut or mixed, and says so.
fn guess(bytes: &[u8]) -> Result<&'static Encoding, Refusal> {
    if memchr(0, bytes).is_some() {
        return utf16_by_zeros(bytes).ok_or(Refusal::Binary("二进制"));
    }
    let valid = Encoding::utf8_valid_up_to(bytes);
    if is_mostly_utf8(bytes, valid) {
        return Err(Refusal::BrokenUtf8 { at: valid, cut: bytes.len() - valid < 4 });
    }
    if let Some(declared) = declared(bytes) {
        return Ok(declared);
    }
    let wide = bytes.get(Encoding::ascii_valid_up_to(bytes)..).unwrap_or(&[]);
    let part = wide.get(..1 << 14).unwrap_or(wide);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(part, part.len() == wide.len());
    let found = detector.guess(None, Utf8Detection::Allow);
    if found == GBK || found == GB18030 {
        Ok(GB18030)
    } else if found == BIG5 {
        Ok(BIG5)
    } else if is_chinese(bytes)
        && (found.is_single_byte() || !GB18030.decode_without_bom_handling(bytes).1)
    {
        // No European text is like it, so that what cannot be read is damage, and has a place.
        Ok(GB18030)
    } else {
        Err(Refusal::Encoding(found.name()))
    }
}

/// As much of the start of a source as it takes to know it; an even number of bytes.
fn sample(bytes: &[u8]) -> &[u8] {
    bytes.get(..1 << 18).unwrap_or(bytes)
}

/// Whether bytes read as GB18030 are mostly the characters of a Chinese text: those of
/// the first level of GB 2312, which stand in the rows B0–D7.
fn is_chinese(bytes: &[u8]) -> bool {
    let sample = sample(bytes);
    let high = sample.iter().filter(|b| !b.is_ascii()).count();
    let common = sample
        .windows(2)
        .filter(|pair| {
            matches!(pair, [lead, trail] if (0xB0..=0xD7).contains(lead) && *trail >= 0xA1)
        })
        .count();
    high > 0 && common * 4 > high
}

/// UTF-16 without a mark: ASCII and the marks of Chinese text leave zero bytes in the
/// high halves. Nothing when the bytes are not text at all.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros =
        |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = if odd > even { UTF_16LE } else { UTF_16BE };
    let clean = |text: &str| {
        !text.chars().any(|c| (c.is_control() && !c.is_whitespace()) || c == '\u{FFFD}')
    };
    let (text, _) = encoding.decode_without_bom_handling(sample(bytes));
    clean(&text).then_some(encoding)
}

/// Whether bytes that are no UTF-8 once were: all is valid but for a few places.
fn is_mostly_utf8(bytes: &[u8], valid: usize) -> bool {
    let wide = |part: &[u8]| part.iter().filter(|b| !b.is_ascii()).count();
    let before = wide(bytes.get(..valid).unwrap_or(&[]));
    if before >= 30 || (before >= 3 && bytes.len() - valid < 4) {
        return true;
    }
    let text = String::from_utf8_lossy(sample(bytes));
    let lost = text.chars().filter(|&c| c == '\u{FFFD}').count();
    let kept = text.chars().filter(|&c| crate::text::is_han(c)).count();
    kept > 20 * lost
}

/// The Chinese encoding that a page says it is in: `charset=gb2312`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096))?;
    let at = memchr::memmem::find(&head.to_ascii_lowercase(), b"charset=")?;
    let label: Vec<u8> = head
        .get(at + "charset=".len()..)?
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'"' | b'\''))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .collect();
    match Encoding::for_label(&label)? {
        found if found == GBK || found == GB18030 => Some(GB18030),
        found if found == BIG5 => Some(BIG5),
        _ => None,
    }
}

fn decode_as<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    mark: usize,
) -> Result<Cow<'a, str>, Refusal> {
    let body = bytes.get(mark..).unwrap_or(&[]);
    if encoding == UTF_8 {
        return std::str::from_utf8(body).map(Cow::Borrowed).map_err(|error| {
            let at = error.valid_up_to();
            Refusal::BrokenUtf8 { at: mark + at, cut: error.error_len().is_none() }
        });
    }
    transcode(body, encoding)
        .map(Cow::Owned)
        .map_err(|at| Refusal::Lossy { encoding, at: mark + at })
}

/// Turns the line ends of old Macintosh texts, a `\r` alone, into `\n`, which takes as
/// many bytes.
fn one_line_end(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let lone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', bytes).any(lone) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for at in memchr::memchr_iter(b'\r', bytes).filter(|&at| lone(at)) {
        out.push_str(text.get(from..at).unwrap_or(""));
        out.push('\n');
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or(""));
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{Refusal, UTF_8, UTF_16LE, decode};

    /// UTF-16 with a mark.
    fn utf16(units: impl Iterator<Item = u16>) -> Vec<u8> {
        [0xFF, 0xFE].into_iter().chain(units.flat_map(u16::to_le_bytes)).collect()
    }

    #[test]
    fn utf_16_is_read_across_its_parts() {
        // Characters of one unit and of two, so that one lies across any place.
        for begins in ["", "建"] {
            let text = begins.to_owned() + &"𠀀".repeat(40_000);
            assert_eq!(decode(&utf16(text.encode_utf16())).unwrap().text, text);
        }
    }

    #[test]
    fn half_a_character_is_told_with_its_place() {
        let text = || "工作建议".encode_utf16();
        let at = |bytes: Vec<u8>| match decode(&bytes).unwrap_err() {
            Refusal::Lossy { at, .. } => at,
            other => panic!("{other:?}"),
        };
        assert_eq!(at(utf16(text().chain([0xD840]).chain(text()))), 10);
        assert_eq!(at(utf16(text().chain([0xDC00]))), 10);
        assert_eq!(at(utf16(text().chain([0xD840]))), 10);
        let mut odd = utf16(text());
        odd.push(0x5E);
        assert_eq!(at(odd), 10);
    }

    #[test]
    fn a_stray_zero_makes_no_utf_16() {
        let page = "<p>1. 厘清\0重点部门职责。</p>".repeat(4);
        assert_eq!(decode(page.as_bytes()).unwrap().encoding, UTF_8);
        let wide: Vec<u8> = "<p>1. a</p>".bytes().flat_map(|b| [b, 0]).collect();
        assert_eq!(decode(&wide).unwrap().encoding, UTF_16LE);
    }
}
