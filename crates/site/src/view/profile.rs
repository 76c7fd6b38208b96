//! The profieltaart of an area with what belongs to it: list for the phone, legend, table.

use cells::{CategoryIx, PlaceIx};
use charts::{
    Caption, Centre, Legend, LegendGroup, LegendStep, Mark, Pole, ProfileIndicator, ProfileRing, ProfileTheme, Shade,
    Symbol, Words,
};
use definition::{Language, Polarity};
use insight::{Address, Reading, Verdict, numbers};
use release::StandingReference;

use crate::view::figure::{Chip, Row, exists_at};
use crate::view::place;
use crate::view::shell::Link;
use crate::visit::Visit;

/// Fewest figures of a chosen year that make a ring.
const FEWEST_WEDGES: usize = 4;

/// Most differences named under "Wat opvalt".
const MOST_STANDOUTS: usize = 10;
/// Most differences with the other residents of the area.
const MOST_HERE: usize = 6;

/// What stands out, for the phone.
#[derive(Debug, Clone)]
pub(crate) struct Standout {
    pub(crate) link: Link,
    /// The figures beside each other, where the list says them: "30,3 %, alle bewoners 3,4 %".
    pub(crate) figures: String,
    pub(crate) chip: Chip,
}

/// The ring as the page shows it. Drawings are printed as they are.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) wide: String,
    pub(crate) phone: String,
    pub(crate) standouts: Vec<Standout>,
    /// "De 10 duidelijkste van de 23 zekere verschillen."; empty where all are named.
    pub(crate) standouts_of: String,
    /// Of a group that is compared with the same group elsewhere: what stands out beside the other residents of its own area.
    pub(crate) here_title: String,
    pub(crate) here: Vec<Standout>,
    /// Figures of the page that are compared and have no wedge.
    pub(crate) left_out: Vec<Link>,
    pub(crate) left_out_title: String,
    pub(crate) legend: String,
    pub(crate) table: charts::Table,
    pub(crate) file: String,
    pub(crate) embed: Link,
}

/// The words of charts in a language.
pub(crate) fn chart_words(language: Language) -> Words {
    match language {
        Language::Nl => Words::dutch(),
        Language::En => Words::english(),
    }
}

/// The rows that have a wedge in the ring of a place.
fn in_ring<'a>(visit: &Visit, ix: PlaceIx, rows: &'a [Row]) -> Vec<&'a Row> {
    let has_wedge = |row: &&Row| {
        visit.definition().indicator(row.indicator).profile
            && exists_at(visit.site(), row.indicator, ix, visit.choices())
    };
    rows.iter().filter(has_wedge).collect()
}

/// The ring of a place from its rows, its identifiers beginning with `prefix`. None where no indicator of the profile exists
/// for its level.
pub(crate) fn ring(visit: &Visit, ix: PlaceIx, rows: &[Row], compared_with: &str, prefix: &str) -> Option<ProfileRing> {
    let t = visit.texts();
    let language = visit.language();
    let definition = visit.definition();
    let site = visit.site();
    let choices = visit.choices();
    let spoken = place::spoken(site, ix, language).to_owned();
    let in_ring = in_ring(visit, ix, rows);
    if in_ring.is_empty() {
        return None;
    }
    let themes: Vec<ProfileTheme> = definition
        .themes
        .iter()
        .map(|theme| ProfileTheme {
            label: theme.label.get(language).to_owned(),
            href: Some(visit.links().theme(ix, &theme.id)),
            indicators: in_ring
                .iter()
                .filter(|row| row.theme == theme.id)
                .map(|row| ProfileIndicator {
                    label: row.label.clone(),
                    href: Some(row.href.clone()),
                    mark: row.mark,
                    words: row.chip.words.clone(),
                    value: if row.missing.is_none() { row.whole() } else { String::new() },
                    count: row.counts.clone(),
                    reference: row.reference.clone(),
                    about: row.about.clone(),
                })
                .collect(),
        })
        .filter(|theme| !theme.indicators.is_empty())
        .collect();

    let group = definition
        .category(choices.category)
        .map_or_else(|| t.get("everybody-lower"), |c| c.label.get(language).to_owned());
    let size = site
        .residents_of_group(ix, choices.year, choices.category)
        .map(|n| t.with("residents-count", &[("count", n.into()), ("shown", crate::view::count(n, language).into())]))
        .unwrap_or_default();
    // A drawing that leaves the site has the group in its middle; the page has room to say it in full.
    let title = match crate::view::whom::group(visit).filter(|_| visit.style() == charts::Style::Page) {
        Some(people) => t.with("profile-title-of-group", &[("people", people.into()), ("name", spoken.clone().into())]),
        None => t.with("profile-title", &[("name", spoken.clone().into())]),
    };
    let subtitle = t.with("compared-with", &[("with", compared_with.into())]);
    let certain = in_ring.iter().filter(|row| row.mark.is_certain_difference()).count();
    Some(ProfileRing {
        caption: Caption {
            prefix: prefix.to_owned(),
            title,
            description: t.with(
                "profile-description",
                &[("count", in_ring.len().into()), ("certain", certain.into()), ("with", subtitle.clone().into())],
            ),
            // A drawing that leaves the site has nothing around it that says what it is compared with.
            source: visit.source_line().map(|source| format!("{subtitle} {source}")),
        },
        reference: crate::view::figure::reference_head(visit, ix)
            .map(|head| place::capitalised(insight::words::spoken_name(&head)))
            .unwrap_or_default(),
        centre: Centre { area: spoken, group, size },
        themes,
    })
}

