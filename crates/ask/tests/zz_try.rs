//! Temporary.
use ask::{Asked, Lexicon, Setting, answer, cautions, restated, understand};
use cells::{CategoryIx, PlaceIx};
use definition::Language;
use insight::Figures;
use release::Release;

#[test]
fn try_it() {
    let Ok(folder) = std::env::var("TRY_RELEASE") else { return };
    let language = if std::env::var("TRY_EN").is_ok() { Language::En } else { Language::Nl };
    let mut release = Release::open(std::path::Path::new(&folder)).expect("opened");
    if let Ok(own) = std::env::var("TRY_DEFINITION") {
        let mut own = definition::load(std::path::Path::new(&own)).unwrap_or_else(|p| panic!("{p}"));
        own.collections = release.definition.collections.clone();
        release.definition = own;
    }
    let spreads = insight::Spreads::of(&Figures::from(&release));
    let figures = Figures::from(&release).with_spreads(&spreads);
    let lexicon = {
        let all = release.definition.clone();
        let residents = insight::residents_of(&all);
        let figures = &figures;
        Lexicon::new(&release.definition, &release.places, move |place| {
            let residents = residents?;
            let period = figures.newest(residents, place, CategoryIx::TOTAL)?;
            figures.cube.cell(residents, period, place, CategoryIx::TOTAL).value
        })
    };
    let setting = Setting { place: figures.country().unwrap_or(PlaceIx(0)), category: CategoryIx::TOTAL, year: None, reference: None, judge: true, language };
    let text = std::fs::read_to_string(std::env::var("TRY_QUESTIONS").expect("questions")).expect("read");
    for text in text.lines().filter(|line| !line.is_empty()) {
        let q = understand(&lexicon, &release.definition, &release.places, text, false);
        println!("== {text}");
        println!("   [{:?} ok={} und={} unknown={:?} lost={:?} parts={:?} dropped={:?} which={:?} help={}]", q.kind, q.is_answerable(), q.understood, q.unknown, q.lost_areas, q.lost_parts, q.dropped, ask::which_numbered(&q, language), q.asks_help());
        let name = |ix: PlaceIx| { let p = release.places.get(ix); let h = release.places.ancestor(ix, cells::Level::Municipality, p.newest()); format!("{}/{}", p.name, h.map_or("", |h| release.places.get(h).name.as_str())) };
        for h in &q.places { println!("   place {:?} = {} others {:?}", h.words, name(h.what), h.others.iter().map(|o| name(*o)).collect::<Vec<_>>()); }
        if let Some(h) = &q.numbered { println!("   open {:?} = {} others {:?}", h.words, name(h.what), h.others.iter().map(|o| name(*o)).collect::<Vec<_>>()); }
        for h in &q.indicators { println!("   ind {:?} = {} near {} others {:?}", h.words, release.definition.indicator(h.what).id, h.near, h.others.iter().map(|o| release.definition.indicator(*o).id.as_str()).collect::<Vec<_>>()); }
        if !q.is_answerable() { continue; }
        let asked = Asked::of(&q, &setting, &figures);
        println!("   -> {}", restated(&asked, &figures, language));
        for c in cautions(&q, &asked, &figures, language) { println!("   ! {c}"); }
        for s in answer(&figures, &asked, &setting, &|_| Vec::new()).sentences { println!("   {}", s.text); }
    }
}
