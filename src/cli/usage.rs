//! What is wrong with a command line, in the words of the other messages.
//!
//! clap says it in English. Its errors carry what was written, what could have been and
//! what is near; the sentences here are made of those. A kind that has none keeps clap's.

use std::error::Error as _;
use std::io::{self, ErrorKind::BrokenPipe};

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Exit, Streams};
use crate::diag::visible;

/// Prints what is wrong with a command line, or the help or version asked for.
pub(super) fn tell(error: &Error, streams: &mut Streams<'_>) -> Exit {
    let failed = error.use_stderr();
    let to: &mut dyn io::Write = if failed { streams.err } else { streams.out };
    let told = match sentence(error) {
        Some(sentence) => writeln!(to, "错误：{sentence}\n{}", way_out(error)),
        None => write!(to, "{}", error.render()),
    };
    // A reader that went away has seen enough.
    let lost = told.and_then(|()| to.flush()).is_err_and(|e| e.kind() != BrokenPipe);
    if failed || lost { Exit::Failed } else { Exit::Clean }
}

fn sentence(error: &Error) -> Option<String> {
    let said = |kind| text(error, kind);
    let refused = || said(ContextKind::InvalidArg).zip(said(ContextKind::InvalidValue));
    let sentence = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let near = near(error, ContextKind::SuggestedSubcommand);
            format!("没有命令“{}”{near}", said(ContextKind::InvalidSubcommand)?)
        }
        ErrorKind::UnknownArgument => match said(ContextKind::InvalidArg)? {
            option if option.starts_with('-') => {
                let near = near(error, ContextKind::SuggestedArg);
                format!("没有选项“{option}”{near}")
            }
            argument => format!("多了参数“{argument}”"),
        },
        ErrorKind::InvalidValue => invalid(error)?,
        ErrorKind::ValueValidation => {
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            let (option, value) = refused()?;
            format!("{option} 不能是“{value}”：{}", visible(&why))
        }
        ErrorKind::MissingRequiredArgument => {
            format!("缺少 {}", said(ContextKind::InvalidArg)?)
        }
        ErrorKind::ArgumentConflict => {
            match (said(ContextKind::InvalidArg)?, said(ContextKind::PriorArg)?) {
                (one, other) if one == other => format!("{one} 只能写一次"),
                (one, other) => format!("{one} 不能与 {other} 一起用"),
            }
        }
        ErrorKind::TooManyValues => {
            let (option, value) = refused()?;
            format!("{option} 不带值，多了“{value}”")
        }
        ErrorKind::InvalidUtf8 => "有的参数不是 UTF-8".to_owned(),
        _ => return None,
    };
    Some(sentence)
}

/// A value that is not among those an option takes, or none at all.
fn invalid(error: &Error) -> Option<String> {
    let option = text(error, ContextKind::InvalidArg)?;
    let value = text(error, ContextKind::InvalidValue).unwrap_or_default();
    let known = text(error, ContextKind::ValidValue).filter(|known| !known.is_empty());
    let known = known.map(|known| format!("；可用 {known}")).unwrap_or_default();
    if value.is_empty() {
        return Some(format!("{option} 后面缺少值{known}"));
    }
    let near = near(error, ContextKind::SuggestedValue);
    Some(format!("{option} 不能是“{value}”{near}{known}"))
}

/// What is near to a name that nothing has.
fn near(error: &Error, kind: ContextKind) -> String {
    text(error, kind).map(|near| format!("，是否指 {near}")).unwrap_or_default()
}

/// Where to read on: the command's own usage, when clap has it.
fn way_out(error: &Error) -> String {
    let usage = error.get(ContextKind::Usage).map(ToString::to_string);
    let usage = usage.as_deref().and_then(|usage| usage.strip_prefix("Usage: "));
    let usage =
        usage.map(|usage| format!("用法：{}\n", usage.trim())).unwrap_or_default();
    format!("{usage}说明见 --help")
}

/// A piece of what clap knows of the error; several are parted by 、.
fn text(error: &Error, kind: ContextKind) -> Option<String> {
    let text = match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        _ => return None,
    };
    Some(visible(&text))
}
