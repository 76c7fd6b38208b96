//! The join as a step of a physical plan.

use std::fmt;
use std::sync::{Arc, OnceLock};

use arrow::array::{ArrayRef, AsArray, RecordBatch, RecordBatchOptions};
use arrow::compute::take;
use arrow::datatypes::{Int64Type, SchemaRef};
use datafusion::common::runtime::SpawnedTask;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{DataFusionError, Result, internal_err};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, Partitioning, PlanProperties,
};
use futures::future::{BoxFuture, Shared};
use futures::{FutureExt, StreamExt, TryFutureExt, TryStreamExt};

use super::side::KeyedSide;

/// Every row of `probe`, with the rows of `build` that have its key beside it, or nothing.
pub(super) struct KeyedJoinExec {
    probe: Arc<dyn ExecutionPlan>,
    build: Arc<dyn ExecutionPlan>,
    probe_key: usize,
    build_key: usize,
    /// Whether the columns of `probe` come first.
    probe_first: bool,
    schema: SchemaRef,
    properties: Arc<PlanProperties>,
    side: Arc<OnceLock<Side>>,
}

/// The smaller table while it is read, and after that what came of it. All partitions wait for the one reading: a plan
/// may be run once only, so that who finds that it failed, or was left by who began it, must not begin again.
type Side = Shared<BoxFuture<'static, Result<Arc<KeyedSide>, Arc<DataFusionError>>>>;

impl KeyedJoinExec {
    pub(super) fn new(
        probe: Arc<dyn ExecutionPlan>,
        build: Arc<dyn ExecutionPlan>,
        probe_key: usize,
        build_key: usize,
        probe_first: bool,
        schema: SchemaRef,
    ) -> Self {
        let properties = PlanProperties::new(
            EquivalenceProperties::new(Arc::clone(&schema)),
            Partitioning::UnknownPartitioning(probe.output_partitioning().partition_count()),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        let side = Arc::new(OnceLock::new());
        Self { probe, build, probe_key, build_key, probe_first, schema, properties: Arc::new(properties), side }
    }
}

impl fmt::Debug for KeyedJoinExec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyedJoinExec").finish_non_exhaustive()
    }
}

impl DisplayAs for KeyedJoinExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (probe, build) = (self.probe.schema(), self.build.schema());
        let (probe, build) = (probe.field(self.probe_key).name(), build.field(self.build_key).name());
        write!(f, "KeyedJoinExec: outer, {probe} = {build}")
    }
}

impl ExecutionPlan for KeyedJoinExec {
    fn name(&self) -> &'static str {
        "KeyedJoinExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![true, false]
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.probe, &self.build]
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(self: Arc<Self>, children: Vec<Arc<dyn ExecutionPlan>>) -> Result<Arc<dyn ExecutionPlan>> {
        let Ok([probe, build]) = <[Arc<dyn ExecutionPlan>; 2]>::try_from(children) else {
            return internal_err!("a keyed join has two inputs");
        };
        let schema = Arc::clone(&self.schema);
        Ok(Arc::new(Self::new(probe, build, self.probe_key, self.build_key, self.probe_first, schema)))
    }

    fn execute(&self, partition: usize, context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let probe = self.probe.execute(partition, Arc::clone(&context))?;
        let side = self.side.get_or_init(|| {
            collect(Arc::clone(&self.build), self.build_key, context).map_err(Arc::new).boxed().shared()
        });
        let side = side.clone();
        let joining = Joining {
            probe_key: self.probe_key,
            probe_first: self.probe_first,
            build_columns: self.build.schema().fields().len(),
            schema: Arc::clone(&self.schema),
        };
        let stream = futures::stream::once(async move {
            let side = side.await.map_err(DataFusionError::Shared)?;
            Ok::<_, DataFusionError>(probe.map(move |batch| joining.join(&side, &batch?)))
        });
        Ok(Box::pin(RecordBatchStreamAdapter::new(Arc::clone(&self.schema), stream.try_flatten())))
    }
}

/// Reads the whole smaller table, its partitions side by side.
async fn collect(build: Arc<dyn ExecutionPlan>, key: usize, context: Arc<TaskContext>) -> Result<Arc<KeyedSide>> {
    let partitions = build.output_partitioning().partition_count();
    let mut tasks = Vec::with_capacity(partitions);
    for partition in 0..partitions {
        let stream = build.execute(partition, Arc::clone(&context))?;
        tasks.push(SpawnedTask::spawn(stream.try_collect::<Vec<RecordBatch>>()));
    }
    let mut batches = Vec::new();
    for task in tasks {
        batches.extend(task.join_unwind().await.map_err(|error| DataFusionError::External(Box::new(error)))??);
    }
    Ok(Arc::new(KeyedSide::new(&build.schema(), batches, key)?))
}

