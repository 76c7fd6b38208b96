//! The page of an indicator: one area among others.

use cells::{AreaCode, CategoryIx, Cell, IndicatorIx, Level, Period, PlaceIx, Status};
use definition::Measure;
use insight::{Address, Reading, numbers, words};

use crate::choices::{Choices, Comparison, Year};
use crate::pages::explain::{SourceOf, sources_of};
use crate::view::bar::comparison;
use crate::view::by_group::{ByGroup, by_group};
use crate::view::drawing::{self, Drawing, MapFrame, Together};
use crate::view::figure::{self, Chip, Missing};
use crate::view::map::link_to;
use crate::view::place;
use crate::view::shell::Link;
use crate::view::whom;
use crate::visit::Visit;

/// Areas up to which they are listed openly, block by block on a phone. More of them stand in one long plain table, once on
/// the page: the map refers to it.
pub(crate) const MOST_IN_FULL: usize = 40;

/// One area of the list around the marked one.
#[derive(Debug, Clone)]
pub(crate) struct Among {
    pub(crate) place: PlaceIx,
    pub(crate) link: Link,
    pub(crate) cell: Cell,
    pub(crate) value: String,
    pub(crate) counts: String,
    pub(crate) interval: Option<(f64, f64)>,
    /// "3", or "2 tot 5" where intervals leave it open; empty without a figure.
    pub(crate) rank: String,
    pub(crate) mark: charts::Mark,
    pub(crate) chip: Chip,
    pub(crate) here: bool,
}

/// The figure of one year.
#[derive(Debug, Clone)]
pub(crate) struct OfYear {
    /// The page of that year; none where another division was in force.
    pub(crate) link: Option<Link>,
    pub(crate) year: String,
    pub(crate) value: String,
    pub(crate) counts: String,
    pub(crate) origin: String,
    /// "duidelijk gestegen": from this year to the newest; empty where they cannot be compared.
    pub(crate) since: String,
    /// From this year on it is counted in another way.
    pub(crate) break_before: bool,
}

/// Everything on the page of an indicator.
#[derive(Debug)]
pub(crate) struct OfIndicator {
    pub(crate) breadcrumb: Vec<Link>,
    pub(crate) label: String,
    pub(crate) place_label: String,
    pub(crate) place_link: Link,
    pub(crate) map_link: Link,
    pub(crate) compare: Link,
    pub(crate) big: String,
    pub(crate) big_unit: String,
    pub(crate) sentences: Vec<String>,
    pub(crate) chip: Chip,
    pub(crate) compared_with: String,
    pub(crate) facts: Vec<String>,
    pub(crate) missing: Option<Missing>,
    pub(crate) map: Option<Drawing>,
    pub(crate) ranking: Option<Drawing>,
    pub(crate) distribution: Option<Drawing>,
    pub(crate) trend: Option<Drawing>,
    pub(crate) groups: Option<ByGroup>,
    pub(crate) among_title: String,
    pub(crate) among: Vec<Among>,
    /// Whether they are so many that they stand in one long plain table.
    pub(crate) many: bool,
    /// What a file with the figures of all these areas is called.
    pub(crate) among_file: String,
    pub(crate) years: Vec<OfYear>,
    pub(crate) what: String,
    pub(crate) whom: String,
    pub(crate) why: String,
    pub(crate) care: Option<String>,
    pub(crate) explain: Link,
    pub(crate) sources: Vec<SourceOf>,
}

impl OfIndicator {
    /// The source of the figures of all years, where they have one in common: it then stands once below them. Empty where they
    /// have several.
    pub(crate) fn source_of_years(&self) -> &str {
        let mut known = self.years.iter().map(|year| &*year.origin).filter(|origin| !origin.is_empty());
        let first = known.next().unwrap_or_default();
        if known.all(|origin| origin == first) { first } else { "" }
    }
}

/// The places an area stands among: of its own level, in its municipality; for a municipality all municipalities; for a
/// region those of its collection; for the country the municipalities too.
pub(crate) fn peers(visit: &Visit, ix: PlaceIx, slice: &release::Slice<'_>) -> Vec<PlaceIx> {
    let places = &visit.release().places;
    let vintage = slice.vintage();
    match slice.level() {
        level @ (Level::Country | Level::Municipality) => places.of_vintage(level, vintage).collect(),
        Level::Region => {
            let collection = places.get(ix).code.collection();
            places
                .of_vintage(Level::Region, vintage)
                .filter(|&p| places.get(p).code.collection() == collection)
                .collect()
        }
        level => {
            let Some(municipality) = places.ancestor(ix, Level::Municipality, vintage) else { return vec![ix] };
            let districts = places.children(municipality, vintage);
            if level == Level::District {
                districts.to_vec()
            } else {
                districts.iter().flat_map(|&d| places.children(d, vintage).iter().copied()).collect()
            }
        }
    }
}

