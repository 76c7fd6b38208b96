//! Somebody who asks questions of a small release whose cells are known.

use ask::{Answer, Asked, Lexicon, Setting, answer, cautions, understand};
use cells::{AreaCode, Block, CategoryIx, Cell, Count, Kind as Made, Level, Period, PlaceIx, Status, Vintage};
use definition::Language;
use geography::Boundaries;
use insight::{Figures, Spreads};
use release::{Draft, Release};

use super::World;

pub(crate) struct Asker {
    pub(crate) release: Release,
    pub(crate) spreads: Spreads,
    pub(crate) lexicon: Lexicon,
    pub(crate) setting: Setting,
}

/// Eight municipalities of 10,000 and more people, two years. Assistance is 6 % in the first of them and 3 % elsewhere, in
/// 2021 half of that; low income differs between groups, clearly and by chance; there are 240 Syrians in the first. Of the
/// Iraqis in the last no low income is shown.
pub(crate) fn world() -> Asker {
    world_where(|_, _| 1.0)
}

/// The same, with low income of each group in each year so many times what it is there.
pub(crate) fn world_where(times: impl Fn(&str, u16) -> f64) -> Asker {
    let World { definition, places } = super::kis(8);
    let find = |id: &str| definition.find_category(id).expect("a group");
    let five = [
        "geen-migratieachtergrond",
        "europa-in-het-buitenland-geboren",
        "europa-in-nederland-geboren",
        "buiten-europa-in-het-buitenland-geboren",
        "buiten-europa-in-nederland-geboren",
    ]
    .map(find);
    let syrians = find("syrie");
    // Of the twenty groups seven have figures: more than five.
    let none = find("zonder-migratieachtergrond");
    let others = ["turkije", "marokko", "suriname", "irak", "eritrea"].map(find);
    let iraqis = find("irak");
    let mut groups = vec![CategoryIx::TOTAL, five[0], five[1], five[2], five[3], five[4], syrians, none];
    groups.extend(others);
    groups.sort_unstable();
    let vintage = Vintage(2023);
    let size = |place: PlaceIx| 10_000 + place.0 * 400;
    // Of 100 residents so many are in each group.
    let part = |group: CategoryIx| match five.iter().position(|one| *one == group) {
        None if group == CategoryIx::TOTAL => 1.0,
        None if group == none => 0.7,
        None => 0.024,
        Some(n) => [0.7, 0.1, 0.05, 0.1, 0.05][n],
    };
    let low = |group: CategoryIx| match five.iter().position(|one| *one == group) {
        Some(n) => [0.05, 0.08, 0.08, 0.21, 0.2][n],
        None if group == syrians => 0.48,
        None if group == none => 0.05,
        None => 0.08,
    };
    let mut blocks = Vec::new();
    for (id, years) in [
        ("inwoners", [2021, 2023]),
        ("bijstand", [2021, 2023]),
        ("laag-inkomen", [2021, 2023]),
        ("segregatie", [2021, 2023]),
    ] {
        let indicator = definition.find_indicator(id).expect("an indicator");
        let whole = definition.indicator(indicator).breakdowns.is_empty();
        for year in years {
            let counts = |place: PlaceIx, group: CategoryIx| -> (u32, u32) {
                let all = (f64::from(size(place)) * part(group)).round() as u32;
                let first = place == PlaceIx(1);
                let share = match id {
                    "bijstand" => (if first { 0.06 } else { 0.03 }) * if year == 2021 && first { 0.5 } else { 1.0 },
                    "laag-inkomen" => {
                        let id = definition.category(group).map_or("", |category| category.id.as_str());
                        low(group) * times(id, year)
                    }
                    _ => 1.0,
                };
                ((f64::from(all) * share).round() as u32, all)
            };
            for level in [Level::Country, Level::Municipality] {
                let mut cells = Vec::new();
                for place in places.level(level).map(PlaceIx) {
                    for &group in groups.iter().filter(|group| !whole || **group == CategoryIx::TOTAL) {
                        let (some, all) = if level == Level::Country {
                            places
                                .level(Level::Municipality)
                                .map(PlaceIx)
                                .map(|p| counts(p, group))
                                .fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1))
                        } else {
                            counts(place, group)
                        };
                        let cell = match id {
                            "inwoners" => Cell::count(Count::exact(all), Made::Counted),
                            "segregatie" => Cell::imported(20.0 + f64::from(place.0), Made::Counted),
                            "laag-inkomen" if place == PlaceIx(8) && group == iraqis => Cell::missing(Status::Small),
                            // Too few to be told, of few: anything up to 6.7 percent.
                            "bijstand" if place == PlaceIx(7) && group == iraqis => {
                                Cell::rate(Count::rounded_by_lot(0, 5), Count::exact(60), 100.0, Made::Counted)
                            }
                            _ => Cell::rate(Count::exact(some), Count::exact(all), 100.0, Made::Counted),
                        };
                        cells.push((place, group, cell));
                    }
                }
                let categories = if whole { vec![CategoryIx::TOTAL] } else { groups.clone() };
                blocks.push(Block { indicator, period: Period(year), level, vintage, source: 0, categories, cells });
            }
        }
    }
    let draft = || Draft {
        definition: definition.clone(),
        places: places.clone(),
        boundaries: Boundaries::default(),
        blocks: blocks.clone(),
        sources: vec![],
        left_out: vec![],
    };
    let cube = draft().cube().expect("a sound draft");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("release");
    draft().write(&insight::standing(&cube, &definition, &places), &path, "2024-11-01").expect("written");
    let release = Release::open(&path).expect("opened");
    let spreads = Spreads::of(&Figures::from(&release));
    let lexicon = Lexicon::new(&release.definition, &release.places, |_| None);
    let setting = Setting {
        place: release.places.find("GM1000".parse::<AreaCode>().expect("a code")).expect("a place"),
        category: CategoryIx::TOTAL,
        year: None,
        reference: None,
        judge: true,
        language: Language::Nl,
    };
    Asker { release, spreads, lexicon, setting }
}

impl Asker {
    pub(crate) fn figures(&self) -> Figures<'_> {
        Figures::from(&self.release).with_spreads(&self.spreads)
    }

    pub(crate) fn name(&self) -> &str {
        &self.release.places.get(self.setting.place).name
    }

    pub(crate) fn ask(&self, text: &str) -> (Asked, Answer, String) {
        self.ask_in(text, self.setting)
    }

    pub(crate) fn ask_in(&self, text: &str, setting: Setting) -> (Asked, Answer, String) {
        let question = understand(&self.lexicon, &self.release.definition, &self.release.places, text, false);
        assert!(question.is_answerable(), "{text}: {question:?}");
        let asked = Asked::of(&question, &setting, &self.figures());
        let answer = answer(&self.figures(), &asked, &setting, &|_| Vec::new());
        let said = answer.sentences.iter().map(|one| one.text.replace('\u{a0}', " ")).collect::<Vec<_>>().join(" ");
        assert!(!answer.sentences.is_empty() && !answer.pages.is_empty(), "{text}");
        (asked, answer, said)
    }
}

pub(crate) fn says(said: &str, expected: &[&str]) {
    for one in expected {
        assert!(said.contains(one), "`{one}` is not in: {said}");
    }
}

/// What was typed and is not what the answer is about.
pub(crate) fn cautions_of(asker: &Asker, text: &str) -> String {
    let question = understand(&asker.lexicon, &asker.release.definition, &asker.release.places, text, false);
    let asked = Asked::of(&question, &asker.setting, &asker.figures());
    cautions(&question, &asked, &asker.figures(), Language::Nl).join(" ")
}
