//! Packs over a small corpus made by hand.

use super::*;
use crate::model::Recommendation;
use crate::record::Record;

fn record(number: u32, region: &str, body: &str, topics: &[&str]) -> Record {
    let value = Recommendation {
        number,
        region: region.to_owned(),
        body: body.to_owned(),
        topics: topics.iter().map(|&topic| topic.to_owned()).collect(),
        ..Recommendation::default()
    };
    let path = format!("recommendations/{number:03}.yaml");
    let list = DEFAULT_LIST.to_owned();
    Record { path, list, number: Some(number), value: Some(value), ..Record::default() }
}

fn corpus() -> Corpus {
    let mut corpus = Corpus {
        records: vec![
            record(1, "天津市", "天津甲文。", &["消防安全"]),
            record(2, "河南省", "河南乙文，按《消防法》办。", &["消防安全"]),
            record(3, "豫", "郑州市丙文。", &["煤矿安全"]),
            record(4, "江西省", "江西丁文。", &["道路客运"]),
            record(5, "国家层面", "各级政府戊文。", &["道路客运"]),
            record(6, "国家层面", "深入梳理江苏己文。", &["道路客运"]),
            record(7, "国家层面", "各部门庚文。", &[]),
            record(8, "浙江省", "浙江辛文。", &["道路客运"]),
        ],
        ..Corpus::default()
    };
    let related = &mut corpus.records[7].value.as_mut().unwrap().related;
    related.push("3".parse().unwrap());
    corpus
}

fn pack(region: &str, place: Option<&str>) -> String {
    let corpus = corpus();
    let addressee =
        Addressee { region: region.to_owned(), place: place.map(str::to_owned) };
    format!("{:#?}", Packs::new(&corpus).build(&addressee).unwrap())
}

#[test]
fn a_pack_holds_what_is_named_as_related_and_nothing_else_of_others() {
    let henan = pack("河南省", None);
    for (text, reason) in [
        ("乙文", ""),
        ("丙文", ""),
        ("甲文", "同一主题：消防安全"),
        ("戊文", "面向各级各地"),
        ("庚文", "面向全国的一般要求"),
        ("辛文", "与第3条列为相关"),
    ] {
        assert!(henan.contains(text) && henan.contains(reason), "{text}: {henan}");
    }
    for text in ["丁文", "己文"] {
        assert!(!henan.contains(text), "{text}: {henan}");
    }
    assert!(henan.contains("《消防法》"));
}

#[test]
fn a_place_has_its_own_items_first() {
    let corpus = corpus();
    let packs = Packs::new(&corpus);
    let place = Some("郑州市".to_owned());
    let addressee = Addressee { region: "河南省".to_owned(), place };
    assert_eq!(packs.around("郑州市"), std::slice::from_ref(&addressee));
    assert_eq!(packs.around("洛阳市"), []);
    let content = packs.content(&addressee).unwrap();
    let numbers =
        |items: &[Item<'_>]| items.iter().map(|i| i.1.number).collect::<Vec<_>>();
    assert_eq!((numbers(&content.own), numbers(&content.around)), (vec![3], vec![2]));
    assert!(pack("河南省", Some("郑州市")).contains("郑州市工作建议清单"));
}

#[test]
fn a_change_elsewhere_leaves_a_pack_as_it_is() {
    let before = pack("天津市", None);
    let mut corpus = corpus();
    corpus.records[3].value.as_mut().unwrap().body = "江西改文。".to_owned();
    let addressee = Addressee { region: "天津市".to_owned(), place: None };
    let after = Packs::new(&corpus).build(&addressee).unwrap();
    assert_eq!(format!("{after:#?}"), before);
}

#[test]
fn regions_come_in_the_order_of_the_list() {
    let corpus = corpus();
    let regions = Packs::new(&corpus).regions();
    assert_eq!(regions, ["天津市", "河南省", "江西省", "国家层面", "浙江省"]);
}
