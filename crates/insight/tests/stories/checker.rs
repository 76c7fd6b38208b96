//! Reads sentences back into what they claim, and compares that with the cells.
//!
//! It has its own forms of the sentences, its own numbers and its own words, written down by hand from insight.md; of the
//! crate under test it uses the stored readings and the judged changes only.

use std::collections::BTreeMap;

use cells::{CategoryIx, Cell, IndicatorIx, Level, Period, PlaceIx};
use definition::{Indicator, Language, Measure, Polarity};
use insight::story::{Sentence, Telling, Topic};
use insight::{Certainty as Sure, Figures, Reading};
use release::{Release, StandingReference};

/// Certainty as its two bits are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Certain,
    Uncertain,
    Unknown,
}

/// A stored reading: direction (−1, 0, 1), size (0, 1, 2), certainty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stored {
    direction: i8,
    size: u8,
    certainty: Certainty,
}

pub(crate) struct Checker<'a> {
    release: &'a Release,
    telling: Telling,
}

type Captured = BTreeMap<String, String>;

/// What a sentence claims, for the rules about the whole story.
#[derive(Debug, Default)]
struct Claims {
    favourable: Vec<IndicatorIx>,
    unfavourable: Vec<IndicatorIx>,
    higher: Vec<IndicatorIx>,
    lower: Vec<IndicatorIx>,
    forms: Vec<String>,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(release: &'a Release, telling: Telling) -> Self {
        Self { release, telling }
    }

    /// The form of every sentence, or what is wrong.
    pub(crate) fn read(&self, sentences: &[Sentence]) -> Result<Vec<String>, String> {
        if sentences.is_empty() || sentences.len() > 8 {
            return Err(format!("{} sentences", sentences.len()));
        }
        let mut claims = Claims::default();
        for (n, sentence) in sentences.iter().enumerate() {
            let text = sentence.text.replace('\u{a0}', " ");
            if sentences[..n].iter().any(|earlier| earlier.text == sentence.text) {
                return Err(format!("twice: {text}"));
            }
            let before = claims.forms.len();
            self.sentence(&text, sentence, &mut claims).map_err(|what| format!("{text}\n  {what}"))?;
            if claims.forms.len() == before {
                return Err(format!("{text}\n  has no form"));
            }
        }
        self.whole(&claims)?;
        let code = if self.nl() { "nl" } else { "en" };
        Ok(claims.forms.into_iter().map(|form| format!("{code} {form}")).collect())
    }

    fn nl(&self) -> bool {
        self.telling.language == Language::Nl
    }

    fn pick<'t>(&self, nl: &'t str, en: &'t str) -> &'t str {
        if self.nl() { nl } else { en }
    }

    // Words, by hand.

    fn place(&self) -> String {
        let place = self.release.places.get(self.telling.place);
        let name = match place.name.strip_prefix("Wijk ") {
            Some(rest) if rest.len() > 3 => &rest[3..],
            _ => place.name.as_str(),
        };
        match place.level() {
            Level::Country => self.pick("in Fabelland", "in Fableland").to_owned(),
            Level::Municipality => format!("{} {name}", self.pick("in de gemeente", "in the municipality of")),
            _ if name.starts_with("Wijk ") => format!("in {name}"),
            _ => format!("{} {name}", self.pick("in de wijk", "in the district")),
        }
    }

