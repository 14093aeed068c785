//! `jianyi validate`: 检查语料库.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::check::{self, Levels};
use crate::corpus::Corpus;
use crate::diag::{Finding, PRINTERS, Report, Safety, Severity, Texts};
use crate::edit;

use super::{Context, Exit, Paths, patch};

/// The arguments of `validate`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 只报告这些文件或文件夹（规则仍看整个语料库）
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// 输出格式
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats())]
    format: String,
    /// 规则的级别：error、warning、info 或 off，可重复
    #[arg(long = "rule", value_name = "RULE=LEVEL", value_parser = check::parse_level)]
    rules: Vec<(String, Option<Severity>)>,
    /// 自动改正：safe 只改标点和空格，all 也改须人复核的
    #[arg(
        long,
        value_name = "WHICH",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "safe"
    )]
    fix: Option<Which>,
    /// 只显示将作的改动，不写文件
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Which {
    Safe,
    All,
}

fn formats() -> PossibleValuesParser {
    let value = |p: &crate::diag::Printer| PossibleValue::new(p.name).help(p.summary);
    PossibleValuesParser::new(PRINTERS.iter().map(value))
}

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let store = cx.store()?;
    let mut corpus = cx.corpus(&store)?;
    let wanted = Paths::new(&args.paths, cx, &store, &corpus)?;
    let asked: BTreeMap<_, _> = args.rules.iter().cloned().collect();
    let levels = Levels::new(&corpus.config.rules, &asked);
    let mut findings = cx.check(&corpus, &levels);
    findings.retain(|finding| wanted.has(&finding.place.path));
    if let Some(which) = args.fix {
        let safety = match which {
            Which::Safe => Safety::Safe,
            Which::All => Safety::Unsafe,
        };
        let fixed = edit::fix(&corpus, &levels, &findings, safety);
        if args.dry_run {
            patch::print(&fixed.plan, cx.streams.out)?;
            said(&fixed, "将改正", cx)?;
            return Ok(Exit::found_if(!fixed.plan.is_empty()));
        }
        cx.apply(&store, &fixed.plan)?;
        said(&fixed, "改正了", cx)?;
        corpus = cx.load(&store)?;
        findings = cx.check(&corpus, &levels);
        findings.retain(|finding| wanted.has(&finding.place.path));
    }
    print(args, &corpus, &findings, store.root(), cx)?;
    summary(&corpus, &findings, &wanted, cx)?;
    Ok(Exit::found_if(findings.iter().any(|f| f.severity > Severity::Info)))
}

fn print(
    args: &Args,
    corpus: &Corpus,
    findings: &[Finding],
    root: &Path,
    cx: &mut Context<'_, '_>,
) -> anyhow::Result<()> {
    let Some(printer) = PRINTERS.iter().find(|p| p.name == args.format) else {
        bail!("没有格式“{}”", args.format);
    };
    let report = Report {
        findings,
        texts: &ByPath::new(corpus, findings),
        rules: &check::rules(),
        within: &within(root),
        color: cx.color,
        columns: cx.streams.columns,
    };
    Ok((printer.print)(&report, cx.streams.out)?)
}

/// The folder of the corpus in the git repository around it, with a `/` at the end.
fn within(root: &Path) -> String {
    let real = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let top = real.ancestors().find(|folder| folder.join(".git").exists());
    let inner = top.and_then(|top| real.strip_prefix(top).ok()).unwrap_or(Path::new(""));
    inner.iter().fold(String::new(), |path, part| path + &part.to_string_lossy() + "/")
}

fn said(fixed: &edit::Fixed, verb: &str, cx: &mut Context<'_, '_>) -> anyhow::Result<()> {
    let files = fixed.plan.changes.len();
    Ok(cx.say(format!("{verb} {} 处，涉及 {files} 个文件", fixed.count))?)
}

/// The last line: what was found in how many files, and what a fix would take.
fn summary(
    corpus: &Corpus,
    findings: &[Finding],
    wanted: &Paths,
    cx: &mut Context<'_, '_>,
) -> anyhow::Result<()> {
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let files = corpus.records.iter().filter(|r| wanted.has(&r.path)).count();
    let fixable = |safety| {
        let of = |f: &&Finding| f.fix.as_ref().is_some_and(|fix| fix.safety == safety);
        findings.iter().filter(of).count()
    };
    cx.say(format!(
        "检查了 {files} 个文件：{} 个错误，{} 个警告，{} 个提示",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info),
    ))?;
    match (fixable(Safety::Safe), fixable(Safety::Unsafe)) {
        (0, 0) => Ok(()),
        (safe, 0) => Ok(cx.say(format!("其中 {safe} 处可用 --fix 改正"))?),
        (0, all) => Ok(cx.say(format!("其中 {all} 处可用 --fix=all 改正，改后须复核"))?),
        (safe, all) => Ok(cx.say(format!(
            "其中 {safe} 处可用 --fix 改正，另 {all} 处可用 --fix=all 改正，改后须复核"
        ))?),
    }
}

/// The texts of the files that findings speak of, by path: the corpus itself would look
/// through all its records for each.
struct ByPath<'c> {
    texts: BTreeMap<&'c str, &'c str>,
}

impl<'c> ByPath<'c> {
    fn new(corpus: &'c Corpus, findings: &[Finding]) -> Self {
        let notes = findings.iter().flat_map(|f| f.notes.iter().map(|note| &note.place));
        let spoken: BTreeSet<&str> = findings
            .iter()
            .map(|finding| &finding.place)
            .chain(notes)
            .map(|place| place.path.as_str())
            .collect();
        let records = corpus.records.iter().map(|r| (r.path.as_str(), r.text.as_str()));
        let config = ("jianyi.yaml", corpus.config.text.as_str());
        let texts = records.chain([config]);
        Self { texts: texts.filter(|(path, _)| spoken.contains(path)).collect() }
    }
}

impl Texts for ByPath<'_> {
    fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).copied()
    }
}
