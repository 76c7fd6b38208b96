//! Makes tiles of GeoJSON files and finds areas of points, for measurements:
//! `measure_tiles OUT.pmtiles FILE:CODE:NAME:VINTAGE …`.

use std::collections::HashMap;
use std::time::Instant;

use cells::{AreaCode, Vintage};
use geography::{Boundaries, Boundary, Division, ListedArea, Locator, join, read_features, tiles};

const POINTS: u32 = 500_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().ok_or("expected OUT.pmtiles FILE:CODE:NAME:VINTAGE …")?;
    let start = Instant::now();
    let mut listed: HashMap<Vintage, Vec<ListedArea>> = HashMap::new();
    let mut shapes = Vec::new();
    for argument in arguments {
        let [file, code, name, vintage] = argument.split(':').collect::<Vec<_>>()[..] else {
            return Err(format!("`{argument}`: expected FILE:CODE:NAME:VINTAGE").into());
        };
        let vintage = Vintage(vintage.parse()?);
        for feature in read_features(&std::fs::read(file)?)? {
            let text = |key: &str| feature.properties.get(key).and_then(|v| v.as_str()).unwrap_or_default();
            let (Ok(code), Ok(shape)) = (text(code).parse::<AreaCode>(), feature.shape.clone()) else { continue };
            let name = text(name).to_owned();
            listed.entry(vintage).or_default().push(ListedArea { code, name, population: Some(0) });
            shapes.push((code, vintage, shape));
        }
    }
    let divisions = listed.into_iter().map(|(vintage, areas)| Division { vintage, areas }).collect();
    let places = join(divisions).places;
    let boundaries: HashMap<_, _> = shapes
        .into_iter()
        .filter_map(|(code, vintage, shape)| Some((places.find_in(code, vintage)?, Boundary { shape })))
        .collect();
    println!("read {} boundaries in {:.2?}", boundaries.len(), start.elapsed());
    let boundaries = Boundaries::new(boundaries);
    let start = Instant::now();
    let (bytes, report) = tiles::build(&places, &boundaries, &tiles::TileOptions::default())?.ok_or("no boundaries")?;
    println!("made {} bytes in {:.2?}: {} points, {} arcs", bytes.len(), start.elapsed(), report.points, report.arcs);
    println!("{:?}", report.layers);
    for zoom in &report.zooms {
        println!("{zoom:?}");
    }
    let start = Instant::now();
    tiles::check(&bytes, &places, &boundaries)?;
    println!("checked in {:.2?}", start.elapsed());
    std::fs::write(out, bytes)?;
    let newest = places.newest_vintage().ok_or("no places")?;
    let start = Instant::now();
    let locator = Locator::new(&places, &boundaries, newest);
    println!("index of points in {:.2?}", start.elapsed());
    let (start, mut inside) = (Instant::now(), 0);
    for step in 0..POINTS {
        // Evenly over the country and the sea beside it, the same points each time.
        let (x, y) = (f64::from(step % 1000) / 1000.0, f64::from(step / 1000) / f64::from(POINTS / 1000));
        let found = locator.locate(3.3 + 3.9 * x, 50.75 + 2.8 * y);
        inside += u32::from(found.municipality.is_some());
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{POINTS} points, {inside} in a municipality: {:.0} per second", f64::from(POINTS) / seconds);
    Ok(())
}
