//! `jianyi collate`: the corpus against its sources, character by character.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser as _};
use serde_json::json;

use super::changes::{Part, Told, changed, changes_as_json, counted, page, print};
use super::{Context, Exit, Paths};
use crate::corpus::{Collation, Corpus, Entry, Store, Verdict, collate};
use crate::diag::{Severity, write_json};
use crate::record::{self, Record};
use crate::source::{self, Parsed};
use crate::text::ChangeKind;

/// The arguments of `collate`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 只核对这些文件或文件夹
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = Form::Human, value_name = "FORMAT")]
    format: Form,
    /// 出现这些情形时退出码为 1（默认 wording、missing、unsourced、added）
    #[arg(long, value_delimiter = ',', value_parser = verdicts(), value_name = "KIND")]
    deny: Vec<Verdict>,
    /// 出现这些情形时退出码不为 1
    #[arg(long, value_delimiter = ',', value_parser = verdicts(), value_name = "KIND")]
    allow: Vec<Verdict>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    Human,
    Json,
    Html,
}

fn verdicts() -> impl clap::builder::TypedValueParser<Value = Verdict> {
    let value = |v: Verdict| PossibleValue::new(v.name()).help(v.label());
    PossibleValuesParser::new(Verdict::ALL.map(value)).map(|name| {
        let named = |verdict: &Verdict| verdict.name() == name;
        Verdict::ALL.into_iter().find(named).unwrap_or(Verdict::Wording)
    })
}

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    if let Some(verdict) = args.deny.iter().find(|verdict| args.allow.contains(verdict)) {
        let name = verdict.name();
        anyhow::bail!("--deny 和 --allow 都写了 {name}：只留一处");
    }
    let store = cx.store()?;
    let corpus = cx.corpus(&store)?;
    let wanted = Paths::new(&args.paths, cx, &store, &corpus)?;
    let received = received(&store, &corpus)?;
    let regions = &corpus.config.regions;
    let mut sources: BTreeMap<_, _> = received
        .iter()
        .map(|(name, bytes)| (name.clone(), source::read(name, bytes, regions)))
        .collect();
    if args.paths.is_empty() {
        tell_unread(cx, &sources)?;
    }
    sources.retain(|_, parsed| !parsed.is_refused());
    let mut collation = collate(&corpus, &sources);
    let unread: Vec<&Record> =
        corpus.records.iter().filter(|record| record.value.is_none()).collect();
    keep(&mut collation, &wanted, &unread);
    match args.format {
        Form::Human => human(cx, &collation)?,
        Form::Json => as_json(cx.streams.out, &collation)?,
        Form::Html => html(cx.streams.out, &collation)?,
    }
    let mut found = collation
        .entries
        .iter()
        .any(|entry| entry.verdicts.iter().any(|&v| is_denied(args, entry, v)));
    for path in unread.iter().map(|record| &record.path).filter(|path| wanted.has(path)) {
        cx.warn(format!("读不出 {path}：没有核对，先用 jianyi validate 查看"))?;
        found = true;
    }
    Ok(Exit::found_if(found))
}

/// Keeps what is `wanted`. What is missing from a list has no file, but a folder; one of
/// the records that could not be read is not missing.
fn keep(collation: &mut Collation, wanted: &Paths, unread: &[&Record]) {
    let unread: BTreeSet<_> =
        unread.iter().filter_map(|own| Some((own.list.as_str(), own.number?))).collect();
    collation.entries.retain(|entry| match &entry.path {
        Some(path) => wanted.has(path),
        None => {
            wanted.has(&record::folder(&entry.list))
                && !unread.contains(&(entry.list.as_str(), entry.number))
        }
    });
}

/// Whether a verdict on an entry makes the exit code 1. A wording that the record owns
/// with `amended` does not, unless it is asked for.
fn is_denied(args: &Args, entry: &Entry, verdict: Verdict) -> bool {
    if args.allow.contains(&verdict) {
        return false;
    }
    let owned = verdict == Verdict::Wording && entry.amended.is_some();
    args.deny.contains(&verdict) || (verdict.denied() && !owned)
}

/// Says which sources hold no list: no record can be held against them.
fn tell_unread(
    cx: &mut Context<'_, '_>,
    sources: &BTreeMap<String, Parsed<'_>>,
) -> io::Result<()> {
    for (name, parsed) in sources.iter().filter(|(_, parsed)| parsed.items.is_empty()) {
        for finding in parsed.findings.iter().filter(|f| f.severity == Severity::Error) {
            cx.warn(format!("注意 {name} 没有核对：{}", finding.message))?;
        }
    }
    Ok(())
}

