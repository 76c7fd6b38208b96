//! The map as files: a list of areas, boundaries per level, and what changed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use cells::AreaCode;
use geo::MultiPolygon;

use super::plan::PROVINCE;
use super::{ChangeKind, Division};

/// A file of the map that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{file}: could not be written: {cause}")]
pub struct WriteError {
    /// The file.
    pub file: String,
    /// What went wrong.
    pub cause: std::io::Error,
}

/// One area as it is written.
struct Row<'a> {
    code: AreaCode,
    name: &'a str,
    level: &'static str,
    parent: AreaCode,
    residents: u64,
    shape: &'a MultiPolygon<f64>,
}

impl Division {
    /// Writes `gebieden_{vintage}.csv`, `indeling_{vintage}.geojson` and `changes_{vintage}.csv` into a folder, and gives
    /// their paths. The folder is made when it is not there.
    pub fn write(&self, folder: &Path) -> Result<Vec<PathBuf>, WriteError> {
        let failed = |path: &Path, cause| WriteError { file: path.display().to_string(), cause };
        std::fs::create_dir_all(folder).map_err(|cause| failed(folder, cause))?;
        let year = self.vintage;
        let files = [
            (format!("gebieden_{year}.csv"), self.list()),
            (format!("indeling_{year}.geojson"), self.map()),
            (format!("changes_{year}.csv"), self.change_list()),
        ];
        let mut written = Vec::with_capacity(files.len());
        for (name, text) in files {
            let path = folder.join(name);
            std::fs::write(&path, text).map_err(|cause| failed(&path, cause))?;
            written.push(path);
        }
        Ok(written)
    }

    /// All areas as CSV: `code;naam;niveau;deel_van;inwoners`, the province first, as the country of its monitor. Residents
    /// are those planned, not those counted.
    pub fn list(&self) -> String {
        let mut text = String::from("code;naam;niveau;deel_van;inwoners\n");
        let all: u64 = self.buurten.iter().map(|buurt| u64::from(buurt.residents)).sum();
        let _ = writeln!(text, "{};{PROVINCE};land;;{all}", AreaCode::COUNTRY);
        for row in self.rows() {
            let _ = writeln!(text, "{};{};{};{};{}", row.code, row.name, row.level, row.parent, row.residents);
        }
        text
    }

    /// The areas of all levels with their boundaries as GeoJSON: code, name, level, the area it lies in, residents. The
    /// province itself comes first, without a boundary.
    pub fn map(&self) -> String {
        let mut text = format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[\n{{\"type\":\"Feature\",\"properties\":{{\"code\":\"{}\",\
             \"naam\":\"{PROVINCE}\",\"niveau\":\"land\"}},\"geometry\":null}}",
            AreaCode::COUNTRY
        );
        for row in self.rows() {
            let name = serde_json::Value::from(row.name);
            let _ = write!(
                text,
                ",\n{{\"type\":\"Feature\",\"properties\":{{\"code\":\"{}\",\"naam\":{name},\"niveau\":\"{}\",\
                 \"deel_van\":\"{}\",\"inwoners\":{}}},\"geometry\":",
                row.code, row.level, row.parent, row.residents
            );
            geometry(&mut text, row.shape);
            text.push('}');
        }
        text.push_str("\n]}\n");
        text
    }

    /// What changed since the year before, as CSV: `soort;van;naar;aandeel`.
    pub fn change_list(&self) -> String {
        let mut text = String::from("soort;van;naar;aandeel\n");
        for change in &self.changes {
            let kind = match change.kind {
                ChangeKind::Renumbered => "hernummerd",
                ChangeKind::Merged => "samengevoegd",
                ChangeKind::Split => "gesplitst",
                ChangeKind::BorderCorrected => "grenscorrectie",
                ChangeKind::CodeReused => "code-hergebruikt",
            };
            let _ = writeln!(text, "{kind};{};{};{:.4}", change.from, change.to, change.share);
        }
        text
    }

    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let mut of_wijk = vec![0; self.wijken.len()];
        for buurt in &self.buurten {
            of_wijk[buurt.wijk] += u64::from(buurt.residents);
        }
        let mut of_gemeente = vec![0; self.gemeenten.len()];
        for (wijk, residents) in self.wijken.iter().zip(&of_wijk) {
            of_gemeente[wijk.gemeente] += residents;
        }
        let gemeenten = self.gemeenten.iter().zip(of_gemeente).map(|(area, residents)| Row {
            code: area.code,
            name: &area.name,
            level: "gemeente",
            parent: AreaCode::COUNTRY,
            residents,
            shape: &area.shape,
        });
        let wijken = self.wijken.iter().zip(of_wijk).map(|(area, residents)| Row {
            code: area.code,
            name: &area.name,
            level: "wijk",
            parent: self.gemeenten[area.gemeente].code,
            residents,
            shape: &area.shape,
        });
        let buurten = self.buurten.iter().map(|area| Row {
            code: area.code,
            name: &area.name,
            level: "buurt",
            parent: self.wijken[area.wijk].code,
            residents: u64::from(area.residents),
            shape: &area.shape,
        });
        gemeenten.chain(wijken).chain(buurten)
    }
}

/// A shape as GeoJSON writes it; coordinates have six decimals at most.
fn geometry(text: &mut String, shape: &MultiPolygon<f64>) {
    let one = shape.0.len() == 1;
    text.push_str(if one {
        "{\"type\":\"Polygon\",\"coordinates\":"
    } else {
        "{\"type\":\"MultiPolygon\",\"coordinates\":["
    });
    for (i, polygon) in shape.0.iter().enumerate() {
        text.push_str(if i == 0 { "[" } else { ",[" });
        for (j, ring) in std::iter::once(polygon.exterior()).chain(polygon.interiors()).enumerate() {
            text.push_str(if j == 0 { "[" } else { ",[" });
            for (k, corner) in ring.coords().enumerate() {
                let _ = write!(text, "{}[{},{}]", if k == 0 { "" } else { "," }, corner.x, corner.y);
            }
            text.push(']');
        }
        text.push(']');
    }
    text.push_str(if one { "}" } else { "]}" });
}
