//! What there is to know first.

use cells::Level;
use insight::story::{Telling, Topic, story};
use release::StandingReference;

use super::Chapter;
use super::block::{Block, plain};
use super::scope::Scope;
use crate::Subject;
use crate::sheet::{heading, pieces};

/// The first chapter: who lives here, what stands out, what changed; then each theme in a sentence.
pub(super) fn summary(scope: &Scope<'_>) -> Chapter {
    let t = scope.t;
    let mut blocks: Vec<Block> = Vec::new();
    let (figures, groups) =
        (
            scope.rows.iter().filter(|row| row.cell.is_published()).count(),
            scope.edition.definition().breakdowns.first().map_or(0, |breakdown| {
                breakdown.categories.iter().filter(|category| category.parent.is_none()).count()
            }),
        );
    let key = match (groups > 0, scope.areas.is_empty()) {
        (true, true) => "summary-lead-groups-alone",
        (true, false) => "summary-lead-groups",
        (false, true) => "summary-lead-alone",
        (false, false) => "summary-lead",
    };
    blocks.push(Block::plain(t.with(
        key,
        &[
            ("name", scope.name().into()),
            ("figures", figures.into()),
            ("count", scope.areas.len().into()),
            ("areas", scope.areas_word().into()),
            ("groups", groups.into()),
        ],
    )));
    let place = if scope.is_national() { "summary".to_owned() } else { area_place(scope) };
    blocks.extend(scope.editor(&place));
    let subject = Subject::usual(scope.place, scope.language);
    let telling = Telling {
        place: scope.place,
        category: subject.category,
        period: scope.period,
        reference: StandingReference::Country,
        judge: true,
        language: scope.language,
    };
    let told = story(&scope.edition.figures, telling);
    for topic in [Topic::Residents, Topic::StandsOut, Topic::Groups, Topic::Change, Topic::Limits] {
        let of: Vec<_> = told.iter().filter(|sentence| sentence.topic == topic).collect();
        // The country is compared with nothing, so nothing of it may be chance.
        if of.is_empty() || (topic == Topic::Limits && scope.is_national()) {
            continue;
        }
        blocks.push(Block::heading(1, format!("samenvatting-{}", word(topic)), heading(topic, t)));
        blocks.push(Block::List {
            items: of.into_iter().map(|one| pieces(scope.edition, one, &subject, scope.t)).collect(),
        });
    }
    let themes = themes(scope);
    if !themes.is_empty() {
        blocks.push(Block::heading(1, "samenvatting-themas", t.get("summary-themes")));
        blocks.push(Block::List { items: themes });
    }
    blocks.push(Block::Aside { text: t.get("caution") });
    Chapter { id: "samenvatting".to_owned(), title: t.get("chapter-summary"), blocks }
}

fn word(topic: Topic) -> &'static str {
    match topic {
        Topic::Residents => "wie",
        Topic::StandsOut => "opvalt",
        Topic::Groups => "groepen",
        Topic::Change => "veranderde",
        Topic::Limits => "onbekend",
    }
}

/// The place of an editor's words about one area.
pub(super) fn area_place(scope: &Scope<'_>) -> String {
    format!("area-{}", scope.edition.places().get(scope.place).code.to_string().to_lowercase())
}

/// Each theme by the figure that stands for it, with how many of the areas differ for certain; where there is no figure of
/// the areas, or none at all, that is told as well.
fn themes(scope: &Scope<'_>) -> Vec<Vec<crate::sheet::Piece>> {
    let definition = scope.edition.definition();
    let level = scope.areas.first().map(|&ix| scope.edition.places().get(ix).level());
    if level.is_none_or(|level| level <= Level::Country) {
        return Vec::new();
    }
    let told = |theme: &definition::Theme| {
        let among = super::theme::leads(scope, &theme.id).find_map(|row| Some((row, scope.among(row)?)));
        let row = among.map(|(row, _)| row).or_else(|| super::theme::leads(scope, &theme.id).next());
        let (label, figure, year) =
            row.and_then(|row| Some((row, row.at?))).map_or_else(Default::default, |(row, at)| {
                (scope.indicator(row.indicator).label.get(scope.language), scope.shown(at), at.period.to_string())
            });
        let key = match (among, row) {
            (Some(_), _) => "summary-theme",
            (None, Some(_)) => "summary-theme-whole",
            (None, None) => "summary-theme-none",
        };
        let counts = among.map(|(_, at)| scope.counted(&scope.marks(at))).unwrap_or_default();
        plain(scope.t.with(
            key,
            &[
                ("theme", theme.label.get(scope.language).into()),
                ("label", label.into()),
                ("figure", figure.into()),
                ("year", year.into()),
                ("name", scope.name().into()),
                ("count", scope.areas.len().into()),
                ("areas", scope.areas_word().into()),
                ("counts", counts.into()),
            ],
        ))
    };
    // What a theme gathers from others stands with those.
    definition.themes.iter().filter(|theme| definition.has_own(theme)).map(told).collect()
}
