//! One drawing for other sites, with its source and the page it is from.

use cells::{IndicatorIx, PlaceIx};
use definition::Measure;

use crate::view::bar::comparison;
use crate::view::drawing::{self, Drawing};
use crate::view::figure;
use crate::view::indicator::{OfIndicator, of_indicator};
use crate::view::place;
use crate::view::profile;
use crate::view::shell::Link;
use crate::visit::Visit;

/// What can be put on another site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Profile,
    Map,
    Ranking,
    Distribution,
    Trend,
    Groups,
    Composition,
}

/// All kinds.
pub(crate) const KINDS: [Kind; 7] =
    [Kind::Profile, Kind::Map, Kind::Ranking, Kind::Distribution, Kind::Trend, Kind::Groups, Kind::Composition];

impl Kind {
    /// The word in the address.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Profile => "profiel",
            Self::Map => "kaart",
            Self::Ranking => "volgorde",
            Self::Distribution => "spreiding",
            Self::Trend => "verloop",
            Self::Groups => "groepen",
            Self::Composition => "samenstelling",
        }
    }

    /// Whether it is of an area as a whole, not of one indicator.
    pub(crate) const fn is_profile(self) -> bool {
        matches!(self, Self::Profile | Self::Composition)
    }
}

/// Which drawing of what.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) kind: Kind,
    pub(crate) place: PlaceIx,
    /// None for what is of an area as a whole.
    pub(crate) indicator: Option<IndicatorIx>,
}

/// A drawing with what belongs to it. Drawings are printed as they are.
#[derive(Debug, Clone)]
pub(crate) struct Embedded {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) legend: String,
    pub(crate) wide: String,
    pub(crate) phone: String,
    pub(crate) is_ring: bool,
    pub(crate) table: Option<charts::Table>,
    pub(crate) table_words: String,
    pub(crate) source: String,
    /// The page it is from, with the whole address.
    pub(crate) link: Link,
    pub(crate) file: String,
}

/// The address of a drawing, its name ending in `ending`.
fn address(visit: &Visit, wanted: Wanted, ending: &str) -> String {
    let piece = crate::address::piece(&visit.release().places, wanted.place);
    let links = visit.links();
    let word = wanted.kind.word();
    match wanted.indicator {
        None => links.to(&format!("/insluiten/{word}/{piece}{ending}")),
        Some(indicator) => {
            let id = &visit.definition().indicator(indicator).id;
            let query = visit.choices().query(visit.definition(), &[("gebied", &piece)]);
            format!("{}{query}", links.bare(&format!("/insluiten/{word}/{id}{ending}")))
        }
    }
}

/// The link under a drawing to the page that offers it.
pub(crate) fn offer(visit: &Visit, wanted: Wanted) -> Link {
    let piece = crate::address::piece(&visit.release().places, wanted.place);
    let word = wanted.kind.word();
    let what = match wanted.indicator {
        None => format!("{word}/{piece}"),
        Some(indicator) => format!("{word}/{}", visit.definition().indicator(indicator).id),
    };
    let mut first = vec![("wat", what.as_str())];
    if wanted.indicator.is_some() {
        first.push(("gebied", piece.as_str()));
    }
    let query = visit.choices().query(visit.definition(), &first);
    Link::new(format!("{}{query}", visit.links().bare("/insluiten")), visit.texts().get("embed-open"))
}

/// The markup for another site, and the drawing as files.
pub(crate) fn code_of(visit: &Visit, wanted: Wanted, page: &Embedded) -> (String, Vec<Link>) {
    let absolute = |address: String| format!("{}{address}", visit.origin());
    let escape = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let high = if page.is_ring { 760 } else { 640 };
    let code = format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{high}\" loading=\"lazy\" style=\"border:0\"></iframe>",
        escape(&absolute(address(visit, wanted, ""))),
        escape(&page.title),
    );
    let files = [(".svg", "SVG"), (".png", "PNG")]
        .into_iter()
        .map(|(ending, name)| Link::new(address(visit, wanted, ending), name))
        .collect();
    (code, files)
}

