//! Protects a table of counts in the shape of a national monitor and says what that cost:
//! `measure_shapes FILE.csv.gz [BASE] [PLAN]`, a file with the columns [buurt,] wijk, gem, origin, birth, five, ind, freq.
//!
//! Counts below 10 are hidden. The plan says what is published of the country, every gem, wijk and buurt:
//! - `all` (the default): both values of `ind` and their sum, for everybody and by five groups, origin and birth;
//! - `population`: the sum alone, of buurten for everybody and by five groups;
//! - `kis`: that, and of how many `ind` is `i1`, of wijken and buurten for everybody and by five groups.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::time::Instant;

use flate2::read::GzDecoder;
use protect::{Areas, Class, Model, Multiples, Role, RowAddress, Thresholds, Variable, withstand};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("a file of shapes, such as x100.csv.gz");
    let base: u16 = arguments.next().map_or(5, |base| base.parse().expect("a base: 1, 5 or 10"));
    let plan = arguments.next().unwrap_or_else(|| "all".to_owned());
    let model = read(&path, base, &plan);
    let rows: usize = (0..model.classes.len())
        .flat_map(|class| (0..model.areas.depth()).map(move |level| (class, level)))
        .map(|(class, level)| model.areas.len(level) * model.classes[class].sets[level].len())
        .sum();
    let began = Instant::now();
    let before = processor_seconds();
    let done = withstand(model, [7; 32], &[]).unwrap_or_else(|error| panic!("{error}"));
    let (wall, processor) = (began.elapsed().as_secs_f64(), processor_seconds() - before);
    println!("{path}, base {base}, {plan}: {rows} published counts, {:?}", done.progress);
    println!("  {wall:.1} s on the clock, {processor:.1} s of processors, {} tables", done.evidence.len());
    report(&done);
}

fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> =
        stat.rsplit(')').next().unwrap_or("").split_whitespace().filter_map(|field| field.parse().ok()).collect();
    // utime and stime, the first field after the name being a letter that was left out.
    fields.get(10..12).map_or(0.0, |times| times.iter().sum::<f64>() / 100.0)
}

fn report(done: &protect::Withstood) {
    let model = done.model();
    let names = ["country", "gem", "wijk", "buurt"];
    let mut by_level: BTreeMap<usize, [usize; 6]> = BTreeMap::new();
    let (mut moved, mut most, mut shown) = (0_i64, 0_i64, 0_i64);
    for class in 0..model.classes.len() {
        if matches!(model.classes[class].role, Role::Rest { shown: false, .. }) {
            continue;
        }
        for level in 0..model.areas.depth() {
            for area in 0..model.areas.len(level) {
                for set in 0..model.classes[class].sets[level].len() {
                    let at = RowAddress { class, level, area, set };
                    let tally = by_level.entry(level).or_default();
                    if done.is_small(at) == Some(true)
                        || done.is_withheld(at) == Some(true) && done.truth(at) < Some(10)
                    {
                        tally[5] += 1;
                        continue;
                    }
                    let step = done.step(at).expect("a row");
                    let truth = done.truth(at).expect("a row");
                    match model.multiples.round(truth, step, model.thresholds.size) {
                        Some((value, _)) => {
                            tally[usize::from(step.0)] += 1;
                            let off = i64::from((value - truth).abs());
                            moved += off;
                            most = most.max(off);
                            shown += 1;
                        }
                        None => tally[4] += 1,
                    }
                }
            }
        }
    }
    println!("  share of counts from 10 up at each step (base, then coarser, then not shown); counts below 10");
    let mut all = [0_usize; 6];
    for (level, tally) in &by_level {
        print_line(names[*level], tally);
        for (sum, own) in all.iter_mut().zip(tally) {
            *sum += own;
        }
    }
    print_line("all", &all);
    println!(
        "  shown counts differ from the true ones by {:.2} on average, {most} at most",
        moved as f64 / shown as f64
    );
}

