//! Vector tiles: all boundaries of a release in one PMTiles archive (version 3) of Mapbox Vector Tiles (2.1), gzip.
//!
//! Flows in: [`Places`] and [`Boundaries`]. Flows out: the bytes of the archive, the same for the same input, and a
//! [`TilesReport`]. [`check`] reads an archive back and compares it with the places.
//!
//! # Layers
//!
//! `<level>-<vintage>`: `municipality-2024`, `district-2024`, `neighbourhood-2020`, …. Each place with a boundary is in one
//! layer, that of its level and its *newest* vintage. The attribute `from` is its oldest vintage. So the division of year
//! *y* is: the layers of the level with a vintage ≥ *y*, filtered on `from` ≤ *y*. The newest division is one layer.
//!
//! Features have as `id` the number of the place ([`cells::PlaceIx`]), and the attributes `code`, `name` and `from`.
//! Below zoom [`TileOptions::named_from`] only `from`, because names would be most of such a tile; the number stands
//! for the place there. Larger areas come before smaller ones, so that an area drawn over another stays visible.
//!
//! # Simplification
//!
//! Once for all zooms, on the shared arcs of a layer ([`crate::topology`]): neighbours share their border at every zoom, in
//! tiles too, because points are rounded on one grid per zoom. The largest part of every area is drawn at every zoom; where it would vanish, as a
//! square of [`SMALLEST_SIDE`]. Other parts and holes are left out where they are smaller than [`SMALLEST_PART`].

mod archive;
mod check;
mod clip;
mod cut;
mod mvt;

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use cells::{Level, PlaceIx, Vintage};
use flate2::Compression;
use flate2::write::GzEncoder;
use pmtiles::{PmTilesWriter, TileCoord, TileId, TileType};
use prost::Message;
use rayon::prelude::*;

use crate::topology::{Point, Ranks, Ring, Topology};
use crate::{Boundaries, Boundary, Places};
pub use archive::{Archive, ArchiveError, Contents};
pub use check::{TilesProblem, check};
use cut::{Outline, Pieces};
use mvt::{Feature, Layer, Shape, Tile, Value};

/// Units along a side of a tile; a tile is drawn 512 pixels wide, so eight of them are a pixel.
pub const EXTENT: u32 = 4096;
/// How far shapes reach over the edge of a tile, in units.
pub const BUFFER: u32 = 64;
/// Side of the square, in units, as which the smallest areas are drawn: a quarter of a pixel.
pub const SMALLEST_SIDE: u32 = 2;
/// Parts other than the largest, and holes, are left out below this area, in units squared: a quarter of a pixel.
pub const SMALLEST_PART: u32 = 16;

/// How tiles are made.
#[derive(Debug, Clone, PartialEq)]
pub struct TileOptions {
    /// The smallest zoom with tiles. Leave the default unless the country is not the Netherlands.
    pub min_zoom: u8,
    /// The largest zoom with tiles; browsers draw larger zooms from it. At 12 a unit is 1.5 metres in the Netherlands.
    pub max_zoom: u8,
    /// The smallest zoom at which features carry their code and name.
    pub named_from: u8,
    /// A point is left out where the triangle it makes with its neighbours is smaller than this, in units squared; at
    /// the largest zoom nothing is left out that differs by a unit.
    pub tolerance: f64,
    /// No tile is larger than this, in bytes as stored. A zoom with a larger one is simplified further, twice as far at
    /// most four times over.
    pub largest_tile: usize,
}

impl Default for TileOptions {
    fn default() -> Self {
        Self { min_zoom: 5, max_zoom: 12, named_from: 8, tolerance: 32.0, largest_tile: 400_000 }
    }
}

/// Areas are cut into no more pieces than this at a zoom.
const MOST_PIECES: u64 = 1_000_000;

/// How often a zoom is simplified further.
const ATTEMPTS: i32 = 4;

/// What was written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TilesReport {
    /// Layers and their number of areas, by name.
    pub layers: BTreeMap<String, usize>,
    /// By zoom, ascending.
    pub zooms: Vec<ZoomReport>,
    /// Points of all borders before simplification, those of shared borders once.
    pub points: usize,
    /// Stretches of border between meeting points.
    pub arcs: usize,
    /// Length of the archive in bytes.
    pub bytes: usize,
}

impl TilesReport {
    /// The largest tile as stored, with its zoom.
    pub fn largest_tile(&self) -> Option<(u8, usize)> {
        self.zooms.iter().map(|zoom| (zoom.zoom, zoom.largest_tile)).max_by_key(|&(zoom, bytes)| (bytes, zoom))
    }
}

