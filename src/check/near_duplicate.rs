//! Two recommendations that say almost the same.
//!
//! Comparing every pair would cost the square of the corpus. Each text is reduced to a
//! MinHash signature instead: of the hashes of all its three-character pieces, the
//! smallest under each of [`HASHES`] orders. Two texts agree in one of them with the
//! probability that a piece of either is a piece of both. Signatures are cut into bands;
//! only texts that agree in a whole band are compared, and of those that agree only with
//! the first, so the cost grows with the corpus. No randomness: the orders are fixed.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::corpus::Corpus;
use crate::diag::{Finding, Place};
use crate::record::Record;

use super::Check;

/// From which likeness on two texts are near-duplicates.
const LIKE: f64 = 0.8;
/// Texts at [`LIKE`] have two thirds of all their pieces in common and share a band with a
/// probability of 1 − (1 − 0.667³)²⁰ = 0.999.
const BANDS: usize = 20;
const ROWS: usize = 3;
const HASHES: usize = BANDS * ROWS;
/// Characters below which a text is too short to be like another by more than chance.
const SHORTEST: usize = 20;

/// One finding for each record that is like an earlier one, with a note on that one.
pub(super) fn run(check: &Check, corpus: &Corpus, found: &mut Vec<Finding>) {
    let texts: Vec<(&Record, Text)> = corpus
        .records
        .par_iter()
        .filter_map(|record| Some((record, Text::new(&record.value.as_ref()?.text())?)))
        .collect();
    let mut nearest: Vec<Option<(usize, f64)>> = vec![None; texts.len()];
    for band in 0..BANDS {
        for (later, earlier) in agreeing(&texts, band) {
            let (Some((_, a)), Some((_, b))) = (texts.get(earlier), texts.get(later))
            else {
                continue;
            };
            let like = a.likeness(b);
            let best = nearest[later].is_none_or(|(_, best)| like > best);
            if like >= LIKE && best {
                nearest[later] = Some((earlier, like));
            }
        }
    }
    for ((record, _), near) in texts.iter().zip(&nearest) {
        let Some((earlier, like)) = near else { continue };
        let Some((other, _)) = texts.get(*earlier) else { continue };
        let message = format!("与 {} 几乎相同（相似度 {like:.2}）", other.path);
        let finding = check.finding(place(record), message);
        let finding =
            finding.help("核对是否重复；确是两条的，可写 allow: [near-duplicate]");
        found.push(finding.note(place(other), "相近的一条"));
    }
}

/// Pairs (later, earlier) of the texts that agree in a band with an earlier one.
fn agreeing(texts: &[(&Record, Text)], band: usize) -> Vec<(usize, usize)> {
    let rows = band * ROWS..(band + 1) * ROWS;
    let mut order: Vec<(&[u64], usize)> = texts
        .iter()
        .enumerate()
        .filter_map(|(index, (_, text))| Some((text.signature.get(rows.clone())?, index)))
        .collect();
    order.par_sort_unstable();
    order
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|same| same.split_first())
        .flat_map(|(first, rest)| rest.iter().map(|later| (later.1, first.1)))
        .collect()
}

fn place(record: &Record) -> Place {
    let span = record.field("body").map(|field| field.key);
    Place { path: record.path.clone(), span }
}

/// A text as the comparison sees it.
struct Text {
    pieces: BTreeSet<u64>,
    signature: Vec<u64>,
}

impl Text {
    /// `None` where the text is too short to compare. Marks and blanks do not count.
    fn new(text: &str) -> Option<Self> {
        let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        if chars.len() < SHORTEST {
            return None;
        }
        let hash = |piece: &[char]| {
            piece.iter().fold(0, |hash, &c| mixed(hash ^ u64::from(u32::from(c))))
        };
        let pieces: BTreeSet<u64> = chars.windows(3).map(hash).collect();
        let smallest = |order| pieces.iter().map(|&piece| mixed(piece ^ order)).min();
        let orders = (1..=HASHES as u64).map(mixed);
        let signature = orders.filter_map(smallest).collect();
        Some(Self { pieces, signature })
    }

    /// The share of its pieces that a text has in common with the other (Dice): a tenth
    /// of the words changed leaves about 0.8, whatever the length.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a text has far fewer than 2⁵² pieces"
    )]
    fn likeness(&self, other: &Self) -> f64 {
        let both = self.pieces.intersection(&other.pieces).count();
        2.0 * both as f64 / (self.pieces.len() + other.pieces.len()) as f64
    }
}

/// A bijection that scatters the bits (the finaliser of SplitMix64).
const fn mixed(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_the_share_of_common_pieces() {
        let text = "针对天津重点安全风险问题厘清重点部门监管职责进一步解决新情况新问题";
        let same = Text::new(text).unwrap();
        let marked = Text::new(&text.replace("职责", "职责，")).unwrap();
        let other =
            Text::new("综合运用从严监管从严执法联合惩戒等措施加大打击力度").unwrap();
        assert!((same.likeness(&marked) - 1.0).abs() < f64::EPSILON);
        assert!(same.likeness(&other) < 0.05);
        assert!(Text::new("太短").is_none());
    }
}
