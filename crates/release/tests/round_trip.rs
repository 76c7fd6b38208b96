//! What goes into a release comes out of it.

mod fictional;

use std::collections::HashMap;

use cells::{CategoryIx, Cell, IndicatorIx, Level, Period, PlaceIx, Status, Vintage};
use fictional::{ByAddress, any_blocks, contents, draft, full_draft, places};
use proptest::prelude::*;
use release::{
    Cube, Draft, PackedReading, Release, ReleaseWriter, Slice, StandingReadings, StandingReference, WithoutReadings,
    WriteError,
};

/// Looks every address up, in the blocks and in the cube.
fn assert_cells(cube: &Cube, draft: &Draft) {
    let mut expected: HashMap<_, Cell> = HashMap::new();
    for block in &draft.blocks {
        for (place, category, cell) in &block.cells {
            expected.insert((block.indicator, block.period, *place, *category), *cell);
        }
    }
    for indicator in (0..4).map(IndicatorIx) {
        for period in (2018..2026).map(Period) {
            for place in (0..15).map(PlaceIx) {
                for category in (0..7).map(CategoryIx) {
                    let found = cube.cell(indicator, period, place, category);
                    let cell = expected.get(&(indicator, period, place, category)).copied().unwrap_or_default();
                    assert_eq!(found, cell, "{indicator:?} {period} {place:?} {category:?}");
                    assert_eq!(found.value.map(f64::to_bits), cell.value.map(f64::to_bits));
                }
            }
        }
    }
    assert_eq!(cube.slices().len(), draft.blocks.len());
    let mut last = None;
    for slice in cube.slices() {
        let key = (slice.indicator(), slice.period(), slice.level());
        assert!(last < Some(key));
        last = Some(key);
        let block = draft.blocks.iter().find(|b| (b.indicator, b.period, b.level) == key).unwrap();
        assert_eq!((slice.vintage(), slice.source()), (block.vintage, block.source));
        assert_eq!(slice.categories(), block.categories);
        assert_eq!(slice.places(), draft.places.level(block.level));
        assert!(cube.periods(slice.indicator()).contains(&slice.period()));
        assert_eq!(slice.dense().count(), slice.len());
        for (position, (place, category, cell)) in slice.dense().enumerate() {
            assert_eq!(slice.position(place, category), Some(position));
            assert_eq!(cell, slice.cell(place, category));
        }
        for category in (0..6).map(CategoryIx) {
            let listed: Vec<_> = slice.cells(category).collect();
            let mut expected: Vec<_> =
                block.cells.iter().filter(|(_, c, _)| *c == category).map(|(place, _, cell)| (*place, *cell)).collect();
            expected.sort_by_key(|(place, _)| *place);
            assert_eq!(listed, expected);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_cell_and_reading_comes_back(blocks in any_blocks()) {
        let draft = draft(blocks);
        let cube = draft.cube().unwrap();
        assert_cells(&cube, &draft);

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("release");
        let manifest = draft.clone().write(&ByAddress, &path, "2026-11-23").unwrap();
        let release = Release::open(&path).unwrap();
        assert_cells(&release.cube, &draft);
        prop_assert_eq!(&release.manifest, &manifest);
        prop_assert_eq!(&release.definition, &draft.definition);
        prop_assert_eq!(&release.places, &draft.places);
        prop_assert_eq!(&release.boundaries, &draft.boundaries);
        prop_assert_eq!(&release.left_out, &draft.left_out);
        for slice in release.cube.slices() {
            for reference in StandingReference::ALL {
                for (position, (place, category, _)) in slice.dense().enumerate() {
                    let expected = ByAddress::expected(&slice, position, reference);
                    prop_assert_eq!(slice.reading(place, category, reference), expected);
                    let found = release.cube.reading(slice.indicator(), slice.period(), place, category, reference);
                    prop_assert_eq!(found, expected);
                }
            }
        }
        prop_assert!(fs_entries(folder.path()) == vec!["release".to_owned()]);
    }
}

fn fs_entries(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_the_order_of_the_blocks() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("a"), folder.path().join("b"));
    full_draft().write(&ByAddress, &first, "2026-11-23").unwrap();
    let mut shuffled = full_draft();
    shuffled.blocks.reverse();
    for block in &mut shuffled.blocks {
        block.cells.reverse();
    }
    shuffled.write(&ByAddress, &second, "2026-11-23").unwrap();
    assert_eq!(contents(&first), contents(&second));
}

/// Readings that look at the cube they are computed on.
struct Published<'a>(&'a Cube);

