use std::collections::BTreeMap;

use cells::{CategoryIx, IndicatorIx, Level, Period, Vintage};
use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use super::column::Column;
use super::{CategorySet, Cube};

/// First bytes of `cube/columns.bin`.
pub(crate) const COLUMNS_MAGIC: [u8; 8] = *b"WMCOLS1\n";
/// First bytes of `cube/readings.bin`.
pub(crate) const READINGS_MAGIC: [u8; 8] = *b"WMREAD1\n";

/// `cube/index.json`: where every column of every slice stands.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct CubeIndex {
    /// The first place of each level, and the number of places.
    pub(crate) starts: [u32; Level::ALL.len() + 1],
    /// How many indicators the definition has.
    pub(crate) indicators: u16,
    /// The sets of categories that slices have.
    pub(crate) categories: Vec<Vec<CategoryIx>>,
    /// Ordered by indicator, period and level.
    pub(crate) slices: Vec<SliceRecord>,
    /// What each reading that occurs is called in the Parquet files.
    pub(crate) reading_words: BTreeMap<u8, String>,
}

/// One slice of the index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct SliceRecord {
    pub(crate) indicator: IndicatorIx,
    pub(crate) period: Period,
    pub(crate) level: Level,
    pub(crate) vintage: Vintage,
    pub(crate) source: usize,
    /// Position in the sets of categories.
    pub(crate) categories: usize,
    /// What numerator ÷ denominator is multiplied by to give the figure.
    pub(crate) per: f64,
    /// Status, kind and which counts there are; see [`super::flags`].
    pub(crate) flags: Column,
    pub(crate) numerator: Column,
    pub(crate) numerator_within: Column,
    pub(crate) denominator: Column,
    pub(crate) denominator_within: Column,
    /// Bits of the figures; absent when every figure is exactly what the counts give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<Column>,
    /// In `readings.bin`, in the order of the standing references; absent where no cell has a reading.
    pub(crate) readings: [Option<Column>; 3],
}

impl SliceRecord {
    pub(crate) fn key(&self) -> (IndicatorIx, Period, Level) {
        (self.indicator, self.period, self.level)
    }
}

impl CubeIndex {
    /// Puts a cube together, after checking that no lookup can leave the bytes.
    pub(crate) fn into_cube(self, columns: Bytes, readings: Bytes) -> Result<Cube, String> {
        if self.starts[0] != 0 || !self.starts.is_sorted() {
            return Err("the places of the levels are out of order".to_owned());
        }
        for (position, set) in self.categories.iter().enumerate() {
            if set.is_empty() || !set.is_sorted_by(|a, b| a < b) {
                return Err(format!("category set {position} is empty or out of order"));
            }
        }
        if !self.slices.is_sorted_by(|a, b| a.key() < b.key()) {
            return Err("slices are out of order, or one is there twice".to_owned());
        }
        for slice in &self.slices {
            self.check_slice(slice, &columns, &readings).map_err(|problem| {
                format!("indicator {}, {}, level {:?}: {problem}", slice.indicator.0, slice.period, slice.level)
            })?;
        }

        let mut periods: Vec<Period> = self.slices.iter().map(|slice| slice.period).collect();
        periods.sort_unstable();
        periods.dedup();
        let mut periods_of = vec![Vec::new(); usize::from(self.indicators)];
        let mut by_address = vec![u32::MAX; usize::from(self.indicators) * periods.len() * Level::ALL.len()];
        for (position, slice) in self.slices.iter().enumerate() {
            let own: &mut Vec<Period> = &mut periods_of[usize::from(slice.indicator.0)];
            if own.last() != Some(&slice.period) {
                own.push(slice.period);
            }
            let period = periods.binary_search(&slice.period).map_err(|_| "a period is missing".to_owned())?;
            let row = usize::from(slice.indicator.0) * periods.len() + period;
            by_address[row * Level::ALL.len() + slice.level as usize] = position as u32;
        }
        Ok(Cube {
            starts: self.starts,
            category_sets: self.categories.into_iter().map(CategorySet::new).collect(),
            slices: self.slices,
            reading_words: self.reading_words,
            periods,
            periods_of,
            by_address,
            columns,
            readings,
        })
    }

    fn check_slice(&self, slice: &SliceRecord, columns: &[u8], readings: &[u8]) -> Result<(), String> {
        if slice.indicator.0 >= self.indicators {
            return Err(format!("there are only {} indicators", self.indicators));
        }
        let Some(set) = self.categories.get(slice.categories) else {
            return Err(format!("there is no category set {}", slice.categories));
        };
        if !(slice.per.is_finite() && slice.per > 0.0) {
            return Err(format!("the figure is said to be per {}", slice.per));
        }
        let level = slice.level as usize;
        let cells = (self.starts[level + 1] - self.starts[level]) as usize * set.len();
        let of_cells =
            [slice.flags, slice.numerator, slice.numerator_within, slice.denominator, slice.denominator_within];
        of_cells.into_iter().chain(slice.value).try_for_each(|column| column.check(cells, columns.len()))?;
        slice.readings.iter().flatten().try_for_each(|column| column.check(cells, readings.len()))
    }
}
