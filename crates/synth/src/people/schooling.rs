//! A person's way through school and what it leads to: a plan made once, read off at any age.

use super::chance::Chance;
use super::origin::Came;

/// Levels of education, in the order of the contract's codes.
pub(crate) const LEVELS: [&str; 7] = ["bo", "vmbo", "mbo1", "havo-vwo", "mbo2-4", "hbo", "wo"];
/// Kinds of education, in the order of the contract's codes.
pub(crate) const KINDS: [&str; 5] = ["bo", "vo", "mbo", "hbo", "wo"];

/// The plan: which school, what after it, how long, and whether someone stops on the way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    track: Track,
    then: Then,
    /// Years by which the age in class differs from the usual.
    delay: u8,
    /// Years that what comes after secondary school takes.
    length: u8,
    stop: Stop,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Track {
    Practice,
    Vmbo,
    Havo,
    Vwo,
    /// Schooled in another country: the level, and nothing to enrol in.
    Abroad(u8),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Nothing,
    Mbo1,
    Mbo,
    MboHbo,
    Hbo,
    Wo,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    Never,
    /// Leaves for good, after a year of what comes after secondary school.
    Leaves,
    /// Leaves likewise and comes back three years later.
    Returns,
    /// Leaves secondary school without its diploma.
    Early,
}

/// What the plan says at one age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stage {
    /// Kind of education (index in [`KINDS`]) and the year of it, when enrolled.
    pub(crate) enrolled: Option<(u8, u8)>,
    /// Highest level completed (index in [`LEVELS`]), once there is one.
    pub(crate) level: Option<u8>,
}

const VO: u8 = 1;
const MBO: u8 = 2;
const HBO: u8 = 3;
const WO: u8 = 4;

impl Plan {
    /// A plan for someone born in `born` with this ability, who goes to school here.
    pub(crate) fn here(chance: &mut Chance, ability: f32, born: i32) -> Self {
        // Later cohorts went further.
        let cohort = ((born - 1992) as f32 * 0.016).clamp(-0.8, 0.28);
        let score = 0.75 * ability + 0.66 * chance.around();
        let track = match score + 0.3 * cohort {
            s if s < -1.85 => Track::Practice,
            s if s < 0.0 => Track::Vmbo,
            s if s < 0.72 => Track::Havo,
            _ => Track::Vwo,
        };
        let further = score + cohort;
        let lot = chance.unit();
        let then = match track {
            Track::Practice => {
                if lot < 0.35 {
                    Then::Mbo1
                } else {
                    Then::Nothing
                }
            }
            Track::Vmbo if lot < 0.05 - 0.05 * cohort => Then::Nothing,
            Track::Vmbo if lot < 0.1 => Then::Mbo1,
            Track::Vmbo => {
                if chance.happens(0.26 + 0.25 * further.min(0.4)) {
                    Then::MboHbo
                } else {
                    Then::Mbo
                }
            }
            Track::Havo if lot < 0.08 - 0.1 * cohort => Then::Nothing,
            Track::Havo if lot < 0.2 - 0.2 * cohort => Then::Mbo,
            Track::Havo => Then::Hbo,
            _ if lot < 0.05 - 0.08 * cohort => Then::Nothing,
            _ if lot < 0.2 => Then::Hbo,
            _ => Then::Wo,
        };
        let length = match then {
            Then::Nothing => 0,
            Then::Mbo1 => 1,
            Then::Mbo | Then::MboHbo => 2 + chance.below(3) as u8,
            Then::Hbo => 4 + u8::from(chance.happens(0.4)),
            Then::Wo => 5 + u8::from(chance.happens(0.45)),
        };
        let risk = 0.105 * (-0.55 * score).exp().min(3.0) * (1.0 - 0.5 * cohort);
        let stop = match chance.unit() / risk.max(0.01) {
            s if s < 0.38 => Stop::Leaves,
            s if s < 0.85 => Stop::Returns,
            s if s < 1.0 => Stop::Early,
            _ => Stop::Never,
        };
        Self { track, then, delay: u8::from(chance.happens(0.1)), length, stop }
    }

