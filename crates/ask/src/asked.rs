//! What is asked where the question itself is silent.

use cells::{CategoryIx, IndicatorIx, Level, Period, PlaceIx};
use definition::{Definition, Language, Measure, Polarity, Theme};
use insight::Figures;
use release::StandingReference;

use crate::{Heard, Kind, Limit, Question, Threshold};

/// What the visitor has before them, which fills in what a question leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The area at hand.
    pub place: PlaceIx,
    /// The group that was chosen.
    pub category: CategoryIx,
    /// The year that was chosen; the newest figure where none was.
    pub year: Option<Period>,
    /// What figures are compared with; the usual reference of the area where none was chosen or it has no sense there.
    pub reference: Option<StandingReference>,
    /// Whether to say favourable and unfavourable; higher and lower where not.
    pub judge: bool,
    /// The language of the answer.
    pub language: Language,
}

/// A question with nothing left open.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is something that was asked or not")]
pub struct Asked {
    /// The kind.
    pub kind: Kind,
    /// The area; the first of those that are compared.
    pub place: PlaceIx,
    /// The other areas that are compared.
    pub other_places: Vec<PlaceIx>,
    /// The indicator, where it is about one.
    pub indicator: Option<IndicatorIx>,
    /// The other indicators that were named.
    pub beside: Vec<IndicatorIx>,
    /// The other parts of one whole that its word means as well ("kinderen" are of three ages); of a theme the other figures
    /// that were asked about, where those are not all of it ("schulden").
    pub parts: Vec<IndicatorIx>,
    /// Whether the opposite of the indicator is asked ("geen werk").
    pub negated: bool,
    /// Whether it asks what several areas are together.
    pub together: bool,
    /// Whether it asks which part of those whom the figure counts are of the group.
    pub share_of_counted: bool,
    /// The theme, by its position, where it is about one.
    pub theme: Option<usize>,
    /// The subject of which there is no figure, by its position, where it is about one.
    pub topic: Option<usize>,
    /// What is counted, by the position of its universe, where it is about that.
    pub counted: Option<usize>,
    /// The group; the first of those that are compared.
    pub category: CategoryIx,
    /// The other groups that are compared; everybody where a group is set beside all who are not of it.
    pub other_categories: Vec<CategoryIx>,
    /// The breakdown whose groups are asked about, by its position.
    pub breakdown: Option<usize>,
    /// The level of the areas that are asked about.
    pub level: Option<Level>,
    /// How many of the highest or lowest are asked for, where that was said.
    pub most: Option<usize>,
    /// The year; the newest where none is.
    pub year: Option<Period>,
    /// The year from which a change is asked.
    pub since: Option<Period>,
    /// Whether it is asked how the differences between groups change.
    pub between_groups: bool,
    /// The number that figures are to be above or below.
    pub threshold: Option<Threshold>,
    /// Whether it is asked why something is so, which figures do not say.
    pub why: bool,
}

