//! A year in the life of a block: deaths, departures, children who leave home, couples who part and meet, births, moves
//! and arrivals. A household changes at most once a year, so that a day decides who lives where.

use super::block::{Block, Bond, NOWHERE, Newcomer, Stay};
use super::calendar::{Day, NEVER};
use super::origin::{Came, GROUP, GROUPS, arrivals};

impl Block<'_> {
    /// Lives through the year at hand.
    pub(crate) fn live(&mut self) {
        self.deaths();
        self.departures();
        self.leave_home();
        self.part();
        self.marry();
        self.meet();
        self.births();
        self.moves();
        self.arrive();
    }

    /// Goes on to the next year.
    pub(crate) fn next_year(&mut self) {
        self.year += 1;
        self.index += 1;
        self.today = super::calendar::new_year(self.year);
    }

    /// A day of this year after the first, not the last.
    fn some_day(&mut self) -> Day {
        self.today + 1 + self.chance.days(362)
    }

    fn changed_this_year(&self, household: u32) -> bool {
        self.households[household as usize].changed > self.today
    }

    /// Whether there is room for this many persons, households and addresses more.
    fn has_room(&self, persons: usize) -> bool {
        let room = self.keys.room as usize;
        self.persons.len() + persons <= room && self.households.len() < room && self.objects.len() < room
    }

    /// Takes a person out of the household, and makes the eldest child a head when no adult is left.
    fn take_out(&mut self, person: u32, day: Day) {
        let number = self.persons[person as usize].household as usize;
        self.households[number].members.retain(|&member| member != person);
        self.households[number].changed = day;
        let (object, bond) = (self.households[number].object, self.households[number].bond);
        match self.households[number].members.first().copied() {
            None => {
                if bond == Bond::Family && self.vacant.len() < 512 {
                    self.vacant.push(object);
                }
            }
            Some(first) => self.persons[first as usize].child = false,
        }
    }

    fn deaths(&mut self) {
        for index in 0..self.persons.len() {
            let person = &self.persons[index];
            if person.gone != NEVER {
                continue;
            }
            let age = self.age(person) as f32;
            let in_home = self.households[person.household as usize].bond == Bond::Home;
            let hazard = if age < 15.0 { 0.00015 } else { 0.00072 * (0.1035 * (age - 40.0)).exp() };
            let hazard = hazard.max(0.0002)
                * if person.woman { 0.78 } else { 1.13 }
                * (-0.13 * person.ability).exp()
                * if in_home { 1.9 } else { 1.0 };
            // In a home several may die in a year; elsewhere a household changes once.
            if !self.chance.happens(hazard) || !in_home && self.changed_this_year(self.persons[index].household) {
                continue;
            }
            let day = self.some_day();
            let household = self.persons[index].household;
            self.take_out(index as u32, day);
            let person = &mut self.persons[index];
            person.gone = day;
            person.died = true;
            person.household = NOWHERE;
            self.take_in_orphans(household, day);
        }
    }

    /// Children under 16 who are left without an adult go to live with a couple near.
    fn take_in_orphans(&mut self, number: u32, day: Day) {
        let members = self.households[number as usize].members.clone();
        if members.is_empty() || members.iter().any(|&member| self.age(&self.persons[member as usize]) >= 16) {
            return;
        }
        let count = self.households.len() as u32;
        let from = self.chance.below(count);
        let couples = (from..count).chain(0..from);
        let mut ready = couples.filter(|&other| self.couple(other).is_some() && !self.changed_this_year(other));
        let Some(with) = ready.next() else { return };
        let object = self.households[with as usize].object;
        for member in members {
            self.take_out(member, day);
            self.go_to(member, object, day);
            let child = &mut self.persons[member as usize];
            child.child = true;
            child.household = with;
            self.households[with as usize].members.push(member);
        }
        self.households[with as usize].changed = day;
    }

    fn departures(&mut self) {
        for number in 0..self.households.len() as u32 {
            let household = &self.households[number as usize];
            if household.members.is_empty() || household.bond == Bond::Home {
                continue;
            }
            let head = &self.persons[household.members[0] as usize];
            let group = &GROUP[self.countries.group(head.origin)];
            let settled = 0.25 + 0.75 / household.members.len() as f32;
            let chance = match (head.abroad, self.today - head.arrived.max(-60_000)) {
                (true, stay) if stay < 1826 => group.leaves * settled,
                (true, stay) if stay < 3652 => 0.35 * group.leaves * settled,
                (true, _) => 0.008,
                _ if self.age(head) > 70 => 0.0005,
                _ => 0.0035,
            };
            if !self.chance.happens(chance) || self.changed_this_year(number) {
                continue;
            }
            let day = self.some_day();
            for member in self.households[number as usize].members.clone() {
                self.take_out(member, day);
                let person = &mut self.persons[member as usize];
                person.gone = day;
                person.household = NOWHERE;
            }
        }
    }

    /// Moves persons that were taken out of their households to an address, as a household of their own.
    fn start_household(&mut self, members: Vec<u32>, object: u32, married: bool, day: Day) -> u32 {
        let number = self.households.len() as u32;
        for &member in &members {
            self.persons[member as usize].household = number;
            self.go_to(member, object, day);
        }
        let household = super::block::Household { members, object, married, bond: Bond::Family, changed: day };
        self.households.push(household);
        number
    }

    fn go_to(&mut self, person: u32, object: u32, day: Day) {
        let person = &mut self.persons[person as usize];
        if person.object == object {
            return;
        }
        person.before = Some(Stay { object: person.object, since: person.lives_since, until: day - 1 });
        person.object = object;
        person.lives_since = day;
    }

    /// An address for someone who goes to live apart.
    fn address_for(&mut self, person: u32, from: u32) -> u32 {
        let one = &self.persons[person as usize];
        let (age, ability) = (self.age(one), one.ability);
        let (origin, refuge) = (one.origin, one.abroad && self.came(one) == Came::Refuge);
        let place = self.destination(from, ability, origin, age);
        self.dwelling(place, ability, age, refuge, Bond::Family)
    }

    /// Where a household goes: mostly near, and rather where people are like it.
    fn destination(&mut self, from: u32, ability: f32, origin: u8, age: i32) -> u32 {
        let group = self.countries.group(origin);
        let here = self.place(from);
        let lot = self.chance.unit();
        if lot < 0.22 {
            return from;
        }
        let studies = (18..=22).contains(&age) && ability > 0.2;
        let within = if lot < 0.7 && !studies {
            self.country.gemeenten[here.gemeente as usize].clone()
        } else {
            0..self.country.places.len()
        };
        let mut best = (from, f32::MIN);
        for _ in 0..6 {
            let lot = self.chance.unit();
            let Some(place) = self.country.somewhere(self.index, within.clone(), lot) else { continue };
            let there = &self.country.places[place];
            let mut score = 0.8 * self.chance.around() - 1.1 * (there.wealth - 0.5 * ability).abs();
            score +=
                0.8 * (there.mix[group] / there.mix[0].max(0.05)).max(1e-4).ln() * if group == 0 { 0.0 } else { 1.0 };
            score += if age < 28 { 1.6 * there.students } else { -0.8 * there.students };
            score += if group == 0 { 2.2 * there.mix[0] } else { 0.0 };
            if score > best.1 {
                best = (place as u32, score);
            }
        }
        best.0
    }

    fn place_of(&self, household: u32) -> u32 {
        self.objects[self.households[household as usize].object as usize].place
    }

    fn leave_home(&mut self) {
        for index in 0..self.persons.len() as u32 {
            let person = &self.persons[index as usize];
            if person.gone != NEVER || !person.child {
                continue;
            }
            let chance = match self.age(person) {
                ..18 => continue,
                18 => 0.13,
                19 => 0.17,
                20..=22 => 0.2,
                23..=26 => 0.28,
                _ => 0.19,
            };
            let household = person.household;
            if !self.chance.happens(chance) || self.changed_this_year(household) || !self.has_room(0) {
                continue;
            }
            let day = self.some_day();
            let object = self.address_for(index, self.place_of(household));
            self.take_out(index, day);
            self.persons[index as usize].child = false;
            self.start_household(vec![index], object, false, day);
        }
    }

    /// The adults of a household that is a couple.
    fn couple(&self, number: u32) -> Option<(u32, u32)> {
        let household = &self.households[number as usize];
        let &[one, other, ..] = household.members.as_slice() else { return None };
        let adult = |person: u32| !self.persons[person as usize].child;
        (household.bond == Bond::Family && adult(one) && adult(other)).then_some((one, other))
    }

    /// Couples who part: one of them goes to live elsewhere.
    fn part(&mut self) {
        for number in 0..self.households.len() as u32 {
            let Some((one, other)) = self.couple(number) else { continue };
            let age = self.age(&self.persons[one as usize]);
            let chance = if age < 55 { 0.015 } else { 0.004 };
            if !self.chance.happens(chance) || self.changed_this_year(number) || !self.has_room(0) {
                continue;
            }
            let goes = if self.persons[one as usize].woman && self.chance.happens(0.65) { other } else { one };
            let day = self.some_day();
            let object = self.address_for(goes, self.place_of(number));
            self.take_out(goes, day);
            self.households[number as usize].married = false;
            self.start_household(vec![goes], object, false, day);
        }
    }

    /// Couples who lived together marry.
    fn marry(&mut self) {
        for number in 0..self.households.len() as u32 {
            if self.households[number as usize].married || self.couple(number).is_none() {
                continue;
            }
            if self.chance.happens(0.055) && !self.changed_this_year(number) {
                let day = self.some_day();
                let household = &mut self.households[number as usize];
                household.married = true;
                household.changed = day;
            }
        }
    }

    /// People who live alone find each other within the block.
    fn meet(&mut self) {
        let mut men = Vec::new();
        let mut women = Vec::new();
        for number in 0..self.households.len() as u32 {
            let household = &self.households[number as usize];
            if household.members.is_empty() || household.bond != Bond::Family || self.couple(number).is_some() {
                continue;
            }
            let person = household.members[0];
            let one = &self.persons[person as usize];
            let chance = match self.age(one) {
                ..20 => 0.03,
                20..35 => 0.3,
                35..50 => 0.14,
                50..70 => 0.05,
                _ => 0.004,
            };
            // With children at home it takes longer.
            let chance = if household.members.len() > 1 { 0.5 * chance } else { chance };
            let woman = one.woman;
            if self.chance.happens(chance) && !self.changed_this_year(number) {
                if woman { women.push(person) } else { men.push(person) }
            }
        }
        for man in men {
            if women.is_empty() || !self.has_room(0) {
                return;
            }
            let him = &self.persons[man as usize];
            let (age, group) = (self.age(him), self.countries.group(him.origin));
            let distance = |&(_, &woman): &(usize, &u32)| {
                let her = &self.persons[woman as usize];
                let other = self.countries.group(her.origin) != group;
                (age - 2 - self.age(her)).abs() + if other { 8 } else { 0 }
            };
            let Some((index, _)) = women.iter().enumerate().min_by_key(distance) else { return };
            let her = &self.persons[women[index] as usize];
            if (age - self.age(her)).abs() > 12 {
                continue;
            }
            let woman = women.swap_remove(index);
            let day = self.some_day();
            self.join(man, woman, day);
        }
    }

    /// Two single heads, with the children they have, become one household at the address of one of them.
    fn join(&mut self, man: u32, woman: u32, day: Day) {
        let (his, hers) = (self.persons[man as usize].household, self.persons[woman as usize].household);
        let mut members = vec![man, woman];
        members.extend(&self.households[his as usize].members[1..]);
        members.extend(&self.households[hers as usize].members[1..]);
        let larger = if self.households[hers as usize].members.len() > 1 { hers } else { his };
        let object = self.households[larger as usize].object;
        for number in [his, hers] {
            let household = &mut self.households[number as usize];
            household.members.clear();
            household.changed = day;
            if household.object != object {
                let left = household.object;
                self.vacant.push(left);
            }
        }
        self.start_household(members, object, false, day);
    }

    fn births(&mut self) {
        let trend = 1.06 - 0.12 * super::origin::between(self.year);
        for number in 0..self.households.len() as u32 {
            let household = &self.households[number as usize];
            if household.members.is_empty() || household.bond == Bond::Home {
                continue;
            }
            let couple = self.couple(number);
            let mother = household.members.iter().take(2).copied().find(|&member| {
                let person = &self.persons[member as usize];
                person.woman && !person.child
            });
            let Some(mother) = mother else { continue };
            let age = self.age(&self.persons[mother as usize]);
            let children = household.members.len() - if couple.is_some() { 2 } else { 1 };
            let by_age = match age {
                ..18 | 45.. => continue,
                18..23 => 0.035,
                23..27 => 0.1,
                27..34 => 0.19,
                34..38 => 0.13,
                38..41 => 0.055,
                _ => 0.012,
            };
            let chance = trend
                * by_age
                * if couple.is_some() { 1.0 } else { 0.07 }
                * [1.12, 1.25, 0.38, 0.28, 0.2][children.min(4)];
            if !self.chance.happens(chance) || self.changed_this_year(number) || !self.has_room(1) {
                continue;
            }
            self.birth(number, mother);
        }
    }

    fn birth(&mut self, number: u32, mother: u32) {
        let day = self.some_day();
        let members = &self.households[number as usize].members;
        let father =
            members.iter().take(2).copied().find(|&member| member != mother && !self.persons[member as usize].child);
        let her = &self.persons[mother as usize];
        let him = father.map(|father| &self.persons[father as usize]);
        let origin = if her.abroad { her.origin } else { him.filter(|him| him.abroad).map_or(0, |him| him.origin) };
        let parents = 0.5 * (her.ability + him.map_or(her.ability, |him| him.ability));
        let ability = 0.45 * parents + 0.87 * self.chance.around();
        let woman = self.chance.happens(0.488);
        let (age, child, abroad, arrived) = (-1, true, false, NEVER);
        let mut person = self.person(&Newcomer { age, woman, child, origin, abroad, arrived, ability });
        let (year, month, date) = super::calendar::date(day);
        person.born = day;
        person.birth_year = year as i16;
        person.late = month > 10 || (month == 10 && date > 1);
        person.on_new_year = false;
        person.household = number;
        person.object = self.households[number as usize].object;
        person.lives_since = day;
        person.household_since = day;
        let index = self.persons.len() as u32;
        self.persons.push(person);
        let household = &mut self.households[number as usize];
        household.members.push(index);
        household.changed = day;
    }

    fn moves(&mut self) {
        for number in 0..self.households.len() as u32 {
            let household = &self.households[number as usize];
            if household.members.is_empty() || household.bond == Bond::Home {
                continue;
            }
            let head = &self.persons[household.members[0] as usize];
            let (age, ability, origin) = (self.age(head), head.ability, head.origin);
            let refuge = head.abroad && self.came(head) == Came::Refuge;
            let frail = age >= 80 && household.members.len() == 1 && !self.homes.is_empty();
            let rents = self.objects[household.object as usize].owner == 2;
            if frail && self.chance.happens(0.1) && !self.changed_this_year(number) {
                self.move_to_home(number);
                continue;
            }
            let chance = match age {
                ..30 => 0.2,
                30..40 => 0.105,
                40..55 => 0.05,
                55..75 => 0.028,
                _ => 0.04,
            } * if rents { 1.5 } else { 1.0 };
            if !self.chance.happens(chance) || self.changed_this_year(number) || !self.has_room(0) {
                continue;
            }
            let day = self.some_day();
            let old = self.households[number as usize].object;
            let members = self.households[number as usize].members.clone();
            let place = self.destination(self.place_of(number), ability, origin, age);
            let bond = self.households[number as usize].bond;
            let object = self.dwelling(place, ability, age, refuge, bond);
            if object == old {
                continue;
            }
            for member in members {
                self.go_to(member, object, day);
            }
            let household = &mut self.households[number as usize];
            household.object = object;
            household.changed = day;
            if self.vacant.len() < 512 {
                self.vacant.push(old);
            }
        }
    }

    /// Someone who lives alone goes to a home for the elderly near.
    fn move_to_home(&mut self, number: u32) {
        let home = self.homes[self.chance.below(self.homes.len() as u32) as usize] as usize;
        if self.households[home].members.is_empty() {
            return;
        }
        let day = self.some_day();
        let person = self.households[number as usize].members[0];
        self.take_out(person, day);
        self.go_to(person, self.households[home].object, day);
        self.persons[person as usize].household = home as u32;
        self.households[home].members.push(person);
        self.households[home].changed = day;
    }

    /// Newcomers from abroad, group by group, to places where the group already lives.
    fn arrive(&mut self) {
        let mut expected = [0.0_f32; GROUPS];
        for part in &self.parts {
            let place = &self.country.places[part.place as usize];
            let usual: f32 = GROUP.iter().map(|group| group.share[1]).sum();
            for (group, expected) in expected.iter_mut().enumerate().skip(1) {
                // As many as the group's share here is larger or smaller than elsewhere; a floor for where it is new.
                let pull = 0.35 + 0.65 * (place.mix[group] / (super::origin::share(group, self.year) / usual)).min(4.0);
                *expected += part.residents as f32 * arrivals(group, self.year) * pull;
            }
        }
        for (group, expected) in expected.into_iter().enumerate().skip(1) {
            let mut left = self.chance.times(expected) as usize;
            while left > 0 && self.has_room(8) {
                let size = self.arrival_of(group, left);
                left = left.saturating_sub(size);
            }
        }
    }

    /// One household from abroad of at most about `most` persons; gives its size.
    fn arrival_of(&mut self, group: usize, most: usize) -> usize {
        let weights: Vec<f32> = self
            .parts
            .iter()
            .map(|part| part.residents as f32 * self.country.places[part.place as usize].mix[group])
            .collect();
        let at = self.parts[self.chance.pick(&weights)].place;
        let place = self.place(at);
        if place.residents == 0 {
            return most;
        }
        let day = self.some_day();
        let age = (19.0 + 26.0 * self.chance.unit().powf(1.35)) as i32 + if self.chance.happens(0.08) { 22 } else { 0 };
        let origin = self.countries.within(group, self.chance.unit());
        let came = GROUP[group].came;
        let lift = match came {
            Came::Study => 0.45,
            Came::Labour => -0.1,
            _ => -0.05,
        };
        let ability = lift + 0.25 * place.wealth + 0.95 * self.chance.around();
        let woman = self.chance.happens(if matches!(came, Came::Refuge) { 0.4 } else { 0.5 });
        let head = Newcomer { age, woman, child: false, origin, abroad: true, arrived: day, ability };
        let together = most > 1 && self.chance.happens(0.34);
        let mut members = vec![head];
        if together {
            let head = &members[0];
            let partner = Newcomer {
                age: (age + self.chance.whole(-4, 4)).max(19),
                woman: !woman,
                child: false,
                origin,
                abroad: true,
                arrived: day,
                ability: 0.5 * head.ability + 0.85 * self.chance.around(),
            };
            members.push(partner);
        }
        if most > members.len() && age > 24 && self.chance.happens(if together { 0.5 } else { 0.1 }) {
            members = self.with_children(members, most.min(6) as u32);
            for member in &mut members {
                // Nobody was born here yet.
                (member.abroad, member.arrived, member.origin) = (true, day, origin);
            }
        }
        let size = members.len();
        let number = self.household(at, members, Bond::Family, day);
        self.households[number as usize].changed = day;
        size
    }
}
