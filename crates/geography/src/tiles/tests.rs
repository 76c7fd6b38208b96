use std::collections::{HashMap, HashSet};

use geo::{MultiPolygon, polygon};

use super::mvt::Spot;
use super::*;
use crate::{Boundary, Division, ListedArea, join};

/// Two municipalities side by side, one of them with a tiny island and an enclave of the other; and a district of a former
/// division.
fn country() -> (Places, Boundaries) {
    let listed = |code: &str, name: &str| ListedArea {
        code: code.parse().unwrap(),
        name: name.to_owned(),
        population: Some(500),
    };
    let register = join(vec![
        Division { vintage: Vintage(2020), areas: vec![listed("GM0001", "Zonstad"), listed("WK000101", "Haven")] },
        Division { vintage: Vintage(2024), areas: vec![listed("GM0001", "Zonstad"), listed("GM0002", "Maandorp")] },
    ]);
    let zonstad = MultiPolygon(vec![
        polygon![
            exterior: [(x: 5.0, y: 52.0), (x: 5.5, y: 52.001), (x: 5.5, y: 52.2), (x: 5.501, y: 52.3), (x: 5.5, y: 52.5), (x: 5.0, y: 52.5)],
            interiors: [[(x: 5.2, y: 52.2), (x: 5.2, y: 52.2001), (x: 5.2001, y: 52.2001), (x: 5.2001, y: 52.2)]],
        ],
        polygon![(x: 4.9, y: 52.0), (x: 4.9001, y: 52.0), (x: 4.9, y: 52.0001)],
    ]);
    let maandorp = MultiPolygon(vec![
        polygon![(x: 6.0, y: 52.0), (x: 6.0, y: 52.5), (x: 5.5, y: 52.5), (x: 5.501, y: 52.3), (x: 5.5, y: 52.2), (x: 5.5, y: 52.001)],
        polygon![(x: 5.2, y: 52.2), (x: 5.2001, y: 52.2), (x: 5.2001, y: 52.2001), (x: 5.2, y: 52.2001)],
    ]);
    let haven = polygon![(x: 5.1, y: 52.1), (x: 5.10001, y: 52.1), (x: 5.1, y: 52.10001)].into();
    let shapes = [("GM0001", zonstad), ("GM0002", maandorp), ("WK000101", haven)];
    let boundaries = shapes
        .into_iter()
        .map(|(code, shape)| (register.places.find(code.parse().unwrap()).unwrap(), Boundary { shape }))
        .collect::<HashMap<_, _>>();
    (register.places, Boundaries::new(boundaries))
}

fn built() -> (Places, Boundaries, Vec<u8>, TilesReport) {
    let (places, boundaries) = country();
    let (bytes, report) = build(&places, &boundaries, &TileOptions::default()).unwrap().unwrap();
    (places, boundaries, bytes, report)
}

/// The rings of each place at a zoom, per tile, on the grid of the zoom.
fn rings(bytes: &[u8], zoom: u8) -> HashMap<u64, Vec<Vec<(i64, i64)>>> {
    let mut found: HashMap<u64, Vec<Vec<(i64, i64)>>> = HashMap::new();
    for tile in Archive::read(bytes).unwrap().tiles() {
        let ((z, x, y), contents) = tile.unwrap();
        if z != zoom {
            continue;
        }
        let on_grid = |(dx, dy): Spot| (i64::from(x) * 4096 + i64::from(dx), i64::from(y) * 4096 + i64::from(dy));
        for feature in Tile::decode(&contents[..]).unwrap().layers.into_iter().flat_map(|layer| layer.features) {
            let drawn = mvt::rings(&feature.geometry).unwrap();
            found
                .entry(feature.id.unwrap())
                .or_default()
                .extend(drawn.into_iter().map(|ring| ring.into_iter().map(on_grid).collect()));
        }
    }
    found
}

#[test]
fn every_place_with_a_boundary_is_in_the_layer_of_its_level_and_newest_division() {
    let (places, boundaries, bytes, report) = built();
    assert_eq!(check(&bytes, &places, &boundaries), Ok(()));
    let layers: Vec<_> = report.layers.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(layers, [("district-2020", 1), ("municipality-2024", 2)]);
    let archive = Archive::read(&bytes).unwrap();
    assert_eq!(archive.zooms, (5, 12));
    let named: Vec<_> =
        archive.metadata["vector_layers"].as_array().unwrap().iter().map(|layer| layer["id"].clone()).collect();
    assert_eq!(named, ["district-2020", "municipality-2024"]);
}

#[test]
fn the_same_places_give_the_same_bytes() {
    assert!(built().2 == built().2);
}

