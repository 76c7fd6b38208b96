//! Where there is land: coast, islands, a river, lakes; and the lines that borders like to follow.
//!
//! All lengths are kilometres, x to the east and y to the north. Only additions, multiplications, divisions and square
//! roots are used, which every machine computes alike; the functions of a mathematics library are not.

use super::plan::{LAKES, TOWNS};

/// A point of the plane, in kilometres.
pub(super) type Xy = [f64; 2];

/// The mainland, before the sea has gnawed at it.
const MAINLAND: [Xy; 43] = [
    [3.8, 7.6],
    [4.9, 10.5],
    [4.4, 14.0],
    [4.2, 18.0],
    [4.4, 22.0],
    [5.0, 27.0],
    [6.4, 32.0],
    [8.6, 36.0],
    [10.6, 39.0],
    [12.8, 38.4],
    [14.4, 36.0],
    [17.4, 36.6],
    [21.2, 38.6],
    [25.6, 37.6],
    [28.6, 35.6],
    [30.6, 34.6],
    [33.0, 37.8],
    [38.0, 39.0],
    [44.2, 37.4],
    [47.6, 34.6],
    [46.2, 31.8],
    [41.6, 31.0],
    [37.8, 29.6],
    [35.4, 27.4],
    [36.0, 24.0],
    [39.2, 22.0],
    [43.4, 22.4],
    [47.4, 21.2],
    [49.4, 16.5],
    [48.6, 11.0],
    [46.8, 6.4],
    [42.2, 5.0],
    [38.6, 2.6],
    [33.2, 3.2],
    [29.0, 1.4],
    [24.5, 1.0],
    [20.2, 2.0],
    [18.6, 4.4],
    [17.2, 6.4],
    [15.6, 4.2],
    [12.4, 2.6],
    [8.2, 4.2],
    [5.8, 4.8],
];
/// A barrier island with a village, off the north coast.
const ISLAND: [Xy; 9] = [
    [12.4, 42.0],
    [14.4, 43.4],
    [19.0, 44.5],
    [25.4, 44.8],
    [29.6, 44.0],
    [29.2, 43.0],
    [24.6, 42.9],
    [18.8, 42.7],
    [14.6, 41.6],
];
/// A sandbank beside it.
const SANDBANK: [Xy; 6] = [[32.4, 43.4], [35.6, 43.8], [38.6, 43.0], [37.8, 42.2], [35.0, 42.3], [32.8, 42.6]];
/// An island in the bay.
const BAY_ISLAND: [Xy; 6] = [[41.4, 26.6], [43.4, 27.2], [45.0, 26.2], [44.2, 24.8], [42.4, 24.4], [41.2, 25.2]];
/// The river, from the south-east to its mouth, with half its width.
const RIVER: [([f64; 2], f64); 10] = [
    ([53.0, 9.6], 0.11),
    ([46.0, 11.4], 0.11),
    ([40.0, 9.4], 0.12),
    ([34.0, 12.8], 0.12),
    ([28.0, 11.6], 0.13),
    ([22.5, 14.4], 0.15),
    ([16.6, 14.6], 0.19),
    ([11.0, 18.0], 0.30),
    ([6.0, 18.6], 0.85),
    ([-2.0, 19.6], 2.60),
];

/// A railway, a main road, a canal or a ring of streets: borders follow it where one is near.
#[derive(Debug, Clone)]
pub(super) struct Line {
    points: Vec<Xy>,
    /// How many kilometres of detour it is worth.
    pub(super) weight: f64,
    low: Xy,
    high: Xy,
}

impl Line {
    fn new(points: Vec<Xy>, weight: f64) -> Self {
        let (mut low, mut high) = ([f64::MAX; 2], [f64::MIN; 2]);
        for point in &points {
            for axis in 0..2 {
                low[axis] = low[axis].min(point[axis]);
                high[axis] = high[axis].max(point[axis]);
            }
        }
        Self { points, weight, low, high }
    }

