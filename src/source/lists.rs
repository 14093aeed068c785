//! Lists of markup: what number each item has that no text says, and in which form a
//! reader of the page sees it.

use super::bullet::Bullet;
use super::elements::attributes;
use super::lexer::Lexer;
use super::token::Gap;

/// A list that is open.
#[derive(Debug)]
pub(super) struct List {
    /// How its items are numbered, if they are.
    bullet: Bullet,
    /// The number of its next item.
    next: u32,
    /// How many numbered lists its items stand in.
    depth: usize,
}

impl Lexer<'_> {
    /// Opens the list whose tag is `whole`.
    pub(super) fn open_list(&mut self, name: &str, whole: &str) {
        let (start, _) = attributes(whole, ["start", "reversed"]);
        self.out.end(Gap::Paragraph);
        let bullet = if name == "ol" { numbering(whole) } else { Bullet::Sign };
        let around = self.tags.lists.last().map_or(outer(whole), |list| list.depth);
        let depth = around + usize::from(bullet.is_number());
        self.tags.lists.push(List { bullet, next: start.unwrap_or(1), depth });
    }

    /// Opens the item whose tag is `whole`, in the innermost list.
    pub(super) fn open_list_item(&mut self, whole: &str) {
        self.out.end(Gap::Paragraph);
        let (value, _) = attributes(whole, ["value", ""]);
        let Some(list) = self.tags.lists.last_mut() else { return };
        self.out.bullet = list.bullet;
        if list.bullet.is_number() {
            let number = value.unwrap_or(list.next);
            list.next = number.saturating_add(1);
            self.out.ordinal = number;
            self.out.depth = u8::try_from(list.depth).unwrap_or(u8::MAX);
        }
    }
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
