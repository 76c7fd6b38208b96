//! Whether an archive shows the places it should.

use std::collections::{BTreeMap, HashSet};

use cells::PlaceIx;
use prost::Message;

use super::mvt::{self, Layer, Tile};
use super::{Archive, EXTENT, has_area, is_drawn, layer_name};
use crate::{Boundaries, Places};

/// What is wrong with an archive of tiles.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct TilesProblem(String);

/// Reads every tile of an archive and compares it with the places: every place with a boundary is there at every
/// zoom, in its layer, under its own number, code and name, with a shape that can be drawn; and nothing else is.
pub fn check(bytes: &[u8], places: &Places, boundaries: &Boundaries) -> Result<(), TilesProblem> {
    let problem = |what: String| TilesProblem(what);
    let archive = Archive::read(bytes).map_err(|error| problem(error.to_string()))?;
    let expected: HashSet<PlaceIx> =
        boundaries.iter().map(|(ix, _)| ix).filter(|&ix| is_drawn(places.get(ix).level())).collect();
    let mut seen: BTreeMap<u8, HashSet<PlaceIx>> =
        (archive.zooms.0..=archive.zooms.1).map(|z| (z, HashSet::new())).collect();
    for tile in archive.tiles() {
        let ((zoom, x, y), bytes) = tile.map_err(|error| problem(error.to_string()))?;
        let here = |what: &str| problem(format!("tile {zoom}/{x}/{y}: {what}"));
        let Some(seen) = seen.get_mut(&zoom) else { return Err(here("its zoom is not among those of the header")) };
        let tile = Tile::decode(&bytes[..]).map_err(|error| here(&error.to_string()))?;
        for layer in &tile.layers {
            layer_features(layer, places, &expected, seen).map_err(|what| here(&what))?;
        }
    }
    for (zoom, seen) in seen {
        let missing = expected.difference(&seen).filter(|&&ix| boundaries.get(ix).is_some_and(has_area)).min();
        if let Some(missing) = missing {
            return Err(problem(format!("{} is not drawn at zoom {zoom}", places.get(*missing).code)));
        }
    }
    Ok(())
}

fn layer_features(
    layer: &Layer,
    places: &Places,
    expected: &HashSet<PlaceIx>,
    seen: &mut HashSet<PlaceIx>,
) -> Result<(), String> {
    if layer.version != 2 || layer.extent != Some(EXTENT) {
        return Err(format!("layer {} is not as tiles of this program are", layer.name));
    }
    for feature in &layer.features {
        let id = feature.id.unwrap_or(u64::MAX);
        let ix = u32::try_from(id).ok().map(PlaceIx).filter(|ix| expected.contains(ix));
        let ix =
            ix.ok_or_else(|| format!("layer {} has feature {id}, which is no place with a boundary", layer.name))?;
        let place = places.get(ix);
        let wrong = |what: &str| format!("{} in layer {}: {what}", place.code, layer.name);
        if layer.name != layer_name((place.level(), place.newest())) {
            return Err(wrong("belongs in another layer"));
        }
        for pair in feature.tags.chunks(2) {
            let [key, value] = pair else { return Err(wrong("has a key without a value")) };
            let (Some(key), Some(value)) = (layer.keys.get(*key as usize), layer.values.get(*value as usize)) else {
                return Err(wrong("has an attribute that is not listed"));
            };
            let same = match key.as_str() {
                "code" => value.text.as_deref() == Some(&place.code.to_string()),
                "name" => value.text.as_deref() == Some(&place.name),
                "from" => value.number == place.vintages.first().map(|vintage| u64::from(vintage.0)),
                _ => false,
            };
            if !same {
                return Err(wrong(&format!("has another `{key}` than places.parquet")));
            }
        }
        let rings = mvt::rings(&feature.geometry).map_err(wrong)?;
        if rings.first().is_none_or(|ring| mvt::doubled_area(ring) <= 0) {
            return Err(wrong("does not begin with an outer ring"));
        }
        seen.insert(ix);
    }
    Ok(())
}
