//! The rules on the issued list: what is wrong with it is known character by character.

use std::collections::BTreeMap;

use jianyi::model::{Origin, Recommendation, Regions, digest, split_title};
use jianyi::record;
use jianyi::source;
use serde_json::Value;

use crate::common::Sandbox;

const SEED: &str = "seeds/work-recommendations.txt";

/// A corpus of the freshly parsed seed.
pub(crate) fn parsed() -> Sandbox {
    let bytes = std::fs::read(format!("{}/{SEED}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let sandbox = Sandbox::new();
    sandbox.write("jianyi.yaml", "").write(SEED, &bytes);
    let parsed = source::read(SEED, &bytes, &Regions::builtin());
    for item in &parsed.items {
        let text = parsed.text_of(item);
        let (title, body) = split_title(&text);
        let source = Some(Origin {
            file: SEED.to_owned(),
            number: item.printed,
            lines: Some(item.lines),
            digest: Some(digest(&text)),
        });
        let region = item.region.as_deref().unwrap().to_owned();
        let number = item.number;
        let record =
            Recommendation { number, region, title, body, source, ..Default::default() };
        let path = format!("recommendations/{number:03}.yaml");
        sandbox.write(&path, record::write(&record, &[]));
    }
    sandbox
}

/// How many findings of each rule stand in which record.
fn counts(json: &str) -> BTreeMap<(String, String), usize> {
    let found: Value = serde_json::from_str(json).unwrap();
    let mut counts = BTreeMap::new();
    for finding in found["findings"].as_array().unwrap() {
        let text = |name: &str| finding[name].as_str().unwrap().to_owned();
        let path = text("path");
        let number = path["recommendations/".len()..].trim_end_matches(".yaml");
        *counts.entry((text("rule"), number.to_owned())).or_default() += 1;
    }
    counts
}

#[test]
fn the_issued_list_has_twenty_commas_thirteen_spaces_and_one_pair() {
    let corpus = parsed();
    let ran = corpus.run("validate --format json");
    assert_eq!(ran.code, 1, "{}", ran.err);
    let mut expected = BTreeMap::new();
    let mut expect = |rule: &str, records: &[(&str, usize)]| {
        for &(number, count) in records {
            expected.insert((rule.to_owned(), number.to_owned()), count);
        }
    };
    let commas = [("039", 4), ("040", 3), ("041", 2), ("042", 3), ("043", 1), ("044", 7)];
    expect("half-width", &commas);
    expect("space", &[("010", 4), ("023", 2), ("024", 3), ("025", 2), ("036", 2)]);
    expect("near-duplicate", &[("024", 1)]);
    let found = counts(&ran.out);
    let beyond: Vec<_> = found.iter().filter(|(k, _)| k.0 == "name-variant").collect();
    assert!(beyond.len() <= 1, "{beyond:?}");
    let graver = found.iter().filter(|(k, _)| k.0 != "name-variant");
    assert_eq!(
        graver.map(|(k, n)| (k.clone(), *n)).collect::<BTreeMap<_, _>>(),
        expected
    );
}

#[test]
fn fixing_the_issued_list_leaves_nothing_to_fix_and_no_word_changed() {
    let corpus = parsed();
    let before = corpus.read("recommendations/044.yaml");
    let dry = corpus.run("validate --fix --dry-run");
    assert_eq!(dry.code, 1);
    assert!(dry.err.contains("将改正 33 处，涉及 11 个文件"), "{}", dry.err);
    assert_eq!(corpus.read("recommendations/044.yaml"), before);

    let ran = corpus.run("validate --fix --format short");
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let after = corpus.read("recommendations/044.yaml");
    assert_eq!(before.replace(',', "，"), after);
    let again = corpus.run("validate --fix --dry-run");
    assert_eq!((again.code, again.out.as_str()), (0, ""));
}
