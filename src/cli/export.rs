//! `jianyi export`: 把选中的建议写成文档或数据.

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::output::{self, Wrote};
use super::selectors::SelectorArgs;
use super::{Context, Exit};
use crate::corpus::Corpus;
use crate::diag::visible;
use crate::document::{self, Document};
use crate::select::Selection;
use crate::write::{self, Format, Options, Written};

/// The arguments of `export`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 格式；不写时按 FILE 的扩展名，再不然用 markdown
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    #[command(flatten)]
    selectors: SelectorArgs,
    /// 写到这个文件；不写或写 - 时输出到标准输出
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// 报告：内置的或 jianyi.yaml 里 reports 所列的
    #[arg(long, value_name = "NAME")]
    report: Option<String>,
    /// 不写文件，只看 FILE 是否已过时（过时则退出码为 1）
    #[arg(long, requires = "output")]
    check: bool,
    #[command(flatten)]
    options: OptionArgs,
}

/// What the formats can be asked for.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct OptionArgs {
    /// 为 Excel 在 csv 开头加上 BOM
    #[arg(long)]
    excel: bool,
    /// xlsx 按地区分工作表
    #[arg(long)]
    split: bool,
    /// 先在这里找字体（文件或文件夹），再找语料库的 fonts/ 和系统
    #[arg(long, value_name = "PATH")]
    font_path: Vec<PathBuf>,
}

impl OptionArgs {
    /// The same for the writers; the corpus's own fonts come after those asked for.
    pub(super) fn options(&self, root: &Path, here: &Path) -> Options {
        let asked = self.font_path.iter().map(|path| output::resolve(here, path));
        let own = Some(root.join("fonts")).filter(|folder| folder.is_dir());
        Options {
            excel: self.excel,
            split: self.split,
            font_paths: asked.chain(own).collect(),
        }
    }
}

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let format = args.format()?;
    let store = cx.store()?;
    let corpus = store.load()?;
    let selection = args.selectors.select(&corpus, cx)?;
    if selection.items.is_empty() {
        return Ok(Exit::Found);
    }
    let options = args.options.options(store.root(), &cx.streams.here);
    let written = args.write(format, &selection, &options)?;
    for note in &written.notes {
        cx.say(note)?;
    }
    match &args.output {
        Some(path) if path.as_os_str() != "-" => {
            let path = output::resolve(&cx.streams.here, path);
            args.save(&path, &written, store.root(), cx)
        }
        _ => {
            print(&written.bytes, cx)?;
            Ok(Exit::Clean)
        }
    }
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
    ) -> anyhow::Result<Written> {
        let report = self.report.as_deref().or(format.report);
        match (report, format.document, format.rows) {
            (None, _, Some(write)) => Ok(write(&selection.rows(), options)?),
            (Some(report), Some(write), _) => {
                Ok(write(&build(report, selection)?, options)?)
            }
            _ => bail!("{} 只写数据，不能和 --report 同用", format.name),
        }
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
        match output::write(root, path, &written.bytes)? {
            Wrote::Same => cx.say(format!("{shown} 没有变化"))?,
            Wrote::Changed => cx.say(format!("已更新 {shown}"))?,
            Wrote::New => cx.say(format!("已写入 {shown}"))?,
        }
        Ok(Exit::Clean)
    }
}

/// The report called `name` over the selection.
fn build(name: &str, selection: &Selection<'_>) -> anyhow::Result<Document> {
    let corpus: &Corpus = selection.corpus;
    let own = corpus.config.reports.iter().map(|report| report.name.as_str());
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