fn print_line(name: &str, tally: &[usize; 6]) {
    let total: usize = tally[..5].iter().sum();
    let shares: Vec<String> =
        tally[..5].iter().map(|n| format!("{:6.2} %", 100.0 * *n as f64 / total.max(1) as f64)).collect();
    println!("  {name:8} {} of {total:8}; {}", shares.join(" "), tally[5]);
}

fn read(path: &str, base: u16, plan: &str) -> Model {
    let mut reader = csv::Reader::from_reader(GzDecoder::new(File::open(path).expect("the file opens")));
    let columns: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let of = |name: &str| columns.iter().position(|column| column == name);
    let levels: Vec<usize> = ["gem", "wijk", "buurt"].iter().filter_map(|name| of(name)).collect();
    let [origin, birth, five, ind, freq] =
        ["origin", "birth", "five", "ind", "freq"].map(|name| of(name).expect("the columns of a crossing file"));
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let mut leaf_of: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    let mut area_of: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for row in &rows {
        leaf_of.insert((row[five].to_owned(), row[origin].to_owned(), row[birth].to_owned()), 0);
        area_of.insert(levels.iter().map(|level| row[*level].to_owned()).collect(), 0);
    }
    for (at, number) in leaf_of.values_mut().enumerate() {
        *number = at;
    }
    for (at, number) in area_of.values_mut().enumerate() {
        *number = at;
    }
    let mut values = vec![vec![0; area_of.len() * leaf_of.len()]; 2];
    for row in &rows {
        let leaf = leaf_of[&(row[five].to_owned(), row[origin].to_owned(), row[birth].to_owned())];
        let area = area_of[&levels.iter().map(|level| row[*level].to_owned()).collect::<Vec<_>>()];
        let count: i32 = row[freq].parse().expect("a count");
        values[0][area * leaf_of.len() + leaf] += count;
        if &row[ind] == "i1" {
            values[1][area * leaf_of.len() + leaf] += count;
        }
    }
    let mut all_levels = vec![vec![0; area_of.len()]];
    for depth in 1..=levels.len() {
        let mut numbers: HashMap<&[String], u32> = HashMap::new();
        all_levels.push(
            area_of
                .keys()
                .map(|path| {
                    let next = numbers.len() as u32;
                    *numbers.entry(&path[..depth]).or_insert(next)
                })
                .collect(),
        );
    }
    let mut sets: Vec<u64> = vec![(1 << leaf_of.len()) - 1];
    for part in 0..3 {
        let mut groups: BTreeMap<&str, u64> = BTreeMap::new();
        for ((five, origin, birth), leaf) in &leaf_of {
            *groups.entry([five, origin, birth][part]).or_default() |= 1 << leaf;
        }
        sets.extend(groups.into_values());
    }
    // Everybody comes first, then the five groups.
    let five_groups = leaf_of.keys().map(|(five, ..)| five).collect::<std::collections::BTreeSet<_>>().len();
    let narrow = |level: usize| if level < 2 { sets.len() } else { 1 + five_groups };
    let class = |name: &str, terms: &[(u16, i32)], role: Role| Class {
        name: name.to_owned(),
        terms: terms.iter().map(|(variable, sign)| (Variable(*variable), *sign)).collect(),
        role,
        sets: (0..all_levels.len())
            .map(|level| match (plan, role) {
                ("all", _) => sets.clone(),
                (_, Role::Size) if level < 3 => sets.clone(),
                _ => sets[..narrow(level)].to_vec(),
            })
            .collect(),
    };
    let mut classes = vec![class("sum", &[(0, 1)], Role::Size)];
    if plan != "population" {
        classes.push(class("i1", &[(1, 1)], Role::Part { size: 0 }));
        classes.push(class("i0", &[(0, 1), (1, -1)], Role::Rest { part: 1, shown: plan == "all" }));
    }
    Model {
        classes,
        areas: Areas::new(all_levels),
        leaves: leaf_of.len(),
        values,
        cell_bounds: Vec::new(),
        multiples: Multiples::of_base(base),
        thresholds: Thresholds { size: 10, part: 10, rest: 10 },
        given: Vec::new(),
    }
}
