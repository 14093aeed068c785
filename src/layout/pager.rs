//! Strips of marks onto pages, from the top of one text area to the top of the next.

use super::grid::{Area, LINE, NUMBER_GAP, SMALL, Sheet};
use super::line::{Measure, lines};
use super::metrics::{Metrics, Role};
use super::page::{Bookmark, Mark, Node, Page, Structure};
use super::spell::{Setting, Spelled};

/// The part of the em box that is above the base line, in Chinese fonts.
pub(super) const ASCENT: f32 = 0.88;
/// Rounding of heights, in points.
const NEARLY: f32 = 0.05;

/// Something as wide as the text area that is not parted by a page end.
#[derive(Clone, Debug, Default)]
pub(super) struct Strip {
    /// How high it is.
    pub(super) height: f32,
    /// Its marks, from its top left corner.
    pub(super) marks: Vec<Mark>,
    /// Whether it stands on the page of the next strip.
    pub(super) keep: bool,
    /// The heading that starts with it: level and text.
    pub(super) heading: Option<(u8, String)>,
}

/// The open page, and the place where the next strip goes. Pages that are full are handed
/// over and forgotten: a document may have thousands.
pub(super) struct Pager<'a> {
    metrics: &'a dyn Metrics,
    take: &'a mut dyn FnMut(Page, &Structure),
    /// The nodes so far, and the headings as a setting before this one found them.
    done: Structure,
    /// The headings so far.
    outline: Vec<Bookmark>,
    /// The last page begun, and its number; nothing before the first.
    page: Option<(usize, Page)>,
    sheet: Sheet,
    /// How much of the text area of the open page is used; nothing without one.
    used: Option<f32>,
    held: Vec<Strip>,
}

impl<'a> Pager<'a> {
    pub(super) fn new(
        metrics: &'a dyn Metrics,
        headings: &[Bookmark],
        take: &'a mut dyn FnMut(Page, &Structure),
    ) -> Self {
        Self {
            metrics,
            take,
            done: Structure { outline: headings.to_vec(), nodes: Vec::new() },
            outline: Vec::new(),
            page: None,
            sheet: Sheet::Portrait,
            used: None,
            held: Vec::new(),
        }
    }

    /// Adds to the structure.
    pub(super) fn node(&mut self, node: Node) -> usize {
        self.done.nodes.push(node);
        self.done.nodes.len() - 1
    }

    /// Width and height of the text area.
    pub(super) fn text_area(&self) -> (f32, f32) {
        self.sheet.text()
    }

    /// What is left of the open page, as high as a page where none is open.
    pub(super) fn room(&self) -> f32 {
        self.text_area().1 - self.used.unwrap_or(0.0) - self.held_height()
    }

    /// Whether this height and the strips that stand on its page fit on one.
    pub(super) fn holds(&self, height: f32) -> bool {
        self.held_height() + height <= self.text_area().1 + NEARLY
    }

    /// Starts a page with the next strip.
    pub(super) fn end_page(&mut self) {
        self.release();
        self.used = None;
    }

    /// Turns the paper: what follows stands on a page of that kind.
    pub(super) fn turn(&mut self, sheet: Sheet) {
        if sheet != self.sheet {
            self.end_page();
            self.sheet = sheet;
        }
    }

    /// Goes on at the next line of the grid, after a table.
    pub(super) fn resume_grid(&mut self) {
        if let Some(used) = &mut self.used {
            *used = ((*used - NEARLY) / LINE).ceil() * LINE;
        }
    }

    /// Puts a strip under the last, on the next page if it does not fit.
    pub(super) fn place(&mut self, strip: Strip) {
        if strip.keep {
            self.held.push(strip);
            return;
        }
        self.make_room(strip.height);
        self.put(strip);
    }

    /// Goes to the next page unless this height fits under the held strips, and puts those.
    pub(super) fn make_room(&mut self, height: f32) {
        let fits = height <= self.room() + NEARLY;
        if !fits && self.holds(height) {
            self.used = None;
        }
        self.release();
        if height > self.room() + NEARLY {
            self.used = None;
        }
    }

    /// Hands over the last page.
    pub(super) fn finish(mut self) -> Structure {
        self.release();
        self.page.get_or_insert_with(|| (1, Page::default()));
        self.hand_over();
        Structure { outline: self.outline, nodes: self.done.nodes }
    }

    /// Hands over the last page begun, with its number; says how many there were.
    fn hand_over(&mut self) -> usize {
        let Some((count, mut page)) = self.page.take() else { return 0 };
        page.marks.extend(number(count, page.sheet, self.metrics));
        (self.take)(page, &self.done);
        count
    }

    fn held_height(&self) -> f32 {
        self.held.iter().map(|strip| strip.height).sum()
    }

    fn release(&mut self) {
        for strip in std::mem::take(&mut self.held) {
            if strip.height > self.room() + NEARLY {
                self.used = None;
            }
            self.put(strip);
        }
    }

    fn put(&mut self, strip: Strip) {
        if self.used.is_none() {
            let before = self.hand_over();
            self.page = Some((before + 1, Page { sheet: self.sheet, marks: Vec::new() }));
        }
        let used = self.used.unwrap_or(0.0);
        let Some((number, page)) = &mut self.page else { return };
        let Area { x, y, .. } = self.sheet.area(*number);
        let top = y + used;
        if let Some((level, text)) = strip.heading {
            self.outline.push(Bookmark { level, text, page: *number - 1, y: top });
        }
        page.marks.extend(strip.marks.into_iter().map(|mark| mark.moved(x, top)));
        self.used = Some(used + strip.height);
    }
}

/// The number of a page: 四号 宋体, a dash at each side, 7 mm under the text area, a
/// character inside its outer edge.
fn number(number: usize, sheet: Sheet, metrics: &dyn Metrics) -> Vec<Mark> {
    let text = format!("— {number} —");
    let spelled =
        Spelled::new([(Role::Song, text.as_str())], Setting::free(SMALL), metrics);
    let measure = Measure { width: f32::MAX, indent: 0.0, justify: false };
    let Some(line) = lines(&spelled, measure).into_iter().next() else {
        return Vec::new();
    };
    let odd = number % 2 == 1;
    let Area { x, y, width, height } = sheet.area(number);
    match sheet {
        Sheet::Portrait => {
            let left = if odd { x + width - SMALL - line.width } else { x + SMALL };
            let base = y + height + NUMBER_GAP + ASCENT * SMALL;
            line.marks(&spelled, (left, base), None)
        }
        // The same place of the same paper, which lies with its foot at the left.
        Sheet::Landscape => {
            let base = x - NUMBER_GAP - ASCENT * SMALL;
            let top = if odd { y + height - SMALL - line.width } else { y + SMALL };
            turn(line.marks(&spelled, (0.0, 0.0), None), base, top)
        }
    }
}

/// Turns texts of one line a quarter clockwise: the line runs down from `top`, its base at
/// the left of it.
fn turn(mut marks: Vec<Mark>, base: f32, top: f32) -> Vec<Mark> {
    for mark in &mut marks {
        if let Mark::Text(text) = mark {
            (text.x, text.y) = (base, top + text.x);
            text.turned = true;
        }
    }
    marks
}

impl Mark {
    /// The same at another place.
    fn moved(mut self, dx: f32, dy: f32) -> Self {
        match &mut self {
            Self::Text(text) => {
                text.x += dx;
                text.y += dy;
            }
            Self::Rule { from, to } => {
                *from = (from.0 + dx, from.1 + dy);
                *to = (to.0 + dx, to.1 + dy);
            }
            Self::Bar { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
        }
        self
    }
}
