//! The picture that goes with a link to an area: its name, who lives there, and the silhouette of its profile.

use cells::PlaceIx;
use charts::Style;

use crate::view::bar::comparison;
use crate::view::figure;
use crate::view::place;
use crate::view::profile;
use crate::visit::Visit;

/// Width and height in px, as sites that show links ask for.
const SIZE: (u32, u32) = (1200, 630);

/// Text that is safe in XML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Words over at most `most` lines of about `wide` letters; what does not fit ends in an ellipsis.
fn lines(text: &str, wide: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| line.chars().count() + 1 + word.chars().count() <= wide) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

/// The picture of an area as SVG.
pub(crate) fn of_area(visit: &Visit, ix: PlaceIx) -> String {
    use std::fmt::Write as _;
    let t = visit.texts();
    let site = visit.site();
    let language = visit.language();
    let name = place::capitalised(place::spoken(site, ix, language));
    let with = comparison(site, ix, visit.choices()).map(|c| crate::view::whom::compared_with(visit, ix, c));
    let rows = figure::rows(visit, ix);
    let ring = with
        .as_deref()
        .and_then(|with| profile::ring(visit, ix, &rows, with, "beeld"))
        .map(|ring| ring.small(170, Style::Page));
    let (width, height) = SIZE;
    let room = if ring.is_some() { 19 } else { 32 };
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"Inter\"><style>{}</style><rect width=\"{width}\" height=\"{height}\" fill=\"#FFFFFF\"/><rect width=\"{width}\" height=\"14\" fill=\"#1B3A5C\"/>",
        charts::standalone_stylesheet()
    );
    let mut say = |x: u32, y: u32, size: u32, weight: u32, colour: &str, text: &str| {
        let _ = write!(
            out,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{colour}\">{}</text>",
            escape(text)
        );
    };
    let monitor = &visit.definition().monitor;
    say(70, 100, 32, 600, "#1B3A5C", monitor.name.get(language));
    let mut y = 215;
    for line in lines(&name, room, 2) {
        say(70, y, 74, 700, "#16202B", &line);
        y += 84;
    }
    let mut facts = vec![place::kind(site, ix, t)];
    if let Some((n, year)) = site.residents_in(ix, visit.choices().year) {
        let shown = crate::view::count(n, language);
        let said = t.with("residents-count", &[("count", n.into()), ("shown", shown.into())]);
        facts.push(format!("{said} {} {year}", t.get("in")));
    }
    if let Some(with) = &with {
        facts.push(t.with("compared-with", &[("with", with.clone().into())]));
    }
    y += 4;
    for fact in facts {
        for line in lines(&fact, 36, 2) {
            say(70, y, 32, 400, "#46535F", &line);
            y += 44;
        }
    }
    let foot = if monitor.fictional { t.get("fictional-title") } else { monitor.publisher.get(language).to_owned() };
    for (n, line) in lines(&foot, 60, 1).iter().enumerate() {
        say(70, 580 + 34 * n as u32, 26, 600, if monitor.fictional { "#7F410B" } else { "#5E6B77" }, line);
    }
    if let Some(ring) = ring {
        // The silhouette is 170 px wide; a drawing in a drawing is as large as it says.
        let large = ring.replacen("width=\"170\" height=\"170\"", "x=\"700\" y=\"95\" width=\"450\" height=\"450\"", 1);
        out.push_str(&large);
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_into_lines() {
        assert_eq!(lines("Alphen aan den Rijn", 12, 2), ["Alphen aan", "den Rijn"]);
        assert_eq!(lines("Een heel lange naam van een buurt", 10, 2), ["Een heel", "lange naam…"]);
        assert_eq!(lines("Súdwest-Fryslân", 8, 2), ["Súdwest-Fryslân"]);
    }
}
