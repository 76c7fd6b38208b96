use std::time::Duration;

use datafusion::error::DataFusionError;
use tabulate::TabulateError;

use crate::Address;

/// Why a cluster did not do what was asked. Nothing was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClusterError {
    /// Not an address.
    #[error("`{found}` is no address of a cluster: expected ballista://HOST:PORT (ballista://127.0.0.1:50050)")]
    Address {
        /// What was given.
        found: String,
    },
    /// A name that stands for no machine.
    #[error("there is no machine `{host}`: {source}; check the name, or give its number")]
    NoSuchHost {
        /// The name.
        host: String,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// A port that cannot be listened on.
    #[error("cannot listen on {address}: {source}; choose another port, or 0 for any that is free")]
    Listen {
        /// Where.
        address: String,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// Other machines would be told to come to "every address".
    #[error(
        "{address} is every address of this machine; say with --reachable-as under which name or number the other \
         machines find it"
    )]
    ReachableAs {
        /// Where it listens.
        address: Address,
    },
    /// Nobody listens there.
    #[error(
        "no scheduler answers at {address}: {source}; start one with `wijkmonitor cluster scheduler --listen {address}`, \
         or count in this process with --engine embedded"
    )]
    Unreachable {
        /// The address of the scheduler.
        address: Address,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// There is a scheduler, but nobody works.
    #[error(
        "the scheduler at {address} had nobody to give work to in {} s; start executors with `wijkmonitor cluster \
         executor --scheduler {address}`, and look in their logs whether they found it",
        waited.as_secs()
    )]
    NobodyWorks {
        /// The address of the scheduler.
        address: Address,
        /// How long was waited.
        waited: Duration,
    },
    /// A register that is not Parquet.
    #[error(
        "register `{register}`: {found} is not Parquet, which is all that a cluster reads; write the table as Parquet, or \
         count in this process with --engine embedded"
    )]
    NotParquet {
        /// Id of the register.
        register: String,
        /// The file.
        found: String,
    },
    /// A table that is not in the storage.
    #[error(
        "register `{register}`: there is no {place}/{base}.parquet and no folder {place}/{base}/ with .parquet files{hint}"
    )]
    NoTable {
        /// Id of the register.
        register: String,
        /// Where it was sought.
        place: String,
        /// The name without extension.
        base: String,
        /// What to try.
        hint: String,
    },
    /// A declared column that is not in a file.
    #[error("register `{register}`: {file}: column `{column}` is missing{}", if *twice { " or there more than once" } else { "" })]
    Column {
        /// Id of the register.
        register: String,
        /// The file.
        file: String,
        /// The declared name.
        column: String,
        /// Whether there are several of the name.
        twice: bool,
    },
    /// A column that only the reader of one process understands.
    #[error(
        "register `{register}`: {file}: column `{column}` is of the type {found}; a cluster reads {expected} there. Write \
         the column so, or count in this process with --engine embedded, which reads more types"
    )]
    ColumnType {
        /// Id of the register.
        register: String,
        /// The file.
        file: String,
        /// The column.
        column: String,
        /// What is read.
        expected: &'static str,
        /// What it is.
        found: String,
    },
    /// Files of one table that do not fit together.
    #[error(
        "register `{register}`: column `{column}` is {first} in one file and {second} in another ({file}); write them alike"
    )]
    FilesDiffer {
        /// Id of the register.
        register: String,
        /// The column.
        column: String,
        /// Its type in the first file.
        first: String,
        /// Its type in the other.
        second: String,
        /// The other.
        file: String,
    },
    /// Values that cannot be read as what was declared.
    #[error(
        "register `{register}`, column `{column}`: {what} in {rows} of {of} rows; mend them, or count with --engine \
         embedded, which says in which row the first is"
    )]
    Unreadable {
        /// Id of the register.
        register: String,
        /// The column.
        column: String,
        /// What is wrong with the values.
        what: &'static str,
        /// In how many rows.
        rows: u64,
        /// Of how many rows.
        of: u64,
    },
    /// Storage that cannot be used.
    #[error(
        "{address}: {message}; for S3-compatible storage every process of the cluster needs AWS_ENDPOINT_URL (unless it is \
         Amazon's), AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in its environment, and AWS_ALLOW_HTTP=true \
         where it is not encrypted"
    )]
    Storage {
        /// The address.
        address: String,
        /// What is wrong.
        message: String,
    },
    /// The cluster gave up on a query.
    #[error(
        "the cluster at {address} failed: {message}. Look in the logs of its executors; every one must see the registers \
         at the same path, and none may be stopped while it works. Nothing was written; try again"
    )]
    Failed {
        /// The address of the scheduler.
        address: Address,
        /// What it says.
        message: String,
    },
    /// The cluster does not come to an end with a query.
    #[error(
        "the cluster at {address} worked on one query for {} seconds and gave no answer. Look in the logs of its scheduler and \
         its executors whether one of them ended or stands still, and start those again. Nothing was written; try again",
        waited.as_secs()
    )]
    NoAnswer {
        /// The address of the scheduler.
        address: Address,
        /// How long was waited.
        waited: Duration,
    },
    /// A process of the cluster could not start, or ended.
    #[error("the {member} ended: {message}")]
    Member {
        /// "scheduler" or "executor".
        member: &'static str,
        /// What it says.
        message: String,
    },
    /// What is wrong with definition or registers on any engine.
    #[error(transparent)]
    Tabulate(TabulateError),
}

impl ClusterError {
    /// A failure of the engine, which on a cluster is a failure of other machines.
    pub(crate) fn at(address: &Address) -> impl Fn(TabulateError) -> Self {
        let address = address.clone();
        move |error| match error {
            TabulateError::Engine(error) => {
                Self::Failed { address: address.clone(), message: first_lines(&error.strip_backtrace()) }
            }
            other => Self::Tabulate(other),
        }
    }

    pub(crate) fn engine(address: &Address) -> impl Fn(DataFusionError) -> Self {
        let at = Self::at(address);
        move |error| at(TabulateError::from(error))
    }
}

/// What went wrong, without the traces that the engine adds.
fn first_lines(message: &str) -> String {
    let lines: Vec<&str> = message.lines().map(str::trim_end).filter(|line| !line.is_empty()).take(4).collect();
    lines.join("; ").trim_end_matches('.').to_owned()
}
