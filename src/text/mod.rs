//! Text as bytes with places: spans, lines and columns, display width, the classes of
//! Chinese characters, sentences, and the joining of lines.
//!
//! Knows nothing of recommendations, files or findings; uses only the standard library,
//! `unicode-width`, `strsim` and `similar`.

mod chars;
mod compare;
mod lines;
mod markup;
mod nearest;
mod sentence;
mod signs;
mod unified;
mod width;

pub use chars::{
    bare, ends_text, is_blank, is_closing, is_han, is_latin_word, is_opening,
    is_sentence_end, is_wide_punctuation, past_chars, shows_nothing, split_blank,
    trim_blank, trim_blank_end, trim_blank_start, until_blank, until_space,
};
pub use compare::{ChangeKind, TextChange, compare, is_spacing};
pub use lines::{LineCount, LineIndex, Position, Span};
pub use markup::{escape, escape_markdown, writable};
pub use nearest::nearest;
pub use sentence::{glue, sentences};
pub use unified::{plain, unified, without_radicals};
pub use width::{count_chars, print_width, sum_bytes, truncate, width, width_of, wrap};
