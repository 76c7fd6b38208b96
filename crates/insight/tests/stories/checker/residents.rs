//! Who live here.

use cells::{CategoryIx, IndicatorIx};
use insight::story::Telling;

use super::numbers::{captured, year};
use super::{Checker, Claims};

impl Checker<'_> {
    pub(super) fn of_residents(&self, text: &str, claims: &mut Claims) -> Result<(), String> {
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
}
