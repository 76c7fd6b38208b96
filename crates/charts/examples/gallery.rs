//! Writes a page with every chart of this room, for looking: `cargo run -p charts --example gallery > gallery.html`.
//! All places and figures are invented.

#[path = "../tests/zomerdam/mod.rs"]
mod zomerdam;

use std::fmt::Write as _;

use charts::{STYLESHEET, Style, TOKENS};

fn main() {
    let mut tokens = String::new();
    for (name, value) in TOKENS {
        let _ = write!(tokens, "--{name}:{value};");
    }
    println!(
        "<!doctype html><html lang=\"nl\"><meta charset=\"utf-8\"><title>Gallery</title><style>:root{{{tokens}}}
body{{margin:24px;font:16px/1.5 var(--font);color:var(--ink);max-width:1180px}}h2{{margin:28px 0 4px;font-size:18px}}
.row{{display:flex;flex-wrap:wrap;gap:24px;align-items:flex-start}}
.legend-steps,.legend-signs{{list-style:none;display:flex;gap:24px;padding:0;margin:6px 0;font-size:13px}}
.legend-steps li{{display:flex;flex-direction:column;align-items:center}}.legend-signs li{{display:flex;gap:8px;align-items:center}}
.legend-group{{display:flex;gap:24px}}.legend-name{{width:200px;margin:0}}
{STYLESHEET}</style><body>"
    );
    let only = std::env::args().nth(1);
    for (name, markup) in zomerdam::gallery(Style::Page) {
        if only.as_deref().is_none_or(|only| name.starts_with(only)) {
            println!("<h2>{name} <small>({} bytes)</small></h2><div class=\"row\">{markup}</div>", markup.len());
        }
    }
}
