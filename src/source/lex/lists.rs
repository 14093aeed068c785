//! Lists of markup: what number each item has that no text says, and in which form a
//! reader of the page sees it; and the signs that Word writes out where it has bullets.

use memchr::memchr;

use super::bullet::Bullet;
use super::elements::attributes;
use super::html::referred;
use super::lexer::Lexer;
use super::needle::Needle;
use super::token::{Block, Gap, ListItem, Tokens, Why};
use crate::text::{is_blank, trim_blank};

/// Bytes of the longest bullet and of the longest space behind one that are looked at.
const REACH: usize = 200;

/// A list that is open.
#[derive(Debug)]
pub(crate) struct List {
    /// How its items are numbered, if they are.
    bullet: Bullet,
    /// The number of its next item.
    pub(super) next: u32,
    /// How many numbered lists its items stand in.
    depth: usize,
    /// Which of the styles it is of that OpenDocument numbers lists by.
    pub(super) style: Option<usize>,
}

impl Lexer<'_> {
    /// Opens the list whose tag is `whole`.
    pub(crate) fn open_list(&mut self, name: &str, whole: &str) {
        let [start] = attributes(whole, ["start"]);
        let empty_item = self.out.is_empty() && self.out.ordinal > 0;
        self.out.end(Gap::Paragraph);
        let mut bullet = if name == "ol" { numbering(whole) } else { Bullet::Sign };
        let (mut style, mut next) = (None, start.unwrap_or(1));
        if self.style.xml && whole.starts_with("<text:") {
            (style, next) = self.numbering_style(whole, empty_item);
            bullet = if style.is_some() { Bullet::Number } else { Bullet::Sign };
        }
        let around = self.tags.lists.last().map_or(outer(whole), |list| list.depth);
        let depth = around + usize::from(bullet.is_number());
        self.tags.lists.push(List { bullet, next, depth, style });
    }

    /// Closes the innermost list.
    pub(crate) fn close_list(&mut self) {
        self.out.end(Gap::Paragraph);
        if let Some(list) = self.tags.lists.pop() {
            self.note_numbering(&list);
        }
    }

    /// Opens the item whose tag is `whole`, in the innermost list.
    pub(crate) fn open_list_item(&mut self, whole: &str) {
        self.out.end(Gap::Paragraph);
        let [value, start] = attributes(whole, ["value", "text:start-value"]);
        let Some(list) = self.tags.lists.last_mut() else { return };
        self.out.bullet = list.bullet;
        if list.bullet.is_number() {
            let number = value.or(start).unwrap_or(list.next);
            list.next = number.saturating_add(1);
            self.out.ordinal = number;
            self.out.depth = u8::try_from(list.depth).unwrap_or(u8::MAX);
        }
    }

    /// Passes what stands in a span of Word's, whose tag is `whole`, and is set by a list:
    /// a bullet, or the space behind it. The space behind a number is one space, and none
    /// behind a sign as wide as a character of Chinese. Returns where the rest begins.
    pub(crate) fn pass_list_sign(&mut self, whole: &str, at: usize) -> usize {
        let end = self.bytes.len().min(at + REACH);
        let reach = self.bytes.get(at..end).unwrap_or(&[]);
        let Some(length) = memchr(b'<', reach) else { return at };
        let inner = self.text.get(at..at + length).unwrap_or("");
        let end = at + length;
        if is_bullet(whole, inner) && self.out.is_empty() {
            self.out.pass(at, end, Why::Bullet, true);
        } else if is_space(whole, inner) {
            self.out.space(at, end);
        } else {
            return at;
        }
        end
    }
}

impl Tokens {
    /// What a list of markup says of a block, if it opens an item of one.
    pub(crate) fn list_item(&self, block: &Block) -> Option<&ListItem> {
        let at = self.list_items.binary_search_by_key(&block.first, |item| item.first);
        at.ok().and_then(|at| self.list_items.get(at))
    }

    /// Whether the blocks `before` and `at` open items of lists of markup, and no block
    /// between them does.
    pub(crate) fn follows_item(&self, at: u32, before: u32) -> bool {
        let item = |at: u32| {
            let first = self.blocks.get(at as usize)?.first;
            self.list_items.binary_search_by_key(&first, |item| item.first).ok()
        };
        item(at).is_some_and(|at| at.checked_sub(1) == item(before))
    }

