//! All attacks on a release, one period after another.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::time::{Duration, Instant};

use cells::{Level, Period, Status};
use counts::RawCounts;
use ledger::{ExternalRow, Ledger};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use release::Release;

use crate::attacks::differences::{self, Difference};
use crate::attacks::interval::interval;
use crate::attacks::{balances, exact, solved_back, witnesses};
use crate::statements::{self, Address, Breach, Mark, Rules, Statements, Subject};
use crate::unknowns::{RowName, Unknowns};
use crate::{Attack, AuditError, Finding, Learned, Of, Truth, What};

/// How hard is tried.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Chooses primes, the sample and the municipalities. Leave it, unless a second opinion is wanted.
    pub seed: u64,
    /// Protected counts of a period that are bounded one by one. More takes longer and leaves less to chance.
    pub sample: usize,
    /// Municipalities of which all protected counts are bounded.
    pub blocks: usize,
    /// How long that may take in a period.
    pub time: Duration,
    /// Whether differences that are no figure of the release themselves, and are known to be small and not nobody, fail the
    /// audit as well. The guarantee is about figures of the release.
    pub strict: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: 20_231_101, sample: 200, blocks: 1, time: Duration::from_mins(4), strict: false }
    }
}

/// What is attacked, and with what.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The release.
    pub release: &'a Release,
    /// Earlier releases and tables of others.
    pub ledger: &'a Ledger,
    /// The folder with raw counts; only inside the closed environment.
    pub truth: Option<&'a Path>,
    /// The folder with witnesses by year (`<year>/witnesses`).
    pub witnesses: Option<&'a Path>,
}

/// What an attack tried, and how it went.
#[derive(Debug, Clone)]
pub struct Record {
    /// The attack.
    pub attack: Attack,
    /// Whether it was made; if not, the report says why.
    pub made: bool,
    /// What it tried, as numbers with a key of the report's words.
    pub tried: Vec<(&'static str, u64)>,
    /// How long it took.
    pub took: Duration,
}

/// What was found in a period.
#[derive(Debug, Clone)]
pub struct PeriodAudit {
    /// The year.
    pub period: Period,
    /// Cells read.
    pub cells: u64,
    /// Cells by level and status.
    pub by_status: BTreeMap<(Level, u8), u64>,
    /// Published counts by level and by how far the true count can be from them.
    pub by_precision: BTreeMap<(Level, u16), u64>,
    /// Protected counts by level: sizes, parts, rests.
    pub protected: BTreeMap<Level, [u64; 3]>,
    /// Counts that were withheld, and of which only the truth tells whether they are protected.
    pub doubtful: u64,
    /// Unknowns, rows and entries of the whole system.
    pub system: [u64; 3],
    /// Rows of tables of others that could not be used.
    pub external_left_out: Vec<String>,
    /// Municipalities of which all protected counts were bounded.
    pub blocks: Vec<String>,
    /// The attacks.
    pub records: Vec<Record>,
    /// The findings, grave ones first.
    pub findings: Vec<Finding>,
}

/// What was found in a release.
#[derive(Debug, Clone)]
pub struct Audit {
    /// The rules it says it was protected with.
    pub rules: Rules,
    /// How hard was tried.
    pub options: Options,
    /// Whether raw counts were at hand.
    pub with_truth: bool,
    /// Earlier releases that were combined, by id.
    pub earlier: Vec<String>,
    /// Tables of others that were combined, by name, with rows.
    pub externals: Vec<(String, usize)>,
    /// The periods.
    pub periods: Vec<PeriodAudit>,
}

impl Audit {
    /// Attacks a release.
    pub fn run(sources: &Sources<'_>, options: Options, told: &mut dyn FnMut(&str)) -> Result<Self, AuditError> {
        let mut externals = Vec::new();
        let mut rows = Vec::new();
        for table in sources.ledger.externals() {
            let found = sources.ledger.rows(table)?;
            externals.push((table.name.clone(), found.len()));
            rows.extend(found);
        }
        let mut earlier = Vec::new();
        for entry in sources.ledger.releases() {
            if entry.id != sources.release.manifest.id {
                let opened = Release::open(&sources.ledger.path_of(&entry.path));
                let release = opened.map_err(|error| AuditError::Earlier { id: entry.id.clone(), error })?;
                earlier.push((entry.id.clone(), release));
            }
        }
        let mut periods = Vec::new();
        for period in statements::periods(sources.release) {
            let mut one = One::new(sources, options, period, &rows)?;
            periods.push(one.run(&earlier, &rows, told)?);
        }
        if periods.is_empty() {
            return Err(AuditError::NotCounted);
        }
        Ok(Self {
            rules: Rules::of(&sources.release.definition),
            options,
            with_truth: sources.truth.is_some(),
            earlier: earlier.into_iter().map(|(id, _)| id).collect(),
            externals,
            periods,
        })
    }

