//! Scales with round steps, and numbers on an axis.

use crate::words::Words;

/// From values to px.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scale {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) start: f64,
    pub(crate) end: f64,
    pub(crate) step: f64,
}

impl Scale {
    /// A scale that holds all values in at most `most` round steps; values that are not finite are passed over. Shares of
    /// a hundred (`unit` is `%`) never get an axis that runs past 100.
    pub(crate) fn round(
        values: impl Iterator<Item = f64>,
        unit: &str,
        from_zero: bool,
        most: usize,
        ends: (f64, f64),
    ) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(|value| value.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if from_zero {
            low = low.min(0.0);
            high = high.max(0.0);
        }
        if high - low < f64::EPSILON * high.abs().max(1.0) * 4.0 {
            let half = if high == 0.0 { 1.0 } else { high.abs() * 0.1 };
            high += half;
            if !from_zero || low < 0.0 {
                low -= half;
            }
        }
        let raw = (high - low) / most.max(1) as f64;
        let power = 10f64.powf(raw.log10().floor());
        let step = [1.0, 2.0, 4.0, 5.0, 10.0, 20.0]
            .into_iter()
            .map(|factor| factor * power)
            .find(|step| (high / step).ceil() - (low / step).floor() <= most.max(1) as f64)
            .unwrap_or(20.0 * power);
        if unit == "%" && low >= 0.0 && high <= 100.0 && (high / step).ceil() * step > 100.0 {
            let step = [10.0, 20.0, 25.0].into_iter().find(|step| 100.0 / step <= most as f64).unwrap_or(50.0);
            return Self { low: (low / step).floor() * step, high: 100.0, start: ends.0, end: ends.1, step };
        }
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, start: ends.0, end: ends.1, step }
    }

    /// Where a value is, kept on the axis.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.start + share * (self.end - self.start)
    }

    /// The round values, with their texts; the last carries the unit.
    pub(crate) fn ticks(&self, unit: &str, words: &Words) -> Vec<(f64, String)> {
        let count = ((self.high - self.low) / self.step).round() as usize;
        let decimals = (0..4).find(|&d| {
            let scaled = self.step * 10f64.powi(d);
            (scaled - scaled.round()).abs() < 1e-6 * scaled.abs().max(1.0)
        });
        (0..=count)
            .map(|i| {
                let value = self.low + self.step * i as f64;
                let mut text = number(value, decimals.unwrap_or(4) as usize, words);
                if i == count && !unit.is_empty() {
                    text = format!("{text} {unit}");
                }
                (value, text)
            })
            .collect()
    }
}

/// A number with the marks of the language.
pub(crate) fn number(value: f64, decimals: usize, words: &Words) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::new();
    if value < 0.0 && plain.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        out.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) && whole.len() > 3 {
            out.push(words.thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(words.decimal);
        out.push_str(fraction);
    }
    out
}

/// Where a text of this width, centred on `x`, stands when it must stay between two borders.
pub(crate) fn keep_inside(x: f64, width: f64, left: f64, right: f64) -> f64 {
    if right - left < width { f64::midpoint(left, right) } else { x.clamp(left + width / 2.0, right - width / 2.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_of_shares_ends_at_a_hundred() {
        let scale = |unit| Scale::round([12.0, 84.0].into_iter(), unit, true, 3, (0.0, 1.0));
        assert_eq!((scale("%").high, scale("%").step), (100.0, 50.0));
        assert!(scale("km").high > 100.0);
    }
}
