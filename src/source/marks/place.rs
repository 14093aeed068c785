//! Places inside regions that labels name with the region: 河南省郑州市.

use std::sync::Arc;

use super::label::Names;
use crate::model::{Region, RegionKind, Regions};
use crate::text::is_han;

/// How the names of places end that lie in a region.
const PLACES: [char; 6] = ['市', '州', '盟', '县', '区', '旗'];

/// The cities that are regions of their own, each with the region it lies in: 深圳市, 广东省.
pub(super) fn cities(regions: &Regions) -> Vec<(Arc<str>, Arc<str>)> {
    let of = |code: &Option<String>| {
        code.as_deref().and_then(|own| own.get(..2)).map(str::to_owned)
    };
    let provinces = || regions.iter().filter(|own| own.kind == RegionKind::Province);
    let cities = regions.iter().filter(|own| own.kind == RegionKind::City);
    let pair = |city: &Region| {
        let code = of(&city.code)?;
        let own = provinces().find(|own| of(&own.code).as_ref() == Some(&code))?;
        Some((city.name.as_str().into(), own.name.as_str().into()))
    };
    cities.filter_map(pair).collect()
}

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
            inside
                && whole
                && (2..=11).contains(&length)
                && !self.holds_other(region, place)
        })
    }

    /// Whether another name begins inside `place`, as where labels stand one under the other.
    fn holds_other(&self, region: &Arc<str>, place: &str) -> bool {
        let mut ends = place.char_indices().map(|(at, _)| at).skip(1);
        let lies = |name: &Arc<str>| {
            self.cities.iter().any(|(city, own)| city == name && own == region)
        };
        self.find(place, false).is_some_and(|name| !lies(name))
            || place.matches('市').nth(1).is_some()
            || ends.any(|at| place.get(at..).is_some_and(|own| self.may_open(own)))
    }
}
