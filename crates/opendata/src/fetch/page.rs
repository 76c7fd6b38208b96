//! One page of an answer: its rows and the link to the next page, as OData versions 3 and 4 and OGC API Features
//! write them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::error::excerpt;
use crate::cache::hash_of;

/// How pages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageForm {
    /// Rows in `value`, next page in `odata.nextLink`.
    OdataV3,
    /// Rows in `value`, next page in `@odata.nextLink`.
    OdataV4,
    /// Rows in `features`, next page among `links`.
    Features,
    /// The same from a WFS, which may leave it to the client to count on.
    Wfs,
}

impl PageForm {
    pub(super) const fn rows_key(self) -> &'static str {
        match self {
            Self::OdataV3 | Self::OdataV4 => "value",
            Self::Features | Self::Wfs => "features",
        }
    }
}

/// A page, borrowed from its bytes.
pub(super) struct Page<'a> {
    /// Each row as it is written.
    pub(super) rows: Vec<&'a RawValue>,
    /// Link to the next page, as it is written.
    pub(super) next: Option<String>,
    /// Rows of all pages together, where the page says so.
    pub(super) stated_rows: Option<u64>,
    /// Members that are about the whole table.
    pub(super) head: Vec<(String, &'a RawValue)>,
}

#[derive(Deserialize)]
struct Link {
    #[serde(default)]
    rel: String,
    href: String,
}

impl<'a> Page<'a> {
    /// Reads a page; what is not JSON, or has no rows, is refused with what was found.
    pub(super) fn read(form: PageForm, bytes: &'a [u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|error| format!("expected JSON in UTF-8: {error}"))?;
        let text = text.trim_start_matches('\u{feff}');
        let mut members: BTreeMap<String, &'a RawValue> =
            serde_json::from_str(text).map_err(|error| not_json(&error, bytes))?;
        let key = form.rows_key();
        let rows =
            members.remove(key).ok_or_else(|| format!("expected rows in `{key}`, found “{}”", excerpt(bytes)))?;
        let rows: Vec<&'a RawValue> =
            serde_json::from_str(rows.get()).map_err(|error| format!("`{key}` is no list: {error}"))?;
        let link = |name: &str| members.get(name).and_then(|raw| serde_json::from_str::<String>(raw.get()).ok());
        let (next, stated_rows) = match form {
            PageForm::OdataV3 => (link("odata.nextLink"), None),
            PageForm::OdataV4 => (link("@odata.nextLink"), None),
            PageForm::Features | PageForm::Wfs => {
                let links: Vec<Link> =
                    members.get("links").and_then(|raw| serde_json::from_str(raw.get()).ok()).unwrap_or_default();
                let stated = members.get("numberMatched").and_then(|raw| serde_json::from_str(raw.get()).ok());
                (links.into_iter().find(|l| l.rel == "next").map(|l| l.href), stated)
            }
        };
        let of_one_page =
            ["odata.nextLink", "@odata.nextLink", "links", "numberReturned", "numberMatched", "timeStamp"];
        let head = members.into_iter().filter(|(name, _)| !of_one_page.contains(&name.as_str())).collect();
        Ok(Self { rows, next, stated_rows, head })
    }

    /// A hash of the rows: the same for the same rows, whatever else (such as a time) the page says.
    pub(super) fn rows_hash(&self) -> String {
        hash_of(self.rows.iter().map(|row| row.get()).collect::<Vec<_>>().join("\n").as_bytes())
    }

    /// Names of the members of the rows (of a feature, of its properties).
    pub(super) fn columns(&self, form: PageForm, columns: &mut Vec<String>) -> Result<(), String> {
        #[derive(Deserialize)]
        struct Feature<'a> {
            #[serde(default, borrow)]
            properties: Option<BTreeMap<String, &'a RawValue>>,
        }
        let add = |names: BTreeMap<String, &RawValue>, columns: &mut Vec<String>| {
            for name in names.into_keys() {
                if !columns.contains(&name) {
                    columns.push(name);
                }
            }
        };
        match form {
            // Every row of a table has the same members.
            PageForm::OdataV3 | PageForm::OdataV4 => {
                for row in self.rows.iter().take(1) {
                    add(serde_json::from_str(row.get()).map_err(|e| format!("a row is no object: {e}"))?, columns);
                }
            }
            PageForm::Features | PageForm::Wfs => {
                for row in &self.rows {
                    let feature: Feature<'_> =
                        serde_json::from_str(row.get()).map_err(|e| format!("a feature cannot be read: {e}"))?;
                    add(feature.properties.unwrap_or_default(), columns);
                }
            }
        }
        Ok(())
    }
}

/// A message for what should have been JSON.
pub(super) fn not_json(error: &serde_json::Error, bytes: &[u8]) -> String {
    if error.is_eof() {
        format!("the JSON breaks off after {} bytes", bytes.len())
    } else {
        format!("it is no JSON ({error}); it begins with “{}”", excerpt(bytes))
    }
}
