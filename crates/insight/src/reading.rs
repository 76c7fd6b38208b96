use definition::Polarity;
use release::PackedReading;
use serde::Serialize;

/// What a figure means against a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// There is one.
    Compared {
        /// Whether the figure itself is higher or lower than the reference.
        direction: Direction,
        /// How large the difference is, in spreads between areas of the level.
        size: Size,
        /// Whether it is more than chance.
        certainty: Certainty,
    },
    /// There is none, and why.
    None(NoReading),
}

/// Whether a figure is higher or lower than its reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Lower.
    Lower,
    /// Exactly the same.
    Equal,
    /// Higher.
    Higher,
}

/// How large a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Size {
    /// About equal.
    None,
    /// Some.
    Some,
    /// Clear.
    Clear,
}

/// Whether a difference is more than chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// A difference this large would rarely come from chance (false discovery rate controlled).
    Certain,
    /// It may be chance.
    Uncertain,
    /// Nothing can be said: the source gives no counts, or of a mean no spread.
    Unknown,
}

/// Why there is no reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoReading {
    /// None was computed.
    NotComputed,
    /// The cell has no figure.
    NoFigure,
    /// The reference has no figure.
    NoReference,
    /// The area is the whole: there is no remainder (one district in the municipality).
    NoRemainder,
    /// The indicator is a plain number of things, which is larger where more people live.
    PlainCount,
    /// Too few areas to know the spread.
    NoSpread,
    /// A rate per 1,000 residents where hardly anybody lives.
    HardlyAnybody,
}

/// The five steps of a legend, evaluative or neutral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Clearly less favourable.
    ClearlyUnfavourable,
    /// Somewhat less favourable.
    SomewhatUnfavourable,
    /// About equal.
    AboutEqual,
    /// Somewhat more favourable.
    SomewhatFavourable,
    /// Clearly more favourable.
    ClearlyFavourable,
    /// Clearly lower (neutral).
    ClearlyLower,
    /// Somewhat lower (neutral).
    SomewhatLower,
    /// Somewhat higher (neutral).
    SomewhatHigher,
    /// Clearly higher (neutral).
    ClearlyHigher,
}

impl Reading {
    /// The step of the legend; none where there is no reading. `judge` is false when the visitor switched the judgement
    /// off: every indicator is then neutral.
    pub fn verdict(self, polarity: Polarity, judge: bool) -> Option<Verdict> {
        let Self::Compared { direction, size, .. } = self else { return None };
        let polarity = if judge { polarity } else { Polarity::Neutral };
        Some(match (size, direction, polarity) {
            (Size::None, ..) | (_, Direction::Equal, _) => Verdict::AboutEqual,
            (Size::Some, Direction::Lower, Polarity::Neutral) => Verdict::SomewhatLower,
            (Size::Clear, Direction::Lower, Polarity::Neutral) => Verdict::ClearlyLower,
            (Size::Some, Direction::Higher, Polarity::Neutral) => Verdict::SomewhatHigher,
            (Size::Clear, Direction::Higher, Polarity::Neutral) => Verdict::ClearlyHigher,
            (size, direction, polarity) => {
                let favourable = (direction == Direction::Higher) == (polarity == Polarity::HigherIsFavourable);
                match (size, favourable) {
                    (Size::Clear, true) => Verdict::ClearlyFavourable,
                    (Size::Clear, false) => Verdict::ClearlyUnfavourable,
                    (_, true) => Verdict::SomewhatFavourable,
                    (_, false) => Verdict::SomewhatUnfavourable,
                }
            }
        })
    }

    /// Packs into one byte: bits 0–1 direction (0: none, 1 lower, 2 equal, 3 higher), bits 2–3 size, bits 4–5 certainty;
    /// without a reading bits 2–7 hold the reason, so that 0 is [`NoReading::NotComputed`].
    pub fn pack(self) -> PackedReading {
        PackedReading(match self {
            Self::None(reason) => (reason as u8) << 2,
            Self::Compared { direction, size, certainty } => {
                (direction as u8 + 1) | (size as u8) << 2 | (certainty as u8) << 4
            }
        })
    }

    /// The inverse of [`Reading::pack`]; a byte that no reading packs to is read as not computed.
    pub fn unpack(packed: PackedReading) -> Self {
        let byte = packed.0;
        let direction = match byte & 3 {
            0 => {
                return Self::None(match byte >> 2 {
                    1 => NoReading::NoFigure,
                    2 => NoReading::NoReference,
                    3 => NoReading::NoRemainder,
                    4 => NoReading::PlainCount,
                    5 => NoReading::NoSpread,
                    6 => NoReading::HardlyAnybody,
                    _ => NoReading::NotComputed,
                });
            }
            1 => Direction::Lower,
            2 => Direction::Equal,
            _ => Direction::Higher,
        };
        let size = match (byte >> 2) & 3 {
            0 => Size::None,
            1 => Size::Some,
            _ => Size::Clear,
        };
        let certainty = match (byte >> 4) & 3 {
            0 => Certainty::Certain,
            1 => Certainty::Uncertain,
            _ => Certainty::Unknown,
        };
        Self::Compared { direction, size, certainty }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Reading> {
        let mut all: Vec<Reading> = [
            NoReading::NotComputed,
            NoReading::NoFigure,
            NoReading::NoReference,
            NoReading::NoRemainder,
            NoReading::PlainCount,
            NoReading::NoSpread,
            NoReading::HardlyAnybody,
        ]
        .map(Reading::None)
        .into();
        for direction in [Direction::Lower, Direction::Equal, Direction::Higher] {
            for size in [Size::None, Size::Some, Size::Clear] {
                for certainty in [Certainty::Certain, Certainty::Uncertain, Certainty::Unknown] {
                    all.push(Reading::Compared { direction, size, certainty });
                }
            }
        }
        all
    }

    #[test]
    fn every_reading_comes_out_of_its_byte_as_it_went_in() {
        let mut bytes: Vec<u8> = all().iter().map(|reading| reading.pack().0).collect();
        for reading in all() {
            assert_eq!(Reading::unpack(reading.pack()), reading);
        }
        bytes.sort_unstable();
        bytes.dedup();
        assert_eq!(bytes.len(), all().len());
        assert_eq!(Reading::unpack(PackedReading(0)), Reading::None(NoReading::NotComputed));
    }

    #[test]
    fn any_byte_is_some_reading() {
        for byte in 0..=u8::MAX {
            let reading = Reading::unpack(PackedReading(byte));
            assert_eq!(Reading::unpack(reading.pack()), reading, "{byte}");
        }
    }

    #[test]
    fn without_judgement_every_indicator_is_neutral() {
        let reading =
            Reading::Compared { direction: Direction::Higher, size: Size::Clear, certainty: Certainty::Certain };
        assert_eq!(reading.verdict(Polarity::LowerIsFavourable, true), Some(Verdict::ClearlyUnfavourable));
        assert_eq!(reading.verdict(Polarity::LowerIsFavourable, false), Some(Verdict::ClearlyHigher));
    }
}
