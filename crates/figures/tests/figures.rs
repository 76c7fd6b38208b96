//! Figures of a small country, worked out by hand from its protected counts.

use cells::{CategoryIx, Cell, Count, Kind, Level, Period, Status, Vintage};
use counts::{AreaTable, Leaves, Quantity, QuantityKind, RawCounts};
use definition::{Definition, Unit};
use figures::{Made, blocks, said};
use geography::{Division, ListedArea, Places};
use serde_json::{Value, json};

fn definition() -> Definition {
    let mut definition = with_a_part_by_background();
    definition.indicators.retain(|indicator| indicator.id != "van-elders");
    definition
}

/// With a part that background alone decides.
fn with_a_part_by_background() -> Definition {
    let text = |nl: &str| json!({ "nl": nl, "en": nl });
    let indicator = |id: &str, measure: &str, numerator: Option<&str>, more: Value| {
        let mut made = json!({
            "id": id, "theme": "t", "label": text(id), "short": text(id), "universe": "inwoners", "measure": measure,
            "polarity": "neutral", "what": text(id), "why": text(id), "breakdowns": ["afkomst"], "numerator": numerator,
        });
        for (key, value) in more.as_object().unwrap() {
            made[key] = value.clone();
        }
        made
    };
    serde_json::from_value(json!({
        "monitor": {
            "id": "proef", "name": text("Proef"), "tagline": text("Proef"), "publisher": text("Niemand"), "version": "1",
            "levels": ["country", "municipality"], "default-area": "NL00", "fictional": true,
        },
        "themes": [{ "id": "t", "label": text("T"), "about": text("T") }],
        "breakdowns": [{
            "id": "afkomst", "label": text("Afkomst"), "about": text("Afkomst"),
            "category": [
                { "id": "hier", "label": text("Hier"), "leaves": { "herkomst": ["hier"] } },
                { "id": "elders", "label": text("Elders"), "leaves": { "herkomst": ["elders"] } },
                { "id": "nergens", "label": text("Nergens"), "leaves": { "herkomst": ["nergens"] } },
            ],
        }],
        "universes": [{ "id": "inwoners", "label": text("inwoners"), "unit": "persons" }],
        "indicators": [
            indicator("inwoners", "count", None, json!({})),
            indicator("groep", "percent", None, json!({ "share-of": "everybody" })),
            indicator("werk", "percent", Some("werk"), json!({})),
            indicator("schuld", "per-thousand", Some("schuld"), json!({})),
            indicator("score", "mean", Some("score"), json!({})),
            indicator("segregatie", "index", Some("herkomst = 'elders'"), json!({ "breakdowns": [] })),
            indicator("van-elders", "percent", Some("true"), json!({ "numerator-leaves": { "herkomst": ["elders"] } })),
            indicator("niet-geteld", "percent", Some("x"), json!({})),
        ],
        "sources": [], "pages": [],
    }))
    .unwrap()
}

fn places() -> Places {
    let area = |code: &str| ListedArea { code: code.parse().unwrap(), name: code.to_owned(), population: None };
    let areas = ["NL00", "GM9901", "GM9902"].map(area).to_vec();
    geography::join(vec![Division { vintage: Vintage(2023), areas }]).places
}

/// GM9901: 300 here and 100 elsewhere, GM9902: 100 here and `elsewhere` elsewhere. Nearly half of everybody works, 45 of
/// those here and as many of those elsewhere in GM9901 have debts; scores add up to 520 for everybody here and 530 for
/// everybody elsewhere. Counts are multiples of 45, so that their value is the same however coarsely they are published.
fn made(elsewhere: i64) -> Made {
    let definition = definition();
    let outcome = protect::protect(&definition, &raw(elsewhere), protect::Seed([1; 32]), None, &[]).unwrap();
    blocks(&definition, &places(), &outcome.protected, 0)
}

