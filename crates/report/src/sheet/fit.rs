//! How the pages are set: letters as large as fit. The typesetter could try each size and measure what it takes, at the price
//! of setting the page as often; so the room is reckoned here from the widths of letters, and looked at once it is set.

use serde::Serialize;

use super::{FigureRow, Groups, Residents, Sheet, Told};
use crate::press::{Fonts, SetDocument, Weight};

/// Room between the margins of a page, in pt.
const WIDTH: f64 = 527.2;
const HEIGHT: f64 = 737.0;
/// Between the columns of the first page.
const GUTTER: f64 = 18.0;
/// Height of a line of letters, and what stands between two lines, in em.
const LINE: f64 = 0.728;
const LEADING: f64 = 0.56;
/// Widths of the columns of the first page: the story is wider than what stands beside it.
const STORY: f64 = (WIDTH - GUTTER) * 1.1 / 2.1;
const BESIDE: f64 = (WIDTH - GUTTER) / 2.1;
/// Space between the columns of a table.
const GAP: f64 = 6.4;
/// Figures with more letters than this go on below themselves, on so many lines at most.
const LONG: usize = 13;
const FIGURE_LINES: usize = 3;
const HEAD_LINES: usize = 4;
/// The part of a width that is reckoned with where text must not go on more lines than it has room for.
const SURE: f64 = 0.965;

/// How the two pages are set.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Setting {
    pub(crate) first: First,
    pub(crate) second: Second,
    /// How many pages there are; none where they are to be counted.
    pub(crate) pages: Option<u8>,
    #[serde(skip)]
    first_step: usize,
    #[serde(skip)]
    second_step: usize,
}

/// The first page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct First {
    /// Of the letters, in pt.
    pub(crate) size: f64,
    /// Whether the ring has all the room it wants; what is left of the page where not.
    pub(crate) whole: bool,
    /// The tables of who lives here.
    pub(crate) residents: Vec<Room>,
    /// The table of groups, where there is room for it.
    pub(crate) groups: Option<Room>,
}

/// The second page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Second {
    /// Of the letters, in pt.
    pub(crate) size: f64,
    /// The table of figures; each theme has a row of its own above those of its figures.
    pub(crate) table: Room,
}

/// The room of a table, in pt. All of it is fixed: what is to find its own size is set three times.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(crate) struct Room {
    /// Widths of the columns after the first, which has what is left.
    pub(crate) columns: Vec<f64>,
    /// Heights of the rows, that of the heads first.
    pub(crate) rows: Vec<f64>,
}

impl Room {
    fn height(&self) -> f64 {
        self.rows.iter().sum()
    }
}

/// From roomy to tight: the size of letters, whether the table of groups is there, and the least part of its full size that
/// the ring must have.
const FIRST: [(f64, bool, f64); 7] = [
    (9.0, true, 0.86),
    (8.6, true, 0.82),
    (8.2, true, 0.78),
    (7.8, true, 0.74),
    (7.5, true, 0.7),
    (7.5, false, 0.66),
    (7.2, false, 0.0),
];

/// From roomy to tight: the size of letters, and what is above and below a row.
const SECOND: [(f64, f64); 7] = [(8.8, 4.0), (8.6, 3.4), (8.2, 2.9), (7.8, 2.3), (7.4, 1.8), (7.1, 1.4), (6.8, 1.1)];

impl Setting {
    /// The first guess.
    pub(crate) fn of(sheet: &Sheet, fonts: &Fonts) -> Self {
        let first_step = (0..FIRST.len() - 1).find(|step| ring_room(sheet, fonts, *step) >= least(sheet, *step));
        let fits = |step: &usize| second_height(sheet, fonts, *step) <= HEIGHT - 6.0;
        let second_step = (0..SECOND.len() - 1).find(fits);
        let pages = Some(sheet.pages());
        Self::at(sheet, fonts, first_step.unwrap_or(FIRST.len() - 1), second_step.unwrap_or(SECOND.len() - 1), pages)
    }

    fn at(sheet: &Sheet, fonts: &Fonts, first_step: usize, second_step: usize, pages: Option<u8>) -> Self {
        let (size, groups, _) = FIRST[first_step];
        let text = Letters { fonts, size };
        let first = First {
            size,
            whole: ring_room(sheet, fonts, first_step) >= wanted(sheet) + 24.0,
            residents: sheet.residents.iter().map(|whole| text.residents_room(whole)).collect(),
            groups: sheet.groups.as_ref().filter(|_| groups).map(|of| text.groups_room(of)),
        };
        Self { first, second: second(sheet, fonts, second_step), pages, first_step, second_step }
    }

