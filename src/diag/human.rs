//! Findings for people: the line of the file, a mark under the place, the way out.
//!
//! Drawn by annotate-snippets, which puts the mark under the right column of double-width
//! text and trims a line to the terminal's width. It reads the whole text it is given for
//! every finding; so it gets one line, of a long one the part round the place, and a
//! corpus with many findings costs no more than its findings.

use std::io;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
    renderer::DecorStyle,
};

use crate::text::Span;

use super::locate::Locator;
use super::visible::shown;
use super::{Finding, Place, Report, Safety, Severity, visible};

/// Prints all findings of `report`, an empty line after each.
pub fn print(report: &Report<'_>, to: &mut dyn io::Write) -> io::Result<()> {
    let renderer = if report.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(report.columns);
    let mut locator = Locator::new(report.texts);
    // Notes lie in other files; a locator of their own keeps the findings' file open.
    let mut beside = Locator::new(report.texts);
    for finding in report.findings {
        let group = group(finding, report.columns, &mut locator, &mut beside);
        writeln!(to, "{}\n", renderer.render(&[group]))?;
    }
    Ok(())
}

fn group<'f>(
    finding: &'f Finding,
    columns: usize,
    locator: &mut Locator<'_>,
    beside: &mut Locator<'_>,
) -> Group<'f> {
    let title = level(finding.severity).primary_title(visible(&finding.message));
    let mut group =
        title.id(finding.rule).elements(quote(&finding.place, None, columns, locator));
    for note in &finding.notes {
        let label = Some(note.message.as_str());
        group = group.elements(quote(&note.place, label, columns, beside));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.with_name("帮助").message(visible(help)));
    }
    if let Some(fix) = &finding.fix {
        let flag = match fix.safety {
            Safety::Safe => "--fix",
            Safety::Unsafe => "--fix=all",
        };
        let hint = format!("{flag} 可以自动改正：{}", visible(&fix.title));
        group = group.element(Level::NOTE.with_name("改正").message(hint));
    }
    group
}

fn level(severity: Severity) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    level.with_name(severity.label())
}

/// The head line `path:line:column` and the quoted line under it.
fn quote<'f>(
    place: &Place,
    label: Option<&str>,
    columns: usize,
    locator: &mut Locator<'_>,
) -> Vec<Element<'f>> {
    let start = locator.find(place).start;
    let path = visible(&place.path);
    let (Some(span), Some((text, line))) = (place.span, locator.line(place)) else {
        let label = label.map(|l| Level::NOTE.with_name("参见").message(visible(l)));
        return std::iter::once(Origin::path(path).into())
            .chain(label.map(Element::from))
            .collect();
    };
    let shown = Shown::cut(text, line, span, columns);
    let kind = match label {
        Some(_) => AnnotationKind::Context,
        None => AnnotationKind::Primary,
    };
    let mark = kind.span(shown.mark.start..shown.mark.end).label(label.map(visible));
    let snippet = Snippet::<Annotation<'f>>::source(shown.text);
    let snippet = snippet.line_start(start.line).annotation(mark);
    if shown.whole {
        return vec![snippet.path(path).into()];
    }
    // The column counts from the start of the line, not of what is left of it.
    let origin = Origin::path(path).line(start.line).char_column(start.column);
    vec![origin.into(), snippet.into()]
}

/// The part of a line that is drawn, and the mark's place in it.
struct Shown {
    text: String,
    mark: Span,
    whole: bool,
}

impl Shown {
    /// The line that holds the start of `span`, each character made visible; of a very
    /// long one what can reach the screen: as many characters before the start as the
    /// terminal has columns, and twice as many after it.
    fn cut(text: &str, line: Span, span: Span, columns: usize) -> Self {
        const LONG: usize = 4096;
        let whole = line.len() <= LONG;
        let reach = if whole { LONG } else { columns };
        let start = span.start.clamp(line.start, line.end);
        let end = span.end.clamp(start, line.end);
        let before = text.get(line.start..start).unwrap_or("");
        let after = text.get(start..line.end).unwrap_or("");
        let skip = before.char_indices().rev().nth(reach).map_or(0, |(at, _)| at);
        let mut shown_text: String = visible(before.get(skip..).unwrap_or(""));
        let mut mark = Span::at(shown_text.len());
        for (at, c) in after.char_indices().take(2 * reach) {
            shown_text.push(shown(c));
            if start + at < end {
                mark.end = shown_text.len();
            }
        }
        Self { text: shown_text, mark, whole }
    }
}
