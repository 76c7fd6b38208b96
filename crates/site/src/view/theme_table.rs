//! The figures of an area by theme: those that are shown as rows, those that are not shown together.

use cells::{PlaceIx, Status};
use definition::Theme;

use crate::view::figure::{self, Row};
use crate::view::shell::Link;
use crate::view::tally::{OfWhat, newest, older, summary};
use crate::visit::Visit;

/// Most figures of a theme that are not shown and yet have a row of their own, each with its reason. Of more the reasons would
/// be nearly all there is to read.
const MOST_WITH_OWN_REASON: usize = 2;

/// The figures of one theme.
#[derive(Debug, Clone)]
pub(crate) struct ThemeTable {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) href: String,
    /// "2 gunstiger, 1 ongunstiger, 4 ongeveer gelijk"; empty where nothing is compared.
    pub(crate) summary: String,
    /// That figures are years older than the newest of the area; empty where they are not.
    pub(crate) older: String,
    /// Figures that are there, and the few that are not shown.
    pub(crate) rows: Vec<Row>,
    /// Figures that are not shown, where they are many.
    pub(crate) not_shown: Vec<NotShown>,
    /// Figures that the sources do not have here.
    pub(crate) absent: Vec<NotShown>,
    /// The source of all these figures; empty where they have several, which then stand with each.
    pub(crate) source: String,
}

impl ThemeTable {
    /// How many figures the sources do not have here.
    pub(crate) fn absent_figures(&self) -> usize {
        self.absent.iter().map(|one| one.figures.len()).sum()
    }
}

/// Figures that are not shown for one reason, and for which one place is the nearest that has them.
#[derive(Debug, Clone)]
pub(crate) struct NotShown {
    /// Why, as a sentence; empty where it is that of the ones before.
    pub(crate) reason: String,
    /// "Wel bekend voor Lijnbaankwartier (wijk in Zomerdam), 2023:"; empty where no place near has them.
    pub(crate) nearest: String,
    pub(crate) figures: Vec<Unseen>,
}

/// A figure that is not shown, and the nearest that is.
#[derive(Debug, Clone)]
pub(crate) struct Unseen {
    pub(crate) id: String,
    pub(crate) link: Link,
    pub(crate) nearest: Option<Link>,
}

/// The pages of themes that gather figures of others, where there is any here.
pub(crate) fn across_themes(visit: &Visit, ix: PlaceIx, rows: &[Row]) -> Vec<Link> {
    let definition = visit.definition();
    let is_told =
        |theme: &Theme| rows.iter().any(|row| row.is_known() && theme.tells(definition.indicator(row.indicator)));
    let gathering = definition.themes.iter().filter(|theme| !theme.gathers.is_empty() && is_told(theme));
    gathering.map(|theme| Link::new(visit.links().theme(ix, &theme.id), theme.label.get(visit.language()))).collect()
}

/// The rows by theme; a theme without any row is left out. A theme leads where `theme_link` says.
pub(crate) fn theme_tables(visit: &Visit, rows: Vec<Row>, theme_link: impl Fn(&Theme) -> String) -> Vec<ThemeTable> {
    let language = visit.language();
    let mut rows = rows;
    let newest = newest(&rows);
    visit
        .definition()
        .themes
        .iter()
        .filter_map(|theme| {
            let (own, others): (Vec<Row>, Vec<Row>) =
                std::mem::take(&mut rows).into_iter().partition(|r| r.theme == theme.id);
            rows = others;
            if own.is_empty() {
                return None;
            }
            // What does not apply to everybody takes no place among the figures either.
            let is_row = |row: &Row| row.is_known() && row.status != Status::NotApplicable;
            let (mut rows, absent): (Vec<Row>, Vec<Row>) = own.into_iter().partition(is_row);
            let source = figure::shared_source(&mut rows);
            let summary = summary(visit, &rows);
            let older = older(visit, newest, &rows, OfWhat::ThemeAmongOthers).unwrap_or_default();
            let mut not_shown = Vec::new();
            if rows.iter().filter(|row| row.missing.is_some()).count() > MOST_WITH_OWN_REASON {
                let (shown, hidden): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.missing.is_none());
                (rows, not_shown) = (shown, together(visit, hidden));
            }
            Some(ThemeTable {
                id: theme.id.clone(),
                label: theme.label.get(language).to_owned(),
                href: theme_link(theme),
                summary,
                older,
                rows,
                not_shown,
                absent: together(visit, absent),
                source,
            })
        })
        .collect()
}

/// Figures that are not shown, by their reason and by where the nearest is.
fn together(visit: &Visit, rows: Vec<Row>) -> Vec<NotShown> {
    let mut all: Vec<NotShown> = Vec::new();
    for row in rows {
        let (reason, near) = row.missing.map_or_else(Default::default, |missing| (missing.sentence, missing.nearest));
        let (nearest, link) = match near.into_iter().next() {
            Some((near, figure)) => {
                let sentence = visit.texts().with("nearest-of-several", &[("where", near.label.into())]);
                (sentence, Some(Link::new(near.href, figure)))
            }
            None => (String::new(), None),
        };
        let unseen = Unseen { id: row.id, link: Link::new(row.href, row.label), nearest: link };
        match all.iter_mut().find(|one| one.reason == reason && one.nearest == nearest) {
            Some(one) => one.figures.push(unseen),
            None => all.push(NotShown { reason, nearest, figures: vec![unseen] }),
        }
    }
    // One reason stands once, above all it is the reason of.
    all.sort_by(|a, b| a.reason.cmp(&b.reason));
    for at in (1..all.len()).rev() {
        if all[at].reason == all[at - 1].reason {
            all[at].reason.clear();
        }
    }
    all
}