    /// A plan for someone who came as an adult: schooled before, and enrolled in nothing here.
    pub(crate) fn abroad(chance: &mut Chance, ability: f32, came: Came) -> Self {
        let lift = match came {
            Came::Study => 0.5,
            Came::Refuge => -0.35,
            Came::Labour => -0.15,
            Came::Family | Came::Native => -0.1,
        };
        let level = match 0.75 * ability + 0.66 * chance.around() + lift {
            s if s < -0.9 => 0,
            s if s < -0.3 => 1,
            s if s < 0.1 => 3,
            s if s < 0.55 => 4,
            s if s < 1.0 => 5,
            _ => 6,
        };
        Self { track: Track::Abroad(level), then: Then::Nothing, delay: 0, length: 0, stop: Stop::Never }
    }

    /// Whether it was followed in another country: then the register often does not know the level.
    pub(crate) fn is_foreign(&self) -> bool {
        matches!(self.track, Track::Abroad(_))
    }

    /// The stage at a school age: the age on 1 October before.
    pub(crate) fn stage(&self, age: i32) -> Stage {
        if let Track::Abroad(level) = self.track {
            return Stage { enrolled: None, level: Some(level) };
        }
        let age = age - if age > 5 { i32::from(self.delay) } else { 0 };
        if age < 4 {
            return Stage { enrolled: None, level: None };
        }
        if age < 12 {
            return Stage { enrolled: Some((0, (age - 3) as u8)), level: None };
        }
        let end = match self.track {
            Track::Practice | Track::Vwo => 18,
            Track::Vmbo => 16,
            _ => 17,
        };
        let end = end - i32::from(self.stop == Stop::Early);
        if age < end {
            return Stage { enrolled: Some((VO, (age - 11) as u8)), level: Some(0) };
        }
        let (school, with) = match self.track {
            Track::Practice => (0, 0),
            Track::Vmbo => (0, 1),
            _ => (1, 3),
        };
        if self.stop == Stop::Early {
            return Stage { enrolled: None, level: Some(school) };
        }
        self.after(age - end, with)
    }

    /// The stage a number of years after secondary school that gave level `with`.
    fn after(&self, years: i32, with: u8) -> Stage {
        let length = i32::from(self.length);
        let at_school = |kind: u8, year: i32, level: u8| Stage {
            enrolled: Some((kind, year.clamp(1, 8) as u8)),
            level: Some(level),
        };
        let done = |level: u8| Stage { enrolled: None, level: Some(level) };
        let years = match self.stop {
            Stop::Leaves if years >= 1 => return done(with),
            Stop::Returns if (1..4).contains(&years) => return done(with),
            Stop::Returns if years >= 4 => years - 3,
            _ => years,
        };
        match self.then {
            Then::Nothing => done(with),
            Then::Mbo1 | Then::Mbo | Then::MboHbo if years < length => at_school(MBO, years + 1, with),
            Then::Mbo1 => done(with.max(2)),
            Then::Mbo => done(4),
            Then::MboHbo if years < length + 4 => at_school(HBO, years - length + 1, 4),
            Then::Hbo if years < length => at_school(HBO, years + 1, with),
            Then::MboHbo | Then::Hbo => done(5),
            // A bachelor's degree after three years; most stay for the master's.
            Then::Wo if years < length => at_school(WO, years + 1, if years >= 3 { 6 } else { with }),
            Then::Wo => done(6),
        }
    }
}

/// Whether a level is a basic qualification: havo, vwo, mbo from level 2, or higher.
pub(crate) fn is_basic_qualification(level: Option<u8>) -> bool {
    level.is_some_and(|level| level >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_loses_a_level_and_nobody_is_in_school_for_ever() {
        for seed in 0..500 {
            let mut chance = Chance::new(seed, 0);
            let ability = chance.around();
            let plan = Plan::here(&mut chance, ability, 1995);
            let mut before = None;
            for age in 0..60 {
                let stage = plan.stage(age);
                assert!(stage.level >= before, "{plan:?} at {age}");
                assert!(stage.enrolled.is_none_or(|(_, year)| (1..=8).contains(&year)), "{plan:?} at {age}");
                before = stage.level;
            }
            assert!(plan.stage(45).enrolled.is_none(), "{plan:?}");
        }
    }

    #[test]
    fn eleven_year_olds_are_in_the_last_year_of_primary_school() {
        let mut chance = Chance::new(4, 4);
        let mut plan = Plan::here(&mut chance, 0.0, 2005);
        plan.delay = 0;
        assert_eq!(plan.stage(11).enrolled, Some((0, 8)));
        plan.delay = 1;
        assert_eq!(plan.stage(12).enrolled, Some((0, 8)));
    }
}
