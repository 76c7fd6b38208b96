use std::collections::BTreeSet;

use cells::{CategoryIx, IndicatorIx, Level, Period, PlaceIx, Vintage};
use definition::Definition;
use geography::Places;
use release::{Release, StandingReference};

use crate::{Layout, Refusal, Sort, Table, area_id};

/// Indicators, as chosen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum IndicatorChoice {
    /// One.
    One(IndicatorIx),
    /// All of a theme.
    Theme(String),
    /// All of them.
    All,
}

/// Areas, as chosen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum AreaChoice {
    /// One.
    One(PlaceIx),
    /// All of a level, in the whole country or in one area. Which ones depends on the division of the years chosen.
    Level(Level, Option<PlaceIx>),
}

/// Backgrounds, as chosen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CategoryChoice {
    /// Everybody ([`CategoryIx::TOTAL`]) or one group.
    One(CategoryIx),
    /// All groups of a breakdown.
    Breakdown(String),
}

/// Years, as chosen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PeriodChoice {
    /// One.
    One(Period),
    /// All years of which the chosen indicators have figures.
    All,
    /// The newest year of which most of the chosen indicators have figures.
    Newest,
}

/// What stands with each figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shown {
    /// How many of how many.
    pub counts: bool,
    /// Where it lies with 95 % certainty.
    pub interval: bool,
    /// What it means beside a reference.
    pub reading: Option<StandingReference>,
    /// Whether readings say favourable and unfavourable; higher and lower where not.
    pub judge: bool,
}

impl Default for Shown {
    fn default() -> Self {
        Self { counts: true, interval: false, reading: None, judge: true }
    }
}

/// What somebody wants of a release: which figures, and how they stand in a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Query {
    /// What.
    pub indicators: Vec<IndicatorChoice>,
    /// Where.
    pub areas: Vec<AreaChoice>,
    /// Of whom.
    pub categories: Vec<CategoryChoice>,
    /// When.
    pub periods: Vec<PeriodChoice>,
    /// Rows, columns, layers.
    pub layout: Layout,
    /// What stands with each figure.
    pub shown: Shown,
    /// The order of the rows; that of the choices where none is asked for.
    pub sort: Option<Sort>,
    /// Whether rows without any figure are left out.
    pub hide_empty: bool,
    /// Whether what the areas are together stands beneath them.
    pub add_up: bool,
}

/// The word of a level in an address.
pub const fn level_word(level: Level) -> &'static str {
    match level {
        Level::Country => "land",
        Level::Region => "regios",
        Level::Municipality => "gemeenten",
        Level::District => "wijken",
        Level::Neighbourhood => "buurten",
    }
}

impl IndicatorChoice {
    /// As it stands in an address.
    pub fn word(&self, definition: &Definition) -> String {
        match self {
            Self::One(ix) => definition.indicator(*ix).id.clone(),
            Self::Theme(id) => format!("thema:{id}"),
            Self::All => "alle".to_owned(),
        }
    }
}

impl AreaChoice {
    /// As it stands in an address.
    pub fn word(&self, places: &Places) -> String {
        match self {
            Self::One(ix) => area_id(places, *ix),
            Self::Level(level, None) => level_word(*level).to_owned(),
            Self::Level(level, Some(within)) => format!("{}:{}", level_word(*level), area_id(places, *within)),
        }
    }
}

impl CategoryChoice {
    /// As it stands in an address.
    pub fn word(&self, definition: &Definition) -> String {
        match self {
            Self::One(ix) => crate::category_id(definition, *ix).to_owned(),
            Self::Breakdown(id) => id.clone(),
        }
    }
}

impl PeriodChoice {
    /// As it stands in an address.
    pub fn word(&self) -> String {
        match self {
            Self::One(year) => year.to_string(),
            Self::All => "alle".to_owned(),
            Self::Newest => "nieuwste".to_owned(),
        }
    }
}

/// The members that are there once, in the order in which they came first.
fn once<T: Copy + Eq + std::hash::Hash>(all: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = std::collections::HashSet::new();
    all.into_iter().filter(|one| seen.insert(*one)).collect()
}

impl Query {
    /// The words of an address that give this query, always in the same order. Settings that are as usual are left out.
    pub fn pairs(&self, release: &Release) -> Vec<(&'static str, String)> {
        let definition = &release.definition;
        let list = |words: Vec<String>| words.join(",");
        let usual = Layout::default();
        let mut pairs = Vec::new();
        if !self.indicators.is_empty() {
            pairs.push(("cijfer", list(self.indicators.iter().map(|one| one.word(definition)).collect())));
        }
        if !self.areas.is_empty() {
            pairs.push(("gebied", list(self.areas.iter().map(|one| one.word(&release.places)).collect())));
        }
        if !self.categories.is_empty() {
            pairs.push(("achtergrond", list(self.categories.iter().map(|one| one.word(definition)).collect())));
        }
        if !self.periods.is_empty() {
            pairs.push(("jaar", list(self.periods.iter().map(PeriodChoice::word).collect())));
        }
        if self.layout != usual {
            for (key, axes) in
                [("rijen", &self.layout.rows), ("kolommen", &self.layout.columns), ("lagen", &self.layout.layers)]
            {
                if !axes.is_empty() {
                    pairs.push((key, list(axes.iter().map(|axis| axis.key().to_owned()).collect())));
                }
            }
        }
        if self.shown != Shown::default() {
            let mut words = Vec::new();
            if self.shown.counts {
                words.push("aantal");
            }
            if self.shown.interval {
                words.push("marge");
            }
            if self.shown.reading.is_some() {
                words.push("lezing");
            }
            if words.is_empty() {
                words.push("cijfer");
            }
            pairs.push(("toon", words.join(",")));
            if let Some(reference) = self.shown.reading {
                pairs.push(("vergelijk", reference_word(reference).to_owned()));
                if !self.shown.judge {
                    pairs.push(("oordeel", "uit".to_owned()));
                }
            }
        }
        if let Some(sort) = self.sort {
            pairs.push(("sorteer", sort.word()));
        }
        if self.hide_empty {
            pairs.push(("leeg", "weg".to_owned()));
        }
        if self.add_up {
            pairs.push(("som", "gebieden".to_owned()));
        }
        pairs
    }

