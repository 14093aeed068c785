//! The signs within lines that mean something in a source, and where the next one stands.

use super::lexer::Style;
use super::wiki;
use memchr::memchr3;

/// The signs.
#[derive(Debug)]
pub(super) enum SignSet {
    /// None.
    Nothing,
    /// Those of markup, as in most sources, which are found many bytes at a time.
    Tags,
    /// These bytes.
    Among(Box<[bool; 256]>),
}

impl SignSet {
    /// Those of `style`.
    pub(super) fn of(style: Style) -> Self {
        let signs: &[&[u8]] = &[
            if style.tags { b"<>&" } else { b"" },
            if style.markdown { b"*_\\|`[]!~{=%^$" } else { b"" },
            if style.forum { b"[" } else { b"" },
            if style.wiki { wiki::SIGNS } else { b"" },
            if style.written { b"\\" } else { b"" },
            style.cells.as_slice(),
        ];
        let count: usize = signs.iter().map(|signs| signs.len()).sum();
        match count {
            0 => return Self::Nothing,
            3 if style.tags && !style.written => return Self::Tags,
            _ => {}
        }
        let mut among = [false; 256];
        for &sign in signs.iter().copied().flatten() {
            if let Some(slot) = among.get_mut(usize::from(sign)) {
                *slot = true;
            }
        }
        Self::Among(Box::new(among))
    }

    /// Where the first of them stands in `text`.
    pub(super) fn find(&self, text: &[u8]) -> Option<usize> {
        match self {
            Self::Nothing => None,
            Self::Tags => memchr3(b'<', b'&', b'>', text),
            Self::Among(among) => text
                .iter()
                .position(|&byte| among.get(usize::from(byte)).is_some_and(|&own| own)),
        }
    }
}
