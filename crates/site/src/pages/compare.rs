//! `/vergelijk?met=…`: up to five areas and groups beside each other.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cells::{CategoryIx, PlaceIx};
use insight::columns::Column;

use crate::choices::Choices;
use crate::columns::{Columns, MOST, everybody};
use crate::pages::{choose, print, suggested};
use crate::view::compare::{Compared, Shown, address, compared, label, usual};
use crate::view::menu::menu;
use crate::view::place;
use crate::view::shell::{Head, Link, Section, Shell, default_place};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "compare.html")]
struct Page {
    shell: Shell,
    action: String,
    /// None without a single area to show.
    page: Option<Compared>,
    years: Vec<(String, String, bool)>,
    judged: bool,
    has_judgement: bool,
    /// Areas that were perhaps meant by what was typed.
    meant: Vec<Link>,
}

/// What the form adds to the columns: a group, by itself of the area that is there already.
fn asked_for(visit: &Visit, columns: &Columns, position: Option<usize>) -> Result<Option<Column>, String> {
    let text = visit.asked("erbij").unwrap_or_default().trim();
    let group = visit.asked("groep").unwrap_or_default().trim();
    let category = match group {
        "" | "totaal" => CategoryIx::TOTAL,
        id => visit.definition().find_category(id).ok_or_else(|| id.to_owned())?,
    };
    let own = position.and_then(|n| columns.list().get(n)).or(columns.list().first());
    if text.is_empty() {
        return Ok(own.filter(|_| !group.is_empty()).map(|own| Column { place: own.place, category }));
    }
    let same = own.filter(|own| place::label(visit.site(), own.place, visit.texts()) == text).map(|own| own.place);
    match same.or_else(|| choose::meant(visit, text)) {
        Some(place) => Ok(Some(Column { place, category })),
        None => Err(text.to_owned()),
    }
}

/// The position that a form or link is about, from 0.
fn position(visit: &Visit, key: &str, columns: &Columns) -> Option<usize> {
    let n: usize = visit.asked(key)?.parse().ok()?;
    (1..=columns.list().len()).contains(&n).then(|| n - 1)
}

/// The columns that an address names; without any, the usual ones of the area that is named or of the default one.
fn columns_of(visit: &Visit) -> (Columns, Vec<String>) {
    let met = visit.asked("met").unwrap_or_default();
    let (columns, unknown) = Columns::read(met, visit.site());
    if !columns.list().is_empty() {
        return (columns, unknown);
    }
    let usual = default_place(visit).map(|ix| usual(visit, ix)).unwrap_or_default();
    (usual, unknown)
}

/// The page. What a form sent is put in the columns first, and the visitor sent on to the address of that comparison.
pub(crate) async fn page(visit: Visit) -> Response {
    let t = visit.texts();
    let (columns, unknown) = columns_of(&visit);
    let shown = Shown::read(visit.asked("toon").unwrap_or_default());
    let mut notices: Vec<String> =
        unknown.iter().map(|part| t.with("compare-unknown", &[("value", part.clone().into())])).collect();
    let mut meant = Vec::new();
    if visit.asked("erbij").is_some() || visit.asked("groep").is_some() {
        let at = position(&visit, "plaats", &columns);
        match asked_for(&visit, &columns, at) {
            Ok(column) => {
                let next = match (column, at) {
                    (Some(column), Some(at)) => columns.replaced(at, column),
                    (Some(column), None) => columns.with(column),
                    (None, _) => columns,
                };
                return Redirect::to(&address(&visit, &next, shown, &[])).into_response();
            }
            Err(text) => {
                let text: String = text.chars().take(40).collect();
                meant = nearest(&visit, &columns, shown, at, &text);
                notices.push(t.with("compare-unknown", &[("value", text.into())]));
            }
        }
    }
    let status = if notices.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let changing = position(&visit, "wijzig", &columns);
    let names: Vec<String> = columns.list().iter().map(|&column| label(&visit, column)).collect();
    let head = Head {
        title: t.get("compare-title"),
        description: t.with("compare-description", &[("names", names.join("; ").into())]),
        section: Section::Compare,
        place: columns.list().first().map(|column| column.place),
        page: String::new(),
        indexed: false,
    };
    let choices = visit.choices();
    let mut years = vec![("nieuwste".to_owned(), t.get("year-newest"), choices.year.fixed().is_none())];
    years.extend(
        visit
            .site()
            .years
            .iter()
            .rev()
            .map(|year| (year.to_string(), year.to_string(), choices.year.fixed() == Some(*year))),
    );
    // The menu leads on with the group of the first column, which stands among the columns and not among the choices.
    let category = columns.list().first().map_or(choices.category, |column| column.category);
    let menu = menu(&visit.with_choices(Choices { category, ..choices }), &head);
    let mut shell = Shell { menu, ..Shell::new(&visit, head) };
    let wrong = !notices.is_empty();
    shell.notices.extend(notices);
    let mut shown_page = (!columns.list().is_empty()).then(|| compared(&visit, &columns, shown, changing));
    if let Some(page) = &mut shown_page {
        page.adding_open |= wrong;
    }
    let page = Page {
        shell,
        action: visit.links().bare("/vergelijk"),
        page: shown_page,
        years,
        judged: choices.judge,
        has_judgement: visit.definition().indicators.iter().any(|i| i.polarity != definition::Polarity::Neutral),
        meant,
    };
    print(status, &page)
}

/// The places whose names are nearest to a text, as comparisons with them.
fn nearest(visit: &Visit, columns: &Columns, shown: Shown, at: Option<usize>, text: &str) -> Vec<Link> {
    suggested::named(visit, text, MOST).into_iter().map(|ix| with_place(visit, columns, shown, at, ix)).collect()
}

/// The comparison with a place added, or put in the place of a column, whose group it then keeps.
fn with_place(visit: &Visit, columns: &Columns, shown: Shown, at: Option<usize>, ix: PlaceIx) -> Link {
    let own = at.and_then(|n| columns.list().get(n)).copied();
    let next = match (at, own) {
        (Some(at), Some(own)) => columns.replaced(at, Column { place: ix, ..own }),
        _ => columns.with(everybody(ix)),
    };
    Link::new(address(visit, &next, shown, &[]), place::label(visit.site(), ix, visit.texts()))
}

/// Places for the search field of the form.
pub(crate) async fn suggestions(visit: Visit) -> Response {
    let visit = suggested::in_its_language(&visit);
    let (columns, _) = columns_of(&visit);
    let at = position(&visit, "plaats", &columns);
    let beside: Vec<PlaceIx> = columns.list().iter().map(|column| column.place).collect();
    let asked = visit.asked("q").unwrap_or_default().to_owned();
    let places = suggested::places(&visit, &asked, 8, &beside);
    suggested::answer(&visit, places, |ix| with_place(&visit, &columns, Shown::default(), at, ix).href)
}
