//! Which joins of a plan become keyed joins.

use std::sync::Arc;

use arrow::datatypes::DataType;
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::common::{JoinType, NullEquality, Result};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::joins::HashJoinExec;

use super::exec::KeyedJoinExec;

/// Replaces left and right outer joins on one 64-bit integer, before the engine chooses sides by what it knows of sizes:
/// the table whose rows may be absent is always the one kept in memory.
#[derive(Debug, Default)]
pub(crate) struct KeyedJoins;

impl PhysicalOptimizerRule for KeyedJoins {
    fn optimize(&self, plan: Arc<dyn ExecutionPlan>, _: &ConfigOptions) -> Result<Arc<dyn ExecutionPlan>> {
        let replace = |node: Arc<dyn ExecutionPlan>| match keyed(&node) {
            Some(keyed) => Ok(Transformed::yes(keyed)),
            None => Ok(Transformed::no(node)),
        };
        Ok(plan.transform_up(replace)?.data)
    }

    fn name(&self) -> &'static str {
        "keyed_joins"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

fn keyed(node: &Arc<dyn ExecutionPlan>) -> Option<Arc<dyn ExecutionPlan>> {
    let join = node.downcast_ref::<HashJoinExec>()?;
    let [(left_key, right_key)] = join.on() else { return None };
    let plain = join.filter().is_none()
        && !join.contains_projection()
        && join.null_equality() == NullEquality::NullEqualsNothing;
    if !plain {
        return None;
    }
    let (left, right) = (position(left_key, join.left())?, position(right_key, join.right())?);
    let keyed = |probe: &Arc<dyn ExecutionPlan>, build: &Arc<dyn ExecutionPlan>, probe_key, build_key, first| {
        let (probe, build) = (Arc::clone(probe), Arc::clone(build));
        let exec = KeyedJoinExec::new(probe, build, probe_key, build_key, first, join.schema());
        Some(Arc::new(exec) as Arc<dyn ExecutionPlan>)
    };
    match join.join_type() {
        JoinType::Left => keyed(join.left(), join.right(), left, right, true),
        JoinType::Right => keyed(join.right(), join.left(), right, left, false),
        _ => None,
    }
}

/// The place of a key that is a column of 64-bit integers.
fn position(key: &Arc<dyn PhysicalExpr>, side: &Arc<dyn ExecutionPlan>) -> Option<usize> {
    let column = key.downcast_ref::<Column>()?;
    (*side.schema().field(column.index()).data_type() == DataType::Int64).then_some(column.index())
}
