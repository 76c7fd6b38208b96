//! Puts the queries of a plan to an engine that takes SQL, and reads what it answers: alike in this process and on a
//! cluster.

use std::sync::atomic::{AtomicBool, Ordering};

use arrow::array::AsArray;
use arrow::datatypes::Int64Type;
use counts::{AreaTable, DefinitionStamp, InputRecord, Provenance, UnitRecord};
use datafusion::error::DataFusionError;
use datafusion::prelude::SessionContext;
use definition::{Definition, Microdata, ProblemKind};
use futures::StreamExt;

use crate::TabulateError;
use crate::plan::{Plan, UnitQuery};
use crate::progress::Progress;
use crate::report::{Found, Report};
use crate::tally::{Tally, area_table};

/// An engine in which every table, list, function and view of a plan is there, and what is asked of it.
pub struct Asking<'a> {
    /// The engine.
    pub context: &'a SessionContext,
    /// What is counted.
    pub definition: &'a Definition,
    /// What the definition says of registers.
    pub microdata: &'a Microdata,
    /// The queries.
    pub plan: &'a Plan,
    /// Who is told.
    pub progress: &'a dyn Progress,
    /// Set by whoever wants to stop.
    pub cancel: &'a AtomicBool,
}

impl Asking<'_> {
    /// The areas of the division.
    pub async fn areas(&self) -> Result<AreaTable, TabulateError> {
        self.progress.begin("reading the areas", None);
        let areas = self.context.sql(&self.plan.areas).await;
        let areas = areas.map_err(TabulateError::sql("[areas] of the microdata"))?.collect().await?;
        let areas = area_table(self.plan, &areas)?;
        self.progress.end();
        Ok(areas)
    }

    /// Counts the unit at a position of the plan by GROUP BY; units with several rows are left out, and found.
    pub async fn grouped(&self, tally: &mut Tally<'_>, unit: usize) -> Result<Option<Found>, TabulateError> {
        let query = &self.plan.units[unit];
        let place = || format!("view `{}`", query.view);
        let twice = self.context.sql(&query.twice).await.map_err(TabulateError::sql(place()))?.collect().await?;
        let (mut keys, mut rows) = (Vec::new(), 0);
        for batch in &twice {
            let number = |column: usize| batch.column(column).as_primitive_opt::<Int64Type>();
            if let (Some(key), Some(count)) = (number(0), number(1)) {
                keys.extend(key.iter().flatten());
                rows += count.iter().flatten().sum::<i64>() as u64;
            }
        }
        let sql = query.grouped_without(&keys);
        let frame = match self.context.sql(&sql).await {
            Ok(frame) => frame,
            Err(error) => return Err(self.blame(query, error).await),
        };
        for mut stream in frame.execute_stream_partitioned().await? {
            while let Some(batch) = stream.next().await {
                self.stop_if_asked()?;
                tally.add_grouped(unit, &batch?)?;
            }
        }
        tally.add_twice(unit, rows);
        Ok((!keys.is_empty()).then(|| self.unit_twice(query, keys.len() as u64)))
    }

    /// Which rules do not hold.
    pub async fn rules(&self) -> Result<Vec<Found>, TabulateError> {
        let mut found = Vec::new();
        for rule in &self.plan.rules {
            self.stop_if_asked()?;
            self.progress.begin(&format!("checking {}", rule.rule.id), None);
            let place = || format!("microdata/{}", rule.rule.sql);
            let rows = self.context.sql(&rule.sql).await.map_err(TabulateError::sql(place()))?.collect().await?;
            let number = rows.iter().find_map(|batch| {
                let number = batch.column(0).as_primitive_opt::<Int64Type>()?;
                (!number.is_empty()).then(|| number.value(0))
            });
            if let Some(broken @ 1..) = number {
                found.push(Found {
                    kind: ProblemKind::RuleBroken,
                    table: rule.rule.register.clone(),
                    column: Some(rule.rule.id.clone()),
                    what: rule.rule.label.en.clone(),
                    found: broken as u64,
                    of: 0,
                    first: None,
                    limit: self.microdata.limit(ProblemKind::RuleBroken),
                });
            }
            self.progress.end();
        }
        Ok(found)
    }

    /// Everything that was found, or the error that it is too much: in the registers, then in units and rules (whose
    /// number of rows `rows_of` a register is filled in here), then which units are not counted.
    pub fn report(
        &self,
        in_registers: Vec<Found>,
        mut found: Vec<Found>,
        units: Vec<UnitRecord>,
        rows_of: impl Fn(&str) -> Option<u64>,
    ) -> Result<Report, TabulateError> {
        for problem in &mut found {
            let unit = self.plan.units.iter().position(|query| query.view == problem.table);
            problem.of = unit.map(|unit| units[unit].rows).or_else(|| rows_of(&problem.table)).unwrap_or_default();
        }
        let mut problems = in_registers;
        problems.extend(found);
        for (query, unit) in self.plan.units.iter().zip(&units) {
            problems.extend(unit.not_placed.iter().map(|(reason, rows)| Found {
                kind: ProblemKind::NotPlaced,
                table: query.view.clone(),
                column: Some(reason.clone()),
                what: "units that are not counted".to_owned(),
                found: *rows,
                of: unit.rows,
                first: None,
                limit: self.microdata.limit(ProblemKind::NotPlaced),
            }));
        }
        let report = Report { problems, units };
        if report.is_accepted() { Ok(report) } else { Err(TabulateError::TooManyProblems { report: Box::new(report) }) }
    }

    /// For the manifest.
    pub fn provenance(&self, engine: String, inputs: Vec<InputRecord>, report: &Report) -> Provenance {
        Provenance {
            definition: DefinitionStamp::of(self.definition),
            program: format!("wijkmonitor {}", env!("CARGO_PKG_VERSION")),
            engine,
            inputs,
            units: report.units.clone(),
            problems: report.counts(),
        }
    }

    /// Ends here when somebody wants to stop.
    pub fn stop_if_asked(&self) -> Result<(), TabulateError> {
        if self.cancel.load(Ordering::Relaxed) { Err(TabulateError::Cancelled) } else { Ok(()) }
    }

    /// Says which expression of the definition the engine refuses.
    pub(crate) async fn blame(&self, query: &UnitQuery, error: DataFusionError) -> TabulateError {
        let refused =
            async |expression: &str| self.context.sql(&format!("SELECT {expression} FROM {}", query.view)).await.err();
        let universes = self.definition.universes.iter().filter(|universe| universe.unit == query.unit);
        for universe in universes.clone() {
            let Some(condition) = &universe.condition else { continue };
            if let Some(error) = refused(condition).await {
                return TabulateError::sql(format!("universe `{}`, condition `{condition}`", universe.id))(error);
            }
        }
        for indicator in &self.definition.indicators {
            let mine = universes.clone().any(|universe| universe.id == indicator.universe);
            let Some(numerator) = indicator.numerator.as_ref().filter(|_| mine) else { continue };
            if let Some(error) = refused(numerator).await {
                return TabulateError::sql(format!("indicator `{}`, numerator `{numerator}`", indicator.id))(error);
            }
        }
        TabulateError::sql(format!("view `{}`", query.view))(error)
    }

    pub(crate) fn unit_twice(&self, query: &UnitQuery, found: u64) -> Found {
        let view = self.microdata.views.iter().find(|view| view.id == query.view);
        Found {
            kind: ProblemKind::KeyTwice,
            table: query.view.clone(),
            column: view.and_then(|view| view.key.clone()),
            what: "a unit with more than one row, none of which is counted".to_owned(),
            found,
            of: 0,
            first: None,
            limit: self.microdata.limit(ProblemKind::KeyTwice),
        }
    }
}
