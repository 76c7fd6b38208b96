//! The ring with its labels in two columns.

use crate::legend::Legend;
use crate::mark::{Shade, Symbol};
use crate::style::Style;
use crate::svg::{Svg, n};
use crate::text::{width, wrap, wrap_at_most};

use super::arrange::{Arrangement, Half, Slot, arrange};
use super::labels::{Item, stack};
use super::wedge::{Radii, at, draw};
use super::{Centre, ProfileIndicator, ProfileRing, key};

/// The box, and whether readings stand beside names where there is room.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sides {
    width: f64,
    /// At least.
    height: f64,
    beside: bool,
}

impl Sides {
    /// For pages: readings below names.
    pub(crate) const PAGE: Self = Self { width: 840.0, height: 530.0, beside: false };
    /// For paper, which is wide and has little height to give.
    pub(crate) const PAPER: Self = Self { width: 1060.0, height: 484.0, beside: true };

    /// Width of a column of labels.
    fn room(self) -> f64 {
        self.width / 2.0 - COLUMN
    }
}

/// Between a name and the reading beside it.
const BETWEEN: f64 = 4.0;
/// From the middle of the ring to the text of a column.
const COLUMN: f64 = 248.0;
const PAD: f64 = 14.0;
/// Where leaders bend.
const BEND: f64 = 210.0;

/// The rows of one label: of an indicator, with the head of its theme above where it is the first.
pub(crate) struct Label<'a> {
    pub(crate) slot: &'a Slot,
    pub(crate) head: Vec<String>,
    pub(crate) name: Vec<String>,
    pub(crate) words: Vec<String>,
    /// How far from the ring the reading begins where it stands beside the name.
    beside: Option<f64>,
    pub(crate) item: Item,
    /// Top in px; set by [`plan`].
    pub(crate) top: f64,
    gap: f64,
}

impl ProfileRing {
    /// The profieltaart with labels, 840 px wide and 530 px high or more. For places of at least 700 px.
    pub fn wide(&self, style: Style) -> String {
        self.with_sides(Sides::PAGE, None, style)
    }

    /// The same with a legend below it, for where it stands alone.
    pub fn wide_with_legend(&self, legend: &Legend, style: Style) -> String {
        self.with_sides(Sides::PAGE, Some(legend), style)
    }

    /// The same for paper, 1060 px wide and 484 px high or more: readings stand beside names, so that it is lower and its
    /// letters can be larger.
    pub fn printed(&self) -> String {
        self.with_sides(Sides::PAPER, None, Style::Printed)
    }

    fn with_sides(&self, sides: Sides, legend: Option<&Legend>, style: Style) -> String {
        let arrangement = arrange(&self.counts());
        let (labels, height) = plan(self, &arrangement, sides);
        let centre = (sides.width / 2.0, height / 2.0);
        let mut svg = Svg::new(&self.caption, style);
        draw(&mut svg, self, &arrangement, &Radii::WIDE, centre);
        draw_centre(&mut svg, self, centre, Radii::WIDE.arc - 8.0, 20.0);
        for label in &labels {
            draw_label(&mut svg, self, label, centre);
        }
        let end = legend.map_or(height, |legend| key::draw(&mut svg, legend, sides.width, height));
        svg.finish(&self.caption, sides.width, end, "ring-wide", "group")
    }
}

/// Where every label goes, in the order of the definition, and how high the box must be.
pub(crate) fn plan<'a>(ring: &ProfileRing, arrangement: &'a Arrangement, of: Sides) -> (Vec<Label<'a>>, f64) {
    let mut sides = [Vec::new(), Vec::new()];
    for (side, half) in [Half::Right, Half::Left].into_iter().enumerate() {
        let mut slots: Vec<&Slot> = arrangement.slots.iter().filter(|slot| slot.half == half).collect();
        slots.sort_by(|a, b| match half {
            Half::Right => a.from.total_cmp(&b.from),
            Half::Left => b.from.total_cmp(&a.from),
        });
        let mut theme = None;
        for slot in slots {
            let head = (theme != Some(slot.theme)).then(|| ring.themes[slot.theme].label.as_str());
            let first = theme.is_none();
            theme = Some(slot.theme);
            sides[side].push(measure(slot, &ring.themes[slot.theme].indicators[slot.indicator], head, first, of));
        }
    }
    let needed = |labels: &[Label]| labels.iter().map(|label| label.item.height).sum::<f64>() + 2.0 * PAD;
    let height = of.height.max(needed(&sides[0])).max(needed(&sides[1])).ceil();
    for labels in &mut sides {
        for label in labels.iter_mut() {
            label.item.wish = at((0.0, height / 2.0), BEND, label.slot.middle()).1;
        }
        let items: Vec<Item> = labels.iter().map(|label| label.item).collect();
        for (label, top) in labels.iter_mut().zip(stack(&items, PAD, height - PAD)) {
            label.top = top;
        }
    }
    let mut all: Vec<Label> = sides.into_iter().flatten().collect();
    all.sort_by_key(|label| (label.slot.theme, label.slot.indicator));
    (all, height)
}