    /// The indicators, in the order of the choices.
    pub fn indicator_members(&self, definition: &Definition) -> Vec<IndicatorIx> {
        let count = definition.indicators.len() as u16;
        let of_theme = |id: &str| definition.find_theme(id).into_iter().flat_map(|theme| definition.told_by(theme));
        once(self.indicators.iter().flat_map(|choice| match choice {
            IndicatorChoice::One(ix) => vec![*ix],
            IndicatorChoice::Theme(id) => of_theme(id).map(|(ix, _)| ix).collect(),
            IndicatorChoice::All => (0..count).map(IndicatorIx).collect(),
        }))
    }

    /// The years, ascending where a choice gives several.
    fn period_members(&self, release: &Release, indicators: &[IndicatorIx]) -> Vec<Period> {
        let has = |period: Period| indicators.iter().filter(|ix| release.cube.periods(**ix).contains(&period)).count();
        let all: BTreeSet<Period> =
            indicators.iter().flat_map(|ix| release.cube.periods(*ix).iter().copied()).collect();
        once(self.periods.iter().flat_map(|choice| match choice {
            PeriodChoice::One(period) => vec![*period],
            PeriodChoice::All => all.iter().copied().collect(),
            PeriodChoice::Newest => {
                all.iter().copied().max_by_key(|period| (has(*period), *period)).into_iter().collect()
            }
        }))
    }

    fn category_members(&self, definition: &Definition) -> Vec<CategoryIx> {
        once(self.categories.iter().flat_map(|choice| match choice {
            CategoryChoice::One(ix) => vec![*ix],
            CategoryChoice::Breakdown(id) => {
                definition.categories().filter(|(_, breakdown, _)| breakdown.id == *id).map(|(ix, ..)| ix).collect()
            }
        }))
    }

    fn area_members(&self, release: &Release, indicators: &[IndicatorIx], periods: &[Period]) -> Vec<PlaceIx> {
        let places = &release.places;
        let mut members = Vec::new();
        for choice in &self.areas {
            let (level, within) = match choice {
                AreaChoice::One(ix) => {
                    members.push(*ix);
                    continue;
                }
                AreaChoice::Level(level, within) => (*level, *within),
            };
            let mut vintages: BTreeSet<Vintage> = BTreeSet::new();
            for indicator in indicators {
                for period in periods {
                    vintages.extend(release.cube.slice(*indicator, *period, level).map(|slice| slice.vintage()));
                }
            }
            if vintages.is_empty() {
                vintages.extend(places.newest_vintage());
            }
            let inside = |ix: PlaceIx, vintage: Vintage| match within {
                None => true,
                Some(within) => lies_in(places, ix, within, vintage),
            };
            let own = &vintages;
            members.extend(places.level(level).map(PlaceIx).filter(|&ix| {
                places.get(ix).vintages.iter().any(|vintage| own.contains(vintage) && inside(ix, *vintage))
            }));
        }
        once(members)
    }

    /// Looks up what the words mean, and what that will cost; reads no cell.
    pub fn table<'a>(&self, release: &'a Release) -> Result<Table<'a>, Vec<Refusal>> {
        let indicators = self.indicator_members(&release.definition);
        let periods = self.period_members(release, &indicators);
        let categories = self.category_members(&release.definition);
        let areas = self.area_members(release, &indicators, &periods);
        Table::new(release, self.clone(), indicators, areas, categories, periods)
    }
}

/// Whether a place lies in another one, in a division; a region holds its members and what lies in them.
fn lies_in(places: &Places, ix: PlaceIx, within: PlaceIx, vintage: Vintage) -> bool {
    let level = places.get(within).level();
    // Regions have no parents, and lie in the country as all other areas do.
    if level == Level::Country {
        return places.get(ix).level() > level;
    }
    if level == Level::Region {
        let mut at = Some(ix);
        while let Some(place) = at {
            if places.regions_of(place, vintage).contains(&within) {
                return true;
            }
            at = places.parent(place, vintage);
        }
        return false;
    }
    level < places.get(ix).level() && places.ancestor(ix, level, vintage) == Some(within)
}

/// The word of a reference in an address.
pub(crate) const fn reference_word(reference: StandingReference) -> &'static str {
    match reference {
        StandingReference::Country => "nederland",
        StandingReference::Municipality => "gemeente",
        StandingReference::EverybodyHere => "alle",
    }
}