/// Works out the page.
pub(crate) fn of_indicator(visit: &Visit, indicator_ix: IndicatorIx, ix: PlaceIx) -> OfIndicator {
    let t = visit.texts();
    let site = visit.site();
    let language = visit.language();
    let definition = visit.definition();
    let choices = visit.choices();
    let indicator = definition.indicator(indicator_ix);
    let links = visit.links();
    let figures = visit.site().figures();
    let places = &site.release.places;
    let name = place::spoken(site, ix, language).to_owned();

    let newest_anywhere = visit.release().cube.periods(indicator_ix).last().copied();
    let period = figure::period_of(site, indicator_ix, ix, choices).or(newest_anywhere).unwrap_or(Period(0));
    let at = Address { indicator: indicator_ix, period, place: ix, category: choices.category };
    let cell = figures.cell(at);
    let compared = comparison(site, ix, choices);
    let one = compared.and_then(|c| {
        let reference = insight::comparison::Reference::Standing(c.standing());
        insight::comparison::compare_all(&figures, &[at], reference).into_iter().next()
    });
    let reading = one.as_ref().map_or(Reading::None(insight::NoReading::NoRemainder), |one| one.judged.reading);
    let mark =
        if cell.is_published() { figure::mark(reading, indicator.polarity, choices) } else { charts::Mark::NOT_SHOWN };

    // The country is shown over its municipalities, every other area among its own level.
    let inside = if places.get(ix).level() == Level::Country { Level::Municipality } else { places.get(ix).level() };
    let around_period = if inside == places.get(ix).level() {
        Some(period)
    } else {
        newest_at_level(visit, indicator_ix, inside, choices)
    };
    let slice = around_period.and_then(|period| visit.release().cube.slice(indicator_ix, period, inside));
    let among = slice
        .as_ref()
        .map(|slice| among(visit, slice, peers(visit, ix, slice), ix, choices.category))
        .unwrap_or_default();
    let within = place::municipality(site, ix);
    let among_title = among_title(visit, within, inside, &among, around_period);
    // Where the figure means nothing for any area, a map or a list of them says nothing either.
    let meaningless = !among.is_empty() && among.iter().all(|row| row.cell.status == Status::NotApplicable);
    let among = if meaningless { Vec::new() } else { among };
    let together = around_period.filter(|_| !meaningless).map(|period| Together {
        visit,
        indicator: indicator_ix,
        period,
        among: &among,
        title: &among_title,
    });

    let (big, big_unit) = {
        let shown = numbers::shown(&cell, indicator, language);
        match shown.split_once('\u{a0}') {
            Some((number, unit)) if unit != "%" && cell.is_published() && !number.starts_with('€') => {
                (number.to_owned(), unit.to_owned())
            }
            _ => (shown, String::new()),
        }
    };
    let mut facts = vec![period.to_string()];
    let spread = slice.as_ref().and_then(|slice| figures.spread(slice, choices.category));
    if let Some(interval) = numbers::interval(&cell, indicator, spread, &definition.monitor.reading, language) {
        facts.push(t.with("rounded-between", &[("interval", interval.into())]));
    } else if let Some(between) = numbers::coarse(&cell, language).filter(|_| indicator.measure == Measure::Count) {
        facts.push(t.with("rounded-between", &[("interval", between.into())]));
    }
    if cell.is_published() {
        facts.extend(words::kind_words(&cell, indicator.measure, language).map(str::to_owned));
        // Where nobody knows how certain it is, the words of the reading say so.
        let unknown = matches!(reading, Reading::Compared { certainty: insight::Certainty::Unknown, .. });
        facts.extend(words::certainty_note(reading, language).filter(|_| !unknown).map(str::to_owned));
        if let (Reading::None(reason), true) = (reading, compared.is_some()) {
            facts.push(reason.sentence(language).to_owned());
        }
    }

    let explain_link = Link::new(links.to(&format!("/uitleg/indicator/{}", indicator.id)), t.get("read-definition"));
    let theme = definition.find_theme(&indicator.theme);
    let mut breadcrumb = vec![Link::new(links.to("/indicatoren"), t.get("menu-indicators"))];
    if let Some(theme) = theme {
        breadcrumb.push(Link::new(links.theme(ix, &theme.id), theme.label.get(language)));
    }

    OfIndicator {
        breadcrumb,
        label: indicator.label.get(language).to_owned(),
        place_label: whom::with_group(visit, place::label(site, ix, t)),
        map_link: link_to(visit, indicator_ix, ix),
        compare: crate::view::compare::link_to(visit, ix, &indicator.id),
        place_link: Link::new(links.place(ix), t.with("figures-of", &[("name", name.clone().into())])),
        big,
        big_unit,
        sentences: sentences(visit, at, &cell, one.as_ref(), &name),
        chip: figure::chip(mark, cell.status, language),
        compared_with: compared
            .filter(|_| cell.is_published())
            .map(|c| t.with("compared-with", &[("with", whom::compared_with(visit, ix, c).into())]))
            .unwrap_or_default(),
        facts,
        missing: figure::missing(visit, at),
        map: together.and_then(|of| drawing::map(of, &MapFrame::of_indicator())),
        ranking: together.and_then(drawing::ranking),
        distribution: around_period
            .and_then(|p| drawing::distribution(visit, indicator_ix, p, inside, ix, choices.category)),
        trend: drawing::trend(visit, indicator_ix, ix, choices.category, "trend", false),
        groups: by_group(visit, at),
        among_file: format!("gebieden-{}-{}", indicator.id, crate::address::slug(&among_title)),
        many: among.len() > MOST_IN_FULL,
        among_title,
        among,
        years: if meaningless { Vec::new() } else { years(visit, indicator_ix, ix) },
        what: indicator.what.get(language).to_owned(),
        whom: definition
            .find_universe(&indicator.universe)
            .map(|u| u.label.get(language).to_owned())
            .unwrap_or_default(),
        why: indicator.why.get(language).to_owned(),
        care: indicator.care.as_ref().map(|care| care.get(language).to_owned()),
        explain: explain_link,
        sources: sources_of(visit, indicator_ix),
    }
}

