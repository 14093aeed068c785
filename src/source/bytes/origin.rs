//! From places in a decoded text back to the bytes it was read from, and the other way.
//!
//! This needs no table: a place is found by walking bytes and characters side by side, since
//! every encoding read here says at each character how many bytes it took.

use encoding_rs::{BIG5, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::decode::Decoded;
use crate::text::{print_width, sum_bytes};

impl Decoded<'_> {
    /// Turns places in the text, in ascending order, into places in the bytes.
    pub(crate) fn to_source<'s>(
        &'s self,
        bytes: &'s [u8],
    ) -> impl FnMut(usize) -> usize + 's {
        let (mut at, mut source) = (0, self.mark);
        let step = self.step(bytes);
        move |place| {
            let passed = self.text.get(at..place).unwrap_or("");
            source += match step {
                Step::Same => passed.len(),
                Step::Units => 2 * sum_bytes(passed, units),
                Step::Pairs => print_width(passed),
                Step::Walk => self.walk(passed, bytes.get(source..).unwrap_or(&[])),
            };
            at = place;
            source
        }
    }

    /// How the bytes of a part of the text are counted.
    fn step(&self, bytes: &[u8]) -> Step {
        if self.encoding == UTF_8 {
            return Step::Same;
        }
        if self.is_utf16() {
            return Step::Units;
        }
        // The euro sign of one byte would make up for characters of four.
        let certain = !self.text.contains('€');
        let paired = certain && self.mark + print_width(&self.text) == bytes.len();
        if paired { Step::Pairs } else { Step::Walk }
    }

    /// Turns places in the bytes, in ascending order, into places in the text.
    pub(crate) fn into_text_places(self, bytes: &[u8]) -> impl FnMut(usize) -> usize {
        let (mut at, mut source) = (0, self.mark);
        move |place| {
            if self.encoding == UTF_8 {
                return place.saturating_sub(self.mark);
            }
            let rest = self.text.get(at..).unwrap_or("");
            let mut passed = 0;
            while source < place {
                let (length, characters) = self.taken(bytes.get(source..).unwrap_or(&[]));
                source += length;
                passed += characters;
            }
            at += rest.chars().take(passed).map(char::len_utf8).sum::<usize>();
            at
        }
    }

    /// How many bytes `passed`, a part of the text, takes at the start of `rest`.
    fn walk(&self, passed: &str, rest: &[u8]) -> usize {
        let (mut taken, mut left) = (0, passed.chars().count());
        while left > 0 {
            let rest = rest.get(taken..).unwrap_or(&[]);
            let (length, characters) = self.taken_multibyte(rest);
            taken += length;
            left = left.saturating_sub(characters);
        }
        taken
    }

    /// How many bytes the next character takes at the start of `rest`, and how many
    /// characters they make.
    fn taken(&self, rest: &[u8]) -> (usize, usize) {
        if self.is_utf16() {
            let high = usize::from(self.encoding == UTF_16LE);
            let pair = rest.get(high).is_some_and(|byte| (0xD8..0xDC).contains(byte));
            return (if pair { 4 } else { 2 }, 1);
        }
        self.taken_multibyte(rest)
    }

    /// The same in an encoding whose characters take one, two or four bytes (four codes of
    /// Big5 stand for a letter and its accent).
    fn taken_multibyte(&self, rest: &[u8]) -> (usize, usize) {
        match rest {
            [lead, ..] if lead.is_ascii() || *lead == 0x80 => (1, 1),
            [_, 0x30..=0x39, ..] if self.encoding == GB18030 => (4, 1),
            [0x88, 0x62 | 0x64 | 0xA3 | 0xA5, ..] if self.encoding == BIG5 => (2, 2),
            _ => (2, 1),
        }
    }

    fn is_utf16(&self) -> bool {
        self.encoding == UTF_16LE || self.encoding == UTF_16BE
    }
}

/// How the bytes of a part of a text are counted in its source.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// They are those of the text.
    Same,
    /// Two for each unit of UTF-16.
    Units,
    /// One for each ASCII character, two for each other one.
    Pairs,
    /// Character by character, by what the source says.
    Walk,
}

/// The units of UTF-16 that begin with `byte` of UTF-8: two for a character of four bytes.
fn units(byte: u8) -> u8 {
    u8::from(byte & 0xC0 != 0x80) + u8::from(byte >= 0xF0)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030};

    use crate::source::bytes::decode::decode;

    /// Characters of one, two, three and four bytes, in whichever encoding.
    const MIXED: &str = "1. 厘清a重点€部门𠀀职责\n。Ω\u{e5e5}2";

    fn assert_the_way_back(bytes: &[u8], from: usize, lengths: &[usize]) {
        let decoded = decode(bytes).unwrap();
        let text = decoded.text.clone().into_owned();
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).collect();
        let mut ends = lengths.iter().scan(from, |at, length| {
            *at += length;
            Some(*at)
        });
        let mut there = decoded.to_source(bytes);
        let sources: Vec<usize> = places.iter().map(|&place| there(place)).collect();
        assert_eq!(sources, ends.by_ref().take(sources.len()).collect::<Vec<_>>());
        let all_at_once = decoded.to_source(bytes)(text.len());
        assert_eq!(all_at_once, bytes.len());
        drop(there);
        let mut back = decoded.into_text_places(bytes);
        assert_eq!(sources.iter().map(|&at| back(at)).collect::<Vec<_>>(), places);
    }

    #[test]
    fn a_place_is_found_in_the_bytes_of_every_encoding() {
        assert_the_way_back(
            MIXED.as_bytes(),
            0,
            &MIXED.chars().map(char::len_utf8).collect::<Vec<_>>(),
        );
        for little in [true, false] {
            let units = MIXED.encode_utf16();
            let turned = |u: u16| if little { u.to_le_bytes() } else { u.to_be_bytes() };
            let mark = if little { [0xFF, 0xFE] } else { [0xFE, 0xFF] };
            let bytes: Vec<u8> = mark.into_iter().chain(units.flat_map(turned)).collect();
            let lengths: Vec<usize> = MIXED.chars().map(|c| 2 * c.len_utf16()).collect();
            assert_the_way_back(&bytes, 2, &lengths);
        }
        for (encoding, text) in [
            (GB18030, "1. 厘清a重点部门职责，强化监管措施。2。".repeat(8)),
            (GB18030, "1. 厘清a重点部门𠀀职责，强化监管措施。ʼ2。".repeat(8)),
            (BIG5, "1. 釐清a重點部門職責，強化監管措施。2。".repeat(8)),
        ] {
            let length = |c: char| encoding.encode(c.encode_utf8(&mut [0; 4])).0.len();
            let lengths: Vec<usize> = text.chars().map(length).collect();
            assert_the_way_back(&encoding.encode(&text).0, 0, &lengths);
        }
    }
}
