//! The map of a province that does not exist: coast, river and islands, gemeenten, wijken and buurten, over the years.
//!
//! [`Land::fictional`] makes it from a seed, the same on every machine. Everything is built on one fine triangular mesh:
//! areas are sets of its points, and borders run through its edges. So a wijk is exactly its buurten, and neighbours
//! have the same border, corner for corner, in every vintage.

use cells::AreaCode;
use geo::{Coord, MultiPolygon};

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