fn raw(elsewhere: i64) -> RawCounts {
    let row = |b: &str, w: &str, g: &str| (b.parse().unwrap(), w.parse().unwrap(), g.parse().unwrap());
    let areas = AreaTable::new([
        row("BU99010101", "WK990101", "GM9901"),
        row("BU99020101", "WK990201", "GM9902"),
        row("BU99030101", "WK990301", "GM9903"),
    ]);
    let leaves = Leaves {
        attributes: vec!["herkomst".to_owned()],
        rows: ["hier", "elders"].map(|value| vec![Some(value.to_owned())]).to_vec(),
    };
    let quantity = |kind| Quantity { unit: Unit::Persons, kind };
    let count = |id: &str| quantity(QuantityKind::Count(id.to_owned()));
    RawCounts::new(
        Period(2023),
        Vintage(2023),
        areas.unwrap(),
        leaves,
        vec![
            quantity(QuantityKind::Universe("inwoners".to_owned())),
            count("werk"),
            count("schuld"),
            quantity(QuantityKind::Sum("score".to_owned())),
            count("segregatie"),
            count("van-elders"),
        ],
        vec![
            vec![(0, 300), (1, 100), (2, 100), (3, elsewhere), (4, 20), (5, 20)],
            vec![(0, 135), (1, 45), (2, 45), (3, elsewhere / 90 * 45)],
            vec![(0, 45), (1, 45)],
            vec![(0, 300 * 520), (1, 100 * 530), (2, 100 * 520), (3, elsewhere * 530)],
            vec![(1, 100), (3, elsewhere), (5, 20)],
            vec![(1, 100), (3, elsewhere), (5, 20)],
        ],
    )
}

fn cell(made: &Made, indicator: &str, area: &str, category: u16) -> Cell {
    let code: cells::AreaCode = area.parse().unwrap();
    let indicator = definition().find_indicator(indicator).unwrap();
    let place = places().find(code).unwrap();
    let block = made.blocks.iter().find(|b| b.indicator == indicator && b.level == code.level());
    block
        .and_then(|block| block.cells.iter().find(|(p, c, _)| *p == place && *c == CategoryIx(category)))
        .map_or(Cell::default(), |(.., cell)| *cell)
}

#[test]
fn a_count_is_the_universe() {
    let made = made(400);
    assert_eq!(cell(&made, "inwoners", "GM9901", 0), Cell::count(Count::rounded(400, 5), Kind::Counted));
    assert_eq!(cell(&made, "inwoners", "NL00", 2), Cell::count(Count::rounded(520, 5), Kind::Counted));
    assert_eq!(cell(&made, "inwoners", "GM9901", 3), Cell::missing(Status::NotApplicable), "nobody by definition");
}

#[test]
fn a_share_of_everybody_is_the_group_in_the_whole_area() {
    let made = made(400);
    let quarter = cell(&made, "groep", "GM9901", 2);
    assert_eq!((quarter.numerator, quarter.denominator), (Some(Count::rounded(100, 5)), Some(Count::rounded(400, 5))));
    assert_eq!(quarter.value, Some(25.0));
    assert_eq!(cell(&made, "groep", "GM9901", 0), Cell::missing(Status::NotApplicable));
}

#[test]
fn a_rate_is_the_part_in_its_own_group() {
    let made = made(400);
    let rate = cell(&made, "werk", "GM9901", 2);
    assert_eq!(rate.numerator.map(|count| count.value), Some(45));
    assert_eq!((rate.denominator, rate.value), (Some(Count::rounded(100, 5)), Some(45.0)));
    let debts = cell(&made, "schuld", "GM9901", 1);
    assert_eq!((debts.value, debts.kind), (Some(150.0), Kind::Counted), "45 of 300 is 150 in a thousand");
}

#[test]
fn of_a_small_part_it_is_said_out_of_how_many() {
    let few = cell(&made(400), "schuld", "GM9902", 2);
    assert_eq!((few.status, few.value, few.numerator), (Status::Small, None, None), "zero is small too");
    assert_eq!(few.denominator, Some(Count::rounded(400, 5)));
    let fewer = cell(&made(8), "schuld", "GM9902", 2);
    assert_eq!(fewer, Cell::missing(Status::Small), "of too few nothing is said");
}

#[test]
fn a_mean_is_the_sum_over_those_it_is_of() {
    let made = made(400);
    let mean = cell(&made, "score", "GM9901", 0);
    // (300 × 520 + 100 × 530) / 400
    assert_eq!((mean.value, mean.numerator, mean.denominator), (Some(522.5), None, Some(Count::rounded(400, 5))));
    let few = self::made(8);
    assert_eq!(cell(&few, "score", "GM9902", 2), Cell::missing(Status::Small));
}

