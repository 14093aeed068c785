//! `jianyi init`: a new corpus, or the missing parts of one.

use super::{Context, Exit};
use crate::corpus::{Change, Plan, Store};

/// The arguments of `init`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 在哪个文件夹（默认当前文件夹）
    #[arg(value_name = "DIR", default_value = ".")]
    folder: std::path::PathBuf,
}

/// What a new corpus says about itself.
const CONFIG: &str = include_str!("init.yaml");

/// Why `seeds/` is there.
const SEEDS: &str = "把收到的原文原样放进这个文件夹，然后运行 jianyi parse。\n";

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let folder = cx.streams.here.join(&args.folder);
    std::fs::create_dir_all(&folder)
        .map_err(|error| anyhow::anyhow!("建不了 {}：{error}", folder.display()))?;
    let store = Store::open(Some(&folder), &folder)?;
    let files = [("jianyi.yaml", CONFIG), ("seeds/.gitkeep", SEEDS)];
    let missing = files.into_iter().filter(|(path, _)| !folder.join(path).exists());
    let changes = missing
        .map(|(path, new)| Change::Create { path: path.to_owned(), new: new.to_owned() })
        .collect();
    let plan = Plan { changes };
    cx.apply(&store, &plan)?;
    for change in &plan.changes {
        cx.say(change.summary())?;
    }
    if plan.is_empty() {
        cx.say("已经是一个语料库，什么都没有改")?;
    } else {
        cx.say("下一步：把原文放进 seeds/，运行 jianyi parse")?;
    }
    Ok(Exit::Clean)
}