/// Draws it. None where there is no such drawing for the place.
pub(crate) fn drawn(visit: &Visit, wanted: Wanted) -> Option<Embedded> {
    let ix = wanted.place;
    match (wanted.kind, wanted.indicator) {
        (Kind::Profile, _) => {
            let with = comparison(visit.site(), ix, visit.choices())
                .map(|c| crate::view::whom::compared_with(visit, ix, c))?;
            let drawn = profile::profile(visit, ix, &figure::rows(visit, ix), &with)?;
            Some(Embedded {
                title: drawn.title,
                subtitle: drawn.subtitle,
                legend: drawn.legend,
                wide: drawn.wide,
                phone: drawn.phone,
                is_ring: true,
                table: Some(drawn.table),
                ..around(visit, &visit.links().place(ix), drawn.file)
            })
        }
        (Kind::Composition, _) => {
            let drawn = drawing::group_sizes(visit, ix, None, "wie")
                .or_else(|| drawing::compositions(visit, ix).into_iter().next())?;
            Some(of(visit, &visit.links().place(ix), drawn))
        }
        (kind, Some(indicator)) => {
            let page = of_indicator(visit, indicator, ix);
            let drawn = match kind {
                Kind::Map => page.map,
                Kind::Ranking => page.ranking,
                Kind::Distribution => page.distribution,
                Kind::Trend => page.trend,
                Kind::Groups => page.groups.map(|groups| groups.main),
                Kind::Profile | Kind::Composition => None,
            }?;
            let mut drawn = Drawing { title: title_of(visit, indicator, ix, kind, &drawn.title), ..drawn };
            // On the page the legend at its end says so.
            if kind == Kind::Map && visit.definition().indicator(indicator).measure != Measure::Count {
                drawn.remarks = visit.texts().get("size-how");
            }
            Some(of(visit, &visit.links().indicator(indicator, Some(ix)), drawn))
        }
        (_, None) => None,
    }
}

/// On another site nothing around a drawing says what it is of and where: its title does. That of the groups names the figure
/// already.
fn title_of(visit: &Visit, indicator: IndicatorIx, ix: PlaceIx, kind: Kind, title: &str) -> String {
    let language = visit.language();
    let figure = visit.definition().indicator(indicator).short.get(language);
    if kind == Kind::Groups {
        let name = place::spoken(visit.site(), ix, language);
        return visit.texts().with("embed-title-in", &[("title", title.into()), ("name", name.into())]);
    }
    let mut letters = title.chars();
    let title: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    let name = place::spoken(visit.site(), ix, language);
    visit.texts().with("embed-title-of", &[("figure", figure.into()), ("name", name.into()), ("title", title.into())])
}

fn of(visit: &Visit, address: &str, drawn: Drawing) -> Embedded {
    Embedded {
        subtitle: drawn.about(),
        title: drawn.title,
        legend: drawn.legend,
        wide: drawn.wide,
        phone: drawn.phone,
        table: drawn.table,
        ..around(visit, address, drawn.file)
    }
}

fn around(visit: &Visit, address: &str, file: String) -> Embedded {
    let t = visit.texts();
    Embedded {
        title: String::new(),
        subtitle: String::new(),
        legend: String::new(),
        wide: String::new(),
        phone: String::new(),
        is_ring: false,
        table: None,
        table_words: t.get("as-table-short"),
        source: visit.standalone().source_line().unwrap_or_default(),
        link: Link::new(format!("{}{address}", visit.origin()), t.get("embed-more")),
        file,
    }
}

/// Said in the frame where there is no such drawing, or no longer: a refusal would be a riddle on another site.
pub(crate) fn gone(visit: &Visit) -> Embedded {
    let t = visit.texts();
    Embedded {
        title: t.get("embed-gone"),
        subtitle: t.get("embed-gone-about"),
        source: String::new(),
        ..around(visit, &visit.links().bare("/"), String::new())
    }
}

/// Offers the drawings of an indicator's page.
pub(crate) fn offer_all(visit: &Visit, page: &mut OfIndicator, indicator: IndicatorIx, place: PlaceIx) {
    let with = |kind| Some(offer(visit, Wanted { kind, place, indicator: Some(indicator) }));
    let parts = [
        (Kind::Map, page.map.as_mut()),
        (Kind::Ranking, page.ranking.as_mut()),
        (Kind::Distribution, page.distribution.as_mut()),
        (Kind::Trend, page.trend.as_mut()),
        (Kind::Groups, page.groups.as_mut().map(|groups| &mut groups.main)),
    ];
    for (kind, drawn) in parts {
        if let Some(drawn) = drawn {
            drawn.embed = with(kind);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_word_of_its_own() {
        let words: std::collections::HashSet<_> = KINDS.into_iter().map(Kind::word).collect();
        assert_eq!(words.len(), KINDS.len());
    }
}
