//! Register tables from SPSS, CSV and Parquet files, as streams of Arrow batches with a declared schema.