#[test]
fn segregation_is_of_an_area_over_the_smallest_ones_inside() {
    // Of those elsewhere 100, 400, 20 live in the three, of the others 300, 100, 20:
    // (|100/520 − 300/420| + |400/520 − 100/420| + |20/520 − 20/420|) / 2 = 0.5311…
    let index = cell(&made(400), "segregatie", "NL00", 0);
    let by_hand = 50.0
        * ((100.0 / 520.0 - 300.0 / 420.0_f64).abs()
            + (400.0 / 520.0 - 100.0 / 420.0_f64).abs()
            + (20.0 / 520.0 - 20.0 / 420.0_f64).abs());
    assert_eq!(index.value, Some(53.1));
    assert!((by_hand - 53.113_553).abs() < 1e-5, "{by_hand}");
    assert_eq!((index.kind, index.numerator), (Kind::Derived, None));
    assert_eq!(cell(&made(400), "segregatie", "GM9901", 0), Cell::missing(Status::NotAvailable));
    assert_eq!(
        cell(&made(8), "segregatie", "NL00", 0),
        Cell::missing(Status::Withheld),
        "a small part decides too much of it"
    );
}

#[test]
fn what_was_not_counted_has_no_cells_and_areas_without_a_place_are_listed() {
    let made = made(400);
    assert_eq!(cell(&made, "niet-geteld", "GM9901", 0), Cell::missing(Status::NotAvailable));
    assert!(made.blocks.iter().all(|block| block.level <= Level::Municipality));
    assert_eq!(made.left_out.len(), 1);
    assert_eq!((made.left_out[0].problem.as_str(), made.left_out[0].count), ("code of no area", 1));
}

/// What a release says, as protection of the next one is told.
fn earlier(made: &Made) -> Vec<protect::Earlier> {
    let (definition, places) = (definition(), places());
    let name = |category: CategoryIx| {
        let at = usize::from(category.0).checked_sub(1)?;
        definition.categories().nth(at).map(|(.., category)| category.id.as_str().into())
    };
    let of_block = |block: &cells::Block| {
        let indicator = definition.indicator(block.indicator);
        let cells = block.cells.iter();
        cells
            .flat_map(|(place, category, cell)| {
                let area = places.get(*place).code;
                said(indicator, *category, cell).into_iter().map(move |said| (area, said))
            })
            .map(|(area, said)| protect::Earlier {
                release: "proef-1".into(),
                vintage: block.vintage,
                subject: said.subject,
                area,
                category: name(said.category),
                shown: said.shown,
            })
            .collect::<Vec<_>>()
    };
    made.blocks.iter().flat_map(of_block).collect()
}

#[test]
fn what_was_published_is_published_again_as_it_was() {
    for elsewhere in [8, 23, 400] {
        let first = made(elsewhere);
        let known = protect::Known { earlier: earlier(&first), others: Vec::new() };
        let seed = protect::Seed([77; 32]);
        let again = protect::protect(&definition(), &raw(elsewhere), seed, Some(&known), &[]).unwrap();
        let again = blocks(&definition(), &places(), &again.protected, 0);
        assert_eq!(again.blocks.len(), first.blocks.len());
        for (one, other) in first.blocks.iter().zip(&again.blocks) {
            assert_eq!((one.indicator, one.level, &one.cells), (other.indicator, other.level, &other.cells));
        }
    }
}

/// Who are left beside a part can be a group by themselves: that they are not few says nothing of how finely the group was
/// published.
#[test]
fn a_group_is_not_published_more_finely_than_it_was() {
    let said = |subject, category: Option<&str>, value, within| protect::Earlier {
        release: "proef-1".into(),
        vintage: Vintage(2023),
        subject,
        area: "GM9901".parse().unwrap(),
        category: category.map(Into::into),
        shown: protect::Shown::Is(Count { value, within }),
    };
    let known = protect::Known {
        earlier: vec![
            said(protect::Subject::Size("inwoners".into()), Some("hier"), 300, 7),
            said(protect::Subject::Part("van-elders".into()), None, 100, 2),
            said(protect::Subject::Size("inwoners".into()), None, 400, 2),
        ],
        others: Vec::new(),
    };
    let definition = with_a_part_by_background();
    let again = protect::protect(&definition, &raw(400), protect::Seed([7; 32]), Some(&known), &[]).unwrap();
    let counts = |category: CategoryIx| again.protected.universe("inwoners", Level::Municipality, 0, category);
    assert_eq!(counts(CategoryIx(1)), Some(protect::Shown::Is(Count { value: 300, within: 7 })));
    assert_eq!(counts(CategoryIx(2)), Some(protect::Shown::Is(Count { value: 100, within: 2 })));
}

