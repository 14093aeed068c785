//! The structure of a document as krilla's tags (PDF/UA-1).

use std::num::{NonZeroU16, NonZeroU32};

use krilla::tagging::{
    Identifier, ListNumbering, Node as Leaf, TableHeaderScope, Tag, TagGroup, TagKind,
    TagTree,
};

use crate::layout::{Kind, Node};

/// The tree over the nodes, each with the pieces of pages that were drawn for it.
pub(super) fn tree(nodes: &[Node], drawn: Vec<Vec<Identifier>>) -> TagTree {
    // A node stands after its parent: from the last to the first, each is complete when it
    // is reached. Children are gathered in reverse.
    let mut children: Vec<Vec<TagGroup>> = nodes.iter().map(|_| Vec::new()).collect();
    let mut roots = Vec::new();
    for (i, (node, pieces)) in nodes.iter().zip(drawn).enumerate().rev() {
        let mut inside: Vec<Leaf> = pieces.into_iter().map(Into::into).collect();
        let own = children.get_mut(i).map(std::mem::take).unwrap_or_default();
        inside.extend(own.into_iter().rev().map(Leaf::from));
        let group = group(&node.kind, inside);
        match node.parent.and_then(|parent| children.get_mut(parent)) {
            Some(siblings) => siblings.push(group),
            None => roots.push(group),
        }
    }
    let mut tree = TagTree::new();
    for group in roots.into_iter().rev() {
        tree.push(group);
    }
    tree
}

fn group(kind: &Kind, inside: Vec<Leaf>) -> TagGroup {
    let tag: TagKind = match kind {
        Kind::Title => Tag::Title.into(),
        Kind::Heading(level, text) => {
            let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(text.clone())).into()
        }
        Kind::Paragraph => Tag::P.into(),
        Kind::List => Tag::L(ListNumbering::None).into(),
        Kind::Item => {
            let mut item = TagGroup::new(Tag::LI);
            item.push(filled(Tag::LBody.into(), inside));
            return item;
        }
        Kind::Table => Tag::Table.into(),
        Kind::Row => Tag::TR.into(),
        Kind::Head => Tag::TH(TableHeaderScope::Column).into(),
        Kind::Cell { rows } => {
            let rows = u32::try_from(*rows).ok().and_then(NonZeroU32::new);
            Tag::TD.with_row_span(rows.filter(|rows| rows.get() > 1)).into()
        }
        Kind::Figure(words) => Tag::Figure(Some(words.clone())).into(),
        Kind::Contents => Tag::TOC.into(),
        Kind::Entry(_) => {
            let mut entry = TagGroup::new(Tag::TOCI);
            entry.push(filled(Tag::Link.into(), inside));
            return entry;
        }
    };
    filled(tag, inside)
}

fn filled(tag: TagKind, inside: Vec<Leaf>) -> TagGroup {
    let mut group = TagGroup::new(tag);
    for leaf in inside {
        group.push(leaf);
    }
    group
}
