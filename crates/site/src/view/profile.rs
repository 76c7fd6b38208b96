//! The profieltaart of an area with what belongs to it: list for the phone, legend, table.

use cells::{CategoryIx, Period, PlaceIx};
use charts::{
    Caption, Centre, Legend, LegendGroup, LegendStep, Mark, Pole, ProfileIndicator, ProfileRing, ProfileTheme, Shade,
    Symbol, Words,
};
use definition::{Language, Polarity, Theme};
use export::{Axis, PeriodChoice};
use insight::Verdict;

use crate::choices::Comparison;
use crate::databank::{Charted, of_chart};
use crate::view::figure::{Chip, Row, exists_at};
use crate::view::place;
use crate::view::shell::Link;
use crate::visit::Visit;

/// Fewest figures that make a ring.
pub(crate) const FEWEST_WEDGES: usize = 4;

/// Most differences named under "Wat opvalt".
const MOST_STANDOUTS: usize = 10;

/// What stands out, for the phone.
#[derive(Debug, Clone)]
pub(crate) struct Standout {
    pub(crate) link: Link,
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
    /// Figures of the page that have no wedge.
    pub(crate) left_out: Vec<Link>,
    pub(crate) left_out_title: String,
    pub(crate) legend: String,
    pub(crate) table: charts::Table,
    pub(crate) file: String,
    pub(crate) embed: Option<Link>,
    /// The table with these figures.
    pub(crate) databank: String,
    /// Whether any wedge is coloured as favourable or not.
    pub(crate) judged: bool,
}

/// The words of charts in a language.
pub(crate) fn chart_words(language: Language) -> Words {
    match language {
        Language::Nl => Words::dutch(),
        Language::En => Words::english(),
    }
}

/// The rows that have a wedge in the ring of a place. What hardly any area like it has a figure of, has none where it is not
/// shown: the same dots in every ring tell nothing.
fn in_ring<'a>(visit: &Visit, ix: PlaceIx, rows: &'a [Row]) -> Vec<&'a Row> {
    let site = visit.site();
    let level = site.release.places.get(ix).level();
    let has_wedge = |row: &&Row| {
        visit.definition().indicator(row.indicator).profile
            && exists_at(site, row.indicator, ix, visit.choices())
            && (row.missing.is_none() || !site.is_rare(row.indicator, level))
    };
    rows.iter().filter(has_wedge).collect()
}

/// What a ring is of, in words.
#[derive(Debug)]
pub(crate) struct RingOf<'a> {
    /// In a sentence: "Zomerdam".
    pub(crate) name: String,
    /// "122.910 inwoners"; empty where not known.
    pub(crate) size: String,
    /// After "vergeleken met".
    pub(crate) compared_with: &'a str,
    /// The same as the head of a column; empty where nothing is compared.
    pub(crate) reference: String,
    /// What its identifiers begin with.
    pub(crate) prefix: &'a str,
}

/// The ring of a place from its rows, its identifiers beginning with `prefix`. None where no indicator of the profile exists
/// for its level.
pub(crate) fn ring(visit: &Visit, ix: PlaceIx, rows: &[Row], compared_with: &str, prefix: &str) -> Option<ProfileRing> {
    let (t, language) = (visit.texts(), visit.language());
    let choices = visit.choices();
    let size = visit
        .site()
        .residents_of_group(ix, choices.year, choices.category)
        .map(|n| t.with("residents-count", &[("count", n.into()), ("shown", crate::view::count(n, language).into())]));
    let of = RingOf {
        name: place::spoken(visit.site(), ix, language).to_owned(),
        size: size.unwrap_or_default(),
        compared_with,
        reference: crate::view::figure::reference_head(visit, ix)
            .map(|head| place::capitalised(insight::words::spoken_name(&head)))
            .unwrap_or_default(),
        prefix,
    };
    ring_of(visit, of, &in_ring(visit, ix, rows), |theme| visit.links().theme(ix, &theme.id))
}

