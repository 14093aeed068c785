//! `jianyi parse`: 把 seeds/ 下的原文整理成一条建议一个文件.

use super::{Context, Exit};

/// The arguments of `parse`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

/// Runs it.
pub(super) fn run(_args: &Args, _cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    anyhow::bail!("尚未实现")
}
