//! Threads with room for deep plans: a query over a dozen joined views is a tree that the engine walks by recursion, which
//! two megabytes do not hold.

use std::future::Future;

/// Of each thread; what is not used takes no memory.
const BYTES: usize = 64 << 20;

/// Runs work to its end on threads with deep stacks, as many as `threads` besides the one that waits.
pub(crate) fn run<T: Send>(threads: usize, work: impl Future<Output = T> + Send) -> std::io::Result<T> {
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().name("cluster".to_owned()).stack_size(BYTES);
        let thread = builder.spawn_scoped(scope, || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(threads.max(1))
                .thread_stack_size(BYTES)
                .enable_all()
                .build()?;
            let done = runtime.block_on(work);
            // What still waits for an answer of others is not waited for.
            runtime.shutdown_background();
            Ok(done)
        })?;
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}