/// A ring of these rows; none without any. A theme leads where `theme_link` says.
pub(crate) fn ring_of(
    visit: &Visit,
    of: RingOf<'_>,
    in_ring: &[&Row],
    theme_link: impl Fn(&Theme) -> String,
) -> Option<ProfileRing> {
    let (t, language, definition) = (visit.texts(), visit.language(), visit.definition());
    if in_ring.is_empty() {
        return None;
    }
    // A figure of an earlier year than the others says so.
    let newest = in_ring.iter().filter(|row| row.missing.is_none()).filter_map(|row| row.period).max();
    let value = |row: &Row| match row.period.filter(|period| Some(*period) < newest) {
        _ if row.missing.is_some() => String::new(),
        Some(earlier) => format!("{} ({earlier})", row.whole()),
        None => row.whole(),
    };
    let themes: Vec<ProfileTheme> = definition
        .themes
        .iter()
        .map(|theme| ProfileTheme {
            label: theme.label.get(language).to_owned(),
            href: Some(theme_link(theme)),
            indicators: in_ring
                .iter()
                .filter(|row| row.theme == theme.id)
                .map(|row| ProfileIndicator {
                    label: row.label.clone(),
                    href: Some(row.href.clone()),
                    mark: row.mark,
                    words: row.chip.words.clone(),
                    value: value(row),
                    count: row.counts.clone(),
                    reference: row.reference.clone(),
                    about: row.about.clone(),
                })
                .collect(),
        })
        .filter(|theme| !theme.indicators.is_empty())
        .collect();

    let group = definition
        .category(visit.choices().category)
        .map_or_else(|| t.get("everybody-lower"), |c| c.label.get(language).to_owned());
    // A drawing that leaves the site has the group in its middle; the page has room to say it in full.
    let title = match crate::view::whom::group(visit).filter(|_| visit.style() == charts::Style::Page) {
        Some(people) => {
            t.with("profile-title-of-group", &[("people", people.into()), ("name", of.name.clone().into())])
        }
        None => t.with("profile-title", &[("name", of.name.clone().into())]),
    };
    let subtitle = t.with("compared-with", &[("with", of.compared_with.into())]);
    let certain = in_ring.iter().filter(|row| row.mark.is_certain_difference()).count();
    Some(ProfileRing {
        caption: Caption {
            prefix: of.prefix.to_owned(),
            title,
            description: t.with(
                "profile-description",
                &[("count", in_ring.len().into()), ("certain", certain.into()), ("with", subtitle.clone().into())],
            ),
            // A drawing that leaves the site has nothing around it that says what it is compared with.
            source: visit.source_line().map(|source| format!("{subtitle} {source}")),
        },
        reference: of.reference,
        centre: Centre { area: of.name, group, size: of.size },
        themes,
    })
}

/// Where a profile leads, besides its figures.
#[derive(Debug)]
pub(crate) struct Ways {
    /// How to put it in another page; none where that is not offered.
    pub(crate) embed: Option<Link>,
    /// The table with these figures.
    pub(crate) databank: String,
    /// What a picture of it is called.
    pub(crate) file: String,
}

/// Draws the ring of a place from its rows. None where no indicator of the profile exists for its level.
pub(crate) fn profile(visit: &Visit, ix: PlaceIx, rows: &[Row], compared_with: &str) -> Option<Profile> {
    let ring = ring(visit, ix, rows, compared_with, "taart")?;
    let in_ring = in_ring(visit, ix, rows);
    let wanted = crate::view::embed::Wanted { kind: crate::view::embed::Kind::Profile, place: ix, indicator: None };
    let ways = Ways {
        embed: Some(crate::view::embed::offer(visit, wanted)),
        databank: table_of(visit, ix, &in_ring),
        file: format!("profiel-{}", crate::address::slug(&place::label(visit.site(), ix, visit.texts()))),
    };
    profile_of(visit, &ring, &in_ring, rows, compared_with, ways)
}

