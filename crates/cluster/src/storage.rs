//! Where files are: local disk, and S3-compatible storage whose settings are in the environment of each process.

use std::sync::Arc;
use std::time::Duration;

use datafusion::error::{DataFusionError, Result};
use datafusion::execution::object_store::{DefaultObjectStoreRegistry, ObjectStoreRegistry};
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use object_store::aws::AmazonS3Builder;
use object_store::{ObjectStore, RetryConfig};
use url::Url;

/// Stores by address; one for a bucket is made when it is first asked for.
///
/// Keys are never sent from one process to another: each reads its own environment (`AWS_…`).
#[derive(Debug, Default)]
pub(crate) struct Stores(DefaultObjectStoreRegistry);

impl ObjectStoreRegistry for Stores {
    fn register_store(&self, url: &Url, store: Arc<dyn ObjectStore>) -> Option<Arc<dyn ObjectStore>> {
        self.0.register_store(url, store)
    }

    fn get_store(&self, url: &Url) -> Result<Arc<dyn ObjectStore>> {
        if let Ok(store) = self.0.get_store(url) {
            return Ok(store);
        }
        let (true, Some(bucket)) = (url.scheme() == "s3", url.host_str()) else {
            return Err(DataFusionError::Configuration(format!(
                "{url} is neither on a disk nor s3://BUCKET/FOLDER, which is all that is read"
            )));
        };
        let store: Arc<dyn ObjectStore> = Arc::new(bucket_of(bucket)?);
        self.0.register_store(url, Arc::clone(&store));
        Ok(store)
    }
}

fn bucket_of(bucket: &str) -> Result<object_store::aws::AmazonS3> {
    // A server that does not answer is told within half a minute, not after three.
    let patience = RetryConfig { max_retries: 4, retry_timeout: Duration::from_secs(30), ..RetryConfig::default() };
    AmazonS3Builder::from_env()
        .with_bucket_name(bucket)
        .with_retry(patience)
        .build()
        .map_err(|error| DataFusionError::ObjectStore(Box::new(error)))
}

/// The surroundings of an engine that knows these stores.
pub(crate) fn surroundings() -> RuntimeEnvBuilder {
    RuntimeEnvBuilder::new().with_object_store_registry(Arc::new(Stores::default()))
}
