//! Why a figure is not shown, and the nearest one that is. Only what is published is looked at, so that this tells nothing
//! about what is not.

use cells::{CategoryIx, Level, Status};
use definition::{Language, Measure, ShareOf, SourceFormat};

use crate::{Address, Figures};

/// A figure that is not shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// Why, as a sentence.
    pub sentence: &'static str,
    /// Published figures near it, the nearest first, at most one of each kind.
    pub nearest: Vec<Nearest>,
}

/// A published figure near one that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearest {
    /// How it is near.
    pub how: Nearness,
    /// Where it stands.
    pub at: Address,
}

/// How a published figure is near a missing one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nearness {
    /// The category that contains it, or everybody.
    BroaderCategory,
    /// The area that contains it.
    LargerArea,
    /// Another year.
    OtherPeriod,
}

/// Why the figure at an address is not shown; none when it is.
pub fn missing(figures: &Figures<'_>, at: Address, language: Language) -> Option<Missing> {
    let cell = figures.cell(at);
    if cell.is_published() {
        return None;
    }
    let nearest = [broader_category(figures, at), larger_area(figures, at), other_period(figures, at)];
    Some(Missing {
        sentence: sentence(figures, at, cell.status, language),
        nearest: nearest.into_iter().flatten().collect(),
    })
}

