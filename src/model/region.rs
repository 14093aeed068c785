//! Regions (地区): the provinces of GB/T 2260 and the other labels that such lists use.
//!
//! Codes and letters are those of GB/T 2260; they are written out because pinyin made by
//! a program collides (山西, 陕西) or goes wrong (重庆, 西藏).

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::nearest;

/// What kind of addressee a region label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RegionKind {
    /// A province, an autonomous region, a municipality, or a special region.
    Province,
    /// 新疆生产建设兵团.
    Xpcc,
    /// A city listed beside provinces (计划单列市).
    City,
    /// The central level: 国家层面.
    National,
    /// A branch or a group of enterprises: 中央企业.
    Sector,
    /// Anything else.
    Other,
}

/// A region label and all the names it goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The canonical name: 河南省.
    pub name: String,
    /// The code of GB/T 2260, where it has one: 410000.
    pub code: Option<String>,
    /// The two letters of GB/T 2260, where it has them: HA.
    pub alpha: Option<String>,
    /// What kind it is.
    pub kind: RegionKind,
    /// Its other names: 河南, 豫, and traditional forms.
    pub aliases: Vec<String>,
}

impl Region {
    /// Whether `label`, without its spaces, is a name of this region.
    fn is_called(&self, label: &str) -> bool {
        self.name == label
            || self.code.as_deref() == Some(label)
            || self.aliases.iter().any(|alias| alias == label)
            || self
                .alpha
                .as_deref()
                .is_some_and(|alpha| alpha.eq_ignore_ascii_case(label))
    }
}

/// The regions a corpus knows, in code order, those it declares itself last.
#[derive(Clone, Debug)]
pub struct Regions {
    all: Vec<Region>,
}

impl Default for Regions {
    /// The built-in ones.
    fn default() -> Self {
        Self::builtin()
    }
}

impl Regions {
    /// The provinces of GB/T 2260 and the usual other labels.
    pub fn builtin() -> Self {
        let provinces = PROVINCES.iter().map(|&(code, alpha, name, aliases)| Region {
            name: name.to_owned(),
            code: Some(code.to_owned()),
            alpha: Some(alpha.to_owned()),
            kind: RegionKind::Province,
            aliases: owned(aliases),
        });
        let others = OTHERS.iter().map(|&(kind, code, name, aliases)| Region {
            name: name.to_owned(),
            code: code.map(str::to_owned),
            alpha: None,
            kind,
            aliases: owned(aliases),
        });
        Self { all: provinces.chain(others).collect() }
    }

    /// The same with `declared` labels: one of a known name replaces it, with its aliases
    /// added to the known ones; others come last, in their order.
    #[must_use]
    pub fn with(mut self, declared: Vec<Region>) -> Self {
        for mut region in declared {
            match self.all.iter_mut().find(|known| known.name == region.name) {
                Some(known) => {
                    known.kind = region.kind;
                    known.aliases.append(&mut region.aliases);
                    known.code = region.code.or_else(|| known.code.take());
                }
                None => self.all.push(region),
            }
        }
        self
    }

    /// The region that `label` names: its name, short name, one character, code or
    /// letters; white space inside the label does not count.
    pub fn find(&self, label: &str) -> Option<&Region> {
        let bare: String = label.split_whitespace().collect();
        if bare.is_empty() { None } else { self.all.iter().find(|r| r.is_called(&bare)) }
    }

    /// The region one of whose names is most like `label`, for "did you mean". Names of
    /// one character are like everything and do not count.
    pub fn nearest(&self, label: &str) -> Option<&Region> {
        let bare: String = label.split_whitespace().collect();
        let long = |name: &&str| name.chars().nth(1).is_some();
        let names = self.all.iter().flat_map(|region| {
            let aliases = region.aliases.iter().map(String::as_str);
            std::iter::once(region.name.as_str()).chain(aliases).filter(long)
        });
        nearest(&bare, names).and_then(|name| self.find(name))
    }

    /// Where the region called `name` stands in code order; unknown ones come last.
    pub fn rank(&self, name: &str) -> usize {
        self.all.iter().position(|r| r.name == name).unwrap_or(self.all.len())
    }

