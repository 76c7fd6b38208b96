//! Sentences that only count.

use cells::CategoryIx;

use super::{Certainty, Checker, Claims, Stored};

impl Checker<'_> {
    /// Sentences that only count.
    pub(super) fn counted(&self, text: &str, claims: &mut Claims) -> Result<(), String> {
        let rest = self.rest();
        let profile = self.profile();
        let number = |is: &dyn Fn(&Stored) -> bool| profile.iter().filter(|(.., stored)| is(stored)).count();
        let equal = number(&|s| s.size == 0 && s.certainty != Certainty::Unknown);
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
