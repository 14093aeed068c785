//! `jianyi export`: 把选中的建议写成文档或数据.

use super::{Context, Exit};

/// The arguments of `export`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

/// Runs it.
pub(super) fn run(_args: &Args, _cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    anyhow::bail!("尚未实现")
}
