//! Drawings as PNG, for where an SVG cannot be shown: previews of links, documents, other sites.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use rust_embed::RustEmbed;

/// The typeface as whole fonts: what draws pictures cannot read those of the site.
#[derive(RustEmbed)]
#[folder = "../../web/dist-paper/fonts"]
struct Fonts;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut all = fontdb::Database::new();
    for name in Fonts::iter().filter(|name| name.rsplit('.').next() == Some("ttf")) {
        if let Some(file) = Fonts::get(&name) {
            all.load_font_data(file.data.into_owned());
        }
    }
    all.set_sans_serif_family("Inter");
    Arc::new(all)
});

/// Widest and highest picture that is made, in px.
const LARGEST: u32 = 4000;

/// Why no picture could be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PictureError {
    /// The drawing is no SVG that can be read: a fault of the program.
    #[error("the drawing cannot be read: {0}")]
    Unreadable(#[from] resvg::usvg::Error),
    /// Nothing to draw, or more than [`LARGEST`].
    #[error("a picture of {0} by {1} px is not made")]
    Size(u32, u32),
    /// The picture could not be written as PNG.
    #[error("the picture cannot be written: {0}")]
    Unwritable(String),
}

/// A drawing as PNG on white, `scale` times as large.
pub(crate) fn png(svg: &str, scale: f32) -> Result<Vec<u8>, PictureError> {
    let options = Options { fontdb: Arc::clone(&FONTS), font_family: "Inter".to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options)?;
    let size = tree.size();
    let (width, height) = ((size.width() * scale).ceil() as u32, (size.height() * scale).ceil() as u32);
    if width == 0 || height == 0 || width > LARGEST || height > LARGEST {
        return Err(PictureError::Size(width, height));
    }
    let mut picture = Pixmap::new(width, height).ok_or(PictureError::Size(width, height))?;
    picture.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture.encode_png().map_err(|error| PictureError::Unwritable(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_a_drawing_are_drawn() {
        let words = |text: &str| {
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"40\" font-family=\"Inter\"><text x=\"5\" y=\"30\" font-size=\"24\">{text}</text></svg>"
            )
        };
        let (empty, said) = (png(&words(""), 1.0).unwrap(), png(&words("Zomerdam"), 1.0).unwrap());
        assert!(said.starts_with(b"\x89PNG"));
        assert_ne!(empty, said, "there is no typeface: build web/ first");
    }

    #[test]
    fn what_is_no_drawing_or_too_large_is_refused() {
        assert!(matches!(png("geen tekening", 1.0), Err(PictureError::Unreadable(_))));
        let large = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9000\" height=\"10\"/>";
        assert!(matches!(png(large, 1.0), Err(PictureError::Size(9000, 10))));
    }
}
