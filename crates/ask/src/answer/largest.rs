//! Of which group, in which area a figure is largest or smallest.

use std::collections::HashSet;

use cells::{CategoryIx, IndicatorIx, Level, Period, PlaceIx, Vintage};
use definition::Breakdown;
use insight::ranking::{Ranked, ranking};
use insight::{Address, Against, Certainty, Reading, compare, judge, numbers};
use release::StandingReference;

use super::{Answer, Page, Teller};
use crate::Kind;
use crate::texts::{joined, level_words};

/// Areas shown beneath an answer where no number was asked for.
const SHOWN: usize = 5;

/// Groups that are named because chance may put them above the first; of more the number is told.
const NAMED: usize = 3;

/// An area with fewer residents than this does not stand for much: beside it the first that has more is told of.
const FEW_RESIDENTS: f64 = 1000.0;

/// A share below this many per cent is surely not one of most.
const MINORITY: f64 = 45.0;

/// The groups of one breakdown, all of one year.
pub(super) struct Division<'a> {
    pub(super) breakdown: &'a Breakdown,
    pub(super) all: Vec<Address>,
    /// Those with a number that can be put in an order with others.
    pub(super) shown: Vec<Address>,
}

/// The areas of a level inside another, with their figures of one year.
pub(super) struct Areas {
    pub(super) period: Period,
    /// From the highest to the lowest, where rounding does not leave too much open.
    pub(super) ranked: Vec<Ranked>,
    /// Those with a figure.
    pub(super) published: usize,
    /// Those with a figure or a reason why there is none.
    pub(super) all: Vec<PlaceIx>,
    /// Those that are left out because they are there no more.
    gone: usize,
    /// Whether most of them are there no more, so that they do count.
    old: bool,
}

