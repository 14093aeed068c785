//! What packs are called.
//!
//! A name must not depend on which packs a run makes, or a run for one region would write
//! over another's: so all of a corpus are named together, in the order of the list.

use std::collections::BTreeSet;

use crate::cli::output;
use crate::corpus::Corpus;
use crate::document::{Addressee, Packs};

/// The packs of a corpus with their names: a pack for each region, for the places that are
/// `asked` for, and for those whose packs are among the `listed` files.
pub(super) fn all(
    corpus: &Corpus,
    packs: &Packs<'_>,
    asked: &[Addressee],
    listed: &[String],
) -> Vec<(Addressee, String)> {
    let whole = |region| Addressee { region, place: None };
    let mut taken = BTreeSet::new();
    let mut all: Vec<(Addressee, String)> = Vec::new();
    for addressee in packs.regions().into_iter().map(whole) {
        let name = unused(&file_name(corpus, &addressee), &mut taken);
        all.push((addressee, name));
    }
    let mut places: Vec<Addressee> = Vec::new();
    for file in listed {
        let Some((name, _)) = file.rsplit_once('.') else { continue };
        let place = |region: &Addressee| {
            let place =
                name.strip_prefix(&file_name(corpus, region))?.strip_prefix('-')?;
            packs.around(place).into_iter().find(|found| found.region == region.region)
        };
        places.extend(all.iter().filter_map(|(region, _)| place(region)));
    }
    let asked = asked.iter().filter(|addressee| addressee.place.is_some());
    for place in places.into_iter().chain(asked.cloned()) {
        if all.iter().all(|(known, _)| *known != place) {
            let name = unused(&file_name(corpus, &place), &mut taken);
            all.push((place, name));
        }
    }
    all
}

/// `410000-河南省`, `410000-河南省-郑州市`, or the label alone where it has no code.
fn file_name(corpus: &Corpus, addressee: &Addressee) -> String {
    let region = corpus.config.regions.find(&addressee.region);
    let code = region.and_then(|region| region.code.as_deref());
    let parts = code
        .into_iter()
        .chain([addressee.region.as_str()])
        .chain(addressee.place.as_deref());
    output::safe_name(&parts.collect::<Vec<_>>().join("-"))
}

/// `name`, or the first of `name-2`, `name-3`, … that no other pack has.
fn unused(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.to_owned();
    let mut next = 2;
    // Names differ also on disks that do not tell capitals from small letters.
    while !taken.insert(free.to_lowercase()) {
        free = format!("{name}-{next}");
        next += 1;
    }
    free
}
