//! Which queries a cluster has, so that those still running are called off when nobody waits for them any more.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use ballista_core::config::BallistaConfig;
use ballista_core::execution_plans::DistributedQueryExec;
use ballista_core::planner::BallistaQueryPlanner;
use ballista_core::serde::protobuf::CancelJobParams;
use ballista_core::serde::protobuf::scheduler_grpc_client::SchedulerGrpcClient;
use datafusion::catalog::Session;
use datafusion::error::Result;
use datafusion::execution::context::QueryPlanner;
use datafusion::logical_expr::LogicalPlan;
use datafusion::physical_plan::ExecutionPlan;
use datafusion_proto::protobuf::LogicalPlanNode;

use crate::Address;

/// The planner of a session, which sends queries to a cluster and remembers them until all are answered.
pub(crate) struct Sent {
    scheduler: String,
    planner: BallistaQueryPlanner<LogicalPlanNode>,
    waited_for: Mutex<WaitedFor>,
}

#[derive(Default)]
struct WaitedFor {
    /// Also those that were answered since: the engine does not tell, and holds no plan once it runs.
    plans: Vec<Arc<dyn ExecutionPlan>>,
    /// When the last of them was sent.
    since: Option<Instant>,
}

impl Sent {
    pub(crate) fn new(scheduler: &Address, config: BallistaConfig) -> Self {
        let scheduler = format!("http://{scheduler}");
        let planner = BallistaQueryPlanner::new(scheduler.clone(), config);
        Self { scheduler, planner, waited_for: Mutex::default() }
    }

    fn waited_for(&self) -> MutexGuard<'_, WaitedFor> {
        self.waited_for.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long nothing more was asked, while an answer is waited for.
    pub(crate) fn waited(&self) -> Option<Duration> {
        self.waited_for().since.map(|since| since.elapsed())
    }

    /// Nothing is waited for any more.
    pub(crate) fn all_answered(&self) {
        *self.waited_for() = WaitedFor::default();
    }

    /// Asks the scheduler to end what it still works on.
    pub(crate) async fn call_off(&self) {
        let job_of = |plan: &Arc<dyn ExecutionPlan>| {
            Some(plan.downcast_ref::<DistributedQueryExec<LogicalPlanNode>>()?.job_id()?.as_str().to_owned())
        };
        let jobs: Vec<String> = self.waited_for().plans.iter().rev().filter_map(job_of).collect();
        if jobs.is_empty() {
            return;
        }
        let Ok(mut scheduler) = SchedulerGrpcClient::connect(self.scheduler.clone()).await else { return };
        for job_id in jobs {
            tracing::debug!(query = job_id, "calls off");
            // A query that is done by now, or a scheduler that is gone, is nothing to say.
            let _ = scheduler.cancel_job(CancelJobParams { job_id }).await;
        }
    }
}

impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sent").field("scheduler", &self.scheduler).finish_non_exhaustive()
    }
}

#[async_trait]
impl QueryPlanner for Sent {
    async fn create_physical_plan(&self, plan: &LogicalPlan, session: &dyn Session) -> Result<Arc<dyn ExecutionPlan>> {
        let sent = self.planner.create_physical_plan(plan, session).await?;
        let mut waited_for = self.waited_for();
        waited_for.plans.push(Arc::clone(&sent));
        waited_for.since = Some(Instant::now());
        Ok(sent)
    }
}
