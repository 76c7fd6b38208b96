//! `/gebied/GM0344-utrecht/factsheet.pdf`: two pages about an area, as chosen in the address, to print.

use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cells::PlaceIx;
use report::{Beside, ReportError, Subject};

use crate::address;
use crate::pages::area::place_at;
use crate::pages::no_document::{refused, waiting};
use crate::press;
use crate::view::bar;
use crate::visit::Visit;

/// The document.
pub(crate) async fn pdf(visit: Visit, Path(piece): Path<String>) -> Response {
    let ix = match place_at(&visit, &piece, "/factsheet.pdf") {
        Ok(ix) => ix,
        Err(answer) => return *answer,
    };
    // A document cannot say that a choice was passed over, so it is not made.
    if !visit.unknown().is_empty() {
        return refused(&visit, Some(ix), StatusCode::BAD_REQUEST, Vec::new());
    }
    let subject = match subject(&visit, ix) {
        Ok(subject) => subject,
        Err(why) => return refused(&visit, Some(ix), StatusCode::BAD_REQUEST, vec![why]),
    };
    let (inside, address) = (visit.clone(), visit.address());
    let made = press::set(move || {
        let edition = inside.site().edition(&address);
        report::factsheet(&edition, &subject).map(|pdf| (pdf, subject.file_name(&edition)))
    })
    .await;
    match made {
        Ok(Ok((pdf, name))) => document(pdf, &name),
        Ok(Err(error)) => {
            let t = visit.texts();
            let (status, why) = match &error {
                ReportError::Comparison { .. } => (StatusCode::BAD_REQUEST, t.get("document-comparison")),
                _ => (StatusCode::INTERNAL_SERVER_ERROR, t.get("document-failed")),
            };
            if status.is_server_error() {
                tracing::error!(%error, path = visit.path(), "a document was not made");
            }
            refused(&visit, Some(ix), status, vec![why])
        }
        Err(press::Busy) => waiting(&visit, Some(ix)),
    }
}

/// What the address asks for; or why that cannot be.
fn subject(visit: &Visit, ix: PlaceIx) -> Result<Subject, String> {
    let choices = visit.choices();
    let beside = match visit.asked("met") {
        Some(piece) => {
            let unknown = || visit.texts().with("document-unknown-area", &[("asked", piece.to_owned().into())]);
            Some(Beside::Area(address::place(&visit.release().places, piece).ok_or_else(unknown)?))
        }
        // Where the chosen comparison does not exist here, pages take the usual one, and so does the document.
        None => bar::comparison(visit.site(), ix, choices).map(|comparison| Beside::Standing(comparison.standing())),
    };
    Ok(Subject {
        place: ix,
        category: choices.category,
        beside,
        period: choices.year.fixed(),
        judge: choices.judge,
        language: visit.language(),
    })
}

/// A PDF that a browser shows, and saves under a name that says what it is.
pub(crate) fn document(pdf: Vec<u8>, name: &str) -> Response {
    let shown = format!("inline; filename=\"{name}.pdf\"");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(shown).unwrap_or_else(|_| HeaderValue::from_static("inline")),
        ),
        // Thousands of documents that say the same as the pages are nothing to crawl through.
        (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    ];
    (headers, pdf).into_response()
}
