//! What a factsheet is asked for.

use cells::{AreaCode, CategoryIx, Period, PlaceIx};
use definition::Language;
use release::StandingReference;

use crate::edition::Edition;
use crate::{ReportError, names};

/// What figures are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Beside {
    /// The rest of the country or the municipality, or the other residents of the same area.
    Standing(StandingReference),
    /// Another area, same background.
    Area(PlaceIx),
}

/// One factsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Subject {
    /// The area.
    pub place: PlaceIx,
    /// Everybody, or a group.
    pub category: CategoryIx,
    /// What with; the usual comparison of the area where absent.
    pub beside: Option<Beside>,
    /// Of one year; the newest figure of each indicator where absent.
    pub period: Option<Period>,
    /// Whether to say favourable and unfavourable; higher and lower where not.
    pub judge: bool,
    /// The language.
    pub language: Language,
}

impl Subject {
    /// Everybody in an area, as usual, in a language.
    pub fn usual(place: PlaceIx, language: Language) -> Self {
        Self { place, category: CategoryIx::TOTAL, beside: None, period: None, judge: true, language }
    }

    /// A name of the file that tells factsheets of one release apart: `GM9001-zomerdam`.
    pub fn file_name(&self, edition: &Edition<'_>) -> String {
        let place = edition.places().get(self.place);
        let mut name = format!("{}-{}", place.code, names::slug(&place.name));
        if edition.places().find(place.code) != Some(self.place) {
            name = format!("{name}-{}", place.newest());
        }
        if let Some(category) = edition.definition().category(self.category) {
            name = format!("{name}-{}", category.id);
        }
        match self.beside {
            Some(Beside::Standing(StandingReference::Country)) => name.push_str("-land"),
            Some(Beside::Standing(StandingReference::Municipality)) => name.push_str("-gemeente"),
            Some(Beside::Standing(StandingReference::EverybodyHere)) => name.push_str("-alle"),
            Some(Beside::Area(other)) => name = format!("{name}-naast-{}", edition.places().get(other).code),
            None => {}
        }
        if let Some(period) = self.period {
            name = format!("{name}-{period}");
        }
        name.trim_end_matches('-').to_owned()
    }

    /// What it is compared with: what was asked, or else the usual; none for the country.
    pub(crate) fn compared(&self, edition: &Edition<'_>) -> Result<Option<Beside>, ReportError> {
        let possible = insight::comparison::possible(edition.places(), self.place, self.category);
        match self.beside {
            None => Ok(possible.first().copied().map(Beside::Standing)),
            Some(Beside::Standing(asked)) if possible.contains(&asked) => Ok(self.beside),
            Some(Beside::Standing(_)) => Err(self.refuse(edition, "there is nothing of the kind to compare it with")),
            Some(Beside::Area(other)) if other == self.place => {
                Err(self.refuse(edition, "an area cannot be compared with itself; name another one"))
            }
            Some(Beside::Area(_)) => Ok(self.beside),
        }
    }

    fn refuse(&self, edition: &Edition<'_>, reason: &str) -> ReportError {
        let place = edition.places().get(self.place);
        ReportError::Comparison { area: format!("{} ({})", place.name, place.code), reason: reason.to_owned() }
    }
}

/// The place with a code, for commands.
pub fn find_area(edition: &Edition<'_>, code: &str) -> Result<PlaceIx, ReportError> {
    let none = || ReportError::NoArea(code.chars().take(40).collect());
    let parsed: AreaCode = code.parse().map_err(|_| none())?;
    edition.places().find(parsed).ok_or_else(none)
}
