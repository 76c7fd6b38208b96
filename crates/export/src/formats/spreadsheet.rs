//! A workbook for Excel and LibreOffice: the table as it is laid out, what the figures are, where they come from, and what
//! the words in place of a figure mean.
//!
//! Rows are written to a temporary file as they are made, so that memory does not grow with the table.

mod part;

use std::io::Write;

use definition::{Language, Measure, Polarity};
use insight::{numbers, words};
use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use self::part::{Part, parts};
use super::WriteError;
use crate::labels::unit;
use crate::{Axis, Entry, Pivot, Refusal, Sum, Table, sum_label};

const MOST_ROWS: u64 = 1_048_575;
const MOST_COLUMNS: u64 = 16_384;
/// Width of a column of figures, in letters.
const COLUMN: f64 = 14.0;
/// The number of A4 in workbooks.
const A4: u8 = 9;

/// Columns before the figures: a name for each row axis, and a code for the area.
fn heads(axes: &[Axis]) -> usize {
    axes.len() + usize::from(axes.contains(&Axis::Area))
}

/// Whether it fits in a sheet.
pub(super) fn check(table: &Table<'_>) -> Result<(), Refusal> {
    let layout = &table.query.layout;
    let product = |axes: &[Axis]| axes.iter().map(|axis| table.len(*axis) as u64).product::<u64>();
    let rows = product(&layout.rows).saturating_mul(product(&layout.layers));
    let columns = product(&layout.columns) * parts(table).len() as u64 + heads(&layout.rows) as u64 + 4;
    if rows > MOST_ROWS || columns > MOST_COLUMNS { Err(Refusal::NoSheet { rows, columns }) } else { Ok(()) }
}

struct Texts {
    table: &'static str,
    invented: &'static str,
    definitions: &'static str,
    sources: &'static str,
    legend: &'static str,
    about: &'static str,
}

const fn texts(language: Language) -> Texts {
    match language {
        Language::Nl => Texts {
            table: "Tabel",
            invented: "Tabel (verzonnen cijfers)",
            definitions: "Wat betekenen de cijfers",
            sources: "Bronnen",
            legend: "Geen cijfer - waarom",
            about: "Over deze tabel",
        },
        Language::En => Texts {
            table: "Table",
            invented: "Table (invented figures)",
            definitions: "What the figures mean",
            sources: "Sources",
            legend: "No figure - why",
            about: "About this table",
        },
    }
}

struct Styles {
    head: Format,
    number_head: Format,
    name: Format,
    sum: Format,
    /// By decimals, 0–6.
    number: Vec<Format>,
    missing: Format,
    title: Format,
    text: Format,
}

