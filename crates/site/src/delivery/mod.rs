//! Large answers without harm to others: what an address may ask per minute, how many tables are made at once, and files
//! that are sent part by part.
//!
//! A table is made at full speed on a thread of its own, into memory or a temporary file, and sent from there. A
//! client that reads slowly keeps a file open and nothing else; one that hangs up stops the making.

mod allowance;
mod made;
mod range;
mod workshop;

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

pub(crate) use allowance::Allowance;
pub(crate) use made::{Made, Maker};
pub(crate) use range::{release_file, send};
pub(crate) use workshop::Workshop;

use crate::Sites;
use crate::sites::Mount;

/// What stands around a request for figures: who asks, which monitor, and the means to make large answers.
#[derive(Debug, Clone)]
pub(crate) struct Around {
    pub(crate) sites: Sites,
    pub(crate) mount: Arc<Mount>,
    pub(crate) peer: IpAddr,
    pub(crate) workshop: Arc<Workshop>,
    pub(crate) allowance: Arc<Allowance>,
}

impl<S: Send + Sync> FromRequestParts<S> for Around {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Self>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}