/// Draws the ring of a place from its rows. None where no indicator of the profile exists for its level.
pub(crate) fn profile(visit: &Visit, ix: PlaceIx, rows: &[Row], compared_with: &str) -> Option<Profile> {
    let t = visit.texts();
    let site = visit.site();
    let ring = ring(visit, ix, rows, compared_with, "taart")?;
    let in_ring = in_ring(visit, ix, rows);
    // Of a year with hardly any figure a ring would be one spoke.
    let known = in_ring.iter().filter(|row| row.missing.is_none()).count();
    if visit.choices().year.fixed().is_some() && known < FEWEST_WEDGES {
        return None;
    }
    let marks: Vec<Mark> = in_ring.iter().map(|row| row.mark).collect();
    let legend = legend_of(visit, &marks);
    // Both drawings are on the page, and an identifier may be there only once.
    let mut for_phone = ring.clone();
    "taart-telefoon".clone_into(&mut for_phone.caption.prefix);
    // Of all figures of the page, so that there are as many as the page says there are.
    let mut standing_out: Vec<&Row> = rows.iter().filter(|row| row.mark.is_certain_difference()).collect();
    standing_out.sort_by_key(|row| std::cmp::Reverse(row.mark.steps()));
    let all = standing_out.len();
    let most = [("shown", MOST_STANDOUTS.into()), ("all", all.into())];
    let compared = |row: &&Row| matches!(row.mark.reading, Reading::Compared { .. });
    let is_in = |row: &&Row| in_ring.iter().any(|one| one.indicator == row.indicator);
    let left_out: Vec<&Row> = rows.iter().filter(|row| compared(row) && !is_in(row)).collect();
    Some(Profile {
        title: ring.caption.title.clone(),
        subtitle: t.with("compared-with", &[("with", compared_with.into())]),
        wide: if visit.style() == charts::Style::Standalone {
            ring.wide_with_legend(&legend, visit.style())
        } else {
            ring.wide(visit.style())
        },
        phone: for_phone.phone(visit.style()),
        standouts: standing_out
            .into_iter()
            .take(MOST_STANDOUTS)
            .map(|row| Standout {
                link: Link::new(row.href.clone(), row.label.clone()),
                figures: String::new(),
                chip: row.chip.clone(),
            })
            .collect(),
        standouts_of: if all > MOST_STANDOUTS { t.with("standout-most", &most) } else { String::new() },
        here_title: t.with("standout-here", &[("name", place::spoken(site, ix, visit.language()).into())]),
        here: here(visit, ix, rows),
        left_out_title: t.with("left-out-of-ring", &[("count", left_out.len().into())]),
        left_out: left_out.into_iter().map(|row| Link::new(row.href.clone(), row.label.clone())).collect(),
        legend: legend.html(),
        table: ring.table(&chart_words(visit.language())),
        embed: crate::view::embed::offer(
            visit,
            crate::view::embed::Wanted { kind: crate::view::embed::Kind::Profile, place: ix, indicator: None },
        ),
        file: format!("profiel-{}", crate::address::slug(&place::label(site, ix, t))),
    })
}

