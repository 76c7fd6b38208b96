//! The interim rule on counts small enough to follow by hand.

use cells::{CategoryIx, Level, Period, Vintage};
use counts::{AreaTable, Leaves, Quantity, QuantityKind, RawCounts};
use definition::{Definition, Unit};
use protect::{Refusal, Shown, interim};
use serde_json::json;

fn definition(fictional: bool) -> Definition {
    let text = |nl: &str| json!({ "nl": nl, "en": nl });
    let indicator = |id: &str, measure: &str, numerator: Option<&str>| {
        json!({
            "id": id, "theme": "t", "label": text(id), "short": text(id), "universe": "inwoners", "measure": measure,
            "polarity": "neutral", "what": text(id), "why": text(id), "breakdowns": ["afkomst"], "numerator": numerator,
        })
    };
    serde_json::from_value(json!({
        "monitor": {
            "id": "proef", "name": text("Proef"), "tagline": text("Proef"), "publisher": text("Niemand"), "version": "1",
            "levels": ["country", "municipality", "district", "neighbourhood"], "default-area": "NL00", "fictional": fictional,
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
        "indicators": [indicator("werk", "percent", Some("werk")), indicator("leeftijd", "mean", Some("leeftijd"))],
        "sources": [], "pages": [],
    }))
    .unwrap()
}

/// Two municipalities. Of GM9901 (two neighbourhoods): 8 + 12 here, 4 + 3 elsewhere. Of GM9902: 30 here, 40 elsewhere.
fn raw() -> RawCounts {
    let row = |b: &str, w: &str, g: &str| (b.parse().unwrap(), w.parse().unwrap(), g.parse().unwrap());
    let areas = AreaTable::new([
        row("BU99010101", "WK990101", "GM9901"),
        row("BU99010102", "WK990101", "GM9901"),
        row("BU99020101", "WK990201", "GM9902"),
    ])
    .unwrap();
    let leaves = Leaves {
        attributes: vec!["herkomst".to_owned()],
        rows: vec![vec![Some("hier".to_owned())], vec![Some("elders".to_owned())]],
    };
    let quantity = |kind| Quantity { unit: Unit::Persons, kind };
    RawCounts::new(
        Period(2023),
        Vintage(2023),
        areas,
        leaves,
        vec![
            quantity(QuantityKind::Universe("inwoners".to_owned())),
            quantity(QuantityKind::Count("werk".to_owned())),
            quantity(QuantityKind::Sum("leeftijd".to_owned())),
        ],
        vec![
            vec![(0, 8), (1, 4), (2, 12), (3, 3), (4, 30), (5, 40)],
            vec![(0, 5), (1, 4), (2, 6), (3, 3), (4, 15), (5, 33)],
            vec![(0, 320), (1, 100), (2, 480), (3, 90), (4, 1200), (5, 1000)],
        ],
    )
}

const EVERYBODY: CategoryIx = CategoryIx::TOTAL;
const HERE: CategoryIx = CategoryIx(1);
const ELSEWHERE: CategoryIx = CategoryIx(2);
const NOWHERE: CategoryIx = CategoryIx(3);

#[test]
fn counts_from_ten_are_shown_and_smaller_ones_are_not() {
    let protected = interim(&definition(true), &raw()).unwrap();
    let residents = |area, category| protected.universe("inwoners", Level::Municipality, area, category).unwrap();
    // GM9901: 27 residents, 20 of them from here, 7 from elsewhere; with 27 and 20 the 7 would be known.
    assert_eq!(residents(0, EVERYBODY), Shown::Is(27));
    assert_eq!(residents(0, HERE), Shown::Small);
    assert_eq!(residents(0, ELSEWHERE), Shown::Small);
    assert_eq!(residents(1, HERE), Shown::Is(30));
    assert_eq!(residents(1, ELSEWHERE), Shown::Is(40));
    assert_eq!(protected.universe("inwoners", Level::Country, 0, ELSEWHERE), Some(Shown::Is(47)));
    assert_eq!(residents(1, NOWHERE), Shown::Nobody, "nobody is counted under it, by definition");
}

#[test]
fn a_part_needs_ten_others_beside_it() {
    let protected = interim(&definition(true), &raw()).unwrap();
    let at_work = |area, category| protected.part("werk", Level::Municipality, area, category).unwrap();
    // GM9901: 18 of 27 work, 9 do not. GM9902: 15 of 30 from here, 33 of 40 from elsewhere (7 do not), together 48 of 70.
    assert_eq!(at_work(0, EVERYBODY), Shown::Small);
    assert_eq!(at_work(1, HERE), Shown::Is(15));
    assert_eq!(at_work(1, ELSEWHERE), Shown::Small);
    assert_eq!(at_work(1, EVERYBODY), Shown::Is(48));
    assert_eq!(protected.part("werk", Level::Country, 0, ELSEWHERE), Some(Shown::Small), "40 of 47 leave 7");
}

#[test]
fn a_sum_needs_ten_who_contribute() {
    let protected = interim(&definition(true), &raw()).unwrap();
    let ages = |area, category| protected.sum("leeftijd", Level::Municipality, area, category).unwrap();
    assert_eq!(ages(0, EVERYBODY), Shown::Is(990));
    assert_eq!(ages(0, HERE), Shown::Is(800), "20 from here");
    assert_eq!(ages(0, ELSEWHERE), Shown::Small, "7 from elsewhere");
}

#[test]
fn nothing_below_the_municipality_comes_out() {
    let protected = interim(&definition(true), &raw()).unwrap();
    assert_eq!(protected.levels().collect::<Vec<_>>(), [Level::Country, Level::Municipality]);
    for level in [Level::District, Level::Neighbourhood] {
        assert!(protected.areas(level).is_empty());
        assert_eq!(protected.universe("inwoners", level, 0, EVERYBODY), None);
    }
}

#[test]
fn people_who_exist_are_refused() {
    let refusal = interim(&definition(false), &raw()).unwrap_err();
    assert_eq!(refusal, Refusal::NotFictional { id: "proef".to_owned() });
    assert!(refusal.to_string().contains("the protection that real people need is not built yet"));
}
