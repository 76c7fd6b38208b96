//! The fine triangular mesh that everything is built on: dense in towns and along the water, coarse at sea.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use spade::{DelaunayTriangulation, Point2, Triangulation};

use super::plan::{LAKES, TOWNS};
use super::terrain::{Terrain, Xy, distance};

/// The side of the square that is meshed, a power of two times the finest cell.
const SIDE: f64 = 52.0;
/// Its lower left corner.
const CORNER: Xy = [-0.6, -3.2];
/// A piece of land in the sea, or of water in the land, smaller than this (km²) is smoothed away.
const SMALLEST: f64 = 0.4;

/// What is at a point of the mesh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    Land,
    Lake(u8),
    River,
    Sea,
}

impl Ground {
    /// Whether it belongs to a municipality.
    pub(super) fn has_owner(self) -> bool {
        matches!(self, Self::Land | Self::Lake(_))
    }
}

/// A connection between two neighbouring points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) to: u32,
    /// How far, with the roughness of the land and the lines to cross, in kilometres.
    pub(super) cost: f64,
}

/// The mesh.
#[derive(Debug)]
pub(super) struct Mesh {
    pub(super) points: Vec<Xy>,
    pub(super) ground: Vec<Ground>,
    /// The land around each point, in square kilometres.
    pub(super) area: Vec<f64>,
    /// Corners of each triangle, against the clock, the lowest first; sorted.
    pub(super) triangles: Vec<[u32; 3]>,
    links: Vec<Link>,
    first_link: Vec<usize>,
    /// Where a border between two points must run, as a share of the way from the lower to the higher, where something
    /// on the ground says so; by edge, sorted.
    fixed: Vec<((u32, u32), f64)>,
}

impl Mesh {
    /// Lays the mesh over a terrain.
    pub(super) fn new(terrain: &Terrain, villages: &[Xy], rng: &mut ChaCha8Rng) -> Self {
        let points = scatter(terrain, villages, rng);
        let triangulation = DelaunayTriangulation::<Point2<f64>>::bulk_load_stable(
            points.iter().map(|p| Point2::new(p[0], p[1])).collect(),
        )
        .expect("points are finite and far from zero or exactly zero");
        let mut triangles: Vec<[u32; 3]> = triangulation
            .inner_faces()
            .map(|face| {
                let mut corners = face.vertices().map(|vertex| vertex.fix().index() as u32);
                let lowest = (0..3).min_by_key(|&i| corners[i]).unwrap_or(0);
                corners.rotate_left(lowest);
                corners
            })
            .collect();
        triangles.sort_unstable();
        let mut area = vec![0.0; points.len()];
        let mut edges = Vec::with_capacity(triangles.len() * 3);
        for corners in &triangles {
            let [a, b, c] = corners.map(|i| points[i as usize]);
            let third = ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) / 6.0;
            for i in 0..3 {
                area[corners[i] as usize] += third;
                edges.push((corners[i].min(corners[(i + 1) % 3]), corners[i].max(corners[(i + 1) % 3])));
            }
        }
        edges.sort_unstable();
        edges.dedup();
        let dry: Vec<f64> = points.iter().map(|&p| terrain.dry(p)).collect();
        let ground = cover(terrain, &points, &dry, &area, &edges);
        let mut mesh =
            Self { points, ground, area, triangles, links: Vec::new(), first_link: Vec::new(), fixed: Vec::new() };
        mesh.link(terrain, &dry, &edges);
        mesh
    }

    /// The neighbours of a point.
    pub(super) fn links(&self, point: u32) -> &[Link] {
        &self.links[self.first_link[point as usize]..self.first_link[point as usize + 1]]
    }

    /// Where the border on an edge must run, as a share of the way from the lower point to the higher.
    pub(super) fn fixed(&self, edge: (u32, u32)) -> Option<f64> {
        self.fixed.binary_search_by_key(&edge, |&(edge, _)| edge).ok().map(|at| self.fixed[at].1)
    }

    fn link(&mut self, terrain: &Terrain, dry: &[f64], edges: &[(u32, u32)]) {
        let mut degree = vec![0; self.points.len() + 1];
        for &(a, b) in edges {
            degree[a as usize + 1] += 1;
            degree[b as usize + 1] += 1;
        }
        for i in 1..degree.len() {
            degree[i] += degree[i - 1];
        }
        let rough: Vec<f64> = self.points.iter().map(|&p| terrain.roughness(p)).collect();
        let mut next = degree.clone();
        self.links = vec![Link { to: 0, cost: 0.0 }; edges.len() * 2];
        for &(a, b) in edges {
            let (i, j) = (a as usize, b as usize);
            let (from, to) = (self.points[i], self.points[j]);
            let mut cost = distance(from, to) * (rough[i] + rough[j]) / 2.0;
            let (here, there) = (self.ground[i], self.ground[j]);
            let shore = if here.has_owner() != there.has_owner() {
                Some((dry[i], dry[j]))
            } else if let (Ground::Lake(lake), Ground::Land) | (Ground::Land, Ground::Lake(lake)) = (here, there) {
                Some((terrain.lake(from, lake as usize), terrain.lake(to, lake as usize)))
            } else {
                None
            };
            if let Some((up, down)) = shore {
                let share = if (up < 0.0) == (down < 0.0) { 0.5 } else { up / (up - down) };
                self.fixed.push(((a, b), share.clamp(0.05, 0.95)));
            } else if here == Ground::Land {
                for line in &terrain.lines {
                    if let Some(share) = line.crossing(from, to) {
                        cost += line.weight;
                        if self.fixed.last().is_none_or(|(edge, _)| *edge != (a, b)) {
                            self.fixed.push(((a, b), share.clamp(0.05, 0.95)));
                        }
                    }
                }
            }
            for (from, to) in [(i, b), (j, a)] {
                self.links[next[from]] = Link { to, cost };
                next[from] += 1;
            }
        }
        self.first_link = degree;
    }
}