impl StandingReadings for Published<'_> {
    fn of(&self, slice: &Slice<'_>, _: StandingReference) -> Option<Vec<PackedReading>> {
        let published = |(place, category, _)| {
            let cell = self.0.cell(slice.indicator(), slice.period(), place, category);
            PackedReading(u8::from(cell.is_published()))
        };
        Some(slice.dense().map(published).collect())
    }
}

#[test]
fn readings_are_computed_on_the_cube_while_it_is_written_or_before() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("a"), folder.path().join("b"));
    let cube = full_draft().cube().unwrap();
    full_draft().write(&Published(&cube), &first, "2026-11-23").unwrap();
    full_draft().write_with(|cube, _| Box::new(Published(cube)), &second, "2026-11-23").unwrap();
    assert_eq!(contents(&first), contents(&second));
    let release = Release::open(&first).unwrap();
    for slice in release.cube.slices() {
        for (position, (.., cell)) in slice.dense().enumerate() {
            let reading = slice.reading_at(position, StandingReference::Country);
            assert_eq!(reading, PackedReading(u8::from(cell.is_published())));
        }
    }
}

#[test]
fn blocks_one_by_one_give_the_same_release_and_come_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("a"), folder.path().join("b"));
    full_draft().write(&ByAddress, &first, "2026-11-23").unwrap();
    let blocks = full_draft().blocks;
    let mut writer = ReleaseWriter::begin(draft(Vec::new()), &second).unwrap();
    for block in &blocks {
        writer.add(block).unwrap();
    }
    let error = writer.add(&blocks[4]).unwrap_err();
    assert!(error.to_string().contains("2022, neighbourhood: this block came after a later one"), "{error}");
    writer.stage().unwrap().finish(&ByAddress, "2026-11-23").unwrap();
    assert_eq!(contents(&first), contents(&second));

    let mut broken = ReleaseWriter::begin(draft(Vec::new()), &folder.path().join("c")).unwrap();
    broken.add(&blocks[0]).unwrap();
    drop(broken);
    assert_eq!(fs_entries(folder.path()), ["a", "b"], "a build that stops leaves nothing behind");
}

#[test]
fn the_id_follows_the_contents_and_not_the_date() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, draft: Draft, created: &str| {
        draft.write(&ByAddress, &folder.path().join(name), created).unwrap().id
    };
    let id = write("a", full_draft(), "2026-11-23");
    assert_eq!(id, write("b", full_draft(), "2026-11-24"));
    let mut other = full_draft();
    other.blocks[0].cells[0].2 = Cell::missing(Status::Withheld);
    assert_ne!(id, write("c", other, "2026-11-23"));
}

#[test]
fn a_folder_that_is_there_is_left_alone_unless_it_is_the_same_release() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("release");
    let manifest = full_draft().write(&ByAddress, &path, "2026-11-23").unwrap();
    let before = contents(&path);
    assert_eq!(full_draft().write(&ByAddress, &path, "2026-11-23").unwrap(), manifest);
    let error = full_draft().write(&WithoutReadings, &path, "2026-11-23").unwrap_err();
    assert!(matches!(error, WriteError::Exists { .. }), "{error}");
    assert_eq!(contents(&path), before);

    let other = folder.path().join("mine");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("letter.txt"), "keep me").unwrap();
    let error = full_draft().write(&ByAddress, &other, "2026-11-23").unwrap_err();
    assert!(error.to_string().contains("is there already"), "{error}");
    assert_eq!(fs_entries(folder.path()), ["mine", "release"], "nothing half written stays behind");
}

