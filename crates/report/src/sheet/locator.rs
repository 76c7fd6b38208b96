//! Where an area lies.

use cells::{Level, PlaceIx};
use charts::{Caption, Locator, Style};

use super::Picture;
use crate::edition::{Edition, Fit};
use crate::names;
use crate::texts::Texts;

/// The country, of which every factsheet has the same ground.
const COUNTRY: Fit = Fit { width: 300, height: 340, bytes: 9_000 };
/// A municipality with its districts or neighbourhoods.
const MUNICIPALITY: Fit = Fit { width: 300, height: 240, bytes: 12_000 };

/// The map; none for the country, and where there are no boundaries.
pub(crate) fn locator(edition: &Edition<'_>, ix: PlaceIx, t: &Texts) -> Option<Picture> {
    let places = edition.places();
    let place = places.get(ix);
    let vintage = place.newest();
    let (ground, marked, within, fit): (Vec<PlaceIx>, Vec<PlaceIx>, PlaceIx, Fit) = match place.level() {
        Level::Country => return None,
        Level::Region => {
            let ground: Vec<PlaceIx> = places.of_vintage(Level::Municipality, vintage).collect();
            (ground, places.children(ix, vintage).to_vec(), edition.figures.country()?, COUNTRY)
        }
        Level::Municipality => {
            let ground: Vec<PlaceIx> = places.of_vintage(Level::Municipality, vintage).collect();
            (ground, vec![ix], edition.figures.country()?, COUNTRY)
        }
        level @ (Level::District | Level::Neighbourhood) => {
            let municipality = places.ancestor(ix, Level::Municipality, vintage)?;
            let districts = places.children(municipality, vintage);
            let mut ground: Vec<PlaceIx> = match level {
                Level::District => districts.to_vec(),
                _ => districts.iter().flat_map(|&d| places.children(d, vintage)).copied().collect(),
            };
            ground.sort_unstable();
            (ground, vec![ix], municipality, MUNICIPALITY)
        }
    };
    // A map of one area says nothing, and neither does one that the area itself is not on.
    let has_boundary = |ix: &PlaceIx| edition.release.boundaries.get(*ix).is_some();
    if ground.len() < 2 || !marked.iter().any(has_boundary) {
        return None;
    }
    let at: Vec<usize> = marked.iter().filter_map(|ix| ground.iter().position(|other| other == ix)).collect();
    let shapes = edition.shapes(&ground, fit)?;
    let alt = t.with(
        "locator-alt",
        &[
            ("name", names::spoken(edition, ix, t.language()).into()),
            ("within", names::spoken(edition, within, t.language()).into()),
        ],
    );
    let caption =
        Caption { prefix: "ligging".to_owned(), title: alt.clone(), description: String::new(), source: None };
    Some(Picture { svg: Locator { caption, marked: at }.svg(&shapes, Style::Printed), alt })
}
