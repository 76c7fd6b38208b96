//! Of people of which ages a figure is asked: "jongeren zonder diploma", "hoe gaat het met jongeren met …".

use cells::IndicatorIx;
use definition::Polarity;

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
        let label = &self.definition.indicator(ages.what).label;
        let is_label = [&label.nl, &label.en].into_iter().any(|label| plain(label).contains(&plain(&ages.words)));
        let asks_more = [Said::HowMany, Said::Largest, Said::Smallest, Said::Change];
        let asks_more = asks_more.into_iter().any(|said| self.said.contains(&said));
        if !names_groups || is_label || asks_more || !others.iter().all(is_neutral) {
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
}
