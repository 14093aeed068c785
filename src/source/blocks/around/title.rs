//! The title of a list: what says that a line is one, and the line before it where it is
//! broken over two.

use crate::source::blocks::page::{Page, Role};
use crate::source::lex::token::{Gap, Look, NO_CELL};
use crate::source::marks::folio::is_page_mark;
use crate::source::marks::heads::head_word;
use crate::source::marks::notes::is_date;
use crate::text::{bare, ends_text, is_blank};

/// Characters of the longest title that is looked at.
const LONGEST: usize = 80;

/// Finds the title among the blocks before `begins`: the last of those that look most
/// like one, with the line before it when it is broken over two.
pub(crate) fn find(page: &mut Page<'_>, begins: usize) -> Option<String> {
    let (at, title) = likeliest(page, begins)?;
    let joined = before_title(page, at).map(|(from, text)| {
        page.set(from, Role::Title);
        format!("{text}{title}")
    });
    page.set(at, Role::Title);
    let same = bare(&title);
    for other in 0..begins {
        let Some((block, Role::Text | Role::Furniture)) = page.block(other) else {
            continue;
        };
        let (head, whole) = page.head(&block, LONGEST);
        if whole && bare(&head) == same {
            page.set(other, Role::Title);
        }
    }
    let title = joined.unwrap_or(title);
    // The marks that wikis set around a heading: == 工作建议清单 ==.
    let name = title.strip_prefix('=').map(|own| own.trim_matches(['=', ' ']));
    Some(name.map_or_else(|| title.clone(), str::to_owned))
}

/// The last of the blocks before `begins` that look most like the title, and what it says.
fn likeliest(page: &Page<'_>, begins: usize) -> Option<(usize, String)> {
    let mut best: Option<(Likeness, usize, String)> = None;
    let mut candidates = 0;
    for at in 0..begins {
        let Some((block, role)) = page.block(at) else { continue };
        let (head, whole) = page.head(&block, LONGEST);
        let alone = page.is_alone(block.cell) || page.is_only_filled(at, at + 1);
        let in_row = block.cell != NO_CELL && !alone || block.look == Look::ColumnHead;
        if !whole || in_row || !matches!(role, Role::Text | Role::Furniture) {
            candidates += usize::from(role == Role::Text);
            continue;
        }
        candidates += usize::from(role == Role::Text);
        let Some(own) = likeness(&head, block.look) else { continue };
        // A word that heads columns is no title, unless it says that it is one.
        if own < Likeness::List && head_word(&head).is_some() {
            continue;
        }
        if best.as_ref().is_none_or(|(top, _, _)| own >= *top) {
            best = Some((own, at, head.into_owned()));
        }
    }
    let (most, at, title) = best?;
    (most > Likeness::Line || candidates <= 1).then_some((at, title))
}

/// How lists are called.
const LISTS: &[&str] = &["清单", "一览表", "台账", "汇总表", "建议表", "分解表"];

/// Whether `name` ends as the name of a list.
pub(crate) fn names_list(name: &str) -> bool {
    LISTS.iter().any(|word| name.ends_with(word))
}

/// How much a line looks like the title of a list, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// Nothing speaks against it.
    Line,
    /// It is set as one.
    Set,
    /// It says what is asked for.
    Tasks,
    /// It says that it names a list.
    List,
    /// It says so and is set as a heading.
    SetList,
}

/// Whether a line says that it is the title of a list.
pub(crate) fn is_title(line: &str) -> bool {
    likeness(line, Look::Plain) >= Some(Likeness::Tasks)
}

/// How much a line looks like the title of a list; nothing where it cannot be one.
pub(crate) fn likeness(text: &str, look: Look) -> Option<Likeness> {
    let ends = |c: char| ends_text(c) && !matches!(c, '）' | ')');
    // Nearly all lines that come here are of sentences, and need no closer look.
    if text.chars().rfind(|&c| !is_blank(c)).is_none_or(ends) {
        return None;
    }
    let bare = bare(text);
    let number = bare.contains('〔') || bare.ends_with('号') || bare.starts_with("附件");
    let heading = matches!(look, Look::Heading(_) | Look::Bold);
    if number || is_date(&bare) || is_page_mark(text) {
        return None;
    }
    let list = LISTS.iter().any(|word| bare.contains(word));
    Some(if list {
        if heading { Likeness::SetList } else { Likeness::List }
    } else if bare.contains("建议") || bare.contains("任务") {
        Likeness::Tasks
    } else if heading || look == Look::PageTitle {
        Likeness::Set
    } else {
        Likeness::Line
    })
}

/// The line before the title, when the title is broken over two lines.
fn before_title(page: &Page<'_>, at: usize) -> Option<(usize, String)> {
    let (block, _) = page.block(at)?;
    let from = at.checked_sub(1)?;
    let (before, Role::Text) = page.block(from)? else { return None };
    let (head, whole) = page.head(&before, LONGEST);
    let joined = block.gap == Gap::Line && before.look == block.look;
    let fits =
        whole && likeness(&head, before.look).is_some() && head.starts_with("关于");
    (joined && fits).then(|| (from, head.into_owned()))
}
