//! What machines read: schema.org in pages, and a catalogue of the datasets as DCAT-AP-NL.

use cells::{AreaCode, IndicatorIx, Period, PlaceIx};
use definition::{Indicator, Language};
use serde_json::{Map, Value, json};

use crate::address::Links;
use crate::choices::Choices;
use crate::view::place;
use crate::view::shell::code;
use crate::visit::Visit;

/// JSON that can stand in a page: nothing in it ends the element around it.
pub(crate) fn in_page(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// Links without any choice: what a dataset or place is called does not depend on who looks.
fn plain(visit: &Visit) -> Links<'_> {
    visit.links().with(Choices::default())
}

fn absolute(visit: &Visit, address: &str) -> String {
    format!("{}{address}", visit.origin())
}

/// An area as a schema.org `Place`, with those it lies in.
pub(crate) fn place(visit: &Visit, ix: PlaceIx) -> Value {
    let site = visit.site();
    let places = &site.release.places;
    let at = places.get(ix);
    let links = plain(visit);
    let mut found = Map::new();
    found.insert("@context".to_owned(), "https://schema.org".into());
    found.insert("@type".to_owned(), "AdministrativeArea".into());
    found.insert("@id".to_owned(), absolute(visit, &links.in_language(Language::Nl).place(ix)).into());
    found.insert("url".to_owned(), absolute(visit, &links.place(ix)).into());
    found.insert("name".to_owned(), place::name(site, ix, visit.language()).into());
    found.insert("description".to_owned(), place::kind(site, ix, visit.texts()).into());
    found.insert(
        "identifier".to_owned(),
        json!({ "@type": "PropertyValue", "propertyID": "CBS-gebiedscode", "value": at.code.to_string() }),
    );
    if let Some(parent) = places.parent(ix, at.newest()) {
        found.insert(
            "containedInPlace".to_owned(),
            json!({
                "@type": "AdministrativeArea",
                "name": place::name(site, parent, visit.language()),
                "url": absolute(visit, &links.place(parent)),
            }),
        );
    }
    Value::Object(found)
}

/// From which year to which an indicator has figures.
fn years(visit: &Visit, indicator: IndicatorIx) -> Option<(Period, Period)> {
    let periods = visit.release().cube.periods(indicator);
    Some((*periods.first()?, *periods.last()?))
}

/// The sources of an indicator: title, publisher, licence.
fn sources(visit: &Visit, indicator: IndicatorIx) -> Vec<&definition::Source> {
    let mut found: Vec<usize> = visit
        .release()
        .cube
        .slices()
        .filter(|slice| slice.indicator() == indicator)
        .map(|slice| slice.source())
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().filter_map(|n| visit.definition().sources.get(n)).collect()
}

/// The address of a licence that people know by its name; its name where it has none.
fn licence(name: &str) -> String {
    match name.to_ascii_uppercase().replace([' ', '-'], "").as_str() {
        "CCBY4.0" | "CCBY" => "https://creativecommons.org/licenses/by/4.0/".to_owned(),
        "CC0" | "CC01.0" => "https://creativecommons.org/publicdomain/zero/1.0/".to_owned(),
        "CCBYSA4.0" => "https://creativecommons.org/licenses/by-sa/4.0/".to_owned(),
        _ => name.to_owned(),
    }
}

/// The addresses of the figures of an indicator as files: for all municipalities, as a map has them.
fn files(visit: &Visit, indicator: &Indicator) -> [(String, &'static str, &'static str); 2] {
    let links = plain(visit).in_language(Language::Nl);
    let address = |path: &str| {
        let query = Choices::default().query(visit.definition(), &[("cijfer", &indicator.id)]);
        absolute(visit, &format!("{}{query}", links.bare(path)))
    };
    [(address("/kaart.csv"), "text/csv", "CSV"), (address("/kaart.geojson"), "application/geo+json", "GEOJSON")]
}

