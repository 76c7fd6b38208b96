//! What the figures of a theme or of a page come to, in a sentence: how many differ and how certain that is, and how old they are.

use cells::{Period, Status};

use crate::view::figure::Row;
use crate::visit::Visit;

/// How many figures of a theme are certainly better, worse, higher, lower, and about equal; how many differ of which nobody knows how
/// certain that is; and how many may be chance.
pub(crate) fn summary(visit: &Visit, rows: &[Row]) -> String {
    use insight::Verdict::{AboutEqual, ClearlyHigher, SomewhatHigher};
    const KEYS: [&str; 10] = [
        "summary-favourable",
        "summary-unfavourable",
        "summary-higher",
        "summary-lower",
        "summary-equal",
        "summary-favourable-unknown",
        "summary-unfavourable-unknown",
        "summary-higher-unknown",
        "summary-lower-unknown",
        "summary-chance",
    ];
    let mut numbers = [0_usize; KEYS.len()];
    for row in rows {
        let Some(verdict) = row.mark.verdict() else { continue };
        let side = match verdict {
            _ if verdict.is_favourable() => 0,
            _ if verdict.is_unfavourable() => 1,
            ClearlyHigher | SomewhatHigher => 2,
            _ => 3,
        };
        let at = match row.mark.shade() {
            _ if verdict == AboutEqual => 4,
            charts::Shade::Step(_) => side,
            charts::Shade::Unknown(_) => 5 + side,
            _ => 9,
        };
        numbers[at] += 1;
    }
    let said = KEYS.iter().zip(numbers).filter(|(_, n)| *n > 0);
    said.map(|(key, n)| visit.texts().with(key, &[("count", n.into())])).collect::<Vec<_>>().join(", ")
}

/// The year of the newest figure of an area.
pub(crate) fn newest(rows: &[Row]) -> Option<Period> {
    rows.iter().filter(|row| row.status == Status::Published).filter_map(|row| row.period).max()
}

/// Where a sentence about the age of figures stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OfWhat {
    /// Above all figures of an area.
    Area,
    /// Above a theme among the others: only where all its figures are old, for the page says the rest above all of them.
    ThemeAmongOthers,
    /// On the page of a theme.
    Theme,
}

/// How many of these figures are years older than the newest of the area, as a sentence; none where none is.
pub(crate) fn older(visit: &Visit, newest: Option<Period>, rows: &[Row], what: OfWhat) -> Option<String> {
    let newest = newest?;
    let years: Vec<Period> =
        rows.iter().filter(|row| row.status == Status::Published).filter_map(|row| row.period).collect();
    let old = |year: &&Period| newest.0.saturating_sub(year.0) >= insight::story::YEARS_APART;
    let latest = years.iter().filter(old).max()?;
    let number = years.iter().filter(old).count();
    let some = match number {
        _ if number == years.len() => "all",
        1 => "one",
        _ => "several",
    };
    let key = match what {
        OfWhat::Area => "figures-old",
        OfWhat::ThemeAmongOthers if some == "all" => "theme-all-old",
        OfWhat::ThemeAmongOthers => return None,
        OfWhat::Theme => "theme-old",
    };
    let values = [
        ("some", some.into()),
        ("number", number.to_string().into()),
        ("all", years.len().to_string().into()),
        ("year", latest.to_string().into()),
        ("newest", newest.to_string().into()),
    ];
    Some(visit.texts().with(key, &values))
}

/// How many of the differences that are called certain here are expected to be chance after all. The false discovery rate
/// is controlled, so that this holds for all differences of the monitor together; of one page it is the mean.
pub(crate) fn by_chance(visit: &Visit, rows: &[Row]) -> Option<String> {
    let certain = rows.iter().filter(|row| row.mark.is_certain_difference()).count();
    if certain == 0 {
        return None;
    }
    let rate = visit.definition().monitor.reading.false_discovery_rate;
    let expected = certain as f64 * rate;
    let number = |value: f64, decimals| insight::numbers::number(value, decimals, visit.language());
    let values = [
        ("count", certain.into()),
        ("number", certain.to_string().into()),
        ("rate", number(rate * 100.0, u8::from((rate * 100.0).fract() > 1e-9)).into()),
        ("expected", number(expected.round(), 0).into()),
        ("whole", expected.round().into()),
    ];
    Some(visit.texts().with("expected-by-chance", &values))
}
