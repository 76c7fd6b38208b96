//! The words with which people ask, in two languages, whatever they ask about.

use std::sync::LazyLock;

use cells::Level;
use serde::Deserialize;

/// What a word of the asker does in a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Said {
    HowMany,
    Largest,
    Smallest,
    Which,
    Who,
    Where,
    Group,
    Change,
    Compare,
    Similar,
    Residents,
    StandsOut,
    TargetGroup,
    Why,
    Here,
    Everybody,
    Newest,
    At,
    From,
    Area,
    Level(Level),
    Not,
    Noise,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Lists {
    how_many: Vec<String>,
    largest: Vec<String>,
    smallest: Vec<String>,
    which: Vec<String>,
    who: Vec<String>,
    #[serde(rename = "where")]
    whereabouts: Vec<String>,
    group: Vec<String>,
    change: Vec<String>,
    compare: Vec<String>,
    similar: Vec<String>,
    residents: Vec<String>,
    stands_out: Vec<String>,
    target_group: Vec<String>,
    why: Vec<String>,
    here: Vec<String>,
    everybody: Vec<String>,
    newest: Vec<String>,
    at: Vec<String>,
    from: Vec<String>,
    area: Vec<String>,
    municipality: Vec<String>,
    district: Vec<String>,
    neighbourhood: Vec<String>,
    region: Vec<String>,
    not: Vec<String>,
    noise: Vec<String>,
}

static PHRASES: LazyLock<Vec<(String, Said)>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for source in [include_str!("../words/nl.toml"), include_str!("../words/en.toml")] {
        let lists: Lists = toml::from_str(source).unwrap_or_else(|error| panic!("the words of a language: {error}"));
        for (list, said) in [
            (lists.how_many, Said::HowMany),
            (lists.largest, Said::Largest),
            (lists.smallest, Said::Smallest),
            (lists.which, Said::Which),
            (lists.who, Said::Who),
            (lists.whereabouts, Said::Where),
            (lists.group, Said::Group),
            (lists.change, Said::Change),
            (lists.compare, Said::Compare),
            (lists.similar, Said::Similar),
            (lists.residents, Said::Residents),
            (lists.stands_out, Said::StandsOut),
            (lists.target_group, Said::TargetGroup),
            (lists.why, Said::Why),
            (lists.here, Said::Here),
            (lists.everybody, Said::Everybody),
            (lists.newest, Said::Newest),
            (lists.at, Said::At),
            (lists.from, Said::From),
            (lists.area, Said::Area),
            (lists.municipality, Said::Level(Level::Municipality)),
            (lists.district, Said::Level(Level::District)),
            (lists.neighbourhood, Said::Level(Level::Neighbourhood)),
            (lists.region, Said::Level(Level::Region)),
            (lists.not, Said::Not),
            (lists.noise, Said::Noise),
        ] {
            all.extend(list.into_iter().map(|phrase| (phrase, said)));
        }
    }
    all
});

/// Every phrase with what it does; one phrase may do several things.
pub(crate) fn phrases() -> &'static [(String, Said)] {
    &PHRASES
}

/// The words before a name that count how many or how much, which a label may begin with ("Percentage …").
pub(crate) fn is_measure(word: &str) -> bool {
    const MEASURES: [&str; 10] = [
        "percentage",
        "aantal",
        "gemiddeld",
        "gemiddelde",
        "aandeel",
        "number",
        "share",
        "mean",
        "average",
        "proportion",
    ];
    MEASURES.contains(&word)
}
