//! `diff`: which record is which on the other side.

use jianyi::corpus::{Corpus, Diff, DiffKind, diff};
use jianyi::model::DEFAULT_LIST;
use jianyi::record;
use proptest::prelude::*;

use crate::common::Sandbox;
use crate::diff::record as sourced;

/// A corpus of these files.
fn corpus(files: &[(String, String)]) -> Corpus {
    let mut corpus = Corpus::default();
    for (path, text) in files {
        let list = match path.split('/').collect::<Vec<_>>()[..] {
            [_, list, _] => list,
            _ => DEFAULT_LIST,
        };
        let (record, findings) = record::read(path, list, text.as_bytes(), &[]);
        corpus.records.push(record);
        corpus.findings.extend(findings);
    }
    corpus
}

fn file(number: u32, text: String) -> (String, String) {
    (format!("recommendations/{number:03}.yaml"), text)
}

fn plain(number: u32, body: &str) -> (String, String) {
    file(number, format!("number: {number}\nregion: 河南省\nbody: |\n  {body}\n"))
}

/// Old number, new number and kinds of each entry.
fn told(diff: &Diff<'_>) -> Vec<(Option<u32>, Option<u32>, Vec<DiffKind>)> {
    let number = |side: &Option<jianyi::corpus::Side<'_>>| side.as_ref()?.record.number;
    let entries = diff.entries.iter();
    entries.map(|entry| (number(&entry.old), number(&entry.new), entry.kinds())).collect()
}

#[track_caller]
fn assert_told(
    old: &[(String, String)],
    new: &[(String, String)],
    expected: &[(Option<u32>, Option<u32>, DiffKind)],
) {
    let (old, new) = (corpus(old), corpus(new));
    let expected: Vec<_> =
        expected.iter().map(|&(old, new, kind)| (old, new, vec![kind])).collect();
    assert_eq!(told(&diff(&old, &new)), expected);
}

use DiffKind::{Added, Moved, Removed, Wording};

#[test]
fn a_reworded_title_is_told_once_as_the_text_it_is_part_of() {
    let text = |title: &str, body: &str| {
        let title =
            if title.is_empty() { String::new() } else { format!("title: {title}\n") };
        vec![file(1, format!("number: 1\nregion: 河南省\n{title}body: |\n  {body}\n"))]
    };
    let old = corpus(&text("加强监管", "落实责任。"));
    let fields_and_changes = |new: Vec<(String, String)>| {
        let new = corpus(&new);
        let entry = diff(&old, &new).entries.remove(0);
        let fields: Vec<_> = entry.fields.iter().map(|own| own.field.clone()).collect();
        (fields.join(" "), entry.changes.len())
    };
    let reworded = fields_and_changes(text("加强巡查", "落实责任。"));
    assert_eq!(reworded, (String::new(), 1));
    // Where the words stay, only the field tells that they are no title any more.
    let untitled = fields_and_changes(text("", "加强监管。\n  落实责任。"));
    assert_eq!(untitled, ("title".to_owned(), 0));
}

#[test]
fn an_inserted_record_moves_those_after_it() {
    let old = [plain(1, "甲。"), plain(2, "乙。"), plain(3, "丙。")];
    let new = [plain(1, "甲。"), plain(2, "新。"), plain(3, "乙。"), plain(4, "丙。")];
    let expected =
        [(None, Some(2), Added), (Some(2), Some(3), Moved), (Some(3), Some(4), Moved)];
    assert_told(&old, &new, &expected);
}

#[test]
fn another_item_in_its_place_is_another_recommendation() {
    let old = [file(1, sourced(1, 7, "河南省", "加强检查。"))];
    let new = [file(1, sourced(1, 8, "河南省", "加强演练。"))];
    assert_told(&old, &new, &[(Some(1), None, Removed), (None, Some(1), Added)]);
    // A source of another name is the same source as long as the number is.
    let text = sourced(1, 7, "河南省", "加强演练。").replace("list.txt", "new.txt");
    let (old, new) = (corpus(&old), corpus(&[file(1, text)]));
    let kinds = vec![Wording, DiffKind::Fields];
    assert_eq!(told(&diff(&old, &new)), [(Some(1), Some(1), kinds)]);
}

