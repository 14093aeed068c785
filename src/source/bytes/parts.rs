//! A text in parts that are near the processor: whatever is looked for in all of a large one is
//! looked for in a part at a time, so that it is fetched from memory once and not for each.

/// Bytes of a part.
pub(crate) const PART: usize = 1 << 15;

/// The parts of `text` with the bytes at which they begin, each with the first `more` bytes of
/// the next, as long as what is looked for may be.
pub(crate) fn parts(text: &[u8], more: usize) -> impl Iterator<Item = (usize, &[u8])> {
    let part = move |at: usize| text.get(at..text.len().min(at + PART + more));
    (0..text.len()).step_by(PART).filter_map(move |at| Some((at, part(at)?)))
}

#[cfg(test)]
mod tests {
    use super::{PART, parts};

    #[test]
    fn what_lies_across_parts_is_whole_in_one() {
        for before in (PART - 10..PART + 10).chain(2 * PART - 10..2 * PART + 10) {
            let text = vec![b'a'; before].into_iter().chain(*b"<word>").chain(*b"aaa");
            let text: Vec<u8> = text.collect();
            let holds =
                |(_, part): (usize, &[u8])| part.windows(6).any(|w| w == b"<word>");
            assert!(parts(&text, 6).any(holds), "{before}");
        }
        assert_eq!(parts(&[], 6).count(), 0);
    }
}
