/// The finest areas of one period, and the larger ones they lie in: what rows of the system are about.
///
/// Levels go from large to small; the last one is the finest areas themselves.
#[derive(Debug, Clone)]
pub struct Areas {
    levels: Vec<LevelAreas>,
}

#[derive(Debug, Clone)]
struct LevelAreas {
    /// For every finest area, the area of this level it lies in.
    of: Vec<u32>,
    /// Finest areas, area by area, and where each area's begin.
    members: Vec<u32>,
    starts: Vec<u32>,
    /// Whether an area is the same place as one of the level below.
    same_as_below: Vec<bool>,
}

impl Areas {
    /// From, for every level from large to small, the number of the area that each finest area lies in; the last level
    /// must number the finest areas themselves, 0, 1, 2, ….
    ///
    /// # Panics
    /// When levels differ in length, or an area of one level lies in two of the level above.
    pub fn new(levels: Vec<Vec<u32>>) -> Self {
        let finest = levels.last().map_or(0, Vec::len);
        let count = |of: &[u32]| of.iter().max().map_or(0, |last| *last as usize + 1);
        let mut all: Vec<LevelAreas> = Vec::with_capacity(levels.len());
        for of in levels {
            assert_eq!(of.len(), finest, "every level says where each finest area lies");
            let mut starts = vec![0_u32; count(&of) + 1];
            for &area in &of {
                starts[area as usize + 1] += 1;
            }
            for at in 1..starts.len() {
                starts[at] += starts[at - 1];
            }
            let mut next = starts.clone();
            let mut members = vec![0; finest];
            for (at, &area) in of.iter().enumerate() {
                members[next[area as usize] as usize] = at as u32;
                next[area as usize] += 1;
            }
            let same_as_below = vec![false; starts.len() - 1];
            all.push(LevelAreas { of, members, starts, same_as_below });
        }
        for level in 1..all.len() {
            let (above, below) = all.split_at_mut(level);
            let (above, below) = (&mut above[level - 1], &below[0]);
            for area in 0..above.same_as_below.len() {
                let inside = &above.members[above.starts[area] as usize..above.starts[area + 1] as usize];
                let first = inside.first().map(|&at| below.of[at as usize]);
                above.same_as_below[area] = first.is_some_and(|first| {
                    inside.len() == (below.starts[first as usize + 1] - below.starts[first as usize]) as usize
                });
            }
        }
        Self { levels: all }
    }

    /// How many levels there are.
    pub fn depth(&self) -> usize {
        self.levels.len()
    }

    /// How many areas a level has.
    pub fn len(&self, level: usize) -> usize {
        self.levels[level].same_as_below.len()
    }

    /// Whether there is no area at all.
    pub fn is_empty(&self) -> bool {
        self.finest() == 0
    }

    /// How many finest areas there are.
    pub fn finest(&self) -> usize {
        self.levels.last().map_or(0, |level| level.of.len())
    }

    /// The area of a level that a finest area lies in.
    #[inline]
    pub fn above(&self, finest: usize, level: usize) -> usize {
        self.levels[level].of[finest] as usize
    }

    /// The finest areas inside an area.
    #[inline]
    pub fn inside(&self, level: usize, area: usize) -> &[u32] {
        let own = &self.levels[level];
        &own.members[own.starts[area] as usize..own.starts[area + 1] as usize]
    }

    /// Whether an area is the same place as the one area of the level below that lies in it.
    #[inline]
    pub fn is_same_as_below(&self, level: usize, area: usize) -> bool {
        self.levels[level].same_as_below[area]
    }
}
