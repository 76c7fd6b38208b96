//! Web addresses: queries, next links, and what a definition may write.

/// An address with a query; names and values are percent-encoded where they must be.
pub(super) fn with_query(base: &str, pairs: &[(&str, &str)]) -> String {
    let mut address = base.to_owned();
    for (at, (name, value)) in pairs.iter().enumerate() {
        address.push(if at == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                address.push(char::from(byte));
            } else {
                push_encoded(&mut address, byte);
            }
        }
    }
    address
}

/// Where a link in an answer leads. Links may be whole addresses, paths or queries. A link from an https answer to
/// http is followed over https: CBS has given such links.
pub(super) fn follow(from: &str, link: &str) -> String {
    let origin_end = from.find("://").map_or(0, |at| at + 3);
    let path_start = from[origin_end..].find(['/', '?', '#']).map_or(from.len(), |at| origin_end + at);
    let query_start = from.find(['?', '#']).unwrap_or(from.len());
    let whole = if let Some(rest) = link.strip_prefix("http://").filter(|_| from.starts_with("https://")) {
        format!("https://{rest}")
    } else if is_remote(link) {
        link.to_owned()
    } else if link.starts_with('/') {
        format!("{}{link}", &from[..path_start])
    } else if link.starts_with('?') {
        format!("{}{link}", &from[..query_start])
    } else {
        let folder_end = from[path_start..query_start].rfind('/').map_or(path_start, |at| path_start + at);
        format!("{}/{link}", &from[..folder_end])
    };
    escaped(&whole)
}

/// Whether it is an address on the network rather than a path.
pub(super) fn is_remote(address: &str) -> bool {
    let lower = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://")
}

/// Service root of a table: the address, with the table's id behind it when it does not end in it yet.
pub(super) fn service_root(address: &str, table: Option<&str>) -> String {
    let root = address.trim_end_matches('/');
    match table {
        Some(table) if !root.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(table)) => {
            format!("{root}/{table}")
        }
        _ => root.to_owned(),
    }
}

/// The address with the characters encoded that no address may have (spaces in a next link's filter, accents).
fn escaped(address: &str) -> String {
    address.bytes().fold(String::with_capacity(address.len()), |mut text, byte| {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            text.push(char::from(byte));
        } else {
            push_encoded(&mut text, byte);
        }
        text
    })
}

fn push_encoded(text: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    text.extend(['%', char::from(DIGITS[usize::from(byte >> 4)]), char::from(DIGITS[usize::from(byte & 15)])]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_encoded_whole() {
        assert_eq!(
            with_query("https://x/T/TypedDataSet", &[("$format", "json"), ("$filter", "Code eq 'GM0344  ' or é")]),
            "https://x/T/TypedDataSet?$format=json&$filter=Code%20eq%20%27GM0344%20%20%27%20or%20%C3%A9"
        );
        assert_eq!(with_query("https://x", &[]), "https://x");
    }

    #[test]
    fn links_lead_where_a_browser_would_go() {
        let from = "https://h.nl/odata/T/Observations?$top=2";
        for (link, goal) in [
            ("https://other.nl/a?b", "https://other.nl/a?b"),
            ("http://h.nl/odata/T/Observations?$skip=2", "https://h.nl/odata/T/Observations?$skip=2"),
            ("/odata/T/Observations?$skip=2", "https://h.nl/odata/T/Observations?$skip=2"),
            ("?$skip=2", "https://h.nl/odata/T/Observations?$skip=2"),
            ("Observations?$skip=2", "https://h.nl/odata/T/Observations?$skip=2"),
            ("?$filter=A eq 'b'&$skip=2", "https://h.nl/odata/T/Observations?$filter=A%20eq%20'b'&$skip=2"),
        ] {
            assert_eq!(follow(from, link), goal, "{link}");
        }
        assert_eq!(follow("http://h:80", "items"), "http://h:80/items");
        assert_eq!(follow("http://h:80/a/b?c=/d/", "/e"), "http://h:80/e");
    }

    #[test]
    fn a_service_root_gets_its_table_once() {
        assert_eq!(service_root("https://h/odata/", Some("84799NED")), "https://h/odata/84799NED");
        assert_eq!(service_root("https://h/odata/84799ned", Some("84799NED")), "https://h/odata/84799ned");
        assert_eq!(service_root("https://h/odata/84799NED/", None), "https://h/odata/84799NED");
    }
}
