//! Which keys were seen: a set of numbers that several threads add to.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

const WORDS: usize = 1024;
const PAGE: usize = WORDS * 64;
const PAGES: usize = (1 << 32) / PAGE;

type Page = Box<[AtomicU64]>;

/// A set of keys: a bit for each below 4,294,967,296 (nine-digit numbers of persons and addresses), in pages that are
/// made when a key on them is first seen; other keys in an ordinary set.
pub(crate) struct KeySet {
    pages: Box<[OnceLock<Page>]>,
    others: Mutex<HashSet<i64>>,
}

impl KeySet {
    pub(crate) fn new() -> Self {
        let pages = std::iter::repeat_with(OnceLock::new).take(PAGES).collect();
        Self { pages, others: Mutex::new(HashSet::new()) }
    }

    /// Adds a key; whether it was not there yet.
    pub(crate) fn insert(&self, key: i64) -> bool {
        let Ok(small) = u32::try_from(key) else {
            return self.others.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
        };
        let at = small as usize;
        let page =
            self.pages[at / PAGE].get_or_init(|| std::iter::repeat_with(|| AtomicU64::new(0)).take(WORDS).collect());
        let bit = 1_u64 << (at % 64);
        // Only the bit itself is shared between threads, so no other memory need be ordered.
        page[at % PAGE / 64].fetch_or(bit, Ordering::Relaxed) & bit == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_new_once_however_large() {
        let set = KeySet::new();
        for key in [0, 1, 63, 64, 65_535, 65_536, 999_999_999, 4_294_967_295, 4_294_967_296, -1, i64::MIN, i64::MAX] {
            assert!(set.insert(key), "{key}");
            assert!(!set.insert(key), "{key}");
        }
    }

    #[test]
    fn of_two_threads_one_is_first() {
        let set = KeySet::new();
        let firsts: usize = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..2).map(|_| scope.spawn(|| (0..50_000).filter(|k| set.insert(*k)).count())).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(firsts, 50_000);
    }
}
