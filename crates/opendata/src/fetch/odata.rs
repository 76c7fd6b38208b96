//! Tables of CBS, over OData version 3 and version 4.

use definition::SourceFormat;
use serde::Deserialize;

use super::address::{service_root, with_query};
use super::columns::{self, Present};
use super::http::Client;
use super::page::{Page, PageForm, not_json};
use super::paging::{Paging, Stated, Table};
use super::{Fresh, Job, Problem, Work, partial};
use crate::cache::{AREA_CODES, COLUMNS, DATA, DIMENSIONS, FileFormat, Incoming, MEASURE_CODES, TABLE_INFO};

/// The columns that every version 4 table of observations has beside its dimensions.
const OBSERVATION_COLUMNS: [&str; 5] = ["Id", "Measure", "ValueAttribute", "Value", "StringValue"];

/// What a table says about itself.
#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct TableInfo {
    modified: Option<String>,
    meta_data_modified: Option<String>,
    observations_modified: Option<String>,
    record_count: Option<u64>,
    observation_count: Option<u64>,
}

impl TableInfo {
    /// The last change of figures or texts; empty when the table does not say.
    fn version(&self) -> String {
        let moments = [&self.modified, &self.meta_data_modified, &self.observations_modified];
        moments.into_iter().flatten().max().cloned().unwrap_or_default()
    }
}

/// A column by which figures are split, and whether it holds areas.
struct Dimension {
    name: String,
    areas: bool,
}

/// A table, its address and how it speaks.
struct Service<'a> {
    job: &'a Job<'a>,
    client: &'a Client<'a>,
    root: String,
    form: PageForm,
}

/// Fetches a table with everything that explains it, unless the cache has this version.
pub(super) fn fetch(job: &Job<'_>, client: &Client<'_>) -> Result<Work, Problem> {
    let source = job.source;
    let form = match source.format {
        SourceFormat::CbsOdataV3 => PageForm::OdataV3,
        _ => PageForm::OdataV4,
    };
    let service = Service { job, client, root: service_root(&source.address, source.table.as_deref()), form };
    for _ in 0..2 {
        if let Some(work) = service.fetch_version()? {
            return Ok(work);
        }
        partial::forget(job.cache.folder(), &source.id)?;
    }
    Err(Problem::ChangedMeanwhile { address: service.data_address() })
}

