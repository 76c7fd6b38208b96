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
    parts: Parts,
}

/// Words and parts of words that mean nothing by themselves, of both languages.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Parts {
    born: Vec<String>,
    of: Vec<String>,
    before_name: Vec<String>,
    most: Vec<String>,
    more: Vec<String>,
    opposite: Vec<String>,
}

static READ: LazyLock<(Vec<(String, Said)>, Parts)> = LazyLock::new(|| {
    let mut all = Vec::new();
    let mut parts = Parts::default();
    for source in [include_str!("../words/nl.toml"), include_str!("../words/en.toml")] {
        let lists: Lists = toml::from_str(source).unwrap_or_else(|error| panic!("the words of a language: {error}"));
        parts.born.extend(lists.parts.born);
        parts.of.extend(lists.parts.of);
        parts.before_name.extend(lists.parts.before_name);
        parts.most.extend(lists.parts.most);
        parts.more.extend(lists.parts.more);
        parts.opposite.extend(lists.parts.opposite);
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
    // The longest ending first, so that all of it is taken off.
    for endings in [&mut parts.most, &mut parts.more] {
        endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
    }
    (all, parts)
});

/// Every phrase with what it does; one phrase may do several things.
pub(crate) fn phrases() -> &'static [(String, Said)] {
    &READ.0
}

/// Whether a word behind a name says that people were born there.
pub(crate) fn is_born(word: &str) -> bool {
    READ.1.born.iter().any(|known| known == word)
}

/// Whether a word stands between the name of an area and that of the one it lies in ("van").
pub(crate) fn is_of(word: &str) -> bool {
    READ.1.of.iter().any(|known| known == word)
}

/// A name without the small word that may stand before it ("the Netherlands").
pub(crate) fn bare_name(name: &str) -> &str {
    let rest = |word: &String| name.strip_prefix(word.as_str())?.strip_prefix(' ');
    READ.1.before_name.iter().find_map(rest).unwrap_or(name)
}

/// The word that a form of more or most, or of the opposite, was made of: "veilig" of "veiligst", "onveilig" and
/// "onveiligste"; with whether it says more or most. None where it is no such form.
pub(crate) fn made_of(word: &str) -> Option<(&str, bool)> {
    const SHORTEST: usize = 4;
    let long = |rest: &&str| rest.len() >= SHORTEST;
    let bare = READ.1.opposite.iter().find_map(|start| word.strip_prefix(start.as_str()).filter(long));
    let positive = bare.unwrap_or(word);
    let without = |endings: &[String]| {
        let rest = |ending: &String| positive.strip_suffix(ending.as_str()).filter(long).map(str::len);
        endings.iter().find_map(rest).map(|length| &positive[..length])
    };
    let most = without(&READ.1.most).map(|base| (base, true));
    most.or_else(|| without(&READ.1.more).map(|base| (base, false))).or_else(|| bare.map(|bare| (bare, false)))
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
