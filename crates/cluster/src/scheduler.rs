//! The process that plans queries and gives out their tasks.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use ballista_core::utils::default_session_builder;
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::{SchedulerConfig, TaskDistributionPolicy};
use ballista_scheduler::scheduler_process::{create_scheduler, start_grpc_service_with_listener};
use datafusion::execution::{FunctionRegistry, SessionState, SessionStateBuilder};
use datafusion::prelude::SessionConfig;
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};

use crate::executor::HEARTBEAT_SECONDS;
use crate::{Address, ClusterError, stack, storage};

/// How to run a scheduler.
#[derive(Debug, Clone)]
pub struct SchedulerOptions {
    /// Where it listens.
    pub listen: Address,
    /// Under which name or number executors find it. Leave it out unless it listens on every address of the machine, or
    /// executors see the machine under another name.
    pub reachable_as: Option<String>,
}

/// An executor that is silent for so long is taken for dead, and its work is given to others.
const DEAD_AFTER_SECONDS: u64 = 4 * HEARTBEAT_SECONDS;

/// Runs a scheduler until `stop` is there. `listening` is told where, once it does. Blocks.
pub fn run_scheduler(
    options: &SchedulerOptions,
    listening: impl FnOnce(SocketAddr) + Send,
    stop: impl Future<Output = ()> + Send,
) -> Result<(), ClusterError> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let ended = |error: std::io::Error| ClusterError::Member { member: "scheduler", message: error.to_string() };
    stack::run(threads, serve(options, listening, stop)).map_err(ended)?
}

async fn serve(
    options: &SchedulerOptions,
    listening: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()>,
) -> Result<(), ClusterError> {
    let ended = |error: ballista_core::error::BallistaError| ClusterError::Member {
        member: "scheduler",
        message: error.to_string(),
    };
    let host = match &options.reachable_as {
        Some(host) => host.clone(),
        None if options.listen.is_anywhere() => {
            return Err(ClusterError::ReachableAs { address: options.listen.clone() });
        }
        None => options.listen.host.clone(),
    };
    let refuse = |source| ClusterError::Listen { address: options.listen.to_string(), source };
    let listener = tokio::net::TcpListener::bind(options.listen.resolved()?).await.map_err(refuse)?;
    let bound = listener.local_addr().map_err(refuse)?;
    let config = SchedulerConfig {
        bind_host: options.listen.host.clone(),
        bind_port: bound.port(),
        external_host: Address { host, port: 0 }.in_url(),
        task_distribution: TaskDistributionPolicy::RoundRobin,
        executor_timeout_seconds: DEAD_AFTER_SECONDS,
        expire_dead_executor_interval_seconds: HEARTBEAT_SECONDS,
        no_executors_grace_period_seconds: DEAD_AFTER_SECONDS,
        // What executors passed on to each other is data of persons: it goes as soon as nobody asks for it.
        finished_job_data_clean_up_interval_seconds: 30,
        finished_job_state_clean_up_interval_seconds: 300,
        override_session_builder: Some(Arc::new(session)),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await.map_err(ended)?;
    let scheduler =
        create_scheduler::<LogicalPlanNode, PhysicalPlanNode>(cluster, Arc::new(config)).await.map_err(ended)?;
    tracing::info!(address = %bound, "the scheduler listens");
    listening(bound);
    tokio::select! {
        served = start_grpc_service_with_listener(listener, scheduler) => served.map_err(ended),
        () = stop => Ok(()),
    }
}

/// A session in which queries are planned: with the functions of definitions, and able to look at the files.
fn session(config: SessionConfig) -> datafusion::error::Result<SessionState> {
    let state = default_session_builder(config)?;
    let mut state =
        SessionStateBuilder::new_from_existing(state).with_runtime_env(storage::surroundings().build_arc()?).build();
    for function in tabulate::functions() {
        state.register_udf(Arc::new(function))?;
    }
    Ok(state)
}
