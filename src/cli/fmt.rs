//! `jianyi fmt`: 改成规范写法.

use std::path::PathBuf;

use crate::diag::visible;
use crate::edit;

use super::{Context, Exit, Paths, patch};

/// The arguments of `fmt`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 只改这些文件或文件夹
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// 不改文件，只看是否都是规范写法（不是则退出码为 1）
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// 不改文件，只显示将作的改动
    #[arg(long)]
    dry_run: bool,
}

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let store = cx.store()?;
    let corpus = cx.corpus(&store)?;
    let wanted = Paths::new(&args.paths, cx, &store, &corpus)?;
    let formatted = edit::format(&corpus, |path| wanted.has(path));
    let (plan, left) = (&formatted.plan, &formatted.left);
    if !args.check && !args.dry_run {
        cx.apply(&store, plan)?;
    }
    if args.dry_run {
        patch::print(plan, cx.streams.out)?;
    } else {
        for change in &plan.changes {
            writeln!(cx.streams.out, "{}", visible(&change.summary()))?;
        }
    }
    for why in left {
        cx.warn(format!("没有改 {}", visible(why)))?;
    }
    let count = plan.changes.len();
    if args.check || args.dry_run {
        cx.say(format!("有 {count} 个文件不是规范写法；未改动任何文件"))?;
    } else {
        cx.say(format!("改了 {count} 个文件"))?;
    }
    Ok(Exit::found_if(!left.is_empty() || args.check && count > 0))
}
