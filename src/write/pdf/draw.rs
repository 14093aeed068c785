//! Drawing pages with krilla.

use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{SerializeSettings, color::luma, destination::XyzDestination};

use super::super::WriteError;
use super::fonts::Fonts;
use super::{links, tags};
use crate::document::Document;
use crate::layout::{self, Bookmark, Mark, Page, Structure, Text};
use crate::model::day;

/// How thick the rules of a table are, in points.
const RULE: f32 = 0.5;
/// How dark the bars of a chart are: grey that prints well, 0 black to 255 white.
const BAR: u8 = 120;

/// The file; empty where the fonts miss a character.
pub(super) fn file(
    document: &Document,
    fonts: &Fonts<'_>,
) -> Result<Vec<u8>, WriteError> {
    let dated = document.date.as_deref().and_then(day).is_some();
    let kept = attempt(document, fonts, standards(dated));
    // A font that forbids what the standards ask for still makes a good page.
    kept.or_else(|_| attempt(document, fonts, Configuration::default()))
}

/// PDF/UA-1, and PDF/A-2 where the document says its date: that standard asks for one, and
/// a clock would make every file differ.
fn standards(dated: bool) -> Configuration {
    let standards =
        ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1);
    let standards =
        if dated { standards.with_archival_validator(Archival::A2_A) } else { standards };
    standards.finish().unwrap_or_default()
}

fn attempt(
    document: &Document,
    fonts: &Fonts<'_>,
    configuration: Configuration,
) -> Result<Vec<u8>, WriteError> {
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut file = krilla::Document::new_with(settings);
    let mut drawn: Vec<Vec<Identifier>> = Vec::new();
    let done = layout::lay(document, fonts, &mut |page, known| {
        drawn.resize_with(known.nodes.len(), Vec::new);
        if !fonts.miss_any() {
            put(&mut file, &page, known, fonts, &mut drawn);
        }
    });
    if fonts.miss_any() {
        return Ok(Vec::new());
    }
    drawn.resize_with(done.nodes.len(), Vec::new);
    file.set_outline(outline(&document.title, &done.outline));
    file.set_metadata(properties(document));
    file.set_tag_tree(tags::tree(&done.nodes, drawn));
    file.finish()
        .map_err(|error| WriteError { message: format!("无法写出 PDF：{error}") })
}

/// Adds a page to the file.
fn put(
    file: &mut krilla::Document,
    page: &Page,
    known: &Structure,
    fonts: &Fonts<'_>,
    drawn: &mut [Vec<Identifier>],
) {
    let (width, height) = page.sheet.paper();
    let settings = PageSettings::from_wh(width, height);
    let mut sheet = file.start_page_with(settings.unwrap_or_default());
    let mut surface = sheet.surface();
    draw(page, fonts, &mut surface, drawn);
    surface.finish();
    for (node, link) in links::of(page, known) {
        let identifier = sheet.add_tagged_annotation(link);
        if let Some(pieces) = drawn.get_mut(node) {
            pieces.push(identifier);
        }
    }
    sheet.finish();
}

fn draw(
    page: &Page,
    fonts: &Fonts<'_>,
    surface: &mut Surface<'_>,
    drawn: &mut [Vec<Identifier>],
) {
    let mut rest = page.marks.as_slice();
    while let Some(first) = rest.first() {
        let owner = owner(first);
        let count = rest.iter().take_while(|mark| self::owner(mark) == owner).count();
        let (marks, after) = rest.split_at(count);
        rest = after;
        let identifier = surface.start_tagged(match owner {
            Owner::Node(_) => ContentTag::Span(SpanTag::empty()),
            Owner::Rules => {
                ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout))
            }
            Owner::Page => {
                ContentTag::Artifact(Artifact::with_kind(ArtifactType::PageNumber))
            }
        });
        for mark in marks {
            draw_mark(mark, fonts, surface);
        }
        surface.end_tagged();
        if let Owner::Node(node) = owner
            && let Some(pieces) = drawn.get_mut(node)
        {
            pieces.push(identifier);
        }
    }
}

