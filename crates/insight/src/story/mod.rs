//! The story of an area: at most eight plain sentences about who lives here, what stands out, how groups differ and what
//! changed.
//!
//! Every sentence carries the cells it rests on. Differences are told only where they are certain; of figures without
//! counts it is told what the source says, in those words. The story never says why something is so, and never puts
//! groups in an order.

mod groups;
mod phrases;
mod pieces;
mod texts;

use cells::{CategoryIx, Count, IndicatorIx, Level, Period, PlaceIx};
use definition::{Category, Indicator, Language, Measure, Polarity, StoryPart, Text};
use fluent_bundle::FluentArgs;
use release::StandingReference;
use serde::{Deserialize, Serialize};

use crate::comparison::{Compared, Reference, compare_all};
use crate::{Address, Certainty, Direction, Figures, Reading, Size, Verdict, numbers, trend};
use texts::Texts;

pub use groups::contrasts;
pub use phrases::{ReferenceForm, group_phrase, place_phrase, reference_phrase};
pub use pieces::{Piece, pieces};

/// Figures told on each side.
const NAMED: usize = 2;
/// With fewer certain readings there is too little to tell.
const ENOUGH: usize = 3;
/// With fewer sentences than this, what is about equal is told as well.
const ROOM_FOR_MORE: usize = 6;
/// A figure this many years older than another is said to be so.
pub const YEARS_APART: u16 = 3;
/// Most sentences of a story.
const MOST: usize = 8;

/// About whom the story is, and beside what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Telling {
    /// The area.
    pub place: PlaceIx,
    /// Everybody, or a group.
    pub category: CategoryIx,
    /// Of one year only; the newest figure of each indicator where none is named.
    pub period: Option<Period>,
    /// What figures are compared with; nothing for the country.
    pub reference: StandingReference,
    /// Whether to say favourable and unfavourable; higher and lower where not.
    pub judge: bool,
    /// The language.
    pub language: Language,
}

/// What a sentence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Who lives here.
    Residents,
    /// What stands out.
    StandsOut,
    /// Differences between groups.
    Groups,
    /// What changed.
    Change,
    /// What cannot be told.
    Limits,
}

/// One sentence (or two that belong together) and the cells it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// What it is about.
    pub topic: Topic,
    /// The text.
    pub text: String,
    /// The cells it rests on; empty where it says that there are none, and of an editor's sentence.
    pub rests_on: Vec<Address>,
    /// Who wrote it and when, where a person did; pages say so beside it.
    pub editor: Option<Editor>,
}

/// Who wrote a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    /// As the definition has it.
    pub name: String,
    /// The day, `2026-11-29`.
    pub written: String,
}

/// Tells the story of an area.
pub fn story(figures: &Figures<'_>, telling: Telling) -> Vec<Sentence> {
    let teller = Teller { figures, telling, texts: Texts::of(telling.language) };
    let compared = teller.compared();
    let mut sentences = teller.residents(&compared);
    let told: Vec<Address> = sentences.iter().flat_map(|sentence| sentence.rests_on.clone()).collect();
    let standing = teller.stands_out(&compared, &told);
    // Where there is nothing else to tell on a side, it is told there, and once.
    sentences.retain(|one| !standing.iter().any(|other| other.rests_on == one.rests_on));
    sentences.extend(standing);
    sentences.extend(teller.groups());
    sentences.extend(teller.change());
    let limits = teller.limits(&compared);
    if sentences.len() + usize::from(limits.is_some()) < ROOM_FOR_MORE {
        sentences.extend(teller.about_equal(&compared));
    }
    sentences.extend(limits);
    // What is told of who live here gives way first: the page has that as a drawing as well.
    let residents = |all: &[Sentence]| all.iter().filter(|sentence| sentence.topic == Topic::Residents).count();
    while sentences.len() > MOST && residents(&sentences) > 1 {
        sentences.remove(residents(&sentences) - 1);
    }
    if sentences.is_empty() {
        let of_group = teller.telling.category != CategoryIx::TOTAL;
        let id = if of_group { "no-figures-group" } else { "no-figures" };
        let text = teller.texts.sentence(id, &FluentArgs::new());
        sentences.push(Sentence { topic: Topic::Limits, text, rests_on: Vec::new(), editor: None });
    }
    teller.edited(sentences)
}

