//! The twenty groups of origin: how large they are, when they came, and who of them was born here.
//!
//! Shares and rates are near the published ones for the Netherlands and run in a straight line from 2014 to 2023. They
//! describe an invented population; they are inputs, not findings.

/// How people of a group mostly came: it bears on work in the first years and on who leaves again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Came {
    /// Born here, as were both parents.
    Native,
    /// For work, often for a few years.
    Labour,
    /// As a refugee.
    Refuge,
    /// From a former colony or another part of the kingdom, or to join family.
    Family,
    /// For study or a skilled job.
    Study,
}

/// One group of origin.
#[derive(Debug)]
pub(crate) struct Group {
    /// Countries of the group in the contract's list, with their shares of the group.
    pub(crate) countries: &'static [(&'static str, f32)],
    /// Share of the residents in 2014 and in 2023.
    pub(crate) share: [f32; 2],
    /// Share born abroad among adults younger than 30, 30 to 44, 45 to 64, and 65 or older.
    pub(crate) abroad: [f32; 4],
    /// How much commoner the group is in each of those ages than its share says.
    pub(crate) ages: [f32; 4],
    /// Of those born abroad: the share that is here for less than 5 years, in 2014 and in 2023.
    pub(crate) short: [f32; 2],
    /// First year in which the group came in numbers.
    pub(crate) since: u16,
    /// Arrivals per thousand residents in an ordinary year.
    pub(crate) arrivals: f32,
    /// Chance that someone who came less than 5 years ago leaves within a year.
    pub(crate) leaves: f32,
    /// How they mostly came.
    pub(crate) came: Came,
    /// Chance that a partner is of the same group.
    pub(crate) same: f32,
    /// How unevenly the group lives over neighbourhoods.
    pub(crate) cluster: f32,
}

/// Number of groups.
pub(crate) const GROUPS: usize = 20;

