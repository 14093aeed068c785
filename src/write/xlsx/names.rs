//! Names of sheets: Excel takes at most 31 characters, none of `[]:*?/\`, no two alike.

/// The longest name, in UTF-16 units.
const LONGEST: usize = 31;

/// The names that are taken.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: Vec<String>,
}

impl Names {
    /// A name like `wanted` that no other sheet has.
    pub(super) fn unused(&mut self, wanted: &str) -> String {
        let kept = |c: &char| !c.is_control() && !"[]:*?/\\'：".contains(*c);
        let clean: String = wanted.chars().filter(kept).collect();
        let clean = if clean.trim().is_empty() { "表" } else { clean.trim() };
        let mut name = cut(clean, LONGEST);
        let mut next = 2;
        while self.taken.contains(&name.to_lowercase()) {
            let number = format!("（{next}）");
            name = cut(clean, LONGEST - number.chars().count()) + &number;
            next += 1;
        }
        self.taken.push(name.to_lowercase());
        name
    }
}

/// What fits of a text into `units` UTF-16 units, which is what Excel counts.
pub(super) fn cut(text: &str, units: usize) -> String {
    let mut left = units;
    text.chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_clean_and_unlike() {
        let mut names = Names::default();
        assert_eq!(names.unused("a/b[1]*"), "ab1");
        assert_eq!(names.unused("AB1"), "AB1（2）");
        assert_eq!(names.unused("'?"), "表");
        let long = "建".repeat(40);
        assert_eq!(names.unused(&long).chars().count(), 31);
        assert_eq!(names.unused(&long).chars().count(), 31);
    }
}
