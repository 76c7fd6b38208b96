//! A process that reads the registers and does the work.

use std::path::PathBuf;
use std::sync::Arc;

use ballista_core::RuntimeProducer;
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};

use crate::address::free_ports;
use crate::{Address, ClusterError, stack, storage};

/// How to run an executor.
#[derive(Debug, Clone)]
pub struct ExecutorOptions {
    /// The scheduler that gives it work.
    pub scheduler: Address,
    /// Where it listens: for other executors on this port, for the scheduler on the next one. Port 0 stands for any two
    /// that are free.
    pub listen: Address,
    /// Under which name or number the others find it. Leave it out unless it listens on every address of the machine.
    pub reachable_as: Option<String>,
    /// A folder for what it passes on; a temporary one where none is named.
    pub work: Option<PathBuf>,
    /// How many tasks it does side by side; as many as there are cores where 0.
    pub tasks: usize,
}

/// What of the log of scheduler and executors is worth reading, as a filter for `RUST_LOG`: which task was begun and done
/// when. Nothing in it says how much came out of one.
pub const LOG: &str = "warn,cluster=info,ballista_executor::executor_server=info";

/// How often an executor says that it is there.
pub(crate) const HEARTBEAT_SECONDS: u64 = 5;

/// How long it waits for a scheduler that is not there yet.
const PATIENCE_SECONDS: u16 = 60;

/// Runs an executor until it is told to end (Ctrl-C, TERM) or its scheduler is gone. Blocks.
pub fn run_executor(options: &ExecutorOptions) -> Result<(), ClusterError> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let ended = |error: std::io::Error| ClusterError::Member { member: "executor", message: error.to_string() };
    stack::run(threads, serve(options)).map_err(ended)?
}

async fn serve(options: &ExecutorOptions) -> Result<(), ClusterError> {
    let ended = |message: String| ClusterError::Member { member: "executor", message };
    if options.reachable_as.is_none() && options.listen.is_anywhere() {
        return Err(ClusterError::ReachableAs { address: options.listen.clone() });
    }
    let bound = options.listen.resolved()?;
    let [port, grpc_port] = match options.listen.port {
        0 => free_ports(bound)?,
        port => [port, port.checked_add(1).ok_or_else(|| ended(format!("there is no port after {port}")))?],
    };
    // Others may not read what it passes on, so the folder is one that only its owner can open.
    let mut work = tempfile::Builder::new();
    work.prefix("wijkmonitor-executor-");
    let work = match &options.work {
        Some(folder) => std::fs::create_dir_all(folder).and_then(|()| work.tempdir_in(folder)),
        None => work.tempdir(),
    };
    let work = work.map_err(|error| ended(format!("no folder to work in could be made: {error}")))?;
    let Some(folder) = work.path().to_str().map(str::to_owned) else {
        return Err(ended(format!("{} is not a path in UTF-8", work.path().display())));
    };
    let config = ExecutorProcessConfig {
        bind_host: Address { host: bound.ip().to_string(), port: 0 }.in_url(),
        external_host: Some(options.reachable_as.clone().unwrap_or_else(|| options.listen.host.clone())),
        port,
        grpc_port,
        scheduler_host: options.scheduler.in_url(),
        scheduler_port: options.scheduler.port,
        scheduler_connect_timeout_seconds: PATIENCE_SECONDS,
        vcores: options.tasks,
        work_dir: Some(folder.clone()),
        executor_heartbeat_interval_seconds: HEARTBEAT_SECONDS,
        job_data_ttl_seconds: 3600,
        job_data_clean_up_interval_seconds: 600,
        override_function_registry: Some(Arc::new(functions())),
        override_runtime_producer: Some(surroundings(folder)),
        ..ExecutorProcessConfig::default()
    };
    tracing::info!(scheduler = %options.scheduler, port, "an executor looks for work");
    let ran = start_executor_process(Arc::new(config)).await;
    // Also where it was told to end: what it passed on is data of persons.
    work.close().map_err(|error| ended(format!("its folder could not be removed: {error}")))?;
    ran.map_err(|error| ended(error.to_string()))
}

fn functions() -> BallistaFunctionRegistry {
    let mut registry = BallistaFunctionRegistry::default();
    for function in tabulate::functions() {
        registry.scalar_functions.insert(function.name().to_owned(), Arc::new(function));
    }
    registry
}

fn surroundings(folder: String) -> RuntimeProducer {
    Arc::new(move |_| storage::surroundings().with_temp_file_path(&folder).build_arc())
}
