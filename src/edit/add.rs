//! A new recommendation at the end of a list.

use crate::corpus::{Change, Corpus, Plan};
use crate::model::{Recommendation, split_title};
use crate::record;

/// What a new recommendation says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The list it goes to.
    pub list: String,
    /// Its region, by any of its names; kept as it is where no region has that name.
    pub region: String,
    /// Its text, paragraphs parted by `\n`.
    pub text: String,
}

/// Plans the new record, under the number after the last one. Title, departments and
/// topics are found as `parse` finds them; the editor has the last word.
pub fn add(corpus: &Corpus, draft: &Draft) -> (Recommendation, Plan) {
    let records = corpus.records.iter().filter(|record| record.list == draft.list);
    let last = records.filter_map(|record| record.number).max().unwrap_or(0);
    let number = last.saturating_add(1);
    let config = &corpus.config;
    let region = config.regions.find(&draft.region);
    let (title, body) = split_title(&draft.text);
    let item = Recommendation {
        number,
        region: region.map_or(&draft.region, |region| &region.name).clone(),
        title,
        body,
        departments: config.vocabulary.departments_in(&draft.text),
        topics: config.vocabulary.topics_in(&draft.text),
        ..Recommendation::default()
    };
    let path = format!("{}/{number:03}.yaml", record::folder(&draft.list));
    let new = record::write(&item, &config.fields);
    (item, Plan { changes: vec![Change::Create { path, new }] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DEFAULT_LIST;
    use crate::record::Record;

    #[test]
    fn it_comes_after_the_last_number_and_reads_back() {
        let list = DEFAULT_LIST.to_owned();
        let nine = Record { number: Some(9), list: list.clone(), ..Record::default() };
        let corpus = Corpus { records: vec![nine], ..Corpus::default() };
        let text = "加强消防监管。各级民政部门要巡查。\n要通报。".to_owned();
        let (item, plan) = add(&corpus, &Draft { list, region: "豫".to_owned(), text });
        let [Change::Create { path, new }] = plan.changes.as_slice() else {
            panic!("{plan:?}");
        };
        assert_eq!(path, "recommendations/010.yaml");
        assert_eq!(
            (item.region.as_str(), item.title.as_deref()),
            ("河南省", Some("加强消防监管"))
        );
        let (back, findings) = record::read(path, DEFAULT_LIST, new.as_bytes(), &[]);
        assert_eq!((back.value, findings), (Some(item), Vec::new()));
    }
}
