//! How much one address may ask: a bucket of points that fills again.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Points a full bucket holds. A request is one point, and each 10,000 cells are one more.
const FULL: f64 = 900.0;
/// Points that come back per second.
const PER_SECOND: f64 = 30.0;
/// Addresses that are remembered; the fullest buckets are forgotten first, because a new one is full.
const REMEMBERED: usize = 50_000;

#[derive(Debug)]
struct Bucket {
    points: f64,
    at: Instant,
}

/// The setting that switches the allowance off, for measurements and for servers behind a guard of their own.
const OFF: &str = "WIJKMONITOR_ALLOWANCE";

/// The buckets of all addresses.
#[derive(Debug)]
pub(crate) struct Allowance {
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
    off: bool,
}

impl Default for Allowance {
    /// Full buckets; none at all where the environment says `WIJKMONITOR_ALLOWANCE=off`.
    fn default() -> Self {
        Self { buckets: Mutex::default(), off: std::env::var(OFF).is_ok_and(|value| value == "off") }
    }
}

/// What is left after a request, for the headers of its answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Allowed {
    /// Whether it may be answered.
    pub(crate) yes: bool,
    /// Whole points left.
    pub(crate) left: u32,
    /// Seconds until there is enough for the request, or until the bucket is full.
    pub(crate) seconds: u32,
}

impl Allowed {
    /// The `RateLimit` and `RateLimit-Policy` headers (draft of the IETF).
    pub(crate) fn headers(self) -> [(&'static str, String); 2] {
        let window = (FULL / PER_SECOND) as u32;
        [
            ("ratelimit-policy", format!("\"adres\";q={FULL};w={window}")),
            ("ratelimit", format!("\"adres\";r={};t={}", self.left, self.seconds)),
        ]
    }
}

/// The address a bucket is kept for: of IPv6 the first 64 bits, because one visitor has all that follow.
fn owner(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            let network = std::net::Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0);
            six.to_ipv4_mapped().map_or(IpAddr::V6(network), IpAddr::V4)
        }
        four @ IpAddr::V4(_) => four,
    }
}

impl Allowance {
    /// How many points a question of so many cells is.
    pub(crate) fn price(cells: u64) -> f64 {
        1.0 + (cells as f64 / 10_000.0).min(FULL / 3.0)
    }

    /// Takes points from the bucket of an address, where it has them.
    pub(crate) fn take(&self, address: IpAddr, points: f64) -> Allowed {
        self.take_at(address, points, Instant::now())
    }

    fn take_at(&self, address: IpAddr, points: f64, now: Instant) -> Allowed {
        if self.off {
            return Allowed { yes: true, left: FULL as u32, seconds: 0 };
        }
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED {
            buckets.retain(|_, bucket| bucket.points + now.duration_since(bucket.at).as_secs_f64() * PER_SECOND < FULL);
            if buckets.len() >= REMEMBERED {
                buckets.clear();
            }
        }
        let bucket = buckets.entry(owner(address)).or_insert(Bucket { points: FULL, at: now });
        let since = now.saturating_duration_since(bucket.at).as_secs_f64();
        bucket.points = (bucket.points + since * PER_SECOND).min(FULL);
        bucket.at = now;
        let yes = bucket.points >= points;
        if yes {
            bucket.points -= points;
        }
        let lacking = if yes { FULL - bucket.points } else { points - bucket.points };
        Allowed { yes, left: bucket.points as u32, seconds: (lacking / PER_SECOND).ceil() as u32 }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_again_for_each_address_apart() {
        let allowance = Allowance::default();
        let (one, other): (IpAddr, IpAddr) = ([10, 0, 0, 1].into(), [10, 0, 0, 2].into());
        let start = Instant::now();
        assert!(allowance.take_at(one, FULL, start).yes);
        let refused = allowance.take_at(one, 60.0, start);
        assert_eq!(refused, Allowed { yes: false, left: 0, seconds: 2 });
        assert!(allowance.take_at(other, 60.0, start).yes);
        assert!(allowance.take_at(one, 60.0, start + Duration::from_secs(2)).yes);
        assert!(!allowance.take_at(one, 60.0, start + Duration::from_secs(2)).yes);
    }

    #[test]
    fn all_addresses_of_one_visitor_share_a_bucket() {
        let of = |text: &str| owner(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:3::4"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:10.0.0.1"), of("10.0.0.1"));
    }

    #[test]
    fn every_question_can_be_paid_from_a_full_bucket() {
        assert!(Allowance::price(u64::MAX) < FULL);
        assert!((Allowance::price(0) - 1.0).abs() < 1e-9);
    }
}
