//! The numbers of the official page (GB/T 9704-2012), in points.
//!
//! The text area (版心) is 156 × 225 mm and holds 22 lines of 28 characters, so a line is
//! 225 mm / 22 and a character 156 mm / 28 wide: a little less than the 16 pt of 三号,
//! which is why characters stand 0.2 pt closer than the font has them.
//!
//! The standard speaks of white above and at the binding edge; below and at the fore edge
//! are what is left of A4. Pages are printed on both sides, so the binding edge changes
//! sides. A landscape page is the same paper turned: its head lies at the portrait page's
//! left edge on odd and even pages alike (clause 8).

/// Points of a millimetre.
pub const MM: f32 = 72.0 / 25.4;
/// The long side of A4.
pub const PAPER_LONG: f32 = 297.0 * MM;
/// The short side of A4.
pub const PAPER_SHORT: f32 = 210.0 * MM;
/// The long side of the text area.
pub const AREA_LONG: f32 = 225.0 * MM;
/// The short side of the text area.
pub const AREA_SHORT: f32 = 156.0 * MM;
/// From one line to the next.
pub const LINE: f32 = AREA_LONG / 22.0;
/// From one character of body text to the next.
pub const CHARACTER: f32 = AREA_SHORT / 28.0;
/// 三号: body text and headings.
pub const BODY: f32 = 16.0;
/// 二号: the title.
pub const TITLE: f32 = 22.0;
/// 四号: page numbers, charts.
pub const SMALL: f32 = 14.0;
/// 小四: tables. The standard names no size for them; this is the usual one.
pub const TABLE: f32 = 12.0;
/// From one line of a table cell to the next.
pub const TABLE_LINE: f32 = 18.0;
/// From the text area to the top of the page number.
pub const NUMBER_GAP: f32 = 7.0 * MM;
/// White above the text area (天头).
const HEAD: f32 = 37.0 * MM;
/// White at the binding edge (订口).
const BINDING: f32 = 28.0 * MM;
/// White at the fore edge: the rest of the width.
const FORE: f32 = PAPER_SHORT - AREA_SHORT - BINDING;
/// White under the text area: the rest of the height.
const FOOT: f32 = PAPER_LONG - AREA_LONG - HEAD;

/// How the paper lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// Upright.
    #[default]
    Portrait,
    /// Turned, for wide tables.
    Landscape,
}

/// A rectangle, from the top left corner of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Of its left edge.
    pub x: f32,
    /// Of its top edge.
    pub y: f32,
    /// How wide it is.
    pub width: f32,
    /// How high it is.
    pub height: f32,
}

impl Sheet {
    /// Width and height of the paper.
    pub const fn paper(self) -> (f32, f32) {
        match self {
            Self::Portrait => (PAPER_SHORT, PAPER_LONG),
            Self::Landscape => (PAPER_LONG, PAPER_SHORT),
        }
    }

    /// Width and height of the text area.
    pub const fn text(self) -> (f32, f32) {
        match self {
            Self::Portrait => (AREA_SHORT, AREA_LONG),
            Self::Landscape => (AREA_LONG, AREA_SHORT),
        }
    }

    /// The text area of page `number`, counted from 1.
    pub const fn area(self, number: usize) -> Area {
        let odd = number % 2 == 1;
        let left = if odd { BINDING } else { FORE };
        let (width, height) = self.text();
        match self {
            Self::Portrait => Area { x: left, y: HEAD, width, height },
            Self::Landscape => Area { x: FOOT, y: left, width, height },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_margins_are_those_of_the_standard() {
        let mm = |points: f32| format!("{:.3}", points / MM);
        let odd = Sheet::Portrait.area(1);
        assert_eq!([mm(odd.x), mm(odd.y)], ["28.000", "37.000"]);
        assert_eq!([mm(FOOT), mm(FORE)], ["35.000", "26.000"]);
        assert_eq!(mm(Sheet::Portrait.area(2).x), "26.000");
        let turned = Sheet::Landscape.area(1);
        assert_eq!([mm(turned.x), mm(turned.y)], ["35.000", "28.000"]);
        assert_eq!(mm(PAPER_LONG - turned.x - turned.width), "37.000");
    }
}
