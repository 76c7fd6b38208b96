//! Views that several others read: worked out once, and kept in memory with their texts as numbers.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::{Arc, Mutex, PoisonError};

use arrow::array::{Array, ArrayRef, AsArray, DictionaryArray, Int32Array, RecordBatch, StringViewArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Int32Type, Schema};
use datafusion::common::runtime::SpawnedTask;
use datafusion::datasource::MemTable;
use datafusion::error::{DataFusionError, Result};
use datafusion::prelude::DataFrame;
use futures::StreamExt;

use crate::checks::Mix;

/// Runs a view and keeps its rows; texts become a dictionary that all batches share.
pub(crate) async fn kept(view: DataFrame) -> Result<MemTable> {
    let streams = view.execute_stream_partitioned().await?;
    let Some(schema) = streams.first().map(|stream| stream.schema()) else {
        return Err(DataFusionError::Internal("a view without partitions".to_owned()));
    };
    let coders: Arc<Vec<Option<Coder>>> =
        Arc::new(schema.fields().iter().map(|field| is_text(field.data_type()).then(Coder::default)).collect());
    let tasks: Vec<_> = streams
        .into_iter()
        .map(|mut stream| {
            let coders = Arc::clone(&coders);
            SpawnedTask::spawn(async move {
                let mut batches: Vec<Vec<ArrayRef>> = Vec::new();
                let mut local: Vec<Local> = coders.iter().map(|_| Local::default()).collect();
                while let Some(batch) = stream.next().await {
                    let batch = batch?;
                    let mut columns = Vec::with_capacity(batch.num_columns());
                    for (n, column) in batch.columns().iter().enumerate() {
                        columns.push(match &coders[n] {
                            Some(coder) => local[n].codes(coder, column)?,
                            None => Arc::clone(column),
                        });
                    }
                    batches.push(columns);
                }
                Ok::<_, DataFusionError>(batches)
            })
        })
        .collect();
    let mut partitions = Vec::with_capacity(tasks.len());
    for task in tasks {
        partitions.push(task.join_unwind().await.map_err(|error| DataFusionError::External(Box::new(error)))??);
    }
    let values: Vec<Option<ArrayRef>> = coders.iter().map(|coder| coder.as_ref().map(Coder::values)).collect();
    let fields = schema.fields().iter().zip(&values).map(|(field, values)| match values {
        Some(_) => Field::new(field.name(), dictionary(), true),
        None => field.as_ref().clone(),
    });
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let finished = |columns: Vec<ArrayRef>| -> Result<RecordBatch> {
        let columns = columns.into_iter().zip(&values).map(|(column, values)| match values {
            Some(values) => {
                let codes = column.as_primitive::<Int32Type>().clone();
                Ok(Arc::new(DictionaryArray::try_new(codes, Arc::clone(values))?) as ArrayRef)
            }
            None => Ok(column),
        });
        Ok(RecordBatch::try_new(Arc::clone(&schema), columns.collect::<Result<Vec<_>>>()?)?)
    };
    let partitions = partitions
        .into_iter()
        .map(|batches| batches.into_iter().map(finished).collect::<Result<Vec<_>>>())
        .collect::<Result<Vec<_>>>()?;
    MemTable::try_new(schema, partitions)
}

fn is_text(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

fn dictionary() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8View))
}

/// The numbers of the texts of a column, shared by its readers.
#[derive(Default)]
struct Coder(Mutex<(HashMap<String, i32>, Vec<String>)>);

impl Coder {
    fn code(&self, text: &str) -> i32 {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(code) = known.0.get(text) {
            return *code;
        }
        // There are not two billion different texts in a view.
        let code = i32::try_from(known.1.len()).unwrap_or(i32::MAX);
        known.0.insert(text.to_owned(), code);
        known.1.push(text.to_owned());
        code
    }

    fn values(&self) -> ArrayRef {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::new(StringViewArray::from_iter_values(&known.1))
    }
}

/// What one reader knows already, so that it need not ask: texts of at most 12 bytes, as they lie in a view.
#[derive(Default)]
struct Local(HashMap<u128, i32, BuildHasherDefault<Mix>>);

impl Local {
    fn codes(&mut self, coder: &Coder, column: &ArrayRef) -> Result<ArrayRef> {
        let views = cast(column, &DataType::Utf8View)?;
        let views = views.as_string_view();
        let mut last = (u128::MAX, 0);
        let mut codes = Vec::with_capacity(views.len());
        for (row, view) in views.views().iter().enumerate() {
            if views.is_null(row) {
                codes.push(0);
                continue;
            }
            if (*view as u32) > 12 {
                codes.push(coder.code(views.value(row)));
                continue;
            }
            if last.0 != *view {
                last = (*view, *self.0.entry(*view).or_insert_with(|| coder.code(views.value(row))));
            }
            codes.push(last.1);
        }
        Ok(Arc::new(Int32Array::new(codes.into(), views.nulls().cloned())))
    }
}