/// Of a group of whom it is not said how many there are, it is not said for how many something holds.
#[test]
fn where_a_size_is_left_out_its_parts_are_left_out_as_well() {
    let definition = definition();
    let work = definition.indicators.iter().find(|indicator| indicator.id == "werk").unwrap();
    let told: Vec<_> = said(work, CategoryIx(1), &Cell::missing(Status::Withheld)).into_iter().collect();
    let subjects: Vec<String> = told.iter().map(|said| said.subject.to_string()).collect();
    assert_eq!(subjects, ["universe:inwoners", "count:werk"]);
    assert!(told.iter().all(|said| said.shown == protect::Shown::Withheld));
    assert_eq!(
        said(work, CategoryIx(1), &Cell::missing(Status::Small)).len(),
        1,
        "of too few, all is said by their size"
    );
}

#[test]
fn counts_that_are_not_those_of_an_earlier_release_are_refused() {
    let known = protect::Known { earlier: earlier(&made(400)), others: Vec::new() };
    let refused = protect::protect(&definition(), &raw(391), protect::Seed([1; 32]), Some(&known), &[]).unwrap_err();
    let said = refused.to_string();
    assert!(said.contains("release proef-1 says something else of `universe:inwoners` in NL00"), "{said}");
    assert!(!said.contains("391") && !said.contains("400"), "{said}");
    let division = known.earlier.iter().map(|one| protect::Earlier { vintage: Vintage(2022), ..one.clone() }).collect();
    let known = protect::Known { earlier: division, others: Vec::new() };
    let refused = protect::protect(&definition(), &raw(400), protect::Seed([1; 32]), Some(&known), &[]).unwrap_err();
    assert!(refused.to_string().contains("in the areas of 2022"), "{refused}");
}

#[test]
fn what_others_publish_is_reckoned_with() {
    let row = |area: &str, category: &str, value: u32| ledger::ExternalRow {
        area: area.parse().unwrap(),
        quantity: "universe:inwoners".to_owned(),
        category: category.to_owned(),
        period: Period(2023),
        value,
    };
    let protect_with = |rows: Vec<ledger::ExternalRow>| {
        let known = protect::Known { earlier: Vec::new(), others: vec![("StatLine".to_owned(), rows)] };
        protect::protect(&definition(), &raw(8), protect::Seed([1; 32]), Some(&known), &[])
    };
    // 108 in GM9902, of whom 8 from elsewhere. Once others say 108, those from here can be 99 to 108, and 100 would be too much.
    let alone = cell(&made(8), "inwoners", "GM9902", 1).numerator.unwrap();
    let outcome =
        protect_with(vec![row("GM9902", "total", 108), row("WK990201", "hier", 100), row("GM9909", "total", 5)]);
    // That others say how many are from here, of the only wijk, tells who is from elsewhere: nothing hides it any more.
    assert!(outcome.is_err_and(|refusal| matches!(refusal, protect::Refusal::Exposed { .. })));
    let outcome = protect_with(vec![row("GM9902", "total", 108), row("GM9909", "total", 5)]).unwrap();
    assert_eq!(outcome.left_out, [("StatLine: no area of the division of 2023".to_owned(), 1)]);
    let now = blocks(&definition(), &places(), &outcome.protected, 0);
    let now = cell(&now, "inwoners", "GM9902", 1);
    let coarse = now.numerator.is_none_or(|count| count.lowest() <= 99 && count.highest() >= 108);
    assert!(coarse, "{now:?}, and without the table {alone:?}");
    let refused = protect_with(vec![row("GM9902", "total", 109)]).unwrap_err().to_string();
    assert!(refused.contains("the table `StatLine` says something else") && !refused.contains("108"), "{refused}");
}

#[test]
fn people_who_exist_are_refused_without_a_ledger() {
    let mut definition = definition();
    definition.monitor.fictional = false;
    let refused = protect::protect(&definition, &raw(400), protect::Seed([1; 32]), None, &[]).unwrap_err();
    assert!(refused.to_string().contains("--ledger"), "{refused}");
    let nothing = protect::Known::default();
    protect::protect(&definition, &raw(400), protect::Seed([1; 32]), Some(&nothing), &[]).unwrap();
}