/// What certainly differs between the chosen group and the other residents of its own area, the clearest first. Nothing for all
/// residents, and where that is what the page compares with.
fn here(visit: &Visit, ix: PlaceIx, rows: &[Row]) -> Vec<Standout> {
    let (t, choices, figures) = (visit.texts(), visit.choices(), visit.site().figures());
    let beside = crate::view::bar::comparison(visit.site(), ix, choices).map(crate::choices::Comparison::standing);
    if choices.category == CategoryIx::TOTAL || beside == Some(StandingReference::EverybodyHere) {
        return Vec::new();
    }
    let mut found: Vec<(Mark, f64, Standout)> = Vec::new();
    for row in rows {
        let Some(period) = row.period.filter(|_| row.status == cells::Status::Published) else { continue };
        let at = Address { indicator: row.indicator, period, place: ix, category: choices.category };
        let indicator = visit.definition().indicator(row.indicator);
        let reading = insight::stored(&figures, at, StandingReference::EverybodyHere);
        let mark = crate::view::figure::mark(reading, indicator.polarity, choices);
        let total = figures.cell(Address { category: CategoryIx::TOTAL, ..at });
        let (Some(own), Some(all)) = (figures.cell(at).value, total.value.filter(|_| total.is_published())) else {
            continue;
        };
        if !mark.is_certain_difference() {
            continue;
        }
        let other = numbers::shown(&total, indicator, visit.language());
        let said = t.with("standout-figures", &[("own", row.whole().into()), ("other", other.into())]);
        let chip = crate::view::figure::chip(mark, row.status, visit.language());
        let per = indicator.measure.per();
        let size = insight::statistics::effect_size(own / per, all / per);
        let link = Link::new(row.href.clone(), row.label.clone());
        found.push((mark, size, Standout { link, figures: said, chip }));
    }
    let judged = |mark: &Mark| mark.judge && mark.polarity != Polarity::Neutral;
    found.sort_by(|a, b| judged(&b.0).cmp(&judged(&a.0)).then(b.1.total_cmp(&a.1)));
    found.into_iter().take(MOST_HERE).map(|(.., standout)| standout).collect()
}

/// The legend of what is on the page: no row for a palette that is not used.
pub(crate) fn legend_of(visit: &Visit, marks: &[Mark]) -> Legend {
    let t = visit.texts();
    let language = visit.language();
    let word = |verdict: Verdict| verdict.word(language).to_owned();
    let judged = |mark: &Mark| mark.judge && mark.polarity != Polarity::Neutral;
    let mut groups = Vec::new();
    if marks.iter().any(judged) {
        groups.push(LegendGroup::evaluative(&t.get("legend-judged"), &t.get("legend-judged-note"), word));
    }
    if marks.iter().any(|mark| !judged(mark)) {
        groups.push(LegendGroup::neutral(&t.get("legend-neutral"), &t.get("legend-neutral-note"), word));
    }
    let shades: Vec<Shade> = marks.iter().map(|mark| mark.shade()).collect();
    let mut signs = Vec::new();
    if shades.iter().any(|s| matches!(s, Shade::Uncertain(_))) {
        signs.push(LegendStep { shade: Shade::Uncertain(Pole::Unfavourable), words: t.get("legend-uncertain") });
    }
    if shades.iter().any(|s| matches!(s, Shade::Unknown(_))) {
        signs.push(LegendStep { shade: Shade::Unknown(Verdict::SomewhatHigher), words: t.get("legend-unknown") });
    }
    if shades.contains(&Shade::NotCompared) {
        signs.push(LegendStep { shade: Shade::NotCompared, words: t.get("legend-not-compared") });
    }
    if shades.contains(&Shade::NotShown) {
        signs.push(LegendStep { shade: Shade::NotShown, words: t.get("legend-not-shown") });
    }
    Legend {
        groups,
        symbols: vec![
            (Symbol::Up, t.get("symbol-up")),
            (Symbol::Down, t.get("symbol-down")),
            (Symbol::Dot, t.get("symbol-dot")),
        ],
        signs,
        note: t.get("size-how"),
    }
}
