//! The workbook: a sheet for each part of the page, findings to sort and filter.

use definition::Language;
use release::Release;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::{IN_WORKBOOK, Table, Value, Words, attacks, findings, not_covered, precision, protected, published, rules};
use crate::Audit;

/// A workbook in one language.
pub(super) fn workbook(audit: &Audit, release: &Release, on: &str, language: Language) -> Result<Workbook, XlsxError> {
    let words = Words(language);
    let mut book = Workbook::new();
    summary(book.add_worksheet(), audit, release, on, words)?;
    for period in &audit.periods {
        for (key, found) in [
            ("sheet-attacks", attacks(period, words)),
            ("sheet-findings", findings(period, release, words, IN_WORKBOOK)),
            ("sheet-published", published(period, words)),
            ("sheet-precision", precision(period, words)),
            ("sheet-protected", protected(period, words)),
        ] {
            let sheet = book.add_worksheet();
            sheet.set_name(format!("{} {}", words.say(key), period.period))?;
            table(sheet, &found)?;
        }
    }
    Ok(book)
}

fn summary(sheet: &mut Worksheet, audit: &Audit, release: &Release, on: &str, words: Words) -> Result<(), XlsxError> {
    let (large, bold, text) = (Format::new().set_bold().set_font_size(16), heading(), wrapped());
    sheet.set_name(words.say("sheet-summary"))?;
    sheet.set_column_width(0, 46)?;
    sheet.set_column_width(1, 90)?;
    let title = format!("{}: {}", words.say("title"), release.definition.monitor.name.get(words.0));
    sheet.write_string_with_format(0, 0, title, &large)?;
    let grave = audit.grave().count() as u64;
    let verdict = if grave == 0 {
        format!("{}. {}", words.say("passed"), words.say("passed-text"))
    } else {
        format!("{}. {}", words.say("failed"), words.say("failed-text").replace("{n}", &words.number(grave)))
    };
    let color = Color::RGB(if grave == 0 { 0x001B_6E3C } else { 0x00A3_201D });
    sheet.write_string_with_format(1, 0, verdict, &Format::new().set_bold().set_font_color(color))?;
    let mut row = 3;
    for (key, value) in rules(audit, release, on, words) {
        sheet.write_string_with_format(row, 0, key, &bold)?;
        sheet.write_string_with_format(row, 1, value, &text)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, words.say("guarantee-title"), &bold)?;
    let sentence = words
        .say("guarantee")
        .replace("{T}", &audit.rules.denominators.to_string())
        .replace("{most}", &audit.rules.denominators.saturating_sub(1).to_string());
    sheet.write_string_with_format(row, 1, sentence, &text)?;
    row += 2;
    sheet.write_string_with_format(row, 0, words.say("limits-title"), &bold)?;
    for line in not_covered(audit, words) {
        sheet.write_string_with_format(row, 1, line, &text)?;
        row += 1;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn table(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let (bold, text) = (heading(), wrapped());
    let (number, seconds) = (
        Format::new().set_num_format("#,##0").set_align(FormatAlign::Top),
        Format::new().set_num_format("0.0").set_align(FormatAlign::Top),
    );
    sheet.write_string_with_format(0, 0, &table.title, &Format::new().set_bold().set_font_size(14))?;
    sheet.write_string(1, 0, &table.about)?;
    let mut widths: Vec<usize> = table.columns.iter().map(|column| column.chars().count() + 2).collect();
    for (column, name) in table.columns.iter().enumerate() {
        sheet.write_string_with_format(3, column as u16, name, &bold)?;
    }
    for (n, row) in table.rows.iter().enumerate() {
        let at = n as u32 + 4;
        for (column, value) in row.iter().enumerate() {
            match value {
                Value::Text(words) => {
                    widths[column] = widths[column].max(words.chars().count().min(60));
                    sheet.write_string_with_format(at, column as u16, words, &text)?;
                }
                Value::Number(value) => {
                    widths[column] = widths[column].max(12);
                    sheet.write_number_with_format(at, column as u16, *value as f64, &number)?;
                }
                Value::Seconds(value) => {
                    sheet.write_number_with_format(at, column as u16, *value, &seconds)?;
                }
            }
        }
    }
    for (column, width) in widths.iter().enumerate() {
        sheet.set_column_width(column as u16, *width as f64 + 1.0)?;
    }
    if !table.rows.is_empty() && !table.columns.is_empty() {
        sheet.autofilter(3, 0, table.rows.len() as u32 + 3, table.columns.len() as u16 - 1)?;
    }
    sheet.set_freeze_panes(4, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(3, 3)?;
    Ok(())
}

fn heading() -> Format {
    Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::Top)
}

fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}
