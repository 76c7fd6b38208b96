//! How long drawing takes, printed; fails only when a chart would by itself eat the time of a whole page many times.

mod zomerdam;

use std::time::{Duration, Instant};

use charts::{MapShapes, Style, Words};

fn time(name: &str, mut draw: impl FnMut() -> usize) -> Duration {
    draw();
    let start = Instant::now();
    let bytes = draw();
    let took = start.elapsed();
    println!("{name}: {took:?}, {bytes} bytes");
    took
}

#[test]
fn charts_are_drawn_within_the_time_of_a_page() {
    let words = Words::dutch();
    let (ring, nine) = (zomerdam::veerkwartier(), zomerdam::nine_themes());
    let all = zomerdam::distribution("d", 14_600, 1130);
    let outlines = zomerdam::outlines(10, 10);
    let (map, shapes) = zomerdam::big_map("m");
    let slowest = [
        time("ring, 26 wedges, wide", || ring.wide(Style::Page).len()),
        time("ring, 45 wedges, wide", || nine.wide(Style::Page).len()),
        time("ring, 26 wedges, phone", || ring.phone(Style::Page).len()),
        time("ring, 45 wedges, phone", || nine.phone(Style::Page).len()),
        time("ring, 45 wedges, small", || nine.small(92, Style::Page).len()),
        time("distribution of 14,600", || all.svg(&words, Style::Page).len()),
        time("shapes of 100 areas, 9,600 points", || MapShapes::fit(&outlines, 560, 560, 25_000).bytes()),
        time("map of 100 areas", || map.svg(&shapes, Style::Page).len()),
    ]
    .into_iter()
    .max();
    assert!(slowest < Some(Duration::from_millis(500)), "{slowest:?}");
}
