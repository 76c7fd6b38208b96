use definition::Polarity;
use insight::{Certainty, Direction, NoReading, Reading, Size, Verdict};

/// A reading as it is to be drawn: the one thing from which class, length, pattern and symbol of a wedge, a polygon, a
/// dot, a chip and a swatch follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mark {
    /// What the figure means.
    pub reading: Reading,
    /// Which way is favourable.
    pub polarity: Polarity,
    /// False when the visitor switched the judgement off: everything is then higher or lower.
    pub judge: bool,
}

/// A swatch of the legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shade {
    /// One of the steps, for a difference that is certain, or that is about nothing.
    Step(Verdict),
    /// One of the steps, where the source gives no counts or no spread, so that nobody can say whether it is chance: the same
    /// fill with a dashed outline.
    Unknown(Verdict),
    /// A difference that may be chance: hatched.
    Uncertain(Pole),
    /// A figure that is compared with nothing: white.
    NotCompared,
    /// No figure: dots.
    NotShown,
}

/// The end of a palette towards which a difference points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pole {
    /// Less favourable.
    Unfavourable,
    /// More favourable.
    Favourable,
    /// Lower (neutral).
    Lower,
    /// Higher (neutral).
    Higher,
}

/// The number itself beside its reference: ▲, ▼, ●.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Symbol {
    /// ▲ The figure is higher.
    Up,
    /// ▼ The figure is lower.
    Down,
    /// ● About equal.
    Dot,
}

/// The class of a step of the legend; [`STYLESHEET`](crate::STYLESHEET) gives it its colours.
pub fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::ClearlyUnfavourable => "unf-2",
        Verdict::SomewhatUnfavourable => "unf-1",
        Verdict::AboutEqual => "same",
        Verdict::SomewhatFavourable => "fav-1",
        Verdict::ClearlyFavourable => "fav-2",
        Verdict::ClearlyLower => "low-2",
        Verdict::SomewhatLower => "low-1",
        Verdict::SomewhatHigher => "high-1",
        Verdict::ClearlyHigher => "high-2",
    }
}

impl Mark {
    /// A figure that is not there.
    pub const NOT_SHOWN: Self =
        Self { reading: Reading::None(NoReading::NoFigure), polarity: Polarity::Neutral, judge: true };

    /// The step of the legend; none where there is no reading.
    pub fn verdict(self) -> Option<Verdict> {
        self.reading.verdict(self.polarity, self.judge)
    }

    /// The swatch it is drawn with.
    pub fn shade(self) -> Shade {
        let Reading::Compared { certainty, .. } = self.reading else {
            return match self.reading {
                Reading::None(NoReading::NoFigure) => Shade::NotShown,
                _ => Shade::NotCompared,
            };
        };
        let Some(verdict) = self.verdict() else {
            return Shade::NotCompared;
        };
        match (certainty, Pole::of(verdict)) {
            (Certainty::Uncertain, Some(pole)) => Shade::Uncertain(pole),
            (Certainty::Unknown, Some(_)) => Shade::Unknown(verdict),
            _ => Shade::Step(verdict),
        }
    }

    /// ▲, ▼ or ●; none where there is no reading.
    pub fn symbol(self) -> Option<Symbol> {
        match self.reading {
            Reading::None(_) => None,
            Reading::Compared { size: Size::None, .. } | Reading::Compared { direction: Direction::Equal, .. } => {
                Some(Symbol::Dot)
            }
            Reading::Compared { direction: Direction::Higher, .. } => Some(Symbol::Up),
            Reading::Compared { direction: Direction::Lower, .. } => Some(Symbol::Down),
        }
    }

    /// How far a wedge sticks out: 0 short, 1, 2.
    ///
    /// What sticks out is what one may say aloud: a certain difference. One that may be chance stays short and is hatched; one of
    /// which nobody knows how certain it is (a figure without counts, a mean without its spread) stays short too, and keeps
    /// its colour within a dashed outline, so that it does not look like no difference.
    pub fn steps(self) -> u8 {
        match (self.shade(), self.reading) {
            (Shade::Step(_), Reading::Compared { size: Size::Clear, .. }) if self.symbol() != Some(Symbol::Dot) => 2,
            (Shade::Step(_), Reading::Compared { size: Size::Some, .. }) if self.symbol() != Some(Symbol::Dot) => 1,
            _ => 0,
        }
    }

    /// Whether it may be said aloud: a difference, and certainly one.
    pub fn is_certain_difference(self) -> bool {
        matches!(self.shade(), Shade::Step(verdict) if verdict != Verdict::AboutEqual)
    }
}

impl Pole {
    /// The pole of a step; none for "about equal".
    pub fn of(verdict: Verdict) -> Option<Self> {
        Some(match verdict {
            Verdict::ClearlyUnfavourable | Verdict::SomewhatUnfavourable => Self::Unfavourable,
            Verdict::ClearlyFavourable | Verdict::SomewhatFavourable => Self::Favourable,
            Verdict::ClearlyLower | Verdict::SomewhatLower => Self::Lower,
            Verdict::ClearlyHigher | Verdict::SomewhatHigher => Self::Higher,
            Verdict::AboutEqual => return None,
        })
    }

    /// Short name in classes and pattern identifiers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unfavourable => "unf",
            Self::Favourable => "fav",
            Self::Lower => "low",
            Self::Higher => "high",
        }
    }

    /// All four, unfavourable first.
    pub const ALL: [Self; 4] = [Self::Unfavourable, Self::Favourable, Self::Lower, Self::Higher];
}

impl Shade {
    /// The classes of a shape with this shade.
    pub fn classes(self) -> String {
        match self {
            Self::Step(verdict) => class(verdict).to_owned(),
            Self::Unknown(verdict) => format!("{} unknown", class(verdict)),
            Self::Uncertain(pole) => format!("{}-h", pole.name()),
            Self::NotCompared => "none".to_owned(),
            Self::NotShown => "masked".to_owned(),
        }
    }

    /// The class of words and symbols about it, on paper.
    pub fn text_class(self) -> &'static str {
        match self.pole() {
            Some(Pole::Unfavourable) => "unf-t",
            Some(Pole::Favourable) => "fav-t",
            Some(Pole::Lower) => "low-t",
            Some(Pole::Higher) => "high-t",
            None => "same-t",
        }
    }

    /// The class of a symbol or text on top of the fill.
    pub fn on_class(self) -> &'static str {
        match self {
            Self::Step(verdict) | Self::Unknown(verdict) => match verdict {
                Verdict::ClearlyUnfavourable | Verdict::ClearlyFavourable | Verdict::ClearlyHigher => "on-dark",
                Verdict::AboutEqual => "dot",
                _ => "on-light",
            },
            _ => self.text_class(),
        }
    }

    /// The pole it points to, if any.
    pub fn pole(self) -> Option<Pole> {
        match self {
            Self::Step(verdict) | Self::Unknown(verdict) => Pole::of(verdict),
            Self::Uncertain(pole) => Some(pole),
            Self::NotCompared | Self::NotShown => None,
        }
    }
}
