//! Finding a place or an indicator by name: that of [`ask::names`].

pub(crate) use ask::names::{Found, Index};
