//! The comments of a file: no part of what it says, and never lost.

use granit_parser::{Event, Options, Parser};

use crate::text::Span;

/// The bytes of every comment, from its `#` to the end of its line, in order; as far as the
/// file can be read.
pub(super) fn comments(text: &str) -> Vec<Span> {
    let mut options = Options::default();
    options.emit_unresolved_aliases = true;
    options.max_buffered_comment_events = usize::MAX;
    let mut found: Vec<_> = Parser::new_from_str_with_options(text, options)
        .map_while(Result::ok)
        .filter(|(event, _)| matches!(event, Event::Comment(..)))
        .filter_map(|(_, span)| {
            Some(Span::new(span.start.byte_offset()?, span.end.byte_offset()?))
        })
        .collect();
    // The comment of a block scalar comes after its text.
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_inside_a_value_is_no_comment() {
        let text =
            "# 1\na: 'x # y' # 2\nb: | # 3\n  # text\n  z\n# 4\nc: [a, # 5\n  b#c]\n";
        let found: Vec<_> =
            comments(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["# 1", "# 2", "# 3", "# 4", "# 5"]);
        assert_eq!(comments(&"# a\n".repeat(1000)).len(), 1000);
    }
}
