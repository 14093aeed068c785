//! `jianyi diff`: the corpus between two git revisions, as recommendations.

mod data;
mod told;

use std::collections::BTreeSet;
use std::io;

use anyhow::bail;
use clap::ValueEnum;

use super::changes::{markdown, page, print};
use super::selectors::SelectorArgs;
use super::{Context, Exit};
use crate::corpus::{Commit, Corpus, Diff, HEAD, Side, Store, StoreError, diff};
use crate::diag::{visible, write_json};
use crate::select::{Selectors, select};

/// The arguments of `diff`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 版本：A..B 从 A 到 B，A...B 从两者的分叉点到 B，A 从 A 到工作文件夹；空着的一边是
    /// HEAD，不写则从 HEAD 到工作文件夹
    #[arg(value_name = "REV[..REV]")]
    revisions: Option<String>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = Form::Human, value_name = "FORMAT")]
    format: Form,
    #[command(flatten)]
    selectors: SelectorArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// 一条一段，改动的地方标出
    Human,
    /// 数据
    Json,
    /// 供合并请求的评论用
    Markdown,
    /// 自成一个文件的网页
    Html,
}

/// One of the two states that are compared.
struct Version {
    /// As people call it.
    name: String,
    /// `None` is the working folder.
    commit: Option<Commit>,
}

impl Version {
    fn at(store: &Store, name: &str) -> Result<Self, StoreError> {
        let name = if name.is_empty() { HEAD } else { name };
        Ok(Self { commit: Some(store.commit(name)?), name: visible(name) })
    }

    fn read(&self, store: &Store, cx: &Context<'_, '_>) -> Result<Corpus, StoreError> {
        match &self.commit {
            Some(commit) => cx.load_at(store, commit),
            None => cx.load(store),
        }
    }

    /// Its name, and which commit that is.
    fn full(&self) -> String {
        const SHORT: usize = 10;
        let hash = self.commit.as_ref().and_then(|commit| commit.hash.get(..SHORT));
        hash.map_or(self.name.clone(), |hash| format!("{}（{hash}）", self.name))
    }
}

/// The old one and the new one.
type Versions = (Version, Version);

/// Both versions that `asked` names.
fn versions(store: &Store, asked: &str) -> Result<Versions, StoreError> {
    if let Some((one, other)) = asked.split_once("...") {
        let (one, new) = (Version::at(store, one)?, Version::at(store, other)?);
        let name = format!("{} 与 {} 的分叉点", one.name, new.name);
        let fork = one.commit.zip(new.commit.as_ref());
        let fork = fork.map(|(one, other)| store.fork(&one, other)).transpose()?;
        return Ok((Version { name, commit: fork }, new));
    }
    if let Some((old, new)) = asked.split_once("..") {
        return Ok((Version::at(store, old)?, Version::at(store, new)?));
    }
    let folder = Version { name: "工作文件夹".to_owned(), commit: None };
    Ok((Version::at(store, asked)?, folder))
}

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let store = cx.store()?;
    let versions = versions(&store, args.revisions.as_deref().unwrap_or_default())?;
    let old = versions.0.read(&store, cx)?;
    let new = versions.1.read(&store, cx)?;
    if old.records.is_empty() && new.records.is_empty() {
        bail!("两个版本里都没有建议；用 --root 指明语料库的位置，或换一个版本");
    }
    let mut diff = diff(&old, &new);
    narrow(&mut diff, &args.selectors.selectors(), &old, &new)?;
    let told: Vec<_> =
        diff.entries.iter().map(|entry| told::told(entry, &versions, &new)).collect();
    let (title, counts) = (titled(&versions), told::counts(&diff));
    match args.format {
        Form::Human => {
            told.iter().try_for_each(|told| print(cx, told))?;
            let names = format!("{} → {}", versions.0.name, versions.1.name);
            writeln!(cx.streams.out, "{names}：{counts}")?;
        }
        Form::Json => write_json(&data::data(&diff, &versions), cx.streams.out)?,
        Form::Markdown => {
            cx.streams.out.write_all(markdown(&title, &counts, &told).as_bytes())?;
        }
        Form::Html => {
            cx.streams.out.write_all(page(&title, &counts, &told).as_bytes())?;
        }
    }
    notes(cx, &versions, &old, &new)?;
    Ok(Exit::found_if(!diff.entries.is_empty()))
}

/// Keeps what the selectors match on either side, and what they cannot see into.
fn narrow(
    diff: &mut Diff<'_>,
    selectors: &Selectors,
    old: &Corpus,
    new: &Corpus,
) -> anyhow::Result<()> {
    if *selectors == Selectors::default() {
        return Ok(());
    }
    let paths = |corpus| -> Result<BTreeSet<&str>, _> {
        let selection = select(corpus, selectors)?;
        Ok(selection.items.iter().map(|(record, _)| record.path.as_str()).collect())
    };
    // A list or a topic may be known on one side only.
    let (old, new) = match (paths(old), paths(new)) {
        (Err(_), Err(error)) => return Err(error),
        (old, new) => (old.unwrap_or_default(), new.unwrap_or_default()),
    };
    let among = |side: &Option<Side<'_>>, paths: &BTreeSet<&str>| {
        side.as_ref().is_some_and(|side| paths.contains(side.record.path.as_str()))
    };
    let unread = |side: &Option<Side<'_>>| {
        side.as_ref().is_some_and(|side| side.value().is_none())
    };
    diff.entries.retain(|entry| {
        among(&entry.old, &old)
            || among(&entry.new, &new)
            || unread(&entry.old)
            || unread(&entry.new)
    });
    let differ = diff.entries.iter().filter(|entry| among(&entry.new, &new)).count();
    diff.same = new.len() - differ;
    Ok(())
}

/// Says what is wrong with files that are not records.
fn notes(
    cx: &mut Context<'_, '_>,
    versions: &Versions,
    old: &Corpus,
    new: &Corpus,
) -> io::Result<()> {
    fn others(corpus: &Corpus) -> BTreeSet<(&str, &str)> {
        let records: BTreeSet<_> = corpus.records.iter().map(|r| &r.path).collect();
        let others = corpus.findings.iter();
        let others = others.filter(|finding| !records.contains(&finding.place.path));
        others.map(|f| (f.place.path.as_str(), f.message.as_str())).collect()
    }
    let (old, new) = (others(old), others(new));
    let old = old.iter().filter(|note| !new.contains(note)).map(|n| (&versions.0, n));
    for (version, (path, message)) in old.chain(new.iter().map(|n| (&versions.1, n))) {
        let (path, message) = (visible(path), visible(message));
        cx.say(format!("注意：{} {path}：{message}", version.name))?;
    }
    Ok(())
}

fn titled(versions: &Versions) -> String {
    format!("建议的变动：{} → {}", versions.0.full(), versions.1.full())
}
