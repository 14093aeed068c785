//! `jianyi schema`: 输出记录的 JSON Schema.

use super::{Context, Exit};

/// The arguments of `schema`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

/// Runs it.
pub(super) fn run(_args: &Args, _cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    anyhow::bail!("尚未实现")
}