/// The groups, in the order of the monitor's breakdown; the first is origin in the Netherlands.
pub(crate) const GROUP: [Group; GROUPS] = [
    Group {
        countries: &[("NL", 1.0)],
        share: [0.775, 0.725],
        abroad: [0.0; 4],
        ages: [0.95, 0.85, 1.0, 1.15],
        short: [0.0, 0.0],
        since: 1900,
        arrivals: 0.0,
        leaves: 0.0,
        came: Came::Native,
        same: 0.92,
        cluster: 0.0,
    },
    group(
        &[("BG", 1.0)],
        [0.0012, 0.0029],
        [0.86, 0.95, 0.98, 1.0],
        [1.3, 1.7, 0.8, 0.1],
        [0.66, 0.5],
        2007,
        0.34,
        0.15,
        Came::Labour,
        0.7,
        0.9,
    ),
    group(
        &[("PL", 1.0)],
        [0.0074, 0.0135],
        [0.82, 0.95, 0.96, 0.9],
        [1.3, 1.8, 0.7, 0.15],
        [0.45, 0.33],
        2004,
        1.25,
        0.12,
        Came::Labour,
        0.72,
        0.7,
    ),
    group(
        &[("RO", 1.0)],
        [0.0011, 0.0029],
        [0.85, 0.93, 0.95, 0.9],
        [1.4, 1.7, 0.7, 0.15],
        [0.6, 0.5],
        2007,
        0.42,
        0.15,
        Came::Labour,
        0.6,
        0.6,
    ),
    group(
        &[("UA", 1.0)],
        [0.0007, 0.0011],
        [0.85, 0.95, 0.97, 0.95],
        [1.2, 1.6, 0.8, 0.3],
        [0.38, 0.4],
        1995,
        0.09,
        0.08,
        Came::Labour,
        0.6,
        0.5,
    ),
    group(
        &[
            ("DE", 0.34),
            ("BE", 0.12),
            ("GB", 0.1),
            ("FR", 0.06),
            ("IT", 0.07),
            ("ES", 0.07),
            ("PT", 0.04),
            ("GR", 0.04),
            ("HU", 0.04),
            ("RU", 0.05),
            ("BA", 0.07),
        ],
        [0.052, 0.06],
        [0.52, 0.66, 0.42, 0.36],
        [1.15, 1.15, 0.95, 0.85],
        [0.3, 0.33],
        1945,
        3.7,
        0.15,
        Came::Study,
        0.3,
        0.3,
    ),
    group(
        &[("TR", 1.0)],
        [0.0235, 0.025],
        [0.22, 0.43, 0.88, 1.0],
        [1.2, 1.35, 0.95, 0.4],
        [0.06, 0.15],
        1965,
        0.45,
        0.05,
        Came::Family,
        0.8,
        1.0,
    ),
    group(
        &[("MA", 1.0)],
        [0.0222, 0.0238],
        [0.1, 0.42, 0.92, 1.0],
        [1.35, 1.3, 0.85, 0.45],
        [0.04, 0.06],
        1966,
        0.2,
        0.04,
        Came::Family,
        0.82,
        1.1,
    ),
    group(
        &[("SR", 1.0)],
        [0.0207, 0.0202],
        [0.1, 0.22, 0.82, 1.0],
        [0.95, 1.05, 1.2, 0.75],
        [0.03, 0.05],
        1970,
        0.2,
        0.05,
        Came::Family,
        0.6,
        0.8,
    ),
    group(
        &[("ID", 1.0)],
        [0.0218, 0.0198],
        [0.2, 0.12, 0.12, 0.62],
        [0.35, 0.6, 1.5, 1.7],
        [0.04, 0.07],
        1946,
        0.18,
        0.1,
        Came::Family,
        0.25,
        0.25,
    ),
    group(
        &[("CW", 0.7), ("AW", 0.2), ("SX", 0.06), ("BQ", 0.04)],
        [0.0088, 0.0108],
        [0.55, 0.58, 0.75, 0.95],
        [1.5, 1.2, 0.9, 0.4],
        [0.25, 0.24],
        1980,
        0.42,
        0.13,
        Came::Family,
        0.5,
        0.7,
    ),
    group(
        &[("IR", 1.0)],
        [0.0022, 0.0032],
        [0.55, 0.9, 0.96, 1.0],
        [1.1, 1.35, 1.1, 0.35],
        [0.17, 0.3],
        1985,
        0.2,
        0.05,
        Came::Refuge,
        0.65,
        0.5,
    ),
    group(
        &[("IQ", 1.0)],
        [0.0032, 0.0039],
        [0.55, 0.9, 0.98, 1.0],
        [1.4, 1.3, 0.9, 0.3],
        [0.13, 0.13],
        1992,
        0.14,
        0.03,
        Came::Refuge,
        0.78,
        0.7,
    ),
    group(
        &[("SO", 1.0)],
        [0.0022, 0.0024],
        [0.6, 0.93, 1.0, 1.0],
        [1.6, 1.4, 0.6, 0.15],
        [0.3, 0.12],
        1990,
        0.11,
        0.04,
        Came::Refuge,
        0.85,
        0.9,
    ),
    group(
        &[("ER", 1.0)],
        [0.0003, 0.0015],
        [0.95, 0.98, 1.0, 1.0],
        [2.0, 1.6, 0.3, 0.05],
        [0.8, 0.25],
        2000,
        0.17,
        0.02,
        Came::Refuge,
        0.88,
        0.8,
    ),
    group(
        &[("SY", 1.0)],
        [0.0008, 0.0084],
        [0.97, 0.99, 1.0, 1.0],
        [1.7, 1.6, 0.7, 0.15],
        [0.75, 0.4],
        2012,
        0.95,
        0.02,
        Came::Refuge,
        0.86,
        0.7,
    ),
    group(
        &[("AF", 1.0)],
        [0.0026, 0.0033],
        [0.65, 0.93, 1.0, 1.0],
        [1.5, 1.3, 0.8, 0.3],
        [0.1, 0.22],
        1995,
        0.17,
        0.03,
        Came::Refuge,
        0.8,
        0.7,
    ),
    group(
        &[("US", 0.3), ("BR", 0.24), ("CO", 0.18), ("DO", 0.16), ("AU", 0.12)],
        [0.0075, 0.0105],
        [0.55, 0.72, 0.7, 0.65],
        [1.3, 1.5, 0.8, 0.3],
        [0.33, 0.37],
        1960,
        0.95,
        0.16,
        Came::Study,
        0.3,
        0.4,
    ),
    group(
        &[("GH", 0.24), ("NG", 0.15), ("CV", 0.2), ("EG", 0.19), ("ET", 0.15), ("ZA", 0.07)],
        [0.0095, 0.013],
        [0.4, 0.8, 0.92, 0.95],
        [1.3, 1.4, 0.9, 0.25],
        [0.2, 0.25],
        1975,
        0.65,
        0.07,
        Came::Family,
        0.6,
        0.9,
    ),
    group(
        &[("CN", 0.27), ("IN", 0.25), ("PK", 0.14), ("VN", 0.12), ("TH", 0.11), ("PH", 0.11)],
        [0.0155, 0.0228],
        [0.55, 0.83, 0.88, 0.9],
        [1.4, 1.6, 0.7, 0.2],
        [0.33, 0.42],
        1970,
        1.9,
        0.13,
        Came::Study,
        0.65,
        0.5,
    ),
];

#[expect(clippy::too_many_arguments, reason = "one row of a table, in the order of the fields")]
const fn group(
    countries: &'static [(&'static str, f32)],
    share: [f32; 2],
    abroad: [f32; 4],
    ages: [f32; 4],
    short: [f32; 2],
    since: u16,
    arrivals: f32,
    leaves: f32,
    came: Came,
    same: f32,
    cluster: f32,
) -> Group {
    Group { countries, share, abroad, ages, short, since, arrivals, leaves, came, same, cluster }
}

