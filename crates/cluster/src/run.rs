//! Counts a period on a cluster.

use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use cells::Period;
use definition::{Definition, Microdata};
use futures::{StreamExt, TryStreamExt};
use tabulate::{Asking, Plan, Progress, TabulateError, Tabulated, Tally};

use crate::sent::Sent;
use crate::session::Session;
use crate::values::{self, Checked};
use crate::{Address, ClusterError, Input, stack};

/// How to count on a cluster.
#[derive(Debug, Clone)]
pub struct Options {
    /// Into how many parts rows are divided to be joined and added up. Leave the default unless the executors together
    /// have more than eight cores; then twice as many as they have.
    pub partitions: usize,
    /// Whether the hash of every input file is put into the manifest; all of them then come through this process once.
    pub hash_inputs: bool,
    /// How long the first query may wait for an executor.
    pub patience: Duration,
    /// How long the cluster may work on one query. Counting a whole country in one takes minutes; a cluster that lost track
    /// of a query would otherwise be waited for without end.
    pub longest_query: Duration,
    /// Set to true by whoever wants to stop; counting ends with [`TabulateError::Cancelled`] and leaves nothing.
    pub cancel: Arc<AtomicBool>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            partitions: 16,
            hash_inputs: true,
            patience: Duration::from_mins(1),
            longest_query: Duration::from_hours(2),
            cancel: Arc::default(),
        }
    }
}

/// How many registers are checked side by side: a query alone seldom keeps a cluster busy.
const CHECKED_TOGETHER: usize = 4;

/// How often is looked whether to stop.
const LOOK: Duration = Duration::from_millis(100);

/// How long calling off what a cluster works on may take.
const CALLING_OFF: Duration = Duration::from_secs(5);

/// Counts a year from registers that every machine of the cluster can read.
///
/// Blocks until it is done. Fails when something is missing, cannot be read, or is wrong more often than the definition
/// accepts, and when the cluster fails; nothing is written in any case.
pub fn tabulate(
    definition: &Definition,
    input: &Input,
    period: Period,
    scheduler: &Address,
    options: &Options,
    progress: &Arc<dyn Progress>,
) -> Result<Tabulated, ClusterError> {
    let plan = Plan::new(definition, period).map_err(ClusterError::Tabulate)?;
    let Some(microdata) = &definition.microdata else {
        let monitor = definition.monitor.id.clone();
        return Err(ClusterError::Tabulate(TabulateError::NoRegisters { monitor }));
    };
    let job = Job { definition, microdata, plan: &plan, input, scheduler, options, progress: &**progress };
    let counted = stack::run(2, async {
        let session = Session::new(scheduler, options.partitions).await?;
        let sent = Arc::clone(&session.sent);
        let why = tokio::select! {
            counted = job.run(session) => return counted,
            () = job.asked_to_stop() => ClusterError::Tabulate(TabulateError::Cancelled),
            waited = job.no_answer(&sent) => ClusterError::NoAnswer { address: scheduler.clone(), waited },
        };
        // Only now that nobody listens any more: a query that is called off is no failure of the cluster.
        let _ = tokio::time::timeout(CALLING_OFF, sent.call_off()).await;
        Err(why)
    });
    counted.unwrap_or_else(|error| Err(ClusterError::at(scheduler)(TabulateError::Engine(Box::new(error.into())))))
}

struct Job<'a> {
    definition: &'a Definition,
    microdata: &'a Microdata,
    plan: &'a Plan,
    input: &'a Input,
    scheduler: &'a Address,
    options: &'a Options,
    progress: &'a dyn Progress,
}

impl Job<'_> {
    async fn run(&self, mut session: Session) -> Result<Tabulated, ClusterError> {
        let (plan, progress) = (self.plan, self.progress);
        progress.begin("opening the registers", None);
        session.open(plan, self.input, self.scheduler).await?;
        progress.end();
        progress.begin("looking for the cluster", None);
        self.greet(&session).await?;
        progress.end();
        let checked = self.check(&session).await?;
        let failed = ClusterError::at(self.scheduler);
        let asking = Asking {
            context: &session.context,
            definition: self.definition,
            microdata: self.microdata,
            plan,
            progress,
            cancel: &self.options.cancel,
        };
        let areas = asking.areas().await.map_err(&failed)?;
        session.make_views(plan).await.map_err(&failed)?;
        let mut tally = Tally::new(plan, areas);
        let mut found = Vec::new();
        for (unit, query) in plan.units.iter().enumerate() {
            progress.begin(&format!("counting {}", query.view), None);
            found.extend(asking.grouped(&mut tally, unit).await.map_err(&failed)?);
            progress.end();
        }
        found.extend(asking.rules().await.map_err(&failed)?);
        let (counts, units) = tally.finish();
        let rows_of = |id: &str| {
            let at = session.registers.iter().position(|opened| opened.register.id == id)?;
            Some(checked[at].rows)
        };
        let in_registers = checked.iter().flat_map(|checked| checked.found.iter().cloned()).collect();
        let report = asking.report(in_registers, found, units, rows_of).map_err(&failed)?;
        session.sent.all_answered();
        progress.begin("noting the input files", None);
        let mut inputs = Vec::new();
        for (opened, checked) in session.registers.iter().zip(&checked) {
            inputs.extend(opened.records(checked.rows, self.options.hash_inputs, &self.options.cancel).await?);
        }
        progress.end();
        let engine = format!("ballista://{} (Ballista {})", self.scheduler, ballista_core::BALLISTA_VERSION);
        let provenance = asking.provenance(engine, inputs, &report);
        Ok(Tabulated { counts, report, provenance })
    }

    /// Finds the scheduler, and somebody who works for it.
    async fn greet(&self, session: &Session) -> Result<(), ClusterError> {
        let address = self.scheduler;
        let knock = address.resolved()?;
        let knocked = tokio::task::spawn_blocking(move || TcpStream::connect_timeout(&knock, Duration::from_secs(10)));
        if let Ok(Err(source)) = knocked.await {
            return Err(ClusterError::Unreachable { address: address.clone(), source });
        }
        let engine = ClusterError::engine(address);
        let first = session.context.sql("SELECT 1 AS een").await.map_err(&engine)?;
        match tokio::time::timeout(self.options.patience, first.collect()).await {
            Ok(answer) => answer.map(drop).map_err(&engine),
            Err(_) => Err(ClusterError::NobodyWorks { address: address.clone(), waited: self.options.patience }),
        }
    }

    /// What the reader of registers does on the way, asked before anything is counted.
    async fn check(&self, session: &Session) -> Result<Vec<Checked>, ClusterError> {
        self.progress.begin("checking the registers", None);
        let mut checks = Vec::with_capacity(session.registers.len());
        for opened in &session.registers {
            let (context, register) = (&session.context, &opened.register);
            checks.push(values::check(context, register, self.microdata, self.plan.period, self.scheduler));
        }
        let checked = futures::stream::iter(checks).buffered(CHECKED_TOGETHER).try_collect().await?;
        self.progress.end();
        Ok(checked)
    }

    /// Waits until somebody wants to stop.
    async fn asked_to_stop(&self) {
        while !self.options.cancel.load(Ordering::Relaxed) {
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Waits until a query takes longer than it may.
    async fn no_answer(&self, sent: &Sent) -> Duration {
        loop {
            tokio::time::sleep(LOOK).await;
            if let Some(waited) = sent.waited().filter(|waited| *waited > self.options.longest_query) {
                return waited;
            }
        }
    }
}
