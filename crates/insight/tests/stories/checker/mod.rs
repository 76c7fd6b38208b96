//! Reads sentences back into what they claim, and compares that with the cells.
//!
//! It has its own forms of the sentences, its own numbers and its own words, written down by hand from insight.md; of the
//! crate under test it uses the stored readings and the judged changes only.

mod counted;
mod figures;
mod groups;
mod numbers;
mod residents;
mod standing;
mod words;

use std::collections::BTreeMap;

use cells::{CategoryIx, IndicatorIx, Level, Period};
use definition::Language;
use insight::story::{Sentence, Telling, Topic};
use release::Release;

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
        let before = claims.forms.len();
        self.counted(text, claims)?;
        self.of_residents(text, claims)?;
        if sentence.topic == Topic::Groups {
            self.of_groups(text, claims)?;
        } else {
            for (ix, indicator) in self.indicators() {
                self.of_indicator(text, ix, indicator, claims)?;
            }
        }
        if claims.forms.len() == before { Err("has no form".to_owned()) } else { Ok(()) }
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
