//! Where in its row a label or a number stands that is centred in it.

/// Half lines between the top of a line and its middle.
const HALF: u32 = 1;

/// Whether what stands at that height is between two lines: it was not set beside the nearest,
/// and shows the middle as it is.
pub(super) const fn is_between(middle: u32) -> bool {
    middle.is_multiple_of(2 * HALF)
}

/// How labels or numbers are set in the middle of their rows: one way for a whole source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Centring {
    /// In an even number of lines one of the two middle ones has the number: how many
    /// quarters of a line the middle is below that.
    rounding: i64,
    split: Split,
}

/// Where the label of a row stands that a page's end parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Split {
    /// In the middle of all its lines.
    Whole,
    /// In the middle of those before the page's end.
    First,
    /// At the first of them.
    Top,
}

/// A row, by the heights between which it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    pub from: u32,
    pub until: u32,
    /// Where the first page ends in it, if one does.
    pub page: Option<u32>,
}

impl Centring {
    /// Every way that programs set them.
    pub(crate) const ALL: [Self; 6] = [
        Self { rounding: 2, split: Split::Whole },
        Self { rounding: -2, split: Split::Whole },
        Self { rounding: 2, split: Split::First },
        Self { rounding: -2, split: Split::First },
        Self { rounding: 2, split: Split::Top },
        Self { rounding: -2, split: Split::Top },
    ];

    /// The same where what stands in the middle of an even number of lines is between two.
    pub(crate) const fn exact(self) -> Self {
        Self { rounding: 0, ..self }
    }

    /// How far a label that stands between the middles `first` and `last` is off its place
    /// in `row`, in eighths of a line.
    pub(crate) fn off(self, first: u32, last: u32, row: Extent) -> u32 {
        let until = match (self.split, row.page) {
            (Split::Top, Some(_)) => return 4 * first.abs_diff(row.from + HALF),
            (Split::First, Some(page)) => page,
            _ => row.until,
        };
        let twice = i64::from(first) + i64::from(last);
        let off = 2 * (twice - i64::from(row.from) - i64::from(until));
        let between = first == last && is_between(first);
        let rounding = if between { 0 } else { self.rounding };
        u32::try_from((off + rounding).abs() - rounding.abs()).unwrap_or(0)
    }
}
