//! The page: by itself, without scripts; Dutch, with a switch to English.

use std::fmt::Write;

use definition::Language;
use release::Release;

use super::{ON_PAGE, Table, Value, Words, attacks, findings, not_covered, precision, protected, published, rules};
use crate::Audit;

const STYLE: &str = "
:root { --ink: #1a1f2b; --soft: #5a6375; --line: #d5dae3; --paper: #fff; --good: #1b6e3c; --bad: #a3201d; }
* { box-sizing: border-box; }
body { font: 16px/1.55 system-ui, 'Segoe UI', sans-serif; color: var(--ink); background: #f2f4f8; margin: 0; }
main { max-width: 68rem; margin: 1rem auto 3rem; padding: 1.5rem 2.5rem 2.5rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: .5rem; }
h1 { font-size: 1.8rem; margin: .3rem 0 .2rem; line-height: 1.2; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .4rem; padding-top: .9rem; border-top: 2px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; }
p { max-width: 46rem; margin: .4rem 0 .8rem; }
blockquote { margin: .6rem 0 1rem; padding: .2rem 1rem; border-left: 4px solid #3b5b92; max-width: 46rem; }
.subtitle { color: var(--soft); margin-bottom: 1rem; }
.verdict { border: 2px solid; border-radius: .5rem; padding: .8rem 1.1rem; font-size: 1.05rem; margin: 1rem 0; }
.verdict strong { display: block; font-size: 1.25rem; }
.passed { color: var(--good); background: #eef8f1; } .failed { color: var(--bad); background: #fdf1f0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; font-size: .92rem; }
caption { text-align: left; color: var(--soft); padding-bottom: .4rem; max-width: 46rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--ink); white-space: nowrap; }
tbody th { font-weight: 600; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
dl { display: grid; grid-template-columns: minmax(14rem, 22rem) 1fr; gap: .25rem 1.2rem; margin: .6rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
li { max-width: 46rem; margin-bottom: .3rem; }
.switch { max-width: 68rem; margin: 1rem auto 0; padding: 0 .5rem; }
.switch label { padding: .35rem .8rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--paper);
  cursor: pointer; }
.switch input { position: absolute; opacity: 0; }
.switch input:focus-visible + label { outline: 3px solid #3b5b92; outline-offset: 2px; }
.switch input:checked + label { background: var(--ink); color: #fff; border-color: var(--ink); }
body:has(#nl:checked) .in-en, body:has(#en:checked) .in-nl { display: none; }
@media (max-width: 40rem) { main { padding: 1rem; } dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
@media print {
  body { background: none; font-size: 10.5pt; } .switch { display: none; }
  main { border: 0; margin: 0; padding: 0; max-width: none; } h2, h3 { break-after: avoid; }
  tr { break-inside: avoid; } thead { display: table-header-group; } .scroll { overflow: visible; }
}
";

/// The whole page.
pub(super) fn page(audit: &Audit, release: &Release, on: &str) -> String {
    let mut page = String::new();
    let name = escape(&release.definition.monitor.name.nl);
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Controle {name}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<div class=\"switch\" role=\"radiogroup\" aria-label=\"Taal / language\">\
         <input type=\"radio\" name=\"language\" id=\"nl\" checked> <label for=\"nl\" lang=\"nl\">Nederlands</label> \
         <input type=\"radio\" name=\"language\" id=\"en\"> <label for=\"en\" lang=\"en\">English</label></div>\n"
    );
    for (language, code) in [(Language::Nl, "nl"), (Language::En, "en")] {
        let _ = writeln!(page, "<main class=\"in-{code}\" lang=\"{code}\">");
        body(&mut page, audit, release, on, Words(language));
        page.push_str("</main>\n");
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn body(page: &mut String, audit: &Audit, release: &Release, on: &str, words: Words) {
    let say = |key: &'static str| escape(words.say(key));
    let name = escape(release.definition.monitor.name.get(words.0));
    let _ = write!(
        page,
        "<h1>{}: {name}</h1>\n<p class=\"subtitle\">{} {}, {on}</p>\n",
        say("title"),
        say("release"),
        escape(&release.manifest.id)
    );
    verdict(page, audit, words);
    let _ = write!(page, "<h2>{}</h2>\n<p>{}</p>\n", say("guarantee-title"), say("guarantee-about"));
    let sentence = words
        .say("guarantee")
        .replace("{T}", &audit.rules.denominators.to_string())
        .replace("{most}", &audit.rules.denominators.saturating_sub(1).to_string());
    let _ =
        write!(page, "<blockquote><p>{}</p></blockquote>\n<h3>{}</h3>\n<ul>\n", escape(&sentence), say("limits-title"));
    for line in not_covered(audit, words) {
        let _ = writeln!(page, "<li>{}</li>", escape(&line));
    }
    let _ = write!(page, "</ul>\n<h2>{}</h2>\n<dl>\n", say("rules-title"));
    for (key, value) in rules(audit, release, on, words) {
        let _ = writeln!(page, "<dt>{}</dt><dd>{}</dd>", escape(&key), escape(&value));
    }
    page.push_str("</dl>\n");
    for period in &audit.periods {
        let _ = writeln!(page, "<h2>{} {}</h2>", say("year"), period.period);
        let system = period.system.map(|number| words.number(number));
        let about = words
            .say("system-about")
            .replace("{cells}", &words.number(period.cells))
            .replace("{unknowns}", &system[0])
            .replace("{rows}", &system[1]);
        let _ = writeln!(page, "<p>{}</p>", escape(&about));
        for found in [
            attacks(period, words),
            findings(period, release, words, ON_PAGE),
            published(period, words),
            precision(period, words),
            protected(period, words),
        ] {
            table(page, &found, words);
        }
    }
}

fn verdict(page: &mut String, audit: &Audit, words: Words) {
    let grave = audit.grave().count() as u64;
    let notes: usize = audit.periods.iter().map(|period| period.findings.iter().filter(|f| !f.grave).count()).sum();
    let (class, title, text) = if grave == 0 {
        ("passed", "passed", words.say("passed-text").to_owned())
    } else {
        ("failed", "failed", words.say("failed-text").replace("{n}", &words.number(grave)))
    };
    let notes = words.say("notes-text").replace("{n}", &words.number(notes as u64));
    let _ = writeln!(
        page,
        "<div class=\"verdict {class}\" role=\"status\"><strong>{}</strong>{} {}</div>",
        escape(words.say(title)),
        escape(&text),
        escape(&notes)
    );
}

fn table(page: &mut String, table: &Table, words: Words) {
    let _ = writeln!(page, "<h3>{}</h3>", escape(&table.title));
    if table.rows.is_empty() {
        let _ = writeln!(page, "<p>{}</p>", escape(&table.about));
        return;
    }
    let numeric = |column: usize| !matches!(table.rows[0][column], Value::Text(_));
    let _ = write!(
        page,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table>\n<caption>{}</caption>\n<thead><tr>",
        escape(&table.title),
        escape(&table.about)
    );
    for (column, heading) in table.columns.iter().enumerate() {
        let class = if numeric(column) { " class=\"number\"" } else { "" };
        let _ = write!(page, "<th scope=\"col\"{class}>{}</th>", escape(heading));
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        page.push_str("<tr>");
        for (column, value) in row.iter().enumerate() {
            let text = match value {
                Value::Text(text) => escape(text),
                Value::Number(number) => words.number(*number),
                Value::Seconds(seconds) => words.decimal(*seconds),
            };
            let _ = match (column, value) {
                (0, _) => write!(page, "<th scope=\"row\">{text}</th>"),
                (_, Value::Text(_)) => write!(page, "<td>{text}</td>"),
                _ => write!(page, "<td class=\"number\">{text}</td>"),
            };
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table></div>\n");
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