#[test]
fn a_draft_that_contradicts_itself_is_refused_with_what_and_where() {
    fn refuse(change: impl FnOnce(&mut Draft), expected: &str) {
        let mut draft = full_draft();
        change(&mut draft);
        let error = draft.cube().unwrap_err().to_string();
        assert!(error.contains(expected), "expected `{expected}` in: {error}");
        let folder = tempfile::tempdir().unwrap();
        draft.write(&WithoutReadings, &folder.path().join("release"), "2026-11-23").unwrap_err();
        assert!(fs_entries(folder.path()).is_empty(), "nothing half written stays behind");
    }
    let published = Cell { status: Status::Published, ..Cell::default() };
    refuse(
        |d| d.blocks[0].cells[0].2 = published,
        "`huurders`, 2022, country: the cell of NL00 is published but has no",
    );
    refuse(|d| d.blocks[0].cells[0].2 = Cell { value: Some(f64::NAN), ..published }, "no number");
    refuse(|d| d.blocks[0].cells[1].2 = Cell { value: Some(1.0), ..Cell::missing(Status::Withheld) }, "`rood`");
    refuse(
        |d| d.blocks[2].cells.push((PlaceIx(0), CategoryIx(0), Cell::missing(Status::Small))),
        "places of this level",
    );
    refuse(
        |d| {
            let again = d.blocks[2].cells[0];
            d.blocks[2].cells.push(again);
        },
        "GM9901 is there twice",
    );
    refuse(
        |d| {
            let again = d.blocks[2].clone();
            d.blocks.push(again);
        },
        "2022, municipality: there is a second block",
    );
    refuse(|d| d.blocks[4].vintage = Vintage(2020), "not in the division of 2020");
    refuse(|d| d.blocks[0].source = 2, "the definition has 2");
    refuse(|d| d.blocks[0].indicator = IndicatorIx(9), "the definition has 3");
    refuse(|d| d.blocks[0].categories.swap(0, 1), "ascending");
    refuse(|d| d.blocks[0].categories = vec![CategoryIx(0), CategoryIx(5)], "none above 4");
    refuse(|d| d.blocks[0].categories.truncate(2), "not among the categories");
    refuse(|d| d.definition.indicators[0].id = "../huurders".to_owned(), "file name");
    refuse(
        |d| {
            d.blocks[0].cells[0].2 =
                Cell::rate(cells::Count::rounded(10, 5), cells::Count::exact(7), 100.0, cells::Kind::Rounded);
        },
        "larger than its denominator",
    );
}

#[test]
fn a_date_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for created in ["", "23-11-2026", "2026-02-30", "2026-11-23T00:00"] {
        let error = full_draft().write(&WithoutReadings, &folder.path().join("release"), created).unwrap_err();
        assert!(matches!(error, WriteError::Created { .. }), "{error}");
    }
    assert!(fs_entries(folder.path()).is_empty());
}

#[test]
fn a_level_of_which_no_place_has_a_figure_has_no_slice() {
    let mut draft = full_draft();
    draft.blocks.retain(|block| block.level != Level::District);
    let cube = draft.cube().unwrap();
    assert!(cube.slice(IndicatorIx(0), Period(2022), Level::District).is_none());
    let district = places().level(Level::District).start;
    assert_eq!(cube.cell(IndicatorIx(0), Period(2022), PlaceIx(district), CategoryIx::TOTAL), Cell::default());
}

#[test]
fn the_tiles_of_a_release_show_its_places_and_are_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let tiles_of = |name: &str| {
        let path = folder.path().join(name);
        full_draft().write(&ByAddress, &path, "2026-11-23").unwrap();
        let release = Release::open(&path).unwrap();
        geography::tiles::check(release.tiles().unwrap(), &release.places, &release.boundaries).unwrap();
        release.tiles().unwrap().to_vec()
    };
    assert!(tiles_of("a") == tiles_of("b"));
    let mut without = full_draft();
    without.boundaries = geography::Boundaries::default();
    without.write(&ByAddress, &folder.path().join("c"), "2026-11-23").unwrap();
    assert!(Release::open(&folder.path().join("c")).unwrap().tiles().is_none());
    Release::verify(&folder.path().join("c")).unwrap();
}