struct Teller<'a> {
    figures: &'a Figures<'a>,
    telling: Telling,
    texts: Texts,
}

impl Teller<'_> {
    fn sentence(&self, topic: Topic, id: &str, args: &FluentArgs<'_>, rests_on: Vec<Address>) -> Sentence {
        Sentence { topic, text: self.texts.sentence(id, args), rests_on, editor: None }
    }

    fn language(&self) -> Language {
        self.telling.language
    }

    /// The newest figure of an indicator here, of the group the story is about, or that of the story's year; none where that
    /// one is not shown.
    fn newest(&self, indicator: IndicatorIx) -> Option<Address> {
        self.newest_of(indicator, self.telling.category)
    }

    fn newest_of(&self, indicator: IndicatorIx, category: CategoryIx) -> Option<Address> {
        let Telling { place, period, .. } = self.telling;
        let at = |period| Address { indicator, period, place, category };
        let period = period.or_else(|| self.figures.newest_said(indicator, place, category))?;
        Some(at(period)).filter(|at| self.figures.cell(*at).is_published())
    }

    /// The newest figure of every indicator of the profile, beside its reference.
    fn compared(&self) -> Vec<Compared> {
        let indicators = self.figures.definition.indicators.iter().enumerate().filter(|(_, i)| i.profile);
        let newest: Vec<Address> = indicators.filter_map(|(ix, _)| self.newest(IndicatorIx(ix as u16))).collect();
        compare_all(self.figures, &newest, Reference::Standing(self.telling.reference))
    }

    fn place_words(&self) -> String {
        place_phrase(self.figures, self.telling.place, self.language())
    }

    fn beside_reference(&self, form: ReferenceForm) -> String {
        reference_phrase(self.figures, self.telling.reference, self.telling.category, form, self.language())
    }

    fn figure(&self, at: Address) -> Option<String> {
        let cell = self.figures.cell(at);
        cell.value.filter(|_| cell.is_published())?;
        Some(numbers::shown(&cell, self.figures.indicator(at.indicator), self.language()))
    }

    // Who lives here.

    fn residents(&self, compared: &[Compared]) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        let residents = self.figures.residents();
        if let Some(at) = residents.and_then(|residents| self.newest(residents)) {
            sentences.extend(self.how_many(at));
        }
        let theme = residents.map(|residents| self.figures.indicator(residents).theme.as_str());
        let shares = |profile: bool| {
            let is_one = move |indicator: &Indicator| {
                Some(indicator.theme.as_str()) == theme
                    && indicator.measure == Measure::Percent
                    && indicator.profile == profile
                    && (profile || (indicator.breakdowns.is_empty() && indicator.predicate.is_some()))
            };
            let all = self.figures.definition.indicators.iter().enumerate().filter(move |(_, one)| is_one(one));
            all.filter_map(|(ix, _)| self.newest(IndicatorIx(ix as u16)))
        };
        // Where the groups of a monitor are one figure together, that says more than an age does.
        let groups = !self.figures.definition.breakdowns.is_empty() && self.telling.category == CategoryIx::TOTAL;
        if groups {
            sentences.extend(shares(false).filter_map(|at| self.one_figure(at)).take(1));
        }
        // Of the ages those two in which the area differs most surely. Where it differs in none, one that says nothing special is
        // told only to say more than a number.
        let differs = |at: &Address| match compared.iter().find(|one| one.at == *at).map(|one| one.judged.reading) {
            Some(Reading::Compared { certainty: Certainty::Certain, size: Size::Clear, .. }) => 0,
            Some(Reading::Compared { certainty: Certainty::Certain, size: Size::Some, .. }) => 1,
            _ => 2,
        };
        let mut ages: Vec<Address> = shares(true).filter(|at| self.figures.cell(*at).numerator.is_some()).collect();
        ages.sort_by_key(differs);
        let differing = ages.iter().filter(|at| differs(at) < 2).count().clamp(usize::from(sentences.len() < 2), NAMED);
        let by_source = shares(true).filter(|_| ages.is_empty()).collect::<Vec<_>>();
        let told = |at: &Address| {
            let differing = compared.iter().find(|one| one.at == *at && differs(at) == 0);
            let beside = differing.and_then(|one| self.stands(one));
            beside.map(|sentence| Sentence { topic: Topic::Residents, ..sentence }).or_else(|| self.one_figure(*at))
        };
        sentences.extend(ages.iter().chain(&by_source).filter_map(told).take(differing));
        sentences
    }

    fn how_many(&self, at: Address) -> Option<Sentence> {
        let cell = self.figures.cell(at);
        let value = cell.value.filter(|_| cell.is_published())?;
        let mut number = numbers::number(value, 0, self.language());
        // Of a large number the rounding does not matter.
        if cell.numerator.is_some_and(|count| u32::from(count.within) * 1000 > count.value) {
            number = format!("{} {number}", self.texts.say("about", &FluentArgs::new()));
        }
        let mut filled = args([("where", self.place_words().as_str()), ("number", &number)]);
        filled.set("count", value);
        filled.set("year", year(at.period));
        // A rounded 0 or 1 may be a few more.
        if let Some(count) = cell.numerator.filter(|count| count.value < 2 && !count.is_exact()) {
            filled.set("number", numbers::count(count.highest() + 1, self.language()));
            let id = if self.telling.category == CategoryIx::TOTAL { "residents-few" } else { "residents-group-few" };
            if let Some(category) = self.figures.definition.category(self.telling.category) {
                filled.set("people", self.people(category));
            }
            return Some(self.sentence(Topic::Residents, id, &filled, vec![at]));
        }
        let id = match self.figures.definition.category(self.telling.category) {
            None => "residents",
            Some(category) => {
                filled.set("people", self.people(category));
                "residents-group"
            }
        };
        Some(self.sentence(Topic::Residents, id, &filled, vec![at]))
    }

    /// A figure by itself: as so many of so many where it has counts and a predicate. None where rounding leaves it so
    /// open that pages show no number either.
    fn one_figure(&self, at: Address) -> Option<Sentence> {
        let indicator = self.figures.indicator(at.indicator);
        let cell = self.figures.cell(at);
        let widest = self.figures.definition.monitor.reading.widest_interval;
        if numbers::rounding_interval(&cell, indicator).is_some_and(|interval| interval.width() > widest) {
            return None;
        }
        let language = self.language();
        let figure = self.figure(at)?;
        let mut filled = args([("figure", figure.as_str()), ("label", indicator.label.get(language))]);
        filled.set("year", year(at.period));
        let id = match (cell.numerator, cell.denominator, &indicator.predicate) {
            // The predicate is plural.
            (Some(some), Some(of), Some(predicate)) if some.value > 1 => {
                self.set_share(&mut filled, indicator, predicate, some, of)?;
                "share"
            }
            (None, ..) => "figure-source",
            _ => "figure",
        };
        Some(self.sentence(Topic::Residents, id, &filled, vec![at]))
    }

    fn people(&self, category: &Category) -> String {
        group_phrase(category, self.language())
    }

    // What stands out.

    fn stands_out(&self, compared: &[Compared], told_before: &[Address]) -> Vec<Sentence> {
        let told = |certainty| {
            let is = move |one: &&Compared| matches!(one.judged.reading, Reading::Compared { certainty: found, .. } if found == certainty);
            compared.iter().filter(is).collect::<Vec<_>>()
        };
        let certain = told(Certainty::Certain);
        if certain.is_empty() {
            // Of shares of everybody it is told what the source says. A mean without its spread, and a figure of one group,
            // may stand out by chance, and nobody can say whether it does.
            let by_source = |one: &&Compared| {
                self.telling.category == CategoryIx::TOTAL && self.figures.indicator(one.at.indicator).measure.is_rate()
            };
            let unknown: Vec<&Compared> = told(Certainty::Unknown).into_iter().filter(by_source).collect();
            let sentences = self.two_sides(&self.sides(&unknown), told_before);
            let is_compared = |one: &&Compared| matches!(one.judged.reading, Reading::Compared { .. });
            let tried: Vec<Address> = compared.iter().filter(is_compared).map(|one| one.at).collect();
            if sentences.is_empty() && !tried.is_empty() {
                return vec![self.nothing_stands_out(tried)];
            }
            return sentences;
        }
        let sides = self.sides(&certain);
        let mut sentences = self.two_sides(&sides, told_before);
        let than = self.beside_reference(ReferenceForm::Than);
        let rests_on: Vec<Address> = certain.iter().map(|one| one.at).collect();
        if sentences.is_empty() {
            return vec![self.nothing_stands_out(rests_on)];
        }
        // Both sides are told, also when one of them is empty.
        if self.telling.judge && sides.favourable.is_empty() != sides.unfavourable.is_empty() {
            let id = if sides.favourable.is_empty() { "none-favourable" } else { "none-unfavourable" };
            sentences.truncate(NAMED);
            sentences.push(self.sentence(Topic::StandsOut, id, &args([("than", than.as_str())]), rests_on));
        }
        sentences
    }

    fn nothing_stands_out(&self, rests_on: Vec<Address>) -> Sentence {
        let judged = if self.telling.judge { "yes" } else { "no" };
        let than = self.beside_reference(ReferenceForm::Than);
        let filled = args([("judged", judged), ("than", than.as_str())]);
        self.sentence(Topic::StandsOut, "nothing-stands-out", &filled, rests_on)
    }

    /// The differences by the side they are on, the clear ones first, else in the order of the definition.
    fn sides<'c>(&self, compared: &[&'c Compared]) -> Sides<'c> {
        let mut sides = Sides::default();
        for size in [Size::Clear, Size::Some] {
            for one in compared {
                let reading = one.judged.reading;
                if !matches!(reading, Reading::Compared { size: found, .. } if found == size) {
                    continue;
                }
                let polarity = self.figures.indicator(one.at.indicator).polarity;
                match reading.verdict(polarity, self.telling.judge) {
                    Some(verdict) if verdict.is_favourable() => sides.favourable.push(one),
                    Some(verdict) if verdict.is_unfavourable() => sides.unfavourable.push(one),
                    Some(Verdict::SomewhatHigher | Verdict::ClearlyHigher) => sides.higher.push(one),
                    Some(Verdict::SomewhatLower | Verdict::ClearlyLower) => sides.lower.push(one),
                    _ => {}
                }
            }
        }
        sides
    }

    /// Both sides of the judgement, or higher and lower where nothing is judged: a sentence for each of the first
    /// figures.
    fn two_sides(&self, sides: &Sides<'_>, told_before: &[Address]) -> Vec<Sentence> {
        // What was told of who live here is not told again, unless there is nothing else on that side.
        let fresh = |list: &[&Compared]| !list.iter().all(|one| told_before.contains(&one.at));
        [&sides.favourable, &sides.unfavourable, &sides.higher, &sides.lower]
            .into_iter()
            .filter(|list| !list.is_empty())
            .take(2)
            .flat_map(|list| {
                let skips = fresh(list);
                let rest = list.iter().filter(move |one| !skips || !told_before.contains(&one.at));
                rest.filter_map(|one| self.stands(one)).take(NAMED)
            })
            .collect()
    }

    /// One figure beside its reference.
    fn stands(&self, one: &Compared) -> Option<Sentence> {
        let indicator = self.figures.indicator(one.at.indicator);
        let language = self.language();
        let cell = self.figures.cell(one.at);
        let verdict = one.judged.reading.verdict(indicator.polarity, self.telling.judge)?;
        let unknown = matches!(one.judged.reading, Reading::Compared { certainty: Certainty::Unknown, .. });
        let mut filled = args([
            ("label", indicator.label.get(language)),
            ("figure", &self.figure(one.at)?),
            ("verdict", verdict.word(language)),
            ("than", &self.beside_reference(if unknown { ReferenceForm::ThanWhole } else { ReferenceForm::Than })),
            ("beside", &self.beside_reference(ReferenceForm::InBrackets)),
            ("other", &numbers::figure(one.reference?, indicator, language)),
        ]);
        filled.set("year", year(one.at.period));
        let id = match (cell.numerator, cell.denominator, &indicator.predicate) {
            _ if unknown => "stands-figure-source",
            // The predicate is plural.
            (Some(some), Some(of), Some(predicate)) if some.value > 1 => {
                self.set_share(&mut filled, indicator, predicate, some, of)?;
                "stands-share"
            }
            _ => "stands-figure",
        };
        let mut said = self.sentence(Topic::StandsOut, id, &filled, vec![one.at]);
        if let Some(aside) = &indicator.aside {
            said.text = format!("{} {}", said.text, aside.get(language));
        }
        Some(said)
    }

    /// "13.430 van de 259.844 inwoners … hebben …".
    fn set_share(
        &self,
        filled: &mut FluentArgs<'_>,
        indicator: &Indicator,
        predicate: &Text,
        some: Count,
        of: Count,
    ) -> Option<()> {
        let language = self.language();
        let universe = self.figures.definition.find_universe(&indicator.universe)?;
        filled.set("number", numbers::count(some.value, language));
        filled.set("of", numbers::count(of.value, language));
        filled.set("whom", universe.label.get(language).to_owned());
        filled.set("predicate", predicate.get(language).to_owned());
        Some(())
    }

    /// How many figures are about equal, of so many people that chance does not hide a difference.
    fn about_equal(&self, compared: &[Compared]) -> Option<Sentence> {
        let equal = |one: &&Compared| {
            matches!(one.judged.reading, Reading::Compared { size: Size::None, certainty, .. }
                if certainty != Certainty::Unknown)
                && !self.may_hide_a_difference(one.at)
        };
        let rests_on: Vec<Address> = compared.iter().filter(equal).map(|one| one.at).collect();
        let mut filled = args([("same-as", self.beside_reference(ReferenceForm::SameAs).as_str())]);
        filled.set("count", rests_on.len());
        filled.set("number", rests_on.len().to_string());
        (!rests_on.is_empty()).then(|| self.sentence(Topic::StandsOut, "about-equal", &filled, rests_on))
    }

    /// Whether a figure is about so few that nobody knows whether it differs.
    fn may_hide_a_difference(&self, at: Address) -> bool {
        let (cell, indicator) = (self.figures.cell(at), self.figures.indicator(at.indicator));
        let spread = self.figures.slice_of(at).and_then(|slice| self.figures.spread(&slice, at.category));
        crate::compare::may_hide_a_difference(&cell, indicator, spread, &self.figures.definition.monitor.reading)
    }

    // What changed.

    /// The clearest certain change; among equally clear ones one that is judged, and else the first in the order of the
    /// definition.
    fn change(&self) -> Option<Sentence> {
        let Telling { place, category, period, .. } = self.telling;
        // Of one year nothing changes.
        if period.is_some() {
            return None;
        }
        let profile = self.figures.definition.indicators.iter().enumerate();
        let residents = self.figures.residents();
        let mut indicators: Vec<(IndicatorIx, &Indicator)> = profile
            .map(|(ix, indicator)| (IndicatorIx(ix as u16), indicator))
            .filter(|(ix, indicator)| indicator.profile || Some(*ix) == residents)
            // What is not shown of the newest year ends in none that is told.
            .filter(|(ix, _)| self.newest(*ix).is_some())
            .collect();
        indicators.sort_by_key(|(_, indicator)| indicator.polarity == Polarity::Neutral);
        let indicators = indicators.into_iter().map(|(ix, _)| ix);
        let trends = trend::trends(self.figures, place, category, indicators);
        let certain = |wanted: Size| {
            trends.iter().find(|trend| {
                matches!(trend.judged.reading,
                    Reading::Compared { size, certainty: Certainty::Certain, .. } if size == wanted)
            })
        };
        let found = certain(Size::Clear).or_else(|| certain(Size::Some))?;
        let Reading::Compared { direction, .. } = found.judged.reading else { return None };
        let indicator = found.series.indicator;
        let ((first, _), (last, _)) = (found.series.first(), found.series.last());
        let at = |period| Address { indicator, period, place, category };
        let mut filled = args([
            ("label", self.figures.indicator(indicator).label.get(self.language())),
            ("before", &self.figure(at(first))?),
            ("after", &self.figure(at(last))?),
        ]);
        filled.set("first", year(first));
        filled.set("last", year(last));
        let id = if direction == Direction::Lower { "fallen" } else { "risen" };
        Some(self.sentence(Topic::Change, id, &filled, vec![at(first), at(last)]))
    }

    // What cannot be told.

    fn limits(&self, compared: &[Compared]) -> Option<Sentence> {
        let with = |wanted: Certainty, even_equal: bool| -> Vec<Address> {
            let is = |one: &&Compared| {
                matches!(one.judged.reading, Reading::Compared { certainty, size, .. }
                    if certainty == wanted && (even_equal || size > Size::None))
            };
            compared.iter().filter(is).map(|one| one.at).collect()
        };
        let certain = with(Certainty::Certain, true).len();
        let (chance, unknown) = (with(Certainty::Uncertain, false), with(Certainty::Unknown, true));
        let (id, of) =
            if chance.len() >= unknown.len() { ("may-be-chance", chance) } else { ("certainty-unknown", unknown) };
        let mut text = Vec::new();
        if certain < ENOUGH && self.figures.places.get(self.telling.place).level() != Level::Country {
            let everybody = self.telling.category == CategoryIx::TOTAL;
            let id = if everybody { "too-little" } else { "too-little-group" };
            text.push(self.texts.sentence(id, &FluentArgs::new()));
        }
        text.extend(self.older(compared));
        if !of.is_empty() {
            let mut filled = FluentArgs::new();
            filled.set("count", of.len());
            filled.set("number", of.len().to_string());
            text.push(self.texts.sentence(id, &filled));
        }
        let rests_on = if of.is_empty() { compared.iter().map(|one| one.at).collect() } else { of };
        (!text.is_empty() && !compared.is_empty()).then(|| Sentence {
            topic: Topic::Limits,
            text: text.join(" "),
            rests_on,
            editor: None,
        })
    }
}