#[test]
fn a_new_text_under_the_number_of_a_removed_item_is_added() {
    let old = [file(1, sourced(1, 7, "河南省", "加强检查，各地每月核对台账。"))];
    let expected = [(Some(1), None, Removed), (None, Some(1), Added)];
    assert_told(&old, &[plain(1, "组织演练，推动企业培训员工。")], &expected);
    // The same text with another word stays one, also without its source.
    let (old, new) = (corpus(&old), corpus(&[plain(1, "加强检查，各地每周核对台账。")]));
    let kinds = vec![Wording, DiffKind::Fields];
    assert_eq!(told(&diff(&old, &new)), [(Some(1), Some(1), kinds)]);
}

#[test]
fn a_number_printed_once_a_region_is_told_apart_by_the_region() {
    let old = [
        file(1, sourced(1, 1, "河南省", "甲地的事。")),
        file(2, sourced(2, 1, "天津市", "乙地的事。")),
    ];
    let new = [
        file(1, sourced(1, 1, "天津市", "乙地的要事。")),
        file(2, sourced(2, 1, "河南省", "甲地的要事。")),
    ];
    let (old, new) = (corpus(&old), corpus(&new));
    let kinds = || vec![Moved, Wording];
    let expected = [(Some(2), Some(1), kinds()), (Some(1), Some(2), kinds())];
    assert_eq!(told(&diff(&old, &new)), expected);
}

#[test]
fn a_copy_is_added_and_the_record_stays() {
    let old = [file(1, sourced(1, 1, "河南省", "甲。"))];
    let copy = file(2, sourced(2, 1, "河南省", "甲。"));
    assert_told(&old, &[old[0].clone(), copy], &[(None, Some(2), Added)]);
}

#[test]
fn of_two_files_with_one_number_both_are_told() {
    let old = [plain(1, "甲。")];
    let twin = ("recommendations/001-2.yaml".to_owned(), plain(1, "乙。").1);
    let (old, new) = (corpus(&old), corpus(&[plain(1, "丙。"), twin]));
    let diff = diff(&old, &new);
    let twins: Vec<_> =
        diff.entries.iter().map(|e| e.new.as_ref().unwrap().twin.unwrap()).collect();
    assert_eq!(twins, ["recommendations/001.yaml", "recommendations/001-2.yaml"]);
}

#[test]
fn a_record_that_cannot_be_read_is_not_removed() {
    let old = [file(5, sourced(5, 5, "河南省", "甲。"))];
    let new = [file(5, "number: [\n".to_owned())];
    let (old, new) = (corpus(&old), corpus(&new));
    assert_eq!(told(&diff(&old, &new)), [(Some(5), Some(5), vec![DiffKind::Broken])]);
    assert_eq!(told(&diff(&new, &old)), [(Some(5), Some(5), vec![DiffKind::Broken])]);
    assert_eq!(told(&diff(&new, &new)), []);
}

#[test]
fn renumbering_only_moves() {
    let sandbox = Sandbox::issued();
    let path = "recommendations/047.yaml";
    let text = sandbox.read(path).replace("source:", "related: [12, 45]\nsource:");
    sandbox.write(path, text);
    if !sandbox.versioned() {
        return;
    }
    assert_eq!(sandbox.run("renumber --move 12:3").code, 0);
    assert!(sandbox.read(path).contains("related: [3, 45]"));
    let ran = sandbox.run("diff");
    assert!(ran.out.ends_with("共 47 条，相同 37，移动 10\n"), "{}", ran.out);
    assert_eq!(sandbox.run("renumber --order source").code, 0);
    assert_eq!(sandbox.run("diff").code, 0);
}