    fn rest(&self) -> &'static str {
        match (self.telling.reference, self.nl()) {
            (StandingReference::Country, true) => "in de rest van Fabelland",
            (StandingReference::Country, false) => "in the rest of Fableland",
            (StandingReference::Municipality, true) => "in de rest van de gemeente",
            (StandingReference::Municipality, false) => "in the rest of the municipality",
            (StandingReference::EverybodyHere, true) => "bij de andere inwoners van dit gebied",
            (StandingReference::EverybodyHere, false) => "among the other residents of this area",
        }
    }

    fn whole_words(&self) -> &'static str {
        match (self.telling.reference, self.nl()) {
            (StandingReference::Country, true) => "in heel Fabelland",
            (StandingReference::Country, false) => "in Fableland as a whole",
            (StandingReference::Municipality, true) => "in de hele gemeente",
            (StandingReference::Municipality, false) => "in the municipality as a whole",
            (StandingReference::EverybodyHere, true) => "bij alle inwoners van dit gebied samen",
            (StandingReference::EverybodyHere, false) => "among all residents of this area together",
        }
    }

    fn beside(&self) -> &'static str {
        match (self.telling.reference, self.nl()) {
            (StandingReference::Country, true) => "heel Fabelland",
            (StandingReference::Country, false) => "all of Fableland",
            (StandingReference::Municipality, true) => "de hele gemeente",
            (StandingReference::Municipality, false) => "the whole municipality",
            (StandingReference::EverybodyHere, true) => "alle inwoners",
            (StandingReference::EverybodyHere, false) => "all residents",
        }
    }

    fn people(&self, category: CategoryIx) -> String {
        let category = self.release.definition.category(category).expect("a group");
        match &category.people {
            Some(people) => people.get(self.telling.language).to_owned(),
            None => format!("‘{}’", category.label.get(self.telling.language)),
        }
    }

    fn verdict(&self, stored: Stored, polarity: Polarity) -> &'static str {
        let good = match polarity {
            _ if !self.telling.judge => None,
            Polarity::Neutral => None,
            Polarity::HigherIsFavourable => Some(stored.direction > 0),
            Polarity::LowerIsFavourable => Some(stored.direction < 0),
        };
        match (good, stored.direction > 0, stored.size, self.nl()) {
            (Some(true), _, 1, true) => "iets gunstiger",
            (Some(true), _, 2, true) => "duidelijk gunstiger",
            (Some(false), _, 1, true) => "iets ongunstiger",
            (Some(false), _, 2, true) => "duidelijk ongunstiger",
            (Some(true), _, 1, false) => "somewhat more favourable",
            (Some(true), _, 2, false) => "clearly more favourable",
            (Some(false), _, 1, false) => "somewhat less favourable",
            (Some(false), _, 2, false) => "clearly less favourable",
            (None, true, 1, true) => "iets hoger",
            (None, true, 2, true) => "duidelijk hoger",
            (None, false, 1, true) => "iets lager",
            (None, false, 2, true) => "duidelijk lager",
            (None, true, 1, false) => "somewhat higher",
            (None, true, 2, false) => "clearly higher",
            (None, false, 1, false) => "somewhat lower",
            (None, false, 2, false) => "clearly lower",
            _ => "about equal has no such sentence",
        }
    }

    // Numbers, by hand.

    /// A number with exactly so many decimals, thousands in groups of three.
    fn number(&self, text: &str, decimals: usize) -> Option<f64> {
        let (thousand, point) = if self.nl() { ('.', ',') } else { (',', '.') };
        let (sign, text) = text.strip_prefix('−').map_or((1.0, text), |rest| (-1.0, rest));
        let (whole, fraction) = text.split_once(point).unwrap_or((text, ""));
        let groups: Vec<&str> = whole.split(thousand).collect();
        let digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
        let right = groups.iter().all(digits)
            && (1..=3).contains(&groups[0].len())
            && groups[1..].iter().all(|group| group.len() == 3)
            && (groups.len() == 1 || !groups[0].starts_with('0'))
            && fraction.len() == decimals
            && digits(&fraction);
        right.then(|| format!("{}.{fraction}0", groups.concat()).parse().ok()).flatten().map(|value: f64| sign * value)
    }

    fn figure(&self, text: &str, indicator: &Indicator) -> Option<f64> {
        let bare = match (indicator.measure, self.nl()) {
            (Measure::Percent, true) => text.strip_suffix(" %")?,
            (Measure::Percent, false) => text.strip_suffix('%')?,
            (Measure::PerThousand, true) => text.strip_suffix(" per 1.000")?,
            (Measure::PerThousand, false) => text.strip_suffix(" per 1,000")?,
            _ => text,
        };
        self.number(bare, usize::from(indicator.decimals))
    }

    fn same_figure(&self, text: &str, indicator: &Indicator, cell: Cell) -> Result<(), String> {
        let said = self.figure(text, indicator).ok_or_else(|| format!("`{text}` is no figure of {}", indicator.id))?;
        let value = cell.value.filter(|_| cell.is_published()).ok_or("the cell is not published")?;
        let half = 0.5 * 10_f64.powi(-i32::from(indicator.decimals)) + 1e-9;
        if (said - value).abs() <= half { Ok(()) } else { Err(format!("says {said}, the cell has {value}")) }
    }

    fn same_count(&self, text: &str, value: u32) -> Result<(), String> {
        let said = self.number(text, 0).ok_or_else(|| format!("`{text}` is no count"))?;
        if (said - f64::from(value)).abs() < 0.5 { Ok(()) } else { Err(format!("says {said}, the cell has {value}")) }
    }

    // Cells, by hand.

    fn cell(&self, indicator: IndicatorIx, period: Period, place: PlaceIx, category: CategoryIx) -> Cell {
        self.release.cube.cell(indicator, period, place, category)
    }

    fn here(&self, indicator: IndicatorIx, period: Period) -> Cell {
        self.cell(indicator, period, self.telling.place, self.telling.category)
    }

    fn shown(&self, indicator: IndicatorIx, category: CategoryIx) -> Option<Period> {
        let is = |period: &Period| self.cell(indicator, *period, self.telling.place, category).is_published();
        match self.telling.period {
            Some(period) => Some(period).filter(is),
            None => self.release.cube.periods(indicator).iter().rev().copied().find(is),
        }
    }

    fn stored(
        &self,
        indicator: IndicatorIx,
        period: Period,
        category: CategoryIx,
        reference: StandingReference,
    ) -> Option<Stored> {
        let byte = self.release.cube.reading(indicator, period, self.telling.place, category, reference).0;
        Some(Stored {
            direction: match byte & 3 {
                0 => return None,
                1 => -1,
                2 => 0,
                _ => 1,
            },
            size: (byte >> 2) & 3,
            certainty: match (byte >> 4) & 3 {
                0 => Certainty::Certain,
                1 => Certainty::Uncertain,
                _ => Certainty::Unknown,
            },
        })
    }

    fn indicators(&self) -> impl Iterator<Item = (IndicatorIx, &'a Indicator)> + use<'a> {
        self.release.definition.indicators.iter().enumerate().map(|(n, indicator)| (IndicatorIx(n as u16), indicator))
    }

    /// The profile's figures here with their readings.
    fn profile(&self) -> Vec<(IndicatorIx, Period, Stored)> {
        self.indicators()
            .filter(|(_, indicator)| indicator.profile)
            .filter_map(|(ix, _)| {
                let period = self.shown(ix, self.telling.category)?;
                Some((ix, period, self.stored(ix, period, self.telling.category, self.telling.reference)?))
            })
            .collect()
    }

    fn reference_cell(&self, indicator: IndicatorIx, period: Period) -> Cell {
        let Telling { place, category, reference, .. } = self.telling;
        let places = &self.release.places;
        match reference {
            StandingReference::Country => self.cell(indicator, period, PlaceIx(0), category),
            StandingReference::Municipality => {
                let parent = match places.get(place).level() {
                    Level::District => places.get(place).parents[0],
                    _ => place,
                };
                self.cell(indicator, period, parent, category)
            }
            StandingReference::EverybodyHere => self.cell(indicator, period, place, CategoryIx::TOTAL),
        }
    }

    // Sentences.

    fn sentence(&self, text: &str, sentence: &Sentence, claims: &mut Claims) -> Result<(), String> {
        let too_little = if self.telling.category == CategoryIx::TOTAL {
            self.pick(
                "Over dit gebied valt nog weinig met zekerheid te zeggen.",
                "There is little that can be said with certainty about this area yet.",
            )
        } else {
            self.pick(
                "Over deze groep valt hier nog weinig met zekerheid te zeggen.",
                "There is little that can be said with certainty about this group here yet.",
            )
        };
        let mut text = text;
        if let Some(rest) = text.strip_prefix(too_little) {
            let certain = self.profile().iter().filter(|(.., stored)| stored.certainty == Certainty::Certain).count();
            if certain >= 3 || self.release.places.get(self.telling.place).level() == Level::Country {
                return Err(format!("{certain} readings are certain"));
            }
            claims.forms.push("too-little".to_owned());
            text = rest.trim_start();
            if text.is_empty() {
                return Ok(());
            }
        }
        for rest in &sentence.rests_on {
            if !self.cell(rest.indicator, rest.period, rest.place, rest.category).is_published() {
                return Err("rests on a cell that is not published".to_owned());
            }
        }
        let text = self.without_older(text, claims)?;
        if text.is_empty() {
            return Ok(());
        }
        self.counted(text, claims)?;
        self.of_residents(text, claims)?;
        if sentence.topic == Topic::Groups {
            return self.of_groups(text, claims);
        }
        for (ix, indicator) in self.indicators() {
            self.of_indicator(text, ix, indicator, claims)?;
        }
        Ok(())
    }

    /// The text after what it says of how old figures are.
    fn without_older<'t>(&self, text: &'t str, claims: &mut Claims) -> Result<&'t str, String> {
        let start = self.pick("Let op: ", "Please note: ");
        if !text.starts_with(start) {
            return Ok(text);
        }
        let (said, rest) =
            text.split_once(". ").map_or((text, ""), |(_, rest)| (&text[..text.len() - rest.len() - 1], rest));
        let shown: Vec<Period> = self
            .indicators()
            .filter(|(_, indicator)| indicator.profile)
            .filter_map(|(ix, _)| self.shown(ix, self.telling.category))
            .collect();
        let newest = shown.iter().max().ok_or("no figures")?;
        let old: Vec<&Period> = shown.iter().filter(|period| newest.0 >= period.0 + 3).collect();
        let latest = old.iter().max().ok_or("no figure is so much older")?;
        let (n, all) = (old.len(), shown.len());
        let expected = match (n, self.nl()) {
            (1, true) => format!(
                "één van de {all} cijfers van dit profiel is van {latest} of eerder; het nieuwste cijfer is van {newest}."
            ),
            (_, true) => format!(
                "{n} van de {all} cijfers van dit profiel zijn van {latest} of eerder; het nieuwste cijfer is van {newest}."
            ),
            (1, false) => format!(
                "one of the {all} figures of this profile is from {latest} or earlier; the newest figure is from {newest}."
            ),
            (_, false) => {
                format!(
                    "{n} of the {all} figures of this profile are from {latest} or earlier; the newest figure is from {newest}."
                )
            }
        };
        if said[start.len()..] != expected {
            return Err(format!("expected {expected}"));
        }
        claims.forms.push("older".to_owned());
        Ok(rest)
    }

    fn of_residents(&self, text: &str, claims: &mut Claims) -> Result<(), String> {
        let place = self.place();
        let Telling { category, .. } = self.telling;
        let templates: Vec<String> = if category == CategoryIx::TOTAL {
            if self.nl() {
                vec![
                    format!("{place} wonen {{number}} mensen ({{year}})."),
                    format!("{place} woont 1 persoon ({{year}})."),
                    format!("{place} woont niemand ({{year}})."),
                ]
            } else {
                vec![
                    format!("{{number}} people live {place} ({{year}})."),
                    format!("1 person lives {place} ({{year}})."),
                    format!("nobody lives {place} ({{year}})."),
                ]
            }
        } else {
            let people = self.people(category);
            if self.nl() {
                vec![
                    format!("{place} wonen {{number}} {people} ({{year}})."),
                    format!("{place} woont 1 van de {people} ({{year}})."),
                    format!("{place} wonen geen {people} ({{year}})."),
                ]
            } else {
                vec![
                    format!("{{number}} {people} live {place} ({{year}})."),
                    format!("1 of the {people} lives {place} ({{year}})."),
                    format!("no {people} live {place} ({{year}})."),
                ]
            }
        };
        let few = self.pick("minder dan", "fewer than");
        for (n, template) in templates.iter().enumerate() {
            let Some(found) = captured(template, text) else { continue };
            let year = year(&found)?;
            let ix = IndicatorIx(0);
            if self.shown(ix, category) != Some(year) {
                return Err("is not the newest, or not the year asked for".to_owned());
            }
            let count = self.here(ix, year).numerator.ok_or("no count")?;
            let about = self.pick("ongeveer ", "about ");
            let rough = u32::from(count.within) * 1000 > count.value;
            match n {
                0 if found["number"].to_lowercase().starts_with(few) => {
                    if count.value > 1 || count.within == 0 {
                        return Err(format!("{count:?}"));
                    }
                    let number = found["number"][few.len()..].trim().to_owned();
                    self.same_count(&number, count.value + u32::from(count.within) + 1)?;
                }
                0 => {
                    let number = found["number"].to_lowercase();
                    let (said_about, bare) =
                        number.strip_prefix(about).map_or((false, number.as_str()), |bare| (true, bare));
                    if said_about != rough || count.value < 2 {
                        return Err(format!("{count:?}"));
                    }
                    self.same_count(bare, count.value)?;
                }
                1 if count.value == 1 && count.within == 0 => {}
                2 if count.value == 0 && count.within == 0 => {}
                _ => return Err(format!("{count:?}")),
            }
            claims.forms.push(if category == CategoryIx::TOTAL { "residents" } else { "residents-group" }.to_owned());
            return Ok(());
        }
        Ok(())
    }

    /// "310 van de 2.500 inwoners hebben bijstand": both counts, and whether it may be said of so many.
    fn same_share(&self, found: &Captured, cell: Cell) -> Result<(), String> {
        let (Some(some), Some(of)) = (cell.numerator, cell.denominator) else { return Err("has no counts".to_owned()) };
        if some.value < 2 {
            return Err("the verb is plural".to_owned());
        }
        self.same_count(&found["some"], some.value)?;
        self.same_count(&found["of"], of.value)
    }

    fn of_indicator(
        &self,
        text: &str,
        ix: IndicatorIx,
        indicator: &Indicator,
        claims: &mut Claims,
    ) -> Result<(), String> {
        let language = self.telling.language;
        let label = indicator.label.get(language);
        let whom = self.release.definition.find_universe(&indicator.universe).expect("whom").label.get(language);
        let (rest, whole, beside) = (self.rest(), self.whole_words(), self.beside());
        let share = indicator.predicate.as_ref().map(|predicate| {
            let of = self.pick("van de", "of the");
            format!("{{some}} {of} {{of}} {whom} {} ({{figure}}, {{year}}).", predicate.get(language))
        });
        let that_is = if self.nl() {
            format!("Dat is {{verdict}} dan {rest} ({beside}: {{other}}).")
        } else {
            format!("That is {{verdict}} than {rest} ({beside}: {{other}}).")
        };
        let by_source = if self.nl() {
            format!("{label}: {{figure}} ({{year}}). Volgens de bron is dat {{verdict}} dan {whole} ({{other}}).")
        } else {
            format!(
                "{label}: {{figure}} ({{year}}). According to the source, that is {{verdict}} than {whole} ({{other}})."
            )
        };
        let plain = if self.nl() {
            format!("het cijfer voor ‘{label}’ is {{figure}} ({{year}}).")
        } else {
            format!("the figure for ‘{label}’ is {{figure}} ({{year}}).")
        };
        let plain_source = if self.nl() {
            format!("volgens de bron is het cijfer voor ‘{label}’ {{figure}} ({{year}}).")
        } else {
            format!("according to the source, the figure for ‘{label}’ is {{figure}} ({{year}}).")
        };
        let moved = if self.nl() {
            format!("{label}: van {{before}} in {{first}} naar {{after}} in {{last}}. Dat is een {{moved}}.")
        } else {
            format!("{label}: from {{before}} in {{first}} to {{after}} in {{last}}. That is {{moved}}.")
        };
        let stands_share = share.as_ref().map(|share| format!("{share} {that_is}"));
        let stands_figure = format!("{label}: {{figure}} ({{year}}). {that_is}");
        if let Some(found) = stands_share.and_then(|template| captured(&template, text)) {
            self.same_share(&found, self.here(ix, year(&found)?))?;
            return self.stands(&found, ix, indicator, "stands-share", claims);
        }
        if let Some(found) = captured(&stands_figure, text) {
            return self.stands(&found, ix, indicator, "stands-figure", claims);
        }
        if let Some(found) = captured(&by_source, text) {
            return self.stands(&found, ix, indicator, "stands-figure-source", claims);
        }
        for (form, template) in [("share", share), ("figure", Some(plain)), ("figure-source", Some(plain_source))] {
            let Some(found) = template.and_then(|template| captured(&template, text)) else { continue };
            let year = year(&found)?;
            let cell = self.here(ix, year);
            if indicator.theme != "wie" || self.shown(ix, self.telling.category) != Some(year) {
                return Err("does not say who live here".to_owned());
            }
            if (form == "figure-source") != cell.numerator.is_none() {
                return Err("counted or not".to_owned());
            }
            if form == "share" {
                self.same_share(&found, cell)?;
            }
            self.same_figure(&found["figure"], indicator, cell)?;
            claims.forms.push(form.to_owned());
            return Ok(());
        }
        if let Some(found) = captured(&moved, text) {
            return self.changed(&found, ix, indicator, claims);
        }
        Ok(())
    }

    fn stands(
        &self,
        found: &Captured,
        ix: IndicatorIx,
        indicator: &Indicator,
        form: &str,
        claims: &mut Claims,
    ) -> Result<(), String> {
        let year = year(found)?;
        let Telling { category, reference, .. } = self.telling;
        if self.shown(ix, category) != Some(year) {
            return Err("is not the newest, or not the year asked for".to_owned());
        }
        self.same_figure(&found["figure"], indicator, self.here(ix, year))?;
        let other = self.reference_cell(ix, year);
        self.same_figure(&found["other"], indicator, other)?;
        let stored = self.stored(ix, year, category, reference).ok_or("there is no reading")?;
        let wanted = if form == "stands-figure-source" { Certainty::Unknown } else { Certainty::Certain };
        if stored.certainty != wanted || stored.size == 0 {
            return Err(format!("{stored:?} is told"));
        }
        // Of a group, and of a mean without spread, nothing is told of which nobody knows how certain it is.
        let may_be_told = category == CategoryIx::TOTAL && indicator.measure.is_rate();
        if wanted == Certainty::Unknown && !may_be_told {
            return Err("stands out, and nobody knows how certain it is".to_owned());
        }
        let verdict = self.verdict(stored, indicator.polarity);
        if found["verdict"] != verdict {
            return Err(format!("says {}, is {verdict}", found["verdict"]));
        }
        let list = if verdict.contains("ongunstiger") || verdict.contains("less") {
            &mut claims.unfavourable
        } else if verdict.contains("gunstiger") || verdict.contains("favourable") {
            &mut claims.favourable
        } else if stored.direction > 0 {
            &mut claims.higher
        } else {
            &mut claims.lower
        };
        list.push(ix);
        claims.forms.push(form.to_owned());
        Ok(())
    }

    fn changed(
        &self,
        found: &Captured,
        ix: IndicatorIx,
        indicator: &Indicator,
        claims: &mut Claims,
    ) -> Result<(), String> {
        let Telling { place, category, period, .. } = self.telling;
        if period.is_some() {
            return Err("of one year nothing changes".to_owned());
        }
        let (first, last) = (parsed_year(&found["first"])?, parsed_year(&found["last"])?);
        let (before, after) = (self.here(ix, first), self.here(ix, last));
        self.same_figure(&found["before"], indicator, before)?;
        self.same_figure(&found["after"], indicator, after)?;
        if self.shown(ix, category) != Some(last) {
            return Err("does not end at the newest".to_owned());
        }
        let start = indicator.series_breaks.iter().copied().filter(|period| *period <= last).max().unwrap_or(Period(0));
        let earliest =
            self.release.cube.periods(ix).iter().copied().find(|p| *p >= start && self.here(ix, *p).is_published());
        if earliest != Some(first) {
            return Err(format!("begins in {first}, can begin in {earliest:?}"));
        }
        let rise = after.value > before.value;
        let (up, down) = if self.nl() { ("stijging", "daling") } else { ("an increase", "a decrease") };
        if found["moved"] != if rise { up } else { down } {
            return Err("the other way".to_owned());
        }
        // Which changes are certain is judged among all that may be told.
        let figures = Figures::from(self.release);
        let all = self.indicators().filter(|(n, i)| i.profile || n.0 == 0).map(|(n, _)| n);
        let trends = insight::trend::trends(&figures, place, category, all);
        let own = trends.iter().find(|trend| trend.series.indicator == ix).ok_or("no series")?;
        let size = |reading: Reading| match reading {
            Reading::Compared { size, certainty: Sure::Certain, .. } => size as u8,
            _ => 0,
        };
        let most = trends.iter().map(|trend| size(trend.judged.reading)).max().unwrap_or(0);
        if size(own.judged.reading) == 0 || size(own.judged.reading) < most {
            return Err(format!("{:?} is told, {most} is the clearest", own.judged.reading));
        }
        claims.forms.push(if rise { "risen" } else { "fallen" }.to_owned());
        Ok(())
    }

    /// "Groepen … verschillen bij …: 8,8 % bij …, 2,6 % bij … (2023). Ook bij …": what each says, and that no larger difference
    /// is passed over.
    fn of_groups(&self, text: &str, claims: &mut Claims) -> Result<(), String> {
        let why = self.pick(" Dat zegt niet hoe dat komt.", " That does not say why.");
        let Some(text) = text.strip_suffix(why) else { return Ok(()) };
        let (first_form, also_form) = match (self.telling.category == CategoryIx::TOTAL, self.nl()) {
            (true, true) => ("Groepen in dit gebied verschillen duidelijk bij", "Ook bij ‘{short}’ verschillen ze"),
            (true, false) => ("Groups in this area clearly differ in", "They also differ in ‘{short}’"),
            (false, true) => (
                "Deze groep verschilt duidelijk van de andere inwoners van dit gebied bij",
                "Ook bij ‘{short}’ is er een verschil",
            ),
            (false, false) => (
                "This group clearly differs from the other residents of this area in",
                "There is also a difference in ‘{short}’",
            ),
        };
        let among = self.pick("bij", "among");
        let rest = format!(": {{figure}} {among} {{one}}, {{other}} {among} {{another}} ({{year}}).");
        let (first, also) = (format!("{first_form} ‘{{short}}’{rest}"), format!("{also_form}{rest}"));
        let both = format!("{first} {}", also.replace('}', "2}"));
        let found = captured(&both, text).or_else(|| captured(&first, text)).ok_or("has no form of groups")?;
        let mut told: Vec<(IndicatorIx, f64)> = Vec::new();
        for suffix in ["", "2"] {
            if let Some(short) = found.get(&format!("short{suffix}")) {
                let hole = |name: &str| found[&format!("{name}{suffix}")].as_str();
                let (ix, _) = self
                    .indicators()
                    .find(|(_, indicator)| indicator.short.get(self.telling.language) == short)
                    .ok_or("no such figure")?;
                let sides = [(hole("figure"), hole("one")), (hole("other"), hole("another"))];
                told.push((ix, self.contrast(ix, parsed_year(hole("year"))?, sides)?));
            }
        }
        if told.len() == 2 && told[0].0 == told[1].0 {
            return Err("twice the same figure".to_owned());
        }
        let neutral = |ix: IndicatorIx| self.release.definition.indicator(ix).polarity == Polarity::Neutral;
        for (ix, largest) in self.indicators().filter_map(|(ix, _)| Some((ix, self.largest_contrast(ix)?))) {
            if let Some((_, weight)) = told.iter().find(|(one, _)| *one == ix) {
                if (weight - largest).abs() > 1e-9 {
                    return Err(format!("tells {weight} of {ix:?}, where {largest} is there"));
                }
            } else if !neutral(ix) && neutral(told[0].0) {
                return Err(format!("a figure without judgement comes before {ix:?}"));
            } else if neutral(ix) == neutral(told[0].0) && largest > told[0].1 + 1e-9 {
                return Err(format!("passes over {largest} of {ix:?}"));
            }
        }
        claims.forms.push(
            match (self.telling.category == CategoryIx::TOTAL, told.len()) {
                (true, 1) => "groups",
                (true, _) => "groups-also",
                (false, 1) => "group-here",
                (false, _) => "group-here-also",
            }
            .to_owned(),
        );
        Ok(())
    }

    /// One difference between groups as it is told, and how much it weighs.
    fn contrast(&self, ix: IndicatorIx, year: Period, sides: [(&str, &str); 2]) -> Result<f64, String> {
        let indicator = self.release.definition.indicator(ix);
        let all = self.pick("alle inwoners samen", "all residents together");
        let mut groups = Vec::new();
        for (figure, people) in sides {
            let group = if people == all {
                CategoryIx::TOTAL
            } else {
                (1..4).map(CategoryIx).find(|c| self.people(*c) == people).ok_or("no such group")?
            };
            if group != CategoryIx::TOTAL && self.shown(ix, group) != Some(year) {
                return Err("is not the newest of the group".to_owned());
            }
            self.same_figure(figure, indicator, self.cell(ix, year, self.telling.place, group))?;
            groups.push(group);
        }
        let own = self.telling.category;
        if own != CategoryIx::TOTAL && groups != [own, CategoryIx::TOTAL] {
            return Err("is not about the group of the story".to_owned());
        }
        self.weight(ix, year, groups[0], groups[1]).ok_or_else(|| format!("{groups:?} do not certainly differ"))
    }

    /// How much a difference weighs, from the stored readings and the counts; none where it may not be told. The formula of
    /// Cohen's h, written out anew with the other form of it: 2 arccos √p instead of 2 arcsin √p.
    fn weight(&self, ix: IndicatorIx, year: Period, one: CategoryIx, other: CategoryIx) -> Option<f64> {
        let everybody = StandingReference::EverybodyHere;
        let certain = |group| {
            let found = self.stored(ix, year, group, everybody)?;
            (found.certainty == Certainty::Certain && found.size > 0 && found.direction != 0).then_some(found)
        };
        let counts = |group| {
            let cell = self.cell(ix, year, self.telling.place, group);
            let value = cell.value.filter(|_| cell.is_published())?;
            Some((value / self.release.definition.indicator(ix).measure.per(), f64::from(cell.denominator?.value)))
        };
        let (of_all, all) = counts(CategoryIx::TOTAL)?;
        let h = |a: f64, b: f64| (2.0 * a.clamp(0.0, 1.0).sqrt().acos() - 2.0 * b.clamp(0.0, 1.0).sqrt().acos()).abs();
        let (first, (share, size)) = (certain(one)?, counts(one)?);
        if other == CategoryIx::TOTAL {
            let part = if self.telling.category == CategoryIx::TOTAL { size / all.max(1.0) } else { 1.0 };
            return (first.size == 2).then(|| h(share, of_all) * part.sqrt());
        }
        let (second, (other_share, other_size)) = (certain(other)?, counts(other)?);
        let apart = first.direction == -second.direction && (first.size == 2 || second.size == 2);
        apart.then(|| h(share, other_share) * (size.min(other_size) / all.max(1.0)).sqrt())
    }

    /// The weight of the largest difference that may be told of a figure; none where there is none.
    fn largest_contrast(&self, ix: IndicatorIx) -> Option<f64> {
        let indicator = self.release.definition.indicator(ix);
        if !indicator.profile || indicator.breakdowns.is_empty() || !indicator.measure.is_rate() {
            return None;
        }
        let largest = |all: Vec<Option<f64>>| all.into_iter().flatten().max_by(f64::total_cmp);
        let own = self.telling.category;
        let groups: Vec<CategoryIx> =
            (1..4).map(CategoryIx).filter(|c| own == CategoryIx::TOTAL || *c == own).collect();
        let shown = |group: CategoryIx| self.shown(ix, group);
        let mut pairs = Vec::new();
        for (n, &one) in groups.iter().enumerate() {
            for &other in &groups[n + 1..] {
                if let Some(year) = shown(one).filter(|year| shown(other) == Some(*year)) {
                    pairs.push(self.weight(ix, year, one, other));
                }
            }
        }
        let alone = groups.iter().map(|&one| self.weight(ix, shown(one)?, one, CategoryIx::TOTAL)).collect();
        largest(pairs).or_else(|| largest(alone))
    }

    /// Sentences that only count.
    fn counted(&self, text: &str, claims: &mut Claims) -> Result<(), String> {
        let rest = self.rest();
        let profile = self.profile();
        let number = |is: &dyn Fn(&Stored) -> bool| profile.iter().filter(|(.., stored)| is(stored)).count();
        let equal = number(&|s| s.size == 0 && s.certainty != Certainty::Unknown);
        let chance = number(&|s| s.size > 0 && s.certainty == Certainty::Uncertain);
        let unknown = number(&|s| s.certainty == Certainty::Unknown);
        let certain = |judged: &str| {
            profile.iter().any(|(ix, _, s)| {
                s.size > 0 && s.certainty == Certainty::Certain && {
                    let verdict = self.verdict(*s, self.release.definition.indicator(*ix).polarity);
                    match judged {
                        "good" => verdict.contains(" gunstiger") || verdict.contains("more"),
                        "bad" => verdict.contains("ongunstiger") || verdict.contains("less"),
                        _ => true,
                    }
                }
            })
        };
        let one_or = |n: usize, one: String, more: String| if n == 1 { one } else { more };
        let forms: [(&str, String, bool); 7] = if self.nl() {
            [
                (
                    "about-equal",
                    one_or(
                        equal,
                        format!("Eén cijfer is hier ongeveer even hoog als {rest}."),
                        format!("{equal} cijfers zijn hier ongeveer even hoog als {rest}."),
                    ),
                    equal > 0,
                ),
                (
                    "may-be-chance",
                    one_or(
                        chance,
                        "Bij één cijfer kan het verschil toeval zijn; daarom zeggen we daarover hier niets.".to_owned(),
                        format!(
                            "Bij {chance} cijfers kan het verschil toeval zijn; daarom zeggen we daarover hier niets."
                        ),
                    ),
                    chance > 0,
                ),
                (
                    "certainty-unknown",
                    one_or(
                        unknown,
                        "Bij één cijfer weten we niet hoe zeker een verschil is: daarvoor geeft de bron te weinig gegevens."
                            .to_owned(),
                        format!(
                            "Bij {unknown} cijfers weten we niet hoe zeker een verschil is: daarvoor geeft de bron te weinig gegevens."
                        ),
                    ),
                    unknown > 0,
                ),
                (
                    "none-favourable",
                    format!("Geen van deze cijfers is met zekerheid gunstiger dan {rest}."),
                    !certain("good"),
                ),
                (
                    "none-unfavourable",
                    format!("Geen van deze cijfers is met zekerheid ongunstiger dan {rest}."),
                    !certain("bad"),
                ),
                (
                    "nothing-stands-out",
                    format!(
                        "Geen enkel cijfer is hier met zekerheid {} dan {rest}.",
                        if self.telling.judge { "gunstiger of ongunstiger" } else { "hoger of lager" }
                    ),
                    !certain("any"),
                ),
                (
                    "no-figures",
                    if self.telling.category == CategoryIx::TOTAL {
                        "Over dit gebied zijn er nog geen cijfers."
                    } else {
                        "Over deze groep zijn er in dit gebied geen cijfers die we kunnen laten zien."
                    }
                    .to_owned(),
                    true,
                ),
            ]
        } else {
            [
                (
                    "about-equal",
                    one_or(
                        equal,
                        format!("One figure is about the same here as {rest}."),
                        format!("{equal} figures are about the same here as {rest}."),
                    ),
                    equal > 0,
                ),
                (
                    "may-be-chance",
                    one_or(
                        chance,
                        "For one figure the difference may be chance, so we say nothing about it here.".to_owned(),
                        format!(
                            "For {chance} figures the difference may be chance, so we say nothing about them here."
                        ),
                    ),
                    chance > 0,
                ),
                (
                    "certainty-unknown",
                    one_or(
                        unknown,
                        "For one figure we do not know how certain a difference is: the source gives too little to work that out."
                            .to_owned(),
                        format!(
                            "For {unknown} figures we do not know how certain a difference is: the source gives too little to work that out."
                        ),
                    ),
                    unknown > 0,
                ),
                (
                    "none-favourable",
                    format!("None of these figures is certainly more favourable than {rest}."),
                    !certain("good"),
                ),
                (
                    "none-unfavourable",
                    format!("None of these figures is certainly less favourable than {rest}."),
                    !certain("bad"),
                ),
                (
                    "nothing-stands-out",
                    format!(
                        "No figure here is certainly {} than {rest}.",
                        if self.telling.judge { "more or less favourable" } else { "higher or lower" }
                    ),
                    !certain("any"),
                ),
                (
                    "no-figures",
                    if self.telling.category == CategoryIx::TOTAL {
                        "There are no figures about this area yet."
                    } else {
                        "There are no figures about this group in this area that can be shown."
                    }
                    .to_owned(),
                    true,
                ),
            ]
        };
        for (form, expected, holds) in forms {
            if text == expected {
                claims.forms.push(form.to_owned());
                return if holds { Ok(()) } else { Err("does not hold".to_owned()) };
            }
        }
        Ok(())
    }

    /// Rules about the story as a whole: balance, and saying so where there is too little.
    fn whole(&self, claims: &Claims) -> Result<(), String> {
        let profile = self.profile();
        let of_side = |good: bool| {
            let is = |(ix, _, s): &&(IndicatorIx, Period, Stored)| {
                let verdict = self.verdict(*s, self.release.definition.indicator(*ix).polarity);
                let bad = verdict.contains("ongunstiger") || verdict.contains("less");
                let fine = verdict.contains(" gunstiger") || verdict.contains("more");
                s.size > 0 && s.certainty == Certainty::Certain && if good { fine } else { bad }
            };
            profile.iter().filter(is).count()
        };
        let by_source = claims.forms.iter().any(|form| form == "stands-figure-source");
        let (good, bad) = (of_side(true), of_side(false));
        if self.telling.judge && !by_source {
            // Both sides, or words for the side that is empty; never many of one and few of the other.
            if claims.favourable.len() != good.min(2) || claims.unfavourable.len() != bad.min(2) {
                return Err(format!(
                    "tells {:?} of {good} favourable and {:?} of {bad}",
                    claims.favourable, claims.unfavourable
                ));
            }
            if good > 0 && bad == 0 && !claims.forms.iter().any(|form| form == "none-unfavourable") {
                return Err("does not say that nothing is unfavourable".to_owned());
            }
            if bad > 0 && good == 0 && !claims.forms.iter().any(|form| form == "none-favourable") {
                return Err("does not say that nothing is favourable".to_owned());
            }
        }
        for list in [&claims.favourable, &claims.unfavourable, &claims.higher, &claims.lower] {
            let size = |ix: &IndicatorIx| profile.iter().find(|(n, ..)| n == ix).map_or(0, |(.., stored)| stored.size);
            if list.len() == 2 && size(&list[0]) < size(&list[1]) {
                return Err("the clearest difference does not come first".to_owned());
            }
        }
        let certain = profile.iter().filter(|(.., stored)| stored.certainty == Certainty::Certain).count();
        let country = self.release.places.get(self.telling.place).level() == Level::Country;
        let says = claims.forms.iter().any(|form| form == "too-little" || form == "no-figures");
        if certain < 3 && !country && !profile.is_empty() && !says {
            return Err("does not say that there is too little to tell".to_owned());
        }
        let sentences = claims.forms.iter().filter(|form| *form != "too-little" && *form != "older").count();
        if certain >= 3 && !country && sentences < 3 {
            return Err(format!("{sentences} sentences where {certain} readings are certain"));
        }
        Ok(())
    }
}