    /// All of them, in code order.
    pub fn iter(&self) -> impl Iterator<Item = &Region> {
        self.all.iter()
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

impl FromStr for RegionKind {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        serde_json::from_value(serde_json::Value::from(word)).map_err(|_| ())
    }
}

/// Code, letters, name, other names.
type Province = (&'static str, &'static str, &'static str, &'static [&'static str]);

/// GB/T 2260 at province level, in code order.
const PROVINCES: &[Province] = &[
    ("110000", "BJ", "北京市", &["北京", "京"]),
    ("120000", "TJ", "天津市", &["天津", "津"]),
    ("130000", "HE", "河北省", &["河北", "冀"]),
    ("140000", "SX", "山西省", &["山西", "晋"]),
    ("150000", "NM", "内蒙古自治区", &["内蒙古", "内蒙", "蒙", "內蒙古自治區", "內蒙古"]),
    ("210000", "LN", "辽宁省", &["辽宁", "辽", "遼寧省", "遼寧"]),
    ("220000", "JL", "吉林省", &["吉林", "吉"]),
    ("230000", "HL", "黑龙江省", &["黑龙江", "黑", "黑龍江省", "黑龍江"]),
    ("310000", "SH", "上海市", &["上海", "沪", "申"]),
    ("320000", "JS", "江苏省", &["江苏", "苏", "江蘇省", "江蘇"]),
    ("330000", "ZJ", "浙江省", &["浙江", "浙"]),
    ("340000", "AH", "安徽省", &["安徽", "皖"]),
    ("350000", "FJ", "福建省", &["福建", "闽"]),
    ("360000", "JX", "江西省", &["江西", "赣"]),
    ("370000", "SD", "山东省", &["山东", "鲁", "山東省", "山東"]),
    ("410000", "HA", "河南省", &["河南", "豫"]),
    ("420000", "HB", "湖北省", &["湖北", "鄂"]),
    ("430000", "HN", "湖南省", &["湖南", "湘"]),
    ("440000", "GD", "广东省", &["广东", "粤", "廣東省", "廣東"]),
    ("450000", "GX", "广西壮族自治区", &["广西", "桂", "廣西壯族自治區", "廣西"]),
    ("460000", "HI", "海南省", &["海南", "琼"]),
    ("500000", "CQ", "重庆市", &["重庆", "渝", "重慶市", "重慶"]),
    ("510000", "SC", "四川省", &["四川", "川", "蜀"]),
    ("520000", "GZ", "贵州省", &["贵州", "贵", "黔", "貴州省", "貴州"]),
    ("530000", "YN", "云南省", &["云南", "云", "滇", "雲南省", "雲南"]),
    ("540000", "XZ", "西藏自治区", &["西藏", "藏", "西藏自治區"]),
    ("610000", "SN", "陕西省", &["陕西", "陕", "秦", "陝西省", "陝西"]),
    ("620000", "GS", "甘肃省", &["甘肃", "甘", "陇", "甘肅省", "甘肅"]),
    ("630000", "QH", "青海省", &["青海", "青"]),
    ("640000", "NX", "宁夏回族自治区", &["宁夏", "宁", "寧夏回族自治區", "寧夏"]),
    ("650000", "XJ", "新疆维吾尔自治区", &["新疆", "新", "新疆維吾爾自治區"]),
    ("710000", "TW", "台湾省", &["台湾", "台", "臺灣省", "臺灣"]),
    ("810000", "HK", "香港特别行政区", &["香港", "港", "香港特別行政區"]),
    ("820000", "MO", "澳门特别行政区", &["澳门", "澳", "澳門特別行政區", "澳門"]),
];

/// Kind, code, name, other names.
type Other = (RegionKind, Option<&'static str>, &'static str, &'static [&'static str]);

/// The other labels met in real lists.
const OTHERS: &[Other] = &[
    (RegionKind::Xpcc, Some("660000"), "新疆生产建设兵团", &["兵团", "生产建设兵团"]),
    (RegionKind::City, Some("210200"), "大连市", &["大连"]),
    (RegionKind::City, Some("330200"), "宁波市", &["宁波"]),
    (RegionKind::City, Some("350200"), "厦门市", &["厦门"]),
    (RegionKind::City, Some("370200"), "青岛市", &["青岛"]),
    (RegionKind::City, Some("440300"), "深圳市", &["深圳"]),
    (RegionKind::National, None, "国家层面", &["国家级", "全国层面"]),
    (RegionKind::National, None, "中央层面", &[]),
    (RegionKind::National, None, "国务院有关部门", &["国务院有关部委"]),
    (RegionKind::National, None, "有关部门", &["各有关部门"]),
    (RegionKind::Sector, None, "中央企业", &["央企"]),
    (RegionKind::Other, None, "各地区", &["各地"]),
    (RegionKind::Other, None, "其他", &[]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_region_means_it() {
        let regions = Regions::builtin();
        for label in ["河南省", "河南", "豫", "HA", "ha", "410000", "河 南　省"]
        {
            assert_eq!(regions.find(label).map(|r| r.name.as_str()), Some("河南省"));
        }
        assert_eq!(regions.find("吉林市"), None);
        assert_eq!(regions.find(" "), None);
    }

    #[test]
    fn no_two_regions_share_a_name() {
        let regions = Regions::builtin();
        for region in regions.iter() {
            let names = region.aliases.iter().chain(&region.code).chain(&region.alpha);
            for name in names {
                assert_eq!(regions.find(name), Some(region), "{name}");
            }
        }
        assert_eq!(regions.iter().filter(|r| r.kind == RegionKind::Province).count(), 34);
    }

    #[test]
    fn a_misspelt_region_has_a_nearest_one() {
        let regions = Regions::builtin();
        for label in ["河南盛", "何南", "内蒙古自治曲"] {
            let nearest = regions.nearest(label).map(|r| r.name.as_str());
            assert!(
                matches!(nearest, Some("河南省" | "内蒙古自治区")),
                "{label}: {nearest:?}"
            );
        }
        assert_eq!(regions.nearest("火星基地"), None);
    }
}
