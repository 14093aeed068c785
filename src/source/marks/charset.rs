//! A set of characters in which one is looked up in one step: for what is asked of the first
//! character of every line.

/// Bits of a word.
const BITS: usize = u64::BITS as usize;

/// The set; it holds characters of the first plane of Unicode alone.
#[derive(Clone, Debug, Default)]
pub(crate) struct CharSet(Vec<u64>);

impl CharSet {
    /// Whether `c` is in it.
    pub(crate) fn contains(&self, c: char) -> bool {
        let at = c as usize;
        self.0.get(at / BITS).is_some_and(|word| word >> (at % BITS) & 1 == 1)
    }
}

impl Extend<char> for CharSet {
    fn extend<T: IntoIterator<Item = char>>(&mut self, chars: T) {
        for at in chars.into_iter().map(|c| c as usize).filter(|&at| at <= 0xFFFF) {
            if self.0.len() <= at / BITS {
                self.0.resize(at / BITS + 1, 0);
            }
            if let Some(word) = self.0.get_mut(at / BITS) {
                *word |= 1 << (at % BITS);
            }
        }
    }
}

impl FromIterator<char> for CharSet {
    fn from_iter<T: IntoIterator<Item = char>>(chars: T) -> Self {
        let mut set = Self::default();
        set.extend(chars);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let set: CharSet = ['一', '鿿', 'a', '\u{0}', '🔟'].into_iter().collect();
        for c in ['一', '鿿', 'a', '\u{0}'] {
            assert!(set.contains(c), "{c}");
        }
        for c in ['丁', 'b', '\u{1}', '🔟', '\u{10FFFF}'] {
            assert!(!set.contains(c), "{c}");
        }
    }
}