/// Whether the reading is said in words below the name: certain differences, and what has no figure.
fn says_words(indicator: &ProfileIndicator) -> bool {
    let shade = indicator.mark.shade();
    indicator.mark.steps() > 0 || matches!(shade, Shade::NotShown)
}

fn measure<'a>(
    slot: &'a Slot,
    indicator: &ProfileIndicator,
    head: Option<&str>,
    first: bool,
    sides: Sides,
) -> Label<'a> {
    let room = sides.room();
    let bold = indicator.mark.is_certain_difference();
    let head = head.map(|head| wrap(head, 15.0, true, room)).unwrap_or_default();
    let name = wrap(&indicator.label, 14.0, bold, room);
    let words =
        if says_words(indicator) { wrap_at_most(&indicator.words, 13.0, false, room - 17.0, 3) } else { Vec::new() };
    let beside = match (name.as_slice(), words.as_slice()) {
        ([name], [words]) if sides.beside => {
            let begins = width(name, 14.0, bold) + BETWEEN;
            (begins + 17.0 + width(words, 13.0, false) <= room).then_some(begins)
        }
        _ => None,
    };
    let gap = if head.is_empty() || first { 0.0 } else { 12.0 };
    let above = gap + if head.is_empty() { 0.0 } else { 18.0 * head.len() as f64 + 5.0 };
    let below = 21.0
        + 17.0 * (name.len().max(1) - 1) as f64
        + if words.is_empty() || beside.is_some() { 0.0 } else { 14.0 + 15.0 * (words.len() - 1) as f64 };
    let item = Item { height: above + below, anchor: above + 10.5, wish: 0.0 };
    Label { slot, head, name, words, beside, item, top: 0.0, gap }
}

fn draw_label(svg: &mut Svg, ring: &ProfileRing, label: &Label, centre: (f64, f64)) {
    let theme = &ring.themes[label.slot.theme];
    let indicator = &theme.indicators[label.slot.indicator];
    let (sign, end) = match label.slot.half {
        Half::Right => (1.0, ""),
        Half::Left => (-1.0, " e"),
    };
    let x = centre.0 + sign * COLUMN;
    if !label.head.is_empty() {
        let close = theme.href.as_deref().map(|href| svg.open_link(Some(href), "")).unwrap_or_default();
        svg.lines(&format!("th name{end}"), x, label.top + label.gap + 14.0, 18.0, &label.head);
        svg.raw(close);
    }
    let certain = indicator.mark.is_certain_difference();
    let spoken = says_words(indicator);
    let y = label.top + label.item.anchor;
    svg.path(
        if certain { "ink-2" } else { "line-2" },
        &leader(centre, label.slot.middle(), Radii::WIDE.reach(indicator.mark) + 6.0, (x - sign * 7.0, y), sign),
        if certain { " stroke-width=\".9\"" } else { " stroke-width=\".6\"" },
    );
    let shade = indicator.mark.shade();
    // The name begins with what can be seen, so that who speaks to the page can say it.
    let seen = label.name.iter().chain(&label.words).map(String::as_str).collect::<Vec<_>>().join(" ");
    let more = indicator.spoken_beside(&ring.reference, label.words.is_empty());
    let name = [seen, more].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
    let name = format!(" aria-label=\"{}\"", crate::svg::escape(&name));
    let close = svg.open_link(indicator.href.as_deref(), &name);
    let class = match (certain, spoken && shade != Shade::NotShown) {
        (true, _) => "b name",
        (false, true) => "name",
        (false, false) => "q name",
    };
    rows(svg, &format!("{class}{end}"), (x, y + 4.8), 17.0, &label.name);
    if !label.words.is_empty() {
        svg.raw(" ");
        let below = match label.beside {
            Some(_) => y + 4.8,
            None => y + 4.8 + 17.0 * (label.name.len().max(1) - 1) as f64 + 15.5,
        };
        let x = x + sign * label.beside.unwrap_or(0.0);
        let symbol = indicator.mark.symbol().filter(|symbol| *symbol != Symbol::Dot);
        if let Some(symbol) = symbol {
            svg.symbol(shade.text_class(), symbol, x + sign * 5.6, below - 4.6, 5.2);
        }
        let shift = if symbol.is_some() { sign * 16.0 } else { 0.0 };
        rows(svg, &format!("n {}{end}", shade.text_class()), (x + shift, below), 15.0, &label.words);
    }
    svg.raw(close);
}

