//! A province without a map: characters and sizes only, for when no boundaries are needed.

use std::ops::RangeInclusive;

use cells::AreaCode;
use geo::{Coord, MultiPolygon};

use super::chance::{Chance, scatter};
use crate::land::{Buurt, Character, Division, Gemeente, Land, Tract, Wijk};

/// Wijken of each gemeente: two cities, towns, and two of a single wijk.
const WIJKEN: [u32; 12] = [28, 19, 14, 12, 12, 10, 10, 9, 8, 6, 1, 1];

/// About 600 buurten in 12 gemeenten, the same division in every year.
pub(crate) fn province(seed: u64, years: RangeInclusive<u16>) -> Land {
    let mut chance = Chance::new(seed, 1 << 40);
    let code = |text: String| text.parse::<AreaCode>().expect("codes are made in their own form");
    let shape = || MultiPolygon(Vec::new());
    let (mut tracts, mut gemeenten, mut wijken, mut buurten, mut residents) = (vec![], vec![], vec![], vec![], vec![]);
    for (gemeente, &count) in WIJKEN.iter().enumerate() {
        let number = 9001 + gemeente;
        gemeenten.push(Gemeente {
            code: code(format!("GM{number}")),
            name: format!("Gemeente {number}"),
            shape: shape(),
        });
        for wijk in 1..=count {
            wijken.push(Wijk {
                code: code(format!("WK{number}{wijk:02}")),
                name: format!("Wijk {wijk}"),
                gemeente,
                shape: shape(),
            });
            let city = gemeente < 6;
            for buurt in 1..=chance.whole(3, 6) {
                let character = match (city, chance.below(10)) {
                    (true, 0) => Character::Centre,
                    (true, 1 | 2) => Character::PreWar,
                    (true, 3 | 4) => Character::Flats,
                    (_, 5 | 6) | (true, 7) => Character::Suburb,
                    (_, 8) => {
                        if wijk % 2 == 0 {
                            Character::NewEstate
                        } else {
                            Character::Industry
                        }
                    }
                    (true, _) => Character::Nature,
                    (false, 0..=3) => Character::Village,
                    _ => Character::Countryside,
                };
                let most = match character {
                    Character::Nature | Character::Water => 0,
                    Character::Industry => 90,
                    Character::Countryside => 600,
                    _ => 2_400,
                };
                let people = chance.below(most + 1) + if most > 600 { 200 } else { 0 };
                let at = Coord { x: 5.0 + f64::from(wijk) / 50.0, y: 52.0 + gemeente as f64 / 50.0 };
                tracts.push(Tract { character, at, area: 0.6 });
                residents.push(people);
                buurten.push(Buurt {
                    code: code(format!("BU{number}{wijk:02}{buurt:02}")),
                    name: format!("Buurt {buurt}"),
                    wijk: wijken.len() - 1,
                    character,
                    residents: people,
                    shape: shape(),
                });
            }
        }
    }
    let grows = |tract: usize| tracts[tract].character == Character::NewEstate && scatter(tract as u64) % 2 == 0;
    let first = *years.start();
    let divisions = years
        .map(|vintage| Division {
            vintage,
            gemeenten: gemeenten.clone(),
            wijken: wijken.clone(),
            buurten: buurten.clone(),
            buurt_of_tract: (0..tracts.len()).collect(),
            residents_of_tract: residents
                .iter()
                .enumerate()
                .map(|(tract, &people)| people + if grows(tract) { people * u32::from(vintage - first) / 8 } else { 0 })
                .collect(),
            changes: Vec::new(),
        })
        .collect();
    Land { province: "Schets".to_owned(), tracts, divisions }
}
