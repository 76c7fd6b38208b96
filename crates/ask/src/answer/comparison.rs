//! Areas, or groups, beside each other.

use cells::{CategoryIx, IndicatorIx, Level, PlaceIx};
use definition::Measure;
use insight::comparison::{Reference, compare_all};
use insight::{Address, Against, Certainty, Direction, Judged, NoReading, Reading, Size, compare, judge, numbers};

use super::{Answer, Page, Sentence, Teller};
use crate::texts::joined;

impl Teller<'_> {
    /// "Hoe verschilt … tussen A en B?"
    pub(super) fn compared(&self, indicator: IndicatorIx) -> Answer {
        if self.asked.other_places.is_empty() && self.asked.other_categories.is_empty() {
            return self.figure(indicator);
        }
        if self.asked.other_places.is_empty() && self.asked.other_categories == [CategoryIx::TOTAL] {
            return self.beside_everybody(indicator);
        }
        let mut answer = Answer::default();
        let places: Vec<PlaceIx> =
            std::iter::once(self.asked.place).chain(self.asked.other_places.iter().copied()).collect();
        let categories: Vec<CategoryIx> =
            std::iter::once(self.asked.category).chain(self.asked.other_categories.iter().copied()).collect();
        let several_places = places.len() > 1;
        let sides: Vec<(PlaceIx, CategoryIx)> = if several_places {
            places.iter().map(|place| (*place, categories[0])).collect()
        } else {
            categories.iter().map(|category| (places[0], *category)).collect()
        };
        // One year for all of them: the newest in which all have a figure.
        let all_have = |period: &cells::Period| {
            sides
                .iter()
                .all(|(place, category)| self.figures.cube.cell(indicator, *period, *place, *category).is_published())
        };
        let periods = self.figures.cube.periods(indicator);
        let period = self.asked.year.or_else(|| periods.iter().rev().copied().find(all_have));
        answer.pages.extend([Page::Indicator(indicator, places[0]), Page::Area(places[0])]);
        if several_places {
            answer.pages.push(Page::Area(places[1]));
            // Beside the one figure all of them: first where no figure was named.
            let first = usize::from(!self.counts_people(indicator));
            answer.pages.insert(first, Page::Beside(places.clone()));
        }
        let Some(period) = period.or_else(|| periods.last().copied()) else {
            answer.sentences.push(self.sentence("pair-unknown", &[], Vec::new()));
            return answer;
        };
        let addresses: Vec<Address> = sides
            .iter()
            .map(|(place, category)| Address { indicator, period, place: *place, category: *category })
            .collect();
        let words: Vec<String> = addresses
            .iter()
            .map(|at| {
                let (figure, place, group) = (self.bare(*at), self.at_place(at.place), self.side_group(at.category));
                let values: &[(&'static str, &str)] =
                    &[("figure", figure.as_str()), ("where", &place), ("group", &group)];
                self.texts.part(if several_places { "side" } else { "side-group" }, values)
            })
            .collect();
        let label = if several_places {
            format!("{}{}", self.label(indicator), self.among(categories[0]))
        } else {
            format!("{} {}", self.label(indicator), self.at_place(places[0]))
        };
        let values = [("label", label), ("sides", joined(&words, self.language())), ("year", period.to_string())];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        answer.sentences.push(self.sentence("beside-each-other", &values, addresses.clone()));
        if self.asked.together && several_places {
            answer.sentences.push(self.added_up(&places, addresses[0]));
            answer.pages.insert(0, Page::Together(places));
        } else if addresses.len() == 2 {
            answer.sentences.extend(self.pair(addresses[0], addresses[1]));
        }
        answer.lines = addresses
            .iter()
            .map(|at| {
                let label = if several_places { self.place_label(at.place) } else { self.group_label(at.category) };
                self.line(label, *at, None, false)
            })
            .collect();
        answer
    }

    /// What areas are together, of the figure and year at an address; that it cannot be said, where it cannot.
    fn added_up(&self, places: &[PlaceIx], at: Address) -> Sentence {
        let all = || places.iter().map(|place| Address { place: *place, ..at }).collect();
        let sum = insight::together::apart(self.figures.places, places)
            .ok()
            .map(|()| insight::together::sum(self.figures, places, at.indicator, at.period, at.category))
            .filter(|sum| sum.cell.is_published());
        let Some(sum) = sum else { return self.sentence("not-together", &[], all()) };
        let indicator = self.figures.indicator(at.indicator);
        let full = numbers::full(&sum.cell, indicator, self.figures.definition, self.language());
        self.sentence("added-up", &[("full", &full)], all())
    }

    fn side_group(&self, category: CategoryIx) -> String {
        if category == CategoryIx::TOTAL {
            return self.everybody();
        }
        self.whom(category)
    }

    /// What may be said of a difference between two.
    pub(super) fn pair(&self, a: Address, b: Address) -> Vec<Sentence> {
        let indicator = self.figures.indicator(a.indicator);
        let rests_on = vec![a, b];
        if indicator.measure == Measure::Count {
            return vec![self.sentence("pair-people", &[], rests_on)];
        }
        let reading = if a.place == b.place {
            self.of_groups(a, b)
        } else {
            compare_all(self.figures, &[a], Reference::Area(b.place))
                .first()
                .map_or(Reading::None(NoReading::NotComputed), |one| one.judged.reading)
        };
        let (place_a, place_b) = (self.at_place(a.place), self.at_place(b.place));
        let (group_a, group_b) = (self.side_group(a.category), self.side_group(b.category));
        let side = |group: &str| self.texts.part("at-group", &[("group", group)]);
        let (one, other) = if a.place == b.place { (side(&group_a), side(&group_b)) } else { (place_a, place_b) };
        let values: &[(&'static str, &str)] = &[("a", one.as_str()), ("b", other.as_str())];
        let id = match reading {
            Reading::None(NoReading::NoSpread) if a.place == b.place => self.tested(a, b),
            Reading::None(_) => "pair-unknown",
            Reading::Compared { certainty: Certainty::Unknown, .. } => "pair-source",
            Reading::Compared { size: Size::None, .. } => "pair-equal",
            Reading::Compared { certainty: Certainty::Uncertain, .. } => "pair-chance",
            Reading::Compared { direction: Direction::Equal, .. } => "pair-equal",
            Reading::Compared { direction: Direction::Higher, .. } => "pair-higher",
            Reading::Compared { direction: Direction::Lower, .. } => "pair-lower",
        };
        let mut sentences = vec![self.sentence(id, values, rests_on.clone())];
        if a.place != b.place && (self.lies_in(a.place, b.place) || self.lies_in(b.place, a.place)) {
            sentences.push(self.sentence("inside", &[], rests_on));
        }
        sentences
    }

    fn lies_in(&self, small: PlaceIx, large: PlaceIx) -> bool {
        let level = self.figures.places.get(large).level();
        let own = self.figures.places.get(small);
        level < own.level()
            && (level == Level::Country || self.figures.places.ancestor(small, level, own.newest()) == Some(large))
    }

    /// What may be said of two groups where areas do not differ: there is no size of a difference, but there is a test of it.
    fn tested(&self, a: Address, b: Address) -> &'static str {
        let rules = &self.figures.definition.monitor.reading;
        let judged = self.judged(a, b).filter(|judged| judged.q.is_some());
        match judged.and_then(|judged| Some((judged.q?, judged.difference?.direction))) {
            None => "pair-unknown",
            Some((q, _)) if q > rules.false_discovery_rate => "pair-chance",
            Some((_, Direction::Higher)) => "pair-higher",
            Some((_, Direction::Lower)) => "pair-lower",
            Some((_, Direction::Equal)) => "pair-equal",
        }
    }

    fn of_groups(&self, a: Address, b: Address) -> Reading {
        self.judged(a, b).map_or(Reading::None(NoReading::NotComputed), |judged| judged.reading)
    }

    /// Two groups of one breakdown have nobody in common; others cannot be compared, but with everybody.
    fn judged(&self, a: Address, b: Address) -> Option<Judged> {
        let definition = self.figures.definition;
        let breakdown = |category: CategoryIx| {
            definition
                .categories()
                .find(|(ix, ..)| *ix == category)
                .map(|(_, breakdown, own)| (breakdown.id.as_str(), own))
        };
        let against = match (breakdown(a.category), breakdown(b.category)) {
            (Some((one, first)), Some((other, second)))
                if one == other && first.parent == second.parent && a.category != b.category =>
            {
                Against::Other(self.figures.cell(b))
            }
            (Some(_), None) => Against::Whole(self.figures.cell(b)),
            _ => return None,
        };
        let spread = self.figures.slice_of(a).and_then(|slice| self.figures.spread(&slice, a.category));
        let difference = compare(self.figures.indicator(a.indicator), &self.figures.cell(a), against, spread);
        judge(&[difference], &definition.monitor.reading).first().copied()
    }
}
