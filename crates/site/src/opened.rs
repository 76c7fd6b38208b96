//! A release as the site holds it: with the search index, the years, and distributions that are worked out once.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use cells::{AreaCode, CategoryIx, IndicatorIx, Level, Period, PlaceIx};
use charts::{AreaOutline, MapShapes};
use definition::{Measure, ShareOf, Unit};
use geography::{Boundary, Locator, Neighbours};
use insight::similar::Likeness;
use insight::trend::Trend;
use insight::{Figures, Spreads};
use release::{Release, Slice};

use crate::choices::Year;
use crate::search::Index;

/// The values of one indicator, year, level and category over all areas, ascending.
#[derive(Debug, Default)]
pub(crate) struct Distribution {
    /// The published values, ascending, with their places.
    pub(crate) values: Vec<(f64, PlaceIx)>,
    /// Its quartiles and the like; none without values.
    pub(crate) summary: Option<insight::ranking::Distribution>,
    /// How many areas the level has in the division of that year, with or without a figure.
    pub(crate) areas: usize,
}

/// Of fewer areas than one in so many a figure is rare.
const RARE: usize = 20;

/// The box a map is fitted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct MapBox {
    /// In px.
    pub(crate) width: u16,
    /// At most, in px.
    pub(crate) height: u16,
    /// Most bytes of outlines.
    pub(crate) bytes: usize,
}

/// Which places, in which box.
type ShapesKey = (Vec<PlaceIx>, MapBox);

type DistributionKey = (IndicatorIx, Period, Level, CategoryIx);

/// A release with what the pages need beside it.
#[derive(Debug)]
pub(crate) struct Opened {
    /// The release.
    pub(crate) release: Release,
    /// Every year of which there is any figure, ascending.
    pub(crate) years: Vec<Period>,
    /// The indicator that counts residents.
    pub(crate) residents: Option<IndicatorIx>,
    index: OnceLock<Index>,
    lexicon: OnceLock<ask::Lexicon>,
    neighbours: OnceLock<Neighbours>,
    locator: OnceLock<Option<Locator>>,
    spreads: Spreads,
    likeness: RwLock<HashMap<Level, Option<Arc<Likeness>>>>,
    maps: report::Maps,
    reports: RwLock<HashMap<report::Asked, Arc<report::Document>>>,
    prints: RwLock<Vec<Print>>,
    shapes: RwLock<HashMap<ShapesKey, Arc<MapShapes>>>,
    distributions: RwLock<HashMap<DistributionKey, Arc<Distribution>>>,
}

/// A printed report.
#[derive(Debug)]
struct Print {
    asked: report::Asked,
    address: String,
    pdf: Arc<Vec<u8>>,
}

/// How many printed reports are kept; each is about a megabyte.
const PRINTS: usize = 12;

impl Opened {
    /// Takes an opened release.
    pub(crate) fn new(release: Release) -> Self {
        let definition = &release.definition;
        let mut years: Vec<Period> = (0..definition.indicators.len())
            .flat_map(|n| release.cube.periods(IndicatorIx(n as u16)).iter().copied())
            .collect();
        years.sort_unstable();
        years.dedup();
        let residents = definition
            .indicators
            .iter()
            .position(|i| {
                i.measure == Measure::Count
                    && definition.find_universe(&i.universe).is_some_and(|u| u.unit == Unit::Persons)
            })
            .map(|n| IndicatorIx(n as u16));
        let spreads = Spreads::of(&Figures::from(&release));
        Self {
            release,
            years,
            residents,
            index: OnceLock::new(),
            lexicon: OnceLock::new(),
            neighbours: OnceLock::new(),
            locator: OnceLock::new(),
            spreads,
            likeness: RwLock::default(),
            maps: report::Maps::default(),
            reports: RwLock::default(),
            prints: RwLock::default(),
            shapes: RwLock::default(),
            distributions: RwLock::default(),
        }
    }

    /// Works out ahead of the first visitor what all pages need.
    pub(crate) fn warm(&self) {
        self.index();
        self.lexicon();
        self.neighbours();
        self.locator();
    }

    /// Which municipalities of the newest division lie side by side, or are linked over water.
    pub(crate) fn neighbours(&self) -> &Neighbours {
        self.neighbours.get_or_init(|| {
            let Release { places, boundaries, definition, .. } = &self.release;
            let Some(newest) = places.newest_vintage() else { return Neighbours::default() };
            let links: Vec<geography::Link> = definition
                .crossings
                .iter()
                .map(|crossing| geography::Link {
                    from: crossing.from,
                    to: crossing.to,
                    since: crossing.since,
                    until: crossing.until,
                })
                .collect();
            Neighbours::new(places, boundaries, Level::Municipality, newest, &links).0
        })
    }

