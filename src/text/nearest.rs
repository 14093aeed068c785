//! "Did you mean": the nearest of a set of names.

/// The candidate most like `word`, when one is like enough to be worth naming.
///
/// Measured by optimal string alignment over characters, so that 河蓝省 is one step from
/// 河南省; at most a third of the longer word (and at least one character) may differ.
pub fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = word.chars().count();
    let measured = |candidate: &'a str| {
        let most = (length.max(candidate.chars().count()) / 3).max(1);
        // Each character that the candidate lacks is a step: most need no measuring.
        let lacking = word.chars().filter(|&c| !candidate.contains(c)).nth(most);
        let distance =
            lacking.is_none().then(|| strsim::osa_distance(word, candidate))?;
        (distance <= most && distance < length.max(2)).then_some((distance, candidate))
    };
    let near = candidates.into_iter().filter_map(measured);
    near.min_by_key(|&(distance, _)| distance).map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        assert_eq!(nearest("河蓝省", ["湖南省", "河南省", "河北省"]), Some("河南省"));
        assert_eq!(nearest("titel", ["title", "body"]), Some("title"));
        assert_eq!(nearest("作者", ["title", "body", "地区名"]), None);
    }
}
