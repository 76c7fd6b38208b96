//! Per theme: what is certainly more favourable, less favourable, and about equal. There is no overall score: adding
//! unlike things into one number hides more than it says.

use cells::IndicatorIx;

use crate::comparison::Compared;
use crate::{Certainty, Figures, Reading, Verdict};

/// The indicators of one theme, by their reading; each in the order of the definition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ThemeSummary {
    /// Id of the theme.
    pub theme: String,
    /// Certainly more favourable.
    pub favourable: Vec<IndicatorIx>,
    /// Certainly less favourable.
    pub unfavourable: Vec<IndicatorIx>,
    /// Certainly higher, where neither is favourable.
    pub higher: Vec<IndicatorIx>,
    /// Certainly lower, where neither is favourable.
    pub lower: Vec<IndicatorIx>,
    /// About equal: the difference is small, whether or not it is chance.
    pub about_equal: Vec<IndicatorIx>,
    /// A difference that may be chance.
    pub possible: Vec<IndicatorIx>,
    /// A difference of which the source gives no counts.
    pub unknown: Vec<IndicatorIx>,
    /// Without a reading.
    pub not_compared: Vec<IndicatorIx>,
}

/// Sums up the comparisons of one area, category and reference; one entry for each theme that has any, in order.
pub fn summary(figures: &Figures<'_>, compared: &[Compared], judge: bool) -> Vec<ThemeSummary> {
    let of_theme = |theme: &definition::Theme| {
        let mut summary = ThemeSummary { theme: theme.id.clone(), ..ThemeSummary::default() };
        let mut any = false;
        for one in compared.iter().filter(|one| figures.indicator(one.at.indicator).theme == theme.id) {
            any = true;
            let reading = one.judged.reading;
            let verdict = reading.verdict(figures.indicator(one.at.indicator).polarity, judge);
            let list = match (verdict, reading) {
                (None, _) | (_, Reading::None(_)) => &mut summary.not_compared,
                (Some(Verdict::AboutEqual), _) => &mut summary.about_equal,
                (_, Reading::Compared { certainty: Certainty::Uncertain, .. }) => &mut summary.possible,
                (_, Reading::Compared { certainty: Certainty::Unknown, .. }) => &mut summary.unknown,
                (Some(verdict), _) if verdict.is_favourable() => &mut summary.favourable,
                (Some(verdict), _) if verdict.is_unfavourable() => &mut summary.unfavourable,
                (Some(Verdict::ClearlyHigher | Verdict::SomewhatHigher), _) => &mut summary.higher,
                _ => &mut summary.lower,
            };
            list.push(one.at.indicator);
        }
        any.then_some(summary)
    };
    figures.definition.themes.iter().filter_map(of_theme).collect()
}
