//! All pages of a table, one after the other, made into one file.

use std::collections::HashSet;

use super::address::follow;
use super::http::Client;
use super::page::{Page, PageForm};
use super::partial::Partial;
use super::{Event, Problem, wfs};
use crate::cache::{Cache, Incoming};

/// A table to fetch page by page.
pub(super) struct Paging<'a> {
    pub(super) client: &'a Client<'a>,
    pub(super) cache: &'a Cache,
    pub(super) source: &'a str,
    pub(super) part: &'a str,
    pub(super) form: PageForm,
    pub(super) address: &'a str,
    /// Version of the source; pages kept of another version are not used.
    pub(super) version: &'a str,
    pub(super) stated: Stated,
}

/// How many rows a source says it has in all.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stated {
    /// A number that the rows must come to.
    pub(super) exactly: Option<u64>,
    /// A number that only tells how far a fetch is.
    pub(super) about: Option<u64>,
}

/// A table that is complete.
pub(super) struct Table {
    pub(super) incoming: Incoming,
    pub(super) columns: Vec<String>,
    pub(super) rows: u64,
    pub(super) pages: usize,
    /// How many of the pages an earlier fetch had kept.
    pub(super) resumed_pages: usize,
}

impl Paging<'_> {
    /// Fetches what is not kept yet, and puts all pages together. `first` is the first page, where it was fetched
    /// already.
    pub(super) fn fetch(&self, first: Option<&[u8]>) -> Result<Table, Problem> {
        self.client.tell(&Event::Started { part: self.part, address: self.address });
        let mut partial = Partial::open(self.cache.folder(), self.source, self.part, self.address, self.version)?;
        let mut resumed_pages = partial.state.pages.len();
        if resumed_pages > 0 {
            let rows = partial.state.rows();
            self.client.tell(&Event::Resumed { part: self.part, pages: resumed_pages, rows });
        } else if let Some(bytes) = first {
            let (rows, next) = self.size_and_link(self.address, bytes).map_err(|message| self.unreadable(message))?;
            partial.keep(self.address, bytes, rows, next.map(|link| follow(self.address, &link)))?;
            self.tell_page(&partial);
        }
        let mut seen: HashSet<String> = partial.state.pages.iter().map(|page| page.address.clone()).collect();
        while let Some(address) = partial.state.next.clone() {
            if !seen.insert(address.clone()) {
                let page = partial.state.pages.len();
                partial.remove()?;
                return Err(Problem::Loop { address: self.address.to_owned(), page, link: address });
            }
            let answer = match self.client.get(&address, |bytes| self.size_and_link(&address, bytes)) {
                // A server may forget its next links: then begin anew, once.
                Err(Problem::Status { status: 400 | 404 | 410, .. })
                    if resumed_pages > 0 && partial.state.pages.len() == resumed_pages =>
                {
                    partial.remove()?;
                    resumed_pages = 0;
                    seen.clear();
                    continue;
                }
                answer => answer?,
            };
            let (rows, next) = answer.read;
            partial.keep(&address, &answer.bytes, rows, next.map(|link| follow(&address, &link)))?;
            self.tell_page(&partial);
            self.check_rows(&mut partial, |found, stated| found <= stated)?;
        }
        self.check_rows(&mut partial, |found, stated| found == stated)?;
        self.merge(&partial, resumed_pages)
    }

    fn size_and_link(&self, address: &str, bytes: &[u8]) -> Result<(u64, Option<String>), String> {
        let page = Page::read(self.form, bytes)?;
        let rows = page.rows.len() as u64;
        let counted_on = || (self.form == PageForm::Wfs).then(|| wfs::next(address, rows, page.stated_rows)).flatten();
        let next = page.next.clone().or_else(counted_on);
        Ok((rows, next))
    }

    fn tell_page(&self, partial: &Partial) {
        let (pages, rows) = (partial.state.pages.len(), partial.state.rows());
        self.client.tell(&Event::Page { part: self.part, pages, rows, of: self.stated.exactly.or(self.stated.about) });
    }

    fn check_rows(&self, partial: &mut Partial, fits: impl Fn(u64, u64) -> bool) -> Result<(), Problem> {
        let found = partial.state.rows();
        match self.stated.exactly {
            Some(stated) if !fits(found, stated) => {
                partial.remove()?;
                Err(Problem::RowCount { address: self.address.to_owned(), found, stated })
            }
            _ => Ok(()),
        }
    }

    /// One document with the rows of all pages, each as the source wrote it, one on a line.
    fn merge(&self, partial: &Partial, resumed_pages: usize) -> Result<Table, Problem> {
        let mut incoming = Incoming::start(self.cache)?;
        let mut columns = Vec::new();
        let mut first = true;
        for at in 0..partial.state.pages.len() {
            let bytes = partial.page(at)?;
            let page = Page::read(self.form, &bytes).map_err(|message| self.unreadable(message))?;
            page.columns(self.form, &mut columns).map_err(|message| self.unreadable(message))?;
            if at == 0 {
                incoming.add(b"{")?;
                for (name, value) in &page.head {
                    incoming
                        .add(format!("{}:{},\n", serde_json::Value::from(name.as_str()), value.get()).as_bytes())?;
                }
                incoming.add(format!("\"{}\":[", self.form.rows_key()).as_bytes())?;
            }
            for row in &page.rows {
                incoming.add(if first { b"\n" } else { b",\n" })?;
                incoming.add(row.get().as_bytes())?;
                first = false;
            }
        }
        incoming.add(b"\n]}\n")?;
        Ok(Table { incoming, columns, rows: partial.state.rows(), pages: partial.state.pages.len(), resumed_pages })
    }

    fn unreadable(&self, message: String) -> Problem {
        Problem::Unreadable { address: self.address.to_owned(), message, attempts: 1 }
    }
}
