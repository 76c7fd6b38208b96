use std::fmt::Write as _;

use crate::mark::{Pole, Shade, Symbol};
use crate::style::{self, Style};

/// What names a chart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// Starts every identifier in the SVG; different for each chart of a page. Letters, digits, `-` and `_`; others are
    /// replaced.
    pub prefix: String,
    /// What is shown, of whom, when.
    pub title: String,
    /// What one would tell somebody who cannot see it.
    pub description: String,
    /// Drawn below the chart where it stands alone: source, year, release.
    pub source: Option<String>,
}

/// An SVG being written.
pub(crate) struct Svg {
    body: String,
    prefix: String,
    style: Style,
    hatches: [bool; 4],
    dots: bool,
    crossed: bool,
}

/// A number with at most one decimal, as short as it can be.
pub(crate) fn n(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    match (whole, tenth) {
        (whole, 0) => format!("{sign}{whole}"),
        (0, tenth) => format!("{sign}.{tenth}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

/// Text or attribute value, safe in XML and HTML.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || c == '\u{fffe}' || c == '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

/// The shape of ▲, ▼ or ● around a point.
pub(crate) fn glyph(symbol: Symbol, class: &str, x: f64, y: f64, half: f64) -> String {
    match symbol {
        Symbol::Dot => {
            format!("<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>", n(x), n(y), n(half * 0.82))
        }
        Symbol::Up => format!(
            "<path class=\"{class}\" d=\"M{} {}l{} {}h{}z\"/>",
            n(x),
            n(y - half * 0.9),
            n(half),
            n(half * 1.8),
            n(-2.0 * half)
        ),
        Symbol::Down => format!(
            "<path class=\"{class}\" d=\"M{} {}l{} {}h{}z\"/>",
            n(x),
            n(y + half * 0.9),
            n(half),
            n(-half * 1.8),
            n(-2.0 * half)
        ),
    }
}

impl Svg {
    pub(crate) fn new(caption: &Caption, style: Style) -> Self {
        let mut prefix: String = caption
            .prefix
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' })
            .collect();
        if !prefix.starts_with(|c: char| c.is_ascii_alphabetic()) {
            prefix.insert(0, 'c');
        }
        Self { body: String::new(), prefix, style, hatches: [false; 4], dots: false, crossed: false }
    }

    /// Writes markup as it is; the caller has escaped what needs it.
    pub(crate) fn raw(&mut self, markup: &str) {
        self.body.push_str(markup);
    }

    /// A path.
    pub(crate) fn path(&mut self, class: &str, d: &str, more: &str) {
        let _ = write!(self.body, "<path class=\"{class}\" d=\"{d}\"{more}/>");
    }

    /// A straight line.
    pub(crate) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64), more: &str) {
        let d = format!("M{} {}L{} {}", n(from.0), n(from.1), n(to.0), n(to.1));
        self.path(class, &d, more);
    }

    /// A rectangle.
    pub(crate) fn rect(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64, more: &str) {
        let _ = write!(
            self.body,
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{more}/>",
            n(x),
            n(y),
            n(width.max(0.0)),
            n(height.max(0.0))
        );
    }

    /// A circle.
    pub(crate) fn circle(&mut self, class: &str, x: f64, y: f64, r: f64, more: &str) {
        let _ = write!(self.body, "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"{more}/>", n(x), n(y), n(r));
    }

    /// A line of text on a baseline.
    pub(crate) fn text(&mut self, class: &str, x: f64, y: f64, text: &str) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = write!(self.body, "<text{class} x=\"{}\" y=\"{}\">{}</text>", n(x), n(y), escape(text));
    }

    /// Lines of text, the first on the baseline `y`.
    pub(crate) fn lines(&mut self, class: &str, x: f64, y: f64, leading: f64, lines: &[String]) {
        for (row, line) in lines.iter().enumerate() {
            self.text(class, x, y + leading * row as f64, line);
        }
    }

    /// ▲, ▼ or ● around a point; `half` is half of the width of a triangle.
    pub(crate) fn symbol(&mut self, class: &str, symbol: Symbol, x: f64, y: f64, half: f64) {
        self.body.push_str(&glyph(symbol, class, x, y, half));
    }

    /// Opens a link: one tab stop. Where links are left out a group takes its place.
    pub(crate) fn open_link(&mut self, href: Option<&str>, more: &str) -> &'static str {
        if let Some(href) = self.usable(href) {
            let _ = write!(self.body, "<a href=\"{}\"{more}>", escape(href));
            "</a>"
        } else {
            self.body.push_str("<g>");
            "</g>"
        }
    }

    /// A link for pointer and touch that repeats another one, unseen by keyboard and screen reader.
    pub(crate) fn open_pointer_link(&mut self, href: Option<&str>) -> &'static str {
        if let Some(href) = self.usable(href) {
            let _ = write!(self.body, "<a href=\"{}\" aria-hidden=\"true\" tabindex=\"-1\">", escape(href));
            "</a>"
        } else {
            self.body.push_str("<g aria-hidden=\"true\">");
            "</g>"
        }
    }

    /// A tooltip for what was opened last; it may have several lines.
    pub(crate) fn tip(&mut self, text: &str) {
        let lines: Vec<String> = text.lines().map(escape).collect();
        let _ = write!(self.body, "<title>{}</title>", lines.join("&#10;"));
    }

    fn usable<'a>(&self, href: Option<&'a str>) -> Option<&'a str> {
        let href = href.filter(|href| !href.is_empty())?;
        let safe = href.starts_with("https://") || href.starts_with("http://");
        // Only addresses of pages: whatever names another scheme before its first slash is left out.
        let relative = !href.split(['/', '?', '#']).next().unwrap_or_default().contains(':');
        match self.style {
            Style::Page => (safe || relative).then_some(href),
            Style::Standalone | Style::Printed => safe.then_some(href),
        }
    }

    /// The attribute that fills a shape with the pattern of a shade; empty where its class gives a plain fill.
    pub(crate) fn pattern(&mut self, shade: Shade) -> String {
        match shade {
            Shade::Uncertain(pole) => {
                self.hatches[pole as usize] = true;
                format!(" fill=\"url(#{}-{})\"", self.prefix, pole.name())
            }
            Shade::NotShown => {
                self.dots = true;
                format!(" fill=\"url(#{}-dots)\"", self.prefix)
            }
            _ => String::new(),
        }
    }

    /// The attribute that fills a shape with crossed lines.
    pub(crate) fn crossed_lines(&mut self) -> String {
        self.crossed = true;
        format!(" fill=\"url(#{}-vague)\"", self.prefix)
    }

    /// The finished SVG.
    pub(crate) fn finish(self, caption: &Caption, width: f64, height: f64, class: &str, role: &str) -> String {
        let mut out = String::with_capacity(self.body.len() + 1024);
        let standalone = self.style == Style::Standalone;
        let written_out = self.style != Style::Page;
        // Beside it there may be nothing: its own margin.
        let side = if standalone { 12.0 } else { 0.0 };
        let (mut top, mut bottom) = (0.0, 0.0);
        let mut around = String::new();
        if standalone {
            let title = crate::text::wrap(&caption.title, 17.0, true, width);
            top = 20.0 + 22.0 * title.len() as f64;
            for (row, line) in title.iter().enumerate() {
                let y = 27.0 - top + 22.0 * row as f64;
                let _ =
                    write!(around, "<text class=\"b\" font-size=\"17\" x=\"0\" y=\"{}\">{}</text>", n(y), escape(line));
            }
            bottom = 12.0;
            if let Some(source) = &caption.source {
                let lines = crate::text::wrap(source, 13.0, false, width);
                for (row, line) in lines.iter().enumerate() {
                    let y = height + 24.0 + 17.0 * row as f64;
                    let _ = write!(around, "<text class=\"ax\" x=\"0\" y=\"{}\">{}</text>", n(y), escape(line));
                }
                bottom = 18.0 + 17.0 * lines.len() as f64;
            }
        }
        let total = height + top + bottom;
        let id = &self.prefix;
        let _ = write!(
            out,
            "<svg{} class=\"chart {class}\" viewBox=\"{} {} {} {}\" width=\"{}\" height=\"{}\" role=\"{role}\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
            if written_out { " xmlns=\"http://www.w3.org/2000/svg\"" } else { "" },
            n(-side),
            n(-top),
            n(width + 2.0 * side),
            n(total),
            n(width + 2.0 * side),
            n(total),
            escape(&caption.title),
            escape(&caption.description),
        );
        if standalone {
            let _ = write!(out, "<style>{}</style>", style::standalone_stylesheet());
            let _ = write!(
                out,
                "<rect class=\"paper\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                n(-side),
                n(-top),
                n(width + 2.0 * side),
                n(total)
            );
        }
        let drawn = format!("{}{around}{}", self.definitions(), self.body);
        if self.style == Style::Printed {
            let _ = write!(out, "<style>{}</style>", style::used(&format!("{out}{drawn}")));
        }
        out.push_str(&drawn);
        out.push_str("</svg>");
        out
    }

    fn definitions(&self) -> String {
        let mut out = String::new();
        for pole in Pole::ALL {
            if self.hatches[pole as usize] {
                let turn = if matches!(pole, Pole::Lower | Pole::Higher) { -45 } else { 45 };
                let (id, name) = (&self.prefix, pole.name());
                let _ = write!(
                    out,
                    "<pattern id=\"{id}-{name}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate({turn})\"><rect class=\"paper\" width=\"5\" height=\"5\"/><rect class=\"{name}-l\" width=\"1.7\" height=\"5\"/></pattern>"
                );
            }
        }
        if self.dots {
            let id = &self.prefix;
            let _ = write!(
                out,
                "<pattern id=\"{id}-dots\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\"><rect class=\"paper\" width=\"5\" height=\"5\"/><circle class=\"masked-l\" cx=\"2.5\" cy=\"2.5\" r=\".8\"/></pattern>"
            );
        }
        if self.crossed {
            let id = &self.prefix;
            let _ = write!(
                out,
                "<pattern id=\"{id}-vague\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\"><rect class=\"paper\" width=\"5\" height=\"5\"/><rect class=\"gap-l\" width=\"5\" height=\".9\"/><rect class=\"gap-l\" width=\".9\" height=\"5\"/></pattern>"
            );
        }
        if out.is_empty() { out } else { format!("<defs>{out}</defs>") }
    }
}
