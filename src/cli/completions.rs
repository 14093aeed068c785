//! `jianyi completions`: the completion script of a shell.

use clap::Command;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::{Context, Exit, brief};
use crate::check::CHECKS;
use crate::document::REPORTS;
use crate::model::{Regions, Vocabulary};
use crate::write::FORMATS;

/// The arguments of `completions`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// 哪种 shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: clap_complete::Shell,
}

/// Runs it.
pub(super) fn run(args: &Args, cx: &mut Context<'_, '_>) -> anyhow::Result<Exit> {
    let mut command = super::command().mut_subcommands(with_values);
    let mut script = Vec::new();
    // Written to memory first: the generator panics on a pipe that is closed.
    clap_complete::generate(args.shell, &mut command, "jianyi", &mut script);
    cx.streams.out.write_all(&script)?;
    Ok(Exit::Clean)
}

/// The command with the values that the tables know. Its grammar leaves them open: there
/// are reports and regions of one's own, and other spellings.
fn with_values(command: Command) -> Command {
    let of = command.get_name().to_owned();
    command.mut_args(|arg| {
        let values = known(&of, arg.get_id().as_str());
        if values.is_empty() {
            arg
        } else {
            arg.value_parser(PossibleValuesParser::new(values))
        }
    })
}

/// The values that the tables know for an option of a command.
fn known(command: &str, option: &str) -> Vec<PossibleValue> {
    let named = |(name, summary): (&'static str, &'static str)| {
        PossibleValue::new(name).help(summary)
    };
    let vocabulary = Vocabulary::builtin();
    match (command, option) {
        ("export", "format") => {
            FORMATS.iter().map(|format| named((format.name, format.summary))).collect()
        }
        ("brief", "format") => brief::USUAL.iter().map(PossibleValue::new).collect(),
        ("export", "report") => {
            REPORTS.iter().map(|report| named((report.name, report.summary))).collect()
        }
        ("explain", "rule") => {
            CHECKS.iter().map(|check| named((check.name, check.summary))).collect()
        }
        (_, "region" | "regions") => {
            Regions::builtin().iter().map(|region| region.name.clone().into()).collect()
        }
        (_, "department") => {
            vocabulary.departments().iter().map(|term| term.name.clone().into()).collect()
        }
        (_, "topic") => {
            vocabulary.topics().iter().map(|term| term.name.clone().into()).collect()
        }
        _ => Vec::new(),
    }
}
