use std::path::Path;
use std::sync::{Arc, LazyLock};

use arrow::array::{
    Array, ArrayRef, ListArray, ListBuilder, RecordBatch, StringArray, StringBuilder, UInt16Array, UInt16Builder,
    UInt32Array, UInt32Builder,
};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use cells::{AreaCode, Level, PlaceIx, Vintage};
use geography::{Place, Places};

use super::{column, read_batches, write_batches};
use crate::FileRecord;
use crate::draft::level_name;
use crate::error::{OpenError, WriteError};

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let list = |name: &str, of: DataType| Field::new_list(name, Field::new_list_field(of, true), false);
    Arc::new(Schema::new(vec![
        Field::new("place", DataType::UInt32, false),
        Field::new("area", DataType::Utf8, false),
        Field::new("level", DataType::Utf8, false),
        Field::new("name", DataType::Utf8, false),
        list("vintages", DataType::UInt16),
        list("parents", DataType::UInt32),
        list("parent_areas", DataType::Utf8),
        list("members", DataType::List(Arc::new(Field::new_list_field(DataType::UInt32, true)))),
    ]))
});

/// Writes `places.parquet`.
pub(crate) fn write(path: &Path, places: &Places) -> Result<FileRecord, WriteError> {
    let mut vintages = ListBuilder::new(UInt16Builder::new());
    let mut parents = ListBuilder::new(UInt32Builder::new());
    let mut parent_areas = ListBuilder::new(StringBuilder::new());
    let mut members = ListBuilder::new(ListBuilder::new(UInt32Builder::new()));
    for (_, place) in places.iter() {
        vintages.append_value(place.vintages.iter().map(|vintage| Some(vintage.0)));
        parents.append_value(place.parents.iter().map(|parent| Some(parent.0)));
        parent_areas.append_value(place.parents.iter().map(|&parent| Some(places.get(parent).code.to_string())));
        let numbers = |all: &Vec<PlaceIx>| Some(all.iter().map(|member| Some(member.0)).collect::<Vec<_>>());
        members.append_value(place.members.iter().map(numbers));
    }
    let all = || places.iter().map(|(_, place)| place);
    let columns: Vec<ArrayRef> = vec![
        Arc::new(UInt32Array::from_iter_values(0..places.len() as u32)),
        Arc::new(StringArray::from_iter_values(all().map(|place| place.code.to_string()))),
        Arc::new(StringArray::from_iter_values(all().map(|place| level_name(place.level())))),
        Arc::new(StringArray::from_iter_values(all().map(|place| place.name.as_str()))),
        Arc::new(vintages.finish()),
        Arc::new(parents.finish()),
        Arc::new(parent_areas.finish()),
        Arc::new(members.finish()),
    ];
    let batch = RecordBatch::try_new(SCHEMA.clone(), columns);
    write_batches(path, &SCHEMA, Vec::new(), std::iter::once(batch))
}

/// Reads `places.parquet`.
pub(crate) fn read(path: &Path) -> Result<Places, OpenError> {
    let damaged = |problem: String| OpenError::damaged(path, problem);
    let mut places = Vec::new();
    for batch in read_batches(path, &SCHEMA)? {
        let batch = batch.map_err(|error| OpenError::damaged(path, error))?;
        let areas: &StringArray = column(&batch, "area").map_err(damaged)?;
        let names: &StringArray = column(&batch, "name").map_err(damaged)?;
        let vintages: &ListArray = column(&batch, "vintages").map_err(damaged)?;
        let parents: &ListArray = column(&batch, "parents").map_err(damaged)?;
        let members: &ListArray = column(&batch, "members").map_err(damaged)?;
        for row in 0..batch.num_rows() {
            let code = areas.value(row).parse::<AreaCode>().map_err(|error| OpenError::damaged(path, error))?;
            let (vintages, parents) = (vintages.value(row), parents.value(row));
            let numbers = vintages.as_any().downcast_ref::<UInt16Array>();
            let vintages = numbers.map(|all| all.values().iter().map(|&vintage| Vintage(vintage)).collect::<Vec<_>>());
            let parents = indices(&parents);
            let lists = members.value(row);
            let lists = lists.as_any().downcast_ref::<ListArray>();
            let members = lists.and_then(|lists| lists.iter().map(|list| indices(&list?)).collect::<Option<Vec<_>>>());
            let (Some(vintages), Some(parents), Some(members)) = (vintages, parents, members) else {
                let row = places.len() + 1;
                return Err(damaged(format!("row {row}: vintages, parents and members must be numbers")));
            };
            places.push(Place { code, name: names.value(row).to_owned(), vintages, parents, members });
        }
    }
    check(&places).map_err(damaged)?;
    Ok(Places::new(places))
}

/// The numbers of a list as indices of places; none where they are no numbers.
fn indices(list: &ArrayRef) -> Option<Vec<PlaceIx>> {
    let numbers = list.as_any().downcast_ref::<UInt32Array>()?;
    Some(numbers.values().iter().map(|&ix| PlaceIx(ix)).collect())
}

/// What [`Places::new`] takes for granted.
fn check(places: &[Place]) -> Result<(), String> {
    for (row, place) in places.iter().enumerate() {
        let at = |problem: &str| Err(format!("row {}, {}: {problem}", row + 1, place.code));
        if place.vintages.is_empty() || !place.vintages.is_sorted_by(|a, b| a < b) {
            return at("its vintages must be at least one, and ascending");
        }
        if !place.parents.is_empty() && place.parents.len() != place.vintages.len() {
            return at("it must have a parent for every vintage, or none");
        }
        let above = place.level().above();
        if place
            .parents
            .iter()
            .any(|parent| places.get(parent.0 as usize).map(Place::level) != above || above.is_none())
        {
            return at("its parent is not a place one level up");
        }
        if place.level() != Level::Region && !place.members.is_empty() {
            return at("only a region has members");
        }
        if place.level() == Level::Region {
            let level = |member: &PlaceIx| places.get(member.0 as usize).map(Place::level);
            let first = place.members.iter().flatten().next().and_then(level);
            let whole = place.members.len() == place.vintages.len()
                && first.is_some_and(|level| level > Level::Region)
                && place.members.iter().flatten().all(|member| level(member) == first)
                && place.members.iter().all(|all| !all.is_empty() && all.is_sorted_by(|a, b| a < b));
            if !whole {
                return at("it must have members of one level for every vintage, ascending");
            }
        }
    }
    let key = |place: &Place| (place.level(), place.code, std::cmp::Reverse(place.newest()));
    if !places.is_sorted_by(|a, b| key(a) < key(b)) {
        return Err("places are not ordered by level, code and newest vintage".to_owned());
    }
    Ok(())
}