/// What a page shows of a ring: the drawings, what stands out among all rows, and the table. None where it has too few wedges.
pub(crate) fn profile_of(
    visit: &Visit,
    ring: &ProfileRing,
    in_ring: &[&Row],
    rows: &[Row],
    compared_with: &str,
    ways: Ways,
) -> Option<Profile> {
    let t = visit.texts();
    // With hardly any figure a ring would be one spoke among dots.
    if in_ring.iter().filter(|row| row.missing.is_none()).count() < FEWEST_WEDGES {
        return None;
    }
    let marks: Vec<Mark> = in_ring.iter().map(|row| row.mark).collect();
    let legend = legend_of(visit, &marks);
    // Both drawings are on the page, and an identifier may be there only once.
    let mut for_phone = ring.clone();
    "taart-telefoon".clone_into(&mut for_phone.caption.prefix);
    // Of all figures of the page, so that there are as many as the page says there are.
    let mut standing_out: Vec<&Row> = rows.iter().filter(|row| row.mark.is_certain_difference()).collect();
    // Figures with a judgement first, then those of the ring: of who live here the page tells below, and ages would take all
    // the room.
    let neutral = |row: &Row| !row.mark.judge || row.mark.polarity == definition::Polarity::Neutral;
    let is_in = |row: &&Row| in_ring.iter().any(|one| one.indicator == row.indicator);
    standing_out.sort_by_key(|row| (neutral(row), !is_in(row), std::cmp::Reverse(row.mark.steps())));
    let all = standing_out.len();
    let most = [("shown", MOST_STANDOUTS.into()), ("all", all.into())];
    let left_out: Vec<&Row> = rows.iter().filter(|row| row.missing.is_none() && !is_in(row)).collect();
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
            .map(|row| Standout { link: Link::new(row.href.clone(), row.label.clone()), chip: row.chip.clone() })
            .collect(),
        standouts_of: if all > MOST_STANDOUTS { t.with("standout-most", &most) } else { String::new() },
        left_out_title: t.with("left-out-of-ring", &[("count", left_out.len().into())]),
        left_out: left_out.into_iter().map(|row| Link::new(row.href.clone(), row.label.clone())).collect(),
        legend: legend.html(),
        table: ring.table(&chart_words(visit.language())),
        judged: marks.iter().any(|mark| mark.judge && mark.polarity != Polarity::Neutral),
        embed: ways.embed,
        databank: ways.databank,
        file: ways.file,
    })
}

/// The table with the figures of a ring, beside what they are compared with.
fn table_of(visit: &Visit, ix: PlaceIx, in_ring: &[&Row]) -> String {
    let choices = visit.choices();
    let beside = crate::view::bar::comparison(visit.site(), ix, choices);
    let mut years: Vec<Period> = in_ring.iter().filter(|row| row.is_known()).filter_map(|row| row.period).collect();
    years.sort_unstable();
    years.dedup();
    let chart = Charted {
        indicators: in_ring.iter().map(|row| row.indicator).collect(),
        areas: std::iter::once(ix)
            .chain(beside.and_then(|beside| crate::view::drawing::reference_place(visit, ix, beside)))
            .collect(),
        categories: std::iter::once(choices.category)
            .chain(beside.filter(|beside| *beside == Comparison::EverybodyHere).map(|_| CategoryIx::TOTAL))
            .collect(),
        periods: if years.is_empty() {
            vec![PeriodChoice::Newest]
        } else {
            years.into_iter().map(PeriodChoice::One).collect()
        },
        rows: Axis::Indicator,
    };
    of_chart(visit, &chart)
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
        let pole = if marks.iter().any(judged) { Pole::Unfavourable } else { Pole::Lower };
        signs.push(LegendStep { shade: Shade::Uncertain(pole), words: t.get("legend-uncertain") });
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
