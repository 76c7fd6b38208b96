//! GeoPackages as another program writes them (GDAL, through geopandas), and ones that are not as they should be.

use std::path::{Path, PathBuf};
use std::process::Command;

use geo::{Area, polygon};
use geography::{Feature, GeoPackageError, ShapeProblem, read_features, read_geopackage};
use rusqlite::Connection;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs a script with the packages of `tests/requirements.txt`; false, with a line that says so, where these are not there.
fn python(script: &str, arguments: &[&Path]) -> bool {
    let prepared = root().join("target/python/bin/python3");
    let here = if prepared.exists() { prepared.to_string_lossy().into_owned() } else { "python3".to_owned() };
    let python = std::env::var("PYTHON").unwrap_or(here);
    let there = Command::new(&python).args(["-c", "import geopandas"]).output().is_ok_and(|out| out.status.success());
    if !there {
        println!("skipped: {python} has no geopandas (python3 -m pip install geopandas)");
        return false;
    }
    let out = Command::new(python).arg("-c").arg(script).args(arguments).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    true
}

const TWO_LAYERS: &str = r#"
import sys, geopandas, shapely
squares = [shapely.box(155000, 463000, 156000, 464000), shapely.MultiPolygon([shapely.box(0, 300000, 10, 300010)]), None]
frame = geopandas.GeoDataFrame(
    {"code": ["GM0001", "GM0002", None], "naam": ["Zonstad", "Maan \"Zuid\"", "niets"], "inwoners": [1234, 5, 0], "deel": [0.5, None, 1.0]},
    geometry=squares, crs="EPSG:28992")
frame.to_file(sys.argv[1], layer="gemeenten", driver="GPKG")
frame.to_crs(4326).to_file(sys.argv[1], layer="in graden", driver="GPKG")
frame.iloc[:1].to_crs(3035).to_file(sys.argv[2], layer="europa", driver="GPKG")
"#;

#[test]
fn a_layer_that_another_program_wrote_is_read_with_its_attributes() {
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = (folder.path().join("a #1.gpkg"), folder.path().join("b.gpkg"));
    if !python(TWO_LAYERS, &[&path, &other]) {
        return;
    }
    let metres = read_geopackage(&path, Some("gemeenten")).unwrap();
    let degrees = read_geopackage(&path, Some("in graden")).unwrap();
    assert_eq!(metres.len(), 3);
    assert_eq!(metres[0].properties["code"], "GM0001");
    assert_eq!(metres[1].properties["naam"], "Maan \"Zuid\"");
    assert_eq!(metres[0].properties["inwoners"], 1234);
    assert_eq!(metres[0].properties["deel"], 0.5);
    assert!(metres[1].properties["deel"].is_null() && metres[2].properties["code"].is_null());
    assert_eq!(metres[2].shape, Err(ShapeProblem::None));
    for (a, b) in metres.iter().zip(&degrees).take(2) {
        assert!(furthest(a, b) < 0.5, "{} metres", furthest(a, b));
    }
    let error = read_geopackage(&path, None).unwrap_err().to_string();
    assert_eq!(error, "several layers, `gemeenten`, `in graden`; name the one to read");
    let error = read_geopackage(&path, Some("wijken")).unwrap_err().to_string();
    assert_eq!(error, "no layer `wijken`; the file has `gemeenten`, `in graden`");
    let error = read_geopackage(&other, None).unwrap_err().to_string();
    assert!(error.starts_with("layer `europa` has coordinates in `EPSG:3035`; expected WGS 84"), "{error}");
}

/// The largest distance between corners of two shapes, in metres.
fn furthest(a: &Feature, b: &Feature) -> f64 {
    let corners = |feature: &Feature| -> Vec<geo::Coord<f64>> {
        let shape = feature.shape.as_ref().unwrap();
        shape.iter().flat_map(|polygon| polygon.exterior().0.clone()).collect()
    };
    let (a, b) = (corners(a), corners(b));
    assert_eq!(a.len(), b.len());
    let apart = |(a, b): (&geo::Coord<f64>, &geo::Coord<f64>)| {
        let (dx, dy) = ((a.x - b.x) * 111_320.0 * a.y.to_radians().cos(), (a.y - b.y) * 111_320.0);
        dx.hypot(dy)
    };
    a.iter().zip(&b).map(apart).fold(0.0, f64::max)
}

const REAL: &str = r#"
import sys, geopandas
frame = geopandas.read_file(sys.argv[1])
frame.to_file(sys.argv[2], layer="graden", driver="GPKG")
# Without the grid of corrections that PROJ may have: the seven parameters that the cadastre publishes.
rd = "+proj=sterea +lat_0=52.15616055555555 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel " \
     "+towgs84=565.4171,50.3319,465.5524,-0.398957388243134,0.343987817378283,-1.87740163998045,4.0725 +units=m"
frame.to_crs(rd).set_crs(28992, allow_override=True).to_file(sys.argv[3], layer="rd", driver="GPKG")
"#;

