//! A scheduler and executors as processes, which end with the test.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use cells::Period;
use cluster::{Address, ClusterError, Input, Options};
use definition::Definition;
use tabulate::{Progress, Quiet, Tabulated};
use tempfile::TempDir;

/// How long anything may take on a slow machine with much else to do.
pub(crate) const PATIENCE: Duration = Duration::from_mins(5);

/// One cluster at a time: the machine has few cores.
static ALONE: Mutex<()> = Mutex::new(());

/// Waits until no other test has a cluster.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A scheduler with its executors.
pub(crate) struct Cluster {
    pub(crate) address: Address,
    pub(crate) executors: Vec<Member>,
    pub(crate) scheduler: Member,
    _logs: TempDir,
    _alone: MutexGuard<'static, ()>,
}

/// A process that is killed when nobody holds it any more.
pub(crate) struct Member {
    child: Child,
    log: PathBuf,
}

impl Cluster {
    /// Starts a scheduler and so many executors with these variables, and waits until it knows them all.
    pub(crate) fn start(executors: usize, variables: &[(&str, &str)]) -> Self {
        let alone = alone();
        let logs = tempfile::tempdir().unwrap();
        let mut scheduler = Member::start(logs.path().join("scheduler.log"), &["scheduler", "127.0.0.1:0"], variables);
        let mut line = String::new();
        BufReader::new(scheduler.child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address: Address = line.trim().parse().unwrap_or_else(|_| panic!("no address, but: {}", scheduler.log()));
        let executors: Vec<Member> = (1..=executors)
            .map(|n| {
                let log = logs.path().join(format!("executor-{n}.log"));
                Member::start(log, &["executor", &address.to_string(), "127.0.0.1:0", "2"], variables)
            })
            .collect();
        for executor in &executors {
            executor.wait_for("Executor registration succeed", 1);
        }
        Self { address, executors, scheduler, _logs: logs, _alone: alone }
    }

    /// Counts 2023.
    pub(crate) fn count(&self, definition: &Definition, input: &Input) -> Result<Tabulated, ClusterError> {
        count(definition, input, &self.address)
    }
}

/// Counts 2023 on the cluster of a scheduler.
pub(crate) fn count(definition: &Definition, input: &Input, scheduler: &Address) -> Result<Tabulated, ClusterError> {
    let options = Options { partitions: 2, patience: PATIENCE, longest_query: PATIENCE, ..Options::default() };
    let progress: Arc<dyn Progress> = Arc::new(Quiet);
    cluster::tabulate(definition, input, Period(2023), scheduler, &options, &progress)
}

impl Member {
    fn start(log: PathBuf, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let file = std::fs::File::create(&log).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_cluster-member"))
            .args(arguments)
            .env_remove("RUST_LOG")
            .envs(variables.iter().copied())
            // What an executor that is killed leaves behind goes with the logs.
            .env("TMPDIR", log.parent().unwrap())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(file)
            .spawn()
            .unwrap();
        Self { child, log }
    }

    /// What it wrote in its log so far.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// How many tasks it began.
    pub(crate) fn tasks(&self) -> usize {
        self.log().matches("Execute task").count()
    }

    /// Waits until its log has a text so often.
    pub(crate) fn wait_for(&self, text: &str, times: usize) {
        let began = Instant::now();
        while self.log().matches(text).count() < times {
            assert!(began.elapsed() < PATIENCE, "no {text:?} in: {}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Lets it stand still: it lives, and does nothing.
    pub(crate) fn hold(&self) {
        let held = Command::new("kill").args(["-STOP", &self.child.id().to_string()]).status().unwrap();
        assert!(held.success());
    }

    /// Ends it at once, without a word to anybody.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let log = self.log();
            let last: Vec<&str> = log.lines().rev().take(30).collect();
            eprintln!("{}:\n{}", self.log.display(), last.into_iter().rev().collect::<Vec<_>>().join("\n"));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
