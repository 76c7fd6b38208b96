//! How many, what share: one figure beside its reference.

use cells::{CategoryIx, Count, IndicatorIx, Level};
use insight::comparison::standing_cell;
use insight::missing::missing;
use insight::story::ReferenceForm;
use insight::{Address, Certainty, Reading, Size, numbers, stored};
use release::StandingReference;

use super::{Answer, Page, Sentence, Teller};
use crate::ages::{Ages, ages_of_part};
use crate::texts::{capitalised, level_words};

/// Figures that are told of beside the one that was asked about.
pub(crate) const BESIDE: usize = 3;

impl Teller<'_> {
    pub(super) fn figure(&self, indicator: IndicatorIx) -> Answer {
        let (place, category) = (self.asked.place, self.asked.category);
        let mut answer = Answer::default();
        answer.pages.push(Page::Indicator(indicator, place));
        if let Some(at) = self.meant(indicator, place, category) {
            answer.sentences.extend(self.share_of_counted(at));
            answer.sentences.extend(self.one(at));
            let reference = self.reference(at);
            if self.figures.cell(at).is_published() {
                answer.sentences.extend(self.opposite(at));
                answer.sentences.extend(self.beside(at, reference));
                for part in self.asked.parts.iter().filter_map(|part| self.meant(*part, place, category)) {
                    answer.sentences.extend(self.one(part));
                }
                answer.sentences.extend(self.together(at));
                answer.lines.push(self.line(self.place_label(place), at, Some(reference), true));
            }
            answer.lines.extend(self.around(at));
            self.also_named(at, &mut answer);
        } else {
            let values: &[(&'static str, &str)] =
                &[("label", self.label(indicator)), ("where", &self.at_place(place)), ("among", &self.among(category))];
            answer.sentences.push(self.sentence("missing-year", values, Vec::new()));
        }
        if let Some(level) = self.asked.level.filter(|level| *level > self.figures.places.get(place).level()) {
            if self.has_figures_of(indicator, level) {
                answer.pages.push(Page::Map(indicator, place, Some(level)));
            } else {
                answer.sentences.push(self.none_of_level(indicator, level));
            }
        }
        answer.pages.push(Page::Explanation(indicator));
        answer.pages.push(Page::Area(place));
        answer
    }

    /// Whether a figure is given for any area of a level.
    pub(super) fn has_figures_of(&self, indicator: IndicatorIx, level: Level) -> bool {
        let periods = self.figures.cube.periods(indicator);
        periods.iter().any(|period| self.figures.cube.slice(indicator, *period, level).is_some())
    }

    /// That the areas of a level have no figure.
    pub(super) fn none_of_level(&self, indicator: IndicatorIx, level: Level) -> Sentence {
        let levels = level_words(self.figures, level, self.language());
        let (inside, among) = (self.at_place(self.asked.place), self.among(self.asked.category));
        let values: &[(&'static str, &str)] =
            &[("levels", &levels), ("within", &inside), ("short", self.short(indicator)), ("among", &among)];
        self.sentence("no-areas", values, Vec::new())
    }

    /// Which part of all whom the figure counts are of the group, where that was asked; that it is another question, where it cannot
    /// be told.
    fn share_of_counted(&self, at: Address) -> Option<Sentence> {
        if !self.asked.share_of_counted {
            return None;
        }
        let everybody = Address { category: CategoryIx::TOTAL, ..at };
        let count = |at| self.figures.cell(at).numerator.filter(|_| self.figures.cell(at).is_published());
        let (whom, place) = (self.whom(at.category), self.at_place(at.place));
        let short = self.short(at.indicator);
        let (Some(some), Some(all)) = (count(at), count(everybody).filter(|all| all.value > 0)) else {
            let values = [("short", short), ("whom", whom.as_str())];
            return Some(self.sentence("share-of-counted-unknown", &values, vec![at]));
        };
        let share = 100.0 * f64::from(some.value) / f64::from(all.value);
        let [some, all] = [some, all].map(|count| numbers::count(count.value, self.language()));
        let share = numbers::number(share, 0, self.language());
        let values = [
            ("short", short),
            ("whom", whom.as_str()),
            ("where", place.as_str()),
            ("some", some.as_str()),
            ("all", all.as_str()),
            ("share", share.as_str()),
        ];
        Some(self.sentence("share-of-counted", &values, vec![at, everybody]))
    }

    /// What is left where the opposite was asked: "geen werk".
    fn opposite(&self, at: Address) -> Option<Sentence> {
        let indicator = self.figures.indicator(at.indicator);
        let value = self.figures.cell(at).value.filter(|_| self.asked.negated && self.too_open(at).is_none())?;
        match indicator.measure {
            definition::Measure::Percent => {}
            definition::Measure::PerThousand => {
                return Some(self.sentence("opposite-unknown", &[("short", self.short(at.indicator))], vec![at]));
            }
            // Of a number or a mean there is no opposite.
            _ => return None,
        }
        let language = self.language();
        // What the figure as it is shown leaves of 100.
        let ten = 10_f64.powi(i32::from(indicator.decimals));
        let rest = 100.0 - (value * ten).round() / ten;
        let rest = numbers::figure(rest, indicator, language);
        Some(self.sentence("opposite", &[("rest", &rest)], vec![at]))
    }

    /// What else was named: another figure is told as well; that the people of this one are not counted apart is said.
    fn also_named(&self, at: Address, answer: &mut Answer) {
        let language = self.language();
        let is_neutral = |ix: IndicatorIx| self.figures.indicator(ix).polarity == definition::Polarity::Neutral;
        let own = self.figures.indicator(at.indicator);
        for other in self.asked.beside.iter().copied().filter(|other| *other != at.indicator).take(BESIDE) {
            if is_neutral(other) && !is_neutral(at.indicator) {
                let whom = self.figures.definition.find_universe(&own.universe);
                let whom = whom.map_or("", |universe| universe.label.get(language));
                let values = [("other", self.short(other)), ("short", self.short(at.indicator)), ("whom", whom)];
                let outside = ages_of_part(other, at.indicator, self.figures.definition) == Some(Ages::Outside);
                let id = if outside { "not-among" } else { "not-apart" };
                answer.sentences.push(self.sentence(id, &values, vec![at]));
            } else if let Some(there) = self.meant(other, at.place, at.category) {
                answer.sentences.extend(self.one(there));
                answer.pages.push(Page::Indicator(other, at.place));
            }
        }
        if let [other, ..] = self.asked.other_categories.as_slice() {
            let (one, other) = (self.whom(at.category), self.whom(*other));
            answer.sentences.push(self.sentence("not-both", &[("one", &one), ("other", &other)], vec![at]));
        }
    }

    /// The figure in a sentence, or why there is none with the nearest that there is.
    pub(super) fn one(&self, at: Address) -> Vec<Sentence> {
        let language = self.language();
        let cell = self.figures.cell(at);
        let indicator = self.figures.indicator(at.indicator);
        let (place, among, year) = (self.at_place(at.place), self.among(at.category), at.period.to_string());
        let mut values: Vec<(&'static str, &str)> = vec![
            ("label", indicator.label.get(language)),
            ("where", place.as_str()),
            ("among", among.as_str()),
            ("year", year.as_str()),
        ];
        let full = self.full(at);
        if !cell.is_published() {
            values.push(("full", &full));
            let mut sentences = vec![self.sentence("missing", &values, vec![at])];
            sentences.extend(self.why_missing(at));
            return sentences;
        }
        if self.counts_people(at.indicator) {
            return self.people(at);
        }
        let universe = self.figures.definition.find_universe(&indicator.universe);
        let group = self.whom(at.category);
        let told = match (cell.numerator, cell.denominator, &indicator.predicate, universe) {
            // The predicate is plural.
            (Some(some), Some(of), Some(predicate), Some(universe)) if some.value > 1 => {
                let (number, of) = (numbers::count(some.value, language), numbers::count(of.value, language));
                let figure = numbers::shown(&cell, indicator, language);
                values.extend([
                    ("number", number.as_str()),
                    ("of", &of),
                    ("whom", universe.label.get(language)),
                    ("predicate", predicate.get(language)),
                    ("figure", &figure),
                    ("group", &group),
                ]);
                let id = if at.category == CategoryIx::TOTAL { "share" } else { "share-of-group" };
                self.sentence(id, &values, vec![at])
            }
            _ => {
                values.push(("full", &full));
                self.sentence("figure", &values, vec![at])
            }
        };
        std::iter::once(told).chain(self.left_open(at)).collect()
    }

    /// How many people there are, and what share of everybody they are.
    fn people(&self, at: Address) -> Vec<Sentence> {
        let language = self.language();
        let cell = self.figures.cell(at);
        let value = cell.value.unwrap_or_default();
        let mut number = numbers::number(value, 0, language);
        // A rounded 0 or 1 may be a few more; of a large number the rounding does not matter.
        let few = cell.numerator.filter(|count| count.value < 2 && !count.is_exact());
        if let Some(count) = few {
            number = numbers::count(count.highest() + 1, language);
        } else if cell.numerator.is_some_and(|count| u32::from(count.within) * 1000 > count.value) {
            number = format!("{} {number}", self.texts.part("about", &[]));
        }
        let (place, year, whom) = (self.at_place(at.place), at.period.to_string(), self.whom(at.category));
        let values: &[(&'static str, &str)] =
            &[("where", place.as_str()), ("year", &year), ("number", &number), ("whom", &whom)];
        let id = match (value.round() as u64, at.category == CategoryIx::TOTAL) {
            _ if few.is_some() => "people-few",
            (0, true) => "people-nobody",
            (0, false) => "people-none",
            (1, false) => "people-one",
            _ => "people-here",
        };
        let mut sentences = vec![self.sentence(id, values, vec![at])];
        if value < 1.5 {
            return sentences;
        }
        let all_at = Address { category: CategoryIx::TOTAL, ..at };
        let all = self.figures.cell(all_at);
        if let (true, Some(some), Some(of)) =
            (at.category != CategoryIx::TOTAL && all.is_published(), cell.numerator, all.numerator)
            && let Some(share) = self.share(some, of)
        {
            sentences.push(self.sentence("people-share", &[("share", &share)], vec![at, all_at]));
        }
        sentences
    }

    /// "2,1 %", or "ongeveer 2 %" where rounding leaves more open; none where it leaves too much open.
    pub(super) fn share(&self, some: Count, of: Count) -> Option<String> {
        if of.value == 0 || some.value > of.value {
            return None;
        }
        let percent = |some: u32, of: u32| f64::from(some) / f64::from(of.max(1)) * 100.0;
        let width = percent(some.highest(), of.lowest()) - percent(some.lowest(), of.highest());
        let share = percent(some.value, of.value);
        let language = self.language();
        let said = |decimals| match language {
            definition::Language::Nl => format!("{}\u{a0}%", numbers::number(share, decimals, language)),
            definition::Language::En => format!("{}%", numbers::number(share, decimals, language)),
        };
        match width {
            ..0.2 => Some(said(1)),
            0.2..3.0 => Some(self.texts.part("about-small", &[("number", &said(0))])),
            _ => None,
        }
    }

    fn why_missing(&self, at: Address) -> Vec<Sentence> {
        let Some(missing) = missing(self.figures, at, self.language()) else { return Vec::new() };
        let mut sentences = vec![Sentence { text: missing.sentence.to_owned(), rests_on: vec![at] }];
        for near in missing.nearest.iter().take(2) {
            let values = [
                ("full", self.full(near.at)),
                ("where", self.at_place(near.at.place)),
                ("among", self.among(near.at.category)),
                ("year", near.at.period.to_string()),
            ];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            sentences.push(self.sentence("nearest", &values, vec![near.at]));
        }
        sentences
    }

    /// The figure beside its reference: as a difference only where that is certain.
    pub(super) fn beside(&self, at: Address, reference: StandingReference) -> Option<Sentence> {
        let indicator = self.figures.indicator(at.indicator);
        let reading = stored(self.figures, at, reference);
        let Reading::Compared { certainty, size, .. } = reading else { return None };
        let other = standing_cell(self.figures, at, reference)?;
        let whole = match reference {
            StandingReference::Country => Address { place: self.figures.country()?, ..at },
            StandingReference::EverybodyHere => Address { category: CategoryIx::TOTAL, ..at },
            StandingReference::Municipality => {
                let vintage = self.figures.slice_of(at)?.vintage();
                Address { place: self.figures.municipality(at.place, vintage)?, ..at }
            }
        };
        let other = numbers::shown(&other, indicator, self.language());
        let says_than = matches!((certainty, size), (Certainty::Certain, _) | (Certainty::Uncertain, Size::None));
        let before = if says_than { ReferenceForm::InBrackets } else { ReferenceForm::Beside };
        let beside = self.than(reference, at.category, before);
        let verdict = reading.verdict(indicator.polarity, self.setting.judge)?;
        let mut values: Vec<(&'static str, &str)> =
            vec![("other", other.as_str()), ("beside", &beside), ("verdict", verdict.word(self.language()))];
        let form = match (certainty, size) {
            (Certainty::Certain | Certainty::Uncertain, Size::None) => ReferenceForm::SameAs,
            _ => ReferenceForm::Than,
        };
        let than = self.than(reference, at.category, form);
        values.push((if form == ReferenceForm::SameAs { "same" } else { "than" }, &than));
        let id = match (certainty, size) {
            (Certainty::Unknown, _) => "reference-source",
            (_, Size::None) => "reference-equal",
            (Certainty::Certain, _) => "reference-certain",
            (Certainty::Uncertain, _) => "reference-chance",
        };
        // The number that is said is that of the whole.
        Some(self.sentence(id, &values, vec![whole, at]))
    }

    /// The same figure in the larger areas, and of everybody here.
    fn around(&self, at: Address) -> Vec<super::Line> {
        let mut lines = Vec::new();
        if at.category != CategoryIx::TOTAL {
            let all = Address { category: CategoryIx::TOTAL, ..at };
            if self.figures.cell(all).is_published() {
                lines.push(self.line(capitalised(&self.everybody()), all, None, false));
            }
        }
        let vintage = self.figures.places.get(at.place).newest();
        let own = self.figures.places.get(at.place).level();
        for level in [Level::Municipality, Level::Country] {
            let larger = match level {
                Level::Country => self.figures.country(),
                _ => self.figures.places.ancestor(at.place, level, vintage),
            };
            if let Some(place) = larger.filter(|place| *place != at.place && level < own) {
                let there = Address { place, ..at };
                if self.figures.cell(there).is_published() {
                    lines.push(self.line(self.place_label(place), there, None, false));
                }
            }
        }
        lines
    }
}
