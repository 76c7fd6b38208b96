//! Where large answers are made: few at once, on threads that pages do not use, with a short queue before it.

use std::collections::VecDeque;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use export::WriteError;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{Made, Maker};

/// How many wait at most; whoever comes after them is told to come back.
const QUEUE: usize = 60;
/// How long somebody waits at most before it begins.
const PATIENCE: Duration = Duration::from_secs(6);
/// How many answers are kept for who asks the same again, part by part.
const KEPT: usize = 24;
/// How many bytes of them.
const KEPT_BYTES: u64 = 512 << 20;

/// Too much is being made already.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Busy;

/// Makes large answers.
#[derive(Debug)]
pub(crate) struct Workshop {
    benches: Arc<Semaphore>,
    waiting: AtomicUsize,
    kept: Mutex<VecDeque<(String, Made)>>,
}

impl Default for Workshop {
    fn default() -> Self {
        // One core stays free for pages.
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            benches: Arc::new(Semaphore::new((cores - 1).max(1))),
            waiting: AtomicUsize::new(0),
            kept: Mutex::default(),
        }
    }
}

/// Says that nobody waits any more, when it is dropped.
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

struct Queued<'a>(&'a AtomicUsize);

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Workshop {
    /// An answer that was made before under a key, which stands for every byte of it.
    pub(crate) fn kept(&self, key: &str) -> Option<Made> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| known == key).map(|(_, made)| made.clone())
    }

    /// Waits for room, not long.
    async fn bench(&self) -> Result<OwnedSemaphorePermit, Busy> {
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= QUEUE {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Busy);
        }
        let _queued = Queued(&self.waiting);
        match tokio::time::timeout(PATIENCE, Arc::clone(&self.benches).acquire_owned()).await {
            Ok(Ok(bench)) => Ok(bench),
            _ => Err(Busy),
        }
    }

    /// Does work that takes a while on a thread of its own, when there is room.
    pub(crate) async fn run<R: Send + 'static>(&self, work: impl FnOnce() -> R + Send + 'static) -> Result<R, Busy> {
        let bench = self.bench().await?;
        let done = tokio::task::spawn_blocking(move || {
            let _bench = bench;
            work()
        });
        done.await.map_err(|error| match error.try_into_panic() {
            // A fault of the program is told as everywhere.
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Busy,
        })
    }

    fn keep(&self, key: String, made: &Made) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if made.len() > KEPT_BYTES / 4 || kept.iter().any(|(known, _)| *known == key) {
            return;
        }
        kept.push_front((key, made.clone()));
        let mut bytes = 0;
        let mut n = 0;
        kept.retain(|(_, made)| {
            bytes += made.len();
            n += 1;
            n <= KEPT && bytes <= KEPT_BYTES
        });
    }

    /// Makes an answer on a thread of its own, when there is room, and keeps it under `key`; without a key it is made anew,
    /// and not kept.
    pub(crate) async fn make<F>(&self, key: Option<String>, make: F) -> Result<Result<Made, WriteError>, Busy>
    where
        F: FnOnce(&mut Maker) -> Result<(), WriteError> + Send + 'static,
    {
        if let Some(made) = key.as_deref().and_then(|key| self.kept(key)) {
            return Ok(Ok(made));
        }
        let bench = self.bench().await?;
        // Somebody before us may have asked the same.
        if let Some(made) = key.as_deref().and_then(|key| self.kept(key)) {
            return Ok(Ok(made));
        }
        let given_up = Arc::new(AtomicBool::new(false));
        let waiting = Waiting(Arc::clone(&given_up));
        let made = tokio::task::spawn_blocking(move || {
            let _bench = bench;
            let mut maker = Maker::new(given_up);
            make(&mut maker)?;
            Ok::<Made, WriteError>(maker.finish()?)
        })
        .await;
        drop(waiting);
        let made = match made {
            Ok(made) => made,
            Err(error) => Err(WriteError::Io(io::Error::other(error))),
        };
        if let (Ok(made), Some(key)) = (&made, key) {
            self.keep(key, made);
        }
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_thousand_at_once_are_made_few_at_a_time_and_the_rest_told_to_wait() {
        static NOW: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let workshop = Arc::new(Workshop::default());
        let benches = workshop.benches.available_permits();
        let mut all = Vec::new();
        for n in 0..1000 {
            let workshop = Arc::clone(&workshop);
            all.push(tokio::spawn(async move {
                workshop
                    .make(Some(n.to_string()), |maker| {
                        let now = NOW.fetch_add(1, Ordering::SeqCst) + 1;
                        MOST.fetch_max(now, Ordering::SeqCst);
                        std::thread::sleep(Duration::from_millis(5));
                        maker.write_all(b"made")?;
                        NOW.fetch_sub(1, Ordering::SeqCst);
                        Ok(())
                    })
                    .await
                    .is_ok()
            }));
        }
        let mut made = 0;
        for one in all {
            made += usize::from(one.await.unwrap());
        }
        assert!(MOST.load(Ordering::SeqCst) <= benches);
        assert!((QUEUE..1000).contains(&made), "{made} were made");
        assert!(workshop.kept.lock().unwrap().len() <= KEPT);
    }

    #[tokio::test]
    async fn what_was_made_is_not_made_again() {
        let workshop = Workshop::default();
        let first = workshop.make(Some("key".to_owned()), |maker| Ok(maker.write_all(b"first")?)).await;
        assert!(matches!(first, Ok(Ok(Made::Bytes(bytes))) if bytes == "first"));
        let again = workshop.make(Some("key".to_owned()), |_| panic!("made again")).await;
        assert!(matches!(again, Ok(Ok(Made::Bytes(bytes))) if bytes == "first"));
    }
}
