//! Rows of a table joined to places: which place, which period.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use cells::{AreaCode, Level, Period, PlaceIx, Vintage};
use definition::{Definition, Source};
use geography::Places;

use super::columns::SourceTable;
use super::left_out::{At, Ledger};

/// A row that is about a place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// Position in the table.
    pub(crate) at: usize,
    /// The place.
    pub(crate) place: PlaceIx,
    /// Its level.
    pub(crate) level: Level,
    /// The period, in a table with a period column.
    pub(crate) period: Option<Period>,
}

/// The division a source's codes are looked up in: its own where the areas of that year are known, else the one the
/// definition says they are the same as.
pub(crate) fn division(source: &Source, vintages: &[Vintage]) -> Option<Vintage> {
    [Some(source.vintage), source.same_as].into_iter().flatten().find(|vintage| vintages.contains(vintage))
}

/// Name of a level in messages.
pub(crate) const fn plural(level: Level) -> &'static str {
    match level {
        Level::Country => "countries",
        Level::Region => "regions",
        Level::Municipality => "municipalities",
        Level::District => "districts",
        Level::Neighbourhood => "neighbourhoods",
    }
}

/// Joins the rows of a source to places; what cannot be joined goes to the ledger.
pub(crate) fn join(
    definition: &Definition,
    source: &Source,
    read: &SourceTable,
    places: &Places,
    vintages: &[Vintage],
    ledger: &mut Ledger,
) -> Vec<Row> {
    let table = &read.table;
    let (Some(areas), periods) =
        (table.column(&source.area), source.period_column.as_deref().and_then(|name| table.column(name)))
    else {
        return Vec::new();
    };
    let vintage = division(source, vintages);
    let dropped: Vec<AreaCode> = source.drop.iter().filter_map(|code| code.parse().ok()).collect();
    let mut rows: Vec<Row> = Vec::with_capacity(table.len());
    let mut first: HashMap<(PlaceIx, Option<Period>), usize> = HashMap::with_capacity(table.len());
    let mut contradicted: HashSet<(PlaceIx, Option<Period>)> = HashSet::new();
    for at in 0..table.len() {
        let here =
            |column| At { source: &source.id, file: &table.file, row: Some(table.numbers[at]), column: Some(column) };
        let Some(text) = areas[at].text() else {
            ledger.add(here(&source.area), "no area code", "", || "a row without an area code".to_owned());
            continue;
        };
        let code: AreaCode = match text.parse() {
            Ok(code) => code,
            Err(error) => {
                ledger.add(here(&source.area), "no area code", "", || format!("{error}"));
                continue;
            }
        };
        let level = code.level();
        if dropped.contains(&code) {
            ledger.add(here(&source.area), "dropped by the definition", "", || code.to_string());
            continue;
        }
        if level == Level::Region {
            ledger.add(here(&source.area), "code of no area", plural(level), || {
                format!("`{code}`: figures of regions are worked out from those of their members, not read")
            });
            continue;
        }
        if !definition.monitor.levels.contains(&level) {
            continue;
        }
        let Some(vintage) = vintage else {
            ledger.add(here(&source.area), "division not known", plural(level), || {
                format!("{} of {}, of which no source lists the areas", plural(level), source.vintage)
            });
            continue;
        };
        let Some(place) = places.find_in(code, vintage) else {
            ledger.add(here(&source.area), "code of no area", plural(level), || {
                format!("`{code}` is not among the {} of {vintage}", plural(level))
            });
            continue;
        };
        let period = match periods.map(|fields| fields[at].text()) {
            None => None,
            Some(text) => {
                let name = source.period_column.as_deref().unwrap_or_default();
                let text = text.unwrap_or_default();
                let Some(period) = year(&text) else {
                    ledger.add(here(name), "no year", "", || format!("`{text}`; expected 2024 or 2024JJ00"));
                    continue;
                };
                Some(period)
            }
        };
        match first.entry((place, period)) {
            Entry::Vacant(entry) => {
                entry.insert(at);
                rows.push(Row { at, place, level, period });
            }
            Entry::Occupied(entry) if table.same(*entry.get(), at) => {
                let number = table.numbers[*entry.get()];
                ledger.add(here(&source.area), "duplicate row", "same", || {
                    format!("`{code}` stands in row {number} too, with the same figures; taken once")
                });
            }
            Entry::Occupied(entry) => {
                let number = table.numbers[*entry.get()];
                contradicted.insert(*entry.key());
                ledger.add(here(&source.area), "duplicate row", "other", || {
                    format!("`{code}` stands in row {number} too, with other figures; neither is taken")
                });
            }
        }
    }
    if !contradicted.is_empty() {
        rows.retain(|row| !contradicted.contains(&(row.place, row.period)));
    }
    rows
}

/// The year in `2024` or `2024JJ00`.
fn year(text: &str) -> Option<Period> {
    let digits = text.strip_suffix("JJ00").unwrap_or(text);
    let year: u16 = digits.parse().ok()?;
    (digits.len() == 4 && year >= 1800).then_some(Period(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_read_as_cbs_writes_it() {
        assert_eq!(year("2024"), Some(Period(2024)));
        assert_eq!(year("2024JJ00"), Some(Period(2024)));
        for text in ["", "2024MM01", "24", "+2024", "0024", "2024.5", "twee"] {
            assert_eq!(year(text), None, "{text}");
        }
    }
}
