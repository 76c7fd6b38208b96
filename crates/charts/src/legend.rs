//! What colours, patterns and symbols mean, from the same [`Shade`]s that everything else is drawn with.

use std::fmt::Write as _;

use insight::Verdict;

use crate::mark::{Mark, Pole, Shade, Symbol};
use crate::svg::{escape, glyph, n};

/// A legend: rows of steps with their words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Legend {
    /// For example "gunstig of niet" and "hoger of lager".
    pub groups: Vec<LegendGroup>,
    /// ▲ hoger getal, ▼ lager getal, ● ongeveer gelijk; empty where no symbols are drawn.
    pub symbols: Vec<(Symbol, String)>,
    /// Hatched, dots, dashed outline, with their words.
    pub signs: Vec<LegendStep>,
    /// How the steps were measured, below them; may be empty.
    pub note: String,
}

/// Steps that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LegendGroup {
    /// Name of the row; may be empty.
    pub label: String,
    /// What it is used for, below the name; may be empty.
    pub note: String,
    /// From one pole to the other.
    pub steps: Vec<LegendStep>,
}

/// A swatch and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendStep {
    /// How it is drawn.
    pub shade: Shade,
    /// What it means.
    pub words: String,
}

impl LegendGroup {
    /// Unfavourable to favourable, with words for each step.
    pub fn evaluative(label: &str, note: &str, words: impl Fn(Verdict) -> String) -> Self {
        Self::of(
            label,
            note,
            [
                Verdict::ClearlyUnfavourable,
                Verdict::SomewhatUnfavourable,
                Verdict::AboutEqual,
                Verdict::SomewhatFavourable,
                Verdict::ClearlyFavourable,
            ],
            words,
        )
    }

    /// Lower to higher, with words for each step.
    pub fn neutral(label: &str, note: &str, words: impl Fn(Verdict) -> String) -> Self {
        Self::of(
            label,
            note,
            [
                Verdict::ClearlyLower,
                Verdict::SomewhatLower,
                Verdict::AboutEqual,
                Verdict::SomewhatHigher,
                Verdict::ClearlyHigher,
            ],
            words,
        )
    }

    fn of(label: &str, note: &str, verdicts: [Verdict; 5], words: impl Fn(Verdict) -> String) -> Self {
        Self {
            label: label.to_owned(),
            note: note.to_owned(),
            steps: verdicts
                .into_iter()
                .map(|verdict| LegendStep { shade: Shade::Step(verdict), words: words(verdict) })
                .collect(),
        }
    }
}

impl Legend {
    /// The legend as HTML: a `<div class="legend">` with a list for each group, for the page to lay out.
    pub fn html(&self) -> String {
        let mut out = String::from("<div class=\"legend\">");
        for group in &self.groups {
            out.push_str("<div class=\"legend-group\">");
            if !group.label.is_empty() || !group.note.is_empty() {
                let _ = write!(out, "<p class=\"legend-name\"><b>{}</b>", escape(&group.label));
                if !group.note.is_empty() {
                    let _ = write!(out, " <small>{}</small>", escape(&group.note));
                }
                out.push_str("</p>");
            }
            out.push_str("<ul class=\"legend-steps\">");
            for step in &group.steps {
                let _ = write!(out, "<li>{}<span>{}</span></li>", swatch(step.shade, 96, 22), escape(&step.words));
            }
            out.push_str("</ul></div>");
        }
        if !self.symbols.is_empty() || !self.signs.is_empty() {
            out.push_str("<ul class=\"legend-signs\">");
            for (symbol, words) in &self.symbols {
                let _ = write!(
                    out,
                    "<li><svg class=\"chart symbol\" width=\"14\" height=\"14\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">{}</svg><span>{}</span></li>",
                    glyph(*symbol, "on-light", 7.0, 7.0, 5.4),
                    escape(words)
                );
            }
            for step in &self.signs {
                let _ = write!(out, "<li>{}<span>{}</span></li>", swatch(step.shade, 34, 20), escape(&step.words));
            }
            out.push_str("</ul>");
        }
        if !self.note.is_empty() {
            let _ = write!(out, "<p class=\"legend-note\">{}</p>", escape(&self.note));
        }
        out.push_str("</div>");
        out
    }
}

/// A swatch of a legend as SVG, hidden from assistive technology: the words beside it say what it is.
pub fn swatch(shade: Shade, width: u16, height: u16) -> String {
    framed("swatch", shade, f64::from(width), f64::from(height), "")
}

