//! By which figures groups differ most, and which groups those are.

use cells::{CategoryIx, IndicatorIx};
use definition::{Indicator, Polarity};
use release::StandingReference;

use super::{Sentence, Teller, Telling, Topic, args, year};
use crate::numbers;
use crate::statistics::effect_size;
use crate::story::texts::Texts;
use crate::{Address, Certainty, Direction, Figures, Reading, Size, stored};

/// Figures told of by which groups differ.
const NAMED: usize = 2;

/// A certain difference between groups of one area in one figure.
#[derive(Debug, Clone, Copy)]
struct Contrast {
    /// Where the figures of the two stand, in the order of the definition; the second is that of everybody where no group
    /// differs certainly to the other side.
    sides: [Address; 2],
    /// How large the difference is, and between how many.
    weight: f64,
}

/// A group beside the other residents of its area.
#[derive(Debug, Clone, Copy)]
struct Side {
    at: Address,
    direction: Direction,
    size: Size,
    /// As a share, 0–1.
    share: f64,
    /// Its part of all that the figure is about, 0–1.
    part: f64,
}

/// The figures by which the large groups of a division differ most in an area, for certain, at most so many: where each stands of
/// everybody. Those with a judgement first, and the largest differences: not one of every theme, or a small difference in one
/// theme would stand where a larger one of another is left out.
pub fn contrasts(figures: &Figures<'_>, telling: Telling, breakdown: &str, most: usize) -> Vec<Address> {
    let telling = Telling { category: CategoryIx::TOTAL, ..telling };
    let teller = Teller { figures, telling, texts: Texts::of(telling.language) };
    let splits = |ix: &IndicatorIx| figures.indicator(*ix).breakdowns.iter().any(|own| own == breakdown);
    let all = (0..figures.definition.indicators.len()).map(|ix| IndicatorIx(ix as u16)).filter(splits);
    let mut found: Vec<Contrast> =
        all.filter_map(|ix| teller.contrast_between(ix, &[teller.sides_of(ix, breakdown)])).collect();
    let judged = |contrast: &Contrast| teller.indicator_of(contrast).polarity != Polarity::Neutral;
    found.sort_by(|a, b| judged(b).cmp(&judged(a)).then(b.weight.total_cmp(&a.weight)));
    found.iter().take(most).map(|one| Address { category: CategoryIx::TOTAL, ..one.sides[0] }).collect()
}

