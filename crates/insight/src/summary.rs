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

/// Sums up the comparisons of one area, category and reference; one entry for each theme that has any of its own, in order.
pub fn summary(figures: &Figures<'_>, compared: &[Compared], judge: bool) -> Vec<ThemeSummary> {
    let of_theme = |theme: &definition::Theme| {
        let own = |one: &&Compared| figures.indicator(one.at.indicator).theme == theme.id;
        let own: Vec<&Compared> = compared.iter().filter(own).collect();
        (!own.is_empty()).then(|| sum_up(figures, &theme.id, own, judge))
    };
    figures.definition.themes.iter().filter_map(of_theme).collect()
}

/// Sums up comparisons as those of one theme, also where it gathers them from others.
pub fn sum_up<'a>(
    figures: &Figures<'_>,
    theme: &str,
    compared: impl IntoIterator<Item = &'a Compared>,
    judge: bool,
) -> ThemeSummary {
    let mut summary = ThemeSummary { theme: theme.to_owned(), ..ThemeSummary::default() };
    for one in compared {
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
    summary
}

#[cfg(test)]
mod tests {
    use cells::{CategoryIx, Cell, Kind, Period};

    use super::*;
    use crate::fiction;
    use crate::{Address, Direction, Judged, Size};

    #[test]
    fn every_comparison_is_counted_once_under_its_theme() {
        let world = fiction::world(|_, _| Vec::new());
        let at = |id: &str| Address {
            indicator: world.definition.find_indicator(id).unwrap(),
            period: Period(2024),
            place: fiction::at(&world.places, "GM9001"),
            category: CategoryIx::TOTAL,
        };
        let one = |id, size, certainty| Compared {
            at: at(id),
            cell: Cell::imported(1.0, Kind::Counted),
            reference: None,
            judged: Judged {
                reading: Reading::Compared { direction: Direction::Higher, size, certainty },
                difference: None,
                q: None,
            },
        };
        let compared = [
            one("bijstand", Size::Clear, Certainty::Certain),
            one("werk", Size::Some, Certainty::Certain),
            one("misdrijven", Size::Some, Certainty::Uncertain),
            one("oud", Size::Some, Certainty::Certain),
            one("gezond", Size::None, Certainty::Uncertain),
        ];
        let found = summary(&world.figures(), &compared, true);
        let themes: Vec<_> = found.iter().map(|theme| theme.theme.as_str()).collect();
        assert_eq!(themes, ["demografie", "inkomen", "veiligheid", "zorg"]);
        assert_eq!(found[0].higher, [at("oud").indicator]);
        assert_eq!(found[1].favourable, [at("werk").indicator]);
        assert_eq!(found[1].unfavourable, [at("bijstand").indicator]);
        assert_eq!(found[2].possible, [at("misdrijven").indicator]);
        assert_eq!(found[3].about_equal, [at("gezond").indicator]);
        let neutral = summary(&world.figures(), &compared, false);
        assert_eq!(neutral[1].higher, [at("bijstand").indicator, at("werk").indicator]);
    }
}