impl Service<'_> {
    /// One whole fetch; nothing when the table was changed by its publisher meanwhile.
    fn fetch_version(&self) -> Result<Option<Work>, Problem> {
        let source = self.job.source;
        let (info, info_bytes) = self.table_info()?;
        let (version, address) = (info.version(), self.data_address());
        let mut files = Files { job: self.job, format: self.file_format(), version: &version, fresh: Vec::new() };
        let mut info_file = Incoming::start(self.job.cache)?;
        info_file.add(&info_bytes)?;
        let info_format = if self.form == PageForm::OdataV3 { FileFormat::OdataV3Json } else { FileFormat::Json };
        files.add_as(info_format, TABLE_INFO, &self.info_address(), info_file);

        let dimensions = match self.form {
            PageForm::OdataV3 => self.columns_of_v3(&version, &mut files)?,
            _ => self.columns_of_v4(&version, &mut files)?,
        };
        let parts = self.code_parts(&dimensions);
        let all_parts = files.parts().into_iter().chain(parts.iter().map(|(part, _)| part.as_str())).chain([DATA]);
        if self.job.has_version(&address, &version, all_parts) {
            return Ok(Some(Work::Unchanged));
        }

        // What version 3 states are rows of the whole table. What version 4 states are its cells, which may be more
        // than it has observations: it only tells how far a fetch is.
        let whole = source.filter.is_none();
        let stated =
            Stated { exactly: info.record_count.filter(|_| whole), about: info.observation_count.filter(|_| whole) };
        let data = self.table(DATA, &address, &version, stated)?;
        self.check_data_columns(&data)?;
        let (rows, pages, resumed_pages) = (data.rows, data.pages, data.resumed_pages);
        files.add(DATA, &address, data.incoming);
        for (part, name) in &parts {
            let address = self.set_address(name);
            let table = self.table(part, &address, &version, Stated::default())?;
            files.add(part, &address, table.incoming);
        }
        if self.table_info()?.0.version() != version {
            return Ok(None);
        }
        Ok(Some(Work::Fresh(Fresh { files: files.fresh, rows, pages, resumed_pages })))
    }

    fn file_format(&self) -> FileFormat {
        if self.form == PageForm::OdataV3 { FileFormat::OdataV3Json } else { FileFormat::OdataV4Json }
    }

    /// Address of the figures; the filter is part of it, so another filter is another address.
    fn data_address(&self) -> String {
        let mut query = Vec::new();
        if self.form == PageForm::OdataV3 {
            query.push(("$format", "json"));
        }
        if let Some(filter) = &self.job.source.filter {
            query.push(("$filter", filter.as_str()));
        }
        let set = if self.form == PageForm::OdataV3 { "TypedDataSet" } else { "Observations" };
        with_query(&format!("{}/{set}", self.root), &query)
    }

    fn set_address(&self, name: &str) -> String {
        let query: &[_] = if self.form == PageForm::OdataV3 { &[("$format", "json")] } else { &[] };
        with_query(&format!("{}/{name}", self.root), query)
    }

    fn info_address(&self) -> String {
        self.set_address(if self.form == PageForm::OdataV3 { "TableInfos" } else { "Properties" })
    }

    fn table_info(&self) -> Result<(TableInfo, Vec<u8>), Problem> {
        let answer = self.client.get(&self.info_address(), |bytes| {
            if self.form == PageForm::OdataV3 {
                let page = Page::read(self.form, bytes)?;
                let row = page.rows.first().ok_or("expected one row about the table, found none")?;
                serde_json::from_str(row.get()).map_err(|error| not_json(&error, bytes))
            } else {
                serde_json::from_slice::<TableInfo>(bytes).map_err(|error| not_json(&error, bytes))
            }
        })?;
        Ok((answer.read, answer.bytes))
    }

    fn table(&self, part: &str, address: &str, version: &str, stated: Stated) -> Result<Table, Problem> {
        Paging {
            client: self.client,
            cache: self.job.cache,
            source: &self.job.source.id,
            part,
            form: self.form,
            address,
            version,
            stated,
        }
        .fetch(None)
    }

    /// A small table whose rows are needed here: fetched in one answer, read and stored.
    fn small_table<T: for<'de> Deserialize<'de>>(
        &self,
        part: &'static str,
        set: &str,
        version: &str,
        files: &mut Files<'_>,
    ) -> Result<Vec<T>, Problem> {
        let address = self.set_address(set);
        let mut table = self.table(part, &address, version, Stated::default())?;
        let unreadable = |message| Problem::Unreadable { address: address.clone(), message, attempts: 1 };
        let bytes = table.incoming.written()?;
        let page = Page::read(self.form, &bytes).map_err(unreadable)?;
        let rows = page
            .rows
            .iter()
            .map(|row| serde_json::from_str(row.get()))
            .collect::<Result<Vec<T>, _>>()
            .map_err(|error| unreadable(error.to_string()))?;
        files.add(part, &address, table.incoming);
        Ok(rows)
    }

    fn columns_of_v3(&self, version: &str, files: &mut Files<'_>) -> Result<Vec<Dimension>, Problem> {
        #[derive(Deserialize)]
        #[serde(rename_all = "PascalCase")]
        struct Property {
            #[serde(default)]
            key: String,
            #[serde(default, rename = "Type")]
            kind: String,
        }
        let properties: Vec<Property> = self.small_table(COLUMNS, "DataProperties", version, files)?;
        let mut names: Vec<String> = properties.iter().map(|p| p.key.clone()).filter(|key| !key.is_empty()).collect();
        names.push("ID".to_owned());
        columns::check(self.job.source, &self.data_address(), &Present { columns: &names, measures: None })?;
        Ok(properties
            .into_iter()
            .filter(|p| matches!(p.kind.as_str(), "Dimension" | "GeoDimension" | "GeoDetail" | "TimeDimension"))
            .map(|p| Dimension { areas: p.kind.starts_with("Geo"), name: p.key })
            .collect())
    }

    fn columns_of_v4(&self, version: &str, files: &mut Files<'_>) -> Result<Vec<Dimension>, Problem> {
        #[derive(Deserialize)]
        #[serde(rename_all = "PascalCase")]
        struct Row {
            identifier: String,
            #[serde(default)]
            kind: Option<String>,
        }
        let dimensions: Vec<Row> = self.small_table(DIMENSIONS, "Dimensions", version, files)?;
        let measures: Vec<Row> = self.small_table(MEASURE_CODES, "MeasureCodes", version, files)?;
        let columns: Vec<_> = OBSERVATION_COLUMNS
            .iter()
            .map(|name| (*name).to_owned())
            .chain(dimensions.iter().map(|d| d.identifier.clone()))
            .collect();
        let measures: Vec<_> = measures.into_iter().map(|m| m.identifier).collect();
        let own_measure = self.job.source.long.as_ref().is_none_or(|long| long.measure == "Measure");
        let present = Present { columns: &columns, measures: own_measure.then_some(&measures) };
        columns::check(self.job.source, &self.data_address(), &present)?;
        Ok(dimensions
            .into_iter()
            .map(|d| Dimension {
                areas: d.kind.as_deref().is_some_and(|kind| kind.starts_with("Geo")),
                name: d.identifier,
            })
            .collect())
    }

    /// The tables of codes to fetch: part in the cache and name at the source. The codes of the areas have their own
    /// part.
    fn code_parts(&self, dimensions: &[Dimension]) -> Vec<(String, String)> {
        let area = &self.job.source.area;
        let of_areas = dimensions
            .iter()
            .find(|d| d.name == *area)
            .or_else(|| dimensions.iter().find(|d| d.areas))
            .map(|d| d.name.as_str());
        dimensions
            .iter()
            .map(|d| {
                let part = if of_areas == Some(&d.name) { AREA_CODES.to_owned() } else { format!("codes-{}", d.name) };
                let set = if self.form == PageForm::OdataV3 { d.name.clone() } else { format!("{}Codes", d.name) };
                (part, set)
            })
            .collect()
    }

    /// The rows themselves, for a table whose description promises more than its rows have.
    fn check_data_columns(&self, data: &Table) -> Result<(), Problem> {
        if data.rows == 0 {
            return Ok(());
        }
        let mut columns = data.columns.clone();
        if self.form == PageForm::OdataV4 {
            // A table with numbers only leaves out the column with texts.
            columns.extend(OBSERVATION_COLUMNS.map(str::to_owned));
        }
        columns::check(self.job.source, &self.data_address(), &Present { columns: &columns, measures: None })
    }
}

/// Files of one version, on their way into the cache.
struct Files<'a> {
    job: &'a Job<'a>,
    format: FileFormat,
    version: &'a str,
    fresh: Vec<(crate::cache::NewFile, Incoming)>,
}

impl Files<'_> {
    fn add(&mut self, part: &str, address: &str, incoming: Incoming) {
        self.add_as(self.format, part, address, incoming);
    }

    fn add_as(&mut self, format: FileFormat, part: &str, address: &str, incoming: Incoming) {
        let mut file = self.job.new_file(part, format, address);
        file.modified = Some(self.version.to_owned()).filter(|version| !version.is_empty());
        self.fresh.push((file, incoming));
    }

    fn parts(&self) -> Vec<&str> {
        self.fresh.iter().map(|(file, _)| file.part.as_str()).collect()
    }
}
