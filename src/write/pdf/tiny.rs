//! A TrueType font made in code, so that the tests need none installed: every character
//! is a square, Chinese a full em wide, the rest a half.

use crate::text::{is_han, is_wide_punctuation};

const UNITS: u16 = 1000;

/// A font of this family with a glyph for each of these characters.
pub(super) fn font(family: &str, characters: &str) -> Vec<u8> {
    let mut characters: Vec<char> = characters.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    let count = characters.len() as u16 + 1;
    let square = square();
    let glyphs: Vec<u8> = (0..count).flat_map(|_| square.clone()).collect();
    let places = (0..=u32::from(count)).map(|i| i * square.len() as u32);
    let tables: [(&[u8; 4], Vec<u8>); 10] = [
        (b"OS/2", os2()),
        (b"cmap", cmap(&characters)),
        (b"glyf", glyphs),
        (b"head", head()),
        (b"hhea", hhea(count)),
        (b"hmtx", hmtx(&characters)),
        (b"loca", places.flat_map(u32::to_be_bytes).collect()),
        (b"maxp", maxp(count)),
        (b"name", name(family)),
        (b"post", words(&[3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    ];
    assemble(&tables)
}

fn assemble(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut file = vec![0, 1, 0, 0];
    file.extend(words(&[tables.len() as u16, 128, 3, 32]));
    let mut at = 12 + 16 * tables.len();
    for (tag, table) in tables {
        file.extend(*tag);
        for number in [0, at as u32, table.len() as u32] {
            file.extend(number.to_be_bytes());
        }
        at += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

/// A filled square of four points.
fn square() -> Vec<u8> {
    let mut glyph = words(&[1, 50, 0, 450, 800, 3, 0]);
    glyph.extend([1, 1, 1, 1]);
    glyph.extend(words(&[50, 0, 400, 0]));
    glyph.extend(words(&[0, 800, 0, (-800_i16).cast_unsigned()]));
    glyph.resize(glyph.len().next_multiple_of(4), 0);
    glyph
}

fn head() -> Vec<u8> {
    let mut table = words(&[1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, UNITS]);
    table.extend([0; 16]);
    table.extend(words(&[50, 0, 450, 800, 0, 8, 2, 1, 0]));
    table
}

fn hhea(count: u16) -> Vec<u8> {
    let mut table = words(&[1, 0, 880, (-120_i16).cast_unsigned(), 0, UNITS]);
    table.extend([0; 22]);
    table.extend(words(&[count]));
    table
}

fn hmtx(characters: &[char]) -> Vec<u8> {
    let wide = |c: &char| is_han(*c) || is_wide_punctuation(*c);
    let width = |c: &char| if wide(c) { UNITS } else { UNITS / 2 };
    let widths = std::iter::once(UNITS).chain(characters.iter().map(width));
    widths.flat_map(|width| words(&[width, 50])).collect()
}

fn maxp(count: u16) -> Vec<u8> {
    words(&[1, 0, count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])
}

/// Format 12: a group for each character.
fn cmap(characters: &[char]) -> Vec<u8> {
    let groups = characters.len() as u32;
    let mut table = words(&[0, 1, 3, 10, 0, 12, 12, 0]);
    for number in [16 + 12 * groups, 0, groups] {
        table.extend(number.to_be_bytes());
    }
    for (i, &c) in characters.iter().enumerate() {
        for number in [u32::from(c), u32::from(c), i as u32 + 1] {
            table.extend(number.to_be_bytes());
        }
    }
    table
}

/// The family, and the PostScript name, for Windows in English.
fn name(family: &str) -> Vec<u8> {
    let text: Vec<u8> = family.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut table = words(&[0, 2, 6 + 2 * 12]);
    for id in [1, 6] {
        table.extend(words(&[3, 1, 0x409, id, text.len() as u16, 0]));
    }
    table.extend(text);
    table
}

fn os2() -> Vec<u8> {
    let mut table = words(&[4, 500, 400, 5, 0]);
    table.resize(96, 0);
    table
}
