//! What happened to the division of the province over the years.

use std::collections::{BTreeMap, BTreeSet};

use cells::AreaCode;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::growth::Growth;
use super::mesh::pieces;
use super::plan::{MAIN, MERGED, TOWNS};
use super::settle::Settlement;
use super::terrain::distance;
use super::{Change, ChangeKind, Character};

/// The year whose numbers of residents the plan gives.
const PLANNED: u16 = 2023;

/// A piece of land that lies in one neighbourhood in every year.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) character: Character,
    pub(super) residents: f64,
    /// By how much it grows in a year.
    pub(super) growth: f64,
    pub(super) points: Vec<u32>,
}

/// An area with its number within the one above it.
#[derive(Debug, Clone)]
pub(super) struct Area {
    pub(super) number: u16,
    pub(super) name: String,
    /// Index of the area above it.
    pub(super) within: usize,
    /// Whether it is no more.
    pub(super) gone: bool,
}

/// The division at some time.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    pub(super) gemeenten: Vec<Area>,
    pub(super) wijken: Vec<Area>,
    pub(super) buurten: Vec<Area>,
    pub(super) buurt_of_piece: Vec<usize>,
}

#[derive(Debug, Clone)]
enum Event {
    /// A piece becomes a neighbourhood of its own, with this number or the next free one.
    Built { piece: usize, name: String, number: Option<u16> },
    /// The second neighbourhood joins the first, which may get another name.
    Joined { into: usize, other: usize, name: String },
    /// Neighbourhoods leave their district and make a new one.
    Parted { wijk: usize, buurten: Vec<usize>, name: String },
    /// A neighbourhood gets the next free number.
    Renumbered { buurt: usize },
    /// Two municipalities become one.
    Merged { gemeenten: [usize; 2], number: u16, name: String },
    /// A piece goes to another neighbourhood.
    Moved { piece: usize, to: usize },
}

/// Pieces of land and what happened to them.
#[derive(Debug)]
pub(super) struct History {
    pub(super) pieces: Vec<Piece>,
    first: State,
    events: Vec<(u16, Event)>,
}

impl History {
    /// Thinks up the changes.
    pub(super) fn new(settlement: &mut Settlement, rng: &mut ChaCha8Rng) -> Self {
        let pieces: Vec<Piece> = settlement
            .buurten
            .iter()
            .map(|buurt| Piece {
                character: buurt.character,
                residents: buurt.residents,
                growth: match buurt.character {
                    Character::NewEstate => rng.random_range(0.005..0.05),
                    _ => rng.random_range(-0.008..0.012),
                },
                points: buurt.points.clone(),
            })
            .collect();
        let first = first_state(settlement);
        let mut history = Self { pieces, first, events: Vec::new() };
        history.think_up(settlement, rng);
        history.events.sort_by_key(|&(year, _)| year);
        history
    }

    fn think_up(&mut self, settlement: &mut Settlement, rng: &mut ChaCha8Rng) {
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        // A district of the main town that grew too large.
        if let Some(wijk) = self.district(settlement, MAIN, &taken) {
            taken.insert(wijk);
            let buurten = self.of_wijk(wijk);
            let middle = buurten.len() / 2;
            let name = settlement.spare_districts.pop().unwrap_or("Nieuwe Wijk").to_owned();
            self.events.push((2017, Event::Parted { wijk, buurten: buurten[middle..].to_vec(), name }));
        }
        // Two neighbourhoods become one, and their spare code goes to a new one in the same year.
        if let Some(wijk) = self.district(settlement, MAIN, &taken) {
            taken.insert(wijk);
            if let Some([into, other]) = self.pair(settlement, wijk) {
                let number = self.first.buurten[other].number;
                let name = settlement.used[MAIN].exactly("Tweelingbuurt").unwrap_or_else(|| "Tweelinghof".to_owned());
                self.events.push((2022, Event::Joined { into, other, name }));
                if let Some(piece) = self.carve(settlement, wijk, &[into, other]) {
                    let name = self.new_name(settlement, MAIN);
                    self.events.push((2022, Event::Built { piece, name, number: Some(number) }));
                }
            }
        }
        // Two that become one and keep the first name and code.
        if let Some(wijk) = self.district(settlement, 1, &taken) {
            taken.insert(wijk);
            if let Some([into, other]) = self.pair(settlement, wijk) {
                let name = self.first.buurten[into].name.clone();
                self.events.push((2016, Event::Joined { into, other, name }));
            }
        }
        for (town, year) in [(2, 2015), (5, 2018), (1, 2021), (4, 2023)] {
            if let Some(wijk) = self.district(settlement, town, &taken) {
                taken.insert(wijk);
                if let Some(piece) = self.carve(settlement, wijk, &[]) {
                    let name = self.new_name(settlement, town);
                    self.events.push((year, Event::Built { piece, name, number: None }));
                }
            }
        }
        if let Some(wijk) = self.district(settlement, 3, &taken)
            && let Some(&buurt) = self.of_wijk(wijk).get(1)
        {
            self.events.push((2018, Event::Renumbered { buurt }));
        }
        let (gemeenten, number, name) = MERGED;
        self.events.push((2019, Event::Merged { gemeenten, number, name: name.to_owned() }));
        if let Some((piece, to)) = self.border(settlement, rng) {
            self.events.push((2020, Event::Moved { piece, to }));
        }
    }

