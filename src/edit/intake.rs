//! What a parsed source does to the corpus.
//!
//! A record is tied to its source by `source.file` and `source.number`, whatever its own
//! number became. The digest of the text as issued tells three cases apart: only the
//! source changed (the record is updated), only an editor changed the record (it is
//! kept), or both did (a conflict, left alone). Fields that editors own are never touched.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::{Change, Corpus, Known, Plan, Ties, printed, tie};
use crate::model::{DEFAULT_LIST, Origin, Recommendation, digest, split_title};
use crate::record::{self, Record};
use crate::source::{Item, Parsed};

/// What a source did to one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There was none: it is new.
    Created,
    /// It says what the source says.
    Unchanged,
    /// Only the place in the source changed.
    Relocated,
    /// The source changed and the record with it.
    Updated,
    /// An editor changed it, the source did not: it stays.
    Kept,
    /// Its text is the source's and its region is not. The digest does not hold the region:
    /// an editor may have changed it, or the source; it stays.
    Region {
        /// What the record says.
        ours: String,
        /// What the source says now.
        theirs: String,
    },
    /// `--force` put the issued text in place of an editor's.
    Forced,
    /// Nothing was done, because of this.
    Conflict(Conflict),
    /// The source no longer has this item; the record stays.
    Gone,
}

/// Why a record was left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Both the source and an editor changed it: the record's text, the source's text.
    Both {
        /// What the record says.
        ours: String,
        /// What the source says now.
        theirs: String,
    },
    /// Its number belongs to another record, the one at this path.
    Taken(String),
    /// The file cannot be read as a record.
    Unreadable,
    /// The record could not be edited in place, because of this.
    Uneditable(String),
}

/// One item of the source and its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The record's file.
    pub path: String,
    /// The number printed in the source.
    pub printed: u32,
    /// What happened.
    pub outcome: Outcome,
}

/// Takes parsed sources into a corpus, one after the other, in one plan.
pub struct Intake<'c> {
    corpus: &'c Corpus,
    force: bool,
    /// The records by their files.
    records: BTreeMap<&'c str, &'c Record>,
    /// Who has which file name, with the plan's new records.
    paths: BTreeSet<String>,
    /// Which file has which number of which list, with the plan's new records.
    numbers: BTreeMap<(String, u32), String>,
    /// How many records of this plan have each number of each list.
    created: BTreeMap<(String, u32), u32>,
    /// Sources that were renamed, and what records call them.
    renamed: BTreeMap<String, &'c str>,
    plan: Plan,
}

impl<'c> Intake<'c> {
    /// An intake into `corpus`; with `force` an editor's text gives way to the source's.
    pub fn new(corpus: &'c Corpus, force: bool) -> Self {
        let paths = corpus.records.iter().map(|record| record.path.clone()).collect();
        let numbers = corpus.records.iter().filter_map(|record| {
            Some(((record.list.clone(), record.number?), record.path.clone()))
        });
        Self {
            corpus,
            force,
            records: corpus.records.iter().map(|r| (r.path.as_str(), r)).collect(),
            paths,
            numbers: numbers.collect(),
            created: BTreeMap::new(),
            renamed: BTreeMap::new(),
            plan: Plan::default(),
        }
    }

    /// What has to change for all sources taken so far.
    pub fn into_plan(self) -> Plan {
        self.plan
    }

