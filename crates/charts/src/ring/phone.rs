//! The ring for a phone, with the names of the themes only, and the small ring without words.

use crate::style::Style;
use crate::svg::{Svg, n};
use crate::text::{width, wrap};

use super::ProfileRing;
use super::arrange::{Arrangement, arrange};
use super::wedge::{Radii, at, draw};
use super::wide::draw_centre;

const WIDTH: f64 = 358.0;
const SIZE: f64 = 12.0;
const LEADING: f64 = 14.0;

/// A placed name: its box, its lines, and whether a leader is needed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Name {
    pub(crate) theme: usize,
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) lines: Vec<String>,
    /// The tip of the leader at the ring, where the name stands away from its theme.
    pub(crate) leader: Option<((f64, f64), (f64, f64))>,
}

impl Name {
    fn height(&self) -> f64 {
        LEADING * self.lines.len() as f64
    }

    pub(crate) fn overlaps(&self, other: &Self, space: f64) -> bool {
        self.left < other.left + other.width + space
            && other.left < self.left + self.width + space
            && self.top < other.top + other.height() + space
            && other.top < self.top + self.height() + space
    }

    pub(crate) fn bounds(&self) -> (f64, f64, f64, f64) {
        (self.left, self.top, self.left + self.width, self.top + self.height())
    }
}

impl ProfileRing {
    /// The profieltaart for a phone, 358 px wide. The labels of the wedges stand in a list below it on the page.
    pub fn phone(&self, style: Style) -> String {
        let arrangement = arrange(&self.counts());
        let names = names(self);
        let top = names.iter().map(|name| name.top).fold(-Radii::PHONE.outer[2], f64::min) - 8.0;
        let bottom = names.iter().map(|name| name.bounds().3).fold(Radii::PHONE.outer[2], f64::max) + 8.0;
        let centre = (WIDTH / 2.0, -top);
        let mut svg = Svg::new(&self.caption, style);
        draw(&mut svg, self, &arrangement, &Radii::PHONE, centre);
        draw_centre(&mut svg, self, centre, Radii::PHONE.arc - 3.0, 14.0);
        for name in &names {
            if let Some((from, to)) = name.leader {
                let place = |(x, y): (f64, f64)| (x + centre.0, y + centre.1);
                svg.line("line-2", place(from), place(to), " stroke-width=\".7\"");
            }
            let theme = &self.themes[name.theme];
            let close = svg.open_link(theme.href.as_deref(), "");
            let x = name.left + name.width / 2.0 + centre.0;
            for (row, line) in name.lines.iter().enumerate() {
                let y = name.top + centre.1 + 10.6 + LEADING * row as f64;
                svg.raw(&format!(
                    "<text class=\"b m name\" font-size=\"12\" x=\"{}\" y=\"{}\">{}</text>",
                    n(x),
                    n(y),
                    crate::svg::escape(line)
                ));
            }
            svg.raw(close);
        }
        svg.finish(&self.caption, WIDTH, bottom - top, "ring-phone", "group")
    }

    /// A silhouette of 92 to 170 px, without words, symbols or links: name and size stand beside it on the page.
    pub fn small(&self, side: u16, style: Style) -> String {
        let side = f64::from(side.clamp(92, 170));
        let arrangement = arrange(&self.counts());
        let mut svg = Svg::new(&self.caption, style);
        draw(&mut svg, self, &arrangement, &Radii::small(side), (side / 2.0, side / 2.0));
        svg.finish(&self.caption, side, side, "ring-small", "img")
    }
}

/// Where the names of the themes stand around the phone ring, relative to its middle: beside their wedges where there is
/// room in the width, else further up or down with a leader.
pub(crate) fn names(ring: &ProfileRing) -> Vec<Name> {
    let arrangement = arrange(&ring.counts());
    let mut placed: Vec<Name> = Vec::new();
    let reach = Reach::of(ring, &arrangement);
    for &(theme, from, to) in &arrangement.arcs {
        placed.push(best_place(&ring.themes[theme].label, theme, (from, to), &reach, &placed));
    }
    placed.sort_by_key(|name| name.theme);
    placed
}

/// How far wedges stick out in each direction; words may cross the circles of the scale, but no wedge.
struct Reach {
    degrees: [f64; 360],
}

