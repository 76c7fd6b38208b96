//! From plain values to PDF: fonts, templates, and the typesetter.

mod fonts;
mod world;

use serde::Serialize;
use serde_json::Value;
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::ReportError;
pub(crate) use fonts::{Fonts, Weight, fonts};
use world::World;

/// How many documents ago something must have been used for the typesetter to remember it.
const REMEMBERED: usize = 2;

/// A kind of document: each has a template of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Template {
    /// Two pages about an area.
    Factsheet,
    /// Chapters.
    Report,
}

/// What every document says of itself.
#[derive(Debug, Clone)]
pub(crate) struct Imprint {
    /// Title in the document's own data.
    pub(crate) title: String,
    /// What stays the same when the document is made again: release, kind, area.
    pub(crate) identity: String,
    /// Date of the release, `2026-11-29`: the date of the document, so that it does not change.
    pub(crate) date: String,
}

/// A document whose pages are set.
pub(crate) struct SetDocument(PagedDocument);

impl SetDocument {
    /// How many pages it has.
    pub(crate) fn pages(&self) -> usize {
        self.0.pages().len()
    }

    /// Height of the tallest drawing on the first page, in pt; 0 where there is none.
    pub(crate) fn tallest_picture(&self) -> f64 {
        fn within(frame: &Frame) -> f64 {
            let of = |item: &FrameItem| match item {
                FrameItem::Group(group) => within(&group.frame),
                FrameItem::Image(_, size, _) => size.y.to_pt(),
                _ => 0.0,
            };
            frame.items().map(|(_, item)| of(item)).fold(0.0, f64::max)
        }
        self.0.pages().first().map_or(0.0, |page| within(&page.frame))
    }
}

/// Sets a document and gives it as tagged PDF that keeps to PDF/UA-1. The same values give the same bytes.
pub(crate) fn print(template: Template, content: &impl Serialize, imprint: &Imprint) -> Result<Vec<u8>, ReportError> {
    let set = set(template, content, imprint)?;
    write(&set, imprint)
}

/// Sets the pages of a document.
pub(crate) fn set(template: Template, content: &impl Serialize, imprint: &Imprint) -> Result<SetDocument, ReportError> {
    let refuse = |problems: String| ReportError::Typesetting { title: imprint.title.clone(), problems };
    let fonts = fonts()?;
    let mut content = serde_json::to_value(content).map_err(|error| refuse(error.to_string()))?;
    fonts.keep_to_letters(&mut content);
    let world = World::new(template, &content, fonts);
    let document = typst::compile::<PagedDocument>(&world);
    document.output.map(SetDocument).map_err(|errors| refuse(told(&errors)))
}

/// Writes a document that is set; the last use of it, after which the typesetter forgets what it did long ago.
pub(crate) fn write(set: &SetDocument, imprint: &Imprint) -> Result<Vec<u8>, ReportError> {
    let pdf = typst_pdf::pdf(&set.0, &options(imprint));
    comemo::evict(REMEMBERED);
    let title = || imprint.title.clone();
    pdf.map_err(|errors| ReportError::Typesetting { title: title(), problems: told(&errors) })
}

fn options(imprint: &Imprint) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(imprint.identity.clone()),
        creator: Smart::Custom(Some("Wijkmonitor".to_owned())),
        timestamp: moment(&imprint.date).map(Timestamp::new_utc),
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).expect("one standard agrees with itself"),
        ..PdfOptions::default()
    }
}

fn moment(date: &str) -> Option<Datetime> {
    let date: jiff::civil::Date = date.parse().ok()?;
    Datetime::from_ymd_hms(date.year().into(), date.month() as u8, date.day() as u8, 0, 0, 0)
}

fn told(errors: &[SourceDiagnostic]) -> String {
    let each = |error: &SourceDiagnostic| {
        let hints = error.hints.iter().map(|hint| hint.v.as_str()).collect::<Vec<_>>().join("; ");
        if hints.is_empty() { error.message.to_string() } else { format!("{} ({hints})", error.message) }
    };
    errors.iter().map(each).collect::<Vec<_>>().join("; ")
}

/// Whether a drawing can be set.
pub(crate) fn can_draw(svg: &str) -> Result<(), String> {
    let options = resvg::usvg::Options::default();
    resvg::usvg::Tree::from_str(svg, &options).map(|_| ()).map_err(|error| error.to_string())
}

/// All texts of a value, wherever they stand.
pub(crate) fn each_text(value: &mut Value, change: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, change)),
        Value::Object(fields) => fields.values_mut().for_each(|field| each_text(field, change)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