/// Lines beneath each other, with a space between them: read in a row they are words, not one word.
fn rows(svg: &mut Svg, class: &str, (x, y): (f64, f64), leading: f64, lines: &[String]) {
    for (row, line) in lines.iter().enumerate() {
        if row > 0 {
            svg.raw(" ");
        }
        svg.text(class, x, y + leading * row as f64, line);
    }
}

/// From the tip of a wedge outwards, then to the column: never through the ring.
fn leader(centre: (f64, f64), angle: f64, start: f64, to: (f64, f64), sign: f64) -> String {
    let from = at(centre, start, angle);
    let near = to.0 - sign * 16.0;
    let mut bend = at(centre, BEND.max(start), angle);
    // Go on in the same direction as long as the row lies further out and not too far.
    let cos = -angle.cos();
    if cos.abs() > 0.2 {
        let meet = (to.1 - centre.1) / cos;
        if meet > BEND && (at(centre, meet, angle).0 - centre.0).abs() < COLUMN - 40.0 {
            let far = meet.min(BEND + 26.0);
            bend = at(centre, far, angle);
        }
    }
    format!("M{} {}L{} {}L{} {}H{}", n(from.0), n(from.1), n(bend.0), n(bend.1), n(near), n(to.1), n(to.0))
}

/// Area, group and size in the middle of a circle, in the largest letter in which they fit, never below 12 px. Where they
/// do not fit, the size is cut to its number, then left out, then the group: all of them stand in the title too.
pub(crate) fn draw_centre(svg: &mut Svg, ring: &ProfileRing, centre: (f64, f64), radius: f64, largest: f64) {
    let Centre { area, group, size } = &ring.centre;
    let number = size.split_whitespace().next().filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let choices = [
        vec![area.as_str(), group, size],
        vec![area, group, number.unwrap_or_default()],
        vec![area, group],
        vec![area],
    ];
    for texts in choices {
        let mut letter = largest;
        while letter >= 12.0 {
            for room in [1.9, 1.7, 1.5] {
                let Some(lines) = fit_centre(&texts, radius, room * radius, letter, largest) else { continue };
                for line in &lines {
                    svg.raw(&format!(
                        "<text class=\"{} m\" font-size=\"{}\" x=\"{}\" y=\"{}\">{}</text>",
                        line.class,
                        n(line.size),
                        n(centre.0),
                        n(centre.1 + line.y),
                        crate::svg::escape(&line.text)
                    ));
                }
                return;
            }
            letter -= 1.0;
        }
    }
}

/// A line in the middle of the ring; `y` is its baseline, from the middle.
pub(crate) struct CentreLine {
    pub(crate) class: &'static str,
    pub(crate) size: f64,
    pub(crate) y: f64,
    pub(crate) text: String,
}

/// The lines of the middle when all of them are inside a circle; none when they are not.
fn fit_centre(texts: &[&str], radius: f64, room: f64, letter: f64, largest: f64) -> Option<Vec<CentreLine>> {
    let small = (letter.min(largest * 0.85) * 0.85).max(12.0);
    let looks = [("b", letter, 0.0), ("sb", small, 3.0), ("q", small, 2.0)];
    let mut lines = Vec::new();
    let mut y = 0.0;
    for (text, (class, size, space)) in texts.iter().zip(looks) {
        y += space;
        for line in wrap(text, size, class != "q", room) {
            // A broken word is worse than a smaller letter.
            if line.ends_with('-') && size > 12.0 && !text.contains(&line) {
                return None;
            }
            y += size * 1.24;
            lines.push(CentreLine { class, size, y: y - size * 0.3, text: line });
        }
    }
    let inside = |line: &CentreLine| {
        let half = crate::text::width(&line.text, line.size, line.class != "q") / 2.0;
        let (top, bottom) = (line.y - line.size * 0.72 - y / 2.0, line.y + line.size * 0.1 - y / 2.0);
        half.hypot(top) <= radius && half.hypot(bottom) <= radius
    };
    let fits = lines.iter().all(inside);
    for line in &mut lines {
        line.y -= y / 2.0;
    }
    (fits && !lines.is_empty()).then_some(lines)
}