    /// A tighter one where the pages did not fit as they are set; none where they did, or nothing tighter is left.
    pub(crate) fn tighter(&self, sheet: &Sheet, fonts: &Fonts, set: &SetDocument) -> Option<Self> {
        let too_long = set.pages() > usize::from(sheet.pages());
        // What is a little less than it should be is better than letters that are a size smaller.
        let ring = set.tallest_picture();
        let small = sheet.ring.is_some() && ring < least(sheet, self.first_step) * 0.95;
        if !too_long && !small {
            return None;
        }
        let tighten_first = small || sheet.ring.is_none() || self.first.whole;
        let next = |step: usize, most: usize| (step + 1).min(most - 1);
        let first_step = if tighten_first { next(self.first_step, FIRST.len()) } else { self.first_step };
        let second_step = if too_long { next(self.second_step, SECOND.len()) } else { self.second_step };
        if (first_step, second_step) == (self.first_step, self.second_step) {
            // Nothing is left to try: the pages are as many as they are.
            let counted = Self { pages: None, ..self.clone() };
            return (self.pages.is_some() && too_long).then_some(counted);
        }
        let mut tighter = Self::at(sheet, fonts, first_step, second_step, self.pages);
        tighter.first.whole &= !too_long;
        Some(tighter)
    }
}

/// The height the ring has where it is as wide as the page.
fn wanted(sheet: &Sheet) -> f64 {
    sheet.ring.as_ref().map_or(0.0, |ring| WIDTH * ring.steepness())
}

fn least(sheet: &Sheet, step: usize) -> f64 {
    wanted(sheet) * FIRST[step].2
}

/// What the first page has left for the ring.
fn ring_room(sheet: &Sheet, fonts: &Fonts, step: usize) -> f64 {
    let (size, groups, _) = FIRST[step];
    let text = Letters { fonts, size };
    let mut right: f64 = sheet.residents.iter().map(|whole| text.residents(whole)).sum();
    if let Some(of) = sheet.groups.as_ref().filter(|_| groups) {
        right += text.groups(of);
    }
    right += 10.0 + text.small(0.95).paragraph(&sheet.caution, BESIDE - 9.0);
    HEIGHT - head(sheet, fonts) - legend(sheet, fonts) - text.story(&sheet.story, STORY).max(right) - 6.0
}

fn head(sheet: &Sheet, fonts: &Fonts) -> f64 {
    let width = if sheet.locator.is_some() { WIDTH - 70.0 } else { WIDTH };
    let name = Letters { fonts, size: if sheet.name.chars().count() > 34 { 17.0 } else { 23.0 } };
    let text = Letters { fonts, size: 9.6 };
    let mut words = name.lines(&sheet.name, width, Weight::Bold) as f64 * name.size * (LINE + LEADING);
    words += text.paragraph(&sheet.subtitle, width) + 6.0;
    if !sheet.history.is_empty() {
        words += Letters { fonts, size: 8.4 }.paragraph(&sheet.history, width) + 6.0;
    }
    let banner = if sheet.banner.is_empty() { 0.0 } else { 24.0 };
    banner + if sheet.locator.is_some() { words.max(56.0) } else { words }
}

fn legend(sheet: &Sheet, fonts: &Fonts) -> f64 {
    let legend = &sheet.legend;
    if legend.groups.is_empty() && legend.signs.is_empty() {
        return 0.0;
    }
    let text = Letters { fonts, size: 7.4 };
    let signs: f64 = legend.signs.iter().map(|sign| text.wide(&sign.words, Weight::Regular) + 29.0).sum();
    let lines = ((signs + text.wide(&legend.how, Weight::Regular)) / WIDTH).ceil().max(1.0);
    let groups = if legend.groups.is_empty() { 0.0 } else { 42.0 };
    30.0 + groups + lines * 7.4 * (LINE + LEADING)
}

/// How many lines words take, each with the space before it where it does not begin a line.
fn lines_of(words: impl Iterator<Item = (f64, f64)>, width: f64) -> usize {
    let (mut lines, mut filled) = (1, 0.0);
    for (space, wide) in words {
        if filled > 0.0 && filled + space + wide > width {
            lines += 1;
            filled = wide;
        } else {
            filled += wide + if filled > 0.0 { space } else { 0.0 };
        }
    }
    lines
}

/// Letters of a size.
#[derive(Clone, Copy)]
struct Letters<'a> {
    fonts: &'a Fonts,
    /// In pt.
    size: f64,
}

