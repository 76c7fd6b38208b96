//! What must be said beside an answer: which words were answered with something else, and which were left out.

use cells::{CategoryIx, IndicatorIx, PlaceIx};
use definition::{Definition, Language, Polarity};
use insight::story::group_phrase;
use insight::words::spoken_name;
use insight::{Figures, residents_of};

use crate::answer::BESIDE;
use crate::asked::same_people;
use crate::said::is_not;
use crate::texts::{Texts, joined, municipality};
use crate::words::{plain, telling};
use crate::{Asked, Heard, Kind, Question};

/// Sentences that belong before the answer; none where it is about all that was typed.
pub fn cautions(question: &Question, asked: &Asked, figures: &Figures<'_>, language: Language) -> Vec<String> {
    let texts = Texts::of(language);
    let definition = figures.definition;
    let mut said = about_areas(question, asked, figures, language);
    let figure = question.indicators.first().filter(|heard| asked.indicator == Some(heard.what) && tells_figure(asked));
    if let Some(heard) = figure.filter(|heard| heard.near && !heard.words.is_empty()) {
        let short = definition.indicator(heard.what).short.get(language);
        said.push(texts.say("near-figure", &[("words", &heard.words), ("short", short)]));
    }
    // A word that is not the name of its theme, and of some figures of it.
    let of_theme = question.indicators.first().filter(|heard| asked.kind == Kind::Theme && !heard.words.is_empty());
    let few = figure.or(of_theme).filter(|_| !asked.tells_whole(definition));
    if let (Some(heard), [_, ..]) = (few, asked.parts.as_slice()) {
        let all = asked.indicator.into_iter().chain(asked.parts.iter().copied());
        let all: Vec<String> = all.map(|ix| definition.indicator(ix).short.get(language).to_owned()).collect();
        let values = [("words", heard.words.as_str()), ("list", &joined(&all, language))];
        said.push(texts.say("parts-of-a-word", &values));
    }
    for heard in question.groups.iter().filter(|heard| heard.near && asked.category == heard.what) {
        if let Some(category) = definition.category(heard.what) {
            let values = [("words", heard.words.as_str()), ("group", category.label.get(language))];
            said.push(texts.say("near-group", &values));
        }
    }
    // Who says what people are, where the group is named after what they are not, says it of others as well.
    let names_not = |text: &str| plain(text).split(' ').any(is_not);
    for heard in question.groups.iter().filter(|heard| !heard.near && !heard.words.is_empty()) {
        let told = groups_told(asked, definition).into_iter().find(|group| stands_for(heard, *group, definition));
        let Some(category) = told.and_then(|ix| definition.category(ix)) else { continue };
        if names_not(category.label.get(language)) && !names_not(&heard.words) {
            let group = group_phrase(category, language);
            said.push(texts.say("group-meant", &[("words", &heard.words), ("group", &group)]));
        }
    }
    // The share of a part of the residents does not say how they are doing.
    let how_many = figure.filter(|heard| {
        let indicator = definition.indicator(heard.what);
        let says_who = indicator.polarity == Polarity::Neutral && indicator.composition.is_some();
        let is_its_name = [&indicator.label, &indicator.short]
            .iter()
            .any(|text| [&text.nl, &text.en].into_iter().any(|name| plain(name) == plain(&heard.words)));
        let of_people = says_who && !is_its_name && !heard.near && !heard.words.is_empty();
        question.how_it_is && matches!(asked.kind, Kind::Figure | Kind::EachGroup) && of_people
    });
    said.extend(how_many.map(|heard| texts.say("how-many-only", &[("words", &heard.words)])));
    if question.target_group && asked.kind == Kind::Residents {
        said.push(texts.say("which-target-group", &[]));
    }
    // There is no overall score, so nothing is best or worst in it.
    let theme = asked.theme.and_then(|at| definition.themes.get(at)).filter(|_| asked.kind == Kind::Theme);
    if let Some(theme) = theme.filter(|_| !question.superlative.is_empty()) {
        let values = [("words", question.superlative.as_str()), ("theme", theme.label.get(language))];
        said.push(texts.say("no-best", &values));
    }
    if asked.kind == Kind::StandsOut && !question.superlative.is_empty() {
        said.push(texts.say("no-total", &[("words", &question.superlative)]));
    }
    // Whether a figure is high can only be said beside another.
    let has_nothing_beside = asked.kind == Kind::Figure
        && Some(asked.place) == figures.country()
        && asked.category == CategoryIx::TOTAL
        && figure.is_some()
        && !question.why;
    if has_nothing_beside && !question.high_or_low.is_empty() {
        said.push(texts.say("nothing-beside", &[("words", &question.high_or_low)]));
    }
    let words: Vec<String> = left_out(question, asked, definition).iter().map(|word| format!("‘{word}’")).collect();
    if !words.is_empty() {
        said.push(texts.say("left-out", &[("words", &words.join(", "))]));
    }
    said
}

