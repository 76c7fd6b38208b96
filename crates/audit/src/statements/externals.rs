//! Tables of others as statements: exact counts.

use definition::AGE_ATOMS;
use ledger::ExternalRow;
use release::Release;

use super::{Address, Base, Counted, Mark, Said, Statements, Subject, Term};

/// A row whose area, group and quantity are known here.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    pub(super) counted: usize,
    pub(super) level: usize,
    pub(super) area: usize,
    pub(super) group: usize,
    pub(super) value: u32,
}

/// Finds what the rows of the period are about; what cannot be found is listed.
pub(super) fn take(statements: &mut Statements, release: &Release, rows: &[ExternalRow]) -> Vec<Taken> {
    let mut taken = Vec::new();
    let period = statements.period;
    for row in rows.iter().filter(|row| row.period == period) {
        match one(statements, release, row) {
            Ok(found) => taken.push(found),
            Err(reason) => statements
                .external_left_out
                .push(format!("{} {} {} {}: {reason}", row.area, row.quantity, row.category, row.period)),
        }
    }
    statements.external_rows = taken.len();
    taken
}

fn one(statements: &mut Statements, release: &Release, row: &ExternalRow) -> Result<Taken, &'static str> {
    let place = release.places.find_in(row.area, statements.vintage).ok_or("no area of this division")?;
    let (level, area) = statements.areas.find(place).ok_or("a level of which the release has no figures")?;
    let group = statements.groups.iter().position(|group| group.id == row.category).ok_or("no category")?;
    let counted = match row.quantity.strip_prefix("age:") {
        None => statements.counted.iter().position(|counted| counted.name == row.quantity),
        Some(age) => AGE_ATOMS.iter().position(|there| *there == age).and_then(|age| by_age(statements, age)),
    };
    let counted = counted.ok_or("nothing that the release says something of")?;
    Ok(Taken { counted, level, area, group, value: row.value })
}

/// Residents of an age, where some universe is a sum over ages.
fn by_age(statements: &mut Statements, age: usize) -> Option<usize> {
    let base = statements.bases.iter().position(|base| *base == Base::Age(age))?;
    let there = statements.find(Subject::Ages(age));
    Some(there.unwrap_or_else(|| {
        let name = format!("age:{}", AGE_ATOMS[age]);
        let terms = vec![Term { base, sign: 1, leaves: None }];
        statements.counted.push(Counted { subject: Subject::Ages(age), name, terms });
        statements.counted.len() - 1
    }))
}

/// Says them.
pub(super) fn say(statements: &mut Statements, taken: &[Taken]) {
    for row in taken {
        let Some((table, found)) = statements.table(row.counted, row.level) else { continue };
        let Some(position) = found.position(row.group) else { continue };
        let address = Address { table: table as u32, area: row.area as u32, position: position as u16 };
        let before = statements.at(address);
        // A count that others publish is no secret any more, however small.
        let said = Said { low: row.value, high: row.value, mark: Mark::Stated };
        if before.low <= row.value && row.value <= before.high {
            let table = &mut statements.tables[table];
            let width = table.groups.len();
            table.cells[row.area * width + position] = said;
        } else {
            let found = &mut statements.external_left_out;
            found.push(format!("a row about {} disagrees with the release", statements.counted[row.counted].name));
        }
    }
}
