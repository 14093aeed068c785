//! The characters at the start of a block, which the readers of numbers pass one after another.

use super::digits::{digit, han_digit};
use super::number::{Family, Marker};
use crate::text::shows_nothing;

/// The characters at the start of a block, one after another.
#[derive(Clone)]
pub(crate) struct Scan<'a> {
    /// Those that are left.
    pub(crate) rest: std::str::Chars<'a>,
    /// How many were passed.
    taken: usize,
}

impl<'a> Scan<'a> {
    /// Those of `text`, none of which was passed.
    pub(crate) fn of(text: &'a str) -> Self {
        Self { rest: text.chars(), taken: 0 }
    }

    /// How many characters were passed.
    pub(crate) const fn taken(&self) -> usize {
        self.taken
    }

    /// The next character.
    pub(crate) fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    /// Passes the next character where it is one of those `wanted`.
    pub(crate) fn eat(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|&c| wanted(c))?;
        self.rest.next();
        self.taken += 1;
        // Web pages put characters that show nothing between any two.
        while self.peek().is_some_and(shows_nothing) {
            self.rest.next();
            self.taken += 1;
        }
        Some(c)
    }

    /// Passes a line end inside a number in Chinese characters.
    pub(crate) fn skip_wrap(&mut self) {
        let next = self.rest.clone().nth(1);
        if next.is_some_and(|c| han_digit(c).is_some() || "、，．.）)条".contains(c))
        {
            self.eat(|c| c == '\n');
        }
    }

    /// Passes white space.
    pub(crate) fn skip_space(&mut self) {
        while self.eat(char::is_whitespace).is_some() {}
    }

    /// Whether a digit is next, and not a year: 1.2020年以来 is no quantity.
    pub(crate) fn opens_fraction(&self) -> bool {
        let digits =
            self.rest.clone().take_while(|&c| digit(c).is_some()).take(5).count();
        let year = digits == 4 && self.rest.clone().nth(digits) == Some('年');
        digits > 0 && !year
    }

    /// Whether three digits are next, as behind the comma of 1,565.
    pub(crate) fn opens_thousand(&self) -> bool {
        let digits = self.rest.clone().take_while(|&c| digit(c).is_some());
        digits.take(4).count() == 3
    }

    /// The number `value` that ends here, unless it is 0.
    pub(crate) fn marker(
        &self,
        family: Family,
        value: u32,
        weak: bool,
    ) -> Option<Marker> {
        let numeric = self.opens_fraction();
        let length = self.taken;
        let marker = Marker { family, value, length, weak, numeric, sign: None };
        (value > 0).then_some(marker)
    }
}