impl Teller<'_> {
    /// How many figures are years older than the newest one beside them. Nothing where all are of about the same year, and
    /// in a story of one year.
    fn older(&self, compared: &[Compared]) -> Option<String> {
        let newest = compared.iter().map(|one| one.at.period).max()?;
        let old: Vec<Period> =
            compared.iter().map(|one| one.at.period).filter(|period| newest.0 - period.0 >= YEARS_APART).collect();
        let mut filled = args([("year", year(*old.iter().max()?).as_str()), ("newest", &year(newest))]);
        filled.set("count", old.len());
        filled.set("number", old.len().to_string());
        filled.set("all", compared.len().to_string());
        Some(self.texts.sentence("older", &filled))
    }

    /// With the sentences that editors wrote for this area and group: after those of their part, or in their place.
    fn edited(&self, mut sentences: Vec<Sentence>) -> Vec<Sentence> {
        let Telling { place, category, .. } = self.telling;
        let code = self.figures.places.get(place).code.to_string();
        let group = self.figures.definition.category(category).map(|category| category.id.as_str());
        let own: Vec<_> = self
            .figures
            .definition
            .stories
            .iter()
            .filter(|one| one.area == code && one.category.as_deref() == group)
            .collect();
        for one in &own {
            if one.replaces {
                sentences.retain(|told| told.topic != Topic::of(one.part) || told.editor.is_some());
            }
            let topic = Topic::of(one.part);
            let after = sentences.iter().rposition(|told| told.topic <= topic).map_or(0, |last| last + 1);
            sentences.insert(
                after,
                Sentence {
                    topic,
                    text: one.text.get(self.language()).to_owned(),
                    rests_on: Vec::new(),
                    editor: Some(Editor { name: one.by.clone(), written: one.written.clone() }),
                },
            );
        }
        sentences
    }
}

impl Topic {
    fn of(part: StoryPart) -> Self {
        match part {
            StoryPart::Residents => Self::Residents,
            StoryPart::StandsOut => Self::StandsOut,
            StoryPart::Groups => Self::Groups,
            StoryPart::Change => Self::Change,
        }
    }
}

#[derive(Default)]
struct Sides<'a> {
    favourable: Vec<&'a Compared>,
    unfavourable: Vec<&'a Compared>,
    higher: Vec<&'a Compared>,
    lower: Vec<&'a Compared>,
}

/// Variables that are texts.
fn args<const N: usize>(texts: [(&'static str, &str); N]) -> FluentArgs<'static> {
    let mut args = FluentArgs::new();
    for (name, text) in texts {
        args.set(name, text.to_owned());
    }
    args
}

/// A year is a name, not an amount: no thousands separator.
fn year(period: Period) -> String {
    period.to_string()
}

#[cfg(test)]
mod tests;
