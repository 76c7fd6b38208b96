//! The byte of a cell: bits 0–2 its status, 3–5 its kind, bit 6 whether it has a numerator, bit 7 a denominator.

use cells::{Cell, Kind, Status};

pub(crate) const HAS_NUMERATOR: u8 = 1 << 6;
pub(crate) const HAS_DENOMINATOR: u8 = 1 << 7;

/// The byte of a cell; 0 for the cell that is not there.
pub(crate) fn pack(cell: &Cell) -> u8 {
    let mut flags = cell.status as u8 | (cell.kind as u8) << 3;
    if cell.numerator.is_some() {
        flags |= HAS_NUMERATOR;
    }
    if cell.denominator.is_some() {
        flags |= HAS_DENOMINATOR;
    }
    flags
}

/// The status; bits that no status has, which only a damaged file holds, are "not available".
pub(crate) const fn status(flags: u8) -> Status {
    match flags & 7 {
        1 => Status::Published,
        2 => Status::Small,
        3 => Status::Withheld,
        4 => Status::NotApplicable,
        5 => Status::NearlyAll,
        _ => Status::NotAvailable,
    }
}

/// The kind; bits that no kind has, which only a damaged file holds, are "counted".
pub(crate) const fn kind(flags: u8) -> Kind {
    match (flags >> 3) & 7 {
        1 => Kind::Rounded,
        2 => Kind::Modelled,
        3 => Kind::Derived,
        4 => Kind::Surveyed,
        _ => Kind::Counted,
    }
}

/// Whether these are bits that some cell packs to.
pub(crate) const fn valid(flags: u8) -> bool {
    flags & 7 <= 5 && (flags >> 3) & 7 <= 4
}
