//! The way back: what a published cell says of the counts behind it.

use std::sync::Arc;

use cells::{CategoryIx, Cell, Count, Status};
use definition::{Indicator, Measure, ShareOf};
use protect::{Shown, Subject};

/// What is said of a count.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// What of.
    pub subject: Subject,
    /// Of which group; not always that of the cell.
    pub category: CategoryIx,
    /// What is said.
    pub shown: Shown<Count>,
}

/// What a cell of an indicator that was counted says, for one area and category. A mean says how many it is over; an index, and
/// a cell that there is not, nothing.
pub fn said(indicator: &Indicator, category: CategoryIx, cell: &Cell) -> Vec<Said> {
    let size =
        |category, shown| Said { subject: Subject::Size(Arc::from(indicator.universe.as_str())), category, shown };
    let part = |shown| Said { subject: Subject::Part(Arc::from(indicator.id.as_str())), category, shown };
    if matches!(cell.status, Status::NotAvailable | Status::NotApplicable) || indicator.measure == Measure::Index {
        return Vec::new();
    }
    match (indicator.measure, indicator.share_of, cell.denominator) {
        (Measure::Count, ..) => vec![size(category, shown(cell.status, cell.numerator))],
        // The group in everybody: both are sizes. Without a size of everybody, what is said is said of the whole.
        (Measure::Percent | Measure::PerThousand, ShareOf::Everybody, Some(whole)) => {
            vec![size(CategoryIx::TOTAL, Shown::Is(whole)), size(category, shown(cell.status, cell.numerator))]
        }
        (Measure::Percent | Measure::PerThousand, ShareOf::Everybody, None) => {
            vec![size(CategoryIx::TOTAL, shown(cell.status, None))]
        }
        (Measure::Percent | Measure::PerThousand, ShareOf::Group, Some(whole)) => {
            vec![size(category, Shown::Is(whole)), part(shown(cell.status, cell.numerator))]
        }
        // Where it is not said how many there are, it is not said for how many it holds either.
        (Measure::Percent | Measure::PerThousand, ShareOf::Group, None) if cell.status == Status::Withheld => {
            vec![size(category, Shown::Withheld), part(Shown::Withheld)]
        }
        (Measure::Mean | Measure::Ratio, _, Some(whole)) => vec![size(category, Shown::Is(whole))],
        (.., None) => vec![size(category, shown(cell.status, None))],
        (Measure::Index, ..) => Vec::new(),
    }
}

fn shown(status: Status, count: Option<Count>) -> Shown<Count> {
    match (status, count) {
        (Status::Published, Some(count)) => Shown::Is(count),
        (Status::Small, _) => Shown::Small,
        (Status::NearlyAll, _) => Shown::NearlyAll,
        _ => Shown::Withheld,
    }
}
