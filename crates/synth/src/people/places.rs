//! Where people live: pieces of land with a character, the areas they belong to in each year, and how much they attract.

use std::ops::Range;

use super::chance::{chance_of, lasting, scatter, score_of};
use super::origin::{GROUP, GROUPS, share};
use crate::land::{Character, Land};

/// A piece of land that lies in one buurt in every year, and what its people are like.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// Index of its gemeente in [`Territory::gemeenten`].
    pub(crate) gemeente: u32,
    /// Residents on 1 January of the first year.
    pub(crate) residents: u32,
    /// Of them younger than 15.
    pub(crate) children: u32,
    /// Of them 65 or older.
    pub(crate) elderly: u32,
    /// Households, where that is known.
    pub(crate) households: Option<u32>,
    /// Of the adults under 65 without children at home: the share that lives alone.
    pub(crate) alone: f32,
    /// One-parent families per couple with children.
    pub(crate) one_parent: f32,
    /// How well off its people are: 0 is usual, the spread between places about a half.
    pub(crate) wealth: f32,
    /// How much it draws students and other young people, from 0 to 1.
    pub(crate) students: f32,
    /// Share of the households that rents from a housing corporation.
    pub(crate) corporation: f32,
    /// Share of the households that rents from someone else.
    pub(crate) private: f32,
    /// Whether it has a home for the elderly.
    pub(crate) home: bool,
    /// Chance of each group among its adults.
    pub(crate) mix: [f32; GROUPS],
}

/// Codes of one buurt and the areas around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Codes {
    /// Gemeente.
    pub(crate) gemeente: String,
    /// Wijk.
    pub(crate) wijk: String,
    /// Buurt.
    pub(crate) buurt: String,
}

/// The division into areas in one year.
#[derive(Debug)]
pub(crate) struct Vintage {
    /// All buurten.
    pub(crate) codes: Vec<Codes>,
    /// For each place: its buurt.
    pub(crate) of_place: Vec<u32>,
}

/// All places of a country or province, with what changes from year to year.
#[derive(Debug)]
pub(crate) struct Territory {
    /// The places, by gemeente.
    pub(crate) places: Vec<Place>,
    /// Which places belong to each gemeente.
    pub(crate) gemeenten: Vec<Range<usize>>,
    /// The division of each year, the first year first.
    pub(crate) vintages: Vec<Vintage>,
    /// For each year: how much the places before this one attract movers, together.
    attraction: Vec<Vec<f32>>,
}

/// What a character says of a place.
struct Habit {
    wealth: f32,
    children: f32,
    elderly: f32,
    alone: f32,
    students: f32,
    abroad: f32,
    corporation: f32,
    private: f32,
}

const fn habit(character: Character) -> Habit {
    let [wealth, children, elderly, alone, students, abroad, corporation, private] = match character {
        Character::Centre => [0.1, 0.09, 0.16, 0.58, 0.6, 0.33, 0.28, 0.42],
        Character::PreWar => [0.0, 0.13, 0.14, 0.47, 0.35, 0.34, 0.33, 0.28],
        Character::Flats => [-0.6, 0.17, 0.18, 0.44, 0.2, 0.52, 0.6, 0.12],
        Character::Suburb => [0.1, 0.16, 0.21, 0.32, 0.08, 0.22, 0.27, 0.06],
        Character::NewEstate => [0.45, 0.22, 0.1, 0.22, 0.06, 0.3, 0.18, 0.09],
        Character::Village => [0.15, 0.15, 0.23, 0.28, 0.04, 0.1, 0.22, 0.05],
        Character::Countryside => [0.3, 0.15, 0.22, 0.25, 0.03, 0.07, 0.07, 0.07],
        Character::Industry | Character::Nature | Character::Water => [-0.1, 0.1, 0.14, 0.6, 0.1, 0.35, 0.12, 0.4],
    };
    Habit { wealth, children, elderly, alone, students, abroad, corporation, private }
}

