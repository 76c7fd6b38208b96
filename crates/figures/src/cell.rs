//! One cell, worked out from protected counts.

use cells::{CategoryIx, Cell, Count, Kind, Level, Status};
use definition::{Indicator, Measure, ShareOf};
use protect::{Protected, Shown};

/// A rest smaller than this beside a part is not shown, here as in protection.
const FEWEST: u32 = protect::THRESHOLD as u32;

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
            mean(counts.sum(&indicator.id, level, area, category)?, universe(category)?)
        }
        (Measure::Index, _) => return None,
    })
}

fn of_count(count: Shown<u32>) -> Cell {
    match count {
        Shown::Is(count) => Cell::count(Count::exact(count), Kind::Counted),
        Shown::Small => Cell::missing(Status::Small),
        Shown::Nobody => Cell::missing(Status::NotApplicable),
    }
}

fn share(part: Shown<u32>, whole: Shown<u32>, per: f64) -> Cell {
    match (part, whole) {
        (Shown::Nobody, _) | (_, Shown::Nobody) => Cell::missing(Status::NotApplicable),
        (Shown::Is(part), Shown::Is(whole)) if whole >= part.saturating_add(FEWEST) => {
            Cell::rate(Count::exact(part), Count::exact(whole), per, Kind::Counted)
        }
        _ => Cell::missing(Status::Small),
    }
}

fn mean(sum: Shown<i64>, contributors: Shown<u32>) -> Cell {
    match (sum, contributors) {
        (Shown::Nobody, _) | (_, Shown::Nobody) => Cell::missing(Status::NotApplicable),
        (Shown::Is(sum), Shown::Is(contributors)) => Cell {
            status: Status::Published,
            kind: Kind::Counted,
            numerator: None,
            denominator: Some(Count::exact(contributors)),
            value: Some(sum as f64 / f64::from(contributors)),
        },
        _ => Cell::missing(Status::Small),
    }
}
