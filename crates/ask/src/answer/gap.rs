//! How the differences between groups change.

use cells::{CategoryIx, Cell, IndicatorIx, Kind as Made, Period};
use definition::{Breakdown, Measure, Polarity};
use insight::statistics::{Chance, Fraction, NORMAL_95};
use insight::{Address, chance_of, numbers, trend};

use super::{Answer, Line, Page, Sentence, Teller};
use crate::texts::joined;

/// Figures that are offered where none was named; pages of the first of them stand beneath.
const OFFERED: usize = 6;

/// The groups of one breakdown with a figure in a first and in a last year that can be compared.
struct Groups<'a> {
    breakdown: &'a Breakdown,
    first: Period,
    last: Period,
    /// In the order of the definition.
    all: Vec<CategoryIx>,
    /// Those of which one of both figures is not there.
    without: usize,
}

impl Teller<'_> {
    /// "Worden de verschillen tussen groepen kleiner?": the two groups that are furthest apart over both years together, and
    /// whether they came nearer to each other. Which two these are does not depend on how they changed: the two that are furthest
    /// apart in the first year would come nearer by chance alone.
    pub(super) fn gap(&self, indicator: IndicatorIx) -> Answer {
        let place = self.asked.place;
        let Some(groups) = self.groups_over_years(indicator) else {
            if self.divisions(indicator).is_empty() {
                return self.without_groups(indicator);
            }
            let mut answer = self.each_group(indicator);
            answer.sentences.push(self.sentence("one-year-only", &[], Vec::new()));
            return answer;
        };
        let at = |period, category| Address { indicator, period, place, category };
        let mut answer = Answer::default();
        let (first, last) = (groups.first.to_string(), groups.last.to_string());
        let asked = [(self.asked.since, groups.first), (self.asked.year, groups.last)];
        for year in asked.iter().filter_map(|(asked, told)| asked.filter(|year| year != told)) {
            answer.sentences.push(self.sentence("not-in-year", &[("year", &year.to_string())], Vec::new()));
        }
        let over_both = |ix: &CategoryIx| {
            let [before, after] = [groups.first, groups.last].map(|year| self.figures.cell(at(year, *ix)));
            before.value.unwrap_or_default() + after.value.unwrap_or_default()
        };
        let steady: Vec<CategoryIx> = groups
            .all
            .iter()
            .copied()
            .filter(|ix| [groups.first, groups.last].iter().all(|year| self.too_open(at(*year, *ix)).is_none()))
            .collect();
        let high = steady.iter().copied().max_by(|a, b| over_both(a).total_cmp(&over_both(b)));
        let low = steady.iter().copied().min_by(|a, b| over_both(a).total_cmp(&over_both(b)));
        if let (Some(high), Some(low), false) = (high, low, self.counts_people(indicator)) {
            let ends = [(groups.first, high), (groups.first, low), (groups.last, high), (groups.last, low)];
            let ends = ends.map(|(year, ix)| at(year, ix));
            answer.sentences.extend(self.told_gap(&groups, ends));
        }
        let named = [("first", first.as_str()), ("last", last.as_str())];
        answer.sentences.push(self.sentence("gap-below", &named, Vec::new()));
        if groups.without > 0 {
            answer.sentences.push(self.counted("gap-without", groups.without, &named, Vec::new()));
        }
        answer.sentences.push(self.sentence("not-why", &[], Vec::new()));
        answer.sentences.push(self.sentence("fixed-order", &[], Vec::new()));
        answer.lines = groups
            .all
            .iter()
            .map(|ix| {
                let (before, after) = (at(groups.first, *ix), at(groups.last, *ix));
                let (figure, label) = (self.bare(before), format!("{}, {}", self.group_label(*ix), groups.last));
                let note = self.texts.part("gap-before", &[("year", &first), ("figure", &figure)]);
                Line { note, ..self.line(label, after, None, Some(*ix) == high || Some(*ix) == low) }
            })
            .collect();
        answer.pages.extend([Page::Indicator(indicator, place), Page::Explanation(indicator), Page::Area(place)]);
        answer
    }

    /// The distance between two groups in both years, and whether it changed: the first figure is that of the highest group in
    /// the first year, the second that of the lowest, and so on in the last year.
    fn told_gap(&self, groups: &Groups<'_>, ends: [Address; 4]) -> Vec<Sentence> {
        let [high_before, low_before, high_after, low_after] = ends;
        let indicator = self.figures.indicator(high_before.indicator);
        let cells = ends.map(|at| self.figures.cell(at));
        let [a, b, c, d] = cells.map(|cell| cell.value.unwrap_or_default());
        // As the figures are shown, so that whoever takes the one from the other finds the same.
        let shown = |value: f64| {
            let ten = 10_f64.powi(i32::from(indicator.decimals));
            (value * ten).round() / ten
        };
        let points = |one: f64, other: f64| self.points((shown(one) - shown(other)).abs(), high_before.indicator);
        let values = [
            ("division", groups.breakdown.label.get(self.language()).to_owned()),
            ("short", self.short(high_before.indicator).to_owned()),
            ("where", self.at_place(high_before.place)),
            ("first", groups.first.to_string()),
            ("last", groups.last.to_string()),
            ("high", self.whom(high_before.category)),
            ("low", self.whom(low_before.category)),
            ("high-before", self.bare(high_before)),
            ("low-before", self.bare(low_before)),
            ("high-after", self.bare(high_after)),
            ("low-after", self.bare(low_after)),
            ("before", points(a, b)),
            ("after", points(c, d)),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let id = match certain_change(indicator.measure, &cells) {
            None => "gap-source",
            Some(false) => "gap-chance",
            Some(true) if (c - d).abs() > (a - b).abs() => "gap-grew",
            Some(true) => "gap-shrank",
        };
        ["gap-groups", "gap-years", id].map(|id| self.sentence(id, &values, ends.to_vec())).to_vec()
    }

    /// A distance between two figures: of percentages in percentage points.
    fn points(&self, value: f64, indicator: IndicatorIx) -> String {
        let own = self.figures.indicator(indicator);
        match own.measure {
            Measure::Percent => {
                let number = numbers::number(value, own.decimals, self.language());
                self.texts.part("gap-points", &[("number", &number)])
            }
            _ => numbers::figure(value, own, self.language()),
        }
    }

    /// The groups of the division that was asked for, or else of the first of which there are figures of several years here.
    fn groups_over_years(&self, indicator: IndicatorIx) -> Option<Groups<'_>> {
        let definition = self.figures.definition;
        let own = &self.figures.indicator(indicator).breakdowns;
        let asked = self.asked.breakdown.and_then(|at| definition.breakdowns.get(at)).filter(|b| own.contains(&b.id));
        let all = definition.breakdowns.iter().filter(|b| own.contains(&b.id));
        all.filter(|b| asked.is_none_or(|asked| asked.id == b.id)).find_map(|b| self.over_years(indicator, b))
    }

    fn over_years<'b>(&self, indicator: IndicatorIx, breakdown: &'b Breakdown) -> Option<Groups<'b>> {
        let place = self.asked.place;
        let groups = self
            .figures
            .definition
            .categories()
            .filter(|(_, own, group)| own.id == breakdown.id && group.parent.is_none());
        let groups: Vec<CategoryIx> = groups.map(|(ix, ..)| ix).collect();
        let series = groups.iter().filter_map(|ix| Some((*ix, trend::series(self.figures, indicator, place, *ix)?)));
        let series: Vec<_> = series.collect();
        let has = |year: Period, points: &[(Period, Cell)]| points.iter().any(|(own, _)| *own == year);
        let many = |year: &Period| series.iter().filter(|(_, series)| has(*year, &series.points)).count() >= 2;
        let mut years: Vec<Period> =
            series.iter().flat_map(|(_, series)| series.points.iter().map(|(year, _)| *year)).filter(many).collect();
        years.sort_unstable();
        let last = self.asked.year.filter(|year| years.contains(year)).or(years.last().copied())?;
        let both = |first: Period| -> Vec<CategoryIx> {
            let there = series.iter().filter(|(_, series)| has(first, &series.points) && has(last, &series.points));
            there.map(|(ix, _)| *ix).collect()
        };
        let since = self.asked.since.into_iter();
        let (first, all) = since
            .chain(years)
            .filter(|year| *year < last)
            .map(|first| (first, both(first)))
            .find(|(_, all)| all.len() >= 2)?;
        let without = groups.len() - all.len();
        Some(Groups { breakdown, first, last, all, without })
    }

    /// The differences between groups, of no figure: that is another answer for each of them.
    pub(super) fn gap_of_which(&self) -> Answer {
        let (place, definition) = (self.asked.place, self.figures.definition);
        let theme = self.asked.theme.and_then(|at| definition.themes.get(at));
        let fits = |ix: &IndicatorIx| {
            let own = self.figures.indicator(*ix);
            let is_asked = theme.is_none_or(|theme| theme.tells(own));
            own.profile && own.polarity != Polarity::Neutral && is_asked && self.groups_over_years(*ix).is_some()
        };
        let found: Vec<IndicatorIx> =
            (0..definition.indicators.len()).map(|n| IndicatorIx(n as u16)).filter(fits).collect();
        let mut answer = Answer::default();
        let within = self.at_place(place);
        let list: Vec<String> = found.iter().take(OFFERED).map(|ix| format!("‘{}’", self.short(*ix))).collect();
        let list = joined(&list, self.language());
        let values: &[(&'static str, &str)] = &[("where", &within), ("list", &list)];
        let id = if found.is_empty() { "gap-none" } else { "gap-which" };
        answer.sentences.push(self.sentence(id, values, Vec::new()));
        answer.pages.extend(found.into_iter().take(OFFERED).map(|ix| Page::Indicator(ix, place)));
        answer.pages.push(Page::Area(place));
        answer
    }
}

/// Whether the difference between two figures certainly changed between two years, from those of the first year and those of
/// the last; none where the source gives no counts.
///
/// The four figures are taken as if nobody were in two of them. Most people are in both years, so the test is cautious. Of
/// rounded counts the true ones are taken that are least convincing: all that rounding leaves open is taken off the change.
fn certain_change(measure: Measure, cells: &[Cell; 4]) -> Option<bool> {
    let chance = chance_of(measure)?;
    let mut variance = 0.0;
    let mut open = 0.0;
    let mut shares = [0.0; 4];
    for (share, cell) in shares.iter_mut().zip(cells) {
        let figure = Fraction::of(cell).filter(|_| !matches!(cell.kind, Made::Modelled | Made::Surveyed))?;
        let (x, n) = (figure.numerator, figure.denominator);
        let of = |some: u32, all: u32| f64::from(some) / f64::from(all.max(1));
        *share = figure.value();
        // With a case more, so that nothing that was counted is not taken as surely nothing.
        let (at, size) = ((f64::from(x.value) + 1.0) / (f64::from(n.value) + 2.0), f64::from(n.lowest().max(1)));
        variance += match chance {
            Chance::Proportion => (at * (1.0 - at)).max(0.0) / size,
            Chance::Rate => at / size,
        };
        open += (of(x.highest(), n.lowest()) - of(x.lowest(), n.highest())) / 2.0;
    }
    let [a, b, c, d] = shares;
    let change = ((c - d) - (a - b)).abs();
    // Where the one passed the other, the distance between them is another thing than what is tested.
    let same_side = (a - b) * (c - d) >= 0.0;
    Some(same_side && change - open > NORMAL_95 * variance.sqrt())
}

#[cfg(test)]
mod tests {
    use cells::Count;

    use super::*;

    fn rate(some: u32, of: u32) -> Cell {
        Cell::rate(Count::exact(some), Count::exact(of), 100.0, Made::Counted)
    }

    #[test]
    fn a_gap_certainly_changes_only_where_chance_and_rounding_cannot_have_done_it() {
        let changed = |cells: [Cell; 4]| certain_change(Measure::Percent, &cells);
        // From 20 points to 10, of thousands and of tens of people.
        assert_eq!(changed([rate(1500, 5000), rate(500, 5000), rate(1000, 5000), rate(500, 5000)]), Some(true));
        assert_eq!(changed([rate(15, 50), rate(5, 50), rate(10, 50), rate(5, 50)]), Some(false));
        assert_eq!(changed([rate(1500, 5000); 4]), Some(false));
        let rounded = |some| Cell::rate(Count::rounded(some, 500), Count::exact(5000), 100.0, Made::Counted);
        assert_eq!(changed([rounded(1500), rounded(500), rounded(1000), rounded(500)]), Some(false));
        // The interaction of a binomial model with identity link, `statsmodels.api.GLM`, is as sure: p = 0.066, 0.053 and 0.048.
        let from_a_third = |high| [rate(1500, 5000), rate(500, 5000), rate(high, 5000), rate(500, 5000)];
        let nearer = |low| [rate(9000, 20_000), rate(1000, 20_000), rate(8800, 20_000), rate(low, 20_000)];
        assert_eq!(changed(from_a_third(1400)), Some(false));
        assert_eq!([1010, 1015].map(|low| changed(nearer(low))), [Some(false), Some(true)]);
        // Published without counts, nobody knows.
        assert_eq!(changed([Cell::imported(20.0, Made::Counted); 4]), None);
    }
}
