//! The account: where every byte of a source went.

use super::bytes::decode::Decoded;
use super::lex::token::place;
use crate::text::{Span, is_blank};

/// What a piece of a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Text of the item with this index in `Parsed::items`.
    Text(u32),
    /// An item's number with its mark.
    Number(u32),
    /// A region label.
    Label,
    /// The title of the list.
    Title,
    /// Tags, entities' punctuation, Markdown marks, comments, styles, scripts.
    Markup,
    /// White space, line ends, form feeds.
    Space,
    /// Page numbers, running heads, repeated column heads.
    Furniture,
    /// What stands around the list: preface, signature, date, notes.
    Around,
    /// What has no place: each is an error finding.
    Left,
}

impl Class {
    /// The kinds of classes, in the order in which an account lists them, with what they
    /// are called.
    pub const KINDS: [(&'static str, Self); 9] = [
        ("正文", Self::Text(0)),
        ("序号", Self::Number(0)),
        ("地区", Self::Label),
        ("标题", Self::Title),
        ("清单外的文字", Self::Around),
        ("页眉页码和表头", Self::Furniture),
        ("标记", Self::Markup),
        ("空白", Self::Space),
        ("未归类", Self::Left),
    ];

    /// Which of [`Self::KINDS`] it is.
    pub const fn kind(self) -> usize {
        match self {
            Self::Text(_) => 0,
            Self::Number(_) => 1,
            Self::Label => 2,
            Self::Title => 3,
            Self::Around => 4,
            Self::Furniture => 5,
            Self::Markup => 6,
            Self::Space => 7,
            Self::Left => 8,
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        Self::KINDS.get(self.kind()).map_or("", |(name, _)| name)
    }
}

/// A run of bytes of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the source as received (not of the decoded text).
    pub span: Span,
    /// What they are.
    pub class: Class,
}

/// All pieces of a source: they tile it, first to last, without gap or overlap, because
/// only their ends are kept.
///
/// A wrapped page has two pieces a line, so that a piece is kept in five bytes: which item
/// it is of goes without saying, for the items stand in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Bytes of the byte order mark, which is markup.
    mark: usize,
    ends: Vec<u32>,
    /// The kinds of the pieces, as in [`Class::KINDS`].
    kinds: Vec<u8>,
    /// The first piece of each item.
    firsts: Vec<u32>,
    characters: [usize; Class::KINDS.len()],
}

/// How much of a source is of one class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// What the class is called.
    pub name: &'static str,
    /// Bytes of the source as received.
    pub bytes: usize,
    /// Characters of its decoded text.
    pub characters: usize,
}

impl Account {
    /// The pieces, in the order of the source.
    pub fn pieces(&self) -> impl Iterator<Item = Piece> {
        let mark = Piece { span: Span::new(0, self.mark), class: Class::Markup };
        let (mut start, mut item) = (self.mark, 0_u32);
        let pieces = (0_u32..).zip(self.ends.iter().zip(&self.kinds));
        let pieces = pieces.map(move |(at, (&end, &kind))| {
            while self.firsts.get(item as usize + 1).is_some_and(|&first| first <= at) {
                item += 1;
            }
            let class = match Class::KINDS.get(usize::from(kind)) {
                Some((_, Class::Text(_))) => Class::Text(item),
                Some((_, Class::Number(_))) => Class::Number(item),
                Some((_, class)) => *class,
                None => Class::Left,
            };
            let span = Span::new(start, end as usize);
            start = end as usize;
            Piece { span, class }
        });
        std::iter::once(mark).filter(|mark| !mark.span.is_empty()).chain(pieces)
    }

    /// How many bytes it accounts for.
    pub fn len(&self) -> usize {
        self.ends.last().map_or(0, |&end| end as usize)
    }

    /// The same of `text`, in which signs may have `stood` for some of the white space: those are
    /// markup.
    pub(crate) fn restored(self, text: &str, stood: bool) -> Self {
        if !stood {
            return self;
        }
        let mut own = Self::with_room_for(text);
        for piece in self.pieces() {
            let shown = piece.span.of(text);
            if piece.class != Class::Space {
                own.push(piece.span.end, shown.chars().count(), piece.class);
                continue;
            }
            let mut end = piece.span.start;
            for c in shown.chars() {
                end += c.len_utf8();
                let class = if is_blank(c) { Class::Space } else { Class::Markup };
                own.push(end, 1, class);
            }
        }
        own
    }

    /// Whether it accounts for nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How much of the source is of each class, in the order of [`Class::KINDS`]; classes
    /// that do not occur are left out.
    pub fn summary(&self) -> Vec<Share> {
        let mut shares = Class::KINDS.map(|(name, _)| Share { name, ..Share::default() });
        for piece in self.pieces() {
            if let Some(share) = shares.get_mut(piece.class.kind()) {
                share.bytes += piece.span.len();
            }
        }
        for (share, characters) in shares.iter_mut().zip(self.characters) {
            share.characters = characters;
        }
        shares.into_iter().filter(|share| share.bytes > 0).collect()
    }

    /// An empty account with room for the pieces of a wrapped page of this `text`, so that
    /// it is not moved as it grows; room that is not used costs nothing.
    pub(crate) fn with_room_for(text: &str) -> Self {
        const PIECE: usize = 32;
        let pieces = text.len() / PIECE;
        let (ends, kinds) = (Vec::with_capacity(pieces), Vec::with_capacity(pieces));
        Self { ends, kinds, ..Self::default() }
    }

    /// Puts what follows up to byte `end`, `characters` of them, into `class`; the items
    /// come in order.
    pub(crate) fn push(&mut self, end: usize, characters: usize, class: Class) {
        if let Some(sum) = self.characters.get_mut(class.kind()) {
            *sum += characters;
        }
        let end = place(end);
        let last = self.ends.last().copied().unwrap_or(0);
        if end <= last {
            return;
        }
        let items = match class {
            Class::Text(item) | Class::Number(item) => item as usize + 1,
            _ => 0,
        };
        let opens = items > self.firsts.len();
        if opens {
            let here = place(self.ends.len());
            self.firsts.resize(items, here);
        }
        let kind = u8::try_from(class.kind()).unwrap_or(u8::MAX);
        if !opens
            && self.kinds.last() == Some(&kind)
            && let Some(open) = self.ends.last_mut()
        {
            *open = end;
        } else {
            self.ends.push(end);
            self.kinds.push(kind);
        }
    }

    /// Turns its places in the decoded text into those of the source, whose byte order
    /// mark is markup.
    pub(crate) fn move_to_source(&mut self, decoded: &Decoded<'_>, bytes: &[u8]) {
        let mut map = decoded.to_source(bytes);
        for end in &mut self.ends {
            *end = place(map(*end as usize));
        }
        self.mark = decoded.mark;
    }
}
