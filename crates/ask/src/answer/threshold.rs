//! The areas whose figures are above or below a number.

use cells::IndicatorIx;
use insight::{Address, numbers};

use super::largest::Areas;
use super::{Answer, Page, Teller};
use crate::Threshold;
use crate::texts::{joined, level_words};

/// Areas that are named in a sentence; of more the number is told.
const NAMED: usize = 5;

impl Teller<'_> {
    /// "Wijken met meer dan 5 procent bijstand": which these are by the figures that are shown, and of which nobody can tell.
    pub(super) fn beyond(&self, indicator: IndicatorIx, areas: &Areas, threshold: &Threshold) -> Answer {
        let (within, category) = (self.asked.place, self.asked.category);
        let own = self.figures.indicator(indicator);
        let limit = f64::from(threshold.thousandths) / 1000.0;
        // As it is shown: "5,0 %" is not more than 5.
        let ten = 10_f64.powi(i32::from(own.decimals));
        let is_beyond = |at: &Address| {
            let value = self.figures.cell(*at).value.map(|value| (value * ten).round() / ten);
            value.is_some_and(|value| if threshold.higher { value > limit } else { value < limit })
        };
        let at = |place| Address { indicator, period: areas.period, place, category };
        // "Minder dan 8,7 %" is neither above 5 nor below it.
        let is_usable = |at: &Address| {
            let open = |bounds: [f64; 2]| bounds[0] <= 0.0 && limit < bounds[1];
            self.too_open(*at).is_none() && !open(self.bounds(*at))
        };
        let usable: Vec<Address> = areas.ranked.iter().map(|one| at(one.place)).filter(is_usable).collect();
        let mut found: Vec<Address> = usable.iter().copied().filter(|at| is_beyond(at)).collect();
        let count = found.len();
        let level = self.asked.level.unwrap_or(cells::Level::Municipality);
        let named: Vec<String> = found.iter().take(NAMED).map(|at| self.place_label(at.place)).collect();
        let list = if count <= NAMED { format!(": {}", joined(&named, self.language())) } else { String::new() };
        let values = [
            ("short", self.short(indicator).to_owned()),
            ("among", self.among(category)),
            ("all", numbers::count(usable.len() as u32, self.language())),
            ("levels", level_words(self.figures, level, self.language())),
            ("within", self.at_place(within)),
            ("limit", numbers::figure(limit, own, self.language())),
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
        if count > 0 {
            answer.sentences.push(self.sentence("near-threshold", &[], Vec::new()));
        }
        let is_hidden = |place: &cells::PlaceIx| !usable.iter().any(|at| at.place == *place);
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
        answer.lines = found.into_iter().map(|at| self.area_line(at, false)).collect();
        answer.pages.extend([
            Page::Map(indicator, within, Some(level)),
            Page::Indicator(indicator, within),
            Page::Area(within),
        ]);
        answer
    }
}
