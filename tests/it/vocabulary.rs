//! The vocabulary against a reading by hand of the 47 items of the source.
//!
//! How the reading was done: a department is an organ that acts or is told to act, under
//! its name; 各级政府, 有关部门, 监管部门, 行业主管部门 and 监管监察部门 are nobody in
//! particular; enterprises and homes are supervised; the titles of laws name no organ.
//! Topics are those that more than one region shares; a missing item is one that mentions
//! the words in passing, or not at all.

use std::fs;

use jianyi::model::{Term, Vocabulary};
use proptest::prelude::*;

/// The departments of the items that name any.
const DEPARTMENTS: &[(usize, &[&str])] = &[
    (
        2,
        &[
            "公安部门", "交通运输部门", "工业和信息化部门", "应急管理部门", "港航部门",
            "城管部门",
        ],
    ),
    (3, &["安委会办公室"]),
    (5, &["安委会"]),
    (7, &["民政部门", "消防救援机构"]),
    (10, &["交通运管部门"]),
    (12, &["交通运输部门", "公安交管部门", "公安部门"]),
    (14, &["文化和旅游部门", "交通运输部门"]),
    (16, &["自然资源部门"]),
    (17, &["法院"]),
    (22, &["生态环境部门", "应急管理部门"]),
    (26, &["公安部门", "交通运输部门", "市场监管部门", "文化和旅游部门"]),
    (28, &["司法机关"]),
    (29, &["国务院安委会"]),
    (30, &["省能源安全生产专业委员会"]),
    (
        32,
        &[
            "公安交管部门", "交通运输部门", "市场监管部门", "商务部门", "文化和旅游部门",
            "应急管理部门",
        ],
    ),
    (37, &["海事部门", "住房城乡建设部门"]),
    (38, &["住房城乡建设部门"]),
    (39, &["工业和信息化部"]),
    (41, &["应急管理部"]),
    (42, &["交通运输部门", "公安交管部门"]),
    (43, &["能源主管部门"]),
    (45, &["民政部门", "应急管理部门", "住房城乡建设部门", "公安部门"]),
    (46, &["应急管理部"]),
];

/// The items of the topics that the list returns to.
const TOPICS: &[(&str, &[usize])] = &[
    ("养老机构", &[7, 9, 44, 45]),
    ("消防安全", &[1, 5, 6, 7, 8, 9, 44, 45]),
    ("危险化学品", &[2, 11, 22, 25, 27, 40, 41]),
    ("化工园区", &[21, 23, 39]),
    ("危险货物运输", &[1, 25, 40]),
    ("危险废物", &[1, 22, 23]),
    ("煤矿安全", &[15, 16, 17, 33, 34, 35, 36]),
    ("道路客运", &[10, 11, 12, 14, 18, 19, 24, 26, 32]),
    ("车辆动态监控", &[10, 26, 42]),
    ("道路交通", &[11, 13, 42]),
    ("建筑施工", &[1, 30, 31]),
    ("建筑垃圾受纳场", &[37, 38]),
    ("城镇燃气", &[1]),
    ("特种设备", &[1]),
    ("电力安全", &[30, 43]),
    ("专项整治三年行动", &[6, 20, 29, 33]),
    ("信息共享", &[12, 26, 32]),
    ("监测预警", &[11, 39, 41]),
    ("责任追究", &[28, 45, 47]),
    ("中介机构", &[47]),
];

/// The items of the source, the first being item 1: page ends and marks taken out by the
/// plainest means, so that this test asks nothing of the reader of sources.
fn items() -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/work-recommendations.txt");
    let source = fs::read_to_string(path).unwrap();
    let source = source.replace("<p>", "\n").replace("</p>", "\n");
    let mut items: Vec<String> = Vec::new();
    for line in source.lines().map(str::trim).filter(|&line| line != "国家层面") {
        let number = format!("{}. ", items.len() + 1);
        match line.strip_prefix(&number) {
            Some(text) => items.push(text.to_owned()),
            // What stands before an item on its line is its region, alone after the split.
            None if line.ends_with(['省', '市', '区']) && line.chars().count() < 8 => {
            }
            None => items.iter_mut().next_back().map_or((), |item| item.push_str(line)),
        }
    }
    assert_eq!(items.len(), 47);
    items
}

#[test]
fn departments_are_those_of_the_reading_by_hand() {
    let vocabulary = Vocabulary::builtin();
    for (number, text) in (1..).zip(items()) {
        let read = DEPARTMENTS.iter().find(|(item, _)| *item == number);
        let read = read.map_or(&[][..], |(_, departments)| departments);
        assert_eq!(vocabulary.departments_in(&text), read, "item {number}: {text}");
    }
}

#[test]
fn topics_are_those_of_the_reading_by_hand() {
    let vocabulary = Vocabulary::builtin();
    let found: Vec<_> = items().iter().map(|text| vocabulary.topics_in(text)).collect();
    for (topic, read) in TOPICS {
        let has = |number: &usize| found[number - 1].iter().any(|name| name == topic);
        let items: Vec<_> = (1..=found.len()).filter(has).collect();
        assert_eq!(items, *read, "{topic}");
    }
    assert_eq!(found[8], ["养老机构", "消防安全"]);
    assert!(found.iter().all(|topics| !topics.is_empty()), "each item has a topic");
}

