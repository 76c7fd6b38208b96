//! Areas that grow over the mesh from seeds, as towns and parishes did: the border is where two of them met.
//!
//! Each seed spreads along the cheapest way (Dijkstra 1959); what is rough, across water or on the other side of a main
//! road is reached later. Some start earlier than others,
//! so that the areas get about the sizes asked for.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::mesh::{Ground, Mesh};
use super::terrain::{Xy, distance};

/// No area.
pub(super) const NONE: u32 = u32::MAX;

/// The order in which points are reached: cost in millimetres, then area, then point.
type Front = BinaryHeap<Reverse<(u64, u32, u32)>>;

/// Spreads from seeds over points of the mesh.
pub(super) struct Growth<'a> {
    mesh: &'a Mesh,
    /// Whose each point is; seeds spread over points of `region` only, and cross water and others' land at a price.
    region_of: Vec<u32>,
    region: u32,
    label: Vec<u32>,
    settled: Vec<u32>,
    round: u32,
}

impl<'a> Growth<'a> {
    pub(super) fn new(mesh: &'a Mesh) -> Self {
        let points = mesh.points.len();
        Self {
            mesh,
            region_of: vec![0; points],
            region: 0,
            label: vec![NONE; points],
            settled: vec![0; points],
            round: 0,
        }
    }

    /// Divides points among seeds: for each of `members`, the number of the seed that reached it. `share` is what each
    /// part should have of the total `mass`; with `recentre` a seed moves to the middle of its part between rounds.
    pub(super) fn divide(
        &mut self,
        members: &[u32],
        seeds: &[u32],
        share: &[f64],
        mass: &dyn Fn(u32) -> f64,
        recentre: bool,
        rounds: usize,
    ) -> Vec<u32> {
        self.enclose(members);
        let mut seeds = seeds.to_vec();
        let land: f64 = members.iter().map(|&p| self.mesh.area[p as usize]).sum();
        // A seed may start before another by less than the usual way between them, or it would swallow it.
        let most = 0.22 * (land / seeds.len().max(1) as f64).sqrt();
        let mut start = vec![0.0; seeds.len()];
        let total: f64 = members.iter().map(|&p| mass(p)).sum();
        let shares: f64 = share.iter().sum();
        // The best of all rounds: with the fewest areas that were all but swallowed, and then the best sizes.
        let mut best: Option<(usize, f64, Vec<u32>)> = None;
        for _ in 0..=if seeds.len() < 2 { 0 } else { rounds } {
            self.spread(&seeds, &start, members.len());
            let mut sums = vec![(0.0, [0.0; 2]); seeds.len()];
            for &p in members {
                let (at, weight) = (self.label[p as usize], mass(p));
                if at != NONE {
                    let sum = &mut sums[at as usize];
                    sum.0 += weight;
                    sum.1[0] += weight * self.mesh.points[p as usize][0];
                    sum.1[1] += weight * self.mesh.points[p as usize][1];
                }
            }
            let (mut swallowed, mut unlike) = (0, 0.0);
            for (part, (sum, _)) in sums.iter().enumerate() {
                let (wanted, has) = (share[part] / shares * land, sum / total * land);
                swallowed += usize::from(has < 0.12 * wanted);
                unlike += (wanted - has).abs();
                start[part] = f64::clamp(start[part] - 0.5 * (wanted.sqrt() - has.sqrt()), -most, most);
            }
            if best.as_ref().is_none_or(|&(few, like, _)| (swallowed, unlike) < (few, like)) {
                let labels = members.iter().map(|&p| self.label[p as usize]).collect();
                best = Some((swallowed, unlike, labels));
            }
            if recentre {
                let middles: Vec<Xy> =
                    sums.iter().map(|(sum, [x, y])| [x / sum.max(1e-9), y / sum.max(1e-9)]).collect();
                let mut nearest = vec![(f64::MAX, NONE); seeds.len()];
                for &p in members {
                    let at = self.label[p as usize];
                    if at != NONE {
                        let away = distance(self.mesh.points[p as usize], middles[at as usize]);
                        if away < nearest[at as usize].0 {
                            nearest[at as usize] = (away, p);
                        }
                    }
                }
                for (part, &(_, p)) in nearest.iter().enumerate() {
                    if p != NONE {
                        seeds[part] = p;
                    }
                }
            }
        }
        best.map_or_else(|| vec![0; members.len()], |(_, _, labels)| labels)
    }