    /// How far along the way from `a` to `b` the line is crossed, from 0 to 1.
    pub(super) fn crossing(&self, a: Xy, b: Xy) -> Option<f64> {
        for axis in 0..2 {
            if a[axis].max(b[axis]) < self.low[axis] || a[axis].min(b[axis]) > self.high[axis] {
                return None;
            }
        }
        self.points.windows(2).find_map(|pair| {
            let (from, to) = (pair[0], pair[1]);
            let side = |p: Xy| (to[0] - from[0]) * (p[1] - from[1]) - (to[1] - from[1]) * (p[0] - from[0]);
            let across = |p: Xy| (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
            let (sa, sb) = (side(a), side(b));
            ((sa < 0.0) != (sb < 0.0) && (across(from) < 0.0) != (across(to) < 0.0)).then(|| sa / (sa - sb))
        })
    }
}

/// The lie of the land.
#[derive(Debug, Clone)]
pub(super) struct Terrain {
    noise: Noise,
    river: Vec<(Xy, f64)>,
    /// Lines that borders follow.
    pub(super) lines: Vec<Line>,
}

impl Terrain {
    /// The lie of the land for a seed.
    pub(super) fn new(seed: u64) -> Self {
        let noise = Noise(seed);
        let river = smooth(&RIVER.map(|(p, _)| p))
            .into_iter()
            .zip(smooth(&RIVER.map(|(_, half)| [half, 0.0])))
            .map(|(p, [half, _])| (noise.push(p, 3.6, 1.3, 11), half))
            .collect();
        let mut terrain = Self { noise, river, lines: Vec::new() };
        terrain.draw_lines();
        terrain
    }

    /// How far a place is above the waterline of sea and river: positive on land, negative in the water.
    pub(super) fn dry(&self, p: Xy) -> f64 {
        // Waves and dunes keep the west coast smooth; elsewhere the shore is ragged.
        let ragged = 0.22 + 0.78 * ramp(p[0], 6.5, 13.0);
        let bent = self.noise.push(p, 6.5, 2.4 * ragged, 1);
        let torn = self.noise.push(bent, 1.7, 1.1 * ragged, 2);
        let main = inside(&MAINLAND, torn);
        let torn = self.noise.push(p, 3.2, 0.9, 3);
        let islands = inside(&ISLAND, torn).max(inside(&SANDBANK, torn)).max(inside(&BAY_ISLAND, torn));
        main.max(islands).min(self.to_bank(p))
    }

    /// How far a place is from the bank of the river; negative in it.
    pub(super) fn to_bank(&self, p: Xy) -> f64 {
        let mut nearest = f64::MAX;
        for pair in self.river.windows(2) {
            let ((a, half_a), (b, half_b)) = (pair[0], pair[1]);
            if (p[0] < a[0].min(b[0]) - 4.0) || (p[0] > a[0].max(b[0]) + 4.0) {
                continue;
            }
            let (distance, along) = to_segment(p, a, b);
            nearest = nearest.min(distance - (half_a + (half_b - half_a) * along));
        }
        // A bank is not a ruled line.
        nearest + 0.05 * self.noise.fractal(p, 0.9, 2, 3)
    }

    /// How far inside a lake a place is; negative outside it.
    pub(super) fn lake(&self, p: Xy, lake: usize) -> f64 {
        let (centre, radius) = LAKES[lake];
        radius - distance(p, centre) + 0.55 * radius * self.noise.fractal(p, radius * 1.3, 4, 4)
    }

    /// How hard it is to go on here, from 0.3 to 2.8: makes borders irregular.
    pub(super) fn roughness(&self, p: Xy) -> f64 {
        let (wide, near) = (self.noise.fractal(p, 3.0, 3, 5), self.noise.fractal(p, 0.9, 3, 6));
        (1.0 + 1.1 * wide + 1.5 * near).clamp(0.3, 2.8)
    }

