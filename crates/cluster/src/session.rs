//! The client's session: every register, code list and view of a plan, as tables that other processes can read.

use std::sync::Arc;

use ballista::prelude::{SessionConfigExt, SessionContextExt};
use ballista_core::config::BALLISTA_CLIENT_GRPC_TIMEOUT_SECONDS;
use datafusion::catalog::TableProvider;
use datafusion::datasource::empty::EmptyTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig};
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::context::QueryPlanner;
use datafusion::prelude::{SessionConfig, SessionContext};
use tabulate::{Plan, TableInput, TabulateError};

use crate::inputs::{self, Opened};
use crate::sent::Sent;
use crate::{Address, ClusterError, Input, columns, lists, storage};

/// A session whose queries run on a cluster.
pub(crate) struct Session {
    pub(crate) context: SessionContext,
    /// The registers that have files this year.
    pub(crate) registers: Vec<Opened>,
    /// The queries that the cluster has.
    pub(crate) sent: Arc<Sent>,
}

impl Session {
    /// A session without tables, which asks nothing of the cluster yet.
    pub(crate) async fn new(address: &Address, partitions: usize) -> Result<Self, ClusterError> {
        let engine = ClusterError::engine(address);
        let config = SessionConfig::new_with_ballista()
            .with_target_partitions(partitions.max(1))
            .with_ballista_job_name("wijkmonitor tabulate")
            // Planning anew between stages (Ballista 55) never comes to an end for views with many joins: it adds one stage
            // after the other that gives what the last one gave.
            .with_ballista_adaptive_query_planner(false)
            // Planning a query of many joins may take the scheduler a while; the connection itself shows that it lives.
            .set_str(BALLISTA_CLIENT_GRPC_TIMEOUT_SECONDS, "600");
        let sent = Arc::new(Sent::new(address, config.ballista_config()));
        let config = config.with_ballista_query_planner(Arc::clone(&sent) as Arc<dyn QueryPlanner + Send + Sync>);
        let state = SessionStateBuilder::new()
            .with_config(config)
            .with_runtime_env(storage::surroundings().build_arc().map_err(&engine)?)
            .with_default_features()
            .build();
        let context = SessionContext::remote_with_state(&format!("df://{address}"), state).await.map_err(&engine)?;
        // Only now: connecting puts the functions of the engine in place of all others.
        for function in tabulate::functions() {
            context.register_udf(function);
        }
        Ok(Self { context, registers: Vec::new(), sent })
    }

    /// Finds the registers of a plan and makes tables of them and of the code lists.
    pub(crate) async fn open(&mut self, plan: &Plan, input: &Input, address: &Address) -> Result<(), ClusterError> {
        let engine = ClusterError::engine(address);
        for table in &plan.tables {
            if table.absent {
                self.make_empty(table).map_err(&engine)?;
            } else {
                let opened = inputs::open(&self.context, input, table).await?;
                self.make_table(&opened).await.map_err(&engine)?;
                self.registers.push(opened);
            }
        }
        lists::register(&self.context, &plan.lists).map_err(&engine)
    }

    /// Makes the views in their order. None is kept: every query works out what it reads.
    pub(crate) async fn make_views(&self, plan: &Plan) -> Result<(), TabulateError> {
        for view in &plan.views {
            let refuse = |error: DataFusionError| TabulateError::Sql {
                place: view.file.clone(),
                message: error.strip_backtrace(),
            };
            let frame = self.context.sql(&view.sql).await.map_err(refuse)?;
            self.context.register_table(view.id.as_str(), frame.into_view())?;
        }
        Ok(())
    }

    fn make_empty(&self, table: &TableInput) -> Result<()> {
        let columns = tabulate::empty_table(&table.register)?.schema();
        self.context.register_table(table.register.id.as_str(), Arc::new(EmptyTable::new(columns)))?;
        Ok(())
    }

    /// The files as a table, and the declared columns as a view of it with the name of the register.
    async fn make_table(&self, opened: &Opened) -> Result<()> {
        let id = &opened.register.id;
        let options = ListingOptions::new(Arc::new(ParquetFormat::default()));
        let urls = opened.files.iter().map(|file| file.url.clone()).collect();
        let config = ListingTableConfig::new_with_multi_paths(urls)
            .with_listing_options(options)
            .with_schema(columns::in_files(&opened.columns));
        let files = format!("bestanden_{id}");
        self.context.register_table(files.as_str(), Arc::new(ListingTable::try_new(config)?))?;
        let view = self.context.table(files.as_str()).await?.select(columns::declared(&opened.columns)?)?;
        self.context.register_table(id.as_str(), view.into_view())?;
        Ok(())
    }
}