impl Styles {
    fn new() -> Self {
        let number = |decimals: usize| {
            let pattern = if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(decimals)) };
            Format::new().set_num_format(pattern).set_align(FormatAlign::Right)
        };
        let head = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_background_color(Color::RGB(0x00EA_EEF1))
            .set_border_bottom(FormatBorder::Thin);
        Self {
            number_head: head.clone().set_align(FormatAlign::Right),
            head,
            name: Format::new(),
            sum: Format::new().set_bold(),
            number: (0..=6).map(number).collect(),
            missing: Format::new().set_italic().set_font_color(Color::RGB(0x005E_6B77)).set_align(FormatAlign::Right),
            title: Format::new().set_bold().set_font_size(14),
            text: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

fn table_sheet(sheet: &mut Worksheet, table: &Table<'_>, language: Language, styles: &Styles) -> Result<(), XlsxError> {
    let pivot = Pivot::whole(table);
    let every = parts(table);
    let rows_axes = pivot.row_axes().to_vec();
    let labels: Vec<Vec<String>> = Axis::ALL.iter().map(|axis| table.labels(*axis, language)).collect();
    let first = heads(&rows_axes) as u16;
    let (rows, columns) = (pivot.row_count(), pivot.column_count());
    let sums = pivot.sums();
    // A column that would be empty from top to bottom is left out.
    let parts: Vec<Vec<Part>> = (0..columns)
        .map(|column| {
            let any = |part: Part| (0..rows).any(|row| part.stands(&pivot.entry(row, column), table));
            every.iter().copied().filter(|part| *part == Part::Value || any(*part)).collect()
        })
        .collect();
    let indicator_of = |members: &[usize]| {
        let n = pivot.column_axes().iter().position(|axis| *axis == Axis::Indicator);
        n.map(|n| table.indicators[members[n]]).or_else(|| (table.indicators.len() == 1).then(|| table.indicators[0]))
    };
    let last_column = first + parts.iter().map(Vec::len).sum::<usize>() as u16;

    let mut titles: Vec<String> = Vec::new();
    let mut widths: Vec<f64> = Vec::new();
    for axis in &rows_axes {
        if *axis == Axis::Area {
            titles.push(match language {
                Language::Nl => "Gebiedscode".to_owned(),
                Language::En => "Area code".to_owned(),
            });
            widths.push(13.0);
        }
        titles.push(axis.label(language).to_owned());
        let sum = (*axis == Axis::Area && !sums.is_empty()).then(|| sum_label(language));
        let names = labels[*axis as usize].iter().map(String::as_str).chain(sum);
        let widest = names.map(|label| label.chars().count()).max().unwrap_or(8);
        widths.push(widest.clamp(9, 44) as f64 + 2.0);
    }
    let indicator_in_columns = pivot.column_axes().contains(&Axis::Indicator);
    for (column, parts) in parts.iter().enumerate() {
        let members = pivot.column(column);
        let mut name: Vec<String> =
            pivot.column_axes().iter().zip(&members).map(|(axis, at)| labels[*axis as usize][*at].clone()).collect();
        if name.is_empty() {
            name.push(match language {
                Language::Nl => "Waarde".to_owned(),
                Language::En => "Value".to_owned(),
            });
        }
        let unit =
            indicator_of(&members).map(|ix| unit(table.release.definition.indicator(ix), language)).unwrap_or_default();
        for part in parts {
            let name = name.join(", ");
            titles.push(match (part, unit.is_empty()) {
                (Part::Value, true) => name,
                (Part::Value, false) => format!("{name} ({unit})"),
                (part, _) => format!("{name}, {}", part.words(language)),
            });
            widths.push(if *part == Part::Reading { 26.0 } else { COLUMN });
        }
    }
    // Where figures of several kinds stand under each other, each row says its unit.
    let units_in_rows = !indicator_in_columns && table.indicators.len() > 1;
    if units_in_rows {
        titles.push(match language {
            Language::Nl => "Eenheid".to_owned(),
            Language::En => "Unit".to_owned(),
        });
        widths.push(COLUMN);
    }
    for (column, width) in widths.iter().enumerate() {
        sheet.set_column_width(column as u16, *width)?;
    }
    let lines = |(title, width): (&String, &f64)| (title.chars().count() as f64 / (width - 2.0)).ceil();
    let tallest = titles.iter().zip(&widths).map(lines).fold(1.0, f64::max);
    sheet.set_row_height(0, 15.0 * tallest.clamp(2.0, 8.0) + 3.0)?;
    on_paper(sheet, &widths, usize::from(first))?;
    sheet.set_freeze_panes(1, first)?;
    let last = last_column + u16::from(units_in_rows);
    if rows > 0 {
        sheet.autofilter(0, 0, rows as u32, last - 1)?;
    }
    let figures = usize::from(first)..usize::from(last_column);
    for (column, title) in titles.iter().enumerate() {
        let style = if figures.contains(&column) { &styles.number_head } else { &styles.head };
        sheet.write_string_with_format(0, column as u16, title, style)?;
    }
    let codes: Vec<String> = (0..table.areas.len()).map(|at| table.code(Axis::Area, at)).collect();
    for row in 0..rows {
        let line = row as u32 + 1;
        let mut column = 0_u16;
        for (axis, member) in rows_axes.iter().zip(pivot.row(row)) {
            if *axis == Axis::Area {
                sheet.write_string_with_format(line, column, &codes[member], &styles.name)?;
                column += 1;
            }
            if *axis == Axis::Period {
                sheet.write_number(line, column, f64::from(table.periods[member].0))?;
            } else {
                sheet.write_string_with_format(line, column, &labels[*axis as usize][member], &styles.name)?;
            }
            column += 1;
        }
        let mut of = None;
        for (n, parts) in parts.iter().enumerate() {
            let entry = pivot.entry(row, n);
            of = Some(entry.indicator);
            for part in parts {
                one(sheet, line, column, &entry, *part, table, language, styles)?;
                column += 1;
            }
        }
        if let (true, Some(ix)) = (units_in_rows, of) {
            sheet.write_string(line, column, unit(table.release.definition.indicator(ix), language))?;
        }
    }
    sum_rows(sheet, table, &pivot, &sums, &labels, &parts, language, styles)
}

/// What the areas are together, beneath them: outside of what is sorted and filtered.
#[expect(clippy::too_many_arguments, reason = "the end of the sheet, with all it depends on")]
fn sum_rows(
    sheet: &mut Worksheet,
    table: &Table<'_>,
    pivot: &Pivot<'_, '_>,
    sums: &[Vec<usize>],
    labels: &[Vec<String>],
    parts: &[Vec<Part>],
    language: Language,
    styles: &Styles,
) -> Result<(), XlsxError> {
    for (n, row) in sums.iter().enumerate() {
        let line = (pivot.row_count() + n) as u32 + 1;
        let mut column = 0_u16;
        for (axis, member) in pivot.row_axes().iter().zip(row) {
            if *axis == Axis::Area {
                column += 1;
            }
            match axis {
                Axis::Area => sheet.write_string_with_format(line, column, sum_label(language), &styles.sum)?,
                Axis::Period => sheet.write_number(line, column, f64::from(table.periods[*member].0))?,
                _ => sheet.write_string_with_format(line, column, &labels[*axis as usize][*member], &styles.name)?,
            };
            column += 1;
        }
        for (at, parts) in parts.iter().enumerate() {
            let Sum { entry, .. } = pivot.sum(row, at);
            for part in parts {
                // It was compared with nothing.
                if *part != Part::Reading {
                    one(sheet, line, column, &entry, *part, table, language, styles)?;
                }
                column += 1;
            }
        }
    }
    Ok(())
}

/// How a sheet is printed: A4 on its side, with the head and the first columns on every page and so many pages side by side
/// that it can still be read.
fn on_paper(sheet: &mut Worksheet, widths: &[f64], first: usize) -> Result<(), XlsxError> {
    /// How many letters fit side by side where a page is shrunk to two thirds.
    const ON_A_PAGE: f64 = 190.0;
    let names: f64 = widths[..first].iter().sum();
    let rest: f64 = widths[first..].iter().sum();
    let pages = (rest / (ON_A_PAGE - names).max(40.0)).ceil().clamp(1.0, 1_000.0);
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(pages as u16, 0);
    sheet.set_repeat_rows(0, 0)?;
    if first > 0 {
        sheet.set_repeat_columns(0, first as u16 - 1)?;
    }
    sheet.set_footer("&L&A&R&P / &N");
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "one cell of the sheet, with all it depends on")]
fn one(
    sheet: &mut Worksheet,
    line: u32,
    column: u16,
    entry: &Entry<'_>,
    part: Part,
    table: &Table<'_>,
    language: Language,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let indicator = table.release.definition.indicator(entry.indicator);
    let fine = &styles.number[usize::from(indicator.decimals.min(6))];
    let number = match part {
        Part::Value => entry.value().map(|value| (value, fine)),
        Part::Numerator | Part::Denominator => {
            part.count(entry).map(|count| (f64::from(count.value), &styles.number[0]))
        }
        Part::ValueWithin | Part::NumeratorWithin | Part::DenominatorWithin => {
            let count = part.count(entry).filter(|_| part.is_of(entry, table));
            count.map(|count| (f64::from(count.within), &styles.number[0]))
        }
        Part::Low => crate::interval(&entry.cell, indicator).map(|open| (open.low, fine)),
        Part::High => crate::interval(&entry.cell, indicator).map(|open| (open.high, fine)),
        Part::Reading => None,
    };
    if let Some((number, format)) = number {
        sheet.write_number_with_format(line, column, number, format)?;
    } else if part == Part::Value {
        let words = numbers::shown(&entry.cell, indicator, language);
        sheet.write_string_with_format(line, column, words, &styles.missing)?;
    } else if let (Part::Reading, Some(reference)) = (part, table.query.shown.reading)
        && entry.cell.is_published()
        && indicator.measure != Measure::Count
    {
        let judge = table.query.shown.judge;
        let polarity = if judge { indicator.polarity } else { Polarity::Neutral };
        let words = words::reading_words(entry.reading(reference), polarity, judge, language);
        sheet.write_string(line, column, words)?;
    }
    Ok(())
}