/// Place of Ukraine in [`GROUP`].
const UKRAINE: usize = 4;
/// Place of Syria in [`GROUP`].
const SYRIA: usize = 15;
/// Place of Eritrea in [`GROUP`].
const ERITREA: usize = 14;

/// How far `year` lies between 2014 (0) and 2023 (1); a little beyond on both sides.
pub(crate) fn between(year: u16) -> f32 {
    ((f32::from(year) - 2014.0) / 9.0).clamp(-0.5, 1.5)
}

/// A value that runs in a straight line from 2014 to 2023.
pub(crate) fn line(ends: [f32; 2], year: u16) -> f32 {
    (ends[0] + (ends[1] - ends[0]) * between(year)).max(0.0)
}

/// Arrivals of a group per resident in a year.
pub(crate) fn arrivals(group: usize, year: u16) -> f32 {
    let usual = GROUP[group].arrivals / 1000.0;
    let factor = match (group, year) {
        (UKRAINE, 2022) => 70.0,
        (UKRAINE, 2023..) => 12.0,
        (SYRIA, 2015 | 2016) => 1.9,
        (SYRIA, ..=2013) => 0.15,
        (ERITREA, 2015 | 2016) => 1.6,
        (_, 2020) => 0.8,
        _ => 0.82 + 0.2 * between(year),
    };
    usual * factor
}

/// The share of a group among the residents when a population starts in `year`.
pub(crate) fn share(group: usize, year: u16) -> f32 {
    match (group, year) {
        (UKRAINE, 2023) => 0.0055,
        (UKRAINE, 2024..) => 0.0065,
        _ => line(GROUP[group].share, year),
    }
}

/// The share of a group's members born abroad who are here for less than 5 years, when a population starts in `year`.
pub(crate) fn short(group: usize, year: u16) -> f32 {
    match (group, year) {
        (UKRAINE, 2023..) | (SYRIA | ERITREA, 2015..=2018) => 0.88,
        _ => line(GROUP[group].short, year).min(0.95),
    }
}

/// A country of the contract's list: its code and its group.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Country {
    /// Code in the contract's list.
    pub(crate) code: &'static str,
    /// Place of its group in [`GROUP`].
    pub(crate) group: u8,
    /// Where the shares within the group end, from 0 to 1.
    upto: f32,
}

/// All countries, grouped; the Netherlands is the first.
#[derive(Debug)]
pub(crate) struct Countries {
    all: Vec<Country>,
    first: [usize; GROUPS + 1],
}

impl Countries {
    /// The countries of all groups.
    pub(crate) fn new() -> Self {
        let mut all = Vec::new();
        let mut first = [0; GROUPS + 1];
        for (index, group) in GROUP.iter().enumerate() {
            let mut upto = 0.0;
            for &(code, share) in group.countries {
                upto += share;
                all.push(Country { code, group: index as u8, upto });
            }
            first[index + 1] = all.len();
        }
        Self { all, first }
    }

    /// The codes, in order: what a column of countries counts with.
    pub(crate) fn codes(&self) -> Vec<String> {
        self.all.iter().map(|country| country.code.to_owned()).collect()
    }

    /// The group of a country.
    pub(crate) fn group(&self, country: u8) -> usize {
        usize::from(self.all[usize::from(country)].group)
    }

    /// A country of the group: `lot` is between 0 and 1.
    pub(crate) fn within(&self, group: usize, lot: f32) -> u8 {
        let (first, end) = (self.first[group], self.first[group + 1]);
        let found = self.all[first..end].iter().position(|country| lot < country.upto);
        (first + found.unwrap_or(end - first - 1)) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_countries_whose_shares_make_one() {
        for group in &GROUP {
            let sum: f32 = group.countries.iter().map(|(_, share)| share).sum();
            assert!((sum - 1.0).abs() < 1e-3, "{:?}", group.countries);
        }
    }

    #[test]
    fn the_shares_of_the_groups_make_one() {
        for year in [2014, 2023] {
            let sum: f32 = (0..GROUPS).map(|group| line(GROUP[group].share, year)).sum();
            assert!((sum - 1.0).abs() < 0.03, "{year}: {sum}");
        }
    }

    #[test]
    fn the_countries_are_those_of_the_contract() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../monitors/kis/microdata/landen.csv");
        let list = std::fs::read_to_string(path).unwrap();
        let mut known: Vec<&str> = list.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        let countries = Countries::new();
        let mut ours: Vec<&str> = countries.all.iter().map(|country| country.code).collect();
        known.sort_unstable();
        ours.sort_unstable();
        assert_eq!(ours, known);
    }
}