fn sentence(figures: &Figures<'_>, at: Address, status: Status, language: Language) -> &'static str {
    let whole_areas_only = at.category != CategoryIx::TOTAL && figures.indicator(at.indicator).breakdowns.is_empty();
    let everybody_is_the_whole =
        at.category == CategoryIx::TOTAL && figures.indicator(at.indicator).share_of == definition::ShareOf::Everybody;
    let (nl, en) = match status {
        Status::Published => ("", ""),
        Status::Small => (
            "Het gaat om een klein aantal. Om de privacy van mensen te beschermen tonen we het niet precies.",
            "This is a small number. To protect people's privacy we do not show it exactly.",
        ),
        Status::NearlyAll => (
            "Het geldt voor bijna iedereen. Om de privacy van de anderen te beschermen tonen we het niet precies.",
            "This holds for nearly everybody. To protect the privacy of the others we do not show it exactly.",
        ),
        Status::Withheld => (
            "Dit cijfer is afgeschermd: met dit cijfer zou een ander cijfer te herleiden zijn.",
            "This figure is withheld: with it another figure could be worked out.",
        ),
        Status::NotApplicable | Status::NotAvailable if whole_areas_only => (
            "Dit cijfer bestaat alleen voor alle inwoners van een gebied samen.",
            "This figure exists only for all residents of an area together.",
        ),
        Status::NotApplicable if everybody_is_the_whole => (
            "Alle groepen samen zijn 100 procent. Kies een groep om te zien welk deel van de inwoners erbij hoort.",
            "All groups together are 100 percent. Choose a group to see what share of the residents belongs to it.",
        ),
        Status::NotApplicable => ("Dit cijfer heeft hier geen betekenis.", "This figure has no meaning here."),
        Status::NotAvailable if figures.places.get(at.place).level() == Level::Region => {
            return of_region(figures, at, language);
        }
        Status::NotAvailable if is_of_later_years(figures, at) => (
            "Dit cijfer volgt de grenzen van toen. Dit gebied was er toen nog niet, of had een andere code of grens.",
            "This figure follows the boundaries of that time. This area was not there yet, or had another code or boundary.",
        ),
        Status::NotAvailable if is_without_addresses(figures, at) => (
            "In de registers van dit jaar staat hier geen enkel adres. Er zijn dus geen bewoners om over te tellen.",
            "The registers of this year have no address here at all. So there are no residents to count.",
        ),
        Status::NotAvailable if is_left_out_by_plan(figures, at) => (
            "In zulke kleine gebieden tonen we dit cijfer niet voor deze groep. Zo is niemand te vinden en blijven andere cijfers precies.",
            "In areas this small we do not show this figure for this group. So nobody can be found, and other figures stay precise.",
        ),
        Status::NotAvailable if at.category == CategoryIx::TOTAL => (
            "De bron geeft geen cijfer voor dit gebied en dit jaar.",
            "The source has no figure for this area and this year.",
        ),
        Status::NotAvailable => (
            "De bron geeft geen cijfer voor dit gebied, deze groep en dit jaar.",
            "The source has no figure for this area, this group and this year.",
        ),
    };
    match language {
        Language::Nl => nl,
        Language::En => en,
    }
}

/// Whether a figure of a group is counted, and by the plan of publication not shown of areas of this level.
fn is_left_out_by_plan(figures: &Figures<'_>, at: Address) -> bool {
    let (definition, indicator) = (figures.definition, figures.indicator(at.indicator));
    let level = figures.places.get(at.place).level();
    let source = figures.slice_of(at).and_then(|slice| definition.sources.get(slice.source()));
    let breakdown = definition.categories().find(|(ix, ..)| *ix == at.category).map(|(_, breakdown, _)| &breakdown.id);
    let (Some(breakdown), Some(SourceFormat::Microdata)) = (breakdown, source.map(|source| source.format)) else {
        return false;
    };
    let plan = &definition.monitor.protection;
    let is_size = indicator.measure == Measure::Count || indicator.share_of == ShareOf::Everybody;
    let shown =
        plan.publishes(level, breakdown) || is_size && plan.publishes_size(level, &indicator.universe, breakdown);
    indicator.breakdowns.contains(breakdown) && !shown
}

/// Whether there are figures of the areas of this level, by a division that is older than the area.
fn is_of_later_years(figures: &Figures<'_>, at: Address) -> bool {
    let vintages = &figures.places.get(at.place).vintages;
    figures.slice_of(at).is_some_and(|slice| vintages.iter().all(|own| *own > slice.vintage()))
}

/// Whether the areas of this level are counted from registers, and not even the number of residents of this one is: what
/// is too small to show has a cell that says so.
fn is_without_addresses(figures: &Figures<'_>, at: Address) -> bool {
    let Some(residents) = figures.residents() else { return false };
    let of_everybody = Address { indicator: residents, category: CategoryIx::TOTAL, ..at };
    let Some(slice) = figures.slice_of(of_everybody) else { return false };
    let source = figures.definition.sources.get(slice.source());
    source.is_some_and(|source| source.format == SourceFormat::Microdata)
        && figures.places.get(at.place).vintages.contains(&slice.vintage())
        && figures.cell(of_everybody).status == Status::NotAvailable
}

/// Why a region has no figure: it is worked out from those of its members, or not at all.
fn of_region(figures: &Figures<'_>, at: Address, language: Language) -> &'static str {
    let municipalities = figures.places.member_level(at.place) == Some(Level::Municipality);
    let slice =
        figures.places.member_level(at.place).and_then(|level| figures.cube.slice(at.indicator, at.period, level));
    let members = slice.map_or(&[][..], |slice| figures.places.children(at.place, slice.vintage()));
    let all = !members.is_empty() && members.iter().all(|&place| published(figures, Address { place, ..at }));
    let (nl, en) = match (all, municipalities) {
        (true, true) => (
            "De bron geeft dit cijfer wel voor elke gemeente in dit gebied, maar zonder aantallen. Dan is het niet op te tellen.",
            "The source has this figure for every municipality in this area, but without counts. It cannot be added up then.",
        ),
        (true, false) => (
            "De bron geeft dit cijfer wel voor elk deel van dit gebied, maar zonder aantallen. Dan is het niet op te tellen.",
            "The source has this figure for every part of this area, but without counts. It cannot be added up then.",
        ),
        (false, true) => (
            "Niet voor alle gemeenten in dit gebied is een cijfer.",
            "Not every municipality in this area has a figure.",
        ),
        (false, false) => {
            ("Niet voor alle delen van dit gebied is een cijfer.", "Not every part of this area has a figure.")
        }
    };
    match language {
        Language::Nl => nl,
        Language::En => en,
    }
}

fn published(figures: &Figures<'_>, at: Address) -> bool {
    figures.cell(at).is_published()
}

fn broader_category(figures: &Figures<'_>, at: Address) -> Option<Nearest> {
    let mut category = at.category;
    while category != CategoryIx::TOTAL {
        let parent = figures.definition.category(category).and_then(|category| category.parent.as_deref());
        category = parent.and_then(|parent| figures.definition.find_category(parent)).unwrap_or(CategoryIx::TOTAL);
        let wider = Address { category, ..at };
        if published(figures, wider) {
            return Some(Nearest { how: Nearness::BroaderCategory, at: wider });
        }
    }
    None
}

fn larger_area(figures: &Figures<'_>, at: Address) -> Option<Nearest> {
    let here = figures.places.get(at.place);
    let vintage = figures.slice_of(at).map(|slice| slice.vintage()).filter(|vintage| here.vintages.contains(vintage));
    let vintage = vintage.unwrap_or(here.newest());
    Level::ALL
        .into_iter()
        .rev()
        .filter(|level| *level < here.level())
        .filter_map(|level| figures.places.ancestor(at.place, level, vintage))
        .map(|place| Address { place, ..at })
        .find(|at| published(figures, *at))
        .map(|at| Nearest { how: Nearness::LargerArea, at })
}

fn other_period(figures: &Figures<'_>, at: Address) -> Option<Nearest> {
    let mut periods = figures.cube.periods(at.indicator).to_vec();
    // Of two years equally far away, the later.
    periods.sort_by_key(|period| (period.0.abs_diff(at.period.0), std::cmp::Reverse(*period)));
    periods
        .into_iter()
        .map(|period| Address { period, ..at })
        .find(|at| published(figures, *at))
        .map(|at| Nearest { how: Nearness::OtherPeriod, at })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use cells::{Cell, Period};

    use super::*;
    use crate::fiction;

    #[test]
    fn a_missing_figure_says_why_and_names_the_nearest() {
        let world = fiction::world(|definition, places| {
            let mut blocks = Vec::new();
            for year in [2020, 2022, 2024] {
                blocks.extend(fiction::counted(definition, places, "werk", year, &[0, 1, 2], |_, _| (600, 1000)));
            }
            let hidden = fiction::at(places, "WK900301");
            for block in blocks.iter_mut().filter(|block| block.period != Period(2022)) {
                for (place, category, cell) in &mut block.cells {
                    if *place == hidden && *category == CategoryIx(2) {
                        *cell = Cell::missing(Status::Small);
                    }
                }
            }
            blocks
        });
        let at = Address {
            indicator: world.definition.find_indicator("werk").unwrap(),
            period: Period(2024),
            place: fiction::at(&world.places, "WK900301"),
            category: CategoryIx(2),
        };
        let found = missing(&world.figures(), at, Language::Nl).unwrap();
        assert!(found.sentence.starts_with("Het gaat om een klein aantal."));
        let municipality = fiction::at(&world.places, "GM9003");
        assert_eq!(
            found.nearest,
            [
                Nearest { how: Nearness::BroaderCategory, at: Address { category: CategoryIx::TOTAL, ..at } },
                Nearest { how: Nearness::LargerArea, at: Address { place: municipality, ..at } },
                Nearest { how: Nearness::OtherPeriod, at: Address { period: Period(2022), ..at } },
            ]
        );
        assert_eq!(missing(&world.figures(), Address { place: municipality, ..at }, Language::Nl), None);
    }

    #[test]
    fn a_group_that_is_left_out_of_small_areas_is_no_matter_of_the_source() {
        let mut world = fiction::world(|definition, places| {
            fiction::counted(definition, places, "werk", 2024, &[0], |_, _| (600, 1000))
        });
        world.definition.sources[0].format = SourceFormat::Microdata;
        let plan = definition::LevelPlan { level: Level::District, breakdowns: vec![], of: BTreeMap::default() };
        world.definition.monitor.protection.plan = vec![plan];
        let said = |code: &str| {
            let at = Address {
                indicator: world.definition.find_indicator("werk").unwrap(),
                period: Period(2024),
                place: fiction::at(&world.places, code),
                category: CategoryIx(1),
            };
            missing(&world.figures(), at, Language::Nl).unwrap().sentence
        };
        assert!(said("WK900301").starts_with("In zulke kleine gebieden"));
        assert!(said("GM9003").starts_with("De bron geeft geen cijfer"));
    }

    #[test]
    fn where_nobody_has_an_address_the_source_is_not_blamed() {
        let mut world = fiction::world(|definition, places| {
            let mut blocks = fiction::counted(definition, places, "inwoners", 2024, &[0], |_, _| (1000, 0));
            let empty = fiction::at(places, "WK900301");
            blocks.extend(fiction::counted(definition, places, "werk", 2024, &[0], |_, _| (600, 1000)));
            for block in &mut blocks {
                block.cells.retain(|(place, ..)| *place != empty);
            }
            blocks
        });
        let said = |world: &fiction::World| {
            let at = Address {
                indicator: world.definition.find_indicator("werk").unwrap(),
                period: Period(2024),
                place: fiction::at(&world.places, "WK900301"),
                category: CategoryIx::TOTAL,
            };
            missing(&world.figures(), at, Language::En).unwrap().sentence
        };
        assert!(said(&world).starts_with("The source has no figure"));
        for source in &mut world.definition.sources {
            source.format = SourceFormat::Microdata;
        }
        assert!(said(&world).starts_with("The registers of this year have no address here"));
    }

    #[test]
    fn a_figure_for_whole_areas_only_says_so() {
        let world = fiction::world(|definition, places| {
            fiction::counted(definition, places, "misdrijven", 2024, &[0], |_, _| (60, 1000))
        });
        let at = Address {
            indicator: world.definition.find_indicator("misdrijven").unwrap(),
            period: Period(2024),
            place: fiction::at(&world.places, "GM9001"),
            category: CategoryIx(1),
        };
        let found = missing(&world.figures(), at, Language::En).unwrap();
        assert_eq!(found.sentence, "This figure exists only for all residents of an area together.");
        assert_eq!(found.nearest[0].at.category, CategoryIx::TOTAL);
    }
}