/// One point in each leaf of a tree of squares, which are as fine as the place asks.
fn scatter(terrain: &Terrain, villages: &[Xy], rng: &mut ChaCha8Rng) -> Vec<Xy> {
    let mut points = Vec::with_capacity(60_000);
    let mut open = vec![(CORNER, SIDE)];
    while let Some((corner, side)) = open.pop() {
        let centre = [corner[0] + side / 2.0, corner[1] + side / 2.0];
        if side > 2.0 || side > 1.35 * spacing(terrain, villages, centre, side) {
            let half = side / 2.0;
            for (dx, dy) in [(half, half), (0.0, half), (half, 0.0), (0.0, 0.0)] {
                open.push(([corner[0] + dx, corner[1] + dy], half));
            }
        } else {
            let mut about = || (rng.random_range(0.0..1.0) - 0.5) * side * 0.8;
            points.push([centre[0] + about(), centre[1] + about()]);
        }
    }
    points
}

/// How far points are to be apart around here, for a square of this size.
fn spacing(terrain: &Terrain, villages: &[Xy], centre: Xy, side: f64) -> f64 {
    let reach = side * 0.75;
    let mut spacing: f64 = 0.25;
    for town in &TOWNS {
        let away = distance(centre, town.centre) - reach;
        if away < town.radius * 1.15 {
            spacing = spacing.min(0.085);
        } else if away < town.radius * 1.6 {
            spacing = spacing.min(0.17);
        }
    }
    if spacing > 0.13 && villages.iter().any(|&village| distance(centre, village) - reach < 0.8) {
        spacing = 0.13;
    }
    if spacing > 0.17
        && LAKES.iter().enumerate().any(|(lake, (at, radius))| {
            distance(centre, *at) < radius * 2.0 + reach && terrain.lake(centre, lake).abs() < reach + 0.2
        })
    {
        spacing = 0.17;
    }
    if side > 0.12 {
        let dry = terrain.dry(centre);
        if dry < -reach - 0.6 {
            return 1.6;
        }
        let bank = terrain.to_bank(centre);
        if (-0.25..reach + 0.1).contains(&bank) {
            spacing = spacing.min(0.12);
        } else if dry.abs() < reach + 0.25 {
            spacing = spacing.min(0.2);
        }
    }
    spacing
}

/// What is at each point; specks of land and puddles are smoothed away.
fn cover(terrain: &Terrain, points: &[Xy], dry: &[f64], area: &[f64], edges: &[(u32, u32)]) -> Vec<Ground> {
    let mut ground: Vec<Ground> = points
        .iter()
        .zip(dry)
        .map(|(&p, &dry)| {
            if dry < 0.0 {
                if terrain.to_bank(p) < 0.0 { Ground::River } else { Ground::Sea }
            } else {
                let lake = (0..LAKES.len()).find(|&lake| terrain.lake(p, lake) > 0.0);
                lake.map_or(Ground::Land, |lake| Ground::Lake(lake as u8))
            }
        })
        .collect();
    // Water and land in turn: first what is one piece, then what is too small of it.
    for _ in 0..2 {
        let pieces =
            pieces(points.len(), edges.iter().filter(|&&(a, b)| kind(ground[a as usize]) == kind(ground[b as usize])));
        let mut size = vec![0.0; points.len()];
        for (at, &piece) in pieces.iter().enumerate() {
            size[piece as usize] += area[at];
        }
        for (at, &piece) in pieces.iter().enumerate() {
            if size[piece as usize] < SMALLEST {
                ground[at] = match ground[at] {
                    Ground::Land => Ground::Sea,
                    Ground::Lake(_) | Ground::River | Ground::Sea => Ground::Land,
                };
            }
        }
    }
    ground
}

/// Land, lake or open water.
fn kind(ground: Ground) -> u8 {
    match ground {
        Ground::Land => 0,
        Ground::Lake(lake) => 1 + lake,
        Ground::River | Ground::Sea => u8::MAX,
    }
}

/// For each point the lowest point of its piece.
pub(super) fn pieces<'a>(points: usize, edges: impl Iterator<Item = &'a (u32, u32)>) -> Vec<u32> {
    fn root(lowest: &mut [u32], mut at: u32) -> u32 {
        while lowest[at as usize] != at {
            lowest[at as usize] = lowest[lowest[at as usize] as usize];
            at = lowest[at as usize];
        }
        at
    }
    let mut lowest: Vec<u32> = (0..points as u32).collect();
    for &(a, b) in edges {
        let (a, b) = (root(&mut lowest, a), root(&mut lowest, b));
        lowest[a.max(b) as usize] = a.min(b);
    }
    (0..points as u32).map(|at| root(&mut lowest, at)).collect()
}