    /// All findings that fail the audit, with their period.
    pub fn grave(&self) -> impl Iterator<Item = (Period, &Finding)> {
        self.periods.iter().flat_map(|period| {
            period.findings.iter().filter(|finding| finding.grave).map(|finding| (period.period, finding))
        })
    }

    /// Whether nothing was found that fails the audit.
    pub fn passed(&self) -> bool {
        self.grave().next().is_none()
    }
}

/// One period at work.
struct One<'a> {
    sources: &'a Sources<'a>,
    options: Options,
    statements: Statements,
    records: Vec<Record>,
    findings: BTreeSet<Finding>,
}

impl<'a> One<'a> {
    fn new(
        sources: &'a Sources<'a>,
        options: Options,
        period: Period,
        rows: &[ExternalRow],
    ) -> Result<Self, AuditError> {
        let statements = Statements::read(sources.release, period, rows)?;
        Ok(Self { sources, options, statements, records: Vec::new(), findings: BTreeSet::new() })
    }

    fn run(
        &mut self,
        earlier: &[(String, Release)],
        rows: &[ExternalRow],
        told: &mut dyn FnMut(&str),
    ) -> Result<PeriodAudit, AuditError> {
        let period = self.statements.period;
        let mut tell = |what: &str| told(&format!("{period}: {what}"));
        tell("reading cells");
        self.rules();
        self.solved_back();
        tell("earlier releases");
        self.releases(earlier)?;
        let counts = match self.sources.truth {
            Some(folder) => Some(counts::open(folder, period, "audit")?.0),
            None => None,
        };
        if let Some(counts) = &counts {
            tell("adding up witnesses");
            self.witnesses(counts)?;
        } else {
            self.skip(Attack::Witnesses);
        }
        let (protected, doubtful) = self.protected();
        tell("sums and differences");
        self.balances();
        self.differences();
        tell("tables of others");
        self.external(rows)?;
        tell("exact sums of the whole country");
        let system = self.exact();
        tell("least and most");
        let blocks = self.interval();
        self.skip(Attack::Replay);
        self.records.sort_by_key(|record| record.attack);
        let mut findings: Vec<Finding> = std::mem::take(&mut self.findings).into_iter().collect();
        findings.sort_by_key(|finding| (!finding.grave, *finding));
        Ok(PeriodAudit {
            period,
            cells: self.statements.cells,
            by_status: self.statements.by_status.iter().map(|((level, s), n)| ((*level, *s as u8), *n)).collect(),
            by_precision: self.precision(),
            protected,
            doubtful,
            system,
            external_left_out: self.statements.external_left_out.clone(),
            blocks,
            records: std::mem::take(&mut self.records),
            findings,
        })
    }

