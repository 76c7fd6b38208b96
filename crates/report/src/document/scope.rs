//! What a report is about: the country and its municipalities, or a municipality and its districts.

use cells::{CategoryIx, Cell, IndicatorIx, Level, Period, PlaceIx};
use charts::{Caption, Mark, OverviewMap, Style, Words};
use definition::{Indicator, Language, Measure};
use insight::{Address, NoReading, Reading, numbers};
use release::StandingReference;

use super::block::{Block, Figure};
use super::{Asked, Medium};
use crate::edition::{Edition, Fit};
use crate::sheet::Sign;
use crate::texts::{Texts, texts};
use crate::{ReportError, Subject, markdown, names, row};

/// Outlines on the map of a report.
const MAP: Fit = Fit { width: 320, height: 360, bytes: 9_000 };

/// What a report is about.
pub(super) struct Scope<'a> {
    pub(super) edition: &'a Edition<'a>,
    pub(super) place: PlaceIx,
    /// Of one year; of each figure the newest where absent.
    pub(super) period: Option<Period>,
    /// The areas inside, in the order of the register; may be empty.
    pub(super) areas: Vec<PlaceIx>,
    pub(super) language: Language,
    pub(super) medium: Medium,
    pub(super) t: &'static Texts,
    /// Figures of the whole, of everybody, beside the country where it is not that itself.
    pub(super) rows: Vec<row::Row>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(edition: &'a Edition<'a>, asked: Asked, medium: Medium) -> Result<Self, ReportError> {
        let Asked { place, period, language } = asked;
        let years = edition.years();
        if let Some(year) = period.filter(|year| !years.contains(year)) {
            let there_are = years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            return Err(ReportError::NoYear { year: year.to_string(), there_are });
        }
        let country = || edition.figures.country().ok_or_else(|| ReportError::NoArea("NL00".to_owned()));
        let place = place.map_or_else(country, Ok)?;
        let at = edition.places().get(place);
        let areas = match at.level() {
            Level::Country => edition.municipalities(),
            _ => edition.places().children(place, at.newest()).to_vec(),
        };
        if at.level() > Level::Municipality {
            return Err(ReportError::Comparison {
                area: format!("{} ({})", at.name, at.code),
                reason:
                    "a report is about the country, a region or a municipality; of smaller areas there are factsheets"
                        .to_owned(),
            });
        }
        let t = texts(language);
        let subject = Subject { period, ..Subject::usual(place, language) };
        let rows = row::rows(edition, &subject, subject.compared(edition)?, t);
        Ok(Self { edition, place, period, areas, language, medium, t, rows })
    }

    pub(super) fn is_national(&self) -> bool {
        self.edition.places().get(self.place).level() == Level::Country
    }

    /// The year of the report: the one it is of, or the newest of any figure.
    pub(super) fn year(&self) -> Period {
        if let Some(period) = self.period {
            return period;
        }
        self.edition.years().last().copied().unwrap_or(Period(0))
    }

    /// The years that figures of the whole are of.
    pub(super) fn years_shown(&self) -> String {
        let years = || self.rows.iter().filter(|row| row.cell.is_published()).filter_map(|row| row.period);
        match (years().min(), years().max()) {
            (Some(first), Some(last)) if first != last => {
                self.t.with("years-from-to", &[("first", first.to_string().into()), ("last", last.to_string().into())])
            }
            (_, Some(last)) => last.to_string(),
            _ => self.year().to_string(),
        }
    }

    /// What the areas inside are compared with: the rest of the whole.
    pub(super) fn standing(&self) -> StandingReference {
        if self.is_national() { StandingReference::Country } else { StandingReference::Municipality }
    }

    pub(super) fn indicator(&self, ix: IndicatorIx) -> &'a Indicator {
        self.edition.definition().indicator(ix)
    }

    pub(super) fn cell(&self, at: Address) -> Cell {
        self.edition.figures.cell(at)
    }

    /// A figure with its unit, or the words in its place.
    pub(super) fn shown(&self, at: Address) -> String {
        numbers::shown(&self.cell(at), self.indicator(at.indicator), self.language)
    }

    pub(super) fn name(&self) -> String {
        names::spoken(self.edition, self.place, self.language)
    }

    /// The word for the areas inside: "gemeenten".
    pub(super) fn areas_word(&self) -> String {
        let level = self.areas.first().map_or(Level::Municipality, |&ix| self.edition.places().get(ix).level());
        names::levels(level, self.t)
    }

    /// The publisher of the figures at an address.
    pub(super) fn publisher(&self, at: Address) -> &'a str {
        let slice = self.edition.figures.slice_of(at);
        let source = slice.and_then(|slice| self.edition.definition().sources.get(slice.source()));
        source.map_or("", |source| source.publisher.get(self.t.language()))
    }

    /// "2023. Bron: registers."
    pub(super) fn year_and_source(&self, at: Address) -> String {
        self.t.with("year-and-source", &[("year", at.period.to_string().into()), ("source", self.publisher(at).into())])
    }

    /// The groups of the first breakdown of an indicator that have a figure of their own at the level of the whole.
    pub(super) fn groups(&self, at: Address) -> Vec<(CategoryIx, &'a definition::Category)> {
        let definition = self.edition.definition();
        let indicator = definition.indicator(at.indicator);
        let Some(slice) = self.edition.figures.slice_of(at) else { return Vec::new() };
        let first = definition.breakdowns.iter().find(|breakdown| indicator.breakdowns.contains(&breakdown.id));
        definition
            .categories()
            .filter(|(ix, own, category)| {
                Some(&own.id) == first.map(|breakdown| &breakdown.id)
                    && category.parent.is_none()
                    && slice.categories().contains(ix)
            })
            .map(|(ix, _, category)| (ix, category))
            .collect()
    }

    /// The reading of a cell beside a standing reference.
    pub(super) fn mark(&self, at: Address, reference: StandingReference) -> Mark {
        if !self.cell(at).is_published() {
            return Mark::NOT_SHOWN;
        }
        let reading = insight::stored(&self.edition.figures, at, reference);
        Mark { reading, polarity: self.indicator(at.indicator).polarity, judge: true }
    }

    /// A reading in a table, drawn for where the document is read.
    pub(super) fn chip(&self, mark: Mark, at: Address) -> super::Cell {
        let cell = self.cell(at);
        let mut chip = row::chip(mark, &cell, self.indicator(at.indicator), self.language);
        if self.medium == Medium::Page && !chip.sign.is_empty() {
            chip.sign = charts::chip(mark);
        }
        super::Cell::chip(chip)
    }

    /// The readings of the areas inside beside the rest of the whole; none where an area has no figure at all.
    pub(super) fn marks(&self, at: Address) -> Vec<Option<Mark>> {
        let of = |&place: &PlaceIx| {
            let at = Address { place, ..at };
            match self.cell(at).status {
                cells::Status::NotAvailable | cells::Status::NotApplicable => None,
                _ => Some(self.mark(at, self.standing())),
            }
        };
        self.areas.iter().map(of).collect()
    }

    /// The address of the figure that the areas inside have of an indicator nearest to that of the whole.
    pub(super) fn among(&self, row: &row::Row) -> Option<Address> {
        let at = row.at?;
        let level = self.edition.places().get(*self.areas.first()?).level();
        let periods = self.edition.release.cube.periods(at.indicator);
        let has = |period: &Period| {
            let slice = self.edition.release.cube.slice(at.indicator, *period, level);
            slice.is_some_and(|slice| self.areas.iter().any(|&ix| slice.cell(ix, at.category).is_published()))
        };
        let asked = |period: &Period| self.period.is_none_or(|year| year == *period);
        let period = periods.iter().rev().copied().filter(asked).find(has)?;
        Some(Address { period, ..at })
    }

    pub(super) fn style(&self) -> Style {
        match self.medium {
            Medium::Paper => Style::Printed,
            Medium::Page => Style::Page,
            Medium::Slide => Style::Standalone,
        }
    }

    pub(super) fn chart_words(&self) -> Words {
        match self.language {
            Language::Nl => Words::dutch(),
            Language::En => Words::english(),
        }
    }

    /// What names a drawing; title and source are drawn where it stands by itself.
    pub(super) fn caption(&self, name: &str, title: &str, alt: &str, source: &str) -> Caption {
        // A slide goes its own way: that its figures are invented must go with it.
        let invented = self.medium == Medium::Slide && self.edition.definition().monitor.fictional;
        let source = if invented { format!("{} {source}", self.t.get("fictional-banner")) } else { source.to_owned() };
        Caption { prefix: name.to_owned(), title: title.to_owned(), description: alt.to_owned(), source: Some(source) }
    }

    /// The unit for an axis.
    pub(super) fn unit(&self, indicator: &Indicator) -> String {
        match indicator.measure {
            Measure::Percent => "%".to_owned(),
            _ => indicator.unit_label.as_ref().map(|unit| unit.get(self.language).to_owned()).unwrap_or_default(),
        }
    }

    /// The areas inside by what their figures mean.
    pub(super) fn map(&self, at: Address, marks: &[Option<Mark>]) -> Option<Figure> {
        if self.areas.len() < 2 || !marks.iter().flatten().any(|mark| !matches!(mark.reading, Reading::None(_))) {
            return None;
        }
        let shapes = self.edition.shapes(&self.areas, MAP)?;
        let indicator = self.indicator(at.indicator);
        let name = format!("kaart-{}", indicator.id);
        let label = indicator.short.get(self.language).to_owned();
        let title = self.t.with("map-title", &[("label", label.into()), ("areas", self.areas_word().into())]);
        let alt = self.t.with(
            "map-alt",
            &[
                ("areas", self.areas_word().into()),
                ("name", self.name().into()),
                ("label", indicator.label.get(self.language).into()),
                ("counts", self.counted(marks).into()),
            ],
        );
        let note = self.year_and_source(at);
        let map = OverviewMap { caption: self.caption(&name, &title, &alt, &note), areas: marks.to_vec() };
        let legend = self.legend(&map, marks);
        Some(Figure {
            svg: map.svg(&shapes, self.style()),
            narrow: String::new(),
            name,
            alt,
            title,
            note,
            legend,
            table: None,
        })
    }

    /// What the colours of a map mean, with how many areas have each.
    fn legend(&self, map: &OverviewMap, marks: &[Option<Mark>]) -> Vec<Sign> {
        let sign = |shade: charts::Shade, words: String| {
            let count = marks.iter().flatten().filter(|mark| mark.shade() == shade).count();
            let words = self.t.with("legend-counted", &[("words", words.into()), ("count", count.into())]);
            Sign { svg: self.drawn(&charts::swatch(shade, 34, 18)), words }
        };
        let mut shades = map.shades();
        shades.sort_by_key(|shade| order(*shade));
        let mut legend: Vec<Sign> = shades
            .into_iter()
            .map(|shade| {
                let example = marks.iter().flatten().find(|mark| mark.shade() == shade).copied();
                let words = match (shade, example) {
                    (charts::Shade::NotShown, _) => self.t.get("legend-not-shown"),
                    (charts::Shade::NotCompared, _) | (_, None) => self.t.get("legend-not-compared"),
                    (_, Some(mark)) => insight::words::reading_words(mark.reading, mark.polarity, true, self.language),
                };
                sign(shade, words)
            })
            .collect();
        let nothing = marks.iter().filter(|mark| mark.is_none()).count();
        if nothing > 0 {
            let words = self
                .t
                .with("legend-counted", &[("words", self.t.get("legend-no-figure").into()), ("count", nothing.into())]);
            legend.push(Sign { svg: String::new(), words });
        }
        legend
    }

    /// A sign for where the document is read.
    pub(super) fn drawn(&self, sign: &str) -> String {
        if self.medium == Medium::Page { sign.to_owned() } else { charts::written_out(sign) }
    }

    /// "12 zeker hoger, 3 zeker lager, …": what can be said of all areas together.
    pub(super) fn counted(&self, marks: &[Option<Mark>]) -> String {
        let certain = |wanted: fn(insight::Verdict) -> bool| {
            let is = |mark: &&Mark| mark.is_certain_difference() && mark.verdict().is_some_and(wanted);
            marks.iter().flatten().filter(is).count()
        };
        let higher = |v| matches!(v, insight::Verdict::ClearlyHigher | insight::Verdict::SomewhatHigher);
        let lower = |v| matches!(v, insight::Verdict::ClearlyLower | insight::Verdict::SomewhatLower);
        let equal = |mark: &&Mark| mark.verdict() == Some(insight::Verdict::AboutEqual);
        let unsure = |mark: &&Mark| matches!(mark.shade(), charts::Shade::Uncertain(_));
        let unknown = |mark: &&Mark| matches!(mark.shade(), charts::Shade::Unknown(_));
        let silent = marks
            .iter()
            .filter(|mark| mark.is_none_or(|mark| matches!(mark.reading, Reading::None(NoReading::NoFigure))))
            .count();
        let said = [
            ("counted-favourable", certain(insight::Verdict::is_favourable)),
            ("counted-unfavourable", certain(insight::Verdict::is_unfavourable)),
            ("counted-higher", certain(higher)),
            ("counted-lower", certain(lower)),
            ("counted-equal", marks.iter().flatten().filter(equal).count()),
            ("counted-unsure", marks.iter().flatten().filter(unsure).count()),
            ("counted-unknown", marks.iter().flatten().filter(unknown).count()),
            ("counted-silent", silent),
        ];
        let parts: Vec<String> = said
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| self.t.with(key, &[("count", count.into())]))
            .collect();
        names::list(&parts, self.t)
    }

    /// An editor's words for a place in the report.
    pub(super) fn editor(&self, place: &str) -> Option<Block> {
        // What an editor says of the country is no word about one municipality.
        if !self.is_national() && !place.starts_with("area-") {
            return None;
        }
        let words = self.edition.definition().paper.words(place, self.language)?;
        Some(Block::Editor { nodes: markdown::nodes(words) })
    }
}

/// Unfavourable to favourable, lower to higher, then what says nothing.
fn order(shade: charts::Shade) -> u8 {
    use charts::Shade::{NotCompared, NotShown, Step, Uncertain, Unknown};
    use insight::Verdict::{
        AboutEqual, ClearlyFavourable, ClearlyHigher, ClearlyLower, ClearlyUnfavourable, SomewhatFavourable,
        SomewhatHigher, SomewhatLower, SomewhatUnfavourable,
    };
    match shade {
        Step(verdict) | Unknown(verdict) => match verdict {
            ClearlyUnfavourable | ClearlyLower => 0,
            SomewhatUnfavourable | SomewhatLower => 1,
            AboutEqual => 2,
            SomewhatFavourable | SomewhatHigher => 3,
            ClearlyFavourable | ClearlyHigher => 4,
        },
        Uncertain(_) => 5,
        NotCompared => 6,
        NotShown => 7,
    }
}
