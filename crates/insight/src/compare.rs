use cells::{Cell, Kind};
use definition::{Indicator, Measure, ReadingRules};

use crate::statistics::{Chance, Fraction, Interval, Test, cautious_test, effect_size, q_values, test_against_value};
use crate::{Certainty, Direction, NoReading, Reading, Size};

/// What a figure is compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Against {
    /// The whole it is part of: it is compared with what remains of that without the part. Where the source gives no counts
    /// there is no remainder to work out; the whole's own figure then stands in.
    Whole(Cell),
    /// A figure that has nobody in common with it.
    Other(Cell),
    /// A value without chance of its own: the median of many areas.
    Value(f64),
}

/// One figure beside its reference, before it is known how many comparisons are made with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The figure, in the indicator's unit.
    pub part: f64,
    /// The reference, in the same unit: the remainder where there is one.
    pub reference: f64,
    /// Which of the two is higher.
    pub direction: Direction,
    /// Size of the difference in spreads between areas, never negative; none where the spread is not known.
    pub spreads: Option<f64>,
    /// Size of the difference between two percentages by itself, as Cohen's h; none for other figures.
    pub effect: Option<f64>,
    /// Size of the difference as a multiple of what the definition of the indicator says matters at least; none where it does not.
    pub relevance: Option<f64>,
    /// Whether nobody can see a difference: the two are printed alike, or rest on the same rounded count.
    pub alike: bool,
    /// The test, cautious of rounding; none where the source gives no counts or made the figure with a model.
    pub test: Option<Test>,
}

/// A difference among the others of its family: the verdict.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// What every screen shows.
    pub reading: Reading,
    /// The difference behind it, where there is one.
    pub difference: Option<Difference>,
    /// Its q-value (Benjamini-Hochberg) within the family, where it was tested.
    pub q: Option<f64>,
}

/// How chance acts on an indicator; none where it is no share or rate of counted things.
pub fn chance_of(measure: Measure) -> Option<Chance> {
    match measure {
        Measure::Percent => Some(Chance::Proportion),
        Measure::PerThousand => Some(Chance::Rate),
        Measure::Count | Measure::Mean | Measure::Index | Measure::Ratio => None,
    }
}

/// Compares a figure with a reference. `spread` is that between the areas of the level ([`crate::statistics::spread`]),
/// in the indicator's unit.
///
/// Figures that were counted (exactly, rounded, or summed by us) are tested; of figures without counts, and of modelled and
/// surveyed ones, whose counts are no count of everybody, only the size of the difference is known.
pub fn compare(
    indicator: &Indicator,
    part: &Cell,
    against: Against,
    spread: Option<f64>,
) -> Result<Difference, NoReading> {
    if indicator.measure == Measure::Count {
        return Err(NoReading::PlainCount);
    }
    let figure = published(part).ok_or(NoReading::NoFigure)?;
    let chance = chance_of(indicator.measure);
    let per = indicator.measure.per();
    let counts = |cell: &Cell| counted(cell, indicator.measure);
    let mut same_count = false;
    // What stands beside the figure on a page: the whole, where what remains of it is compared with.
    let mut beside = None;
    let (part_value, reference, test) = match against {
        Against::Value(value) => {
            let test = counts(part).zip(chance).map(|(part, chance)| test_against_value(chance, &part, value / per));
            (figure, value, test)
        }
        Against::Whole(whole) => {
            let of_whole = published(&whole).ok_or(NoReading::NoReference)?;
            beside = Some(of_whole);
            match (counts(part), counts(&whole)) {
                (Some(part), Some(whole)) => {
                    let rest = whole.without(&part).ok_or(NoReading::NoRemainder)?;
                    between(chance, per, &part, &rest)
                }
                _ => (figure, of_whole, None),
            }
        }
        Against::Other(other) => {
            let of_other = published(&other).ok_or(NoReading::NoReference)?;
            match (counts(part), counts(&other)) {
                (Some(part), Some(other)) => {
                    same_count = chance.is_some_and(|chance| is_same_count(chance, &part, &other));
                    between(chance, per, &part, &other)
                }
                _ => (figure, of_other, None),
            }
        }
    };
    Ok(Difference {
        alike: same_count
            || beside.into_iter().chain([reference]).any(|other| is_printed_alike(part_value, other, indicator)),
        test,
        ..Difference::between(part_value, reference, indicator, spread)
    })
}

/// Two counted figures: their values and, for shares and rates, the test.
fn between(chance: Option<Chance>, per: f64, part: &Fraction, other: &Fraction) -> (f64, f64, Option<Test>) {
    let value = part.value() * per;
    // Equal counts can give values that differ in the last bit.
    let reference = if part.equals(other) { value } else { other.value() * per };
    (value, reference, chance.map(|chance| cautious_test(chance, part, other)))
}

