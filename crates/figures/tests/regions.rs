//! Figures of regions: worked out by hand from a few published cells, and for the provinces of the Netherlands from the real
//! files, against sums by another tool.

use std::path::Path;

use cells::{Block, CategoryIx, Cell, Count, IndicatorIx, Kind, Level, Period, PlaceIx, Status, Vintage};
use definition::Definition;
use figures::regions;
use geography::{Division, Grouping, ListedArea, Places};
use serde_json::json;

const TOTAL: CategoryIx = CategoryIx::TOTAL;
const ELSEWHERE: CategoryIx = CategoryIx(1);

fn definition() -> Definition {
    let text = |nl: &str| json!({ "nl": nl, "en": nl });
    let indicator = |id: &str, measure: &str, country: serde_json::Value| {
        json!({
            "id": id, "theme": "t", "label": text(id), "short": text(id), "universe": "inwoners", "measure": measure,
            "polarity": "neutral", "what": text(id), "why": text(id), "breakdowns": ["afkomst"], "country": country,
        })
    };
    let source = json!({ "from": "source" });
    serde_json::from_value(json!({
        "monitor": {
            "id": "proef", "name": text("Proef"), "tagline": text("Proef"), "publisher": text("Niemand"), "version": "1",
            "levels": ["country", "municipality"], "default-area": "NL00", "fictional": true,
        },
        "themes": [{ "id": "t", "label": text("T"), "about": text("T") }],
        "breakdowns": [{
            "id": "afkomst", "label": text("Afkomst"), "about": text("Afkomst"),
            "category": [{ "id": "elders", "label": text("Elders") }],
        }],
        "universes": [{ "id": "inwoners", "label": text("inwoners"), "unit": "persons" }],
        "indicators": [
            indicator("inwoners", "count", source.clone()),
            indicator("werk", "percent", source.clone()),
            indicator("woz", "mean", json!({ "from": "weighted-mean", "weight": "inwoners" })),
            indicator("score", "mean", source.clone()),
            indicator("segregatie", "index", source),
        ],
        "sources": [], "pages": [],
    }))
    .unwrap()
}

/// Three municipalities; the region S1 has the first two of them, S2 the last.
fn places() -> Places {
    let area = |code: &str| ListedArea { code: code.parse().unwrap(), name: code.to_owned(), population: None };
    let areas = ["GM9901", "GM9902", "GM9903"].map(area).to_vec();
    let group = |code: &str, members: &[&str]| Grouping {
        code: code.parse().unwrap(),
        name: code.to_owned(),
        members: members.iter().map(|member| (member.parse().unwrap(), Vintage(2024))).collect(),
    };
    let places = geography::join(vec![Division { vintage: Vintage(2024), areas }]).places;
    let (places, problems) =
        geography::with_regions(places, &[group("ST1", &["GM9901", "GM9902"]), group("ST2", &["GM9903"])]);
    assert_eq!(problems, []);
    places
}

fn block(places: &Places, indicator: u16, cells: &[(&str, CategoryIx, Cell)]) -> Block {
    let mut categories: Vec<CategoryIx> = cells.iter().map(|(_, category, _)| *category).collect();
    categories.sort_unstable();
    categories.dedup();
    Block {
        indicator: IndicatorIx(indicator),
        period: Period(2024),
        level: Level::Municipality,
        vintage: Vintage(2024),
        source: 0,
        categories,
        cells: cells.iter().map(|(code, category, cell)| (at(places, code), *category, *cell)).collect(),
    }
}

fn at(places: &Places, code: &str) -> PlaceIx {
    places.find(code.parse().unwrap()).unwrap()
}

fn of(places: &Places, made: &[Block], indicator: u16, region: &str, category: CategoryIx) -> Option<Cell> {
    let block = made.iter().find(|block| block.indicator == IndicatorIx(indicator))?;
    assert_eq!(block.level, Level::Region);
    let region = at(places, region);
    block.cells.iter().find(|(place, of, _)| (*place, *of) == (region, category)).map(|(.., cell)| *cell)
}

fn share(some: u32, all: u32) -> Cell {
    Cell::rate(Count { value: some, within: 2 }, Count { value: all, within: 4 }, 100.0, Kind::Rounded)
}

