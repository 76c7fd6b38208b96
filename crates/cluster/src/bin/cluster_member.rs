//! A scheduler or an executor as a process by itself, for tests and for machines that do nothing else:
//!
//! ```text
//! cluster-member scheduler LISTEN
//! cluster-member executor SCHEDULER LISTEN [TASKS]
//! ```
//!
//! `wijkmonitor cluster` does the same with more to choose.

use std::error::Error;

use cluster::{ExecutorOptions, SchedulerOptions, run_executor, run_scheduler};

fn main() -> Result<(), Box<dyn Error>> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| cluster::LOG.into());
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(std::io::stderr).init();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["scheduler", listen] => {
            let options = SchedulerOptions { listen: listen.parse()?, reachable_as: None };
            // Where it listens is all that whoever started it needs to know.
            run_scheduler(&options, |address| println!("{address}"), std::future::pending())?;
        }
        ["executor", scheduler, listen, tasks @ ..] => {
            let tasks = tasks.first().map_or(Ok(0), |tasks| tasks.parse())?;
            run_executor(&ExecutorOptions {
                scheduler: scheduler.parse()?,
                listen: listen.parse()?,
                reachable_as: None,
                work: None,
                tasks,
            })?;
        }
        _ => return Err("expected `scheduler LISTEN` or `executor SCHEDULER LISTEN [TASKS]`".into()),
    }
    Ok(())
}