    fn record(&mut self, attack: Attack, began: Instant, tried: Vec<(&'static str, u64)>) {
        self.records.push(Record { attack, made: true, tried, took: began.elapsed() });
    }

    fn skip(&mut self, attack: Attack) {
        self.records.push(Record { attack, made: false, tried: Vec::new(), took: Duration::ZERO });
    }

    fn find(&mut self, attack: Attack, what: What, of: Of) {
        self.findings.insert(Finding { attack, grave: true, what, of, and: None });
    }

    fn found(&mut self, attack: Attack, found: &[(Address, Learned)]) {
        for (address, learned) in found {
            self.find(attack, What::Learned(*learned), Of::address(&self.statements, *address));
        }
    }

    fn rules(&mut self) {
        let began = Instant::now();
        for (name, breach) in self.statements.breaches.clone() {
            // A plan that is not followed exactly is no leak by itself.
            let grave = breach != Breach::OutsidePlan;
            self.findings.insert(Finding {
                attack: Attack::Rules,
                grave,
                what: What::Breach(breach),
                of: Of::cell(name),
                and: None,
            });
        }
        self.record(Attack::Rules, began, vec![("cells", self.statements.cells)]);
    }

    fn solved_back(&mut self) {
        let began = Instant::now();
        let result = solved_back::solved_back(self.sources.release, &self.statements);
        for (name, breach) in result.breaches() {
            self.find(Attack::SolvedBack, What::Breach(breach), Of::cell(name));
        }
        for name in &result.sums {
            self.find(Attack::SolvedBack, What::Sum, Of::cell(*name));
        }
        self.record(Attack::SolvedBack, began, vec![("figures", result.rates), ("means", result.means)]);
    }

    /// Combines the period in earlier releases with this one, and looks at what that tells at once.
    fn releases(&mut self, earlier: &[(String, Release)]) -> Result<(), AuditError> {
        if earlier.is_empty() {
            self.skip(Attack::Releases);
            return Ok(());
        }
        let began = Instant::now();
        let (mut compared, mut combined) = (0, 0);
        for (_, release) in earlier {
            if !statements::periods(release).contains(&self.statements.period) {
                continue;
            }
            combined += 1;
            let before = Statements::read(release, self.statements.period, &[])?;
            self.found(Attack::Releases, &differences::releases(&self.statements, &before));
            for (address, learned) in differences::releases(&before, &self.statements) {
                self.find(Attack::Releases, What::Learned(learned), Of::address(&before, address));
            }
            let addresses: Vec<(Address, Address)> = self
                .statements
                .said()
                .filter_map(|(now, _)| Some((now, differences::same_address(&self.statements, &before, now)?)))
                .collect();
            for (now, there) in addresses {
                let said = before.at(there);
                if said.mark != Mark::Silent {
                    compared += 1;
                    self.statements.say(now, said);
                }
            }
        }
        self.record(Attack::Releases, began, vec![("releases", combined), ("counts", compared)]);
        Ok(())
    }

    fn witnesses(&mut self, counts: &RawCounts) -> Result<(), AuditError> {
        let began = Instant::now();
        let release = self.sources.release;
        let truth = Truth::of(&self.statements, counts, &release.definition, &release.places)?;
        for address in truth.settle(&mut self.statements) {
            self.find(Attack::Witnesses, What::NotTrue, Of::address(&self.statements, address));
        }
        let Some(folder) = self.sources.witnesses else {
            self.record(Attack::Witnesses, began, vec![("counts", self.statements.said().count() as u64)]);
            return Ok(());
        };
        let folder = folder.join(self.statements.period.to_string()).join("witnesses");
        let find = |code: &str| {
            let place = release.places.find_in(code.parse().ok()?, self.statements.vintage)?;
            self.statements.areas.find(place)
        };
        let (changes, claims, unknown) = witnesses::read(&folder, &self.statements, &truth, &release.definition, find)?;
        let result = witnesses::witnesses(&self.statements, &truth, changes, claims);
        for (address, zero, most) in &result.without {
            self.find(
                Attack::Witnesses,
                What::NoWitness { zero: *zero, most: *most },
                Of::address(&self.statements, *address),
            );
        }
        let faults = result.faults.values().sum::<usize>() as u64;
        self.record(
            Attack::Witnesses,
            began,
            vec![
                ("counts", self.statements.said().count() as u64),
                ("protected", result.protected as u64),
                ("tables", result.tables as u64),
                ("changes", result.changes as u64),
                ("claims", result.claims as u64),
                ("faults", faults),
                ("unknown-rows", unknown as u64),
            ],
        );
        Ok(())
    }

    fn balances(&mut self) {
        let began = Instant::now();
        let result = balances::balances(&self.statements);
        self.found(Attack::Balances, &result.found);
        if result.contradiction {
            self.contradiction(Attack::Balances);
        }
        let sums = result.sums.iter().map(|(_, rows)| *rows as u64).sum();
        self.record(
            Attack::Balances,
            began,
            vec![("sums", sums), ("protected", result.tried as u64), ("sweeps", result.sweeps as u64)],
        );
    }

    /// Figures that contradict each other cannot be attacked further; the first cell stands for all.
    fn contradiction(&mut self, attack: Attack) {
        let first = self.statements.said().next().map(|(address, _)| address);
        if let Some(address) = first {
            self.find(attack, What::Breach(Breach::Contradiction), Of::address(&self.statements, address));
        }
    }

    fn differences(&mut self) {
        let began = Instant::now();
        let result = differences::differences(&self.statements);
        for (larger, smaller, difference) in &result.found {
            self.findings.insert(Finding {
                attack: Attack::Differences,
                grave: self.options.strict || *difference != Difference::Somebody,
                what: What::Difference(*difference),
                of: Of::address(&self.statements, *larger),
                and: Some(Of::address(&self.statements, *smaller)),
            });
        }
        self.record(
            Attack::Differences,
            began,
            vec![("pairs", result.tried), ("differences", result.counts.iter().sum())],
        );
    }

    /// What tables of others tell that the release alone does not.
    fn external(&mut self, rows: &[ExternalRow]) -> Result<(), AuditError> {
        if !rows.iter().any(|row| row.period == self.statements.period) {
            self.skip(Attack::External);
            return Ok(());
        }
        let began = Instant::now();
        let mut alone = Statements::read(self.sources.release, self.statements.period, &[])?;
        for (address, said) in self.statements.said().collect::<Vec<_>>() {
            if let Some(there) = differences::same_address(&self.statements, &alone, address)
                && alone.at(there).mark == Mark::Doubtful
            {
                alone.settle(there, said.mark);
            }
        }
        let found = balances::balances(&alone).found;
        let before: BTreeSet<(Of, Learned)> =
            found.iter().map(|(address, learned)| (Of::address(&alone, *address), *learned)).collect();
        let with = balances::balances(&self.statements).found;
        for (address, learned) in with {
            let of = Of::address(&self.statements, address);
            if !before.contains(&(of, learned)) {
                self.find(Attack::External, What::Learned(learned), of);
            }
        }
        let left_out = self.statements.external_left_out.len() as u64;
        self.record(
            Attack::External,
            began,
            vec![("rows", self.statements.external_rows as u64), ("left-out", left_out)],
        );
        Ok(())
    }

    fn exact(&mut self) -> [u64; 3] {
        let began = Instant::now();
        let whole = Unknowns::whole(&self.statements);
        let size = [whole.system.columns() as u64, whole.system.len() as u64, whole.system.entries() as u64];
        let result = exact::exact(&whole.system, self.options.seed);
        let found: Vec<(Address, Learned)> =
            result.found.iter().map(|(at, learned)| (whole.protected[*at], *learned)).collect();
        self.found(Attack::Exact, &found);
        if result.contradiction {
            self.contradiction(Attack::Exact);
        }
        self.records.push(Record {
            attack: Attack::Exact,
            made: !result.unfinished,
            tried: vec![
                ("unknowns", size[0]),
                ("exact-rows", result.rows as u64),
                ("rank", result.rank as u64),
                ("protected", whole.protected.len() as u64),
                ("confirmed", result.confirmed as u64),
            ],
            took: began.elapsed(),
        });
        size
    }

    fn interval(&mut self) -> Vec<String> {
        let began = Instant::now();
        let until = began + self.options.time;
        let level = usize::from(self.statements.areas.len(0) == 1 && self.statements.areas.levels().len() > 1);
        let mut random = ChaCha8Rng::seed_from_u64(self.options.seed ^ u64::from(self.statements.period.0));
        let (sample, mut whole) = self.choose(level, &mut random);
        let (mut tried, mut of_whole, mut undecided) = (0, 0, 0);
        let mut blocks: Vec<usize> = sample.keys().copied().chain(whole.iter().copied()).collect();
        blocks.sort_unstable();
        blocks.dedup();
        // Whole municipalities last: the sample of the country comes first when time is short.
        blocks.sort_by_key(|area| whole.contains(area));
        for area in blocks {
            let block = Unknowns::block(&self.statements, level, area);
            let wanted = sample.get(&area);
            let which: Vec<usize> = block
                .protected
                .iter()
                .enumerate()
                .filter(|(_, address)| whole.contains(&area) || wanted.is_some_and(|wanted| wanted.contains(address)))
                .map(|(at, _)| at)
                .collect();
            let result = interval(&block.system, &which, self.sources.witnesses.is_none(), until);
            let found: Vec<(Address, Learned)> =
                result.found.iter().map(|(at, learned)| (block.protected[*at], *learned)).collect();
            self.found(Attack::Interval, &found);
            if result.contradiction {
                let address = block.names.iter().find_map(|name| match name {
                    RowName::Said(address) => Some(*address),
                    _ => None,
                });
                if let Some(address) = address {
                    let of = Of::address(&self.statements, address);
                    self.find(Attack::Interval, What::Breach(Breach::Contradiction), of);
                }
            }
            tried += result.tried as u64;
            of_whole += result.whole as u64;
            undecided += result.undecided.len() as u64;
            // Only what was worked out to the end is said to be.
            if !result.undecided.is_empty() {
                whole.remove(&area);
            }
        }
        self.record(
            Attack::Interval,
            began,
            vec![("bounded", tried), ("whole-tables", of_whole), ("undecided", undecided)],
        );
        let names = whole.iter().map(|area| {
            let place = self.sources.release.places.get(self.statements.areas.place(level, *area));
            format!("{} {}", place.code, place.name)
        });
        names.collect()
    }

    /// The sample by municipality, and whole municipalities.
    fn choose(&self, level: usize, random: &mut impl Rng) -> (HashMap<usize, BTreeSet<Address>>, BTreeSet<usize>) {
        let areas = &self.statements.areas;
        let municipality = |address: &Address| {
            let table = &self.statements.tables[address.table as usize];
            if table.level < level {
                return None;
            }
            let mut area = address.area as usize;
            for below in (level + 1..=table.level).rev() {
                area = areas.above(below, area);
            }
            Some(area)
        };
        let all: Vec<Address> = self
            .statements
            .said()
            .filter(|(address, said)| said.mark >= Mark::Doubtful && municipality(address).is_some())
            .map(|(address, _)| address)
            .collect();
        // Where figures were made coarser something did not hold at first: half of the sample is from there.
        let coarser: BTreeSet<usize> = self
            .statements
            .said()
            .filter(|(_, said)| {
                said.mark == Mark::Stated && said.high != u32::MAX && said.high - said.low > self.statements.rules.base
            })
            .filter_map(|(address, _)| municipality(&address))
            .collect();
        let mut there = all.clone();
        there.retain(|address| municipality(address).is_some_and(|area| coarser.contains(&area)));
        let mut everywhere = all;
        let half = if there.is_empty() { 0 } else { self.options.sample / 2 };
        let (first, _) = there.partial_shuffle(random, half);
        let (second, _) = everywhere.partial_shuffle(random, self.options.sample - half);
        let mut sample: HashMap<usize, BTreeSet<Address>> = HashMap::new();
        for address in first.iter().chain(second.iter()) {
            sample.entry(municipality(address).unwrap_or_default()).or_default().insert(*address);
        }
        let mut numbers: Vec<usize> = (0..areas.len(level)).collect();
        let (whole, _) = numbers.partial_shuffle(random, self.options.blocks);
        (sample, whole.iter().copied().collect())
    }

    fn protected(&self) -> (BTreeMap<Level, [u64; 3]>, u64) {
        let mut found: BTreeMap<Level, [u64; 3]> = BTreeMap::new();
        let mut doubtful = 0;
        for (address, said) in self.statements.said().filter(|(_, said)| said.mark >= Mark::Doubtful) {
            if said.mark == Mark::Doubtful {
                doubtful += 1;
                continue;
            }
            let table = &self.statements.tables[address.table as usize];
            let kind = match self.statements.counted[table.counted].subject {
                Subject::Size(_) | Subject::Ages(_) => 0,
                Subject::Part(_) => 1,
                Subject::Rest(_) => 2,
            };
            found.entry(self.statements.areas.levels()[table.level]).or_default()[kind] += 1;
        }
        (found, doubtful)
    }

    /// Published counts by how far the true one can be from them.
    fn precision(&self) -> BTreeMap<(Level, u16), u64> {
        let mut found = BTreeMap::new();
        let release = self.sources.release;
        for slice in release.cube.slices().filter(|slice| slice.period() == self.statements.period) {
            if slice.level() == Level::Region {
                continue;
            }
            for (.., cell) in slice.dense().filter(|(.., cell)| cell.status == Status::Published) {
                if let Some(count) = cell.numerator.or(cell.denominator) {
                    *found.entry((slice.level(), count.within)).or_default() += 1;
                }
            }
        }
        found
    }
}
