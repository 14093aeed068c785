//! Characters that were lost before the source came here: an encoding had no place for
//! them, and something else stands there.

use memchr::memmem::Finder;

use super::account::{Account, Class};
use super::bytes::parts::parts;
use super::notice::{self, Report};
use crate::text::Span;

/// What stands for a character that could not be read, and what became of that where it
/// was saved as UTF-8 and read as GBK.
const REPLACED: [&str; 2] = ["\u{FFFD}", "锟斤拷"];

/// What stands for characters that could not be written.
const ASKED: &str = "??";

/// Whether any of these stand in a text.
fn holds_marks(text: &[u8]) -> bool {
    const LONGEST: usize = "锟斤拷".len();
    let [replaced, read] = REPLACED;
    let marks = [ASKED, replaced, read].map(|mark| Finder::new(mark.as_bytes()));
    let holds = |part: &[u8]| marks.iter().any(|mark| mark.find(part).is_some());
    parts(text, LONGEST).any(|(_, part)| holds(part))
}

/// Tells how many places of what is no markup have lost characters, and where the first is.
pub(crate) fn tell(text: &str, account: &Account, report: &mut Report) {
    if !holds_marks(text.as_bytes()) {
        return;
    }
    let (mut lost, mut asked) = (Vec::new(), Vec::new());
    for piece in account.pieces().filter(|piece| piece.class != Class::Markup) {
        let words = piece.span.of(text);
        let places = |mark: &'static str| {
            let all = words.match_indices(mark);
            all.map(move |(at, _)| Span::new(at, at + mark.len()).shift(piece.span.start))
        };
        lost.extend(REPLACED.iter().flat_map(|mark| places(mark)));
        // ??? is one place.
        asked.extend(
            places(ASKED)
                .filter(|span| !Span::new(0, span.start).of(text).ends_with('?')),
        );
    }
    let help = "换一份没有丢字的原文；没有，就对照纸本在记录里补上";
    if let Some(&first) = lost.first() {
        let message = format!("原文里有 {} 个字已经丢失，第一个在这里", lost.len());
        report.note(notice::LOST, first, message).help = Some(help.to_owned());
    }
    if let Some(&first) = asked.first() {
        let message = format!("“??”可能是丢失的字，共 {} 处，第一处在这里", asked.len());
        report.note(notice::ASKED, first, message).help = Some(help.to_owned());
    }
}
