//! One wedge, and what rings of every size share.

use crate::mark::{Mark, Shade};
use crate::svg::{Svg, n};

use super::ProfileRing;
use super::arrange::{Arrangement, Slot};

/// The measures of a ring in px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Radii {
    /// The arcs of the themes.
    pub(crate) arc: f64,
    /// Where wedges start.
    pub(crate) inner: f64,
    /// Where they end: short, some, clear.
    pub(crate) outer: [f64; 3],
    /// Between two wedges.
    pub(crate) gap: f64,
    /// Half of the width of a symbol; 0 leaves symbols out.
    pub(crate) symbol: f64,
    /// Width of the arcs.
    pub(crate) arc_width: f64,
}

impl Radii {
    /// With labels around it.
    pub(crate) const WIDE: Self =
        Self { arc: 84.0, inner: 90.0, outer: [146.0, 174.0, 202.0], gap: 2.4, symbol: 5.4, arc_width: 3.0 };
    /// On a phone.
    pub(crate) const PHONE: Self =
        Self { arc: 55.0, inner: 59.0, outer: [93.0, 110.0, 127.0], gap: 1.8, symbol: 4.4, arc_width: 2.4 };

    /// A ring that fits in a square.
    pub(crate) fn small(side: f64) -> Self {
        let scale = (side / 2.0 - 1.0) / 202.0;
        Self {
            arc: 62.0 * scale,
            inner: 72.0 * scale,
            outer: [134.0 * scale, 168.0 * scale, 202.0 * scale],
            gap: 1.2,
            symbol: 0.0,
            arc_width: 1.6,
        }
    }

    /// Where a wedge with this mark ends.
    pub(crate) fn reach(&self, mark: Mark) -> f64 {
        self.outer[usize::from(mark.steps().min(2))]
    }

    /// The circle on which symbols stand.
    pub(crate) fn symbols(&self) -> f64 {
        self.outer[0] - self.symbol * 2.35
    }

    /// Half of the space between a wedge and the border of its angle; smaller where wedges are very narrow.
    fn half_gap(&self, slot: &Slot) -> f64 {
        (self.gap / 2.0).min(0.18 * (slot.to - slot.from) * self.inner)
    }

    /// The corners' angles at a radius: the sides of neighbours are parallel.
    pub(crate) fn sides(&self, slot: &Slot, radius: f64) -> (f64, f64) {
        let inset = (self.half_gap(slot) / radius).asin();
        (slot.from + inset, slot.to - inset)
    }
}

/// A point at an angle clockwise from 12 o'clock.
pub(crate) fn at(centre: (f64, f64), radius: f64, angle: f64) -> (f64, f64) {
    (centre.0 + radius * angle.sin(), centre.1 - radius * angle.cos())
}

fn point((x, y): (f64, f64)) -> String {
    format!("{} {}", n(x), n(y))
}

/// The outline of a wedge from the inner radius to `outer`.
pub(crate) fn outline(centre: (f64, f64), radii: &Radii, slot: &Slot, outer: f64) -> String {
    let (inner, (a0, a1), (b0, b1)) = (radii.inner, radii.sides(slot, radii.inner), radii.sides(slot, outer));
    let large = u8::from(slot.to - slot.from > std::f64::consts::PI);
    format!(
        "M{}L{}A{r} {r} 0 {large} 1 {}L{}A{i} {i} 0 {large} 0 {}Z",
        point(at(centre, inner, a0)),
        point(at(centre, outer, b0)),
        point(at(centre, outer, b1)),
        point(at(centre, inner, a1)),
        point(at(centre, inner, a0)),
        r = n(outer),
        i = n(inner),
    )
}

/// Draws the circles, arcs and wedges of a ring.
pub(crate) fn draw(svg: &mut Svg, ring: &ProfileRing, arrangement: &Arrangement, radii: &Radii, centre: (f64, f64)) {
    let links = radii.symbol > 0.0;
    if links {
        for radius in &radii.outer[1..] {
            svg.circle("line", centre.0, centre.1, *radius, " stroke-width=\".8\"");
        }
    }
    for &(theme, from, to) in &arrangement.arcs {
        let large = u8::from(to - from > std::f64::consts::PI);
        let d = format!(
            "M{}A{r} {r} 0 {large} 1 {}",
            point(at(centre, radii.arc, from)),
            point(at(centre, radii.arc, to)),
            r = n(radii.arc)
        );
        let end = if links { svg.open_pointer_link(ring.themes[theme].href.as_deref()) } else { "" };
        svg.path("ink", &d, &format!(" stroke-width=\"{}\"", n(radii.arc_width)));
        if links {
            // A thin arc is hard to hit: what is around it belongs to it.
            svg.path("hit", &d, " stroke-width=\"22\"");
        }
        svg.raw(end);
    }
    for slot in &arrangement.slots {
        let indicator = &ring.themes[slot.theme].indicators[slot.indicator];
        let shade = indicator.mark.shade();
        let end = if links { svg.open_pointer_link(indicator.href.as_deref()) } else { "" };
        if links {
            svg.tip(&indicator.tip(&ring.reference));
        }
        let fill = svg.pattern(shade);
        let outer = radii.reach(indicator.mark);
        // Dashes in a hairline are noise: the small ring shows lengths and colours only.
        let drawn = match shade {
            Shade::Unknown(verdict) if !links => Shade::Step(verdict),
            shade => shade,
        };
        let thin = if links { "" } else { " stroke-width=\".7\"" };
        svg.path(&drawn.classes(), &outline(centre, radii, slot, outer), &format!("{fill}{thin}"));
        if let (true, Some(symbol)) = (links, indicator.mark.symbol()) {
            let radius = radii.symbols();
            let room = (radius * ((slot.to - slot.from) / 2.0).min(1.5).sin() - radii.gap / 2.0 - 0.8).max(1.5);
            let half = radii.symbol.min(room);
            let (x, y) = at(centre, radius, slot.middle());
            if matches!(shade, Shade::Uncertain(_)) {
                svg.circle("paper", x, y, (half * 1.55).min(room + 0.6), "");
            }
            svg.symbol(shade.on_class(), symbol, x, y, half);
        }
        svg.raw(end);
    }
}
