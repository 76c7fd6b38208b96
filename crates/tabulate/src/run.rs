//! Counts a period in this process.

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::Int64Type;
use cells::Period;
use counts::{DefinitionStamp, InputRecord, Provenance, RawCounts};
use datafusion::common::runtime::SpawnedTask;
use definition::{Definition, Microdata, ProblemKind};
use futures::StreamExt;
use sha2::{Digest, Sha256};

use crate::TabulateError;
use crate::plan::{Plan, UnitQuery};
use crate::progress::Progress;
use crate::report::{Found, Report};
use crate::session::Session;
use crate::tally::{Seen, Tally, area_table};

/// How to count.
#[derive(Debug, Clone)]
pub struct Options {
    /// How many threads read and join side by side. Leave the default, all cores, unless the machine is shared.
    pub threads: usize,
    /// Where sums are made. Leave the default unless the two are compared.
    pub sums: Sums,
    /// Whether the hash of every input file is put into the manifest; reading them again takes time.
    pub hash_inputs: bool,
    /// Set to true by whoever wants to stop; the build ends with [`TabulateError::Cancelled`] and leaves nothing.
    pub cancel: Arc<AtomicBool>,
}

impl Default for Options {
    fn default() -> Self {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { threads, sums: Sums::Dense, hash_inputs: true, cancel: Arc::default() }
    }
}

/// Where sums are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sums {
    /// Rows stream from the engine into a table of neighbourhood × leaf.
    #[default]
    Dense,
    /// In SQL, by GROUP BY, as on a cluster.
    Grouped,
}

/// A period that was counted.
#[derive(Debug)]
pub struct Tabulated {
    /// The counts.
    pub counts: RawCounts,
    /// What was wrong and accepted, and what became of the units.
    pub report: Report,
    /// For the manifest.
    pub provenance: Provenance,
}

/// Counts a year from the registers in a folder.
///
/// Blocks until it is done. Fails when something is missing, cannot be read, or is wrong more often than the definition
/// accepts; nothing is written in any case.
pub fn tabulate(
    definition: &Definition,
    input: &Path,
    period: Period,
    options: &Options,
    progress: &Arc<dyn Progress>,
) -> Result<Tabulated, TabulateError> {
    let plan = Plan::new(definition, period)?;
    let Some(microdata) = &definition.microdata else {
        return Err(TabulateError::NoRegisters { monitor: definition.monitor.id.clone() });
    };
    let threads = options.threads.max(1);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .enable_all()
        .build()
        .map_err(|error| TabulateError::Engine(Box::new(error.into())))?;
    let job = Job { definition, microdata, plan: &plan, input, options, progress };
    // A thread of its own, so that it may also be called from inside another runtime.
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| runtime.block_on(job.run()));
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

struct Job<'a> {
    definition: &'a Definition,
    microdata: &'a Microdata,
    plan: &'a Plan,
    input: &'a Path,
    options: &'a Options,
    progress: &'a Arc<dyn Progress>,
}