    fn of_wijk(&self, wijk: usize) -> Vec<usize> {
        (0..self.first.buurten.len()).filter(|&b| self.first.buurten[b].within == wijk).collect()
    }

    /// The district of a town with the most neighbourhoods where people live, besides the centre.
    fn district(&self, settlement: &Settlement, town: usize, taken: &BTreeSet<usize>) -> Option<usize> {
        let lived_in = |wijk: usize| self.of_wijk(wijk).iter().filter(|&&b| self.pieces[b].residents > 300.0).count();
        (0..settlement.wijken.len())
            .filter(|w| !taken.contains(w))
            .filter(|&w| {
                let wijk = &settlement.wijken[w];
                wijk.town == town && wijk.urban && !wijk.name.ends_with("-Centrum")
            })
            .map(|w| (lived_in(w), w))
            .filter(|&(count, _)| count >= 3)
            .max_by_key(|&(count, w)| (count, std::cmp::Reverse(w)))
            .map(|(_, w)| w)
    }

    /// The two neighbouring neighbourhoods of a district with the fewest residents together, though some.
    fn pair(&self, settlement: &Settlement, wijk: usize) -> Option<[usize; 2]> {
        let own = self.of_wijk(wijk);
        let mut best: Option<(f64, [usize; 2])> = None;
        for (&(a, b), &touch) in &touching(settlement) {
            let people = self.pieces[a].residents + self.pieces[b].residents;
            let lived_in = self.pieces[a].residents > 100.0 && self.pieces[b].residents > 100.0;
            if touch > 3
                && lived_in
                && own.contains(&a)
                && own.contains(&b)
                && best.is_none_or(|(least, _)| people < least)
            {
                best = Some((people, [a, b]));
            }
        }
        best.map(|(_, pair)| pair)
    }

    /// Splits the largest neighbourhood of a district in two; the second half is a new piece.
    fn carve(&mut self, settlement: &mut Settlement, wijk: usize, except: &[usize]) -> Option<usize> {
        let area = |b: usize| -> f64 { self.pieces[b].points.iter().map(|&p| settlement.mesh.area[p as usize]).sum() };
        let buurt = self
            .of_wijk(wijk)
            .into_iter()
            .filter(|b| !except.contains(b) && self.pieces[*b].residents > 300.0)
            .max_by(|&a, &b| area(a).total_cmp(&area(b)))?;
        let (quota, centre) = (area(buurt) * 0.4, TOWNS[settlement.wijken[wijk].town].centre);
        let away = |p: u32| distance(settlement.mesh.points[p as usize], centre);
        let seed = self.pieces[buurt].points.iter().copied().max_by(|&a, &b| away(a).total_cmp(&away(b)))?;
        let piece = self.cut(settlement, buurt, seed, quota)?;
        self.pieces[piece].character = Character::NewEstate;
        self.pieces[piece].growth = 0.06;
        Some(piece)
    }

    /// Cuts a patch of a size out of a piece.
    fn cut(&mut self, settlement: &mut Settlement, from: usize, seed: u32, quota: f64) -> Option<usize> {
        let mesh = &settlement.mesh;
        let points = self.pieces[from].points.clone();
        let inside = Growth::new(mesh).patch(&points, seed, &|p| mesh.area[p as usize], quota);
        let (mut kept, mut taken) = (Vec::new(), Vec::new());
        for (&p, &is) in points.iter().zip(&inside) {
            if is { taken.push(p) } else { kept.push(p) }
        }
        if kept.is_empty() || taken.is_empty() {
            return None;
        }
        let area = |of: &[u32]| of.iter().map(|&p| mesh.area[p as usize]).sum::<f64>();
        let share = area(&taken) / area(&points);
        let piece = self.pieces.len();
        for &p in &taken {
            settlement.buurt_of[p as usize] = piece as u32;
        }
        let mut new = Piece { points: taken, ..self.pieces[from].clone() };
        new.residents *= share;
        self.pieces[from].residents *= 1.0 - share;
        self.pieces[from].points = kept;
        self.pieces.push(new);
        let buurt = self.first.buurt_of_piece[from];
        self.first.buurt_of_piece.push(buurt);
        Some(piece)
    }