/// ▲, ▼ or ● by itself, as an SVG that needs no page around it.
pub fn symbol(symbol: Symbol) -> String {
    let drawn = glyph(symbol, "on-light", 7.0, 7.0, 5.4);
    crate::style::written_out(&format!(
        "<svg class=\"chart symbol\" width=\"14\" height=\"14\" viewBox=\"0 0 14 14\">{drawn}</svg>"
    ))
}

/// The sign of one reading beside its words, in tables and sentences: colour, pattern and ▲▼●, without any identifier,
/// so that it can be repeated.
pub fn chip(mark: Mark) -> String {
    let shade = mark.shade();
    let (width, height) = (28.0, 20.0);
    let mut inside = String::new();
    if let Some(symbol) = mark.symbol() {
        if matches!(shade, Shade::Uncertain(_)) {
            let _ = write!(inside, "<circle class=\"paper\" cx=\"14\" cy=\"10\" r=\"7.6\"/>");
        }
        inside.push_str(&glyph(symbol, shade.on_class(), 14.0, 10.0, 5.2));
    }
    framed("chip", shade, width, height, &inside)
}

pub(crate) fn framed(class: &str, shade: Shade, width: f64, height: f64, inside: &str) -> String {
    let (w, h) = (n(width - 1.5), n(height - 1.5));
    // Patterns need identifiers, so small signs have theirs drawn.
    let fill = match shade {
        Shade::Uncertain(pole) => hatch(pole, width, height),
        Shade::NotShown => dots(width, height),
        _ => String::new(),
    };
    let open = matches!(shade, Shade::Uncertain(_) | Shade::NotShown);
    let (x, y) = (n(width), n(height));
    let mut out = format!(
        "<svg class=\"chart {class}\" width=\"{x}\" height=\"{y}\" viewBox=\"0 0 {x} {y}\" aria-hidden=\"true\" focusable=\"false\">"
    );
    // Dashes in the colour of the fill cannot be seen on it: they stand around it, on paper.
    if let Shade::Unknown(verdict) = shade {
        let _ = write!(
            out,
            "<rect class=\"doubt\" x=\".8\" y=\".8\" width=\"{w}\" height=\"{h}\" rx=\"3\"/><rect class=\"{}\" x=\"3.6\" y=\"3.6\" width=\"{}\" height=\"{}\" rx=\"1.5\"/>{inside}</svg>",
            crate::mark::class(verdict),
            n(width - 7.2),
            n(height - 7.2),
        );
        return out;
    }
    if open {
        let _ = write!(out, "<rect class=\"paper\" x=\".8\" y=\".8\" width=\"{w}\" height=\"{h}\" rx=\"3\"/>{fill}");
    }
    let _ = write!(
        out,
        "<rect class=\"{}\" x=\".8\" y=\".8\" width=\"{w}\" height=\"{h}\" rx=\"3\"{}/>{inside}</svg>",
        shade.classes(),
        if open { " fill=\"none\"" } else { "" }
    );
    out
}

fn hatch(pole: Pole, width: f64, height: f64) -> String {
    let mut d = String::new();
    let mirrored = matches!(pole, Pole::Lower | Pole::Higher);
    let (left, right, top, bottom) = (1.6, width - 1.6, 1.6, height - 1.6);
    let mut start = left - (bottom - top) + 3.0;
    while start < right {
        // A line at 45 degrees that enters at the bottom, cut to the frame.
        let (x0, x1) = (start.max(left), (start + bottom - top).min(right));
        let (y0, y1) = (bottom - (x0 - start), bottom - (x1 - start));
        let flip = |x: f64| if mirrored { width - x } else { x };
        if x1 - x0 > 1.0 {
            let _ = write!(d, "M{} {}L{} {}", n(flip(x0)), n(y0), n(flip(x1)), n(y1));
        }
        start += 6.6;
    }
    format!("<path class=\"{}-s\" d=\"{d}\" stroke-width=\"1.6\"/>", pole.name())
}

fn dots(width: f64, height: f64) -> String {
    let mut d = String::new();
    let mut y = 4.5;
    while y < height - 3.0 {
        let mut x = 4.5;
        while x < width - 3.0 {
            let _ = write!(d, "M{} {}h.1", n(x), n(y));
            x += 5.0;
        }
        y += 5.0;
    }
    format!("<path class=\"dots\" d=\"{d}\"/>")
}