#[test]
fn real_boundaries_are_the_same_in_geojson_and_in_both_kinds_of_geopackage() {
    let source = root().join("../shared/data/boundaries/gemeente_2024_wgs84.geojson");
    if !source.is_file() {
        println!("skipped: the real files are not beside the project (../shared/data)");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (degrees, metres) = (folder.path().join("graden.gpkg"), folder.path().join("rd.gpkg"));
    if !python(REAL, &[&source, &degrees, &metres]) {
        return;
    }
    let geojson = read_features(&std::fs::read(&source).unwrap()).unwrap();
    let (degrees, metres) = (read_geopackage(&degrees, None).unwrap(), read_geopackage(&metres, Some("rd")).unwrap());
    assert_eq!((geojson.len(), degrees.len(), metres.len()), (343, 343, 343));
    let (mut largest, mut compared) = (0.0_f64, 0);
    for ((one, other), projected) in geojson.iter().zip(&degrees).zip(&metres) {
        for key in ["gemeentecode", "gemeentenaam", "aantal_inwoners"] {
            let of = |feature: &Feature| feature.properties.get(key).cloned().unwrap_or_default();
            let (a, b) = (of(one), of(other));
            assert!(a == b || a.as_f64().is_some_and(|a| b.as_f64() == Some(a)), "{key}: {a} and {b}");
        }
        let Ok(shape) = &one.shape else {
            assert!(other.shape.is_err() && projected.shape.is_err());
            continue;
        };
        assert_eq!(shape, other.shape.as_ref().unwrap(), "degrees are kept to the last bit");
        // Places outside the country (there is a row "Buitenland") have no metres.
        if projected.shape.is_ok() {
            largest = largest.max(furthest(one, projected));
            compared += 1;
        }
    }
    println!("{compared} municipalities, at most {largest:.4} m between degrees and RD");
    assert!(compared >= 342 && largest < 0.05, "{compared}, {largest} m");
}

/// A package with one layer, made by hand.
fn package(path: &Path, srs: (i64, &str, i64), rows: &[(&str, Option<&[u8]>)]) {
    let file = Connection::open(path).unwrap();
    file.execute_batch(
        "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);
         CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
         CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER);
         CREATE TABLE \"wijk \"\"en\"\" buurt\" (code TEXT, geom BLOB);
         INSERT INTO gpkg_contents VALUES ('wijk \"en\" buurt', 'features');",
    )
    .unwrap();
    file.execute("INSERT INTO gpkg_geometry_columns VALUES ('wijk \"en\" buurt', 'geom', ?1)", [srs.0]).unwrap();
    file.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (?1, ?2, ?3)", srs).unwrap();
    for row in rows {
        file.execute("INSERT INTO \"wijk \"\"en\"\" buurt\" VALUES (?1, ?2)", *row).unwrap();
    }
}

fn blob() -> Vec<u8> {
    let shape = polygon![(x: 155_000., y: 463_000.), (x: 156_000., y: 463_000.), (x: 156_000., y: 464_000.)];
    let mut bytes = vec![b'G', b'P', 0, 1, 0x40, 0x71, 0, 0];
    wkb::writer::write_polygon(&mut bytes, &shape, &wkb::writer::WriteOptions::default()).unwrap();
    bytes
}

#[test]
fn a_broken_shape_costs_its_own_row_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    let whole = blob();
    package(
        &path,
        (28992, "EPSG", 28992),
        &[("A", Some(&whole)), ("B", Some(&whole[..40])), ("C", None), ("D", Some(b"GP"))],
    );
    let found = read_geopackage(&path, None).unwrap();
    assert!((found[0].shape.as_ref().unwrap().unsigned_area() - 6.56e-5).abs() < 1e-6);
    let problems: Vec<_> = found[1..].iter().map(|feature| feature.shape.clone().unwrap_err()).collect();
    assert_eq!(problems, [ShapeProblem::Malformed, ShapeProblem::None, ShapeProblem::Malformed]);
    assert_eq!(found[3].properties["code"], "D");
}

#[test]
fn a_number_of_coordinates_means_what_the_file_says() {
    let folder = tempfile::tempdir().unwrap();
    for (at, (srs, expected)) in [
        ((100_001, "EPSG", 28992), None),
        ((28992, "home", 28992), Some("home:28992")),
        ((0, "NONE", 0), Some("NONE:0")),
        ((7415, "EPSG", 7415), Some("EPSG:7415")),
    ]
    .into_iter()
    .enumerate()
    {
        let path = folder.path().join(format!("{at}.gpkg"));
        package(&path, srs, &[("A", Some(&blob()))]);
        match (read_geopackage(&path, None), expected) {
            (Ok(found), None) => assert!(found[0].shape.is_ok()),
            (Err(error @ GeoPackageError::Crs { .. }), Some(name)) => {
                assert!(error.to_string().contains(name), "{error}");
            }
            (found, _) => panic!("{srs:?}: {found:?}"),
        }
    }
}

#[test]
fn what_is_no_geopackage_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    let said = |path: &Path| read_geopackage(path, None).unwrap_err().to_string();
    assert!(said(&path).starts_with("not a GeoPackage: "), "no file");
    std::fs::write(&path, "PK\x03\x04 a zipped shapefile").unwrap();
    assert!(said(&path).contains("first bytes are those of another kind of file"));
    std::fs::write(&path, [b"SQLite format 3\0".as_slice(), &[7; 300]].concat()).unwrap();
    assert!(said(&path).starts_with("not a GeoPackage: "), "damaged");
    let empty = folder.path().join("b.gpkg");
    Connection::open(&empty).unwrap().execute_batch("CREATE TABLE notes (a TEXT);").unwrap();
    assert!(said(&empty).contains("gpkg_contents"), "{}", said(&empty));
    let bare = folder.path().join("c.gpkg");
    package(&bare, (28992, "EPSG", 28992), &[]);
    Connection::open(&bare).unwrap().execute_batch("UPDATE gpkg_contents SET data_type = 'tiles';").unwrap();
    assert!(said(&bare).starts_with("a GeoPackage without layers"));
}