/// The sources that records name, and those under `seeds/`.
fn received(store: &Store, corpus: &Corpus) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut names: BTreeSet<String> = corpus.sources.keys().cloned().collect();
    names.extend(store.sources()?);
    let mut received = BTreeMap::new();
    for name in names {
        let bytes = store.source(&name)?;
        received.insert(name, bytes);
    }
    Ok(received)
}

fn human(cx: &mut Context<'_, '_>, collation: &Collation) -> io::Result<()> {
    for entry in collation.entries.iter().filter(|entry| !entry.is_verbatim()) {
        let mut told = told(entry);
        // What is missing is wanted whole; what was added stands in its file.
        told.parts = told.parts.into_iter().filter_map(in_words).collect();
        print(cx, &told)?;
    }
    writeln!(cx.streams.out, "{}", summary(collation))
}

/// How many entries there are of each kind.
fn summary(collation: &Collation) -> String {
    let of = |verdict| {
        let with = collation.entries.iter().filter(|e| e.verdicts.contains(&verdict));
        with.count()
    };
    let verbatim = collation.entries.iter().filter(|entry| entry.is_verbatim()).count();
    let mut parts = vec![format!("逐字一致 {verbatim}")];
    for verdict in Verdict::ALL.into_iter().filter(|&verdict| of(verdict) > 0) {
        parts.push(format!("{} {}", verdict.label(), of(verdict)));
    }
    let count = collation.entries.len();
    format!("核对 {count} 条：{}", parts.join("，"))
}

fn in_words(part: Part<'_>) -> Option<Part<'_>> {
    match part {
        Part::Gone(text) => Some(Part::Line(format!("原文：{text}"))),
        Part::Came(_) => None,
        part => Some(part),
    }
}

fn html(out: &mut dyn io::Write, collation: &Collation) -> io::Result<()> {
    let entries = collation.entries.iter().filter(|entry| !entry.is_verbatim());
    let told: Vec<_> = entries.map(told).collect();
    out.write_all(page("语料库与原文核对", &summary(collation), &told).as_bytes())
}

fn told(entry: &Entry) -> Told<'_> {
    let has = |verdict| entry.verdicts.contains(&verdict);
    let missing = has(Verdict::Missing).then_some(Part::Gone(&entry.issued));
    let added = has(Verdict::Added).then_some(Part::Came(&entry.text));
    let reason = entry.amended.as_ref().map(|reason| format!("理由：{reason}"));
    let parts = missing.into_iter().chain(added);
    let parts = parts.chain(changed(&entry.issued, &entry.text, &entry.changes));
    let since = "整理之后原文变了：运行 jianyi parse".to_owned();
    let parts = parts.chain(entry.reissued.then_some(Part::Line(since)));
    Told {
        path: entry.path.as_deref().or(entry.source.as_deref()).unwrap_or(""),
        number: Some(entry.number),
        region: &entry.region,
        labels: entry.verdicts.iter().map(|&verdict| label(entry, verdict)).collect(),
        parts: parts.chain(reason.map(Part::Line)).collect(),
    }
}

/// What a verdict says of this entry.
fn label(entry: &Entry, verdict: Verdict) -> String {
    match verdict {
        Verdict::Spacing => counted(&entry.changes, ChangeKind::Spacing),
        Verdict::Punctuation => counted(&entry.changes, ChangeKind::Punctuation),
        Verdict::Wording if entry.changes.is_empty() => "文字与原文摘要不符".to_owned(),
        Verdict::Wording => counted(&entry.changes, ChangeKind::Wording),
        Verdict::Moved => format!("原文序号 {}", entry.printed),
        Verdict::Relabelled => {
            format!("原文地区 {}", entry.issued_region.as_deref().unwrap_or(""))
        }
        Verdict::Missing => "语料库缺这一条".to_owned(),
        Verdict::Unsourced => {
            format!("找不到或读不出原文 {}", entry.source.as_deref().unwrap_or(""))
        }
        Verdict::Added => "原文没有这一条".to_owned(),
    }
}

fn as_json(out: &mut dyn io::Write, collation: &Collation) -> io::Result<()> {
    let entries = collation.entries.iter().map(|entry| {
        json!({
            "list": entry.list,
            "number": entry.number,
            "region": entry.region,
            "path": entry.path,
            "source": entry.source,
            "printed": entry.printed,
            "issued_region": entry.issued_region,
            "verbatim": entry.is_verbatim(),
            "verdicts": entry.verdicts,
            "amended": entry.amended,
            "reissued": entry.reissued,
            "changes": changes_as_json(&entry.issued, &entry.text, &entry.changes),
            "issued": entry.issued,
            "text": entry.text,
        })
    });
    let report = json!({ "version": 1, "entries": entries.collect::<Vec<_>>() });
    write_json(&report, out)
}
