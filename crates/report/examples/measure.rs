//! How long documents take, and how large they are: `measure RELEASE OUT [CODE…]` prints the factsheet of each area (first
//! cold, then again), and the national report when no area is named. The files are left in OUT to look at.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use definition::Language;
use insight::{Figures, Spreads};
use release::Release;
use report::{Asked, Beside, Edition, Maps, Subject, factsheet, find_area, printed};

/// How often a document is made to see what it takes.
const ROUNDS: u32 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, out, codes @ ..] = arguments.as_slice() else {
        return Err("measure RELEASE OUT [CODE[:GROUP][+CODE]…]".into());
    };
    let release = Release::open(Path::new(folder))?;
    let spreads = Spreads::of(&Figures::from(&release));
    let maps = Maps::default();
    let figures = Figures::from(&release).with_spreads(&spreads);
    let edition = Edition { release: &release, figures, maps: &maps, previous: None, address: "" };
    std::fs::create_dir_all(out)?;
    for code in codes {
        // A code, a group behind a colon, and behind a plus what it is compared with.
        let (code, other) = code.split_once('+').map_or((code.as_str(), None), |(code, other)| (code, Some(other)));
        let (code, group) = code.split_once(':').map_or((code, None), |(code, group)| (code, Some(group)));
        for language in [Language::Nl, Language::En] {
            let place = find_area(&edition, code)?;
            let subject = Subject {
                category: group
                    .and_then(|group| release.definition.find_category(group))
                    .unwrap_or(cells::CategoryIx::TOTAL),
                beside: other.map(|other| find_area(&edition, other)).transpose()?.map(Beside::Area),
                ..Subject::usual(place, language)
            };
            let began = Instant::now();
            let pdf = factsheet(&edition, &subject)?;
            let cold = began.elapsed();
            let began = Instant::now();
            for _ in 0..ROUNDS {
                factsheet(&edition, &subject)?;
            }
            let warm = began.elapsed() / ROUNDS;
            let name =
                format!("{}-{}.pdf", subject.file_name(&edition), if language == Language::Nl { "nl" } else { "en" });
            println!("{name}: {} kB, first {cold:.1?}, again {warm:.1?}", pdf.len() / 1000);
            std::fs::write(Path::new(out).join(name), pdf)?;
        }
    }
    if codes.is_empty() {
        for language in [Language::Nl, Language::En] {
            let began = Instant::now();
            let pdf = printed(&edition, Asked { place: None, period: None, language })?;
            println!("national report: {} kB, {:.1?}", pdf.len() / 1000, began.elapsed());
            std::fs::write(Path::new(out).join(format!("national-{language:?}.pdf")), pdf)?;
        }
    }
    Ok(())
}