#[test]
fn enumerations_of_sibling_lists_are_read() {
    let vocabulary = Vocabulary::builtin();
    for (text, read) in [
        ("省公安厅、省交通运输厅要会商", &["公安部门", "交通运输部门"][..]),
        (
            "发改、工信、残联、卫健等部门",
            &["发展改革部门", "工业和信息化部门", "卫生健康部门"],
        ),
        ("教育、民政、残联等有关部门和单位", &["教育部门", "民政部门"]),
        ("渔业渔政、海事、海警等单位", &["渔业部门", "海事部门", "海警机构"]),
        (
            "工业和信息化部、公安部、应急部要按照应急部署",
            &["工业和信息化部", "公安部", "应急管理部"],
        ),
        ("市住房和城乡建设局会同市场监管总局", &["住房城乡建设部门", "市场监管总局"]),
        ("矿山安全监察机构和能源、自然资源三部门", &["矿山安全监察机构"]),
        ("公安机关、法院等部门", &["公安部门", "法院"]),
        ("农业农村（渔业）部门和科技部门", &["农业农村部门", "科技部门"]),
        (
            "会同海事、公安边防、应急、公安消防等部门",
            &["海事部门", "应急管理部门", "消防救援机构"],
        ),
        ("海事、海警、公安边防等部门", &["海事部门", "海警机构"]),
        ("国家发展改革委、省发展改革委", &["国家发展改革委", "发展改革部门"]),
    ] {
        assert_eq!(vocabulary.departments_in(text), read, "{text}");
    }
}

#[test]
fn activities_laws_and_nobody_in_particular_are_not_departments() {
    let vocabulary = Vocabulary::builtin();
    for text in [
        "有关部门、各级政府和监管部门",
        "交通运输企业、公安、应急工作",
        "修订《应急管理部门执法规定》《公安机关、民政部门办法》",
        "公安、应急、住房城乡建设等行业领域",
        "制定应急疏散预案，加强消防安全、生态环境治理，有关部门",
        "违章施工会造成事故，协调各科室部门外人员",
        "按照应急部署，扭转公安局势，财政部分资金",
        "开展安全教育、消防演练等活动，涉及多个部门",
    ] {
        assert_eq!(vocabulary.departments_in(text), [""; 0], "{text}");
    }
}

/// What comes before 部门 in the names of the departments that an enumeration may hold.
fn stems(vocabulary: &Vocabulary) -> Vec<String> {
    let names = vocabulary.departments().iter().map(|term| &term.name);
    names.filter_map(|name| name.strip_suffix("部门")).map(str::to_owned).collect()
}

proptest! {
    #[test]
    fn every_enumeration_names_each_element_once(
        order in Just(stems(&Vocabulary::builtin())).prop_shuffle(),
        count in 1..6_usize,
        end in prop::sample::select(vec!["部门", "等部门", "等相关管理部门", "等6个有关部门"]),
    ) {
        let chosen = &order[..count];
        let text = format!("要督促{}{end}落实，会同{}部门", chosen.join("、"), chosen[0]);
        let read: Vec<_> = chosen.iter().map(|stem| format!("{stem}部门")).collect();
        prop_assert_eq!(Vocabulary::builtin().departments_in(&text), read, "{}", text);
    }

    #[test]
    fn any_text_is_read_and_mentions_are_where_they_say(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "公安", "应急", "部门", "部", "局", "等", "、", "和", "《", "》", "工业和信息化",
                "安委会", "法院", "。", "\n", "a", "\u{0}", "残联", "煤矿", "落实", "责任",
            ]),
            0..40,
        ),
    ) {
        let text = pieces.concat();
        let vocabulary = Vocabulary::builtin();
        let mut end = 0;
        for mention in vocabulary.department_mentions(&text) {
            prop_assert!(mention.span.start >= end, "in order, and none in another");
            end = mention.span.end;
            let name = mention.span.of(&text);
            prop_assert_eq!(vocabulary.find_department(name), Some(mention.term));
        }
        for topic in vocabulary.topics_in(&text) {
            prop_assert!(vocabulary.topics().iter().any(|term| term.name == topic));
        }
    }
}

proptest! {
    // Each case compiles both tables.
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_pattern_of_a_corpus_is_used_or_refused(pattern in "[公安部门(\\[*+?{2,}|.…^$\\\\]{0,8}") {
        let own = [Term { name: "甲".to_owned(), patterns: vec![pattern.clone()] }];
        let (vocabulary, bad) = Vocabulary::builtin().with(&own, &own);
        for term in [vocabulary.departments().last(), vocabulary.topics().last()] {
            let used = term.unwrap().patterns.contains(&pattern);
            prop_assert_eq!(used, bad.is_empty());
        }
        prop_assert_eq!(vocabulary.topics_in(""), [""; 0]);
        prop_assert_eq!(vocabulary.departments_in("甲"), ["甲"]);
    }
}
