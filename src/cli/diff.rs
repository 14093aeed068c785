//! `jianyi diff`: 比较两个版本的建议.

use super::{Context, Exit};

/// The arguments of `diff`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

/// Runs it.
pub(super) fn run(_args: &Args, _cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    anyhow::bail!("尚未实现")
}
