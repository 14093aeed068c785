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
        let next = starts.get(next).map(|next| next.block as usize);
        let until = [page.label_from(line), next].into_iter().flatten().min();
        let text = |at: &usize| page.is(*at, Role::Text);
        let of_message: Vec<usize> = (line..until.unwrap_or(line)).filter(text).collect();
        // The first is the line itself.
        talk.extend(of_message.get(1));
        for at in of_message {
            page.set(at, Role::Around);
        }
    }
    talk
}