#[test]
fn counts_of_the_members_are_added_up_with_how_far_they_may_be_off() {
    let (definition, places) = (definition(), places());
    let cells = [
        ("GM9901", TOTAL, share(10, 40)),
        ("GM9902", TOTAL, share(20, 60)),
        ("GM9903", TOTAL, share(5, 50)),
        ("GM9901", ELSEWHERE, share(1, 10)),
        ("GM9902", ELSEWHERE, share(2, 30)),
    ];
    let made = regions(&definition, &places, &[block(&places, 1, &cells)]).blocks;
    let total = of(&places, &made, 1, "ST1", TOTAL).unwrap();
    assert_eq!(total.numerator, Some(Count { value: 30, within: 4 }));
    assert_eq!(total.denominator, Some(Count { value: 100, within: 8 }));
    assert_eq!((total.value, total.kind), (Some(30.0), Kind::Derived));
    assert_eq!(of(&places, &made, 1, "ST1", ELSEWHERE).unwrap().value, Some(7.5));
    assert_eq!(of(&places, &made, 1, "ST2", TOTAL).unwrap().value, Some(10.0));
    assert_eq!(of(&places, &made, 1, "ST2", ELSEWHERE), None, "its only member has no such figure");
}

#[test]
fn a_region_with_a_withheld_member_has_no_figure_and_says_so() {
    let (definition, places) = (definition(), places());
    for hidden in [Status::Small, Status::Withheld, Status::NotApplicable] {
        let cells = [
            ("GM9901", TOTAL, share(10, 40)),
            ("GM9902", TOTAL, Cell::missing(hidden)),
            ("GM9903", TOTAL, share(5, 50)),
        ];
        let made = regions(&definition, &places, &[block(&places, 1, &cells)]);
        assert_eq!(of(&places, &made.blocks, 1, "ST1", TOTAL), None, "{hidden:?}");
        assert!(of(&places, &made.blocks, 1, "ST2", TOTAL).is_some());
        let [left] = &made.left_out[..] else { panic!("{:?}", made.left_out) };
        assert_eq!((left.problem.as_str(), left.count), ("region without a figure", 1));
    }
}

#[test]
fn means_are_weighted_only_where_the_weights_are_there() {
    let (definition, places) = (definition(), places());
    let people = |code, value| (code, TOTAL, Cell::count(Count::exact(value), Kind::Counted));
    let value = |code, value| (code, TOTAL, Cell::imported(value, Kind::Counted));
    let weights = block(&places, 0, &[people("GM9901", 100), people("GM9902", 300)]);
    let houses = block(&places, 2, &[value("GM9901", 200.0), value("GM9902", 400.0), value("GM9903", 300.0)]);
    let index = block(&places, 4, &[value("GM9901", 20.0), value("GM9902", 40.0)]);
    let made = regions(&definition, &places, &[weights, houses, index]).blocks;
    assert_eq!(of(&places, &made, 0, "ST1", TOTAL), Some(Cell::count(Count::exact(400), Kind::Derived)));
    assert_eq!(of(&places, &made, 2, "ST1", TOTAL), Some(Cell::imported(350.0, Kind::Derived)), "(200 + 3 × 400) ÷ 4");
    assert_eq!(of(&places, &made, 2, "ST2", TOTAL), None, "its number of residents is not known");
    assert_eq!(of(&places, &made, 4, "ST1", TOTAL), None, "an index is no mean");

    let out_of = |code, value, of| {
        (code, TOTAL, Cell { denominator: Some(Count::exact(of)), ..Cell::imported(value, Kind::Surveyed) })
    };
    let score = block(&places, 3, &[out_of("GM9901", 6.0, 10), out_of("GM9902", 8.0, 30)]);
    let found = of(&places, &regions(&definition, &places, &[score]).blocks, 3, "ST1", TOTAL).unwrap();
    assert_eq!((found.value, found.denominator, found.numerator), (Some(7.5), Some(Count::exact(40)), None));
}

#[test]
fn a_region_that_has_figures_of_its_own_keeps_them() {
    let (definition, places) = (definition(), places());
    let members = block(&places, 1, &[("GM9901", TOTAL, share(10, 40)), ("GM9902", TOTAL, share(20, 60))]);
    let own =
        Block { level: Level::Region, cells: vec![(at(&places, "ST1"), TOTAL, share(31, 101))], ..members.clone() };
    assert!(regions(&definition, &places, &[members, own]).blocks.is_empty());
}