/// The newest year in which the areas of a level have the category; the chosen one where a year was chosen.
fn newest_at_level(visit: &Visit, indicator: IndicatorIx, level: Level, choices: Choices) -> Option<Period> {
    let cube = &visit.release().cube;
    match choices.year {
        Year::Fixed(year) => cube.slice(indicator, year, level).map(|_| year),
        Year::Newest => cube.periods(indicator).iter().copied().rev().find(|&period| {
            cube.slice(indicator, period, level).is_some_and(|s| s.categories().contains(&choices.category))
        }),
    }
}

/// Areas from the highest figure to the lowest; those without a figure last.
fn among(
    visit: &Visit,
    slice: &release::Slice<'_>,
    peers: Vec<PlaceIx>,
    ix: PlaceIx,
    category: CategoryIx,
) -> Vec<Among> {
    let language = visit.language();
    let choices = visit.choices();
    let definition = visit.definition();
    let indicator = definition.indicator(slice.indicator());
    let wanted: std::collections::HashSet<PlaceIx> = peers.iter().copied().collect();
    let ranked = insight::ranking::ranking(indicator, slice, category, |place| wanted.contains(&place));
    let row = |place: PlaceIx, interval: Option<(f64, f64)>, rank: String| {
        let cell = slice.cell(place, category);
        let reading = comparison(visit.site(), place, choices)
            .map_or(Reading::None(insight::NoReading::NoRemainder), |c| {
                Reading::unpack(slice.reading(place, category, c.standing()))
            });
        let mark = if cell.is_published() {
            figure::mark(reading, indicator.polarity, choices)
        } else {
            charts::Mark::NOT_SHOWN
        };
        Among {
            place,
            link: Link::new(
                visit.links().indicator(slice.indicator(), Some(place)),
                place::spoken(visit.site(), place, language),
            ),
            value: numbers::shown(&cell, indicator, language),
            counts: figure::counts(visit, &cell, indicator),
            interval,
            rank,
            mark,
            chip: figure::chip(mark, cell.status, language),
            here: place == ix,
            cell,
        }
    };
    let t = visit.texts();
    let to = t.get("rank-to");
    let mut rows: Vec<Among> = ranked
        .iter()
        .map(|r| {
            let (first, last) = (*r.possible.start(), *r.possible.end());
            let rank = match r.interval {
                // Where the source says nothing of how certain a figure is, its place is not certain either.
                None if indicator.measure != Measure::Count => {
                    t.with("rank-near", &[("rank", r.rank.to_string().into())])
                }
                Some(_) if first != last => format!("{first} {to} {last}"),
                _ => r.rank.to_string(),
            };
            row(r.place, r.interval.map(|i| (i.low, i.high)), rank)
        })
        .collect();
    let known: std::collections::HashSet<PlaceIx> = ranked.iter().map(|r| r.place).collect();
    rows.extend(peers.into_iter().filter(|p| !known.contains(p)).map(|p| row(p, None, String::new())));
    rows
}

