//! The answer to a question, from published figures.

mod beside;
mod change;
mod comparison;
mod counted;
mod each;
mod figure;
mod gap;
mod largest;
mod meaning;
mod number;
mod overview;
mod parts;
mod similar;
mod threshold;
mod ungrouped;
mod unmeasured;

use cells::{CategoryIx, IndicatorIx, Level, Period, PlaceIx};
use definition::{Language, Polarity};
pub(crate) use figure::BESIDE;
use insight::story::{ReferenceForm, group_phrase, reference_phrase};
use insight::{Address, Figures, Reading, numbers, stored};
use release::StandingReference;

use crate::texts::{Texts, among, at_place, capitalised, municipality};
use crate::{Asked, Kind, Setting};

/// A sentence of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The text.
    pub text: String,
    /// The cells it rests on.
    pub rests_on: Vec<Address>,
}

/// A figure that belongs to the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What distinguishes it from the other lines: an area, a group, an indicator, a year.
    pub label: String,
    /// What must be known of the area beside that: how few live there, until when it was; mostly empty.
    pub about: String,
    /// Where it stands.
    pub at: Address,
    /// The figure in full, with whom it is about, or what is said in its place.
    pub figure: String,
    /// The figure without whom it is about.
    pub alone: String,
    /// Whom it is about ("inwoners van 15 tot en met 64 jaar").
    pub whom: String,
    /// What it is compared with; none where nothing is said of that.
    pub reference: Option<StandingReference>,
    /// What it means beside its reference.
    pub reading: Reading,
    /// What is said beside it in words instead ("gestegen"); mostly empty.
    pub note: String,
    /// Whether it is the one that was asked for.
    pub marked: bool,
}

/// A page that tells more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// That of an area.
    Area(PlaceIx),
    /// That of a theme in an area.
    Theme(PlaceIx, usize),
    /// That of an indicator, with an area marked.
    Indicator(IndicatorIx, PlaceIx),
    /// A map of an indicator.
    Map(IndicatorIx, PlaceIx, Option<Level>),
    /// What an indicator measures.
    Explanation(IndicatorIx),
    /// The areas most like an area, and how it does among them.
    Similar(PlaceIx),
    /// Two or more areas beside each other.
    Beside(Vec<PlaceIx>),
    /// Two or more areas added up.
    Together(Vec<PlaceIx>),
    /// A place outside the monitor, by the position of its topic and of its link there.
    Elsewhere(usize, usize),
}

/// The answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The answer in words, at least one sentence.
    pub sentences: Vec<Sentence>,
    /// The figures behind it, at most [`Answer::MOST_LINES`].
    pub lines: Vec<Line>,
    /// Where there is more, the nearest first; at least one.
    pub pages: Vec<Page>,
    /// The group that those pages are about.
    pub category: CategoryIx,
    /// The year that they are about, where one was asked for.
    pub year: Option<Period>,
}

impl Default for Answer {
    /// One that says nothing yet.
    fn default() -> Self {
        Self { sentences: Vec::new(), lines: Vec::new(), pages: Vec::new(), category: CategoryIx::TOTAL, year: None }
    }
}

impl Answer {
    /// Most lines of an answer; pages have the rest.
    pub const MOST_LINES: usize = 24;
}

/// Answers a question. `alike` gives the areas most like an area, the likeliest first; it is only asked where the question is
/// about them, and gives nothing where that cannot be said.
pub fn answer(
    figures: &Figures<'_>,
    asked: &Asked,
    setting: &Setting,
    alike: &dyn Fn(PlaceIx) -> Vec<PlaceIx>,
) -> Answer {
    let teller = Teller { figures, asked, setting, texts: Texts::of(setting.language) };
    let mut answer = match (asked.kind, asked.indicator) {
        (Kind::Figure, Some(indicator)) if asked.tells_whole(figures.definition) => teller.whole(indicator),
        (Kind::Figure, Some(indicator)) => teller.figure(indicator),
        (Kind::LargestGroup | Kind::SmallestGroup, Some(indicator)) => teller.group(indicator),
        (Kind::LargestArea | Kind::SmallestArea, Some(indicator)) => teller.area(indicator),
        (Kind::EachGroup, Some(indicator)) => teller.each_group(indicator),
        (Kind::EachArea, Some(indicator)) => teller.each_area(indicator),
        (Kind::Meaning, Some(indicator)) => teller.meaning(indicator),
        (Kind::Change, Some(indicator)) if asked.between_groups => teller.gap(indicator),
        (Kind::Change, None) if asked.between_groups => teller.gap_of_which(),
        (Kind::Change, Some(indicator)) => teller.change(indicator),
        (Kind::Change, None) => teller.changes(),
        (Kind::Comparison, Some(indicator)) => teller.compared(indicator),
        (Kind::Residents, _) => teller.residents(),
        (Kind::Theme, _) => teller.theme(),
        (Kind::Similar, _) => teller.similar(&alike(asked.place)),
        (Kind::Counted, _) => teller.counted_here(),
        (Kind::Unmeasured, _) => teller.unmeasured(),
        _ => teller.stands_out(),
    };
    if asked.why && asked.kind != Kind::Meaning {
        answer.sentences.push(teller.sentence("why", &[], Vec::new()));
    } else if teller.must_say_not_why(&answer) {
        answer.sentences.push(teller.sentence("not-why", &[], Vec::new()));
    }
    answer.lines.truncate(Answer::MOST_LINES);
    answer.category = asked.category;
    answer.year = asked.year;
    answer
}

