//! CHECKS, and one file per rule: what a well-formed corpus must hold.
//!
//! A rule reads the corpus and reports; it changes nothing. Levels from the configuration
//! and the command line, and the exceptions that records make, are applied in one place,
//! [`run`], after the rules. Rules about text share one walk (`passage`): where two speak
//! of the same characters, the one that stands first in the table is heard.

mod passage;
mod levels;
mod table;

mod protected;
mod traditional_table;

mod allow;
mod book_mark;
mod characters;
mod config_rules;
mod confused;
mod dash;
mod date;
mod document_number;
mod doubled_mark;
mod duplicate_number;
mod ellipsis;
mod empty_body;
mod enumeration_comma;
mod file_name;
mod final_stop;
mod full_width;
mod furniture;
mod half_width;
mod interpunct;
mod markup;
mod name_variant;
mod near_duplicate;
mod noise;
mod number_gap;
mod ordinal;
mod pairs;
mod quote_form;
mod range;
mod region;
mod related;
mod scattered_region;
mod source;
mod space;
mod stop;
mod terms;
mod title;

pub use levels::{Levels, parse_level};
pub use table::CHECKS;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::corpus::{Corpus, Watch};
use crate::diag::{Finding, Place, RuleInfo, Severity};
use crate::record::Record;
use crate::text::Span;

use passage::Passage;

/// A rule.
pub struct Check {
    /// Its name, as in `--rule NAME=severity` and in findings.
    pub name: &'static str,
    /// One line for tables and help, in Chinese.
    pub summary: &'static str,
    /// Its severity unless the corpus says otherwise; `None` is off.
    pub severity: Option<Severity>,
    /// Its manual page, in Markdown: what `explain` prints, and a test.
    pub page: &'static str,
    run: Run,
}

/// What a rule looks at; it adds what it finds.
enum Run {
    /// Applied by reading already: the findings are in `Corpus::findings`.
    Reading,
    /// One file by itself.
    Record(fn(&Check, &Corpus, &Record, &mut Vec<Finding>)),
    /// One title or body by itself.
    Text(fn(&Check, &Passage<'_>, &mut Vec<Finding>)),
    /// All files together.
    Corpus(fn(&Check, &Corpus, &mut Vec<Finding>)),
    /// The exceptions that records make from the other rules; comes after them.
    Exceptions,
}

impl Check {
    /// A finding of this rule.
    fn finding(&self, place: Place, message: impl Into<String>) -> Finding {
        // The level that holds is set by `run`.
        let severity = self.severity.unwrap_or(Severity::Warning);
        Finding::new(self.name, severity, place, message)
    }
}

/// The rule called `name`.
pub fn find(name: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.name == name)
}

/// What printers say of the rules.
pub fn rules() -> Vec<RuleInfo> {
    let info = |check: &Check| RuleInfo {
        name: check.name,
        summary: check.summary,
        page: check.page,
    };
    CHECKS.iter().map(info).collect()
}

/// Runs all rules over the corpus; `watch` counts the records. Findings come in the order
/// of path and place.
pub fn run(corpus: &Corpus, levels: &Levels, watch: &Watch) -> Vec<Finding> {
    let mut found = corpus.findings.clone();
    watch.begin(corpus.records.len());
    let of_record = |record: &Record| {
        watch.step();
        of_record(corpus, levels, record)
    };
    let by_record: Vec<_> = corpus.records.par_iter().map(of_record).collect();
    found.extend(by_record.into_iter().flatten());
    for check in CHECKS.iter().filter(|check| !levels.off(check)) {
        match check.run {
            Run::Corpus(run) => run(check, corpus, &mut found),
            Run::Exceptions => allow::unneeded(check, corpus, levels, &mut found),
            Run::Reading | Run::Record(_) | Run::Text(_) => {}
        }
    }
    levels.settle(&corpus.records, found)
}

/// Runs the rules that look at one file alone over `record`; `reading` is what reading it
/// found. The findings are the same that [`run`] gives for it.
pub fn run_on(
    corpus: &Corpus,
    levels: &Levels,
    record: &Record,
    reading: Vec<Finding>,
) -> Vec<Finding> {
    let mut found = reading;
    found.extend(of_record(corpus, levels, record));
    levels.settle(std::slice::from_ref(record), found)
}

fn of_record(corpus: &Corpus, levels: &Levels, record: &Record) -> Vec<Finding> {
    let mut found = Vec::new();
    let passages = Passage::all(record);
    let mut claims = Claims::default();
    for passage in &passages {
        let addresses = protected::spans(passage).into_iter();
        claims.take(addresses.filter_map(|span| passage.place(span).span));
    }
    for check in CHECKS.iter().filter(|check| !levels.off(check)) {
        match check.run {
            Run::Record(run) => run(check, corpus, record, &mut found),
            Run::Text(run) => {
                let earlier = found.len();
                for passage in &passages {
                    run(check, passage, &mut found);
                }
                claims.keep_free(&mut found, earlier);
            }
            Run::Reading | Run::Corpus(_) | Run::Exceptions => {}
        }
    }
    found
}

/// The characters of a file that rules about text have spoken of: starts and ends.
#[derive(Default)]
struct Claims {
    taken: BTreeMap<usize, usize>,
}

impl Claims {
    /// Takes out the findings from `new` on that speak of claimed characters, and claims
    /// those of the others.
    fn keep_free(&mut self, found: &mut Vec<Finding>, new: usize) {
        let mut later = found.split_off(new);
        later.retain(|finding| finding.place.span.is_none_or(|span| self.is_free(span)));
        self.take(later.iter().filter_map(|finding| finding.place.span));
        found.append(&mut later);
    }

    fn take(&mut self, spans: impl Iterator<Item = Span>) {
        for span in spans {
            match self.taken.range_mut(..=span.start).next_back() {
                Some((_, end)) if *end > span.start => *end = span.end.max(*end),
                _ => drop(self.taken.insert(span.start, span.end)),
            }
        }
    }

    fn is_free(&self, span: Span) -> bool {
        let before = self.taken.range(..span.end).next_back();
        before.is_none_or(|(_, &end)| end <= span.start)
    }
}
