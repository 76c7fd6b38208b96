//! Groups beside each other, each with the same group somewhere else.

mod zomerdam;

use charts::{Style, Words};
use roxmltree::Document;

#[test]
fn the_same_group_elsewhere_is_a_sign_in_the_drawing_and_a_column_in_the_table() {
    let bars = zomerdam::bars("naast", 760);
    let words = Words::dutch();
    for (chart, narrow) in [(bars.clone(), false), (zomerdam::bars("naast", 340), true)] {
        let svg = chart.svg(&words, Style::Page);
        let page = Document::parse(&svg).unwrap();
        let paths = page.descendants().filter(|node| node.attribute("class") == Some("edge paper"));
        // Those of all rows are one path.
        let signs: usize = paths.filter_map(|path| path.attribute("d")).map(|d| d.matches('M').count()).sum();
        let shown = chart.rows.iter().filter(|row| row.elsewhere.is_some()).count();
        // One for each row, and one beside the words that say what it is.
        assert_eq!(signs, shown + 1, "narrow: {narrow}");
        assert!(svg.contains("dezelfde groep in Nederland"));
        assert_eq!(svg.matches("class=\"soft\"").count(), 1, "the chosen group is marked");
    }
    let table = bars.table(&words);
    assert_eq!(table.columns.last().unwrap().label, "dezelfde groep in Nederland");
    let first = &table.rows[0].entries;
    assert_eq!(first[first.len() - 1].text, "8,0 %");
    assert!(table.rows.iter().any(|row| row.marked));
}

#[test]
fn without_a_group_elsewhere_the_table_has_no_column_for_it() {
    let table = zomerdam::bars("hier", 760).table(&Words::dutch());
    assert_eq!(table.columns.len(), 4);
}