    /// Finds the areas of the newest division that a point lies in; none where there are no places.
    pub(crate) fn locator(&self) -> Option<&Locator> {
        let make = || {
            let newest = self.release.places.newest_vintage()?;
            Some(Locator::new(&self.release.places, &self.release.boundaries, newest))
        };
        self.locator.get_or_init(make).as_ref()
    }

    /// The search index.
    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let Release { definition, places, .. } = &self.release;
            Index::new(definition, places, |ix| self.residents(ix).map(|(n, _)| n))
        })
    }

    /// The phrases that questions are made of.
    pub(crate) fn lexicon(&self) -> &ask::Lexicon {
        self.lexicon.get_or_init(|| {
            let Release { definition, places, .. } = &self.release;
            ask::Lexicon::new(definition, places, |ix| self.residents(ix).map(|(n, _)| n))
        })
    }

    /// The newest number of residents of a place, with its year.
    pub(crate) fn residents(&self, place: PlaceIx) -> Option<(f64, Period)> {
        let indicator = self.residents?;
        self.release.cube.periods(indicator).iter().rev().find_map(|&period| {
            let cell = self.release.cube.cell(indicator, period, place, CategoryIx::TOTAL);
            cell.value.filter(|_| cell.is_published()).map(|value| (value, period))
        })
    }

    /// The number of residents of a place in the chosen year, with that year.
    pub(crate) fn residents_in(&self, place: PlaceIx, year: Year) -> Option<(f64, Period)> {
        let Year::Fixed(period) = year else { return self.residents(place) };
        let cell = self.release.cube.cell(self.residents?, period, place, CategoryIx::TOTAL);
        cell.value.filter(|_| cell.is_published()).map(|value| (value, period))
    }

    /// How many residents of a place are in a group, in the same year as all of them; none where that is not shown.
    pub(crate) fn residents_of_group(&self, place: PlaceIx, year: Year, category: CategoryIx) -> Option<f64> {
        let (all, period) = self.residents_in(place, year)?;
        if category == CategoryIx::TOTAL {
            return Some(all);
        }
        let cell = self.release.cube.cell(self.residents?, period, place, category);
        cell.value.filter(|_| cell.is_published())
    }

    /// The slice of an indicator in a year at the level of a place, where the place is in its division.
    pub(crate) fn slice_with(&self, indicator: IndicatorIx, period: Period, place: PlaceIx) -> Option<Slice<'_>> {
        let at = self.release.places.get(place);
        let slice = self.release.cube.slice(indicator, period, at.level())?;
        at.vintages.contains(&slice.vintage()).then_some(slice)
    }

    /// How the figures of a place changed over the years, all of them judged as one family.
    pub(crate) fn changes(&self, place: PlaceIx, category: CategoryIx) -> Vec<Trend> {
        let all = (0..self.release.definition.indicators.len()).map(|n| IndicatorIx(n as u16));
        insight::trend::trends(&self.figures(), place, category, all)
    }

    /// How one figure of a place changed, as the page of the place says it.
    pub(crate) fn change(&self, indicator: IndicatorIx, place: PlaceIx, category: CategoryIx) -> Option<Trend> {
        self.changes(place, category).into_iter().find(|change| change.series.indicator == indicator)
    }

    /// What insight answers from.
    pub(crate) fn figures(&self) -> Figures<'_> {
        Figures::from(&self.release).with_spreads(&self.spreads)
    }

    /// How alike the areas of a level are, worked out on first use; none for the country and regions, and where nothing is known
    /// of them.
    pub(crate) fn likeness(&self, level: Level) -> Option<Arc<Likeness>> {
        if level <= Level::Region {
            return None;
        }
        if let Some(known) = self.likeness.read().unwrap_or_else(PoisonError::into_inner).get(&level) {
            return known.clone();
        }
        let made = Likeness::of(&self.figures(), level).map(Arc::new);
        self.likeness.write().unwrap_or_else(PoisonError::into_inner).entry(level).or_insert(made).clone()
    }

    /// What documents are made from; `address` is where visitors find this monitor.
    pub(crate) fn edition<'a>(&'a self, address: &'a str) -> report::Edition<'a> {
        report::Edition { release: &self.release, figures: self.figures(), maps: &self.maps, previous: None, address }
    }

    /// A report that was worked out before.
    pub(crate) fn known_report(&self, asked: report::Asked) -> Option<Arc<report::Document>> {
        self.reports.read().unwrap_or_else(PoisonError::into_inner).get(&asked).map(Arc::clone)
    }

    /// Keeps a report for the next visitor; there are as many as years and languages.
    pub(crate) fn keep_report(&self, asked: report::Asked, made: report::Document) -> Arc<report::Document> {
        let mut all = self.reports.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(asked).or_insert_with(|| Arc::new(made)))
    }

    /// A report that was printed before, with the address of visitors in it.
    pub(crate) fn known_print(&self, asked: report::Asked, address: &str) -> Option<Arc<Vec<u8>>> {
        let all = self.prints.read().unwrap_or_else(PoisonError::into_inner);
        all.iter().find(|one| one.asked == asked && one.address == address).map(|one| Arc::clone(&one.pdf))
    }

    /// Keeps a printed report for who asks again, among the last few.
    pub(crate) fn keep_print(&self, asked: report::Asked, address: &str, pdf: Vec<u8>) -> Arc<Vec<u8>> {
        let pdf = Arc::new(pdf);
        let mut all = self.prints.write().unwrap_or_else(PoisonError::into_inner);
        all.retain(|one| one.asked != asked || one.address != address);
        all.insert(0, Print { asked, address: address.to_owned(), pdf: Arc::clone(&pdf) });
        all.truncate(PRINTS);
        pdf
    }

    /// The outlines of places fitted in a box, worked out on first use.
    pub(crate) fn shapes(&self, places: &[PlaceIx], fit: MapBox) -> Arc<MapShapes> {
        let key = (places.to_vec(), fit);
        if let Some(known) = self.shapes.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(known);
        }
        let outlines: Vec<AreaOutline> = places.iter().map(|&ix| outline(self.release.boundaries.get(ix))).collect();
        let made = Arc::new(MapShapes::fit(&outlines, fit.width, fit.height, fit.bytes));
        let mut all = self.shapes.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(key).or_insert(made))
    }

    /// The values of all areas of a level, worked out on first use.
    pub(crate) fn distribution(
        &self,
        indicator: IndicatorIx,
        period: Period,
        level: Level,
        category: CategoryIx,
    ) -> Arc<Distribution> {
        let key = (indicator, period, level, category);
        if let Some(known) = self.distributions.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(known);
        }
        let slice = self.release.cube.slice(indicator, period, level);
        let areas = slice.as_ref().map_or(0, |slice| {
            let is_of_year = |&n: &u32| self.release.places.get(PlaceIx(n)).vintages.contains(&slice.vintage());
            slice.places().filter(is_of_year).count()
        });
        let mut values: Vec<(f64, PlaceIx)> = slice
            .map(|slice| {
                slice
                    .cells(category)
                    .filter(|(_, cell)| cell.is_published())
                    .filter_map(|(place, cell)| Some((cell.value?, place)))
                    .collect()
            })
            .unwrap_or_default();
        values.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let summary = insight::ranking::Distribution::new(values.iter().map(|(value, _)| *value));
        let made = Arc::new(Distribution { values, summary, areas });
        let mut all = self.distributions.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(key).or_insert(made))
    }

    /// The years of which there is a report of the whole country: those with figures to fill one, and the newest, which shows
    /// the newest of every figure.
    pub(crate) fn report_years(&self) -> impl DoubleEndedIterator<Item = Period> + '_ {
        /// Of a year with fewer figures a report would be chapters that say so.
        const FEWEST: usize = 5;
        let country = self.release.places.find(AreaCode::COUNTRY);
        let has = move |indicator: &usize, year: Period| {
            let cell = |place| self.release.cube.cell(IndicatorIx(*indicator as u16), year, place, CategoryIx::TOTAL);
            country.is_none_or(|place| cell(place).is_published())
        };
        let all = 0..self.release.definition.indicators.len();
        let is_full =
            move |year: Period| all.clone().filter(|indicator| has(indicator, year)).nth(FEWEST - 1).is_some();
        self.years.iter().copied().filter(move |year| self.years.last() == Some(year) || is_full(*year))
    }

    /// Whether an indicator exists for a level, and yet hardly any area of it has a figure: what happens to few people is hidden
    /// in nearly every neighbourhood.
    pub(crate) fn is_rare(&self, indicator: IndicatorIx, level: Level) -> bool {
        let cube = &self.release.cube;
        // What is a hundred percent of everybody is a figure of groups.
        if self.release.definition.indicator(indicator).share_of == ShareOf::Everybody {
            return false;
        }
        let newest =
            cube.periods(indicator).iter().rev().find(|&&period| cube.slice(indicator, period, level).is_some());
        newest.is_some_and(|&period| {
            let all = self.distribution(indicator, period, level, CategoryIx::TOTAL);
            all.values.len() * RARE < all.areas
        })
    }
}

/// A boundary as charts take it; without polygons where a place has none.
fn outline(boundary: Option<&Boundary>) -> AreaOutline {
    let ring = |line: &geo::LineString<f64>| line.coords().map(|c| (c.x, c.y)).collect::<Vec<_>>();
    let polygons = boundary.map_or_else(Vec::new, |boundary| {
        boundary
            .shape
            .iter()
            .map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect())
            .collect()
    });
    AreaOutline { polygons }
}
