//! Mapbox Vector Tiles 2.1: what a tile says, as Protocol Buffers.

use prost::Message;

/// A tile.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct Tile {
    #[prost(message, repeated, tag = "3")]
    pub(crate) layers: Vec<Layer>,
}

/// A layer of a tile.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct Layer {
    #[prost(uint32, required, tag = "15")]
    pub(crate) version: u32,
    #[prost(string, required, tag = "1")]
    pub(crate) name: String,
    #[prost(message, repeated, tag = "2")]
    pub(crate) features: Vec<Feature>,
    #[prost(string, repeated, tag = "3")]
    pub(crate) keys: Vec<String>,
    #[prost(message, repeated, tag = "4")]
    pub(crate) values: Vec<Value>,
    #[prost(uint32, optional, tag = "5")]
    pub(crate) extent: Option<u32>,
}

/// A feature of a layer.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct Feature {
    #[prost(uint64, optional, tag = "1")]
    pub(crate) id: Option<u64>,
    /// Positions of keys and values, in turn.
    #[prost(uint32, repeated, tag = "2")]
    pub(crate) tags: Vec<u32>,
    #[prost(enumeration = "Shape", optional, tag = "3")]
    pub(crate) shape: Option<i32>,
    /// Commands and differences.
    #[prost(uint32, repeated, tag = "4")]
    pub(crate) geometry: Vec<u32>,
}

/// A value of an attribute; only the kinds that are written here.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct Value {
    #[prost(string, optional, tag = "1")]
    pub(crate) text: Option<String>,
    #[prost(uint64, optional, tag = "5")]
    pub(crate) number: Option<u64>,
}

/// What the commands of a feature draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, prost::Enumeration)]
#[repr(i32)]
pub(crate) enum Shape {
    Unknown = 0,
    Point = 1,
    Line = 2,
    Polygon = 3,
}

/// A place in a tile; may lie outside it.
pub(crate) type Spot = (i32, i32);

const MOVE: u32 = 1;
const LINE: u32 = 2;
const CLOSE: u32 = 7;

/// The commands that draw rings one after the other.
pub(crate) fn commands(rings: &[Vec<Spot>]) -> Vec<u32> {
    let mut commands = Vec::with_capacity(rings.iter().map(|ring| 2 * ring.len() + 3).sum());
    let (mut x, mut y) = (0, 0);
    let mut step = |commands: &mut Vec<u32>, to: Spot| {
        commands.extend([zigzag(to.0 - x), zigzag(to.1 - y)]);
        (x, y) = to;
    };
    for ring in rings {
        commands.push(MOVE | 1 << 3);
        step(&mut commands, ring[0]);
        commands.push(LINE | (ring.len() as u32 - 1) << 3);
        for &spot in &ring[1..] {
            step(&mut commands, spot);
        }
        commands.push(CLOSE | 1 << 3);
    }
    commands
}

/// The rings that commands draw; or what is wrong with the commands.
pub(crate) fn rings(commands: &[u32]) -> Result<Vec<Vec<Spot>>, &'static str> {
    let mut rings: Vec<Vec<Spot>> = Vec::new();
    let (mut x, mut y) = (0_i32, 0_i32);
    let mut open = false;
    let mut words = commands.iter();
    while let Some(&command) = words.next() {
        let count = command >> 3;
        match command & 7 {
            MOVE if count == 1 && !open => rings.push(Vec::new()),
            LINE if count >= 2 && open => {}
            CLOSE if count == 1 && open && rings.last().is_some_and(|ring| ring.len() >= 3) => {
                open = false;
                continue;
            }
            _ => return Err("a command out of order"),
        }
        open = true;
        for _ in 0..count {
            let (Some(&dx), Some(&dy)) = (words.next(), words.next()) else { return Err("commands that break off") };
            let moved = x.checked_add(unzigzag(dx)).zip(y.checked_add(unzigzag(dy)));
            (x, y) = moved.ok_or("a step out of all bounds")?;
            rings.last_mut().ok_or("a line from nowhere")?.push((x, y));
        }
    }
    if open { Err("a ring that is not closed") } else { Ok(rings) }
}

/// Twice the area of a ring as the specification counts it: positive for outer rings, y runs down.
pub(crate) fn doubled_area(ring: &[Spot]) -> i64 {
    let wide = |(x, y): Spot| (i64::from(x), i64::from(y));
    ring.iter()
        .zip(ring.iter().cycle().skip(1))
        .map(|(&a, &b)| {
            let ((ax, ay), (bx, by)) = (wide(a), wide(b));
            ax * by - bx * ay
        })
        .sum()
}

const fn zigzag(number: i32) -> u32 {
    ((number << 1) ^ (number >> 31)).cast_unsigned()
}

const fn unzigzag(number: u32) -> i32 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_polygon_is_written_as_the_specification_shows() {
        // The examples "polygon" and "multi polygon" of section 4.3.5 of the specification.
        assert_eq!(commands(&[vec![(3, 6), (8, 12), (20, 34)]]), [9, 6, 12, 18, 10, 12, 24, 44, 15]);
        let several = [
            vec![(0, 0), (10, 0), (10, 10), (0, 10)],
            vec![(11, 11), (20, 11), (20, 20), (11, 20)],
            vec![(13, 13), (13, 17), (17, 17), (17, 13)],
        ];
        let expected = [
            9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15, 9, 22, 2, 26, 18, 0, 0, 18, 17, 0, 15, 9, 4, 13, 26, 0, 8, 8, 0, 0,
            7, 15,
        ];
        assert_eq!(commands(&several), expected);
        assert_eq!(rings(&expected).unwrap(), several);
        assert_eq!(several.map(|ring| doubled_area(&ring).signum()), [1, 1, -1]);
    }

    #[test]
    fn commands_that_draw_no_ring_are_refused() {
        for wrong in
            [&[18, 2, 2, 2, 2][..], &[9, 2], &[9, 2, 2, 26, 2, 2], &[9, 2, 2, 15], &[9, 0, 0, 18, 2, 2, 4, 4], &[3]]
        {
            assert!(rings(wrong).is_err(), "{wrong:?}");
        }
    }
}
