//! What the typesetter sees: one template, the values of one document, the fonts. No files, no network, no clock.

use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

use super::Template;
use super::fonts::Fonts;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The templates, by path.
static TEMPLATES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    [
        ("/house.typ", include_str!("../templates/house.typ")),
        ("/sheet.typ", include_str!("../templates/sheet.typ")),
        ("/chapters.typ", include_str!("../templates/chapters.typ")),
        ("/factsheet.typ", "#import \"/sheet.typ\": sheet\n#sheet(json(\"/content.json\"))"),
        ("/report.typ", "#import \"/chapters.typ\": report\n#report(json(\"/content.json\"))"),
    ]
    .into_iter()
    .map(|(path, text)| Source::new(id(path), text.to_owned()))
    .collect()
});

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a plain path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The world of one document.
pub(super) struct World<'a> {
    main: FileId,
    content_id: FileId,
    content: Bytes,
    fonts: &'a Fonts,
}

impl<'a> World<'a> {
    pub(super) fn new(template: Template, content: &Value, fonts: &'a Fonts) -> Self {
        let main = match template {
            Template::Factsheet => "/factsheet.typ",
            Template::Report => "/report.typ",
        };
        Self {
            main: id(main),
            content_id: id("/content.json"),
            content: Bytes::from_string(content.to_string()),
            fonts,
        }
    }
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = TEMPLATES.iter().find(|source| source.id() == id);
        found.cloned().ok_or_else(|| FileError::NotFound(id.vpath().get_without_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.content_id {
            return Ok(self.content.clone());
        }
        self.source(id).map(Bytes::from_string)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.all.get(index).cloned()
    }

    /// There is no clock: what depended on the day would not be the same tomorrow.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
