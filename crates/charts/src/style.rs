use std::collections::HashSet;
use std::sync::LazyLock;

/// Where an SVG will be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Style {
    /// In a page that holds [`STYLESHEET`] and the design tokens: colours are custom properties, so that print, high
    /// contrast and forced colours need no second chart.
    #[default]
    Page,
    /// By itself, as a download or in a document: colours are written out, title and source are drawn, links that only
    /// work on the site are left out.
    Standalone,
    /// In a printed document, which has title and source in its own words: colours are written out, and only the rules
    /// that the chart needs, for a document has many charts.
    Printed,
}

/// The design tokens that charts use, with their values on white paper.
pub const TOKENS: &[(&str, &str)] = &[
    ("ink", "#16202B"),
    ("ink-2", "#46535F"),
    ("ink-3", "#5E6B77"),
    ("paper", "#FFFFFF"),
    ("panel", "#F5F7F8"),
    ("panel-2", "#EAEEF1"),
    ("line", "#D8DEE3"),
    ("line-2", "#7C8894"),
    ("brand", "#1B3A5C"),
    ("brand-soft", "#E8EEF5"),
    ("unf-2", "#9A5213"),
    ("unf-1", "#EFC18F"),
    ("fav-1", "#78C4C2"),
    ("fav-2", "#14647A"),
    ("unf-line", "#9A5213"),
    ("fav-line", "#14647A"),
    ("unf-text", "#7F410B"),
    ("fav-text", "#0F5366"),
    ("low-2", "#A97AA4"),
    ("low-1", "#EBC5EC"),
    ("high-1", "#B1A9EA"),
    ("high-2", "#4A357C"),
    ("low-line", "#8A5684"),
    ("high-line", "#4A357C"),
    ("low-text", "#74436F"),
    ("high-text", "#4A357C"),
    ("same", "#EEF1F3"),
    ("same-line", "#808C97"),
    ("same-text", "#46535F"),
    ("on-light", "#16202B"),
    ("on-dark", "#FFFFFF"),
    ("masked", "#6B7782"),
    ("group-1", "#D3DBE2"),
    ("group-2", "#486E94"),
    ("group-3", "#A9C0D5"),
    ("group-4", "#2E5377"),
    ("group-5", "#8BA9C4"),
    ("group-6", "#16293D"),
    ("value-1", "#EAF0F5"),
    ("value-2", "#C4D4E3"),
    ("value-3", "#94B1CC"),
    ("value-4", "#5D86AE"),
    ("value-5", "#27537F"),
    (
        "font",
        "Inter, \"Source Sans 3\", system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, sans-serif",
    ),
];

