//! Synthetic populations: a fictional province with its map, and register tables of any size.

pub mod land;
