//! From terrain to towns, districts and neighbourhoods: which point of the mesh lies where, and how many people live
//! there.

use std::collections::{BTreeMap, BTreeSet};

use rand::Rng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::Character;
use super::growth::{Growth, NONE, far_apart};
use super::mesh::{Ground, Mesh, pieces};
use super::names::{DISTRICTS, Used, VILLAGES};
use super::plan::{BUURTEN, ISLAND, LAKE_NAMES, LAKES, MAIN, MERGED, TOWNS};
use super::terrain::{Terrain, Xy, distance};

/// What lives where, in the order of districts and neighbourhoods, before anything changed.
#[derive(Debug)]
pub(super) struct Settlement {
    pub(super) mesh: Mesh,
    /// For each point of the mesh its neighbourhood, [`NONE`] in the water.
    pub(super) buurt_of: Vec<u32>,
    pub(super) wijken: Vec<Parish>,
    pub(super) buurten: Vec<Quarter>,
    /// Names of neighbourhoods used by each town.
    pub(super) used: Vec<Used>,
    /// District names that are left.
    pub(super) spare_districts: Vec<&'static str>,
}

/// A district.
#[derive(Debug, Clone)]
pub(super) struct Parish {
    pub(super) town: usize,
    pub(super) name: String,
    /// Whether it is part of the town and not a village with its land.
    pub(super) urban: bool,
}

/// A neighbourhood.
#[derive(Debug, Clone)]
pub(super) struct Quarter {
    pub(super) wijk: usize,
    pub(super) name: String,
    pub(super) character: Character,
    /// At the start of 2023.
    pub(super) residents: f64,
    pub(super) points: Vec<u32>,
}

/// Residents per square kilometre.
fn density(character: Character) -> f64 {
    match character {
        Character::Centre => 6500.0,
        Character::PreWar => 8500.0,
        Character::Flats => 8000.0,
        Character::Suburb => 4600.0,
        Character::NewEstate => 4000.0,
        Character::Village => 2100.0,
        Character::Countryside => 28.0,
        Character::Industry => 25.0,
        Character::Nature | Character::Water => 0.0,
    }
}

/// Settles the province.
pub(super) fn settle(seed: u64, rng: &mut ChaCha8Rng) -> Settlement {
    let terrain = Terrain::new(seed);
    let villages = villages(&terrain, rng);
    let mesh = Mesh::new(&terrain, &villages, rng);
    let mut settler = Settler {
        growth: Growth::new(&mesh),
        mesh: &mesh,
        rng,
        buurt_of: vec![NONE; mesh.points.len()],
        wijken: Vec::new(),
        buurten: Vec::new(),
        used: TOWNS.iter().map(|_| Used::default()).collect(),
        district_names: DISTRICTS.to_vec(),
        village_names: VILLAGES.to_vec(),
    };
    settler.district_names.shuffle(settler.rng);
    settler.village_names.shuffle(settler.rng);
    settler.province(&villages);
    let Settler { buurt_of, wijken, buurten, used, district_names, .. } = settler;
    Settlement { buurt_of, wijken, buurten, used, spare_districts: district_names, mesh }
}

/// Where villages are: on dry land, not too near each other and the towns.
fn villages(terrain: &Terrain, rng: &mut ChaCha8Rng) -> Vec<Xy> {
    let mut found: Vec<Xy> = vec![[43.0, 25.8]];
    for _ in 0..8000 {
        let p = [rng.random_range(3.0..49.5), rng.random_range(1.0..40.0)];
        let free = TOWNS.iter().all(|town| distance(p, town.centre) > town.radius * 1.15 + 1.7)
            && found.iter().all(|&other| distance(p, other) > 3.3)
            && LAKES.iter().all(|(at, radius)| distance(p, *at) > radius * 1.5 + 0.6);
        if free && terrain.dry(p) > 0.7 {
            found.push(p);
        }
    }
    found
}

struct Settler<'a> {
    growth: Growth<'a>,
    mesh: &'a Mesh,
    rng: &'a mut ChaCha8Rng,
    buurt_of: Vec<u32>,
    wijken: Vec<Parish>,
    buurten: Vec<Quarter>,
    used: Vec<Used>,
    district_names: Vec<&'static str>,
    village_names: Vec<&'static str>,
}

/// A district that is not yet divided.
struct Open {
    wijk: usize,
    members: Vec<u32>,
    /// The village in it.
    village: Option<(u32, f64)>,
}

