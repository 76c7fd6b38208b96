//! The charts of a report for a presentation: each as SVG and PNG, as large as a slide, together in an archive.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use definition::Language;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::ReportError;
use crate::document::{Asked, Block, Figure, Medium, document};
use crate::edition::Edition;
use crate::press::fonts;

/// Of a slide, in px: 16 to 9.
const SLIDE: (u32, u32) = (1920, 1080);
/// Left free around a chart, in px.
const MARGIN: f64 = 72.0;
/// Width of what the colours mean, and height of each of its rows, in px.
const LEGEND: f64 = 560.0;
const ROW: f64 = 56.0;

/// The charts of a report as a ZIP of `01-name.svg` and `01-name.png`, with a list of what each shows. The same release
/// gives the same bytes.
pub fn slides(edition: &Edition<'_>, asked: Asked) -> Result<Vec<u8>, ReportError> {
    let document = document(edition, asked, Medium::Slide)?;
    let fonts = fonts()?;
    let options = Options { fontdb: fonts.for_pixels(), font_family: "Inter".to_owned(), ..Options::default() };
    // No clock: the archive of a release is the same tomorrow.
    let plain = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let stored = plain.compression_method(CompressionMethod::Stored);
    let packed = plain.compression_method(CompressionMethod::Deflated);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut list = format!("{}\n{}\n\n", document.title, document.imprint.join("\n"));
    if !document.banner.is_empty() {
        list = format!("{}\n\n{list}", document.banner);
    }
    let all = document.chapters.iter().flat_map(|chapter| &chapter.blocks).filter_map(figure_of);
    for (n, figure) in all.enumerate() {
        let name = format!("{:02}-{}", n + 1, figure.name);
        let drawn = slide(figure).unwrap_or_else(|| figure.svg.clone());
        let png = pixels(&drawn, &name, &options)?;
        archive.start_file(format!("{name}.svg"), packed)?;
        archive.write_all(drawn.as_bytes())?;
        archive.start_file(format!("{name}.png"), stored)?;
        archive.write_all(&png)?;
        let _ = writeln!(list, "{name}\n{}\n{}\n", figure.alt, figure.note);
    }
    archive.start_file(if asked.language == Language::En { "read-me.txt" } else { "lees-mij.txt" }, packed)?;
    archive.write_all(list.as_bytes())?;
    Ok(archive.finish()?.into_inner())
}

fn figure_of(block: &Block) -> Option<&Figure> {
    match block {
        Block::Figure { figure } | Block::Beside { figure, .. } => Some(figure),
        _ => None,
    }
}

/// A chart in the middle of a white slide, with what its colours mean beside it.
fn slide(figure: &Figure) -> Option<String> {
    let (wide, high) = size_of(&figure.svg)?;
    let (room, tall) = (f64::from(SLIDE.0) - 2.0 * MARGIN, f64::from(SLIDE.1) - 2.0 * MARGIN);
    let beside = if figure.legend.is_empty() { 0.0 } else { LEGEND };
    let scale = ((room - beside) / wide).min(tall / high);
    let (wide, high) = (wide * scale, high * scale);
    let left = MARGIN + (room - beside - wide) / 2.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {0} {1}\"><rect width=\"{0}\" height=\"{1}\" fill=\"#FFFFFF\"/>",
        SLIDE.0, SLIDE.1
    );
    out.push_str(&placed(&figure.svg, left, MARGIN + (tall - high) / 2.0, wide, high)?);
    let rows = figure.legend.len() as f64;
    let top = f64::from(SLIDE.1) / 2.0 - rows * ROW / 2.0;
    for (n, sign) in figure.legend.iter().enumerate() {
        let (x, y) = (f64::from(SLIDE.0) - MARGIN - LEGEND + 40.0, top + n as f64 * ROW);
        if !sign.svg.is_empty() {
            out.push_str(&placed(&sign.svg, x, y, 68.0, 36.0)?);
        }
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{}\" font-family=\"Inter, sans-serif\" font-size=\"28\" fill=\"#16202B\">{}</text>",
            x + 86.0,
            y + 28.0,
            sign.words.replace('&', "&amp;").replace('<', "&lt;")
        );
    }
    out.push_str("</svg>");
    Some(out)
}

/// Width and height of a chart in px.
fn size_of(svg: &str) -> Option<(f64, f64)> {
    let number = |name: &str| {
        let rest = svg.split_once(&format!(" {name}=\""))?.1;
        rest.split_once('"')?.0.parse::<f64>().ok().filter(|number| *number > 0.0)
    };
    Some((number("width")?, number("height")?))
}

/// A drawing at a place in another.
fn placed(svg: &str, x: f64, y: f64, wide: f64, high: f64) -> Option<String> {
    let (own_wide, own_high) = size_of(svg)?;
    let sized =
        svg.replacen(&format!(" width=\"{own_wide}\""), "", 1).replacen(&format!(" height=\"{own_high}\""), "", 1);
    let begin = format!("<svg x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{high:.1}\"");
    sized.strip_prefix("<svg").map(|rest| format!("{begin}{rest}"))
}

fn pixels(svg: &str, name: &str, options: &Options<'_>) -> Result<Vec<u8>, ReportError> {
    let refuse = |problem: String| ReportError::Picture { name: name.to_owned(), problem };
    let tree = Tree::from_str(svg, options).map_err(|error| refuse(error.to_string()))?;
    let mut slide = Pixmap::new(SLIDE.0, SLIDE.1).ok_or_else(|| refuse("there is no memory for a slide".to_owned()))?;
    slide.fill(Color::WHITE);
    resvg::render(&tree, Transform::identity(), &mut slide.as_mut());
    slide.encode_png().map_err(|error| refuse(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_is_put_in_its_place_with_its_own_measures_left_out() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 20\" width=\"10\" height=\"20\"><rect width=\"10\"/></svg>";
        assert_eq!(size_of(svg), Some((10.0, 20.0)));
        let put = placed(svg, 1.0, 2.0, 30.0, 60.0).unwrap();
        assert!(put.starts_with("<svg x=\"1.0\" y=\"2.0\" width=\"30.0\" height=\"60.0\" xmlns"), "{put}");
        assert!(put.contains("viewBox=\"0 0 10 20\"><rect width=\"10\"/>"), "{put}");
        assert_eq!(size_of("<p>"), None);
    }
}
