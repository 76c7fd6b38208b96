//! What stands out, and what changed.

use cells::{CategoryIx, Cell, IndicatorIx, Period};
use definition::Indicator;
use insight::story::Telling;
use insight::{Certainty as Sure, Figures, Reading};

use super::numbers::{captured, parsed_year, year};
use super::{Captured, Certainty, Checker, Claims};

impl Checker<'_> {
    /// "310 van de 2.500 inwoners hebben bijstand": both counts, and whether it may be said of so many.
    pub(super) fn same_share(&self, found: &Captured, cell: Cell) -> Result<(), String> {
        let (Some(some), Some(of)) = (cell.numerator, cell.denominator) else { return Err("has no counts".to_owned()) };
        if some.value < 2 {
            return Err("the verb is plural".to_owned());
        }
        self.same_count(&found["some"], some.value)?;
        self.same_count(&found["of"], of.value)
    }

    pub(super) fn of_indicator(
        &self,
        text: &str,
        ix: IndicatorIx,
        indicator: &Indicator,
        claims: &mut Claims,
    ) -> Result<(), String> {
        let language = self.telling.language;
        let label = indicator.label.get(language);
        let whom = self.release.definition.find_universe(&indicator.universe).expect("whom").label.get(language);
        let (rest, whole, beside) = (self.rest(), self.of_same_group(self.whole_words()), self.beside());
        let share = indicator.predicate.as_ref().map(|predicate| {
            let of = self.pick("van de", "of the");
            format!("{{some}} {of} {{of}} {whom} {} ({{figure}}, {{year}}).", predicate.get(language))
        });
        let that_is = if self.nl() {
            format!("Dat is {{verdict}} dan {rest} ({beside}: {{other}}).")
        } else {
            format!("That is {{verdict}} than {rest} ({beside}: {{other}}).")
        };
        let aside = indicator.aside.as_ref().map(|aside| format!(" {}", aside.get(language))).unwrap_or_default();
        let by_source = if self.nl() {
            format!(
                "{label}: {{figure}} ({{year}}). Dat is {{verdict}} dan {whole} ({{other}}); hoe zeker, is niet bekend.{aside}"
            )
        } else {
            format!(
                "{label}: {{figure}} ({{year}}). That is {{verdict}} than {whole} ({{other}}); how certain, is not known.{aside}"
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
        let stands_share = share.as_ref().map(|share| format!("{share} {that_is}{aside}"));
        let stands_figure = format!("{label}: {{figure}} ({{year}}). {that_is}{aside}");
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

    pub(super) fn stands(
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

    pub(super) fn changed(
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
}
