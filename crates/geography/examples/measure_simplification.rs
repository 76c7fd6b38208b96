//! Simplifies the areas of a GeoJSON file to a share of their points, borders together, and writes them as GeoJSON:
//! `measure_simplification IN.geojson OUT.geojson SHARE`, the share between 0 and 1. `benches/simplification.py` sets it beside
//! mapshaper.

use std::fmt::Write as _;
use std::time::Instant;

use geography::read_features;
use geography::topology::{Point, Ranks, Topology};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, out, share] = &arguments[..] else {
        return Err("expected IN.geojson OUT.geojson SHARE".into());
    };
    let share: f64 = share.parse()?;
    let bytes = std::fs::read(file)?;
    let start = Instant::now();
    let shapes: Vec<_> = read_features(&bytes)?.into_iter().filter_map(|feature| feature.shape.ok()).collect();
    let topology = Topology::new(&shapes);
    let ranks = Ranks::new(&topology, f64::MAX);
    let all = topology.points.len() as u32;
    let left = |limit: f64| (0..all).filter(|&point| ranks.keeps(point, limit)).count();
    // The threshold at which that share of the points is left, by halving.
    let (mut low, mut high) = (0.0_f64, 1e18_f64);
    for _ in 0..60 {
        let middle = (low.max(1.0) * high).sqrt();
        if left(middle) as f64 > share * f64::from(all) { low = middle } else { high = middle }
    }
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    let mut rings = topology.rings.iter().peekable();
    let mut first = true;
    while let Some(ring) = rings.next() {
        // A feature for every polygon: its outer ring, then its holes.
        let mut lines = vec![topology.ring_points(ring, |point| ranks.keeps(point, high))];
        while let Some(hole) =
            rings.next_if(|hole| hole.hole && (hole.shape, hole.polygon) == (ring.shape, ring.polygon))
        {
            lines.push(topology.ring_points(hole, |point| ranks.keeps(point, high)));
        }
        let lines: Vec<String> = lines.iter().map(|line| line_text(line)).collect();
        let comma = if std::mem::take(&mut first) { "" } else { "," };
        write!(
            text,
            "{comma}\n{{\"type\":\"Feature\",\"properties\":{{\"shape\":{}}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{}]}}}}",
            ring.shape,
            lines.join(",")
        )?;
    }
    text.push_str("\n]}\n");
    std::fs::write(out, text)?;
    println!("{{\"seconds\": {}, \"points\": {}, \"before\": {all}}}", start.elapsed().as_secs_f64(), left(high));
    Ok(())
}

/// A closed line, at six decimals: about a decimetre.
fn line_text(points: &[Point]) -> String {
    let text = |point: &Point| {
        let (x, y) = point.degrees();
        format!("[{x:.6},{y:.6}]")
    };
    let corners: Vec<String> = points.iter().chain(points.first()).map(text).collect();
    format!("[{}]", corners.join(","))
}