#[test]
fn a_line_more_at_the_head_of_the_source_is_no_difference() {
    let sandbox = Sandbox::issued();
    if !sandbox.versioned() {
        return;
    }
    let seed = "seeds/work-recommendations.txt";
    sandbox.write(seed, format!("\n{}", sandbox.read(seed)));
    assert_eq!(sandbox.run("parse").code, 0);
    assert!(sandbox.read("recommendations/001.yaml") != sandbox.git(SHOW));
    assert_eq!(sandbox.run("diff").code, 0);
}

const SHOW: &str = "show HEAD:recommendations/001.yaml";

/// What becomes of a recommendation on the new side.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Kept,
    Reworded,
    Removed,
    Added,
}

/// Recommendations, each with or without a source, and what becomes of them; the order of
/// the new side.
fn histories() -> impl Strategy<Value = Vec<(bool, Fate, u32)>> {
    let fate = prop_oneof![
        4 => Just(Fate::Kept),
        1 => Just(Fate::Reworded),
        1 => Just(Fate::Removed),
        1 => Just(Fate::Added),
    ];
    proptest::collection::vec((any::<bool>(), fate, any::<u32>()), 0..20)
}

/// Both sides; with `moving` the new one has other numbers.
fn both(history: &[(bool, Fate, u32)], moving: bool) -> (Corpus, Corpus) {
    let text = |at: usize, number: u32, sourced_: bool, reworded: bool| {
        let more = if reworded { "并定期检查" } else { "" };
        let body = format!("第{at}件事要办好{more}。");
        let printed = u32::try_from(at).unwrap() + 1;
        if sourced_ {
            file(number, sourced(number, printed, "河南省", &body))
        } else {
            plain(number, &body)
        }
    };
    let mut order: Vec<usize> = (0..history.len()).collect();
    if moving {
        order.sort_by_key(|&at| history[at].2);
    }
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for (at, &(source, fate, _)) in history.iter().enumerate() {
        let number = u32::try_from(at).unwrap() + 1;
        if fate != Fate::Added {
            old.push(text(at, number, source, false));
        }
        if fate != Fate::Removed {
            let place = order.iter().position(|&other| other == at).unwrap();
            let number = u32::try_from(place).unwrap() + 1;
            new.push(text(at, number, source, fate == Fate::Reworded));
        }
    }
    (corpus(&old), corpus(&new))
}

proptest! {
    #[test]
    fn what_did_not_change_is_not_told(history in histories()) {
        let (old, new) = both(&history, true);
        prop_assert!(diff(&old, &old).entries.is_empty());
        prop_assert!(diff(&new, &new).entries.is_empty());
    }

    #[test]
    fn there_and_back_is_the_same_told_twice(history in histories()) {
        let (old, new) = both(&history, true);
        let mirrored = |kind: &DiffKind| match kind {
            Added => Removed,
            Removed => Added,
            kind => *kind,
        };
        let mut back: Vec<_> = told(&diff(&new, &old))
            .into_iter()
            .map(|(new, old, kinds)| (old, new, kinds.iter().map(mirrored).collect()))
            .collect();
        let mut there = told(&diff(&old, &new));
        there.sort();
        back.sort();
        prop_assert_eq!(there, back);
    }

    #[test]
    fn each_change_is_told_of_its_own_record(history in histories()) {
        let (old, new) = both(&history, false);
        let expected: Vec<_> = (1..)
            .zip(&history)
            .filter_map(|(number, (_, fate, _))| match fate {
                Fate::Kept => None,
                Fate::Reworded => Some((Some(number), Some(number), vec![Wording])),
                Fate::Removed => Some((Some(number), None, vec![Removed])),
                Fate::Added => Some((None, Some(number), vec![Added])),
            })
            .collect();
        prop_assert_eq!(told(&diff(&old, &new)), expected);
    }

    #[test]
    fn what_only_moved_is_only_moved(history in histories()) {
        let kept: Vec<_> = history.iter().map(|&(s, _, at)| (s, Fate::Kept, at)).collect();
        let (old, new) = both(&kept, true);
        let diff = diff(&old, &new);
        prop_assert!(diff.entries.iter().all(|entry| entry.kinds() == [Moved]));
        prop_assert_eq!(diff.entries.len() + diff.same, kept.len());
    }
}
