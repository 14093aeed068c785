//! `jianyi export`: 把选中的建议写成文档或数据.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};

use super::output::{self, Wrote};
use super::selectors::{SelectorArgs, unless_broken};
use super::{Context, Exit};
use crate::corpus::Corpus;
use crate::diag::visible;
use crate::document::{self, Document};
use crate::select::Selection;
use crate::write::{self, Format, Options, Written};

/// The arguments of `export`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "FORMAT", help = format_help())]
    format: Option<String>,
    #[command(flatten)]
    selectors: SelectorArgs,
    /// 写到这个文件；不写或写 - 时输出到标准输出
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "NAME", help = report_help())]
    report: Option<String>,
    /// 自己的模板：带 minijinja 标签的 Markdown
    #[arg(long, value_name = "FILE", conflicts_with = "report")]
    template: Option<PathBuf>,
    /// 不写文件，只看 FILE 是否已过时（过时则退出码为 1）
    #[arg(long, requires = "output")]
    check: bool,
    /// 为 Excel 在 csv 开头加上 BOM
    #[arg(long)]
    excel: bool,
    #[command(flatten)]
    options: OptionArgs,
}

/// The help of `--format`, from the table.
fn format_help() -> String {
    let names: Vec<&str> = write::FORMATS.iter().map(|format| format.name).collect();
    format!("格式：{}；不写时按 FILE 的扩展名，再不然用 markdown", names.join("、"))
}

/// The help of `--report`, from the table.
fn report_help() -> String {
    let report =
        |report: &document::Report| format!("{}（{}）", report.name, report.summary);
    let reports: Vec<String> = document::REPORTS.iter().map(report).collect();
    format!("报告：{}，或 jianyi.yaml 里 reports 所列的", reports.join("、"))
}

/// What the formats can be asked for.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct OptionArgs {
    /// xlsx 按地区分工作表
    #[arg(long)]
    split: bool,
    /// 先在这里找字体（文件或文件夹），再找语料库的 fonts/ 和系统
    #[arg(long, value_name = "PATH")]
    font_path: Vec<PathBuf>,
}

impl OptionArgs {
    /// The same for the writers; the corpus's own fonts come after those asked for.
    pub(super) fn options(&self, root: &Path, here: &Path) -> anyhow::Result<Options> {
        let mut font_paths = Vec::new();
        for path in &self.font_path {
            let there = output::resolve(here, path);
            // Other fonts would be used without a word.
            if !there.exists() {
                bail!("没有 {}；--font-path 要写已有的字体文件或文件夹", path.display());
            }
            font_paths.push(there);
        }
        font_paths.extend(Some(root.join("fonts")).filter(|folder| folder.is_dir()));
        Ok(Options { split: self.split, font_paths, ..Options::default() })
    }
}

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let format = args.format()?;
    let store = cx.store()?;
    let corpus = cx.corpus(&store)?;
    let selection = args.selectors.select(&corpus, cx)?;
    if selection.items.is_empty() {
        return unless_broken(&corpus, Exit::Found, cx);
    }
    let options = args.options.options(store.root(), &cx.streams.here)?;
    let options = Options { excel: args.excel, ..options };
    let written =
        args.write(format, &selection, &options, (store.root(), &cx.streams.here))?;
    for note in &written.notes {
        cx.say(note)?;
    }
    for lost in &written.lost {
        cx.warn(lost)?;
    }
    let exit = match &args.output {
        Some(path) if path.as_os_str() != "-" => {
            let path = output::resolve(&cx.streams.here, path);
            if args.is_template(&path, &corpus, (store.root(), &cx.streams.here)) {
                bail!("{} 是模板，不会覆盖它；请换一个文件名", path.display());
            }
            args.save(&path, &written, store.root(), cx)?
        }
        _ => {
            print(&written.bytes, cx)?;
            Exit::Clean
        }
    };
    unless_broken(&corpus, exit, cx)
}