/// An indicator as a schema.org `Dataset`.
pub(crate) fn dataset(visit: &Visit, indicator_ix: IndicatorIx) -> Value {
    let definition = visit.definition();
    let language = visit.language();
    let indicator = definition.indicator(indicator_ix);
    let address = absolute(visit, &plain(visit).bare(&format!("/indicator/{}", indicator.id)));
    let all = sources(visit, indicator_ix);
    let mut found = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "name": indicator.label.get(language),
        "description": padded(indicator.what.get(language), definition.monitor.name.get(language)),
        "inLanguage": code(language),
        "isAccessibleForFree": true,
        "version": visit.release().manifest.id,
        "dateModified": visit.release().manifest.created,
        "variableMeasured": indicator.short.get(language),
        "keywords": indicator.synonyms,
        "publisher": { "@type": "Organization", "name": definition.monitor.publisher.get(language) },
        "creator": all
            .iter()
            .map(|source| json!({ "@type": "Organization", "name": source.publisher.get(language) }))
            .collect::<Vec<_>>(),
        "isBasedOn": all.iter().filter_map(|source| source.page.clone()).collect::<Vec<_>>(),
        "distribution": files(visit, indicator)
            .iter()
            .map(|(address, kind, _)| json!({
                "@type": "DataDownload", "encodingFormat": kind, "contentUrl": address,
            }))
            .collect::<Vec<_>>(),
    });
    if let Some(source) = all.first() {
        found["license"] = licence(&source.licence).into();
    }
    if let Some((first, last)) = years(visit, indicator_ix) {
        found["temporalCoverage"] =
            if first == last { first.to_string().into() } else { format!("{first}/{last}").into() };
    }
    if let Some(country) = visit.release().places.find(AreaCode::COUNTRY) {
        found["spatialCoverage"] = json!({ "@type": "Place", "name": place::name(visit.site(), country, language) });
    }
    found
}

/// Search engines want a description of at least 50 letters.
fn padded(text: &str, name: &str) -> String {
    if text.chars().count() >= 50 { text.to_owned() } else { format!("{text} ({name})") }
}

/// The monitor as a schema.org `DataCatalog`, for the start page.
pub(crate) fn catalogue(visit: &Visit) -> Value {
    let monitor = &visit.definition().monitor;
    let language = visit.language();
    json!({
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "@id": absolute(visit, &plain(visit).in_language(Language::Nl).bare("/catalogus")),
        "url": absolute(visit, &plain(visit).bare("/")),
        "name": monitor.name.get(language),
        "description": monitor.tagline.get(language),
        "inLanguage": code(language),
        "publisher": { "@type": "Organization", "name": monitor.publisher.get(language) },
    })
}

/// What the prefixes of the catalogue mean.
const PREFIXES: [(&str, &str); 6] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Lists of values that DCAT-AP prescribes, kept by the Publications Office of the European Union.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority/";

fn word(nl: &str, en: &str) -> Value {
    json!([{ "@language": "nl", "@value": nl }, { "@language": "en", "@value": en }])
}

fn term(list: &str, name: &str) -> Value {
    json!({ "@id": format!("{AUTHORITY}{list}/{name}") })
}

