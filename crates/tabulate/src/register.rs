//! A register as a table of the engine: batches stream from the reader, and are checked on the way.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arrow::array::{RecordBatch, RecordBatchOptions};
use arrow::datatypes::{Schema, SchemaRef};
use async_trait::async_trait;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::stats::Precision;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Result, Statistics};
use datafusion::datasource::MemTable;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::logical_expr::{Expr, TableType};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType, SchedulingType};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{DisplayAs, DisplayFormatType, ExecutionPlan, Partitioning, PlanProperties};

use crate::checks::{Claim, TableChecks};
use crate::error::Carried;
use crate::progress::Progress;

/// A register table that the engine can scan.
pub(crate) struct RegisterTable {
    id: String,
    register: microdata::Register,
    checks: Arc<TableChecks>,
    progress: Arc<dyn Progress>,
    cancel: Arc<AtomicBool>,
}

impl RegisterTable {
    pub(crate) fn new(
        id: String,
        register: microdata::Register,
        checks: Arc<TableChecks>,
        progress: Arc<dyn Progress>,
        cancel: Arc<AtomicBool>,
    ) -> Self {
        Self { id, register, checks, progress, cancel }
    }
}

impl fmt::Debug for RegisterTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegisterTable").field("id", &self.id).finish_non_exhaustive()
    }
}

#[async_trait]
impl TableProvider for RegisterTable {
    fn schema(&self) -> SchemaRef {
        self.register.schema()
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        _: &[Expr],
        _: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let all = || (0..self.register.schema().fields().len()).collect();
        let columns: Vec<usize> = projection.cloned().unwrap_or_else(all);
        let partitions = state.config().target_partitions().min(self.register.pieces()).max(1);
        let schema = Arc::new(self.register.schema().project(&columns)?);
        // A scan of no columns (COUNT(*)) still reads one, to know the rows.
        let read = if columns.is_empty() { vec![0] } else { columns };
        let claim = Arc::new(self.checks.claim(&read, partitions));
        Ok(Arc::new(RegisterExec {
            id: self.id.clone(),
            register: self.register.clone(),
            properties: properties(&schema, partitions),
            schema,
            read,
            claim,
            progress: Arc::clone(&self.progress),
            cancel: Arc::clone(&self.cancel),
        }))
    }
}

fn properties(schema: &SchemaRef, partitions: usize) -> Arc<PlanProperties> {
    let properties = PlanProperties::new(
        EquivalenceProperties::new(Arc::clone(schema)),
        Partitioning::UnknownPartitioning(partitions),
        EmissionType::Incremental,
        Boundedness::Bounded,
    );
    Arc::new(properties.with_scheduling_type(SchedulingType::NonCooperative))
}

/// A scan: partition 0 reads the first pieces of the table, the next those after it, so that rows stay in their order.
struct RegisterExec {
    id: String,
    register: microdata::Register,
    schema: SchemaRef,
    read: Vec<usize>,
    claim: Arc<Claim>,
    properties: Arc<PlanProperties>,
    progress: Arc<dyn Progress>,
    cancel: Arc<AtomicBool>,
}

impl fmt::Debug for RegisterExec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegisterExec").field("id", &self.id).finish_non_exhaustive()
    }
}

impl DisplayAs for RegisterExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns: Vec<&str> = self.schema.fields().iter().map(|field| field.name().as_str()).collect();
        write!(f, "RegisterExec: {}, columns={}", self.id, columns.join(","))
    }
}

impl ExecutionPlan for RegisterExec {
    fn name(&self) -> &'static str {
        "RegisterExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        Vec::new()
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(self: Arc<Self>, _: Vec<Arc<dyn ExecutionPlan>>) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(self)
    }

    fn execute(&self, partition: usize, _: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let partitions = self.properties.partitioning.partition_count();
        let pieces = self.register.pieces();
        let range = pieces * partition / partitions..pieces * (partition + 1) / partitions;
        let id = self.id.clone();
        let carry = move |error| Carried::Input { register: id.clone(), error: Arc::new(error) };
        let batches = self.register.read(range, Some(&self.read)).map_err(&carry)?;
        let (claim, progress, cancel) = (Arc::clone(&self.claim), Arc::clone(&self.progress), Arc::clone(&self.cancel));
        let schema = Arc::clone(&self.schema);
        let looked = batches.map(move |batch| {
            if cancel.load(Ordering::Relaxed) {
                return Err(Carried::Cancelled.into());
            }
            let batch = batch.map_err(&carry)?;
            claim.look(&batch);
            progress.advance(batch.num_rows() as u64);
            if schema.fields().is_empty() {
                let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
                return Ok(RecordBatch::try_new_with_options(Arc::clone(&schema), Vec::new(), &options)?);
            }
            Ok(batch)
        });
        let claim = Arc::clone(&self.claim);
        let end = std::iter::from_fn(move || {
            claim.done();
            None
        });
        let stream = futures::stream::iter(looked.chain(end.fuse()));
        Ok(Box::pin(RecordBatchStreamAdapter::new(Arc::clone(&self.schema), stream)))
    }

    fn partition_statistics(&self, partition: Option<usize>) -> Result<Arc<Statistics>> {
        let mut statistics = Statistics::new_unknown(&self.schema);
        if let (None, Some(rows)) = (partition, self.register.rows()) {
            statistics.num_rows = Precision::Exact(rows as usize);
        }
        Ok(Arc::new(statistics))
    }
}

/// The reader's words for what the definition declares.
pub fn declared(register: &definition::Register) -> microdata::Declared {
    use definition::ColumnType as Is;
    use microdata::Kind;
    microdata::Declared::new(register.columns.iter().map(|column| {
        let kind = match column.kind {
            Is::Key => Kind::Key,
            Is::Whole => Kind::Whole,
            Is::Date => Kind::Date,
            Is::Truth => Kind::Truth,
            Is::Text => Kind::Text,
        };
        let declared = microdata::Column::new(&column.name, kind);
        if column.optional { declared.optional() } else { declared }
    }))
}

/// How registers are read here: short texts lie in the batch itself.
pub(crate) fn options() -> microdata::ReadOptions {
    let mut options = microdata::ReadOptions::default();
    options.text = microdata::TextLayout::View;
    options
}

/// A table without rows, for a register that has no file this year.
pub fn empty_table(register: &definition::Register) -> Result<MemTable> {
    let schema: Schema = declared(register).schema(microdata::TextLayout::View, false);
    MemTable::try_new(Arc::new(schema), vec![Vec::new()])
}
