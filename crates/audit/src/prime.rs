//! Numbers modulo a prime of 61 bits: a sum that is zero there by chance is about as likely as drawing one grain of sand
//! from all beaches, twice.

use rand::Rng;

/// Calculates modulo a prime below 2⁶¹.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Prime(u64);

impl Prime {
    /// A random prime of 61 bits.
    pub(crate) fn random(random: &mut impl Rng) -> Self {
        loop {
            let candidate = random.random_range(1_u64 << 60..1 << 61) | 1;
            if is_prime(candidate) {
                return Self(candidate);
            }
        }
    }

    pub(crate) fn number(self) -> u64 {
        self.0
    }

    /// A whole number.
    pub(crate) fn from(self, value: i64) -> u64 {
        let rest = value.unsigned_abs() % self.0;
        if value < 0 && rest > 0 { self.0 - rest } else { rest }
    }

    /// The whole number nearest to 0 that this one stands for.
    pub(crate) fn signed(self, value: u64) -> i64 {
        if value > self.0 / 2 { -(self.0 - value).cast_signed() } else { value.cast_signed() }
    }

    pub(crate) fn add(self, a: u64, b: u64) -> u64 {
        let sum = a + b;
        if sum >= self.0 { sum - self.0 } else { sum }
    }

    pub(crate) fn subtract(self, a: u64, b: u64) -> u64 {
        if a >= b { a - b } else { a + self.0 - b }
    }

    pub(crate) fn multiply(self, a: u64, b: u64) -> u64 {
        product(a, b, self.0)
    }

    /// What gives 1 when multiplied by `a`, which is not 0.
    pub(crate) fn invert(self, a: u64) -> u64 {
        power(a, self.0 - 2, self.0)
    }

    pub(crate) fn random_number(self, random: &mut impl Rng) -> u64 {
        random.random_range(0..self.0)
    }
}

fn product(a: u64, b: u64, modulus: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(modulus)) as u64
}

fn power(mut base: u64, mut exponent: u64, modulus: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = product(result, base, modulus);
        }
        base = product(base, base, modulus);
        exponent >>= 1;
    }
    result
}

/// Miller-Rabin with the first twelve primes, which is right for every number of 64 bits (Sorenson and Webster 2015).
fn is_prime(number: u64) -> bool {
    const BASES: [u64; 12] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
    if number < 2 || BASES.iter().any(|base| number != *base && number.is_multiple_of(*base)) {
        return false;
    }
    let shift = (number - 1).trailing_zeros();
    BASES.iter().filter(|base| **base < number).all(|base| {
        let mut x = power(*base, (number - 1) >> shift, number);
        if x == 1 || x == number - 1 {
            return true;
        }
        (1..shift).any(|_| {
            x = product(x, x, number);
            x == number - 1
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn primes_are_told_from_products() {
        for prime in [2, 3, 61, 7919, (1 << 61) - 1] {
            assert!(is_prime(prime), "{prime}");
        }
        // 3,215,031,751 fools Miller-Rabin with the bases 2, 3, 5 and 7; 341 fools Fermat with base 2.
        for product in [1, 341, 3_215_031_751, (1 << 61) - 3, 7919 * 7927] {
            assert!(!is_prime(product), "{product}");
        }
    }

    #[test]
    fn what_is_divided_by_is_multiplied_back() {
        let prime = Prime((1 << 61) - 1);
        for value in [1, 2, -7, 123_456_789] {
            let there = prime.from(value);
            assert_eq!(prime.multiply(there, prime.invert(there)), 1);
            assert_eq!(prime.signed(there), value);
        }
        assert_eq!(prime.add(prime.from(-5), prime.from(5)), 0);
        assert_eq!(prime.subtract(3, 5), prime.from(-2));
    }
}
