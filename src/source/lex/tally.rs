//! What speaks for it that a text is set in columns.

use super::frame::{Columns, Line};
use super::token::Look;
use crate::source::marks::number;
use crate::source::marks::words::{Word, is_number};

/// Columns of the widest line of a page.
const WIDEST_PAGE: usize = 240;

/// What speaks for a layout.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    lines: usize,
    /// Lines that begin in the column of the items, and those with something left of it.
    aligned: usize,
    beside: usize,
    /// Those with a number left of it, and those that begin with one themselves.
    numbered: usize,
    opening: usize,
    /// Those with nothing left of it but a number with its mark, 1. or 第一条.
    hung: usize,
    /// The column where the first of these begins, and that where the first word ends that
    /// stands alone left of the items.
    hung_from: Option<usize>,
    left_to: Option<usize>,
    /// Those with more than one column of space between the two.
    parted: usize,
    /// Those that begin right at the edge of the column.
    exact: usize,
    /// Those on which nothing stands but what is right of it.
    beyond: usize,
    /// Those on which what stands right of it begins at one column.
    right: usize,
    /// Those as long as paragraphs, beside which nothing is set apart.
    long: usize,
    /// Those left of which other texts stand, which push them out of line.
    pushed: usize,
}

impl Tally {
    /// Adds what `line` says, on a page set in `columns`.
    pub(super) fn add(&mut self, line: &Line<'_>, columns: &Columns) {
        self.lines += 1;
        let past = columns.ends(line.text, &line.words);
        let right = line.words.get(past);
        self.beyond += usize::from(past == 0);
        let edge = |word: &Word| columns.until.map(|until| word.from.abs_diff(until));
        self.right += usize::from(right.and_then(edge).is_some_and(|off| off < 2));
        let extent = |(first, last): (&Word, &Word)| last.to - first.from;
        let extent = line.words.first().zip(line.words.last()).map(extent);
        let long = usize::from(extent > Some(WIDEST_PAGE));
        self.long += long;
        let Some(at) = columns.begins(line.text, &line.words) else {
            self.note_left(line, columns);
            return;
        };
        self.aligned += 1;
        if at == 0 {
            let own = line.words.first().map_or("", |word| word.of(line.text));
            let opens = number::marker(own).is_some_and(|own| !own.weak);
            self.opening += usize::from(opens || is_letter(own));
            return;
        }
        self.beside += 1;
        let other = |word: &Word| columns.heads.look_of(word) != Look::Side;
        self.pushed += usize::from(line.words.iter().take(at).any(other));
        let mut sides = line.words.iter().take(at);
        let numbered = sides.any(|word| is_number(line.text, word));
        self.numbered += usize::from(numbered);
        if let Some(number) = line.words.first().filter(|_| numbered && at == 1) {
            let bare = number.of(line.text).ends_with(|c: char| c.is_ascii_digit());
            self.hung += usize::from(!bare);
            least(&mut self.hung_from, number.from);
        }
        let (side, own) = (line.words.get(at - 1), line.words.get(at));
        self.exact += usize::from(own.is_some_and(|word| word.from == columns.from));
        let between = side.zip(own).and_then(|(a, b)| line.text.get(a.end..b.start));
        let wide = between.is_some_and(|blank| blank.chars().nth(1).is_some());
        self.parted += usize::from(wide);
        // Some print such a table with each text on one line; a number is of the text.
        self.long -= if wide && !(numbered && at == 1) { long } else { 0 };
    }

    /// Notes a line that may be a label left of the items.
    fn note_left(&mut self, line: &Line<'_>, columns: &Columns) {
        let number = |word: &Word| is_number(line.text, word);
        if columns.are_left(line.text, &line.words) && !line.words.iter().any(number) {
            let end = line.words.last().map_or(0, |last| last.to);
            least(&mut self.left_to, end);
        }
    }

    /// What tells one measure of the same lines from another.
    pub(super) fn fit(self) -> (usize, usize, usize, usize, usize) {
        let Self { exact, aligned, beside, beyond, right, .. } = self;
        let exact = if 2 * self.pushed > beside { 0 } else { exact };
        (exact, aligned, beside, beyond, right)
    }

    /// Whether it speaks for columns, `wide` where one begins far from the edge, under their
    /// heads where it is `headed`.
    pub(super) fn speaks_for(&self, wide: bool, headed: bool) -> bool {
        let Self { lines, aligned, beside, numbered, opening, parted, .. } = *self;
        // No page of paper has room for such lines.
        if self.long * 4 > lines {
            return false;
        }
        // Text beside a number or a label stands at the edge of its column; a numbered
        // label over the items does not.
        let exact = self.exact * 4 >= beside;
        // In running text, one space parts a short end of a sentence from a number.
        let told = (wide && parted * 2 >= beside) || numbered * 2 >= beside || headed;
        // A number and one space before each text are no column yet, nor are texts whose own
        // numbers stand in line with them.
        let labels = headed && numbered * 2 < beside;
        let stand = labels || (aligned - beside - opening + parted) * 2 >= beside;
        // The heads of columns speak for them as a line does, where a list has but one.
        let any = beside > 0 && beside + usize::from(headed) >= 2;
        let columns = any && (headed || !self.hangs());
        columns && told && stand && exact && aligned * 2 >= lines
    }

    /// Whether the texts are those of a list, below whose numbers their lines are set in, as no
    /// column of labels shows: then numbers and texts are no columns.
    fn hangs(&self) -> bool {
        let labels =
            self.left_to.zip(self.hung_from).is_some_and(|(to, from)| to <= from);
        self.hung == self.beside && !labels
    }
}

/// Keeps the lesser of `least` and `own`.
fn least(least: &mut Option<usize>, own: usize) {
    *least = Some(least.map_or(own, |least| least.min(own)));
}

/// Whether a word is the letter or the bullet of a point: `a.`, `b)`, `•`.
fn is_letter(word: &str) -> bool {
    let mut chars = word.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(letter), Some('.' | ')'), None) => letter.is_ascii_alphabetic(),
        (Some(sign), None, None) => matches!(sign, '•' | '◦' | '▪' | '-' | '*'),
        _ => false,
    }
}
