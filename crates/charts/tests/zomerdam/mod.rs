//! The fictional municipality of Zomerdam, drawn in every way this room knows. All figures are invented.
#![allow(dead_code, unreachable_pub, unused_imports, reason = "each test and the gallery use a part")]

mod figures;
mod rings;
pub use figures::*;
pub use rings::*;

use charts::{Caption, Mark, Style};
use definition::Polarity;
use insight::{Certainty, Direction, NoReading, Reading, Size, Verdict};

/// A reading in one word: `+` higher, `-` lower; once or twice; `?` uncertain, `~` unknown; `=` equal, `x` not shown.
pub fn mark(code: &str, polarity: Polarity) -> Mark {
    let reading = match code {
        "x" => Reading::None(NoReading::NoFigure),
        "o" => Reading::None(NoReading::NoRemainder),
        "=" => Reading::Compared { direction: Direction::Higher, size: Size::None, certainty: Certainty::Uncertain },
        code => Reading::Compared {
            direction: if code.starts_with('+') { Direction::Higher } else { Direction::Lower },
            size: if code.starts_with("++") || code.starts_with("--") { Size::Clear } else { Size::Some },
            certainty: match code.chars().last() {
                Some('?') => Certainty::Uncertain,
                Some('~') => Certainty::Unknown,
                _ => Certainty::Certain,
            },
        },
    };
    Mark { reading, polarity, judge: true }
}

/// The words of a mark in Dutch.
pub fn words(mark: Mark) -> String {
    let Some(verdict) = mark.verdict() else {
        return match mark.shade() {
            charts::Shade::NotShown => "niet getoond".into(),
            _ => "geen vergelijking".into(),
        };
    };
    match mark.shade() {
        charts::Shade::Uncertain(_) => {
            format!("mogelijk {}", verdict_words(verdict).replace("iets ", "").replace("duidelijk ", ""))
        }
        _ => verdict_words(verdict),
    }
}

pub fn verdict_words(verdict: Verdict) -> String {
    match verdict {
        Verdict::ClearlyUnfavourable => "duidelijk ongunstiger",
        Verdict::SomewhatUnfavourable => "iets ongunstiger",
        Verdict::AboutEqual => "ongeveer gelijk",
        Verdict::SomewhatFavourable => "iets gunstiger",
        Verdict::ClearlyFavourable => "duidelijk gunstiger",
        Verdict::ClearlyLower => "duidelijk lager",
        Verdict::SomewhatLower => "iets lager",
        Verdict::SomewhatHigher => "iets hoger",
        Verdict::ClearlyHigher => "duidelijk hoger",
    }
    .into()
}

pub fn caption(prefix: &str, title: &str) -> Caption {
    Caption {
        prefix: prefix.into(),
        title: title.into(),
        description: "Verzonnen cijfers over een verzonnen gemeente. De tabel staat hieronder.".into(),
        source: Some("Bron: verzonnen registers van Zomerdam, 2024.".into()),
    }
}

/// Every chart by name.
pub fn gallery(style: Style) -> Vec<(String, String)> {
    let mut all = Vec::new();
    rings::add(&mut all, style);
    figures::add(&mut all, style);
    all
}
