//! A sentence with the figures it rests on apart, to make them links or to make them strong.

use definition::Language;

use crate::{Address, Figures, numbers};

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text, as it stands in the sentence.
    pub text: String,
    /// Which cell it is the figure of; none for words.
    pub figure: Option<Address>,
}

/// Takes a sentence apart: of each cell it rests on, the first place where its figure stands by itself. A cell whose figure is
/// not published, or is not said, has no piece. The pieces together are the sentence.
pub fn pieces(figures: &Figures<'_>, text: &str, rests_on: &[Address], language: Language) -> Vec<Piece> {
    let mut pieces = vec![Piece { text: text.to_owned(), figure: None }];
    for &at in rests_on {
        let cell = figures.cell(at);
        if cell.is_published() && cell.value.is_some() {
            take_apart(&mut pieces, &numbers::shown(&cell, figures.indicator(at.indicator), language), at);
        }
    }
    pieces
}

fn take_apart(pieces: &mut Vec<Piece>, figure: &str, at: Address) {
    for n in 0..pieces.len() {
        if pieces[n].figure.is_some() {
            continue;
        }
        let text = std::mem::take(&mut pieces[n].text);
        if let Some(found) = by_itself(&text, figure) {
            let words = |text: &str| Piece { text: text.to_owned(), figure: None };
            let parts = [
                words(&text[..found]),
                Piece { text: figure.to_owned(), figure: Some(at) },
                words(&text[found + figure.len()..]),
            ];
            pieces.splice(n..=n, parts.into_iter().filter(|piece| !piece.text.is_empty()));
            return;
        }
        pieces[n].text = text;
    }
}

/// Where a figure stands in a text that is not a part of another number.
fn by_itself(text: &str, figure: &str) -> Option<usize> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let found = text.match_indices(figure).find(|(at, _)| {
        let before = text[..*at].chars().next_back();
        let mut after = text[at + figure.len()..].chars();
        let next = after.next();
        let decimal = matches!(next, Some('.' | ',')) && is_digit(after.next());
        !is_digit(before) && !matches!(before, Some('.' | ',')) && !is_digit(next) && !decimal
    });
    found.map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use cells::{CategoryIx, IndicatorIx, Period, PlaceIx};

    use super::*;

    #[test]
    fn a_figure_is_apart_where_it_stands_by_itself() {
        let at = |n| Address {
            indicator: IndicatorIx(n),
            period: Period(2024),
            place: PlaceIx(0),
            category: CategoryIx::TOTAL,
        };
        let whole = "In 12.345 huizen wonen 345 mensen, 3,5 % oud.";
        let mut pieces = vec![Piece { text: whole.to_owned(), figure: None }];
        for (n, figure) in ["345", "3,5 %", "5 %"].into_iter().enumerate() {
            take_apart(&mut pieces, figure, at(n as u16));
        }
        let apart: Vec<(&str, u16)> =
            pieces.iter().filter_map(|p| Some((p.text.as_str(), p.figure?.indicator.0))).collect();
        assert_eq!(apart, [("345", 0), ("3,5 %", 1)]);
        assert_eq!(pieces.iter().map(|p| p.text.as_str()).collect::<String>(), whole);
    }
}