impl Asked {
    /// Fills in what a question leaves out.
    pub fn of(question: &Question, setting: &Setting, figures: &Figures<'_>) -> Self {
        let definition = figures.definition;
        let mut kind = question.kind.unwrap_or(Kind::Figure);
        let mut places = question.places.iter().map(|heard| heard.what);
        let place = places.next().unwrap_or(setting.place);
        // Of groups that are not compared the one of the finest breakdown says most.
        let fineness = |ix: CategoryIx| {
            definition.categories().find(|(at, ..)| *at == ix).map_or(0, |(_, breakdown, _)| breakdown.categories.len())
        };
        let told_of = question.indicators.first().map(|heard| heard.what).or_else(|| figures.residents());
        let with_figures =
            |heard: &Heard<CategoryIx>| told_of.map_or(heard.what, |ix| group_with_figures(heard, ix, place, figures));
        let mut groups: Vec<CategoryIx> = question.groups.iter().map(with_figures).collect();
        if kind != Kind::Comparison {
            groups.sort_by_key(|ix| std::cmp::Reverse(fineness(*ix)));
        }
        let mut groups = groups.into_iter();
        let category = if question.everybody { CategoryIx::TOTAL } else { groups.next().unwrap_or(setting.category) };
        let theme = question.theme.as_ref().map(|heard| heard.what);
        let by_group = matches!(kind, Kind::LargestGroup | Kind::SmallestGroup | Kind::EachGroup);
        let of_theme = || {
            let theme = definition.themes.get(theme?)?;
            let fits =
                |i: &&definition::Indicator| theme.tells(i) && i.profile && (!by_group || !i.breakdowns.is_empty());
            // "De bevolking" of two areas is how many they are.
            let residents = figures.residents().filter(|ix| theme.tells(definition.indicator(*ix)) && !by_group);
            if residents.is_some() && kind == Kind::Comparison {
                return residents;
            }
            // The first that is judged stands for it, where there is one: how many children there are says least of youth.
            let judged = |i: &&definition::Indicator| fits(i) && i.polarity != Polarity::Neutral;
            let first = definition.indicators.iter().find(judged).or_else(|| definition.indicators.iter().find(fits));
            first.and_then(|indicator| definition.find_indicator(&indicator.id))
        };
        let mut indicator = question.indicators.first().map(|heard| heard.what);
        match kind {
            Kind::Figure
            | Kind::LargestGroup
            | Kind::SmallestGroup
            | Kind::LargestArea
            | Kind::SmallestArea
            | Kind::EachGroup
            | Kind::EachArea
            | Kind::Comparison => {
                indicator = indicator.or_else(of_theme).or_else(|| figures.residents());
            }
            // Of a change without a figure the question is what changed at all.
            Kind::Theme
            | Kind::Residents
            | Kind::StandsOut
            | Kind::Change
            | Kind::Similar
            | Kind::Counted
            | Kind::Meaning => {}
            Kind::Unmeasured => indicator = None,
        }
        // Of what a word may mean, a change is asked of what has figures of several years.
        let years_of = |ix: &IndicatorIx| {
            let published = |period: &&Period| figures.cube.cell(*ix, **period, place, category).is_published();
            figures.cube.periods(*ix).iter().filter(published).count()
        };
        if kind == Kind::Change && indicator.is_some_and(|ix| years_of(&ix) < 2) {
            let others = question.indicators.first().map_or(&[][..], |heard| &heard.others);
            indicator = others.iter().copied().find(|ix| years_of(ix) > 1).or(indicator);
        }
        // Of what a word may mean, that is asked which there is in that year.
        if let (Kind::Figure, [year]) = (kind, question.years.as_slice()) {
            let is_there = |ix: &IndicatorIx| figures.cube.cell(*ix, *year, place, category).is_published();
            let others = question.indicators.first().map_or(&[][..], |heard| &heard.others);
            if indicator.is_some_and(|ix| !figures.cube.periods(ix).contains(year)) {
                indicator = others.iter().copied().find(is_there).or(indicator);
            }
        }
        if indicator.is_none() && matches!(kind, Kind::Figure | Kind::Comparison | Kind::Meaning) {
            kind = Kind::StandsOut;
        }
        // Who the target group is, is not known: all groups are told of.
        let has_groups = !definition.breakdowns.is_empty();
        if kind == Kind::Figure && question.target_group && category == CategoryIx::TOTAL && has_groups {
            kind = Kind::Residents;
        }
        let heard = question.indicators.first().filter(|heard| kind == Kind::Figure && Some(heard.what) == indicator);
        let parts = match (kind, theme.and_then(|at| definition.themes.get(at))) {
            (Kind::Theme, Some(theme)) => {
                let (first, others) = figures_of_subject(question, definition, theme);
                indicator = first;
                others
            }
            _ => heard.map(|heard| parts_of(heard, definition)).unwrap_or_default(),
        };
        let mut other_categories: Vec<CategoryIx> = groups.collect();
        let beside_everybody = !question.beside_everybody.is_empty() && question.places.len() <= 1;
        if kind == Kind::Comparison && beside_everybody && category != CategoryIx::TOTAL {
            other_categories.push(CategoryIx::TOTAL);
        }
        let is_share = indicator.is_some_and(|ix| definition.indicator(ix).measure == Measure::Percent);
        // A number of a hundred says nothing of a figure that is no share; a number of things is not more in one area than in all.
        let is_counted = indicator.is_none_or(|ix| definition.indicator(ix).measure == Measure::Count);
        let fits = |threshold: &Threshold| match threshold.limit {
            Limit::Number(_) => is_share,
            Limit::Mean | Limit::Area(_) => !is_counted,
        };
        let threshold = question.threshold.clone().filter(|own| kind == Kind::EachArea && fits(own));
        let mut level = question.level;
        let mut place = place;
        let counts_areas = kind == Kind::Counted && question.counted.is_none() && level.is_some();
        if matches!(kind, Kind::LargestArea | Kind::SmallestArea | Kind::EachArea) || counts_areas {
            let (within, of) = among_which(figures, place, level);
            (place, level) = (within, Some(of));
        }
        let (since, year) = match question.years.as_slice() {
            [] => (None, setting.year),
            [one] if kind == Kind::Change => (Some(*one), None),
            [one] => (None, Some(*one)),
            [first, .., last] => (Some(*first), Some(*last)),
        };
        Self {
            kind,
            place,
            other_places: places.collect(),
            indicator,
            beside: question.indicators.iter().skip(1).map(|heard| heard.what).collect(),
            parts,
            together: question.together && kind == Kind::Comparison,
            negated: question.negated,
            share_of_counted: question.share_of_counted && kind == Kind::Figure && category != CategoryIx::TOTAL,
            theme,
            topic: question.topic.as_ref().map(|heard| heard.what),
            counted: question.counted.as_ref().map(|heard| heard.what),
            category,
            other_categories,
            breakdown: question.breakdown,
            level,
            most: question.most,
            year,
            since,
            between_groups: kind == Kind::Change && question.between_groups,
            threshold,
            why: question.why,
        }
    }

