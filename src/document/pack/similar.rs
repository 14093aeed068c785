//! Which texts say nearly the same: those that share at least half of the shorter one's
//! stretches of eight characters.
//!
//! Texts meet through an index of their stretches, so that the cost grows with their
//! length and not with the number of pairs. A stretch that many texts have is a phrase of
//! the trade and joins none of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Characters of a stretch.
const LENGTH: usize = 8;

/// Texts that may share a stretch before it counts as a phrase.
const COMMON: usize = 16;

/// An index of texts, by their position.
pub(super) struct Similar {
    /// The stretches of each text, each once.
    stretches: Vec<Vec<u64>>,
    /// The texts that have a stretch.
    texts: HashMap<u64, Vec<usize>>,
}

impl Similar {
    /// Indexes the texts.
    pub(super) fn new(texts: impl Iterator<Item = String>) -> Self {
        let stretches: Vec<Vec<u64>> = texts.map(|text| cut(&text)).collect();
        let mut index: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, text) in stretches.iter().enumerate() {
            for &stretch in text {
                index.entry(stretch).or_default().push(at);
            }
        }
        Self { stretches, texts: index }
    }

    /// The texts outside `own` that are near to texts of `own`, and to which.
    pub(super) fn to(&self, own: &[usize]) -> BTreeMap<usize, Vec<usize>> {
        let mut near: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let ours: BTreeSet<usize> = own.iter().copied().collect();
        for &one in own {
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for stretch in self.stretches.get(one).into_iter().flatten() {
                let texts = self.texts.get(stretch).filter(|texts| texts.len() <= COMMON);
                for &other in
                    texts.into_iter().flatten().filter(|other| !ours.contains(other))
                {
                    *shared.entry(other).or_default() += 1;
                }
            }
            let length = |at: usize| self.stretches.get(at).map_or(0, Vec::len);
            for (other, count) in shared {
                if 2 * count >= length(one).min(length(other)) {
                    near.entry(other).or_default().push(one);
                }
            }
        }
        near
    }
}

/// The stretches of a text, punctuation and space aside, each once, as hashes (FNV-1a).
fn cut(text: &str) -> Vec<u64> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let hash = |stretch: &[char]| {
        stretch.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &c| {
            (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let mut stretches: Vec<u64> = letters.windows(LENGTH).map(hash).collect();
    stretches.sort_unstable();
    stretches.dedup();
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_say_nearly_the_same_meet() {
        let texts = [
            "严查客运车辆违规行为，强化动态监控，严厉打击非法营运。",
            "要严查客运车辆违规行为，强化动态监控。",
            "推动养老机构建立健全消防安全管理制度，加强巡查。",
        ];
        let similar = Similar::new(texts.iter().map(|&text| text.to_owned()));
        assert_eq!(similar.to(&[0]), BTreeMap::from([(1, vec![0])]));
        assert_eq!(similar.to(&[2]), BTreeMap::new());
    }

    #[test]
    fn short_texts_are_near_to_nothing() {
        let similar =
            Similar::new(["加强监管。", "加强监管。"].map(str::to_owned).into_iter());
        assert_eq!(similar.to(&[0]), BTreeMap::new());
    }
}
