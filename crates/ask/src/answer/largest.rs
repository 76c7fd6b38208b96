//! Of which group, in which area a figure is largest or smallest.

use cells::{CategoryIx, IndicatorIx, Level, PlaceIx};
use definition::Breakdown;
use insight::ranking::ranking;
use insight::{Address, Against, Certainty, Reading, compare, judge, numbers};
use release::StandingReference;

use super::{Answer, Page, Teller};
use crate::Kind;
use crate::texts::{joined, level_words};

/// Areas shown beneath an answer.
const SHOWN: usize = 5;

/// Groups that are named because chance may put them above the first; of more the number is told.
const NAMED: usize = 3;

/// A share below this many per cent is surely not one of most.
const MINORITY: f64 = 45.0;

/// The groups of one breakdown, all of one year.
struct Division<'a> {
    breakdown: &'a Breakdown,
    all: Vec<Address>,
    /// Those with a number that is shown.
    shown: Vec<Address>,
}

impl Teller<'_> {
    fn wants_highest(&self) -> bool {
        matches!(self.asked.kind, Kind::LargestGroup | Kind::LargestArea)
    }

    /// "Bij welke groep is … het hoogst?" Told of the finest division with figures here, as a broader one hides what differs
    /// within its groups, and of the usual one beside it. Never as a list from high to low.
    pub(super) fn group(&self, indicator: IndicatorIx) -> Answer {
        let place = self.asked.place;
        let mut answer = Answer::default();
        let divisions = self.divisions(indicator);
        let finest = divisions.iter().rev().max_by_key(|division| division.shown.len());
        let Some(finest) = finest else {
            let (within, short) = (self.at_place(place), self.short(indicator));
            let values: &[(&'static str, &str)] = &[("short", short), ("where", within.as_str())];
            answer.sentences.push(self.sentence("no-groups", values, Vec::new()));
            if let Some(at) = self.meant(indicator, place, CategoryIx::TOTAL) {
                answer.sentences.extend(self.one(at));
            }
            answer.pages.extend([Page::Indicator(indicator, place), Page::Area(place)]);
            return answer;
        };
        let (told, top, alike) = self.told_of_division(indicator, finest);
        answer.sentences.push(told);
        answer.sentences.extend(self.most_do_not(top));
        let usual = divisions.first().filter(|usual| usual.breakdown.id != finest.breakdown.id);
        if let Some((told, first, _)) = usual.map(|usual| self.told_of_division(indicator, usual)) {
            // Both have a group of who has no other origin.
            let same = self.whom(first.category) == self.whom(top.category);
            answer.sentences.extend((!same).then_some(told));
        }
        let everybody = Address { category: CategoryIx::TOTAL, ..top };
        if self.figures.cell(everybody).is_published() && !self.counts_people(indicator) {
            let other = self.bare(everybody);
            answer.sentences.push(self.sentence("all-together", &[("other", &other)], vec![everybody]));
        }
        let without = finest.all.len() - finest.shown.len();
        if without > 0 {
            answer.sentences.push(self.counted("groups-without", without, &[], Vec::new()));
        }
        // Groups stand in the order of the definition, not in that of their figures.
        if !self.counts_people(indicator) {
            answer.sentences.push(self.sentence("not-why", &[], Vec::new()));
            answer.sentences.push(self.sentence("fixed-order", &[], Vec::new()));
        }
        let reference = (!self.counts_people(indicator)).then_some(StandingReference::EverybodyHere);
        let lines = finest.all.iter().map(|at| {
            let marked = *at == top || alike.contains(at);
            self.line(self.group_label(at.category), *at, reference, marked)
        });
        answer.lines = lines.collect();
        answer.pages.extend([Page::Indicator(indicator, place), Page::Explanation(indicator), Page::Area(place)]);
        answer
    }

    /// The divisions with figures of two groups here, in the order of the definition; only the one that was asked for, where
    /// one was.
    fn divisions(&self, indicator: IndicatorIx) -> Vec<Division<'_>> {
        let definition = self.figures.definition;
        let own = &definition.indicator(indicator).breakdowns;
        let shown = |at: &Address| self.figures.cell(*at).is_published() && self.too_open(*at).is_none();
        let asked = self.asked.breakdown.and_then(|at| definition.breakdowns.get(at)).filter(|b| own.contains(&b.id));
        let of = |breakdown| {
            let all = self.groups_of(breakdown, indicator);
            Division { breakdown, shown: all.iter().filter(|at| shown(at)).copied().collect(), all }
        };
        let mut found: Vec<Division<'_>> = definition
            .breakdowns
            .iter()
            .filter(|breakdown| own.contains(&breakdown.id) && asked.is_none_or(|asked| asked.id == breakdown.id))
            .map(of)
            .filter(|division| !division.shown.is_empty())
            .collect();
        if found.iter().any(|division| division.shown.len() >= 2) {
            found.retain(|division| division.shown.len() >= 2);
        }
        found
    }

    /// In which group of a division the figure is highest, or lowest, and how sure that is; with that group, and those of
    /// which chance may put it above.
    fn told_of_division(
        &self,
        indicator: IndicatorIx,
        division: &Division<'_>,
    ) -> (super::Sentence, Address, Vec<Address>) {
        let (within, short) = (self.at_place(self.asked.place), self.short(indicator));
        let value = |at: &Address| self.figures.cell(*at).value.unwrap_or_default();
        let (mut top, highest) = (division.shown[0], self.wants_highest());
        for at in &division.shown[1..] {
            if (highest && value(at) > value(&top)) || (!highest && value(at) < value(&top)) {
                top = *at;
            }
        }
        let others: Vec<Address> = division.shown.iter().filter(|at| **at != top).copied().collect();
        let (full, year, group) = (self.told_words(top), top.period.to_string(), self.whom(top.category));
        let name = division.breakdown.label.get(self.language());
        let mut values: Vec<(&'static str, &str)> = vec![
            ("short", short),
            ("where", within.as_str()),
            ("group", &group),
            ("full", &full),
            ("year", &year),
            ("division", name),
        ];
        let rests_on: Vec<Address> = std::iter::once(top).chain(others.iter().copied()).collect();
        if self.counts_people(indicator) {
            let alike: Vec<Address> =
                others.iter().filter(|at| !self.counts_apart(top, **at, highest)).copied().collect();
            let id = match (highest, alike.is_empty()) {
                (true, true) => "largest-people",
                (true, false) => "largest-people-chance",
                (false, true) => "smallest-people",
                (false, false) => "smallest-people-chance",
            };
            return (self.sentence(id, &values, rests_on), top, alike);
        }
        let (chance, unknown) = self.not_certain(indicator, top, &others);
        let named: Vec<String> = chance.iter().take(NAMED).map(|at| self.whom(at.category)).collect();
        let with = joined(&named, self.language());
        let may_be = if chance.len() <= NAMED {
            self.texts.part("chance-with-named", &[("group", &with)])
        } else {
            self.texts.part_count("chance-with-groups", chance.len(), &[])
        };
        let id = match (unknown, chance.is_empty(), highest) {
            (true, _, true) => "top-source-highest",
            (true, _, false) => "top-source-lowest",
            (false, true, true) => "top-certain-highest",
            (false, true, false) => "top-certain-lowest",
            (false, false, true) => "top-chance-highest",
            (false, false, false) => "top-chance-lowest",
        };
        values.push(("others", &may_be));
        (self.sentence(id, &values, rests_on), top, chance)
    }

    /// That the highest share is still one of a minority, where it is: who reads "highest" thinks of most.
    fn most_do_not(&self, top: Address) -> Option<super::Sentence> {
        let indicator = self.figures.indicator(top.indicator);
        let is_minority = indicator.measure == definition::Measure::Percent
            && indicator.polarity != definition::Polarity::Neutral
            && self.figures.cell(top).value.is_some_and(|value| value < MINORITY);
        let whom = self.figures.definition.find_universe(&indicator.universe).filter(|_| is_minority)?;
        let values = [("whom", whom.label.get(self.language()))];
        self.wants_highest().then(|| self.sentence("most-do-not", &values, vec![top]))
    }

    /// The groups of a breakdown, or those within the group that was named; all of one year.
    fn groups_of(&self, breakdown: &Breakdown, indicator: IndicatorIx) -> Vec<Address> {
        let place = self.asked.place;
        let definition = self.figures.definition;
        let parent = definition.category(self.asked.category).map(|category| category.id.as_str());
        let of = |parent: Option<&str>| -> Vec<CategoryIx> {
            definition
                .categories()
                .filter(|(_, own, category)| own.id == breakdown.id && category.parent.as_deref() == parent)
                .map(|(ix, ..)| ix)
                .collect()
        };
        let inside = parent.map(|parent| of(Some(parent))).unwrap_or_default();
        let groups = if inside.is_empty() { of(None) } else { inside };
        let periods = self.figures.cube.periods(indicator);
        let published = |period: &&cells::Period| {
            let shown =
                |category: &&CategoryIx| self.figures.cube.cell(indicator, **period, place, **category).is_published();
            groups.iter().filter(shown).count() >= 2
        };
        let period = self.asked.year.or_else(|| periods.iter().rev().find(published).copied());
        let Some(period) = period.or_else(|| periods.last().copied()) else { return Vec::new() };
        groups.into_iter().map(|category| Address { indicator, period, place, category }).collect()
    }

    /// Those of which it is not certain that they differ from the top one; and whether the source gives no counts.
    fn not_certain(&self, indicator: IndicatorIx, top: Address, others: &[Address]) -> (Vec<Address>, bool) {
        let spread = self.figures.slice_of(top).and_then(|slice| self.figures.spread(&slice));
        let own = self.figures.cell(top);
        let differences: Vec<_> = others
            .iter()
            .map(|at| compare(self.figures.indicator(indicator), &own, Against::Other(self.figures.cell(*at)), spread))
            .collect();
        let judged = judge(&differences, &self.figures.definition.monitor.reading);
        // Where areas do not differ there is no size of a difference, but there is a test of it.
        let rate = self.figures.definition.monitor.reading.false_discovery_rate;
        let tested = |n: usize| judged[n].q.is_some_and(|q| q <= rate);
        let unknown = (0..others.len())
            .any(|n| matches!(judged[n].reading, Reading::Compared { certainty: Certainty::Unknown, .. }));
        let open = (0..others.len()).filter(|n| !tested(*n)).map(|n| others[n]).collect();
        (open, unknown)
    }

    /// Whether a count is more, or less, whatever rounding did.
    fn counts_apart(&self, top: Address, other: Address, highest: bool) -> bool {
        let (Some(a), Some(b)) = (self.figures.cell(top).numerator, self.figures.cell(other).numerator) else {
            return false;
        };
        if highest { a.lowest() > b.highest() } else { a.highest() < b.lowest() }
    }

    /// "In welke wijk is … het hoogst?"
    pub(super) fn area(&self, indicator: IndicatorIx) -> Answer {
        let mut answer = Answer::default();
        let places = self.figures.places;
        let within = self.asked.place;
        let level = self.asked.level.unwrap_or(Level::Municipality);
        let inside = self.at_place(within);
        let levels = level_words(self.figures, level, self.language());
        let (short, among) = (self.short(indicator), self.among(self.asked.category));
        let category = self.asked.category;
        let periods = self.figures.cube.periods(indicator);
        let slice_in = |period| self.figures.cube.slice(indicator, period, level);
        let shown = |period: &cells::Period| {
            slice_in(*period).is_some_and(|slice| slice.cells(category).any(|(_, cell)| cell.is_published()))
        };
        let period = self
            .asked
            .year
            .filter(shown)
            .or_else(|| periods.iter().rev().copied().find(|period| self.asked.year.is_none() && shown(period)));
        answer.pages.extend([Page::Map(indicator, within, Some(level)), Page::Indicator(indicator, within)]);
        let Some((period, slice)) = period.and_then(|period| Some((period, slice_in(period)?))) else {
            let values: &[(&'static str, &str)] =
                &[("levels", levels.as_str()), ("within", &inside), ("short", short), ("among", &among)];
            answer.sentences.push(self.sentence("no-areas", values, Vec::new()));
            return answer;
        };
        let lies_in = |place: PlaceIx| {
            let own = places.get(within).level();
            own == Level::Country
                || places.ancestor(place, own, slice.vintage()) == Some(within)
                || places.regions_of(place, slice.vintage()).contains(&within)
                || places
                    .parent(place, slice.vintage())
                    .is_some_and(|p| places.regions_of(p, slice.vintage()).contains(&within))
        };
        let at = |place| Address { indicator, period, place, category };
        let counted: Vec<PlaceIx> =
            slice.cells(category).map(|(place, _)| place).filter(|place| lies_in(*place)).collect();
        let published = counted.iter().filter(|place| self.figures.cell(at(**place)).is_published()).count();
        let ranked = ranking(self.figures.indicator(indicator), &slice, category, |place| {
            lies_in(place) && self.too_open(at(place)).is_none()
        });
        let highest = self.wants_highest();
        let mut order: Vec<_> = ranked.iter().collect();
        if !highest {
            order.reverse();
        }
        let Some(first) = order.first() else {
            let values: &[(&'static str, &str)] =
                &[("levels", levels.as_str()), ("within", &inside), ("short", short), ("among", &among)];
            answer.sentences.push(self.sentence("no-areas", values, Vec::new()));
            return answer;
        };
        let top = at(first.place);
        let number = numbers::count(ranked.len() as u32, self.language());
        let (place, full, year) = (self.at_place(first.place), self.told_words(top), period.to_string());
        let (whom, mut others) = (self.whom(category), String::new());
        // Areas that chance or rounding does not put surely below the first.
        let open = if self.counts_people(indicator)
            || self.figures.indicator(indicator).measure == definition::Measure::Count
        {
            order[1..].iter().filter(|other| !self.counts_apart(top, at(other.place), highest)).count()
        } else if highest {
            first.possible.end() - 1
        } else {
            ranked.len() - first.possible.start()
        };
        let no_counts = self.figures.cell(top).numerator.is_none()
            || matches!(self.figures.cell(top).kind, cells::Kind::Modelled | cells::Kind::Surveyed);
        if open > 0 {
            let id = if highest { "chance-with-areas" } else { "chance-with-areas-lowest" };
            others = self.texts.count(id, open, &[]);
        }
        let values: &[(&'static str, &str)] = &[
            ("short", short),
            ("where", place.as_str()),
            ("within", &inside),
            ("levels", &levels),
            ("number", &number),
            ("full", &full),
            ("year", &year),
            ("among", &among),
            ("whom", &whom),
            ("others", &others),
        ];
        let id = match (self.counts_people(indicator), no_counts, open > 0, highest) {
            (true, _, _, true) => "people-most",
            (true, _, _, false) => "people-fewest",
            (false, true, _, true) => "area-source-highest",
            (false, true, _, false) => "area-source-lowest",
            (false, false, false, true) => "area-certain-highest",
            (false, false, false, false) => "area-certain-lowest",
            (false, false, true, true) => "area-chance-highest",
            (false, false, true, false) => "area-chance-lowest",
        };
        answer.sentences.push(self.sentence(id, values, vec![top]));
        if self.counts_people(indicator) && open > 0 {
            answer.sentences.push(self.sentence("people-chance", &[], vec![top]));
        }
        let too_small = published - ranked.len();
        if too_small > 0 {
            answer.sentences.push(self.counted("areas-too-small", too_small, &[], Vec::new()));
        }
        let without = counted.len() - published;
        if without > 0 {
            // One that is not shown because it is small may well be the smallest.
            let id = if highest { "areas-without" } else { "areas-without-lowest" };
            answer.sentences.push(self.counted(id, without, &[], Vec::new()));
        }
        let reference = (!self.counts_people(indicator)).then_some(StandingReference::Country);
        answer.lines = order
            .iter()
            .take(SHOWN)
            .map(|one| self.line(self.place_label(one.place), at(one.place), reference, one.place == first.place))
            .collect();
        answer.pages.insert(0, Page::Indicator(indicator, first.place));
        answer
    }
}