/// Which of several areas of one number, or with one word in their names, is meant, as a question; none where no such thing was
/// named.
pub fn which_numbered(question: &Question, language: Language) -> Option<String> {
    let heard = question.numbered.as_ref()?;
    let bare = plain(&heard.words);
    let (texts, values) = (Texts::of(language), [("words", heard.words.as_str())]);
    let is_number = bare.split(' ').next_back().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    Some(match (is_number, heard.exact) {
        (true, _) => texts.say("which-numbered", &values),
        // There may be one of that name elsewhere.
        (false, true) => texts.say("which-named-there", &values),
        (false, false) => texts.say("which-named", &values),
    })
}

/// That a name was read as another, and that there are more areas of that name.
fn about_areas(question: &Question, asked: &Asked, figures: &Figures<'_>, language: Language) -> Vec<String> {
    const NAMED: usize = 4;
    let texts = Texts::of(language);
    let places = figures.places;
    let label = |ix: PlaceIx| {
        let name = spoken_name(&places.get(ix).name);
        match municipality(figures, ix) {
            Some(home) => format!("{name} ({})", spoken_name(&places.get(home).name)),
            None => name.to_owned(),
        }
    };
    let joined_up = |text: &str| telling(text).concat();
    let lies_in = |small: PlaceIx, large: PlaceIx| {
        places.ancestor(small, places.get(large).level(), places.get(small).newest()) == Some(large)
    };
    let mut said = Vec::new();
    let is_told = |ix: PlaceIx| ix == asked.place || asked.other_places.contains(&ix);
    for heard in question.places.iter().filter(|heard| !heard.words.is_empty() && is_told(heard.what)) {
        let (typed, name) = (joined_up(&heard.words), joined_up(spoken_name(&places.get(heard.what).name)));
        // A wijk and the buurt of its name in it are not two places.
        let is_apart = |other: &&PlaceIx| !lies_in(**other, heard.what) && !lies_in(heard.what, **other);
        let others: Vec<String> = heard.others.iter().filter(is_apart).map(|ix| label(*ix)).collect();
        let is_other = !heard.exact && !typed.starts_with(&name);
        let has_others = municipality(figures, heard.what).is_some() && !others.is_empty();
        let list = joined(&others[..others.len().min(NAMED)], language);
        let name = label(heard.what);
        let values = [("words", heard.words.as_str()), ("name", name.as_str()), ("list", list.as_str())];
        match (is_other, has_others) {
            (true, true) => said.push(texts.say("read-as-one", &values)),
            (true, false) => said.push(texts.say("read-as", &values)),
            (false, true) => said.push(texts.say("more-areas", &values)),
            (false, false) => {}
        }
    }
    said
}

/// Whether the answer is about one figure.
const fn tells_figure(asked: &Asked) -> bool {
    match asked.kind {
        Kind::Figure
        | Kind::LargestGroup
        | Kind::SmallestGroup
        | Kind::LargestArea
        | Kind::SmallestArea
        | Kind::EachGroup
        | Kind::EachArea
        | Kind::Meaning
        | Kind::Comparison => true,
        Kind::Change | Kind::Similar => asked.indicator.is_some(),
        Kind::Residents | Kind::StandsOut | Kind::Theme | Kind::Counted | Kind::Unmeasured => false,
    }
}

