//! The words with which people ask, in two languages, whatever they ask about.

use std::sync::LazyLock;

use cells::Level;
use serde::Deserialize;

/// What a word of the asker does in a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Said {
    HowMany,
    Largest,
    /// From one end on.
    Ranking,
    Smallest,
    Which,
    Who,
    Where,
    Group,
    Change,
    Compare,
    Much,
    Little,
    Best,
    Worst,
    Judged,
    Each,
    Meaning,
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
    /// Everybody who is not of the group that was named.
    Others,
    /// More of something than of something else ("hoger").
    More,
    /// Less of it ("lager").
    Less,
    /// Better or worse than something else.
    Better,
    /// Before or behind such a word: that it is not yet so ("wordt hoger").
    Becoming,
    /// Of several areas as one.
    Together,
    Level(Level),
    Not,
    Noise,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Lists {
    how_many: Vec<String>,
    largest: Vec<String>,
    ranking: Vec<String>,
    smallest: Vec<String>,
    which: Vec<String>,
    who: Vec<String>,
    #[serde(rename = "where")]
    whereabouts: Vec<String>,
    group: Vec<String>,
    change: Vec<String>,
    compare: Vec<String>,
    much: Vec<String>,
    little: Vec<String>,
    best: Vec<String>,
    worst: Vec<String>,
    judged: Vec<String>,
    each: Vec<String>,
    meaning: Vec<String>,
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
    together: Vec<String>,
    others: Vec<String>,
    more: Vec<String>,
    less: Vec<String>,
    better: Vec<String>,
    becoming: Vec<String>,
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
    join: Vec<String>,
    with: Vec<String>,
    articles: Vec<String>,
    measure: Vec<String>,
    after_measure: Vec<String>,
    who: Vec<String>,
    endings: Vec<String>,
    soft: Vec<(char, char)>,
    area_endings: Vec<String>,
    numbers: Vec<String>,
    mean: Vec<String>,
    nationwide: Vec<String>,
    than: Vec<String>,
    beside: Vec<String>,
    over: Vec<String>,
    under: Vec<String>,
    between: Vec<String>,
    percent: Vec<String>,
    years: Vec<String>,
    older: Vec<String>,
    /// Words for a change that are said apart ("neemt … toe").
    apart: Vec<(String, String)>,
}

impl Parts {
    /// With those of another language.
    fn extend(&mut self, other: Self) {
        for (own, more) in [
            (&mut self.born, other.born),
            (&mut self.of, other.of),
            (&mut self.before_name, other.before_name),
            (&mut self.most, other.most),
            (&mut self.more, other.more),
            (&mut self.opposite, other.opposite),
            (&mut self.join, other.join),
            (&mut self.with, other.with),
            (&mut self.articles, other.articles),
            (&mut self.measure, other.measure),
            (&mut self.after_measure, other.after_measure),
            (&mut self.who, other.who),
            (&mut self.endings, other.endings),
            (&mut self.area_endings, other.area_endings),
            (&mut self.than, other.than),
            (&mut self.numbers, other.numbers),
            (&mut self.mean, other.mean),
            (&mut self.nationwide, other.nationwide),
            (&mut self.beside, other.beside),
            (&mut self.over, other.over),
            (&mut self.under, other.under),
            (&mut self.between, other.between),
            (&mut self.percent, other.percent),
            (&mut self.years, other.years),
            (&mut self.older, other.older),
        ] {
            own.extend(more);
        }
        self.soft.extend(other.soft);
        self.apart.extend(other.apart);
    }
}

