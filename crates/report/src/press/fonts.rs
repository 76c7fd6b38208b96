//! The typeface, kept inside the program: nothing of the machine is used, so that a document is the same everywhere.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb;
use rust_embed::RustEmbed;
use serde_json::Value;
use typst::foundations::Bytes;
use typst::layout::{Abs, Em};
use typst::text::{Font, FontBook, FontVariations};
use typst::utils::LazyHash;

use super::each_text;
use crate::ReportError;

#[derive(RustEmbed)]
#[folder = "../../web/dist-paper"]
struct Paper;

/// The fonts of all documents.
#[derive(Debug)]
pub(crate) struct Fonts {
    pub(super) all: Vec<Font>,
    pub(super) book: LazyHash<FontBook>,
    files: Vec<Vec<u8>>,
    /// For each weight how wide the letters below [`MEASURED`] are, in em.
    widths: [Vec<f64>; 3],
}

/// The weights of the typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular = 0,
    SemiBold = 1,
    Bold = 2,
}

/// The letters whose width is known: Latin ones. Others are taken to be as wide as a wide one.
const MEASURED: u32 = 0x250;
const WIDE: f64 = 0.7;

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::load);

/// The fonts; an error where the program was built without them.
pub(crate) fn fonts() -> Result<&'static Fonts, ReportError> {
    if FONTS.all.is_empty() { Err(ReportError::NoFonts) } else { Ok(&FONTS) }
}

impl Fonts {
    fn load() -> Self {
        let mut names: Vec<_> = Paper::iter().filter(|name| name.ends_with(".ttf")).collect();
        names.sort_unstable();
        let files: Vec<Vec<u8>> =
            names.iter().filter_map(|name| Paper::get(name)).map(|file| file.data.into_owned()).collect();
        let all: Vec<Font> = files.iter().flat_map(|file| Font::iter(Bytes::new(file.clone()))).collect();
        let widths = [400, 600, 700].map(|weight| widths(&all, weight));
        Self { book: LazyHash::new(FontBook::from_fonts(&all)), all, files, widths }
    }

    /// How wide a text is, in em; digits as they stand in a table.
    pub(crate) fn width(&self, text: &str, weight: Weight) -> f64 {
        let widths = &self.widths[weight as usize];
        text.chars().map(|c| widths.get(c as usize).copied().unwrap_or(WIDE)).sum()
    }

    /// The same fonts for drawing pixels.
    pub(crate) fn for_pixels(&self) -> Arc<fontdb::Database> {
        let mut database = fontdb::Database::new();
        for file in &self.files {
            database.load_font_data(file.clone());
        }
        database.set_sans_serif_family("Inter");
        Arc::new(database)
    }

    /// Puts letters that the typeface has in the place of those it has not: an accessible document may not have signs
    /// without a shape.
    pub(crate) fn keep_to_letters(&self, value: &mut Value) {
        each_text(value, &mut |text| {
            if text.chars().all(|c| self.has(c)) {
                return;
            }
            *text = text.chars().map(|c| if self.has(c) { c.to_string() } else { spelled(c) }).collect();
        });
    }

    fn has(&self, c: char) -> bool {
        let in_all = || self.all.iter().all(|font| font.info().coverage.contains(c as u32));
        c.is_ascii_graphic() || matches!(c, ' ' | '\n') || (!c.is_control() && in_all())
    }
}

fn widths(fonts: &[Font], weight: u16) -> Vec<f64> {
    let Some(font) = fonts.iter().find(|font| font.info().variant.weight.to_number() == weight) else {
        return Vec::new();
    };
    let face = font.clone().instantiate(font.info().variant, Abs::pt(10.0), &FontVariations::default());
    let wide = |c: char| face.ttf().glyph_index(c).and_then(|glyph| face.x_advance(glyph.0)).map(Em::get);
    let digit = ('0'..='9').filter_map(wide).fold(0.0, f64::max);
    let letter = |c: char| if c.is_ascii_digit() { digit } else { wide(c).unwrap_or_default() };
    (0..MEASURED).map(|code| char::from_u32(code).map_or(0.0, letter)).collect()
}

/// A letter in Latin ones; a question mark where there are none for it.
fn spelled(c: char) -> String {
    match c {
        '\u{202f}' | '\u{2009}' | '\t' => " ".to_owned(),
        '\u{ad}' | '\u{200b}' | '\u{feff}' => String::new(),
        c if c.is_control() => String::new(),
        c => deunicode::deunicode_char(c).filter(|text| !text.is_empty()).unwrap_or("?").trim().to_owned(),
    }
}