impl Job<'_> {
    async fn run(&self) -> Result<Tabulated, TabulateError> {
        let (plan, progress) = (self.plan, &**self.progress);
        progress.begin("opening the registers", None);
        let cancel = &self.options.cancel;
        let session = Session::open(plan, self.microdata, self.input, self.options.threads, self.progress, cancel)?;
        progress.end();
        progress.begin("reading the areas", None);
        let areas = session.context.sql(&plan.areas).await.map_err(TabulateError::sql("[areas] of the microdata"))?;
        let areas = area_table(plan, &areas.collect().await?)?;
        progress.end();
        session.make_views(plan, progress).await?;
        let mut tally = Tally::new(plan, areas);
        let mut found = Vec::new();
        for (unit, query) in plan.units.iter().enumerate() {
            self.stop_if_asked()?;
            progress.begin(&format!("counting {}", query.view), None);
            let twice = match self.options.sums {
                Sums::Dense => self.count_rows(&session, &mut tally, unit, query).await?,
                Sums::Grouped => self.count_grouped(&session, &mut tally, unit, query).await?,
            };
            if twice > 0 {
                found.push(self.unit_twice(query, twice));
            }
            progress.end();
        }
        self.check_rules(&session, &mut found).await?;
        self.check_the_rest(&session).await?;
        self.stop_if_asked()?;
        let (counts, units) = tally.finish();
        let report = self.report(&session, found, units)?;
        if !report.is_accepted() {
            return Err(TabulateError::TooManyProblems { report: Box::new(report) });
        }
        let provenance = Provenance {
            definition: DefinitionStamp::of(self.definition),
            program: format!("wijkmonitor {}", env!("CARGO_PKG_VERSION")),
            engine: format!("embedded (DataFusion {})", datafusion::DATAFUSION_VERSION),
            inputs: self.inputs(&session)?,
            units: report.units.clone(),
            problems: report.counts(),
        };
        Ok(Tabulated { counts, report, provenance })
    }

    fn stop_if_asked(&self) -> Result<(), TabulateError> {
        if self.options.cancel.load(Ordering::Relaxed) { Err(TabulateError::Cancelled) } else { Ok(()) }
    }

    /// Streams the rows of a unit into the tally; gives how many keys stood in more than one row.
    async fn count_rows(
        &self,
        session: &Session,
        tally: &mut Tally<'_>,
        unit: usize,
        query: &UnitQuery,
    ) -> Result<u64, TabulateError> {
        let mut excluded = HashSet::new();
        loop {
            let frame = match session.context.sql(&query.rows).await {
                Ok(frame) => frame,
                Err(error) => return Err(self.blame(session, query, error).await),
            };
            let seen = Arc::new(Seen::new(excluded.clone()));
            let mut parts = Vec::new();
            let mut streams = frame.execute_stream_partitioned().await?.into_iter();
            // The first partition is read by a task of its own, as are the others; each counts for itself.
            let mut tasks = Vec::new();
            for mut stream in streams.by_ref() {
                let (sender, receiver) = tokio::sync::mpsc::channel::<datafusion::error::Result<RecordBatch>>(2);
                tasks.push(SpawnedTask::spawn(async move {
                    while let Some(batch) = stream.next().await {
                        if sender.send(batch).await.is_err() {
                            break;
                        }
                    }
                }));
                parts.push((receiver, tally.counting(unit)));
            }
            let cancel = &self.options.cancel;
            let counted = futures::future::try_join_all(parts.into_iter().map(|(mut receiver, mut counting)| {
                let seen = Arc::clone(&seen);
                async move {
                    while let Some(batch) = receiver.recv().await {
                        if cancel.load(Ordering::Relaxed) {
                            return Err(TabulateError::Cancelled);
                        }
                        counting.add_rows(&batch?, &seen)?;
                    }
                    Ok(counting)
                }
            }))
            .await?;
            drop(tasks);
            let twice = Arc::into_inner(seen).map(Seen::into_twice).unwrap_or_default();
            if twice.is_empty() {
                for counting in counted {
                    tally.add(unit, counting);
                }
                return Ok(excluded.len() as u64);
            }
            // Which of the rows came first depends on the threads, so none of them counts: read once more without.
            excluded.extend(twice);
        }
    }

    async fn count_grouped(
        &self,
        session: &Session,
        tally: &mut Tally<'_>,
        unit: usize,
        query: &UnitQuery,
    ) -> Result<u64, TabulateError> {
        let place = || format!("view `{}`", query.view);
        let twice = session.context.sql(&query.twice).await.map_err(TabulateError::sql(place()))?.collect().await?;
        let (mut keys, mut rows) = (Vec::new(), 0);
        for batch in &twice {
            let number = |column: usize| batch.column(column).as_primitive_opt::<Int64Type>();
            if let (Some(key), Some(count)) = (number(0), number(1)) {
                keys.extend(key.iter().flatten());
                rows += count.iter().flatten().sum::<i64>() as u64;
            }
        }
        let sql = query.grouped_without(&keys);
        let frame = match session.context.sql(&sql).await {
            Ok(frame) => frame,
            Err(error) => return Err(self.blame(session, query, error).await),
        };
        for mut stream in frame.execute_stream_partitioned().await? {
            while let Some(batch) = stream.next().await {
                self.stop_if_asked()?;
                tally.add_grouped(unit, &batch?)?;
            }
        }
        tally.add_twice(unit, rows);
        Ok(keys.len() as u64)
    }

    /// Says which expression of the definition the engine refuses.
    async fn blame(
        &self,
        session: &Session,
        query: &UnitQuery,
        error: datafusion::error::DataFusionError,
    ) -> TabulateError {
        let refused = async |expression: &str| {
            session.context.sql(&format!("SELECT {expression} FROM {}", query.view)).await.err()
        };
        let universes = self.definition.universes.iter().filter(|universe| universe.unit == query.unit);
        for universe in universes.clone() {
            let Some(condition) = &universe.condition else { continue };
            if let Some(error) = refused(condition).await {
                return TabulateError::sql(format!("universe `{}`, condition `{condition}`", universe.id))(error);
            }
        }
        for indicator in &self.definition.indicators {
            let mine = universes.clone().any(|universe| universe.id == indicator.universe);
            let Some(numerator) = indicator.numerator.as_ref().filter(|_| mine) else { continue };
            if let Some(error) = refused(numerator).await {
                return TabulateError::sql(format!("indicator `{}`, numerator `{numerator}`", indicator.id))(error);
            }
        }
        TabulateError::sql(format!("view `{}`", query.view))(error)
    }

    fn unit_twice(&self, query: &UnitQuery, found: u64) -> Found {
        let view = self.microdata.views.iter().find(|view| view.id == query.view);
        Found {
            kind: ProblemKind::KeyTwice,
            table: query.view.clone(),
            column: view.and_then(|view| view.key.clone()),
            what: "a unit with more than one row, none of which is counted".to_owned(),
            found,
            of: 0,
            first: None,
            limit: self.microdata.limit(ProblemKind::KeyTwice),
        }
    }

    async fn check_rules(&self, session: &Session, found: &mut Vec<Found>) -> Result<(), TabulateError> {
        for rule in &self.plan.rules {
            self.stop_if_asked()?;
            self.progress.begin(&format!("checking {}", rule.rule.id), None);
            let place = || format!("microdata/{}", rule.rule.sql);
            let rows = session.context.sql(&rule.sql).await.map_err(TabulateError::sql(place()))?.collect().await?;
            let number = rows.iter().find_map(|batch| {
                let number = batch.column(0).as_primitive_opt::<Int64Type>()?;
                (!number.is_empty()).then(|| number.value(0))
            });
            if let Some(broken @ 1..) = number {
                found.push(Found {
                    kind: ProblemKind::RuleBroken,
                    table: rule.rule.register.clone(),
                    column: Some(rule.rule.id.clone()),
                    what: rule.rule.label.en.clone(),
                    found: broken as u64,
                    of: 0,
                    first: None,
                    limit: self.microdata.limit(ProblemKind::RuleBroken),
                });
            }
            self.progress.end();
        }
        Ok(())
    }

    /// Reads the columns that no query read, only to check them.
    async fn check_the_rest(&self, session: &Session) -> Result<(), TabulateError> {
        for register in &session.registers {
            let Some((table, checks)) = register.table.as_ref().filter(|(_, checks)| !checks.is_complete()) else {
                continue;
            };
            self.stop_if_asked()?;
            self.progress.begin(&format!("checking {}", register.id), None);
            let schema = table.schema();
            let mut columns = checks.unchecked_columns();
            if columns.is_empty() {
                columns.push(0);
            }
            let names: Vec<&str> = columns.iter().map(|column| schema.field(*column).name().as_str()).collect();
            let sql = format!("SELECT {} FROM {}", names.join(", "), register.id);
            let streams = session.context.sql(&sql).await?.execute_stream_partitioned().await?;
            let tasks: Vec<_> = streams
                .into_iter()
                .map(|mut stream| {
                    SpawnedTask::spawn(async move {
                        while let Some(batch) = stream.next().await {
                            batch?;
                        }
                        Ok::<_, datafusion::error::DataFusionError>(())
                    })
                })
                .collect();
            for task in tasks {
                task.join_unwind().await.map_err(|error| {
                    TabulateError::Engine(Box::new(datafusion::error::DataFusionError::External(Box::new(error))))
                })??;
            }
            self.progress.end();
        }
        Ok(())
    }

    fn report(
        &self,
        session: &Session,
        mut found: Vec<Found>,
        units: Vec<counts::UnitRecord>,
    ) -> Result<Report, TabulateError> {
        let rows_of = |id: &str| {
            let table = session.registers.iter().find(|register| register.id == id)?.table.as_ref()?;
            Some(table.1.rows())
        };
        for problem in &mut found {
            let unit = self.plan.units.iter().position(|query| query.view == problem.table);
            problem.of = unit.map(|unit| units[unit].rows).or_else(|| rows_of(&problem.table)).unwrap_or_default();
        }
        let mut problems = Vec::new();
        for register in &session.registers {
            let Some((table, checks)) = &register.table else { continue };
            let limit = |kind| self.microdata.limit(kind);
            problems.extend(
                checks
                    .found(&register.id, table, limit)
                    .map_err(|error| TabulateError::Input { register: register.id.clone(), error: Arc::new(error) })?,
            );
        }
        problems.extend(found);
        for (query, unit) in self.plan.units.iter().zip(&units) {
            problems.extend(unit.not_placed.iter().map(|(reason, rows)| Found {
                kind: ProblemKind::NotPlaced,
                table: query.view.clone(),
                column: Some(reason.clone()),
                what: "units that are not counted".to_owned(),
                found: *rows,
                of: unit.rows,
                first: None,
                limit: self.microdata.limit(ProblemKind::NotPlaced),
            }));
        }
        Ok(Report { problems, units })
    }

    fn inputs(&self, session: &Session) -> Result<Vec<InputRecord>, TabulateError> {
        let mut all = Vec::new();
        for register in &session.registers {
            let Some((table, checks)) = &register.table else { continue };
            for (n, path) in table.files().iter().enumerate() {
                let refuse = |error: std::io::Error| TabulateError::Engine(Box::new(error.into()));
                let sha256 = if self.options.hash_inputs { Some(self.hash(path).map_err(refuse)?) } else { None };
                self.stop_if_asked()?;
                all.push(InputRecord {
                    register: register.id.clone(),
                    file: path.strip_prefix(self.input).unwrap_or(path).display().to_string(),
                    bytes: path.metadata().map_err(refuse)?.len(),
                    sha256,
                    rows: (n == 0).then(|| checks.rows()),
                });
            }
        }
        Ok(all)
    }

    fn hash(&self, path: &Path) -> std::io::Result<String> {
        let mut file = std::fs::File::open(path)?;
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 1 << 20];
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 || self.options.cancel.load(Ordering::Relaxed) {
                return Ok(counts::hexadecimal(&hasher.finalize()));
            }
            hasher.update(&buffer[..read]);
        }
    }
}
