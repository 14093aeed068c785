//! What a reader of a page sees before the items of its lists, which no text says.

/// What a reader sees before an item of a list of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bullet {
    /// It is none.
    None,
    /// A sign that all items have, or nothing.
    Sign,
    /// `3.`
    Number,
    /// `c.`
    Letter,
    /// `C.`
    Capital,
    /// `iii.`
    Roman,
    /// `III.`
    CapitalRoman,
}

impl Bullet {
    /// Whether it counts.
    pub(crate) const fn is_number(self) -> bool {
        !matches!(self, Self::None | Self::Sign)
    }

    /// What it says for item `number`.
    pub(crate) fn say(self, number: u32) -> String {
        let said = match self {
            Self::None | Self::Sign => return String::new(),
            Self::Letter | Self::Capital => letters(number),
            Self::Roman | Self::CapitalRoman => roman(number),
            Self::Number => number.to_string(),
        };
        let capital = matches!(self, Self::Capital | Self::CapitalRoman);
        let said = if capital { said.to_ascii_uppercase() } else { said };
        format!("{said}. ")
    }
}

/// The `number`-th letter; after z comes aa.
fn letters(number: u32) -> String {
    let (mut left, mut said) = (number, String::new());
    while left > 0 {
        let digit = (b'a'..=b'z').nth((left as usize - 1) % 26).unwrap_or(b'a');
        said.insert(0, char::from(digit));
        left = (left - 1) / 26;
    }
    said
}

/// A number in Roman digits, or as it is where those are not used.
fn roman(number: u32) -> String {
    const DIGITS: &[(u32, &str)] = &[
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number >= 400 {
        return number.to_string();
    }
    let (mut left, mut said) = (number, String::new());
    for &(value, digit) in DIGITS {
        while left >= value {
            said.push_str(digit);
            left -= value;
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::Bullet;

    #[test]
    fn bullets_count_as_browsers_do() {
        let said = |bullet: Bullet| [1, 4, 27].map(|number| bullet.say(number));
        assert_eq!(said(Bullet::Number), ["1. ", "4. ", "27. "]);
        assert_eq!(said(Bullet::Letter), ["a. ", "d. ", "aa. "]);
        assert_eq!(said(Bullet::Roman), ["i. ", "iv. ", "xxvii. "]);
        assert_eq!(said(Bullet::CapitalRoman), ["I. ", "IV. ", "XXVII. "]);
        assert_eq!(said(Bullet::Sign), ["", "", ""]);
    }
}