/// What was written for one zoom.
#[derive(Debug, Clone, PartialEq)]
pub struct ZoomReport {
    /// The zoom.
    pub zoom: u8,
    /// Number of tiles.
    pub tiles: usize,
    /// Their length together, as stored.
    pub bytes: usize,
    /// Length of the largest, as stored.
    pub largest_tile: usize,
    /// The tolerance that was used, in units squared.
    pub tolerance: f64,
    /// Points of all borders that are left, those of shared borders once.
    pub points: usize,
    /// Areas that are drawn as the smallest square.
    pub squares: usize,
}

/// A fault while writing an archive.
#[derive(Debug, thiserror::Error)]
#[error("the tiles could not be put in an archive: {0}")]
pub struct TilesError(String);

/// Makes the archive; nothing where no place has a boundary.
pub fn build(
    places: &Places,
    boundaries: &Boundaries,
    options: &TileOptions,
) -> Result<Option<(Vec<u8>, TilesReport)>, TilesError> {
    let coarsest = threshold(options.min_zoom, options.tolerance * 2_f64.powi(ATTEMPTS));
    let country = Country::new(places, boundaries, coarsest);
    if country.strata.is_empty() {
        return Ok(None);
    }
    let mut report = TilesReport {
        layers: country.strata.iter().map(|stratum| (layer_name(stratum.layer), stratum.shapes.len())).collect(),
        points: country.strata.iter().map(|stratum| stratum.topology.points.len()).sum(),
        arcs: country.strata.iter().map(|stratum| stratum.topology.arcs.len()).sum(),
        ..TilesReport::default()
    };
    let faulty = |error: pmtiles::PmtError| TilesError(error.to_string());
    let (west, north, east, south) = country.bounds();
    let max_zoom = country.max_zoom(options);
    let mut archive = Cursor::new(Vec::new());
    let mut writer = PmTilesWriter::new(TileType::Mvt)
        .precompressed(pmtiles::Compression::Gzip)
        .min_zoom(options.min_zoom)
        .max_zoom(max_zoom)
        .bounds(west, south, east, north)
        .center(f64::midpoint(west, east), f64::midpoint(south, north))
        .center_zoom(options.min_zoom)
        .metadata(metadata(&report, options.min_zoom, max_zoom))
        .create(&mut archive)
        .map_err(faulty)?;
    for zoom in options.min_zoom..=max_zoom {
        let finest = if zoom == max_zoom { 1.0 } else { options.tolerance };
        let (tiles, zoom_report) = country.zoom(places, zoom, finest, options);
        report.zooms.push(zoom_report);
        for (coord, bytes) in tiles {
            writer.add_tile(coord, &bytes).map_err(faulty)?;
        }
    }
    writer.finalize().map_err(faulty)?;
    let bytes = archive.into_inner();
    report.bytes = bytes.len();
    Ok(Some((bytes, report)))
}

/// The name of the layer of a level and a newest vintage.
pub fn layer_name((level, vintage): (Level, Vintage)) -> String {
    let level = match level {
        Level::Country => "country",
        Level::Region => "region",
        Level::Municipality => "municipality",
        Level::District => "district",
        Level::Neighbourhood => "neighbourhood",
    };
    format!("{level}-{vintage}")
}

/// Whether there is anything to make tiles of: a place below the country whose boundary has an area.
pub fn are_expected(places: &Places, boundaries: &Boundaries) -> bool {
    boundaries.iter().any(|(ix, boundary)| is_drawn(places.get(ix).level()) && has_area(boundary))
}

/// Whether a boundary has a ring of three points that differ on the lattice.
pub(crate) fn has_area(boundary: &Boundary) -> bool {
    !Topology::new([&boundary.shape]).rings.is_empty()
}

/// Whether a level is drawn: the country is the sum of its municipalities.
pub(crate) fn is_drawn(level: Level) -> bool {
    level != Level::Country
}

/// An area in steps of the lattice squared, from one in units squared at a zoom.
fn threshold(zoom: u8, units: f64) -> f64 {
    units * 4_f64.powi(20 - i32::from(zoom))
}

fn metadata(report: &TilesReport, min_zoom: u8, max_zoom: u8) -> String {
    let layers: Vec<_> = report
        .layers
        .keys()
        .map(|id| {
            serde_json::json!({
                "id": id, "minzoom": min_zoom, "maxzoom": max_zoom,
                "fields": { "code": "String", "name": "String", "from": "Number" },
            })
        })
        .collect();
    serde_json::json!({ "name": "wijkmonitor", "type": "overlay", "format": "pbf", "vector_layers": layers })
        .to_string()
}