struct Joining {
    probe_key: usize,
    probe_first: bool,
    build_columns: usize,
    schema: SchemaRef,
}

impl Joining {
    fn join(&self, side: &KeyedSide, batch: &RecordBatch) -> Result<RecordBatch> {
        let matches = side.matches(batch.column(self.probe_key).as_primitive::<Int64Type>());
        let rows = matches.probe.as_ref().map_or(batch.num_rows(), arrow::array::Array::len);
        let probe: Vec<ArrayRef> = match &matches.probe {
            None => batch.columns().to_vec(),
            Some(at) => batch.columns().iter().map(|column| take(column, at, None)).collect::<Result<_, _>>()?,
        };
        let build: Vec<ArrayRef> =
            (0..self.build_columns).map(|at| side.column(at, &matches, rows)).collect::<Result<_, _>>()?;
        let columns = if self.probe_first { [probe, build].concat() } else { [build, probe].concat() };
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        Ok(RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)?)
    }
}

#[cfg(test)]
mod tests {
    use arrow::datatypes::{DataType, Field, Schema};
    use datafusion::physical_plan::repartition::RepartitionExec;
    use datafusion::physical_plan::streaming::{PartitionStream, StreamingTableExec};
    use futures::future::join_all;

    use super::*;

    /// A table that cannot be read.
    #[derive(Debug)]
    struct Broken(SchemaRef);

    impl PartitionStream for Broken {
        fn schema(&self) -> &SchemaRef {
            &self.0
        }

        fn execute(&self, _: Arc<TaskContext>) -> SendableRecordBatchStream {
            let rows =
                futures::stream::once(async { Err(DataFusionError::Execution("row 2 is cut short".to_owned())) });
            Box::pin(RecordBatchStreamAdapter::new(Arc::clone(&self.0), rows))
        }
    }

    /// Fails when it is run twice, as plans may.
    #[derive(Debug)]
    struct Once(SchemaRef, std::sync::atomic::AtomicBool);

    impl PartitionStream for Once {
        fn schema(&self) -> &SchemaRef {
            &self.0
        }

        fn execute(&self, _: Arc<TaskContext>) -> SendableRecordBatchStream {
            assert!(!self.1.swap(true, std::sync::atomic::Ordering::SeqCst), "run twice");
            let rows = futures::stream::once(async {
                tokio::task::yield_now().await;
                Err(DataFusionError::Execution("row 2 is cut short".to_owned()))
            });
            Box::pin(RecordBatchStreamAdapter::new(Arc::clone(&self.0), rows))
        }
    }

    fn table(partitions: Vec<Arc<dyn PartitionStream>>, schema: &SchemaRef) -> Arc<dyn ExecutionPlan> {
        Arc::new(StreamingTableExec::try_new(Arc::clone(schema), partitions, None, None, false, None).unwrap())
    }

    fn joined() -> KeyedJoinExec {
        let column = |name| Field::new(name, DataType::Int64, false);
        let one = Arc::new(Schema::new(vec![column("key")]));
        let both = Arc::new(Schema::new(vec![column("probe"), column("build")]));
        let probe = (0..2).map(|_| Arc::new(Broken(Arc::clone(&one))) as Arc<dyn PartitionStream>).collect();
        let build = Arc::new(Once(Arc::clone(&one), std::sync::atomic::AtomicBool::new(false)));
        let build = RepartitionExec::try_new(table(vec![build], &one), Partitioning::RoundRobinBatch(2)).unwrap();
        KeyedJoinExec::new(table(probe, &one), Arc::new(build), 0, 0, true, both)
    }

    #[tokio::test]
    async fn every_partition_is_told_why_the_smaller_table_cannot_be_read() {
        let join = joined();
        let streams = (0..2).map(|partition| join.execute(partition, Arc::default()).unwrap());
        let all = join_all(streams.map(TryStreamExt::try_collect::<Vec<RecordBatch>>)).await;
        for rows in all {
            assert!(rows.unwrap_err().to_string().contains("row 2 is cut short"));
        }
    }

    #[tokio::test]
    async fn a_partition_that_is_left_does_not_take_the_smaller_table_with_it() {
        let join = joined();
        let mut first = join.execute(0, Arc::default()).unwrap();
        assert!(futures::poll!(first.next()).is_pending(), "the smaller table is still being read");
        drop(first);
        let error = join.execute(1, Arc::default()).unwrap().next().await.unwrap().unwrap_err();
        assert!(error.to_string().contains("row 2 is cut short"));
    }
}
