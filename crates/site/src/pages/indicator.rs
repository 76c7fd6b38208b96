//! `/indicator/bijstand?gebied=…`: one indicator, one area among others.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use cells::AreaCode;

use crate::address;
use crate::pages::area::picture_of;
use crate::pages::explain::shortened;
use crate::pages::search::nearest_areas;
use crate::pages::{not_found, print};
use crate::structured;
use crate::view::indicator::{OfIndicator, of_indicator};
use crate::view::shell::{Head, Section, Shell, default_place};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "indicator.html")]
struct Page {
    shell: Shell,
    page: OfIndicator,
}

/// The page. Without an area it shows the country; an area that is not known is said so.
pub(crate) async fn page(visit: Visit, Path(id): Path<String>) -> Response {
    let definition = visit.definition();
    let Some(indicator_ix) = definition.find_indicator(&id) else { return not_found::answer(&visit, Some(&id)) };
    let places = &visit.release().places;
    let asked = visit.asked("gebied").filter(|piece| !piece.is_empty());
    let found = asked.and_then(|piece| address::place(places, piece));
    let usual = || {
        places
            .find(AreaCode::COUNTRY)
            .or_else(|| default_place(&visit))
            .or_else(|| places.iter().next().map(|(ix, _)| ix))
    };
    let Some(ix) = found.or_else(usual) else { return not_found::answer(&visit, Some(&id)) };
    let t = visit.texts();
    let language = visit.language();
    let indicator = definition.indicator(indicator_ix);
    let mut page = of_indicator(&visit, indicator_ix, ix);
    crate::view::embed::offer_all(&visit, &mut page, indicator_ix, ix);
    let head = Head {
        title: match found {
            Some(_) => t.with(
                "indicator-title",
                &[("indicator", indicator.short.get(language).into()), ("name", page.place_label.clone().into())],
            ),
            None => indicator.short.get(language).to_owned(),
        },
        description: shortened(indicator.what.get(language), 160),
        section: Section::Indicators,
        place: Some(ix),
        page: format!("indicator:{id}"),
        indexed: true,
    };
    let mut shell = Shell::new(&visit, head);
    indicator.short.get(language).clone_into(&mut shell.heading);
    shell.structured = Some(structured::in_page(&structured::dataset(&visit, indicator_ix)));
    shell.picture = Some(picture_of(&visit, ix));
    if let Some(unknown) = asked.filter(|_| found.is_none()) {
        let shown: String = unknown.chars().take(40).collect();
        shell.instead = nearest_areas(&visit, unknown, |ix| visit.links().indicator(indicator_ix, Some(ix)));
        shell
            .notices
            .push(t.with("unknown-area", &[("value", shown.into()), ("name", page.place_label.clone().into())]));
    }
    let status = if asked.is_none() || found.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    print(status, &Page { shell, page })
}