    /// Gives the blocks whose first runs are `firsts`, in order, the sign of a list.
    pub(crate) fn set_signs(&mut self, firsts: &[u32]) {
        let (bullet, mut fresh) = (Bullet::Sign, Vec::new());
        for &first in firsts {
            let at = self.list_items.binary_search_by_key(&first, |item| item.first);
            match at.ok().and_then(|at| self.list_items.get_mut(at)) {
                Some(item) => item.bullet = bullet,
                None => fresh.push(ListItem { first, ordinal: 0, depth: 0, bullet }),
            }
        }
        self.list_items.extend(fresh);
        self.list_items.sort_by_key(|item| item.first);
    }
}

/// The fonts whose characters are none of a script.
static FONTS: [Needle; 2] = [Needle::new(":Wingdings"), Needle::new(":Symbol")];

/// Whether the text `inner` of the span with the tag `whole` is a bullet: Word says so, or
/// it is set in characters that are none of a script.
fn is_bullet(whole: &str, inner: &str) -> bool {
    /// Letters that Word's own bullets are written as.
    const DRAWN: &str = "lnuovpqwmØü§àè";
    static LISTED: Needle = Needle::new("mso-list:");
    let listed = LISTED.is_in(whole) && whole.contains("Ignore");
    if !(listed || FONTS.iter().any(|font| font.is_in(whole))) {
        return false;
    }
    let inner = inner.replace("&nbsp;", "");
    let shown = trim_blank(&inner);
    let chars: Vec<char> = match shown.as_bytes() {
        [b'&', .., b';'] => referred(shown),
        _ => shown.chars().take(2).collect(),
    };
    let [c] = *chars else { return false };
    DRAWN.contains(c) || !c.is_alphanumeric()
}

/// Whether the span with the tag `whole` is the space behind the sign of a list.
fn is_space(whole: &str, inner: &str) -> bool {
    static SIZE: Needle = Needle::new("7.0pt");
    let blank = || inner.replace("&nbsp;", "").chars().all(is_blank);
    SIZE.is_in(whole) && whole.contains("Times New Roman") && blank()
}

/// How the items of the list whose tag is `whole` are numbered.
fn numbering(whole: &str) -> Bullet {
    const STYLES: &[(&str, Bullet)] = &[
        ("type=a", Bullet::Letter),
        ("type=\"a\"", Bullet::Letter),
        ("type='a'", Bullet::Letter),
        ("lower-alpha", Bullet::Letter),
        ("lower-latin", Bullet::Letter),
        ("type=A", Bullet::Capital),
        ("type=\"A\"", Bullet::Capital),
        ("type='A'", Bullet::Capital),
        ("upper-alpha", Bullet::Capital),
        ("upper-latin", Bullet::Capital),
        ("type=i", Bullet::Roman),
        ("type=\"i\"", Bullet::Roman),
        ("type='i'", Bullet::Roman),
        ("lower-roman", Bullet::Roman),
        ("type=I", Bullet::CapitalRoman),
        ("type=\"I\"", Bullet::CapitalRoman),
        ("type='I'", Bullet::CapitalRoman),
        ("upper-roman", Bullet::CapitalRoman),
        ("list-style:none", Bullet::Sign),
        ("list-style: none", Bullet::Sign),
        ("list-style-type:none", Bullet::Sign),
        ("list-style-type: none", Bullet::Sign),
    ];
    let style = STYLES.iter().find(|(sign, _)| whole.contains(sign));
    style.map_or(Bullet::Number, |&(_, bullet)| bullet)
}

/// How many lists stand around the one whose tag is `whole`, as Google Docs says in its
/// class: `lst-kix_abc-1`.
fn outer(whole: &str) -> usize {
    let class = whole.find("lst-kix_").and_then(|at| whole.get(at..)).unwrap_or("");
    let name = class.split([' ', '"', '\'', '>']).next().unwrap_or("");
    name.rsplit('-')
        .next()
        .and_then(|depth| depth.parse::<u8>().ok())
        .map_or(0, usize::from)
}
