//! Places inside regions that labels name with the region: 河南省郑州市.

use super::label::Names;
use crate::text::is_han;

/// How the names of places end that lie in a region.
const PLACES: [char; 6] = ['市', '州', '盟', '县', '区', '旗'];

impl Names {
    /// Whether `core`, a label without what it is dressed in, names a place with the region
    /// that it lies in.
    pub(super) fn is_place(&self, core: &str) -> bool {
        if !core.ends_with(PLACES) || !self.may_open(core) {
            return false;
        }
        let mut ends = core.char_indices().map(|(at, _)| at).skip(2);
        let found = ends.find_map(|end| {
            let (name, place) = core.split_at_checked(end)?;
            Some((self.find(name, false)?, place.trim_start_matches(['省', '市'])))
        });
        found.is_some_and(|(region, place)| {
            let length = place.chars().count();
            // No city lies in a city: 深圳市佛山市 are two labels, one under the other.
            let inside = !(region.ends_with('市') && place.ends_with('市'));
            let whole = place.chars().all(|c| is_han(c) && c != '省');
            inside && whole && (2..=11).contains(&length) && !self.holds_other(place)
        })
    }

    /// Whether another name begins inside `place`, as where labels stand one under the other.
    fn holds_other(&self, place: &str) -> bool {
        let mut ends = place.char_indices().map(|(at, _)| at).skip(1);
        self.find(place, false).is_some_and(|name| !self.cities.contains(name))
            || place.matches('市').nth(1).is_some()
            || ends.any(|at| place.get(at..).is_some_and(|own| self.may_open(own)))
    }
}
