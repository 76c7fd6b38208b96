//! Who counts: this process, or a cluster.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};
use cells::Period;
use definition::{Definition, Microdata};
use tabulate::{Progress, Tabulated};

use crate::counted;
use crate::stop::Stop;

/// Who counts.
#[derive(Debug, Clone)]
pub(crate) enum Engine {
    /// This process.
    Embedded,
    /// The cluster of the scheduler at this address.
    #[cfg(feature = "distributed")]
    Cluster(cluster::Address),
}

/// Reads `--engine`.
pub(crate) fn engine(text: &str) -> Result<Engine, String> {
    match text {
        "embedded" => Ok(Engine::Embedded),
        #[cfg(feature = "distributed")]
        text if text.starts_with("ballista://") => {
            text.parse().map(Engine::Cluster).map_err(|error| format!("{error}"))
        }
        #[cfg(not(feature = "distributed"))]
        text if text.starts_with("ballista://") => {
            Err("this program was built without the cluster; build it with `cargo \
             build --release --features distributed`, or count in this process with --engine embedded"
                .to_owned())
        }
        _ => Err("expected `embedded`, or a cluster as `ballista://HOST:PORT`".to_owned()),
    }
}

impl Engine {
    /// The years asked for, or all that are there.
    pub(crate) fn years_in(&self, microdata: &Microdata, input: &Path, asked: Option<&str>) -> Result<Vec<Period>> {
        if !is_storage(input) {
            return counted::years_in(microdata, input, asked);
        }
        match (self, asked) {
            (Self::Embedded, _) => bail!(
                "{} is read by a cluster only; give --engine ballista://HOST:PORT, or copy the tables to a disk",
                input.display()
            ),
            #[cfg(feature = "distributed")]
            (Self::Cluster(_), Some(asked)) => counted::years(asked),
            #[cfg(feature = "distributed")]
            (Self::Cluster(_), None) => bail!("say with --years which years of {} to count", input.display()),
        }
    }

    /// Counts a year.
    pub(crate) fn tabulate(
        &self,
        definition: &Definition,
        input: &Path,
        year: Period,
        stop: &Stop,
        progress: &Arc<dyn Progress>,
    ) -> Result<Tabulated> {
        match self {
            Self::Embedded => {
                let options = tabulate::Options { cancel: stop.flag(), ..tabulate::Options::default() };
                Ok(tabulate::tabulate(definition, input, year, &options, progress)?)
            }
            #[cfg(feature = "distributed")]
            Self::Cluster(address) => {
                let options = cluster::Options { cancel: stop.flag(), ..cluster::Options::default() };
                let input = match input.to_str() {
                    Some(text) => text.parse()?,
                    None => cluster::Input::Folder(input.to_owned()),
                };
                Ok(cluster::tabulate(definition, &input, year, address, &options, progress)?)
            }
        }
    }
}

fn is_storage(input: &Path) -> bool {
    input.to_str().is_some_and(|text| text.starts_with("s3://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_is_this_process_or_a_cluster() {
        assert!(matches!(engine("embedded"), Ok(Engine::Embedded)));
        assert!(engine("duckdb").unwrap_err().contains("ballista://HOST:PORT"));
    }

    #[cfg(not(feature = "distributed"))]
    #[test]
    fn a_program_without_the_cluster_says_how_to_get_it() {
        assert!(engine("ballista://teller:50050").unwrap_err().contains("--features distributed"));
    }

    #[cfg(feature = "distributed")]
    #[test]
    fn a_cluster_is_an_address() {
        assert!(matches!(engine("ballista://teller:50050"), Ok(Engine::Cluster(_))));
        assert!(engine("ballista://teller").is_err());
    }
}
