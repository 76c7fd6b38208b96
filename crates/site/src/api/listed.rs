//! Lists that come in pages.

use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::params::{Paging, Params};
use crate::visit::Visit;

/// Which page of a list, as the description has it.
#[derive(IntoParams)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
#[expect(dead_code, reason = "it is described and never made")]
pub(super) struct Pages {
    /// Page, from 1
    #[param(minimum = 1, maximum = 10_000_000)]
    page: Option<u32>,
    /// How many on a page; 1,000 where not given
    #[param(minimum = 1, maximum = 10_000)]
    page_size: Option<u32>,
}

/// Where a list goes on.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Page {
    /// This page, from 1.
    page: usize,
    /// How many are on a page.
    page_size: usize,
    /// How many there are in all.
    total: usize,
    /// The address of the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    /// The address of the page before; absent on the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<String>,
}

/// Which part of a list is on a page, and where it goes on.
pub(crate) fn part(visit: &Visit, params: &Params, paging: Paging, total: usize) -> (std::ops::Range<usize>, Page) {
    let from = (paging.page - 1).saturating_mul(paging.size).min(total);
    let to = (from + paging.size).min(total);
    let address = |page: usize| {
        let path = crate::databank::api_root(visit, visit.path());
        format!("{}{path}?{}", visit.origin(), params.with_page(page))
    };
    let last = total.div_ceil(paging.size).max(1);
    let page = Page {
        page: paging.page,
        page_size: paging.size,
        total,
        next: (to < total).then(|| address(paging.page + 1)),
        previous: (paging.page > 1).then(|| address((paging.page - 1).min(last))),
    };
    (from..to, page)
}
