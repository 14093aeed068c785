//! The text layer of a PDF, where the columns of a table stand side by side, parted by
//! spaces: the column of the items is found by where most lines begin, and what stands
//! left of it on a line is a label or a number.

use super::lexer::Lexer;
use super::token::{Gap, Look, is_blank};
use crate::text::{is_han, width};

/// Lines that are looked at to find the columns.
const SAMPLE: usize = 5000;

/// Columns of the screen by which the start of a line may differ: the indent of a
/// paragraph.
const INDENT: usize = 4;

/// Columns of the widest label or number.
const WIDEST_LABEL: usize = 26;

/// A run of text in a line, parted from others by two columns of space or more.
#[derive(Clone, Copy, Debug)]
struct Segment {
    /// Bytes of the line.
    start: usize,
    end: usize,
    /// Columns of the screen.
    from: usize,
    to: usize,
}

/// The segments of a line, up to the first that begins at column `until` or later.
fn segments(line: &str, until: usize) -> Vec<Segment> {
    let mut found: Vec<Segment> = Vec::new();
    let (mut column, mut blank) = (0, 2);
    for (at, c) in line.char_indices() {
        if found.last().is_some_and(|last| last.from >= until) {
            break;
        }
        let wide = columns_of(c);
        if is_blank(c) {
            blank += wide;
        } else {
            let end = at + c.len_utf8();
            match found.last_mut().filter(|_| blank < 2) {
                Some(open) => (open.end, open.to) = (end, column + wide),
                None => found.push(Segment {
                    start: at,
                    end,
                    from: column,
                    to: column + wide,
                }),
            }
            blank = 0;
        }
        column += wide;
    }
    found
}

/// How many columns a character takes; the common ones need no table.
fn columns_of(c: char) -> usize {
    match c {
        ' '..='~' => 1,
        _ if is_han(c) => 2,
        _ => width(c.encode_utf8(&mut [0; 4])),
    }
}

/// The column of the screen at which items stand, when labels stand left of them.
pub(super) fn find(text: &str) -> Option<usize> {
    let lines: Vec<Vec<Segment>> = text
        .lines()
        .take(SAMPLE)
        .filter(|line| line.len() < 2000)
        .map(|line| segments(line, usize::MAX))
        .filter(|segments| !segments.is_empty())
        .collect();
    let mut starts: Vec<usize> = Vec::new();
    for segments in &lines {
        let longest = segments.iter().max_by_key(|s| s.to - s.from);
        starts.extend(longest.map(|s| s.from));
    }
    starts.sort_unstable();
    let common = starts.chunk_by(|a, b| a == b).max_by_key(|same| same.len())?;
    let column = *common.first()?;
    let near = |from: usize| (column..=column + INDENT).contains(&from);
    let at_column = starts.iter().filter(|&&from| near(from)).count();
    let split = lines
        .iter()
        .filter(|segments| match segments.as_slice() {
            [left @ .., last] if !left.is_empty() => {
                near(last.from) && left.iter().all(|s| is_side(s, column))
            }
            _ => false,
        })
        .count();
    let enough = column >= 4 && split >= 2 && at_column * 2 >= lines.len();
    enough.then_some(column)
}

fn is_side(segment: &Segment, column: usize) -> bool {
    segment.to < column && segment.to - segment.from <= WIDEST_LABEL
}

impl Lexer<'_> {
    /// Reads what stands left of the items on a line; returns where the rest begins.
    pub(super) fn open_columns_line(
        &mut self,
        at: usize,
        end: usize,
        column: usize,
    ) -> usize {
        let line = self.text.get(at..end).unwrap_or("");
        let found = segments(line, column.saturating_sub(1));
        let sides = found.iter().take_while(|s| is_side(s, column)).count();
        let rest = found.get(sides);
        let aligned = rest.is_none_or(|s| s.from + 1 >= column);
        if sides == 0 || !aligned {
            self.out.margin = column;
            return at;
        }
        self.out.look = Look::Side;
        for side in found.iter().take(sides) {
            self.out.text(at + side.start, at + side.end);
            self.out.end(Gap::Line);
        }
        self.out.look = Look::Plain;
        let Some(rest) = rest else { return end };
        self.out.indented(rest.from.saturating_sub(column));
        at + rest.start
    }
}