fn year(found: &Captured) -> Result<Period, String> {
    parsed_year(&found["year"])
}

fn parsed_year(text: &str) -> Result<Period, String> {
    let year: u16 = text.parse().map_err(|_| format!("`{text}` is no year"))?;
    if text.len() == 4 { Ok(Period(year)) } else { Err(format!("`{text}` is no year")) }
}

/// What stands in the holes of a template, if the text has its form. The first letter may be a capital in the text.
fn captured(template: &str, text: &str) -> Option<Captured> {
    let mut first = text.chars();
    let small: String = first.next().map(|c| c.to_lowercase().chain(first).collect()).unwrap_or_default();
    let mut letters = template.chars();
    let capital: String = letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default();
    // A hole at the start takes its text as it stands.
    if template.starts_with('{') {
        return fill(template, text).or_else(|| fill(template, &small));
    }
    fill(&capital, text)
}

fn fill(template: &str, text: &str) -> Option<Captured> {
    let Some((before, rest)) = template.split_once('{') else { return (template == text).then(Captured::new) };
    let text = text.strip_prefix(before)?;
    let (name, after) = rest.split_once('}')?;
    let literal = after.split('{').next().unwrap_or_default();
    let ends: Vec<usize> =
        if literal.is_empty() { vec![text.len()] } else { text.match_indices(literal).map(|(at, _)| at).collect() };
    ends.into_iter().find_map(|end| {
        let mut found = fill(after, &text[end..])?;
        found.insert(name.to_owned(), text[..end].to_owned());
        (end > 0).then_some(found)
    })
}
