//! A cluster of separate processes: the same counts as in one process, what happens when one dies, storage, and limits.

#[expect(dead_code, reason = "shared with the tests of tabulate, which need all of it")]
#[path = "../../../tabulate/tests/tabulation/fixture.rs"]
mod fixture;

mod bad_input;
mod equal;
mod killed;
mod people;
mod processes;
mod storage;
mod what_the_cluster_cannot_do;
