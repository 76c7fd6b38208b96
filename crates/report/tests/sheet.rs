//! Factsheets of a fictional release, as plain values: what they say of little, of nothing, and of what is not exact.

#[path = "../../release/tests/fictional/mod.rs"]
mod fictional;

use cells::{Block, CategoryIx, Cell, Count, IndicatorIx, Kind, Level, Period, PlaceIx, Status, Vintage};
use definition::{Definition, Language};
use insight::Figures;
use release::{Draft, Release, WithoutReadings};
use report::{Edition, Maps, Sheet, Subject};

const RESIDENTS: IndicatorIx = IndicatorIx(1);
const RED: CategoryIx = CategoryIx(1);

/// The factsheets of a release of these blocks.
fn sheets(blocks: Vec<Block>, change: impl FnOnce(&mut Definition), of: &[(&str, CategoryIx, Language)]) -> Vec<Sheet> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("release");
    let mut draft: Draft = fictional::draft(blocks);
    change(&mut draft.definition);
    draft.write(&WithoutReadings, &path, "2026-11-29").unwrap();
    let release = Release::open(&path).unwrap();
    let maps = Maps::default();
    let edition = Edition {
        release: &release,
        figures: Figures::from(&release),
        maps: &maps,
        previous: None,
        address: "https://wijkmonitor.example",
    };
    of.iter()
        .map(|(code, category, language)| {
            let place = report::find_area(&edition, code).unwrap();
            report::sheet(&edition, &Subject { category: *category, ..Subject::usual(place, *language) }).unwrap()
        })
        .collect()
}

/// A cell for each place of a level and each of these categories.
fn block(
    indicator: IndicatorIx,
    level: Level,
    categories: &[u16],
    cell: impl Fn(PlaceIx, CategoryIx) -> Cell,
) -> Block {
    let categories: Vec<CategoryIx> = categories.iter().copied().map(CategoryIx).collect();
    let places = fictional::places();
    let cells = places
        .of_vintage(level, Vintage(2024))
        .flat_map(|place| categories.iter().map(move |category| (place, *category)))
        .map(|(place, category)| (place, category, cell(place, category)))
        .collect();
    Block { indicator, period: Period(2023), level, vintage: Vintage(2024), source: 0, categories, cells }
}

fn residents(level: Level, categories: &[u16]) -> Block {
    block(RESIDENTS, level, categories, |_, category| {
        let count = match category {
            CategoryIx::TOTAL => Count::rounded(500, 5),
            RED => Count { value: 45, within: 22 },
            CategoryIx(n) => Count::rounded(u32::from(n) * 50, 5),
        };
        Cell::count(count, Kind::Rounded)
    })
}

#[test]
fn a_group_of_which_nothing_is_known_leads_to_where_something_is() {
    let all = [0, 1, 2, 3, 4];
    let blocks = || {
        vec![
            residents(Level::Municipality, &all),
            residents(Level::District, &all),
            residents(Level::Neighbourhood, &[0]),
        ]
    };
    let of = [("BU99010101", RED, Language::Nl), ("BU99010101", RED, Language::En)];
    let [nl, en] = sheets(blocks(), |_| (), &of).try_into().unwrap();
    assert_eq!(
        nl.no_ring,
        "Over rood in Verzonnen BU99010101 zijn er geen cijfers. Wel zijn die er over Verzonnen WK990101, waar dit \
         gebied in ligt."
    );
    assert!(en.no_ring.contains("There are some about Verzonnen WK990101"), "{}", en.no_ring);
    assert!(nl.head.starts_with("Factsheet, uitgave ") && !nl.head.contains("cijfers over"), "{}", nl.head);
    // Nothing to look up: no second page, no list of all that is not there, no column explained that is not there.
    assert!(nl.figures.themes.is_empty() && nl.figures.how.is_empty(), "{:?}", nl.figures);
    assert!(nl.story.is_empty() && nl.caution.is_empty());
    let [everybody] = sheets(blocks(), |_| (), &[("BU99010101", CategoryIx::TOTAL, Language::Nl)]).try_into().unwrap();
    assert!(everybody.head.ends_with("cijfers over 2023"), "{}", everybody.head);
    assert_eq!(everybody.figures.themes.len(), 1);
}