/// The words of what was understood and is not in the answer, as they were typed.
fn left_out(question: &Question, asked: &Asked, definition: &Definition) -> Vec<String> {
    let mut told: Vec<IndicatorIx> = Vec::new();
    if tells_figure(asked) {
        told.extend(asked.indicator);
        let is_split = |ix: &IndicatorIx| !definition.indicator(*ix).breakdowns.is_empty();
        let beside = asked.beside.iter().take(BESIDE);
        told.extend(beside.filter(|ix| match asked.kind {
            Kind::Figure => true,
            Kind::EachGroup => is_split(ix),
            _ => false,
        }));
    }
    let theme = asked.theme.and_then(|at| definition.themes.get(at));
    let is_of_theme = |ix: IndicatorIx| theme.is_some_and(|theme| theme.tells(definition.indicator(ix)));
    let tells_theme = matches!((asked.kind, asked.indicator), (Kind::Theme, _) | (Kind::Change, None));
    // What is told is told, whatever else its words may mean.
    let mut words: Vec<(bool, &str)> = Vec::new();
    for heard in &question.indicators {
        let in_theme = tells_theme && is_of_theme(heard.what);
        let may_mean = |ix: &IndicatorIx| *ix == heard.what || heard.others.contains(ix);
        let is_told = told.iter().any(may_mean) || in_theme || residents_of(definition) == Some(heard.what);
        words.push((is_told, &heard.words));
    }
    if let Some(heard) = &question.theme {
        // "Hoeveel mensen wonen in …" names no theme.
        let counts_people = asked.indicator.is_some() && asked.indicator == residents_of(definition);
        let is_told = tells_theme || counts_people || told.iter().any(|ix| is_of_theme(*ix));
        words.push((is_told, &heard.words));
    }
    if let Some(heard) = &question.topic {
        words.push((asked.kind == Kind::Unmeasured, &heard.words));
    }
    let groups = groups_told(asked, definition);
    for heard in &question.groups {
        // Where the area has no figures by one breakdown, it is told by another with a group of that name.
        let is_told = groups.iter().any(|group| stands_for(heard, *group, definition));
        words.push((is_told, &heard.words));
    }
    for heard in &question.places {
        let is_told = asked.kind == Kind::Comparison && asked.other_places.contains(&heard.what);
        let is_told = is_told || question.places.first() == Some(heard);
        words.push((is_told, &heard.words));
    }
    let is_beside = asked.other_categories.contains(&CategoryIx::TOTAL);
    words.push((is_beside, question.beside_everybody.as_str()));
    words.extend(question.threshold.iter().map(|threshold| (asked.threshold.is_some(), threshold.words.as_str())));
    words.extend(question.dropped.iter().map(|word| (false, word.as_str())));
    let used: Vec<String> = words.iter().filter(|(is_told, _)| *is_told).map(|(_, words)| plain(words)).collect();
    let mut all: Vec<String> = Vec::new();
    for (_, words) in words.iter().filter(|(is_told, _)| !is_told) {
        let bare = plain(words);
        if !bare.is_empty() && !used.contains(&bare) && !all.iter().any(|known| plain(known) == bare) {
            all.push((*words).to_owned());
        }
    }
    all
}

/// Whether words for a group are answered with a group: it is what they mean, or may mean, or the same people.
fn stands_for(heard: &Heard<CategoryIx>, group: CategoryIx, definition: &Definition) -> bool {
    heard.what == group || heard.others.contains(&group) || same_people(heard.what, group, definition)
}

/// The groups that the answer is about.
fn groups_told(asked: &Asked, definition: &Definition) -> Vec<CategoryIx> {
    let own = asked.category;
    match asked.kind {
        Kind::Comparison if asked.other_places.is_empty() => {
            std::iter::once(own).chain(asked.other_categories.iter().copied()).collect()
        }
        // A second group is said to be not told of.
        Kind::Figure => std::iter::once(own).chain(asked.other_categories.first().copied()).collect(),
        Kind::LargestGroup | Kind::SmallestGroup | Kind::EachGroup => {
            let id = definition.category(own).map(|category| category.id.as_str());
            let has_parts =
                definition.categories().any(|(.., category)| id.is_some() && category.parent.as_deref() == id);
            has_parts.then_some(own).into_iter().collect()
        }
        Kind::Similar if asked.indicator.is_none() => Vec::new(),
        _ => vec![own],
    }
}
