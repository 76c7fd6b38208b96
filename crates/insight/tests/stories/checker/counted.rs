//! Sentences that only count.

use cells::{CategoryIx, IndicatorIx, Kind, Period};
use definition::Measure;
use insight::statistics::{Fraction, Interval};
use insight::story::Telling;
use insight::{Figures, chance_of};

use super::{Certainty, Checker, Claims, Stored};

impl Checker<'_> {
    /// Whether chance alone may hide a difference: one end of the interval lies so many spreads from the figure, and of a percentage
    /// so far by itself, as the smallest difference that is called one.
    fn may_differ(&self, ix: IndicatorIx, period: Period) -> bool {
        let Telling { place, category, .. } = self.telling;
        let (figures, indicator) = (Figures::from(self.release), self.release.definition.indicator(ix));
        let cell = self.cell(ix, period, place, category);
        let level = self.release.places.get(place).level();
        let spread = self.release.cube.slice(ix, period, level).and_then(|slice| figures.spread(&slice, category));
        let made = matches!(cell.kind, Kind::Modelled | Kind::Surveyed);
        let (Some(spread), Some(chance), Some(counts), false) =
            (spread, chance_of(indicator.measure), Fraction::of(&cell), made)
        else {
            return false;
        };
        let rules = &self.release.definition.monitor.reading;
        let interval = Interval::of_chance(chance, &counts);
        let turned = |p: f64| 2.0 * p.clamp(0.0, 1.0).sqrt().asin();
        [interval.low, interval.high].into_iter().any(|end| {
            let distance = (end - counts.value()).abs() * indicator.measure.per();
            let matters = match indicator.relevant_from {
                Some(least) => distance >= least,
                None if indicator.measure == Measure::Percent => {
                    (turned(end) - turned(counts.value())).abs() >= rules.relevant_from
                }
                None => true,
            };
            distance / spread >= rules.some_from && matters
        })
    }

    /// Sentences that only count.
    pub(super) fn counted(&self, text: &str, claims: &mut Claims) -> Result<(), String> {
        let rest = self.rest();
        let profile = self.profile();
        let number = |is: &dyn Fn(&Stored) -> bool| profile.iter().filter(|(.., stored)| is(stored)).count();
        let is_equal = |s: &Stored| s.size == 0 && s.certainty != Certainty::Unknown;
        let equal = profile.iter().filter(|(ix, period, s)| is_equal(s) && !self.may_differ(*ix, *period)).count();
        let chance = number(&|s| s.size > 0 && s.certainty == Certainty::Uncertain);
        let unknown = number(&|s| s.certainty == Certainty::Unknown);
        let certain = |judged: &str| {
            profile.iter().any(|(ix, _, s)| {
                s.size > 0 && s.certainty == Certainty::Certain && {
                    let verdict = self.verdict(*s, self.release.definition.indicator(*ix).polarity);
                    match judged {
                        "good" => verdict.contains(" gunstiger") || verdict.contains("more"),
                        "bad" => verdict.contains("ongunstiger") || verdict.contains("less"),
                        _ => true,
                    }
                }
            })
        };
        let one_or = |n: usize, one: String, more: String| if n == 1 { one } else { more };
        let forms: [(&str, String, bool); 7] = if self.nl() {
            [
                (
                    "about-equal",
                    one_or(
                        equal,
                        format!("Eén cijfer is hier ongeveer even hoog als {rest}."),
                        format!("{equal} cijfers zijn hier ongeveer even hoog als {rest}."),
                    ),
                    equal > 0,
                ),
                (
                    "may-be-chance",
                    one_or(
                        chance,
                        "Bij één cijfer kan het verschil toeval zijn; daarom zeggen we daarover hier niets.".to_owned(),
                        format!(
                            "Bij {chance} cijfers kan het verschil toeval zijn; daarom zeggen we daarover hier niets."
                        ),
                    ),
                    chance > 0,
                ),
                (
                    "certainty-unknown",
                    one_or(
                        unknown,
                        "Bij één cijfer weten we niet hoe zeker een verschil is: daarvoor geeft de bron te weinig gegevens."
                            .to_owned(),
                        format!(
                            "Bij {unknown} cijfers weten we niet hoe zeker een verschil is: daarvoor geeft de bron te weinig gegevens."
                        ),
                    ),
                    unknown > 0,
                ),
                (
                    "none-favourable",
                    format!("Geen van deze cijfers is met zekerheid gunstiger dan {rest}."),
                    !certain("good"),
                ),
                (
                    "none-unfavourable",
                    format!("Geen van deze cijfers is met zekerheid ongunstiger dan {rest}."),
                    !certain("bad"),
                ),
                (
                    "nothing-stands-out",
                    format!(
                        "Geen enkel cijfer is hier met zekerheid {} dan {rest}.",
                        if self.telling.judge { "gunstiger of ongunstiger" } else { "hoger of lager" }
                    ),
                    !certain("any"),
                ),
                (
                    "no-figures",
                    if self.telling.category == CategoryIx::TOTAL {
                        "Over dit gebied zijn er geen cijfers."
                    } else {
                        "Over deze groep zijn er in dit gebied geen cijfers die we kunnen laten zien."
                    }
                    .to_owned(),
                    true,
                ),
            ]
        } else {
            [
                (
                    "about-equal",
                    one_or(
                        equal,
                        format!("One figure is about the same here as {rest}."),
                        format!("{equal} figures are about the same here as {rest}."),
                    ),
                    equal > 0,
                ),
                (
                    "may-be-chance",
                    one_or(
                        chance,
                        "For one figure the difference may be chance, so we say nothing about it here.".to_owned(),
                        format!(
                            "For {chance} figures the difference may be chance, so we say nothing about them here."
                        ),
                    ),
                    chance > 0,
                ),
                (
                    "certainty-unknown",
                    one_or(
                        unknown,
                        "For one figure we do not know how certain a difference is: the source gives too little to work that out."
                            .to_owned(),
                        format!(
                            "For {unknown} figures we do not know how certain a difference is: the source gives too little to work that out."
                        ),
                    ),
                    unknown > 0,
                ),
                (
                    "none-favourable",
                    format!("None of these figures is certainly more favourable than {rest}."),
                    !certain("good"),
                ),
                (
                    "none-unfavourable",
                    format!("None of these figures is certainly less favourable than {rest}."),
                    !certain("bad"),
                ),
                (
                    "nothing-stands-out",
                    format!(
                        "No figure here is certainly {} than {rest}.",
                        if self.telling.judge { "more or less favourable" } else { "higher or lower" }
                    ),
                    !certain("any"),
                ),
                (
                    "no-figures",
                    if self.telling.category == CategoryIx::TOTAL {
                        "There are no figures about this area."
                    } else {
                        "There are no figures about this group in this area that can be shown."
                    }
                    .to_owned(),
                    true,
                ),
            ]
        };
        for (form, expected, holds) in forms {
            if text == expected {
                claims.forms.push(form.to_owned());
                return if holds { Ok(()) } else { Err("does not hold".to_owned()) };
            }
        }
        Ok(())
    }
}
