//! The fonts of one document: faces are opened when a character needs them, and it is
//! remembered which were used for what, and which characters none of them has.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use fontdb::ID;
use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

use super::faces::Library;
use crate::layout::{Glyph, Metrics, Role};

/// The roles, as the notes call them.
const ROLES: &[(Role, &str)] = &[
    (Role::Title, "标题"),
    (Role::Body, "正文"),
    (Role::Hei, "黑体"),
    (Role::Kai, "楷体"),
    (Role::Song, "页码"),
];

/// What stands for a character that cannot be shown, in fonts without U+FFFD.
const STAND_INS: &[char] = &['〓', '□', '?'];

/// The fonts of one document.
pub(super) struct Fonts<'l> {
    library: &'l Library,
    /// The faces to try for each role, in the order of [`ROLES`].
    orders: Vec<(Role, Vec<ID>)>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// The opened faces; a glyph names its font by the place here.
    opened: Vec<Face>,
    /// Where each face that was tried is in `opened`; nothing where it is no good.
    places: HashMap<ID, Option<usize>>,
    glyphs: HashMap<(Role, char), Option<Glyph>>,
    missing: BTreeSet<char>,
    /// Which characters each role took from which font.
    used: BTreeMap<(Role, usize), BTreeSet<char>>,
}

struct Face {
    name: String,
    data: Arc<Vec<u8>>,
    index: u32,
    font: Font,
}

impl<'l> Fonts<'l> {
    pub(super) fn new(library: &'l Library) -> Self {
        let orders = ROLES.iter().map(|&(role, _)| (role, library.order(role))).collect();
        Self { library, orders, state: RefCell::default() }
    }

    /// The characters that no font has, in the order of their code points.
    pub(super) fn missing(&self) -> Vec<char> {
        self.state.borrow().missing.iter().copied().collect()
    }

    /// Whether there is a character that no font has.
    pub(super) fn miss_any(&self) -> bool {
        !self.state.borrow().missing.is_empty()
    }

    /// krilla's font for the font of a glyph.
    pub(super) fn font(&self, font: usize) -> Option<Font> {
        self.state.borrow().opened.get(font).map(|face| face.font.clone())
    }

    /// What was used: a line with the font of each role, and one for each further font
    /// that lent characters.
    pub(super) fn notes(&self) -> Vec<String> {
        let state = self.state.borrow();
        let name = |font: usize| state.opened.get(font).map_or("", |f| f.name.as_str());
        let mut main = Vec::new();
        let mut lent: BTreeMap<usize, BTreeSet<char>> = BTreeMap::new();
        for &(role, label) in ROLES {
            let of_role = state.used.iter().filter(|((of, _), _)| *of == role);
            let mut fonts: Vec<(usize, &BTreeSet<char>)> =
                of_role.map(|((_, font), chars)| (*font, chars)).collect();
            fonts.sort_by_key(|(_, chars)| std::cmp::Reverse(chars.len()));
            if let Some((first, others)) = fonts.split_first() {
                main.push(format!("{label} {}", name(first.0)));
                for (font, chars) in others {
                    lent.entry(*font).or_default().extend(*chars);
                }
            }
        }
        let mut notes = vec![format!("字体：{}", main.join("、"))];
        for (font, chars) in lent {
            let chars: String = chars.iter().collect();
            notes.push(format!("借用 {} 显示：{chars}", name(font)));
        }
        notes
    }

    fn find(&self, role: Role, c: char) -> Option<Glyph> {
        let order = self.orders.iter().find(|(of, _)| *of == role)?;
        order.1.iter().find_map(|&id| {
            let font = self.open(id, c)?;
            let state = self.state.borrow();
            state.opened.get(font).and_then(|face| glyph(&face.data, face.index, font, c))
        })
    }

    /// Opens a face for a character, unless it is open or has no glyph for it.
    fn open(&self, id: ID, c: char) -> Option<usize> {
        if let Some(place) = self.state.borrow().places.get(&id) {
            return *place;
        }
        self.library.look(id, |data, index| glyph(data, index, 0, c)).flatten()?;
        let face = Face::open(self.library, id);
        let mut state = self.state.borrow_mut();
        let place = face.map(|face| {
            state.opened.push(face);
            state.opened.len() - 1
        });
        state.places.insert(id, place);
        place
    }
}

impl Face {
    fn open(library: &Library, id: ID) -> Option<Self> {
        let (data, index) = library.look(id, |data, index| (data.to_vec(), index))?;
        let data = Arc::new(data);
        let font = Font::new(Arc::clone(&data).into(), index)?;
        Some(Self { name: library.name(id), data, index, font })
    }
}

/// The glyph for a character, if the face has one that can be drawn as an outline.
fn glyph(data: &[u8], index: u32, font: usize, c: char) -> Option<Glyph> {
    let face = FontRef::from_index(data, index).ok()?;
    let id = face.charmap().map(c).filter(|id| id.to_u32() != 0)?;
    face.outline_glyphs().get(id)?;
    let em = f32::from(face.head().ok()?.units_per_em());
    let metrics = face.glyph_metrics(Size::unscaled(), LocationRef::default());
    let advance = metrics.advance_width(id)? / em;
    Some(Glyph { font, id: id.to_u32(), advance })
}

impl Metrics for Fonts<'_> {
    fn glyph(&self, role: Role, c: char) -> Glyph {
        let known = self.state.borrow().glyphs.get(&(role, c)).copied();
        let glyph = known.unwrap_or_else(|| {
            let mut found = self.find(role, c);
            if c == '\u{FFFD}' {
                found =
                    found.or_else(|| STAND_INS.iter().find_map(|&s| self.find(role, s)));
            }
            let mut state = self.state.borrow_mut();
            state.glyphs.insert((role, c), found);
            match found {
                Some(glyph) => {
                    state.used.entry((role, glyph.font)).or_default().insert(c);
                }
                None => {
                    state.missing.insert(c);
                }
            }
            found
        });
        glyph.unwrap_or(Glyph { font: 0, id: 0, advance: 1.0 })
    }
}
