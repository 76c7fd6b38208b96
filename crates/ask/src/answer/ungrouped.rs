//! That there are no figures by group here: because the figure is of everybody, or because the area is too small for them.

use cells::{CategoryIx, IndicatorIx, Level, PlaceIx};

use super::{Answer, Page, Teller};
use crate::texts::level_words;

impl Teller<'_> {
    /// That a figure is not there by group, with that of everybody; where larger areas have it by group, the nearest of those.
    pub(super) fn without_groups(&self, indicator: IndicatorIx) -> Answer {
        let place = self.asked.place;
        let within = self.at_place(place);
        let values: &[(&'static str, &str)] = &[("short", self.short(indicator)), ("where", within.as_str())];
        let mut answer = Answer::default();
        if self.figures.indicator(indicator).breakdowns.is_empty() {
            answer.sentences.push(self.sentence("no-groups", values, Vec::new()));
        } else {
            let level = self.figures.places.get(place).level();
            let levels = level_words(self.figures, level, self.language());
            let values = [values, &[("levels", levels.as_str())]].concat();
            let id = if self.is_left_out_by_plan(indicator, level) { "no-groups-so-small" } else { "no-groups-here" };
            answer.sentences.push(self.sentence(id, &values, Vec::new()));
            if let Some(larger) = self.larger_with_groups(indicator) {
                let there = self.at_place(larger);
                answer.sentences.push(self.sentence("groups-in-larger", &[("where", &there)], Vec::new()));
                answer.pages.extend([Page::Indicator(indicator, larger), Page::Area(larger)]);
            }
        }
        if let Some(at) = self.meant(indicator, place, CategoryIx::TOTAL) {
            answer.sentences.extend(self.one(at));
        }
        answer.pages.extend([Page::Indicator(indicator, place), Page::Area(place)]);
        answer
    }

    /// Whether by the plan of publication no breakdown of a figure is shown of areas of a level.
    fn is_left_out_by_plan(&self, indicator: IndicatorIx, level: Level) -> bool {
        let plan = &self.figures.definition.monitor.protection;
        let own = self.figures.indicator(indicator);
        let shows = |breakdown: &String| {
            let of_size = own.measure == definition::Measure::Count || own.share_of == definition::ShareOf::Everybody;
            plan.publishes(level, breakdown) || (of_size && plan.publishes_size(level, &own.universe, breakdown))
        };
        !own.breakdowns.iter().any(shows)
    }

    /// The smallest area around this one with figures of groups.
    fn larger_with_groups(&self, indicator: IndicatorIx) -> Option<PlaceIx> {
        let places = self.figures.places;
        let own = places.get(self.asked.place);
        let around = [Level::District, Level::Municipality].into_iter().filter(|level| *level < own.level());
        let around = around.filter_map(|level| places.ancestor(self.asked.place, level, own.newest()));
        let definition = self.figures.definition;
        let periods = self.figures.cube.periods(indicator);
        let has_groups = |place: &PlaceIx| {
            let shown = |category| periods.iter().any(|year| self.is_shown(indicator, *year, *place, category));
            definition.categories().filter(|(ix, ..)| shown(*ix)).take(2).count() > 1
        };
        around.chain(self.figures.country()).filter(|place| *place != self.asked.place).find(has_groups)
    }

    fn is_shown(&self, indicator: IndicatorIx, period: cells::Period, place: PlaceIx, category: CategoryIx) -> bool {
        self.figures.cube.cell(indicator, period, place, category).is_published()
    }
}
