//! `jianyi parse`: from the sources to the records, with an account of every character.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;

use clap::ValueEnum;

use super::{Context, Exit, patch, paths, report};
use crate::corpus::{Corpus, Store};
use crate::diag::{Finding, Severity};
use crate::edit::intake::{Conflict, Intake, Outcome, Step};
use crate::model::{DEFAULT_LIST, STDIN};
use crate::source::{self, Class, Parsed};
use crate::text::{ChangeKind, compare};

/// The arguments of `parse`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 原文（默认：seeds/ 下的全部文件；- 是标准输入）
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    /// 放进这份清单（recommendations/NAME/）
    #[arg(long, value_name = "NAME")]
    list: Option<String>,
    /// 编辑改过的建议也换回原文
    #[arg(long)]
    force: bool,
    /// 只说会改什么，不写文件
    #[arg(long)]
    dry_run: bool,
    /// 只显示原文，标明每一处归到哪里
    #[arg(long)]
    show: bool,
    /// --show 的样式
    #[arg(long, value_enum, default_value_t = View::Text, requires = "show")]
    format: View,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum View {
    Text,
    Html,
}

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let store = cx.store()?;
    let corpus = cx.load(&store)?;
    if let Some(list) = &args.list {
        paths::check_list_name(list)?;
    }
    let named = read_sources(args, cx, &store)?;
    let sources: Vec<_> = named.iter().map(|source| read(source, &corpus)).collect();
    if args.show {
        return show(args, cx, &sources);
    }
    let mut intake = Intake::new(&corpus, args.force);
    let mut taken = Vec::with_capacity(sources.len());
    for Received { name, parsed, .. } in &sources {
        if let Some(was) = intake.recognise(name, parsed) {
            cx.say(format!("注意 {name}：与记录的原文 {was} 相同，照改名处理"))?;
        }
        taken.push(intake.take(args.list.as_deref(), name, parsed));
    }
    let plan = intake.into_plan();
    if !args.dry_run {
        cx.apply(&store, &plan)?;
    }
    let mut found = false;
    for (Received { name, parsed, .. }, (list, steps)) in sources.iter().zip(&taken) {
        found |= tell_findings(cx, name, parsed)?;
        if !parsed.items.is_empty() {
            tell_items(cx, name, list, parsed)?;
            tell_account(cx, parsed)?;
        }
        found |= tell_steps(cx, steps)?;
    }
    if args.dry_run {
        patch::print(&plan, cx.streams.out)?;
    }
    Ok(Exit::found_if(found))
}

fn read_sources(
    args: &Args,
    cx: &mut Context<'_, '_>,
    store: &Store,
) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let mut named: Vec<(String, Vec<u8>)> = Vec::new();
    if args.sources.is_empty() {
        for name in store.sources()? {
            let bytes = store.source(&name)?;
            named.push((name, bytes));
        }
        if named.is_empty() {
            anyhow::bail!("seeds/ 下没有原文：把原文放进去，或写出文件名");
        }
    }
    for source in &args.sources {
        if source == STDIN {
            let mut bytes = Vec::new();
            cx.streams.input.read_to_end(&mut bytes)?;
            named.push((STDIN.to_owned(), bytes));
        } else {
            let path = cx.streams.here.join(source);
            let bytes = store.source(&path.to_string_lossy())?;
            let name = store.source_name(&path);
            if named.iter().any(|(known, _)| *known == name) {
                continue;
            }
            if Path::new(&name).is_absolute() {
                let advice = "先把它放进 seeds/ 再整理，记录才能与原文核对";
                cx.say(format!("注意 {name}：原文不在语料库里；{advice}"))?;
            }
            named.push((name, bytes));
        }
    }
    Ok(named)
}

/// A source as received and as read.
struct Received<'a> {
    name: &'a str,
    bytes: &'a [u8],
    parsed: Parsed<'a>,
}

fn read<'a>((name, bytes): &'a (String, Vec<u8>), corpus: &Corpus) -> Received<'a> {
    Received { name, bytes, parsed: source::read(name, bytes, &corpus.config.regions) }
}

