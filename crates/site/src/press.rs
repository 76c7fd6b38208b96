//! Documents are set apart from pages: on threads of their own, few at a time, so that pages stay quick.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::thread::available_parallelism;
use std::time::Duration;

use tokio::sync::Semaphore;

/// How many documents may wait for their turn.
const MOST_WAITING: usize = 24;
/// How long one waits for its turn.
const LONGEST_WAIT: Duration = Duration::from_secs(6);
/// How long a visitor waits in all, turn and work together: shorter than any answer may take, so that what is told is told
/// in words.
const LONGEST_IN_ALL: Duration = Duration::from_secs(9);

/// Half of the cores: the other half is for pages.
static CORES: LazyLock<usize> = LazyLock::new(|| (available_parallelism().map_or(1, usize::from) / 2).max(1));
static TURNS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(*CORES));
static WAITING: AtomicUsize = AtomicUsize::new(0);
/// One for each turn, of one thread each: the typesetter shares out work in the pool it is called from, and one that waits for
/// such work must not begin with another document in the middle of its own.
static PRESSES: LazyLock<Mutex<Vec<rayon::ThreadPool>>> = LazyLock::new(|| {
    let press = |n: usize| {
        let builder = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(report::STACK);
        builder.thread_name(move |_| format!("press-{n}")).build().ok()
    };
    Mutex::new((0..*CORES).filter_map(press).collect())
});

/// A press that is in use; free again when it is dropped, also where the work fails.
struct Press(Option<rayon::ThreadPool>);

impl Press {
    fn free() -> Self {
        Self(PRESSES.lock().unwrap_or_else(PoisonError::into_inner).pop())
    }
}

impl Drop for Press {
    fn drop(&mut self) {
        PRESSES.lock().unwrap_or_else(PoisonError::into_inner).extend(self.0.take());
    }
}

/// Too many documents are being made, or this one takes long; in a moment there is room again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Busy;

/// Counts one who waits, for as long as it lives.
struct Waiting;

impl Waiting {
    fn begin() -> Result<Self, Busy> {
        let before = WAITING.fetch_add(1, Ordering::Relaxed);
        let waiting = Self;
        if before < MOST_WAITING { Ok(waiting) } else { Err(Busy) }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        WAITING.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Does the work of a document when it is its turn. A visitor who leaves, or for whom it takes too long, gives up the turn,
/// not the work that has begun.
pub(crate) async fn set<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
    let last = tokio::time::Instant::now() + LONGEST_IN_ALL;
    let waiting = Waiting::begin()?;
    let turn = tokio::time::timeout(LONGEST_WAIT, TURNS.acquire()).await;
    let Ok(Ok(turn)) = turn else { return Err(Busy) };
    drop(waiting);
    let work = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let press = Press::free();
        match press.0.as_ref() {
            Some(pool) => pool.install(work),
            None => work(),
        }
    });
    let Ok(done) = tokio::time::timeout_at(last, work).await else { return Err(Busy) };
    done.map_err(|failed| match failed.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(_) => Busy,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn documents_take_turns_and_too_many_are_refused() {
        let began = std::sync::Arc::new(AtomicUsize::new(0));
        let most = std::sync::Arc::new(AtomicUsize::new(0));
        let all: Vec<_> = (0..8)
            .map(|_| {
                let (began, most) = (began.clone(), most.clone());
                tokio::spawn(set(move || {
                    most.fetch_max(began.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::sleep(Duration::from_millis(5));
                    began.fetch_sub(1, Ordering::SeqCst);
                }))
            })
            .collect();
        for one in all {
            assert_eq!(one.await.unwrap(), Ok(()));
        }
        assert!(most.load(Ordering::SeqCst) <= *CORES, "more at once than there are turns");
    }
}
