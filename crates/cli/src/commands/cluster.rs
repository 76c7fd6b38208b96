//! `wijkmonitor cluster`: a scheduler or an executor, until it is told to end.

use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;
use cluster::{Address, ExecutorOptions, SchedulerOptions, run_executor, run_scheduler};

/// A part of a cluster.
#[derive(Subcommand)]
pub(crate) enum Member {
    /// Plan queries and give out their tasks; one for a cluster.
    Scheduler {
        /// Address to listen on.
        #[arg(long, default_value = "127.0.0.1:50050")]
        listen: Address,
        /// Name or number under which the executors find it, where that is another.
        #[arg(long)]
        reachable_as: Option<String>,
    },
    /// Read registers and do the work; as many as there are machines. Each must see the registers at the same path.
    Executor {
        /// Address of the scheduler, HOST:PORT.
        #[arg(long)]
        scheduler: Address,
        /// Address to listen on: this port and the next one; any two that are free with port 0.
        #[arg(long, default_value = "127.0.0.1:0")]
        listen: Address,
        /// Name or number under which the others find it, where that is another.
        #[arg(long)]
        reachable_as: Option<String>,
        /// Folder for what it passes on (rows of persons: on a disk of its own); temporary when absent.
        #[arg(long)]
        work: Option<PathBuf>,
        /// Tasks to do side by side; as many as there are cores when 0.
        #[arg(long, default_value_t = 0)]
        tasks: usize,
    },
}

/// Runs a part of a cluster.
pub(crate) fn cluster(member: Member) -> Result<()> {
    match member {
        Member::Scheduler { listen, reachable_as } => {
            let options = SchedulerOptions { listen, reachable_as };
            let say = |address| {
                eprintln!("the scheduler listens on {address}; Ctrl-C ends it");
                eprintln!("count with it: wijkmonitor tabulate … --engine ballista://{address}");
            };
            run_scheduler(&options, say, crate::stop::told_to_stop())?;
        }
        Member::Executor { scheduler, listen, reachable_as, work, tasks } => {
            let options = ExecutorOptions { scheduler, listen, reachable_as, work, tasks };
            run_executor(&options)?;
        }
    }
    Ok(())
}