/// Whose a mark is in the structure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Node(usize),
    Rules,
    Page,
}

fn owner(mark: &Mark) -> Owner {
    match mark {
        Mark::Text(Text { node, .. }) => node.map_or(Owner::Page, Owner::Node),
        Mark::Bar { node, .. } => Owner::Node(*node),
        Mark::Rule { .. } => Owner::Rules,
    }
}

fn draw_mark(mark: &Mark, fonts: &Fonts<'_>, surface: &mut Surface<'_>) {
    match mark {
        Mark::Text(text) => draw_text(text, fonts, surface),
        Mark::Rule { from, to } => {
            let mut path = PathBuilder::new();
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke {
                paint: luma::Color::black().into(),
                width: RULE,
                ..Stroke::default()
            }));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        Mark::Bar { x, y, width, height, .. } => {
            let mut path = PathBuilder::new();
            path.push_rect(match Rect::from_xywh(*x, *y, *width, *height) {
                Some(rect) => rect,
                None => return,
            });
            fill(surface, BAR);
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
    }
}

fn fill(surface: &mut Surface<'_>, grey: u8) {
    surface.set_stroke(None);
    surface.set_fill(Some(Fill {
        paint: luma::Color::new(grey).into(),
        opacity: NormalizedF32::ONE,
        ..Fill::default()
    }));
}

fn draw_text(text: &Text, fonts: &Fonts<'_>, surface: &mut Surface<'_>) {
    let Some(font) = fonts.font(text.font) else { return };
    let glyphs: Vec<KrillaGlyph> = text
        .glyphs
        .iter()
        .map(|glyph| {
            let id = GlyphId::new(glyph.id);
            let advance = glyph.advance / text.size;
            KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, glyph.bytes.clone(), None)
        })
        .collect();
    fill(surface, 0);
    if text.turned {
        surface.push_transform(&Transform::from_row(0.0, 1.0, -1.0, 0.0, text.x, text.y));
        let start = Point::from_xy(0.0, 0.0);
        surface.draw_glyphs(start, &glyphs, font, &text.text, text.size, false);
        surface.pop();
    } else {
        let start = Point::from_xy(text.x, text.y);
        surface.draw_glyphs(start, &glyphs, font, &text.text, text.size, false);
    }
}

/// The bookmarks: the headings as a tree, or the title of a document without any.
fn outline(title: &str, headings: &[Bookmark]) -> Outline {
    let mut outline = Outline::new();
    if headings.is_empty() {
        let target = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(titled(title), target));
    }
    let mut rest = headings;
    while let Some((node, after)) = branch(rest) {
        outline.push_child(node);
        rest = after;
    }
    outline
}

/// The first heading with all that are under it, and those after.
fn branch(headings: &[Bookmark]) -> Option<(OutlineNode, &[Bookmark])> {
    let (first, mut rest) = headings.split_first()?;
    let target = XyzDestination::new(first.page, Point::from_xy(0.0, first.y));
    let mut node = OutlineNode::new(first.text.clone(), target);
    while rest.first().is_some_and(|next| next.level > first.level) {
        let Some((child, after)) = branch(rest) else { break };
        node.push_child(child);
        rest = after;
    }
    Some((node, rest))
}

/// A file without a title is called something by every reader; better by us.
fn titled(title: &str) -> String {
    if title.is_empty() { "无标题".to_owned() } else { title.to_owned() }
}

fn properties(document: &Document) -> Metadata {
    let mut properties = Metadata::new()
        .title(titled(&document.title))
        .language("zh-CN".to_owned())
        .creator("jianyi".to_owned())
        .authors(document.author.iter().cloned().collect());
    if let Some((year, month, date)) = document.date.as_deref().and_then(day) {
        properties = properties.creation_date(DateTime::new(year).month(month).day(date));
    }
    properties
}