/// Whether pages print two figures alike.
fn is_printed_alike(one: f64, other: f64, indicator: &Indicator) -> bool {
    let printed = |value: f64| (value * 10_f64.powi(i32::from(indicator.decimals))).round();
    printed(one).total_cmp(&printed(other)).is_eq()
}

/// Whether two figures rest on one number of people, as it was rounded, of about as many: 20 of 2.090 and 20 of 2.105. Which of
/// them is higher, rounding alone decides.
fn is_same_count(chance: Chance, part: &Fraction, other: &Fraction) -> bool {
    let (one, two) = (part.numerator, other.numerator);
    one.value == two.value
        && !(one.is_exact() && two.is_exact())
        && Interval::of_rounding(chance, part).overlaps(&Interval::of_rounding(chance, other))
}

fn published(cell: &Cell) -> Option<f64> {
    cell.value.filter(|value| cell.is_published() && value.is_finite())
}

/// The counts to reckon with; none for what a model or a sample gave, and none where the counts are not what the figure
/// was made of (a mean published in thousands beside a number of dwellings).
fn counted(cell: &Cell, measure: Measure) -> Option<Fraction> {
    if matches!(cell.kind, Kind::Modelled | Kind::Surveyed) {
        return None;
    }
    let counts = Fraction::of(cell)?;
    let same = |value: f64| (counts.value() * measure.per() - value).abs() <= 1e-6 * value.abs().max(1e-3);
    (measure.is_rate() || cell.value.is_some_and(same)).then_some(counts)
}

fn direction(part: f64, reference: f64) -> Direction {
    match part.total_cmp(&reference) {
        std::cmp::Ordering::Less => Direction::Lower,
        std::cmp::Ordering::Equal => Direction::Equal,
        std::cmp::Ordering::Greater => Direction::Higher,
    }
}

impl Difference {
    /// Two figures of an indicator, measured in every way; not tested.
    fn between(part: f64, reference: f64, indicator: &Indicator, spread: Option<f64>) -> Self {
        let (per, distance) = (indicator.measure.per(), (part - reference).abs());
        Self {
            part,
            reference,
            direction: direction(part, reference),
            spreads: spread.filter(|spread| *spread > 0.0).map(|spread| distance / spread),
            effect: (indicator.measure == Measure::Percent).then(|| effect_size(part / per, reference / per)),
            relevance: indicator.relevant_from.filter(|least| *least > 0.0).map(|least| distance / least),
            alike: false,
            test: None,
        }
    }

    /// How large it is, as the definition draws the lines; none where the spread is not known.
    ///
    /// Where areas hardly differ, a difference of many spreads can still be one that matters to nobody: of two percentages the
    /// difference by itself counts too, and the smaller of both decides. So what just matters is some, however alike areas
    /// are, and what is clear is as many times as large as that on both measures.
    pub fn size(&self, rules: &ReadingRules) -> Option<Size> {
        let of_effect = || Some(self.effect.filter(|_| rules.relevant_from > 0.0)? / rules.relevant_from);
        let relevance = self.relevance.or_else(of_effect).unwrap_or(f64::INFINITY);
        self.spreads.map(|spreads| {
            let measured = spreads.min(relevance * rules.some_from);
            if self.alike || measured < rules.some_from {
                Size::None
            } else if measured < rules.clear_from {
                Size::Some
            } else {
                Size::Clear
            }
        })
    }

    fn reading(&self, q: Option<f64>, rules: &ReadingRules) -> Reading {
        let Some(size) = self.size(rules) else { return Reading::None(NoReading::NoSpread) };
        let certainty = match q {
            Some(q) if q <= rules.false_discovery_rate => Certainty::Certain,
            Some(_) => Certainty::Uncertain,
            None => Certainty::Unknown,
        };
        Reading::Compared { direction: self.direction, size, certainty }
    }
}

/// Whether chance leaves so much of a counted figure open that it may well differ where it seems about equal: its interval reaches as
/// far as the smallest difference that is called one.
pub(crate) fn may_hide_a_difference(
    cell: &Cell,
    indicator: &Indicator,
    spread: Option<f64>,
    rules: &ReadingRules,
) -> bool {
    let (Some(chance), Some(counts)) = (chance_of(indicator.measure), counted(cell, indicator.measure)) else {
        return false;
    };
    let per = indicator.measure.per();
    let (value, interval) = (counts.value() * per, Interval::of_chance(chance, &counts).times(per));
    let size = |end| Difference::between(end, value, indicator, spread).size(rules);
    [interval.low, interval.high].into_iter().any(|end| size(end).is_some_and(|size| size > Size::None))
}