static READ: LazyLock<(Vec<(String, Said)>, Parts)> = LazyLock::new(|| {
    let mut all = Vec::new();
    let mut parts = Parts::default();
    for source in [include_str!("../words/nl.toml"), include_str!("../words/en.toml")] {
        let lists: Lists = toml::from_str(source).unwrap_or_else(|error| panic!("the words of a language: {error}"));
        parts.extend(lists.parts);
        for (list, said) in [
            (lists.how_many, Said::HowMany),
            (lists.largest, Said::Largest),
            (lists.ranking, Said::Ranking),
            (lists.smallest, Said::Smallest),
            (lists.which, Said::Which),
            (lists.who, Said::Who),
            (lists.whereabouts, Said::Where),
            (lists.group, Said::Group),
            (lists.change, Said::Change),
            (lists.compare, Said::Compare),
            (lists.much, Said::Much),
            (lists.little, Said::Little),
            (lists.best, Said::Best),
            (lists.worst, Said::Worst),
            (lists.judged, Said::Judged),
            (lists.each, Said::Each),
            (lists.meaning, Said::Meaning),
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
            (lists.together, Said::Together),
            (lists.municipality, Said::Level(Level::Municipality)),
            (lists.district, Said::Level(Level::District)),
            (lists.neighbourhood, Said::Level(Level::Neighbourhood)),
            (lists.region, Said::Level(Level::Region)),
            (lists.not, Said::Not),
            (lists.noise, Said::Noise),
            // Behind what these words mean as well, which is thought of first.
            (lists.others, Said::Others),
            (lists.more, Said::More),
            (lists.less, Said::Less),
            (lists.better, Said::Better),
            (lists.becoming, Said::Becoming),
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

fn is_one_of(list: &[String], word: &str) -> bool {
    list.iter().any(|known| known == word)
}

/// Whether a word behind a name says that people were born there.
pub(crate) fn is_born(word: &str) -> bool {
    is_one_of(&READ.1.born, word)
}

/// Whether a word stands between the name of an area and that of the one it lies in ("van").
pub(crate) fn is_of(word: &str) -> bool {
    is_one_of(&READ.1.of, word)
}

/// Whether a word joins two things that are asked about together ("en").
pub(crate) fn is_join(word: &str) -> bool {
    is_one_of(&READ.1.join, word)
}

/// Whether a word says the other side of "not" ("met", of "met en zonder").
pub(crate) fn is_with(word: &str) -> bool {
    is_one_of(&READ.1.with, word)
}

/// Whether a word never tells one thing from another ("de").
pub(crate) fn is_article(word: &str) -> bool {
    is_one_of(&READ.1.articles, word)
}

/// Whether a word before a name only counts how many or how much, which a label may begin with ("Percentage …").
pub(crate) fn is_measure(word: &str) -> bool {
    is_one_of(&READ.1.measure, word)
}

/// Whether a word may stand between such a word and what is counted ("Percentage met …").
pub(crate) fn is_after_measure(word: &str) -> bool {
    is_one_of(&READ.1.after_measure, word)
}

/// Whether a word stands between more and what it is more than ("dan").
pub(crate) fn is_than(word: &str) -> bool {
    is_one_of(&READ.1.than, word)
}

/// A small number in letters ("drie"). The words of each language begin at one.
pub(crate) fn number_word(word: &str) -> Option<usize> {
    READ.1.numbers.iter().position(|known| known == word).map(|at| at % 10 + 1)
}

/// Whether a word is the mean of many areas ("gemiddelde").
pub(crate) fn is_mean(word: &str) -> bool {
    is_one_of(&READ.1.mean, word)
}

/// Whether a word beside that says of which areas it is the mean: all of the country.
pub(crate) fn is_nationwide(word: &str) -> bool {
    is_one_of(&READ.1.nationwide, word)
}

/// Whether what stands behind a word is what is compared with ("met", of "vergeleken met").
pub(crate) fn is_beside(word: &str) -> bool {
    is_than(word) || is_one_of(&READ.1.beside, word)
}

/// Whether a word before a number asks for more than it, or for less ("boven", "onder").
pub(crate) fn beyond(word: &str) -> Option<bool> {
    let (over, under) = (is_one_of(&READ.1.over, word), is_one_of(&READ.1.under, word));
    (over || under).then_some(over)
}

/// Whether a word behind a number says that it is of a hundred.
pub(crate) fn is_percent(word: &str) -> bool {
    is_one_of(&READ.1.percent, word)
}

/// Whether a word stands before two numbers ("tussen 2 en 3").
pub(crate) fn is_between(word: &str) -> bool {
    is_one_of(&READ.1.between, word)
}

/// Whether a word says that a number is of years of age.
pub(crate) fn is_years(word: &str) -> bool {
    is_one_of(&READ.1.years, word)
}

/// Whether a word says that an age and all above it are meant.
pub(crate) fn is_older(word: &str) -> bool {
    is_one_of(&READ.1.older, word)
}

/// Whether two words, the one somewhere behind the other, say together that something changes ("neemt … toe").
pub(crate) fn change_apart(first: &str, second: &str) -> bool {
    READ.1.apart.iter().any(|(one, other)| one == first && other == second)
}

/// Whether a word by itself means "not".
pub(crate) fn is_not(word: &str) -> bool {
    READ.0.iter().any(|(phrase, said)| *said == Said::Not && phrase == word)
}

/// Whether a word stands between people and what they are ("bewoners die …").
pub(crate) fn is_who(word: &str) -> bool {
    is_one_of(&READ.1.who, word)
}

/// Whether two forms of one word may differ in this ending.
pub(crate) fn is_ending(end: &str) -> bool {
    end.is_empty() || is_one_of(&READ.1.endings, end)
}

/// A consonant as it is at the end of a word.
pub(crate) fn softened(c: char) -> char {
    READ.1.soft.iter().find(|(middle, _)| *middle == c).map_or(c, |(_, end)| *end)
}

/// The last parts of names of areas that people leave out or say otherwise ("wijk").
pub(crate) fn area_endings() -> impl Iterator<Item = &'static str> {
    READ.1.area_endings.iter().map(String::as_str)
}

/// The name of an area with what people may say instead of its last part: "Schilderswijk" of "Schildersbuurt".
pub(crate) fn other_endings(name: &str) -> impl Iterator<Item = String> {
    let endings = &READ.1.area_endings;
    let own = endings.iter().find(|ending| name.len() > ending.len() + 2 && name.ends_with(ending.as_str()));
    let others = endings.iter().filter(move |ending| own.is_some_and(|own| own != *ending));
    others.map(move |ending| format!("{}{ending}", &name[..name.len() - own.map_or(0, String::len)]))
}

/// A name without the small word that may stand before it ("the Netherlands").
pub(crate) fn bare_name(name: &str) -> &str {
    let rest = |word: &String| name.strip_prefix(word.as_str())?.strip_prefix(' ');
    READ.1.before_name.iter().find_map(rest).unwrap_or(name)
}

/// The word that a form of more or most, or of the opposite, was made of: "veilig" of "veiligst", "onveilig" and
/// "onveiligste"; with whether it says most. The likeliest first ("safest" may be of "saf" or "safe"); nothing where it is no
/// such form.
pub(crate) fn made_of(word: &str) -> impl Iterator<Item = (&str, bool)> {
    const SHORTEST: usize = 3;
    let long = |rest: &&str| rest.len() >= SHORTEST;
    let bare = READ.1.opposite.iter().find_map(|start| word.strip_prefix(start.as_str()).filter(long));
    let positive = bare.unwrap_or(word);
    let without = move |endings: &'static [String]| {
        endings.iter().filter_map(move |ending| positive.strip_suffix(ending.as_str()).filter(long))
    };
    let most = without(&READ.1.most).map(|base| (base, true));
    most.chain(without(&READ.1.more).map(|base| (base, false))).chain(bare.map(|bare| (bare, false)))
}

/// A word with what is put before it for the opposite: "onveiligheid" of "veiligheid".
pub(crate) fn opposites(word: &str) -> impl Iterator<Item = String> {
    READ.1.opposite.iter().map(move |start| format!("{start}{word}"))
}
