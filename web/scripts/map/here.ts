// Where the visitor is, found in the browser: the position is compared with shapes that are already here and goes nowhere.
import type { Feature, FeatureCollection, MultiPolygon, Position } from "geojson";

/** The position of the device, when the visitor allows it. */
export function position(): Promise<{ longitude: number; latitude: number }> {
  return new Promise((resolve, reject) => {
    if (!("geolocation" in navigator)) reject(new Error("no geolocation"));
    else
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => resolve({ longitude: coords.longitude, latitude: coords.latitude }),
        reject,
        { enableHighAccuracy: false, timeout: 10_000, maximumAge: 60_000 },
      );
  });
}

/** The number of the area in which a point lies. */
export function areaAt(shapes: FeatureCollection, x: number, y: number): number | undefined {
  const inside = (feature: Feature): boolean =>
    feature.geometry?.type === "MultiPolygon" && (feature.geometry as MultiPolygon).coordinates.some((rings) => crossings(rings, x, y) % 2 === 1);
  return shapes.features.find(inside)?.id as number | undefined;
}

/** How often a line from the point to the east crosses the rings: odd inside, holes counted. */
function crossings(rings: Position[][], x: number, y: number): number {
  let count = 0;
  for (const ring of rings) {
    for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
      const [ax = 0, ay = 0] = ring[at] ?? [];
      const [bx = 0, by = 0] = ring[before] ?? [];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) count++;
    }
  }
  return count;
}