impl Settler<'_> {
    fn lot(&mut self) -> f64 {
        self.rng.random_range(0.0..1.0)
    }

    fn area(&self, points: &[u32]) -> f64 {
        points.iter().map(|&p| self.mesh.area[p as usize]).sum()
    }

    fn middle(&self, points: &[u32]) -> Xy {
        let total = self.area(points).max(1e-9);
        let sum = |axis: usize| -> f64 {
            points.iter().map(|&p| self.mesh.area[p as usize] * self.mesh.points[p as usize][axis]).sum()
        };
        [sum(0) / total, sum(1) / total]
    }

    fn nearest(&self, points: &[u32], to: Xy) -> u32 {
        let away = |p: u32| distance(self.mesh.points[p as usize], to);
        points.iter().copied().min_by(|&a, &b| away(a).total_cmp(&away(b))).unwrap_or(NONE)
    }

    fn province(&mut self, villages: &[Xy]) {
        let (lands, lakes) = self.municipalities();
        let mut open = Vec::new();
        for (town, members) in lands.into_iter().enumerate() {
            if town == ISLAND {
                self.island(&members);
            } else {
                self.districts(town, &members, villages, &mut open);
            }
        }
        for (lake, points) in lakes.into_iter().enumerate() {
            self.lake(lake, points, &open);
        }
        self.neighbourhoods(&open);
        self.people();
    }

    /// The land of each municipality, and the lakes.
    fn municipalities(&mut self) -> (Vec<Vec<u32>>, Vec<Vec<u32>>) {
        let mesh = self.mesh;
        let owned = |p: u32| mesh.ground[p as usize].has_owner();
        let edges: Vec<(u32, u32)> = (0..mesh.points.len() as u32)
            .flat_map(|a| mesh.links(a).iter().map(move |link| (a, link.to)))
            .filter(|&(a, b)| a < b && owned(a) && owned(b))
            .collect();
        let pieces = pieces(mesh.points.len(), edges.iter());
        let mut middles: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
        for p in (0..mesh.points.len() as u32).filter(|&p| owned(p)) {
            let sum = middles.entry(pieces[p as usize]).or_default();
            sum.0 += mesh.area[p as usize];
            sum.1 += mesh.area[p as usize] * mesh.points[p as usize][1];
        }
        let offshore = |p: u32| middles[&pieces[p as usize]].1 / middles[&pieces[p as usize]].0 > 40.6;
        let all: Vec<u32> = (0..mesh.points.len() as u32).filter(|&p| owned(p)).collect();
        let (mut lands, mut lakes) = (vec![Vec::new(); TOWNS.len()], vec![Vec::new(); LAKES.len()]);
        let (island, main): (Vec<u32>, Vec<u32>) = all.into_iter().partition(|&p| offshore(p));
        lands[ISLAND] = island;
        let towns: Vec<usize> = (0..TOWNS.len()).filter(|&t| t != ISLAND).collect();
        let dry: Vec<u32> = main.iter().copied().filter(|&p| mesh.ground[p as usize] == Ground::Land).collect();
        let seeds: Vec<u32> = towns.iter().map(|&t| self.nearest(&dry, TOWNS[t].centre)).collect();
        let share: Vec<f64> = towns.iter().map(|&t| TOWNS[t].area).collect();
        let labels = self.growth.divide(&main, &seeds, &share, &|p| mesh.area[p as usize], false, 6);
        for (&p, &label) in main.iter().zip(&labels) {
            match mesh.ground[p as usize] {
                Ground::Lake(lake) => lakes[lake as usize].push(p),
                _ => lands[towns[label as usize]].push(p),
            }
        }
        (lands, lakes)
    }

    /// An island municipality: one district, a village, and the rest.
    fn island(&mut self, members: &[u32]) {
        let town = &TOWNS[ISLAND];
        let wijk = self.found(ISLAND, town.name.to_owned(), false);
        let mesh = self.mesh;
        let (home, bank): (Vec<u32>, Vec<u32>) = members.iter().partition(|&&p| mesh.points[p as usize][0] < 31.2);
        let seed = self.nearest(&home, town.centre);
        let core = town.in_town / density(Character::Village);
        let (village, rest) = self.built_up(&home, seed, core);
        let core_seeds = far_apart(mesh, &village, seed, 2, &mut || 1.0);
        for part in self.parts(&village, &core_seeds) {
            let name = self.beside(ISLAND, town.name, &part, town.centre);
            self.quarter(wijk, name, Character::Village, part);
        }
        let west = self.nearest(&rest, [14.0, 43.0]);
        let east = self.nearest(&rest, [28.0, 43.8]);
        let middle = self.nearest(&rest, [20.0, 44.0]);
        let names = ["De Hors", "Oosterduinen", "Schemerpolder"];
        let kinds = [Character::Nature, Character::Nature, Character::Countryside];
        for ((part, name), kind) in self.parts(&rest, &[west, east, middle]).into_iter().zip(names).zip(kinds) {
            self.quarter(wijk, name.to_owned(), kind, part);
        }
        if !bank.is_empty() {
            self.quarter(wijk, "Rijpsplaat".to_owned(), Character::Nature, bank);
        }
    }

    /// Divides points among seeds by equal area, and drops empty parts.
    fn parts(&mut self, members: &[u32], seeds: &[u32]) -> Vec<Vec<u32>> {
        let mesh = self.mesh;
        let labels = self.growth.divide(members, seeds, &vec![1.0; seeds.len()], &|p| mesh.area[p as usize], true, 5);
        gathered(members, &labels, seeds.len())
    }

    /// What is built around a place, of about this size, and what is left. Small fields that would be enclosed are
    /// built up too.
    fn built_up(&mut self, members: &[u32], seed: u32, size: f64) -> (Vec<u32>, Vec<u32>) {
        let mesh = self.mesh;
        let mut inside = self.growth.patch(members, seed, &|p| mesh.area[p as usize], size);
        let place: BTreeMap<u32, u32> =
            members.iter().zip(0..).zip(&inside).filter(|&(_, &inside)| !inside).map(|((&p, at), _)| (p, at)).collect();
        let edges: Vec<(u32, u32)> = place
            .iter()
            .flat_map(|(&p, &at)| mesh.links(p).iter().map(move |link| (at, link.to)))
            .filter_map(|(at, to)| Some((at, *place.get(&to)?)))
            .collect();
        let fields = pieces(members.len(), edges.iter());
        let mut sizes = vec![0.0; members.len()];
        for (at, &field) in fields.iter().enumerate() {
            sizes[field as usize] += mesh.area[members[at] as usize];
        }
        for (at, &field) in fields.iter().enumerate() {
            inside[at] |= sizes[field as usize] < size.min(1.0) * 0.8;
        }
        split(members, &inside)
    }

    /// A new district.
    fn found(&mut self, town: usize, name: String, urban: bool) -> usize {
        self.wijken.push(Parish { town, name, urban });
        self.wijken.len() - 1
    }

    fn quarter(&mut self, wijk: usize, name: String, character: Character, points: Vec<u32>) {
        for &p in &points {
            self.buurt_of[p as usize] = self.buurten.len() as u32;
        }
        self.buurten.push(Quarter { wijk, name, character, residents: 0.0, points });
    }

    fn beside(&mut self, town: usize, stem: &str, points: &[u32], from: Xy) -> String {
        let middle = self.middle(points);
        self.used[pool(town)].beside(stem, [middle[0] - from[0], middle[1] - from[1]])
    }

    /// The districts of a municipality on the mainland: first those of the town, then the villages.
    fn districts(&mut self, at: usize, members: &[u32], villages: &[Xy], open: &mut Vec<Open>) {
        let (town, mesh) = (&TOWNS[at], self.mesh);
        let centre = self.nearest(members, town.centre);
        let built = std::f64::consts::PI * town.radius * town.radius;
        let (urban, rural) = self.built_up(members, centre, built);
        // Villages that came to lie here, each at the nearest point outside the town.
        let mine: Vec<u32> = {
            let own: BTreeSet<u32> = rural.iter().copied().collect();
            let at_village = |v: Xy| self.nearest(&rural, v);
            // Not so near the border that it would run against it.
            let clear = |v: Xy| {
                mesh.points.iter().zip(0..).all(|(&q, at)| {
                    distance(v, q) > 0.65 || own.contains(&at) || mesh.ground[at as usize] != Ground::Land
                })
            };
            let near = |v: Xy, p: u32| distance(v, mesh.points[p as usize]) < 0.4 && clear(v);
            villages.iter().filter_map(|&v| Some(at_village(v)).filter(|&p| p != NONE && near(v, p))).collect()
        };
        let most = town.wijken - town.town_wijken;
        let mine = &mine[..mine.len().min(most)];
        let count =
            if mine.is_empty() { town.wijken - usize::from(!rural.is_empty()) } else { town.wijken - mine.len() };
        let radius = town.radius;
        let dense = |p: u32| {
            let away = distance(mesh.points[p as usize], town.centre) / radius;
            mesh.area[p as usize] / (0.45 + away)
        };
        let mut lot = {
            let rng = &mut *self.rng;
            move || rng.random_range(0.0..1.0)
        };
        let seeds = far_apart(mesh, &urban, centre, count, &mut lot);
        let labels = self.growth.divide(&urban, &seeds, &vec![1.0; seeds.len()], &dense, true, 6);
        let mut parts = gathered(&urban, &labels, seeds.len());
        // The heart of the town comes first, then the others in the order of the clock.
        let heart = parts.iter().position(|part| part.contains(&centre)).unwrap_or(0);
        let first = parts.remove(heart);
        parts.sort_by(|a, b| clock(self.middle(a), town.centre).total_cmp(&clock(self.middle(b), town.centre)));
        for (i, members) in std::iter::once(first).chain(parts).enumerate() {
            let name = match (i, count) {
                (0, _) => format!("{}-Centrum", town.name),
                _ => self.district_names.pop().unwrap_or("Overkant").to_owned(),
            };
            let wijk = self.found(at, name, true);
            open.push(Open { wijk, members, village: None });
        }
        if rural.is_empty() {
            return;
        }
        if mine.is_empty() {
            let wijk = self.found(at, format!("Buitengebied {}", town.name), false);
            open.push(Open { wijk, members: rural, village: None });
            return;
        }
        let labels = self.growth.divide(&rural, mine, &vec![1.0; mine.len()], &|p| mesh.area[p as usize], false, 3);
        let mut weights: Vec<f64> = mine.iter().map(|_| 0.4 + self.lot() * self.lot() * 2.0).collect();
        let sum: f64 = weights.iter().sum();
        let scattered = self.area(&rural) * density(Character::Countryside) * 0.85;
        for weight in &mut weights {
            *weight *= (town.residents - town.in_town - scattered).max(200.0 * mine.len() as f64) / sum;
            *weight = weight.min(6500.0);
        }
        for (part, members) in gathered_all(&rural, &labels, mine.len()).into_iter().enumerate() {
            let name = self.village_names.pop().unwrap_or("Nergenshuizen").to_owned();
            let wijk = self.found(at, name, false);
            open.push(Open { wijk, members, village: Some((mine[part], weights[part])) });
        }
    }

    /// A lake belongs to the district that has most of its shore.
    fn lake(&mut self, lake: usize, points: Vec<u32>, open: &[Open]) {
        let mut wijk_of = BTreeMap::new();
        for district in open {
            wijk_of.extend(district.members.iter().map(|&p| (p, district.wijk)));
        }
        let mut shore: BTreeMap<usize, usize> = BTreeMap::new();
        for &p in &points {
            for link in self.mesh.links(p) {
                if let Some(&wijk) = wijk_of.get(&link.to) {
                    *shore.entry(wijk).or_default() += 1;
                }
            }
        }
        if let Some((&wijk, _)) = shore.iter().max_by_key(|&(_, &count)| count) {
            self.quarter(wijk, LAKE_NAMES[lake].to_owned(), Character::Water, points);
        }
    }

    fn neighbourhoods(&mut self, open: &[Open]) {
        for district in open {
            if !self.wijken[district.wijk].urban {
                self.village(district);
            }
        }
        // What is left of the number goes to the towns.
        let urban: Vec<&Open> = open.iter().filter(|d| self.wijken[d.wijk].urban).collect();
        let left = BUURTEN.saturating_sub(self.buurten.len());
        let weights: Vec<f64> = urban
            .iter()
            .map(|d| (0.75 + 0.5 * self.lot()) * if self.wijken[d.wijk].town == MAIN { 1.25 } else { 1.0 })
            .collect();
        let counts = apportion(left, &weights);
        let industrial = self.industrial(&urban);
        for (i, district) in urban.iter().enumerate() {
            self.town_district(district, counts[i].max(1), industrial.contains(&i));
        }
    }

    /// The village and the land around it.
    fn village(&mut self, district: &Open) {
        let (mesh, wijk) = (self.mesh, district.wijk);
        let (town, name) = (self.wijken[wijk].town, self.wijken[wijk].name.clone());
        let mut rest = district.members.clone();
        if let Some((seed, people)) = district.village {
            let core = people / density(Character::Village);
            let (village, land) = self.built_up(&district.members, seed, core);
            rest = land;
            let count = 1 + usize::from(people > 2200.0) + usize::from(people > 4500.0);
            let seeds = far_apart(mesh, &village, seed, count, &mut || 1.0);
            let parts = self.parts(&village, &seeds);
            let heart = mesh.points[seed as usize];
            let alone = parts.len() == 1;
            for part in parts {
                let own = if alone { self.used[pool(town)].exactly(&name) } else { None };
                let name = own.unwrap_or_else(|| self.beside(town, &name, &part, heart));
                self.quarter(wijk, name, Character::Village, part);
            }
        }
        if rest.is_empty() {
            return;
        }
        let area = self.area(&rest);
        let count =
            1 + usize::from(area > 9.0 && self.lot() < 0.75) + usize::from(area > 26.0) + usize::from(area > 45.0);
        let heart = self.middle(&district.members);
        let aside = [heart[0] + 9.0 * (self.lot() - 0.5), heart[1] + 9.0 * (self.lot() - 0.5)];
        let first = self.nearest(&rest, aside);
        let mut lot = {
            let rng = &mut *self.rng;
            move || rng.random_range(0.0..1.0)
        };
        let seeds = far_apart(mesh, &rest, first, count, &mut lot);
        let parts = self.parts(&rest, &seeds);
        let alone = parts.len() == 1;
        let short = name.strip_prefix("Buitengebied ").unwrap_or(&name).to_owned();
        for part in parts {
            let middle = self.middle(&part);
            let wild = if middle[0] < 7.4 && middle[1] > 8.0 { 0.75 } else { 0.1 };
            let character = if !alone && self.lot() < wild { Character::Nature } else { Character::Countryside };
            let stem = match character {
                Character::Nature if middle[0] < 7.4 => format!("Duinen {short}"),
                Character::Nature if self.lot() < 0.5 => format!("{short}erbos"),
                Character::Nature => format!("{short}erveen"),
                _ => format!("Buitengebied {short}"),
            };
            let own = if alone || character == Character::Nature { self.used[pool(town)].exactly(&stem) } else { None };
            let name = own.unwrap_or_else(|| self.beside(town, &stem, &part, heart));
            self.quarter(wijk, name, character, part);
        }
    }

    /// Which districts are for businesses: in towns of some size one at the edge, in the main town two.
    fn industrial(&self, urban: &[&Open]) -> Vec<usize> {
        let mesh = self.mesh;
        let mut chosen = Vec::new();
        for (at, town) in TOWNS.iter().enumerate().filter(|(_, town)| town.town_wijken >= 4) {
            let worth = |d: &Open| {
                let wet = d
                    .members
                    .iter()
                    .any(|&p| mesh.links(p).iter().any(|link| !mesh.ground[link.to as usize].has_owner()));
                distance(self.middle(&d.members), town.centre) / town.radius + if wet { 0.35 } else { 0.0 }
            };
            let mut own: Vec<(f64, usize)> = urban
                .iter()
                .enumerate()
                .filter(|(_, d)| self.wijken[d.wijk].town == at)
                .map(|(i, d)| (worth(d), i))
                .collect();
            own.sort_by(|a, b| b.0.total_cmp(&a.0));
            chosen.extend(own.iter().take(if at == MAIN { 2 } else { 1 }).map(|&(_, i)| i));
        }
        chosen
    }

    fn town_district(&mut self, district: &Open, count: usize, industrial: bool) {
        let (mesh, wijk) = (self.mesh, district.wijk);
        let at = self.wijken[wijk].town;
        let (town, name) = (&TOWNS[at], self.wijken[wijk].name.clone());
        let middle = self.middle(&district.members);
        let first = self.nearest(&district.members, middle);
        let mut lot = {
            let rng = &mut *self.rng;
            move || rng.random_range(0.0..1.0)
        };
        let seeds = far_apart(mesh, &district.members, first, count, &mut lot);
        let mass = |p: u32| mesh.area[p as usize];
        let shares: Vec<f64> = seeds.iter().map(|_| 0.55 + lot()).collect();
        let labels = self.growth.divide(&district.members, &seeds, &shares, &mass, true, 5);
        let (wijk_lot, offset) = (self.lot(), (self.lot() * 30.0) as usize);
        let centre = name.ends_with("-Centrum");
        for part in gathered(&district.members, &labels, seeds.len()) {
            let away = distance(self.middle(&part), town.centre) / town.radius;
            let lot = 0.6 * wijk_lot + 0.4 * self.lot();
            let docks = if industrial { 0.6 } else { 0.02 };
            let character = if !centre && self.lot() < docks {
                Character::Industry
            } else if centre && away < 0.45 {
                Character::Centre
            } else if away < 0.5 {
                Character::PreWar
            } else if away < 0.72 {
                if lot < 0.5 { Character::Flats } else { Character::Suburb }
            } else if lot < 0.28 {
                Character::Flats
            } else if lot < 0.66 - 0.1 * away {
                Character::Suburb
            } else {
                Character::NewEstate
            };
            let common =
                if count > 1 && self.lot() < 0.62 { self.used[pool(at)].common(character, offset) } else { None };
            let stem = name.replace("-Centrum", "");
            let name = match (common, character) {
                (Some(name), _) => name,
                (None, Character::Industry) => self.beside(at, &format!("Bedrijventerrein {stem}"), &part, middle),
                (None, _) if count == 1 => {
                    self.used[pool(at)].exactly(&name).unwrap_or_else(|| self.beside(at, &stem, &part, middle))
                }
                (None, Character::Centre) => self.beside(at, "Centrum", &part, middle),
                (None, _) => self.beside(at, &stem, &part, middle),
            };
            self.quarter(wijk, name, character, part);
        }
    }

    /// How many people live in each neighbourhood.
    fn people(&mut self) {
        let wish: Vec<f64> = (0..self.buurten.len())
            .map(|i| {
                let lot = 0.7 + 0.6 * self.lot();
                self.area(&self.buurten[i].points) * density(self.buurten[i].character) * lot
            })
            .collect();
        for (at, town) in TOWNS.iter().enumerate() {
            let own: Vec<usize> =
                (0..self.buurten.len()).filter(|&i| self.wijken[self.buurten[i].wijk].town == at).collect();
            let scattered =
                |i: usize| matches!(self.buurten[i].character, Character::Countryside | Character::Industry);
            let fixed: f64 = own.iter().filter(|&&i| scattered(i)).map(|&i| wish[i]).sum();
            let loose: f64 = own.iter().filter(|&&i| !scattered(i)).map(|&i| wish[i]).sum();
            let scale = (town.residents - fixed).max(0.0) / loose.max(1.0);
            let people: Vec<(usize, f64)> =
                own.iter().map(|&i| (i, if scattered(i) { wish[i] } else { wish[i] * scale })).collect();
            for (i, residents) in people {
                self.buurten[i].residents = residents;
            }
        }
    }
}

