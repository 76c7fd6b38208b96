//! The legend of a page that shows readings outside a drawing: what each colour and each sign means.

use cells::CategoryIx;
use charts::{Legend, LegendGroup, LegendStep, Pole, Shade, Symbol};
use definition::{Indicator, Polarity};
use insight::{Certainty, Reading, Verdict};
use release::{PackedReading, StandingReference};

use crate::view::shell::Link;
use crate::visit::Visit;

/// A legend with the page that tells more.
#[derive(Debug, Clone)]
pub(crate) struct PageLegend {
    /// Printed as it is: drawn by `charts`.
    pub(crate) html: String,
    pub(crate) more: Option<Link>,
}

/// The legend of readings of these indicators: no row for a palette that none of them has. None without indicators.
pub(crate) fn page_legend<'a>(
    visit: &Visit,
    indicators: impl IntoIterator<Item = &'a Indicator>,
) -> Option<PageLegend> {
    let t = visit.texts();
    let language = visit.language();
    let judged = |indicator: &Indicator| visit.choices().judge && indicator.polarity != Polarity::Neutral;
    let (some, others): (Vec<&Indicator>, Vec<&Indicator>) = indicators.into_iter().partition(|one| judged(one));
    if some.is_empty() && others.is_empty() {
        return None;
    }
    let unknown = some.iter().chain(&others).any(|one| may_be_unknown(visit, one));
    let word = |verdict: Verdict| verdict.word(language).to_owned();
    let mut groups = Vec::new();
    if !some.is_empty() {
        groups.push(LegendGroup::evaluative(&t.get("legend-judged"), &t.get("legend-judged-note"), word));
    }
    if !others.is_empty() {
        groups.push(LegendGroup::neutral(&t.get("legend-neutral"), &t.get("legend-neutral-note"), word));
    }
    let pole = if some.is_empty() { Pole::Lower } else { Pole::Unfavourable };
    let mut signs = vec![LegendStep { shade: Shade::Uncertain(pole), words: t.get("legend-uncertain") }];
    if unknown {
        let verdict = if some.is_empty() { Verdict::SomewhatHigher } else { Verdict::SomewhatUnfavourable };
        signs.push(LegendStep { shade: Shade::Unknown(verdict), words: t.get("legend-unknown") });
    }
    signs.push(LegendStep { shade: Shade::NotShown, words: t.get("legend-not-shown") });
    let legend = Legend {
        groups,
        symbols: vec![
            (Symbol::Up, t.get("symbol-up")),
            (Symbol::Down, t.get("symbol-down")),
            (Symbol::Dot, t.get("symbol-dot")),
        ],
        signs,
        note: t.get("size-how"),
    };
    let page = visit.definition().pages.iter().find(|page| page.slug == "hoe-lees-ik-dit");
    let more =
        page.map(|page| Link::new(visit.links().to(&format!("/uitleg/{}", page.slug)), page.title.get(language)));
    Some(PageLegend { html: legend.html(), more })
}

/// Of so many areas of a level it is looked up whether anybody knows how certain their differences are: a source gives counts for
/// all of them or for none.
const LOOKED_AT: usize = 60;

/// Whether there are figures of an indicator of which nobody knows how certain their differences are.
fn may_be_unknown(visit: &Visit, indicator: &Indicator) -> bool {
    let Some(ix) = visit.definition().find_indicator(&indicator.id) else { return false };
    let unknown = |reading: PackedReading| {
        matches!(Reading::unpack(reading), Reading::Compared { certainty: Certainty::Unknown, .. })
    };
    let cube = &visit.release().cube;
    cube.slices().filter(|slice| slice.indicator() == ix).any(|slice| {
        slice.cells(CategoryIx::TOTAL).filter(|(_, cell)| cell.is_published()).take(LOOKED_AT).any(|(place, _)| {
            let standing = [StandingReference::Country, StandingReference::Municipality];
            standing.into_iter().any(|standing| unknown(slice.reading(place, CategoryIx::TOTAL, standing)))
        })
    })
}