#[test]
fn what_is_only_known_to_be_about_so_many_says_so() {
    let blocks = vec![
        residents(Level::Municipality, &[0, 1, 2, 3, 4]),
        block(IndicatorIx(0), Level::Municipality, &[0, 1], |_, category| {
            let (some, of) = match category {
                CategoryIx::TOTAL => (Count::rounded(200, 5), Count::rounded(500, 5)),
                _ => (Count::rounded(20, 5), Count { value: 45, within: 22 }),
            };
            Cell::rate(some, of, 100.0, Kind::Rounded)
        }),
    ];
    let of = [("GM9901", CategoryIx::TOTAL, Language::Nl), ("GM9901", RED, Language::Nl)];
    let [everybody, red] = sheets(blocks, |_| (), &of).try_into().unwrap();
    let whole = &everybody.residents[0];
    assert_eq!(whole.rows[0].cells[0], "ongeveer 45 (23 tot 67)");
    assert_eq!(whole.rows[1].cells[0], "100", "what is not coarse stands as it is");
    // 45 + 100 + 150 + 200 are no 500.
    assert!(whole.note.ends_with("Door het afronden tellen de delen niet altijd precies op."), "{}", whole.note);
    let count_of = |sheet: &Sheet, label: &str| {
        let rows = sheet.figures.themes.iter().flat_map(|theme| &theme.rows);
        rows.filter(|row| row.label == label).map(|row| row.count.clone()).next().unwrap()
    };
    assert_eq!(count_of(&everybody, "huurders"), "200 van 500");
    assert_eq!(count_of(&red, "huurders"), "20 van ongeveer 45");
    assert_eq!(count_of(&red, "inwoners"), "tussen 23 en 67");
    assert!(red.figures.how.iter().any(|line| line.starts_with("‘Ongeveer’ bij een aantal")), "{:?}", red.figures.how);
    assert!(!everybody.figures.how.iter().any(|line| line.starts_with("‘Ongeveer’")));
}

#[test]
fn an_index_is_not_added_up() {
    let derived = |value: f64| Cell { kind: Kind::Derived, ..Cell::imported(value, Kind::Modelled) };
    let blocks = vec![
        block(IndicatorIx(2), Level::Municipality, &[0], |_, _| derived(19.1)),
        block(RESIDENTS, Level::Municipality, &[0], |_, _| Cell::count(Count::exact(500), Kind::Derived)),
    ];
    let [sheet] = sheets(blocks, |_| (), &[("GM9901", CategoryIx::TOTAL, Language::Nl)]).try_into().unwrap();
    let rows: Vec<_> = sheet.figures.themes.iter().flat_map(|theme| &theme.rows).collect();
    let kind = |label: &str| rows.iter().find(|row| row.label == label).map(|row| row.kind.as_str()).unwrap();
    assert!(!kind("leefbaarheid").contains("opgeteld"), "{}", kind("leefbaarheid"));
    assert_eq!(kind("inwoners"), "door ons opgeteld");
}

#[test]
fn many_figures_without_a_value_are_counted_and_few_are_named() {
    let of = [("GM9901", RED, Language::Nl)];
    let of_red = || vec![residents(Level::Municipality, &[0, 1])];
    let [few] = sheets(of_red(), |_| (), &of).try_into().unwrap();
    assert!(few.figures.absent.ends_with("huurders, leefbaarheid."), "{}", few.figures.absent);
    let many = |definition: &mut Definition| {
        for n in 0..20 {
            let other = definition.indicators[0].clone();
            definition.indicators.push(definition::Indicator { id: format!("cijfer-{n}"), ..other });
        }
    };
    let [many] = sheets(of_red(), many, &of).try_into().unwrap();
    assert_eq!(
        many.figures.absent,
        "Van nog 22 cijfers is er geen waarde voor dit gebied en deze groep. De site zegt welke dat zijn."
    );
    let small = block(IndicatorIx(0), Level::Municipality, &[0], |_, _| Cell::missing(Status::Small));
    let [said] = sheets(vec![small], |_| (), &[("GM9901", CategoryIx::TOTAL, Language::Nl)]).try_into().unwrap();
    assert_eq!(said.figures.themes.len(), 1, "that a figure is small says something");
}