/// What areas are called together: of which place, which level and when; those within no place are of the country.
fn among_title(
    visit: &Visit,
    within: Option<PlaceIx>,
    level: Level,
    among: &[Among],
    period: Option<Period>,
) -> String {
    let t = visit.texts();
    let site = visit.site();
    let words = place::level_words(site, level, t);
    let within = within.or_else(|| site.release.places.find(AreaCode::COUNTRY));
    let name = within.map_or_else(|| t.get("the-country"), |w| place::spoken(site, w, visit.language()).to_owned());
    t.with(
        "among-title",
        &[
            ("count", crate::view::count(among.len() as f64, visit.language()).into()),
            ("levels", words.into()),
            ("name", name.into()),
            ("year", period.map(|p| p.to_string()).unwrap_or_default().into()),
        ],
    )
}

/// "310 van de 2.500 inwoners in Zomerdam hebben een bijstandsuitkering."; none of a group, without counts, or without words for
/// the numerator.
pub(crate) fn counted(visit: &Visit, at: Address, cell: &Cell, name: &str) -> Option<String> {
    let (definition, language) = (visit.definition(), visit.language());
    let indicator = definition.indicator(at.indicator);
    if indicator.measure != Measure::Percent || at.category != CategoryIx::TOTAL || !cell.is_published() {
        return None;
    }
    let predicate = indicator.predicate.as_ref()?;
    let universe = definition.find_universe(&indicator.universe)?;
    Some(visit.texts().with(
        "sentence-predicate",
        &[
            ("some", numbers::count(cell.numerator?.value, language).into()),
            ("of", numbers::count(cell.denominator?.value, language).into()),
            ("universe", universe.label.get(language).into()),
            ("name", name.to_owned().into()),
            ("predicate", predicate.get(language).into()),
        ],
    ))
}

/// The figure and its reference as sentences.
fn sentences(
    visit: &Visit,
    at: Address,
    cell: &Cell,
    one: Option<&insight::comparison::Compared>,
    name: &str,
) -> Vec<String> {
    let t = visit.texts();
    let language = visit.language();
    let definition = visit.definition();
    let indicator = definition.indicator(at.indicator);
    let mut said = Vec::new();
    if !cell.is_published() {
        return said;
    }
    let whom = definition.category(at.category).map(|c| c.people.as_ref().unwrap_or(&c.label).get(language).to_owned());
    match counted(visit, at, cell, name) {
        Some(sentence) => said.push(sentence),
        None => said.push(match whom {
            Some(whom) => t.with(
                "sentence-full-group",
                &[
                    ("name", name.to_owned().into()),
                    ("whom", whom.into()),
                    ("full", numbers::full(cell, indicator, definition, language).into()),
                ],
            ),
            None => t.with(
                "sentence-full",
                &[
                    ("name", name.to_owned().into()),
                    ("full", numbers::full(cell, indicator, definition, language).into()),
                ],
            ),
        }),
    }
    let frequency = |value: f64| {
        (indicator.measure == Measure::Percent).then(|| numbers::natural_frequency(value / 100.0, language)).flatten()
    };
    let own = cell.value.and_then(frequency);
    if let Some(often) = own.clone() {
        said.push(t.with("sentence-often", &[("often", often.into())]));
    }
    if let Some(reference) = one.and_then(|one| one.reference).filter(|_| indicator.measure != Measure::Count)
        && let Some(head) = figure::reference_head(visit, at.place)
    {
        let value = numbers::figure(reference, indicator, language);
        let head = words::spoken_name(&head).to_owned();
        let everybody = comparison(visit.site(), at.place, visit.choices()) == Some(Comparison::EverybodyHere);
        said.push(match frequency(reference) {
            _ if everybody => t.with("sentence-everybody", &[("value", value.into())]),
            // Where it is as often there as here, it is said once.
            Some(often) if Some(&often) != own.as_ref() => t.with(
                "sentence-reference-often",
                &[("head", head.into()), ("value", value.into()), ("often", often.into())],
            ),
            _ => t.with("sentence-reference", &[("head", head.into()), ("value", value.into())]),
        });
    }
    if indicator.measure != Measure::Count
        && let Some(value) = cell.value
    {
        let level = visit.release().places.get(at.place).level();
        let distribution = visit.site().distribution(at.indicator, at.period, level, at.category);
        let interval = insight::ranking::interval_of(indicator, cell);
        if let Some(all) = &distribution.summary
            && let Some(position) =
                insight::ranking::position_among(value, interval, all, distribution.areas, level, language)
        {
            said.push(t.with("sentence-position", &[("position", position.into())]));
        }
    }
    said
}

