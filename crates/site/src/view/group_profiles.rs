//! The profiles of the large groups of an area beside each other: a silhouette of each, with how many people it is about.

use cells::{CategoryIx, IndicatorIx, PlaceIx};
use charts::{Caption, Centre, Mark, ProfileIndicator, ProfileRing, ProfileTheme, Style};
use insight::Address;

use crate::choices::{Choices, Comparison};
use crate::view::bar::comparison;
use crate::view::drawing;
use crate::view::figure::{self, exists_at, period_of};
use crate::view::place;
use crate::view::profile::FEWEST_WEDGES;
use crate::view::shell::Link;
use crate::view::whom;
use crate::visit::Visit;

/// Side of a silhouette, in px.
const SIDE: u16 = 132;

/// The groups beside each other.
#[derive(Debug)]
pub(crate) struct GroupProfiles {
    pub(crate) title: String,
    /// What they are compared with, and that one can be chosen.
    pub(crate) lead: String,
    /// Why there are figures by group at all, where the monitor explains that.
    pub(crate) allowed: Option<Link>,
    pub(crate) groups: Vec<GroupProfile>,
}

/// A group with its silhouette.
#[derive(Debug)]
pub(crate) struct GroupProfile {
    /// The page about this group; `current` where the page is.
    pub(crate) link: Link,
    /// "860 inwoners"; empty where that is not known.
    pub(crate) size: String,
    /// How many differences are certain, and how many figures are not shown. Not which side they are on.
    pub(crate) certain: String,
    /// Printed as it is; empty where too few figures are known to draw.
    pub(crate) ring: String,
}

/// The large groups of the first breakdown in a place, each compared with what the page would compare it with. None where
/// nothing is split, where there is no such group elsewhere, or no group has figures enough.
pub(crate) fn group_profiles(visit: &Visit, ix: PlaceIx) -> Option<GroupProfiles> {
    let (t, language, definition) = (visit.texts(), visit.language(), visit.definition());
    let breakdown = definition.breakdowns.first()?;
    let large: Vec<(CategoryIx, &definition::Category)> = definition
        .categories()
        .filter(|(_, own, category)| own.id == breakdown.id && category.parent.is_none())
        .map(|(category, _, group)| (category, group))
        .collect();
    let (first, _) = *large.first()?;
    let as_group = |category| visit.with_choices(Choices { category, ..visit.choices() });
    // A ring of nothing but contrasts between groups is not what a page begins with: those stand further on, in figures.
    let beside = comparison(visit.site(), ix, as_group(first).choices())
        .filter(|beside| *beside != Comparison::EverybodyHere || visit.choices().comparison == Some(*beside))?;
    let with = whom::compared_with(&as_group(first), ix, beside);
    let groups: Vec<GroupProfile> = large
        .iter()
        .map(|(category, group)| {
            let profile = profile_of(&as_group(*category), ix, group.label.get(language));
            GroupProfile { link: Link { current: *category == visit.choices().category, ..profile.link }, ..profile }
        })
        .collect();
    if groups.iter().all(|group| group.ring.is_empty()) {
        return None;
    }
    Some(GroupProfiles {
        title: t.with("group-profiles", &[("name", place::spoken(visit.site(), ix, language).into())]),
        lead: t.with("group-profiles-lead", &[("with", with.into())]),
        allowed: why_by_group(visit),
        groups,
    })
}

/// The page that says why there are figures by group at all; none where the monitor has none.
pub(crate) fn why_by_group(visit: &Visit) -> Option<Link> {
    let page = visit.definition().pages.iter().find(|page| page.slug == "mag-dit")?;
    Some(Link::new(visit.links().to(&format!("/uitleg/{}", page.slug)), page.title.get(visit.language())))
}

/// The silhouette of the group that is chosen.
fn profile_of(visit: &Visit, ix: PlaceIx, label: &str) -> GroupProfile {
    let category = visit.choices().category;
    let (t, site, definition) = (visit.texts(), visit.site(), visit.definition());
    let all: Vec<(IndicatorIx, Mark)> = (0..definition.indicators.len())
        .map(|n| IndicatorIx(n as u16))
        .filter(|n| exists_at(site, *n, ix, visit.choices()))
        .map(|n| (n, mark_of(visit, n, ix)))
        .collect();
    // Certain are those of all figures, as the page of the group counts them; the ring has the figures of the profile.
    let certain = all.iter().filter(|(_, mark)| mark.is_certain_difference()).count();
    let marks: Vec<(IndicatorIx, Mark)> = all.into_iter().filter(|(n, _)| definition.indicator(*n).profile).collect();
    let missing = marks.iter().filter(|(_, mark)| mark.shade() == charts::Shade::NotShown).count();
    let said = t.with("group-profile-certain", &[("count", certain.into()), ("missing", missing.into())]);
    let enough = marks.len() - missing >= FEWEST_WEDGES;
    let size = site
        .residents_in(ix, visit.choices().year)
        .map(|(_, period)| drawing::group_size(visit, ix, category, period))
        .unwrap_or_default();
    let ring = || {
        let themes = definition.themes.iter().map(|theme| ProfileTheme {
            label: String::new(),
            href: None,
            indicators: marks
                .iter()
                .filter(|(n, _)| definition.indicator(*n).theme == theme.id)
                .map(|(_, mark)| ProfileIndicator::silent(*mark))
                .collect(),
        });
        ProfileRing {
            caption: Caption {
                prefix: format!("per-groep-{}", category.0),
                title: label.to_owned(),
                description: said.clone(),
                source: None,
            },
            reference: String::new(),
            centre: Centre::default(),
            themes: themes.filter(|theme| !theme.indicators.is_empty()).collect(),
        }
        .small(SIDE, Style::Page)
    };
    GroupProfile {
        link: Link::new(visit.links().place(ix), label),
        size,
        ring: if enough { ring() } else { String::new() },
        certain: if enough { said } else { t.get("group-profile-few") },
    }
}

/// What the newest figure of the chosen group means.
fn mark_of(visit: &Visit, indicator: IndicatorIx, ix: PlaceIx) -> Mark {
    let (site, choices) = (visit.site(), visit.choices());
    let figures = site.figures();
    let standing = comparison(site, ix, choices).map(Comparison::standing);
    let at = period_of(site, indicator, ix, choices)
        .map(|period| Address { indicator, period, place: ix, category: choices.category })
        .filter(|at| figures.cell(*at).is_published());
    let Some((at, standing)) = at.zip(standing) else { return Mark::NOT_SHOWN };
    figure::mark(insight::stored(&figures, at, standing), visit.definition().indicator(indicator).polarity, choices)
}
