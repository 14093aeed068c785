//! `jianyi man`: the manual page, with a section for each command.

use clap_mangen::Man;

use super::{Context, Exit};
use crate::diag::visible;

/// The arguments of `man`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 只要这条命令的手册页
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let mut command = super::command();
    // Only a built command knows that it is called `jianyi validate`.
    command.build();
    let mut page = Vec::new();
    match &args.command {
        None => Man::new(command).render(&mut page)?,
        Some(name) => {
            let Some(found) = command.find_subcommand(name) else {
                let names: Vec<_> =
                    command.get_subcommands().map(clap::Command::get_name).collect();
                let (name, known) = (visible(name), names.join("、"));
                anyhow::bail!("没有命令“{name}”：有 {known}");
            };
            let man = Man::new(found.clone());
            man.title(format!("jianyi-{name}")).render(&mut page)?;
        }
    }
    cx.streams.out.write_all(set(&String::from_utf8_lossy(&page)).as_bytes())?;
    Ok(Exit::Clean)
}

/// The page as `man` should read it: the field of the date, which has none, kept empty so
/// that the version does not stand in it, and lists with each line by itself.
fn set(page: &str) -> String {
    let page = page.replacen(" 1  \"", " 1 \"\" \"", 1);
    page.replace("\n\\- ", "\n.br\n\\- ")
}
