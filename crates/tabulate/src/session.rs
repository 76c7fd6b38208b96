//! The engine in this process: registers, code lists and views as tables of DataFusion.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use arrow::array::{ArrayRef, RecordBatch, StringViewArray};
use arrow::datatypes::{DataType, Field, Schema};
use cells::Period;
use datafusion::datasource::MemTable;
use datafusion::execution::SessionStateBuilder;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_optimizer::optimizer::PhysicalOptimizer;
use datafusion::prelude::{SessionConfig, SessionContext};
use definition::{CodeList, Microdata};

use crate::checks::{Days, TableChecks};
use crate::kept::kept;
use crate::keyed_join::KeyedJoins;
use crate::plan::Plan;
use crate::progress::Progress;
use crate::register::{RegisterTable, declared, empty_table, options};
use crate::{TabulateError, functions};

/// A session with every table of a plan in it.
pub(crate) struct Session {
    pub(crate) context: SessionContext,
    pub(crate) registers: Vec<OpenRegister>,
}

/// A register that was found and opened.
pub(crate) struct OpenRegister {
    pub(crate) id: String,
    /// None where there is no file this year.
    pub(crate) table: Option<(microdata::Register, Arc<TableChecks>)>,
}

/// Rows of a batch: large enough that a step takes longer than going from step to step.
const BATCH_ROWS: usize = 16_384;

impl Session {
    /// Opens the registers of a plan in a folder and makes tables of them and of the code lists.
    pub(crate) fn open(
        plan: &Plan,
        microdata: &Microdata,
        input: &Path,
        partitions: usize,
        progress: &Arc<dyn Progress>,
        cancel: &Arc<AtomicBool>,
    ) -> Result<Self, TabulateError> {
        let config = SessionConfig::new().with_target_partitions(partitions.max(1)).with_batch_size(BATCH_ROWS);
        let mut rules: Vec<Arc<dyn PhysicalOptimizerRule + Send + Sync>> = vec![Arc::new(KeyedJoins)];
        rules.extend(PhysicalOptimizer::new().rules);
        let state = SessionStateBuilder::new()
            .with_config(config)
            .with_default_features()
            .with_physical_optimizer_rules(rules)
            .build();
        let context = SessionContext::new_with_state(state);
        for function in functions() {
            context.register_udf(function);
        }
        let days = days(plan.period, microdata);
        let mut registers = Vec::with_capacity(plan.tables.len());
        for table in &plan.tables {
            let id = &table.register.id;
            let refuse = |error| TabulateError::Input { register: id.clone(), error: Arc::new(error) };
            if table.absent {
                context.register_table(id.as_str(), Arc::new(empty_table(&table.register)?))?;
                registers.push(OpenRegister { id: id.clone(), table: None });
                continue;
            }
            let path = microdata::find(input, &table.base).map_err(refuse)?;
            let opened = microdata::open(&path, &declared(&table.register), &options()).map_err(refuse)?;
            let checks = Arc::new(TableChecks::new(&table.register, microdata, days));
            let provider = RegisterTable::new(
                id.clone(),
                opened.clone(),
                Arc::clone(&checks),
                Arc::clone(progress),
                Arc::clone(cancel),
            );
            context.register_table(id.as_str(), Arc::new(provider))?;
            registers.push(OpenRegister { id: id.clone(), table: Some((opened, checks)) });
        }
        register_lists(&context, &plan.lists)?;
        Ok(Self { context, registers })
    }

    /// Makes the views; those to be kept are worked out here.
    pub(crate) async fn make_views(&self, plan: &Plan, progress: &dyn Progress) -> Result<(), TabulateError> {
        for view in &plan.views {
            let frame = self.context.sql(&view.sql).await.map_err(TabulateError::sql(&view.file))?;
            if view.keep {
                progress.begin(&format!("working out {}", view.id), None);
                let table = kept(frame).await?;
                self.context.register_table(view.id.as_str(), Arc::new(table))?;
                progress.end();
            } else {
                self.context.register_table(view.id.as_str(), frame.into_view())?;
            }
        }
        Ok(())
    }
}

/// Makes a table in memory of every code list.
pub fn register_lists(context: &SessionContext, lists: &[CodeList]) -> Result<(), TabulateError> {
    for list in lists {
        let fields: Vec<Field> = list.columns.iter().map(|name| Field::new(name, DataType::Utf8View, false)).collect();
        let schema = Arc::new(Schema::new(fields));
        let column =
            |at: usize| -> ArrayRef { Arc::new(list.rows.iter().map(|row| row.get(at)).collect::<StringViewArray>()) };
        let columns = (0..list.columns.len()).map(column).collect();
        let batch = RecordBatch::try_new(Arc::clone(&schema), columns)
            .map_err(|error| TabulateError::Engine(Box::new(error.into())))?;
        let table = MemTable::try_new(schema, vec![vec![batch]])?;
        context.register_table(list.id.as_str(), Arc::new(table))?;
    }
    Ok(())
}

fn days(period: Period, microdata: &Microdata) -> Days {
    let (month, day) = microdata.reference.as_ref().and_then(definition::Reference::month_and_day).unwrap_or((1, 1));
    let since_1970 = |month: i64, day: i64| {
        // Counted in years that begin in March: the leap day is the last of its year.
        let year = i64::from(period.0) - i64::from(month <= 2);
        let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
        let days = year * 365 + year / 4 - year / 100 + year / 400 + of_year - 719_468;
        days as i32
    };
    Days { reference: since_1970(i64::from(month), i64::from(day)), end_of_year: since_1970(12, 31) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use definition::{Reference, VintageRule};

    #[test]
    fn the_reference_day_and_the_end_of_the_year_are_days_since_1970() {
        let microdata = |day: &str| Microdata {
            reference: Some(Reference { day: day.to_owned(), vintage: VintageRule::SameYear }),
            ..Microdata::default()
        };
        let of = |year: u16, day: &str| {
            let days = days(Period(year), &microdata(day));
            (days.reference, days.end_of_year)
        };
        assert_eq!(of(1970, "01-01"), (0, 364));
        assert_eq!(of(2023, "01-01"), (19_358, 19_722));
        assert_eq!(of(2024, "03-01"), (19_783, 20_088));
    }
}