/// Prints each source with its pieces labelled, and touches nothing.
fn show(
    args: &Args,
    cx: &mut Context<'_, '_>,
    sources: &[Received<'_>],
) -> anyhow::Result<Exit> {
    if args.format == View::Html {
        let shown: Vec<_> =
            sources.iter().map(|s| (s.name, &s.parsed, s.bytes)).collect();
        cx.streams.out.write_all(source::show::page(&shown).as_bytes())?;
    }
    let mut found = false;
    for Received { name, bytes, parsed } in sources {
        if args.format == View::Text {
            let shown = source::show::plain(parsed, bytes);
            cx.streams.out.write_all(shown.as_bytes())?;
        }
        found |= tell_findings(cx, name, parsed)?;
    }
    Ok(Exit::found_if(found))
}

/// Says what was joined, inferred and doubtful; whether there was an error.
fn tell_findings(
    cx: &mut Context<'_, '_>,
    name: &str,
    parsed: &Parsed<'_>,
) -> anyhow::Result<bool> {
    let texts = BTreeMap::from([(name, parsed.text.as_ref())]);
    let (brief, mut full): (Vec<Finding>, Vec<Finding>) =
        parsed.findings.iter().cloned().partition(|f| f.severity == Severity::Info);
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    let found = full.iter().any(is_error);
    if cx.quiet {
        full.retain(is_error);
    } else {
        report::say(cx, "short", &brief, &texts)?;
    }
    report::say(cx, "human", &full, &texts)?;
    Ok(found)
}

fn tell_items(
    cx: &mut Context<'_, '_>,
    name: &str,
    list: &str,
    parsed: &Parsed<'_>,
) -> anyhow::Result<()> {
    let regions = parsed.items.iter().filter_map(|item| item.region.as_ref());
    let regions: BTreeSet<_> = regions.collect();
    let to =
        if list == DEFAULT_LIST { String::new() } else { format!("（清单 {list}）") };
    writeln!(
        cx.streams.out,
        "{name}{to}：{} 条建议，{} 个地区，按“{}”读出",
        parsed.items.len(),
        regions.len(),
        parsed.dialect,
    )?;
    Ok(())
}

/// The account, in words and figures.
fn tell_account(cx: &mut Context<'_, '_>, parsed: &Parsed<'_>) -> anyhow::Result<()> {
    let shares = parsed.account.summary();
    let left = Class::Left.name();
    let lost: usize =
        shares.iter().filter(|s| s.name == left).map(|s| s.characters).sum();
    let all: usize = shares.iter().map(|share| share.characters).sum();
    let parts: Vec<_> = shares
        .iter()
        .map(|share| format!("{} {}", share.name, share.characters))
        .collect();
    let verdict = if lost == 0 {
        "每一个都有归处".to_owned()
    } else {
        format!("{lost} 个没有归处")
    };
    let out = &mut cx.streams.out;
    let bytes = parsed.account.len();
    writeln!(out, "原文共 {bytes} 字节，{all} 个字符，{verdict}：{}", parts.join("，"))?;
    Ok(())
}

/// Says what became of the records; whether there was a conflict.
fn tell_steps(cx: &mut Context<'_, '_>, steps: &[Step]) -> anyhow::Result<bool> {
    let mut conflict = false;
    let has = |step: &&Step| !matches!(step.outcome, Outcome::Gone);
    let kept: BTreeMap<_, _> =
        steps.iter().filter(has).map(|step| (step.printed, &step.path)).collect();
    for step in steps {
        let Step { path, printed, outcome } = step;
        match outcome {
            Outcome::Kept => cx.say(format!("保留 {path}：编辑改过，原文没有变"))?,
            Outcome::Region { ours, theirs } => cx.say(format!(
                "保留 {path}：地区是“{ours}”，原文里是“{theirs}”；编辑改过，或原文变了，--force 采用原文"
            ))?,
            Outcome::Updated => cx.say(format!("更新 {path}：原文变了"))?,
            Outcome::Forced => cx.say(format!("换回 {path}：按 --force 恢复为原文"))?,
            Outcome::Gone => {
                cx.say(match kept.get(printed) {
                    Some(other) => format!(
                        "注意 {path}：原文第 {printed} 项已是 {other}，这个文件未动；多余的请自行删去"
                    ),
                    None => format!("注意 {path}：原文里不再有第 {printed} 项，文件未动"),
                })?;
            }
            Outcome::Conflict(why) => {
                conflict = true;
                tell_conflict(cx, step, why)?;
            }
            Outcome::Created => cx.detail(format!("新建 {path}"))?,
            Outcome::Relocated => cx.detail(format!("更新出处 {path}"))?,
            Outcome::Unchanged => cx.detail(format!("不变 {path}"))?,
        }
    }
    tell_outcomes(cx, steps)?;
    Ok(conflict)
}

/// Says of how many records what became.
fn tell_outcomes(cx: &mut Context<'_, '_>, steps: &[Step]) -> anyhow::Result<()> {
    let count = |wanted: &[Outcome]| {
        steps.iter().filter(|step| wanted.contains(&step.outcome)).count()
    };
    let conflicts =
        steps.iter().filter(|step| matches!(step.outcome, Outcome::Conflict(_))).count();
    let relabelled = steps
        .iter()
        .filter(|step| matches!(step.outcome, Outcome::Region { .. }))
        .count();
    let parts = [
        (count(&[Outcome::Created]), "新建"),
        (count(&[Outcome::Updated]), "更新"),
        (count(&[Outcome::Forced]), "换回原文"),
        (count(&[Outcome::Kept]), "保留编辑的改动"),
        (relabelled, "保留与原文不同的地区"),
        (conflicts, "冲突"),
        (count(&[Outcome::Unchanged, Outcome::Relocated]), "不变"),
    ];
    let told: Vec<_> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{what} {count}"))
        .collect();
    if !told.is_empty() {
        writeln!(cx.streams.out, "记录：{}", told.join("，"))?;
    }
    Ok(())
}

fn tell_conflict(
    cx: &mut Context<'_, '_>,
    step: &Step,
    why: &Conflict,
) -> anyhow::Result<()> {
    let Step { path, printed, .. } = step;
    let err = &mut cx.streams.err;
    match why {
        Conflict::Both { ours, theirs } => {
            writeln!(
                err,
                "冲突 {path}：编辑改过，原文也变了，文件未动；--force 采用原文"
            )?;
            for change in compare(ours, theirs) {
                let kind = match change.kind {
                    ChangeKind::Spacing => "空白",
                    ChangeKind::Punctuation => "标点",
                    ChangeKind::Wording => "文字",
                };
                let (ours, theirs) = (change.old.of(ours), change.new.of(theirs));
                writeln!(err, "  {kind}：记录“{ours}”，原文“{theirs}”")?;
            }
        }
        Conflict::Taken(_) => {
            writeln!(
                err,
                "冲突 {path}：原文第 {printed} 项要用的序号已被这个文件占用；用 --list 另立清单，或用 --force 排到清单末尾"
            )?;
        }
        Conflict::Unreadable => {
            writeln!(
                err,
                "冲突 {path}：文件读不出来，原文第 {printed} 项没有写；先用 jianyi validate 查看并修好它"
            )?;
        }
        Conflict::Uneditable(why) => writeln!(err, "冲突 {path}：{why}，文件未动")?,
    }
    Ok(())
}