    /// Looks whether the source `file`, which no record names, is one that was renamed:
    /// records name a source that is gone, and most items have the text of one of them.
    /// Returns what they call it.
    pub fn recognise(&mut self, file: &str, parsed: &Parsed<'_>) -> Option<&'c str> {
        if self.of_source(file).next().is_some() {
            return None;
        }
        let mut gone: BTreeMap<&str, &'c str> = BTreeMap::new();
        for (_, value) in self.corpus.recommendations() {
            let Some(source) = &value.source else { continue };
            let taken = self.renamed.values().any(|&name| name == source.file);
            if taken || self.corpus.sources.contains_key(&source.file) {
                continue;
            }
            gone.extend(source.digest.as_deref().map(|issued| (issued, &*source.file)));
        }
        if gone.is_empty() {
            return None;
        }
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        for item in &parsed.items {
            if let Some(&name) = gone.get(digest(&parsed.text_of(item)).as_str()) {
                *found.entry(name).or_default() += 1;
            }
        }
        let (name, count) = found.into_iter().max_by_key(|&(_, count)| count)?;
        if 2 * count <= parsed.items.len() {
            return None;
        }
        self.renamed.insert(file.to_owned(), name);
        Some(name)
    }

    /// Takes one source into the list that was `chosen`, or the one that its records are in
    /// already, and returns its name.
    pub fn take(
        &mut self,
        chosen: Option<&str>,
        file: &str,
        parsed: &Parsed<'_>,
    ) -> (String, Vec<Step>) {
        let first = self.of_source(file).map(|(record, _)| record.list.as_str()).next();
        let list = chosen.or(first).unwrap_or(DEFAULT_LIST);
        let width = self.digits(list, parsed);
        let Ties { of_items, mut loose } =
            tie(parsed, self.of_source(file).filter(|(record, _)| record.list == list));
        let mut elsewhere = vec![None; of_items.len()];
        if chosen.is_none() {
            let others =
                tie(parsed, self.of_source(file).filter(|(r, _)| r.list != list));
            let pairs = || of_items.iter().zip(&others.of_items);
            // Lists may share the items of a source; where they do not, each has its own.
            if !pairs().any(|(own, other)| own.is_some() && other.is_some()) {
                elsewhere = others.of_items;
                loose.extend(others.loose);
            }
        }
        let mut steps = Vec::with_capacity(parsed.items.len());
        for ((item, own), other) in parsed.items.iter().zip(of_items).zip(elsewhere) {
            let issued = self.issued(file, item, &parsed.text_of(item));
            steps.push(match own.or(other) {
                Some(known) => self.revisit(known, &issued),
                None => self.create(list, width, issued),
            });
        }
        steps.extend(loose.into_iter().map(|(record, value)| Step {
            path: record.path.clone(),
            printed: printed(value),
            outcome: Outcome::Gone,
        }));
        (list.to_owned(), steps)
    }

    /// The records that name the source `file`.
    fn of_source(&self, file: &str) -> impl Iterator<Item = Known<'c>> {
        self.corpus.recommendations().filter(move |(_, value)| {
            value.source.as_ref().is_some_and(|source| self.is_named(file, &source.file))
        })
    }

    /// Whether records call the source `file` so.
    fn is_named(&self, file: &str, name: &str) -> bool {
        self.renamed.get(file).map_or(name == file, |&was| name == was)
    }

    /// Digits of the file names of `list`: 3, or as many as its largest number needs.
    fn digits(&self, list: &str, parsed: &Parsed<'_>) -> usize {
        let known = self.numbers.keys().filter(|(of, _)| of == list).map(|&(_, n)| n);
        let largest = known.chain(parsed.items.iter().map(|item| item.number)).max();
        largest.unwrap_or(0).to_string().len().max(3)
    }

    /// The record that an item of this `text` makes.
    fn issued(&self, file: &str, item: &Item, text: &str) -> Recommendation {
        let (title, body) = split_title(text);
        let vocabulary = &self.corpus.config.vocabulary;
        Recommendation {
            number: item.number,
            region: item.region.as_deref().unwrap_or_default().to_owned(),
            title,
            body,
            departments: vocabulary.departments_in(text),
            topics: vocabulary.topics_in(text),
            source: Some(Origin {
                file: file.to_owned(),
                number: item.printed,
                lines: Some(item.lines),
                digest: Some(digest(text)),
            }),
            ..Recommendation::default()
        }
    }

    fn create(&mut self, list: &str, width: usize, mut issued: Recommendation) -> Step {
        let printed =
            issued.source.as_ref().map_or(issued.number, |source| source.number);
        let step = |path: String, outcome| Step { path, printed, outcome };
        if let Some(taken) = self.numbers.get(&(list.to_owned(), issued.number)) {
            // Two items of one source with one number are the source's fault and both
            // kept; a record of another origin is an editor's, and stays.
            let ours = self.created.contains_key(&(list.to_owned(), issued.number));
            if !ours && !self.force {
                return self.occupied(taken, &issued, step);
            }
            if !ours {
                issued.number = self.next_number(list);
            }
        }
        let path = self.free_path(list, width, issued.number);
        self.paths.insert(path.clone());
        *self.created.entry((list.to_owned(), issued.number)).or_default() += 1;
        self.numbers.entry((list.to_owned(), issued.number)).or_insert(path.clone());
        let new = record::write(&issued, &self.corpus.config.fields);
        self.plan.changes.push(Change::Create { path: path.clone(), new });
        step(path, Outcome::Created)
    }

