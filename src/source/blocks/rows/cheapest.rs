//! The cheapest way to choose one place in each of many steps, where what a place costs depends
//! on the one before.

/// A place that is tried in a step.
#[derive(Clone, Copy, Debug)]
struct Tried {
    place: usize,
    /// What it costs up to here.
    cost: u32,
    /// The place before, among those tried in that step.
    before: usize,
}

/// The places, one of those tried in each of `steps`, that cost least together, and how much;
/// `cost` says it of a step and its place behind that of the step before, or that it cannot
/// stand there.
pub(crate) fn cheapest(
    steps: impl Iterator<Item = impl Iterator<Item = usize>>,
    cost: impl Fn(usize, Option<usize>, usize) -> Option<u32>,
) -> Option<(u32, Vec<usize>)> {
    let mut tried: Vec<Vec<Tried>> = Vec::new();
    for (nth, places) in steps.enumerate() {
        let found = places.filter_map(|place| {
            let Some(before) = tried.last() else {
                let cost = cost(nth, None, place)?;
                return Some(Tried { place, cost, before: 0 });
            };
            let costs = before.iter().enumerate().filter_map(|(at, own)| {
                let step = cost(nth, Some(own.place), place)?;
                Some((own.cost.saturating_add(step), at))
            });
            costs.min().map(|(cost, before)| Tried { place, cost, before })
        });
        let found = found.collect();
        tried.push(found);
    }
    let &Tried { place, cost, mut before } =
        tried.last()?.iter().min_by_key(|own| own.cost)?;
    let mut places = vec![place];
    for step in tried.iter().rev().skip(1) {
        let own = step.get(before)?;
        places.push(own.place);
        before = own.before;
    }
    places.reverse();
    Some((cost, places))
}
