//! `jianyi import`: 读回填好的跟踪表.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::{Context, Exit, output, sheet};
use crate::corpus::Change;
use crate::diag::visible;
use crate::edit::{self, Filled};
use crate::model::DEFAULT_LIST;

/// The arguments of `import`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 填好的表：csv 或 xlsx；- 为标准输入的 csv
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 表里没有“清单”列时，属于这份清单
    #[arg(long, value_name = "NAME", default_value = DEFAULT_LIST)]
    list: String,
    /// 空格清除原有的值（不加则空格不改动记录）
    #[arg(long)]
    clear: bool,
    /// 不改文件，只说会怎样改
    #[arg(long)]
    dry_run: bool,
}

/// The largest table that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let store = cx.store()?;
    let corpus = cx.corpus(&store)?;
    if !corpus.lists().contains(&args.list.as_str()) {
        bail!("没有名为“{}”的清单；现有 {}", args.list, corpus.lists().join("、"));
    }
    let bytes = read(&args.file, cx)?;
    let mut found = false;
    let mut all = Filled::default();
    for (name, table) in sheet::tables(&bytes)? {
        let named =
            if name.is_empty() { String::new() } else { format!("工作表 {name} ") };
        match edit::fill(&corpus, &args.list, &table, args.clear) {
            Ok(filled) => {
                found = true;
                merge(&mut all, filled, &named);
            }
            Err(error) if name.is_empty() => return Err(error.into()),
            Err(_) => {}
        }
    }
    if !found {
        bail!("没有一张工作表的表头里有“序号”；请用 export --report tracking 写出的表");
    }
    if !args.dry_run {
        cx.apply(&store, &all.plan)?;
    }
    tell(&all, cx)?;
    let (fields, files) = (all.changes.len(), all.plan.changes.len());
    let done = if args.dry_run { "会改" } else { "已改" };
    cx.say(format!("{done} {files} 个文件的 {fields} 个字段"))?;
    Ok(Exit::found_if(!all.conflicts.is_empty()))
}

/// Adds what a sheet says, `named` in messages. An item that an earlier sheet changed is
/// left as that says: two changes made from the same text cannot both be carried out.
fn merge(all: &mut Filled, mut new: Filled, named: &str) {
    let path_of = |change: &Change| change.before().map(|(path, _)| path.to_owned());
    let known: BTreeSet<String> = all.plan.changes.iter().filter_map(path_of).collect();
    let again = |path: &String| known.contains(path);
    let twice = new.plan.changes.iter().filter_map(path_of).filter(again);
    let told = twice.map(|path| format!("{path} 在前面的工作表里已有，以前面的为准"));
    new.conflicts.extend(told.collect::<Vec<_>>());
    new.plan.changes.retain(|change| !path_of(change).is_some_and(|path| again(&path)));
    new.changes.retain(|change| !again(&change.0));
    all.plan.changes.extend(new.plan.changes);
    all.changes.extend(new.changes);
    all.conflicts.extend(new.conflicts.iter().map(|told| format!("{named}{told}")));
    for note in new.notes {
        if !all.notes.contains(&note) {
            all.notes.push(note);
        }
    }
}

fn read(file: &Path, cx: &mut Context<'_, '_>) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        cx.streams.input.take(LARGEST + 1).read_to_end(&mut bytes)?;
    } else {
        let told = || format!("无法读取 {}", file.display());
        let file = std::fs::File::open(output::resolve(&cx.streams.here, file))
            .with_context(told)?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).with_context(told)?;
    }
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        bail!("{} 超过 64 MB，不像一张跟踪表", file.display());
    }
    Ok(bytes)
}

fn tell(filled: &Filled, cx: &mut Context<'_, '_>) -> anyhow::Result<()> {
    for (path, field, old, new) in &filled.changes {
        let empty = |text: &str| {
            if text.is_empty() { "（空）".to_owned() } else { visible(text) }
        };
        writeln!(
            cx.streams.out,
            "{}  {field}：{} → {}",
            visible(path),
            empty(old),
            empty(new)
        )?;
    }
    for note in &filled.notes {
        cx.say(format!("注意：{}", visible(note)))?;
    }
    for conflict in &filled.conflicts {
        cx.warn(format!("未导入：{}", visible(conflict)))?;
    }
    Ok(())
}