impl Letters<'_> {
    fn small(self, part: f64) -> Self {
        Self { size: self.size * part, ..self }
    }

    fn wide(self, text: &str, weight: Weight) -> f64 {
        self.fonts.width(text, weight) * self.size
    }

    /// How many lines a text takes.
    fn lines(self, text: &str, width: f64, weight: Weight) -> usize {
        let space = self.wide(" ", weight);
        lines_of(text.split(' ').map(|word| (space, self.wide(word, weight))), width)
    }

    fn paragraph(self, text: &str, width: f64) -> f64 {
        let lines = self.lines(text, width, Weight::Regular) as f64;
        (lines * (LINE + LEADING) - LEADING) * self.size
    }

    fn story(self, told: &[Told], width: f64) -> f64 {
        let mut em = 1.32 * LINE;
        for topic in told {
            em += 1.05 + 0.92 * LINE;
            for sentence in &topic.sentences {
                let text: String = sentence.iter().map(|piece| piece.text.as_str()).collect();
                em += 0.72 + self.paragraph(&text, width) / self.size;
            }
        }
        em * self.size
    }

    fn heading(self) -> f64 {
        1.32 * (0.9 + LINE + 0.6) * self.size
    }

    fn residents(self, of: &Residents) -> f64 {
        let bar = of.bar.as_ref().map_or(0.0, |bar| BESIDE * bar.steepness() + 0.62 * self.size);
        let table = self.residents_room(of).height();
        self.heading() + bar + table + 1.24 * self.size + self.small(0.86).paragraph(&of.note, BESIDE)
    }

    fn residents_room(self, of: &Residents) -> Room {
        let column = |at: usize| {
            let head = self.small(0.86).wide(&of.columns[at + 1], Weight::SemiBold);
            let cell = |row: &super::ResidentsRow| {
                let weight = if row.strong { Weight::Bold } else { Weight::Regular };
                row.cells.get(at).map_or(0.0, |cell| self.wide(cell, weight))
            };
            with_gap(of.rows.iter().map(cell).fold(head, f64::max))
        };
        let columns: Vec<f64> = (0..of.columns.len() - 1).map(column).collect();
        let names = BESIDE - columns.iter().sum::<f64>();
        let row = |row: &super::ResidentsRow| {
            let (square, weight) =
                (if row.colour.is_empty() { 0.0 } else { 0.72 * self.size + 4.0 }, bold_where(row.strong));
            self.row(self.lines(&row.label, (names - square) * SURE, weight), 0.64)
        };
        let rows = std::iter::once(self.row(1, 0.64)).chain(of.rows.iter().map(row)).collect();
        Room { columns, rows }
    }

    fn groups(self, of: &Groups) -> f64 {
        let lead = self.small(0.86).paragraph(&of.lead, BESIDE);
        self.heading() + lead + self.groups_room(of).height() + 1.24 * self.size
    }

    /// A figure stands above its counts; long words about it go on below themselves.
    fn groups_room(self, of: &Groups) -> Room {
        let small = self.small(0.86);
        let figure = |row: &super::GroupRow| {
            self.wide(&row.value, Weight::SemiBold).max(self.small(0.84).wide(&row.count, Weight::Regular))
        };
        let head = small.wide(&of.columns[1], Weight::SemiBold);
        let figures = with_gap(of.rows.iter().map(figure).fold(head, f64::max));
        let reading = 8.4 * self.size + GAP;
        let names = BESIDE - figures - reading;
        let words = self.small(0.9);
        let row = |row: &super::GroupRow| {
            let name = self.lines(&row.label, names * SURE, bold_where(row.chip.is_none()));
            let beside = row.chip.as_ref().map_or(1, |chip| {
                words.lines(&chip.words, (8.4 * self.size - 2.2 * words.size) * SURE, Weight::SemiBold)
            });
            let figure = if row.count.is_empty() { 1 } else { 2 };
            self.row(name.max(beside).max(figure), 0.6)
        };
        let heads = small.lines(&of.columns[2], 8.4 * self.size * SURE, Weight::SemiBold);
        let rows = std::iter::once(self.row(heads, 0.6)).chain(of.rows.iter().map(row)).collect();
        Room { columns: vec![figures, reading], rows }
    }

    /// Height of a row of so many lines, with what is above and below it, in em.
    fn row(self, lines: usize, around: f64) -> f64 {
        (lines as f64 * (LINE + LEADING) - LEADING + around) * self.size + 0.5
    }

    /// The least width in which a figure goes on at most so many lines.
    fn figure(self, figure: &str, weight: Weight, most: usize) -> f64 {
        let whole = self.wide(figure, weight);
        if !is_long(figure) {
            return whole;
        }
        let loose = figure.replace('\u{a0}', " ");
        let mut width = loose.split(' ').map(|word| self.wide(word, weight)).fold(0.0, f64::max);
        while width < whole && self.lines(&loose, width, weight) > most {
            width += 2.0;
        }
        width.min(whole)
    }

    /// How many lines the name of a figure takes, and of whom it is in smaller letters after it.
    fn name(self, row: &FigureRow, width: f64) -> usize {
        let small = self.small(0.84);
        let words = |text: &str, letters: Self| -> Vec<f64> {
            text.split(' ').map(|word| letters.wide(word, Weight::Regular)).collect()
        };
        let whom = if row.whom.is_empty() { Vec::new() } else { words(&row.whom, small) };
        let gap = |n: usize| if n == 0 { 4.0 } else { small.wide(" ", Weight::Regular) };
        let name = words(&row.label, self).into_iter().map(|wide| (self.wide(" ", Weight::Regular), wide));
        lines_of(name.chain(whom.into_iter().enumerate().map(|(n, wide)| (gap(n), wide))), width)
    }

    /// Widths of the columns of figures after that of their names, where a long figure goes on so many lines.
    fn columns(self, sheet: &Sheet, most: usize) -> Vec<f64> {
        let with = &sheet.figures;
        let rows = || with.themes.iter().flat_map(|theme| &theme.rows);
        // A long name of an area goes on below itself above its figures.
        let head = |at: usize| self.small(0.9).figure(&with.columns[at], Weight::SemiBold, HEAD_LINES);
        let widest = |at: usize, wide: &dyn Fn(&FigureRow) -> f64| rows().map(wide).fold(head(at), f64::max);
        let figure = |at: usize, of: &dyn Fn(&FigureRow) -> &str, weight: Weight| {
            widest(at, &|row| self.figure(of(row), weight, most))
        };
        let kind = self.small(0.84);
        let mut columns = vec![
            figure(1, &|row| &row.value, Weight::Bold),
            widest(2, &|row| self.wide(&row.count, Weight::Regular).max(kind.wide(&row.kind, Weight::Regular))),
        ];
        if with.with_references {
            columns.push(figure(3, &|row| &row.reference, Weight::Regular));
        }
        let reading = |row: &FigureRow| {
            let weight = if row.chip.certain { Weight::SemiBold } else { Weight::Regular };
            let sign = if row.chip.sign.is_empty() { 0.0 } else { 1.9 * self.size };
            sign + 4.0 + self.wide(&row.chip.words, weight)
        };
        columns.push(widest(4, &reading));
        if with.with_years {
            let letter = self.small(0.6);
            columns.push(widest(5, &|row| {
                self.wide(&row.year, Weight::Regular) + letter.wide(&row.source, Weight::Regular)
            }));
        }
        if with.with_trends {
            let spark = |row: &FigureRow| {
                let steepness = row.spark.as_ref().map_or(0.0, |spark| super::steepness(&spark.svg));
                if steepness > 0.0 { 1.3 * self.size / steepness } else { 0.0 }
            };
            columns.push(widest(6, &spark));
        }
        columns.into_iter().map(with_gap).collect()
    }
}

