use std::sync::Arc;

use counts::AreaConflict;
use datafusion::error::DataFusionError;
use microdata::ReadError;

use crate::Report;

/// Why a period was not counted. Nothing was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TabulateError {
    /// The definition says nothing of registers.
    #[error("monitor `{monitor}` names no registers, so there is nothing to count; add microdata/registers.toml")]
    NoRegisters {
        /// Its id.
        monitor: String,
    },
    /// A table is missing, or cannot be read.
    #[error("register `{register}`: {error}")]
    Input {
        /// Id of the register.
        register: String,
        /// What is wrong.
        error: Arc<ReadError>,
    },
    /// SQL of the definition that the registers cannot answer.
    #[error("{place}: this SQL cannot be run: {message}")]
    Sql {
        /// File, or indicator and key.
        place: String,
        /// What the engine says.
        message: String,
    },
    /// A column of a view of units is of another type than can be counted.
    #[error("{place}: expected {expected}, found the type {found}")]
    ColumnType {
        /// View and column.
        place: String,
        /// What can be counted.
        expected: &'static str,
        /// What it is.
        found: String,
    },
    /// The register of areas contradicts itself or has codes that are none.
    #[error(
        "register `{register}`: {message}. Every neighbourhood lies in one district, and every district in one municipality"
    )]
    Areas {
        /// Id of the register.
        register: String,
        /// What is wrong.
        message: String,
    },
    /// More was wrong than the definition accepts.
    #[error("more is wrong with the registers than `[limits]` accepts:\n{}", listed(report))]
    TooManyProblems {
        /// Everything that was found.
        report: Box<Report>,
    },
    /// Whoever asked for it, stopped it.
    #[error("stopped; nothing was written")]
    Cancelled,
    /// The engine failed.
    #[error("counting failed: {0}")]
    Engine(Box<DataFusionError>),
}

fn listed(report: &Report) -> String {
    report.too_many().map(|found| format!("  {found}")).collect::<Vec<_>>().join("\n")
}

impl TabulateError {
    pub(crate) fn areas(register: &str, conflict: &AreaConflict) -> Self {
        Self::Areas { register: register.to_owned(), message: conflict.to_string() }
    }

    /// A failure while SQL was planned.
    pub(crate) fn sql(place: impl Into<String>) -> impl FnOnce(DataFusionError) -> Self {
        let place = place.into();
        move |error| match Self::from(error) {
            Self::Engine(error) => Self::Sql { place, message: error.strip_backtrace() },
            other => other,
        }
    }
}

/// A problem of a reader, on its way through the engine.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum Carried {
    #[error("register `{register}`: {error}")]
    Input { register: String, error: Arc<ReadError> },
    #[error("stopped")]
    Cancelled,
}

impl From<Carried> for DataFusionError {
    fn from(carried: Carried) -> Self {
        Self::External(Box::new(carried))
    }
}

impl From<DataFusionError> for TabulateError {
    fn from(error: DataFusionError) -> Self {
        match take_carried(error) {
            Ok(Carried::Input { register, error }) => Self::Input { register, error },
            Ok(Carried::Cancelled) => Self::Cancelled,
            Err(error) => Self::Engine(Box::new(error)),
        }
    }
}

/// What a reader said, out of the layers that the engine wraps around it.
fn take_carried(error: DataFusionError) -> Result<Carried, DataFusionError> {
    match error {
        DataFusionError::External(inner) => match inner.downcast::<Carried>() {
            Ok(carried) => Ok(*carried),
            Err(inner) => match inner.downcast::<DataFusionError>() {
                Ok(inner) => take_carried(*inner),
                Err(inner) => Err(DataFusionError::External(inner)),
            },
        },
        DataFusionError::Context(what, inner) => {
            take_carried(*inner).map_err(|inner| DataFusionError::Context(what, Box::new(inner)))
        }
        DataFusionError::Shared(shared) => shared_carried(&shared).ok_or(DataFusionError::Shared(shared)),
        DataFusionError::ArrowError(arrow, trace) => match *arrow {
            arrow::error::ArrowError::ExternalError(inner) => take_carried(DataFusionError::External(inner)),
            other => Err(DataFusionError::ArrowError(Box::new(other), trace)),
        },
        other => Err(other),
    }
}

/// The same of an error that several parts of a query share, so that none of them can take it.
fn shared_carried(error: &DataFusionError) -> Option<Carried> {
    match error {
        DataFusionError::External(inner) => match (inner.downcast_ref(), inner.downcast_ref()) {
            (Some(carried), _) => Some(Carried::clone(carried)),
            (_, Some(inner)) => shared_carried(inner),
            _ => None,
        },
        DataFusionError::Context(_, inner) => shared_carried(inner),
        DataFusionError::Shared(inner) => shared_carried(inner),
        _ => None,
    }
}