    fn new_name(&self, settlement: &mut Settlement, town: usize) -> String {
        let used = &mut settlement.used[town];
        used.common(Character::NewEstate, self.events.len() * 5).unwrap_or_else(|| used.beside("Nieuwland", [1.0, 1.0]))
    }

    /// A strip of countryside that goes over to the neighbouring municipality.
    fn border(&mut self, settlement: &mut Settlement, rng: &mut ChaCha8Rng) -> Option<(usize, usize)> {
        let rural = |b: usize| b < self.first.buurten.len() && self.pieces[b].character == Character::Countryside;
        let town = |b: usize| self.first.wijken[self.first.buurten[b].within].within;
        let stays = |b: usize| !MERGED.0.contains(&town(b));
        let touching = touching(settlement);
        let mut pairs: Vec<(usize, (usize, usize))> = touching
            .iter()
            .filter(|&(&(a, b), _)| rural(a) && rural(b) && town(a) != town(b) && stays(a) && stays(b))
            .map(|(&pair, &touch)| (touch, pair))
            .collect();
        pairs.sort_unstable();
        let (_, (from, to)) = pairs.pop()?;
        let mesh = &settlement.mesh;
        let shore: Vec<u32> = self.pieces[from]
            .points
            .iter()
            .copied()
            .filter(|&p| mesh.links(p).iter().any(|link| settlement.buurt_of[link.to as usize] == to as u32))
            .collect();
        let seed = shore[rng.random_range(0..shore.len() as u32) as usize];
        let area: f64 = self.pieces[from].points.iter().map(|&p| mesh.area[p as usize]).sum();
        Some((self.cut(settlement, from, seed, area * 0.09)?, to))
    }

    /// The division at the start of a year.
    pub(super) fn state(&self, year: u16) -> State {
        let mut state = self.first.clone();
        for (_, event) in self.events.iter().take_while(|&&(when, _)| when <= year) {
            state.undergo(event);
        }
        state
    }

    /// How many people each piece should have at the start of a year.
    pub(super) fn residents(&self, year: u16) -> Vec<u32> {
        self.pieces
            .iter()
            .map(|piece| {
                let mut people = piece.residents;
                for _ in year.min(PLANNED)..year.max(PLANNED).min(year.min(PLANNED).saturating_add(60)) {
                    people = if year > PLANNED { people * (1.0 + piece.growth) } else { people / (1.0 + piece.growth) };
                }
                people.round() as u32
            })
            .collect()
    }
}

impl State {
    fn undergo(&mut self, event: &Event) {
        match event {
            Event::Built { piece, name, number } => {
                let within = self.buurten[self.buurt_of_piece[*piece]].within;
                let number = number.unwrap_or_else(|| next(&self.buurten, within));
                self.buurt_of_piece[*piece] = self.buurten.len();
                self.buurten.push(Area { number, name: name.clone(), within, gone: false });
            }
            Event::Joined { into, other, name } => {
                for buurt in &mut self.buurt_of_piece {
                    if buurt == other {
                        *buurt = *into;
                    }
                }
                self.buurten[*other].gone = true;
                self.buurten[*into].name.clone_from(name);
            }
            Event::Parted { wijk, buurten, name } => {
                let within = self.wijken[*wijk].within;
                let number = next(&self.wijken, within);
                let new = self.wijken.len();
                self.wijken.push(Area { number, name: name.clone(), within, gone: false });
                for (at, &buurt) in buurten.iter().enumerate() {
                    self.buurten[buurt].within = new;
                    self.buurten[buurt].number = at as u16 + 1;
                }
            }
            Event::Renumbered { buurt } => {
                self.buurten[*buurt].number = next(&self.buurten, self.buurten[*buurt].within);
            }
            Event::Merged { gemeenten, number, name } => {
                let new = self.gemeenten.len();
                self.gemeenten.push(Area { number: *number, name: name.clone(), within: 0, gone: false });
                let mut count = 0;
                for gemeente in gemeenten {
                    self.gemeenten[*gemeente].gone = true;
                    for wijk in self.wijken.iter_mut().filter(|wijk| wijk.within == *gemeente) {
                        count += 1;
                        wijk.within = new;
                        wijk.number = count;
                    }
                }
            }
            Event::Moved { piece, to } => self.buurt_of_piece[*piece] = *to,
        }
    }