    /// Leaves alone the file at `taken`, which has the number of what was `issued`: one that
    /// cannot be read may still be what the source makes, where that names no region.
    fn occupied(
        &self,
        taken: &str,
        issued: &Recommendation,
        step: impl Fn(String, Outcome) -> Step,
    ) -> Step {
        let broken = self.records.get(taken).filter(|record| record.value.is_none());
        let same = |record: &&Record| {
            record.text == record::write(issued, &self.corpus.config.fields)
        };
        let outcome = match broken {
            Some(record) if same(record) => Outcome::Unchanged,
            Some(_) => Outcome::Conflict(Conflict::Unreadable),
            None => Outcome::Conflict(Conflict::Taken(taken.to_owned())),
        };
        step(taken.to_owned(), outcome)
    }

    fn next_number(&self, list: &str) -> u32 {
        let known = self.numbers.keys().filter(|(of, _)| of == list).map(|&(_, n)| n);
        known.max().map_or(1, |largest| largest.saturating_add(1))
    }

    fn free_path(&self, list: &str, width: usize, number: u32) -> String {
        let folder = record::folder(list);
        let plain = format!("{folder}/{number:0width$}.yaml");
        // Those before are taken by the records of this plan.
        let copies = self.created.get(&(list.to_owned(), number)).copied().unwrap_or(0);
        let further =
            (copies.max(1) + 1..).map(|n| format!("{folder}/{number:0width$}-{n}.yaml"));
        let mut names = std::iter::once(plain.clone()).chain(further);
        names.find(|path| !self.paths.contains(path)).unwrap_or(plain)
    }

    /// Holds a record against the item it was made from.
    fn revisit(&mut self, (record, value): Known<'_>, issued: &Recommendation) -> Step {
        let (ours, theirs) = (value.text(), issued.text());
        let then = value.source.as_ref().and_then(|source| source.digest.as_deref());
        // Without a digest nothing says who changed what.
        let edited = then != Some(digest(&ours).as_str());
        let reissued = then != Some(digest(&theirs).as_str());
        let (outcome, fields): (_, &[&str]) = if ours == theirs {
            self.relabel(value, issued)
        } else if edited && self.force {
            (Outcome::Forced, &["title", "body", "source"])
        } else if edited && reissued {
            (Outcome::Conflict(Conflict::Both { ours, theirs }), &[])
        } else if edited {
            (Outcome::Kept, &["source"])
        } else {
            (Outcome::Updated, &["title", "body", "source"])
        };
        let outcome = self.edit((record, value), issued, fields, outcome);
        Step { path: record.path.clone(), printed: printed(value), outcome }
    }

    /// What to do when the texts are the same: the region may still be another.
    fn relabel(
        &self,
        value: &Recommendation,
        issued: &Recommendation,
    ) -> (Outcome, &'static [&'static str]) {
        if value.region == issued.region || issued.region.is_empty() {
            (Outcome::Unchanged, &["source"])
        } else if self.force {
            (Outcome::Forced, &["region", "source"])
        } else {
            let (ours, theirs) = (value.region.clone(), issued.region.clone());
            (Outcome::Region { ours, theirs }, &["source"])
        }
    }

    /// Plans the edits that make `fields` of `record` say what `issued` says.
    fn edit(
        &mut self,
        (record, value): Known<'_>,
        issued: &Recommendation,
        fields: &[&str],
        outcome: Outcome,
    ) -> Outcome {
        let mut wanted = value.clone();
        for &field in fields {
            match field {
                "title" => wanted.title.clone_from(&issued.title),
                "body" => wanted.body.clone_from(&issued.body),
                "region" => wanted.region.clone_from(&issued.region),
                _ => wanted.source.clone_from(&issued.source),
            }
        }
        if wanted == *value {
            return outcome;
        }
        match record::revise(record, &wanted) {
            Ok(new) => {
                let path = record.path.clone();
                let change = Change::Edit {
                    to: path.clone(),
                    path,
                    old: record.text.clone(),
                    new,
                };
                self.plan.changes.push(change);
                if outcome == Outcome::Unchanged { Outcome::Relocated } else { outcome }
            }
            Err(why) => Outcome::Conflict(Conflict::Uneditable(why)),
        }
    }
}
