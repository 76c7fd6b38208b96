//! Counts a period in this process.

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arrow::array::RecordBatch;
use cells::Period;
use counts::{InputRecord, Provenance, RawCounts};
use datafusion::common::runtime::SpawnedTask;
use definition::{Definition, Microdata};
use futures::StreamExt;
use sha2::{Digest, Sha256};

use crate::TabulateError;
use crate::asking::Asking;
use crate::plan::{Plan, UnitQuery};
use crate::progress::Progress;
use crate::report::{Found, Report};
use crate::session::Session;
use crate::tally::{Seen, Tally};

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
        let asking = Asking {
            context: &session.context,
            definition: self.definition,
            microdata: self.microdata,
            plan,
            progress,
            cancel,
        };
        let areas = asking.areas().await?;
        session.make_views(plan, progress).await?;
        let mut tally = Tally::new(plan, areas);
        let mut found = Vec::new();
        for (unit, query) in plan.units.iter().enumerate() {
            asking.stop_if_asked()?;
            progress.begin(&format!("counting {}", query.view), None);
            let twice = match self.options.sums {
                Sums::Dense => self.count_rows(&asking, &mut tally, unit, query).await?,
                Sums::Grouped => asking.grouped(&mut tally, unit).await?,
            };
            found.extend(twice);
            progress.end();
        }
        found.extend(asking.rules().await?);
        self.check_the_rest(&asking, &session).await?;
        asking.stop_if_asked()?;
        let (counts, units) = tally.finish();
        let rows_of = |id: &str| {
            let table = session.registers.iter().find(|register| register.id == id)?.table.as_ref()?;
            Some(table.1.rows())
        };
        let report = asking.report(self.found_in_registers(&session)?, found, units, rows_of)?;
        let engine = format!("embedded (DataFusion {})", datafusion::DATAFUSION_VERSION);
        let provenance = asking.provenance(engine, self.inputs(&asking, &session)?, &report);
        Ok(Tabulated { counts, report, provenance })
    }

    /// Streams the rows of a unit into the tally; gives that keys stood in more than one row, where they did.
    async fn count_rows(
        &self,
        asking: &Asking<'_>,
        tally: &mut Tally<'_>,
        unit: usize,
        query: &UnitQuery,
    ) -> Result<Option<Found>, TabulateError> {
        let mut excluded = HashSet::new();
        loop {
            let frame = match asking.context.sql(&query.rows).await {
                Ok(frame) => frame,
                Err(error) => return Err(asking.blame(query, error).await),
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
                return Ok((!excluded.is_empty()).then(|| asking.unit_twice(query, excluded.len() as u64)));
            }
            // Which of the rows came first depends on the threads, so none of them counts: read once more without.
            excluded.extend(twice);
        }
    }

    /// Reads the columns that no query read, only to check them.
    async fn check_the_rest(&self, asking: &Asking<'_>, session: &Session) -> Result<(), TabulateError> {
        for register in &session.registers {
            let Some((table, checks)) = register.table.as_ref().filter(|(_, checks)| !checks.is_complete()) else {
                continue;
            };
            asking.stop_if_asked()?;
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

    fn found_in_registers(&self, session: &Session) -> Result<Vec<Found>, TabulateError> {
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
        Ok(problems)
    }

    fn inputs(&self, asking: &Asking<'_>, session: &Session) -> Result<Vec<InputRecord>, TabulateError> {
        let mut all = Vec::new();
        for register in &session.registers {
            let Some((table, checks)) = &register.table else { continue };
            for (n, path) in table.files().iter().enumerate() {
                let refuse = |error: std::io::Error| TabulateError::Engine(Box::new(error.into()));
                let sha256 = if self.options.hash_inputs { Some(self.hash(path).map_err(refuse)?) } else { None };
                asking.stop_if_asked()?;
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
                return Ok(hex::encode(hasher.finalize()));
            }
            hasher.update(&buffer[..read]);
        }
    }
}