/// The catalogue of all datasets, as JSON-LD by DCAT-AP-NL: one dataset for each indicator.
pub(crate) fn dcat(visit: &Visit) -> Value {
    let definition = visit.definition();
    let monitor = &definition.monitor;
    let links = plain(visit).in_language(Language::Nl);
    let here = absolute(visit, &links.bare("/catalogus"));
    let publisher = json!({
        "@id": format!("{here}#uitgever"),
        "@type": "foaf:Agent",
        "foaf:name": word(&monitor.publisher.nl, &monitor.publisher.en),
    });
    let mut contact =
        json!({ "@id": format!("{here}#contact"), "@type": "vcard:Organization", "vcard:fn": monitor.publisher.nl });
    match &monitor.contact {
        Some(mail) => contact["vcard:hasEmail"] = json!({ "@id": format!("mailto:{mail}") }),
        None => contact["vcard:hasURL"] = json!({ "@id": absolute(visit, &links.bare("/")) }),
    }
    let created = &visit.release().manifest.created;
    let date = json!({ "@type": "xsd:date", "@value": created });
    let mut graph = Vec::new();
    let mut datasets = Vec::new();
    for (n, indicator) in definition.indicators.iter().enumerate() {
        let ix = IndicatorIx(n as u16);
        let Some((first, last)) = years(visit, ix) else { continue };
        let id = format!("{here}#{}", indicator.id);
        datasets.push(json!({ "@id": id }));
        let all = sources(visit, ix);
        let licence = all.first().map(|source| licence(&source.licence)).unwrap_or_default();
        let rights = if licence.starts_with("https://") {
            json!({ "dct:license": { "@id": licence } })
        } else {
            json!({ "dct:license": { "@type": "dct:LicenseDocument", "dct:title": licence } })
        };
        let page = absolute(visit, &links.bare(&format!("/indicator/{}", indicator.id)));
        let parts: Vec<Value> = files(visit, indicator)
            .into_iter()
            .map(|(address, kind, name)| {
                let mut part = json!({
                    "@id": format!("{id}-{}", name.to_lowercase()),
                    "@type": "dcat:Distribution",
                    "dct:title": word(&format!("{} ({name})", indicator.short.nl), &format!("{} ({name})", indicator.short.en)),
                    "dcat:accessURL": { "@id": page },
                    "dcat:downloadURL": { "@id": address },
                    "dcat:mediaType": { "@id": format!("http://www.iana.org/assignments/media-types/{kind}") },
                    "dct:format": term("file-type", name),
                });
                part["dct:license"] = rights["dct:license"].clone();
                part
            })
            .collect();
        graph.push(json!({
            "@id": id,
            "@type": "dcat:Dataset",
            "dct:identifier": id,
            "dct:title": word(&indicator.label.nl, &indicator.label.en),
            "dct:description": word(&indicator.what.nl, &indicator.what.en),
            "dct:publisher": { "@id": format!("{here}#uitgever") },
            "dct:creator": { "@id": format!("{here}#uitgever") },
            "dcat:contactPoint": { "@id": format!("{here}#contact") },
            "dcat:landingPage": { "@id": page },
            "dcat:theme": term("data-theme", "SOCI"),
            "dcat:keyword": [{ "@language": "nl", "@value": indicator.short.nl }, { "@language": "en", "@value": indicator.short.en }],
            "dct:accessRights": term("access-right", "PUBLIC"),
            "dct:language": [term("language", "NLD"), term("language", "ENG")],
            "dct:spatial": term("country", "NLD"),
            "dct:modified": date,
            "dct:source": all.iter().filter_map(|source| source.page.as_ref()).map(|page| json!({ "@id": page })).collect::<Vec<_>>(),
            "dct:temporal": {
                "@type": "dct:PeriodOfTime",
                "dcat:startDate": { "@type": "xsd:date", "@value": format!("{first}-01-01") },
                "dcat:endDate": { "@type": "xsd:date", "@value": format!("{last}-12-31") },
            },
            "dcat:distribution": parts.iter().map(|part| json!({ "@id": part["@id"] })).collect::<Vec<_>>(),
        }));
        graph.extend(parts);
    }
    let catalogue = json!({
        "@id": here,
        "@type": "dcat:Catalog",
        "dct:title": word(&monitor.name.nl, &monitor.name.en),
        "dct:description": word(&monitor.tagline.nl, &monitor.tagline.en),
        "dct:publisher": { "@id": format!("{here}#uitgever") },
        "dct:license": { "@id": "https://creativecommons.org/publicdomain/zero/1.0/" },
        "dcat:contactPoint": { "@id": format!("{here}#contact") },
        "foaf:homepage": { "@id": absolute(visit, &links.bare("/")) },
        "dct:language": [term("language", "NLD"), term("language", "ENG")],
        "dct:modified": date,
        "dct:spatial": term("country", "NLD"),
        "dcat:dataset": datasets,
    });
    graph.insert(0, catalogue);
    graph.insert(1, publisher);
    graph.insert(2, contact);
    let context: Map<String, Value> =
        PREFIXES.iter().map(|(prefix, address)| ((*prefix).to_owned(), (*address).into())).collect();
    json!({ "@context": context, "@graph": graph })
}