    /// The points around a seed that it reaches first, until their `mass` is `quota`; and whether each member is one.
    pub(super) fn patch(&mut self, members: &[u32], seed: u32, mass: &dyn Fn(u32) -> f64, quota: f64) -> Vec<bool> {
        self.enclose(members);
        let mut order = self.spread(&[seed], &[0.0], members.len());
        let mut sum = 0.0;
        order.retain(|&p| {
            let room = sum < quota;
            sum += mass(p);
            room
        });
        self.round += 1;
        for &p in &order {
            self.settled[p as usize] = self.round;
        }
        members.iter().map(|&p| self.settled[p as usize] == self.round).collect()
    }

    fn enclose(&mut self, members: &[u32]) {
        self.region += 1;
        for &p in members {
            self.region_of[p as usize] = self.region;
            self.label[p as usize] = NONE;
        }
    }

    /// Spreads until all members are reached; gives them in the order in which they were.
    fn spread(&mut self, seeds: &[u32], start: &[f64], members: usize) -> Vec<u32> {
        self.round += 1;
        let mut front = Front::new();
        let first = start.iter().copied().fold(f64::MAX, f64::min);
        for (part, (&seed, &start)) in seeds.iter().zip(start).enumerate() {
            front.push(Reverse((millimetres(start - first), part as u32, seed)));
        }
        let mut order = Vec::with_capacity(members);
        while let Some(Reverse((cost, part, point))) = front.pop() {
            let at = point as usize;
            if self.settled[at] == self.round {
                continue;
            }
            self.settled[at] = self.round;
            if self.region_of[at] == self.region {
                self.label[at] = part;
                order.push(point);
                if order.len() == members {
                    break;
                }
            }
            for link in self.mesh.links(point) {
                let to = link.to as usize;
                if self.settled[to] == self.round {
                    continue;
                }
                let price = match self.mesh.ground[to] {
                    _ if self.region_of[to] == self.region => 1.0,
                    Ground::River => 3.0,
                    Ground::Sea => 12.0,
                    Ground::Land | Ground::Lake(_) => 25.0,
                };
                let further = cost + millimetres(link.cost * price);
                front.push(Reverse((further, part, link.to)));
            }
        }
        order
    }
}

fn millimetres(kilometres: f64) -> u64 {
    (kilometres * 1e6) as u64
}

/// Seeds far apart among `members`: `first`, and then each time about the point farthest from those before it. `lot` gives
/// numbers from 0 to 1, to choose among points that are about as far.
pub(super) fn far_apart(
    mesh: &Mesh,
    members: &[u32],
    first: u32,
    count: usize,
    lot: &mut dyn FnMut() -> f64,
) -> Vec<u32> {
    let mut seeds = vec![first];
    let from = |p: u32, seed: u32| distance(mesh.points[p as usize], mesh.points[seed as usize]);
    let mut away: Vec<f64> = members.iter().map(|&p| from(p, first)).collect();
    while seeds.len() < count {
        let mut best: Option<(f64, u32)> = None;
        for (&p, &far) in members.iter().zip(&away) {
            let worth = far * (0.6 + 0.4 * lot());
            if far > 0.0 && best.is_none_or(|(most, _)| worth > most) {
                best = Some((worth, p));
            }
        }
        let Some((_, seed)) = best else { break };
        seeds.push(seed);
        for (&p, far) in members.iter().zip(&mut away) {
            *far = far.min(from(p, seed));
        }
    }
    seeds
}