/// How high a row must be for a text in a column of a width. Excel finds out by itself, other programs do not.
fn height(text: &str, width: f64) -> f64 {
    const LINE: f64 = 15.0;
    const HIGHEST: f64 = 400.0;
    // Lines break between words, so that they are seldom full.
    let lines = |part: &str| (part.chars().count() as f64 / (width * 0.92)).ceil().max(1.0);
    (text.lines().map(lines).sum::<f64>().max(1.0) * LINE).min(HIGHEST)
}

/// A sheet of running text in columns with a head.
fn text_sheet(
    workbook: &mut Workbook,
    name: &str,
    heads: &[&str],
    widths: &[f64],
    rows: &[Vec<String>],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?;
    for (column, (head, width)) in heads.iter().zip(widths).enumerate() {
        sheet.set_column_width(column as u16, *width)?;
        sheet.write_string_with_format(0, column as u16, *head, &styles.head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_print_gridlines(true);
    on_paper(sheet, widths, 0)?;
    for (row, cells) in rows.iter().enumerate() {
        let tallest = cells.iter().zip(widths).map(|(text, width)| height(text, *width)).fold(0.0, f64::max);
        sheet.set_row_height(row as u32 + 1, tallest)?;
        for (column, text) in cells.iter().enumerate() {
            sheet.write_string_with_format(row as u32 + 1, column as u16, text, &styles.text)?;
        }
    }
    Ok(())
}

/// Writes the workbook.
pub(super) fn write<W: Write + Send>(table: &Table<'_>, language: Language, to: W) -> Result<(), WriteError> {
    build(table, language).and_then(|mut workbook| workbook.save_to_writer(to)).map_err(|error| match error {
        XlsxError::IoError(error) => WriteError::Io(error),
        other => WriteError::Failed(other.to_string()),
    })
}

fn build(table: &Table<'_>, language: Language) -> Result<Workbook, XlsxError> {
    let definition = &table.release.definition;
    let manifest = &table.release.manifest;
    let words = texts(language);
    let pick = |nl: &'static str, en: &'static str| if language == Language::Nl { nl } else { en };
    let styles = Styles::new();
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(table.title(language))
        .set_author(definition.monitor.publisher.get(language))
        .set_comment(table.citation(language, None));
    // The day of the release, so that the same table is the same file.
    let day = manifest.created.split('-').map(str::parse::<u16>).collect::<Result<Vec<_>, _>>().ok();
    let properties = match day.as_deref() {
        Some(&[year, month, day]) => match rust_xlsxwriter::ExcelDateTime::from_ymd(year, month as u8, day as u8) {
            Ok(date) => properties.set_creation_datetime(&date),
            Err(_) => properties,
        },
        _ => properties,
    };
    workbook.set_properties(&properties);
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(if definition.monitor.fictional { words.invented } else { words.table })?;
    if definition.monitor.fictional {
        let notice =
            pick("Verzonnen cijfers: deze gebieden bestaan niet.", "Invented figures: these areas do not exist.");
        sheet.set_header(format!("&C&\"-,Bold\"{notice}"));
    }
    table_sheet(sheet, table, language, &styles)?;

    let definitions: Vec<Vec<String>> = table
        .indicators
        .iter()
        .map(|ix| {
            let indicator = definition.indicator(*ix);
            let theme = definition.find_theme(&indicator.theme).map_or("", |theme| theme.label.get(language));
            let whom = definition.find_universe(&indicator.universe).map_or("", |u| u.label.get(language));
            vec![
                indicator.short.get(language).to_owned(),
                indicator.label.get(language).to_owned(),
                theme.to_owned(),
                unit(indicator, language),
                whom.to_owned(),
                indicator.what.get(language).to_owned(),
                indicator.care.as_ref().map(|care| care.get(language).to_owned()).unwrap_or_default(),
                indicator.id.clone(),
            ]
        })
        .collect();
    let heads = match language {
        Language::Nl => ["Cijfer", "Voluit", "Thema", "Eenheid", "Over wie", "Wat het is", "Let op", "Code"],
        Language::En => ["Figure", "In full", "Theme", "Unit", "About whom", "What it is", "Take care", "Code"],
    };
    let widths = [18.0, 28.0, 16.0, 10.0, 20.0, 44.0, 36.0, 16.0];
    text_sheet(&mut workbook, words.definitions, &heads, &widths, &definitions, &styles)?;

    let sources: Vec<Vec<String>> = table
        .sources()
        .iter()
        .map(|source| {
            vec![
                source.title.get(language).to_owned(),
                source.publisher.get(language).to_owned(),
                source.published.clone().unwrap_or_default(),
                source.licence.clone(),
                source.page.clone().unwrap_or_default(),
            ]
        })
        .collect();
    let heads = match language {
        Language::Nl => ["Bron", "Uitgever", "Gepubliceerd", "Licentie", "Pagina"],
        Language::En => ["Source", "Publisher", "Published", "Licence", "Page"],
    };
    text_sheet(&mut workbook, words.sources, &heads, &[60.0, 24.0, 14.0, 16.0, 60.0], &sources, &styles)?;

    let legend: Vec<Vec<String>> = table
        .legend(language)
        .into_iter()
        .map(|(code, meaning)| {
            let status = cells_status(code);
            vec![words::status_words(status, language).to_owned(), meaning, code.to_owned()]
        })
        .collect();
    let heads = match language {
        Language::Nl => ["In de tabel staat", "Dat betekent", "Code in andere bestanden"],
        Language::En => ["The table says", "That means", "Code in other files"],
    };
    text_sheet(&mut workbook, words.legend, &heads, &[24.0, 80.0, 26.0], &legend, &styles)?;

    let sheet = workbook.add_worksheet();
    sheet.set_name(words.about)?;
    sheet.set_column_width(0, 110)?;
    on_paper(sheet, &[110.0], 0)?;
    let mut lines: Vec<String> = Vec::new();
    if definition.monitor.fictional {
        lines.push(
            pick(
                "Verzonnen cijfers. Deze gebieden bestaan niet; de cijfers laten zien hoe de monitor werkt.",
                "Invented figures. These areas do not exist; the figures show how the monitor works.",
            )
            .to_owned(),
        );
    }
    lines.push(table.citation(language, None));
    lines.push(match language {
        Language::Nl => format!("Uitgave {} van {}.", manifest.id, manifest.created),
        Language::En => format!("Release {} of {}.", manifest.id, manifest.created),
    });
    lines.extend(crate::Remark::sentences(&table.remarks(), definition, language));
    lines.extend(table.sum_note(language));
    if part::has_coarse(table) {
        lines.push(
            pick(
                "Sommige aantallen zijn grover afgerond dan andere. Daar staat een kolom met ± naast: het echte aantal is \
                 hoogstens zoveel hoger of lager.",
                "Some counts are rounded more coarsely than others. There a column with ± stands beside them: the true count is \
                 at most so much higher or lower.",
            )
            .to_owned(),
        );
    }
    lines.push(
        pick(
            "Een 0 is een echte nul. Staat er geen getal, dan zegt het blad ‘Geen cijfer - waarom’ wat dat betekent.",
            "A 0 is a real zero. Where there is no number, the sheet ‘No figure - why’ says what that means.",
        )
        .to_owned(),
    );
    sheet.write_string_with_format(0, 0, table.title(language), &styles.title)?;
    for (row, line) in lines.iter().enumerate() {
        sheet.set_row_height(row as u32 + 2, height(line, 110.0))?;
        sheet.write_string_with_format(row as u32 + 2, 0, line, &styles.text)?;
    }
    Ok(workbook)
}

/// The status with a code of the legend.
fn cells_status(code: &str) -> cells::Status {
    use cells::Status::{NearlyAll, NotApplicable, NotAvailable, Small, Withheld};
    [Small, NearlyAll, Withheld, NotApplicable, NotAvailable]
        .into_iter()
        .find(|status| crate::status_code(*status) == code)
        .unwrap_or_default()
}