/// All years of which the place has a figure, and those in which there are figures of another division of areas. Each with
/// how the figure changed from then to the newest.
fn years(visit: &Visit, indicator_ix: IndicatorIx, ix: PlaceIx) -> Vec<OfYear> {
    let t = visit.texts();
    let language = visit.language();
    let choices = visit.choices();
    let definition = visit.definition();
    let indicator = definition.indicator(indicator_ix);
    let figures = visit.site().figures();
    let level = visit.release().places.get(ix).level();
    let series = insight::trend::series(&figures, indicator_ix, ix, choices.category);
    let changes =
        series.map(|series| insight::trend::since_each(&figures, &series, ix, choices.category)).unwrap_or_default();
    let of_year = |period: Period| {
        let Some(slice) = visit.site().slice_with(indicator_ix, period, ix) else {
            // There are figures of this level, but of areas that are divided differently.
            visit.release().cube.slice(indicator_ix, period, level)?;
            return Some(OfYear {
                link: None,
                year: period.to_string(),
                value: t.get("year-other-division"),
                counts: String::new(),
                origin: String::new(),
                since: String::new(),
                break_before: false,
            });
        };
        let cell = slice.cell(ix, choices.category);
        if cell.status == cells::Status::NotAvailable {
            return None;
        }
        let source = definition.sources.get(slice.source()).map(|s| s.publisher.get(language).to_owned());
        let mut origin: Vec<String> = source.into_iter().collect();
        origin.extend(words::kind_words(&cell, indicator.measure, language).map(str::to_owned));
        let fixed = Choices { year: Year::Fixed(period), ..choices };
        Some(OfYear {
            link: Some(Link::new(visit.links().with(fixed).indicator(indicator_ix, Some(ix)), period.to_string())),
            year: period.to_string(),
            value: numbers::shown(&cell, indicator, language),
            counts: figure::counts(visit, &cell, indicator),
            origin: origin.join(", "),
            since: changes
                .iter()
                .find(|(from, _)| *from == period)
                .and_then(|(_, judged)| insight::trend::words(judged.reading, language))
                .unwrap_or_default(),
            break_before: indicator.series_breaks.contains(&period),
        })
    };
    visit.release().cube.periods(indicator_ix).iter().rev().copied().filter_map(of_year).collect()
}

/// Areas of one place with their figures in one year.
#[derive(Debug)]
pub(crate) struct Around {
    pub(crate) period: Period,
    pub(crate) title: String,
    pub(crate) among: Vec<Among>,
}

/// The figures of the areas inside a place, of those beside it for the lowest level that has them, in the newest year in
/// which their level has them. At most `most` areas.
pub(crate) fn inside(visit: &Visit, at: Address, most: usize) -> Option<Around> {
    let places = &visit.release().places;
    let own = places.get(at.place).level();
    let newest =
        |level| newest_at_level(visit, at.indicator, level, Choices { category: at.category, ..visit.choices() });
    let below = own.below().and_then(|level| Some((level, newest(level)?)));
    let (level, period) = below.or_else(|| Some((own, newest(own)?)))?;
    let slice = visit.release().cube.slice(at.indicator, period, level)?;
    let within = if level == own { places.parent(at.place, slice.vintage())? } else { at.place };
    let areas = places.children(within, slice.vintage());
    if areas.len() > most {
        return None;
    }
    let among = among(visit, &slice, areas.to_vec(), at.place, at.category);
    Some(Around { period, title: among_title(visit, Some(within), level, &among, Some(period)), among })
}