impl Teller<'_> {
    pub(super) fn wants_highest(&self) -> bool {
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
            return self.without_groups(indicator);
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
        self.under_groups(indicator, finest, &mut answer);
        answer.lines = finest.all.iter().map(|at| self.group_line(*at, *at == top || alike.contains(at))).collect();
        answer.pages.extend([Page::Indicator(indicator, place), Page::Explanation(indicator), Page::Area(place)]);
        answer
    }

    /// What is said beneath the figures of groups: that of everybody, how many are not there, and how not to read them.
    pub(super) fn under_groups(&self, indicator: IndicatorIx, division: &Division<'_>, answer: &mut Answer) {
        let Some(first) = division.all.first() else { return };
        let everybody = Address { category: CategoryIx::TOTAL, ..*first };
        if self.figures.cell(everybody).is_published() && !self.counts_people(indicator) {
            let other = self.bare(everybody);
            answer.sentences.push(self.sentence("all-together", &[("other", &other)], vec![everybody]));
        }
        let published = division.all.iter().filter(|at| self.figures.cell(**at).is_published()).count();
        // One that is not shown because it is small may well be the lowest.
        let without = if self.asked.kind == Kind::SmallestGroup { "groups-without-lowest" } else { "groups-without" };
        for (id, count) in
            [("groups-too-small", published - division.shown.len()), (without, division.all.len() - published)]
        {
            if count > 0 {
                answer.sentences.push(self.counted(id, count, &[], Vec::new()));
            }
        }
        // Groups stand in the order of the definition, not in that of their figures.
        if !self.counts_people(indicator) {
            answer.sentences.push(self.sentence("not-why", &[], Vec::new()));
            answer.sentences.push(self.sentence("fixed-order", &[], Vec::new()));
        }
    }

    /// A group beneath an answer, beside everybody here.
    pub(super) fn group_line(&self, at: Address, marked: bool) -> super::Line {
        let reference = (!self.counts_people(at.indicator)).then_some(StandingReference::EverybodyHere);
        self.line(self.group_label(at.category), at, reference, marked)
    }

    /// The divisions with figures of two groups here, in the order of the definition; only the one that was asked for, where
    /// one was.
    pub(super) fn divisions(&self, indicator: IndicatorIx) -> Vec<Division<'_>> {
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
        let (full, year, group) = (self.full(top), top.period.to_string(), self.whom(top.category));
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
        let spread = self.figures.slice_of(top).and_then(|slice| self.figures.spread(&slice, top.category));
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
    pub(super) fn counts_apart(&self, top: Address, other: Address, highest: bool) -> bool {
        let (Some(a), Some(b)) = (self.figures.cell(top).numerator, self.figures.cell(other).numerator) else {
            return false;
        };
        if highest { a.lowest() > b.highest() } else { a.highest() < b.lowest() }
    }

    /// The areas that are asked about, of the newest year with a figure or the one that was asked for. Where most of them are
    /// still there, only those.
    pub(super) fn areas(&self, indicator: IndicatorIx, within: PlaceIx, level: Level) -> Option<Areas> {
        let category = self.asked.category;
        let periods = self.figures.cube.periods(indicator);
        let slice_in = |period| self.figures.cube.slice(indicator, period, level);
        let shown = |period: &Period| {
            slice_in(*period).is_some_and(|slice| slice.cells(category).any(|(_, cell)| cell.is_published()))
        };
        let period = self
            .asked
            .year
            .filter(shown)
            .or_else(|| periods.iter().rev().copied().find(|period| self.asked.year.is_none() && shown(period)))?;
        let slice = slice_in(period)?;
        let lies_in = |place: PlaceIx| self.lies_within(place, within, slice.vintage());
        let at = |place| Address { indicator, period, place, category };
        let mut all: Vec<PlaceIx> =
            slice.cells(category).map(|(place, _)| place).filter(|place| lies_in(*place)).collect();
        let is_there = |place: &PlaceIx| !self.is_gone(*place);
        let there = all.iter().filter(|place| is_there(place)).count();
        let old = there * 2 < all.len();
        let gone = if old { 0 } else { all.len() - there };
        if gone > 0 {
            all.retain(is_there);
        }
        let published = all.iter().filter(|place| self.figures.cell(at(**place)).is_published()).count();
        let own: HashSet<PlaceIx> = all.iter().copied().collect();
        let ranked = ranking(self.figures.indicator(indicator), &slice, category, |place| {
            own.contains(&place) && self.too_open(at(place)).is_none()
        });
        Some(Areas { period, ranked, published, all, gone, old })
    }

    /// Whether an area lies in another: a region has municipalities, and all that lies in those.
    pub(super) fn lies_within(&self, place: PlaceIx, within: PlaceIx, vintage: Vintage) -> bool {
        let places = self.figures.places;
        let own = places.get(within).level();
        own == Level::Country
            || places.ancestor(place, own, vintage) == Some(within)
            || places.regions_of(place, vintage).contains(&within)
            || places.parent(place, vintage).is_some_and(|p| places.regions_of(p, vintage).contains(&within))
    }

    /// Whether an area is there no more in the newest division of the country.
    fn is_gone(&self, place: PlaceIx) -> bool {
        let newest = self.figures.places.newest_vintage();
        newest.is_some_and(|newest| self.figures.places.get(place).newest() != newest)
    }

    /// That only areas with a figure are looked at, where there are others: one of those may well be the lowest.
    pub(super) fn only_shown(&self, areas: &Areas) -> String {
        if areas.all.len() == areas.ranked.len() {
            return String::new();
        }
        format!(" {}", self.texts.part("with-a-figure", &[]))
    }

    /// What is said beneath figures of areas: which of them do not count.
    pub(super) fn under_areas(&self, areas: &Areas, answer: &mut Answer) {
        // One that is not shown because it is small may well be the smallest.
        let names_lowest = matches!(self.asked.kind, Kind::SmallestArea | Kind::EachArea);
        let without = if names_lowest { "areas-without-lowest" } else { "areas-without" };
        for (id, count) in [
            ("areas-too-small", areas.published - areas.ranked.len()),
            (without, areas.all.len() - areas.published),
            ("areas-gone", areas.gone),
        ] {
            if count > 0 {
                answer.sentences.push(self.counted(id, count, &[], Vec::new()));
            }
        }
        if areas.old {
            let year = areas.period.to_string();
            answer.sentences.push(self.sentence("areas-old", &[("year", &year)], Vec::new()));
        }
    }

    /// An area beneath an answer, beside the whole country; of a small one how many live there, and of one that is there no more
    /// until when it was.
    pub(super) fn area_line(&self, at: Address, marked: bool) -> super::Line {
        self.area_line_beside(at, StandingReference::Country, marked)
    }

    /// The same, beside something else.
    pub(super) fn area_line_beside(&self, at: Address, beside: StandingReference, marked: bool) -> super::Line {
        let reference = (!self.counts_people(at.indicator)).then_some(beside);
        let mut notes = Vec::new();
        if self.figures.places.get(at.place).level() > Level::Municipality && !self.counts_people(at.indicator) {
            let residents = self.residents_of(at.place, at.period);
            notes.extend(residents.filter(|(count, _)| *count < FEW_RESIDENTS).map(|(count, _)| {
                let number = numbers::number(count, 0, self.language());
                self.texts.part("area-residents", &[("number", &number)])
            }));
        }
        if self.is_gone(at.place) {
            let until = self.figures.places.get(at.place).newest().to_string();
            notes.push(self.texts.part("area-until", &[("year", &until)]));
        }
        super::Line { about: notes.join(", "), ..self.line(self.place_label(at.place), at, reference, marked) }
    }

    /// How many people live in an area, in a year or else the newest, and in which year that was.
    fn residents_of(&self, place: PlaceIx, period: Period) -> Option<(f64, Period)> {
        let indicator = self.figures.residents()?;
        let newest = self.figures.newest(indicator, place, CategoryIx::TOTAL);
        let at = |period| Address { indicator, period, place, category: CategoryIx::TOTAL };
        let mut found = [Some(period), newest].into_iter().flatten().map(at);
        let at = found.find(|at| self.figures.cell(*at).is_published())?;
        Some((self.figures.cell(at).value?, at.period))
    }

    /// "In welke wijk is … het hoogst?"
    pub(super) fn area(&self, indicator: IndicatorIx) -> Answer {
        let mut answer = Answer::default();
        let within = self.asked.place;
        let level = self.asked.level.unwrap_or(Level::Municipality);
        let category = self.asked.category;
        let highest = self.wants_highest();
        let Some(areas) = self.areas(indicator, within, level).filter(|areas| !areas.ranked.is_empty()) else {
            answer.sentences.push(self.none_of_level(indicator, level));
            if let Some(at) = self.meant(indicator, within, category).filter(|at| self.figures.cell(*at).is_published())
            {
                answer.sentences.extend(self.one(at));
            }
            answer.pages.extend([Page::Indicator(indicator, within), Page::Area(within)]);
            return answer;
        };
        answer.pages.extend([Page::Map(indicator, within, Some(level)), Page::Indicator(indicator, within)]);
        let at = |place| Address { indicator, period: areas.period, place, category };
        let ranked = &areas.ranked;
        let mut order: Vec<&Ranked> = ranked.iter().collect();
        if !highest {
            order.reverse();
        }
        let first = order[0];
        let top = at(first.place);
        let inside = self.at_place(within);
        let levels = level_words(self.figures, level, self.language());
        let (short, among) = (self.short(indicator), self.among(category));
        let number = numbers::count(ranked.len() as u32, self.language());
        let (place, full, year) = (self.at_place(first.place), self.full(top), areas.period.to_string());
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
        let shown = self.only_shown(&areas);
        let values: &[(&'static str, &str)] = &[
            ("shown", shown.as_str()),
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
        // A share of few people is easily high.
        if level > Level::Municipality
            && !self.counts_people(indicator)
            && let Some((residents, year)) = self.residents_of(first.place, areas.period)
        {
            let values = [("number", numbers::number(residents, 0, self.language())), ("year", year.to_string())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            answer.sentences.push(self.sentence("lead-residents", &values, Vec::new()));
            let is_large = |one: &&&Ranked| {
                self.residents_of(one.place, areas.period).is_some_and(|(residents, _)| residents >= FEW_RESIDENTS)
            };
            if residents < FEW_RESIDENTS
                && let Some(large) = order.iter().find(is_large)
            {
                let (place, full) = (self.at_place(large.place), self.full(at(large.place)));
                let few = numbers::number(FEW_RESIDENTS, 0, self.language());
                let values: &[(&'static str, &str)] = &[("where", &place), ("full", &full), ("number", &few)];
                let id = if highest { "larger-highest" } else { "larger-lowest" };
                answer.sentences.push(self.sentence(id, values, vec![at(large.place)]));
            }
        }
        answer.sentences.extend(self.largest_number(&areas, top));
        self.under_areas(&areas, &mut answer);
        let most = self.asked.most.unwrap_or(SHOWN).min(Answer::MOST_LINES);
        answer.lines =
            order.iter().take(most).map(|one| self.area_line(at(one.place), one.place == first.place)).collect();
        answer.pages.insert(0, Page::Indicator(indicator, first.place));
        answer
    }
}
