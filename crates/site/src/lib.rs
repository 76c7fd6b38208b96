//! The public site: pages, search, texts.
//!
//! Flows in: opened releases and requests. Flows out: pages in Dutch and English that work without a script. Does not
//! know microdata or raw counts: all it can show stands in a release.
//!
//! The address is the state: area, residents, comparison, year and judgement stand in it in Dutch words (`choices`,
//! `address`), so that back, share and bookmark work. A request goes through `server` (monitor, language, cache,
//! safety) to a handler in `pages`, one file per page; the handler asks `view` what to show, plain values worked out from
//! release, choices and place, and prints them with a template.
//!
//! | module | what it is |
//! |---|---|
//! | `server` | from a request to a page: monitor, language, entity tag, headers |
//! | `sites`, `opened` | the monitors on this server; a release with its search index and distributions |
//! | `choices`, `address`, `visit` | what the address says, and links that keep it |
//! | `columns` | the columns of a comparison, in the address |
//! | `search` | names that forgive typing errors |
//! | `texts` | the site's own words, `locales/` |
//! | `atlas` | maps of one figure: what is asked for, which areas, in which classes |
//! | `databank` | tables of one's own: the page, and the same table as a file |
//! | `api` | what programs read: our own API and the dialects they already speak |
//! | `delivery` | large answers without harm to others: allowances, a workshop, files in parts |
//! | `view` | what pages show, as plain values |
//! | `pages` | one file per page; templates in `templates/` |
//! | `press` | documents, apart from pages: few at a time |
//! | `tiles` | vector tiles, part by part |
//! | `pictures` | drawings as PNG |
//! | `structured` | what machines read: schema.org, DCAT |
//! | `assets`, `sitemap` | static files with a hash in their address; what search engines need |
//!
//! Public: [`Sites`], [`router`], [`serve`].
#![forbid(unsafe_code)]

mod address;
mod api;
mod assets;
mod atlas;
mod choices;
mod columns;
mod databank;
mod delivery;
mod opened;
mod own_area;
mod pages;
mod pictures;
mod press;
mod search;
mod server;
mod sitemap;
mod sites;
mod structured;
mod texts;
mod tiles;
mod view;
mod visit;

use std::net::SocketAddr;

pub use server::router;
pub use sites::Sites;

/// Serves the site until the process is told to stop (interrupt or terminate); running requests are finished first.
pub async fn serve(sites: Sites, listen: SocketAddr) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen).await?;
    let address = listener.local_addr()?;
    tracing::info!(%address, "serving");
    let follower = tokio::spawn(sites.clone().follow());
    let served = axum::serve(listener, router(sites).into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(told_to_stop())
        .await;
    follower.abort();
    served
}

async fn told_to_stop() {
    let interrupt = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::warn!(%error, "cannot listen for an interrupt");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::warn!(%error, "cannot listen for a request to stop");
                std::future::pending::<()>().await;
            }
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
