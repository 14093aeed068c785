//! Bytes of another encoding as UTF-8, or the place where they are none.
//!
//! What a code stands for, the library is asked once: nearly all of a Chinese text is of a
//! few thousand characters of two bytes, whose UTF-8 is kept as it is met. All else, and all
//! that cannot be read, goes through the library's decoder byte by byte.

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes of a part: the text is put together from such, which stay near the processor.
const PART: usize = 1 << 15;

/// `body` as UTF-8, or the first byte that `encoding`, one of those in which characters
/// take two bytes, cannot read.
pub(super) fn transcode(
    body: &[u8],
    encoding: &'static Encoding,
) -> Result<String, usize> {
    let mut codes = Codes::new(encoding);
    let mut text = String::with_capacity(body.len());
    let mut part = vec![0; 3 * PART + UNIT];
    let mut at = 0;
    while at < body.len() {
        let (read, written) = codes.read(body.get(at..).unwrap_or(&[]), &mut part);
        let own = part.get(..written).unwrap_or(&[]);
        // Never but UTF-8, which is checked for less than it would take to know.
        let own = UTF_8.decode_without_bom_handling_and_without_replacement(own);
        text.push_str(&own.ok_or(at)?);
        at += read;
        if read == 0 {
            at += read_one(body.get(at..).unwrap_or(&[]), encoding, &mut text)
                .map_err(|bad| at + bad)?;
        }
    }
    Ok(text)
}

/// UTF-8 of at most three bytes, from the lowest on, and in the highest byte how many; 0 is
/// what is not known.
type Unit = u32;
const UNIT: usize = size_of::<Unit>();

/// What begins with a character of one byte, and is no code of two.
const PLAIN: Unit = 1;

/// How many codes of two bytes there are.
const CODES: usize = 1 << u16::BITS;

/// What codes of two bytes stand for.
struct Codes {
    encoding: &'static Encoding,
    /// Whether ASCII takes two bytes too.
    wide: bool,
    /// By code.
    known: Vec<Unit>,
}

impl Codes {
    fn new(encoding: &'static Encoding) -> Self {
        let wide = encoding == UTF_16LE || encoding == UTF_16BE;
        let plain = |code: u16| !wide && code.to_be_bytes()[0].is_ascii();
        let known = (0..=u16::MAX).map(|code| if plain(code) { PLAIN } else { 0 });
        Self { encoding, wide, known: known.collect() }
    }

    /// Reads the start of `body` into `part`, which has room for a part's UTF-8: how many
    /// bytes were read and written. None are where a character of more bytes begins.
    fn read(&mut self, body: &[u8], part: &mut [u8]) -> (usize, usize) {
        let body = body.get(..PART).unwrap_or(body);
        let (mut at, mut end) = (0, 0);
        loop {
            let rest = body.get(at..).unwrap_or(&[]);
            let room = part.get_mut(end..).unwrap_or_default();
            let (read, written) = if self.is_plain(rest) {
                plain(rest, room)
            } else {
                self.pairs(rest, room)
            };
            if read == 0 {
                return (at, end);
            }
            (at, end) = (at + read, end + written);
        }
    }

    /// Whether `rest` begins with a character of one byte.
    fn is_plain(&self, rest: &[u8]) -> bool {
        !self.wide && rest.first().is_some_and(u8::is_ascii)
    }

    /// Reads the codes of two bytes at the start of `body` into `room`.
    fn pairs(&mut self, body: &[u8], room: &mut [u8]) -> (usize, usize) {
        let (mut count, mut end) = (0, 0);
        let Some(known) = self.known.first_chunk_mut::<CODES>() else { return (0, 0) };
        for &code in body.as_chunks().0 {
            let known = &mut known[usize::from(u16::from_be_bytes(code))];
            if *known == 0 {
                *known = ask(self.encoding, code);
            }
            let own = room.get_mut(end..).and_then(<[u8]>::first_chunk_mut);
            let (Some(own), true) = (own, *known > PLAIN) else { break };
            *own = known.to_le_bytes();
            end += (*known >> 24) as usize;
            count += code.len();
        }
        (count, end)
    }
}