struct Teller<'a> {
    figures: &'a Figures<'a>,
    asked: &'a Asked,
    setting: &'a Setting,
    texts: Texts,
}

impl Teller<'_> {
    /// Whether an answer tells how groups are doing, so that it must not be read as what makes it so; answers about each of the
    /// groups say so themselves.
    fn must_say_not_why(&self, answer: &Answer) -> bool {
        let by_itself =
            matches!(self.asked.kind, Kind::LargestGroup | Kind::SmallestGroup | Kind::EachGroup | Kind::Meaning);
        let judged = |line: &Line| {
            let is_judged = self.figures.indicator(line.at.indicator).polarity != Polarity::Neutral;
            is_judged && self.figures.cell(line.at).is_published() && line.at.category != CategoryIx::TOTAL
        };
        let by_itself = by_itself || self.asked.between_groups;
        // Where nothing certainly changed there is nothing to look for a cause of.
        let tells = |line: &Line| self.asked.kind != Kind::Change || self.asked.indicator.is_some() || line.marked;
        self.asked.is_about_groups() && !by_itself && answer.lines.iter().any(|line| judged(line) && tells(line))
    }

    fn language(&self) -> Language {
        self.setting.language
    }

    fn sentence(&self, id: &str, values: &[(&'static str, &str)], rests_on: Vec<Address>) -> Sentence {
        Sentence { text: self.texts.say(id, values), rests_on }
    }

    fn counted(&self, id: &str, count: usize, values: &[(&'static str, &str)], rests_on: Vec<Address>) -> Sentence {
        Sentence { text: self.texts.count(id, count, values), rests_on }
    }

    /// "in de wijk Overvecht (Utrecht)": with the municipality, unless that is where all of it is asked about.
    fn at_place(&self, place: PlaceIx) -> String {
        at_place(self.figures, place, self.language(), |home| self.tells(place, home))
    }

    /// Whether the municipality of an area says more than the question did.
    fn tells(&self, place: PlaceIx, home: PlaceIx) -> bool {
        let asked = self.asked.place;
        home != asked && (place == asked || municipality(self.figures, asked) != Some(home))
    }

    fn among(&self, category: CategoryIx) -> String {
        among(self.figures, category, self.language())
    }

    /// A group in a sentence; everybody are "mensen".
    fn whom(&self, category: CategoryIx) -> String {
        match self.figures.definition.category(category) {
            Some(category) => group_phrase(category, self.language()),
            None => self.texts.part("people", &[]),
        }
    }

    fn label(&self, indicator: IndicatorIx) -> &str {
        self.figures.indicator(indicator).label.get(self.language())
    }

    fn short(&self, indicator: IndicatorIx) -> &str {
        self.figures.indicator(indicator).short.get(self.language())
    }

    fn counts_people(&self, indicator: IndicatorIx) -> bool {
        self.figures.residents() == Some(indicator)
    }

    /// The figure that is meant: that of the year asked for, else the newest that is shown, else the newest there is.
    fn meant(&self, indicator: IndicatorIx, place: PlaceIx, category: CategoryIx) -> Option<Address> {
        let period = self.asked.year.or_else(|| self.figures.newest(indicator, place, category));
        let period = period.or_else(|| self.figures.cube.periods(indicator).last().copied())?;
        Some(Address { indicator, period, place, category })
    }

    /// The reference that pages show beside the figures of a place by default, or the one that was chosen.
    fn reference(&self, at: Address) -> StandingReference {
        let level = self.figures.places.get(at.place).level();
        let has_rest = |reference| {
            !matches!(
                stored(self.figures, at, reference),
                Reading::None(insight::NoReading::NoRemainder | insight::NoReading::NotComputed)
            )
        };
        let mut possible = Vec::new();
        if level > Level::Municipality && has_rest(StandingReference::Municipality) {
            possible.push(StandingReference::Municipality);
        }
        if level > Level::Country {
            possible.push(StandingReference::Country);
        }
        if at.category != CategoryIx::TOTAL {
            possible.push(StandingReference::EverybodyHere);
        }
        let chosen = self.setting.reference.filter(|reference| possible.contains(reference));
        chosen.or_else(|| possible.first().copied()).unwrap_or(StandingReference::Country)
    }

    /// What rounding leaves of a figure, where that is too much to set it beside others ("minder dan 17 per 1.000").
    fn too_open(&self, at: Address) -> Option<String> {
        let (cell, indicator) = (self.figures.cell(at), self.figures.indicator(at.indicator));
        let spread = self.figures.slice_of(at).and_then(|slice| self.figures.spread(&slice, at.category));
        let rules = &self.figures.definition.monitor.reading;
        let open = cell.is_published() && numbers::is_too_open(&cell, indicator, spread, rules);
        open.then(|| numbers::interval(&cell, indicator, spread, rules, self.language())).flatten()
    }

    /// Between what a published figure lies, as far as rounding leaves it open.
    fn bounds(&self, at: Address) -> [f64; 2] {
        let (cell, indicator) = (self.figures.cell(at), self.figures.indicator(at.indicator));
        let value = cell.value.unwrap_or_default();
        numbers::rounding_interval(&cell, indicator).map_or([value; 2], |interval| [interval.low, interval.high])
    }

    /// That a figure rests on small rounded counts, where that leaves much open.
    fn left_open(&self, at: Address) -> Option<Sentence> {
        let interval = self.too_open(at)?;
        Some(self.sentence("left-open", &[("interval", &interval)], vec![at]))
    }

    /// The figure in full, or what is said in its place.
    fn full(&self, at: Address) -> String {
        let indicator = self.figures.indicator(at.indicator);
        numbers::full(&self.figures.cell(at), indicator, self.figures.definition, self.language())
    }

    /// The bare figure, "12,4 %", or what is said in its place.
    fn bare(&self, at: Address) -> String {
        numbers::shown(&self.figures.cell(at), self.figures.indicator(at.indicator), self.language())
    }

    fn line(&self, label: String, at: Address, reference: Option<StandingReference>, marked: bool) -> Line {
        let reading = reference.map_or(Reading::None(insight::NoReading::NotComputed), |r| stored(self.figures, at, r));
        // A number that is not shown has no reading either.
        let shown = self.figures.cell(at).is_published();
        let indicator = self.figures.indicator(at.indicator);
        let universe = self.figures.definition.find_universe(&indicator.universe);
        Line {
            label,
            about: String::new(),
            at,
            figure: self.full(at),
            alone: numbers::without_whom(&self.figures.cell(at), indicator, self.figures.definition, self.language()),
            whom: universe.map_or_else(String::new, |universe| universe.label.get(self.language()).to_owned()),
            reference,
            reading: if shown { reading } else { Reading::None(insight::NoReading::NoFigure) },
            note: String::new(),
            marked,
        }
    }

    /// What figures of a group, or of everybody, are compared with.
    fn than(&self, reference: StandingReference, category: CategoryIx, form: ReferenceForm) -> String {
        reference_phrase(self.figures, reference, category, form, self.language())
    }

    /// "alle inwoners", beside groups.
    fn everybody(&self) -> String {
        self.than(StandingReference::EverybodyHere, CategoryIx::TOTAL, ReferenceForm::Beside)
    }

    fn group_label(&self, category: CategoryIx) -> String {
        let found = self.figures.definition.category(category);
        found.map_or_else(|| capitalised(&self.everybody()), |category| category.label.get(self.language()).to_owned())
    }

    fn place_label(&self, place: PlaceIx) -> String {
        let at = self.figures.places.get(place);
        if let Some((_, region)) = self.figures.definition.region(at.code) {
            return region.label.get(self.language()).to_owned();
        }
        let country = self.figures.definition.monitor.country_name.as_ref().filter(|_| at.level() == Level::Country);
        let name = country.map_or(at.name.as_str(), |name| name.get(self.language()));
        let name = capitalised(insight::words::spoken_name(name));
        match municipality(self.figures, place).filter(|home| self.tells(place, *home)) {
            Some(home) => format!("{name} ({})", insight::words::spoken_name(&self.figures.places.get(home).name)),
            None => name,
        }
    }
}
