//! Text inside XML, HTML and Markdown: what a record says is never markup.

/// `text` escaped for content and for quoted attributes. Characters that XML 1.0 has no
/// way to write are shown as U+FFFD, so that the reader of the file sees something stood
/// there.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(writable(c)),
        }
    }
    escaped
}

/// `text` of one line escaped for a line of Markdown that begins with something else. An
/// empty comment keeps GitHub from making mentions and addresses of `@`, and links of `#`.
pub fn escape_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(writable(c));
        if matches!(c, '@' | '#') {
            escaped.push_str("<!-- -->");
        }
    }
    escaped
}

/// `c`, or U+FFFD for what XML 1.0 forbids and for the controls that HTML warns of.
pub fn writable(c: char) -> char {
    let forbidden = c.is_control() && !matches!(c, '\t' | '\n');
    if forbidden || matches!(c, '\u{FFFE}' | '\u{FFFF}') { '\u{FFFD}' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text_and_controls_are_seen() {
        let escaped = escape("<a href='x'>&\"\u{0}\u{1B}\u{85}\u{FFFF}");
        let shown =
            "&lt;a href=&#39;x&#39;&gt;&amp;&quot;\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}";
        assert_eq!(escaped, shown);
    }
}
