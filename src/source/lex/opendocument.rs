//! What OpenDocument in a single file has besides text: styles, notes, comments, what was
//! deleted, and white space that is written as elements.

use super::elements::attributes;
use super::lexer::Lexer;
use super::token::Why;

/// The ends of elements that are never text of a page; no reader of the page sees those
/// without a reason.
const SILENT: &[(&str, Option<Why>)] = &[
    ("</office:annotation>", Some(Why::Call)),
    ("</office:automatic-styles>", None),
    ("</office:font-face-decls>", None),
    ("</office:master-styles>", None),
    ("</office:meta>", None),
    ("</office:scripts>", None),
    ("</office:settings>", None),
    ("</office:styles>", None),
    ("</text:note>", Some(Why::Call)),
    ("</text:ruby-text>", Some(Why::Reading)),
    ("</text:sequence-decls>", None),
    ("</text:tracked-changes>", Some(Why::Struck)),
];

/// No more spaces or columns than these are made of one element.
const MOST: u32 = 63;

/// How many columns a cell stands for.
const REPEATED: &str = "table:number-columns-repeated";

impl Lexer<'_> {
    /// Reads the element `name` if it is no text, or white space; its tag stands from byte `at`
    /// to byte `end`. Returns where the rest begins.
    pub(super) fn of_open_document(
        &mut self,
        name: &str,
        at: usize,
        end: usize,
    ) -> Option<usize> {
        if matches!(name, "text:s" | "text:tab") {
            let [count] = attributes(self.text.get(at..end)?, ["text:c"]);
            for _ in 0..count.unwrap_or(1).min(MOST) {
                self.out.char(end, end, ' ');
            }
            return Some(end);
        }
        let of = |end: &str| end.get("</".len()..end.len() - ">".len()) == Some(name);
        let &(close, why) = SILENT.iter().find(|(end, _)| of(end))?;
        if self.text.get(at..end)?.ends_with("/>") {
            return Some(end);
        }
        let rest = self.text.get(end..)?;
        let past = end + self.find_end(close, rest)? + close.len();
        if name.ends_with("styles") {
            self.read_numberings(end, past);
        }
        match why {
            Some(why) => self.out.pass(at, past, why, true),
            None => self.out.hide(at, past),
        }
        Some(past)
    }

    /// Opens the cells that the one with the tag `whole` stands for besides itself.
    pub(super) fn repeat_cell(&mut self, whole: &str) {
        if self.style.xml && whole.contains(REPEATED) {
            let [columns] = attributes(whole, [REPEATED]);
            for _ in 1..columns.unwrap_or(1).min(MOST) {
                self.out.open_cell(1, 1);
            }
        }
    }
}