    fn draw_lines(&mut self) {
        let through = |stops: &[Xy], noise: &Noise, salt: u64| -> Vec<Xy> {
            smooth(stops).into_iter().map(|p| noise.push(p, 6.0, 0.5, salt)).collect()
        };
        // Main roads pass beside the towns, railways go through them.
        let roads: [&[Xy]; 4] = [
            &[
                [3.0, 13.4],
                [8.6, 13.2],
                [15.4, 20.6],
                [20.6, 21.2],
                [26.2, 18.4],
                [31.4, 22.4],
                [33.6, 30.0],
                [44.0, 35.0],
            ],
            &[[10.0, 4.0], [14.2, 12.6], [22.2, 16.0], [21.8, 24.0], [23.6, 31.0], [20.0, 40.0]],
            &[[20.0, 6.6], [28.6, 5.6], [34.6, 8.6], [39.6, 16.8], [48.0, 15.6]],
            &[[5.0, 30.0], [11.0, 25.2], [17.0, 26.8], [28.0, 28.8], [38.0, 33.0]],
        ];
        let railways: [&[Xy]; 3] = [
            &[[6.0, 15.9], [12.0, 16.9], [18.2, 18.5], [26.0, 20.9], [33.0, 25.4], [41.0, 33.0]],
            &[[12.0, 7.6], [15.4, 12.0], [18.2, 18.5], [19.4, 25.4], [20.6, 32.6]],
            &[[18.2, 18.5], [25.2, 9.8], [31.2, 8.2], [40.6, 14.2], [48.6, 12.0]],
        ];
        for (at, stops) in roads.iter().enumerate() {
            self.lines.push(Line::new(through(stops, &self.noise, 20 + at as u64), 0.9));
        }
        for (at, stops) in railways.iter().enumerate() {
            self.lines.push(Line::new(through(stops, &self.noise, 30 + at as u64), 0.7));
        }
        for (at, town) in TOWNS.iter().enumerate().filter(|(_, town)| town.radius > 0.9) {
            self.draw_town(town.centre, town.radius, 40 + 10 * at as u64);
        }
    }