    /// Whether it is about all parts of a whole, as the ages of the residents are.
    pub(crate) fn tells_whole(&self, definition: &Definition) -> bool {
        let whole = self.indicator.and_then(|ix| definition.indicator(ix).composition.as_ref());
        let is_part = |ix: &IndicatorIx| definition.indicator(*ix).composition.as_ref() == whole;
        let told = self.parts.iter().filter(|ix| is_part(ix)).count() + 1;
        self.kind == Kind::Figure && told > 1 && whole.is_some_and(|whole| told == parts_in(whole, definition))
    }

    /// Whether it is about groups of residents: one, several, or each of them.
    pub const fn is_about_groups(&self) -> bool {
        let each = matches!(self.kind, Kind::LargestGroup | Kind::SmallestGroup | Kind::EachGroup);
        let one = self.category.0 != CategoryIx::TOTAL.0 || !self.other_categories.is_empty();
        each || one || self.between_groups
    }
}

/// The figures of a theme that were asked about, where a word means some of them and not all: the first, and the others.
fn figures_of_subject(
    question: &Question,
    definition: &Definition,
    theme: &Theme,
) -> (Option<IndicatorIx>, Vec<IndicatorIx>) {
    let heard = question.indicators.iter();
    let mut own: Vec<IndicatorIx> =
        heard.flat_map(|heard| std::iter::once(heard.what).chain(heard.others.clone())).collect();
    own.retain(|ix| theme.tells(definition.indicator(*ix)));
    own.sort_unstable();
    own.dedup();
    let first = question.indicators.first().map(|heard| heard.what);
    if own.len() == definition.told_by(theme).count() || own.is_empty() {
        return (first, Vec::new());
    }
    let first = first.filter(|ix| own.contains(ix)).or(own.first().copied());
    own.retain(|ix| Some(*ix) != first);
    (first, own)
}

