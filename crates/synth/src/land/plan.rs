//! What Zomerland is to be: its towns with their sizes, its lakes, and what happened to its division.

use super::terrain::Xy;

/// The name of the province.
pub(super) const PROVINCE: &str = "Zomerland";
/// How many neighbourhoods there are to be.
pub(super) const BUURTEN: usize = 600;

/// A town and the municipality around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Town {
    /// Name of both.
    pub(super) name: &'static str,
    /// The number in the code.
    pub(super) number: u16,
    /// Where the town is, in kilometres.
    pub(super) centre: Xy,
    /// About how far it reaches, in kilometres.
    pub(super) radius: f64,
    /// Residents of the municipality at the start of 2023.
    pub(super) residents: f64,
    /// Of whom in the town.
    pub(super) in_town: f64,
    /// Size of the municipality in square kilometres, for the share of the land that it gets.
    pub(super) area: f64,
    /// How many districts it has…
    pub(super) wijken: usize,
    /// …of which at least this many in the town.
    pub(super) town_wijken: usize,
}

#[expect(clippy::too_many_arguments, reason = "one row of a table")]
const fn town(
    name: &'static str,
    number: u16,
    centre: Xy,
    radius: f64,
    residents: f64,
    in_town: f64,
    area: f64,
    wijken: usize,
    town_wijken: usize,
) -> Town {
    Town { name, number, centre, radius, residents, in_town, area, wijken, town_wijken }
}

/// The municipalities of before the merger.
pub(super) const TOWNS: [Town; 13] = [
    town("Zomerdam", 9001, [18.6, 17.6], 3.7, 180_000.0, 164_000.0, 160.0, 25, 19),
    town("Lentehaven", 9002, [33.0, 25.6], 2.6, 88_000.0, 74_000.0, 120.0, 16, 11),
    town("Herfstveen", 9003, [31.6, 7.0], 2.3, 66_000.0, 52_000.0, 165.0, 14, 8),
    town("Winterkerke", 9004, [20.8, 32.4], 2.0, 52_000.0, 38_000.0, 145.0, 13, 7),
    town("Oogstmeer", 9005, [11.4, 7.4], 1.8, 43_000.0, 32_000.0, 120.0, 11, 6),
    town("Dauwstede", 9006, [41.0, 14.6], 1.8, 40_000.0, 29_000.0, 150.0, 11, 6),
    town("Morgenschans", 9007, [8.8, 26.8], 1.6, 34_000.0, 23_000.0, 115.0, 10, 5),
    town("Nevelwoude", 9008, [26.4, 20.4], 1.4, 28_000.0, 18_000.0, 100.0, 9, 4),
    town("Hagelmonde", 9009, [7.6, 14.6], 1.3, 24_000.0, 16_000.0, 75.0, 8, 3),
    town("Stormerhorn", 9010, [41.2, 33.8], 1.1, 20_000.0, 12_000.0, 105.0, 6, 2),
    town("Hooiwoude", 9011, [22.6, 4.4], 0.8, 11_000.0, 6_000.0, 85.0, 4, 1),
    town("Bloeimeer", 9012, [23.6, 9.4], 0.7, 9_000.0, 5_000.0, 55.0, 3, 1),
    town("Schemeroog", 9013, [20.6, 43.5], 0.6, 3_600.0, 2_900.0, 26.0, 1, 1),
];
/// The main town.
pub(super) const MAIN: usize = 0;
/// The two that merged, and the number and name of what they became.
pub(super) const MERGED: ([usize; 2], u16, &str) = ([10, 11], 9014, "Bloeilanden");
/// The municipality with one district, an island.
pub(super) const ISLAND: usize = 12;

/// Lakes: the place and the radius, in kilometres.
pub(super) const LAKES: [(Xy, f64); 2] = [([14.6, 9.6], 1.5), ([29.4, 17.6], 0.8)];
/// What they are called.
pub(super) const LAKE_NAMES: [&str; 2] = ["Oogstmeerplas", "Nevelplas"];