/// Judges all comparisons of one family together: the false discovery rate is controlled over those that were tested.
pub fn judge(family: &[Result<Difference, NoReading>], rules: &ReadingRules) -> Vec<Judged> {
    let p: Vec<f64> = family.iter().filter_map(|d| Some(d.as_ref().ok()?.test?.p)).collect();
    let mut q = q_values(&p).into_iter();
    family
        .iter()
        .map(|difference| match difference {
            Err(reason) => Judged { reading: Reading::None(*reason), difference: None, q: None },
            Ok(difference) => {
                let q = difference.test.and_then(|_| q.next());
                Judged { reading: difference.reading(q, rules), difference: Some(*difference), q }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use cells::{Count, Status};
    use proptest::prelude::*;

    use super::*;
    use crate::fiction;

    /// Of 210 people 40 are 19.0 %, by Wilson (statsmodels, `proportion_confint`) 14.3 to 24.9; of 122,910 people 4,205 are 3.4 %,
    /// 3.3 to 3.5. A spread of five points, of which half is the least that is called a difference, lies in the one and not the other.
    #[test]
    fn chance_hides_a_difference_among_few_people_and_not_among_many() {
        let rules = ReadingRules { some_from: 0.5, ..fiction::definition().monitor.reading };
        let hides = |x, n, spread| may_hide_a_difference(&rate(x, n), &benefit(), spread, &rules);
        assert!(hides(40, 210, Some(5.0)));
        assert!(!hides(4205, 122_910, Some(5.0)));
        // Without a spread nothing is called a difference; without counts nobody knows what chance does.
        assert!(!hides(40, 210, None));
        let bare = Cell::imported(19.0, Kind::Counted);
        assert!(!may_hide_a_difference(&bare, &benefit(), Some(5.0), &rules));
    }

    fn benefit() -> Indicator {
        let definition = fiction::definition();
        definition.indicator(definition.find_indicator("bijstand").unwrap()).clone()
    }

    fn rate(x: u32, n: u32) -> Cell {
        Cell::rate(Count::exact(x), Count::exact(n), 100.0, Kind::Counted)
    }

    #[test]
    fn a_difference_that_matters_to_nobody_is_none_however_alike_areas_are() {
        let rules = ReadingRules::default();
        let size = |x, spread| {
            let against = Against::Value(50.0);
            compare(&benefit(), &rate(x, 1000), against, Some(spread)).unwrap().size(&rules).unwrap()
        };
        // 0.9 points at 50 % is an h of 0.018, 1.1 one of 0.022; 2.9 and 3.1 points are 0.058 and 0.062.
        assert_eq!(size(509, 0.1), Size::None);
        assert_eq!(size(511, 0.1), Size::Some);
        assert_eq!(size(529, 0.1), Size::Some);
        assert_eq!(size(531, 0.1), Size::Clear);
        assert_eq!(size(531, 10.0), Size::None);
        assert_eq!(size(531, 4.0), Size::Some);
    }

    #[test]
    fn what_nobody_can_see_a_difference_in_is_about_equal() {
        let rules = ReadingRules::default();
        let definition = fiction::definition();
        let crimes = definition.indicator(definition.find_indicator("misdrijven").unwrap());
        let size = |one: (u32, u32), other: (u32, u32), step| {
            let cell = |(x, n)| Cell::rate(Count::rounded(x, step), Count::rounded(n, step), 1000.0, Kind::Counted);
            compare(crimes, &cell(one), Against::Other(cell(other)), Some(0.1)).unwrap().size(&rules).unwrap()
        };
        // Both are printed as 9.6 per 1,000.
        assert_eq!(size((192, 20_000), (288, 29_900), 1), Size::None);
        // Beside the whole, as it stands on a page, too: 1.3 of 1.3 per 1,000, where 1.2 remains.
        let cell = |x, n| Cell::rate(Count::exact(x), Count::exact(n), 1000.0, Kind::Counted);
        let found = compare(crimes, &cell(268, 200_000), Against::Whole(cell(756, 600_000)), Some(0.01)).unwrap();
        assert_eq!(found.size(&rules), Some(Size::None));
        // Printed 9.5 and 9.7, but 20 people in both years, as it was rounded.
        assert_eq!(size((20, 2_100), (20, 2_070), 5), Size::None);
        assert_eq!(size((20, 2_100), (20, 2_070), 1), Size::Clear);
        assert_eq!(size((20, 2_100), (25, 2_070), 5), Size::Clear);
    }

    /// `proportions_ztest([310, 900], [2500, 9000])`, statsmodels 0.15.0: z = 3.4598, p = 0.00054.
    #[test]
    fn a_district_is_compared_with_the_rest_of_its_municipality() {
        let found = compare(&benefit(), &rate(310, 2500), Against::Whole(rate(1210, 11_500)), Some(2.0)).unwrap();
        assert!((found.part - 12.4).abs() < 1e-12 && (found.reference - 10.0).abs() < 1e-12);
        assert_eq!(found.direction, Direction::Higher);
        assert!((found.spreads.unwrap() - 1.2).abs() < 1e-12);
        let test = found.test.unwrap();
        assert!((test.z - 3.459_800_430_705_761_7).abs() < 1e-12 && (test.p - 0.000_540_575_870_683).abs() < 1e-12);
    }

    #[test]
    fn a_district_that_is_the_whole_municipality_has_no_remainder() {
        let whole = rate(310, 2500);
        assert_eq!(compare(&benefit(), &whole, Against::Whole(whole), Some(2.0)), Err(NoReading::NoRemainder));
    }

    #[test]
    fn imported_and_modelled_figures_have_a_size_but_no_certainty() {
        let imported = Cell::imported(12.0, Kind::Counted);
        let modelled = Cell { kind: Kind::Modelled, ..rate(300, 2500) };
        for part in [imported, modelled] {
            let found = compare(&benefit(), &part, Against::Whole(rate(1000, 10_000)), Some(2.0));
            let judged = judge(&[found], &ReadingRules::default())[0];
            let expected =
                Reading::Compared { direction: Direction::Higher, size: Size::Clear, certainty: Certainty::Unknown };
            assert_eq!(judged.reading, expected);
        }
    }

    #[test]
    fn what_cannot_be_compared_says_why() {
        let mut number = benefit();
        number.measure = Measure::Count;
        let figure = rate(310, 2500);
        let against = Against::Whole(rate(1210, 11_500));
        assert_eq!(compare(&number, &figure, against, Some(2.0)), Err(NoReading::PlainCount));
        let small = Cell::missing(Status::Small);
        assert_eq!(compare(&benefit(), &small, against, Some(2.0)), Err(NoReading::NoFigure));
        assert_eq!(compare(&benefit(), &figure, Against::Whole(small), Some(2.0)), Err(NoReading::NoReference));
        let without_spread = compare(&benefit(), &figure, against, None);
        assert_eq!(judge(&[without_spread], &ReadingRules::default())[0].reading, Reading::None(NoReading::NoSpread));
    }

    /// p-values 0.00054 (310 of 2,500) and 0.0424 (`proportions_ztest([56, 900], [430, 9000])`); alone the second is certain at
    /// 0.05, in a family with eighteen figures that do not differ its q is 20 × 0.0424 / 2.
    #[test]
    fn a_family_makes_each_of_its_verdicts_more_careful() {
        let against = Against::Other(rate(900, 9000));
        let strong = compare(&benefit(), &rate(310, 2500), against, Some(2.0));
        let weak = compare(&benefit(), &rate(56, 430), against, Some(2.0));
        let p = weak.unwrap().test.unwrap().p;
        let alone = judge(&[weak], &ReadingRules::default())[0];
        assert!(p < 0.05 && alone.q == Some(p));
        let mut family = vec![strong, weak, Err(NoReading::NoFigure)];
        family.extend(vec![compare(&benefit(), &rate(100, 1000), against, Some(2.0)); 18]);
        let judged = judge(&family, &ReadingRules::default());
        let certainty = |judged: &Judged| match judged.reading {
            Reading::Compared { certainty, .. } => Some(certainty),
            Reading::None(_) => None,
        };
        assert_eq!(certainty(&judged[0]), Some(Certainty::Certain));
        assert_eq!(certainty(&judged[1]), Some(Certainty::Uncertain));
        assert_eq!(certainty(&judged[2]), None);
        assert!((judged[1].q.unwrap() - p * 10.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn the_rest_seen_from_the_part_is_the_part_seen_from_the_rest(
            n in 30_u32..5000, rest in 30_u32..50_000, a in 0.0..=1.0_f64, b in 0.0..=1.0_f64,
        ) {
            let part = rate((f64::from(n) * a) as u32, n);
            let other = rate((f64::from(rest) * b) as u32, rest);
            let whole = rate(part.numerator.unwrap().value + other.numerator.unwrap().value, n + rest);
            let there = compare(&benefit(), &part, Against::Whole(whole), Some(1.0)).unwrap();
            let back = compare(&benefit(), &other, Against::Whole(whole), Some(1.0)).unwrap();
            prop_assert_eq!(there.direction as u8 + back.direction as u8, 2);
            prop_assert!((there.test.unwrap().z + back.test.unwrap().z).abs() < 1e-9);
            prop_assert!((there.spreads.unwrap() - back.spreads.unwrap()).abs() < 1e-9);
        }
    }
}
