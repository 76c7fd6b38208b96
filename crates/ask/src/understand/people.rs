//! Of people of which ages a figure is asked: "jongeren zonder diploma", "hoe gaat het met jongeren met …".

use cells::IndicatorIx;
use definition::{Indicator, Polarity, Theme};

use super::Reader;
use crate::Heard;
use crate::ages::{Ages, ages_of, is_age};
use crate::said::Said;
use crate::words::plain;

/// Figures about the people of an age that are told of together.
const TOLD: usize = 4;

impl Reader<'_> {
    /// Ages that were named beside a figure: one that is of people of those ages has said so itself; of what a word may mean
    /// those ages are kept that the figure has something to do with.
    pub(super) fn settle_ages(&mut self) {
        let Some(first) = self.question.indicators.first().map(|heard| heard.what) else { return };
        if is_age(self.definition, first) {
            return;
        }
        let definition = self.definition;
        let of_both = |heard: &Heard<IndicatorIx>| ages_of(heard, first, definition);
        let mut at = 0;
        self.question.indicators.retain(|heard| {
            at += 1;
            at == 1 || of_both(heard) != Some(Ages::Same)
        });
        for heard in self.question.indicators.iter_mut().skip(1) {
            let one = |ix: &IndicatorIx| ages_of(&Heard::chosen(*ix), first, definition);
            if one(&heard.what) == Some(Ages::Outside)
                && let Some(at) = heard.others.iter().position(|other| one(other) == Some(Ages::Among))
            {
                let nearer = heard.others.remove(at);
                heard.others.insert(0, std::mem::replace(&mut heard.what, nearer));
            }
        }
    }

    /// "Hoe gaat het met jongeren met een migratieachtergrond": the share of them says nothing of how they are. Where there are
    /// figures about the people of those ages by group, those are asked for.
    pub(super) fn figures_of_ages(&mut self) {
        let heard = self.question.indicators.iter();
        let (ages, others): (Vec<_>, Vec<_>) = heard.partition(|heard| is_age(self.definition, heard.what));
        let [ages] = ages.as_slice() else { return };
        let is_neutral =
            |heard: &&Heard<IndicatorIx>| self.definition.indicator(heard.what).polarity == Polarity::Neutral;
        let names_groups = !self.question.groups.is_empty() || !others.is_empty();
        let asks_more = [Said::HowMany, Said::Largest, Said::Smallest, Said::Change];
        let asks_more = asks_more.into_iter().any(|said| self.said.contains(&said));
        // "Voorschool kinderen": that figure is of them.
        if others.iter().any(|heard| ages_of(ages, heard.what, self.definition) == Some(Ages::Same)) {
            return;
        }
        if !names_groups || self.is_label(ages) || asks_more || !others.iter().all(is_neutral) {
            return;
        }
        let all = self.definition.indicators.iter().enumerate().map(|(n, own)| (IndicatorIx(n as u16), own));
        let found = all.filter(|(ix, own)| {
            let of_them = ages_of(ages, *ix, self.definition) == Some(Ages::Same);
            own.profile && own.polarity != Polarity::Neutral && !own.breakdowns.is_empty() && of_them
        });
        let found: Vec<Heard<IndicatorIx>> =
            found.take(TOLD).map(|(ix, _)| Heard { words: ages.words.clone(), ..Heard::chosen(ix) }).collect();
        if found.is_empty() {
            return;
        }
        let others: Vec<Heard<IndicatorIx>> = others.into_iter().cloned().collect();
        self.question.indicators = found.into_iter().chain(others).collect();
    }

    /// "Hoe gaat het met jongeren": the share of them says nothing of how they are. A theme that gathers figures about them
    /// does, where some of these are judged.
    pub(super) fn theme_of_ages(&mut self) {
        let asks_more = [Said::HowMany, Said::Largest, Said::Smallest, Said::Change, Said::Each, Said::Compare];
        let asks_how =
            self.said.contains(&Said::StandsOut) && !asks_more.into_iter().any(|said| self.said.contains(&said));
        let [ages] = self.question.indicators.as_slice() else { return };
        let names_more = !self.question.groups.is_empty() || self.question.theme.is_some();
        if !asks_how || names_more || self.is_label(ages) || !is_age(self.definition, ages.what) {
            return;
        }
        let is_theirs = |theme: &Theme| {
            let judged = |own: &Indicator| own.polarity != Polarity::Neutral;
            theme.gathers.contains(&self.definition.indicator(ages.what).id)
                && self.definition.told_by(theme).any(|(_, own)| judged(own))
        };
        if let Some(at) = self.definition.themes.iter().position(is_theirs) {
            let ages = self.question.indicators.remove(0);
            self.question.theme = Some(Heard { words: ages.words, exact: ages.exact, ..Heard::chosen(at) });
        }
    }

    /// Whether a figure was called by its own name, and not by a word for the people.
    fn is_label(&self, heard: &Heard<IndicatorIx>) -> bool {
        let own = self.definition.indicator(heard.what);
        let names = [&own.label, &own.short].into_iter().flat_map(|text| [&text.nl, &text.en]);
        names.into_iter().any(|name| plain(name).contains(&plain(&heard.words)))
    }
}