/// Whether a figure may go on below itself.
fn is_long(figure: &str) -> bool {
    figure.chars().count() > LONG
}

fn bold_where(strong: bool) -> Weight {
    if strong { Weight::Bold } else { Weight::Regular }
}

/// The width of a column: a little more than reckoned, since what does not fit would go on below itself.
fn with_gap(wide: f64) -> f64 {
    wide * 1.015 + 0.8 + GAP
}

fn second(sheet: &Sheet, fonts: &Fonts, step: usize) -> Second {
    let (size, inset) = SECOND[step];
    let text = Letters { fonts, size };
    let with = &sheet.figures;
    let rows = || with.themes.iter().flat_map(|theme| &theme.rows);
    // The names have room first: a long figure goes on below itself where they would have to.
    let room = |columns: &[f64]| WIDTH - columns.iter().sum::<f64>();
    let choices = (1..=FIGURE_LINES).map(|most| {
        let columns = text.columns(sheet, most);
        let names = room(&columns) * SURE;
        let wrapped = rows().filter(|row| text.name(row, names) > 1).count();
        let long = rows().filter(|row| most > 1 && (is_long(&row.value) || is_long(&row.reference))).count();
        (wrapped + long * (most - 1), columns)
    });
    let columns = choices.min_by_key(|(lines, _)| *lines).map(|(_, columns)| columns).unwrap_or_default();
    let names = room(&columns);
    let least = if with.with_trends { 1.3 } else { 1.15 };
    let around = 2.0 * inset / size;
    let height = |row: &FigureRow| {
        let figure = |figure: &str, column: usize, weight: Weight| match columns.get(column) {
            Some(wide) if is_long(figure) => text.lines(&figure.replace('\u{a0}', " "), wide - GAP - 0.8, weight),
            _ => 1,
        };
        let counts = if !row.count.is_empty() && !row.kind.is_empty() { 2 } else { 1 };
        let figures = figure(&row.value, 0, Weight::Bold).max(figure(&row.reference, 2, Weight::Regular));
        text.row(text.name(row, names * SURE).max(counts).max(figures), around).max(least * size + 2.0 * inset)
    };
    let head = text.small(0.9);
    let there = with.columns_there();
    let heads = there.iter().skip(1).zip(&columns);
    let lines = heads.map(|(at, wide)| head.lines(&with.columns[*at], wide - GAP, Weight::SemiBold)).max();
    let mut all = vec![head.row(lines.unwrap_or(1), around)];
    for theme in &with.themes {
        all.push(1.14 * LINE * size + 2.0 * inset + 4.8);
        all.extend(theme.rows.iter().map(height));
    }
    Second { size, table: Room { columns, rows: all } }
}