#[test]
fn the_smallest_area_is_drawn_at_every_zoom_and_a_tiny_island_only_where_it_can_be_seen() {
    let (places, _, bytes, report) = built();
    let haven = u64::from(places.find("WK000101".parse().unwrap()).unwrap().0);
    let zonstad = u64::from(places.find("GM0001".parse().unwrap()).unwrap().0);
    let haven_at_5 = &rings(&bytes, 5)[&haven];
    let side = i64::from(SMALLEST_SIDE);
    assert_eq!(haven_at_5.iter().map(Vec::len).collect::<Vec<_>>(), [4], "a square");
    assert!(
        haven_at_5[0]
            .iter()
            .all(|p| (p.0 - haven_at_5[0][0].0).abs() <= side && (p.1 - haven_at_5[0][0].1).abs() <= side)
    );
    assert!(report.zooms[0].squares >= 1);
    let parts = |zoom| {
        rings(&bytes, zoom)[&zonstad]
            .iter()
            .filter(|ring| {
                ring.iter()
                    .all(|p| p.0 < (4.95_f64 / 360.0 * f64::from(1 << zoom) * 4096.0) as i64 + (1 << (zoom + 11)))
            })
            .count()
    };
    assert_eq!(parts(5), 0, "the island is left out");
    assert_eq!(parts(12), 1, "and drawn where there is room");
}

#[test]
fn a_border_is_the_same_seen_from_both_sides_at_every_zoom() {
    let (places, _, bytes, _) = built();
    let [a, b] = ["GM0001", "GM0002"].map(|code| u64::from(places.find(code.parse().unwrap()).unwrap().0));
    for zoom in 5..=12_u8 {
        let rings = rings(&bytes, zoom);
        let near = |id| -> HashSet<(i64, i64)> {
            let middle = (5.5005 / 360.0 * f64::from(1_u32 << zoom) * 4096.0) as i64 + (1_i64 << (zoom + 11));
            let reach = (0.002 / 360.0 * f64::from(1_u32 << zoom) * 4096.0) as i64 + 1;
            rings[&id].iter().flatten().copied().filter(|p| (p.0 - middle).abs() <= reach).collect()
        };
        assert!(!near(a).is_empty());
        assert_eq!(near(a), near(b), "zoom {zoom}");
    }
}

#[test]
fn an_archive_that_was_damaged_or_is_of_other_places_is_refused() {
    let (places, boundaries, bytes, _) = built();
    for at in [0, 7, 97, 99] {
        let mut wrong = bytes.clone();
        wrong[at] ^= 0x55;
        assert!(check(&wrong, &places, &boundaries).is_err(), "byte {at}");
    }
    for length in [0, 100, 200, bytes.len() / 2, bytes.len() - 1] {
        assert!(check(&bytes[..length], &places, &boundaries).is_err(), "{length} bytes");
    }
    let fewer = Boundaries::new(boundaries.iter().skip(1).map(|(ix, b)| (ix, b.clone())).collect());
    let problem = check(&bytes, &places, &fewer).unwrap_err();
    assert!(problem.to_string().contains("which is no place with a boundary"), "{problem}");
    let (none, _) = build(&places, &fewer, &TileOptions::default()).unwrap().unwrap();
    assert!(check(&none, &places, &boundaries).unwrap_err().to_string().contains("is not drawn at zoom 5"));
    assert!(build(&places, &Boundaries::default(), &TileOptions::default()).unwrap().is_none());
}

#[test]
fn names_are_left_to_the_zooms_where_they_are_few() {
    let (_, _, bytes, _) = built();
    for tile in Archive::read(&bytes).unwrap().tiles() {
        let ((zoom, ..), contents) = tile.unwrap();
        for layer in Tile::decode(&contents[..]).unwrap().layers {
            assert_eq!(layer.keys.len(), if zoom < 8 { 1 } else { 3 });
        }
    }
}

#[test]
fn a_zoom_with_too_large_a_tile_is_simplified_further() {
    let (places, boundaries) = country();
    let strict = TileOptions { largest_tile: 10, ..TileOptions::default() };
    let (_, report) = build(&places, &boundaries, &strict).unwrap().unwrap();
    assert!((report.zooms[0].tolerance - 32.0 * 16.0).abs() < f64::EPSILON);
    assert_eq!(report.largest_tile().map(|(_, bytes)| bytes > 10), Some(true), "and says so when that is not enough");
}

#[test]
fn a_border_around_half_the_world_gives_fewer_zooms_instead_of_millions_of_tiles() {
    let (places, _) = country();
    let world = polygon![(x: -170., y: -80.), (x: 170., y: -80.), (x: 170., y: 80.), (x: -170., y: 80.)];
    let ix = places.find("GM0001".parse().unwrap()).unwrap();
    let boundaries = Boundaries::new(HashMap::from([(ix, Boundary { shape: world.into() })]));
    let options = TileOptions { min_zoom: 0, ..TileOptions::default() };
    let country = Country::new(&places, &boundaries, threshold(0, 32.0));
    assert!(country.max_zoom(&options) < 11);
    let small = TileOptions { min_zoom: 0, max_zoom: 3, ..TileOptions::default() };
    let (bytes, _) = build(&places, &boundaries, &small).unwrap().unwrap();
    assert_eq!(check(&bytes, &places, &boundaries), Ok(()));
}
