//! The words a visitor meets, explained; from the site's own texts and the definition.

use crate::visit::Visit;

/// A word and what it means.
#[derive(Debug, Clone)]
pub(crate) struct Term {
    pub(crate) id: String,
    pub(crate) word: String,
    pub(crate) meaning: String,
}

/// All words, by alphabet.
pub(crate) fn glossary(visit: &Visit) -> Vec<Term> {
    let t = visit.texts();
    let language = visit.language();
    let definition = visit.definition();
    let mut terms = Vec::new();
    let mut add = |id: &str, term: String, meaning: String| {
        terms.push(Term { id: id.to_owned(), word: term, meaning });
    };
    for (id, term, meaning) in [
        ("gemeente", t.get("term-municipality"), t.get("meaning-municipality")),
        ("wijk", t.get("term-district"), t.get("meaning-district")),
        ("buurt", t.get("term-neighbourhood"), t.get("meaning-neighbourhood")),
        ("lezing", t.get("term-reading"), t.get("meaning-reading")),
        ("gunstig", t.get("term-favourable"), t.get("meaning-favourable")),
        ("zeker", t.get("term-certain"), t.get("meaning-certain")),
        ("duidelijk", t.get("term-clear"), t.get("meaning-clear")),
        ("rest", t.get("term-rest"), t.get("meaning-rest")),
        ("van", t.get("term-n-of-n"), t.get("meaning-n-of-n")),
        ("klein", t.get("term-small"), t.get("meaning-small")),
        ("afgeschermd", t.get("term-withheld"), t.get("meaning-withheld")),
        ("geen-cijfer", t.get("term-not-available"), t.get("meaning-not-available")),
        ("niet-van-toepassing", t.get("term-not-applicable"), t.get("meaning-not-applicable")),
        ("geschat", t.get("term-modelled"), t.get("meaning-modelled")),
        ("afgerond", t.get("term-rounded"), t.get("meaning-rounded")),
        ("uitgave", t.get("term-release"), t.get("meaning-release")),
    ] {
        add(id, term, meaning);
    }
    for breakdown in &definition.breakdowns {
        add(&breakdown.id, breakdown.label.get(language).to_owned(), breakdown.about.get(language).to_owned());
    }
    terms.sort_by_key(|term| crate::address::slug(&term.word));
    terms
}
