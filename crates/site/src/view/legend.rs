//! The legend of a page that shows readings outside a drawing: what each colour and each sign means.

use charts::{Legend, LegendGroup, LegendStep, Pole, Shade, Symbol};
use definition::{Indicator, Polarity};
use insight::Verdict;

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
    let word = |verdict: Verdict| verdict.word(language).to_owned();
    let mut groups = Vec::new();
    if !some.is_empty() {
        groups.push(LegendGroup::evaluative(&t.get("legend-judged"), &t.get("legend-judged-note"), word));
    }
    if !others.is_empty() {
        groups.push(LegendGroup::neutral(&t.get("legend-neutral"), &t.get("legend-neutral-note"), word));
    }
    let pole = if some.is_empty() { Pole::Lower } else { Pole::Unfavourable };
    let legend = Legend {
        groups,
        symbols: vec![
            (Symbol::Up, t.get("symbol-up")),
            (Symbol::Down, t.get("symbol-down")),
            (Symbol::Dot, t.get("symbol-dot")),
        ],
        signs: vec![
            LegendStep { shade: Shade::Uncertain(pole), words: t.get("legend-uncertain") },
            LegendStep { shade: Shade::NotShown, words: t.get("legend-not-shown") },
        ],
        note: t.get("size-how"),
    };
    let page = visit.definition().pages.iter().find(|page| page.slug == "hoe-lees-ik-dit");
    let more =
        page.map(|page| Link::new(visit.links().to(&format!("/uitleg/{}", page.slug)), page.title.get(language)));
    Some(PageLegend { html: legend.html(), more })
}