/// The group that is meant, or the same people in another breakdown where the area has no figures at all by the one of that group.
fn group_with_figures(
    heard: &Heard<CategoryIx>,
    indicator: IndicatorIx,
    place: PlaceIx,
    figures: &Figures<'_>,
) -> CategoryIx {
    let definition = figures.definition;
    let breakdown_of = |ix: CategoryIx| {
        definition.categories().find(|(at, ..)| *at == ix).map(|(_, breakdown, _)| breakdown.id.as_str())
    };
    let has_figures = |ix: CategoryIx| {
        let own = breakdown_of(ix);
        let mut groups = definition.categories().filter(|(_, breakdown, _)| Some(breakdown.id.as_str()) == own);
        let published = |period: &Period, at| figures.cube.cell(indicator, *period, place, at).is_published();
        groups.any(|(at, ..)| figures.cube.periods(indicator).iter().any(|period| published(period, at)))
    };
    if has_figures(heard.what) {
        return heard.what;
    }
    // Of what a visitor chose from a list only what was offered beside it stands for it.
    let all = definition.categories().map(|(ix, ..)| ix).filter(|_| !heard.words.is_empty());
    let mut others = heard.others.iter().copied().chain(all);
    others.find(|ix| same_people(heard.what, *ix, definition) && has_figures(*ix)).unwrap_or(heard.what)
}

/// Whether two groups, of whatever breakdowns, are of the same people.
pub(crate) fn same_people(one: CategoryIx, other: CategoryIx, definition: &Definition) -> bool {
    let [one, other] = [one, other].map(|ix| definition.category(ix));
    one.zip(other)
        .is_some_and(|(one, other)| one.leaves == other.leaves && (!one.leaves.is_empty() || one.label == other.label))
}

/// So many parts of one whole beside the first are told one by one; of more only where they are all of it.
const FEW: usize = 3;

/// The other parts of one whole that a word for one of them means as well, where they are few or all of it: who asks about many
/// of the ages asks for no sum of them.
fn parts_of(heard: &Heard<IndicatorIx>, definition: &Definition) -> Vec<IndicatorIx> {
    let whole = |ix: IndicatorIx| definition.indicator(ix).composition.as_ref();
    let own = whole(heard.what);
    let parts: Vec<IndicatorIx> =
        heard.others.iter().copied().filter(|ix| own.is_some() && whole(*ix) == own).collect();
    let all = own.map_or(0, |whole| parts_in(whole, definition));
    if parts.len() <= FEW || parts.len() + 1 == all { parts } else { Vec::new() }
}

/// How many parts a whole has.
fn parts_in(whole: &str, definition: &Definition) -> usize {
    definition.indicators.iter().filter(|indicator| indicator.composition.as_deref() == Some(whole)).count()
}

/// Which areas are ranked, and in which area they lie: those of the level that was said, or the next below the area.
fn among_which(figures: &Figures<'_>, place: PlaceIx, said: Option<Level>) -> (PlaceIx, Level) {
    let places = figures.places;
    let own = places.get(place).level();
    let vintage = places.get(place).newest();
    let below = places.children(place, vintage).first().map(|child| places.get(*child).level());
    let country = || figures.country().unwrap_or(place);
    let municipality = || places.ancestor(place, Level::Municipality, vintage).filter(|m| *m != place);
    match said {
        // Regions lie in no area but the country.
        Some(Level::Region) => (country(), Level::Region),
        Some(level) if level > own => (place, level),
        // "Welke wijk" beside the name of a wijk is about the wijken of its municipality.
        Some(level) => (municipality().filter(|_| level > Level::Municipality).unwrap_or_else(country), level),
        None => match below {
            Some(level) => (place, level),
            None => (municipality().unwrap_or_else(country), own),
        },
    }
}
