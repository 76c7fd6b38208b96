//! Groups and areas of which there are too few observations to say something.

use cells::{CategoryIx, Cell as Figure, PlaceIx, Status};
use insight::Address;

use super::Chapter;
use super::block::{Block, Cell, Head, Table};
use super::scope::Scope;
use crate::names;

/// The most areas named.
const NAMED: usize = 10;
/// A group or area of which less than this share of the figures is shown, is named.
const HALF: f64 = 0.5;

/// How many figures there could be, and how many are not shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    shown: usize,
    small: usize,
    withheld: usize,
}

impl Tally {
    fn add(&mut self, cell: &Figure) {
        match cell.status {
            Status::Published => self.shown += 1,
            Status::Small | Status::NearlyAll => self.small += 1,
            Status::Withheld => self.withheld += 1,
            Status::NotAvailable | Status::NotApplicable => {}
        }
    }

    fn all(self) -> usize {
        self.shown + self.small + self.withheld
    }

    fn share(self) -> f64 {
        if self.all() == 0 { 1.0 } else { self.shown as f64 / self.all() as f64 }
    }
}

/// The chapter.
pub(super) fn limits(scope: &Scope<'_>) -> Chapter {
    let t = scope.t;
    let counted_here = scope.edition.definition().microdata.is_some();
    let mut blocks = vec![Block::plain(t.get(if counted_here { "limits-lead" } else { "limits-lead-published" }))];
    blocks.extend(scope.editor("limits"));
    let categories: Vec<CategoryIx> =
        std::iter::once(CategoryIx::TOTAL).chain(scope.edition.definition().categories().map(|(ix, ..)| ix)).collect();
    let mut of_group = vec![Tally::default(); categories.len()];
    let mut of_area = vec![Tally::default(); scope.areas.len()];
    for row in scope.rows.iter().filter(|row| scope.indicator(row.indicator).profile) {
        let Some(at) = scope.among(row) else { continue };
        for (n, &place) in scope.areas.iter().enumerate() {
            for (m, &category) in categories.iter().enumerate() {
                let cell = scope.cell(Address { place, category, ..at });
                of_group[m].add(&cell);
                // Areas are beside each other in what is said of everybody and of large groups.
                of_area[n].add(&cell);
            }
        }
    }
    let whole = of_area.iter().fold(Tally::default(), |sum, one| Tally {
        shown: sum.shown + one.shown,
        small: sum.small + one.small,
        withheld: sum.withheld + one.withheld,
    });
    if whole.all() == 0 {
        blocks.push(Block::plain(t.with("limits-nothing", &[("name", scope.name().into())])));
        return Chapter { id: "te-weinig".to_owned(), title: t.get("chapter-limits"), blocks };
    }
    let number = |n: usize| insight::numbers::number(n as f64, 0, scope.language);
    let said = |key: &str| {
        t.with(
            key,
            &[
                ("areas", scope.areas_word().into()),
                ("all", number(whole.all()).into()),
                ("shown", number(whole.shown).into()),
                ("small", number(whole.small).into()),
                ("withheld", number(whole.withheld).into()),
                ("withheld-number", whole.withheld.into()),
            ],
        )
    };
    let mut sentences = vec![said(if whole.shown == whole.all() { "limits-whole-all" } else { "limits-whole" })];
    if whole.small > 0 {
        sentences.push(said("limits-whole-small"));
    }
    if whole.withheld > 0 {
        sentences.push(said("limits-whole-withheld"));
    }
    blocks.push(Block::plain(sentences.join(" ")));
    if categories.len() > 1 {
        blocks.push(Block::heading(1, "te-weinig-groepen", t.get("limits-groups")));
        let mut named: Vec<(String, Tally)> = Vec::new();
        for (&category, tally) in categories.iter().zip(&of_group) {
            let one = (names::group(scope.edition, category, t), *tally);
            // A group that is in two breakdowns is one group.
            if tally.all() > 0 && tally.share() < HALF && !named.contains(&one) {
                named.push(one);
            }
        }
        if named.is_empty() {
            blocks.push(Block::plain(t.get("limits-groups-none")));
        } else {
            blocks.push(Block::Table { table: table(scope, "column-group", named, "limits-groups-caption") });
        }
    }
    blocks.push(Block::heading(
        1,
        "te-weinig-gebieden",
        t.with("limits-areas", &[("areas", scope.areas_word().into())]),
    ));
    let mut areas: Vec<(PlaceIx, Tally)> =
        scope.areas.iter().copied().zip(of_area).filter(|(_, tally)| tally.share() < HALF).collect();
    areas.sort_by(|a, b| a.1.share().total_cmp(&b.1.share()).then(a.0.cmp(&b.0)));
    let count = areas.len();
    let named: Vec<(String, Tally)> = areas
        .into_iter()
        .take(NAMED)
        .map(|(ix, tally)| (names::spoken(scope.edition, ix, scope.language), tally))
        .collect();
    blocks.push(Block::plain(t.with(
        "limits-areas-count",
        &[("count", count.into()), ("all", scope.areas.len().into()), ("areas", scope.areas_word().into())],
    )));
    if !named.is_empty() {
        blocks.push(Block::Table { table: table(scope, "column-area", named, "limits-areas-caption") });
    }
    Chapter { id: "te-weinig".to_owned(), title: t.get("chapter-limits"), blocks }
}

fn table(scope: &Scope<'_>, first: &str, named: Vec<(String, Tally)>, caption: &str) -> Table {
    let count = |n: usize| Cell::text(insight::numbers::number(n as f64, 0, scope.language));
    Table {
        caption: scope.t.with(caption, &[("areas", scope.areas_word().into())]),
        heads: vec![
            Head::words(scope.t.get(first)),
            Head::numbers(scope.t.get("column-shown")),
            Head::numbers(scope.t.get("column-small")),
            Head::numbers(scope.t.get("column-withheld")),
        ],
        rows: named
            .into_iter()
            .map(|(name, tally)| {
                vec![
                    Cell::text(names::capitalised(&name)),
                    count(tally.shown),
                    count(tally.small),
                    count(tally.withheld),
                ]
            })
            .collect(),
        note: String::new(),
    }
}