/// Copies the ASCII at the start of `body` into `room`.
fn plain(body: &[u8], room: &mut [u8]) -> (usize, usize) {
    let own = body.iter().zip(room).take_while(|(byte, _)| byte.is_ascii());
    let count = own.map(|(&byte, room)| *room = byte).count();
    (count, count)
}

/// The one character that `code` stands for in `encoding`, if it is one of up to three bytes.
fn ask(encoding: &'static Encoding, code: [u8; 2]) -> Unit {
    let text = encoding.decode_without_bom_handling_and_without_replacement(&code);
    let text = text.as_deref().unwrap_or("");
    if text.chars().nth(1).is_none() { unit(text.as_bytes()) } else { 0 }
}

/// A character of UTF-8 as a unit, if it is one of up to three bytes.
const fn unit(utf8: &[u8]) -> Unit {
    match *utf8 {
        [a] => u32::from_le_bytes([a, 0, 0, 1]),
        [a, b] => u32::from_le_bytes([a, b, 0, 2]),
        [a, b, c] => u32::from_le_bytes([a, b, c, 3]),
        _ => 0,
    }
}

/// Puts the character at the start of `rest` behind `text`: how many bytes it takes, or the
/// first that cannot be read.
fn read_one(
    rest: &[u8],
    encoding: &'static Encoding,
    text: &mut String,
) -> Result<usize, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    text.reserve(8);
    let before = text.len();
    for (nth, byte) in rest.iter().enumerate() {
        let last = nth + 1 == rest.len();
        let (result, read) =
            decoder.decode_to_string_without_replacement(&[*byte], text, last);
        if let DecoderResult::Malformed(bad, after) = result {
            return Err(
                (nth + read).saturating_sub(usize::from(bad) + usize::from(after))
            );
        }
        if text.len() > before {
            return Ok(nth + 1);
        }
    }
    Ok(rest.len())
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, UTF_16BE, UTF_16LE};
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::{PART, transcode};

    const ALL: [&Encoding; 4] = [GB18030, BIG5, UTF_16LE, UTF_16BE];

    /// The same by the library alone, all at once.
    fn by_library(body: &[u8], encoding: &'static Encoding) -> Result<String, usize> {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut text = String::with_capacity(4 * body.len() + 16);
        match decoder.decode_to_string_without_replacement(body, &mut text, true) {
            (DecoderResult::InputEmpty, _) => Ok(text),
            (DecoderResult::Malformed(bad, after), read) => {
                Err(read - usize::from(bad) - usize::from(after))
            }
            (DecoderResult::OutputFull, _) => panic!("there is room"),
        }
    }

    /// What such sources are made of, and what no text holds.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        let common = prop_oneof![0x30..0x3Au8, 0xA1..0xFFu8, 0xD8..0xE0u8, any::<u8>()];
        vec(common, 0..24)
    }

    proptest! {
        #[test]
        fn bytes_are_read_as_the_library_reads_them(body in bytes()) {
            for encoding in ALL {
                prop_assert_eq!(transcode(&body, encoding), by_library(&body, encoding));
            }
        }

        #[test]
        fn damage_behind_any_text_has_its_place(
            text in "[a1建议𠀀€é①、\u{e5e5}]{0,9}",
            body in bytes(),
        ) {
            for encoding in [GB18030, BIG5] {
                let body = [&encoding.encode(&text).0[..], &body].concat();
                prop_assert_eq!(transcode(&body, encoding), by_library(&body, encoding));
            }
        }
    }

    #[test]
    fn characters_lie_across_the_ends_of_parts() {
        for (before, own) in (PART - 9..PART).zip(["建", "𠀀", "€", "a"].iter().cycle())
        {
            let text = "a".repeat(before) + &own.repeat(PART);
            let (body, encoding, _) = GB18030.encode(&text);
            assert_eq!(transcode(&body, encoding), Ok(text));
        }
    }
}