impl Territory {
    /// The places of a fictional province. `persons` residents in the first year, or as many as the land says.
    pub(crate) fn of_land(land: &Land, persons: Option<u64>, seed: u64) -> Self {
        let first = &land.divisions[0];
        let mut order: Vec<usize> = (0..land.tracts.len()).collect();
        order.sort_by_key(|&tract| (first.buurt_of_tract[tract], tract));
        let total: u64 = first.residents_of_tract.iter().map(|&residents| u64::from(residents)).sum();
        let wanted = persons.unwrap_or(total);
        let residents = scaled(order.iter().map(|&tract| first.residents_of_tract[tract]), total, wanted);
        let gemeente_of = |tract: usize| first.wijken[first.buurten[first.buurt_of_tract[tract]].wijk].gemeente;
        let mut places = Vec::with_capacity(order.len());
        for (&tract, &residents) in order.iter().zip(&residents) {
            let owner = scatter(seed ^ scatter(tract as u64 + 1));
            let buurt = scatter(seed ^ scatter(first.buurt_of_tract[tract] as u64 + 1_000_003));
            let wijk = scatter(seed ^ scatter(first.buurten[first.buurt_of_tract[tract]].wijk as u64 + 2_000_003));
            let habit = habit(land.tracts[tract].character);
            let wealth = habit.wealth + 0.22 * lasting(buurt, 1) + 0.12 * lasting(wijk, 1);
            let abroad =
                chance_of(score_of(habit.abroad) + 0.35 * lasting(buurt, 2) + 0.25 * lasting(wijk, 2) - 0.35 * wealth);
            let corporation = chance_of(score_of(habit.corporation) + 0.5 * lasting(buurt, 3) - 0.5 * wealth);
            let part = |share: f32, subject: u32| {
                let share = chance_of(score_of(share) + 0.22 * lasting(buurt, subject));
                (residents as f32 * share).round() as u32
            };
            places.push(Place {
                gemeente: gemeente_of(tract) as u32,
                residents,
                children: part(habit.children, 4),
                elderly: part(habit.elderly, 5),
                households: None,
                alone: chance_of(score_of(habit.alone) + 0.25 * lasting(buurt, 6)),
                one_parent: (0.27 - 0.12 * wealth).max(0.08),
                wealth,
                students: habit.students,
                corporation,
                private: habit.private * (1.0 - corporation) / (1.0 - habit.corporation),
                home: residents >= 300 && lasting(owner, 7) > 0.8,
                mix: mix(abroad, land.divisions[0].vintage, wijk, buurt),
            });
        }
        balance(&mut places, first.vintage);
        let vintages = land
            .divisions
            .iter()
            .map(|division| Vintage {
                codes: division
                    .buurten
                    .iter()
                    .map(|buurt| {
                        let wijk = &division.wijken[buurt.wijk];
                        Codes {
                            gemeente: division.gemeenten[wijk.gemeente].code.to_string(),
                            wijk: wijk.code.to_string(),
                            buurt: buurt.code.to_string(),
                        }
                    })
                    .collect(),
                of_place: order.iter().map(|&tract| division.buurt_of_tract[tract] as u32).collect(),
            })
            .collect();
        // A place that will grow attracts more than it loses: ordinary moves, and those who fill the new houses.
        let scale = wanted as f32 / total.max(1) as f32;
        let attraction = land
            .divisions
            .iter()
            .enumerate()
            .map(|(index, division)| {
                let next = land.divisions.get(index + 1);
                order.iter().map(move |&tract| {
                    let now = division.residents_of_tract[tract] as f32 * scale;
                    let then = next.map_or(now, |next| next.residents_of_tract[tract] as f32 * scale);
                    (now + 9.0 * (then - now)).max(0.3 * now)
                })
            })
            .map(running)
            .collect();
        Self { gemeenten: ranges(&places), places, vintages, attraction }
    }

    /// The places of real neighbourhoods, all with the same division in every year.
    pub(crate) fn of_places(places: Vec<Place>, codes: &[Codes], years: usize) -> Self {
        let weights = running(places.iter().map(|place| place.residents as f32));
        let of_place: Vec<u32> = (0..places.len() as u32).collect();
        Self {
            gemeenten: ranges(&places),
            vintages: (0..years).map(|_| Vintage { codes: codes.to_vec(), of_place: of_place.clone() }).collect(),
            attraction: vec![weights; years],
            places,
        }
    }

