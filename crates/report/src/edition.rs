//! What documents are made from: one release, and what is worked out of it once for all of them.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use cells::{CategoryIx, IndicatorIx, Level, Period, PlaceIx};
use charts::{AreaOutline, MapShapes};
use definition::{Definition, Language};
use geography::{Boundary, Places};
use insight::Figures;
use release::{Release, Slice};

use crate::ReportError;
use crate::press::{Imprint, can_draw};

/// A release, with what documents need beside it. Cheap to copy.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The release.
    pub release: &'a Release,
    /// Its figures; with spreads that were worked out beforehand, or every document works them out again.
    pub figures: Figures<'a>,
    /// Outlines that were fitted for an earlier document.
    pub maps: &'a Maps,
    /// The release that was out before this one, where what changed since is to be told.
    pub previous: Option<&'a Release>,
    /// Where the site is, without a slash at the end: `https://wijkmonitor.example`; empty where that is not known.
    pub address: &'a str,
}

/// Outlines fitted in boxes, kept for the next document.
#[derive(Debug, Default)]
pub struct Maps {
    shapes: RwLock<Fitted>,
}

/// Outlines of places by the box they are fitted in.
type Fitted = HashMap<(Vec<PlaceIx>, Fit), Arc<MapShapes>>;

/// The box outlines are fitted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Fit {
    /// In px.
    pub(crate) width: u16,
    /// At most, in px.
    pub(crate) height: u16,
    /// Most bytes of outlines.
    pub(crate) bytes: usize,
}

/// Who publishes, as documents show it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct House {
    /// Beside the logo.
    pub name: String,
    /// SVG; empty where there is none.
    pub logo: String,
    /// `#1B3A5C`.
    pub colour: String,
    /// Who publishes.
    pub publisher: String,
    /// Who made it and what may be done with it; may be empty.
    pub colophon: String,
    /// Where to ask or report something; may be empty.
    pub contact: String,
}

/// The colour of titles and lines where a publisher has no own.
const COLOUR: &str = "#1B3A5C";

/// The sign of the program, for publishers without a logo.
const SIGN: &str = include_str!("../../../web/images/icon.svg");

impl<'a> Edition<'a> {
    /// What the release's definition says.
    pub(crate) fn definition(&self) -> &'a Definition {
        &self.release.definition
    }

    /// The places of the release.
    pub(crate) fn places(&self) -> &'a Places {
        &self.release.places
    }

    /// The first eight characters of the release's id, as pages show it.
    pub(crate) fn short_id(&self) -> String {
        self.release.manifest.id.chars().take(8).collect()
    }

    /// Who publishes, in a language.
    pub(crate) fn house(&self, language: Language) -> Result<House, ReportError> {
        let monitor = &self.definition().monitor;
        let style = monitor.house_style.clone().unwrap_or_default();
        let text =
            |text: Option<&definition::Text>| text.map_or_else(String::new, |text| text.get(language).to_owned());
        let logo = match &self.definition().paper.logo {
            Some(logo) => {
                can_draw(logo).map_err(|problem| ReportError::Logo { monitor: monitor.id.clone(), problem })?;
                logo.clone()
            }
            None => SIGN.to_owned(),
        };
        let contact = text(style.contact.as_ref());
        Ok(House {
            name: style.name.as_ref().unwrap_or(&monitor.name).get(language).to_owned(),
            logo,
            colour: style.colour.unwrap_or_else(|| COLOUR.to_owned()),
            publisher: monitor.publisher.get(language).to_owned(),
            colophon: text(style.colophon.as_ref()),
            contact: if contact.is_empty() { monitor.contact.clone().unwrap_or_default() } else { contact },
        })
    }

    /// What a document says of itself; `kind` tells documents of one release apart.
    pub(crate) fn imprint(&self, title: &str, kind: &str) -> Imprint {
        Imprint {
            title: title.to_owned(),
            identity: format!("wijkmonitor {} {kind}", self.release.manifest.id),
            date: self.release.manifest.created.clone(),
        }
    }

    /// Every year of which there is any figure, ascending.
    pub fn years(&self) -> Vec<Period> {
        let indicators = self.definition().indicators.len();
        let mut years: Vec<Period> =
            (0..indicators).flat_map(|n| self.release.cube.periods(IndicatorIx(n as u16)).iter().copied()).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The slice of an indicator in a year at the level of a place, where the place is in its division.
    pub(crate) fn slice_with(&self, indicator: IndicatorIx, period: Period, place: PlaceIx) -> Option<Slice<'a>> {
        let at = self.places().get(place);
        let slice = self.release.cube.slice(indicator, period, at.level())?;
        at.vintages.contains(&slice.vintage()).then_some(slice)
    }

    /// The newest number of residents of a place, or that of one year, with its year.
    pub(crate) fn residents(&self, place: PlaceIx, year: Option<Period>) -> Option<(f64, Period)> {
        self.residents_of(place, year, CategoryIx::TOTAL)
    }

    /// The same of a group.
    pub(crate) fn residents_of(
        &self,
        place: PlaceIx,
        year: Option<Period>,
        category: CategoryIx,
    ) -> Option<(f64, Period)> {
        let indicator = self.figures.residents()?;
        let periods = self.release.cube.periods(indicator);
        periods.iter().rev().copied().filter(|period| year.is_none_or(|year| year == *period)).find_map(|period| {
            let cell = self.release.cube.cell(indicator, period, place, category);
            cell.value.filter(|_| cell.is_published()).map(|value| (value, period))
        })
    }

    /// The newest division of the release.
    pub(crate) fn municipalities(&self) -> Vec<PlaceIx> {
        let Some(newest) = self.places().newest_vintage() else { return Vec::new() };
        self.places().of_vintage(Level::Municipality, newest).collect()
    }

    /// Outlines of places fitted in a box; worked out on first use. None where no place has a boundary.
    pub(crate) fn shapes(&self, places: &[PlaceIx], fit: Fit) -> Option<Arc<MapShapes>> {
        let key = (places.to_vec(), fit);
        let known = self.maps.shapes.read().unwrap_or_else(PoisonError::into_inner).get(&key).map(Arc::clone);
        let shapes = known.unwrap_or_else(|| {
            let outlines: Vec<AreaOutline> =
                places.iter().map(|&ix| outline(self.release.boundaries.get(ix))).collect();
            let made = Arc::new(MapShapes::fit(&outlines, fit.width, fit.height, fit.bytes));
            let mut all = self.maps.shapes.write().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(all.entry(key).or_insert(made))
        });
        (shapes.bytes() > 0).then_some(shapes)
    }
}

/// A boundary as charts take it; without polygons where a place has none.
fn outline(boundary: Option<&Boundary>) -> AreaOutline {
    let ring = |line: &geo::LineString<f64>| line.coords().map(|c| (c.x, c.y)).collect::<Vec<_>>();
    let polygons = boundary.map_or_else(Vec::new, |boundary| {
        let whole = boundary.shape.iter();
        whole
            .map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect())
            .collect()
    });
    AreaOutline { polygons }
}
