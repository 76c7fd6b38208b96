//! The map of a province that does not exist: coast, river and islands, gemeenten, wijken and buurten, over the years.
//!
//! [`Land::fictional`] makes it from a seed, the same on every machine. Everything is built on one fine triangular mesh:
//! areas are sets of its points, and borders run through its edges. So a wijk is exactly its buurten, and neighbours
//! have the same border, corner for corner, in every vintage.

//!
//! - `plan`: what Zomerland is to be; `terrain`: coast, river, lakes, roads; `mesh`: the mesh;
//! - `growth`: areas that grow from seeds; `settle`: towns, wijken and buurten; `names`: what they are called;
//! - `history`: the vintages; `outline`: shapes; `write`: files.

mod growth;
mod history;
mod mesh;
mod names;
mod outline;
mod plan;
mod settle;
mod terrain;
#[cfg(test)]
mod tests;
mod write;

use std::ops::RangeInclusive;

use cells::AreaCode;
use geo::{Coord, MultiPolygon};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

pub use write::WriteError;

use history::{History, State};
use outline::{Net, degrees};

/// A fictional province with its division into areas in each of a number of years.
#[derive(Debug, Clone, PartialEq)]
pub struct Land {
    /// The name of the province.
    pub province: String,
    /// The pieces of land from which the buurten of every vintage are put together.
    pub tracts: Vec<Tract>,
    /// One division for each year, oldest first.
    pub divisions: Vec<Division>,
}

/// A piece of land that lies within one buurt in every vintage. Who keeps an address keeps its tract; the buurt around
/// it may change.
#[derive(Debug, Clone, PartialEq)]
pub struct Tract {
    /// What it is built up with, once it is.
    pub character: Character,
    /// A place inside it, in degrees (WGS 84: x is longitude, y is latitude).
    pub at: Coord<f64>,
    /// Its size in square kilometres.
    pub area: f64,
}

/// What a neighbourhood is like to live in: it decides who lives there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Character {
    /// The old heart of a town: shops, apartments, small households.
    Centre,
    /// Streets from before 1940 around the centre.
    PreWar,
    /// Flats from the fifties to the seventies, much of it social housing.
    Flats,
    /// Terraced houses with gardens, from 1960 to 1990.
    Suburb,
    /// Houses from after 1995, at the edge of the town.
    NewEstate,
    /// A village.
    Village,
    /// Farms and scattered houses.
    Countryside,
    /// Businesses and docks; hardly anyone lives there.
    Industry,
    /// Dunes, woods and marshes; nobody lives there.
    Nature,
    /// A lake; nobody lives there.
    Water,
}

/// The division of the province in one year. Lists are in the order of the codes.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// The year.
    pub vintage: u16,
    /// The municipalities.
    pub gemeenten: Vec<Gemeente>,
    /// The districts.
    pub wijken: Vec<Wijk>,
    /// The neighbourhoods.
    pub buurten: Vec<Buurt>,
    /// For each tract of the land: the index of its buurt.
    pub buurt_of_tract: Vec<usize>,
    /// For each tract of the land: how many people should live there on the first of January.
    pub residents_of_tract: Vec<u32>,
    /// What became of areas of the year before; empty for the first year.
    pub changes: Vec<Change>,
}

/// A municipality.
#[derive(Debug, Clone, PartialEq)]
pub struct Gemeente {
    /// Its code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// Its outline, in degrees.
    pub shape: MultiPolygon<f64>,
}

/// A district.
#[derive(Debug, Clone, PartialEq)]
pub struct Wijk {
    /// Its code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// The index of its municipality.
    pub gemeente: usize,
    /// Its outline, in degrees.
    pub shape: MultiPolygon<f64>,
}

/// A neighbourhood.
#[derive(Debug, Clone, PartialEq)]
pub struct Buurt {
    /// Its code.
    pub code: AreaCode,
    /// Its name.
    pub name: String,
    /// The index of its district.
    pub wijk: usize,
    /// What it is like: the character of the tract with the most residents.
    pub character: Character,
    /// How many people should live there on the first of January.
    pub residents: u32,
    /// Its outline, in degrees.
    pub shape: MultiPolygon<f64>,
}

/// One way in which land went from an area of the year before to an area of this year. Areas that stayed as they were
/// are not listed.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// The area of the year before.
    pub from: AreaCode,
    /// The area of this year.
    pub to: AreaCode,
    /// The share of the residents of `from` (this year's residents, by where they live) that `to` has now.
    pub share: f64,
}

/// What happened to an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// The same land under another code.
    Renumbered,
    /// `from` became part of a larger `to`.
    Merged,
    /// `to` is a part of what was `from`.
    Split,
    /// A part of `from` went to `to`, and both remain.
    BorderCorrected,
    /// The code is used for other land than the year before: `from` and `to` are the same code, the share is zero.
    CodeReused,
}