/// A place with a boundary.
struct Drawn {
    place: PlaceIx,
    outlines: Vec<Outline>,
    doubled_area: i128,
}

/// A layer of all tiles. Layers are simplified apart: files often draw the same border with other points at another
/// level, and every point in which two drawings happen to agree would have to stay.
struct Stratum {
    layer: (Level, Vintage),
    topology: Topology,
    ranks: Ranks,
    /// The largest area first.
    shapes: Vec<Drawn>,
}

impl Stratum {
    fn new(layer: (Level, Vintage), with: &[(PlaceIx, &Boundary)], coarsest: f64) -> Self {
        let topology = Topology::new(with.iter().map(|(_, boundary)| &boundary.shape));
        let mut outlines = cut::outlines(&topology);
        let mut shapes: Vec<Drawn> = with
            .iter()
            .enumerate()
            .filter_map(|(at, &(place, _))| {
                let outlines = outlines.remove(&(at as u32))?;
                let doubled_area = outlines.iter().filter(|o| !o.hole).map(|o| o.doubled_area).sum();
                Some(Drawn { place, outlines, doubled_area })
            })
            .collect();
        shapes.sort_by_key(|shape| (std::cmp::Reverse(shape.doubled_area), shape.place));
        let ranks = Ranks::new(&topology, coarsest);
        Self { layer, topology, ranks, shapes }
    }

    /// How many pieces its outer rings are cut into at a zoom, counted by the squares around them.
    fn pieces_at_most(&self, zoom: u8) -> u64 {
        let tiles = |low: Option<u32>, high: Option<u32>| {
            let tile = |at: u32| u64::from(at) >> (32 - u32::from(zoom));
            low.zip(high).map_or(0, |(low, high)| tile(high) - tile(low) + 1)
        };
        let around = |ring: &Ring| {
            let points = self.topology.ring_points(ring, |_| true);
            let (x, y) = (|| points.iter().map(|p| p.x), || points.iter().map(|p| p.y));
            tiles(x().min(), x().max()) * tiles(y().min(), y().max())
        };
        self.topology.rings.iter().filter(|ring| !ring.hole).map(around).sum()
    }
}

struct Country {
    strata: Vec<Stratum>,
}

impl Country {
    fn new(places: &Places, boundaries: &Boundaries, coarsest: f64) -> Self {
        let mut by_layer: BTreeMap<(Level, Vintage), Vec<(PlaceIx, &Boundary)>> = BTreeMap::new();
        for (ix, boundary) in boundaries.iter().filter(|(ix, _)| is_drawn(places.get(*ix).level())) {
            by_layer.entry((places.get(ix).level(), places.get(ix).newest())).or_default().push((ix, boundary));
        }
        let strata =
            by_layer.into_par_iter().map(|(layer, with)| Stratum::new(layer, &with, coarsest)).collect::<Vec<_>>();
        Self { strata: strata.into_iter().filter(|stratum| !stratum.shapes.is_empty()).collect() }
    }

    /// West, north, east, south in degrees.
    fn bounds(&self) -> (f64, f64, f64, f64) {
        let points = || self.strata.iter().flat_map(|stratum| &stratum.topology.points);
        let corner = |x: Option<u32>, y: Option<u32>| Point { x: x.unwrap_or(0), y: y.unwrap_or(0) }.degrees();
        let (west, north) = corner(points().map(|p| p.x).min(), points().map(|p| p.y).min());
        let (east, south) = corner(points().map(|p| p.x).max(), points().map(|p| p.y).max());
        (west, north, east, south)
    }

    /// The largest zoom at which areas lie in a number of tiles that can be made: a border around half the world would
    /// lie in millions.
    fn max_zoom(&self, options: &TileOptions) -> u8 {
        let pieces = |zoom: u8| -> u64 { self.strata.iter().map(|stratum| stratum.pieces_at_most(zoom)).sum() };
        (options.min_zoom..=options.max_zoom)
            .rev()
            .find(|&zoom| pieces(zoom) <= MOST_PIECES)
            .unwrap_or(options.min_zoom)
    }

    /// The tiles of a zoom in the order of the archive.
    fn zoom(&self, places: &Places, zoom: u8, finest: f64, options: &TileOptions) -> (Tiles, ZoomReport) {
        let mut attempt = 0;
        loop {
            let tolerance = finest * 2_f64.powi(attempt);
            let (tiles, report) = self.attempt(places, zoom, tolerance, zoom >= options.named_from);
            if report.largest_tile <= options.largest_tile || attempt == ATTEMPTS {
                return (tiles, report);
            }
            attempt += 1;
        }
    }

