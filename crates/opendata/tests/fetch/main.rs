//! Fetching from a server on this machine that answers as CBS and PDOK do, and fails as servers fail.

mod faults;
mod files;
mod odata;
mod server;
mod tables;
