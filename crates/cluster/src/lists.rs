//! Code lists as part of a query: a table in the memory of this process is not there for others.

use std::sync::Arc;

use datafusion::catalog::TableProvider;
use datafusion::common::ScalarValue;
use datafusion::error::Result;
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, col, lit};
use datafusion::prelude::{DataFrame, SessionContext};
use definition::CodeList;

/// Makes a view of every code list, whose rows travel with each query that reads it.
pub(crate) fn register(context: &SessionContext, lists: &[CodeList]) -> Result<()> {
    for list in lists {
        let plan = values(list)?;
        let view: Arc<dyn TableProvider> = DataFrame::new(context.state(), plan).into_view();
        context.register_table(list.id.as_str(), view)?;
    }
    Ok(())
}

fn values(list: &CodeList) -> Result<LogicalPlan> {
    let text = |text: Option<&String>| lit(ScalarValue::Utf8(text.cloned()));
    let rows: Vec<Vec<Expr>> =
        list.rows.iter().map(|row| (0..list.columns.len()).map(|at| text(row.get(at))).collect()).collect();
    // VALUES has at least one row, so an empty list is one that is left out.
    let is_empty = rows.is_empty();
    let rows = if is_empty { vec![vec![text(None); list.columns.len()]] } else { rows };
    let named = list.columns.iter().enumerate().map(|(n, name)| col(format!("column{}", n + 1)).alias(name));
    let plan = LogicalPlanBuilder::values(rows)?;
    let plan = if is_empty { plan.filter(lit(false))? } else { plan };
    plan.project(named)?.build()
}
