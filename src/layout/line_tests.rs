//! Lines of text in a font where Chinese is one em wide and the rest half of one.

use super::super::grid::{AREA_SHORT, BODY, CHARACTER};
use super::super::metrics::{Even, Role};
use super::super::spell::Setting;
use super::*;

fn set(text: &str, characters: f32) -> (Spelled, Vec<Line>) {
    let spelled = Spelled::new([(Role::Body, text)], Setting::BODY, &Even);
    let measure = Measure { width: characters * CHARACTER, indent: 0.0, justify: true };
    let lines = lines(&spelled, measure);
    (spelled, lines)
}

fn texts(text: &str, characters: f32) -> Vec<String> {
    let (spelled, lines) = set(text, characters);
    lines
        .iter()
        .map(|line| {
            let bytes = |&(at, _): &(usize, f32)| spelled.clusters[at].bytes.clone();
            line.advances.iter().map(|a| &spelled.text[bytes(a)]).collect()
        })
        .collect()
}

#[test]
fn a_full_line_holds_28_characters_and_fills_the_measure() {
    let (_, lines) = set(&"安全生产".repeat(20), 28.0);
    assert_eq!(lines[0].advances.len(), 28);
    assert!((lines[0].width - AREA_SHORT).abs() < 0.01);
    assert_eq!(lines[2].advances.len(), 80 - 56);
}

#[test]
fn a_stop_that_would_start_a_line_is_pulled_in_or_takes_its_character_along() {
    assert_eq!(texts("一，二，三，四，五六。七", 10.0), ["一，二，三，四，五六。", "七"]);
    assert_eq!(texts("一二三四五六七八。九", 8.0), ["一二三四五六七", "八。九"]);
}

#[test]
fn marks_side_by_side_take_half_a_character_each() {
    let (_, lines) = set("一”。二", 28.0);
    assert!((lines[0].width - (4.0 * CHARACTER - BODY / 2.0)).abs() < 0.01);
}

#[test]
fn a_word_is_broken_only_where_it_is_longer_than_a_line() {
    assert_eq!(texts("一二三GB9704五", 5.0), ["一二三", "GB9704五"]);
    assert_eq!(texts("abcdefghijklm", 3.0), ["abcde", "fghij", "klm"]);
    assert_eq!(texts("一二三abcdefghijkl", 5.0), ["一二三", "abcdefghi", "jkl"]);
}

#[test]
fn addresses_and_dates_are_cut_after_a_mark() {
    assert_eq!(texts("2026-03-01", 3.5), ["2026-", "03-01"]);
    assert_eq!(
        texts("见https://www.a.gov.cn/2026/b.html。", 8.0),
        ["见https://www.", "a.gov.cn/2026/", "b.html。"]
    );
    // One that fits into a line of its own is left whole.
    assert_eq!(texts("依据GB/T9704执行", 4.5), ["依据", "GB/T9704", "执行"]);
}

#[test]
fn a_line_end_in_the_text_ends_the_line() {
    assert_eq!(texts("一\n\n二", 8.0), ["一", "", "二"]);
    assert_eq!(texts("", 8.0), [""]);
}

#[test]
fn nothing_is_stretched_inside_a_word() {
    let (spelled, lines) = set("一abc二三四五六", 5.0);
    let advance = |c: char| {
        let at = spelled.text.find(c).unwrap();
        lines[0].advances.iter().find(|(i, _)| spelled.clusters[*i].bytes.start == at)
    };
    assert!((advance('a').unwrap().1 - BODY / 2.0).abs() < 0.01);
    assert!(advance('一').unwrap().1 > CHARACTER);
}

#[test]
fn the_blank_after_the_last_mark_is_nothing_to_squeeze() {
    let (_, lines) = set("~。二“a1a1 1）\n", 5.0);
    assert!(lines.iter().all(|line| line.width <= 5.0 * CHARACTER + 0.1));
}

proptest::proptest! {
    #[test]
    fn lines_keep_every_character_and_stay_inside(
        text in "[一二，。“”（）—…a1 ~\n]{0,60}", width in 4u8..30,
    ) {
        let (_, lines) = set(&text, f32::from(width));
        let kept: String = texts(&text, f32::from(width)).concat();
        proptest::prop_assert_eq!(kept, text.replace('\n', ""));
        for line in lines {
            // A run of marks that belong together may be longer than the narrowest line.
            proptest::prop_assert!(line.width <= f32::from(width) * CHARACTER + 0.1);
        }
    }
}