/// Whose list of used names counts: municipalities that will merge have one.
fn pool(town: usize) -> usize {
    if MERGED.0.contains(&town) { MERGED.0[0] } else { town }
}

/// Those inside and those outside.
fn split(points: &[u32], inside: &[bool]) -> (Vec<u32>, Vec<u32>) {
    let of = |wanted: bool| points.iter().zip(inside).filter(|&(_, &is)| is == wanted).map(|(&p, _)| p).collect();
    (of(true), of(false))
}

/// The points of each part.
fn gathered_all(points: &[u32], labels: &[u32], parts: usize) -> Vec<Vec<u32>> {
    let mut all = vec![Vec::new(); parts];
    for (&p, &label) in points.iter().zip(labels) {
        all[label as usize].push(p);
    }
    all
}

/// The points of each part that has any.
fn gathered(points: &[u32], labels: &[u32], parts: usize) -> Vec<Vec<u32>> {
    let mut all = gathered_all(points, labels, parts);
    all.retain(|part| !part.is_empty());
    all
}

/// Where a place is around a centre, growing clockwise from the north, from 0 to 4.
fn clock(place: Xy, centre: Xy) -> f64 {
    let (x, y) = (place[0] - centre[0], place[1] - centre[1]);
    let share = x / (x.abs() + y.abs()).max(1e-9);
    if y >= 0.0 { if x >= 0.0 { share } else { 4.0 + share } } else { 2.0 - share }
}

/// Whole numbers in proportion to weights, with a given sum (largest remainders).
fn apportion(total: usize, weights: &[f64]) -> Vec<usize> {
    let sum: f64 = weights.iter().sum();
    let exact: Vec<f64> = weights.iter().map(|w| w / sum * total as f64).collect();
    let mut counts: Vec<usize> = exact.iter().map(|e| e.floor() as usize).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|&a, &b| (exact[b] - exact[b].floor()).total_cmp(&(exact[a] - exact[a].floor())));
    let missing = total - counts.iter().sum::<usize>();
    for &i in order.iter().take(missing) {
        counts[i] += 1;
    }
    counts
}
