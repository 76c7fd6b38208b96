//! The areas whose figures are above or below a number.

use cells::{IndicatorIx, Level, PlaceIx};
use insight::{Address, Certainty, Direction, Reading, Size, numbers, stored};
use release::StandingReference;

use super::largest::Areas;
use super::{Answer, Page, Sentence, Teller};
use crate::texts::{joined, level_words};
use crate::{Limit, Threshold};

/// Areas that are named in a sentence; of more the number is told.
const NAMED: usize = 5;

impl Teller<'_> {
    /// The reference whose readings are about the rest of a place.
    fn rest_of(&self, place: PlaceIx) -> Option<StandingReference> {
        match self.figures.places.get(place).level() {
            Level::Country => Some(StandingReference::Country),
            Level::Municipality if self.asked.level > Some(Level::Municipality) => {
                let holds_them = self.asked.place == place;
                holds_them.then_some(StandingReference::Municipality)
            }
            _ => None,
        }
    }

    /// The area whose figure others are to be above or below; none where it is a number.
    const fn area_of(&self, limit: Limit) -> Option<PlaceIx> {
        match limit {
            Limit::Number(_) => None,
            Limit::Mean => Some(self.asked.place),
            Limit::Area(place) => Some(place),
        }
    }

    /// Whether there is a figure to be above or below; what is said where there is none.
    pub(super) fn no_limit(&self, indicator: IndicatorIx, areas: &Areas, threshold: &Threshold) -> Option<Sentence> {
        let place = self.area_of(threshold.limit)?;
        let at = Address { indicator, period: areas.period, place, category: self.asked.category };
        let level = self.asked.level.unwrap_or(Level::Municipality);
        let (levels, year) = (level_words(self.figures, level, self.language()), areas.period.to_string());
        let values = [("where", self.at_place(place)), ("levels", levels), ("year", year)];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        (!self.figures.cell(at).is_published()).then(|| self.sentence("limit-none", &values, Vec::new()))
    }

    /// "Wijken met meer dan 5 procent bijstand": which these are by the figures that are shown, and of which nobody can tell.
    pub(super) fn beyond(&self, indicator: IndicatorIx, areas: &Areas, threshold: &Threshold) -> Answer {
        let (within, category) = (self.asked.place, self.asked.category);
        let own = self.figures.indicator(indicator);
        let at = |place| Address { indicator, period: areas.period, place, category };
        let of = self.area_of(threshold.limit).map(at);
        // As it is shown: "5,0 %" is not more than 5.
        let ten = 10_f64.powi(i32::from(own.decimals));
        let limit = match threshold.limit {
            Limit::Number(thousandths) => f64::from(thousandths) / 1000.0,
            Limit::Mean | Limit::Area(_) => {
                let value = of.and_then(|of| self.figures.cell(of).value).unwrap_or_default();
                (value * ten).round() / ten
            }
        };
        let is_beyond = |at: &Address| {
            let value = self.figures.cell(*at).value.map(|value| (value * ten).round() / ten);
            value.is_some_and(|value| if threshold.higher { value > limit } else { value < limit })
        };
        // "Minder dan 8,7 %" is neither above 5 nor below it.
        let is_usable = |at: &Address| {
            let open = |bounds: [f64; 2]| bounds[0] <= 0.0 && limit < bounds[1];
            self.too_open(*at).is_none() && !open(self.bounds(*at))
        };
        let usable: Vec<Address> = areas.ranked.iter().map(|one| at(one.place)).filter(is_usable).collect();
        let mut found: Vec<Address> = usable.iter().copied().filter(|at| is_beyond(at)).collect();
        let count = found.len();
        let level = self.asked.level.unwrap_or(Level::Municipality);
        let named: Vec<String> = found.iter().take(NAMED).map(|at| self.place_label(at.place)).collect();
        let list = if count <= NAMED { format!(": {}", joined(&named, self.language())) } else { String::new() };
        let figure = numbers::figure(limit, own, self.language());
        let said_limit = match of {
            Some(of) => self.texts.part("limit-of", &[("figure", &figure), ("where", &self.at_place(of.place))]),
            None => figure,
        };
        let values = [
            ("short", self.short(indicator).to_owned()),
            ("among", self.among(category)),
            ("all", numbers::count(usable.len() as u32, self.language())),
            ("levels", level_words(self.figures, level, self.language())),
            ("within", self.at_place(within)),
            ("limit", said_limit),
            ("list", list),
            ("year", areas.period.to_string()),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let mut answer = Answer::default();
        let id = match (count, threshold.higher) {
            (0, true) => "none-above",
            (0, false) => "none-below",
            (_, true) => "some-above",
            (_, false) => "some-below",
        };
        answer.sentences.push(self.counted(id, count, &values, found.clone()));
        let reference = of.and_then(|of| self.rest_of(of.place)).filter(|_| count > 0);
        if let Some(reference) = reference {
            let readings: Vec<Reading> = found.iter().map(|at| stored(self.figures, *at, reference)).collect();
            let is_unknown =
                |reading: &Reading| matches!(reading, Reading::Compared { certainty: Certainty::Unknown, .. });
            // Of figures without counts nobody knows how certain a difference is.
            answer.sentences.push(if readings.iter().any(is_unknown) {
                self.sentence("limit-unknown", &[], Vec::new())
            } else {
                let certain = readings.iter().filter(|reading| is_certainly(**reading, threshold.higher)).count();
                self.counted("limit-certain", certain, &[], Vec::new())
            });
        } else if count > 0 {
            answer.sentences.push(self.sentence("near-threshold", &[], Vec::new()));
        }
        let is_hidden = |place: &PlaceIx| !usable.iter().any(|at| at.place == *place);
        let hidden: Vec<String> =
            areas.all.iter().filter(|place| is_hidden(place)).map(|place| self.place_label(*place)).collect();
        match hidden.len() {
            0 => {}
            1..=NAMED => {
                let names = joined(&hidden, self.language());
                answer.sentences.push(self.counted("threshold-hidden", hidden.len(), &[("names", &names)], Vec::new()));
            }
            many => answer.sentences.push(self.counted("threshold-hidden-many", many, &[], Vec::new())),
        }
        found.truncate(Answer::MOST_LINES);
        if count > found.len() {
            answer.sentences.push(self.sentence("threshold-first", &[], Vec::new()));
        }
        // What the lines say is what was asked: above the municipality, or the country.
        let beside = reference.unwrap_or(StandingReference::Country);
        answer.lines = found.into_iter().map(|at| self.area_line_beside(at, beside, false)).collect();
        answer.pages.extend([
            Page::Map(indicator, within, Some(level)),
            Page::Indicator(indicator, within),
            Page::Area(within),
        ]);
        answer
    }
}

/// Whether a reading says that a figure is certainly higher, or lower.
fn is_certainly(reading: Reading, higher: bool) -> bool {
    let wanted = if higher { Direction::Higher } else { Direction::Lower };
    matches!(
        reading,
        Reading::Compared { direction, size: Size::Some | Size::Clear, certainty: Certainty::Certain } if direction == wanted
    )
}
