//! The attacks, one file each.

pub mod balances;
pub mod differences;
pub mod exact;
pub mod interval;
pub mod replay;
pub mod solved_back;
pub mod witnesses;
