//! Chance: a stream per block of people, and lots that belong to a person for good.
//!
//! A block of people draws from a ChaCha stream of its own, so that blocks can be made in any order on any number of
//! threads. What a person is inclined to (work, debts, crime) is a *lot*: a number between 0 and 1 made from the seed,
//! the person and the subject. The same lot meets a slightly different chance every year, so states last and trends
//! show, without anything to remember.

use rand::RngCore;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// Scatters the bits of a number (splitmix64).
pub(crate) fn scatter(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn unit(bits: u64) -> f32 {
    (bits >> 40) as f32 / (1_u32 << 24) as f32
}

/// A lot between 0 and 1 that always falls the same for this owner, subject and occasion.
pub(crate) fn lot(owner: u64, subject: u32, occasion: u32) -> f32 {
    unit(scatter(owner ^ ((u64::from(subject) << 32) | u64::from(occasion)).wrapping_mul(0xD6E8_FEB8_6659_FD93)))
}

/// A number around 0 with spread 1 that always falls the same for this owner and subject.
pub(crate) fn lasting(owner: u64, subject: u32) -> f32 {
    bell(scatter(owner ^ u64::from(subject).wrapping_mul(0xA076_1D64_78BD_642F)))
}

/// Sum of four even numbers, scaled to spread 1: near enough to a normal distribution, and quick.
fn bell(bits: u64) -> f32 {
    let sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
    (sum as f32 / 65536.0 - 2.0) * 1.732_050_8
}

/// The logistic function: from a score to a chance.
pub(crate) fn chance_of(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// From a chance to a score.
pub(crate) fn score_of(chance: f32) -> f32 {
    let chance = chance.clamp(0.002, 0.998);
    (chance / (1.0 - chance)).ln()
}

/// The stream of chance of one block.
#[derive(Debug)]
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of a block.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        generator.set_stream(stream);
        Self(generator)
    }

    /// 64 random bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Between 0 and 1.
    pub(crate) fn unit(&mut self) -> f32 {
        (self.0.next_u32() >> 8) as f32 / (1_u32 << 24) as f32
    }

    /// Whether something of this chance happens.
    pub(crate) fn happens(&mut self, chance: f32) -> bool {
        self.unit() < chance
    }

    /// A whole number from 0 to one below `end` (0 when `end` is 0).
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        ((u64::from(self.0.next_u32()) * u64::from(end)) >> 32) as u32
    }

    /// A whole number from `low` to `high`, both included.
    pub(crate) fn whole(&mut self, low: i32, high: i32) -> i32 {
        low + self.days(high - low + 1)
    }

    /// A whole number from 0 to one below `end` (0 when `end` is not more): of days, or of years.
    pub(crate) fn days(&mut self, end: i32) -> i32 {
        self.below(end.max(0) as u32).cast_signed()
    }

    /// Around 0 with spread 1.
    pub(crate) fn around(&mut self) -> f32 {
        bell(self.bits())
    }

    /// How often something happens that is expected `mean` times.
    pub(crate) fn times(&mut self, mean: f32) -> u32 {
        if mean > 30.0 {
            return (mean + mean.sqrt() * self.around()).round().max(0.0) as u32;
        }
        let (limit, mut product, mut times) = ((-mean).exp(), self.unit(), 0);
        while product > limit {
            product *= self.unit();
            times += 1;
        }
        times
    }

    /// Picks a place in a list of weights; 0 when all are 0.
    pub(crate) fn pick(&mut self, weights: &[f32]) -> usize {
        let total: f32 = weights.iter().map(|weight| weight.max(0.0)).sum();
        let mut left = self.unit() * total;
        for (index, weight) in weights.iter().enumerate() {
            left -= weight.max(0.0);
            if left < 0.0 {
                return index;
            }
        }
        weights.iter().rposition(|weight| *weight > 0.0).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_are_even_and_lasting_numbers_have_spread_one() {
        let lots: Vec<f32> = (0..20_000).map(|owner| lot(scatter(owner), 3, 2)).collect();
        let mean = lots.iter().sum::<f32>() / 20_000.0;
        assert!((mean - 0.5).abs() < 0.01, "{mean}");
        let spread = (0..20_000_u64).map(|owner| lasting(scatter(owner), 7).powi(2)).sum::<f32>() / 20_000.0;
        assert!((spread - 1.0).abs() < 0.04, "{spread}");
    }

    #[test]
    fn what_is_expected_often_happens_as_often_as_expected() {
        let mut chance = Chance::new(1, 1);
        for mean in [0.3, 4.0, 60.0] {
            let total: u32 = (0..4000).map(|_| chance.times(mean)).sum();
            let found = total as f32 / 4000.0;
            assert!((found - mean).abs() < 4.0 * (mean / 4000.0).sqrt(), "{mean}: {found}");
        }
    }
}