    /// The code of a municipality.
    pub(super) fn gemeente_code(&self, at: usize) -> AreaCode {
        code(&format!("GM{:04}", self.gemeenten[at].number))
    }

    /// The code of a district.
    pub(super) fn wijk_code(&self, at: usize) -> AreaCode {
        let wijk = &self.wijken[at];
        code(&format!("WK{:04}{:02}", self.gemeenten[wijk.within].number, wijk.number))
    }

    /// The code of a neighbourhood.
    pub(super) fn buurt_code(&self, at: usize) -> AreaCode {
        let buurt = &self.buurten[at];
        let wijk = &self.wijken[buurt.within];
        code(&format!("BU{:04}{:02}{:02}", self.gemeenten[wijk.within].number, wijk.number, buurt.number))
    }
}

fn code(text: &str) -> AreaCode {
    text.parse().expect("numbers below 10000 and 100")
}

/// The number after the highest that was ever used.
fn next(areas: &[Area], within: usize) -> u16 {
    areas.iter().filter(|area| area.within == within).map(|area| area.number).max().unwrap_or(0) + 1
}

/// Everything as it was at first, numbered.
fn first_state(settlement: &Settlement) -> State {
    let mut state = State {
        gemeenten: TOWNS
            .iter()
            .map(|town| Area { number: town.number, name: town.name.to_owned(), within: 0, gone: false })
            .collect(),
        buurt_of_piece: (0..settlement.buurten.len()).collect(),
        ..State::default()
    };
    for wijk in &settlement.wijken {
        let number = next(&state.wijken, wijk.town);
        state.wijken.push(Area { number, name: wijk.name.clone(), within: wijk.town, gone: false });
    }
    for buurt in &settlement.buurten {
        let number = next(&state.buurten, buurt.wijk);
        state.buurten.push(Area { number, name: buurt.name.clone(), within: buurt.wijk, gone: false });
    }
    state
}

/// Which neighbourhoods touch, and over how many edges of the mesh.
fn touching(settlement: &Settlement) -> BTreeMap<(usize, usize), usize> {
    let mut found = BTreeMap::new();
    let buurt_of = &settlement.buurt_of;
    for a in 0..settlement.mesh.points.len() as u32 {
        for link in settlement.mesh.links(a) {
            let (x, y) = (buurt_of[a as usize], buurt_of[link.to as usize]);
            if x < y && y != super::growth::NONE {
                *found.entry((x as usize, y as usize)).or_insert(0) += 1;
            }
        }
    }
    found
}

/// What became of areas, given the areas of each piece before and after, and the people on it.
pub(super) fn changes(before: &[AreaCode], after: &[AreaCode], people: &[u32]) -> Vec<Change> {
    let mut flows: BTreeMap<(AreaCode, AreaCode), u64> = BTreeMap::new();
    let mut left: BTreeMap<AreaCode, u64> = BTreeMap::new();
    for ((&from, &to), &people) in before.iter().zip(after).zip(people) {
        *flows.entry((from, to)).or_default() += u64::from(people);
        *left.entry(from).or_default() += u64::from(people);
    }
    let old: Vec<AreaCode> = left.keys().copied().collect();
    let new: Vec<AreaCode> = after.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let index = |list: &[AreaCode], code: AreaCode| list.binary_search(&code).unwrap_or_default() as u32;
    let edges: Vec<(u32, u32)> =
        flows.keys().map(|&(from, to)| (index(&old, from), old.len() as u32 + index(&new, to))).collect();
    // Areas that exchanged land, together with what they became.
    let families = pieces(old.len() + new.len(), edges.iter());
    let mut sizes: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (at, &family) in families.iter().enumerate() {
        let size = sizes.entry(family).or_default();
        if at < old.len() { size.0 += 1 } else { size.1 += 1 }
    }
    let mut found = Vec::new();
    for (&(from, to), &people) in &flows {
        let kind = match sizes[&families[index(&old, from) as usize]] {
            (1, 1) if from == to => continue,
            (1, 1) => ChangeKind::Renumbered,
            (_, 1) => ChangeKind::Merged,
            (1, _) => ChangeKind::Split,
            _ => ChangeKind::BorderCorrected,
        };
        let share = if left[&from] == 0 { 0.0 } else { people as f64 / left[&from] as f64 };
        found.push(Change { kind, from, to, share });
    }
    for &code in old.iter().filter(|&&code| new.binary_search(&code).is_ok() && !flows.contains_key(&(code, code))) {
        found.push(Change { kind: ChangeKind::CodeReused, from: code, to: code, share: 0.0 });
    }
    found.sort_by_key(|change| (change.from.level(), change.from, change.to));
    found
}
