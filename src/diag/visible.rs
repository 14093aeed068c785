//! Text of files made harmless for a terminal.
//!
//! A file may hold escape sequences and characters that turn the direction of writing
//! round. Printed as they are, they recolour the screen or show another text than the one
//! that is there; so every quoted character passes [`shown`] first.

/// `text` with each character that acts on a terminal, or shows nothing, replaced by one
/// that can be seen; as many characters as before.
pub fn visible(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// What stands for `c` on a terminal: C0 controls as their pictures (␛), line ends as a
/// space, other controls and invisible characters as U+FFFD.
pub(super) fn shown(c: char) -> char {
    match c {
        '\n' | '\t' => ' ',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '␡',
        _ if is_hazard(c) => '\u{FFFD}',
        _ => c,
    }
}

/// Whether `c`, beyond ASCII, is a control, turns the direction of writing, or is not
/// drawn at all.
pub(super) fn is_hazard(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_on_a_terminal_is_left() {
        let text = "红\u{1b}[31m\u{9b}31m\u{202e}左\r\n\u{200b}。";
        assert_eq!(visible(text), "红␛[31m\u{FFFD}31m\u{FFFD}左␍ \u{FFFD}。");
        assert_eq!(visible("要加强“监管”——……"), "要加强“监管”——……");
    }
}