impl Teller<'_> {
    /// The largest certain differences between the groups of the area, or between the group of the story and the other residents
    /// here. Figures with a judgement come first, and of those of equal rank the largest differences, of which the second
    /// is of another theme where there is one; which group comes first is as the definition has it.
    pub(super) fn groups(&self) -> Option<Sentence> {
        let everybody = self.telling.category == CategoryIx::TOTAL;
        if !everybody && self.telling.reference == StandingReference::EverybodyHere {
            // That is what stands out already.
            return None;
        }
        let judged = |contrast: &Contrast| self.indicator_of(contrast).polarity != Polarity::Neutral;
        let mut found: Vec<Contrast> = (0..self.figures.definition.indicators.len())
            .filter_map(|ix| self.contrast(IndicatorIx(ix as u16), everybody))
            .collect();
        found.sort_by(|a, b| judged(b).cmp(&judged(a)).then(b.weight.total_cmp(&a.weight)));
        let first = *found.first()?;
        let others: Vec<&Contrast> = found[1..].iter().filter(|one| judged(one) == judged(&first)).collect();
        let theme = |contrast: &Contrast| self.indicator_of(contrast).theme.as_str();
        let second = others.iter().find(|one| theme(one) != theme(&first)).or(others.first()).copied().copied();

        let mut text = Vec::new();
        let mut rests_on = Vec::new();
        for (n, contrast) in std::iter::once(first).chain(second).take(NAMED).enumerate() {
            let id = match (n, everybody) {
                (0, true) => "groups",
                (0, false) => "group-here",
                (_, true) => "groups-also",
                (_, false) => "group-here-also",
            };
            text.push(self.said_of(&contrast, id)?);
            rests_on.extend(contrast.sides);
        }
        text.push(self.texts.sentence("groups-why", &args([])));
        // What the first figure is of everybody stands last: both sides were compared with the others.
        if everybody {
            let total = Address { category: CategoryIx::TOTAL, ..first.sides[0] };
            rests_on.retain(|at| *at != total);
            rests_on.push(total);
        }
        Some(Sentence { topic: Topic::Groups, text: text.join(" "), rests_on, editor: None })
    }

    fn indicator_of(&self, contrast: &Contrast) -> &Indicator {
        self.figures.indicator(contrast.sides[0].indicator)
    }

    fn said_of(&self, contrast: &Contrast, id: &str) -> Option<String> {
        let [one, other] = contrast.sides;
        let people = |at: Address| {
            let group = self.figures.definition.category(at.category);
            group.map_or_else(|| self.texts.say("all-together", &args([])), |group| self.people(group))
        };
        let mut filled = args([
            ("short", self.indicator_of(contrast).short.get(self.language())),
            ("figure", &self.figure_of_how_many(one)?),
            ("people", &people(one)),
            ("other", &self.figure_of_how_many(other)?),
            ("others", &people(other)),
        ]);
        filled.set("year", year(one.period));
        Some(self.texts.sentence(id, &filled))
    }

    /// "46,2 % (30 van 65)": of a group that may be small, a share alone says too much.
    fn figure_of_how_many(&self, at: Address) -> Option<String> {
        let (figure, cell, language) = (self.figure(at)?, self.figures.cell(at), self.language());
        let (Some(some), Some(of)) = (cell.numerator, cell.denominator) else { return Some(figure) };
        let counts = [("some", numbers::counted(some, language)), ("of", numbers::count(of.value, language))];
        let counts = counts.each_ref().map(|(name, number)| (*name, number.as_str()));
        Some(format!("{figure} ({})", self.texts.say("groups-of-how-many", &args(counts))))
    }

    /// The largest certain difference in an indicator: between two groups of one division of which one is certainly higher
    /// and the other certainly lower than the other residents, one of them clearly; else between a group that clearly and
    /// certainly differs and everybody.
    fn contrast(&self, ix: IndicatorIx, everybody: bool) -> Option<Contrast> {
        let indicator = self.figures.indicator(ix);
        if !indicator.profile || !indicator.measure.is_rate() {
            return None;
        }
        if !everybody {
            let side = self.side(ix, self.telling.category)?;
            return self.beside_everybody(side, 1.0);
        }
        let divisions: Vec<Vec<Side>> =
            indicator.breakdowns.iter().map(|breakdown| self.sides_of(ix, breakdown)).collect();
        self.contrast_between(ix, &divisions)
    }

    /// The same between the groups of these divisions.
    fn contrast_between(&self, ix: IndicatorIx, divisions: &[Vec<Side>]) -> Option<Contrast> {
        let indicator = self.figures.indicator(ix);
        if !indicator.profile || !indicator.measure.is_rate() {
            return None;
        }
        let pairs = divisions.iter().flat_map(|sides| {
            sides.iter().enumerate().flat_map(|(n, one)| sides[n + 1..].iter().filter_map(|other| between(one, other)))
        });
        let alone = || divisions.iter().flatten().filter_map(|side| self.beside_everybody(*side, side.part.sqrt()));
        let larger = |a: &Contrast, b: &Contrast| a.weight.total_cmp(&b.weight);
        pairs.max_by(larger).or_else(|| alone().max_by(larger))
    }

    /// The large groups of a division that certainly differ from the other residents here.
    fn sides_of(&self, ix: IndicatorIx, breakdown: &str) -> Vec<Side> {
        let definition = self.figures.definition;
        definition
            .categories()
            .filter(|(_, own, category)| own.id == breakdown && category.parent.is_none())
            .filter_map(|(category, ..)| self.side(ix, category))
            .collect()
    }

    fn side(&self, ix: IndicatorIx, category: CategoryIx) -> Option<Side> {
        let at = self.newest_of(ix, category)?;
        let Reading::Compared { direction, size, certainty: Certainty::Certain } =
            stored(self.figures, at, StandingReference::EverybodyHere)
        else {
            return None;
        };
        if size == Size::None || direction == Direction::Equal {
            return None;
        }
        let total = self.figures.cell(Address { category: CategoryIx::TOTAL, ..at });
        let cell = self.figures.cell(at);
        let (of, all) = (cell.denominator?, total.denominator.filter(|_| total.is_published())?);
        Some(Side {
            at,
            direction,
            size,
            share: cell.value? / self.figures.indicator(ix).measure.per(),
            part: f64::from(of.value) / f64::from(all.value.max(1)),
        })
    }

    fn beside_everybody(&self, side: Side, part: f64) -> Option<Contrast> {
        let total = Address { category: CategoryIx::TOTAL, ..side.at };
        let share = self.figures.cell(total).value? / self.figures.indicator(side.at.indicator).measure.per();
        (side.size == Size::Clear)
            .then(|| Contrast { sides: [side.at, total], weight: effect_size(side.share, share) * part })
    }
}

/// Two groups that differ from the other residents each to its own side, at least one of them clearly. The smaller the
/// smallest of them, the less it weighs: a large difference that hardly anybody is part of says little about an area.
fn between(one: &Side, other: &Side) -> Option<Contrast> {
    let apart = one.direction != other.direction && one.at.period == other.at.period;
    let clear = one.size == Size::Clear || other.size == Size::Clear;
    let weight = effect_size(one.share, other.share) * one.part.min(other.part).sqrt();
    (apart && clear).then_some(Contrast { sides: [one.at, other.at], weight })
}