    /// A place among `within`, by how much it attracts in the year with this index; `lot` is between 0 and 1.
    pub(crate) fn somewhere(&self, year: usize, within: Range<usize>, lot: f32) -> Option<usize> {
        let sums = &self.attraction[year.min(self.attraction.len() - 1)];
        let (low, high) = (sums[within.start], sums[within.end]);
        if high <= low {
            return None;
        }
        let wanted = low + (high - low) * lot;
        let found = sums[within.start..=within.end].partition_point(|&sum| sum <= wanted);
        Some((within.start + found).saturating_sub(1).clamp(within.start, within.end - 1))
    }
}

/// Where sums of weights stand before each place, and after the last.
fn running(weights: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut sum = 0.0_f64;
    let mut sums = vec![0.0];
    for weight in weights {
        sum += f64::from(weight);
        sums.push(sum as f32);
    }
    sums
}

fn ranges(places: &[Place]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let gemeente = place.gemeente as usize;
        while ranges.len() <= gemeente {
            ranges.push(index..index);
        }
        ranges[gemeente].end = index + 1;
    }
    ranges
}

/// Scales counts so that they sum to `wanted`: the running sum is rounded, so no place is off by more than one.
pub(crate) fn scaled(counts: impl Iterator<Item = u32>, total: u64, wanted: u64) -> Vec<u32> {
    let (mut sum, mut given) = (0_u128, 0_u128);
    counts
        .map(|count| {
            sum += u128::from(count);
            let upto = (sum * u128::from(wanted) + u128::from(total) / 2) / u128::from(total.max(1));
            let part = upto - given;
            given = upto;
            part as u32
        })
        .collect()
}

/// The chances of the groups in a place where a share `abroad` has an origin outside the Netherlands: the groups live
/// more or less together, by wijk and by buurt.
pub(crate) fn mix(abroad: f32, year: u16, wijk: u64, buurt: u64) -> [f32; GROUPS] {
    let mut mix = [0.0; GROUPS];
    let odds = abroad / (1.0 - abroad);
    for (index, group) in GROUP.iter().enumerate().skip(1) {
        let subject = 100 + index as u32;
        let apart =
            group.cluster * (0.55 * lasting(wijk, subject) + 0.55 * lasting(buurt, subject) + (odds / 0.4).ln());
        mix[index] = share(index, year) * apart.min(2.5).exp();
    }
    let sum: f32 = mix.iter().sum();
    for part in &mut mix {
        *part *= abroad / sum;
    }
    mix[0] = 1.0 - abroad;
    mix
}

/// Shifts what the places say of the groups, so that all places together have the shares of the groups in that year,
/// and stay as different from each other as they are.
pub(crate) fn balance(places: &mut [Place], year: u16) {
    let target: Vec<f32> = (0..GROUPS).map(|group| share(group, year)).collect();
    let total: f32 = target.iter().sum();
    for _ in 0..12 {
        let mut found = [0.0_f64; GROUPS];
        let mut people = 0.0_f64;
        for place in places.iter() {
            let weight = f64::from(place.residents);
            people += weight;
            for (sum, part) in found.iter_mut().zip(place.mix) {
                *sum += weight * f64::from(part);
            }
        }
        if people == 0.0 {
            return;
        }
        for place in places.iter_mut() {
            for ((part, target), found) in place.mix.iter_mut().zip(&target).zip(found) {
                *part *= target / total / (found / people).max(1e-9) as f32;
            }
            let sum: f32 = place.mix.iter().sum();
            for part in &mut place.mix {
                *part /= sum;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scaled_counts_sum_to_what_is_wanted() {
        let counts = [10, 0, 33, 7, 1];
        let scaled = scaled(counts.into_iter(), 51, 1000);
        assert_eq!(scaled.iter().sum::<u32>(), 1000);
        assert_eq!(scaled[1], 0);
    }

    #[test]
    fn the_groups_of_a_place_make_one() {
        let mix = mix(0.4, 2018, scatter(3), scatter(8));
        assert!((mix.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        assert!((mix[0] - 0.6).abs() < 1e-6);
    }
}