    fn attempt(&self, places: &Places, zoom: u8, tolerance: f64, named: bool) -> (Tiles, ZoomReport) {
        let limit = threshold(zoom, tolerance);
        let mut by_tile: BTreeMap<u64, Vec<Piece<'_>>> = BTreeMap::new();
        let (mut squares, mut points) = (0, 0);
        for stratum in &self.strata {
            let keep = |point| stratum.ranks.keeps(point, limit);
            points += (0..stratum.topology.points.len() as u32).filter(|&point| keep(point)).count();
            let pieces: Vec<Pieces> = stratum
                .shapes
                .par_iter()
                .map(|shape| cut::pieces(&stratum.topology, &shape.outlines, keep, zoom))
                .collect();
            squares += pieces.iter().filter(|pieces| pieces.square).count();
            for (shape, pieces) in stratum.shapes.iter().zip(pieces) {
                for ((x, y), geometry) in pieces.by_tile {
                    if let Ok(coord) = TileCoord::new(zoom, x, y) {
                        let piece = Piece { stratum, place: shape.place, geometry };
                        by_tile.entry(TileId::from(coord).value()).or_default().push(piece);
                    }
                }
            }
        }
        let tiles: Tiles = by_tile
            .into_par_iter()
            .filter_map(|(id, pieces)| {
                let coord = TileCoord::from(TileId::new(id).ok()?);
                Some((coord, gzip(&tile(places, pieces, named).encode_to_vec())))
            })
            .collect();
        let report = ZoomReport {
            zoom,
            tiles: tiles.len(),
            bytes: tiles.iter().map(|(_, bytes)| bytes.len()).sum(),
            largest_tile: tiles.iter().map(|(_, bytes)| bytes.len()).max().unwrap_or(0),
            tolerance,
            points,
            squares,
        };
        (tiles, report)
    }
}

/// Tiles as stored, in the order of the archive.
type Tiles = Vec<(TileCoord, Vec<u8>)>;

/// What a tile shows of a place.
struct Piece<'a> {
    stratum: &'a Stratum,
    place: PlaceIx,
    geometry: Vec<u32>,
}

/// A tile of pieces, which come by layer.
fn tile(places: &Places, pieces: Vec<Piece<'_>>, named: bool) -> Tile {
    let mut layers: Vec<((Level, Vintage), LayerDraft)> = Vec::new();
    for Piece { stratum, place: ix, geometry } in pieces {
        if layers.last().is_none_or(|(layer, _)| *layer != stratum.layer) {
            layers.push((stratum.layer, LayerDraft::new(named)));
        }
        let Some((_, layer)) = layers.last_mut() else { continue };
        let place = places.get(ix);
        let oldest = place.vintages.first().map(|vintage| u64::from(vintage.0));
        let mut tags = vec![0, layer.value(Value { text: None, number: oldest })];
        if named {
            for (key, text) in [(1, place.code.to_string()), (2, place.name.clone())] {
                tags.extend([key, layer.value(Value { text: Some(text), number: None })]);
            }
        }
        layer.features.push(Feature { id: Some(u64::from(ix.0)), tags, shape: Some(Shape::Polygon as i32), geometry });
    }
    Tile { layers: layers.into_iter().map(|(layer, draft)| draft.finish(layer_name(layer))).collect() }
}

/// A layer of a tile being filled.
struct LayerDraft {
    keys: Vec<String>,
    features: Vec<Feature>,
    values: Vec<Value>,
    known: std::collections::HashMap<(Option<String>, Option<u64>), u32>,
}

impl LayerDraft {
    fn new(named: bool) -> Self {
        let keys = if named { &["from", "code", "name"][..] } else { &["from"] };
        Self {
            keys: keys.iter().map(|&key| key.to_owned()).collect(),
            features: Vec::new(),
            values: Vec::new(),
            known: std::collections::HashMap::new(),
        }
    }

    /// The position of a value, which stands in a layer once.
    fn value(&mut self, value: Value) -> u32 {
        let next = self.values.len() as u32;
        let at = *self.known.entry((value.text.clone(), value.number)).or_insert(next);
        if at == next {
            self.values.push(value);
        }
        at
    }

    fn finish(self, name: String) -> Layer {
        Layer { version: 2, name, features: self.features, keys: self.keys, values: self.values, extent: Some(EXTENT) }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(8));
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests;