impl Args {
    fn format(&self) -> anyhow::Result<&'static Format> {
        let extension = self.output.as_deref().and_then(Path::extension);
        let name = match (&self.format, extension) {
            (Some(name), _) => name.as_str(),
            (None, Some(extension)) => extension.to_str().unwrap_or_default(),
            (None, None) => "markdown",
        };
        Ok(write::format(name)?)
    }

    fn write(
        &self,
        format: &Format,
        selection: &Selection<'_>,
        options: &Options,
        (root, here): (&Path, &Path),
    ) -> anyhow::Result<Written> {
        let asked = self.report.is_some() || self.template.is_some();
        let write = match (format.document, format.rows) {
            (_, Some(write)) if !asked => return Ok(write(&selection.rows(), options)?),
            (Some(write), _) => write,
            (None, _) => {
                bail!("{} 只写数据，不能和 --report 或 --template 同用", format.name)
            }
        };
        let report = self.report.as_deref().or(format.report).unwrap_or("list");
        let document = match &self.template {
            Some(path) => {
                template(&path.display().to_string(), &here.join(path), selection)?
            }
            None => build(report, selection, root)?,
        };
        Ok(write(&document, options)?)
    }

    /// Whether a template lies at `path`: the one given, or one of the corpus's own.
    fn is_template(
        &self,
        path: &Path,
        corpus: &Corpus,
        (root, here): (&Path, &Path),
    ) -> bool {
        let own = corpus.config.reports.iter().map(|report| root.join(&report.template));
        let given = self.template.iter().map(|template| here.join(template));
        let same = |template: PathBuf| {
            let real = template.canonicalize().ok();
            real.is_some() && real == path.canonicalize().ok()
        };
        own.chain(given).any(same)
    }

    fn save(
        &self,
        path: &Path,
        written: &Written,
        root: &Path,
        cx: &mut Context<'_, '_>,
    ) -> anyhow::Result<Exit> {
        let shown = path.display();
        if self.check {
            let stale = output::compare(path, &written.bytes)? != Wrote::Same;
            cx.say(if stale {
                format!("{shown} 已过时")
            } else {
                format!("{shown} 是最新的")
            })?;
            return Ok(Exit::found_if(stale));
        }
        if let Some(folder) = path.parent() {
            output::sweep(folder);
        }
        match output::write(root, path, &written.bytes)? {
            Wrote::Same => cx.say(format!("{shown} 没有变化"))?,
            Wrote::Changed => cx.say(format!("已更新 {shown}"))?,
            Wrote::New => cx.say(format!("已写入 {shown}"))?,
        }
        Ok(Exit::Clean)
    }
}

/// The report called `name` over the selection: one of the corpus's own, or a built-in one.
fn build(name: &str, selection: &Selection<'_>, root: &Path) -> anyhow::Result<Document> {
    let declared = &selection.corpus.config.reports;
    if let Some(own) = declared.iter().find(|report| report.name == name) {
        let path = inside(root, &own.template)?;
        return template(&own.template, &path, selection);
    }
    let own = declared.iter().map(|report| report.name.as_str());
    match document::report(name, own.clone()) {
        Ok(report) => Ok((report.build)(selection)),
        Err(Some(near)) => Err(anyhow!("没有名为 {name} 的报告；是否想用 {near}？")),
        Err(None) => {
            let known = document::REPORTS.iter().map(|report| report.name).chain(own);
            let known: Vec<&str> = known.collect();
            Err(anyhow!("没有名为 {name} 的报告；可用 {}", known.join("、")))
        }
    }
}

/// The file that `jianyi.yaml` names: inside the root, also where a link leads.
fn inside(root: &Path, path: &str) -> anyhow::Result<PathBuf> {
    let told = || format!("无法读取 jianyi.yaml 里 reports 的模板 {path}");
    let root = root.canonicalize().with_context(told)?;
    let real = root.join(path).canonicalize().with_context(told)?;
    if !real.starts_with(&root) {
        bail!("模板 {path} 不在语料库的文件夹里；请放进来，或用 --template");
    }
    Ok(real)
}

fn template(
    name: &str,
    path: &Path,
    selection: &Selection<'_>,
) -> anyhow::Result<Document> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("无法读取模板 {name}"))?;
    Ok(document::from_template(name, &text, selection)?)
}

/// Prints a file: as it is into a pipe; a terminal gets text only, and nothing it obeys.
fn print(bytes: &[u8], cx: &mut Context<'_, '_>) -> anyhow::Result<()> {
    if !cx.streams.terminal {
        return Ok(cx.streams.out.write_all(bytes)?);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => {
            for line in text.lines() {
                writeln!(cx.streams.out, "{}", visible(line))?;
            }
            Ok(())
        }
        _ => bail!("这种格式不能显示在终端里；请加 -o FILE"),
    }
}