fn second_height(sheet: &Sheet, fonts: &Fonts, step: usize) -> f64 {
    let set = second(sheet, fonts, step);
    let text = Letters { fonts, size: set.size };
    let with = &sheet.figures;
    let mut all = 16.0 * LINE + 8.0 + 9.0 * (LINE + LEADING) + 6.0 + set.table.height();
    if !with.absent.is_empty() {
        all += 0.62 * set.size + text.small(0.86).paragraph(&with.absent, WIDTH);
    }
    if !with.how.is_empty() {
        all +=
            7.0 + 1.2 * set.size + text.paragraph(&format!("{} {}", with.how_title, with.how.join(" ")), WIDTH - 9.0);
    }
    if !with.sources.is_empty() {
        let sources: Vec<&str> = with.sources.iter().map(|source| source.text.as_str()).collect();
        let line =
            format!("{}: {}. {} {}", with.sources_title, sources.join("; "), sheet.house.colophon, sheet.house.contact);
        all += 0.62 * set.size + text.small(0.9).paragraph(&line, WIDTH);
    }
    if !sheet.more_link.is_empty() {
        all += 0.62 * set.size + text.small(0.88).paragraph(&sheet.more, WIDTH);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::press::fonts;

    fn letters() -> Option<Letters<'static>> {
        let Ok(fonts) = fonts() else {
            eprintln!("skipped: the program was built without its fonts (npm run build in web/)");
            return None;
        };
        Some(Letters { fonts, size: 10.0 })
    }

    #[test]
    fn a_text_takes_a_line_more_where_a_word_does_not_fit() {
        let Some(text) = letters() else { return };
        let words = "bewoners van 15 tot en met 64 jaar";
        let whole = text.wide(words, Weight::Regular);
        assert_eq!(text.lines(words, whole + 0.1, Weight::Regular), 1);
        assert_eq!(text.lines(words, whole - 0.1, Weight::Regular), 2);
        assert!(text.wide(words, Weight::Bold) > whole);
        // A word that is wider than the line has one of its own.
        assert_eq!(text.lines("a bewoners b", 20.0, Weight::Regular), 3);
    }

    #[test]
    fn digits_are_as_wide_as_they_stand_in_a_table() {
        let Some(text) = letters() else { return };
        assert!((text.wide("1111", Weight::Regular) - text.wide("4444", Weight::Regular)).abs() < 1e-9);
    }

    #[test]
    fn a_long_figure_goes_on_below_itself_and_a_short_one_does_not() {
        let Some(text) = letters() else { return };
        let long = "3.472\u{a0}adressen\u{a0}per\u{a0}km²";
        let width = text.figure(long, Weight::Bold, FIGURE_LINES);
        assert!(width < 0.6 * text.wide(long, Weight::Bold));
        assert!(text.lines(&long.replace('\u{a0}', " "), width, Weight::Bold) <= FIGURE_LINES);
        let short = "61,3\u{a0}%";
        assert!((text.figure(short, Weight::Bold, FIGURE_LINES) - text.wide(short, Weight::Bold)).abs() < 1e-9);
    }

    #[test]
    fn the_shape_of_a_drawing_is_read_from_its_box() {
        assert!((super::super::steepness("<svg viewBox=\"0 0 104 26\">") - 0.25).abs() < 1e-9);
        assert!(super::super::steepness("<svg>").abs() < 1e-9);
    }
}
