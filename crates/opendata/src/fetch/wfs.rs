//! Addresses of a Web Feature Service (OGC 09-025r2): the first page of a layer, and the one after a page.

use super::address::with_query;

/// Features on a page. A server may give fewer, never more.
const COUNT: u64 = 1000;

/// The address of the first features of a layer.
pub(super) fn first(service: &str, layer: &str) -> String {
    let root = service.split(['?', '#']).next().unwrap_or(service);
    let count = COUNT.to_string();
    with_query(
        root,
        &[
            ("service", "WFS"),
            ("version", "2.0.0"),
            ("request", "GetFeature"),
            ("typeNames", layer),
            ("outputFormat", "application/json"),
            ("srsName", "EPSG:28992"),
            ("count", &count),
            ("startIndex", "0"),
        ],
    )
}

/// The address of the features after a page of `rows`; none where the page is the last: that of an empty one, of one
/// that reaches the number of features the server states, or, where it states none, of one that is not full.
pub(super) fn next(address: &str, rows: u64, stated: Option<u64>) -> Option<String> {
    let name = "startIndex=";
    let at = address.rfind(name)? + name.len();
    let end = address[at..].find('&').map_or(address.len(), |length| at + length);
    let start: u64 = address[at..end].parse().ok()?;
    let through = start.checked_add(rows)?;
    let last = rows == 0 || stated.map_or(rows < COUNT, |stated| through >= stated);
    (!last).then(|| format!("{}{through}{}", &address[..at], &address[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_is_asked_for_page_by_page_in_metres() {
        let page = first("https://service.pdok.nl/cbs/wijkenenbuurten/2024/wfs/v1_0", "wijkenbuurten:wijken");
        assert!(
            page.starts_with("https://service.pdok.nl/cbs/wijkenenbuurten/2024/wfs/v1_0?service=WFS&version=2.0.0"),
            "{page}"
        );
        assert!(page.contains("typeNames=wijkenbuurten%3Awijken") && page.contains("srsName=EPSG%3A28992"), "{page}");
        let second = next(&page, 1000, Some(1500)).unwrap();
        assert!(second.ends_with("count=1000&startIndex=1000"), "{second}");
        assert_eq!(next(&second, 500, Some(1500)), None);
        assert_eq!(
            next(&second, 300, Some(1500)).as_deref(),
            Some(page.replace("startIndex=0", "startIndex=1300").as_str())
        );
        assert_eq!(next(&page, 999, None), None, "not full, and nothing is stated");
        assert_eq!(next(&page, 0, Some(5)), None);
    }
}
