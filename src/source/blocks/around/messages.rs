//! Lists that came as messages of a chat: over each message stands who sent it and when.

use crate::source::blocks::numbers::numbering::Start;
use crate::source::blocks::page::{Page, Role};

/// Gives the lines over the messages, at blocks `lines`, and what stands between them and the
/// next label or item their role; returns the first blocks of such talk inside the list.
pub(crate) fn part(page: &mut Page<'_>, starts: &[Start], lines: &[usize]) -> Vec<usize> {
    let (Some(first), Some(last)) = (starts.first(), starts.last()) else {
        return Vec::new();
    };
    let inside = |at: usize| (first.block as usize..last.block as usize).contains(&at);
    let mut talk = Vec::new();
    for &line in lines.iter().filter(|&&at| inside(at)) {
        let next = starts.partition_point(|start| (start.block as usize) < line);
        let label = page.labels.partition_point(|placed| (placed.block as usize) < line);
        let label = page.labels.get(label).map(|placed| placed.block as usize);
        let next = starts.get(next).map(|next| next.block as usize);
        let until = [label, next].into_iter().flatten().min().unwrap_or(line);
        let text = |at: &usize| page.roles.get(*at) == Some(&Role::Text);
        let of_message: Vec<usize> = (line..until).filter(text).collect();
        talk.extend(of_message.get(1));
        for at in of_message {
            page.set(at, Role::Around);
        }
    }
    talk
}