impl Reach {
    fn of(ring: &ProfileRing, arrangement: &Arrangement) -> Self {
        // A little more than the wedge itself, so that words keep clear of its corners.
        const NEAR: f64 = 9.0;
        let mut degrees = [Radii::PHONE.outer[1] - 8.0; 360];
        for slot in &arrangement.slots {
            let outer = Radii::PHONE.reach(ring.themes[slot.theme].indicators[slot.indicator].mark);
            let (from, to) = ((slot.from.to_degrees() - NEAR).floor(), (slot.to.to_degrees() + NEAR).ceil());
            for degree in from as i32..=to as i32 {
                let known = &mut degrees[degree.rem_euclid(360) as usize];
                *known = known.max(outer);
            }
        }
        Self { degrees }
    }

    fn at(&self, angle: f64) -> f64 {
        self.degrees[(angle.to_degrees().round() as i32).rem_euclid(360) as usize]
    }
}

fn best_place(label: &str, theme: usize, (from, to): (f64, f64), reach: &Reach, placed: &[Name]) -> Name {
    let middle = f64::midpoint(from, to);
    let mut best: Option<(f64, Name)> = None;
    for max in [150.0, 112.0, 92.0, 72.0, 56.0, 46.0] {
        let lines = wrap(label, SIZE, true, max);
        let wide = lines.iter().map(|line| width(line, SIZE, true)).fold(0.0, f64::max);
        let high = LEADING * lines.len() as f64;
        for turn in -24..=24 {
            let angle = middle + f64::from(turn) * 0.045;
            for away in 0..14 {
                let outward = 9.0 * f64::from(away);
                let beside = (angle - middle).abs() - (to - from) * 0.32;
                let cost = beside.max(0.0) * 60.0
                    + (angle - middle).abs() * 8.0
                    + outward
                    + 6.0 * (lines.len() - 1) as f64
                    + if lines.iter().any(|line| line.ends_with('-')) { 70.0 } else { 0.0 };
                if best.as_ref().is_some_and(|(least, _)| cost >= *least) {
                    break;
                }
                // The point of the box nearest to the ring stands just outside what sticks out there.
                let (sin, cos) = angle.sin_cos();
                let radius = reach.at(angle) + 7.0 + outward;
                let touch = (radius * sin, -radius * cos);
                let name = Name {
                    theme,
                    left: touch.0 - wide / 2.0 + wide / 2.0 * (sin * 1.6).clamp(-1.0, 1.0),
                    top: touch.1 - high / 2.0 - high / 2.0 * (cos * 1.6).clamp(-1.0, 1.0),
                    width: wide,
                    lines: lines.clone(),
                    leader: None,
                };
                let half = WIDTH / 2.0 - 2.0;
                let (left, top, right, bottom) = name.bounds();
                let inside = left >= -half && right <= half;
                if !inside || placed.iter().any(|other| name.overlaps(other, 4.0)) {
                    continue;
                }
                let clear = (0..=8).all(|step| {
                    let t = f64::from(step) / 8.0;
                    let x = left + t * (right - left);
                    let y = top + t * (bottom - top);
                    [(x, top), (x, bottom), (left, y), (right, y)]
                        .into_iter()
                        .all(|(x, y)| x.hypot(y) >= reach.at(x.atan2(-y)) + 2.0)
                });
                if !clear {
                    continue;
                }
                let mut name = name;
                if beside > 0.05 || outward > 18.0 {
                    let tip = at((0.0, 0.0), reach.at(middle) + 3.0, middle);
                    let end = (tip.0.clamp(left, right), tip.1.clamp(top, bottom));
                    name.leader = Some((tip, end));
                }
                best = Some((cost, name));
            }
        }
    }
    best.map_or_else(|| below_all(label, theme, placed), |(_, name)| name)
}

/// When nothing is free around the ring: a line of its own below everything.
fn below_all(label: &str, theme: usize, placed: &[Name]) -> Name {
    let lines = wrap(label, SIZE, true, WIDTH - 8.0);
    let wide = lines.iter().map(|line| width(line, SIZE, true)).fold(0.0, f64::max);
    let top = placed.iter().map(|name| name.bounds().3).fold(Radii::PHONE.outer[2], f64::max) + 8.0;
    Name { theme, left: -wide / 2.0, top, width: wide, lines, leader: None }
}