/// Sums of the rows of the two tables of key figures, by pandas: by the column `provinciecode` of that of 2024, and for 2020
/// by the province that a municipality of the same code (or, of merged ones, the same shape) lies in.
#[test]
fn provinces_of_the_netherlands_are_the_sums_of_their_municipalities() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    if !root.join("../shared/data/kwb").is_dir() {
        println!("skipped: the real files are not beside the project (../shared/data)");
        return;
    }
    let folder = root.join("monitors/nederland");
    let mut definition = definition::load(&folder).unwrap_or_else(|problems| panic!("{problems}"));
    definition.sources.retain(|source| source.id.starts_with("kwb-"));
    let cache = opendata::Cache::open(root.join("tests/data/shared-cache")).unwrap();
    let imported =
        opendata::import(&definition, &[&folder], &cache, &mut |_| {}).unwrap_or_else(|error| panic!("{error}"));
    let strange: Vec<_> = imported.left_out.iter().filter(|left| left.source == "collections").collect();
    assert!(strange.is_empty(), "{strange:?}");
    let places = &imported.places;
    let members = |code: &str, year: u16| places.children(at(places, code), Vintage(year)).len();
    let all = |year: u16| places.collection(*b"PV").map(|ix| places.children(ix, Vintage(year)).len()).sum::<usize>();
    assert_eq!((all(2020), all(2024), places.collection(*b"PV").count()), (355, 342, 12));
    assert_eq!((members("PV26", 2020), members("PV26", 2024), members("PV24", 2024)), (26, 26, 6));
    assert_eq!((members("PV30", 2020), members("PV30", 2024)), (62, 56));

    let made = regions(&definition, places, &imported.blocks).blocks;
    let cell = |indicator: &str, year: u16, code: &str| {
        let ix = definition.find_indicator(indicator).unwrap_or_else(|| panic!("no indicator {indicator}"));
        let block = made.iter().find(|block| (block.indicator, block.period) == (ix, Period(year)));
        let block = block.unwrap_or_else(|| panic!("no {indicator} of {year}"));
        assert_eq!(block.vintage, Vintage(year));
        let place = at(places, code);
        block.cells.iter().find(|(of, ..)| *of == place).map_or(Cell::missing(Status::NotAvailable), |(.., cell)| *cell)
    };
    let count = |value| Cell::count(Count::exact(value), Kind::Derived);
    for (code, in_2020, in_2024, old, old_2024, households, alone) in [
        ("PV26", 1_354_834, 1_400_057, 231_599, 253_338, 610_332, 235_308),
        ("PV24", 423_021, 450_826, 59_783, 70_130, 176_625, 56_224),
        ("PV31", 1_117_201, 1_133_255, 266_845, 287_446, 532_321, 203_728),
    ] {
        assert_eq!(cell("inwoners", 2020, code), count(in_2020), "{code}");
        assert_eq!(cell("inwoners", 2024, code), count(in_2024), "{code}");
        let rate = |some, all| Cell::rate(Count::exact(some), Count::exact(all), 100.0, Kind::Derived);
        assert_eq!(cell("leeftijd-65", 2020, code), rate(old, in_2020), "{code}");
        assert_eq!(cell("leeftijd-65", 2024, code), rate(old_2024, in_2024), "{code}");
        assert_eq!(cell("eenpersoons", 2020, code), rate(alone, households), "{code}");
    }
    // The value of homes, weighted by households.
    for (code, expected) in [("PV26", 450.585_044), ("PV24", 361.981_466), ("PV21", 290.227_538)] {
        let found = cell("woz", 2024, code).value.unwrap();
        assert!((found - expected).abs() < 1e-5, "{code}: {found}");
    }
    let ix = definition.find_indicator("inwoners").unwrap();
    for year in [2020, 2024] {
        let of = |blocks: &[Block], level: Level| -> u64 {
            let mut all = blocks.iter().filter(|b| (b.indicator, b.period, b.level) == (ix, Period(year), level));
            all.next().unwrap().cells.iter().map(|(.., cell)| u64::from(cell.numerator.unwrap().value)).sum()
        };
        assert_eq!(of(&made, Level::Region), of(&imported.blocks, Level::Country), "{year}");
    }
}
