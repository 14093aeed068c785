//! `jianyi add`: 新增一条建议.

use anyhow::bail;

use super::{Context, Exit, paths};
use crate::edit::{self, Draft};
use crate::model::{DEFAULT_LIST, Regions};

/// The arguments of `add`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 建议全文；不写或写 - 时从标准输入读，空行分段
    #[arg(value_name = "TEXT")]
    text: Option<String>,
    /// 地区：全称、简称、一字、字母或代码
    #[arg(long, value_name = "REGION")]
    region: String,
    /// 加到这份清单
    #[arg(long, value_name = "NAME", default_value = DEFAULT_LIST)]
    list: String,
    /// 不写文件，只输出它会有的内容
    #[arg(long)]
    dry_run: bool,
}

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    paths::check_list_name(&args.list)?;
    let store = cx.store()?;
    let corpus = cx.load(&store)?;
    check_region(&args.region, &corpus.config.regions)?;
    let text = text_of(args, cx)?;
    let draft = Draft { list: args.list.clone(), region: args.region.clone(), text };
    let (item, plan) = edit::add(&corpus, &draft);
    if !args.dry_run {
        cx.apply(&store, &plan)?;
    }
    for change in &plan.changes {
        match change.after() {
            Some((_, new)) if args.dry_run => write!(cx.streams.out, "{new}")?,
            Some((path, _)) => writeln!(cx.streams.out, "{path}")?,
            None => {}
        }
    }
    if !args.dry_run {
        cx.say(format!("已新增第 {} 条（{}）", item.number, item.region))?;
    }
    Ok(Exit::Clean)
}

/// Fails where no region is called `name`.
fn check_region(name: &str, regions: &Regions) -> anyhow::Result<()> {
    if regions.find(name).is_some() {
        return Ok(());
    }
    match regions.nearest(name) {
        Some(near) => bail!("没有名为“{name}”的地区；是否想用 {}？", near.name),
        None => bail!("没有名为“{name}”的地区；先在 jianyi.yaml 的 regions 里声明"),
    }
}

/// The text that was written behind the command, or the one that comes in.
fn text_of(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<String> {
    let mut read = String::new();
    let written = args.text.as_deref().filter(|&text| text != "-");
    if written.is_none() {
        cx.streams.input.read_to_string(&mut read)?;
    }
    let text = paragraphs(written.unwrap_or(&read));
    if text.is_empty() {
        bail!("没有文字；写在命令后面，或从标准输入给出");
    }
    Ok(text)
}

/// Paragraphs parted by `\n`, from lines parted by empty lines, joined as records join
/// theirs.
fn paragraphs(text: &str) -> String {
    let mut paragraphs: Vec<String> = vec![String::new()];
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(last) if line.is_empty() && !last.is_empty() => {
                paragraphs.push(String::new());
            }
            Some(last) => {
                let glue = crate::text::glue(last, line);
                last.push_str(glue);
                last.push_str(line);
            }
            None => {}
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n")
}