impl Land {
    /// Invents Zomerland, in the sea north-west of the Netherlands: twelve gemeenten, about 130 wijken and 600 buurten,
    /// 600,000 residents. The same seed gives the same land on every machine. One division for each of `years`; most of
    /// what changed did so between 2014 and 2023.
    pub fn fictional(seed: u64, years: RangeInclusive<u16>) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut settlement = settle::settle(seed, &mut rng);
        let history = History::new(&mut settlement, &mut rng);
        let mesh = &settlement.mesh;
        let net = Net::new(mesh, &settlement.buurt_of);
        let tracts = history
            .pieces
            .iter()
            .map(|piece| {
                let area: f64 = piece.points.iter().map(|&p| mesh.area[p as usize]).sum();
                let middle = [0, 1].map(|axis| {
                    let sum = |&p: &u32| mesh.area[p as usize] * mesh.points[p as usize][axis];
                    piece.points.iter().map(sum).sum::<f64>() / area
                });
                let away = |p: u32| terrain::distance(mesh.points[p as usize], middle);
                let nearest = piece.points.iter().copied().min_by(|&a, &b| away(a).total_cmp(&away(b)));
                let at = nearest.map_or(middle, |p| mesh.points[p as usize]);
                Tract { character: piece.character, at: degrees(at), area }
            })
            .collect();
        let mut divisions: Vec<Division> = Vec::with_capacity(years.len());
        for year in years {
            let mut division = divide(&history, &net, year);
            if let Some(before) = divisions.last() {
                division.changes = compare(before, &division);
            }
            divisions.push(division);
        }
        Self { province: plan::PROVINCE.to_owned(), tracts, divisions }
    }
}

/// The division of one year, in the order of the codes.
fn divide(history: &History, net: &Net, year: u16) -> Division {
    let state = history.state(year);
    let (gemeente_codes, gemeente_at) = in_order(&state.gemeenten, |at| state.gemeente_code(at));
    let (wijk_codes, wijk_at) = in_order(&state.wijken, |at| state.wijk_code(at));
    let (buurt_codes, buurt_at) = in_order(&state.buurten, |at| state.buurt_code(at));
    let State { gemeenten, wijken, buurten, buurt_of_piece } = &state;
    let buurt_of_tract: Vec<usize> = buurt_of_piece.iter().map(|&b| buurt_at[b]).collect();
    let wijk_of_tract: Vec<usize> = buurt_of_piece.iter().map(|&b| wijk_at[buurten[b].within]).collect();
    let gemeente_of_tract: Vec<usize> =
        buurt_of_piece.iter().map(|&b| gemeente_at[wijken[buurten[b].within].within]).collect();
    let residents_of_tract = history.residents(year);
    let mut residents = vec![0; buurt_codes.len()];
    let mut most: Vec<Option<(u32, Character)>> = vec![None; buurt_codes.len()];
    for (tract, &buurt) in buurt_of_tract.iter().enumerate() {
        let here = residents_of_tract[tract];
        residents[buurt] += here;
        if most[buurt].is_none_or(|(people, _)| here > people) {
            most[buurt] = Some((here, history.pieces[tract].character));
        }
    }
    let shapes = net.shapes(&gemeente_of_tract, gemeente_codes.len());
    let gemeenten = gemeente_codes
        .into_iter()
        .zip(shapes)
        .map(|((code, at), shape)| Gemeente { code, name: gemeenten[at].name.clone(), shape })
        .collect();
    let shapes = net.shapes(&wijk_of_tract, wijk_codes.len());
    let of_state = wijken;
    let wijken = wijk_codes
        .into_iter()
        .zip(shapes)
        .map(|((code, at), shape)| Wijk {
            code,
            name: format!("Wijk {:02} {}", of_state[at].number, of_state[at].name),
            gemeente: gemeente_at[of_state[at].within],
            shape,
        })
        .collect();
    let shapes = net.shapes(&buurt_of_tract, buurt_codes.len());
    let buurten = buurt_codes
        .into_iter()
        .zip(shapes)
        .enumerate()
        .map(|(i, ((code, at), shape))| Buurt {
            code,
            name: buurten[at].name.clone(),
            wijk: wijk_at[buurten[at].within],
            character: most[i].map_or(Character::Nature, |(_, character)| character),
            residents: residents[i],
            shape,
        })
        .collect();
    Division { vintage: year, gemeenten, wijken, buurten, buurt_of_tract, residents_of_tract, changes: Vec::new() }
}

/// The areas that exist, with their codes, in the order of the codes; and for each area its place in that order.
fn in_order(areas: &[history::Area], code: impl Fn(usize) -> AreaCode) -> (Vec<(AreaCode, usize)>, Vec<usize>) {
    let mut codes: Vec<(AreaCode, usize)> =
        (0..areas.len()).filter(|&at| !areas[at].gone).map(|at| (code(at), at)).collect();
    codes.sort_unstable();
    let mut place = vec![usize::MAX; areas.len()];
    for (i, &(_, at)) in codes.iter().enumerate() {
        place[at] = i;
    }
    (codes, place)
}

/// What became of the areas of every level.
fn compare(before: &Division, after: &Division) -> Vec<Change> {
    let people = &after.residents_of_tract;
    let buurten = |division: &Division| -> Vec<AreaCode> {
        division.buurt_of_tract.iter().map(|&b| division.buurten[b].code).collect()
    };
    let above = |codes: Vec<AreaCode>| -> Vec<AreaCode> { codes.into_iter().filter_map(AreaCode::parent).collect() };
    let (old, new) = (buurten(before), buurten(after));
    let (old_wijken, new_wijken) = (above(old.clone()), above(new.clone()));
    let mut found = history::changes(&above(old_wijken.clone()), &above(new_wijken.clone()), people);
    found.extend(history::changes(&old_wijken, &new_wijken, people));
    found.extend(history::changes(&old, &new, people));
    found
}