/// What every chart of this room is styled with. A page holds it once, after the design tokens. A dashed outline in the colour of
/// a dark fill could not be seen: there it is of paper.
pub const STYLESHEET: &str = "\
.chart{font-family:var(--font);font-size:14px;font-variant-numeric:tabular-nums;fill:var(--ink);max-width:100%;height:auto}
.chart a{fill:inherit;text-decoration:none}
.chart a:hover .name,.chart a:focus .name{text-decoration:underline}
.chart .b{font-weight:700}.chart .sb{font-weight:600}.chart .q{fill:var(--ink-2)}.chart .n{font-size:13px}.chart .ax{font-size:13px;fill:var(--ink-3)}
.chart .e{text-anchor:end}.chart .m{text-anchor:middle}.chart .th{font-size:15px;font-weight:700}
.chart .unf-2{fill:var(--unf-2);stroke:var(--unf-line)}.chart .unf-1{fill:var(--unf-1);stroke:var(--unf-line)}
.chart .fav-1{fill:var(--fav-1);stroke:var(--fav-line)}.chart .fav-2{fill:var(--fav-2);stroke:var(--fav-line)}
.chart .low-2{fill:var(--low-2);stroke:var(--low-line)}.chart .low-1{fill:var(--low-1);stroke:var(--low-line)}
.chart .high-1{fill:var(--high-1);stroke:var(--high-line)}.chart .high-2{fill:var(--high-2);stroke:var(--high-line)}
.chart .same{fill:var(--same);stroke:var(--same-line)}.chart .none{fill:var(--paper);stroke:var(--same-line)}
.chart .unknown{stroke-dasharray:4 2.5}.chart .unf-2.unknown,.chart .fav-2.unknown,.chart .low-2.unknown,.chart .high-2.unknown{stroke:var(--paper);stroke-width:1.7}.chart .doubt{fill:var(--paper);stroke:var(--ink-2);stroke-width:1.5;stroke-dasharray:3.4 2.2}.chart .masked{stroke:var(--masked);stroke-dasharray:3 2}
.chart .unf-h{stroke:var(--unf-line)}.chart .fav-h{stroke:var(--fav-line)}.chart .low-h{stroke:var(--low-line)}.chart .high-h{stroke:var(--high-line)}
.chart .unf-l{fill:var(--unf-line)}.chart .fav-l{fill:var(--fav-line)}.chart .low-l{fill:var(--low-line)}.chart .high-l{fill:var(--high-line)}.chart .masked-l{fill:var(--masked)}
.chart .dots{fill:none;stroke:var(--masked);stroke-width:1.7;stroke-linecap:round}
.chart .dots-2,.chart .dots-3{fill:none;stroke:var(--group-2);stroke-linecap:round}.chart .dots-3{stroke:var(--group-3)}
.chart .unf-s{stroke:var(--unf-line)}.chart .fav-s{stroke:var(--fav-line)}.chart .low-s{stroke:var(--low-line)}.chart .high-s{stroke:var(--high-line)}.chart .same-s{stroke:var(--same-line)}
.chart .unf-t{fill:var(--unf-text)}.chart .fav-t{fill:var(--fav-text)}.chart .low-t{fill:var(--low-text)}.chart .high-t{fill:var(--high-text)}.chart .same-t{fill:var(--same-text)}
.chart .on-dark{fill:var(--on-dark)}.chart .on-light{fill:var(--on-light)}.chart .dot{fill:var(--same-line)}.chart .paper{fill:var(--paper)}
.chart .line{fill:none;stroke:var(--line)}.chart .line-2{fill:none;stroke:var(--line-2)}.chart .ink{fill:none;stroke:var(--ink)}.chart .ink-2{fill:none;stroke:var(--ink-2)}
.chart .panel{fill:var(--panel)}.chart .panel-2{fill:var(--panel-2)}.chart .soft{fill:var(--brand-soft)}.chart .brand{fill:var(--brand)}.chart .brand-s{fill:none;stroke:var(--brand)}.chart .ref{fill:none;stroke:var(--ink);stroke-width:1.4;stroke-dasharray:4 3}
.chart .ref-2{fill:none;stroke:var(--ink-3);stroke-width:1.6;stroke-dasharray:4 3}.chart .quiet{fill:var(--ink-3)}.chart .quiet-s{fill:none;stroke:var(--ink-3)}
.chart .band{fill:var(--group-1)}.chart .group-1{fill:var(--group-1)}.chart .group-2{fill:var(--group-2)}.chart .group-3{fill:var(--group-3)}.chart .group-4{fill:var(--group-4)}.chart .group-5{fill:var(--group-5)}.chart .group-6{fill:var(--group-6)}
.chart .value-1{fill:var(--value-1);stroke:var(--paper)}.chart .value-2{fill:var(--value-2);stroke:var(--paper)}.chart .value-3{fill:var(--value-3);stroke:var(--paper)}.chart .value-4{fill:var(--value-4);stroke:var(--paper)}.chart .value-5{fill:var(--value-5);stroke:var(--paper)}
.chart .gap{stroke:var(--same-line)}.chart .gap-l{fill:var(--line-2)}.chart .gap-s{fill:none;stroke:var(--line-2);stroke-width:.9}.chart rect.gap{fill:var(--paper)}.chart .edge{stroke:var(--same-line)}
.chart .area{stroke:var(--same-line);stroke-width:.9;stroke-dasharray:none;stroke-linejoin:round}
.chart .fine{stroke-width:.25}.chart .hit{fill:none;stroke:transparent}
.chart a:hover .area,.chart a:focus .area{stroke-width:2.6}
.chart .halo{paint-order:stroke;stroke:var(--paper);stroke-width:3.5px;stroke-linejoin:round}
";

/// A sign of this room ([`crate::chip`], [`crate::swatch`], [`crate::sparkline`]) as an SVG that needs no page around it.
pub fn written_out(sign: &str) -> String {
    let namespace = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    let whole = sign.replacen("<svg", namespace, 1);
    let Some(open) = whole.find('>') else { return whole };
    format!("{}<style>{}</style>{}", &whole[..=open], used(&whole), &whole[open + 1..])
}

/// The rules of the stylesheet that an SVG needs, with values written out.
pub(crate) fn used(svg: &str) -> String {
    let classes: HashSet<&str> = svg
        .split("class=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .flat_map(str::split_whitespace)
        .collect();
    let needed = |selector: &str| {
        // What happens under a pointer does not happen on paper.
        !selector.contains(':')
            && selector.split_whitespace().all(|part| part.split('.').skip(1).all(|class| classes.contains(class)))
    };
    let mut css = String::new();
    for rule in RESOLVED.split_inclusive('}') {
        let Some((selectors, rest)) = rule.split_once('{') else { continue };
        if selectors.split(',').any(needed) {
            css.push_str(selectors.trim());
            css.push('{');
            css.push_str(rest);
        }
    }
    // Sizes of a page mean nothing here.
    css.replace(";max-width:100%;height:auto", "")
}

static RESOLVED: LazyLock<String> = LazyLock::new(standalone_stylesheet);

/// The stylesheet with every custom property replaced by its value, for drawings that leave the page.
pub fn standalone_stylesheet() -> String {
    let mut css = STYLESHEET.to_owned();
    for (name, value) in TOKENS {
        css = css.replace(&format!("var(--{name})"), value);
    }
    css
}