    /// A moat around the old town, a ring road, and streets that lead out of it.
    fn draw_town(&mut self, centre: Xy, radius: f64, salt: u64) {
        let noise = self.noise;
        let at = |turn: f64, share: f64| -> Xy {
            let [dx, dy] = direction(turn);
            [centre[0] + dx * radius * share, centre[1] + dy * radius * share]
        };
        for (share, push, weight) in [(0.24, 0.22, 0.8), (0.62, 0.40, 0.4)] {
            let ring: Vec<Xy> = (0..=28)
                .map(|i| noise.push(at(f64::from(i % 28) / 28.0, share), radius * 0.8, radius * push, salt))
                .collect();
            self.lines.push(Line::new(ring, weight * radius.min(1.5)));
        }
        let spokes = 5 + i32::from(radius > 2.0) + i32::from(radius > 3.0);
        let first = noise.lattice(1, 1, salt * 16 + 6) * 0.5;
        for spoke in 0..spokes {
            let lean = noise.lattice(i64::from(spoke), 2, salt * 16 + 7) * 0.3 / f64::from(spokes);
            let turn = first + f64::from(spoke) / f64::from(spokes) + lean;
            let street: Vec<Xy> = (0..12)
                .map(|i| noise.push(at(turn, 0.24 + f64::from(i) * 0.09), radius * 0.9, radius * 0.12, salt + 1))
                .collect();
            self.lines.push(Line::new(street, 0.35 * radius.min(1.5)));
        }
    }
}

/// Noise with a shape at every scale, the same for the same seed on every machine.
#[derive(Debug, Clone, Copy)]
struct Noise(u64);

impl Noise {
    /// A number from -1 to 1 for a corner of the lattice.
    fn lattice(self, x: i64, y: i64, salt: u64) -> f64 {
        let mut z = self
            .0
            .wrapping_add((x as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15))
            .wrapping_add((y as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F))
            .wrapping_add(salt.wrapping_mul(0x1656_67B1_9E37_79F9));
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        (z >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }

    /// Smooth noise with one bump per `scale` kilometres.
    fn smooth(self, p: Xy, scale: f64, salt: u64) -> f64 {
        let place = p.map(|along| along / scale);
        let cell = place.map(f64::floor);
        let ease = |t: f64| t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
        let along = [ease(place[0] - cell[0]), ease(place[1] - cell[1])];
        let [column, row] = cell.map(|along| along as i64);
        let corner = |right, up| self.lattice(column + right, row + up, salt);
        let low = corner(0, 0) + (corner(1, 0) - corner(0, 0)) * along[0];
        let high = corner(0, 1) + (corner(1, 1) - corner(0, 1)) * along[0];
        low + (high - low) * along[1]
    }

    /// Fractal noise, from about -1 to 1: bumps on bumps.
    fn fractal(self, p: Xy, scale: f64, octaves: u64, salt: u64) -> f64 {
        let (mut sum, mut height, mut scale) = (0.0, 0.55, scale);
        for octave in 0..octaves {
            sum += height * self.smooth(p, scale, salt * 16 + octave);
            height *= 0.5;
            scale *= 0.5;
        }
        sum
    }

    /// A point moved by at most about `by` kilometres.
    fn push(self, p: Xy, scale: f64, by: f64, salt: u64) -> Xy {
        [p[0] + by * self.fractal(p, scale, 4, salt * 2), p[1] + by * self.fractal(p, scale, 4, salt * 2 + 1)]
    }
}

/// A unit vector, a share of a turn from the east; without sine and cosine, so not at an even pace.
fn direction(turn: f64) -> Xy {
    let turn = turn - turn.floor();
    let quarter = (turn * 4.0).floor();
    let t = turn * 4.0 - quarter;
    let (x, y) = (1.0 - t, t);
    let length = (x * x + y * y).sqrt();
    let (x, y) = (x / length, y / length);
    match quarter as u8 {
        0 => [x, y],
        1 => [-y, x],
        2 => [-x, -y],
        _ => [y, -x],
    }
}

/// A curve through points (Catmull & Rom 1974), eight steps from one to the next.
fn smooth(points: &[Xy]) -> Vec<Xy> {
    let mut out = Vec::with_capacity(points.len() * 8);
    for i in 0..points.len() - 1 {
        let get = |at: usize| points[at.min(points.len() - 1)];
        let near = [get(i.saturating_sub(1)), get(i), get(i + 1), get(i + 2)];
        for step in 0..8 {
            let t = f64::from(step) / 8.0;
            let along = |axis: usize| {
                let [before, from, to, after] = near.map(|point| point[axis]);
                0.5 * (2.0 * from
                    + (to - before) * t
                    + (2.0 * before - 5.0 * from + 4.0 * to - after) * t * t
                    + (3.0 * from - before - 3.0 * to + after) * t * t * t)
            };
            out.push([along(0), along(1)]);
        }
    }
    out.extend(points.last());
    out
}

/// From 0 to 1 while `x` goes from `from` to `to`.
fn ramp(x: f64, from: f64, to: f64) -> f64 {
    ((x - from) / (to - from)).clamp(0.0, 1.0)
}

/// The distance between two places.
pub(super) fn distance(a: Xy, b: Xy) -> f64 {
    let (dx, dy) = (a[0] - b[0], a[1] - b[1]);
    (dx * dx + dy * dy).sqrt()
}

/// The distance to a stretch of line, and how far along it the nearest point is.
fn to_segment(p: Xy, a: Xy, b: Xy) -> (f64, f64) {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { (((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (distance(p, [a[0] + along * dx, a[1] + along * dy]), along)
}

/// How far inside an outline a place is; negative outside it.
fn inside(outline: &[Xy], p: Xy) -> f64 {
    let (mut nearest, mut within) = (f64::MAX, false);
    for (i, &a) in outline.iter().enumerate() {
        let b = outline[(i + 1) % outline.len()];
        nearest = nearest.min(to_segment(p, a, b).0);
        if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0] + (p[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) {
            within = !within;
        }
    }
    if within { nearest } else { -nearest }
}
