//! The members of a list, changed in place: what stays at its ends is not touched.

use super::change::Change;
use super::tree::Node;
use super::write::Member;

/// A list as it stands and as it is wanted.
pub(super) struct Members<'m, 't> {
    pub(super) old: &'m [Node<'t>],
    pub(super) new: &'m [Member],
    pub(super) flow: bool,
}

impl Members<'_, '_> {
    /// Makes the list, which is not empty, the wanted one.
    pub(super) fn set(&self, change: &mut Change<'_>) {
        let same = |(old, new): &(&Node<'_>, &Member)| {
            old.scalar().is_some_and(|scalar| *scalar.text == *new.says)
        };
        let head = self.old.iter().zip(self.new).take_while(same).count();
        let (old, new) = (&self.old[head..], &self.new[head..]);
        let tail = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
        let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
        let paired = old.len().min(new.len());
        for (old, new) in old.iter().zip(new) {
            change.edit(old.span.start, old.span.end, new.spelling.as_str());
        }
        let (gone, come) = (&old[paired..], &new[paired..]);
        let before = (head + paired).checked_sub(1).and_then(|at| self.old.get(at));
        let after = self.old.get(head + old.len());
        match (gone.is_empty(), self.flow) {
            (false, true) => remove_flow(change, gone, before, after),
            (false, false) => gone.iter().for_each(|node| remove_line(change, node)),
            (true, _) if come.is_empty() => {}
            (true, true) => insert_flow(change, come, before, after),
            (true, false) => insert_lines(change, come, before, after),
        }
    }
}

fn remove_flow(
    change: &mut Change<'_>,
    gone: &[Node<'_>],
    before: Option<&Node<'_>>,
    after: Option<&Node<'_>>,
) {
    let (Some(first), Some(last)) = (gone.first(), gone.last()) else { return };
    match (before, after) {
        (Some(before), _) => change.edit(before.span.end, last.span.end, ""),
        (None, Some(after)) => change.edit(first.span.start, after.span.start, ""),
        (None, None) => change.edit(first.span.start, last.span.end, ""),
    }
}

fn insert_flow(
    change: &mut Change<'_>,
    come: &[Member],
    before: Option<&Node<'_>>,
    after: Option<&Node<'_>>,
) {
    let joined = come.iter().map(|m| m.spelling.as_str()).collect::<Vec<_>>().join(", ");
    match (before, after) {
        (Some(before), _) => {
            change.edit(before.span.end, before.span.end, format!(", {joined}"));
        }
        (None, Some(after)) => {
            change.edit(after.span.start, after.span.start, format!("{joined}, "));
        }
        (None, None) => {}
    }
}

/// Removes `- member` with its line.
fn remove_line(change: &mut Change<'_>, node: &Node<'_>) {
    if let Some(dash) = dash(change, node) {
        let end = change.line_end(node.span.end);
        change.remove_lines(dash, end);
    }
}

fn insert_lines(
    change: &mut Change<'_>,
    come: &[Member],
    before: Option<&Node<'_>>,
    after: Option<&Node<'_>>,
) {
    let Some(dash) = before.or(after).and_then(|node| dash(change, node)) else { return };
    let (end, indent) = (change.end, change.indent(dash));
    let mut lines = String::new();
    let at = before.map_or(dash, |before| change.line_end(before.span.end));
    for member in come {
        let line = ["- ", &member.spelling];
        match before {
            Some(_) => lines.extend([end, indent].into_iter().chain(line)),
            None => lines.extend(line.into_iter().chain([end, indent])),
        }
    }
    change.edit(at, at, lines);
}

/// Where the `-` of a member stands.
fn dash(change: &Change<'_>, node: &Node<'_>) -> Option<usize> {
    change.text.get(..node.span.start)?.rfind('-')
}
