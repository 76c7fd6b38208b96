//! What rounding leaves open of a figure: as an interval, as a number or in words.

use cells::Cell;
use definition::{Indicator, Language, Measure, ReadingRules};

use super::{count, figure, one_in};
use crate::chance_of;
use crate::statistics::{Fraction, Interval};

/// How coarsely a count was published, where it may be more than a tenth beside the number: "tussen 23 en 67". None of counts that
/// are as fine as the smallest step, of which the page says so once.
pub fn coarse(cell: &Cell, language: Language) -> Option<String> {
    /// Off by more than this is more than rounding to fives, up or down as a lot decides.
    const FINE: u16 = 4;
    let published = cell.numerator.filter(|_| cell.is_published())?;
    if published.within <= FINE || u32::from(published.within) * 10 <= published.value {
        return None;
    }
    let [low, high] = [published.lowest(), published.highest()].map(|bound| count(bound, language));
    Some(match language {
        Language::Nl => format!("tussen {low} en {high}"),
        Language::En => format!("between {low} and {high}"),
    })
}

/// What rounding leaves open, in the indicator's unit; none where the figure has no counts or they are exact.
pub fn rounding_interval(cell: &Cell, indicator: &Indicator) -> Option<Interval> {
    let counts = Fraction::of(cell)?;
    if counts.numerator.is_exact() && counts.denominator.is_exact() {
        return None;
    }
    Some(Interval::of_rounding(chance_of(indicator.measure)?, &counts).times(indicator.measure.per()))
}

/// Whether the interval of a rounded figure is too wide to stand as a number: for a percentage more than `widest_interval` points;
/// per 1,000 more than the spread between areas of the level, and than a tenth of the figure to both sides.
fn is_too_wide(interval: &Interval, indicator: &Indicator, spread: Option<f64>, rules: &ReadingRules) -> bool {
    match indicator.measure {
        Measure::PerThousand => {
            let a_tenth = 0.1 * (interval.low + interval.high);
            interval.width() > spread.unwrap_or(f64::INFINITY).max(a_tenth)
        }
        _ => interval.width() > rules.widest_interval,
    }
}

/// Whether rounding leaves so much of a figure open that it is shown, with what it leaves in words ([`interval`]), but not put
/// in an order with others.
pub fn is_too_open(cell: &Cell, indicator: &Indicator, spread: Option<f64>, rules: &ReadingRules) -> bool {
    rounding_interval(cell, indicator).is_some_and(|interval| is_too_wide(&interval, indicator, spread, rules))
}

/// The interval of a figure that was rounded: a number where it is narrow enough to mean something ("tussen 11,9 % en
/// 12,9 %"), else in words ("minder dan 1 op de 5"). Narrow enough is, for a percentage, `widest_interval` points; per
/// 1,000, less than the spread between areas of the level, or a tenth to both sides. None where there is nothing to add: the
/// counts are exact, or leave less open than the last decimal does.
pub fn interval(
    cell: &Cell,
    indicator: &Indicator,
    spread: Option<f64>,
    rules: &ReadingRules,
    language: Language,
) -> Option<String> {
    let interval = rounding_interval(cell, indicator)?;
    if !is_too_wide(&interval, indicator, spread, rules) {
        // Less than a step of the last decimal is what every printed figure leaves open.
        if interval.width() < 10_f64.powi(-i32::from(indicator.decimals)) {
            return None;
        }
        let (low, high) = (figure(interval.low, indicator, language), figure(interval.high, indicator, language));
        return Some(match language {
            Language::Nl => format!("tussen {low} en {high}"),
            Language::En => format!("between {low} and {high}"),
        });
    }
    Some(in_words(&interval, indicator, language))
}

/// A wide interval in words that hold for every value in it.
pub(super) fn in_words(interval: &Interval, indicator: &Indicator, language: Language) -> String {
    let nl = language == Language::Nl;
    if indicator.measure != Measure::Percent {
        let whole = Indicator { decimals: 0, ..indicator.clone() };
        let bound = figure(interval.high.floor() + 1.0, &whole, language);
        if interval.low >= 1.0 {
            // The unit stands once, after the second number.
            let low = count(interval.low.floor() as u32, language);
            return if nl { format!("tussen {low} en {bound}") } else { format!("between {low} and {bound}") };
        }
        return if nl { format!("minder dan {bound}") } else { format!("less than {bound}") };
    }
    let Interval { low, high } = interval.times(0.01);
    // The largest n ≥ 2 with x < 1/n.
    let within = |x: f64| (x < 0.5).then(|| if x <= 0.001 { 1000.0 } else { (1.0 / x).ceil() - 1.0 });
    if let Some(of) = within(high) {
        let some = one_in(1, of, language);
        return if nl { format!("minder dan {some}") } else { format!("less than {some}") };
    }
    if let Some(of) = within(1.0 - low) {
        if of <= 2.0 {
            return if nl { "meer dan de helft" } else { "more than half" }.to_owned();
        }
        let some = one_in(of as u32 - 1, of, language);
        return if nl { format!("meer dan {some}") } else { format!("more than {some}") };
    }
    if low >= 0.25 && high <= 0.75 {
        return if nl { "tussen een kwart en driekwart" } else { "between a quarter and three quarters" }.to_owned();
    }
    // What is left holds half of them: a bound on one side, where that says something.
    let (bottom, top) = (low >= 0.1, high <= 0.9);
    if bottom && (!top || low >= 1.0 - high) {
        let some = one_in(1, (1.0 / low).floor() + 1.0, language);
        return if nl { format!("meer dan {some}") } else { format!("more than {some}") };
    }
    if top {
        let of = (1.0 / (1.0 - high)).floor() + 1.0;
        let some = one_in(of as u32 - 1, of, language);
        return if nl { format!("minder dan {some}") } else { format!("less than {some}") };
    }
    if nl { "tussen bijna niemand en bijna iedereen" } else { "between hardly anybody and nearly everybody" }.to_owned()
}

#[cfg(test)]
mod tests {
    use cells::{Count, Kind, Status};

    use super::*;

    #[test]
    fn a_coarse_count_says_between_which_numbers_it_lies() {
        let said = |value, within| coarse(&Cell::count(Count { value, within }, Kind::Counted), Language::Nl);
        assert_eq!(said(45, 22).as_deref(), Some("tussen 23 en 67"));
        assert_eq!(said(30, 7).as_deref(), Some("tussen 23 en 37"));
        // A hundredth beside it, or no coarser than all others.
        assert_eq!(said(2_200, 22), None);
        assert_eq!(said(10, 2), None);
        assert_eq!(coarse(&Cell::missing(Status::Small), Language::Nl), None);
    }
}
