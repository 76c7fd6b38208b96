//! Ctrl-C: whoever works is told, and what is half finished goes.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use anyhow::Result;

/// How long whoever works has to end by itself.
const PATIENCE: Duration = Duration::from_secs(10);

/// The wish of the user to stop, heard everywhere.
#[derive(Debug, Clone)]
pub(crate) struct Stop {
    asked: Arc<AtomicBool>,
    unfinished: Arc<Mutex<Vec<PathBuf>>>,
}

impl Stop {
    /// Listens for Ctrl-C and for being told to end. Folders given to [`Self::removes`] are removed then.
    pub(crate) fn listen() -> Result<Self> {
        static LISTENING: OnceLock<Stop> = OnceLock::new();
        if let Some(stop) = LISTENING.get() {
            return Ok(stop.clone());
        }
        let stop = Self { asked: Arc::default(), unfinished: Arc::default() };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let heard = stop.clone();
        std::thread::Builder::new().name("stop".to_owned()).spawn(move || {
            runtime.block_on(told_to_stop());
            heard.asked.store(true, Ordering::Relaxed);
            std::thread::sleep(PATIENCE);
            heard.remove_unfinished();
            std::process::exit(130);
        })?;
        Ok(LISTENING.get_or_init(|| stop).clone())
    }

    /// Hears nothing: Ctrl-C ends the program at once, as it does by itself.
    pub(crate) fn deaf() -> Self {
        Self { asked: Arc::default(), unfinished: Arc::default() }
    }

    /// A folder that may not remain when the program is stopped.
    pub(crate) fn removes(&self, folder: &Path) {
        self.folders().push(folder.to_owned());
    }

    /// A folder that is finished, and remains.
    pub(crate) fn keeps(&self, folder: &Path) {
        self.folders().retain(|unfinished| unfinished != folder);
    }

    /// Whether to stop.
    pub(crate) fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }

    /// The same as something that others look at.
    pub(crate) fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.asked)
    }

    /// Ends a step early when the user wants to stop.
    pub(crate) fn check(&self) -> Result<()> {
        if self.is_asked() {
            anyhow::bail!("stopped before it was finished; nothing was left behind");
        }
        Ok(())
    }

    fn folders(&self) -> std::sync::MutexGuard<'_, Vec<PathBuf>> {
        self.unfinished.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whoever still writes may put something back while it is removed, so more than once.
    fn remove_unfinished(&self) {
        for _ in 0..3 {
            for folder in self.folders().iter().filter(|folder| folder.exists()) {
                let _ = std::fs::remove_dir_all(folder);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

/// Waits for Ctrl-C, or for being told to end.
pub(crate) async fn told_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut end) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = end.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