/// The same catalogue as Turtle.
pub(crate) fn turtle(catalogue: &Value) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for (prefix, address) in PREFIXES {
        let _ = writeln!(out, "@prefix {prefix}: <{address}> .");
    }
    for node in catalogue["@graph"].as_array().into_iter().flatten() {
        let Some(object) = node.as_object() else { continue };
        let _ = write!(out, "\n<{}>", address_in_turtle(object.get("@id").and_then(Value::as_str).unwrap_or_default()));
        write_properties(&mut out, object, 1);
        out.push_str(" .\n");
    }
    out
}

/// An address between angle brackets: what may not stand there is written as a percentage.
fn address_in_turtle(address: &str) -> String {
    address
        .chars()
        .map(|c| match c {
            '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\' | ' ' => format!("%{:02X}", u32::from(c)),
            c => c.to_string(),
        })
        .collect()
}

fn write_properties(out: &mut String, object: &Map<String, Value>, depth: usize) {
    use std::fmt::Write as _;
    let mut first = true;
    for (name, value) in object {
        if name == "@id" {
            continue;
        }
        let values: Vec<String> = match value {
            Value::Array(list) => list.iter().map(|one| in_turtle(one, name, depth)).collect(),
            one => vec![in_turtle(one, name, depth)],
        };
        if values.is_empty() {
            continue;
        }
        let name = if name == "@type" { "a" } else { name.as_str() };
        let _ = write!(out, "{}\n{}{name} {}", if first { "" } else { " ;" }, "  ".repeat(depth), values.join(", "));
        first = false;
    }
}

fn in_turtle(value: &Value, name: &str, depth: usize) -> String {
    let quoted = |text: &str| {
        let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', "");
        format!("\"{text}\"")
    };
    match value {
        Value::String(text) if name == "@type" => text.clone(),
        Value::String(text) => quoted(text),
        Value::Object(object) => {
            if let Some(text) = object.get("@value").and_then(Value::as_str) {
                let about = |key: &str| object.get(key).and_then(Value::as_str);
                match (about("@language"), about("@type")) {
                    (Some(language), _) => format!("{}@{language}", quoted(text)),
                    (None, Some(kind)) => format!("{}^^{kind}", quoted(text)),
                    (None, None) => quoted(text),
                }
            } else if let (Some(id), 1) = (object.get("@id").and_then(Value::as_str), object.len()) {
                format!("<{}>", address_in_turtle(id))
            } else {
                let mut inside = String::from("[");
                write_properties(&mut inside, object, depth + 1);
                inside.push_str(" ]");
                inside
            }
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_page_ends_its_element() {
        let text = in_page(&json!({ "name": "</script><b>&" }));
        assert!(!text.contains('<') && !text.contains('&'), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["name"], "</script><b>&");
    }

    /// Written out by hand from the grammar of Turtle 1.1.
    #[test]
    fn a_graph_is_written_as_turtle() {
        let graph = json!({ "@graph": [{
            "@id": "https://a.example/#x", "@type": "dcat:Dataset",
            "dct:title": [{ "@language": "nl", "@value": "Een \"titel\"" }],
            "dct:temporal": { "@type": "dct:PeriodOfTime", "dcat:startDate": { "@type": "xsd:date", "@value": "2020-01-01" } },
            "dcat:theme": { "@id": "https://a.example/t h" },
        }] });
        let text = turtle(&graph);
        let expected = "\n<https://a.example/#x>\n  a dcat:Dataset ;\n  dct:title \"Een \\\"titel\\\"\"@nl ;\n  dct:temporal [\n    a dct:PeriodOfTime ;\n    dcat:startDate \"2020-01-01\"^^xsd:date ] ;\n  dcat:theme <https://a.example/t%20h> .\n";
        assert!(text.ends_with(expected), "{text}");
    }
}
