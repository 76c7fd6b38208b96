//! One cell, worked out from protected counts.

use cells::{CategoryIx, Cell, Count, Kind, Level, Status};
use definition::{Indicator, Measure, ShareOf};
use protect::{Protected, Shown};

/// The cell of an area and a category; none where the period has no counts for the indicator.
pub(crate) fn cell(
    counts: &Protected,
    indicator: &Indicator,
    level: Level,
    area: usize,
    category: CategoryIx,
) -> Option<Cell> {
    let universe = |category| counts.universe(&indicator.universe, level, area, category);
    Some(match (indicator.measure, indicator.share_of) {
        (Measure::Count, _) => of_count(universe(category)?),
        (Measure::Percent | Measure::PerThousand, ShareOf::Everybody) if category == CategoryIx::TOTAL => {
            // Everybody is the whole of everybody, everywhere.
            universe(category)?;
            Cell::missing(Status::NotApplicable)
        }
        (Measure::Percent | Measure::PerThousand, ShareOf::Everybody) => {
            share(universe(category)?, universe(CategoryIx::TOTAL)?, indicator.measure.per())
        }
        (Measure::Percent | Measure::PerThousand, ShareOf::Group) => {
            let part = counts.part(&indicator.id, level, area, category)?;
            share(part, universe(category)?, indicator.measure.per())
        }
        (Measure::Mean | Measure::Ratio, _) => {
            mean(counts.mean(&indicator.id, level, area, category), universe(category)?)
        }
        (Measure::Index, _) => return None,
    })
}

fn of_count(count: Shown<Count>) -> Cell {
    match count {
        Shown::Is(count) => Cell::count(count, Kind::Counted),
        Shown::Small | Shown::NearlyAll => Cell::missing(Status::Small),
        Shown::Withheld => Cell::missing(Status::Withheld),
        Shown::Nobody => Cell::missing(Status::NotApplicable),
    }
}

/// A part in a whole. What is known of the whole is said, also where nothing is said of the part.
fn share(part: Shown<Count>, whole: Shown<Count>, per: f64) -> Cell {
    let Shown::Is(size) = whole else { return of_count(whole) };
    let without = |status| Cell { denominator: Some(size), ..Cell::missing(status) };
    match part {
        Shown::Nobody => Cell::missing(Status::NotApplicable),
        // As many as there are, by coarse rounding: that would be shown as everybody.
        Shown::Is(part) if part.value >= size.value && part.within > 0 => without(Status::Withheld),
        Shown::Is(part) => Cell::rate(part, size, per, Kind::Counted),
        Shown::Small => without(Status::Small),
        Shown::NearlyAll => without(Status::NearlyAll),
        Shown::Withheld => without(Status::Withheld),
    }
}

fn mean(mean: Option<f64>, contributors: Shown<Count>) -> Cell {
    let Shown::Is(size) = contributors else { return of_count(contributors) };
    let Some(value) = mean else { return Cell { denominator: Some(size), ..Cell::missing(Status::Withheld) } };
    Cell {
        status: Status::Published,
        kind: Kind::Counted,
        numerator: None,
        denominator: Some(size),
        value: Some(value),
    }
}
